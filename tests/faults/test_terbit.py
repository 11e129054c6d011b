"""Publication while others read: on Linux nobody notices; on Windows an open file keeps its name, and we say so."""

import contextlib
import os
import time
from functools import partial
from pathlib import Path

import gangguan
import pelaku
import pytest

from transforms import database, publish, storage, warehouse
from transforms.reports import bundle
from transforms.settings import load_settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")
JALANKAN = ("jalankan", "--periode", pelaku.PERIODE)
TETAP = "konsolidasi.duckdb"
SELAMANYA = 10**6


def fixed_content(settings) -> str:
    with database.open_published(publish.database_path(settings)) as con:
        return database.logical_dump(con, warehouse.TABEL_TERBIT)


@pytest.mark.lambat
@pytest.mark.gangguan
def test_reader_in_the_way_for_a_moment(dasar, tempat):
    settings = pelaku.copy(dasar.awal, tempat / "data")
    tuli = partial(gangguan.deaf_replace, (TETAP,), storage.KALI_GANTI - 1)
    hasil = pelaku.command(settings, *JALANKAN, siapkan=tuli)
    assert hasil.kode == 1
    assert "sedang dibuka" not in hasil.keluar
    assert pelaku.outputs(settings) == dasar.keluaran


@pytest.mark.lambat
def test_reader_that_never_leaves(dasar, tempat):
    """Old file intact, new content under a versioned name that the pointer gives; the next run renews the name."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    tuli = partial(gangguan.deaf_replace, (TETAP,), SELAMANYA)
    hasil = pelaku.command(settings, *JALANKAN, siapkan=tuli)
    assert hasil.kode == 1
    assert "konsolidasi.duckdb sedang dibuka program lain" in hasil.keluar
    assert "konsolidasi-000001.duckdb" in hasil.keluar
    assert fixed_content(settings) == dasar.lama
    assert publish.current_path(settings).name == "konsolidasi-000001.duckdb"
    assert pelaku.content(settings) == dasar.baru
    lagi = pelaku.command(settings, *JALANKAN, siapkan=tuli)
    assert "konsolidasi.duckdb sedang dibuka program lain" in lagi.keluar
    assert pelaku.command(settings, *JALANKAN).kode == 1
    assert pelaku.outputs(settings) == dasar.keluaran
    assert [p.name for p in settings.terbit.glob("*.duckdb")] == [TETAP]


@pytest.mark.lambat
@pytest.mark.gangguan
def test_stale_name_alone_needs_action(settings):
    """Without any note on the data the exit code still says that the fixed name is old."""
    pelaku.put(settings, pelaku.contoh("Yosowilangun"))
    assert pelaku.command(settings, *JALANKAN).kode == 0
    pelaku.put(settings, pelaku.contoh("Tekung"))
    tuli = partial(gangguan.deaf_replace, (TETAP,), SELAMANYA)
    assert pelaku.command(settings, *JALANKAN, siapkan=tuli).kode == 1
    assert pelaku.command(settings, *JALANKAN).kode == 0


@pytest.mark.lambat
@pytest.mark.gangguan
def test_many_publications_beside_an_open_file(dasar, tempat):
    """Only the newest versions are kept."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    tuli = partial(gangguan.deaf_replace, (TETAP,), SELAMANYA)
    for _ in range(publish.SIMPAN_VERSI + 2):
        assert pelaku.command(settings, *JALANKAN, "--ulang", siapkan=tuli).kode == 1
    versi = sorted(p.name for p in settings.terbit.glob("konsolidasi-*.duckdb"))
    assert versi == [f"konsolidasi-00000{n}.duckdb" for n in (3, 4, 5)]
    assert publish.current_path(settings).name == versi[-1]
    assert pelaku.content(settings) == dasar.baru


