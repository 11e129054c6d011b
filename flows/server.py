"""The office service: a Prefect server of its own and the runner, started, watched and stopped together.

Plain Python: Prefect is imported only in the child processes, which get their whole configuration through the
environment made here.
"""

import contextlib
import os
import secrets
import signal
import socket
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from flows.processes import Anak, stop_with_parent, wait_until
from transforms import storage
from transforms.settings import ROOT, Settings, SettingsError

ALAMAT = "127.0.0.1"  # the API can start programs: it never listens to the network
SIMPAN_HARI = 90  # days for which Prefect keeps runs and events; the ledger keeps everything
JEDA_ULANG = 5  # seconds before a child that died is started again; doubled while it keeps dying


@dataclass(frozen=True)
class Layanan:
    """The table [layanan] of pengaturan.toml."""

    port: int = 4200
    basis_data: str = ""
    """SQLAlchemy address of a PostgreSQL database for Prefect; empty: SQLite in the data folder."""
    jeda_periksa: float = 1
    """Seconds between two looks at the inbox."""
    tinjau: bool = False
    """Whether new rejections hold a publication until someone resumes the run."""
    surel_kepada: tuple[str, ...] = ()
    """Addresses that get the reminder by e-mail, through prefect-email; nobody: nothing is sent."""


def read_service(settings: Settings) -> Layanan:
    """The service's settings. Raises SettingsError for an unknown key or a value that cannot be used."""
    berkas = settings.referensi / "pengaturan.toml"
    isi = tomllib.loads(berkas.read_text(encoding="utf-8")).get("layanan", {}) if berkas.exists() else {}
    if asing := sorted(set(isi) - {f.name for f in fields(Layanan)}):
        raise SettingsError(f"Pengaturan {berkas}: [layanan] {', '.join(asing)} tidak dikenal")
    layanan = Layanan(**isi | {"surel_kepada": tuple(isi.get("surel_kepada", ()))})
    if layanan.basis_data and not layanan.basis_data.startswith("postgresql+asyncpg://"):
        raise SettingsError(f"Pengaturan {berkas}: basis_data harus diawali postgresql+asyncpg://")
    if any(not isinstance(a, str) or "@" not in a for a in layanan.surel_kepada):
        raise SettingsError(f"Pengaturan {berkas}: surel_kepada harus daftar alamat surel")
    if not 0 < layanan.jeda_periksa <= 600 or not 0 < layanan.port < 65536:
        raise SettingsError(f"Pengaturan {berkas}: port atau jeda_periksa di luar batas")
    return layanan


def home(settings: Settings) -> Path:
    """Folder of everything Prefect keeps for this installation."""
    return settings.gudang / "prefect"


def password_file(settings: Settings) -> Path:
    """The file that holds the login of the API and its pages, readable by its owner only."""
    return home(settings) / "sandi"


def read_password(settings: Settings) -> str:
    """The login 'user:password'; made on first use."""
    berkas = password_file(settings)
    home(settings).mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        fd = os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="ascii") as f:
            f.write(f"lkj:{secrets.token_urlsafe(24)}\n")
    berkas.chmod(0o600)
    return berkas.read_text(encoding="ascii").strip()


def url(layanan: Layanan) -> str:
    """Address of the server."""
    return f"http://{ALAMAT}:{layanan.port}"


