"""A real `lkj layani` for tests: its own data folder and port, and its API as a person with the password sees it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from flows import server
from transforms import database, publish
from transforms.settings import CONTOH, REFERENSI, ROOT, load_settings


def installation(folder: Path, **layanan):
    """Settings of a new installation with its own reference folder and a free port."""
    shutil.copytree(REFERENSI, folder / "referensi")
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        layanan.setdefault("port", s.getsockname()[1])
    with (folder / "referensi" / "pengaturan.toml").open("a", encoding="utf-8") as f:
        f.write("\n[layanan]\n" + "".join(f"{k} = {v!r}\n" for k, v in layanan.items()))
    return load_settings(folder)


def lkj(settings, *argumen: str, **lain) -> subprocess.CompletedProcess:
    """Run the command to its end; output as text."""
    perintah = [sys.executable, "-m", "flows.cli", "--data", str(settings.data), *argumen]
    return subprocess.run(perintah, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300, **lain)


def example(periode: str, jenis: str = "*") -> list[Path]:
    """Bundled workbooks of a period."""
    return sorted(p for p in (CONTOH / periode).glob(jenis) if "rev" not in p.stem)


def published(settings, tabel: str, **saring) -> list[dict]:
    """Rows of the published database; empty before the first publication."""
    terbit = publish.current_path(settings)
    if not terbit:
        return []
    with database.open_published(terbit) as con:
        return database.rows(con, tabel, **saring)


def wait_for(syarat: Callable, detik: float, apa: str):
    """The first true value of `syarat()`; fails after `detik` seconds."""
    akhir = time.monotonic() + detik
    while time.monotonic() < akhir:
        if hasil := syarat():
            return hasil
        time.sleep(0.2)
    raise AssertionError(f"tidak terjadi dalam {detik} detik: {apa}")


class Layanan:
    """`lkj layani` in the background."""

    def __init__(self, settings):
        self.settings = settings
        self.layanan = server.read_service(settings)
        self.keluaran = settings.data / "layani.txt"

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        perintah = [sys.executable, "-u", "-m", "flows.cli", "--data", str(self.settings.data), "layani"]
        with self.keluaran.open("w") as f:
            self.proses = subprocess.Popen(perintah, cwd=ROOT, stdout=f, stderr=f)
        wait_for(lambda: "Layanan siap" in self.said() or self.proses.poll() is not None, 180, "layanan siap")
        assert self.proses.poll() is None, self.said()
        self.api = Api(self.settings, self.layanan)

    def said(self) -> str:
        """What it has printed."""
        return self.keluaran.read_text(encoding="utf-8")

    def stop(self, sinyal=signal.SIGTERM) -> int:
        """Stop it as systemd or Ctrl-C does; returns its exit code."""
        self.proses.send_signal(sinyal)
        return self.proses.wait(60)

    def processes(self) -> list[int]:
        """Living processes that belong to this installation (Linux)."""
        tanda = f"LKJ_DATA={self.settings.data}\0".encode()
        hasil = []
        for p in Path("/proc").glob("[0-9]*"):
            try:
                if tanda in (p / "environ").read_bytes() and int(p.name) != os.getpid():
                    hasil.append(int(p.name))
            except OSError:
                continue
        return hasil


class Api:
    """The Prefect API of a service, with password and CSRF token."""

    def __init__(self, settings, layanan):
        sandi = server.read_password(settings)
        self.klien = httpx.Client(base_url=server.url(layanan) + "/api", timeout=60, auth=tuple(sandi.split(":", 1)))
        kunci = self.klien.get("/csrf-token", params={"client": "uji"}).raise_for_status().json()["token"]
        self.klien.headers.update({"Prefect-Csrf-Token": kunci, "Prefect-Csrf-Client": "uji"})

    def post(self, jalur: str, **isi):
        """JSON answer of a POST; repeated while the server's SQLite is busy, as Prefect's own client does."""
        for _ in range(20):
            jawaban = self.klien.post(jalur, json=isi)
            if jawaban.status_code != 503:
                break
            time.sleep(0.5)
        return jawaban.raise_for_status().json()

    def deployments(self) -> dict[str, dict]:
        """Deployments by name."""
        return {d["name"]: d for d in self.post("/deployments/filter")}

    def runs(self, nama: str, *jenis: str) -> list[dict]:
        """Flow runs of a deployment whose state type is one of `jenis` (default: all), by due time."""
        saring = {"deployments": {"name": {"any_": [nama]}}, "sort": "EXPECTED_START_TIME_ASC"}
        if jenis:
            saring["flow_runs"] = {"state": {"type": {"any_": list(jenis)}}}
        return self.post("/flow_runs/filter", **saring)

    def run(self, nama: str, **isi) -> dict:
        """Create a flow run of a deployment; `isi` may hold parameters and state."""
        return self.post(f"/deployments/{self.deployments()[nama]['id']}/create_flow_run", **isi)

    def state(self, jalan: dict) -> dict:
        """Current state of a flow run."""
        return self.klien.get(f"/flow_runs/{jalan['id']}").raise_for_status().json()["state"]

    def wait(self, jalan: dict, detik: float = 180) -> dict:
        """State of a flow run once it is final or suspended."""
        akhir = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED", "PAUSED")
        return wait_for(lambda: (s := self.state(jalan))["type"] in akhir and s, detik, f"akhir {jalan['name']}")
