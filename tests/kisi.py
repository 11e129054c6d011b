"""Small grids typed as text, for tests of the reader."""

from __future__ import annotations

from transforms.referensi import load_referensi
from transforms.settings import REFERENSI
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.normalize import normalize

REF = load_referensi(REFERENSI)
NAMA = "LKj TW II 2023 Kec. Rowokangkung.xlsx"
SAMPUL = "LAPORAN KINERJA (LKj)\nTRIWULAN II\nKECAMATAN ROWOKANGKUNG\nTAHUN 2023"
ANGGARAN = """
Kode | Program/Kegiatan | Pagu | Realisasi | Sisa | Ket.
7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | 6.480.000 | 1.000.000 | 5.480.000 | DAU
7.01.01.2.01 | Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah|6.480.000|1.000.000 | 5.480.000 | DAU
"""
"""A budget table that reads without a finding."""


def sheet(isi: str, nama: str = "Lembar", kolom: int = 1, **sifat) -> Lembar:
    """A sheet from lines with cells between '|'; '_' and '' are blank, a leading '=' makes a number."""
    lembar = Lembar(nama, **sifat)
    for baris, teks in enumerate(isi.strip("\n").splitlines(), 1):
        for k, sel in enumerate(teks.split("|"), kolom):
            sel = sel.strip()
            if sel.startswith("="):
                lembar.sel[baris, k] = Sel(float(sel[1:]) if "." in sel else int(sel[1:]), "angka")
            elif sel not in ("", "_"):
                lembar.sel[baris, k] = Sel(sel)
    return lembar


def cover(isi: str = SAMPUL) -> Lembar:
    """The cover sheet."""
    return sheet(isi, "Sampul", 2)


def book(*lembar: Lembar | str, teks=()) -> Buku:
    """A workbook; texts become sheets with a cover before them."""
    sheets = [sheet(x, f"Lembar {i}") if isinstance(x, str) else x for i, x in enumerate(lembar, 1)]
    if not any(x.nama == "Sampul" for x in sheets) and not teks:
        sheets.insert(0, cover())
    return Buku("xlsx", sheets, list(teks))


def read(*lembar: Lembar | str, nama: str = NAMA, teks=()) -> dict:
    """The read result of such a workbook."""
    return normalize(book(*lembar, teks=teks), nama, REF)


def codes(hasil: dict) -> list[tuple]:
    """(kode_temuan, sheet, address) of the findings."""
    return [(t["kode_temuan"], t["lembar"], t["sel"]) for t in hasil["temuan"]]


def rows(hasil: dict, tabel: str, *kolom: str) -> list[tuple]:
    """Some columns of a table."""
    return [tuple(r[k] for k in kolom) for r in hasil["tabel"][tabel]]
