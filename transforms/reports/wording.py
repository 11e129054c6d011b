"""Words and order of findings on the feedback files (receipt, correction sheet, quality page)."""

import re
from decimal import Decimal

from transforms.reports.format import clean_text, format_number

TINGKAT = ("galat", "peringatan", "info")  # gravest first
JUDUL_TINGKAT = {
    "galat": "Kesalahan yang membuat berkas ditolak",
    "peringatan": "Catatan yang perlu diperbaiki atau dijelaskan",
    "info": "Untuk diketahui",
}
SEL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_WORD = re.compile(r"(?:tabel ([0-9]+) baris|paragraf) ([0-9]+)(?: kolom ([0-9]+))?", re.ASCII)
_ANGKA_POLOS = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def write_value(nilai: object) -> str:
    """A value of a finding for people; None → ''.

    Plain machine numbers of five digits or more, or with decimals, get Indonesian separators
    ('2032474680.00' → '2.032.474.680'); everything else (codes, years, what the office typed) stays as it is.
    """
    teks = "" if nilai is None else clean_text(nilai)
    if not _ANGKA_POLOS.fullmatch(teks) or (len(teks.lstrip("-")) < 5 and "." not in teks):
        return teks
    return write_amount(teks)


def write_amount(nilai: object) -> str:
    """A number with Indonesian separators, and decimals only where there are any; None → ''."""
    if nilai is None:
        return ""
    pecahan = len(str(nilai).partition(".")[2].rstrip("0"))
    return format_number(Decimal(str(nilai)), max(pecahan, 2) if pecahan else 0)


def short_message(temuan: dict) -> str:
    """The sentence of a finding without its place in front, for where the place stands beside it; amounts readable."""
    pesan, mentah = clean_text(temuan.get("pesan") or ""), clean_text(temuan.get("nilai_mentah") or "")
    if len(mentah) > 4 and (tertulis := write_value(mentah)) != mentah:
        pesan = re.sub(rf"(?<![0-9.,]){re.escape(mentah)}(?![0-9])", tertulis, pesan)
    for tempat in (f'lembar "{temuan.get("lembar")}" sel {temuan.get("sel")}: ', f"{temuan.get('sel')}: "):
        if pesan.casefold().startswith(tempat.casefold()):
            pesan = pesan[len(tempat) :]
            return pesan[:1].upper() + pesan[1:]
    return pesan


def is_word_place(sel: str | None) -> bool:
    """Whether an address is one of a Word document: it says its table or paragraph itself."""
    return _WORD.fullmatch(sel or "") is not None


def cell_place(lembar: str | None, sel: str | None) -> str:
    """Where a value stands, in one line: 'Lembar!D17', or 'tabel 5 baris 12 kolom 3' in a Word document."""
    return sel if is_word_place(sel) else "!".join(filter(None, (lembar, sel)))


def place_order(temuan: dict) -> tuple:
    """Sort key of a finding: gravest first, then file-wide ones, then by sheet, row and column."""
    alamat = temuan.get("sel") or ""
    sel, word = SEL.match(alamat), _WORD.fullmatch(alamat)
    baris, kolom = (int(sel[2]), (len(sel[1]), sel[1])) if sel else (0, (0, ""))
    if word:
        baris, kolom = int(word[2]), (int(word[3] or 0), "")
    tingkat = temuan.get("tingkat")
    return (
        TINGKAT.index(tingkat) if tingkat in TINGKAT else len(TINGKAT),
        temuan.get("lembar") or "",
        baris,
        kolom,
        temuan.get("sel") or "",
        temuan.get("kode_temuan") or "",
        temuan.get("kolom") or "",
    )
