"""How values are written for an Indonesian reader, and how foreign text is made safe, in every report."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from transforms.settings import ZONA_WAKTU
from transforms.values.nip import hide_nip

TANPA_PERIODE = "tanpa-periode"  # folder of the receipts of files whose period is not known
KOSONG = "–"  # shown for "no data"; never 0
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}

# C0 and C1 controls (tab and line feed stay), marks that reorder text, and code points XML cannot hold
_TERLARANG = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_KIRIMAN_ID = re.compile(r"K\d{6,}", re.ASCII)
_PEMISAH = str.maketrans(",.", ".,")


def clean_text(teks: object) -> str:
    """Text fit for XML, HTML and a screen: NFC, line ends folded, controls, direction marks and NIP dropped."""
    isi = unicodedata.normalize("NFC", str(teks)).replace("\r\n", "\n").replace("\r", "\n")
    return hide_nip(_TERLARANG.sub("", isi))


def period_key(tahun: int, triwulan: int) -> str:
    """Key of a period as folder and argument: `2023-TW2`."""
    return f"{tahun}-TW{triwulan}"


def period_label(tahun: int, triwulan: int) -> str:
    """`Triwulan II Tahun 2023`."""
    return f"Triwulan {ROMAWI[triwulan]} Tahun {tahun}"


def period_short(tahun: int, triwulan: int) -> str:
    """`TW II 2023`."""
    return f"TW {ROMAWI[triwulan]} {tahun}"


def workbook_name(kabupaten: str, tahun: int, triwulan: int) -> str:
    """File name of a period's consolidated workbook: `Konsolidasi Lumajang 2023 TW II.xlsx`."""
    return f"Konsolidasi {kabupaten} {tahun} TW {ROMAWI[triwulan]}.xlsx"


def format_number(nilai: Decimal | int | float | None, desimal: int = 0) -> str:
    """A number in Indonesian notation, half up: 2385345430 → `2.385.345.430`, 37.165 with 2 → `37,17`."""
    if nilai is None:
        return KOSONG
    angka = nilai if isinstance(nilai, Decimal) else Decimal(str(nilai))
    bulat = angka.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP) + 0  # + 0 makes -0 a plain 0
    return f"{bulat:,f}".translate(_PEMISAH)


def format_rupiah(nilai: Decimal | None) -> str:
    """Rupiah without sen unless there are some: `2.385.345.430`, `1.500,35`."""
    return format_number(nilai, 2 if nilai is not None and nilai != int(nilai) else 0)


def format_persen(nilai: Decimal | None) -> str:
    """A rate 0-100 with two decimals: `37,17`."""
    return format_number(nilai, 2)


def format_change(nilai: Decimal | None, tulis: Callable[[Decimal], str] = format_persen) -> str:
    """A difference with its sign: `+1,25`, `-0,30`, `0,00`."""
    return f"{'+' if nilai is not None and nilai > 0 else ''}{tulis(nilai)}"


def format_date(nilai: dt.date | None) -> str:
    """`14 Juli 2023`."""
    return KOSONG if nilai is None else f"{nilai.day} {BULAN[nilai.month - 1]} {nilai.year}"


def local_time(nilai: dt.datetime | None) -> dt.datetime | None:
    """A zoned time as the office's wall clock (Asia/Jakarta), without zone, as spreadsheets need it."""
    if nilai is None or nilai.tzinfo is None:
        return nilai
    return nilai.astimezone(ZoneInfo(ZONA_WAKTU)).replace(tzinfo=None)


def format_time(nilai: dt.datetime | None) -> str:
    """`14 Juli 2023 10.00 WIB`."""
    lokal = local_time(nilai)
    return KOSONG if lokal is None else f"{format_date(lokal)} {lokal:%H.%M} WIB"


def code_order(kode: str) -> tuple:
    """Order of a budget code: numbers by value, a remainder line (`….tanpa-rincian`) after its siblings."""
    return tuple((0, int(b), "") if b.isdecimal() else (1, 0, b) for b in str(kode).split("."))


def receipt_link(kiriman_id: str | None) -> str | None:
    """Relative path from a report to the receipt of a kiriman; None for anything that is not our own id."""
    return f"tanda-terima/{kiriman_id}.html" if kiriman_id and _KIRIMAN_ID.fullmatch(kiriman_id) else None
