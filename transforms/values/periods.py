"""Reads triwulan, years and dates as written in reports; computes the bounds and deadline of a triwulan."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transforms.referensi import Referensi

ROMAWI = ("", "I", "II", "III", "IV")
BULAN = ("", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
         "Oktober", "November", "Desember")  # fmt: skip
_BULAN_LAIN = {"pebruari": 2, "peb": 2, "nopember": 11, "nop": 11, "agt": 8, "sept": 9}
_BULAN_SINGKAT = {b[:3].lower(): i for i, b in enumerate(BULAN) if b} | _BULAN_LAIN

# In many fonts I, l and 1 look alike, and typists use all three: "Il" and "lll" are II and III.
_ANGKA_TW = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4,
             "PERTAMA": 1, "KESATU": 1, "KEDUA": 2, "KETIGA": 3, "KEEMPAT": 4,
             "SATU": 1, "DUA": 2, "TIGA": 3, "EMPAT": 4}  # fmt: skip
_TRIWULAN = re.compile(
    r"(?<![^\W_])(?:triwulan|triwulanan|tri\s+wulan|trw|tw)[\s._:/(-]*(?:ke\s*-?\s*)?"
    r"([IVl1|]{1,3}|[1-4]|(?:ke)?(?:satu|dua|tiga|empat)|pertama)(?![^\W_])",
    re.IGNORECASE,
)
_TAHUN = re.compile(r"(?<![0-9./-])20[0-9]{2}(?![0-9])", re.ASCII)
_TAHUN_RENTANG = re.compile(r"20[0-9]{2}\s*[-–—/]\s*[0-9]+", re.ASCII)
_TANGGAL_KATA = re.compile(r"(?<![0-9])([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+(20[0-9]{2})(?![0-9])", re.ASCII)
_TANGGAL_ANGKA = re.compile(r"(?<![0-9./-])([0-9]{1,2})([./-])([0-9]{1,2})\2(20[0-9]{2})(?![0-9])", re.ASCII)
_TANGGAL_ISO = re.compile(r"(?<![0-9])(20[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9])", re.ASCII)
_RENTANG = re.compile(
    r"\b([A-Za-z]{3,9})\.?\s*(?:20[0-9]{2})?\s*(?:s\s*\.?\s*/?\s*d\.?|sampai\s+dengan|sampai|hingga|[-–])\s*([A-Za-z]{3,9})\b",
    re.IGNORECASE,
)


class PeriodeError(ValueError):
    """A period was written wrongly; the message is for the user, in Bahasa Indonesia."""


def find_triwulan(teks: object) -> list[int]:
    """All triwulan (1-4) named in a text, in order, e.g. "TRIWULAN II", "TW 2", "TW-Il", "Triwulan Kedua"."""
    hasil = []
    for m in _TRIWULAN.finditer("" if teks is None else str(teks)):
        kata = m[1].upper()
        if kata not in _ANGKA_TW:
            kata = re.sub(r"[L1|]", "I", kata)
        if kata in _ANGKA_TW:
            hasil.append(_ANGKA_TW[kata])
    return hasil


def parse_triwulan(teks: object) -> int | None:
    """The one triwulan a text names; None when it names none or several different ones.

    A bare value ("II", "2", 2, "IV") counts too: it is what an Identitas cell holds.
    """
    if isinstance(teks, (int, float)) and not isinstance(teks, bool):
        return int(teks) if teks in (1, 2, 3, 4) else None
    ada = set(find_triwulan(teks))
    if not ada:
        kata = str(teks or "").strip().strip(".").upper()
        ada = {_ANGKA_TW.get(kata) or _ANGKA_TW.get(re.sub(r"[L1|]", "I", kata))} - {None}
    return ada.pop() if len(ada) == 1 else None


def parse_tahun(teks: object) -> int | None:
    """The one year 20xx a text names; None when none or several. Dates and spans (2018-2023) do not count."""
    if isinstance(teks, (int, float)) and not isinstance(teks, bool):
        return int(teks) if 2000 <= teks <= 2099 and teks == int(teks) else None
    ada = {int(t) for t in _TAHUN.findall(_TAHUN_RENTANG.sub(" ", "" if teks is None else str(teks)))}
    return ada.pop() if len(ada) == 1 else None


def parse_tanggal(isi: Any) -> date | None:
    """The first date in a text ("Rowokangkung, 21 Juli 2023", "21/07/2023", "2023-07-21") or a date cell."""
    isi = getattr(isi, "nilai", isi)
    if isinstance(isi, datetime):
        return isi.date()
    if isinstance(isi, date):
        return isi
    teks = "" if isi is None else str(isi)
    for pola, urutan in ((_TANGGAL_KATA, (3, 2, 1)), (_TANGGAL_ANGKA, (4, 3, 1)), (_TANGGAL_ISO, (1, 2, 3))):
        for m in pola.finditer(teks):
            tahun, bulan, hari = (m[i] for i in urutan)
            nomor = int(bulan) if bulan.isdigit() else parse_bulan(bulan)
            try:
                return date(int(tahun), nomor or 0, int(hari))
            except ValueError:
                continue
    return None


def parse_bulan(kata: str) -> int | None:
    """Month number of an Indonesian month name or its usual abbreviation."""
    kecil = kata.strip(" .").lower()
    for i, nama in enumerate(BULAN):
        if nama and kecil == nama.lower():
            return i
    return _BULAN_SINGKAT.get(kecil)


def parse_periode(teks: str) -> tuple[int, int]:
    """'2023-TW2' -> (2023, 2). Raises PeriodeError for anything else."""
    m = re.fullmatch(r"(20[0-9]{2})-TW([1-4])", teks.strip().upper(), re.ASCII)
    if not m:
        raise PeriodeError(f'Periode "{teks}" tidak dikenal; tulis seperti 2023-TW2.')
    return int(m[1]), int(m[2])


def format_periode(tahun: int, triwulan: int) -> str:
    """(2023, 2) -> '2023-TW2', the form that sorts."""
    return f"{tahun}-TW{triwulan}"


def format_triwulan(triwulan: int) -> str:
    """2 -> 'II'."""
    return ROMAWI[triwulan]


def bulan_triwulan(triwulan: int) -> tuple[int, int, int]:
    """Month numbers of a triwulan: 2 -> (4, 5, 6)."""
    awal = 3 * triwulan - 2
    return awal, awal + 1, awal + 2


def akhir_triwulan(tahun: int, triwulan: int) -> date:
    """Last day of a triwulan."""
    bulan = 3 * triwulan
    return date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])


def tenggat(tahun: int, triwulan: int, ref: Referensi) -> date:
    """Last day to hand in the report of a triwulan, by the newest rule of tenggat.csv in force at its end."""
    akhir = akhir_triwulan(tahun, triwulan)
    aturan = [
        b
        for b in ref.tenggat
        if int(b["triwulan"]) == triwulan and date.fromisoformat(b["berlaku_mulai"]) <= akhir
    ]
    if not aturan:
        raise PeriodeError(f"Tenggat triwulan {ROMAWI[triwulan]} {tahun} tidak ada di tenggat.csv.")
    terbaru = max(aturan, key=lambda b: b["berlaku_mulai"])
    akhir = date(tahun, int(terbaru["bulan_akhir"]), int(terbaru["tanggal_akhir"]))
    return akhir + timedelta(days=int(terbaru["hari_tenggat"]))


def find_rentang_bulan(teks: object) -> list[tuple[int, int, str]]:
    """Month ranges in a text ("Januari 2023 s.d. Maret 2023"): (first month, last month, words)."""
    hasil = []
    for m in _RENTANG.finditer("" if teks is None else " ".join(str(teks).split())):
        awal, akhir = parse_bulan(m[1]), parse_bulan(m[2])
        if awal and akhir:
            hasil.append((awal, akhir, m[0]))
    return hasil


def rentang_bertentangan(teks: object, triwulan: int | None = None) -> str | None:
    """The words of a month range that contradicts the triwulan, or None.

    The triwulan is the one the text itself names, else `triwulan`. A range from January to the end of the
    triwulan is the cumulative period and no contradiction.
    """
    return next(_contradictions(teks, parse_triwulan_teks(teks) or triwulan), None)


def parse_triwulan_teks(teks: object) -> int | None:
    """Like parse_triwulan, but only where the word triwulan (or TW) stands; for running text."""
    ada = set(find_triwulan(teks))
    return ada.pop() if len(ada) == 1 else None


def _contradictions(teks: object, triwulan: int | None) -> Iterable[str]:
    if triwulan is None:
        return
    awal_tw, _, akhir_tw = bulan_triwulan(triwulan)
    for awal, akhir, kata in find_rentang_bulan(teks):
        if (awal, akhir) not in {(awal_tw, akhir_tw), (1, akhir_tw)}:
            yield kata