@pytest.mark.lambat
@pytest.mark.gangguan
def test_report_that_is_open_in_excel(dasar, tempat):
    """An open report does not stop the others; it is named, and written by the next run."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    buka = ("Konsolidasi Lumajang 2023 TW II.xlsx", "tren.parquet")
    hasil = pelaku.command(settings, *JALANKAN, siapkan=partial(gangguan.deaf_replace, buka, SELAMANYA))
    assert hasil.kode == 1
    for nama in buka:
        assert f"{nama} sedang dibuka program lain" in hasil.keluar
    beda = {nama for nama, sidik in pelaku.outputs(settings).items() if dasar.keluaran[nama] != sidik}
    assert {Path(b).name for b in beda} <= {*buka, bundle.PENANDA}  # the mark of being complete is missing
    assert pelaku.command(settings, *JALANKAN, "--ulang").kode == 1
    assert pelaku.outputs(settings) == dasar.keluaran


@pytest.mark.lambat
@pytest.mark.gangguan
def test_damaged_pointer_and_database_are_replaced(dasar, tempat):
    settings = pelaku.copy(dasar.awal, tempat / "data")
    (settings.terbit / "konsolidasi.json").write_text("{rusak")
    publish.database_path(settings).write_bytes(b"bukan basis data" * 1000)
    rusak = pelaku.command(settings, "status")
    assert (rusak.kode, "basis data rusak" in rusak.galat) == (2, True)
    assert pelaku.command(settings, *JALANKAN).kode == 1
    assert pelaku.outputs(settings) == dasar.keluaran


# Readers in a loop while 50 publications happen.
TERBITAN = 50
LAMA = 22  # seconds
PEMBACA = 3


def publish_often(data: str, mulai) -> None:
    """Publish state after state: every table that a reader looks at carries the number of its state."""
    settings = load_settings(Path(data))
    con = warehouse.open_warehouse(None)
    warehouse.load_referensi_tables(con, settings.referensi)
    warehouse.derive(con)
    for n in range(TERBITAN + 1):
        con.execute("DELETE FROM narasi")
        con.execute(f"INSERT INTO narasi (kiriman_id, urutan, teks) SELECT 'K{n}', i, '{n}' FROM range(200 + {n}) t(i)")
        con.execute(f"INSERT INTO antre_terbit VALUES ('K{n}'), ('K{n - 1}')")
        database.write_meta(con, {"nomor_buku": str(n)})
        publish.publish(con, settings)
        if n == 0:
            mulai.set()
        time.sleep(LAMA / TERBITAN / 2)


def read_often(data: str, mulai, selesai, pipa) -> None:
    """Open, read, compare and close until told to stop; sends (reads, states seen, complaints)."""
    settings = load_settings(Path(data))
    jumlah, keadaan, keluhan = 0, set(), []
    mulai.wait(60)
    while not selesai.is_set():
        try:
            with database.open_published(publish.current_path(settings)) as con:
                n = int(database.read_meta(con)["nomor_buku"])
                isi = con.execute("SELECT count(*), min(teks), max(teks) FROM narasi").fetchone()
        except Exception as galat:
            keluhan.append(repr(galat))
            continue
        jumlah += 1
        if isi != (200 + n, str(n), str(n)):
            keluhan.append(f"keadaan {n}: {isi}")
        if n < max(keadaan, default=0):
            keluhan.append(f"keadaan mundur ke {n}")
        keadaan.add(n)
    pipa.send((jumlah, keadaan, keluhan))


@pytest.mark.lambat
@pytest.mark.gangguan
def test_readers_never_see_anything_wrong(tmp_path):
    data = str(tmp_path / "data")
    mulai, selesai = pelaku.KONTEKS.Event(), pelaku.KONTEKS.Event()
    pipa = [pelaku.KONTEKS.Pipe(duplex=False) for _ in range(PEMBACA)]
    pembaca = [pelaku.KONTEKS.Process(target=read_often, args=(data, mulai, selesai, p[1])) for p in pipa]
    penerbit = pelaku.KONTEKS.Process(target=publish_often, args=(data, mulai))
    for p in [*pembaca, penerbit]:
        p.start()
    assert mulai.wait(60)
    awal = time.monotonic()
    penerbit.join()
    with contextlib.suppress(ValueError):
        time.sleep(LAMA - (time.monotonic() - awal))
    selesai.set()
    hasil = [p[0].recv() for p in pipa]
    for p in pembaca:
        p.join()
    assert penerbit.exitcode == 0
    assert [k for _, _, keluhan in hasil for k in keluhan] == []
    assert sum(jumlah for jumlah, _, _ in hasil) >= 1000
    assert all(len(keadaan) > TERBITAN / 4 for _, keadaan, _ in hasil)
    assert time.monotonic() - awal >= 20
