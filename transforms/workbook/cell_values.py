"""Shared by all tables: kept text, raw text, addresses, and cells read as numbers with their findings.

`Catatan` collects the findings of one workbook. The functions here never raise on any cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.values.memo import memo
from transforms.values.names import Cocok, used_alias
from transforms.values.nip import hide_nip
from transforms.values.numbers import (
    ALASAN_TINJAU,
    BATAS_PENDEK,
    BATAS_PRESISI,
    KOSONG,
    Angka,
    parse_persen,
    parse_rupiah,
)
from transforms.workbook.grid import Indeks, Sel

if TYPE_CHECKING:
    from transforms.referensi import Referensi

_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PUTUS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SATUAN = re.compile(r"\s*([0-9][0-9.,]*)\s*([A-Za-z][A-Za-z /]{1,24})\.?\s*", re.ASCII)
_BUKAN_SATUAN = frozenset(["persen", "rb", "ribu", "jt", "juta", "miliar", "milyar", "triliun"])
_RIBUAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", re.ASCII).fullmatch
_TERKECIL, _TERBESAR = int(BATAS_PENDEK), int(BATAS_PRESISI)
TEKS_MAKS = 4000
_BERALASAN = frozenset(["ANGKA_TIDAK_TERBACA", "PERSEN_TIDAK_TERBACA", "SKALA_MENCURIGAKAN"])
_ALASAN_UMUM = frozenset(ALASAN_TINJAU.values())


@memo
def clean_text(teks: str) -> str:
    """Text that any file format can carry: no control characters; and without the NIP of a person."""
    if not teks.isprintable():
        teks = _KENDALI.sub("", _PUTUS.sub(" ", teks))
    return hide_nip(teks)[:TEKS_MAKS]


@memo
def line_text(teks: str) -> str:
    """Kept text on one line: cleaned, runs of white space to one space."""
    return " ".join(clean_text(teks).split())


@memo
def kept_text(teks: str) -> str | None:
    """Kept text of a text cell; None when blank."""
    text = clean_text(teks)
    return text if text.strip() else None


def raw_text(sel: Sel | None) -> str | None:
    """What the cell says, as text: numbers without a trailing .0, dates in ISO form; None when blank."""
    if sel is None:
        return None
    nilai = sel.nilai
    if nilai.__class__ is str:
        return kept_text(nilai)
    if nilai is None:
        return None
    if nilai.__class__ is int:
        text = str(nilai)
        return text if len(text) < 17 else clean_text(text)
    if nilai is True:
        return "TRUE"
    if nilai is False:
        return "FALSE"
    if isinstance(nilai, float):
        if nilai != nilai or nilai in (float("inf"), float("-inf")):
            return str(nilai)
        whole = nilai.is_integer() and abs(nilai) < 1e21
        return clean_text(str(int(nilai)) if whole else format(nilai, ".15g"))
    if hasattr(nilai, "isoformat"):
        return nilai.isoformat()
    return clean_text(str(nilai))


def label_text(sel: Sel | None) -> str:
    """A cell as a label: one clean line, '' for a blank cell and for what is no label (errors, dates)."""
    if sel is None:
        return ""
    if sel.jenis == "teks" and sel.nilai.__class__ is str:
        return line_text(sel.nilai)
    if sel.jenis in ("galat", "rumus_kosong", "logika", "tanggal"):
        return ""
    if sel.nilai.__class__ is str:
        return line_text(sel.nilai)
    return raw_text(sel) or ""


@memo
def has_letters(teks: str) -> bool:
    """True when a text has at least one letter: numbers and punctuation alone name nothing."""
    return any(map(str.isalpha, teks))


def decimal_text(nilai: Decimal | None) -> str | None:
    """A decimal as JSON carries it: plain digits, never an exponent."""
    if nilai is None:
        return None
    text = str(nilai)
    return text if "E" not in text else format(nilai, "f")


@dataclass
class Catatan:
    """The findings of one workbook and what they are read with."""

    ref: Referensi
    temuan: list[dict] = field(default_factory=list)
    baris_tabel: set[tuple[int, int]] = field(default_factory=set)
    """(id of the sheet index, row) of rows taken into tables"""
    ejaan: dict[tuple[str, str], dict] = field(default_factory=dict)
    """(jenis, text) → row of table `ejaan`: names that are not written as in the reference"""
    _gabungan: set[tuple[int, int, int, int, int]] = field(default_factory=set)

    def add(
        self,
        kode: str,
        lembar: str | None = None,
        sel: str | None = None,
        kolom: str | None = None,
        objek: str | None = None,
        mentah: str | None = None,
        seharusnya: str | None = None,
        selisih: Decimal | None = None,
        sebab: str | None = None,
    ) -> None:
        """One finding of the reader; `kode` is a code of the catalogue (temuan.csv)."""
        temuan = {
            "kode_temuan": kode, "lembar": lembar, "sel": sel, "kolom": kolom, "objek": objek,
            "nilai_mentah": mentah, "nilai_seharusnya": seharusnya, "selisih": decimal_text(selisih),
            "sebab": sebab or None,
        }  # fmt: skip
        self.temuan.append({k: clean_text(v) if v is not None else None for k, v in temuan.items()})

    def add_angka(self, angka: Angka, lembar: str, sel: str, kolom: str, objek: str | None, mentah: str | None) -> None:
        """The findings that come with a number read from a cell, with the reason where it says more than the code."""
        for kode in ((angka.tolak,) if angka.tolak else ()) + angka.tinjau:
            telling = kode in _BERALASAN and angka.alasan not in _ALASAN_UMUM
            self.add(kode, lembar, sel, kolom, objek, mentah, sebab=angka.alasan if telling else None)

    def add_ejaan(
        self, jenis: str, teks: str, lembar: str, sel: str, cocok: Cocok, usul: tuple[str, float] | None = None
    ) -> None:
        """A name written otherwise than in the reference: by which alias it was read, or what it may mean.

        `usul`: (id, score) of the most similar name, for one that was not read.
        """
        if cocok.cara == "tepat" or (jenis, teks) in self.ejaan:
            return
        skor = cocok.skor if cocok.cara == "mirip" else usul[1] if usul else None
        self.ejaan[jenis, teks] = {
            "urutan": len(self.ejaan) + 1, "lembar": lembar, "sel": sel, "jenis": jenis, "teks": clean_text(teks),
            "cara": cocok.cara, "id": cocok.id, "alias": used_alias(jenis, teks, self.ref),
            "usul_id": usul[0] if usul else None, "skor": None if skor is None else round(skor),
        }  # fmt: skip

    def first_time(self, indeks: Indeks, merged: tuple[int, int, int, int]) -> bool:
        """True once per merged range: its finding is written once, not once per row."""
        key = (id(indeks), *merged)
        if key in self._gabungan:
            return False
        self._gabungan.add(key)
        return True


_DIGABUNG = Angka(None, ("MERGED",), "NILAI_DIGABUNG")
_KOSONG_DIGABUNG = Angka(None, ("EMPTY", "MERGED"))


def read_number(
    catatan: Catatan,
    indeks: Indeks,
    baris: int,
    kolom: int,
    value_columns: tuple[int, ...],
    rupiah: bool,
    own_line: Callable[[int], bool],
) -> tuple[Angka, Sel | None]:
    """One number cell: (as read, the cell). A merged cell over several lines or value columns is refused.

    `value_columns`: all number columns of the table; `rupiah`: money, else percent points; `own_line`: whether a
    row below is a line of its own (a name that runs over two rows is one line, and its amounts may be merged).
    """
    row = indeks.baris.get(baris)
    sel = row.get(kolom) if row is not None else None
    if indeks.gabung:
        merged = indeks.gabung.get((baris, kolom))
        if merged is not None:
            several = any(merged[1] <= k <= merged[3] for k in value_columns if k != kolom)
            several = several or baris > merged[0] or any(own_line(b) for b in range(merged[0] + 1, merged[2] + 1))
            source = indeks.at(merged[0], merged[1])
            if several and source is not None and merged[1] in value_columns:
                if catatan.first_time(indeks, merged) or sel is not None:
                    return _DIGABUNG, sel
                return _KOSONG_DIGABUNG, sel
    return read_cell(sel, rupiah)


def read_cell(sel: Sel | None, rupiah: bool) -> tuple[Angka, Sel | None]:
    """One number cell that is merged with nothing: (as read, the cell)."""
    if sel is None:
        return KOSONG, None
    return read_amount(sel) if rupiah else _percent(sel), sel


def read_amount(sel: Sel) -> Angka:
    """`parse_rupiah` of a cell, by its value alone where nothing else counts (a test compares the two)."""
    nilai, jenis = sel.nilai, sel.jenis
    if not (sel.rumus_luar or sel.persen):
        if jenis == "teks" and nilai.__class__ is str:
            return _amount_text(nilai)
        if jenis == "angka" and nilai.__class__ is int:
            return _amount_number(nilai)
    return parse_rupiah(sel)


def _percent(sel: Sel) -> Angka:
    """`parse_persen` of a cell, with shortcuts to the same result."""
    if not sel.rumus_luar:
        if sel.jenis == "angka":
            return _percent_number(sel.nilai, sel.persen)
        if sel.jenis == "teks" and sel.nilai.__class__ is str:
            return _percent_text(sel.nilai)
    return parse_persen(sel)


def _is_plain(nilai: int) -> bool:
    """Whether a whole number of rupiah is read as it is, without a flag or a finding."""
    return nilai == 0 or _TERKECIL <= nilai < _TERBESAR


@memo
def _amount_text(teks: str) -> Angka:
    if _RIBUAN(teks) and _is_plain(nilai := int(teks.replace(".", ""))):
        return Angka(Decimal(nilai))
    return parse_rupiah(teks)


@lru_cache(maxsize=1 << 14)
def _amount_number(nilai: int) -> Angka:
    return Angka(Decimal(nilai)) if _is_plain(nilai) else parse_rupiah(nilai)


_percent_text = memo(parse_persen)
_percent_number = lru_cache(maxsize=4096)(lambda nilai, persen: parse_persen(Sel(nilai, "angka", persen)))


def read_measure(
    catatan: Catatan,
    indeks: Indeks,
    baris: int,
    kolom: int,
    value_columns: tuple[int, ...],
    own_line: Callable[[int], bool],
) -> tuple[Angka, Sel | None, str | None]:
    """A target or realisation of an indicator: (as read, the cell, unit written with it).

    A count with its unit in one cell ('12 Dokumen') is read as the number and the unit.
    """
    angka, sel = read_number(catatan, indeks, baris, kolom, value_columns, False, own_line)
    unit = "%" if "PERCENT" in angka.tanda else None
    if angka.tolak == "PERSEN_TIDAK_TERBACA" and sel is not None and sel.nilai.__class__ is str:
        m = _SATUAN.fullmatch(clean_text(sel.nilai))
        if m and m[2].strip().casefold() not in _BUKAN_SATUAN:
            count = parse_persen(m[1])
            if count.tolak is None:
                return count, sel, " ".join(m[2].split())
    return angka, sel, unit
