"""Whose report it is, of which triwulan, and when it was signed.

The title block decides: an Identitas sheet, the cover, and the titles above the tables must agree. File and
folder names only confirm. Two different answers are never resolved by choosing one: IDENTITAS_BERTENTANGAN.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.values.names import Cocok, find_kecamatan, match_kecamatan, suggest_kecamatan, used_alias
from transforms.values.periods import (
    ROMAWI,
    find_triwulan,
    parse_tahun,
    parse_tanggal,
    parse_triwulan,
    parse_triwulan_teks,
)
from transforms.workbook.cell_values import Catatan, line_text
from transforms.workbook.columns import read_header
from transforms.workbook.grid import Buku
from transforms.workbook.headers import Kamus
from transforms.workbook.report_date import report_date
from transforms.workbook.titles import Halaman, Sebutan, label_of, title_texts

if TYPE_CHECKING:
    from transforms.referensi import Referensi

_KEC = re.compile(
    r"\b(?:kecamatan|kec\.)\s*:?\s*([^\W\d_][\w' ]{2,40}?)"
    r"(?=\s+(?:kab|tahun|triwulan|prov|tw)\w*\b|\s*$|[,.(])",
    re.IGNORECASE,
)
_BUKAN_TAHUN = re.compile(r"renstra|rpjmd|peraturan|perbup|permen|nomor|sebelumnya|dpa|nip\b", re.IGNORECASE)


@dataclass(slots=True)
class Identitas:
    """Identity of a report as read; `sah` is False when the file must be rejected for it."""

    kode_kecamatan: str | None = None
    kecamatan: str | None = None
    tahun: int | None = None
    triwulan: int | None = None
    tanggal: datetime.date | None = None
    sintetis: bool = False
    sah: bool = True
    judul: set[tuple[str, str]] = field(default_factory=set)
    """(sheet, address) of title texts: not body text"""
    lain: dict[int, Sebutan] = field(default_factory=dict)
    """id of a header block → its title, where that names another period than the cover"""

    def as_dict(self) -> dict:
        """The `identitas` part of the read result."""
        return {
            "kode_kecamatan": self.kode_kecamatan, "kecamatan": self.kecamatan, "tahun": self.tahun,
            "triwulan": self.triwulan, "tanggal_laporan": self.tanggal.isoformat() if self.tanggal else None,
            "sintetis": self.sintetis,
        }  # fmt: skip


@dataclass(slots=True)
class _Kumpulan:
    kecamatan: list[Sebutan] = field(default_factory=list)
    triwulan: list[Sebutan] = field(default_factory=list)
    tahun: list[Sebutan] = field(default_factory=list)
    asing: list[Sebutan] = field(default_factory=list)
    """texts that name a kecamatan which is not in the reference"""
    tanggal: list[datetime.date] = field(default_factory=list)
    """dates behind a label 'Tanggal Laporan'"""


def read_identity(catatan: Catatan, buku: Buku, halaman: list[Halaman], nama_berkas: str, kamus: Kamus) -> Identitas:
    """The identity of a report, with its findings. `halaman`: the visible sheets in order."""
    hasil = Identitas()
    kumpulan = _Kumpulan()
    titles = title_texts(buku, halaman)
    for i, (title, kanan) in enumerate(titles):
        hasil.judul.add((title.lembar, title.sel))
        if "sintetis" in title.teks.casefold() and "data sintetis" in title.teks.casefold():
            hasil.sintetis = True
        if not kanan and label_of(title.teks) == "kecamatan" and i + 1 < len(titles):
            below = titles[i + 1][0]  # a cover that writes the name on the line below
            kanan = below.teks if below.lembar == title.lembar else ""
        _read_title(catatan, kumpulan, title, kanan)
    _decide(catatan, hasil, kumpulan)
    _weigh_titles(catatan, hasil, kumpulan, kamus)
    _mark_other_periods(hasil, kumpulan, halaman)
    hasil.tanggal = report_date(catatan.ref, hasil.kode_kecamatan, kumpulan.tanggal, buku, halaman)
    _confirm_file_name(catatan, hasil, kumpulan, nama_berkas)
    return hasil


def _read_title(catatan: Catatan, kumpulan: _Kumpulan, title: Sebutan, kanan: str) -> None:
    ref, teks = catatan.ref, title.teks
    label = label_of(teks)
    if label and kanan:
        labelled = Sebutan("", title.lembar, title.sel, f"{teks} {kanan}", "identitas", title.kepala)
        _read_labelled(catatan, kumpulan, label, labelled, kanan)
        return
    known, asing, triwulan, tahun = _spoken(teks, ref)
    kumpulan.kecamatan += [title.says(kode, kata) for kode, kata in known]
    for kode, kata in known:
        if used_alias("kecamatan", kata, ref):
            catatan.add_ejaan("kecamatan", kata, title.lembar, title.sel, Cocok(kode, 100.0, "alias"))
    if asing:
        kumpulan.asing.append(title.says(asing))
    if triwulan:
        kumpulan.triwulan.append(title.says(triwulan))
    if tahun and (title.tempat == "sampul" or triwulan):
        kumpulan.tahun.append(title.says(tahun))


@lru_cache(maxsize=4096)
def _spoken(teks: str, ref: Referensi) -> tuple[list[tuple[str, str]], str | None, int | None, int | None]:
    """What a title says: kecamatan (code, words), a kecamatan that is not in the reference, triwulan, year."""
    spoken = teks.replace(":", " ")
    known = find_kecamatan(spoken, ref)
    m = None if known else _KEC.search(teks)
    tahun = parse_tahun(spoken)
    if tahun and (_BUKAN_TAHUN.search(teks) or parse_tanggal(teks) is not None):
        tahun = None
    return known, m[1] if m and len(m[1].split()) <= 3 else None, parse_triwulan_teks(spoken), tahun


def _read_labelled(catatan: Catatan, kumpulan: _Kumpulan, label: str, title: Sebutan, value: str) -> None:
    if label == "kecamatan":
        cocok = match_kecamatan(value, catatan.ref)
        (kumpulan.kecamatan if cocok.id else kumpulan.asing).append(title.says(cocok.id or value))
        if cocok.id:
            catatan.add_ejaan("kecamatan", value, title.lembar, title.sel, cocok)
    if label in ("triwulan", "periode") and (nilai := parse_triwulan(value)):
        kumpulan.triwulan.append(title.says(nilai))
    if label in ("tahun", "periode") and (nilai := parse_tahun(value)):
        kumpulan.tahun.append(title.says(nilai))
    if label == "tanggal" and (tanggal := parse_tanggal(value)):
        kumpulan.tanggal.append(tanggal)


def _decide(catatan: Catatan, hasil: Identitas, kumpulan: _Kumpulan) -> None:
    ref = catatan.ref
    kode = _agree(catatan, hasil, "kecamatan", kumpulan.kecamatan, lambda k: ref.kecamatan[k]["kecamatan"])
    if kode is not None:
        hasil.kode_kecamatan, hasil.kecamatan = str(kode), ref.kecamatan[kode]["kecamatan"]
    hasil.triwulan = _agree(catatan, hasil, "triwulan", kumpulan.triwulan, ROMAWI.__getitem__)
    hasil.tahun = _agree(catatan, hasil, "tahun", kumpulan.tahun, str)
    if kode is None and not kumpulan.kecamatan:
        hasil.sah = False
        if kumpulan.asing:
            s = kumpulan.asing[0]
            usul = suggest_kecamatan(str(s.nilai), ref)
            nama = ref.kecamatan[usul[0]]["kecamatan"] if usul else None
            catatan.add_ejaan("kecamatan", line_text(str(s.nilai)), s.lembar, s.sel, Cocok(None, 0.0, None), usul)
            catatan.add(
                "KECAMATAN_TIDAK_DIKENAL", s.lembar, s.sel, "kecamatan", line_text(str(s.nilai)), s.teks,
                sebab=f"Mungkin maksudnya Kecamatan {nama}." if nama else "Tidak ada nama yang mirip.",
            )  # fmt: skip
    missing = [
        n for n, v, m in (
            ("kecamatan", kode, kumpulan.kecamatan or kumpulan.asing), ("tahun", hasil.tahun, kumpulan.tahun),
            ("triwulan", hasil.triwulan, kumpulan.triwulan),
        ) if v is None and not m
    ]  # fmt: skip
    for name in missing:
        hasil.sah = False
        catatan.add(
            "IDENTITAS_TIDAK_ADA", kolom=name, objek=name,
            sebab=f"{name.capitalize()} tidak tertulis pada judul, sampul, atau lembar Identitas.",
        )  # fmt: skip


def _agree(catatan: Catatan, hasil: Identitas, name: str, mentions: list[Sebutan], show) -> str | int | None:
    """The value that cover and Identitas (else the titles) agree on; None and a finding when they differ.

    Titles above tables that say otherwise are weighed later: a period by `lain`, a kecamatan by
    `_weigh_titles`.
    """
    primary = [s for s in mentions if s.tempat != "judul"] or mentions
    primary = sorted(primary, key=lambda s: s.tempat)  # 'identitas' before 'sampul'
    if not primary:
        return None
    first = primary[0]
    other = next((s for s in primary if s.nilai != first.nilai), None)
    if other is None:
        return first.nilai
    add_contradiction(catatan, hasil, name, first, other, show)
    return None


def add_contradiction(catatan: Catatan, hasil: Identitas, name: str, first: Sebutan, other: Sebutan, show) -> None:
    """IDENTITAS_BERTENTANGAN with both places named; the file is rejected."""
    hasil.sah = False
    catatan.add(
        "IDENTITAS_BERTENTANGAN", other.lembar, other.sel, name, other.teks,
        show(other.nilai), show(first.nilai),
        sebab=f"{first.di} menyebut {show(first.nilai)}, {other.di} menyebut {show(other.nilai)}.",
    )  # fmt: skip


def _weigh_titles(catatan: Catatan, hasil: Identitas, kumpulan: _Kumpulan, kamus: Kamus) -> None:
    """Titles above tables that name another kecamatan than the cover.

    Over the budget table, or in most titles, they mean that the data may be another office's: rejected. A
    single one over another table is left-over text.
    """
    own, ref = hasil.kode_kecamatan, catatan.ref
    titles = [s for s in kumpulan.kecamatan if s.kepala is not None]
    others = [s for s in titles if s.nilai != own]
    if own is None or not others:
        return

    def show(kode: str) -> str:
        return ref.kecamatan[kode]["kecamatan"]

    first = next(s for s in kumpulan.kecamatan if s.nilai == own)
    serious = len(others) > 1 and 2 * len(others) > len(titles)
    for s in others:
        tables = {t.tabel for t in read_header(s.kepala, kamus, hasil.tahun, hasil.triwulan)}
        if serious or "realisasi_anggaran" in tables:
            add_contradiction(catatan, hasil, "kecamatan", first, s, show)
        else:
            catatan.add(
                "NAMA_KECAMATAN_LAIN", s.lembar, s.sel, "judul", s.teks, s.teks,
                f"Kecamatan {hasil.kecamatan}",
                sebab="Mungkin sisa salin-tempel.",
            )  # fmt: skip


def _mark_other_periods(hasil: Identitas, kumpulan: _Kumpulan, halaman: list[Halaman]) -> None:
    """Which tables stand below a title of another triwulan or year; a title counts until the next one."""
    said: dict[int, Sebutan | None] = {}
    for mentions, own in ((kumpulan.triwulan, hasil.triwulan), (kumpulan.tahun, hasil.tahun)):
        for s in mentions:
            if s.kepala is not None and own is not None:
                said[id(s.kepala)] = s if s.nilai != own else said.get(id(s.kepala))
    for page in halaman:
        current: Sebutan | None = None
        for kepala in page.kepala:
            current = said.get(id(kepala), current)
            if current is not None:
                hasil.lain[id(kepala)] = current


def _confirm_file_name(catatan: Catatan, hasil: Identitas, kumpulan: _Kumpulan, nama_berkas: str) -> None:
    """File and folder names may only agree: what contradicts the title block rejects the file."""
    nama = words_of_name(nama_berkas)
    checks = (
        ("kecamatan", hasil.kode_kecamatan, set(kecamatan_in_name(nama, catatan)), kumpulan.kecamatan),
        ("triwulan", hasil.triwulan, set(find_triwulan(nama)), kumpulan.triwulan),
        ("tahun", hasil.tahun, {int(t) for t in re.findall(r"(?<!\d)20\d\d(?!\d)", nama)}, kumpulan.tahun),
    )
    for name, value, named, mentions in checks:
        if value is None or not named or value in named:
            continue
        show = {"kecamatan": lambda k: catatan.ref.kecamatan[k]["kecamatan"], "triwulan": ROMAWI.__getitem__}.get(
            name, str
        )
        s = next((m for m in mentions if m.nilai == value), None)
        hasil.sah = False
        other = ", ".join(sorted(show(n) for n in named))
        catatan.add(
            "IDENTITAS_BERTENTANGAN", s.lembar if s else None, s.sel if s else None, name,
            line_text(nama_berkas)[:200], show(value), other,
            sebab=f"Nama berkas menyebut {other}, isi berkas menyebut {show(value)}.",
        )  # fmt: skip


def words_of_name(nama_berkas: str) -> str:
    """A file name as running words: without its ending and the signs that join words."""
    return re.sub(r"[\\/_\-.()\[\]+]+", " ", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", nama_berkas))


def kecamatan_in_name(nama: str, catatan: Catatan) -> list[str]:
    """Kecamatan in a file name: after 'Kec.', else any word that is one, except after 'Kab.' and 'Desa'."""
    ref = catatan.ref
    named = [kode for kode, _ in find_kecamatan(nama, ref)]
    if named:
        return named
    words = nama.split()
    found = []
    for i, word in enumerate(words):
        if i and words[i - 1].casefold() in ("kab", "kabupaten", "desa", "kelurahan", "kel"):
            continue
        for name in (word, word + "".join(words[i + 1 : i + 2])):
            kode = ref.kecamatan_nama.get(name.casefold())
            if kode:
                found.append(kode)
    return found
