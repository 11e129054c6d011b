"""Reads rupiah amounts and percentages the way Indonesian offices write them.

One rule reads every number of the real report: spaces, NBSP and `Rp` go; groups of exactly three digits
after either separator are thousands; two digits after the last separator are sen; anything else is refused.
Nothing is guessed: a text that could mean two amounts is refused, or comes back with a finding.

What one mistyped character can do to an amount written as text:

- a separator dropped, doubled, added, or swapped for another one or a space never gives another amount
  unseen: the amount is the same, or it is refused, or it carries a flag (`tanda`) or a finding (`tinjau`);
- a digit typed wrong gives another amount, which no text can show: the sum rules find it. In a grouped text
  only the first group can gain or lose a digit, every other group is refused unless it has three. The one
  exception is a text with mixed separators such as `1.348.090,000`: without its last digit it is a correct
  `1.348.090,00`, and only the sums (or `confirm_row`) tell.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

# Amounts below this are real only as small remainders; more often they are thousands that lost their zeros
# ("6.750,000" typed into Excel becomes 6750), so they are shown to a person.
BATAS_PENDEK = Decimal(10_000)
# A numeric cell with sen is believed only where sen are plausible: below this, 6750.5 is a lost separator.
BATAS_SEN = Decimal(1_000_000)
# Excel keeps 15 significant digits: longer numbers have been altered before we see them.
BATAS_PRESISI = Decimal(10) ** 15
PERSEN_MENCURIGAKAN = Decimal(1000)

SATU_SEN = Decimal("0.01")
EMPAT_DESIMAL = Decimal("0.0001")

_SPASI = " \t\r\n\u00a0\u202f\u2009\u2007\u200b\u2060\ufeff"
_STRIP = str.maketrans({c: "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"} | {c: " " for c in _SPASI})
_RUPIAH = re.compile(r"(?:rp\.?|idr)(?=[ 0-9(-]|$)\s*", re.IGNORECASE)
_EKOR_STRIP = re.compile(r"(?<=[0-9]) *(?:[.,] *-{1,2}|-)$")
_GALAT = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_ILMIAH = re.compile(r"[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_SATUAN = re.compile(r"[0-9 ](?:rb|ribu|jt|juta|m|milyar|miliar|t|triliun)\.?$", re.IGNORECASE)
_PERSEN = re.compile(r"(-?)([0-9]{1,6})(?:([.,])([0-9]{1,12}))?")


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


ALASAN_TINJAU = {
    "ANGKA_PENDEK": "Nilai kurang dari Rp 10.000; mungkin ditulis dalam ribuan atau kehilangan tiga nol.",
    "SKALA_MENCURIGAKAN": "Besaran nilai tidak wajar; mungkin titik ribuan terbaca sebagai koma desimal.",
    "NILAI_NEGATIF": "Nilai negatif; pastikan memang pengembalian atau koreksi.",
}
_ALASAN_RUMUS = "Rumus belum dihitung; buka berkas di Excel, simpan, lalu kirim lagi."
_ALASAN_TAUTAN = "Nilai berasal dari rumus yang menunjuk berkas lain; ketik nilainya langsung."

KOSONG = Angka(None, ("EMPTY",))


def parse_rupiah(isi: Any) -> Angka:
    """Reads one amount from a cell (duck-typed `Sel`), a text, a number or None. Never raises."""
    return _parse(isi, parse_rupiah_teks, parse_rupiah_angka)


def parse_persen(isi: Any) -> Angka:
    """Reads one percentage (0-100 scale) from a cell, a text, a number or None. Never raises.

    A numeric cell with a percent format holds a fraction: 0.9 is 90 %.
    """
    return _parse(isi, parse_persen_teks, parse_persen_angka)


def _parse(isi: Any, teks: Any, angka: Any) -> Angka:
    jenis = getattr(isi, "jenis", None)
    nilai = isi.nilai if jenis else isi
    persen = bool(getattr(isi, "persen", False))
    if jenis == "rumus_kosong":
        return _refuse("FORMULA_BELUM_DIHITUNG", "FORMULA_NO_CACHE", _ALASAN_RUMUS)
    if jenis == "galat":
        return _refuse("SEL_GALAT", "ERROR_CELL", f"Sel berisi galat {nilai}.")
    if nilai is None or (isinstance(nilai, str) and not nilai.translate(_STRIP).strip()):
        return KOSONG
    if getattr(isi, "rumus_luar", False):
        return _refuse("NILAI_DARI_BERKAS_LAIN", "EXTERNAL_VALUE", _ALASAN_TAUTAN)
    if jenis == "logika" or isinstance(nilai, bool):
        return _refuse("LOGIKA_DI_KOLOM_ANGKA", "BOOLEAN_IN_AMOUNT", "Sel berisi TRUE/FALSE, bukan angka.")
    if jenis == "tanggal" or hasattr(nilai, "year"):
        alasan = "Sel berformat tanggal; ubah formatnya menjadi angka dan ketik ulang nilainya."
        return _refuse("TANGGAL_DI_KOLOM_ANGKA", "DATE_IN_AMOUNT", alasan)
    if isinstance(nilai, str):
        return teks(nilai)
    return angka(nilai, persen)


def parse_rupiah_teks(teks: str) -> Angka:
    """Reads an amount written as text; see the module docstring for the rule."""
    s = teks.translate(_STRIP).strip()
    if not s:
        return KOSONG
    umum = _refuse_common(s)
    if umum:
        return umum
    if s.casefold() == "nihil":
        return Angka(Decimal(0), ("NIHIL_ZERO",))

    tanda: list[str] = []
    s, negatif, sah = _strip_sign(s, tanda)
    if not sah:
        return _refuse_text("BAD_SIGN", "Tanda kurung atau tanda minus tidak lengkap.")
    if s == "-":
        if negatif:
            return _refuse_text("BAD_SIGN", "Tanda minus ganda.")
        return Angka(Decimal(0), (*tanda, "DASH_ZERO"))
    ekor = _EKOR_STRIP.search(s)
    if ekor:
        if negatif:
            return _refuse_text("BAD_SIGN", "Tanda minus di depan dan di belakang.")
        s = s[: ekor.start()]
        tanda.append("TRAILING_DASH")

    nilai, cara, salah = _read_digits(s)
    if nilai is None:
        return _refuse_text(salah, _ALASAN_BENTUK[salah])
    if nilai >= BATAS_PRESISI:
        return _refuse_text("TOO_LARGE", "Angka lebih dari 15 digit; ini bukan nilai rupiah.")
    tanda += cara
    return _review(-nilai if negatif and nilai else nilai, tanda)


def parse_rupiah_angka(nilai: Any, persen: bool = False) -> Angka:
    """Reads an amount stored as a number (int, float, Decimal, or the raw literal of the file)."""
    tanda = ["SCIENTIFIC"] if isinstance(nilai, str) and "e" in nilai.lower() else []
    angka = _to_decimal(nilai)
    if angka is None:
        return _refuse_text("NOT_A_NUMBER", "Isi sel bukan angka.")
    if abs(angka) >= BATAS_PRESISI:
        alasan = "Lebih dari 15 digit disimpan sebagai angka; digit terakhir sudah berubah di Excel."
        return _refuse("PRESISI_HILANG", "PRECISION_LOST", alasan)
    if angka < 0:
        tanda.append("NEGATIVE")
    sen = angka.quantize(SATU_SEN, ROUND_HALF_UP)
    pecahan = angka != angka.to_integral_value()
    if persen or (pecahan and (abs(angka) < BATAS_SEN or sen != angka)):
        return _review(sen, [*tanda, "SCALE_SUSPECT"])
    if pecahan:
        return _review(sen, [*tanda, "SEN"])
    return _review(angka.quantize(Decimal(1)), tanda)


def parse_persen_teks(teks: str) -> Angka:
    """Reads a percentage written as text: `90 %`, `15.76 %`, `52,42 %`, `96.83`, `90 persen`.

    Exactly three digits after the separator are refused (thousands or decimals cannot be told). A lone dash
    means "not filled": unlike in the money table no arithmetic says that it is zero.
    """
    s = teks.translate(_STRIP).strip()
    if not s:
        return KOSONG
    if s == "-":
        return Angka(None, ("DASH_EMPTY",))
    umum = _refuse_common(s)
    if umum:
        return umum._replace(tolak="PERSEN_TIDAK_TERBACA") if umum.tolak == "ANGKA_TIDAK_TERBACA" else umum
    isi = re.sub(r" *(?:%|persen)$", "", s, flags=re.IGNORECASE)
    tanda = ["PERCENT"] if isi != s else []
    m = _PERSEN.fullmatch(isi)
    if not m or (len(m[2]) > 1 and m[2].startswith("0")):
        return _refuse("PERSEN_TIDAK_TERBACA", "BAD_PERCENT", "Bukan persentase yang dapat dibaca.")
    minus, bulat, pemisah, pecahan = m.groups()
    if pecahan and len(pecahan) == 3 and bulat != "0":
        alasan = "Tiga digit setelah pemisah: ribuan atau desimal?"
        return _refuse("PERSEN_TIDAK_TERBACA", "AMBIGUOUS", alasan)
    if pemisah == ".":
        tanda.append("EN_DECIMAL")
    nilai = Decimal(f"{minus}{bulat}.{pecahan or 0}")
    return _review_percent(nilai, tanda, yakin="PERCENT" in tanda)


def parse_persen_angka(nilai: Any, persen: bool = False) -> Angka:
    """Reads a percentage stored as a number; `persen` says that the cell has a percent format."""
    angka = _to_decimal(nilai)
    if angka is None or abs(angka) >= BATAS_PRESISI:
        return _refuse("PERSEN_TIDAK_TERBACA", "NOT_A_NUMBER", "Isi sel bukan persentase.")
    return _review_percent(angka * 100 if persen else angka, ["PERCENT"] if persen else [], yakin=persen)


def confirm_row(plafon: Angka, realisasi: Angka, sisa: Angka) -> tuple[Angka, Angka, Angka]:
    """Uses plafon − realisasi = sisa to settle what one cell alone cannot.

    Where the row adds up and plafon is not short itself, a short realisasi or sisa is genuine and loses its
    ANGKA_PENDEK. Where the row adds up only after exactly one value is scaled by a power of 1000, that value
    gets SKALA_MENCURIGAKAN. Values are never changed.
    """
    baris = (plafon, realisasi, sisa)
    if any(a.nilai is None for a in baris):
        return baris
    p, r, s = (a.nilai for a in baris)
    if p - r == s:
        if abs(p) < BATAS_PENDEK:
            return baris
        return plafon, _without_short(realisasi), _without_short(sisa)
    salah = [
        i
        for i, (nilai, benar) in enumerate(((p, r + s), (r, p - s), (s, p - r)))
        if nilai and benar and any(nilai * f == benar or benar * f == nilai for f in (1000, 1_000_000))
    ]
    if len(salah) != 1:
        return baris
    return tuple(_with_scale(a) if i == salah[0] else a for i, a in enumerate(baris))


_ALASAN_BENTUK = {
    "BAD_GROUPING": "Kelompok ribuan rusak; setiap kelompok setelah yang pertama harus tiga digit.",
    "FRACTION": "Pecahan satu digit tidak sah untuk rupiah.",
    "NOT_A_NUMBER": "Isi sel bukan angka.",
}


def _refuse(kode: str, tanda: str, alasan: str) -> Angka:
    return Angka(None, (tanda,), kode, (), alasan)


def _refuse_text(tanda: str, alasan: str) -> Angka:
    return _refuse("ANGKA_TIDAK_TERBACA", tanda, alasan)


def _refuse_common(s: str) -> Angka | None:
    """Texts that are recognisably something else get a reason of their own."""
    if _GALAT.match(s):
        return _refuse("SEL_GALAT", "ERROR_CELL", f"Sel berisi galat {s}.")
    if s.startswith("="):
        return _refuse("FORMULA_BELUM_DIHITUNG", "FORMULA_NO_CACHE", _ALASAN_RUMUS)
    if _ILMIAH.fullmatch(s):
        return _refuse_text("SCIENTIFIC_TEXT", "Notasi ilmiah; digit sudah hilang, ketik ulang lengkap.")
    if _SATUAN.search(s):
        return _refuse_text("UNIT_SUFFIX", "Satuan (ribu/juta/miliar) tidak ditebak; tulis nilai penuh.")
    return None


def _strip_sign(s: str, tanda: list[str]) -> tuple[str, bool, bool]:
    """Takes currency, minus and brackets off; returns (rest, negative, well formed)."""
    negatif = False
    for _ in range(2):  # "-Rp 5", "Rp -5", "(Rp 5)" and "Rp (5)" are all in use
        m = _RUPIAH.match(s)
        if m and "CURRENCY_PREFIX" not in tanda:
            tanda.append("CURRENCY_PREFIX")
            s = s[m.end() :]
            if not s:
                return s, negatif, False
        if not negatif and s.startswith("(") and s.endswith(")") and len(s) > 2:
            s, negatif = s[1:-1].strip(), True
            tanda.append("PARENS_NEGATIVE")
        elif not negatif and s.startswith("-") and len(s) > 1:
            s, negatif = s[1:].strip(), True
            tanda.append("NEGATIVE")
    return s, negatif, not (set(s) & set("()"))


def _read_digits(s: str) -> tuple[Decimal | None, list[str], str]:
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


def _review(nilai: Decimal, tanda: list[str]) -> Angka:
    tinjau = []
    if "SCALE_SUSPECT" in tanda:
        tinjau.append("SKALA_MENCURIGAKAN")
    elif 0 < abs(nilai) < BATAS_PENDEK:
        tanda = [*tanda, "SHORT_AMOUNT"]
        tinjau.append("ANGKA_PENDEK")
    if nilai < 0:
        tinjau.append("NILAI_NEGATIF")
    return Angka(nilai, tuple(tanda), None, tuple(tinjau), " ".join(ALASAN_TINJAU[t] for t in tinjau))


def _review_percent(nilai: Decimal, tanda: list[str], yakin: bool) -> Angka:
    """Bounds of a plausible percentage: above 1000 %, or a bare 0-1 that may be a fraction, is suspicious."""
    bulat = nilai.quantize(EMPAT_DESIMAL, ROUND_HALF_UP)
    nilai = bulat.quantize(Decimal(1)) if bulat == bulat.to_integral_value() else bulat.normalize()
    tinjau, alasan = [], []
    if abs(nilai) > PERSEN_MENCURIGAKAN:
        tinjau.append("SKALA_MENCURIGAKAN")
        alasan.append("Lebih dari 1.000 %; mungkin koma desimalnya hilang.")
    elif not yakin and 0 < nilai <= 1:
        tinjau.append("SKALA_MENCURIGAKAN")
        alasan.append("Nilai 0 sampai 1 tanpa tanda persen; mungkin pecahan (0,9 = 90 %).")
    if nilai > 100:
        tanda = [*tanda, "OVER_100"]
    if nilai < 0:
        tinjau.append("NILAI_NEGATIF")
        alasan.append("Persentase negatif.")
    return Angka(nilai, tuple(tanda), None, tuple(tinjau), " ".join(alasan))


def _to_decimal(nilai: Any) -> Decimal | None:
    """Exact decimal of a stored number; floats as Excel shows them, with 15 significant digits."""
    try:
        angka = Decimal(format(nilai, ".15g")) if isinstance(nilai, float) else Decimal(nilai)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return angka if angka.is_finite() else None


def _without_short(angka: Angka) -> Angka:
    tinjau = tuple(t for t in angka.tinjau if t != "ANGKA_PENDEK")
    return angka._replace(tinjau=tinjau, alasan=" ".join(ALASAN_TINJAU[t] for t in tinjau))


def _with_scale(angka: Angka) -> Angka:
    if "SKALA_MENCURIGAKAN" in angka.tinjau:
        return angka
    tinjau = ("SKALA_MENCURIGAKAN", *(t for t in angka.tinjau if t != "ANGKA_PENDEK"))
    return angka._replace(tinjau=tinjau, alasan=" ".join(ALASAN_TINJAU[t] for t in tinjau))
