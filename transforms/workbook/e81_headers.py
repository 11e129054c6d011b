"""The header of an Evaluasi Renja / Formulir E.81: which column is what, by its words and never by its position.

The official form (Permendagri 86/2017) has 25 columns; its descendants in the field up to 36. What they share is a
row of units (`K` and `Rp`, or `K`, `%` and `Rp`) under groups such as 'Target Renstra …' and 'Realisasi Kinerja pada
Triwulan', the latter divided into I, II, III, IV (also typed `Il`, `Ill`). Cells may be merged or not; the amounts
may be in thousands (`Rp (000)`). Columns beyond the known ones are left alone. Pure: no file is opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.values.memo import memo
from transforms.values.periods import find_triwulan, parse_tahun, parse_triwulan
from transforms.workbook.cell_values import label_text
from transforms.workbook.grid import Indeks, Lembar
from transforms.workbook.header_shape import is_numbering

BARIS_TAJUK = 8
"""Rows above the row of units that can belong to the header."""
PASANGAN_MIN = 3
"""So many K and so many Rp make a row of units."""
TAJUK_MAKS = 60
"""Headers (page breaks) on one sheet; more are no form, and must not make reading slow."""

_RP = re.compile(r"\(?\s*(?:rp|rupiah|anggaran|keuangan)\b[\s.]*\)?[\s.,]*\(?([^()]*)\)?", re.IGNORECASE)
_RIBU = re.compile(r"(?<!\d)0?00(?!\d)|\bribu(?:an)?\b|1[.,]?000", re.IGNORECASE)
_RIBU_JUDUL = re.compile(r"\bribuan\b|\(\s*rp\.?\s*[.,x]?\s*\(?000\)?\s*\)|\brp\.?\s*\(\s*\.?000\s*\)", re.IGNORECASE)
_JUTA = re.compile(r"\bjuta(?:an)?\b", re.IGNORECASE)
_KATA_TAJUK = ("indikator", "target", "realisasi", "sasaran", "program", "tingkat capaian", "kode", "satuan")
_TINGKAT = {"program": "program", "kegiatan": "kegiatan", "sub kegiatan": "sub_kegiatan"}


@dataclass(slots=True)
class Kelompok:
    """A pair of columns under one group. `kolom`: target_renstra, realisasi_lalu, target, target_triwulan, triwulan,
    realisasi_tahun, realisasi_renstra or capaian_renstra; `triwulan` 1-4 for the fourth and fifth of them."""

    kolom: str
    triwulan: int | None
    satuan: dict[str, int] = field(default_factory=dict)
    """'k', 'persen', 'rp' → sheet column"""
    ribuan: bool = False
    """the amounts are in thousands of rupiah"""


@dataclass(slots=True)
class Bentuk:
    """One header on one sheet and the rows that can belong to it."""

    indeks: Indeks
    baris_judul: int
    baris_satuan: int
    baris_akhir: int
    kelompok: list[Kelompok]
    kode: list[int]
    uraian: dict[int, str | None]
    """sheet column → level when its title names just one (Program, Kegiatan, Sub Kegiatan)"""
    indikator: int | None
    satuan: int | None
    sasaran: int | None
    baris_atas: int = 1
    """first row above the header whose titles can belong to it"""
    ganda: list[tuple[str, int]] = field(default_factory=list)
    """what two groups claim to be, and the column of the second one"""
    juta: int | None = None
    """a column whose title says millions"""

    @property
    def sel(self) -> str:
        """Address of the top-left cell of the header."""
        baris = self.indeks.baris[self.baris_judul]
        return self.indeks.lembar.alamat(self.baris_judul, min(baris))

    @property
    def kolom(self) -> tuple:
        """What stands where, to tell a repeated header from another table."""
        isi = [(g.kolom, g.triwulan, tuple(sorted(g.satuan.items()))) for g in self.kelompok]
        return tuple(isi), tuple(self.kode), tuple(self.uraian), self.indikator


def may_be(lembar: Lembar) -> bool:
    """Cheap first look: the units of the form stand somewhere on the sheet."""
    satuan = [_unit(teks) for _, _, teks in lembar.indeks().kata if len(teks) < 20]
    return satuan.count("k") >= PASANGAN_MIN and len(satuan) - satuan.count(None) >= 2 * PASANGAN_MIN and (
        sum(u is not None and u.startswith("rp") for u in satuan) >= PASANGAN_MIN
    )


def find_headers(lembar: Lembar, tahun: int | None = None) -> list[Bentuk]:
    """Every header of the form on a sheet, from top to bottom; `tahun` tells last year's columns from this year's."""
    if not may_be(lembar):
        return []
    indeks = lembar.indeks()
    hasil: list[Bentuk] = []
    for baris in indeks.nomor_baris:
        isi = {k: u for k, sel in indeks.baris[baris].items() if (u := _unit(label_text(sel)))}
        kata = list(isi.values())
        if kata.count("k") < PASANGAN_MIN or sum(u.startswith("rp") for u in kata) < PASANGAN_MIN:
            continue
        bentuk = _shape(indeks, baris, isi, tahun)
        if bentuk is not None:
            if hasil:
                hasil[-1].baris_akhir = bentuk.baris_judul - 1
                bentuk.baris_atas = hasil[-1].baris_satuan + 1
            hasil.append(bentuk)
            if len(hasil) >= TAJUK_MAKS:
                break
    return hasil


@memo
def _unit(teks: str) -> str | None:
    """'k', 'persen', 'rp', 'rp_ribu' or 'rp_juta' for a cell of the row of units."""
    kata = " ".join(teks.split()).casefold()
    if kata.strip("(). ") in ("k", "kinerja", "fisik"):
        return "k"
    if kata.strip("() ") in ("%", "persen", "capaian %", "% capaian"):
        return "persen"
    m = _RP.fullmatch(kata)
    if m is None:
        return None
    ekor = m[1].strip()
    if not ekor or ekor in (".", "rp"):
        return "rp"
    return "rp_ribu" if _RIBU.search(ekor) else "rp_juta" if _JUTA.search(ekor) else None


def _shape(indeks: Indeks, satuan: int, isi: dict[int, str], tahun: int | None) -> Bentuk | None:
    """The header above (and around) a row of units, or None when it is not that of the form."""
    calon = [b for b in range(max(1, satuan - BARIS_TAJUK), satuan) if b in indeks.baris]
    bobot = {b: sum(_is_title(label_text(s)) for s in indeks.baris[b].values()) for b in calon}
    judul = max(calon, key=lambda b: (bobot[b], -b), default=None)
    if judul is None or bobot[judul] < PASANGAN_MIN:
        return None
    antara = [b for b in calon if b > judul and not _numbers(indeks, b)]
    luas = _extents(indeks, judul)
    bentuk = Bentuk(indeks, judul, satuan, indeks.nomor_baris[-1], [], [], {}, None, None, None)
    _read_groups(bentuk, luas, antara, isi, tahun)
    _read_labels(bentuk, luas, [judul, *antara, satuan], set(isi))
    ada = {g.kolom for g in bentuk.kelompok}
    if "triwulan" not in ada or not (bentuk.uraian or bentuk.kode) or bentuk.indikator is None:
        return None
    return bentuk


@memo
def _is_title(teks: str) -> bool:
    kata = teks.casefold()
    return 2 < len(kata) < 300 and any(k in kata for k in _KATA_TAJUK)


def _numbers(indeks: Indeks, baris: int) -> bool:
    """Whether a row is the numbering of the columns: `1 2 3 …`, `13 = 9 + 10 + 11 + 12`."""
    kolom = indeks.baris[baris]
    return is_numbering(indeks, baris, min(kolom), max(kolom))


def _extents(indeks: Indeks, baris: int) -> list[tuple[int, int, str]]:
    """(first column, last column, text) of the titles of a row: merged, else up to the next title."""
    isi = [(k, label_text(s)) for k, s in indeks.baris[baris].items() if label_text(s)]
    hasil = []
    for i, (kolom, teks) in enumerate(isi):
        akhir = isi[i + 1][0] - 1 if i + 1 < len(isi) else indeks.kolom_akhir
        gabung = indeks.gabung.get((baris, kolom))
        if gabung is not None and gabung[3] > kolom:
            akhir = min(akhir, gabung[3])
        hasil.append((kolom, akhir, teks))
    return hasil


def _read_groups(b: Bentuk, luas: list[tuple[int, int, str]], antara: list[int], isi: dict[int, str],
                 tahun: int | None) -> None:
    """Gives every unit column its group: the title over it and, under that, the quarter."""
    tempat: dict[tuple[str, int | None], Kelompok] = {}
    for kolom in sorted(isi):
        atas = next((x for x in luas if x[0] <= kolom <= x[1]), None)
        if atas is None:
            continue
        bawah = _below(b.indeks, antara, atas, kolom)
        jenis, triwulan = classify(atas[2], bawah, tahun)
        if jenis is None:
            continue
        satuan = "rp" if isi[kolom].startswith("rp") else isi[kolom]
        g = tempat.setdefault((jenis, triwulan), Kelompok(jenis, triwulan))
        if satuan in g.satuan:
            b.ganda.append((jenis if triwulan is None else f"{jenis} {triwulan}", kolom))
            continue
        g.satuan[satuan] = kolom
        if satuan == "rp":
            g.ribuan = isi[kolom] == "rp_ribu" or any(_RIBU_JUDUL.search(t) for t in (atas[2], *bawah))
            if isi[kolom] == "rp_juta" or any(_JUTA.search(t) for t in (atas[2], *bawah)):
                b.juta = kolom
    b.kelompok = list(tempat.values())


def _below(indeks: Indeks, antara: list[int], atas: tuple[int, int, str], kolom: int) -> list[str]:
    """Texts between a group's title and its units over a column: each reaches to the next one inside the group."""
    hasil = []
    for baris in antara:
        kiri = [k for k, s in indeks.baris[baris].items() if atas[0] <= k <= kolom and label_text(s)]
        if kiri:
            gabung = indeks.gabung.get((baris, kiri[-1]))
            if gabung is None or gabung[3] == kiri[-1] or kolom <= gabung[3]:
                hasil.append(label_text(indeks.baris[baris][kiri[-1]]))
    return hasil


