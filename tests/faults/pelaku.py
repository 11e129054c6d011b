"""A small installation with work waiting in its inbox, runs of it that can be disturbed, and what must hold after.

Runs happen in children of a fork server that has everything imported, so that a kill costs only the work done.
The gate of Great Expectations is left out: it writes nothing, and importing it takes longer than all the rest.
"""

import contextlib
import functools
import io
import multiprocessing
import os
import shutil
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import openpyxl  # with what follows: imported once, in the fork server

from flows import cli, commands, pipeline
from transforms import database, intake, ledger, publish, quality, receive, storage, warehouse
from transforms.reports import bundle, correction, docx_report, e81, html, quality_page, receipt, xlsx  # noqa: F401
from transforms.settings import CONTOH, Settings, load_settings
from transforms.workbook import sandbox
from transforms.workbook.read import read_file

PERIODE = "2023-TW2"
SAAT = datetime.fromisoformat("2023-07-14T10:00:00+07:00")
ADA = ("Rowokangkung", "Tempeh (sintetis).xlsx", "Yosowilangun")  # in the installation already
MENUNGGU = ("Tempeh (sintetis) rev1", "Candipuro")  # in the inbox: a new version, and a first one
RINGAN = "ringan"  # a file of this name in the data folder: runs there are light
KONTEKS = multiprocessing.get_context("forkserver") if os.name == "posix" else None
if KONTEKS:
    KONTEKS.set_forkserver_preload(["pelaku"])


def contoh(*kata: str) -> list[Path]:
    """Bundled files of the period whose names contain each of the given words, in that order."""
    daftar = [CONTOH / k["berkas"] for k in commands.example_manifest() if k["periode"] == PERIODE]
    return [next(p for p in daftar if k in p.name) for k in kata]


def quick(saat: datetime | None = SAAT) -> None:
    """In a child, or under a monkeypatch that undoes it: no gate, and a clock that stands at `saat`."""
    quality.validate, quality.expect_changes = (lambda con: []), (lambda con, banyak: None)
    quality.warm_up = lambda: None
    if saat:
        ledger.now = lambda: saat


def light() -> None:
    """In a child: read without a process of its own, and leave out the reports that take longest to draw.

    What is written, and how, stays of every kind; a run takes a fifth of the time.
    """
    def read_here(kerja, settings, workers=1):
        for i, (path, nama) in enumerate(kerja):
            yield i, read_file(path, nama, settings.referensi, settings.limits)

    sandbox.read_stream = read_here
    docx_report.write_docx = e81.write_e81 = html.write_dashboard = lambda *a, **k: None


def put(settings: Settings, berkas: list[Path], mtime: float | None = None) -> None:
    """Lay copies into the inbox, old enough to count as completely written."""
    settings.masuk.mkdir(parents=True, exist_ok=True)
    for p in berkas:
        tujuan = settings.masuk / p.name
        shutil.copyfile(p, tujuan)
        os.utime(tujuan, (time.time() - 3600 if mtime is None else mtime,) * 2)


def copy(asal: Settings, tujuan: Path) -> Settings:
    """A copy of an installation, times of change included."""
    shutil.copytree(asal.data, tujuan)
    return load_settings(tujuan)


def _consolidate(data: str, pipa, pilihan: dict) -> None:
    quick()
    if (Path(data) / RINGAN).exists():
        light()

    def step(nama, fn, **_):
        pipa.send(nama.split(" ")[0])
        return fn()

    pipa.send(pipeline.run(PERIODE, load_settings(Path(data)), run_step=step, tenang=0, **pilihan))


def start(settings: Settings, **pilihan) -> SimpleNamespace:
    """Begin a run in a child; `pipa` gives the name of every step as it begins, and in the end the outcome."""
    pipa, ujung = KONTEKS.Pipe(duplex=False)
    anak = KONTEKS.Process(target=_consolidate, args=(str(settings.data), ujung, pilihan), daemon=False)
    anak.start()
    ujung.close()
    return SimpleNamespace(anak=anak, pipa=pipa)


