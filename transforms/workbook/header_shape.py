"""The shape of a header block: how far it reaches down and up from its row of words, and what stands over a column.

It grows down over sub-headers (units, years, merged cells) and the numbering row, and up over group titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.values.memo import memo
from transforms.workbook.grid import Indeks, Sel
from transforms.workbook.headers import SUBKATA, Kamus, Tajuk

BARIS_TAJUK_MAKS = 4
PANJANG_NOMOR = 30
_NOMOR = re.compile(r"\(?\s*(\d{1,2}|[a-k])\s*\)?\s*(?:[=(:].*)?", re.ASCII)
_JUMLAH = frozenset(["jumlah", "total"])
"""Names a column only beside columns of triwulan; elsewhere it is the label of a total row."""
_RUMUS_NOMOR = re.compile(r"\(?\s*\d{1,2}\s*[-+=/x:]\s*[\d\s\-+=/x:()%]*\)?", re.ASCII)


@dataclass(slots=True)
class Kepala:
    """One header block. Rows and columns are 1-based and inclusive."""

    indeks: Indeks
    baris1: int
    baris2: int
    kolom1: int
    kolom2: int
    judul: dict[int, list[str]] = field(default_factory=dict)
    """column → header texts over it, top to bottom"""
    baris_akhir: int = 0
    """last row that can belong to this table: the row before the next block over the same columns"""

    @property
    def sel(self) -> str:
        """Address of the top-left cell of the header."""
        return self.indeks.lembar.alamat(self.baris1, self.kolom1)


def cell_text(sel: Sel) -> str:
    """Text of a cell as a header or a title would show it ('' for what can be neither)."""
    nilai = sel.nilai
    if nilai.__class__ is str:
        return nilai
    if sel.jenis == "angka" and nilai == nilai and abs(nilai) < 10_000 and int(nilai) == nilai:
        return str(int(nilai))
    return ""


def is_numbering(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> bool:
    """True for the row `1 2 3`, `(1) (2) (3)` or `1 2 3 4 5=3-4` below a header."""
    expected = 0
    count = 0
    for kolom, sel in indeks.baris.get(baris, {}).items():
        if not kolom1 <= kolom <= kolom2:
            continue
        number, formula = _column_number(cell_text(sel))
        if number is None or number > 40 or (number > 3 if not count else number <= expected and not formula):
            return False
        expected = max(expected, number)
        count += 1
    return count >= 2 and expected >= count


@memo
def _column_number(teks: str) -> tuple[int | None, bool]:
    """(number of a column, whether it is computed) as in '3', '(3)', 'c' or '5 = 3 - 4'; (None, False) else."""
    text = teks.strip().casefold()
    if len(text) > PANJANG_NOMOR:
        return None, False
    if m := _NOMOR.fullmatch(text):
        return int(m[1]) if m[1].isdigit() else ord(m[1]) - 96, False
    if _RUMUS_NOMOR.fullmatch(text):
        return int(re.search(r"\d+", text)[0]), True
    return None, False


def span(indeks: Indeks, baris: int, kolom: int) -> tuple[int, int]:
    """First and last column that the cell covers."""
    merged = indeks.gabung.get((baris, kolom)) if indeks.gabung else None
    return (merged[1], merged[3]) if merged else (kolom, kolom)


def grow(indeks: Indeks, baris: int, kolom1: int, kolom2: int, kamus: Kamus) -> Kepala:
    """The header block around the words on a row between two columns."""
    top, bottom = baris, baris
    lowest = baris + BARIS_TAJUK_MAKS - 1
    bottom = min(lowest, max(bottom, _merge_bottom(indeks, baris, kolom1, kolom2)))
    while bottom < lowest:
        following = bottom + 1
        width = _sub_header_width(indeks, baris, following, kolom1, kolom2, kamus)
        if width is None:
            break
        kolom2 = max(kolom2, width)
        bottom = min(lowest, max(following, _merge_bottom(indeks, following, kolom1, kolom2)))
    for _ in range(2):
        if not _is_group_row(indeks, top - 1, top, kolom1, kolom2, kamus):
            break
        top -= 1
    kepala = Kepala(indeks, top, bottom, kolom1, kolom2)
    kepala.judul = _texts(indeks, kepala, kamus)
    if is_numbering(indeks, bottom + 1, kolom1, kolom2):
        kepala.baris2 = bottom + 1
    return kepala


def _merge_bottom(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> int:
    """Last row of the merged cells that start in or cross this row."""
    if not indeks.gabung:
        return baris
    found = baris
    for kolom in range(kolom1, kolom2 + 1):
        merged = indeks.gabung.get((baris, kolom))
        if merged is not None and merged[2] > found:
            found = merged[2]
    return found


def _sub_header_width(indeks: Indeks, first: int, baris: int, kolom1: int, kolom2: int, kamus: Kamus) -> int | None:
    """Last column of the sub-header in this row, or None when the row is not one."""
    cells = indeks.baris.get(baris)
    if not cells or is_numbering(indeks, baris, kolom1, kolom2):
        return None
    inside = [k for k in cells if kolom1 <= k <= kolom2]
    if not inside:
        return None
    above = indeks.baris[first]
    words = {kolom: kamus.parse(cell_text(cells[kolom])) for kolom in inside}
    quarters = any(t is not None and t.triwulan and not t.inti for t in words.values())
    known = True
    for kolom, tajuk in words.items():
        if not (_is_sub_word(tajuk, kamus) or (quarters and tajuk is not None and tajuk.inti in _JUMLAH)):
            known = False
            break
        own = kamus.parse(cell_text(above[kolom])) if kolom in above else None
        if own is not None and own.inti and own.inti == tajuk.inti:
            return None  # the header again: another table, or the same one repeated
    if known:
        while kolom2 + 1 in cells and _is_sub_word(kamus.parse(cell_text(cells[kolom2 + 1])), kamus):
            kolom2 += 1
        return kolom2
    if len(inside) < 2:
        return None
    for kolom in inside:  # unknown words are sub-headers only under a merged group title
        k1, k2 = span(indeks, first, kolom)
        text = cell_text(cells[kolom])
        if k1 == k2 or len(text) > 30 or not text or any(c.isdigit() for c in text):
            return None
    return kolom2


def _is_sub_word(tajuk: Tajuk | None, kamus: Kamus) -> bool:
    return tajuk is not None and (tajuk.penunjuk_saja or tajuk.inti in kamus.semua or tajuk.inti in SUBKATA)


def _is_group_row(indeks: Indeks, baris: int, below: int, kolom1: int, kolom2: int, kamus: Kamus) -> bool:
    """True when the row above belongs to the header: group titles over part of it, or merged downwards.

    One cell over the whole width, or over the first column, is the title of the table and not part of it.
    """
    cells = indeks.baris.get(baris)
    if not cells:
        return False
    inside = [k for k in cells if kolom1 <= k <= kolom2]
    if not inside:
        return False
    if indeks.gabung:
        for kolom in inside:
            merged = indeks.gabung.get((baris, kolom))
            if merged and merged[0] == baris and merged[2] >= below and merged[2] <= baris + BARIS_TAJUK_MAKS:
                return True
    for kolom in inside:
        if not _is_sub_word(kamus.parse(cell_text(cells[kolom])), kamus):
            return False
    k1, k2 = span(indeks, baris, inside[0])
    return len(inside) > 1 or (k1 > kolom1 and k2 > k1)


def _texts(indeks: Indeks, kepala: Kepala, kamus: Kamus) -> dict[int, list[str]]:
    """column → header texts from top to bottom, through merged cells and unmerged group titles."""
    rows = range(kepala.baris1, kepala.baris2 + 1)
    result: dict[int, list[str]] = {}
    for kolom in range(kepala.kolom1, kepala.kolom2 + 1):
        path: list[str] = []
        for baris in rows:
            sel, b, _ = indeks.label_at(baris, kolom)
            if sel is not None and b >= kepala.baris1:
                text = cell_text(sel).strip()
                if text and (b == baris or not path):
                    path.append(text)
            elif sel is None and baris < kepala.baris2:
                group = _group_left(indeks, kepala, baris, kolom, kamus)
                if group:
                    path.append(group)
        result[kolom] = path
    return result


def _group_left(indeks: Indeks, kepala: Kepala, baris: int, kolom: int, kamus: Kamus) -> str:
    """Group title to the left of an empty header cell ('Realisasi' over 2021, 2022, 2023 without merging)."""
    if indeks.gabung.get((baris, kolom)):
        return ""
    lower = _lower_text(indeks, kepala, baris, kolom)
    if not lower:
        return ""
    tajuk = kamus.parse(lower)
    for left in range(kolom - 1, kepala.kolom1 - 1, -1):
        sel = indeks.at(baris, left)
        if sel is None:
            continue
        own = _lower_text(indeks, kepala, baris, left)
        if not own:
            return ""
        below = kamus.parse(own)
        same_unit = tajuk is not None and below is not None and tajuk.penunjuk_saja and tajuk == below
        return "" if same_unit else cell_text(sel).strip()
    return ""


def _lower_text(indeks: Indeks, kepala: Kepala, baris: int, kolom: int) -> str:
    for below in range(baris + 1, kepala.baris2 + 1):
        sel = indeks.at(below, kolom)
        if sel is not None:
            return cell_text(sel).strip()
    return ""
