"""Which rows below a money table's header are budget lines, and what their cells say.

A row is taken when something in it is surely ours: a readable code, a total, a name of the nomenclature, or a
label with an amount. What is doubtful (a label with an unreadable amount) is taken only between such rows, so
that signatures and notes under a table never become rows and no amount inside the table is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from transforms.values.codes import Kode, parse_kode, split_kode
from transforms.values.memo import memo
from transforms.values.numbers import Angka
from transforms.workbook.budget_names import codes_by_name, is_name
from transforms.workbook.cell_values import Catatan, has_letters, label_text, raw_text, read_number
from transforms.workbook.columns import Tampak
from transforms.workbook.grid import Indeks, Sel
from transforms.workbook.header_shape import is_numbering

UANG = ("plafon", "realisasi", "sisa", "anggaran")
NILAI_TERKECIL = Decimal(1000)
"""A lone number without any label below this is a page number, not an amount."""

_TOTAL = re.compile(
    r"(?:grand\s+total|sub\s*total|total|jumlah)(?:\s+(?:total|keseluruhan|seluruhnya|seluruh|semua|anggaran|belanja|"
    r"plafon|pagu|program|besar|realisasi))*\s*[.:]*",
    re.IGNORECASE,
)
_PENUTUP = re.compile(
    r"nip\b|mengetahui|menyetujui|pihak (?:pertama|kedua)|"
    r"camat\b|bupati\b|sekretaris (?:kecamatan|camat)|plt\b|"
    r"a\.?\s?n\.? |ttd\b|pembina\b|penata\b|catatan\s*:|keterangan\s*:|"
    r"[^\d,]{3,40},\s*(?:tanggal\s+|tgl\.?\s+)?\d{0,2}\s*[a-z]{3,9}\s+20\d\d",
    re.IGNORECASE,
)
_KOSONG = Kode(None, None, None)


@dataclass(slots=True)
class Calon:
    """One sheet row that is, or may be, a budget line. Positions are (row, column)."""

    tampak: Tampak
    indeks: Indeks
    baris: int
    kode: Kode
    kode_mentah: str | None
    kode_letak: tuple[int, int]
    uraian: str
    uraian_letak: tuple[int, int]
    total: bool
    akhir: int
    """last row of the line: a name can run on over several rows"""
    yakin: int = 0
    """2: surely a line; 1: a label with an amount; 0: doubtful"""
    angka: dict[str, Angka] | None = None
    sel: dict[str, Sel | None] | None = None


@memo
def is_total(label: str) -> bool:
    """True for the label of a total row: TOTAL, JUMLAH, Jumlah Total, …"""
    return _TOTAL.fullmatch(label) is not None


@memo
def is_closing(text: str) -> bool:
    """True for the first words of a signature block or a note under a table."""
    return _PENUTUP.match(text.lstrip()) is not None


def body_rows(indeks: Indeks, first: int, last: int) -> list[int]:
    """Rows of a sheet with something in them, from `first` to `last`."""
    rows = indeks.nomor_baris
    return rows[bisect_left(rows, first) : bisect_right(rows, last)]


def closes_table(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> bool:
    """True when a row between two columns begins a signature block."""
    return any(
        kolom1 <= k <= kolom2 and s.nilai.__class__ is str and is_closing(s.nilai)
        for k, s in indeks.baris[baris].items()
    )


def has_text(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> bool:
    """True when a row has words between two columns: a title, a note, a header of another table."""
    return any(
        kolom1 <= k <= kolom2 and s.nilai.__class__ is str and has_letters(s.nilai)
        for k, s in indeks.baris[baris].items()
    )


def collect(catatan: Catatan, tampak: Tampak, first: int, last: int) -> list[Calon]:
    """The budget lines between two rows of the sheet of `tampak`, in order."""
    indeks = tampak.kepala.indeks
    money = tuple(n for n in UANG if n in tampak.kolom)
    value_columns = tuple(tampak.kolom[n] for n in money)
    found: list[Calon] = []
    closed = interrupted = False
    for baris in body_rows(indeks, first, last):
        if found and _runs_on(catatan, tampak, indeks, baris, found[-1], value_columns):
            continue
        calon = _candidate(catatan, tampak, indeks, baris, money, value_columns)
        if calon is None or (calon.yakin < 2 and is_closing(calon.uraian)):
            closed = closed or closes_table(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            interrupted = interrupted or has_text(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            continue
        if calon.yakin == 2:
            interrupted = False
        elif closed:
            continue
        elif interrupted:  # below other text only what is followed by a sure line belongs to the table
            calon.yakin = 0
        elif calon.yakin == 0 and not _has_digits(calon):  # words where amounts belong: another table's header
            interrupted = True
        found.append(calon)
    while found and found[-1].yakin == 0:
        found.pop()
    return found


def _runs_on(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, line: Calon, value_columns: tuple[int, ...]
) -> bool:
    """True when a row only carries on the name of the line above, which gets the text."""
    cells = indeks.baris[baris]
    if baris != line.akhir + 1 or not cells.keys().isdisjoint(value_columns):
        return False
    text = _continuation(catatan, tampak, indeks, baris, line.kode.kode, line.uraian, line.baris)
    if text is None:
        return False
    line.uraian, line.akhir = f"{line.uraian} {text}".strip(), baris
    return True


def _continuation(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, kode: str | None, uraian: str, top: int
) -> str | None:
    """The rest of a name in the row below it, or None when that row is a line of its own.

    It is the rest when both together are a name of the nomenclature; in cells that are merged over both rows also
    when nothing more or a small letter follows (a name of several paragraphs, pasted from Word).
    """
    cells = indeks.baris.get(baris, {})
    if any(k in cells for k in tampak.kode_kolom if k not in tampak.uraian_kolom):
        return None
    text = " ".join(t for k in tampak.uraian_kolom if (t := label_text(cells.get(k))))
    columns = (*tampak.kode_kolom, *(tampak.kolom[n] for n in UANG if n in tampak.kolom))
    merged = any((m := indeks.gabung.get((baris, k))) and m[0] == top for k in columns) if indeks.gabung else False
    if merged and (not text or text[0].islower()):
        return text
    return text if text and is_name(kode, f"{uraian} {text}", catatan.ref) else None


def _has_digits(calon: Calon) -> bool:
    return any(any(map(str.isdigit, raw_text(s) or "")) for s in calon.sel.values() if s is not None)


def _candidate(
    catatan: Catatan,
    tampak: Tampak,
    indeks: Indeks,
    baris: int,
    money: tuple[str, ...],
    value_columns: tuple[int, ...],
) -> Calon | None:
    has_amount = not indeks.baris[baris].keys().isdisjoint(value_columns)
    calon = _read_label(tampak, indeks, baris)
    known = calon.kode.kode is not None and calon.kode.kode.count(".") > 1
    if not (has_amount or known):
        if calon.total or not calon.uraian or not codes_by_name(calon.uraian, catatan.ref):
            return None
        known = True
    calon.angka, calon.sel = {}, {}

    def own_line(below: int) -> bool:
        return _continuation(catatan, tampak, indeks, below, calon.kode.kode, calon.uraian, baris) is None

    for name, kolom in zip(money, value_columns, strict=True):
        calon.angka[name], calon.sel[name] = read_number(catatan, indeks, baris, kolom, value_columns, True, own_line)
    if known or calon.total:
        calon.yakin = 2
        return calon
    if is_numbering(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2):
        return None
    amounts = [a.nilai for a in calon.angka.values() if a.nilai is not None]
    if calon.uraian:
        calon.yakin = 2 if codes_by_name(calon.uraian, catatan.ref) else 1 if amounts else 0
        return calon
    amounts = [n for n in amounts if abs(n) >= NILAI_TERKECIL]
    if not amounts:
        return None
    calon.yakin = 1 if len(amounts) > 1 else 0
    return calon


def _read_label(tampak: Tampak, indeks: Indeks, baris: int) -> Calon:
    """Code and name of a row, from wherever they were typed: own columns, one cell for both, merged cells."""
    kode, mentah, kode_letak = _read_kode(tampak, indeks, baris)
    uraian, uraian_letak = _read_uraian(tampak, indeks, baris)
    if kode.kode is None:
        if mentah and uraian_letak == kode_letak:  # one merged cell over both columns
            kode, mentah = _KOSONG, None
        elif mentah and not uraian and has_letters(mentah):
            uraian, uraian_letak = " ".join(mentah.split()), kode_letak
            kode, mentah = _KOSONG, None
        if not uraian and "nomor" in tampak.kolom:  # 'JUMLAH' typed under No.
            sel, b, k = indeks.label_at(baris, tampak.kolom["nomor"])
            if is_total(label_text(sel)):
                uraian, uraian_letak = label_text(sel), (b, k)
        if mentah is None and uraian[:1].isdigit():
            split, name = split_kode(uraian)
            if split:
                kode, mentah, kode_letak, uraian = parse_kode(split), split, uraian_letak, name
    elif mentah and has_letters(mentah):  # code and name in the code column
        split, name = split_kode(mentah)
        if split and (not uraian or uraian_letak == kode_letak):
            mentah, uraian, uraian_letak = split, name, kode_letak
    elif uraian_letak == kode_letak:
        uraian = ""
    if mentah is None and not tampak.kode_kolom:
        kode_letak = uraian_letak  # no column for codes: the place to write one is beside the name
    total = kode.kode is None and is_total(uraian)
    return Calon(tampak, indeks, baris, kode, mentah, kode_letak, uraian, uraian_letak, total, baris)


def _read_kode(tampak: Tampak, indeks: Indeks, baris: int) -> tuple[Kode, str | None, tuple[int, int]]:
    """The code of a row, as read and as written, and where it stands."""
    columns = tampak.kode_kolom
    if not columns:
        for kolom in tampak.uraian_kolom:  # codes and names in columns of their own under one header
            sel = indeks.at(baris, kolom)
            if sel is not None and not has_letters(raw_text(sel) or "") and (kode := _kode_of(sel)).kode:
                return kode, raw_text(sel), (baris, kolom)
        return _KOSONG, None, (baris, tampak.kolom.get("uraian", 1))
    if len(columns) > 1:
        return _read_split_kode(columns, indeks, baris)
    sel, b, k = indeks.label_at(baris, columns[0])
    if sel is None:
        return _KOSONG, None, (baris, columns[0])
    return _kode_of(sel), raw_text(sel), (b, k)


def _kode_of(sel: Sel) -> Kode:
    """The code in a cell, also before a name typed into the same cell."""
    return _kode_of_text(sel.nilai) if sel.nilai.__class__ is str and sel.jenis == "teks" else parse_kode(sel)


@lru_cache(maxsize=4096)
def _kode_of_text(teks: str) -> Kode:
    """Codes repeat over the reports of a regency, so each text is read once per process."""
    kode = parse_kode(teks)
    split = split_kode(teks)[0] if kode.kode is None else ""
    return parse_kode(split) if split else kode


def _read_split_kode(columns: list[int], indeks: Indeks, baris: int) -> tuple[Kode, str | None, tuple[int, int]]:
    """A code over several columns: its parts, or full codes that get longer to the right."""
    parts = [(k, s) for k in columns if (s := indeks.at(baris, k)) is not None]
    if not parts:
        return _KOSONG, None, (baris, columns[0])
    for kolom, sel in reversed(parts):
        kode = parse_kode(sel)
        if kode.kode is not None and kode.kode.count(".") >= 2:
            return kode, raw_text(sel), (baris, kolom)
    joined = ".".join((raw_text(s) or "").strip().strip(".") for _, s in parts)
    return parse_kode(joined), joined, (baris, parts[0][0])


def _read_uraian(tampak: Tampak, indeks: Indeks, baris: int) -> tuple[str, tuple[int, int]]:
    """The name of a row; under a header over several columns the text furthest right in this row."""
    columns = tampak.uraian_kolom
    if not columns:
        return "", (baris, tampak.kolom.get("kode", 1))
    cells = indeks.baris[baris]
    for kolom in reversed(columns):
        sel = cells.get(kolom)
        if sel is not None and has_letters(text := label_text(sel)):
            return text, (baris, kolom)
    for kolom in columns:
        sel, b, k = indeks.label_at(baris, kolom)
        if sel is not None and has_letters(text := label_text(sel)):
            return text, (b, k)
    return "", (baris, columns[0])
