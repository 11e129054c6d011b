"""Header words: from the text over a column to the column it names.

The words are data (`data/referensi/tajuk.csv`: kelompok, kolom, tajuk), so that a new spelling is one more
line there. What is *around* the words (years, quarters, units, "setelah perubahan") is taken off and kept as
qualifiers: 'Realisasi s.d. Triwulan II 2023 (Rp.)' is the word 'realisasi' with its qualifiers.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from transforms.values.memo import Memo

PANJANG_MAKS = 90
"""A longer text is never a header word."""

_TOKEN = re.compile(r"[a-z]+|[0-9]+|%")
_TERPOTONG = re.compile(r"(?<=\w)-\s+(?=[a-z])")
"""A word cut at the end of a line: 'Reali- sasi'."""
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "il": 2, "ill": 3, "1": 1, "2": 2, "3": 3, "4": 4}
_BULAN = frozenset(
    [
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "nopember",
        "desember",
    ]
)
_PERIODE = frozenset(["triwulan", "tw", "trw", "triwulanan"])
_SEBELUM = frozenset(["sebelum", "semula", "murni"])
_SESUDAH = frozenset(["setelah", "sesudah", "menjadi"])
_RIBUAN = frozenset(["ribu", "ribuan", "juta", "jutaan", "000"])
_LEWAT = frozenset(
    [
        "tahun",
        "thn",
        "th",
        "ta",
        "dalam",
        "ini",
        "berjalan",
        "ke",
        "akhir",
        "bulan",
        "perubahan",
        "pak",
        "saat",
    ]
)
_KATA_PENUNJUK = (
    _BULAN
    | _PERIODE
    | _SEBELUM
    | _SESUDAH
    | _RIBUAN
    | _LEWAT
    | frozenset(_ROMAWI)
    | frozenset(
        [
            "rp",
            "rupiah",
            "%",
            "persen",
            "persentase",
            "s",
            "d",
            "sd",
            "sampai",
            "dengan",
            "t",
            "a",
            "tri",
            "wulan",
        ]
    )
)
SUBKATA = frozenset(["fisik", "keuangan", "kinerja", "k", "semula", "menjadi", "bertambah berkurang", "selisih"])
"""Words that stand in a second header row without naming a column of ours."""


@dataclass(slots=True, frozen=True)
class Tajuk:
    """A header text taken apart: the words that name a column and what qualifies them."""

    inti: str
    tahun: int | None = None
    triwulan: int | None = None
    kumulatif: bool = False
    persen: bool = False
    rupiah: bool = False
    ribuan: bool = False
    perubahan: int = 0
    """-1 before the budget change, +1 after it, 0 not said."""
    angka: bool = False
    """Holds small numbers (column numbering, formulas such as 5 = 3 - 4)."""

    @property
    def penunjuk_saja(self) -> bool:
        """Only units, years or quarters: a sub-header such as '(Rp.)' or '2022', never a number of data."""
        if self.inti or self.angka:
            return False
        return bool(self.rupiah or self.persen or self.tahun or self.triwulan or self.ribuan or self.perubahan)


class Kamus:
    """Header words of the two families of tables: money ('anggaran') and indicators ('kinerja')."""

    __slots__ = ("_cache", "anggaran", "hit", "kata", "kinerja", "semua")

    def __init__(self, entri: list[tuple[str, str, str]]) -> None:
        """`entri`: (kelompok, kolom, tajuk) as in tajuk.csv; kelompok 'anggaran' or 'kinerja'."""
        self._cache: dict[str, Tajuk | None] = {}
        self.hit = Memo(lambda teks: self.is_hit(self.parse(teks)))
        """text → whether it names a column of ours"""
        self.kata: frozenset[str] = frozenset()
        self.anggaran: dict[str, str] = {}
        self.kinerja: dict[str, str] = {}
        words: set[str] = set()
        for kelompok, kolom, tajuk in entri:
            tokens = _tokens(tajuk)
            words.update(tokens)
            inti = _take_apart(tokens).inti
            target = self.kinerja if kelompok == "kinerja" else self.anggaran
            if inti:
                target.setdefault(inti, kolom)
        words |= _KATA_PENUNJUK
        for word in SUBKATA:
            words.update(word.split())
        self.kata = frozenset(words)
        self.semua = frozenset(self.anggaran) | frozenset(self.kinerja)

    def parse(self, teks: str) -> Tajuk | None:
        """A header text → its parts; None when it has a word that no header has: not a header."""
        found = self._cache.get(teks, _BELUM)
        if found is not _BELUM:
            return found
        if len(self._cache) > 20_000:
            self._cache.clear()
        tajuk = self._cache[teks] = self._parse(teks)
        return tajuk

    def _parse(self, teks: str) -> Tajuk | None:
        if len(teks) > PANJANG_MAKS:
            return None
        for spelling in (teks, _TERPOTONG.sub("", teks)):
            tokens = _tokens(spelling)
            if tokens and all(map(self._known, tokens)):
                return _take_apart(tokens)
        return None

    def _known(self, token: str) -> bool:
        return token in self.kata or (token.isdigit() and (len(token) < 3 or _is_year(token)))

    def is_hit(self, tajuk: Tajuk | None) -> bool:
        """True when the text names a column of ours, in either family."""
        return tajuk is not None and tajuk.inti in self.semua


_BELUM = object()


def _tokens(teks: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", teks).casefold())


def _is_year(token: str) -> bool:
    return len(token) == 4 and token[:2] == "20"


def _take_apart(tokens: list[str]) -> Tajuk:
    """Tokens → core words and qualifiers. Every qualifier is recognised by itself, in any order."""
    inti: list[str] = []
    tahun = triwulan = None
    kumulatif = persen = rupiah = ribuan = angka = False
    perubahan = 0
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < n else ""
        if token in ("%", "persen", "persentase"):
            persen = True
        elif token in ("rp", "rupiah"):
            rupiah = True
        elif token in _RIBUAN:
            ribuan = True
        elif _is_year(token):
            tahun = int(token)
        elif token == "tahun" and following == "anggaran" and i + 2 < n and _is_year(tokens[i + 2]):
            i += 1
        elif (token == "s" and following == "d") or (token == "sampai" and following == "dengan"):
            kumulatif = True
            i += 1
        elif token == "sd":
            kumulatif = True
        elif token == "t" and following == "a":
            i += 1
        elif token in _PERIODE or (token == "tri" and following == "wulan"):
            if token == "tri":
                i += 1
            if i + 1 < n and tokens[i + 1] == "ke":
                i += 1
            if i + 1 < n and tokens[i + 1] in _ROMAWI:
                triwulan = _ROMAWI[tokens[i + 1]]
                i += 1
        elif token in _SEBELUM:
            perubahan = -1
        elif token in _SESUDAH or (token in ("perubahan", "pak") and perubahan == 0):
            perubahan = 1
        elif token in _LEWAT or token in _BULAN:
            pass
        elif token.isdigit():
            angka = True
        else:
            inti.append(token)
        i += 1
    return Tajuk(" ".join(inti), tahun, triwulan, kumulatif, persen, rupiah, ribuan, perubahan, angka)


@lru_cache(maxsize=8)
def load_tajuk(path: Path) -> Kamus:
    """Header words from a tajuk.csv (columns kelompok, kolom, tajuk), read once per process.

    OSError or KeyError when the file is missing or has other columns: the installation is broken.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        entri = [(row["kelompok"], row["kolom"], row["tajuk"]) for row in csv.DictReader(file)]
    return Kamus(entri)


