"""The reader on the real report (LKj Kecamatan Rowokangkung, Triwulan II 2023): every cell as printed, no finding."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

BERKAS = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"
BACAAN = Path(__file__).parent / "data" / "rowokangkung_anggaran.csv"
UANG = ("plafon", "realisasi", "sisa")


@pytest.fixture(scope="module")
def hasil() -> dict:
    return read_file(BERKAS, BERKAS.name, REFERENSI, Limits())


@pytest.fixture(scope="module")
def anggaran(hasil) -> dict[str, dict]:
    return {r["kode_sel"]: r for r in hasil["tabel"]["realisasi_anggaran"]}


def test_identity_and_no_finding(hasil):
    assert hasil["status"] == "TERBACA"
    assert hasil["identitas"] == {
        "kode_kecamatan": "35.08.08", "kecamatan": "Rowokangkung", "tahun": 2023, "triwulan": 2,
        "tanggal_laporan": "2023-07-21", "sintetis": False,
    }  # fmt: skip
    assert hasil["temuan"] == []


def test_budget_lines_as_printed(hasil):
    with BACAAN.open(encoding="utf-8", newline="") as f:
        cetak = list(csv.DictReader(f))
    baca = hasil["tabel"]["realisasi_anggaran"]
    teks = ("kode_mentah", "uraian", *(f"{n}_mentah" for n in UANG))
    assert [[r[n] for n in teks] for r in baca] == [[c[n] or None for n in teks] for c in cetak]
    assert [[Decimal(r[n]) for n in UANG] for r in baca] == [[Decimal(c[n]) for n in UANG] for c in cetak]


def test_budget_codes_levels_and_parents(hasil, anggaran):
    baca = hasil["tabel"]["realisasi_anggaran"]
    assert [r["tingkat"] for r in baca].count("program") == 6
    assert [r["tingkat"] for r in baca].count("kegiatan") == 11
    assert [r["tingkat"] for r in baca].count("sub_kegiatan") == 22
    assert all(r["kode"] for r in baca[1:])
    assert (anggaran["A19"]["kode"], anggaran["A19"]["kode_asal"]) == ("7.01.01.2.06.01", "dari_nama")
    assert {a for a, r in anggaran.items() if r["kode_gaya"] == "sipd"} == {"A22", "A46", "A48"}
    menurut = {a: r["kode_menurut_nama"] for a, r in anggaran.items() if r["kode_menurut_nama"]}
    assert menurut == {"A44": "7.01.03.2.01.02"}
    by_urutan = {r["urutan"]: r for r in baca}
    induk = {a: by_urutan[r["induk_urutan"]]["kode_sel"] for a, r in anggaran.items() if r["induk_urutan"]}
    assert [induk[a] for a in ("A36", "A38", "A44", "A48", "A7", "A54")] == ["A35", "A37", "A40", "A47", "A6", "A53"]


def test_agreement(hasil):
    pk = hasil["tabel"]["perjanjian_kinerja"]
    assert [r["indikator_id"] for r in pk] == ["S1", "S2", *(f"P{i}" for i in range(1, 9))]
    assert [r["target"] for r in pk] == ["90", "90", "100", "90", "90", None, "90", "90", "90", "90"]
    assert [r["tingkat"] for r in pk] == ["sasaran"] * 2 + ["program"] * 8
    assert (pk[8]["sasaran_sel"], pk[9]["sel_lain"]) == ("B13", "Lampiran PK!D16")
    uang = hasil["tabel"]["perjanjian_anggaran"]
    assert [(r["kode"], r["anggaran"]) for r in uang] == [
        ("7.01.01", "2032474680"), ("7.01.02", "6750000"), ("7.01.03", "147645750"), ("7.01.04", "9100000"),
        ("7.01.05", "2400000"), ("7.01.06", "186975000"), (None, "2385345430"),
    ]  # fmt: skip
    assert [r["nomor_mentah"] for r in uang] == ["1.", "2.", "3.", "4.", "5.", "5.", None]
    assert {r["sumber_dana"] for r in uang} == {"DAU"}


def test_performance(hasil):
    kolom = (
        "indikator_id",
        "target",
        "realisasi_triwulan",
        "realisasi_kumulatif",
        "realisasi_kumulatif_sel",
        "capaian_dilaporkan",
    )
    assert [tuple(r[k] for k in kolom) for r in hasil["tabel"]["capaian_indikator"]] == [
        ("S1", "90", "15.76", "47.18", "F15", "52.42"), ("S2", "90", "16.6", "29.01", "F16", "32.23"),
    ]  # fmt: skip
    tahunan = [(r["indikator_id"], r["tahun_realisasi"], r["realisasi"]) for r in hasil["tabel"]["realisasi_tahunan"]]
    assert tahunan == [
        ("S1", 2021, "100"), ("S1", 2022, "96.83"), ("S1", 2023, "47.18"),
        ("S2", 2021, "100"), ("S2", 2022, "100"), ("S2", 2023, "29.01"),
    ]  # fmt: skip


def test_where_the_tables_stand(hasil):
    assert [(x["tabel"], x["lembar"], x["sel"], x["jumlah_baris"]) for x in hasil["letak"]] == [
        ("perjanjian_kinerja", "Perjanjian Kinerja", "A3", 2),
        ("perjanjian_kinerja", "Perjanjian Kinerja", "A7", 8),
        ("capaian_indikator", "Capaian Kinerja", "A5", 2),
        ("realisasi_tahunan", "Capaian Kinerja", "A13", 2),
        ("realisasi_anggaran", "Realisasi Anggaran", "A3", 40),
        ("perjanjian_kinerja", "Lampiran PK", "A4", 2),
        ("perjanjian_kinerja", "Lampiran PK", "A8", 8),
        ("perjanjian_anggaran", "Lampiran PK", "A18", 7),
    ]
