"""Write sheets as .xlsx or .xls, byte for byte the same on every run."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

from data.contoh.buat_kisi import BukuTulis, LembarTulis, tinggi_baris
from data.contoh.buat_ods import tulis_ods

SAAT = datetime.datetime(2023, 1, 1)
SAAT_ZIP = (2023, 1, 1, 0, 0, 0)

# Style name → bold, italic, size, horizontal, wrap, border, fill, number format.
GAYA: dict[str, tuple] = {
    "sampul": (True, False, 16, "center", False, False, None, "General"),
    "sampul_kecil": (False, False, 12, "center", False, False, None, "General"),
    "judul": (True, False, 12, "left", False, False, None, "General"),
    "label": (True, True, 10, "left", False, False, None, "General"),
    "label_sampul": (True, True, 10, "center", False, False, None, "General"),
    "polos": (False, False, 11, "left", False, False, None, "General"),
    "paragraf": (False, False, 11, "left", True, False, None, "General"),
    "ttd": (False, False, 11, "center", False, False, None, "General"),
    "kepala": (True, False, 10, "center", True, True, "D9E2D5", "General"),
    "nomor_kolom": (False, True, 8, "center", False, True, "EEF2EC", "General"),
    "teks": (False, False, 10, "left", True, True, None, "General"),
    "tengah": (False, False, 10, "center", True, True, None, "General"),
    "uang": (False, False, 10, "right", False, True, None, "#,##0"),
    "persen": (False, False, 10, "center", False, True, None, "0.00%"),
    "desimal": (False, False, 10, "center", False, True, None, "0.00"),
}
for _nama in ("teks", "tengah", "uang", "desimal"):
    GAYA[f"{_nama}_tebal"] = (True, *GAYA[_nama][1:])


def tulis_buku(buku: BukuTulis, jenis: str, path: Path) -> None:
    """Write `buku` as a file of kind `jenis` ('xlsx', 'xls', 'ods')."""
    isi = {"xlsx": _xlsx, "xls": _xls, "ods": lambda b: tulis_ods(b, GAYA, SAAT_ZIP)}[jenis](buku)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(isi)


def _xlsx(buku: BukuTulis) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    garis = Border(*(Side(style="thin", color="808080"),) * 4)
    berkas = Workbook()
    berkas.remove(berkas.active)
    berkas.properties.creator = "Contoh sintetis"
    berkas.properties.created = SAAT
    for lembar in buku.lembar:
        ws = berkas.create_sheet(lembar.nama)
        gaya = {}
        for nama, (tebal, miring, ukuran, rata, lipat, tepi, isi, bentuk) in GAYA.items():
            gaya[nama] = {
                "font": Font(
                    name=lembar.huruf,
                    size=ukuran,
                    bold=tebal,
                    italic=miring,
                    color="B02418" if nama.startswith("label") else None,
                ),
                "alignment": Alignment(horizontal=rata, vertical="center", wrap_text=lipat),
                "border": garis if tepi else Border(),
                "fill": PatternFill("solid", fgColor=isi) if isi else PatternFill(),
                "number_format": bentuk,
            }
        for (baris, kolom), (nilai, nama) in sorted(lembar.sel.items()):
            sel = ws.cell(baris, kolom, nilai)
            for sifat, bentuk in gaya[nama].items():
                if sifat != "number_format" or not isinstance(nilai, str):
                    setattr(sel, sifat, bentuk)
            if isinstance(nilai, float) and nama.startswith("uang") and nilai % 1:
                sel.number_format = "#,##0.00"
        for r1, k1, r2, k2 in lembar.gabungan:
            ws.merge_cells(start_row=r1, start_column=k1, end_row=r2, end_column=k2)
        for kolom, lebar in lembar.lebar.items():
            ws.column_dimensions[chr(64 + kolom)].width = lebar
        for baris, tinggi in tinggi_baris(lembar, GAYA).items():
            ws.row_dimensions[baris].height = tinggi
        for baris in lembar.baris_tersembunyi:
            ws.row_dimensions[baris].hidden = True
        ws.page_setup.orientation = "landscape" if lembar.mendatar else "portrait"
        ws.page_setup.paperSize = 9
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        ws.sheet_properties.pageSetUpPr.fitToPage = True
    wadah = io.BytesIO()
    berkas.save(wadah)
    return kemas_ulang(wadah.getvalue())


def kemas_ulang(isi: bytes) -> bytes:
    """The same zip with fixed times and without the time of saving in docProps/core.xml."""
    import re

    hasil = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as lama,
        zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as baru,
    ):
        for nama in lama.namelist():
            data = lama.read(nama)
            if nama == "docProps/core.xml":
                tetap = SAAT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + tetap, data)
            info = zipfile.ZipInfo(nama, SAAT_ZIP)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            baru.writestr(info, data)
    return hasil.getvalue()


def _xls(buku: BukuTulis) -> bytes:
    import xlwt

    berkas = xlwt.Workbook(encoding="utf-8")
    for lembar in buku.lembar:
        ws = berkas.add_sheet(lembar.nama)
        gaya = _gaya_xls(lembar)
        gabungan = {(r1, k1): (r2, k2) for r1, k1, r2, k2 in lembar.gabungan}
        tertutup = {
            (r, k) for r1, k1, r2, k2 in lembar.gabungan for r in range(r1, r2 + 1) for k in range(k1, k2 + 1)
        }
        for (baris, kolom), (nilai, nama) in sorted(lembar.sel.items()):
            bentuk = gaya[nama, isinstance(nilai, str)]
            if (baris, kolom) in gabungan:
                akhir = gabungan[baris, kolom]
                ws.write_merge(baris - 1, akhir[0] - 1, kolom - 1, akhir[1] - 1, nilai, bentuk)
            elif (baris, kolom) not in tertutup:
                ws.write(baris - 1, kolom - 1, nilai, bentuk)
        for kolom, lebar in lembar.lebar.items():
            ws.col(kolom - 1).width = int(lebar * 256)
        for baris, tinggi in tinggi_baris(lembar, GAYA).items():
            ws.row(baris - 1).height_mismatch, ws.row(baris - 1).height = True, int(tinggi * 20)
        for baris in lembar.baris_tersembunyi:
            ws.row(baris - 1).hidden = True
        ws.portrait = not lembar.mendatar
        ws.paper_size_code, ws.fit_num_pages, ws.fit_width_to_pages, ws.fit_height_to_pages = 9, 1, 1, 0
    wadah = io.BytesIO()
    berkas.save(wadah)
    return wadah.getvalue()


def _gaya_xls(lembar: LembarTulis) -> dict:
    import xlwt

    hasil = {}
    for nama, (tebal, miring, ukuran, rata, lipat, tepi, isi, bentuk) in GAYA.items():
        pernyataan = (
            f"font: name {lembar.huruf}, height {ukuran * 20}, bold {tebal}, italic {miring}"
            f"{', color dark_red' if nama.startswith('label') else ''};"
            f"align: horiz {rata}, vert center, wrap {lipat};"
            f"{'borders: left thin, right thin, top thin, bottom thin;' if tepi else ''}"
            f"{'pattern: pattern solid, fore_color gray25;' if isi else ''}"
        )
        for teks in (False, True):
            hasil[nama, teks] = xlwt.easyxf(pernyataan, num_format_str="General" if teks else bentuk)
    return hasil
