"""Cells of every format on one grid: true addresses, types, and what the values alone do not show."""

import datetime
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from transforms.settings import Limits
from transforms.workbook import diagnose, prescan
from transforms.workbook.cells import read_cells
from transforms.workbook.grid import Sel

TANGGAL = datetime.date(2023, 7, 14)
SARING = ' table:visibility="filter"'
GABUNG_MULAI, GABUNG_LANJUT, GABUNG_DUA = (
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
    '<w:gridSpan w:val="2"/>',
)
MULAI_KEDUA = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'


def save(tmp_path: Path, isi) -> Path:
    """Bytes, or a workbook object of one of the writers, as a file."""
    berkas = tmp_path / "berkas"
    if isinstance(isi, bytes):
        berkas.write_bytes(isi)
    else:
        isi.save(str(berkas))
    return berkas


def by_address(lembar) -> dict[str, Sel]:
    return {lembar.alamat(*letak): sel for letak, sel in lembar.sel.items()}


@pytest.fixture
def xlsx(tmp_path):
    """One sheet with something of everything, far from A1; and a hidden one."""
    buku = openpyxl.Workbook()
    s = buku.active
    s.title = "R & D <1>"
    s["C4"], s["C5"], s["C6"] = "  dua  spasi\nbaris dua ", 6_480_000, 6_480_000.5
    s["C7"], s["C8"], s["C9"] = True, TANGGAL, datetime.time(3, 4)
    s["C8"].number_format = "dd/mm/yyyy"
    s["C10"], s["C11"], s["C12"] = 0.9, 0.5, 0.25
    s["C10"].number_format, s["C11"].number_format, s["C12"].number_format = "0.0%", '0 "%"', "0\\%"
    s["C13"], s["C14"] = "=C5+1", "='[2]Lembar'!C5"
    s["C15"] = "#REF!"
    s["C15"].data_type = "e"
    s["C16"] = 198001012005011002
    s["C6"].comment = Comment("catatan", "x")
    s.merge_cells("E4:F6")
    s["E4"] = "gabung"
    s.row_dimensions[5].hidden = True
    s.column_dimensions.group("G", "H", hidden=True)
    tersembunyi = buku.create_sheet("Bantu")
    tersembunyi["A1"] = 1
    tersembunyi.sheet_state = "veryHidden"
    return save(tmp_path, buku)


def test_xlsx(xlsx):
    buku = read_cells(xlsx, Limits())
    lembar, bantu = buku.lembar
    assert (buku.jenis, lembar.nama, lembar.tersembunyi, bantu.tersembunyi) == (
        "xlsx",
        "R & D <1>",
        False,
        True,
    )
    sel = by_address(lembar)
    assert sel == {
        "C4": Sel("  dua  spasi\nbaris dua "),
        "C5": Sel(6_480_000, "angka"),
        "C6": Sel(6_480_000.5, "angka"),
        "C7": Sel(True, "logika"),
        "C8": Sel(TANGGAL, "tanggal"),
        "C9": Sel(datetime.datetime(1899, 12, 30, 3, 4), "tanggal"),
        "C10": Sel(0.9, "angka", persen=True),
        "C11": Sel(0.5, "angka"),
        "C12": Sel(0.25, "angka"),
        "C13": Sel(None, "rumus_kosong"),
        "C14": Sel(None, "rumus_kosong", rumus_luar=True),
        "C15": Sel("#REF!", "galat"),
        "C16": Sel(1.98001012005011e17, "angka"),
        "E4": Sel("gabung"),
    }
    assert type(sel["C5"].nilai) is int and type(sel["C7"].nilai) is bool
    assert lembar.gabungan == [(4, 5, 6, 6)]
    assert lembar.baris_tersembunyi == {5}
    assert {7, 8} <= lembar.kolom_tersembunyi


