"""Title texts: the cover, an Identitas sheet, and what stands above each table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from transforms.values.memo import memo
from transforms.workbook.cell_values import line_text, raw_text
from transforms.workbook.grid import Buku, Indeks
from transforms.workbook.header_shape import Kepala, cell_text

NASKAH = "Naskah"
"""Stands for the sheet name of a Word document's paragraphs."""

BARIS_SAMPUL = 25
BARIS_JUDUL = 8
PANJANG_JUDUL = 120
PARAGRAF_SAMPUL = 12
_LABEL = {
    "kecamatan": "kecamatan", "nama kecamatan": "kecamatan", "kode kecamatan": "kecamatan",
    "triwulan": "triwulan", "periode": "periode", "triwulan ke": "triwulan",
    "tahun": "tahun", "tahun anggaran": "tahun", "tahun laporan": "tahun",
    "tanggal laporan": "tanggal", "tanggal": "tanggal", "tempat tanggal": "tanggal",
}  # fmt: skip


@dataclass(slots=True)
class Sebutan:
    """One mention of the identity: what it says, and where."""

    nilai: str | int
    lembar: str
    sel: str
    teks: str
    tempat: str
    """'identitas', 'sampul' or 'judul' (title above a table)"""
    kepala: Kepala | None = None
    """the header block below, for a title above a table"""

    def says(self, nilai: str | int, teks: str | None = None) -> Sebutan:
        """What this text, or the words `teks` of it, says of the identity."""
        return Sebutan(nilai, self.lembar, self.sel, teks or self.teks, self.tempat, self.kepala)

    @property
    def di(self) -> str:
        """Where it stands, in words: 'Lembar Sampul sel B3', or the bare address in a Word document."""
        return self.sel if " " in self.sel else f"Lembar {self.lembar} sel {self.sel}"


@dataclass(slots=True)
class Halaman:
    """One visible sheet with its header blocks."""

    indeks: Indeks
    kepala: list[Kepala]
    baris_kepala: int
    """first row of any header, below the last row when there is none"""


def title_texts(buku: Buku, halaman: list[Halaman]) -> list[tuple[Sebutan, str]]:
    """(title text with its place, text to its right) of cover, Identitas sheet and titles above tables."""
    found: list[tuple[Sebutan, str]] = []
    for tempat, teks in buku.teks[:PARAGRAF_SAMPUL]:
        if "kata pengantar" in teks.casefold():
            break
        lines = [line_text(line) for line in teks.splitlines() if len(line) <= PANJANG_JUDUL]
        found += [(Sebutan("", NASKAH, tempat, line, "sampul"), "") for line in lines]
    cover_open = not found
    for page in halaman:
        indeks = page.indeks
        if not indeks.nomor_baris:
            continue
        first = min((k.baris1 for k in page.kepala), default=None)
        is_cover = cover_open or "identitas" in indeks.lembar.nama.casefold() or _has_identity_label(indeks)
        cover_open = False
        if is_cover:
            rows = indeks.nomor_baris[:BARIS_SAMPUL]
            found += _row_texts(indeks, [r for r in rows if first is None or r < first], "sampul", None)
        for kepala in page.kepala:
            if kepala.baris1 != first or not is_cover:
                found += _row_texts(indeks, title_rows(indeks, kepala, page.kepala), "judul", kepala)
    return _unique(found)


def _unique(found: list[tuple[Sebutan, str]]) -> list[tuple[Sebutan, str]]:
    seen: set[tuple] = set()
    return [f for f in found if (key := (f[0].lembar, f[0].sel, f[0].teks)) not in seen and not seen.add(key)]


def _has_identity_label(indeks: Indeks) -> bool:
    """True when the first rows carry labels such as 'Kecamatan' and 'Triwulan'."""
    labels = set()
    last = indeks.nomor_baris[:BARIS_JUDUL][-1]
    for baris, _, teks in indeks.kata:
        if baris > last:
            break
        if len(teks) < 30:
            labels.add(label_of(teks))
    return len(labels - {None}) >= 2


def title_rows(indeks: Indeks, kepala: Kepala, blocks: list[Kepala]) -> list[int]:
    """Rows of titles above a table: up to the table before it, rows that hold no more than two texts."""
    ends = [k.baris2 for k in blocks if k.baris2 < kepala.baris1]
    lowest = max([*ends, kepala.baris1 - BARIS_JUDUL - 1, 0])
    rows = []
    numbers = indeks.nomor_baris
    between = numbers[bisect_right(numbers, lowest) : bisect_left(numbers, kepala.baris1)]
    for baris in reversed(between):
        if len(indeks.baris[baris]) > 2:
            break
        rows.append(baris)
    return rows[::-1]


def _row_texts(indeks: Indeks, rows: list[int], tempat: str, kepala: Kepala | None) -> list[tuple[Sebutan, str]]:
    """Short texts of some rows, each with what stands to its right; for a table those over its columns."""
    lembar = indeks.lembar
    kolom1, kolom2 = (kepala.kolom1 - 3, kepala.kolom2 + 1) if kepala else (1, indeks.kolom_akhir)
    found = []
    for baris in rows:
        cells = list(indeks.baris[baris].items())
        for i, (kolom, sel) in enumerate(cells):
            text = cell_text(sel)
            if not text or len(text) > PANJANG_JUDUL or not kolom1 <= kolom <= kolom2:
                continue
            beside = next((t for _, s in cells[i + 1 :] if (t := (raw_text(s) or "").strip()) not in ("", ":")), "")
            title = Sebutan("", lembar.nama, lembar.alamat(baris, kolom), line_text(text), tempat, kepala)
            found.append((title, line_text(beside)))
    return found


@memo
def label_of(teks: str) -> str | None:
    """What a label such as 'Nama Kecamatan :' announces ('kecamatan', 'triwulan', 'tahun', …), or None."""
    return _LABEL.get(" ".join(re.findall(r"[a-z]+", teks.casefold())))
