"""Lembar koreksi: the office's own workbook, with every cell that has a finding coloured and explained."""

import hashlib
import json
import logging
import zipfile
from collections import defaultdict
from copy import copy
from pathlib import Path

from transforms import database, storage
from transforms.reports.correction_list import NAMA_LEMBAR, WARNA, fill, find_cell, write_list
from transforms.reports.format import clean_text
from transforms.reports.wording import place_order, short_message, write_amount, write_value
from transforms.settings import Settings
from transforms.values.nip import PENGGANTI, hide_nip

log = logging.getLogger(__name__)
TANDA = "KOREKSI LKj"  # first line of our comments: how they are known again in a file that comes back
VERSI = 2  # part of the fingerprint: a new look rewrites the files
TIDAK_DIBUKA = ("BERKAS_", "FORMAT_", "BACA_", "ARSIP_", "LEMBAR_TERLALU_BESAR")  # findings of a refused file


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

    periode = {"tahun": tahun, "triwulan": triwulan}
    temuan = defaultdict(list)
    for t in database.rows(con, "temuan", **periode):
        temuan[t["kiriman_id"]].append(t)
    jenis = {p["kiriman_id"]: p["jenis_berkas"] for p in database.rows(con, "penerimaan", **periode)}
    ditulis = []
    for k in database.rows(con, "kiriman", urut="nomor", **periode):
        daftar = [t for t in temuan[k["kiriman_id"]] if not t["diakui"]]
        if k["status"] == "DUPLIKAT" or not any(t["tingkat"] != "info" for t in daftar):
            continue
        if k["jenis"] not in ("lkj", "e81"):  # an export is downloaded again, never edited
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
    from openpyxl import Workbook

    temuan = sorted(temuan, key=place_order)
    sidik = _fingerprint(temuan, judul)
    if _has_fingerprint(path_hasil, sidik):
        return False
    ditolak = any(t["kode_temuan"].startswith(TIDAK_DIBUKA) for t in temuan)
    if jenis_berkas == "xlsx" and not ditolak and path_asli.exists():
        try:
            wb = _open_copy(path_asli)
            _mark_cells(wb, temuan)
            _finish(wb, wb.create_sheet(NAMA_LEMBAR, 0), temuan, judul, sidik, path_hasil)
            return True
        except OSError:  # the disk, not the workbook
            raise
        except Exception as galat:  # openpyxl raises anything on parts that other readers pass over
            log.warning("%s: lembar koreksi hanya berisi daftar (%s)", judul["kiriman_id"], galat)
    wb = Workbook()
    wb.active.title = NAMA_LEMBAR
    _finish(wb, wb.active, temuan, judul, sidik, path_hasil)
    return True


def _finish(wb, ws, temuan: list[dict], judul: dict, sidik: str, path_hasil: Path) -> None:
    from transforms.reports.xlsx_write import save_workbook

    write_list(ws, temuan, judul, sendiri=len(wb.worksheets) == 1)
    for lain in wb.worksheets:  # two selected sheets would be edited together
        lain.sheet_view.tabSelected = lain is ws
    wb.active = 0
    wb.properties.identifier = sidik
    with storage.atomic_path(path_hasil) as sementara:
        save_workbook(wb, sementara)


def _fingerprint(temuan: list[dict], judul: dict) -> str:
    isi = [VERSI, temuan, {k: judul.get(k) for k in ("kiriman_id", "nama_berkas", "sha256", "status")}]
    return hashlib.sha256(json.dumps(isi, default=database.jsonable, sort_keys=True).encode()).hexdigest()


def _has_fingerprint(path: Path, sidik: str) -> bool:
    try:
        with zipfile.ZipFile(path) as berkas:
            return sidik.encode() in berkas.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _open_copy(path: Path):
    """The original as an openpyxl workbook, without marks of ours. Raises whatever openpyxl raises."""
    from openpyxl import load_workbook

    with path.open("rb") as berkas:  # an archived file has no suffix to go by
        wb = load_workbook(berkas, rich_text=True)
    _remove_old_marks(wb)
    _guard_texts(wb)
    _hide_nip(wb)
    return wb


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


def _guard_texts(wb) -> None:
    """Mark the office's texts that look like formulas, so that editing them keeps them text."""
    for ws in wb.worksheets:
        for sel in (s for baris in ws.iter_rows() for s in baris if s.data_type == "s"):
            if len(str(sel.value)) > 1 and str(sel.value).startswith(("=", "+", "-", "@", "\t", "\r")):
                sel.quotePrefix = True


def _hide_nip(wb) -> None:
    """Take personnel numbers out of the copy: it lies in the shared reports folder (the original keeps them)."""
    for lembar in wb._sheets:
        lembar.title = hide_nip(lembar.title)
    for ws in wb.worksheets:
        for sel in (s for baris in ws.iter_rows() for s in baris):
            if sel.value is not None and sel.data_type in "snf":
                teks = format(sel.value, ".0f") if sel.data_type == "n" and sel.value > 10**17 else str(sel.value)
                if (bersih := hide_nip(teks)) != teks:
                    sel.value = PENGGANTI if sel.data_type == "f" else bersih
            if getattr(sel, "comment", None):
                sel.comment.text = hide_nip(sel.comment.text)
        for tepi in (getattr(ws, f"{h}{b}") for h in ("odd", "even", "first") for b in ("Header", "Footer")):
            for bagian in (tepi.left, tepi.center, tepi.right):
                bagian.text = bagian.text and hide_nip(bagian.text)


def _mark_cells(wb, temuan: list[dict]) -> None:
    """Colour each cell with findings by the gravest of them and explain them all in its comment."""
    from openpyxl.styles.colors import Color

    per_sel = defaultdict(list)
    for t in temuan:  # gravest first
        if sel := find_cell(wb, t):
            per_sel[sel.parent.title, sel.coordinate].append(t)
    for (lembar, alamat), daftar in per_sel.items():
        sel = wb[lembar][alamat]
        sel.fill = fill(WARNA[daftar[0]["tingkat"]])
        huruf = copy(sel.font)
        huruf.color = Color(rgb="FF000000")  # white text of a dark row would vanish on the light colour
        sel.font = huruf
        lama = f"{sel.comment.text}\n\n" if sel.comment else ""
        _set_comment(sel, lama + "\n\n".join([TANDA, *(_explain(t) for t in daftar)]))


def _explain(temuan: dict) -> str:
    """A finding in plain words: what is written, what it should be, why, what to do."""
    baris = [clean_text(temuan.get("judul") or temuan["kode_temuan"])]
    for sebutan, kunci in (("Tertulis", "nilai_mentah"), ("Seharusnya", "nilai_seharusnya")):
        if nilai := write_value(temuan.get(kunci)):
            baris.append(f"{sebutan}: {nilai}")
    if temuan.get("selisih") is not None:
        baris.append(f"Selisih: {write_amount(temuan['selisih'])}")
    baris += [teks for teks in (short_message(temuan), clean_text(temuan.get("tindakan") or "")) if teks]
    return "\n".join(baris)


def _set_comment(sel, teks: str) -> None:
    from openpyxl.comments import Comment

    if not teks:
        sel.comment = None
        return
    tinggi = 18 * sum(1 + len(baris) // 48 for baris in teks.split("\n")) + 12
    sel.comment = Comment(teks, "Konsolidasi LKj", height=min(tinggi, 500), width=340)
