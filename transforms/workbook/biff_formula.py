"""Formulas in the records of .xls and .xlsb: which refer to other workbooks, and which were never calculated.

A formula is a row of tokens; those that point into a sheet carry an index into a list of sheets, some of which lie in
other workbooks. Not seen: a formula that uses a defined name which refers to another workbook (the file itself still
gets its TAUTAN_LUAR). A formula that was never calculated is told in .xls only, where the programs that cannot
calculate store an empty text for every formula; .xlsb is written by Excel alone, which always calculates.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_SUPBOOK, _EXTERNSHEET = 0x1AE, 0x17  # .xls
_SUP_SRC, _SUP_LAIN, _EXTERN_SHEET = 355, frozenset((357, 358, 667)), 362  # .xlsb

# Bytes after the token itself, by its number without the class bits; the others have none.
_PANJANG_XLS = {
    0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4, 0x25: 8,
    0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6,
    0x3D: 10,
}  # fmt: skip
_PANJANG_XLSB = _PANJANG_XLS | {
    0x20: 14, 0x24: 6, 0x25: 12, 0x2A: 6, 0x2B: 12, 0x2C: 6, 0x2D: 12, 0x3A: 8, 0x3B: 14, 0x3C: 8, 0x3D: 14
}
_KE_LEMBAR_LAIN = frozenset((0x39, 0x3A, 0x3B, 0x3C, 0x3D))  # tokens that begin with an index into the list of sheets


@dataclass
class Tautan:
    """What a workbook says about other workbooks: their names, and the indexes that point into them."""

    buku: list[str] = field(default_factory=list)
    indeks: frozenset[int] = frozenset()


def links_xls(rekaman: Iterable[tuple[int, bytes]]) -> Tautan:
    """From the records of the workbook's own part of an .xls (Excel 97 and later)."""
    hasil, luar = Tautan(), []
    for nomor, isi in rekaman:
        if nomor == _SUPBOOK:
            panjang = struct.unpack_from("<H", isi, 2)[0]
            luar.append(panjang not in (0x0401, 0x3A01))  # this workbook, functions of add-ins
            if luar[-1]:
                lebar = 2 if isi[4] & 1 else 1
                hasil.buku.append(_path(isi[5 : 5 + lebar * panjang].decode("utf-16-le" if lebar == 2 else "latin-1")))
        elif nomor == _EXTERNSHEET:
            banyak = min(struct.unpack_from("<H", isi)[0], (len(isi) - 2) // 6)
            buku = [struct.unpack_from("<H", isi, 2 + 6 * i)[0] for i in range(banyak)]
            hasil.indeks = frozenset(i for i, n in enumerate(buku) if n < len(luar) and luar[n])
    return hasil


def links_xlsb(rekaman: Iterable[tuple[int, bytes]]) -> frozenset[int]:
    """The indexes that point into other workbooks, from the records of an .xlsb's workbook part."""
    luar: list[bool] = []
    for nomor, isi in rekaman:
        if nomor == _SUP_SRC or nomor in _SUP_LAIN:
            luar.append(nomor == _SUP_SRC)
        elif nomor == _EXTERN_SHEET:
            banyak = min(struct.unpack_from("<L", isi)[0], (len(isi) - 4) // 12)
            buku = [struct.unpack_from("<L", isi, 4 + 12 * i)[0] for i in range(banyak)]
            return frozenset(i for i, n in enumerate(buku) if n < len(luar) and luar[n])
    return frozenset()


def _path(teks: str) -> str:
    """The encoded path of a workbook as people write it: control characters stand for separators."""
    return re.sub(r"[\x00-\x1f]+", "/", teks).strip("/") or "buku kerja lain"


def refers_outside(rumus: bytes, indeks: frozenset[int], xlsb: bool = False) -> bool:
    """Whether a formula's tokens point into a sheet of another workbook (`indeks`).

    A token that is not known ends the look: then the formula counts as pointing outside.
    """
    try:
        return any(i in indeks for i in _sheets(rumus, xlsb))
    except (struct.error, IndexError, ValueError):
        return True


def _sheets(rumus: bytes, xlsb: bool) -> Iterator[int]:
    """Indexes into the list of sheets, of every token of a formula that has one."""
    panjang = _PANJANG_XLSB if xlsb else _PANJANG_XLS
    p = 0
    while p < len(rumus):
        token = rumus[p]
        if token >= 0x40:  # the class bits: reference, value, array
            token = token & 0x1F | 0x20
        p += 1
        if token in _KE_LEMBAR_LAIN:
            yield struct.unpack_from("<H", rumus, p)[0]
        if token == 0x17:  # a text
            p += 2 + 2 * struct.unpack_from("<H", rumus, p)[0] if xlsb else 2 + rumus[p] * (1 + (rumus[p + 1] & 1))
        elif token == 0x19:  # attributes; a choice carries a table of jumps
            n = struct.unpack_from("<H", rumus, p + 1)[0]
            p += 3 + (2 * (n + 1) if rumus[p] & 4 else 0)
        elif token == 0x18:  # extended: only references into tables, of .xlsb, have a known length
            if not xlsb or rumus[p] != 0x19:
                raise ValueError(token)
            p += 13
        elif token > 0x3D:
            raise ValueError(token)
        else:
            p += panjang.get(token, 0)
