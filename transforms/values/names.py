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

# Thresholds, 0-100, measured on the 193 official names and the real report. Slips in one name (a letter, an
# affix) stay above 94; different names of one level stay below 91 except siblings that differ in one word
# ("di Desa"/"di Kelurahan", "RKPDes"/"APBDes"), which reach 95: there only the lead over the next one tells.
AMBANG_MIRIP = 90.0  # at least this to be taken for the same name
AMBANG_JARAK = 3.0  # and at least this far ahead of the next candidate
AMBANG_NAMA_SENDIRI = 85.0  # a row whose name is this close to its own code's name agrees with its code, unless
# it is exactly the name of another code
AMBANG_USUL = 75.0  # below this a suggestion would only confuse

# Spelling variants met in official texts; both sides of every comparison pass through this table.
_EJAAN = {
    "yg": "yang", "dgn": "dengan", "dg": "dengan", "utk": "untuk", "thd": "terhadap", "pd": "pada",
    "dlm": "dalam", "adm": "administrasi", "pemdes": "pemerintahan desa",
    "kab": "kabupaten", "kec": "kecamatan", "kel": "kelurahan",
    "prosentase": "persentase", "ketentraman": "ketenteraman", "efektifitas": "efektivitas",
}  # fmt: skip
_NOMOR_AWAL = re.compile(r"\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-z][.)])\s+", re.IGNORECASE)
_TINGKAT_AWAL = re.compile(r"(?:sub)?kegiatan|program")
# The name follows in a lookahead: "Kecamatan Tekung dan Kec. Klakah" must give both.
_SEBUTAN = re.compile(r"\b(kecamatan|kec\b\.?|camat)\s+(?=((?:[^\W\d_]+[ \t]*){1,3}))", re.IGNORECASE)


class Cocok(NamedTuple):
    """id of the match (None: no match), score 0-100, and how: 'tepat', 'alias', 'mirip' or None."""

    id: str | None
    skor: float
    cara: str | None


def normalize_nama(teks: object) -> str:
    """Lower case, plain spaces, no list number, no punctuation, common spelling variants unified."""
    s = unicodedata.normalize("NFKC", "" if teks is None else str(teks))
    nomor = _NOMOR_AWAL.match(s)
    s = s[nomor.end() :] if nomor else s
    kata = re.findall(r"\w+", s.casefold().replace("&", " dan ").replace("_", " "))
    return " ".join(_EJAAN.get(k, k) for k in kata)


def kunci_nama(teks: object) -> str:
    """Comparison key: the normalised name without spaces, so that torn words compare equal."""
    return normalize_nama(teks).replace(" ", "")


def kunci_nomenklatur(teks: object) -> str:
    """Comparison key of a program, kegiatan or sub kegiatan: without that word in front."""
    kunci = kunci_nama(teks)
    awal = _TINGKAT_AWAL.match(kunci)
    return kunci[awal.end() :] if awal else kunci


def kunci_kecamatan(teks: object) -> str:
    """Comparison key of a kecamatan name: without "Kecamatan", "Camat" and a trailing "Kabupaten ..."."""
    s = re.sub(r" ?\bkabupaten\b.*$", "", normalize_nama(teks))
    s = re.sub(r"^(?:(?:pemerintah|kantor|camat|kecamatan) )+", "", s)
    return s.replace(" ", "")


def similarity(a: object, b: object) -> float:
    """Similarity of two names, 0-100, after normalisation."""
    return _ratio(kunci_nama(a), kunci_nama(b))


@lru_cache(maxsize=4096)
def match_indikator(teks: str, ref: Referensi, tingkat: str | None = None) -> Cocok:
    """Finds the indicator a text names: exact, then alias, then similarity with a clear lead.

    `tingkat` ('sasaran' or 'program') limits the candidates. A 'mirip' match needs a finding NAMA_MIRIP.
    """
    kunci = kunci_nama(teks)
    nama = {
        k: id_
        for k, id_ in (*ref.alias_indikator.items(), *ref.indikator_nama.items())
        if tingkat in (None, ref.indikator[id_]["tingkat"])
    }
    if kunci in nama:
        return Cocok(nama[kunci], 100.0, "tepat" if kunci in ref.indikator_nama else "alias")
    id_, skor, jarak = _best_match(kunci, tuple(nama.items()))
    if skor >= AMBANG_MIRIP and jarak >= AMBANG_JARAK:
        return Cocok(id_, skor, "mirip")
    return Cocok(None, skor, None)


