"""The real report as its office sends it, a Word document: read the same as its workbook."""

import re
from collections import Counter

import pytest

from data.contoh.buat_docx import BERKAS, TEKS, make_docx
from transforms.findings import check_rows
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

BUKU = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"
ALAMAT = re.compile(r"tabel \d+ baris \d+ kolom \d+")
HANYA_NASKAH = {"NAMA_KECAMATAN_LAIN": 3, "PERIODE_BERTENTANGAN": 1}


@pytest.fixture(scope="module")
def docx() -> dict:
    return read_file(BERKAS, BERKAS.name, REFERENSI, Limits())


@pytest.fixture(scope="module")
def buku() -> dict:
    return read_file(BUKU, BUKU.name, REFERENSI, Limits())


def _is_place(kolom: str) -> bool:
    return kolom in ("lembar", "baris", "sel_lain") or kolom.endswith(("_sel", "_lembar"))


def _contents(rows: list[dict]) -> list[dict]:
    return [{k: v for k, v in r.items() if not _is_place(k)} for r in rows]


def test_bundled_file_is_what_the_script_makes(tmp_path):
    make_docx(tmp_path / "sama.docx")
    assert (tmp_path / "sama.docx").read_bytes() == BERKAS.read_bytes()
    assert not re.search(r"\bNIP\b|\d{8} ?\d{6}", TEKS.read_text(encoding="utf-8").split("\n", 1)[1])


def test_identity_from_the_paragraphs(docx):
    assert (docx["status"], docx["jenis_berkas"]) == ("TERBACA", "docx")
    assert docx["identitas"] == {
        "kode_kecamatan": "35.08.08", "kecamatan": "Rowokangkung", "tahun": 2023, "triwulan": 2,
        "tanggal_laporan": "2023-07-21", "sintetis": False,
    }  # fmt: skip


def test_rows_equal_those_of_the_workbook(docx, buku):
    assert {n: len(r) for n, r in buku["tabel"].items() if r} == {
        "realisasi_anggaran": 40, "perjanjian_kinerja": 10, "perjanjian_anggaran": 7, "capaian_indikator": 2,
        "realisasi_tahunan": 6, "ejaan": 4,
    }  # fmt: skip
    ejaan = [(e["teks"], e["id"]) for e in docx["tabel"]["ejaan"]]
    assert ejaan == [(e["teks"], e["id"]) for e in buku["tabel"]["ejaan"]]
    for nama in docx["tabel"].keys() - {"narasi", "ejaan"}:
        assert _contents(docx["tabel"][nama]) == _contents(buku["tabel"].get(nama, [])), nama


def test_every_value_has_an_address(docx):
    banyak = 0
    for nama in docx["tabel"].keys() - {"narasi"}:
        for r in docx["tabel"][nama]:
            for kolom in (k for k in r if k.endswith("_sel")):
                dasar = kolom.removesuffix("_sel")
                if r[kolom]:
                    assert ALAMAT.fullmatch(r[kolom]), (nama, kolom)
                    banyak += 1
                else:
                    assert not r.get(dasar) and not r.get(f"{dasar}_mentah"), (nama, kolom)
    assert banyak > 200
    total = docx["tabel"]["realisasi_anggaran"][0]
    assert (total["plafon_sel"], total["plafon"]) == ("tabel 6 baris 4 kolom 3", "2385345430")


def test_prose_is_checked(docx):
    assert Counter(t["kode_temuan"] for t in docx["temuan"]) == HANYA_NASKAH
    for t in docx["temuan"]:
        assert t["sel"].startswith("paragraf "), t
        if t["kode_temuan"] == "NAMA_KECAMATAN_LAIN":
            assert t["nilai_mentah"] == "Kecamatan Tekung"
        else:
            assert (t["nilai_mentah"], t["nilai_seharusnya"]) == ("Januari 2023 s.d. Maret", "April s.d. Juni")


def test_findings_of_the_tables_equal_those_of_the_workbook(docx, buku):
    def count(hasil: dict, nama: str) -> Counter:
        return Counter(
            (t["kode_temuan"], t["selisih"], t["nilai_seharusnya"]) for t in check_rows(hasil, nama, REFERENSI)
        )

    naskah, tabel = count(docx, BERKAS.name), count(buku, BUKU.name)
    assert not tabel - naskah
    assert Counter(kode for kode, *_ in (naskah - tabel).elements()) == HANYA_NASKAH


def test_problems_of_chapter_one_are_kept(docx):
    teks = [r["teks"] for r in docx["tabel"]["narasi"] if r["bagian"] == "permasalahan"]
    assert len(teks) == 4
    assert teks[0].startswith("Beberapa permasalahan") and teks[3].startswith("3. Kurangnya pemahaman aparatur desa")
