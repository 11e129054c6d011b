"""Cells of every file format as the same grid (`grid.Buku`): true addresses, types kept, nothing interpreted.

Values come from python-calamine (.xlsx .xls .xlsb) or from our own reading of the XML (.ods, .docx). What
calamine hides in an .xlsx is added from the pre-scan: error cells, formulas never calculated, hidden rows
and columns, percent formats, formulas that refer to other workbooks. In .xls and .xlsb the same is read
from the binary records (`biff`, `biff_formula`).
"""

import datetime
import io
import re
from dataclasses import replace
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from transforms.settings import Limits
from transforms.values.memo import memo
from transforms.workbook import diagnose, prescan
from transforms.workbook.gate import Paket, note, open_file
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.package import Refused, repack
from transforms.workbook.prescan import Rincian

_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
HARI_NOL = datetime.datetime(1899, 12, 30)
"""Day 0 of spreadsheets: times of day and durations are given as dates from here."""
_BULAT = 1e15  # above this a double no longer holds every whole number
_GABUNGAN_MAKS = 20_000
_TAK_DIBACA = ("xl/theme/", "xl/drawings/", "xl/externalLinks/")


def read_cells(path: Path, limits: Limits) -> Buku:
    """A file as a grid, through the gate.

    Raises gate.Refused when the file may not be read; library errors for a file that passed the gate and is
    broken all the same (the caller turns them into BERKAS_RUSAK).
    """
    return grid(open_file(path, limits), limits)


def grid(paket: Paket, limits: Limits) -> Buku:
    """The cells of a file that passed the gate."""
    if paket.jenis == "xlsx":
        buku = _read_xlsx(paket, limits)
    elif paket.jenis == "ods":
        from transforms.workbook.cells_ods import read_ods

        buku = read_ods(paket, limits)
    elif paket.jenis == "docx":
        from transforms.workbook.cells_docx import read_docx

        buku = read_docx(paket, limits)
    else:
        data = paket.data if paket.jenis == "xls" else repack(paket.bagian)
        buku = _read_calamine(paket.jenis, data, paket.rincian, limits)
    _strip_control(buku)
    buku.temuan = paket.temuan + buku.temuan
    return buku


def _read_xlsx(paket: Paket, limits: Limits) -> Buku:
    bagian = paket.bagian
    persen = diagnose.percent_styles(bagian)
    rincian: dict[str, Rincian] = {}
    perlu = {nama for nama, isi in paket.lembar.items() if persen or prescan.needs_detail(isi)}
    if perlu:
        susunan = diagnose.workbook_structure(bagian)
        for nama, letak in susunan.letak.items():
            if letak in perlu:
                rincian[nama] = prescan.sheet_detail(
                    paket.lembar[letak], persen, susunan.nama_luar, susunan.hitung_ulang
                )
    inti = {n: isi for n, isi in bagian.items() if n.startswith(("xl/", "_rels/", "[")) and _is_read(n)}
    return _read_calamine("xlsx", repack(inti), rincian, limits)


def _is_read(nama: str) -> bool:
    return nama.endswith((".xml", ".rels")) and not nama.startswith(_TAK_DIBACA)


def _read_calamine(jenis: str, data: bytes, rincian: dict[str, Rincian], limits: Limits) -> Buku:
    """Grid of a workbook as calamine reads it, completed with `rincian` (by sheet name)."""
    buku = Buku(jenis)
    kerja = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for i, sifat in enumerate(kerja.sheets_metadata):
        if sifat.typ != SheetTypeEnum.WorkSheet:
            continue
        sumber = kerja.get_sheet_by_index(i)
        prescan.check_extent(sumber.total_height, sumber.total_width, limits, sifat.name)
        lembar = Lembar(sifat.name, tersembunyi=sifat.visible != SheetVisibleEnum.Visible)
        lembar.sel = _cells(sumber.to_python(skip_empty_area=False))
        lembar.gabungan = clip_merges(
            [(r1 + 1, k1 + 1, r2 + 1, k2 + 1) for (r1, k1), (r2, k2) in sumber.merged_cell_ranges or ()],
            limits,
        )
        if r := rincian.get(sifat.name):
            _complete(lembar, r)
        buku.lembar.append(lembar)
    return buku


