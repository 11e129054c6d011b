"""Compares names of indicators, kecamatan, programs and kegiatan as people type them.

Exact means equal after normalisation (case, spaces, punctuation, common variants, letters torn apart by a
line wrap). Then the alias table decides. Similarity decides only for indicators, with a finding; for
kecamatan it may suggest and never decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transforms.referensi import Referensi

# Thresholds, 0-100. Measured on the real report and the 193 names of the nomenclature: spelling slips of one
# name stay above 93, different names of one level are below 88 except siblings that differ in one word
# ("RKPDes"/"APBDes", "Sarana"/"Sarana Pendukung"), which reach 97: those need the margin.
AMBANG_MIRIP = 90.0  # at least this to be taken for the same name
AMBANG_JARAK = 3.0  # and at least this far ahead of the next candidate
AMBANG_NAMA_SENDIRI = 85.0  # a row whose name is this close to its own code's name agrees with its code
AMBANG_USUL = 75.0  # below this a suggestion would only confuse

# Spelling variants met in official texts; both sides of every comparison pass through this table.
_EJAAN = {
    "yg": "yang", "dgn": "dengan", "dg": "dengan", "utk": "untuk", "thd": "terhadap", "pd": "pada", "kec": "kecamatan",
    "kab": "kabupaten", "kel": "kelurahan", "prosentase": "persentase", "ketentraman": "ketenteraman",
    "efektifitas": "efektivitas", "pengkoordinasian": "pengoordinasian", "sub": "sub", "dlm": "dalam",
    "pemdes": "pemerintahan desa", "pemkab": "pemerintah kabupaten", "adm": "administrasi",
}  # fmt: skip
_TINGKAT_AWAL = re.compile(r"^(?:sub kegiatan|kegiatan|program) ")


class Cocok(NamedTuple):
    """id of the match (None: no match), score 0-100, and how: 'tepat', 'alias', 'mirip' or None."""

    id: str | None
    skor: float
    cara: str | None


def normalize_nama(teks: object) -> str:
    """Lower case, plain spaces, no punctuation, common spelling variants unified."""
    s = unicodedata.normalize("NFKC", "" if teks is None else str(teks)).casefold().replace("&", " dan ")
    return " ".join(_EJAAN.get(kata, kata) for kata in re.findall(r"\w+", s.replace("_", " ")))


def kunci_nama(teks: object) -> str:
    """Comparison key: the normalised name without spaces, so that torn words compare equal."""
    return normalize_nama(teks).replace(" ", "")


def kunci_kecamatan(teks: object) -> str:
    """Comparison key of a kecamatan name: without "Kecamatan", "Camat" and a trailing "Kabupaten ..."."""
    s = re.sub(r" ?\bkabupaten\b.*$", "", normalize_nama(teks))
    s = re.sub(r"^(?:(?:pemerintah|kantor|camat|kecamatan) )+", "", s)
    return s.replace(" ", "")


def similarity(a: object, b: object) -> float:
    """Similarity of two names, 0-100, after normalisation."""
    from rapidfuzz import fuzz

    return fuzz.ratio(kunci_nama(a), kunci_nama(b))


@lru_cache(maxsize=4096)
def match_indikator(teks: str, ref: Referensi, tingkat: str | None = None) -> Cocok:
    """Finds the indicator a text names: exact, then alias, then similarity with a clear lead.

    `tingkat` ('sasaran' or 'program') limits the candidates. A 'mirip' match needs a finding NAMA_MIRIP.
    """
    kunci = kunci_nama(teks)
    if not kunci:
        return Cocok(None, 0.0, None)
    boleh = {k for k, b in ref.indikator.items() if tingkat in (None, b["tingkat"])}
    for nama, cara in ((ref.indikator_nama, "tepat"), (ref.alias_indikator, "alias")):
        if nama.get(kunci) in boleh:
            return Cocok(nama[kunci], 100.0, cara)
    skor: dict[str, float] = {}
    for nama, nilai in _score(kunci, (*ref.indikator_nama, *ref.alias_indikator)):
        id_ = ref.indikator_nama.get(nama) or ref.alias_indikator[nama]
        if id_ in boleh:
            skor[id_] = max(nilai, skor.get(id_, 0.0))
    id_, nilai, jarak = _best(skor)
    if nilai >= AMBANG_MIRIP and jarak >= AMBANG_JARAK:
        return Cocok(id_, nilai, "mirip")
    return Cocok(None, nilai, None)


@lru_cache(maxsize=4096)
def match_kecamatan(teks: str, ref: Referensi) -> Cocok:
    """Finds the kecamatan a text names or gives the code of; only an exact name, code or alias decides."""
    kode = re.sub(r"\D", "", str(teks))
    if len(kode) == 6 and not re.search(r"[^\W\d]", str(teks)):
        kode = ".".join((kode[:2], kode[2:4], kode[4:]))
        return Cocok(kode, 100.0, "tepat") if kode in ref.kecamatan else Cocok(None, 0.0, None)
    kunci = kunci_kecamatan(teks)
    if kunci in ref.kecamatan_nama:
        return Cocok(ref.kecamatan_nama[kunci], 100.0, "tepat")
    if kunci in ref.alias_kecamatan:
        return Cocok(ref.alias_kecamatan[kunci], 100.0, "alias")
    usul = suggest_kecamatan(teks, ref)
    return Cocok(None, usul[1] if usul else 0.0, None)


def suggest_kecamatan(teks: str, ref: Referensi) -> tuple[str, float] | None:
    """The kecamatan most like a text, as (kode, score), for the wording of a finding only; None if none is."""
    kunci = kunci_kecamatan(teks)
    if not kunci:
        return None
    kode, nilai, _ = _best({ref.kecamatan_nama[n]: s for n, s in _score(kunci, tuple(ref.kecamatan_nama))})
    return (kode, nilai) if nilai >= AMBANG_USUL else None


def find_kecamatan(teks: str, ref: Referensi) -> list[tuple[str, str]]:
    """Kecamatan named in running text as "Kecamatan X", "Kec. X" or "Camat X": (kode, words) in order.

    Desa names do not count: "Tempursari" alone is also a desa of Kedungjajang.
    """
    hasil = []
    for m in re.finditer(r"\b(?:kecamatan|kec\b\.?|camat)\s+((?:[^\W\d_]+[ \t]*){1,3})", teks, re.IGNORECASE):
        kata = m[1].split()
        for n in range(len(kata), 0, -1):
            kunci = kunci_kecamatan(" ".join(kata[:n]))
            kode = ref.kecamatan_nama.get(kunci) or ref.alias_kecamatan.get(kunci)
            if kode:
                hasil.append((kode, f"{m[0].split()[0]} {' '.join(kata[:n])}"))
                break
    return hasil


@lru_cache(maxsize=4096)
def match_nomenklatur(
    uraian: str, tingkat: str, ref: Referensi, induk: str | None = None
) -> tuple[str | None, float]:
    """Finds the code a name belongs to, among the names of `tingkat` (and below `induk` if given).

    Returns (kode, score): exact names 100; else the most similar with a clear lead, or (None, best score).
    """
    kunci = kunci_nama(uraian)
    if not kunci:
        return None, 0.0
    kandidat: dict[str, str] = {}
    for (t, nama), daftar in ref.nomenklatur_nama.items():
        if t == tingkat:
            for kode in daftar:
                if induk is None or ref.nomenklatur[kode]["induk"] == induk:
                    kandidat[kode + "|" + nama] = nama
    tepat = {k.split("|")[0] for k, nama in kandidat.items() if nama == kunci}
    if len(tepat) == 1:
        return tepat.pop(), 100.0
    awalan = _TINGKAT_AWAL.sub("", normalize_nama(uraian)).replace(" ", "") if tingkat != "program" else kunci
    skor: dict[str, float] = {}
    for k, nama in kandidat.items():
        skor[k.split("|")[0]] = max(skor.get(k.split("|")[0], 0.0), *(s for _, s in _score(awalan, (nama,))))
    kode, nilai, jarak = _best(skor)
    return (kode, nilai) if nilai >= AMBANG_MIRIP and jarak >= AMBANG_JARAK else (None, nilai)
