"""Where the tables of a workbook are: over all sheets, in reading order, with the rows they can reach.

A table without a header of its own at the top of a sheet (or as the next table of a Word document) is the
continuation of the one before, when its rows read as rows of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.values.codes import parse_kode
from transforms.values.names import match_indikator
from transforms.values.numbers import parse_rupiah
from transforms.workbook.blocks import find_blocks
from transforms.workbook.budget_label import is_total
from transforms.workbook.budget_names import codes_by_name
from transforms.workbook.cell_values import Catatan, label_text, line_text
from transforms.workbook.columns import Tampak, read_header
from transforms.workbook.grid import Buku, Indeks
from transforms.workbook.header_shape import Kepala
from transforms.workbook.headers import Kamus
from transforms.workbook.rows_money import body_rows
from transforms.workbook.titles import Halaman

LEMBAR_KOREKSI = "Daftar Koreksi"
"""The list that our correction sheets carry; it quotes the report and is no part of it."""

BARIS_UJI = 200
"""How many rows of a sheet are tried as a continuation."""


@dataclass(slots=True)
class Bagian:
    """One stretch of rows of one table."""

    tampak: Tampak
    baris1: int
    baris2: int
    asal: Tampak | None = None
    """without a header of its own: the table of the sheet before that goes on here"""


def read_pages(buku: Buku, kamus: Kamus) -> list[Halaman]:
    """The visible sheets with their header blocks."""
    pages = []
    for lembar in buku.lembar:
        if not lembar.tersembunyi and lembar.nama != LEMBAR_KOREKSI:
            clean = lembar if lembar.nama.isprintable() else replace(lembar, nama=line_text(lembar.nama))
            indeks = clean.indeks()
            pages.append(Halaman(indeks, *find_blocks(indeks, kamus)))
    return pages


def find_tables(
    catatan: Catatan, halaman: list[Halaman], kamus: Kamus, tahun: int | None, triwulan: int | None
) -> list[Bagian]:
    """All stretches of all tables in reading order. `tahun`, `triwulan`: the report's own period."""
    found: list[Bagian] = []
    last: list[Tampak] = []
    for page in halaman:
        rows = page.indeks.nomor_baris
        if not rows:
            continue
        if last and page.baris_kepala > rows[0]:
            found += _continuation(catatan, last, page.indeks, rows[0], page.baris_kepala - 1)
        views = [v for k in page.kepala for v in read_header(k, kamus, tahun, triwulan)]
        found += [Bagian(v, v.kepala.baris2 + 1, v.kepala.baris_akhir) for v in views]
        if views:
            last = [v for v in views if v.kepala.baris_akhir == rows[-1]]
    return found


def _continuation(catatan: Catatan, last: list[Tampak], indeks: Indeks, first: int, end: int) -> list[Bagian]:
    """The tables that reached the end of the sheet before and go on here: in their columns, else moved sideways."""
    found = [
        Bagian(_shifted(tampak, indeks, first, 0), first, end, tampak)
        for tampak in last
        if _reads_as(catatan, tampak, indeks, first, end)
    ]
    if found:
        return found
    for tampak in last:
        shift = _shift(catatan, tampak, indeks, first, end)
        view = _shifted(tampak, indeks, first, shift) if shift else None
        if view is not None and _reads_as(catatan, view, indeks, first, end):
            return [Bagian(view, first, end, tampak)]
    return []


def _shift(catatan: Catatan, tampak: Tampak, indeks: Indeks, first: int, end: int) -> int:
    """How far to the side the first column with codes or known names stands; 0 when there is none."""
    key = (tampak.kode_kolom or tampak.uraian_kolom or [tampak.kolom.get("indikator", 0)])[0]
    for baris in body_rows(indeks, first, end)[:BARIS_UJI] if key else ():
        for kolom, sel in indeks.baris[baris].items():
            text = sel.nilai
            if text.__class__ is str and _is_key(catatan, tampak, text):
                return kolom - key
    return 0


def _is_key(catatan: Catatan, tampak: Tampak, text: str) -> bool:
    if tampak.kode_kolom:
        return text[:1].isdigit() and (parse_kode(text).kode or "").count(".") >= 2
    if tampak.uraian_kolom:
        return len(text) > 8 and bool(codes_by_name(text, catatan.ref))
    return len(text) > 8 and match_indikator(text, catatan.ref).id is not None


def _shifted(tampak: Tampak, indeks: Indeks, first: int, shift: int) -> Tampak | None:
    kepala = tampak.kepala
    if kepala.kolom1 + shift < 1:
        return None

    def moved(columns: dict) -> dict:
        return {name: kolom + shift for name, kolom in columns.items()}

    return replace(
        tampak,
        kepala=Kepala(indeks, first, first, kepala.kolom1 + shift, kepala.kolom2 + shift),
        kolom=moved(tampak.kolom), kode_kolom=[k + shift for k in tampak.kode_kolom],
        uraian_kolom=[k + shift for k in tampak.uraian_kolom], tahun=moved(tampak.tahun),
        target_tahun=moved(tampak.target_tahun), tambahan=moved(tampak.tambahan), hilang=[], triwulan_lain=[],
    )  # fmt: skip


def _reads_as(catatan: Catatan, view: Tampak, indeks: Indeks, first: int, end: int) -> bool:
    """True when some row has a code, a known name or a total in the column of `view`, and an amount in its own."""
    if "indikator" in view.kolom:
        for baris in body_rows(indeks, first, end)[:BARIS_UJI]:
            nama = label_text(indeks.at(baris, view.kolom["indikator"]))
            if len(nama) > 8 and match_indikator(nama, catatan.ref).id:
                return True
        return False
    money = view.kolom.get("plafon") or view.kolom.get("anggaran")
    if money is None:
        return False
    for baris in body_rows(indeks, first, end)[:BARIS_UJI]:
        amount = indeks.at(baris, money)
        if amount is None or parse_rupiah(amount).nilai is None:
            continue
        if any((parse_kode(indeks.at(baris, k)).kode or "").count(".") >= 2 for k in view.kode_kolom):
            return True
        for kolom in {*view.uraian_kolom, *view.kode_kolom, view.kolom.get("nomor", 0)}:
            nama = label_text(indeks.at(baris, kolom))
            if nama and (is_total(nama) or codes_by_name(nama, catatan.ref)):
                return True
    return False
