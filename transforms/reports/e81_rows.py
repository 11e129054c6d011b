"""Rows of Formulir E.81 (Permendagri 86/2017) from the published database: what stands in which column.

Columns by their official numbers: 7 target of the running year, 8-11 the four triwulan, 12 the year so far. An LKj
holds nothing for 5, 6, 13 and 14 (Renstra), nor performance of kegiatan and sub kegiatan: those come from the form
that the kecamatan itself sent (e81_office), or stay empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.reports.format import ROMAWI, code_order, format_rupiah
from transforms.reports.tables import Data, difference

TARGET, TAHUN_INI, TINGKAT_CAPAIAN = 7, 12, 14
RENSTRA = (5, 6, 13, 14)  # no LKj holds it
KOLOM_TRIWULAN = {8: 1, 9: 2, 10: 3, 11: 4}
TABEL_ANGGARAN = {
    "program": "serapan_program",
    "kegiatan": "serapan_kegiatan",
    "sub_kegiatan": "serapan_sub_kegiatan",
}
SISA = ".tanpa-rincian"


@dataclass(slots=True)
class BarisE81:
    """A row. `gaya`: sasaran, program, indikator (a program's further one), kegiatan, sub_kegiatan, sisa, total.

    `k` and `rp` give performance and rupiah by column number: a missing column is not due yet, None is due but
    unknown; the whole dict is None where an LKj has no such figures at all. `indikator` None: has no indicator.
    """

    gaya: str
    nomor: str = ""
    sasaran: str = ""
    uraian: str = ""
    indikator: str | None = None
    satuan: str = ""
    k: dict[int, Decimal | None] | None = None
    rp: dict[int, Decimal | None] | None = None
    keterangan: list[str] = field(default_factory=list)
    luar: set[tuple[int, str]] = field(default_factory=set)
    """(column, 'k' or 'rp') of the figures that come from the kecamatan's own Formulir E.81"""


@dataclass(slots=True)
class Anggaran:
    """Budget of one code in one kecamatan over the year: rows of a serapan table by triwulan."""

    uraian: str
    gaya: str
    isi: dict[int, dict] = field(default_factory=dict)


@dataclass(slots=True)
class Sumber:
    """What the forms of a period are made of, read once: rows of the marts by kecamatan, code and triwulan."""

    data: Data
    anggaran: dict[str, dict[str, Anggaran]]
    capaian: dict[tuple[str, str], dict[int, dict]]
    indikator: dict[str, dict]
    baku: dict[str, dict]
    formulir: dict = field(default_factory=dict)
    """kode_kecamatan → its own form (e81_office.load_forms)"""


def load_source(data: Data) -> Sumber:
    """Read the year up to the triwulan."""
    baku = {n["kode"]: n for n in data.all("ref_nomenklatur")}
    return Sumber(data, _budget(data), _achievements(data), _indicators(data), baku)


def _budget(data: Data) -> dict[str, dict[str, Anggaran]]:
    """kode_kecamatan → kode → budget of the year up to the triwulan; 'TOTAL' is the kecamatan's own total."""
    hasil: dict[str, dict[str, Anggaran]] = {}
    for gaya, tabel in {**TABEL_ANGGARAN, "total": "serapan_kecamatan"}.items():
        for triwulan in range(1, data.triwulan + 1):
            for s in data.rows(tabel, (data.tahun, triwulan)):
                kode = s.get("kode", "TOTAL")
                baris = hasil.setdefault(s["kode_kecamatan"], {}).setdefault(
                    kode, Anggaran(s.get("uraian", "JUMLAH"), "sisa" if kode.endswith(SISA) else gaya)
                )
                if baris.gaya in (gaya, "sisa"):  # a program without detail is also its own lowest row
                    baris.isi[triwulan], baris.uraian = s, s.get("uraian", "JUMLAH")
    return hasil


def money(isi: dict[int, dict], triwulan: int, acuan: int) -> dict[int, Decimal | None]:
    """Target, each triwulan's own realisation and the year so far, from rows whose realisation is cumulative.

    A triwulan's value is its difference to the triwulan before, unknown where either is. `acuan` is the triwulan
    whose plafon is the target: this one, or the latest that the kecamatan reported.
    """

    def kumulatif(tw: int) -> Decimal | None:
        return isi[tw]["realisasi_dihitung"] if tw in isi else None

    rp: dict[int, Decimal | None] = {TARGET: isi[acuan]["plafon_dihitung"] if acuan in isi else None}
    for kolom, tw in KOLOM_TRIWULAN.items():
        if tw <= triwulan:
            rp[kolom] = kumulatif(1) if tw == 1 else difference(kumulatif(tw), kumulatif(tw - 1))
    rp[TAHUN_INI] = kumulatif(triwulan)
    return rp


def reported(s: dict) -> list[str]:
    """What the kecamatan wrote on the row where it differs from the sum of the detail."""
    beda = [
        f"{apa} {format_rupiah(s[f'{apa}_dilaporkan'])}"
        for apa in ("plafon", "realisasi")
        if s[f"{apa}_dilaporkan"] is not None and s[f"{apa}_dilaporkan"] != s[f"{apa}_dihitung"]
    ]
    return [f"tertulis dalam laporan: {' dan '.join(beda)}"] if beda else []


def remainder(plafon: Decimal | None, realisasi: Decimal | None) -> list[str]:
    """Note on a parent's amounts that have no detail."""
    isi = [f"{apa} {format_rupiah(nilai)}" for apa, nilai in (("plafon", plafon), ("realisasi", realisasi)) if nilai]
    return [f"{' dan '.join(isi)} tanpa rincian; tidak ikut dihitung"] if isi else []


def money_notes(b: Anggaran, triwulan: int) -> list[str]:
    """What to know of a budget row: as written where it differs, missing reports, blank details."""
    ini = b.isi.get(triwulan)
    if ini is None:
        return [f"tidak ada pada laporan Triwulan {ROMAWI[triwulan]}"]
    if b.gaya == "sisa":
        return remainder(ini["plafon_dilaporkan"], ini["realisasi_dilaporkan"])
    catatan = reported(ini)
    if triwulan > 1 and triwulan - 1 not in b.isi:
        catatan.append(f"tidak ada pada laporan Triwulan {ROMAWI[triwulan - 1]}")
    if ini["jumlah_kosong"]:
        catatan.append(f"{ini['jumlah_kosong']} sel rincian kosong")
    return catatan


def _numbers(kode: Iterable[str]) -> dict[str, str]:
    """Running numbers of the codes in their order: 1, 1.1, 1.1.1 by program, kegiatan, sub kegiatan."""
    hasil: dict[str, str] = {}
    hitung: dict[str, int] = {}
    for k in sorted(kode, key=code_order):
        if k == "TOTAL" or k.endswith(SISA):
            continue
        induk = max((i for i in hasil if k.startswith(f"{i}.")), key=len, default="")
        hitung[induk] = hitung.get(induk, 0) + 1
        hasil[k] = f"{hasil[induk]}.{hitung[induk]}" if induk else str(hitung[induk])
    return hasil


def lay_out(
    sumber: Sumber, anggaran: list[tuple[str, BarisE81]], indikator: list[tuple[dict, BarisE81]]
) -> list[BarisE81]:
    """Rows in the order of the form: sasaran, then each program with its indicators, kegiatan and sub kegiatan."""
    nomor = _numbers(k for k, _ in anggaran)
    program = {k for k, b in anggaran if b.gaya == "program"}
    per_program: dict[str, list[BarisE81]] = {}
    hasil = []
    for rujukan, b in indikator:
        if (kode := rujukan.get("kode_program")) in program:
            per_program.setdefault(kode, []).append(b)
        else:
            b.gaya = "sasaran"
            hasil.append(b)
    for kode, b in sorted(anggaran, key=lambda p: (p[1].gaya == "total", code_order(p[0]))):
        b.nomor = nomor.get(kode, "")
        if b.gaya not in ("sisa", "total"):
            b.uraian = f"{kode} {b.uraian}"
        milik = per_program.get(kode, [])
        if milik:  # the first indicator stands on the program's own row
            b.sasaran, b.indikator, b.satuan, b.k = (
                milik[0].sasaran, milik[0].indikator, milik[0].satuan, milik[0].k,
            )  # fmt: skip
            b.keterangan += milik[0].keterangan
            b.luar |= milik[0].luar
        elif b.gaya == "sub_kegiatan":
            b.indikator = sumber.baku.get(kode, {}).get("indikator_baku")
        hasil.append(b)
        for lain in milik[1:]:
            lain.gaya, lain.sasaran = "indikator", "" if lain.sasaran == b.sasaran else lain.sasaran
            hasil.append(lain)
    return hasil


def _indicators(data: Data) -> dict[str, dict]:
    """ref_indikator by id, in its order, then what the workbooks hold beyond it."""
    rujukan = {i["indikator_id"]: i for i in sorted(data.all("ref_indikator"), key=lambda i: i["urutan"])}
    for triwulan in range(1, data.triwulan + 1):
        for c in sorted(data.rows("capaian_kecamatan", (data.tahun, triwulan)), key=lambda c: c["indikator_id"]):
            rujukan.setdefault(c["indikator_id"], {"indikator": c["indikator"], "sasaran": "", "satuan": ""})
    return rujukan


def _achievements(data: Data) -> dict[tuple[str, str], dict[int, dict]]:
    """(kode_kecamatan, indikator_id) → rows of capaian_kecamatan by triwulan."""
    hasil: dict[tuple[str, str], dict[int, dict]] = {}
    for triwulan in range(1, data.triwulan + 1):
        for c in data.rows("capaian_kecamatan", (data.tahun, triwulan)):
            hasil.setdefault((c["kode_kecamatan"], c["indikator_id"]), {})[triwulan] = c
    return hasil


def performance(isi: dict[int, dict], sifat: str | None, triwulan: int, acuan: int) -> dict[int, Decimal | None]:
    """Target, each triwulan's realisation, and the year so far by the indicator's own rule (the mart's value)."""
    k: dict[int, Decimal | None] = {TARGET: isi[acuan]["target"] if acuan in isi else None}
    for kolom, tw in KOLOM_TRIWULAN.items():
        if tw <= triwulan:
            k[kolom] = quarter_value(isi, sifat, tw)
    k[TAHUN_INI] = isi[triwulan]["realisasi_kumulatif"] if triwulan in isi else None
    return k


def quarter_value(isi: dict[int, dict], sifat: str | None, triwulan: int) -> Decimal | None:
    """A triwulan's own realisation of an indicator.

    Offices write either the triwulan's or the cumulative value into the same column: where values add up over
    the year the difference of the cumulative ones decides, and a written value that equals the cumulative one
    is not taken for the triwulan's.
    """
    if triwulan not in isi:
        return None
    tertulis, kumulatif = isi[triwulan]["realisasi_triwulan"], isi[triwulan]["realisasi_kumulatif"]
    if sifat != "akumulatif":
        return tertulis
    if triwulan == 1:
        return kumulatif if kumulatif is not None else tertulis
    lalu = isi[triwulan - 1]["realisasi_kumulatif"] if triwulan - 1 in isi else None
    beda = difference(kumulatif, lalu)
    return beda if beda is not None else None if tertulis == kumulatif else tertulis


def latest_report(sumber: Sumber, kode_kecamatan: str) -> int:
    """The latest triwulan, up to the asked one, that the kecamatan's report in force covers; 0 for none."""
    total = sumber.anggaran.get(kode_kecamatan, {}).get("TOTAL")
    return max(total.isi) if total else 0
