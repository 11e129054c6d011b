"""Reads program, kegiatan and sub kegiatan codes into one canonical form `U.BB.PP[.2.KK[.SS]]`.

Codes of kecamatan begin with 7.01; codes of another urusan are read into the same shape and kept.
Styles met in the wild (`gaya`):

- `kanonik`      7.01.01.2.09.09
- `lkj`          7.01.01.201.01.             the 2 glued to the kegiatan number
- `empat_digit`  7.01.01.2.01.0001           since 2024; the same sub kegiatan as 7.01.01.2.01.01
- `sipd`         7.01.7.01.00.01.2.06.08.5.1  unit code inserted and/or account group appended
- `rekening`     5.1.02.01, 7.01.01.2.01.01.5.1.02   an account below a sub kegiatan: no code of ours
- `lain`         readable only after repairing stray dots or missing zeros, or not readable at all

Spaces and dots left by line wraps (`7.01.7.0. 1.00.04. 2.01.01. 5.1`) are repaired first.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from transforms.values.memo import memo

# Without any dots the fields still have fixed widths (1 + 2, 2, 1, 2, 2 or 4), so the digits alone decide.
_ANGKA_POLOS = re.compile(r"([0-9]{3})([0-9]{2})(?:2([0-9]{2})([0-9]{4}|[0-9]{2})?)?")
_ANGKA_SIPD = re.compile(r"([0-9]{3})\1(?:00)([0-9]{2})(?:2([0-9]{2})([0-9]{4}|[0-9]{2})?|00)?")
_PISAH = re.compile(r"\s*((?:[0-9]|X\.XX)[0-9.\s]*[0-9.])\s*[-–:]?\s+([^\W\d].*)", re.DOTALL)
SPASI = re.compile(r"[\s\u200b\u2060\ufeff]+")


class Kode(NamedTuple):
    """kode: canonical code or None; gaya: style or None when blank; tingkat: 'program', 'kegiatan',
    'sub_kegiatan', or 'lain' (urusan, account row, unreadable); alasan: why it could not be read."""

    kode: str | None
    gaya: str | None
    tingkat: str | None
    alasan: str = ""


_REKENING = re.compile(r"5\.[1-9](?:\.|$)")
_AKUN = Kode(None, "rekening", "lain", "Baris rekening belanja, bukan sub kegiatan.")


def parse_kode(isi: Any) -> Kode:
    """Reads a code from a cell (duck-typed `Sel`), a text, a number or None. Never raises.

    An unreadable code gives kode None and gaya 'lain'; the caller keeps the raw text.
    """
    jenis = getattr(isi, "jenis", None)
    nilai = isi.nilai if jenis else isi
    if jenis == "tanggal" or hasattr(nilai, "year"):
        return Kode(None, "lain", "lain", "Excel mengubah kode menjadi tanggal; ketik ulang sebagai teks.")
    if isinstance(nilai, bool) or jenis == "galat":
        return Kode(None, "lain", "lain", "Isi sel bukan kode.")
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    mentah = SPASI.sub("", "" if nilai is None else str(nilai)).upper()
    if not mentah or not mentah.strip("-–.,"):
        return Kode(None, None, None)
    teks = re.sub(r"\.{2,}", ".", mentah.replace(",", ".")).strip(".")
    if not re.fullmatch(r"[0-9.]+|X\.XX[0-9.]*", teks, re.ASCII):
        return Kode(None, "lain", "lain", "Bukan kode program, kegiatan, atau sub kegiatan.")
    if _REKENING.match(teks):
        return _AKUN
    bagian = _read_parts(teks.split("."))
    if bagian and all(len(b or "00") > 1 for b in bagian[1:4]):
        return _build(*bagian)
    # A part with one digit: zeros left out ("2.1.1" for 2.01.01) or a stray dot ("2.1.1" for 2.11)?
    polos = _read_digits(teks)
    if bagian and polos and _build(*bagian).kode != _build(*polos).kode:
        return Kode(None, "lain", "lain", "Kode bermakna ganda; tulis setiap bagian dengan dua digit.")
    terbaca = bagian or polos
    return _build(*terbaca) if terbaca else Kode(None, "lain", "lain", "Susunan kode tidak dikenal.")


def split_kode(teks: str) -> tuple[str, str]:
    """Splits "7.01.01.2.01 Perencanaan ..." typed in one cell into (code, name); ("", teks) if none."""
    m = _PISAH.fullmatch(SPASI.sub(" ", teks))
    if m and parse_kode(m[1]).kode:
        return m[1].strip(), m[2].strip()
    return "", teks.strip()


@memo
def parent_kode(kode: str) -> str | None:
    """Code one level up: sub kegiatan -> kegiatan -> program -> urusan; None above."""
    bagian = kode.split(".")
    atas = {6: 5, 5: 3, 3: 2}.get(len(bagian))
    return ".".join(bagian[:atas]) if atas else None


@memo
def kode_tingkat(kode: str) -> str:
    """Level of a canonical code."""
    return {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}.get(kode.count(".") + 1, "lain")


def kode_empat_digit(kode: str) -> str:
    """The four-digit form (2024 and later) of a canonical code; unchanged above sub kegiatan."""
    kepala, _, sub = kode.rpartition(".")
    return f"{kepala}.{sub.zfill(4)}" if kode_tingkat(kode) == "sub_kegiatan" else kode


def _read_parts(bagian: list[str]) -> tuple[str, str | None, str | None, str | None, str] | None:
    """Reads the dotted parts left to right; gives (urusan, program, kegiatan, sub kegiatan, gaya)."""
    if len(bagian) < 2 or len(bagian[0]) != 1 or len(bagian[1]) != 2:
        return None
    urusan, sisa, gaya = bagian[:2], bagian[2:], "kanonik"
    if sisa[:2] == urusan and len(sisa) > 3:  # SIPD: unit code between urusan and program
        sisa, gaya = sisa[3:], "sipd"
    program = kegiatan = sub = None
    if sisa and len(sisa[0]) <= 2:
        program, sisa = sisa[0], sisa[1:]
    if program and sisa[:1] == ["00"]:  # SIPD: program row, no kegiatan
        sisa = sisa[1:]
    elif program and len(sisa) > 1 and sisa[0] == "2" and len(sisa[1]) <= 2:
        kegiatan, sisa = sisa[1], sisa[2:]
    elif program and sisa and re.fullmatch(r"2[0-9]{2}", sisa[0]):
        kegiatan, sisa, gaya = sisa[0][1:], sisa[1:], "lkj" if gaya == "kanonik" else gaya
    if kegiatan and sisa and len(sisa[0]) in (1, 2, 4) and not (sisa[0] == "5" and len(sisa) > 1):
        sub, sisa = sisa[0], sisa[1:]
        if len(sub) == 4 and gaya == "kanonik":
            gaya = "empat_digit"
    if program and len(sisa) > 1 and sisa[0] == "5":  # account: 5.1 marks the row, more makes it another row
        gaya, sisa = ("rekening" if len(sisa) > 2 else "sipd"), []
    if sisa or "0" in (program, kegiatan, sub):
        return None
    if gaya == "kanonik" and any(len(b or "00") == 1 for b in (program, kegiatan, sub)):
        gaya = "lain"
    return ".".join(urusan), program, kegiatan, sub, gaya


def _read_digits(teks: str) -> tuple[str, str | None, str | None, str | None, str] | None:
    """Reads a code by its digits alone, for codes whose dots cannot be trusted; result as _read_parts."""
    digit = re.sub(r"\.5\.[0-9]$", "", teks).replace(
        ".", ""
    )  # the account group first: 5.1 is no sub kegiatan
    for pola, gaya in ((_ANGKA_SIPD, "sipd"), (_ANGKA_POLOS, "lain")):
        if m := pola.fullmatch(digit):
            return f"{m[1][0]}.{m[1][1:]}", m[2], m[3], m[4], gaya
    return None


def _build(urusan: str, program: str | None, kegiatan: str | None, sub: str | None, gaya: str) -> Kode:
    if gaya == "rekening":
        return _AKUN
    bagian = [urusan]
    if program and program.strip("0"):
        bagian.append(program.zfill(2))
        if kegiatan and kegiatan.strip("0"):
            bagian += ["2", kegiatan.zfill(2)]
            if sub and sub.strip("0"):
                # four digits beyond 0099 do not fit two: kept whole rather than folded onto another code
                bagian.append(sub[2:] if sub.startswith("00") and len(sub) == 4 else sub.zfill(2))
    kode = ".".join(bagian)
    return Kode(kode, gaya, kode_tingkat(kode))