def test_notation_makes_no_difference(xlsx, tmp_path):
    """The same workbook with prefixed names, single quotes and no addresses on rows."""
    lama = read_cells(xlsx, Limits()).lembar

    def ubah(isi: bytes) -> bytes:
        isi = isi.replace(b'xmlns="', b'xmlns:x="').replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
        return isi.replace(b'"', b"'")

    keluar = io.BytesIO()
    with zipfile.ZipFile(xlsx) as z, zipfile.ZipFile(keluar, "w") as baru:
        for nama in z.namelist():
            isi = z.read(nama)
            baru.writestr(nama, ubah(isi) if nama.startswith("xl/worksheets/sheet") else isi)
    assert read_cells(save(tmp_path, keluar.getvalue()), Limits()).lembar == lama


def rincian(isi: bytes, **lain) -> prescan.Rincian:
    data, _ = prescan.measure_sheet(
        b"<worksheet><sheetData>" + isi + b"</sheetData></worksheet>", Limits(), "x"
    )
    return prescan.sheet_detail(
        data, **{"persen": frozenset(), "nama_luar": [], "hitung_ulang": False} | lain
    )


@pytest.mark.parametrize(
    ("sel", "kosong"),
    [
        (b"<f>A2+1</f><v>5</v>", False),
        (b"<f>A2+1</f><v>0</v>", False),
        (b"<f>A2+1</f><v></v>", True),
        (b"<f>A2+1</f><v/>", True),
        (b"<f>A2+1</f>", True),
        (b'<f t="shared" si="0"/>', True),
        (b'<f t="shared" si="0"/><v>1</v>', False),
        (b'\n <f t="array" ref="A1:A2">A2&gt;1</f>\n <v>1</v>\n', False),
    ],
)
def test_formulas_without_a_result(sel, kosong):
    isi = b'<row r="1"><c r="A1">' + sel + b'</c><c r="B1"><f>1</f><v>1</v></c></row>'
    assert rincian(isi).rumus_kosong == ([(1, 1)] if kosong else [])


def test_an_empty_text_is_a_result():
    assert not rincian(b'<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>').rumus_kosong


def test_a_zero_is_no_result_when_the_writer_asks_for_calculation():
    isi = b'<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="B1"><v>0</v></c></row>'
    assert rincian(isi, hitung_ulang=True).rumus_kosong == [(1, 1)]


@pytest.mark.parametrize(
    ("rumus", "luar"),
    [
        (b"[1]DPA!C5", True),
        (b"SUM('[12]DPA 2023'!C5:C9)*2", True),
        (b"PaguLuar+1", True),
        (b"SUM(C5:C9)", False),
        (b"SUM(Tabel1[2023])", False),
        (b"SUM(Tabel1[[#This Row],[2023]])", False),
    ],
)
def test_formulas_that_refer_to_other_workbooks(rumus, luar):
    isi = b'<row r="1"><c r="A1"><f>' + rumus + b"</f><v>5</v></c></row>"
    assert bool(rincian(isi, nama_luar=[b"PaguLuar"]).rumus_luar) is luar


def test_a_shared_formula_is_foreign_in_every_cell():
    isi = (
        b'<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="3">[1]X!A1</f><v>1</v></c></row>'
        b'<row r="2"><c r="A2"><f t="shared" si="3"/><v>2</v></c></row>'
    )
    assert rincian(isi).rumus_luar == [(1, 1), (2, 1)]


def test_a_row_style_is_no_cell_style():
    isi = (
        b'<row r="1"><c r="A1" s="1"><v>1</v></c></row>'
        b'<row r="2" s="7" customFormat="1"><c r="A2" t="n" s="7"><v>1</v></c></row>'
    )
    assert rincian(isi, persen=frozenset([b"7"])).persen == {(2, 1)}


@pytest.mark.parametrize(
    ("kode", "persen"),
    [
        ("0%", True),
        ("0.00%;[Red]-0.00%", True),
        ("General", False),
        ('0" %"', False),
        ("0\\%", False),
        ("0_%", False),
    ],
)
def test_percent_formats(kode, persen):
    assert diagnose.is_percent(kode) is persen


