"""Workbooks that an office can print and a stranger's text cannot harm: safe text, tables, sheet frame."""

import copy
import datetime as dt
import functools
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from transforms.reports import theme
from transforms.reports.format import KOSONG, clean_text
from transforms.reports.office_zip import normalize_zip
from transforms.reports.tables import Baris, Kolom, TabelLaporan
from transforms.reports.xlsx_style import JENIS_TEKS, RATA, Styles

AWALAN_RUMUS = ("=", "+", "-", "@", "\t", "\n", "|", "%", "＝", "＋", "－", "＠")
PANJANG_TEKS = 32_767  # what a cell can hold
KERTAS_A4 = 9
TINGGI_BARIS = 12.0  # points per line of 9-point text
TINGGI_MAKS = 409.0  # what Excel accepts
LEBAR_KARAKTER = 580  # of a column's width, in thousandths of the 9-point letter height (7 of 12 pixels), less padding
_LEBAR_HURUF = {  # widths of Arial in thousandths of the letter height
    h: w
    for w, huruf in (
        (222, "ijl'|"), (278, " ft.,:;/I![]\\"), (333, "r()-`"), (355, '"'), (500, "cksvxyzJ"),
        (556, "abdeghnopquL0123456789_?$#–"), (584, "+=<>~−"), (611, "FTZ"), (667, "ABEKPSVXY&"), (722, "wCDHNRU"),
        (778, "GOQ"), (833, "mM"), (889, "%"), (944, "W"),
    )
    for h in huruf
}  # fmt: skip


def write_text(sel: Cell, teks: object) -> None:
    """Put foreign text into a cell so that it stays text.

    Cleaned, typed as string, and marked as quoted (like a leading ' typed by hand) where a later edit of
    the cell could turn it into a formula.
    """
    isi = clean_text(teks)[:PANJANG_TEKS]
    sel._value, sel.data_type = isi, "s"  # `value` would turn "=…" into a formula and "#N/A" into an error
    if isi.startswith(AWALAN_RUMUS):
        sel._style = copy.copy(sel._style)  # styles are shared between cells
        sel.quotePrefix = True


def write_value(sel: Cell, nilai: object, jenis: str, styles: Styles, gaya: str = "", **hias) -> None:
    """Put a value of a report table into a cell: blank as '–', numbers as numbers, the rest as safe text."""
    if nilai is None:
        sel._style = styles.get(jenis, gaya, hias.get("latar", ""))
        sel.value = KOSONG
    elif jenis == "lencana":
        kata, latar, huruf = theme.LENCANA.get(nilai, (nilai, "", ""))
        sel._style = styles.get(jenis, gaya, latar, huruf)
        write_text(sel, kata)
    elif isinstance(nilai, str):
        sel._style = styles.get("teks" if jenis not in RATA else jenis, gaya, **hias)
        write_text(sel, nilai)
    else:
        if jenis == "desimal":
            nilai = nilai.normalize()  # 90.0000 as 90
            jenis = "bilangan" if nilai == nilai.to_integral() else "persen"
        elif jenis == "rupiah" and nilai != int(nilai):
            jenis = "rupiah_sen"
        sel._style = styles.get(jenis, gaya, **hias)
        sel.value = format_decimal(nilai) if isinstance(nilai, Decimal) else nilai


def format_decimal(nilai: Decimal) -> Decimal | int:
    """A whole amount as int, so that the file holds 6480000 and not 6480000.00."""
    return int(nilai) if nilai == nilai.to_integral_value() else nilai


def start_sheet(
    lembar: Worksheet, styles: Styles, judul: str, anak_judul: str, spanduk: str, lebar: int
) -> int:
    """Write title, scope line and banner; returns the row where the first table may start."""
    for baris, (teks, gaya) in enumerate(
        ((judul, "judul"), (anak_judul, "anak_judul"), (spanduk, "spanduk")), 1
    ):
        for kolom in range(1, (lebar if gaya == "spanduk" and teks else 1) + 1):
            lembar.cell(baris, kolom)._style = styles.named(gaya)
        if teks:
            write_text(lembar.cell(baris, 1), teks)
    lembar.row_dimensions[1].height = 22
    lembar.sheet_format.defaultRowHeight, lembar.sheet_format.customHeight = 14, True
    lembar.sheet_view.showGridLines = False
    return 5


@functools.lru_cache(maxsize=4096)
def count_lines(teks: str, lebar: float) -> int:
    """Lines that a text takes in a column of `lebar` characters: not every reader measures wrapped rows."""
    muat, jumlah, spasi = max(lebar, 1) * LEBAR_KARAKTER, 0, _LEBAR_HURUF[" "]
    for alinea in teks.split("\n"):
        sisa = 0
        jumlah += 1
        for kata in alinea.split():
            panjang = sum(_LEBAR_HURUF.get(h, 611) for h in kata)
            if sisa and sisa + spasi + panjang > muat:
                jumlah, sisa = jumlah + 1, 0
            sisa += (spasi if sisa else 0) + panjang
            while sisa > muat:  # a word longer than the column is broken
                jumlah, sisa = jumlah + 1, sisa - muat
    return jumlah