def classify(judul: str, bawah: list[str], tahun: int | None) -> tuple[str | None, int | None]:
    """(what a group of columns is, its triwulan) by its title and the texts below; (None, None) for another one."""
    t = " ".join(judul.casefold().split())
    semua = " ".join([t, *(x.casefold() for x in bawah)])
    triwulan = next((q for x in reversed(bawah) if (q := parse_triwulan(x))), None)
    if triwulan is None and "triwulan" in semua and len(set(find_triwulan(semua))) == 1:
        triwulan = find_triwulan(semua)[0]
    if "tingkat capaian" in t or t.startswith("capaian"):
        return ("capaian_renstra", None) if "renstra" in t else (None, None)
    if triwulan is not None and re.search(r"\bs\s*[./]?\s*d\b|sampai", semua):
        return None, None  # a cumulative column beside those of the quarters
    if triwulan is not None and ("triwulan" in t or re.search(r"\btw\b", t) or bawah):
        return ("target_triwulan" if "target" in semua and "realisasi" not in semua else "triwulan"), triwulan
    if "triwulan" in t:
        return None, None
    if t.startswith("target"):
        rencana = ("renstra" in t or "rpjmd" in t) and "berjalan" not in t and "dievaluasi" not in t
        return ("target_renstra" if rencana else "target"), None
    if not t.startswith("realisasi"):
        return None, None
    if "dievaluasi" in t:
        return "realisasi_tahun", None
    if "akhir tahun pelaksanaan" in t:
        return "realisasi_renstra", None
    disebut = parse_tahun(t)
    lalu = "tahun lalu" in t or "n-1" in t or "dengan renja" in t or (disebut and tahun and disebut < tahun)
    return ("realisasi_lalu" if lalu else "realisasi_renstra" if "renstra" in t else "realisasi_tahun"), None