def suggest_indikator(teks: str, ref: Referensi) -> tuple[str, float] | None:
    """The indicator most like a text as (id, score), only for the wording of a finding; None if none is."""
    nama = (*ref.alias_indikator.items(), *ref.indikator_nama.items())
    id_, skor, _ = _best_match(kunci_nama(teks), nama)
    return (id_, skor) if id_ and skor >= AMBANG_USUL else None


@lru_cache(maxsize=4096)
def match_kecamatan(teks: str, ref: Referensi) -> Cocok:
    """Finds the kecamatan a text names or gives the code of; only an exact name, code or alias decides."""
    if re.fullmatch(r"\s*[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}\.?\s*", str(teks), re.ASCII):
        digit = re.sub(r"[^0-9]", "", str(teks))
        kode = f"{digit[:2]}.{digit[2:4]}.{digit[4:]}"
        return Cocok(kode, 100.0, "tepat") if kode in ref.kecamatan else Cocok(None, 0.0, None)
    kunci = kunci_kecamatan(teks)
    if kunci in ref.kecamatan_nama:
        return Cocok(ref.kecamatan_nama[kunci], 100.0, "tepat")
    if kunci in ref.alias_kecamatan:
        return Cocok(ref.alias_kecamatan[kunci], 100.0, "alias")
    return Cocok(None, _best_match(kunci, tuple(ref.kecamatan_nama.items()))[1], None)


def suggest_kecamatan(teks: str, ref: Referensi) -> tuple[str, float] | None:
    """The kecamatan most like a text as (kode, score), only for the wording of a finding; None if none is."""
    if normalize_nama(teks).startswith(("desa ", "kelurahan ")):
        return None
    kode, skor, _ = _best_match(kunci_kecamatan(teks), tuple(ref.kecamatan_nama.items()))
    return (kode, skor) if kode and skor >= AMBANG_USUL else None


def find_kecamatan(teks: str, ref: Referensi) -> list[tuple[str, str]]:
    """Kecamatan named in running text as "Kecamatan X", "Kec. X" or "Camat X": (kode, words) in order.

    Desa names do not count: "Tempursari" alone is also a desa of Kedungjajang.
    """
    hasil = []
    for m in _SEBUTAN.finditer(teks):
        kata = m[2].split()
        for n in range(1, len(kata) + 1):
            kunci = kunci_kecamatan(" ".join(kata[:n]))
            kode = ref.kecamatan_nama.get(kunci) or ref.alias_kecamatan.get(kunci)
            if kode:
                hasil.append((kode, f"{m[1]} {' '.join(kata[:n])}"))
                break
    return hasil


@lru_cache(maxsize=4096)
def used_alias(jenis: str, teks: str, ref: Referensi) -> str | None:
    """The entry of alias_indikator.csv or alias_kecamatan.csv, as written there, that a text needs; else None.

    `jenis`: 'indikator' or 'kecamatan'. A text that is the name itself needs no alias.
    """
    kunci = (kunci_nama if jenis == "indikator" else kunci_kecamatan)(teks)
    nama = ref.indikator_nama if jenis == "indikator" else ref.kecamatan_nama
    return None if kunci in nama else _written_alias(jenis, ref).get(kunci)


@lru_cache(maxsize=8)
def _written_alias(jenis: str, ref: Referensi) -> dict[str, str]:
    buat = kunci_nama if jenis == "indikator" else kunci_kecamatan
    return {buat(b["alias"]): b["alias"] for b in ref.alias_tertulis[f"alias_{jenis}"]}


def _ratio(a: str, b: str) -> float:
    from rapidfuzz import fuzz  # imported late: most runs of the reader find every name exactly

    return fuzz.ratio(a, b)


def _best_match(kunci: str, nama: tuple[tuple[str, str], ...]) -> tuple[str | None, float, float]:
    """(id, score, lead over the next other id) of the name most like `kunci`; `nama` holds (key, id)."""
    if not kunci or not nama:
        return None, 0.0, 0.0
    from rapidfuzz import fuzz, process

    skor: dict[str, float] = {}
    for _, nilai, i in process.extract(kunci, [k for k, _ in nama], scorer=fuzz.ratio, limit=None):
        skor[nama[i][1]] = max(nilai, skor.get(nama[i][1], 0.0))
    urut = sorted(skor.items(), key=lambda b: (-b[1], b[0]))
    return urut[0][0], urut[0][1], urut[0][1] - (urut[1][1] if len(urut) > 1 else 0.0)
