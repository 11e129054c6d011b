"""Rows of the indicator tables: Perjanjian Kinerja (targets), Tabel 3.1 and Tabel 3.2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.values.names import Cocok, match_indikator, normalize_nama
from transforms.values.numbers import Angka
from transforms.workbook.cell_values import (
    Catatan,
    has_letters,
    label_text,
    raw_text,
    read_measure,
)
from transforms.workbook.columns import Tampak
from transforms.workbook.grid import Indeks, Sel
from transforms.workbook.header_shape import PANJANG_NOMOR, is_numbering
from transforms.workbook.rows_money import body_rows, closes_table, has_text, is_closing

PASTI = ("tepat", "alias")
_NOMOR = re.compile(r"\s*\(?\s*(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,4}|[a-zA-Z])\s*[.)]?\s*", re.ASCII)


@dataclass(slots=True)
class Ukur:
    """One number cell of an indicator row."""

    angka: Angka
    mentah: str | None
    alamat: str
    satuan: str | None


@dataclass(slots=True)
class Indikator:
    """One sheet row that names an indicator, with its number cells by column name (or year)."""

    tampak: Tampak
    indeks: Indeks
    baris: int
    indikator_id: str
    nama: str
    nama_sel: str
    cocok: Cocok
    sasaran: str | None
    sasaran_sel: str | None
    akhir: int = 0
    """last row of the line: a name can run on over several rows"""
    ukur: dict[str | int, Ukur] = field(default_factory=dict)
    yakin: bool = False

    @property
    def lembar(self) -> str:
        return self.indeks.lembar.nama


def collect_indicators(
    catatan: Catatan, tampak: Tampak, first: int, last: int, before: Indikator | None = None
) -> list[Indikator]:
    """The indicator rows between two rows of the sheet of `tampak`, in order.

    `before`: the last row of the same table above a page break; its sasaran goes on while the cell is blank.
    A known indicator is always a row. An unknown one is a row when it has a readable number, stands between
    rows, or carries the running number of the table: what is written below a table is none of these.
    """
    indeks = tampak.kepala.indeks
    columns: dict[str | int, int] = {
        n: k for n, k in tampak.kolom.items() if n in ("target", "realisasi_triwulan", "realisasi_kumulatif", "capaian")
    }
    columns |= tampak.tahun
    columns |= {f"target {y}": k for y, k in tampak.target_tahun.items() if k != tampak.kolom.get("target")}
    value_columns = tuple(columns.values())
    found: list[Indikator] = []
    sasaran = _sasaran_above(indeks, before)
    closed = interrupted = False
    previous = 0
    for baris in body_rows(indeks, first, last):
        nama = indeks.baris[baris].get(tampak.kolom["indikator"])
        long = nama is not None and nama.nilai.__class__ is str and len(nama.nilai.strip()) > PANJANG_NOMOR
        if not long and is_numbering(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2):
            continue
        if found and _runs_on(catatan, tampak, indeks, baris, found[-1], value_columns):
            continue
        sasaran = _sasaran(tampak, indeks, baris) or sasaran
        item = _indicator(catatan, tampak, indeks, baris, sasaran)
        if item is None or (not item.cocok.id and is_closing(item.nama)):
            closed = closed or closes_table(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            interrupted = interrupted or has_text(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            continue
        for name, kolom in columns.items():
            item.ukur[name] = _measure(catatan, item, kolom, value_columns)
        if item.cocok.id:
            interrupted, item.yakin = False, True
        elif not (closed or interrupted):
            readable = any(u.angka.nilai is not None for u in item.ukur.values())
            follows = bool(previous) and baris == previous + 1
            item.yakin = readable or (follows and _is_numbered(tampak, indeks, baris))
        if item.yakin:
            previous = baris
        else:
            interrupted = True
        if item.yakin or not closed:
            found.append(item)
    while found and not found[-1].yakin:
        found.pop()
    return found


def _sasaran_above(indeks: Indeks, before: Indikator | None) -> tuple[str, str] | None:
    """Sasaran of the last row above a page break; with its sheet when that is another one."""
    if before is None or before.sasaran is None:
        return None
    other_sheet = before.indeks is not indeks and "!" not in before.sasaran_sel
    return before.sasaran, before.indeks.lembar.tempat(before.sasaran_sel) if other_sheet else before.sasaran_sel


def _sasaran(tampak: Tampak, indeks: Indeks, baris: int) -> tuple[str, str] | None:
    """Sasaran text of a row and its address; None when the cell is blank (the one above goes on)."""
    kolom = tampak.kolom.get("sasaran")
    if kolom is None:
        return None
    sel, b, k = indeks.label_at(baris, kolom)
    text = label_text(sel)
    return (text, indeks.lembar.alamat(b, k)) if text and has_letters(text) else None


def _indicator(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, sasaran: tuple[str, str] | None
) -> Indikator | None:
    kolom = tampak.kolom["indikator"]
    sel, b, k = indeks.label_at(baris, kolom)
    nama = label_text(sel)
    if not has_letters(nama):
        return None
    if k != kolom and tampak.kolom.get("sasaran") == k:
        return None  # one merged cell over sasaran and indikator: a heading
    cocok = match_indikator(nama, catatan.ref)
    return Indikator(
        tampak,
        indeks,
        baris,
        cocok.id or _slug(nama),
        nama,
        indeks.lembar.alamat(b, k),
        cocok,
        *(sasaran or (None, None)),
        akhir=baris,
    )


def _measure(catatan: Catatan, item: Indikator, kolom: int, value_columns: tuple[int, ...]) -> Ukur:
    indeks, baris = item.indeks, item.baris

    def own_line(below: int) -> bool:
        return _continuation(catatan, item.tampak, indeks, below, item.nama, baris) is None

    angka, sel, unit = read_measure(catatan, indeks, baris, kolom, value_columns, own_line)
    return Ukur(angka, raw_text(sel), indeks.lembar.alamat(baris, kolom), unit)


def _runs_on(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, item: Indikator, value_columns: tuple[int, ...]
) -> bool:
    """True when a row only carries on the indicator's name (or sasaran) of the row above, which gets the text."""
    if baris != item.akhir + 1 or not indeks.baris[baris].keys().isdisjoint(value_columns):
        return False
    text = _continuation(catatan, tampak, indeks, baris, item.nama, item.baris)
    if text is None:
        return False
    item.akhir = baris
    if text:
        item.nama = f"{item.nama} {text}"
        item.cocok = match_indikator(item.nama, catatan.ref)
        item.indikator_id = item.cocok.id or _slug(item.nama)
        item.yakin = item.yakin or item.cocok.id is not None
    more = label_text(indeks.at(baris, tampak.kolom.get("sasaran", 0)))
    if more and item.sasaran:
        item.sasaran = f"{item.sasaran} {more}"
    return True


