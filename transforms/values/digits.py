"""The parts of reading a number that amounts and percentages share: the result, digits, refusals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

# Sen are plausible only on amounts of this size: below it, "6750.5" is a lost separator.
BATAS_SEN = Decimal(1_000_000)

# No number is longer; the patterns below need not face a paragraph.
PANJANG_MAKS = 80

_SPASI = " \t\r\n\u00a0\u202f\u2009\u2007\u200b\u2060\ufeff"
STRIP = str.maketrans({c: "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"} | {c: " " for c in _SPASI})
_GALAT = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_ILMIAH = re.compile(r"[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_SATUAN = re.compile(r"[0-9 ](?:rb|ribu|jt|juta|m|milyar|miliar|t|triliun)\.?$", re.IGNORECASE)


class Angka(NamedTuple):
    """One number as read.

    nilai: the amount in rupiah or percent points, None when blank or refused.
    tanda: how it was written (MIXED_SEPARATORS, DASH_ZERO, ...); never a finding by itself.
    tolak: kode_temuan when the cell cannot be used.
    tinjau: kode_temuan that go with a usable value (ANGKA_PENDEK, SKALA_MENCURIGAKAN, NILAI_NEGATIF).
    alasan: the reason for tolak or tinjau, in Bahasa Indonesia.
    """

    nilai: Decimal | None
    tanda: tuple[str, ...] = ()
    tolak: str | None = None
    tinjau: tuple[str, ...] = ()
    alasan: str = ""


KOSONG = Angka(None, ("EMPTY",))

ALASAN_RUMUS = "Rumus belum dihitung; buka berkas di Excel, simpan, lalu kirim lagi."
ALASAN_BENTUK = {
    "BAD_GROUPING": "Kelompok ribuan rusak; setiap kelompok setelah yang pertama harus tiga digit.",
    "FRACTION": "Pecahan satu digit tidak sah untuk rupiah.",
    "NOT_A_NUMBER": "Isi sel bukan angka.",
}


def refuse(kode: str, tanda: str, alasan: str) -> Angka:
    return Angka(None, (tanda,), kode, (), alasan)


def refuse_text(tanda: str, alasan: str) -> Angka:
    return refuse("ANGKA_TIDAK_TERBACA", tanda, alasan)


def refuse_common(s: str) -> Angka | None:
    """Texts that are recognisably something else get a reason of their own."""
    if len(s) > PANJANG_MAKS:
        return refuse_text("NOT_A_NUMBER", "Isi sel terlalu panjang untuk sebuah angka.")
    if _GALAT.match(s):
        return refuse("SEL_GALAT", "ERROR_CELL", f"Sel berisi galat {s}.")
    if s.startswith("="):
        return refuse("FORMULA_BELUM_DIHITUNG", "FORMULA_NO_CACHE", ALASAN_RUMUS)
    if _ILMIAH.fullmatch(s):
        return refuse_text("SCIENTIFIC_TEXT", "Notasi ilmiah; digit sudah hilang, ketik ulang lengkap.")
    if _SATUAN.search(s):
        return refuse_text("UNIT_SUFFIX", "Satuan (ribu/juta/miliar) tidak ditebak; tulis nilai penuh.")
    return None


def read_digits(s: str) -> tuple[Decimal | None, list[str], str]:
    """Reads digits and separators; returns (value, flags, "") or (None, [], reason)."""
    s = re.sub(r" *([.,]) *", r"\1", s)  # a cell wrapped at a separator
    if not re.fullmatch(r"[0-9](?:[0-9., ]*[0-9])?", s, re.ASCII):
        return None, [], "BAD_GROUPING" if re.fullmatch(r"[0-9., ]+", s, re.ASCII) else "NOT_A_NUMBER"
    kelompok = re.split(r"[., ]", re.sub(r" +", " ", s))
    pemisah = re.findall(r"[., ]", re.sub(r" +", " ", s))
    sen = ""
    if pemisah and pemisah[-1] != " " and len(kelompok[-1]) < 3:
        if len(kelompok[-1]) == 1:
            return None, [], "FRACTION"
        if pemisah[-1] in pemisah[:-1]:  # "1.500.00": a lost digit, or sen behind a dot?
            return None, [], "BAD_GROUPING"
        sen, titik = kelompok.pop(), pemisah.pop()
    if pemisah and (len(kelompok[0]) > 3 or any(len(k) != 3 for k in kelompok[1:])):
        return None, [], "BAD_GROUPING"
    jenis = set(pemisah)
    if len(jenis) > 1 and (sen or " " in jenis):  # two numbers in one cell, or sen that cannot be told
        return None, [], "BAD_GROUPING"
    digit = "".join(kelompok)
    if len(digit) > 1 and digit.startswith("0") and digit.strip("0"):
        return None, [], "BAD_GROUPING"
    tanda = []
    if len(jenis) > 1:
        tanda.append("MIXED_SEPARATORS")
    elif jenis:
        tanda += {",": ["EN_SEPARATORS"], " ": ["SPACE_SEPARATORS"]}.get(pemisah[0], [])
    elif len(digit) > 3:
        tanda.append("NO_SEPARATORS")
    if sen and titik == ".":
        tanda.append("EN_DECIMAL")
    nilai = Decimal(f"{digit}.{sen}") if sen.strip("0") else Decimal(digit)
    if sen.strip("0"):
        tanda.append("SEN")
    elif sen and 0 < nilai < BATAS_SEN:  # "88.125,00" may be "88.125,000" without its last zero
        tanda.append("SHORT_DECIMAL")
    return nilai, tanda, ""


def to_decimal(nilai: Any) -> Decimal | None:
    """Exact decimal of a stored number; floats as Excel shows them, with 15 significant digits."""
    if isinstance(nilai, str) and not nilai.isascii():  # Decimal() would read Arabic digits
        return None
    try:
        angka = Decimal(format(nilai, ".15g")) if isinstance(nilai, float) else Decimal(nilai)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return angka if angka.is_finite() else None