def write_table(
    lembar: Worksheet,
    styles: Styles,
    tabel: TabelLaporan,
    mulai: int,
    kategori: dict[str, str],
    lebar: list[float],
) -> int:
    """Write header and rows from row `mulai`; returns the last row.

    `kategori` maps rating words to backgrounds, `lebar` gives the sheet's column widths.
    """
    tinggi = 1
    for n, kolom in enumerate(tabel.kolom, 1):
        sel = lembar.cell(mulai, n)
        sel._style = styles.named("kepala")
        write_text(sel, kolom.label)
        tinggi = max(tinggi, count_lines(kolom.label, lebar[n - 1] * 0.92))  # bold
    lembar.row_dimensions[mulai].height = tinggi * TINGGI_BARIS + 4
    if not tabel.baris:
        sel = lembar.cell(mulai + 1, 1)
        sel.value, sel._style = "Tidak ada.", styles.get("teks")
        return mulai + 1
    for n, baris in enumerate(tabel.baris, mulai + 1):
        _write_row(lembar, styles, tabel.kolom, baris, n, kategori, lebar)
    return mulai + len(tabel.baris)


def _write_row(
    lembar: Worksheet,
    styles: Styles,
    kolom: list[Kolom],
    baris: Baris,
    nomor: int,
    kategori: dict,
    lebar: list[float],
) -> None:
    tinggi = 1
    for n, k in enumerate(kolom, 1):
        sel = lembar._cells[nomor, n] = Cell(lembar, nomor, n)  # cell() would look for it first
        if baris.gaya == "bagian" and n > 1:
            sel._style = styles.get("teks", "bagian")
            continue
        hias = {}
        if warna := baris.warna.get(k.key):
            hias["latar"] = kategori.get(warna, "")
        if baris.tingkat and k.key in ("uraian", "kode"):
            hias["indentasi"] = baris.tingkat
        if tautan := baris.tautan.get(k.key):
            hias["tautan"] = True
        nilai, jenis = baris.nilai.get(k.key), baris.jenis.get(k.key, k.jenis)
        write_value(sel, nilai, jenis, styles, baris.gaya, **hias)
        if jenis in JENIS_TEKS and isinstance(nilai, str):
            tepi = 1.3 * ((RATA[jenis] == "left") + hias.get("indentasi", 0))
            tinggi = max(tinggi, count_lines(sel.value, (lebar[n - 1] - tepi) * (0.92 if baris.gaya else 1)))
        if tautan:
            sel.hyperlink = tautan
            sel._style = styles.get("teks", baris.gaya, **hias)  # setting a hyperlink resets the style
    if tinggi > 1:
        lembar.row_dimensions[nomor].height = min(tinggi * TINGGI_BARIS + 2, TINGGI_MAKS)
    if baris.tingkat:
        lembar.row_dimensions[nomor].outlineLevel = baris.tingkat


def write_notes(lembar: Worksheet, styles: Styles, tabel: TabelLaporan, mulai: int) -> int:
    """Unit, notes, legend and source below a table; returns the last row."""
    baris = [f"Satuan: {tabel.satuan}."] if tabel.satuan else []
    baris += list(tabel.catatan)
    if tabel.legenda:
        baris.append("Keterangan: " + "; ".join(f"{tanda} = {arti}" for tanda, arti in tabel.legenda) + ".")
    baris.append(f"Sumber: {tabel.sumber}.")
    for n, teks in enumerate(baris, mulai):
        sel = lembar.cell(n, 1)
        sel._style = styles.named("catatan")
        write_text(sel, teks)
    return mulai + len(baris) - 1


def finish_sheet(
    lembar: Worksheet, lebar: list[float], kepala: int, beku: int, kaki: str, saring: int | None = None
) -> None:
    """Widths, frozen panes (header row `kepala`, `beku` columns), repeated rows, A4 landscape, page numbers.

    `saring`: last row of an auto filter over the table, None for no filter.
    """
    for n, karakter in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(n)].width = karakter
    lembar.freeze_panes = lembar.cell(kepala + 1, beku + 1)
    lembar.print_title_rows = f"{kepala}:{kepala}"
    if saring and saring > kepala:
        lembar.auto_filter.ref = f"A{kepala}:{get_column_letter(len(lebar))}{saring}"
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = KERTAS_A4
    lembar.page_setup.fitToWidth = 1
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_options.horizontalCentered = True
    for sisi in ("left", "right", "top", "bottom"):
        setattr(lembar.page_margins, sisi, 0.5)
    lembar.page_margins.bottom = 0.7
    aman = kaki.replace("&", "dan")  # & starts a code in a footer
    lembar.oddFooter.left.text = aman
    lembar.oddFooter.right.text = "Halaman &P dari &N"
    for bagian in (lembar.oddFooter.left, lembar.oddFooter.right):
        bagian.size, bagian.font = 8, f"{theme.HURUF},Regular"


def save_workbook(buku: Workbook, path: Path) -> None:
    """Save without author and with stable bytes; writes `path` directly (callers pass a temporary path)."""
    buku.properties.creator = None
    buku.properties.created = dt.datetime(1980, 1, 1)
    ExcelWriter(buku, ZipFile(path, "w")).save()  # not compressed yet: normalize_zip does that
    normalize_zip(path)
