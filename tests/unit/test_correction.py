"""Correction sheets: the original survives, cells are coloured and explained, no text becomes a formula."""

import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from transforms.reports import correction

JUDUL = {"kiriman_id": "K000003", "nama_berkas": "LKj.xlsx", "sha256": "ab" * 32, "status": "DITOLAK"}
PAYLOAD = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=IMPORTXML("http://x")',
    "-2+3+cmd|' /C calc'!A0",
    '=DDE("a";"b")',
    "＝1+1",
]


def finding(sel, tingkat="peringatan", **lain):
    return {
        "kode_temuan": "SISA_TIDAK_COCOK",
        "tingkat": tingkat,
        "lembar": "Realisasi Anggaran",
        "sel": sel,
        "sel_terkait": None,
        "kolom": "sisa",
        "objek": "7.01.01",
        "nilai_mentah": "678.191.950",
        "nilai_seharusnya": "679191950.00",
        "selisih": "-1000000.00",
        "judul": "Sisa tidak cocok",
        "pesan": "Sisa bukan plafon dikurangi realisasi.",
        "tindakan": "Hitung ulang sisanya.",
    } | lain


@pytest.fixture
def asli(tmp_path):
    """A workbook with everything that must survive."""
    wb = Workbook()
    ws = wb.active
    ws.title = "Realisasi Anggaran"
    ws["A1"] = "REALISASI ANGGARAN"
    ws.merge_cells("A1:E1")
    ws["C3"], ws["D3"], ws["E3"] = 100, 40, "=C3-D3"
    ws["C3"].number_format = '#,##0.00" rupiah"'
    ws["E3"].font = Font(bold=True, color="FFFFFFFF")
    ws["E3"].fill = PatternFill("solid", fgColor="FF000080")
    ws["D3"].comment = Comment("catatan kantor", "staf")
    ws.column_dimensions["C"].width = 33
    ws.row_dimensions[3].height = 40
    for nomor, teks in enumerate(PAYLOAD, 5):
        ws.cell(nomor, 2).value = teks.replace("\r", "")
        ws.cell(nomor, 2).data_type = "s"
    lain = wb.create_sheet("Lembar 'lain'")
    lain["A1"] = "x"
    path = tmp_path / "asli"
    wb.save(path)
    return path


def test_the_original_survives_and_cells_are_explained(asli, tmp_path):
    hasil = tmp_path / "hasil.xlsx"
    temuan = [
        finding("E3"),
        finding("E3", "galat", judul="Angka tidak terbaca"),
        finding("D3"),
        finding("C1"),
    ]
    assert correction.write_correction(asli, "xlsx", temuan, JUDUL, hasil)
    wb = load_workbook(hasil)
    assert wb.sheetnames == ["Daftar Koreksi", "Realisasi Anggaran", "Lembar 'lain'"]
    ws = wb["Realisasi Anggaran"]
    assert ws["E3"].value == "=C3-D3" and ws["E3"].font.bold and ws["C3"].number_format == '#,##0.00" rupiah"'
    assert [str(r) for r in ws.merged_cells.ranges] == ["A1:E1"]
    assert ws.column_dimensions["C"].width == 33 and ws.row_dimensions[3].height == 40
    assert (
        ws["E3"].fill.fgColor.rgb[-6:] == correction.WARNA["galat"] and ws["E3"].font.color.rgb == "FF000000"
    )
    assert ws["D3"].fill.fgColor.rgb[-6:] == correction.WARNA["peringatan"]
    teks = ws["E3"].comment.text
    for kata in ("Sisa tidak cocok", "Angka tidak terbaca", "Seharusnya: 679.191.950", "Selisih: -1.000.000"):
        assert kata in teks
    assert ws["D3"].comment.text.startswith("catatan kantor") and "Hitung ulang" in ws["D3"].comment.text
    assert ws["A1"].comment  # the finding stands in a merged range: its first cell shows it
    assert [w.sheet_view.tabSelected for w in wb.worksheets] == [True, False, False]


