"""From the cells of a workbook to the normalized rows: the read result. Pure: no file is opened here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.settings import REFERENSI
from transforms.values.periods import ROMAWI
from transforms.workbook.budget_names import codes_by_name
from transforms.workbook.cell_values import Catatan, line_text
from transforms.workbook.columns import NAMA_KOLOM, Tampak
from transforms.workbook.grid import Buku, Lembar
from transforms.workbook.header_shape import Kepala
from transforms.workbook.headers import Kamus, load_tajuk
from transforms.workbook.identity import Identitas, read_identity
from transforms.workbook.narrative import note_body_texts, read_narrative
from transforms.workbook.rows_anggaran import agreement_rows, budget_rows, names_programs, without_copies
from transforms.workbook.rows_capaian import agreement_indicator_rows, capaian_rows, yearly_rows
from transforms.workbook.rows_kinerja import Indikator, collect_indicators
from transforms.workbook.rows_money import collect
from transforms.workbook.tables import Bagian, find_tables, read_pages

if TYPE_CHECKING:
    from transforms.referensi import Referensi

TABEL = (
    "realisasi_anggaran", "perjanjian_kinerja", "perjanjian_anggaran", "capaian_indikator",
    "realisasi_tahunan", "narasi", "ejaan",
)  # fmt: skip
TABEL_UANG = ("realisasi_anggaran", "perjanjian_anggaran")
LIMA_BELAS_DIGIT = 10**15
MIRIP = 85
"""Similarity (0–100) from which an unknown header text may be a misspelt one."""
BARIS_JUDUL = 4
"""How many rows above its header a table may say its unit in."""
_SATUAN = re.compile(
    r"\b(?:dalam|satuan)\b[^.]{0,20}\b(?:ribu|juta)(?:an)?\b|\b(?:ribu|juta)an\s+(?:rupiah|rp)|\brp\.?\s*\(?\s*000\b",
    re.IGNORECASE,
)


def normalize(buku: Buku, nama_berkas: str, ref: Referensi) -> dict:
    """A workbook's cells → {"status", "jenis_berkas", "identitas", "tabel", "letak", "temuan"}.

    status is 'DITOLAK' when the identity or the budget table is missing: what could be read is there all
    the same, for the receipt. Decimals are strings, dates ISO texts, blank cells None. Never raises.
    """
    kamus = _kamus(ref)
    catatan = Catatan(ref)
    catatan.temuan += [dict(t) for t in buku.temuan]
    halaman = read_pages(buku, kamus)
    identitas = read_identity(catatan, buku, halaman, nama_berkas, kamus)
    bagian = find_tables(catatan, halaman, kamus, identitas.tahun, identitas.triwulan)
    bagian = _drop_other_periods(catatan, identitas, bagian)
    tabel, letak = _read_tables(catatan, identitas, bagian)
    used = {
        (id(b.tampak.kepala.indeks), r)
        for b in bagian for r in range(b.tampak.kepala.baris1, b.tampak.kepala.baris2 + 1)
    } | catatan.baris_tabel  # fmt: skip
    tabel["narasi"] = read_narrative(buku, halaman, used)
    tabel["ejaan"] = list(catatan.ejaan.values())
    note_body_texts(catatan, identitas, buku, halaman)
    for lembar in buku.lembar:
        if lembar.tersembunyi and lembar.sel:
            catatan.add("LEMBAR_TERSEMBUNYI", line_text(lembar.nama), objek=lembar.nama)
        else:
            _note_cut_numbers(catatan, lembar)
    if not tabel["realisasi_anggaran"]:
        _note_no_budget(catatan, bagian)
    ditolak = not identitas.sah or not tabel["realisasi_anggaran"]
    return {
        "status": "DITOLAK" if ditolak else "TERBACA",
        "jenis_berkas": buku.jenis,
        "identitas": identitas.as_dict(),
        "tabel": tabel,
        "letak": letak,
        "temuan": catatan.temuan,
    }


@lru_cache(maxsize=4)
def _kamus(ref: Referensi) -> Kamus:
    """Header words of the regency's reference folder, else the bundled ones."""
    own = ref.folder / "tajuk.csv"
    return load_tajuk(own if own.exists() else REFERENSI / "tajuk.csv")


