"""Reading on Dask: two worker processes, one of them killed in the middle, and the same database comes out."""

import os
import signal
import threading
from datetime import datetime

import pytest

from flows import commands, pipeline
from transforms import database, ledger, publish, receive, shared, warehouse
from transforms.settings import CONTOH, load_settings

pytestmark = [pytest.mark.lambat, pytest.mark.usefixtures("tanpa_laporan")]
PERIODE = "2023-TW2"


def fill(settings) -> None:
    """The bundled workbooks of a triwulan, a new version, a repeated file and a broken one among them."""
    with ledger.open_ledger(settings) as buku:
        for k in commands.example_manifest():
            if k["periode"] == PERIODE and "SIPD" not in k["berkas"]:
                saat = datetime.fromisoformat(k["diterima_pada"])
                receive.receive_files(settings, buku, [CONTOH / k["berkas"]], saat)
        saat = datetime.fromisoformat("2023-07-20T09:00:00+07:00")
        rusak = settings.data / "LKj rusak.xlsx"
        rusak.write_bytes(b"PK\x03\x04" + b"x" * 3000)
        lagi = CONTOH / PERIODE / "LKj TW II 2023 Kec. Rowokangkung.xlsx"
        receive.receive_files(settings, buku, [lagi, rusak], saat)


def content(settings) -> str:
    with database.open_published(publish.current_path(settings)) as con:
        return database.logical_dump(con, warehouse.TABEL_TERBIT)


@pytest.fixture
def sama(tmp_path, monkeypatch):
    """Two installations with the same archive; the first is consolidated in this process."""
    monkeypatch.setattr(pipeline, "KELOMPOK", 3)
    a, b = (load_settings(tmp_path / n) for n in ("a", "b"))
    for s in (a, b):
        s.data.mkdir()
        fill(s)
    pipeline.run(PERIODE, a)
    return a, b


def test_parquet_in_an_object_store_is_loaded_alike(sama):
    """The reading of a worker and the loader, over an fsspec store in memory."""
    a, b = sama

    def jauh(settings, tugas, folder):
        return [shared.read_to_parquet(settings, k, p, f"memory://lkj/{n}") for n, (k, p) in enumerate(tugas)]

    pipeline.run(PERIODE, b, baca_jauh=jauh)
    assert content(a) == content(b)
    shared.remove("memory://lkj")


def test_worker_killed_in_the_middle(sama, monkeypatch):
    pytest.importorskip("prefect_dask")
    from distributed import Client, LocalCluster
    from prefect.testing.utilities import prefect_test_harness

    from flows.consolidate import konsolidasi

    a, b = sama
    terbunuh = []

    def kill_one(pid: int) -> None:
        """As soon as the first batch is there."""
        bersama = b.gudang / "bersama"
        while not list(bersama.rglob("*.parquet")):
            if selesai.wait(0.02):
                return
        os.kill(pid, signal.SIGKILL)
        terbunuh.append(pid)

    selesai = threading.Event()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as kluster, Client(kluster) as klien:
        pid = klien.run(os.getpid)
        assert len(set(pid.values())) == 2
        monkeypatch.setenv("LKJ_DASK", kluster.scheduler_address)
        pembunuh = threading.Thread(target=kill_one, args=(next(iter(pid.values())),))
        pembunuh.start()
        with prefect_test_harness(server_startup_timeout=120):
            keadaan = konsolidasi(PERIODE, data=str(b.data), return_state=True)
        selesai.set()
        pembunuh.join()
    assert keadaan.name == "Sebagian"
    assert terbunuh, "the worker was killed while batches were being read"
    assert content(a) == content(b)
    assert not list((b.gudang / "bersama").iterdir())
