"""Lembar koreksi: the office's own workbook, with every cell that has a finding coloured and explained."""

import hashlib
import json
import zipfile
from collections import defaultdict
from copy import copy
from pathlib import Path
from xml.sax.saxutils import unescape

from transforms import database
from transforms.reports import theme
from transforms.reports.format import clean_text
from transforms.reports.sheets import guard_texts, new_workbook, save_workbook, set_text
from transforms.reports.wording import SEL, TINGKAT, place_order, write_amount, write_value
from transforms.settings import Settings

NAMA_LEMBAR = "Daftar Koreksi"  # the reader skips a sheet of this name
TANDA = "KOREKSI LKj"  # first line of our comments: how they are known again in a file that comes back
VERSI = 1  # part of the fingerprint: a new look rewrites the files
BARIS_JUDUL = 6  # of the list's own header
WARNA = {"galat": "F4B6B0", "peringatan": "FFE08A", "info": "BBD7F2"}
TIDAK_DIBUKA = ("BERKAS_", "FORMAT_", "BACA_", "ARSIP_", "LEMBAR_TERLALU_BESAR")  # findings of a refused file
KOLOM = (
    # words chosen so that no header of a report's own tables is among them; widths in characters
    ("No.", 4.5), ("Tingkat", 11), ("Lembar", 17), ("Sel", 7), ("Masalah", 22), ("Tertulis", 17),
    ("Seharusnya", 17), ("Selisih", 15), ("Penjelasan", 48), ("Yang perlu dilakukan", 36),
)  # fmt: skip


def correction_name(kiriman: dict) -> str:
    """File name of a kiriman's correction sheet: '35.08.08-K000003.xlsx'."""
    return f"{kiriman['kode_kecamatan'] or 'tanpa-kecamatan'}-{kiriman['kiriman_id']}.xlsx"


def write_corrections(
    con, settings: Settings, tahun: int | None, triwulan: int | None, folder: Path
) -> list[Path]:
    """Write a correction sheet into `folder` for every kiriman of the period that has findings to correct.

    Findings of level info and acknowledged ones ask for no correction: a kiriman with only those gets no
    file, nor does a duplicate. Out: the paths written anew.
    """
    from transforms.receive import archive_path

    temuan = defaultdict(list)
    for t in database.rows(con, "temuan", tahun=tahun, triwulan=triwulan):
        temuan[t["kiriman_id"]].append(t)
    jenis = {p["kiriman_id"]: p["jenis_berkas"] for p in database.rows(con, "penerimaan")}
    ditulis = []
    for k in database.rows(con, "kiriman", urut="nomor", tahun=tahun, triwulan=triwulan):
        daftar = [t for t in temuan[k["kiriman_id"]] if not t["diakui"]]
        if k["status"] == "DUPLIKAT" or not any(t["tingkat"] != "info" for t in daftar):
            continue
        hasil = folder / correction_name(k)
        asli = archive_path(settings, k["sha256"])
        if write_correction(asli, jenis.get(k["kiriman_id"]), daftar, k, hasil):
            ditulis.append(hasil)
    return ditulis


def write_correction(
    path_asli: Path, jenis_berkas: str | None, temuan: list[dict], judul: dict, path_hasil: Path
) -> bool:
    """Write the correction sheet of one file; returns False when `path_hasil` is already the same.

    In: the original file, its format as the reader found it ('xlsx', …, None when refused), the findings as
    in table `temuan`, and `judul` with kiriman_id, nama_berkas, sha256 and status (a row of `kiriman`). An
    .xlsx comes back as a copy in which formulas, formats, merged cells and widths survive; other formats,
    refused files and workbooks that openpyxl cannot open give the list alone.
    """
    temuan = sorted(temuan, key=place_order)
    sidik = _fingerprint(temuan, judul)
    if _has_fingerprint(path_hasil, sidik):
        return False
    wb = _open_copy(path_asli, jenis_berkas, temuan)
    sendiri = wb is None
    if sendiri:
        wb = new_workbook("Daftar koreksi")
        ws = wb.active
        ws.title = NAMA_LEMBAR
    else:
        _remove_old_marks(wb)
        guard_texts(wb)
        _mark_cells(wb, temuan)
        ws = wb.create_sheet(NAMA_LEMBAR, 0)
    _write_list(ws, temuan, judul, sendiri)
    for lain in wb.worksheets:  # two selected sheets would be edited together
        lain.sheet_view.tabSelected = lain is ws
    wb.active = 0
    wb.properties.identifier = sidik
    save_workbook(wb, path_hasil)
    return True


