"""What every workbook we write has in common: text that can never become a formula, and stable bytes."""

import datetime
import io
import re
import zipfile
from pathlib import Path

from transforms import storage
from transforms.reports.format import clean_text

PANJANG_SEL = 32_000  # Excel holds at most 32,767 characters in a cell
_PEMICU = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take typed text for a formula
_WAKTU = (1980, 1, 1, 0, 0, 0)
_DIUBAH = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def set_text(cell, teks: object) -> None:
    """Put text into a cell as text, whatever it looks like; marked so that editing it keeps it text."""
    bersih = "" if teks is None else clean_text(teks)[:PANJANG_SEL]
    cell.value = bersih or None
    if bersih:
        cell.data_type = "s"
        cell.quotePrefix = bersih.startswith(_PEMICU)


def guard_texts(wb) -> None:
    """Mark the texts of a foreign workbook that look like formulas, so that editing them keeps them text."""
    for ws in wb.worksheets:
        for baris in ws.iter_rows():
            for sel in baris:
                if sel.data_type == "s" and len(str(sel.value)) > 1 and str(sel.value).startswith(_PEMICU):
                    sel.quotePrefix = True


def save_workbook(wb, path: Path) -> bool:
    """Write an openpyxl workbook atomically, the same content giving the same bytes.

    Returns False when the file already holds exactly these bytes.
    """
    mentah = io.BytesIO()
    wb.save(mentah)
    hasil = io.BytesIO()
    with zipfile.ZipFile(mentah) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama == "docProps/core.xml":
                isi = _DIUBAH.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", isi)
            info = zipfile.ZipInfo(nama, _WAKTU)
            info.compress_type = zipfile.ZIP_DEFLATED
            tujuan.writestr(info, isi)
    return storage.write_atomic(path, hasil.getvalue())


def new_workbook(judul: str, pembuat: str = ""):
    """An empty openpyxl workbook without a trace of person, machine or moment."""
    from openpyxl import Workbook

    wb = Workbook()
    wb.properties.title = clean_text(judul)
    wb.properties.creator = clean_text(pembuat)
    wb.properties.created = datetime.datetime(2000, 1, 1)
    return wb
