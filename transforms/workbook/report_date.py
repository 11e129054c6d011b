"""When a report was signed, as the report itself says."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from transforms.values.names import match_kecamatan
from transforms.values.periods import parse_tanggal
from transforms.workbook.grid import Buku
from transforms.workbook.header_shape import cell_text
from transforms.workbook.titles import BARIS_JUDUL, PANJANG_JUDUL, Halaman

if TYPE_CHECKING:
    from transforms.referensi import Referensi

_TEMPAT_TANGGAL = re.compile(
    r"\s*([^\W\d_][^\d,]{2,39}),\s*(?:tanggal\s+|tgl\.?\s+)?(\d{1,2}\b.*\b20\d\d\b.*)", re.IGNORECASE
)


def report_date(
    ref: Referensi,
    kode_kecamatan: str | None,
    labelled: list[datetime.date],
    buku: Buku,
    halaman: list[Halaman],
) -> datetime.date | None:
    """The date of signing: an Identitas label, else '<kecamatan>, <date>', else any place and date.

    The newest of the best kind; dates on a sheet of the Perjanjian Kinerja are its own and never used.
    """
    if labelled:
        return max(labelled)
    found: list[tuple[int, datetime.date]] = []
    for _, teks in buku.teks:
        if len(teks) <= PANJANG_JUDUL:
            found += _place_date(ref, kode_kecamatan, teks)
    for page in halaman:
        texts = [t for _, _, t in page.indeks.kata if "20" in t and "," in t and len(t) <= PANJANG_JUDUL]
        dated = [d for t in texts for d in _place_date(ref, kode_kecamatan, t)]
        if dated and not _is_agreement_only(page):
            found += dated
    if not found:
        return None
    best = min(rank for rank, _ in found)
    return max(tanggal for rank, tanggal in found if rank == best)


def _is_agreement_only(page: Halaman) -> bool:
    """True for a sheet whose titles speak of the Perjanjian Kinerja: its date is that of the agreement."""
    rows = page.indeks.nomor_baris[:BARIS_JUDUL]
    texts = " ".join(cell_text(s).casefold() for r in rows for s in page.indeks.baris[r].values())
    return "perjanjian kinerja" in texts and "laporan kinerja" not in texts and "realisasi" not in texts


def _place_date(ref: Referensi, kode_kecamatan: str | None, teks: str) -> list[tuple[int, datetime.date]]:
    """(rank, date) of a text such as 'Rowokangkung, 21 Juli 2023': rank 1 when the place is the kecamatan."""
    m = _TEMPAT_TANGGAL.match(teks)
    tanggal = parse_tanggal(m[2]) if m else None
    if tanggal is None:
        return []
    own = kode_kecamatan is not None and match_kecamatan(m[1], ref).id == kode_kecamatan
    return [(1 if own else 2, tanggal)]