@lru_cache(maxsize=4096)
def name_columns(
    paths: tuple[tuple[str, ...], ...], kamus: Kamus, kinerja: bool
) -> list[tuple[str, Tajuk, int] | None]:
    """(column name, header taken apart, words skipped) of each column of a header, by its texts alone."""
    words = kamus.kinerja if kinerja else kamus.anggaran
    found: list[tuple[str, Tajuk, int] | None] = []
    for path in paths:
        found.append(None)
        for skip in range(len(path)):
            tajuk = kamus.parse(" ".join(path[skip:]))
            name = words.get(tajuk.inti) if tajuk is not None else None
            if name is not None:
                tajuk = _inherit(tajuk, kamus.parse(" ".join(path[:skip]))) if skip else tajuk
                found[-1] = name, tajuk, skip
                break
    return found


def _inherit(tajuk: Tajuk, group: Tajuk | None) -> Tajuk:
    """The qualifiers of a group title count for the columns under it."""
    if group is None:
        return tajuk
    return Tajuk(
        tajuk.inti,
        tajuk.tahun or group.tahun,
        tajuk.triwulan or group.triwulan,
        tajuk.kumulatif or group.kumulatif,
        tajuk.persen,
        tajuk.rupiah or group.rupiah,
        tajuk.ribuan or group.ribuan,
        tajuk.perubahan or group.perubahan,
        tajuk.angka,
    )
