"""Finds header blocks: where a table begins on a sheet, over which columns, and what stands above each.

A header block starts at a row with at least two header words. It grows down over sub-headers (units, years,
merged cells) and the numbering row, and up over group titles. The same block again in the middle of a table
(a page break) is simply another block of the same table.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice

from transforms.workbook.grid import Indeks, Sel
from transforms.workbook.header_shape import Kepala, cell_text, grow, span
from transforms.workbook.headers import Kamus

CELAH_MAKS = 3
"""Headers further apart than two untitled columns are not one table."""


def find_blocks(indeks: Indeks, kamus: Kamus) -> tuple[list[Kepala], int]:
    """All header blocks of a sheet in reading order, each with the last row its table can reach.

    Second: the first row of any header on the sheet, also of a table that is none of ours; below the last row
    when there is none. Rows above it can belong to a table of the sheet before.
    """
    blocks: list[Kepala] = []
    busy_until: list[tuple[int, int, int]] = []  # header rows already used: last row, first and last column
    foreign: list[tuple[int, int, int]] = []  # headers of tables that are none of ours: row, columns
    found: dict[int, list[int]] = {}
    for baris, kolom, teks in indeks.kata:
        if kamus.hit[teks]:
            found.setdefault(baris, []).append(kolom)
    for baris, hits in found.items():
        cells = indeks.baris[baris]
        busy_until = [u for u in busy_until if u[0] >= baris]
        if busy_until:
            cells = {k: s for k, s in cells.items() if not any(k1 <= k <= k2 for _, k1, k2 in busy_until)}
            hits = [k for k in hits if k in cells]
        if not hits or (len(hits) == 1 and not _opens_a_row(cells[hits[0]], kamus)):
            continue
        for kolom1, kolom2, words in _segments(indeks, baris, cells, hits, kamus):
            if words >= 2:
                kepala = grow(indeks, baris, kolom1, kolom2, kamus)
                busy_until.append((kepala.baris2, kepala.kolom1, kepala.kolom2))
                blocks.append(kepala)
            elif kolom2 > kolom1 and _opens_a_row(cells.get(kolom1), kamus):
                foreign.append((baris, kolom1, kolom2))
    last = indeks.nomor_baris[-1] if indeks.nomor_baris else 0
    starts = sorted([(k.baris1, k.kolom1, k.kolom2) for k in blocks] + foreign)
    for kepala in blocks:
        below = islice(starts, bisect_right(starts, (kepala.baris2, 0, 0)), None)
        first = next((b for b, k1, k2 in below if b > kepala.baris2 and _overlap(kepala, k1, k2)), last + 1)
        kepala.baris_akhir = first - 1
    return blocks, starts[0][0] if starts else last + 1


def _overlap(kepala: Kepala, kolom1: int, kolom2: int) -> bool:
    return kolom1 <= kepala.kolom2 and kolom2 >= kepala.kolom1


def _opens_a_row(sel: Sel | None, kamus: Kamus) -> bool:
    """True for 'No.' and 'Kode': alone they still say that a header row stands here, of whatever table."""
    tajuk = kamus.parse(cell_text(sel)) if sel is not None else None
    return tajuk is not None and kamus.anggaran.get(tajuk.inti) in ("nomor", "kode")


def _segments(
    indeks: Indeks, baris: int, cells: dict[int, Sel], hits: list[int], kamus: Kamus
) -> list[tuple[int, int, int]]:
    """(first column, last column, header words) of the headers on a row: several when tables stand side by side.

    Neighbouring cells make a run. Runs without a header word are not headers. Runs are one table unless they
    repeat each other's columns, are complete each for itself, begin with a 'No.' or 'Kode' of their own, or follow
    one that is none of ours.
    """
    runs: list[list[int]] = []
    for kolom in cells:
        k1, k2 = span(indeks, baris, kolom)
        if runs and k1 <= runs[-1][1] + 1:
            runs[-1][1] = max(runs[-1][1], k2)
        else:
            runs.append([k1, k2])
    runs = [r for r in runs if any(r[0] <= k <= r[1] for k in hits)]
    merged: list[tuple[int, int, set[str]]] = []
    for k1, k2 in runs:
        inside = [k for k in hits if k1 <= k <= k2]
        if len(inside) == 1 and len(runs) > 1 and _is_title(cells, k1, k2, kamus):
            continue
        words = {kamus.parse(cells[k].nilai).inti for k in inside}
        opens = inside[0] == k1 and _opens_a_row(cells.get(k1), kamus)
        apart = bool(merged) and (opens or k1 > merged[-1][1] + CELAH_MAKS or bool(merged[-1][2] & words))
        if merged and not apart and _stands_alone(indeks, baris, k1, k2, kamus):
            left1, left2, left_words = merged[-1]
            foreign = len(left_words) == 1 and left2 > left1 and _opens_a_row(cells.get(left1), kamus)
            apart = foreign or _stands_alone(indeks, baris, left1, left2, kamus)
        if merged and not apart:
            merged[-1] = (merged[-1][0], k2, merged[-1][2] | words)
        else:
            merged.append((k1, k2, words))
    return [(k1, k2, len(words)) for k1, k2, words in merged]


def _is_title(cells: dict[int, Sel], kolom1: int, kolom2: int, kamus: Kamus) -> bool:
    """True for a lone text that names a whole period ('Realisasi Anggaran Triwulan II Tahun 2023')."""
    inside = [s for k, s in cells.items() if kolom1 <= k <= kolom2]
    tajuk = kamus.parse(cell_text(inside[0])) if len(inside) == 1 else None
    return tajuk is not None and tajuk.tahun is not None and tajuk.triwulan is not None


def _stands_alone(indeks: Indeks, baris: int, kolom1: int, kolom2: int, kamus: Kamus) -> bool:
    """True when the headers over these columns make a table by themselves, sub-headers included."""
    kepala = grow(indeks, baris, kolom1, kolom2, kamus)
    tajuk = [kamus.parse(" ".join(path[i:])) for path in kepala.judul.values() for i in range(len(path))]
    words = {t.inti for t in tajuk if t is not None}
    money = {kamus.anggaran.get(w) for w in words}
    measure = {kamus.kinerja.get(w) for w in words}
    return ("plafon" in money and not money.isdisjoint(("uraian", "kode"))) or (
        "indikator" in measure and not measure.isdisjoint(("target", "realisasi", "capaian"))
    )
