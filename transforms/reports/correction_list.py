"""The sheet "Daftar Koreksi": every finding of a file, with a link to its cell where there is one."""

from transforms.reports import theme
from transforms.reports.wording import SEL, TINGKAT, short_message, write_amount, write_value

NAMA_LEMBAR = "Daftar Koreksi"  # the reader skips a sheet of this name
LIHAT = 6  # related cells named with a finding
BARIS_JUDUL = 6  # of the list's own header
WARNA = {"galat": "F4B6B0", "peringatan": "FFE08A", "info": "BBD7F2"}
KOLOM = (
    # words chosen so that no header of a report's own tables is among them; widths in characters
    ("No.", 4.5), ("Tingkat", 11), ("Lembar", 17), ("Sel", 7), ("Masalah", 22), ("Tertulis", 17),
    ("Seharusnya", 17), ("Selisih", 15), ("Penjelasan", 48), ("Yang perlu dilakukan", 36),
)  # fmt: skip


def write_list(ws, temuan: list[dict], judul: dict, sendiri: bool) -> None:
    """The sheet with all findings; `sendiri`: it stands alone, without the cells it speaks of."""
    from openpyxl.styles import Alignment

    _write_heading(ws, judul, sendiri)
    for kolom, (nama, lebar) in enumerate(KOLOM, 1):
        sel = ws.cell(BARIS_JUDUL, kolom)
        _text(sel, nama)
        sel.font = _font(bold=True, color=theme.KERTAS)
        sel.fill = fill(theme.BIRU)
        sel.alignment = Alignment(
            horizontal="right" if kolom in (6, 7, 8) else "left", indent=int(kolom == 9)
        )
        ws.column_dimensions[sel.column_letter].width = lebar
    for nomor, t in enumerate(temuan, 1):
        _write_finding(ws, BARIS_JUDUL + nomor, nomor, t)
        if find_cell(ws.parent, t):
            _link(ws.cell(BARIS_JUDUL + nomor, 4), t)
    ws.freeze_panes = ws.cell(BARIS_JUDUL + 1, 1)
    ws.sheet_view.showGridLines = False
    ws.sheet_properties.tabColor = "C00000"
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top = ws.page_margins.bottom = 0.5
    ws.print_title_rows = f"{BARIS_JUDUL}:{BARIS_JUDUL}"


def _write_heading(ws, judul: dict, sendiri: bool) -> None:
    """Title, how to use the sheet, what the colours mean. It names no office and no period: whoever corrects
    a wrong identity elsewhere in the workbook must not have to correct it here too."""
    cara = (
        "Perbaiki yang tercatat di bawah pada berkas asli Anda, simpan, lalu kirim berkas itu kembali."
        if sendiri
        else "Perbaiki sel berwarna di lembar lain (klik alamat selnya), simpan, lalu kirim berkas ini "
        "kembali; lembar ini boleh dibiarkan."
    )
    _text(ws["A1"], "Daftar koreksi")
    _text(ws["A2"], f"Tanda terima {judul['kiriman_id']} untuk berkas “{judul['nama_berkas']}”")
    _text(ws["A3"], cara)
    _text(ws["A4"], "Warna:")
    for nomor, tingkat in enumerate(TINGKAT):
        sel = ws.cell(4, 3 + nomor)
        _text(sel, {"galat": "kesalahan", "peringatan": "catatan", "info": "untuk diketahui"}[tingkat])
        sel.fill = fill(WARNA[tingkat])
        sel.font = _font()
    for baris in (2, 3, 4):
        ws.cell(baris, 1).font = _font(color=theme.ABU)
    ws["A1"].font = _font(size=16, bold=True, color=theme.BIRU)


def _write_finding(ws, baris: int, nomor: int, t: dict) -> None:
    from openpyxl.styles import Alignment, Border, Side

    terkait = (t.get("sel_terkait") or "").split("; ")
    lihat = (
        f" Lihat juga: {'; '.join(terkait[:LIHAT])}{' …' if len(terkait) > LIHAT else ''}"
        if terkait[0]
        else ""
    )
    isi = (
        t["tingkat"], t.get("lembar") or "seluruh berkas", t.get("sel"), t.get("judul") or t["kode_temuan"],
        write_value(t.get("nilai_mentah")), write_value(t.get("nilai_seharusnya")),
        write_amount(t.get("selisih")), f"{short_message(t)}{lihat}", t.get("tindakan") or "",
    )  # fmt: skip
    ws.cell(baris, 1, nomor)
    for kolom, teks in enumerate(isi, 2):
        _text(ws.cell(baris, kolom), teks)
    for kolom in range(1, len(KOLOM) + 1):
        sel = ws.cell(baris, kolom)
        sel.font = _font()
        rata = "right" if kolom in (6, 7, 8) else "center" if kolom == 1 else "left"
        sel.alignment = Alignment(vertical="top", wrap_text=True, horizontal=rata, indent=int(kolom == 9))
        sel.border = Border(bottom=Side(style="thin", color=theme.GARIS))
    ws.cell(baris, 2).fill = fill(WARNA.get(t["tingkat"], theme.KERTAS))
    lipatan = max(len(str(isi[kolom - 2] or "")) / (KOLOM[kolom - 1][1] * 1.1) for kolom in range(2, 11))
    ws.row_dimensions[baris].height = 13 * min(int(lipatan) + 1, 14) + 3


def _text(sel, teks: str | None) -> None:
    from transforms.reports.xlsx_write import write_text

    if teks:
        write_text(sel, teks)


def _link(sel, temuan: dict) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    lembar = temuan["lembar"].replace("'", "''")
    sel.hyperlink = Hyperlink(ref=sel.coordinate, location=f"'{lembar}'!{temuan['sel'].replace('$', '')}")
    sel.font = _font(color=theme.TAUTAN, underline="single")


def _font(**pilihan):
    from openpyxl.styles import Font

    return Font(**{"name": theme.HURUF, "size": 10} | pilihan)


def fill(warna: str):
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=warna)


def find_cell(wb, temuan: dict):
    """The cell of a finding (of a merged range its first cell), or None."""
    alamat = SEL.fullmatch(temuan.get("sel") or "")
    if temuan.get("lembar") not in wb.sheetnames or not alamat or temuan["tingkat"] not in WARNA:
        return None
    ws = wb[temuan["lembar"]]
    if not hasattr(ws, "merged_cells"):  # a chart sheet
        return None
    sel = ws[f"{alamat[1]}{alamat[2]}"]
    for gabungan in ws.merged_cells.ranges:
        if sel.coordinate in gabungan:
            return ws.cell(gabungan.min_row, gabungan.min_col)
    return sel
