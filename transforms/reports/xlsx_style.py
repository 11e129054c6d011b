"""The look of our workbooks: number formats, and cell styles made once per workbook."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from transforms.reports import theme


def _number_format(positif: str, tanda: str = "") -> str:
    """Sections for positive, negative, zero and text, each with a gap to the right border (`_)`).

    The Indonesian locale makes LibreOffice write 2.385.345.430 everywhere; Excel follows its own settings.
    """
    nol = positif.replace("#", "0").removeprefix("0,00")
    return f"[$-421]{tanda}{positif}_);[$-421]-{positif}_);[$-421]{nol}_);@_)"


FORMAT = {
    "rupiah": _number_format("#,##0"),
    "rupiah_sen": _number_format("#,##0.00"),
    "persen": _number_format("#,##0.00"),
    "poin": _number_format("#,##0.00", "+"),
    "bilangan": _number_format("#,##0"),
    "tanggal": "[$-421]d mmm yyyy",
    "waktu": "[$-421]d mmm yyyy hh:mm",
}
RATA = {
    "teks": "left",
    "kode": "left",
    "lencana": "center",
    "kategori": "center",
    "tanggal": "center",
    "waktu": "center",
}
JENIS_TEKS = ("teks", "lencana", "kategori")  # kinds whose text wraps
_GARIS = Border(*(Side(style="thin", color=theme.GARIS),) * 4)
_LATAR_GAYA = {"total": theme.TOTAL, "program": theme.PROGRAM, "bagian": theme.BAGIAN}
_BINGKAI = {  # size, text colour, background
    "judul": (14, theme.BIRU, ""),
    "anak_judul": (10, theme.ABU, ""),
    "spanduk": (9, theme.SINTETIS[1], theme.SINTETIS[0]),
    "subjudul": (11, theme.BIRU, ""),
    "kepala": (9, theme.KERTAS, theme.BIRU),
    "catatan": (8, theme.ABU, ""),
}
_TIPIS = ("anak_judul", "catatan")


def set_normal_font(buku: Workbook) -> None:
    """Our letter as the workbook's own: column widths count in its digits, equal in Excel and LibreOffice."""
    normal = Font(name=theme.HURUF, size=10)
    buku._fonts = IndexedList([normal])
    buku._named_styles["Normal"].font = normal


class Styles:
    """Cell styles of a workbook, made once each: built per cell they would cost most of the run."""

    def __init__(self, buku: Workbook):
        set_normal_font(buku)
        self._sel = Cell(buku.active or buku.create_sheet(), 1, 1)
        self._gaya: dict[tuple, object] = {}

    def get(
        self,
        jenis: str,
        gaya: str = "",
        latar: str = "",
        huruf: str = "",
        indentasi: int = 0,
        tautan: bool = False,
    ):
        """Style of a body cell: kind of value, row style, colours of background and text, indent, link."""
        kunci = (jenis, gaya, latar, huruf, indentasi, tautan)
        if kunci not in self._gaya:
            self._gaya[kunci] = self.make(
                Font(
                    name=theme.HURUF, size=9, bold=gaya in ("total", "program", "bagian") or None,
                    color=theme.TAUTAN if tautan else (huruf or None), underline="single" if tautan else None,
                ),
                latar or _LATAR_GAYA.get(gaya, ""),
                Alignment(
                    horizontal=RATA.get(jenis, "right"), vertical="center",
                    indent=indentasi + (RATA.get(jenis) == "left"), wrap_text=jenis in JENIS_TEKS,
                ),
                FORMAT.get(jenis, "General"),
            )  # fmt: skip
        return self._gaya[kunci]

    def make(self, font: Font, latar: str, rata: Alignment, angka: str = "General", garis: bool = True):
        """A style from its parts, registered in the workbook; assign it to `cell._style`."""
        sel = Cell(self._sel.parent, 1, 1)
        sel.font, sel.alignment, sel.number_format = font, rata, angka
        if latar:
            sel.fill = PatternFill("solid", start_color=latar)
        if garis:
            sel.border = _GARIS
        return sel._style

    def named(self, nama: str):
        """Styles of the frame: judul, anak_judul, spanduk, kepala, catatan, subjudul."""
        if nama not in self._gaya:
            ukuran, huruf, latar = _BINGKAI[nama]
            kepala = nama == "kepala"
            rata = Alignment("center" if kepala else "left", "center", wrap_text=kepala)
            font = Font(name=theme.HURUF, size=ukuran, color=huruf, bold=nama not in _TIPIS or None)
            self._gaya[nama] = self.make(font, latar, rata, garis=kepala)
        return self._gaya[nama]
