"""Planted defects of the budget tables. `buat_cacat_kinerja` has those of indicators and text.

Each edits the rows of one report and says which findings must follow; nothing else may. A defect takes the
`dokumen` and returns (kode_temuan, tingkat, key of the cell, {kolom, selisih, terkait}). Selisih is written
minus expected, in rupiah, as a string.
"""

from __future__ import annotations

from decimal import Decimal

from data.contoh.buat_dokumen import ubah
from data.contoh.buat_model import model

Harapan = tuple[str, str, tuple[str, str, str], dict]
KOLOM = ("plafon", "realisasi")


def cari(d: dict, kode: str, tabel: str = "anggaran") -> dict:
    return next(b for b in d[tabel] if b["kunci"] == kode)


def _daun(d: dict, awalan: str = "") -> list[dict]:
    return [b for b in d["anggaran"] if b["tingkat"] == "sub_kegiatan" and b["kunci"].startswith(awalan)]


def _hitung_ulang(d: dict) -> None:
    """Parents and TOTAL from the leaves again, after a change to a leaf that the office's sums followed."""
    for baris in d["anggaran"]:
        if baris["tingkat"] != "sub_kegiatan":
            anak = _daun(d, "" if baris["tingkat"] == "total" else baris["kunci"])
            ubah(baris, **{k: sum(b[k] for b in anak) for k in KOLOM})


def _anggaran(
    kode_temuan: str, kode: str, kolom: str, tingkat: str = "peringatan", **lain: object
) -> Harapan:
    rincian = {"kolom": kolom} if kolom in (*KOLOM, "sisa") else {}
    return kode_temuan, tingkat, ("anggaran", kode, kolom), rincian | lain


def sisa_salah(d: dict) -> list[Harapan]:
    """Sisa of one sub kegiatan mistyped; its parents are right."""
    cari(d, "7.01.01.2.08.04")["sisa"] -= 1_000_000
    return [_anggaran("SISA_TIDAK_COCOK", "7.01.01.2.08.04", "sisa", selisih="-1000000")]


def jumlah_kegiatan_salah(d: dict) -> list[Harapan]:
    """Realisation of a kegiatan does not add up; the program above it does."""
    baris = cari(d, "7.01.01.2.09")
    ubah(baris, realisasi=baris["realisasi"] - 750_000)
    return [_anggaran("JUMLAH_TIDAK_COCOK", "7.01.01.2.09", "realisasi", selisih="-750000")]


def total_salah(d: dict) -> list[Harapan]:
    """TOTAL realisation differs from the sum of the programs."""
    baris = cari(d, "total")
    ubah(baris, realisasi=baris["realisasi"] + 2_500_000)
    return [_anggaran("TOTAL_TIDAK_COCOK", "total", "realisasi", selisih="2500000")]


def pk_jumlah_salah(d: dict) -> list[Harapan]:
    """JUMLAH of the agreement's budget differs from its rows."""
    cari(d, "jumlah", "pk_anggaran")["anggaran"] -= 1_000_000
    return [("PK_TIDAK_COCOK", "peringatan", ("pk_anggaran", "jumlah", "anggaran"), {"selisih": "-1000000"})]


def pk_bergeser(d: dict) -> list[Harapan]:
    """The agreement was signed before 5 million moved from one program to another."""
    cari(d, "7.01.06", "pk_anggaran")["anggaran"] += 5_000_000
    cari(d, "7.01.03", "pk_anggaran")["anggaran"] -= 5_000_000
    return [
        _anggaran("PLAFON_BEDA_PK", "7.01.06", "plafon", selisih="-5000000"),
        _anggaran("PLAFON_BEDA_PK", "7.01.03", "plafon", selisih="5000000"),
    ]


def nomor_ganda(d: dict) -> list[Harapan]:
    """The last program has the number of the one before it."""
    baris = d["pk_anggaran"]
    baris[-2]["nomor"] = baris[-3]["nomor"]
    return [("NOMOR_GANDA", "peringatan", ("pk_anggaran", baris[-2]["kunci"], "nomor"), {})]


def kode_kosong(d: dict) -> list[Harapan]:
    """A sub kegiatan without code; its name says which one it is."""
    cari(d, "7.01.01.2.06.01")["kode"] = None
    return [_anggaran("KODE_KOSONG", "7.01.01.2.06.01", "kode")]


