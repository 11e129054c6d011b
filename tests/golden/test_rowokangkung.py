"""The real report, end to end: what is published of Rowokangkung TW II 2023 equals the report and its arithmetic."""

import csv
import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from transforms import publish
from transforms.database import open_published, rows

KUNCI = {"kode_kecamatan": "35.08.08", "tahun": 2023, "triwulan": 2}
BACAAN = Path(__file__).parent / "data" / "rowokangkung_anggaran.csv"


@pytest.fixture(scope="module")
def terbit(contoh):
    with open_published(publish.current_path(contoh[0])) as con:
        yield con


@pytest.fixture(scope="module")
def kiriman(terbit):
    berlaku = rows(terbit, "kiriman_berlaku", **KUNCI)[0]
    return rows(terbit, "kiriman", kiriman_id=berlaku["kiriman_id"])[0]


def test_all_budget_lines(terbit, kiriman):
    with BACAAN.open(encoding="utf-8", newline="") as f:
        harapan = [
            (b["kode_mentah"] or None, b["uraian"], *(Decimal(b[k]) for k in ("plafon", "realisasi", "sisa")))
            for b in csv.DictReader(f)
        ]
    terbaca = [
        (b["kode_mentah"], b["uraian"], b["plafon"], b["realisasi"], b["sisa"])
        for b in rows(terbit, "realisasi_anggaran", urut="urutan", kiriman_id=kiriman["kiriman_id"])
    ]
    assert len(harapan) == 40
    assert terbaca == harapan


def test_serapan_reported_and_computed(terbit):
    s = rows(terbit, "serapan_kecamatan", **KUNCI)[0]
    assert (s["plafon_dilaporkan"], s["realisasi_dilaporkan"]) == (2_385_345_430, 889_930_882)
    assert (s["plafon_dihitung"], s["realisasi_dihitung"]) == (2_372_195_430, 881_795_882)
    assert (s["serapan_dilaporkan_persen"], s["serapan_persen"]) == (Decimal("37.31"), Decimal("37.17"))


def test_capaian_from_the_cumulative_realisation(terbit):
    c = rows(terbit, "capaian_kecamatan", urut="indikator_id", **KUNCI)
    sasaran = [x for x in c if x["capaian_persen"] is not None]
    assert [(x["capaian_persen"], x["kategori"]) for x in sasaran] == [
        (Decimal("52.42"), "Rendah"), (Decimal("32.23"), "Sangat Rendah"),
    ]
    assert [(x["realisasi_triwulan"], x["realisasi_kumulatif"]) for x in sasaran] == [
        (Decimal("15.76"), Decimal("47.18")), (Decimal("16.60"), Decimal("29.01")),
    ]


def test_six_days_late(terbit, kiriman):
    k = rows(terbit, "kepatuhan", **KUNCI)[0]
    assert (k["tanggal"], k["tenggat"]) == (datetime.date(2023, 7, 21), datetime.date(2023, 7, 15))
    assert k["hari_terlambat"] == kiriman["hari_terlambat"] == 6
    assert kiriman["tanggal_laporan"] == datetime.date(2023, 7, 21)
    assert kiriman["sintetis"] is False


def test_every_amount_can_be_traced(terbit, kiriman):
    for b in rows(terbit, "realisasi_anggaran", kiriman_id=kiriman["kiriman_id"]):
        assert b["lembar"] == "Realisasi Anggaran"
        for nama, kolom in (("plafon", "C"), ("realisasi", "D"), ("sisa", "E")):
            assert b[f"{nama}_sel"] == f"{kolom}{b['baris']}"
