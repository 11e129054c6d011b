"""Everything but archive and ledger is disposable: rebuilt, it is the same; and the same input gives the same files."""

import os
import shutil
from datetime import datetime

import pelaku
import pytest

from flows import commands
from transforms import database, ledger, publish, receive
from transforms.settings import CONTOH, load_settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")


@pytest.fixture
def jadi(dasar, tempat):
    """The installation after its run."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    pelaku.run(settings)
    return settings


def lose_warehouse(settings):
    shutil.rmtree(settings.gudang)


def lose_everything_made(settings):
    lose_warehouse(settings)
    shutil.rmtree(settings.terbit)


def damage_all(settings):
    """Files full of something else, a stale log, a marker that lies."""
    database.warehouse_path(settings).write_bytes(os.urandom(200_000))
    (settings.gudang / "gudang.duckdb.wal").write_bytes(os.urandom(5_000))
    for p in settings.terbit.rglob("*"):
        if p.is_file() and p.suffix != ".duckdb":
            p.write_bytes(b"{}")


@pytest.mark.parametrize(
    "rusak",
    [
        pytest.param(lose_warehouse, marks=pytest.mark.lambat),
        pytest.param(lose_everything_made, marks=pytest.mark.lambat),
        pytest.param(damage_all, marks=pytest.mark.lambat),
    ],
)
def test_rebuilt_is_the_same(jadi, dasar, rusak):
    buku = ledger.path(jadi).stat().st_size, pelaku.check_truth(jadi)
    rusak(jadi)
    hasil = pelaku.command(jadi, "bangun-ulang")
    assert (hasil.kode, "2023-TW2" in hasil.keluar) == (1, True)
    assert pelaku.outputs(jadi) == dasar.keluaran
    assert pelaku.leftovers(jadi) == []
    assert (ledger.path(jadi).stat().st_size, pelaku.check_truth(jadi)) == buku


def test_nothing_to_rebuild_from(settings):
    hasil = pelaku.command(settings, "bangun-ulang")
    assert (hasil.kode, "tidak ada buku" in hasil.galat) == (2, True)
    assert not settings.data.exists(), "and nothing is made"


@pytest.mark.lambat
def test_damaged_archive_is_named_and_the_published_stays_readable(jadi):
    with ledger.open_ledger(jadi) as buku:
        entri = ledger.events(buku, "diterima")[0]
    arsip = receive.archive_path(jadi, entri["sha256"])
    isi = bytearray(arsip.read_bytes())
    isi[len(isi) // 2] ^= 1
    arsip.write_bytes(isi)
    assert pelaku.command(jadi, "bangun-ulang").kode == 1
    with database.open_published(publish.current_path(jadi)) as con:
        temuan = database.rows(con, "temuan", kode_temuan="ARSIP_BERUBAH")
    assert [(t["kiriman_id"], t["nama_berkas"]) for t in temuan] == [("K000001", entri["nama_berkas"])]


@pytest.mark.lambat
def test_two_clean_runs_give_the_same_files(tmp_path):
    """All bundled workbooks, in two installations: every file byte for byte, the database by its content."""
    hasil = []
    for nama in ("a", "b"):
        settings = load_settings(tmp_path / nama)
        with ledger.open_ledger(settings) as buku:
            for k in commands.example_manifest():
                saat = datetime.fromisoformat(k["diterima_pada"])
                receive.receive_files(settings, buku, [CONTOH / k["berkas"]], saat)
        pelaku.run(settings)
        hasil.append(pelaku.outputs(settings))
    assert hasil[0] == hasil[1]
    assert len(hasil[0]) > 100
