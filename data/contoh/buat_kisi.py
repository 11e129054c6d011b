"""Sheets of cells to write, and a pen that writes blocks below each other; independent of the file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from data.contoh.buat_tata_letak import TataLetak

LEBAR_HURUF = {"Times New Roman": 0.88, "Arial Narrow": 0.8, "Calibri": 0.92}


@dataclass
class LembarTulis:
    """A sheet to write: (baris, kolom) → (content, style name)."""

    nama: str
    sel: dict[tuple[int, int], tuple[object, str]] = field(default_factory=dict)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    lebar: dict[int, float] = field(default_factory=dict)
    baris_tersembunyi: set[int] = field(default_factory=set)
    mendatar: bool = False
    huruf: str = "Calibri"


@dataclass
class BukuTulis:
    """A workbook to write, and where each value went: (table, row key, column) → (sheet, address)."""

    lembar: list[LembarTulis] = field(default_factory=list)
    alamat: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)


def tinggi_baris(lembar: LembarTulis, gaya: dict[str, tuple]) -> dict[int, float]:
    """Row → height in points that its wrapped text needs, for rows that need more than one line."""
    hasil: dict[int, float] = {}
    for (baris, kolom), (isi, nama) in lembar.sel.items():
        tebal, _, ukuran, _, lipat, *_ = gaya[nama]
        if lipat and isinstance(isi, str):
            lebar_huruf = LEBAR_HURUF.get(lembar.huruf, 1.0) * ukuran / 10.5
            lebar_huruf *= (1.2 if isi.isupper() else 1.0) * (1.06 if tebal else 1.0)
            jumlah = ceil(len(isi) * lebar_huruf / (lembar.lebar.get(kolom, 9) - 1))
            if jumlah > 1:
                hasil[baris] = max(hasil.get(baris, 0), jumlah * ukuran * 1.28 + 3)
    return hasil


def alamat_sel(baris: int, kolom: int) -> str:
    """(17, 4) → 'D17'; the tables here stay within column Z."""
    return f"{chr(64 + kolom)}{baris}"


class Pena:
    """Writes blocks below each other on one sheet, moved by the layout's offset."""

    def __init__(self, buku: BukuTulis, nama: str, letak: TataLetak, lebar: tuple = ()) -> None:
        self.buku, self.letak, self.lembar = buku, letak, LembarTulis(nama, huruf=letak.huruf)
        buku.lembar.append(self.lembar)
        self.baris, self.kiri = 1 + letak.geser[0], letak.geser[1]
        self.lembar.lebar = dict(enumerate(lebar, 1))
        self.lebar_tetap = bool(lebar)

    def tulis(self, kolom: int, isi: object, gaya: str, kunci: tuple[str, str, str] | None = None) -> None:
        """Write into the current row; `kunci` records the address, also of a cell left empty."""
        if isi is not None or gaya not in ("polos", "judul"):
            self.lembar.sel[self.baris, self.kiri + kolom] = (isi, gaya)
        if kunci:
            self.buku.alamat[kunci] = (self.lembar.nama, alamat_sel(self.baris, self.kiri + kolom))

    def gabung(self, r1: int, k1: int, r2: int, k2: int) -> None:
        """Merge cells; columns are relative to the offset."""
        self.lembar.gabungan.append((r1, self.kiri + k1, r2, self.kiri + k2))

    def lebar(self, *lebar: float) -> None:
        """Column widths in characters; the widest wish wins."""
        for kolom, nilai in enumerate(() if self.lebar_tetap else lebar, self.kiri + 1):
            self.lembar.lebar[kolom] = max(nilai, self.lembar.lebar.get(kolom, 0))

    def judul(self, *teks: str, gaya: str = "judul", kolom: int = 1) -> None:
        """Title lines, one per row."""
        for isi in teks:
            self.tulis(kolom, isi, gaya)
            self.baris += 1
