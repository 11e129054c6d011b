"""Code and name of a budget line, from wherever they were typed: own columns, one cell for both, merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.values.codes import Kode, parse_kode, split_kode
from transforms.values.memo import memo
from transforms.values.numbers import Angka
from transforms.workbook.cell_values import has_letters, kept_text, label_text, line_text, raw_text
from transforms.workbook.columns import Tampak
from transforms.workbook.grid import Indeks, Sel

_TOTAL = re.compile(
    r"(?:grand\s+total|sub\s*total|total|jumlah)(?:\s+(?:total|keseluruhan|seluruhnya|seluruh|semua|anggaran|belanja|"
    r"plafon|pagu|program|besar|realisasi))*\s*[.:]*",
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


def read_label(tampak: Tampak, indeks: Indeks, baris: int) -> Calon:
    """Code and name of a row, from wherever they were typed: own columns, one cell for both, merged cells."""
    if (plain := _plain_label(tampak, indeks, baris)) is not None:
        return plain
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


def _plain_label(tampak: Tampak, indeks: Indeks, baris: int) -> Calon | None:
    """The usual row, read at once: a code in its one column and a name in its own. Else None."""
    if len(tampak.kode_kolom) != 1 or len(tampak.uraian_kolom) != 1:
        return None
    kolom_kode, kolom_uraian = tampak.kode_kolom[0], tampak.uraian_kolom[0]
    cells = indeks.baris[baris]
    sel, nama = cells.get(kolom_kode), cells.get(kolom_uraian)
    if sel is None or nama is None or kolom_kode == kolom_uraian or not sel.jenis == nama.jenis == "teks":
        return None
    if (read := _plain_texts(sel.nilai, nama.nilai)) is None:
        return None
    kode, mentah, uraian = read
    return Calon(
        tampak, indeks, baris, kode, mentah, (baris, kolom_kode), uraian, (baris, kolom_uraian), False, baris
    )


@lru_cache(maxsize=1 << 13)
def _plain_texts(kode_teks: str, nama: str) -> tuple[Kode, str, str] | None:
    """(code, the code as written, name) of the two texts of a usual row; the same pairs come in every report."""
    kode, mentah, uraian = _kode_of_text(kode_teks), kept_text(kode_teks), line_text(nama)
    if kode.kode is None or mentah is None or has_letters(mentah) or not has_letters(uraian):
        return None
    return kode, mentah, uraian


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


@memo
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
