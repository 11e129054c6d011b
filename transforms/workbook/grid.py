"""The one grid every file format is brought to before anything is interpreted.

A `Buku` holds `Lembar` (sheets; for a Word document one per table), a `Lembar` holds its non-empty `Sel`
by true 1-based position. Pure data: this module knows nothing of files or tables, so both the cell reader
(which makes grids) and the table finder (which reads them) depend on it and not on each other.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from transforms.values.memo import memo

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

    _indeks: Indeks | None = field(default=None, repr=False, compare=False)

    def indeks(self) -> Indeks:
        """The sheet prepared for looking around, once: after that its cells must not change."""
        if self._indeks is None or self._indeks.lembar is not self:
            self._indeks = Indeks(self)
        return self._indeks

    def forget(self) -> None:
        """Let go of what `indeks` made: the two refer to each other, and would wait for the garbage collector."""
        self._indeks = None

    def alamat(self, baris: int, kolom: int) -> str:
        """The address people see: 'D17', or 'tabel 5 baris 12 kolom 3' in a Word document."""
        if self.nomor_tabel is None:
            return f"{_LETTERS[kolom] if kolom < _MANY else column_letters(kolom)}{baris}"
        return f"tabel {self.nomor_tabel} baris {baris} kolom {kolom}"

    def tempat(self, alamat: str) -> str:
        """An address of this sheet as seen from another one: 'Lembar 2!D17'; that of a Word table says its table."""
        return alamat if self.nomor_tabel is not None else f"{self.nama}!{alamat}"


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
_MANY = len(_LETTERS)


HAMPA, TANDA, KATA = 0, 1, 2
"""A text of white space alone, of figures and signs, or with letters."""


@memo
def _look(teks: str) -> int:
    if teks.lower() != teks.upper():
        return KATA
    return TANDA if teks and not teks.isspace() else HAMPA


class Indeks:
    """A sheet prepared for looking around: its rows in order, its merged ranges by cell.

    Cells that hold nothing but white space are left out. A merged range is clamped to the used part of the
    sheet, and a sheet with absurdly many merged cells is indexed only up to a limit, so that no file can
    make this slow.
    """

    __slots__ = ("baris", "gabung", "kata", "kolom_akhir", "lembar", "nomor_baris")

    BATAS_GABUNGAN = 200_000

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        rows: dict[int, dict[int, Sel]] = {}
        words: list[tuple[int, int, str]] = []
        last = before = now = 0
        in_order = True
        row: dict[int, Sel] = {}
        for (baris, kolom), sel in lembar.sel.items():
            nilai = sel.nilai
            if nilai.__class__ is str:
                rupa = _look(nilai)
                if rupa == KATA:
                    words.append((baris, kolom, nilai))
                elif rupa == HAMPA and sel.jenis == "teks":
                    continue
            elif nilai is None and sel.jenis != "rumus_kosong":
                continue
            if baris != before:
                in_order = in_order and baris > before
                before = baris
                row = rows.setdefault(baris, {})
            elif kolom < now:
                in_order = False
            row[kolom] = sel
            now = kolom
            if kolom > last:
                last = kolom
        if not in_order:
            rows = {b: dict(sorted(rows[b].items())) for b in sorted(rows)}
            words.sort()
        self.baris = rows
        self.nomor_baris = list(rows)
        self.kata = words
        """(row, column, text) of every text with letters, in reading order: what can be a header, a title or a name"""
        self.kolom_akhir = last
        self.gabung = self._index_merges(lembar.gabungan)

    def _index_merges(self, ranges: list[tuple[int, int, int, int]]) -> dict:
        """(baris, kolom) → merged range it lies in, for every cell of every merged range."""
        index: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        if not self.nomor_baris:
            return index
        last_row, last_column = self.nomor_baris[-1], self.kolom_akhir
        budget = self.BATAS_GABUNGAN
        for b1, k1, b2, k2 in ranges:
            # A header merged over columns that stay empty still counts: allow some room to the right.
            b2, k2 = min(b2, last_row), min(k2, last_column + 20)
            area = (b2 - b1 + 1) * (k2 - k1 + 1)
            if b1 < 1 or k1 < 1 or b2 < b1 or k2 < k1 or area < 2 or area > budget:
                continue
            budget -= area
            item = (b1, k1, b2, k2)
            for b in range(b1, b2 + 1):
                for k in range(k1, k2 + 1):
                    index[(b, k)] = item
        return index

    def at(self, baris: int, kolom: int) -> Sel | None:
        """The cell at this very position, or None."""
        row = self.baris.get(baris)
        return row.get(kolom) if row is not None else None

    def label_at(self, baris: int, kolom: int) -> tuple[Sel | None, int, int]:
        """The cell at a position, seen through merged ranges: (cell or None, its row, its column)."""
        sel = self.at(baris, kolom)
        if sel is None and self.gabung:
            merged = self.gabung.get((baris, kolom))
            if merged is not None:
                return self.at(merged[0], merged[1]), merged[0], merged[1]
        return sel, baris, kolom
