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
from typing import Any

from transforms.values.digits import (
    ALASAN_BENTUK,
    ALASAN_RUMUS,
    BATAS_SEN,
    KOSONG,
    STRIP,
    Angka,
    read_digits,
    refuse,
    refuse_common,
    refuse_text,
    to_decimal,
)

# Amounts below this are real only as small remainders; more often they are thousands that lost their zeros
# ("6.750,000" typed into Excel becomes 6750), so they are shown to a person.
BATAS_PENDEK = Decimal(10_000)
# Excel keeps 15 significant digits: longer numbers have been altered before we see them.
BATAS_PRESISI = Decimal(10) ** 15
PERSEN_MENCURIGAKAN = Decimal(1000)

SATU_SEN = Decimal("0.01")
EMPAT_DESIMAL = Decimal("0.0001")

_RUPIAH = re.compile(r"(?:rp\.?|idr)(?=[ 0-9(-]|$)\s*", re.IGNORECASE)
_EKOR_STRIP = re.compile(r"(?<=[0-9]) *(?:[.,] *-{1,2}|-)$")
_PERSEN = re.compile(r"(-?)([0-9]{1,6})(?:([.,])([0-9]{1,12}))?")


ALASAN_TINJAU = {
    "ANGKA_PENDEK": "Nilai kurang dari Rp 10.000; mungkin ditulis dalam ribuan atau kehilangan tiga nol.",
    "SKALA_MENCURIGAKAN": "Besaran nilai tidak wajar; mungkin titik ribuan terbaca sebagai koma desimal.",
    "NILAI_NEGATIF": "Nilai negatif; pastikan memang pengembalian atau koreksi.",
}
_ALASAN_TAUTAN = "Nilai berasal dari rumus yang menunjuk berkas lain; ketik nilainya langsung."


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
        return refuse("FORMULA_BELUM_DIHITUNG", "FORMULA_NO_CACHE", ALASAN_RUMUS)
    if jenis == "galat":
        return refuse("SEL_GALAT", "ERROR_CELL", f"Sel berisi galat {nilai}.")
    if nilai is None or (isinstance(nilai, str) and not nilai.translate(STRIP).strip()):
        return KOSONG
    if getattr(isi, "rumus_luar", False):
        return refuse("NILAI_DARI_BERKAS_LAIN", "EXTERNAL_VALUE", _ALASAN_TAUTAN)
    if jenis == "logika" or isinstance(nilai, bool):
        return refuse("LOGIKA_DI_KOLOM_ANGKA", "BOOLEAN_IN_AMOUNT", "Sel berisi TRUE/FALSE, bukan angka.")
    if jenis == "tanggal" or hasattr(nilai, "year"):
        alasan = "Sel berformat tanggal; ubah formatnya menjadi angka dan ketik ulang nilainya."
        return refuse("TANGGAL_DI_KOLOM_ANGKA", "DATE_IN_AMOUNT", alasan)
    if isinstance(nilai, str):
        return teks(nilai)
    return angka(nilai, persen)


def parse_rupiah_teks(teks: str) -> Angka:
    """Reads an amount written as text; see the module docstring for the rule."""
    s = teks.translate(STRIP).strip()
    if not s:
        return KOSONG
    umum = refuse_common(s)
    if umum:
        return umum
    if s.casefold() == "nihil":
        return Angka(Decimal(0), ("NIHIL_ZERO",))

    tanda: list[str] = []
    s, negatif, sah = _strip_sign(s, tanda)
    if not sah:
        return refuse_text("BAD_SIGN", "Tanda kurung atau tanda minus tidak lengkap.")
    if s == "-":
        if negatif:
            return refuse_text("BAD_SIGN", "Tanda minus ganda.")
        return Angka(Decimal(0), (*tanda, "DASH_ZERO"))
    ekor = _EKOR_STRIP.search(s)
    if ekor:
        if negatif:
            return refuse_text("BAD_SIGN", "Tanda minus di depan dan di belakang.")
        s = s[: ekor.start()]
        tanda.append("TRAILING_DASH")

    nilai, cara, salah = read_digits(s)
    if nilai is None:
        return refuse_text(salah, ALASAN_BENTUK[salah])
    if nilai >= BATAS_PRESISI:
        return refuse_text("TOO_LARGE", "Angka lebih dari 15 digit; ini bukan nilai rupiah.")
    tanda += cara
    return _review(-nilai if negatif and nilai else nilai, tanda)


