"""Writing fails – disk full, broken, forbidden – at any place of a run: old outputs stay, the cause is said."""

import errno
import os
import shutil
from functools import partial
from itertools import cycle

import gangguan
import pelaku
import pytest

from transforms import ledger, receive, storage

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")

JALANKAN = ("jalankan", "--periode", pelaku.PERIODE)


def check_after_fault(settings, dasar) -> None:
    assert pelaku.content(settings) in (dasar.lama, dasar.baru)
    pelaku.workbooks_open(settings)
    pelaku.check_truth(settings)


def check_converged(settings, dasar) -> None:
    assert pelaku.command(settings, *JALANKAN).kode == 1  # the real report has notes
    assert pelaku.outputs(settings) == dasar.keluaran
    assert pelaku.leftovers(settings) == []
    assert list(settings.masuk.iterdir()) == []


@pytest.fixture(scope="module")
def kategori(dasar, tmp_path_factory) -> list[str]:
    """Every category of operation that a run does, in order of its first appearance."""
    tempat = tmp_path_factory.mktemp("jejak")
    settings = pelaku.copy(dasar.awal, tempat / "data")
    catat = partial(gangguan.break_io, data=str(settings.data), jejak=str(tempat / "jejak"))
    assert pelaku.command(settings, *JALANKAN, siapkan=catat).kode == 1
    return list(dict.fromkeys((tempat / "jejak").read_text().splitlines()))


@pytest.mark.lambat
@pytest.mark.gangguan
def test_operations_of_every_part_are_seen(kategori):
    folder = {k.split(" ", 1)[1] for k in kategori}
    harus = {"arsip/*/*", "gudang/*.json", "terbit/*.duckdb", "terbit/parquet/*.parquet",
             "terbit/laporan/*/*.xlsx", "terbit/laporan/*.html", "terbit/laporan/*/*/*.json"}
    assert harus <= folder
    assert {k.split(" ")[0] for k in kategori} == set(gangguan.GALAT)


def fail_each(pilih: list[str], dasar, folder) -> None:
    """Let a run fail at the first operation of each category, one after the other in one installation."""
    settings, kode = None, {jenis: cycle(galat) for jenis, galat in gangguan.GALAT.items()}
    for i, kunci in enumerate(pilih):
        galat = next(kode[kunci.split(" ")[0]])
        for _ in range(2):
            if settings is None:
                settings = pelaku.copy(dasar.awal, folder / str(i))
            putus = partial(gangguan.break_io, data=str(settings.data), kunci=kunci, kode=galat)
            hasil = pelaku.command(settings, *JALANKAN, siapkan=putus)
            check_after_fault(settings, dasar)
            if hasil.kode == 2:
                break
            check_converged(settings, dasar)  # earlier attempts had done this part already
            settings = None
        assert hasil.kode == 2, kunci
        assert gangguan.KATA[galat] in hasil.galat, (kunci, hasil.galat)
    check_converged(settings, dasar)


@pytest.mark.lambat
def test_two_operations_fail(dasar, tempat):
    fail_each(["ganti terbit/*.duckdb", "tulis terbit/laporan/*/*.xlsx"], dasar, tempat)


@pytest.mark.lambat
@pytest.mark.gangguan
def test_every_kind_of_operation_fails(kategori, dasar, tempat):
    fail_each(kategori, dasar, tempat)


@pytest.mark.parametrize("galat", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_receiving_fails_at_every_operation(galat, settings, monkeypatch):
    """The n-th operation of receiving fails, for n = 1, 2, … until none does."""
    asli = pelaku.contoh(*pelaku.ADA)
    asing = ("builtins.open", "io.open", "os.fsync", "os.replace", "shutil._USE_CP_SENDFILE")
    n, terjadi = 0, True
    while terjadi:
        n += 1
        pelaku.put(settings, asli)
        with monkeypatch.context() as m:
            for nama in asing:  # what the context restores
                modul, _, sifat = nama.rpartition(".")
                m.setattr(nama, getattr(__import__(modul), sifat))
            pencatat = gangguan.Pencatat(str(settings.data), ke=n, kode=galat)
            pencatat.install()
            m.setattr(storage, "JEDA_GANTI", 0)
            gagal = False
            try:
                with ledger.open_ledger(settings) as buku:
                    receive.receive_inbox(settings, buku)
            except OSError as g:
                gagal = True
                assert g.errno == galat
            terjadi = pencatat.gagal is not None
        entri = pelaku.check_truth(settings)
        assert {e["nama_berkas"] for e in entri} | {p.name for p in settings.masuk.iterdir()} == {p.name for p in asli}
        if not gagal:
            assert len(entri) == len(asli)
            assert list(settings.masuk.iterdir()) == []
        shutil.rmtree(settings.arsip)
        shutil.rmtree(settings.masuk)
    assert n > 3 * len(asli)


def fail_at_size(batas: list[int], dasar, folder) -> None:
    settings = pelaku.copy(dasar.awal, folder / "data")
    for besar in batas:
        hasil = pelaku.command(settings, *JALANKAN, siapkan=partial(gangguan.limit_file_size, besar))
        check_after_fault(settings, dasar)
        if hasil.kode != 2:
            assert hasil.kode == 1
            break
        assert "melampaui ukuran" in hasil.galat or "disk gagal" in hasil.galat, hasil.galat
    check_converged(settings, dasar)


@pytest.mark.lambat
@pytest.mark.gangguan
def test_databases_cannot_grow_beyond_any_size(dasar, tempat):
    fail_at_size([0, *(int(4096 * 2.5**n) for n in range(12))], dasar, tempat)


@pytest.mark.lambat
def test_too_little_space_to_begin(dasar, tempat):
    settings = pelaku.copy(dasar.awal, tempat / "data")
    sebelum = pelaku.outputs(settings), sorted(settings.masuk.iterdir())
    hasil = pelaku.command(settings, *JALANKAN, siapkan=partial(gangguan.little_space, 50 * 2**20))
    assert hasil.kode == 2
    assert "ruang disk" in hasil.galat
    assert "tinggal 50 MB" in hasil.galat
    assert (pelaku.outputs(settings), sorted(settings.masuk.iterdir())) == sebelum