def run(settings: Settings, **pilihan) -> dict:
    """A whole run in a child; returns its outcome."""
    jalan = start(settings, **pilihan)
    hasil = None
    with contextlib.suppress(EOFError):
        while not isinstance(hasil, dict):
            hasil = jalan.pipa.recv()
    jalan.anak.join()
    assert jalan.anak.exitcode == 0
    return hasil


def _command(data: str, argumen: list[str], pipa, siapkan) -> None:
    quick()
    if (Path(data) / RINGAN).exists():
        light()
    keluar, galat = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(keluar), contextlib.redirect_stderr(galat):
        if siapkan:
            siapkan()
        kode = cli.main(["--data", data, *argumen])
    pipa.send((kode, keluar.getvalue(), galat.getvalue()))


def command(settings: Settings, *argumen: str, siapkan=None) -> SimpleNamespace:
    """`lkj ARGUMEN` in a child, after `siapkan()` there; returns kode (exit code), keluar, galat (its texts)."""
    pipa, ujung = KONTEKS.Pipe(duplex=False)
    anak = KONTEKS.Process(target=_command, args=(str(settings.data), list(argumen), ujung, siapkan))
    anak.start()
    ujung.close()
    try:
        kode, keluar, galat = pipa.recv()
    except EOFError:
        raise AssertionError("the command ended with a traceback") from None
    finally:
        anak.join()
    return SimpleNamespace(kode=kode, keluar=keluar, galat=galat)


def content(settings: Settings) -> str | None:
    """Fingerprint of all that is published, bookkeeping included; None when there is nothing. Raises if unreadable."""
    terbit = publish.current_path(settings)
    return terbit and _content(terbit, storage.sha256_file(terbit))


@functools.cache  # equal bytes, equal content: a kill leaves them alone more often than not
def _content(terbit: Path, sidik: str) -> str:
    with database.open_published(terbit) as con:
        return database.logical_dump(con, warehouse.TABEL_TERBIT)


def outputs(settings: Settings) -> dict[str, str]:
    """Every published file → its hash; of the database its logical content."""
    hasil = {
        p.relative_to(settings.terbit).as_posix(): storage.sha256_file(p)
        for p in sorted(settings.terbit.rglob("*")) if p.is_file() and p.suffix != ".duckdb"
    }
    return hasil | {"konsolidasi.duckdb": content(settings) or ""}


def check_truth(settings: Settings) -> list[dict]:
    """Ledger whole, numbers without a hole, every file it names in the archive with its bytes. Returns the entries."""
    with ledger.open_ledger(settings) as buku:
        assert buku.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        entri = ledger.events(buku, "diterima")
        nomor = [e["nomor"] for e in ledger.events(buku, "diterima", "akui", "tutup", "buka")]
    assert nomor == list(range(1, len(nomor) + 1))
    for e in entri:
        assert intake.job(settings, e), e
    return entri


def leftovers(settings: Settings) -> list[str]:
    """Temporary files of ours, of DuckDB and of SQLite below the data folder."""
    return [
        p.name for p in settings.data.rglob("*")
        if p.name.startswith(storage.SEMENTARA) or p.name.endswith((".wal", ".tmp", "-journal", ".rusak"))
    ]


def workbooks_open(settings: Settings) -> None:
    """Every published workbook and database opens."""
    content(settings)
    for p in settings.terbit.rglob("*.xlsx"):
        openpyxl.load_workbook(p, read_only=True).close()


def base(folder: Path) -> SimpleNamespace:
    """The installation with its inbox filled, and what a (light) run without any fault makes of it.

    awal: the installation; lama, baru: its content before and after that run; keluaran: the files after it;
    waktu: seconds per step.
    """
    awal = load_settings(folder / "awal")
    awal.data.mkdir(parents=True)
    (awal.data / RINGAN).touch()
    with ledger.open_ledger(awal) as buku:
        receive.receive_files(awal, buku, contoh(*ADA), SAAT)
    run(awal)
    lama = content(awal)
    put(awal, contoh(*MENUNGGU))
    akhir = copy(awal, folder / "akhir")
    hasil = run(akhir)
    assert len(hasil["kiriman"]) == len(MENUNGGU)
    return SimpleNamespace(awal=awal, lama=lama, baru=content(akhir), keluaran=outputs(akhir), waktu=hasil["waktu"])