def _drop_other_periods(catatan: Catatan, identitas: Identitas, bagian: list[Bagian]) -> list[Bagian]:
    """Tables below a title of another period: left out when the right one is there too, else an error."""
    if not identitas.lain:
        return bagian
    titles = [identitas.lain.get(id((b.asal or b.tampak).kepala)) for b in bagian]
    right = {b.tampak.tabel for b, title in zip(bagian, titles, strict=True) if title is None}
    kept: list[Bagian] = []
    noted: set[int] = set()
    for b, title in zip(bagian, titles, strict=True):
        if title is None:
            kept.append(b)
            continue
        serious = b.tampak.tabel not in right and b.tampak.tabel in (
            "realisasi_anggaran",
            "capaian_indikator",
        )
        if b.tampak.tabel not in right:
            kept.append(b)
        if id(title) in noted:
            continue
        noted.add(id(title))
        period = f"Triwulan {ROMAWI[identitas.triwulan or 0]} Tahun {identitas.tahun}"
        if serious:
            identitas.sah = False
            catatan.add(
                "IDENTITAS_BERTENTANGAN", title.lembar, title.sel, "periode", title.teks, title.teks, period,
                sebab="Judul tabel menyebut periode lain daripada sampulnya.",
            )  # fmt: skip
        else:
            catatan.add(
                "PERIODE_BERTENTANGAN", title.lembar, title.sel, "judul", title.teks, title.teks, period,
                sebab="Tabel di bawah judul itu tidak dipakai." if b.tampak.tabel in right else None,
            )  # fmt: skip
    return kept


@dataclass(slots=True)
class Petak:
    """One table on one sheet, over all its page breaks: its first header and its lines."""

    tampak: Tampak
    lanjutan: bool
    """goes on from the sheet before"""
    isi: list = field(default_factory=list)


def _read_tables(catatan: Catatan, identitas: Identitas, bagian: list[Bagian]) -> tuple[dict, list[dict]]:
    petak = _without_repeats(catatan, _collect(catatan, bagian))
    lines: dict[str, list] = {name: [] for name in TABEL}
    letak: list[dict] = []
    triwulan = f"Triwulan {ROMAWI[identitas.triwulan or 0]}"
    for p in petak:
        tampak = p.tampak
        if not p.lanjutan:
            _note_header(catatan, p, triwulan)
        lines[tampak.tabel] += p.isi
        lembar = tampak.kepala.indeks.lembar.nama
        letak.append({"tabel": tampak.tabel, "lembar": lembar, "sel": tampak.kepala.sel, "jumlah_baris": len(p.isi)})
    yearly = yearly_rows(catatan, lines["realisasi_tahunan"])
    tabel = {
        "realisasi_anggaran": budget_rows(catatan, lines["realisasi_anggaran"]),
        "perjanjian_kinerja": agreement_indicator_rows(catatan, lines["perjanjian_kinerja"]),
        "perjanjian_anggaran": agreement_rows(catatan, lines["perjanjian_anggaran"]),
        "capaian_indikator": capaian_rows(
            catatan, lines["capaian_indikator"], yearly, identitas.tahun, lines["realisasi_tahunan"]
        ),
        "realisasi_tahunan": yearly,
    }
    return tabel, letak


def _collect(catatan: Catatan, bagian: list[Bagian]) -> list[Petak]:
    """The lines of every stretch, put together by table and sheet."""
    petak: list[Petak] = []
    seen: list[Tampak] = []
    by_view: dict[int, Petak] = {}
    ends: dict[int, Indikator | None] = {}
    for b in bagian:
        tampak = b.tampak
        above = b.asal or _page_before(seen, tampak)
        if tampak.tabel in TABEL_UANG:
            found = collect(catatan, tampak, b.baris1, b.baris2)
        else:
            last = ends.get(id(above))
            found = collect_indicators(catatan, tampak, b.baris1, b.baris2, last)
            ends[id(tampak)] = found[-1] if found else last
        catatan.baris_tabel |= {(id(tampak.kepala.indeks), f.baris) for f in found}
        if above is not None and above.kepala.indeks is tampak.kepala.indeks:
            p = by_view[id(above)]
        else:
            p = Petak(tampak, lanjutan=above is not None)
            petak.append(p)
        p.isi += found
        by_view[id(tampak)] = p
        seen.append(tampak)
    return petak


def _without_repeats(catatan: Catatan, petak: list[Petak]) -> list[Petak]:
    """Without copies and recaps of the budget table, and without name-and-budget tables that list no program."""
    budget = [p for p in petak if p.tampak.tabel == "realisasi_anggaran"]
    if len(budget) > 1:
        kept = without_copies(catatan, [p.isi for p in budget])
        dropped = {id(p) for p, keep in zip(budget, kept, strict=True) if not keep}
        petak = [p for p in petak if id(p) not in dropped]
    return [p for p in petak if p.tampak.tabel != "perjanjian_anggaran" or p.lanjutan or names_programs(catatan, p.isi)]


def _page_before(seen: list[Tampak], tampak: Tampak) -> Tampak | None:
    """The same table above a page break or on the sheet before, or None when a new table begins here."""
    above: Kepala | None = None
    for other in reversed(seen):
        kepala = other.kepala
        if kepala is tampak.kepala:
            continue
        if kepala.indeks is tampak.kepala.indeks:
            if kepala.kolom2 < tampak.kepala.kolom1 or kepala.kolom1 > tampak.kepala.kolom2:
                continue  # a table beside this one
            if above is not None and kepala is not above:
                return None
        elif above is not None and kepala.indeks is not above.indeks:
            return None
        above = kepala
        shift = tampak.kepala.kolom1 - kepala.kolom1
        moved = {n: k + shift for n, k in other.kolom.items()}
        if (other.tabel, other.tingkat, moved) == (tampak.tabel, tampak.tingkat, tampak.kolom):
            return other
    return None