def _cells(baris: list[list]) -> dict[tuple[int, int], Sel]:
    """The cells with content; the same text is the same (shared) Sel, so what is put onto one replaces it."""
    hasil: dict[tuple[int, int], Sel] = {}
    for r, isi in enumerate(baris, 1):
        for k, nilai in enumerate(isi, 1):
            jenis = nilai.__class__
            if jenis is str:
                if nilai:
                    hasil[r, k] = _text_cell(nilai)
            elif jenis is float:
                if nilai.is_integer() and -_BULAT < nilai < _BULAT:
                    hasil[r, k] = Sel(int(nilai), "angka")
                else:
                    hasil[r, k] = number_cell(nilai)
            elif jenis is int:
                hasil[r, k] = number_cell(nilai)
            elif jenis is bool:
                hasil[r, k] = Sel(nilai, "logika")
            else:
                hasil[r, k] = Sel(_as_date(nilai), "tanggal")
    return hasil


_text_cell = memo(Sel)


def number_cell(nilai: float, persen: bool = False) -> Sel:
    """A numeric cell; whole numbers that a double holds become int. Infinite or NaN is an error cell."""
    if nilai != nilai or nilai in (float("inf"), float("-inf")):
        return Sel("#NUM!", "galat")
    if type(nilai) is float and nilai.is_integer() and abs(nilai) < _BULAT:
        nilai = int(nilai)
    return Sel(nilai, "angka", persen)


def _as_date(nilai) -> datetime.date | datetime.datetime:
    """Times of day and durations as the date a spreadsheet would show for the same number."""
    if isinstance(nilai, datetime.timedelta):
        try:
            return HARI_NOL + nilai
        except OverflowError:
            return datetime.datetime.max
    if isinstance(nilai, datetime.time):
        return datetime.datetime.combine(HARI_NOL.date(), nilai)
    return nilai


def _complete(lembar: Lembar, rincian: Rincian) -> None:
    """Put what the values do not show onto the cells."""
    sel = lembar.sel
    for letak, nilai in rincian.galat.items():
        sel[letak] = Sel(nilai, "galat")
    for letak in rincian.rumus_kosong:
        sel[letak] = Sel(None, "rumus_kosong")
    for letak in rincian.rumus_luar:
        if letak in sel:
            sel[letak] = replace(sel[letak], rumus_luar=True)
    for letak in rincian.persen & sel.keys():
        if sel[letak].jenis == "angka":
            sel[letak].persen = True
    lembar.baris_tersembunyi = rincian.baris_tersembunyi
    lembar.kolom_tersembunyi = rincian.kolom_tersembunyi


def clip_merges(gabungan: list[tuple[int, int, int, int]], limits: Limits) -> list[tuple[int, int, int, int]]:
    """Merged ranges cut to the part of a sheet that can hold cells; Refused when there are absurdly many."""
    if len(gabungan) > _GABUNGAN_MAKS:
        raise Refused("LEMBAR_TERLALU_BESAR", f"{len(gabungan)} gabungan sel; batasnya {_GABUNGAN_MAKS}")
    return [
        (r1, k1, min(r2, limits.baris_maks), min(k2, limits.kolom_maks))
        for r1, k1, r2, k2 in gabungan
        if r1 <= limits.baris_maks and k1 <= limits.kolom_maks
    ]


@memo
def _is_dirty(teks: str) -> bool:
    return not teks.isprintable() and _KENDALI.search(teks) is not None


def _strip_control(buku: Buku) -> None:
    """Remove characters that no report can carry (C0 except tab and line ends); one finding per sheet."""
    for lembar in buku.lembar:
        kotor = [letak for letak, s in lembar.sel.items() if s.nilai.__class__ is str and _is_dirty(s.nilai)]
        for letak in kotor:
            lembar.sel[letak] = replace(lembar.sel[letak], nilai=_KENDALI.sub("", lembar.sel[letak].nilai))
        if kotor:
            alamat = [lembar.alamat(*letak) for letak in kotor]
            buku.temuan.append(
                note(
                    "KARAKTER_KONTROL",
                    f"karakter tak terlihat dibuang dari {len(alamat)} sel",
                    lembar=lembar.nama,
                    sel=alamat[0],
                    objek="; ".join(alamat[:20]),
                )
            )
        for letak in kotor:
            if lembar.sel[letak].nilai == "":
                del lembar.sel[letak]
    buku.teks = [(tempat, _KENDALI.sub("", teks)) for tempat, teks in buku.teks]
