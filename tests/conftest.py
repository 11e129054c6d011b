"""Shared fixtures: an installation of its own for each test, the consolidated example, and system programs."""

import os
import pickle
import shutil
import tempfile
from datetime import datetime

# Before anything imports them: Prefect must not touch the developer's own home, nobody phones home.
os.environ.setdefault("PREFECT_HOME", tempfile.mkdtemp(prefix="prefect-uji-"))
os.environ.update(
    PREFECT_SERVER_ANALYTICS_ENABLED="false",
    DO_NOT_TRACK="1",
    GX_ANALYTICS_ENABLED="false",
    PREFECT_LOGGING_LEVEL="ERROR",
)

import pytest
from filelock import FileLock

from transforms.settings import load_settings


@pytest.fixture
def settings(tmp_path):
    """An empty installation with the bundled reference data."""
    return load_settings(tmp_path / "data")


@pytest.fixture(scope="session")
def contoh(tmp_path_factory):
    """The bundled example, consolidated once for all workers: (settings, outcome of the run). Tests only read it."""
    dasar = tmp_path_factory.getbasetemp()
    tempat = (dasar.parent if "PYTEST_XDIST_WORKER" in os.environ else dasar) / "contoh-bersama"
    settings, keluaran = load_settings(tempat / "data"), tempat / "keluaran"
    with FileLock(f"{tempat}.lock"):
        if not keluaran.exists():
            hasil = consolidate_example(settings)
            keluaran.write_bytes(pickle.dumps(hasil))
    return settings, pickle.loads(keluaran.read_bytes())


def consolidate_example(settings) -> dict:
    """Receive the files of the manifest at their times and run once; the outcome."""
    from flows import commands, pipeline
    from transforms import ledger, receive
    from transforms.settings import CONTOH

    with ledger.open_ledger(settings) as buku:
        for k in commands.example_manifest():
            saat = datetime.fromisoformat(k["diterima_pada"])
            receive.receive_files(settings, buku, [CONTOH / k["berkas"]], saat, **commands.declared(k))
    return pipeline.run("2023-TW2", settings)


@pytest.fixture
def tanpa_laporan(monkeypatch):
    """Runs in this process leave out the reports: for tests that look at the database alone."""
    from transforms.reports import bundle

    monkeypatch.setattr(bundle, "write_reports", lambda *a, **k: ([], []))


def _program(nama: str) -> str:
    """Path of a system program; a missing one skips the test, or fails it in continuous integration."""
    if ada := shutil.which(nama):
        return ada
    pesan = f"program {nama} tidak terpasang"
    if os.environ.get("CI") == "true":
        pytest.fail(pesan)
    pytest.skip(pesan)


@pytest.fixture(scope="session")
def butuh_chromium():
    """Path of Chromium."""
    return _program("chromium")


@pytest.fixture(scope="session")
def butuh_libreoffice():
    """Path of LibreOffice."""
    return _program("soffice")


@pytest.fixture(scope="session")
def butuh_pdftoppm():
    """Path of pdftoppm."""
    return _program("pdftoppm")
