"""Templates: what they are filled with, what may be typed where, and that the checks are formulas of ours."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from transforms import database, warehouse
from transforms.referensi import load_referensi
from transforms.reports import template
from transforms.reports.template_data import read_isian
from transforms.settings import REFERENSI

KODE = "35.08.08"
SINKRON = "Sinkronisasi program kerja dan kegiatan pemberdayaan masyarakat"


def line(urutan, induk, tingkat, kode, uraian, plafon, realisasi, nama=None):
    return {
        "urutan": urutan,
        "induk_urutan": induk,
        "lembar": "Realisasi",
        "baris": urutan + 4,
        "tingkat": tingkat,
        "kode": kode,
        "kode_menurut_nama": nama,
        "uraian": uraian,
        "plafon": str(plafon),
        "realisasi": str(realisasi),
        "sisa": str(plafon - realisasi),
    }


ANGGARAN = [
    line(1, None, "total", None, "TOTAL", 700, 100),
    line(2, 1, "program", "7.01.02", "program penyelenggaraan", 300, 50),
    line(3, 2, "kegiatan", "7.01.02.2.04", "Pelimpahan", 300, 50),
    line(4, 3, "sub_kegiatan", "7.01.02.2.04.03", "Kewenangan Lain", 100, 50),
    line(5, 3, "sub_kegiatan", "7.01.02.2.04.03", "Kewenangan Lain", 200, 0),
    line(6, 1, "program", "7.01.03", "program pemberdayaan", 400, 50),
    line(7, 6, "kegiatan", "7.01.03.2.01", "Koordinasi", 400, 50),
    line(8, 7, "sub_kegiatan", "7.01.03.2.01.01", SINKRON, 400, 50, nama="7.01.03.2.01.02"),
]


@pytest.fixture(scope="module")
def ref():
    return load_referensi(REFERENSI)


@pytest.fixture(scope="module")
def con():
    """One kecamatan with one report, of TW II 2023."""
    con = warehouse.open_warehouse(None)
    warehouse.load_referensi_tables(con, REFERENSI)
    asal = {"lembar": "PK", "baris": 5, "urutan": 1}
    hasil = {
        "tabel": {
            "realisasi_anggaran": ANGGARAN,
            "perjanjian_kinerja": [asal | {"tingkat": "sasaran", "indikator_id": "S1", "target": "90"}],
            "perjanjian_anggaran": [
                asal | {"tingkat": "program", "kode": "7.01.02", "anggaran": "300", "sumber_dana": "DAU"}
            ],
            "capaian_indikator": [asal | {"indikator_id": "S1", "realisasi_kumulatif": "47.18"}],
            "realisasi_tahunan": [
                asal | {"indikator_id": "S1", "tahun_realisasi": t, "realisasi": r, "urutan": n}
                for n, (t, r) in enumerate(((2022, "96.83"), (2023, "47.18")), 1)
            ],
        },
        "temuan": [],
    }
    masuk = {"kiriman_id": "K000001", "nomor": 1, "kode_kecamatan": KODE, "tahun": 2023, "triwulan": 2}
    masuk |= {
        "diterima_pada": "2023-07-14T10:00:00+07:00",
        "terbaca": True,
        "nama_berkas": "a",
        "sha256": "0" * 64,
    }
    warehouse.load_kiriman(con, masuk, hasil)
    warehouse.derive(con)
    yield con
    con.close()


def by_code(isian):
    return {a.kode: a for a in isian.anggaran}


def test_lines_come_from_the_last_report_with_its_defects_mended(con, ref):
    isian = read_isian(con, ref, KODE, 2023, 3)
    baris = by_code(isian)
    assert list(baris) == [
        "7.01.02", "7.01.02.2.04", "7.01.02.2.04.03", "7.01.03", "7.01.03.2.01", "7.01.03.2.01.02",
    ]  # fmt: skip
    ganda = baris["7.01.02.2.04.03"]
    assert ganda.daun and ganda.plafon == Decimal(300) and ganda.lalu_realisasi == Decimal(50)
    assert ganda.realisasi is None and "lebih dari satu baris" in ganda.catatan
    assert "7.01.03.2.01.01" in baris["7.01.03.2.01.02"].catatan
    assert baris["7.01.02"].uraian == ref.nomenklatur["7.01.02"]["nama"] and not baris["7.01.02"].daun
    assert isian.pk == {"7.01.02": (Decimal(300), "DAU")} and isian.pembanding == (2023, 2)
    (s1,) = [i for i in isian.indikator if i.indikator_id == "S1"]
    assert s1.target == 90 and s1.lalu == Decimal("47.18") and s1.tahunan == {2022: Decimal("96.83")}


def test_a_new_year_keeps_the_lines_and_not_the_amounts(con, ref):
    isian = read_isian(con, ref, KODE, 2024, 1)
    baris = by_code(isian)["7.01.02.2.04.0003"]  # four digits from 2024 on
    assert baris.plafon is None and baris.lalu_plafon == Decimal(300)
    assert isian.pk == {} and all(i.target is None and i.lalu is None for i in isian.indikator)


def test_without_an_earlier_report_the_usual_lines_or_the_nomenclature(con, ref):
    biasa = read_isian(con, ref, "35.08.01", 2023, 3)
    assert list(by_code(biasa)) == list(by_code(read_isian(con, ref, KODE, 2023, 3)))
    assert by_code(biasa)["7.01.02.2.04.03"].plafon == 0 and biasa.pembanding is None
    semua = read_isian(None, ref, KODE, 2023, 3)
    assert {a.kode for a in semua.anggaran if a.tingkat == "program"} == {f"7.01.0{n}" for n in range(1, 7)}
    assert all(a.plafon == 0 and a.realisasi == 0 for a in semua.anggaran if a.daun)


def test_only_what_is_typed_can_be_typed(con, ref, tmp_path):
    path = tmp_path / "t.xlsx"
    template.make_template(read_isian(con, ref, KODE, 2023, 3), "Lumajang").save(path)
    wb = load_workbook(path)
    assert wb.sheetnames == [
        "Identitas", "Perjanjian Kinerja", "Capaian Kinerja", "Realisasi Anggaran", "Analisis", "Periksa",
    ]  # fmt: skip
    assert all(ws.protection.sheet and ws.sheet_state == "visible" for ws in wb)
    for ws in wb:
        dijaga = {str(r) for dv in ws.data_validations.dataValidation for r in dv.sqref.ranges}
        dijaga = {
            s
            for r in dijaga
            for baris in ws[r if ":" in r else f"{r}:{r}"]
            for s in (c.coordinate for c in baris)
        }
        for sel in (s for baris in ws.iter_rows() for s in baris if not s.protection.locked):
            angka = sel.alignment.horizontal == "right"
            assert not angka or sel.coordinate in dijaga, (ws.title, sel.coordinate)
        for dv in ws.data_validations.dataValidation:
            assert dv.error and dv.prompt and dv.errorStyle == "stop"
    ws = wb["Realisasi Anggaran"]
    assert ws["B6"].value == "TOTAL" and ws["C6"].value == "=SUM(C7:C7,C11:C11)"
    assert ws["C8"].value == "=SUM(C9:C10)" and ws["E9"].value == "=C9-D9"
    assert not ws["D9"].protection.locked and ws["C8"].protection.locked
    assert ws["A10"].value is None and not ws["A10"].protection.locked  # the spare line
    assert wb["Identitas"]["A3"].value == "KECAMATAN ROWOKANGKUNG"


def test_one_file_for_every_kecamatan_and_the_same_bytes_again(con, ref, settings, tmp_path):
    settings.terbit.mkdir(parents=True)
    database.copy_published(con, settings.terbit / "konsolidasi.duckdb", warehouse.TABEL_TERBIT)
    berkas = template.write_templates(settings, 2023, 3, tmp_path)
    assert len(berkas) == len(ref.kecamatan)
    assert berkas[7].name == "Templat LKj TW III 2023 Kec. Rowokangkung.xlsx"
    assert load_workbook(berkas[7])["Realisasi Anggaran"]["I9"].value == 50
    isi = berkas[7].read_bytes()
    template.write_templates(settings, 2023, 3, tmp_path)
    assert berkas[7].read_bytes() == isi