def _continuation(catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, nama: str, top: int) -> str | None:
    """The rest of an indicator's name in the row below it, or None when that row is a line of its own.

    It is the rest when both together are a known name; in cells merged over both rows also when nothing more or a
    small letter follows.
    """
    text = label_text(indeks.at(baris, tampak.kolom["indikator"]))
    columns = [k for n, k in tampak.kolom.items() if n not in ("indikator", "sasaran")] + [*tampak.tahun.values()]
    merged = any((m := indeks.gabung.get((baris, k))) and m[0] == top for k in columns) if indeks.gabung else False
    if merged and (
        text[0].islower() if text else indeks.gabung.get((baris, tampak.kolom["indikator"]), (0,))[0] == top
    ):
        return text
    if text and match_indikator(nama, catatan.ref).cara not in PASTI:
        return text if match_indikator(f"{nama} {text}", catatan.ref).cara in PASTI else None
    return None


def _slug(nama: str) -> str:
    return "lain-" + "-".join(normalize_nama(nama).split())[:80]


def _is_numbered(tampak: Tampak, indeks: Indeks, baris: int) -> bool:
    kolom = tampak.kolom.get("nomor")
    sel: Sel | None = indeks.at(baris, kolom) if kolom else None
    return sel is not None and _NOMOR.fullmatch(raw_text(sel) or "") is not None
