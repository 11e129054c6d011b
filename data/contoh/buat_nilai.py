"""How an amount, a percentage or a code is typed in each layout."""

from __future__ import annotations

from decimal import Decimal
from zlib import crc32

BULAN = (
    "",
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def ribuan(nilai: int | Decimal, pemisah: str) -> str:
    """1234567 → '1.234.567'; the sen, if any, follow the other separator."""
    utuh, _, sen = str(abs(nilai)).partition(".")
    teks = f"{int(utuh):,}".replace(",", pemisah) + (("," if pemisah == "." else ".") + sen if sen else "")
    return f"({teks})" if nilai < 0 else teks


def uang(nilai: int | Decimal | None, gaya: str, kunci: str) -> int | float | str | None:
    """Cell content of an amount. `kunci` (any text) decides deterministically among the mixed styles."""
    if nilai is None:
        return None
    if gaya == "angka":
        return float(nilai) if isinstance(nilai, Decimal) else nilai
    if gaya == "id":
        return "-" if nilai == 0 else ribuan(nilai, ".")
    if gaya == "id_sen":
        return ribuan(nilai, ".") + ("" if isinstance(nilai, Decimal) else ",00")
    if gaya == "en":
        return ribuan(nilai, ",")
    if gaya == "rp":
        return f"Rp {ribuan(nilai, '.')},-" if nilai >= 0 else f"Rp {ribuan(nilai, '.')}"
    return _campur(nilai, crc32(kunci.encode()) % 10)


def _campur(nilai: int | Decimal, undi: int) -> str:
    if nilai == 0:
        return "-" if undi < 6 else "0"
    titik = ribuan(nilai, ".")
    if undi < 4 or titik.count(".") < 2 or nilai < 0:
        return titik
    if undi < 7:
        return ribuan(nilai, ",")
    if undi < 9:  # '6.750,000': both separators in one cell
        depan, _, akhir = titik.rpartition(".")
        return f"{depan},{akhir}"
    return titik + "-"


def persen(nilai: Decimal | None, gaya: str) -> float | str | None:
    """Cell content of a percentage (0–100). `persen` is a fraction for a cell with a percent format."""
    if nilai is None:
        return None
    ringkas = nilai.normalize() if nilai == nilai.to_integral_value() else nilai
    teks = format(ringkas, "f")
    if gaya == "persen":
        return float(nilai / 100)
    if gaya == "polos":
        return float(nilai)
    return f"{teks} %" if gaya == "teks_en" else f"{teks.replace('.', ',')} %"


def kode(kanonik: str | None, gaya: str) -> str | None:
    """The code as the office types it: 7.01.01.2.01.01 → 7.01.01.201.01. in the style of the LKj."""
    if not kanonik or gaya == "kanonik":
        return kanonik
    bagian = kanonik.split(".")
    if gaya == "empat_digit":
        return ".".join([*bagian[:5], *(f"{b:0>4}" for b in bagian[5:])])
    if gaya == "sipd":
        # Unit code 7.01.00 inserted after 7.01 and account 5.1 at the end, as SIPD exports paste.
        return ".".join(["7.01", "7.01.00", *bagian[2:], "5.1"])
    tulis = ".".join([*bagian[:3], *(["".join(bagian[3:5])] if len(bagian) > 3 else []), *bagian[5:], ""])
    return tulis if gaya == "lkj" or len(bagian) < 5 else f"{tulis[:8]} {tulis[8:]}"


def tanggal(iso: str) -> str:
    """'2023-07-12' → '12 Juli 2023'."""
    tahun, bulan, hari = iso.split("-")
    return f"{int(hari)} {BULAN[int(bulan)]} {tahun}"