def _fingerprint(temuan: list[dict], judul: dict) -> str:
    isi = [VERSI, temuan, {k: judul.get(k) for k in ("kiriman_id", "nama_berkas", "sha256", "status")}]
    return hashlib.sha256(json.dumps(isi, default=database.jsonable, sort_keys=True).encode()).hexdigest()


def _has_fingerprint(path: Path, sidik: str) -> bool:
    try:
        with zipfile.ZipFile(path) as berkas:
            return sidik in unescape(berkas.read("docProps/core.xml").decode())
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        return False


def _open_copy(path: Path, jenis: str | None, temuan: list[dict]):
    """The original as an openpyxl workbook, or None when only the list can be given."""
    if jenis != "xlsx" or any(t["kode_temuan"].startswith(TIDAK_DIBUKA) for t in temuan):
        return None
    from openpyxl import load_workbook

    try:
        with path.open("rb") as berkas:  # an archived file has no suffix to go by
            return load_workbook(berkas, rich_text=True)
    except Exception:  # openpyxl raises anything on parts that other readers ignore; the list must still come
        return None


def _remove_old_marks(wb) -> None:
    """Take our own list, comments and colours out of a correction sheet that came back as a report."""
    from openpyxl.styles import PatternFill

    if NAMA_LEMBAR in wb.sheetnames:
        wb.remove(wb[NAMA_LEMBAR])
    for ws in wb.worksheets:
        for sel in [s for baris in ws.iter_rows() for s in baris if getattr(s, "comment", None)]:
            sebelum, tanda, _ = sel.comment.text.partition(TANDA)
            if tanda:
                _set_comment(sel, sebelum.rstrip())
                if str(sel.fill.fgColor.rgb)[-6:] in WARNA.values():
                    sel.fill = PatternFill()


def _mark_cells(wb, temuan: list[dict]) -> None:
    """Colour each cell with findings by the gravest of them and explain them all in its comment."""
    from openpyxl.styles.colors import Color

    per_sel = defaultdict(list)
    for t in temuan:  # gravest first
        if sel := _find_cell(wb, t):
            per_sel[sel.parent.title, sel.coordinate].append(t)
    for (lembar, alamat), daftar in per_sel.items():
        sel = wb[lembar][alamat]
        sel.fill = _fill(WARNA[daftar[0]["tingkat"]])
        huruf = copy(sel.font)
        huruf.color = Color(rgb="FF000000")  # white text of a dark row would vanish on the light colour
        sel.font = huruf
        lama = f"{sel.comment.text}\n\n" if sel.comment else ""
        _set_comment(sel, lama + "\n\n".join([TANDA, *(_explain(t) for t in daftar)]))


def _find_cell(wb, temuan: dict):
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


def _explain(temuan: dict) -> str:
    """A finding in plain words: what is written, what it should be, why, what to do."""
    baris = [clean_text(temuan.get("judul") or temuan["kode_temuan"])]
    for sebutan, kunci in (("Tertulis", "nilai_mentah"), ("Seharusnya", "nilai_seharusnya")):
        if nilai := write_value(temuan.get(kunci)):
            baris.append(f"{sebutan}: {nilai}")
    if temuan.get("selisih") is not None:
        baris.append(f"Selisih: {write_amount(temuan['selisih'])}")
    baris += [clean_text(temuan[k]) for k in ("pesan", "tindakan") if temuan.get(k)]
    return "\n".join(baris)