def test_xls(tmp_path):
    buku = xlwt.Workbook()
    s = buku.add_sheet("Satu")
    s.write(3, 2, "teks")
    s.write(4, 2, 6_480_000)
    s.write(5, 2, 0.9, xlwt.easyxf(num_format_str="0.0%"))
    s.write(6, 2, TANGGAL, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    s.write(7, 2, True)
    s.row(8).set_cell_error(2, "#REF!")
    for kolom in (2, 3):  # written as one record of several cells
        s.write(9, kolom, 50, xlwt.easyxf(num_format_str="0%"))
    s.write_merge(10, 11, 2, 4, "gabung")
    s.row(4).hidden = True
    s.col(3).hidden = True
    buku.add_sheet("Dua").visibility = 1
    satu, dua = read_cells(save(tmp_path, buku), Limits()).lembar
    assert by_address(satu) == {
        "C4": Sel("teks"),
        "C5": Sel(6_480_000, "angka"),
        "C6": Sel(0.9, "angka", persen=True),
        "C7": Sel(TANGGAL, "tanggal"),
        "C8": Sel(True, "logika"),
        "C9": Sel("#REF!", "galat"),
        "C10": Sel(50, "angka", persen=True),
        "D10": Sel(50, "angka", persen=True),
        "C11": Sel("gabung"),
    }
    assert satu.gabungan == [(11, 3, 12, 5)]
    assert (satu.baris_tersembunyi, satu.kolom_tersembunyi, dua.tersembunyi) == ({5}, {4}, True)


def zip_of(bagian: dict[str, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as z:
        for nama, isi in bagian.items():
            z.writestr(nama, isi)
    return keluar.getvalue()


def ods(baris: str, kolom: str = "", lain: str = "") -> bytes:
    ns = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text", "style", "calcext")
    )
    isi = (
        f"<office:document-content {ns}><office:automatic-styles>{lain}</office:automatic-styles>"
        '<office:body><office:spreadsheet><table:table table:name="Satu" table:style-name="ta1">'
        f"{kolom}{baris}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_of(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": isi.encode()}
    )


def test_ods(tmp_path):
    def sel(atribut: str, teks: str = "") -> str:
        return f"<table:table-cell {atribut}>{teks and f'<text:p>{teks}</text:p>'}</table:table-cell>"

    baris = [
        sel(
            'office:value-type="string"',
            '<text:s text:c="2"/>dua<text:s/>spasi</text:p><text:p>baris <text:span>dua</text:span>',
        ),
        sel('office:value-type="float" office:value="6480000"', "6.480.000"),
        sel('office:value-type="percentage" office:value="0.9"', "90%"),
        sel('office:value-type="date" office:date-value="2023-07-14"', "14/07/23"),
        sel('office:value-type="boolean" office:boolean-value="true"', "BENAR"),
        sel('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', "#DIV/0!"),
        sel('table:formula="of:=[.C5]+1"'),
        sel(
            'table:formula="of:=[\'file:///d/DPA.ods\'#$A.A1]" office:value-type="float" office:value="5"',
            "5",
        ),
        sel(
            'office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="3"',
            "gabung",
        ),
    ]
    atas = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    kepala = '<table:table-cell table:number-columns-repeated="2"/>'
    isi = "".join(
        f"<table:table-row{SARING if n == 1 else ''}>{kepala}{b}</table:table-row>"
        for n, b in enumerate(baris)
    )
    ekor = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    kolom = (
        "<table:table-column/>"
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    )
    gaya = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    buku = read_cells(save(tmp_path, ods(atas + isi + ekor, kolom, gaya)), Limits())
    lembar = buku.lembar[0]
    assert by_address(lembar) == {
        "C4": Sel("  dua spasi\nbaris dua"),
        "C5": Sel(6_480_000, "angka"),
        "C6": Sel(0.9, "angka", persen=True),
        "C7": Sel(TANGGAL, "tanggal"),
        "C8": Sel(True, "logika"),
        "C9": Sel("#DIV/0!", "galat"),
        "C10": Sel(None, "rumus_kosong"),
        "C11": Sel(5, "angka", rumus_luar=True),
        "C12": Sel("gabung"),
    }
    assert lembar.gabungan == [(12, 3, 14, 4)]
    assert (lembar.baris_tersembunyi, lembar.kolom_tersembunyi, lembar.tersembunyi) == ({5}, {2, 3}, True)
    assert [(t["kode_temuan"], t["nilai_mentah"]) for t in buku.temuan] == [
        ("TAUTAN_LUAR", "file:///d/DPA.ods")
    ]


def test_ods_comments_are_no_content(tmp_path):
    catatan = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    sel = f'<table:table-cell office:value-type="string">{catatan}<text:p>isi</text:p></table:table-cell>'
    isi = f"<table:table-row>{sel}</table:table-row>"
    assert by_address(read_cells(save(tmp_path, ods(isi)), Limits()).lembar[0]) == {"A1": Sel("isi")}


def docx(badan: str) -> bytes:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zip_of({"word/document.xml": f"<w:document {ns}><w:body>{badan}</w:body></w:document>".encode()})


def p(teks: str) -> str:
    return f"<w:p><w:r><w:t>{teks}</w:t></w:r></w:p>"


def tc(isi: str, sifat: str = "") -> str:
    return f"<w:tc><w:tcPr>{sifat}</w:tcPr>{isi}</w:tc>"


def test_docx(tmp_path):
    lacak = (
        "<w:p><w:del><w:r><w:delText>5</w:delText><w:t>5</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins></w:p>"
    )
    tabel = (
        "<w:tbl>"
        f"<w:tr>{tc(p('No'), GABUNG_MULAI)}{tc(p('Target'), GABUNG_DUA)}</w:tr>"
        f"<w:tr>{tc(p(''), GABUNG_LANJUT)}{tc(p('2022'))}{tc(p('2023'))}</w:tr>"
        f"<w:tr>{MULAI_KEDUA}{tc(p('a') + p('b'))}{tc(lacak)}</w:tr>"
        "</w:tbl>"
    )
    dalam = f"<w:tbl><w:tr>{tc(p('dalam'))}</w:tr></w:tbl>"
    luar = f"<w:tbl><w:tr>{tc(p('luar') + dalam + p(''))}</w:tr></w:tbl>"
    judul = "<w:p><w:r><w:t>LAPORAN</w:t><w:tab/><w:t>TRIWULAN II</w:t><w:br/></w:r></w:p>"
    badan = judul + p("") + p("Tabel 3.1 Capaian") + p("(dalam persen)") + tabel + p("penutup") + luar + luar
    buku = read_cells(save(tmp_path, docx(badan)), Limits())
    assert buku.jenis == "docx"
    assert buku.teks == [
        ("paragraf 1", "LAPORAN\tTRIWULAN II\n"),
        ("paragraf 3", "Tabel 3.1 Capaian"),
        ("paragraf 4", "(dalam persen)"),
        ("paragraf 5", "penutup"),
    ]
    satu, dua, tiga, empat, lima = buku.lembar
    assert [x.nama for x in buku.lembar] == ["Tabel 3.1 Capaian", "Tabel 2", "Tabel 3", "Tabel 4", "Tabel 5"]
    assert by_address(satu) == {
        "tabel 1 baris 1 kolom 1": Sel("No"),
        "tabel 1 baris 1 kolom 2": Sel("Target"),
        "tabel 1 baris 2 kolom 2": Sel("2022"),
        "tabel 1 baris 2 kolom 3": Sel("2023"),
        "tabel 1 baris 3 kolom 2": Sel("a\nb"),
        "tabel 1 baris 3 kolom 3": Sel("6"),
    }
    assert sorted(satu.gabungan) == [(1, 1, 2, 1), (1, 2, 1, 3)]
    assert [by_address(x) for x in (dua, tiga)] == [
        {"tabel 2 baris 1 kolom 1": Sel("luar")},
        {"tabel 3 baris 1 kolom 1": Sel("dalam")},
    ]
    assert len(empat.sel) == len(lima.sel) == 1


def xlsb(rekaman: list[tuple[int, bytes]], gaya: list[tuple[int, bytes]]) -> bytes:
    """A binary workbook of one sheet from its records."""

    def rec(daftar) -> bytes:
        hasil = b""
        for nomor, isi in daftar:
            hasil += bytes([nomor]) if nomor < 128 else bytes([nomor & 0x7F | 0x80, nomor >> 7])
            hasil += bytes([len(isi)]) + isi
        return hasil

    def teks(isi: str) -> bytes:
        return struct.pack("<L", len(isi)) + isi.encode("utf-16-le")

    rel = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    hubungan = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" '
        b'Type="' + rel + b'/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    lembar = struct.pack("<2L", 0, 1) + teks("rId1") + teks("Satu")
    ukuran = struct.pack("<4L", 0, 3, 0, 3)
    return zip_of(
        {
            "xl/workbook.bin": rec([(131, b""), (143, b""), (156, lembar), (144, b""), (132, b"")]),
            "xl/_rels/workbook.bin.rels": hubungan,
            "xl/styles.bin": rec([(278, b""), *gaya, (279, b"")]),
            "xl/worksheets/sheet1.bin": rec(
                [(129, b""), (148, ukuran), (145, b""), *rekaman, (146, b""), (130, b"")]
            ),
        }
    )


def test_xlsb(tmp_path):
    def baris(nomor: int, sembunyi: bool = False) -> tuple[int, bytes]:
        return 0, struct.pack("<2LHBB", nomor, 0, 300, 0, 0x10 if sembunyi else 0) + b"\0" * 5

    def angka(kolom: int, nilai: float, gaya: int = 0) -> tuple[int, bytes]:
        return 5, struct.pack("<2Ld", kolom, gaya, nilai)

    galat = (3, struct.pack("<2LB", 2, 0, 23))
    xf = [(47, struct.pack("<2H", 0, n) + b"\0" * 12) for n in (0, 10)]
    isi = [baris(1), angka(1, 6_480_000.0), baris(2, True), angka(1, 0.9, 1), galat]
    lembar = read_cells(save(tmp_path, xlsb(isi, [(617, b"\2\0\0\0"), *xf, (618, b"")])), Limits()).lembar[0]
    assert by_address(lembar) == {
        "B2": Sel(6_480_000, "angka"), "B3": Sel(0.9, "angka", persen=True), "C3": Sel("#REF!", "galat"),
    }  # fmt: skip
    assert lembar.baris_tersembunyi == {3}


def test_xlsb_extent_is_checked_before_it_is_laid_out(tmp_path):
    from transforms.workbook.gate import Refused

    isi = [
        (0, struct.pack("<2LHBB", 1_048_575, 0, 300, 0, 0) + b"\0" * 5),
        (5, struct.pack("<2Ld", 16_383, 0, 1.0)),
    ]
    with pytest.raises(Refused, match="LEMBAR_TERLALU_BESAR"):
        read_cells(save(tmp_path, xlsb(isi, [])), Limits())


def test_docx_long_captions_are_cut_between_words(tmp_path):
    judul = "Tabel 3.3 Kegiatan-kegiatan, jumlah dana, dan pengeluaran dana yang dilakukan Kecamatan Rowokangkung"
    buku = read_cells(save(tmp_path, docx(p(judul) + f"<w:tbl><w:tr>{tc(p('isi'))}</w:tr></w:tbl>")), Limits())
    assert buku.lembar[0].nama == "Tabel 3.3 Kegiatan-kegiatan, jumlah dana, dan pengeluaran …"
    assert buku.lembar[0].tempat("tabel 1 baris 1 kolom 1") == "tabel 1 baris 1 kolom 1"


def test_dates_of_either_system_are_the_same_day(tmp_path):
    for hitungan in (CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904):
        buku = openpyxl.Workbook()
        buku.epoch = hitungan
        buku.active["C4"] = TANGGAL
        (lembar,) = read_cells(save(tmp_path, buku), Limits()).lembar
        assert by_address(lembar) == {"C4": Sel(TANGGAL, "tanggal")}
