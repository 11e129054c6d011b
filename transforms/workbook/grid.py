"""The one grid every file format is brought to before anything is interpreted.

A `Buku` holds `Lembar` (sheets; for a Word document one per table), a `Lembar` holds its non-empty `Sel`
by true 1-based position. Pure data: this module imports nothing of ours, so both the cell reader (which
makes grids) and the table finder (which reads them) depend on it and not on each other.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

Nilai = str | int | float | bool | datetime.date | datetime.datetime | None


@dataclass(slots=True)
class Sel:
    """One cell that is not empty, or one that only looks empty (a formula never calculated)."""

    nilai: Nilai
    jenis: str = "teks"
    """'teks' 'angka' 'logika' 'tanggal' 'galat' (nilai holds '#REF!' …) 'rumus_kosong' (never calculated)"""
    persen: bool = False
    """Numeric cell with a percent format: 0.9 means 90 %."""
    rumus_luar: bool = False
    """The formula refers to another workbook: the value is a cached copy that may be stale."""


@dataclass
class Lembar:
    """One sheet, or one table of a Word document."""

    nama: str
    sel: dict[tuple[int, int], Sel] = field(default_factory=dict)
    """(baris, kolom) → Sel; 1-based, the true position in the file."""
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged ranges (baris1, kolom1, baris2, kolom2), 1-based, inclusive."""
    tersembunyi: bool = False
    """The sheet is hidden or very hidden."""
    baris_tersembunyi: frozenset[int] = frozenset()
    kolom_tersembunyi: frozenset[int] = frozenset()
    nomor_tabel: int | None = None
    """Word documents: the number of the table in the document, from 1."""

    def alamat(self, baris: int, kolom: int) -> str:
        """The address people see: 'D17', or 'tabel 5 baris 12 kolom 3' in a Word document."""
        if self.nomor_tabel is not None:
            return f"tabel {self.nomor_tabel} baris {baris} kolom {kolom}"
        return f"{column_letters(kolom)}{baris}"


@dataclass
class Buku:
    """One workbook as read: its sheets in order, and what the cell reader noticed."""

    jenis: str = "xlsx"
    """'xlsx' 'xls' 'xlsb' 'ods' 'docx'"""
    lembar: list[Lembar] = field(default_factory=list)
    teks: list[tuple[str, str]] = field(default_factory=list)
    """Word documents: (place, text) of each paragraph outside tables, e.g. ('paragraf 12', 'TRIWULAN II')."""
    temuan: list[dict] = field(default_factory=list)


_LETTERS: list[str] = [""]


def column_letters(kolom: int) -> str:
    """Column number (1-based) → letters as in a spreadsheet: 1 → 'A', 27 → 'AA'."""
    if kolom < len(_LETTERS):
        return _LETTERS[kolom]
    letters, rest = "", kolom
    while rest > 0:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


_LETTERS.extend(column_letters(i) for i in range(1, 257))
