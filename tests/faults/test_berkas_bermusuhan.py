"""Broken and hostile files: each gets its verdict by name, and never costs the files around it."""

import os
import random
from pathlib import Path

import pytest
from kasus_berkas import BAIK, KASUS_BERKAS, TERBACA
from kasus_sel import KASUS_SEL
from pembuat_berkas import ANGGARAN, ASLI, ODS, XLS, patch, replaced

from transforms.settings import REFERENSI, Limits
from transforms.workbook.read import read_file

BENIH = int(os.environ.get("LKJ_BENIH", "2023"))


def baca(isi: bytes, tmp_path: Path, nama: str = "LKj.xlsx") -> dict:
    berkas = tmp_path / "berkas"
    berkas.write_bytes(isi)
    return read_file(berkas, nama, REFERENSI, Limits())


@pytest.fixture(scope="module")
def asli(tmp_path_factory) -> dict:
    return baca(ASLI, tmp_path_factory.mktemp("asli"))


@pytest.mark.parametrize("kasus", KASUS_BERKAS + KASUS_SEL, ids=lambda k: k.nama)
def test_verdict(bacaan, kasus, asli):
    hasil = bacaan["kasus"][kasus.nama]
    kode = {t["kode_temuan"]: t for t in hasil["temuan"]}
    assert hasil["status"] == ("DITOLAK" if kasus.ditolak else "TERBACA"), hasil["temuan"]
    assert kasus.harapan in (*kode, TERBACA)
    if kasus.ditolak:
        assert hasil["temuan"][0]["kode_temuan"] == kasus.harapan
        assert not hasil["tabel"]
        sebab = hasil["temuan"][0]["sebab"]
        assert sebab and "Traceback" not in sebab and len(sebab) < 320
    if kasus.sel:
        assert any(t["sel"] == kasus.sel for t in hasil["temuan"] if t["kode_temuan"] == kasus.harapan)
    if kasus.sama:
        assert tanpa_teks(hasil) == tanpa_teks(asli)


def tanpa_teks(hasil: dict) -> tuple:
    """Identity and all amounts of a result; texts may be broken over lines differently."""
    return hasil["identitas"], {
        nama: [{k: v for k, v in b.items() if not k.startswith("uraian")} for b in baris]
        for nama, baris in hasil["tabel"].items()
    }


def test_the_good_ones_are_all_read(bacaan):
    assert len(bacaan["baik"]) == len(BAIK) == 20
    assert {r["status"] for r in bacaan["baik"].values()} == {"TERBACA"}
    assert all(len(r["tabel"]["realisasi_anggaran"]) > 20 for r in bacaan["baik"].values())


def test_parent_stays_small_and_nothing_takes_long(bacaan):
    assert bacaan["puncak_mb"] < 100
    assert bacaan["lama"] < 10


def test_no_file_content_from_outside(bacaan):
    assert "root:" not in str(bacaan["kasus"]["xxe"]) + str(bacaan["kasus"]["tautan"])


def test_hidden_rows_are_read_all_the_same(bacaan, asli):
    baris = bacaan["kasus"]["baris tersembunyi"]["tabel"]["realisasi_anggaran"]
    assert [b["plafon"] for b in baris] == [b["plafon"] for b in asli["tabel"]["realisasi_anggaran"]]
    assert [b["baris"] for b in baris if b["tersembunyi"]] == [13]


def test_a_cell_without_a_result_is_not_blank_and_not_zero(bacaan):
    for nama in ("rumus belum dihitung", "rumus bernilai 0 pengganti", "sel galat", "tanggal di kolom angka",
                 "logika di kolom angka"):  # fmt: skip
        baris = bacaan["kasus"][nama]["tabel"]["realisasi_anggaran"]
        assert next(b["plafon"] for b in baris if b["baris"] == 12) is None, nama


def test_single_changed_bytes_never_change_numbers(tmp_path, asli):
    """A damaged copy is rejected or gives the same rows: 200 single bytes and 20 lengths of the real file."""
    acak = random.Random(BENIH)
    rusak = []
    for _ in range(200):
        letak = acak.randrange(len(ASLI))
        rusak.append(ASLI[:letak] + bytes([ASLI[letak] ^ acak.randrange(1, 256)]) + ASLI[letak + 1 :])
    rusak += [ASLI[: len(ASLI) * n // 20] for n in range(20)]
    ditolak = 0
    for isi in rusak:
        hasil = baca(isi, tmp_path)
        if hasil["status"] == "DITOLAK":
            ditolak += 1
        else:
            assert hasil == asli
    assert ditolak > 150


def test_damaged_texts_of_the_same_cell_are_kept_apart(tmp_path, asli):
    """The comparison above can see a changed number: a workbook saved with one is another."""
    hasil = baca(patch({ANGGARAN: replaced(b"889.930.882,00", b"889.930.883,00")}), tmp_path)
    assert hasil["status"] == "TERBACA" and hasil["tabel"] != asli["tabel"]


@pytest.mark.lambat
@pytest.mark.parametrize(
    ("isi", "nama"), [(XLS, "a.xls"), (ODS, "a.ods"), (ASLI, "a.xlsx")], ids=["xls", "ods", "xlsx"]
)
def test_any_damage_gives_a_result(tmp_path, isi, nama):
    """1,000 damaged copies of each format: never an exception. (.xls has no checksum to hold its numbers.)"""
    acak = random.Random(BENIH)
    for _ in range(1000):
        rusak = bytearray(isi)
        for _ in range(acak.choice((1, 3, 30))):
            rusak[acak.randrange(len(rusak))] = acak.randrange(256)
        if acak.random() < 0.2:
            del rusak[acak.randrange(len(rusak)) :]
        assert baca(bytes(rusak), tmp_path, nama)["status"] in ("TERBACA", "DITOLAK")
