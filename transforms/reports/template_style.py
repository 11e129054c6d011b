"""The look of a template: what is typed is yellow until it is filled; the rest is grey and locked."""

import copy

from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from transforms.reports import theme
from transforms.reports.xlsx_write import write_text

RUPIAH = "[$-421]#,##0"
ANGKA = "[$-421]#,##0.00"
KUNING = PatternFill("solid", bgColor="FFF2B3")
MERAH = PatternFill("solid", bgColor="F8C9C4")
HIJAU = PatternFill("solid", bgColor="CDEBD3")
ABU_MUDA = "F2F2F2"
_GARIS = Border(*(Side(style="thin", color=theme.GARIS),) * 4)


def put(
    ws: Worksheet,
    alamat: str,
    isi=None,
    latar: str = "",
    *,
    rumus: bool = False,
    bebas: bool = False,
    bentuk: str = "General",
    rata: str = "left",
    indent: int = 0,
    **huruf,
) -> None:
    """Write a cell with a border: text as text, a number, or (only with `rumus`) a formula of ours.

    `bebas`: the office may type here; every other cell is locked.
    """
    sel = ws[alamat]
    sel._style = copy.copy(_style(ws.parent, latar, bebas, bentuk, rata, indent, tuple(huruf.items())))
    if isinstance(isi, str) and isi and not rumus:
        write_text(sel, isi)
    elif isi not in (None, ""):
        sel.value = isi


def put_number(ws: Worksheet, alamat: str, isi=None, bentuk: str = RUPIAH, **lain) -> None:
    """A cell with an amount or a rate (or the formula of one), right-aligned."""
    put(ws, alamat, isi, rumus=isinstance(isi, str), bentuk=bentuk, rata="right", **lain)


def _style(wb, latar: str, bebas: bool, bentuk: str, rata: str, indent: int, huruf: tuple):
    """A style made once per workbook: openpyxl compares every new font and border with all earlier ones."""
    kunci = (latar, bebas, bentuk, rata, indent, huruf)
    gaya = wb.__dict__.setdefault("_gaya_templat", {})
    if kunci not in gaya:
        sel = Cell(wb.worksheets[0], 1, 1)
        sel.font = Font(**{"name": theme.HURUF, "size": 10} | dict(huruf))
        sel.border = _GARIS
        sel.alignment = Alignment(
            horizontal=rata,
            vertical="center" if rata == "center" else "top",
            wrap_text=rata != "right",
            indent=indent,
        )
        sel.number_format = bentuk
        sel.protection = Protection(locked=not bebas)
        if latar:
            sel.fill = PatternFill("solid", fgColor=latar)
        gaya[kunci] = sel._style
    return gaya[kunci]


def put_header(
    ws: Worksheet, baris: int, judul: list[str], kolom: str = "A", tinggi: float | None = None
) -> None:
    """One header row from column `kolom` on; `tinggi` in points where a text takes two lines."""
    for n, teks in enumerate(judul):
        alamat = f"{chr(ord(kolom) + n)}{baris}"
        put(ws, alamat, teks, theme.BIRU, rata="center", bold=True, color=theme.KERTAS)
    if tinggi:
        ws.row_dimensions[baris].height = tinggi


def put_title(ws: Worksheet, alamat: str, teks: str, ukuran: int = 12) -> None:
    """A title, without border."""
    write_text(ws[alamat], teks)
    ws[alamat].font = Font(name=theme.HURUF, size=ukuran, bold=True, color=theme.BIRU)


def put_note(ws: Worksheet, alamat: str, teks: str) -> None:
    """A line of explanation, without border."""
    write_text(ws[alamat], teks)
    ws[alamat].font = Font(name=theme.HURUF, size=9, italic=True, color=theme.ABU)


def set_widths(ws: Worksheet, **lebar: float) -> None:
    """Column widths in characters by letter."""
    for kolom, nilai in lebar.items():
        ws.column_dimensions[kolom].width = nilai


def fit_height(ws: Worksheet, baris: int, teks: str, lebar: float) -> None:
    """Height of a row that holds `teks` in a column `lebar` characters (digits) wide."""
    muat = int(lebar * (1.0 if teks.isupper() else 1.2))
    ws.row_dimensions[baris].height = 13 * max(1, -(-len(teks) // muat)) + 2


def validate_number(
    ws: Worksheet, sel: list[str], judul: str, petunjuk: str, terbesar: int | None = None
) -> None:
    """Only numbers from 0 on (to `terbesar`) may be typed; `petunjuk` shows when such a cell is chosen."""
    dv = DataValidation(
        type="decimal",
        operator="between" if terbesar else "greaterThanOrEqual",
        formula1="0",
        formula2=str(terbesar) if terbesar else None,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
    )
    batas = f" dan paling besar {terbesar}" if terbesar else ""
    _add(
        ws,
        dv,
        sel,
        judul,
        petunjuk,
        f"Isi dengan angka saja, paling kecil 0{batas}. Jangan menulis huruf atau Rp.",
    )


def validate_formula(
    ws: Worksheet, sel: list[str], rumus: str, judul: str, petunjuk: str, salah: str
) -> None:
    """What is typed must satisfy a formula, written for the first of the cells."""
    dv = DataValidation(
        type="custom", formula1=rumus, allow_blank=True, showErrorMessage=True, showInputMessage=True
    )
    _add(ws, dv, sel, judul, petunjuk, salah)


def validate_date(ws: Worksheet, alamat: str) -> None:
    """Only a date may be typed."""
    dv = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",  # 1 January 2000
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
    )
    _add(
        ws,
        dv,
        [alamat],
        "Tanggal laporan",
        "Tanggal laporan ditandatangani.",
        "Isi dengan tanggal, misalnya 14/7/2023.",
    )


def _add(ws: Worksheet, dv: DataValidation, sel: list[str], judul: str, petunjuk: str, salah: str) -> None:
    if not sel:
        return
    dv.promptTitle, dv.prompt = judul[:32], petunjuk[:255]
    dv.errorTitle, dv.error, dv.errorStyle = f"{judul} belum benar"[:32], salah[:255], "stop"
    for alamat in sel:
        dv.add(alamat)
    ws.add_data_validation(dv)


def colour_blanks(ws: Worksheet, sel: list[str]) -> None:
    """Cells that must be filled are yellow until they are."""
    for alamat in sel:
        ws.conditional_formatting.add(alamat, FormulaRule(formula=[f"ISBLANK({alamat})"], fill=KUNING))


def finish(ws: Worksheet, kepala: int | None = None, beku: str | None = None, melintang: bool = True) -> None:
    """Protect (without a password), set up for A4; repeat header row `kepala`, freeze at `beku`.

    Without a header row to repeat the sheet goes on one page.
    """
    ws.protection.sheet = True
    ws.protection.formatColumns = ws.protection.formatRows = False  # False: allowed
    ws.sheet_view.showGridLines = False
    ws.page_setup.orientation = "landscape" if melintang else "portrait"
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0 if kepala else 1
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    for sisi in ("left", "right", "top", "bottom"):
        setattr(ws.page_margins, sisi, 0.5)
    if kepala:
        ws.print_title_rows = f"{kepala}:{kepala}"
    if beku:
        ws.freeze_panes = beku