def environment(settings: Settings, layanan: Layanan) -> dict[str, str]:
    """Environment of the children: nothing of the user's own Prefect, no call to the outside, a closed API."""
    sandi = read_password(settings)
    asal = [f"http://{host}:{layanan.port}" for host in (ALAMAT, "localhost")]
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")} | {
        "LKJ_DATA": str(settings.data),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "PYTHONUTF8": "1",
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(home(settings)),
        "PREFECT_API_URL": url(layanan) + "/api",
        "PREFECT_API_AUTH_STRING": sandi,
        "PREFECT_SERVER_API_AUTH_STRING": sandi,
        "PREFECT_SERVER_API_HOST": ALAMAT,
        "PREFECT_SERVER_API_PORT": str(layanan.port),
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": ",".join(asal),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": f"P{SIMPAN_HARI}D",
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{SIMPAN_HARI}D",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PREFECT_CLI_PROMPT": "false",
        "NO_COLOR": "1",
    }
    if layanan.basis_data:
        env["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = layanan.basis_data
    return env


def port_taken(layanan: Layanan) -> bool:
    """Whether something else listens on the port already."""
    with socket.socket() as s:
        s.settimeout(2)
        return s.connect_ex((ALAMAT, layanan.port)) == 0


def healthy(layanan: Layanan) -> bool:
    """Whether the server answers."""
    try:
        with urllib.request.urlopen(url(layanan) + "/api/health", timeout=5) as jawaban:
            return jawaban.status == 200
    except (OSError, urllib.error.URLError):
        return False


def start_server(settings: Settings, env: dict[str, str]) -> Anak:
    """Start the Prefect server."""
    return Anak("server", [sys.executable, "-m", "flows.server"], env, home(settings))


def start_runner(settings: Settings, env: dict[str, str]) -> Anak:
    """Start the process that holds the deployments, runs the flows and watches the inbox."""
    return Anak("pelaksana", [sys.executable, "-m", "flows.deploy"], env, home(settings))


def serve(settings: Settings, say: Callable[[str], None]) -> int:
    """Run the service until SIGINT or SIGTERM: 0 stopped on request, 2 not started (already running, port, settings).

    Children that die are started again, after a pause that grows while they keep dying.
    """
    layanan = read_service(settings)
    henti = threading.Event()
    try:
        with storage.exclusive(home(settings)), _stop_signals(henti):
            if port_taken(layanan):
                say(f"Layanan tidak dimulai: port {layanan.port} sudah dipakai program lain. Hentikan program itu, "
                    "atau pilih port lain di pengaturan.toml ([layanan] port).")
                return 2
            return _supervise(settings, layanan, say, henti)
    except storage.LockedError as galat:
        say(f"Layanan sudah berjalan: {galat}. Alamatnya {url(layanan)}")
        return 2


def _supervise(settings: Settings, layanan: Layanan, say: Callable[[str], None], henti: threading.Event) -> int:
    env = environment(settings, layanan)
    settings.masuk.mkdir(parents=True, exist_ok=True)
    say("Memulai server Prefect; biasanya 10 sampai 30 detik …")
    jeda = JEDA_ULANG
    pernah_siap = False
    while not henti.is_set():
        mulai = time.monotonic()
        with contextlib.ExitStack() as tumpukan:
            server = start_server(settings, env)
            tumpukan.callback(server.stop)
            pelaksana = None
            if wait_until(lambda: healthy(layanan), server, henti):
                pelaksana = start_runner(settings, env)
                tumpukan.callback(pelaksana.stop)
                if wait_until(pelaksana.siap.is_set, pelaksana, henti):
                    _introduce(settings, layanan, say)
                    pernah_siap = True
                    while server.alive() and pelaksana.alive() and not henti.wait(1):
                        pass
            if henti.is_set():
                say("Layanan dihentikan …")
                break
            mati = "server" if not server.alive() else "pelaksana"
        say(f"Proses {mati} berhenti sendiri; lihat {home(settings) / mati}.log. Dimulai lagi dalam {jeda} detik.")
        jeda = JEDA_ULANG if time.monotonic() - mulai > 600 else min(jeda * 2, 300)
        henti.wait(jeda)
    say("Layanan berhenti; jadwal tetap tersimpan dan berjalan lagi saat layanan dimulai.")
    return 0 if pernah_siap else 2


def _introduce(settings: Settings, layanan: Layanan, say: Callable[[str], None]) -> None:
    say(f"""Layanan siap.
  Halaman Prefect : {url(layanan)}  (hanya dari komputer ini; dari komputer lain lewat terowongan SSH)
  Masuk           : pada kolom Login isikan seluruh isi berkas {password_file(settings)}
  Kotak masuk     : {settings.masuk}  (diperiksa setiap {layanan.jeda_periksa:g} detik)
  Catatan proses  : {home(settings)}/*.log
  Berhenti        : Ctrl-C""")


@contextlib.contextmanager
def _stop_signals(henti: threading.Event) -> Iterator[None]:
    """SIGINT and SIGTERM set `henti` instead of ending the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    sinyal = (signal.SIGINT, signal.SIGTERM)
    lama = [signal.signal(s, lambda *_: henti.set()) for s in sinyal]
    try:
        yield
    finally:
        for s, penangan in zip(sinyal, lama, strict=True):
            signal.signal(s, penangan)


def main() -> None:
    """The server process: Prefect's own command, ended with the service."""
    from prefect.cli import app

    stop_with_parent()
    sys.argv = ["prefect", "server", "start"]
    app()


if __name__ == "__main__":
    main()