def test_the_list_links_to_its_cells(asli, tmp_path):
    hasil = tmp_path / "hasil.xlsx"
    temuan = [finding("E3"), finding(None, "galat", lembar=None), finding("A1", lembar="Lembar 'lain'")]
    correction.write_correction(asli, "xlsx", temuan, JUDUL, hasil)
    ws = load_workbook(hasil)["Daftar Koreksi"]
    assert [ws.cell(r, 2).value for r in (7, 8, 9)] == ["galat", "peringatan", "peringatan"]
    assert ws["C7"].value == "seluruh berkas" and ws["D7"].hyperlink is None
    assert ws["D8"].hyperlink.location == "'Lembar ''lain'''!A1"
    assert ws["D9"].hyperlink.location == "'Realisasi Anggaran'!E3"


def test_no_text_becomes_a_formula(asli, tmp_path):
    hasil = tmp_path / "hasil.xlsx"
    temuan = [
        finding(f"B{n}", nilai_mentah=p, pesan=p, tindakan=p, objek=p) for n, p in enumerate(PAYLOAD, 5)
    ]
    correction.write_correction(asli, "xlsx", temuan, JUDUL | {"nama_berkas": PAYLOAD[1]}, hasil)
    with zipfile.ZipFile(hasil) as z:
        rumus = re.findall(
            rb"<f>[^<]*</f>|<f/>", b"".join(z.read(n) for n in z.namelist() if "worksheets/" in n)
        )
        assert rumus == [b"<f>C3-D3</f>"]
        assert not any(b'TargetMode="External"' in z.read(n) for n in z.namelist())
    ws = load_workbook(hasil)["Realisasi Anggaran"]
    for nomor, teks in enumerate(PAYLOAD, 5):
        assert ws.cell(nomor, 2).data_type == "s"
        assert ws.cell(nomor, 2).quotePrefix == (teks.strip("\r")[0] in "=+-@\t")


@pytest.mark.parametrize("jenis", ["xls", "ods", "docx", "xlsb", None])
def test_other_formats_give_the_list_alone(tmp_path, jenis):
    hasil = tmp_path / "hasil.xlsx"
    temuan = [finding("tabel 5 baris 12 kolom 3", lembar="tabel 5")]
    assert correction.write_correction(tmp_path / "tidak ada", jenis, temuan, JUDUL, hasil)
    wb = load_workbook(hasil)
    assert wb.sheetnames == ["Daftar Koreksi"] and wb.active["D7"].value == "tabel 5 baris 12 kolom 3"


def test_a_refused_or_broken_file_is_not_opened(tmp_path):
    rusak = tmp_path / "rusak"
    rusak.write_bytes(b"PK\x03\x04 bukan zip")
    for temuan in ([finding("E3")], [finding(None, "galat", kode_temuan="BERKAS_BOM_ZIP")]):
        hasil = tmp_path / f"{temuan[0]['kode_temuan']}.xlsx"
        assert correction.write_correction(rusak, "xlsx", temuan, JUDUL, hasil)
        assert load_workbook(hasil).sheetnames == ["Daftar Koreksi"]


def test_same_findings_same_bytes_and_not_written_again(asli, tmp_path):
    a, b = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert correction.write_correction(asli, "xlsx", [finding("E3")], JUDUL, a)
    assert correction.write_correction(asli, "xlsx", [finding("E3")], JUDUL, b)
    assert a.read_bytes() == b.read_bytes()
    assert not correction.write_correction(asli, "xlsx", [finding("E3")], JUDUL, a)
    assert correction.write_correction(asli, "xlsx", [finding("D3")], JUDUL, a)


def test_a_corrected_file_that_comes_back_is_marked_afresh(asli, tmp_path):
    satu, dua = tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"
    correction.write_correction(asli, "xlsx", [finding("D3"), finding("E3")], JUDUL, satu)
    correction.write_correction(satu, "xlsx", [finding("E3")], JUDUL, dua)
    wb = load_workbook(dua)
    assert wb.sheetnames.count("Daftar Koreksi") == 1 and len(wb.sheetnames) == 3
    ws = wb["Realisasi Anggaran"]
    assert ws["D3"].comment.text == "catatan kantor" and ws["D3"].fill.fill_type is None
    assert ws["E3"].comment.text.count(correction.TANDA) == 1