def kode_ganda(d: dict) -> list[Harapan]:
    """One sub kegiatan on two rows with different amounts, as in the real report."""
    kode = "7.01.01.2.06.09"
    letak = d["anggaran"].index(cari(d, kode))
    asli = d["anggaran"][letak]
    kedua = dict(asli, kunci=f"{kode}#2")
    for kolom in KOLOM:
        kedua[kolom] = asli[kolom] // 3 // 500 * 500
    ubah(asli, **{k: asli[k] - kedua[k] for k in KOLOM})
    ubah(kedua)
    d["anggaran"].insert(letak + 1, kedua)
    return [_anggaran("KODE_GANDA", kedua["kunci"], "kode", terkait=("anggaran", kode, "kode"))]


def kode_nama_beda(d: dict) -> list[Harapan]:
    """The code of one sub kegiatan with the name of another, as in the real report."""
    cari(d, "7.01.01.2.02.02")["kode"] = "7.01.01.2.02.03"
    return [_anggaran("KODE_NAMA_BEDA", "7.01.01.2.02.02", "kode")]


def kode_tidak_dikenal(d: dict) -> list[Harapan]:
    """A code and name that the nomenclature does not have, under a known kegiatan."""
    kode = "7.01.01.2.02.05"
    cari(d, kode).update(kode="7.01.01.2.02.21", uraian="Penyediaan Jasa Dokumentasi dan Publikasi Acara")
    return [_anggaran("KODE_TIDAK_DIKENAL", kode, "kode")]


def kode_sipd(d: dict) -> list[Harapan]:
    """Two codes pasted from a SIPD export."""
    kode = ("7.01.01.2.08.02", "7.01.04.2.01.01")
    for k in kode:
        cari(d, k)["gaya_kode"] = "sipd"
    return [_anggaran("KODE_GAYA", k, "kode") for k in kode]


def induk_tidak_ada(d: dict) -> list[Harapan]:
    """The row of a kegiatan was left out; its sub kegiatan stands directly below the program."""
    d["anggaran"].remove(cari(d, "7.01.05.2.01"))
    return [_anggaran("INDUK_TIDAK_ADA", b["kunci"], "kode") for b in _daun(d, "7.01.05.2.01")]


def baris_ganda(d: dict) -> list[Harapan]:
    """A row pasted twice; the office's sums count it twice too."""
    kode = "7.01.01.2.06.04"
    letak = d["anggaran"].index(cari(d, kode))
    d["anggaran"].insert(letak + 1, dict(d["anggaran"][letak], kunci=f"{kode}#2"))
    _hitung_ulang(d)
    plafon = cari(d, kode)["plafon"]
    return [
        _anggaran("BARIS_GANDA", f"{kode}#2", "kode", "galat", terkait=("anggaran", kode, "kode")),
        _anggaran("PLAFON_BEDA_PK", "7.01.01", "plafon", selisih=str(plafon)),
        _anggaran("PLAFON_BERUBAH", kode, "plafon", "info", selisih=str(plafon)),
    ]


def angka_tak_terbaca(d: dict) -> list[Harapan]:
    """Words where an amount belongs."""
    kode = "7.01.01.2.08.02"
    cari(d, kode)["mentah"] = {"realisasi": "menunggu SPJ"}
    return [_anggaran("ANGKA_TIDAK_TERBACA", kode, "realisasi", "galat")]


def realisasi_melebihi(d: dict) -> list[Harapan]:
    """More realised than planned on one sub kegiatan; the sums follow."""
    kode = "7.01.01.2.06.05"
    baris = cari(d, kode)
    ubah(baris, realisasi=baris["plafon"] + 450_000)
    _hitung_ulang(d)
    return [
        _anggaran("REALISASI_MELEBIHI_PLAFON", kode, "realisasi", selisih="450000"),
    ]