def _read_labels(b: Bentuk, luas: list[tuple[int, int, str]], baris: list[int], satuan: set[int]) -> None:
    """The columns that name a row: code, program/kegiatan, indicator, unit, sasaran."""
    akhir = {awal: ujung for awal, ujung, _ in luas}
    kiri = min(satuan)
    for r in baris:
        for kolom, sel in b.indeks.baris[r].items():
            teks = " ".join(label_text(sel).casefold().split())
            if kolom in satuan or not teks:
                continue
            lebar = range(kolom, (akhir.get(kolom, kolom) if r == b.baris_judul else kolom) + 1)
            lebar = [k for k in lebar if k < kiri or k == kolom]
            kata = re.sub(r"[\s/.]+", " ", teks).strip()
            if kata.startswith("kode"):
                b.kode += [k for k in lebar if k not in b.kode]
            elif kata.startswith("indikator"):
                b.indikator = b.indikator or kolom
            elif kata == "satuan":
                b.satuan = b.satuan or kolom
            elif kata in _TINGKAT:
                b.uraian[kolom] = _TINGKAT[kata]
            elif ("program" in kata and "kegiatan" in kata) or kata.startswith(("uraian", "urusan", "program")):
                b.uraian |= {k: None for k in lebar if k not in b.uraian}
            elif kata.startswith("sasaran") and (b.sasaran is None or "perangkat" in kata):
                b.sasaran = kolom
    lain = {b.indikator, b.satuan, b.sasaran}
    b.kode = [k for k in b.kode if k not in b.uraian and k not in lain]
    b.uraian = {k: v for k, v in sorted(b.uraian.items()) if k not in lain}