def parse_rupiah_angka(nilai: Any, persen: bool = False) -> Angka:
    """Reads an amount stored as a number (int, float, Decimal, or the raw literal of the file)."""
    tanda = ["SCIENTIFIC"] if isinstance(nilai, str) and "e" in nilai.lower() else []
    angka = to_decimal(nilai)
    if angka is None:
        return refuse_text("NOT_A_NUMBER", "Isi sel bukan angka.")
    if abs(angka) >= BATAS_PRESISI:
        alasan = "Lebih dari 15 digit disimpan sebagai angka; digit terakhir sudah berubah di Excel."
        return refuse("PRESISI_HILANG", "PRECISION_LOST", alasan)
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
    means "not filled": unlike in the money table no arithmetic says that it is zero. A lost or added
    separator shows only above 100 (flag OVER_100) or 1000 %; below, 9,5 and 95 are both plausible, and the
    rules on stated capaian have to tell.
    """
    s = teks.translate(STRIP).strip()
    if not s:
        return KOSONG
    if s == "-":
        return Angka(None, ("DASH_EMPTY",))
    umum = refuse_common(s)
    if umum:
        return umum._replace(tolak="PERSEN_TIDAK_TERBACA") if umum.tolak == "ANGKA_TIDAK_TERBACA" else umum
    isi = re.sub(r" *(?:%|persen)$", "", s, flags=re.IGNORECASE)
    tanda = ["PERCENT"] if isi != s else []
    m = _PERSEN.fullmatch(isi)
    if not m or (len(m[2]) > 1 and m[2].startswith("0")):
        return refuse("PERSEN_TIDAK_TERBACA", "BAD_PERCENT", "Bukan persentase yang dapat dibaca.")
    minus, bulat, pemisah, pecahan = m.groups()
    if pecahan and len(pecahan) == 3 and bulat != "0":
        alasan = "Tiga digit setelah pemisah: ribuan atau desimal?"
        return refuse("PERSEN_TIDAK_TERBACA", "AMBIGUOUS", alasan)
    if pemisah == ".":
        tanda.append("EN_DECIMAL")
    nilai = Decimal(f"{minus}{bulat}.{pecahan or 0}")
    return _review_percent(nilai, tanda, yakin="PERCENT" in tanda)


def parse_persen_angka(nilai: Any, persen: bool = False) -> Angka:
    """Reads a percentage stored as a number; `persen` says that the cell has a percent format."""
    angka = to_decimal(nilai)
    if angka is None or abs(angka) >= BATAS_PRESISI:
        return refuse("PERSEN_TIDAK_TERBACA", "NOT_A_NUMBER", "Isi sel bukan persentase.")
    return _review_percent(angka * 100 if persen else angka, ["PERCENT"] if persen else [], yakin=persen)


def confirm_row(plafon: Angka, realisasi: Angka, sisa: Angka) -> tuple[Angka, Angka, Angka]:
    """Uses plafon − realisasi = sisa to settle what one cell alone cannot.

    Where the row adds up and plafon is not short itself, a short realisasi or sisa is genuine and loses its
    ANGKA_PENDEK. Where the row adds up only after one value is scaled by a power of 1000, that value (the
    smaller, if two would do: zeros get lost, not made) gets SKALA_MENCURIGAKAN. Values are never changed.
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
    if not salah:
        return baris
    kecil = min(salah, key=lambda i: abs(baris[i].nilai))
    return tuple(_with_scale(a) if i == kecil else a for i, a in enumerate(baris))


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


def _without_short(angka: Angka) -> Angka:
    tinjau = tuple(t for t in angka.tinjau if t != "ANGKA_PENDEK")
    return angka._replace(tinjau=tinjau, alasan=" ".join(ALASAN_TINJAU[t] for t in tinjau))


def _with_scale(angka: Angka) -> Angka:
    if "SKALA_MENCURIGAKAN" in angka.tinjau:
        return angka
    tinjau = ("SKALA_MENCURIGAKAN", *(t for t in angka.tinjau if t != "ANGKA_PENDEK"))
    return angka._replace(tinjau=tinjau, alasan=" ".join(ALASAN_TINJAU[t] for t in tinjau))
