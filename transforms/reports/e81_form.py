"""The printed form E.81: styles, header with its official column numbers, widths, closing part, signatures."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from transforms.reports import theme
from transforms.reports.e81_rows import KOLOM_TRIWULAN, RENSTRA, TAHUN_INI, TARGET
from transforms.reports.format import ROMAWI
from transforms.reports.xlsx_style import FORMAT, set_normal_font
from transforms.reports.xlsx_write import count_lines, write_text
from transforms.settings import Settings

KOLOM_K = {n: 2 * n - 5 for n in range(5, 15)}  # official number → sheet column of K; Rp stands beside it
UNIT, KETERANGAN = 25, 26
NOMOR = {12: "12 = 8 + 9 + 10 + 11", 13: "13 = 6 + 12", 14: "14 = 13 / 5 x 100 %"}
TINGGI = 12.0  # points per line of 9-point text
TITIK = "…" * 14  # a line to write on
_KERTAS_A3 = 8
_LEBAR = {1: 6.5, 2: 20, 3: 44, 4: 31, UNIT: 13.5, KETERANGAN: 27}
_LEBAR_PASANGAN = {"tanpa": (5, 7), "belum": (5, 7), "ada": (9.5, 16)}  # K and Rp
_GARIS = Side(style="thin", color="7F7F7F")
_BINGKAI = Border(_GARIS, _GARIS, _GARIS, _GARIS)
_LATAR = {"program": theme.PROGRAM, "total": theme.TOTAL, "kepala": theme.BIRU_MUDA, "spanduk": theme.SINTETIS[0]}
_RATA_TENGAH = ("kepala", "nomor", "judul", "ttd")


class Gaya:
    """Cell styles of the form, each made once per workbook; assign them to `cell._style`."""

    def __init__(self, buku: Workbook):
        set_normal_font(buku)
        self._lembar, self._isi = buku.active, {}

    def __call__(self, baris: str, jenis: str, indentasi: int = 0, satuan: str = "", luar: bool = False):
        """Style of a cell. `baris`: a row's gaya, or kepala, judul, catatan, spanduk, bagian, ttd.

        `jenis`: teks, nomor, rp, rp_sen, k (with `satuan`), kosong (due but unknown), raster (no LKj holds it).
        `luar`: the figure comes from the kecamatan's own form.
        """
        kunci = (baris, jenis, indentasi, satuan, luar)
        if kunci not in self._isi:
            sel = Cell(self._lembar, 1, 1)
            tebal = baris in ("program", "total", "kepala", "judul") or jenis == "tebal"
            ukuran = {"judul": 12, "kepala": 8, "catatan": 8}.get(baris, 9)
            warna = theme.SINTETIS[1] if baris == "spanduk" else theme.BIRU if luar else None
            sel.font = Font(name=theme.HURUF, size=ukuran, bold=tebal or None, italic=luar or None, color=warna)
            mendatar = "center" if baris in _RATA_TENGAH else "left" if jenis in ("teks", "nomor", "tebal") else "right"
            tegak = "center" if baris in ("kepala", "judul") else "top"
            sel.alignment = Alignment(mendatar, tegak, wrap_text=jenis in ("teks", "tebal"), indent=indentasi)
            sel.number_format = {"rp": FORMAT["rupiah"], "rp_sen": FORMAT["rupiah_sen"], "k": _unit_format(satuan)}.get(
                jenis, "General"
            )
            if jenis == "raster":
                sel.fill = PatternFill("lightUp", start_color="A6A6A6")
            elif baris in _LATAR:
                sel.fill = PatternFill("solid", start_color=_LATAR[baris])
            if baris not in ("judul", "catatan", "spanduk", "ttd"):
                sel.border = _BINGKAI
            self._isi[kunci] = sel._style
        return self._isi[kunci]


def _unit_format(satuan: str) -> str:
    """Number format of a performance figure with its unit behind it: 47,18 %."""
    aman = satuan.replace('"', "").replace("\\", "")
    akhir = f'" {aman}"' if aman else ""
    return f"[$-421]#,##0.00{akhir}"


def column_widths(triwulan: int, renstra: bool = False) -> dict[int, float]:
    """Width in characters by sheet column: narrow where nothing stands yet or ever; `renstra`: those hold figures."""
    lebar = dict(_LEBAR)
    for nomor, kolom in KOLOM_K.items():
        belum = KOLOM_TRIWULAN.get(nomor, 0) > triwulan
        jenis = "tanpa" if nomor in RENSTRA and not renstra else "belum" if belum else "ada"
        lebar[kolom], lebar[kolom + 1] = _LEBAR_PASANGAN[jenis]
    return lebar


def merged_text(
    lembar: Worksheet, gaya, teks: str, baris: int, kolom: tuple[int, int], akhir: int | None = None
) -> None:
    """Text in a range of cells, merged over `kolom` and, with `akhir`, over the rows down to it; all styled."""
    for b in range(baris, (akhir or baris) + 1):
        for k in range(kolom[0], kolom[1] + 1):
            lembar.cell(b, k)._style = gaya
    if teks:
        write_text(lembar.cell(baris, kolom[0]), teks)
    if kolom[0] != kolom[1] or (akhir or baris) != baris:
        # not lembar.merge_cells, nor merged_cells.add: borders drawn anew, every range compared with all others
        lembar.merged_cells.ranges.add(CellRange(None, kolom[0], baris, kolom[1], akhir or baris))


def header_titles(tahun: int) -> dict[int, str]:
    """Official titles of the columns by number; 8 stands for the four triwulan."""
    pd = "Perangkat Daerah"
    return {
        1: "No",
        2: "Sasaran",
        3: "Program / Kegiatan / Sub Kegiatan",
        4: "Indikator Kinerja Program (Outcome) / Kegiatan (Output)",
        5: f"Target Renstra {pd} pada Tahun … (Akhir Periode Renstra {pd})",
        6: f"Realisasi Capaian Kinerja Renstra {pd} sampai dengan Renja {pd} Tahun Lalu ({tahun - 1})",
        TARGET: f"Target Kinerja dan Anggaran Renja {pd} Tahun Berjalan (Tahun {tahun}) yang Dievaluasi",
        8: "Realisasi Kinerja pada Triwulan",
        TAHUN_INI: f"Realisasi Capaian Kinerja dan Anggaran Renja {pd} yang Dievaluasi",
        13: f"Realisasi Kinerja dan Anggaran Renstra {pd} s.d. Tahun {tahun} "
        f"(Akhir Tahun Pelaksanaan Renja {pd} Tahun {tahun})",
        14: f"Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra {pd} s.d. Tahun {tahun} (%)",
        15: f"Unit {pd} Penanggung Jawab",
        16: "Keterangan",
    }


def write_header(lembar: Worksheet, gaya: Gaya, tahun: int, mulai: int) -> int:
    """Four header rows from row `mulai`: titles, triwulan, official numbers, K and Rp; returns the last."""
    kepala, judul = gaya("kepala", "teks"), header_titles(tahun)
    tunggal = {1: 1, 2: 2, 3: 3, 4: 4, 15: UNIT, 16: KETERANGAN}
    for nomor, kolom in tunggal.items():
        merged_text(lembar, kepala, judul[nomor], mulai, (kolom, kolom), mulai + 1)
        merged_text(lembar, kepala, str(nomor), mulai + 2, (kolom, kolom), mulai + 3)
    for nomor, kolom in KOLOM_K.items():
        if nomor in KOLOM_TRIWULAN:
            merged_text(lembar, kepala, ROMAWI[KOLOM_TRIWULAN[nomor]], mulai + 1, (kolom, kolom + 1))
        else:
            merged_text(lembar, kepala, judul[nomor], mulai, (kolom, kolom + 1), mulai + 1)
        merged_text(lembar, kepala, NOMOR.get(nomor, str(nomor)), mulai + 2, (kolom, kolom + 1))
        for k, satuan in ((kolom, "K"), (kolom + 1, "Rp")):
            merged_text(lembar, kepala, satuan, mulai + 3, (k, k))
    merged_text(lembar, kepala, judul[8], mulai, (KOLOM_K[8], KOLOM_K[11] + 1))
    for n, tinggi in enumerate((16, 132, 24, 14)):
        lembar.row_dimensions[mulai + n].height = tinggi
    return mulai + 3


def write_block(lembar: Worksheet, gaya: Gaya, judul: str, isi: list[str], baris: int, lebar: float) -> None:
    """A full-width cell of the closing part: its title and one line per entry, or dots to be filled in."""
    teks = "\n".join([judul, *(f"{n}. {t}" for n, t in enumerate(isi, 1))] if isi else [judul, TITIK])
    merged_text(lembar, gaya("bagian", "teks"), teks, baris, (1, KETERANGAN))
    lembar.row_dimensions[baris].height = min(400, count_lines(teks, lebar) * TINGGI + 6)


def write_signatures(
    lembar: Worksheet, gaya: Gaya, settings: Settings, camat: tuple[str, str] | None, mulai: int
) -> int:
    """Two blocks beside each other, who drew up the form and who agrees; returns the last row.

    `camat`: place and office that draw up a kecamatan's form; None leaves the block of the consolidated one open.
    """
    tempat, jabatan = camat or (settings.kota, "")
    blok = (
        ("Disusun", tempat, jabatan, "", KOLOM_K[8], KOLOM_K[10]),
        ("Disetujui", settings.kota, settings.jabatan_penanda_tangan, settings.nama_penanda_tangan, KOLOM_K[12], 26),
    )
    for kata, di, sebagai, nama, awal, akhir in blok:
        baris = (kata, f"{di}, tanggal {TITIK}", sebagai.upper() or TITIK, "", "", "", nama or TITIK)
        for n, teks in enumerate(baris):
            merged_text(lembar, gaya("ttd", "teks"), teks, mulai + n, (awal, akhir))
    lembar.row_dimensions[mulai + 2].height = 2 * TINGGI + 2
    return mulai + 6


def finish_sheet(lembar: Worksheet, lebar: dict[int, float], kepala: tuple[int, int], kaki: str) -> None:
    """Widths, frozen header, A3 landscape on one page's width, header rows on every page, page numbers."""
    for kolom, karakter in lebar.items():
        lembar.column_dimensions[get_column_letter(kolom)].width = karakter
    lembar.sheet_view.showGridLines = False
    lembar.sheet_view.zoomScale = 80
    lembar.freeze_panes = lembar.cell(kepala[1] + 1, 5)
    lembar.print_title_rows = f"{kepala[0]}:{kepala[1]}"
    lembar.page_setup.orientation, lembar.page_setup.paperSize = "landscape", _KERTAS_A3
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_options.horizontalCentered = True
    for sisi in ("left", "right", "top", "bottom"):
        setattr(lembar.page_margins, sisi, 0.4)
    lembar.page_margins.bottom = 0.6
    lembar.oddFooter.left.text = kaki.replace("&", "dan")  # & starts a code in a footer
    lembar.oddFooter.right.text = "Halaman &P dari &N"
    for bagian in (lembar.oddFooter.left, lembar.oddFooter.right):
        bagian.size, bagian.font = 8, f"{theme.HURUF},Regular"
