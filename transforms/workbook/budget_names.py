"""Which code of the nomenclature a budget line's name belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.values.codes import kode_tingkat, parent_kode
from transforms.values.names import AMBANG_JARAK, AMBANG_MIRIP, AMBANG_NAMA_SENDIRI, kunci_nama

if TYPE_CHECKING:
    from transforms.referensi import Referensi

_AWALAN = re.compile(r"^(?:program|subkegiatan|kegiatan)")


class _Nama:
    """Name lookups of one reference folder: comparison key → codes, code → keys of its own names."""

    def __init__(self, ref: Referensi) -> None:
        self.kode: dict[str, list[str]] = {}
        for (_, key), codes in ref.nomenklatur_nama.items():
            known = self.kode.setdefault(key, [])
            known += [k for k in codes if k not in known]
        self.sendiri: dict[str, tuple[str, ...]] = {
            kode: tuple(kunci_nama(row[n]) for n in ("nama", "nama_lain") if row.get(n))
            for kode, row in ref.nomenklatur.items()
        }
        self.kunci = list(self.kode)


@lru_cache(maxsize=4)
def _names(ref: Referensi) -> _Nama:
    return _Nama(ref)


@lru_cache(maxsize=8192)
def _key(uraian: str) -> str:
    return kunci_nama(uraian)


def _alternatives(key: str) -> tuple[str, ...]:
    """The key itself, without a leading 'sub kegiatan', and with a leading 'program' that was left out."""
    bare = _AWALAN.sub("", key)
    return (key,) if bare == key else (key, bare)


@lru_cache(maxsize=4096)
def codes_by_name(uraian: str, ref: Referensi) -> tuple[str, ...]:
    """All codes whose name is `uraian`: equal after normalisation, else clearly the most similar; or ()."""
    key = _key(uraian)
    if len(key) < 6:
        return ()
    names = _names(ref)
    for option in (*_alternatives(key), "program" + key):
        if option in names.kode:
            return tuple(names.kode[option])
    from rapidfuzz import fuzz, process

    best: dict[str, float] = {}
    for option in _alternatives(key):
        for name, score, _ in process.extract(
            option, names.kunci, scorer=fuzz.ratio, limit=6, score_cutoff=AMBANG_MIRIP - AMBANG_JARAK
        ):
            best[name] = max(score, best.get(name, 0.0))
    ranked = sorted(best, key=lambda n: -best[n])
    if not ranked or best[ranked[0]] < AMBANG_MIRIP:
        return ()
    codes = tuple(names.kode[ranked[0]])
    for other in ranked[1:]:
        if best[ranked[0]] - best[other] < AMBANG_JARAK and set(names.kode[other]) != set(codes):
            return ()
    return codes


def find_kode(uraian: str, ref: Referensi, program: str | None = None, kegiatan: str | None = None) -> str | None:
    """The code a name belongs to; `program` and `kegiatan` of the rows above decide between equal names."""
    codes = codes_by_name(uraian, ref)
    if len(codes) < 2:
        return codes[0] if codes else None
    for parent in (kegiatan, program):
        below = [k for k in codes if parent is not None and parent_kode(k) == parent]
        if len(below) == 1:
            return below[0]
    top = [k for k in codes if kode_tingkat(k) == "program"]
    return top[0] if len(top) == 1 else None


def is_name(kode: str | None, uraian: str, ref: Referensi) -> bool:
    """True when `uraian` is exactly a name of `kode`, or without a code of any in the nomenclature."""
    key = kunci_nama(uraian)
    return key in _names(ref).sendiri.get(kode, ()) if kode else key in _names(ref).kode


@lru_cache(maxsize=8192)
def name_owner(kode: str, uraian: str, ref: Referensi) -> str | None:
    """The other code that a row's name clearly belongs to, or None when the name agrees with `kode`.

    Clearly: it is exactly the name of another code (siblings can differ in one word), or like that of another one
    and not like its own.
    """
    key = _key(uraian)
    names = _names(ref)
    own = names.sendiri.get(kode, ())
    if not key or key in own:
        return None
    options = _alternatives(key)
    exact = any(o in names.kode for o in (*options, "program" + key))
    if own and not exact:
        from rapidfuzz import fuzz

        if max(fuzz.ratio(o, n) for o in options for n in own) >= AMBANG_NAMA_SENDIRI:
            return None
    codes = codes_by_name(uraian, ref)
    if not codes or kode in codes:
        return None
    if len(codes) == 1:
        return codes[0]
    siblings = [k for k in codes if parent_kode(k) == parent_kode(kode)]
    return siblings[0] if len(siblings) == 1 else None