def skala(d: dict) -> list[Harapan]:
    """2.075.000 typed as 2075: the row does not add up, nor do those above, with the right amount."""
    kode, benar = "7.01.02.2.04.03", 2_075_000
    ubah(cari(d, kode), realisasi=benar)
    _hitung_ulang(d)
    cari(d, kode)["mentah"] = {"realisasi": benar // 1000}
    lebih = str(benar - benar // 1000)
    return [
        _anggaran("SKALA_MENCURIGAKAN", kode, "realisasi"),
        _anggaran("SISA_TIDAK_COCOK", kode, "sisa", selisih=f"-{lebih}"),
        _anggaran("JUMLAH_TIDAK_COCOK", "7.01.02.2.04", "realisasi", selisih=lebih),
        _anggaran("JUMLAH_TIDAK_COCOK", "7.01.02", "realisasi", selisih=lebih),
    ]


def baris_tersembunyi(d: dict) -> list[Harapan]:
    """A hidden row that the sums count."""
    cari(d, "7.01.01.2.01.06")["tersembunyi"] = True
    return [_anggaran("BARIS_TERSEMBUNYI", "7.01.01.2.01.06", "uraian")]


def nilai_kosong(d: dict) -> list[Harapan]:
    """Realisation left blank where nothing was realised."""
    baris = next(b for b in _daun(d) if b["realisasi"] == 0)
    baris["mentah"] = {"realisasi": None}
    return [_anggaran("NILAI_KOSONG", baris["kunci"], "realisasi")]


def _realisasi_awal(d: dict) -> dict[str, int]:
    """Realisation per sub kegiatan of the same office one triwulan earlier."""
    awal = model(d["kode_kecamatan"], d["tahun"], d["nomor_triwulan"] - 1)
    return {s["kode"]: s["realisasi"] for p in awal["program"] for k in p["kegiatan"] for s in k["sub"]}


def realisasi_turun(d: dict) -> list[Harapan]:
    """Realisation of one sub kegiatan below that of the triwulan before; its kegiatan still rose."""
    awal = _realisasi_awal(d)
    baris = next(b for b in _daun(d, "7.01.01.2.06") if awal[b["kunci"]] > 1_000_000)
    ubah(baris, realisasi=awal[baris["kunci"]] - 500_000)
    _hitung_ulang(d)
    return [_anggaran("REALISASI_TURUN", baris["kunci"], "realisasi", selisih="-500000")]


def plafon_berubah(d: dict) -> list[Harapan]:
    """3 million moved between two sub kegiatan of one kegiatan since the triwulan before."""
    for kode, tambah in (("7.01.01.2.08.02", 3_000_000), ("7.01.01.2.08.04", -3_000_000)):
        baris = cari(d, kode)
        ubah(baris, plafon=baris["plafon"] + tambah)
    return [
        _anggaran("PLAFON_BERUBAH", "7.01.01.2.08.02", "plafon", "info", selisih="3000000"),
        _anggaran("PLAFON_BERUBAH", "7.01.01.2.08.04", "plafon", "info", selisih="-3000000"),
    ]


def sen(d: dict) -> list[Harapan]:
    """Sen in one realisation, as a SIPD export has them, and in every sum above it."""
    kode = "7.01.01.2.08.02"
    for kunci in (kode, "7.01.01.2.08", "7.01.01", "total"):
        baris = cari(d, kunci)
        ubah(baris, realisasi=baris["realisasi"] + Decimal("0.35"))
    return [
        _anggaran("SEN_BUKAN_NOL", k, kolom, "info")
        for k in ("total", "7.01.01", "7.01.01.2.08", kode)
        for kolom in ("realisasi", "sisa")
    ]


def versi_pertama(d: dict) -> list[Harapan]:
    """The state before the revision: two realisations not yet booked, a kegiatan not summed up again."""
    for baris in [b for b in _daun(d) if b["realisasi"] > 5_000_000][2:4]:
        ubah(baris, realisasi=baris["realisasi"] - 300_000)
    _hitung_ulang(d)
    return jumlah_kegiatan_salah(d)


CACAT_ANGGARAN = (
    sisa_salah,
    jumlah_kegiatan_salah,
    total_salah,
    pk_jumlah_salah,
    pk_bergeser,
    nomor_ganda,
    kode_kosong,
    kode_ganda,
    kode_nama_beda,
    kode_tidak_dikenal,
    kode_sipd,
    induk_tidak_ada,
    baris_ganda,
    angka_tak_terbaca,
    realisasi_melebihi,
    skala,
    baris_tersembunyi,
    nilai_kosong,
    realisasi_turun,
    plafon_berubah,
    sen,
    versi_pertama,
)
