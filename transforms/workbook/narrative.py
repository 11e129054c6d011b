"""Text outside the tables: the sections of the analysis, and words left over from another report."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.values.memo import memo
from transforms.values.names import find_kecamatan
from transforms.values.periods import BULAN, bulan_triwulan, rentang_bertentangan
from transforms.workbook.cell_values import Catatan, clean_text, line_text
from transforms.workbook.grid import Buku, Indeks
from transforms.workbook.identity import Identitas
from transforms.workbook.rows_money import is_closing
from transforms.workbook.titles import NASKAH, Halaman

if TYPE_CHECKING:
    from transforms.referensi import Referensi

BAGIAN = (
    ("tindak_lanjut", re.compile(r"tindak lanjut|rekomendasi|rencana aksi|solusi|upaya perbaikan")),
    ("faktor_pendorong", re.compile(r"faktor[\w\s]{0,20}(?:pendorong|pendukung|keberhasilan)|pendorong keb")),
    ("faktor_penghambat", re.compile(r"faktor[\w\s]{0,20}kegagalan|penghambat|hambatan|kendala")),
    ("permasalahan", re.compile(r"permasalahan|isu strategis|strategic issue")),
)
PANJANG_JUDUL = 90
_BAB = re.compile(
    r"\s*(?:bab\s+[ivx]+\b|[a-z]\s*[.)]|[ivx]{1,4}\s*[.)]|lampiran\b|tabel\s+\d|kata pengantar|penutup)",
    re.IGNORECASE,
)
TEMUAN_TEKS_MAKS = 200
"""More left-over words than this in one file say nothing more."""
_BULAN_ADA = re.compile(r"januari|april|juli|oktober|maret|juni|september|desember", re.IGNORECASE)


def read_narrative(buku: Buku, halaman: list[Halaman], tabel: set[tuple[int, int]]) -> list[dict]:
    """narasi rows: the texts under headings such as 'Permasalahan' or 'Tindak Lanjut'.

    `tabel`: (id of the sheet's index, row) of rows that belong to tables; these are never narrative.
    A section ends at the next heading, at a table, or at a signature.
    """
    rows: list[dict] = []
    lines = [(NASKAH, 0, tempat, teks) for tempat, teks in buku.teks]
    _sections(rows, lines)
    for page in halaman:
        indeks = page.indeks
        if any(heading_section(teks) and (id(indeks), baris) not in tabel for baris, _, teks in indeks.kata):
            _sections(rows, _sheet_lines(indeks, tabel))
    return rows


def _sheet_lines(indeks: Indeks, tabel: set[tuple[int, int]]) -> list[tuple[str, int, str, str]]:
    """(sheet, row, address, text) of each row that is not in a table: its longest text."""
    lembar = indeks.lembar
    lines = []
    for baris in indeks.nomor_baris:
        if (id(indeks), baris) in tabel:
            lines.append((lembar.nama, baris, "", ""))
            continue
        texts = [(k, s.nilai) for k, s in indeks.baris[baris].items() if s.nilai.__class__ is str and s.jenis == "teks"]
        if texts:
            kolom, text = max(texts, key=lambda t: len(t[1]))
            lines.append((lembar.nama, baris, lembar.alamat(baris, kolom), text))
    return lines


def _sections(rows: list[dict], lines: list[tuple[str, int, str, str]]) -> None:
    current: str | None = None
    for lembar, baris, sel, teks in lines:
        if not teks or is_closing(teks):
            current = None
            continue
        heading = heading_section(teks)
        if heading is not None:
            current = heading or None
            continue
        if current is None:
            continue
        kept = "\n".join(line_text(t) for t in clean_text(teks).splitlines() if t.strip())
        if kept:
            row = {"urutan": len(rows) + 1, "lembar": lembar, "baris": baris, "sel": sel}
            rows.append(row | {"bagian": current, "teks": kept})


@memo
def heading_section(teks: str) -> str | None:
    """Section that a heading opens: its name, '' for another heading, None when it is no heading."""
    short = teks.strip()
    if len(short) > PANJANG_JUDUL or (short.endswith((";", ".")) and not _BAB.match(short)):
        return None
    words = short.rstrip(" :").casefold()
    numbered = _BAB.match(short) is not None
    for name, pattern in BAGIAN:
        m = pattern.search(words)
        if m and (numbered or m.start() <= 25) and len(words) <= 60:
            return name
    return "" if numbered or (short.isupper() and len(short) > 6) else None


def note_body_texts(catatan: Catatan, identitas: Identitas, buku: Buku, halaman: list[Halaman]) -> None:
    """NAMA_KECAMATAN_LAIN and PERIODE_BERTENTANGAN in texts that are not titles, one per cell and kind."""
    first = len(catatan.temuan)
    for tempat, teks in buku.teks:
        _note_text(catatan, identitas, NASKAH, tempat, teks)
    for page in halaman:
        lembar = page.indeks.lembar
        for baris, kolom, teks in page.indeks.kata:
            if len(teks) > 11 and _speaks(teks):
                _note_text(catatan, identitas, lembar.nama, lembar.alamat(baris, kolom), teks)
                if len(catatan.temuan) > first + TEMUAN_TEKS_MAKS:
                    return


@memo
def _speaks(teks: str) -> bool:
    """A cheap first look: could this text name a kecamatan, or a range of months?"""
    lower = teks.lower()
    if "camat" in lower or "kec." in lower:
        return True
    joined = "-" in lower or "–" in lower or "s.d" in lower or "s/d" in lower or "sampai" in lower or "hingga" in lower
    return joined and _BULAN_ADA.search(lower) is not None


@memo
def _names_month(teks: str) -> bool:
    return _BULAN_ADA.search(teks) is not None


_other_months = lru_cache(maxsize=4096)(rentang_bertentangan)


@lru_cache(maxsize=4096)
def _named(teks: str, ref: Referensi) -> list[tuple[str, str]]:
    return find_kecamatan(teks, ref)


def _note_text(catatan: Catatan, identitas: Identitas, lembar: str, sel: str, teks: str) -> None:
    own = identitas.kode_kecamatan
    if own is not None and (lembar, sel) not in identitas.judul:
        seen = set()
        for kode, kata in _named(line_text(teks), catatan.ref):
            if kode != own and kode not in seen:
                seen.add(kode)
                catatan.add(
                    "NAMA_KECAMATAN_LAIN", lembar, sel, "teks", kata, kata,
                    f"Kecamatan {identitas.kecamatan}",
                    sebab="Mungkin sisa salin-tempel.",
                )  # fmt: skip
    if identitas.triwulan is not None and _names_month(teks):
        words = _other_months(line_text(teks), identitas.triwulan)
        if words:
            awal, _, akhir = bulan_triwulan(identitas.triwulan)
            catatan.add(
                "PERIODE_BERTENTANGAN", lembar, sel, "teks", words, words,
                f"{BULAN[awal]} s.d. {BULAN[akhir]}",
            )  # fmt: skip