def _set_comment(sel, teks: str) -> None:
    from openpyxl.comments import Comment

    if not teks:
        sel.comment = None
        return
    tinggi = 18 * sum(1 + len(baris) // 48 for baris in teks.split("\n")) + 12
    sel.comment = Comment(teks, "Konsolidasi LKj", height=min(tinggi, 500), width=340)


def _write_list(ws, temuan: list[dict], judul: dict, sendiri: bool) -> None:
    """The sheet with all findings; `sendiri`: it stands alone, without the cells it speaks of."""
    from openpyxl.styles import Alignment

    _write_heading(ws, judul, sendiri)
    for kolom, (nama, lebar) in enumerate(KOLOM, 1):
        sel = ws.cell(BARIS_JUDUL, kolom)
        set_text(sel, nama)
        sel.font = _font(bold=True, color=theme.KERTAS)
        sel.fill = _fill(theme.BIRU)
        sel.alignment = Alignment(
            horizontal="right" if kolom in (6, 7, 8) else "left", indent=int(kolom == 9)
        )
        ws.column_dimensions[sel.column_letter].width = lebar
    for nomor, t in enumerate(temuan, 1):
        _write_finding(ws, BARIS_JUDUL + nomor, nomor, t)
        if not sendiri and _find_cell(ws.parent, t):
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
    set_text(ws["A1"], "Daftar koreksi")
    set_text(ws["A2"], f"Tanda terima {judul['kiriman_id']} untuk berkas “{judul['nama_berkas']}”")
    set_text(ws["A3"], cara)
    set_text(ws["A4"], "Warna:")
    for nomor, tingkat in enumerate(TINGKAT):
        sel = ws.cell(4, 3 + nomor)
        set_text(sel, {"galat": "kesalahan", "peringatan": "catatan", "info": "untuk diketahui"}[tingkat])
        sel.fill = _fill(WARNA[tingkat])
        sel.font = _font()
    for baris in (2, 3, 4):
        ws.cell(baris, 1).font = _font(color=theme.ABU)
    ws["A1"].font = _font(size=16, bold=True, color=theme.BIRU)


def _write_finding(ws, baris: int, nomor: int, t: dict) -> None:
    from openpyxl.styles import Alignment, Border, Side

    lihat = f" Lihat juga: {t['sel_terkait']}." if t.get("sel_terkait") else ""
    isi = (
        t["tingkat"], t.get("lembar") or "seluruh berkas", t.get("sel"), t.get("judul") or t["kode_temuan"],
        write_value(t.get("nilai_mentah")), write_value(t.get("nilai_seharusnya")),
        write_amount(t.get("selisih")), f"{t.get('pesan') or ''}{lihat}", t.get("tindakan") or "",
    )  # fmt: skip
    ws.cell(baris, 1, nomor)
    for kolom, teks in enumerate(isi, 2):
        set_text(ws.cell(baris, kolom), teks)
    for kolom in range(1, len(KOLOM) + 1):
        sel = ws.cell(baris, kolom)
        sel.font = _font()
        rata = "right" if kolom in (6, 7, 8) else "center" if kolom == 1 else "left"
        sel.alignment = Alignment(vertical="top", wrap_text=True, horizontal=rata, indent=int(kolom == 9))
        sel.border = Border(bottom=Side(style="thin", color=theme.GARIS))
    ws.cell(baris, 2).fill = _fill(WARNA.get(t["tingkat"], theme.KERTAS))
    lipatan = max(len(str(isi[kolom - 2] or "")) / (KOLOM[kolom - 1][1] * 1.1) for kolom in range(2, 11))
    ws.row_dimensions[baris].height = 13 * min(int(lipatan) + 1, 14) + 3


def _link(sel, temuan: dict) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    lembar = temuan["lembar"].replace("'", "''")
    sel.hyperlink = Hyperlink(ref=sel.coordinate, location=f"'{lembar}'!{temuan['sel'].replace('$', '')}")
    sel.font = _font(color=theme.TAUTAN, underline="single")


def _font(**pilihan):
    from openpyxl.styles import Font

    return Font(**{"name": theme.HURUF, "size": 10} | pilihan)


def _fill(warna: str):
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=warna)