def _has_codes(catatan: Catatan, petak: Petak) -> bool:
    """True when a budget table without a code column has its codes all the same: before the names, or by them."""
    if petak.tampak.tabel not in TABEL_UANG:
        return False
    found = sum(1 for c in petak.isi if c.total or c.kode.kode or codes_by_name(c.uraian, catatan.ref))
    return 2 * found > len(petak.isi)


def _note_header(catatan: Catatan, petak: Petak, triwulan: str) -> None:
    """Findings of a header: missing columns, another quarter's column, amounts in thousands.

    `triwulan`: the report's own, as text. When most codes are known without a code column, its absence is no
    finding (KODE_KOSONG has each line).
    """
    tampak, lembar = petak.tampak, petak.tampak.kepala.indeks.lembar
    for name, reason in tampak.hilang:
        if name == "kode" and _has_codes(catatan, petak):
            continue
        catatan.add(
            "KOLOM_TIDAK_ADA", lembar.nama, tampak.kepala.sel, name, NAMA_KOLOM.get(name, name),
            sebab=f"{reason} {_likely_header(catatan, tampak, name)}".strip() or None,
        )  # fmt: skip
    for name, kolom, _ in tampak.triwulan_lain:
        catatan.add(
            "PERIODE_BERTENTANGAN", lembar.nama, lembar.alamat(tampak.kepala.baris1, kolom), name,
            NAMA_KOLOM.get(name, name), " ".join(tampak.kepala.judul.get(kolom, ())), triwulan,
        )  # fmt: skip
    if tampak.tabel in TABEL_UANG:
        _note_unit(catatan, tampak)


def _likely_header(catatan: Catatan, tampak: Tampak, name: str) -> str:
    """A header text that looks like a misspelt one of the missing column: a hint for the message, nothing is read."""
    from rapidfuzz import fuzz

    kamus, kepala = _kamus(catatan.ref), tampak.kepala
    kind = {"anggaran": "plafon", "realisasi_triwulan": "realisasi"}.get(name, name)
    words = [w for family in (kamus.anggaran, kamus.kinerja) for w, column in family.items() if column == kind]
    for kolom, path in kepala.judul.items():
        teks = line_text(" ".join(path))
        if teks and kamus.parse(teks) is None and any(fuzz.ratio(teks.casefold(), w) >= MIRIP for w in words):
            return f'Tajuk "{teks}" pada {kepala.indeks.lembar.alamat(kepala.baris1, kolom)} mungkin salah ketik.'
    return ""


def _note_cut_numbers(catatan: Catatan, lembar: Lembar) -> None:
    """NOMOR_TERPOTONG: a long number (a NIP) kept as a number; Excel has 15 digits. An amount has its own finding."""
    long = [
        lembar.alamat(b, k) for (b, k), s in lembar.sel.items()
        if s.jenis == "angka" and s.nilai.__class__ in (int, float) and abs(s.nilai) >= LIMA_BELAS_DIGIT
    ]  # fmt: skip
    if not long:
        return
    known = {t["sel"] for t in catatan.temuan if t["kode_temuan"] == "PRESISI_HILANG" and t["lembar"] == lembar.nama}
    for alamat in long:
        if alamat not in known:
            catatan.add("NOMOR_TERPOTONG", lembar.nama, alamat, "nomor")


def _note_unit(catatan: Catatan, tampak: Tampak) -> None:
    """SATUAN_BUKAN_RUPIAH: the header, or the lines just above it, say thousands or millions of rupiah."""
    kepala = tampak.kepala
    lembar, baris = kepala.indeks.lembar, kepala.indeks.baris
    if tampak.ribuan:
        said = [(kepala.baris1, tampak.ribuan[0], " ".join(kepala.judul.get(tampak.ribuan[0], ())))]
    else:
        above = range(max(1, kepala.baris1 - BARIS_JUDUL), kepala.baris1)
        cells = ((b, k, s.nilai) for b in above for k, s in baris.get(b, {}).items())
        said = [(b, k, line_text(t)) for b, k, t in cells if t.__class__ is str and _SATUAN.search(t)]
    for b, k, teks in said[:1]:
        catatan.add("SATUAN_BUKAN_RUPIAH", lembar.nama, lembar.alamat(b, k), "tajuk", "tajuk tabel", teks)


def _note_no_budget(catatan: Catatan, bagian: list[Bagian]) -> None:
    """TABEL_TIDAK_ADA, unless a budget header was found and its missing columns were reported."""
    if not any(b.tampak.tabel == "realisasi_anggaran" and b.tampak.hilang for b in bagian):
        catatan.add(
            "TABEL_TIDAK_ADA", objek="Realisasi Anggaran", kolom="realisasi_anggaran",
            sebab="Tidak ada tabel dengan tajuk Kode, Program/Kegiatan, Plafon, Realisasi, Sisa Anggaran.",
        )  # fmt: skip
