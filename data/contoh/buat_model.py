"""The contents of one made-up LKj report: budget lines, agreement and indicators, without any layout.

A model is a plain dict (see `model`), so that other writers (SIPD, Formulir E.81, benchmarks) can use it too.
Everything is drawn from a generator seeded with the kecamatan and year: the same call gives the same report.
"""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random

from data.contoh.buat_rowokangkung import INDIKATOR_2023, KODE_LAIN_DI_TW2, RINCIAN_2023

REFERENSI = Path(__file__).parents[1] / "referensi"
BENIH = 20230715
TERTINGGI_PER_TRIWULAN = (0.46, 1.0, 1.5, 2.05)
"""Share of the realisation at triwulan II that is reached at each triwulan (the upper end)."""

# Sub kegiatan an office of this kind budgets: code, how often, plafon in thousand rupiah (lowest, highest).
SUB_KEGIATAN: tuple[tuple[str, float, int, int], ...] = (
    ("7.01.01.2.01.01", 1, 2400, 6000),
    ("7.01.01.2.01.02", 1, 1500, 4000),
    ("7.01.01.2.01.06", 1, 900, 3000),
    ("7.01.01.2.01.07", 0.4, 1000, 2500),
    ("7.01.01.2.02.01", 1, 0, 0),
    ("7.01.01.2.02.02", 0.8, 15000, 40000),
    ("7.01.01.2.02.05", 0.4, 1500, 4000),
    ("7.01.01.2.05.02", 0.3, 10000, 25000),
    ("7.01.01.2.06.01", 0.9, 1200, 5000),
    ("7.01.01.2.06.02", 0.4, 10000, 30000),
    ("7.01.01.2.06.04", 1, 15000, 40000),
    ("7.01.01.2.06.05", 1, 4000, 12000),
    ("7.01.01.2.06.06", 0.4, 1200, 3000),
    ("7.01.01.2.06.08", 0.6, 2500, 8000),
    ("7.01.01.2.06.09", 1, 15000, 45000),
    ("7.01.01.2.07.06", 0.4, 12000, 40000),
    ("7.01.01.2.08.01", 0.2, 1000, 2000),
    ("7.01.01.2.08.02", 1, 15000, 40000),
    ("7.01.01.2.08.04", 1, 120000, 260000),
    ("7.01.01.2.09.02", 1, 22000, 50000),
    ("7.01.01.2.09.06", 1, 6000, 15000),
    ("7.01.01.2.09.09", 0.5, 40000, 380000),
    ("7.01.02.2.01.01", 0.6, 3000, 10000),
    ("7.01.02.2.02.03", 0.5, 3000, 12000),
    ("7.01.02.2.04.03", 1, 2000, 8000),
    ("7.01.03.2.01.01", 0.7, 10000, 30000),
    ("7.01.03.2.01.02", 0.7, 5000, 15000),
    ("7.01.03.2.01.03", 1, 20000, 130000),
    ("7.01.03.2.03.02", 0.4, 8000, 20000),
    ("7.01.04.2.01.01", 1, 8000, 25000),
    ("7.01.04.2.01.02", 0.4, 4000, 10000),
    ("7.01.05.2.01.02", 0.3, 5000, 15000),
    ("7.01.05.2.01.08", 1, 2400, 12000),
    ("7.01.06.2.01.02", 1, 20000, 190000),
    ("7.01.06.2.01.03", 0.6, 8000, 30000),
    ("7.01.06.2.01.05", 0.4, 5000, 20000),
)
SUB_KEGIATAN_KELURAHAN = (
    ("7.01.03.2.02.01", 1, 30000, 60000),
    ("7.01.03.2.02.02", 1, 420000, 560000),
    ("7.01.03.2.02.03", 1, 150000, 300000),
)
GAJI = "7.01.01.2.02.01"
# Mean capaian at triwulan II, dealt out in turn so that every category of the scale occurs.
TINGKAT_CAPAIAN = (97, 54, 83, 70, 44, 93, 79, 68, 60, 38, 95, 73, 87, 57, 48, 90, 66, 81, 53, 71, 99)


@cache
def baca_csv(nama: str) -> tuple[dict[str, str], ...]:
    """Rows of one reference CSV (`kecamatan`, `nomenklatur`, `indikator`)."""
    with open(REFERENSI / f"{nama}.csv", encoding="utf-8", newline="") as berkas:
        return tuple(csv.DictReader(berkas))


@cache
def nama_kode() -> dict[str, str]:
    """Canonical code → name from the nomenclature."""
    return {baris["kode"]: baris["nama"] for baris in baca_csv("nomenklatur")}


def bulat(nilai: float | Decimal, satuan: str = "0.01") -> Decimal:
    """Round half up, as the report prints it."""
    return Decimal(str(nilai)).quantize(Decimal(satuan), ROUND_HALF_UP)


def model(kode_kecamatan: str, tahun: int, triwulan: int, seed: int = BENIH) -> dict:
    """Contents of one report.

    Returns a dict with `kode_kecamatan`, `kecamatan`, `tahun`, `triwulan`, `plafon`, `realisasi` (rupiah,
    int, cumulative within the year), `program` (each with kode, nama, plafon, realisasi, sumber_dana and
    kegiatan → sub), `indikator` (ten, percent as Decimal) and `narasi` (bagian → sentences).
    Raises KeyError for an unknown kecamatan.
    """
    kecamatan = {baris["kode_kecamatan"]: baris for baris in baca_csv("kecamatan")}[kode_kecamatan]
    nyata = kecamatan["kecamatan"] == "Rowokangkung" and tahun == 2023 and seed == BENIH
    rincian = _rincian_nyata(triwulan) if nyata else _rincian(kecamatan, tahun, triwulan, seed)
    program = _susun(rincian)
    return {
        "kode_kecamatan": kode_kecamatan,
        "kecamatan": kecamatan["kecamatan"],
        "tahun": tahun,
        "triwulan": triwulan,
        "plafon": sum(p["plafon"] for p in program),
        "realisasi": sum(p["realisasi"] for p in program),
        "program": program,
        "indikator": _indikator(kecamatan, tahun, triwulan, seed),
        "narasi": _narasi(kode_kecamatan, tahun, triwulan, seed),
    }


def _rincian_nyata(triwulan: int) -> list[tuple[str, int, int]]:
    """Rowokangkung 2023: the plafon of the real report; its realisation at triwulan II, less before it."""
    bagian = (Decimal("0.45"), Decimal(1), Decimal("1.5"), Decimal("2"))[triwulan - 1]
    hasil = []
    for kode, plafon, realisasi in RINCIAN_2023:
        belum = triwulan == 1 and kode == KODE_LAIN_DI_TW2
        hasil.append((kode, plafon, 0 if belum else min(int(realisasi * bagian) // 100 * 100, plafon)))
    return hasil


def _rincian(kecamatan: dict, tahun: int, triwulan: int, seed: int) -> list[tuple[str, int, int]]:
    """(kode, plafon, realisasi) of every sub kegiatan; the plafon does not depend on the triwulan."""
    kode_kecamatan = kecamatan["kode_kecamatan"]
    pilih = Random(f"{seed}-{kode_kecamatan}-pilih")
    acak = Random(f"{seed}-{kode_kecamatan}-{tahun}-anggaran")
    kelurahan = int(kecamatan["jumlah_kelurahan"]) > 0
    daftar = SUB_KEGIATAN + (SUB_KEGIATAN_KELURAHAN if kelurahan else ())
    terpilih = sorted(baris for baris in daftar if pilih.random() < baris[1])
    jumlah = (3_380 if kelurahan else acak.randint(1_830, 3_000)) * 1_000_000
    plafon = {
        kode: acak.randint(rendah * 4, tinggi * 4) * 250
        for kode, _, rendah, tinggi in terpilih
        if kode != GAJI
    }
    plafon[GAJI] = max(jumlah - sum(plafon.values()), 980_000_000) + acak.randint(0, 999_999)
    serapan = acak.uniform(0.37, 0.5)
    hasil = []
    for kode, *_ in terpilih:
        bagian = serapan * (acak.uniform(1.01, 1.06) if kode == GAJI else acak.uniform(0.3, 1.25))
        belum_mulai = acak.random() < 0.14 and kode != GAJI
        awal = acak.uniform(0.34, TERTINGGI_PER_TRIWULAN[0])
        laju = (awal, *TERTINGGI_PER_TRIWULAN[1:])[triwulan - 1]
        nilai = int(plafon[kode] * min(bagian * laju, 0.985))
        nilai = nilai if kode == GAJI else nilai // 500 * 500
        # Small amounts would look like a wrong scale; work that has not begun has no realisation at all.
        hasil.append((kode, plafon[kode], 0 if nilai < 300_000 or (belum_mulai and triwulan < 3) else nilai))
    return hasil


def _susun(rincian: list[tuple[str, int, int]]) -> list[dict]:
    """Programs with their kegiatan and sub kegiatan, parents summed from the leaves."""
    nama = nama_kode()
    program: dict[str, dict] = {}
    for kode, plafon, realisasi in rincian:
        induk, atas = kode[:12], kode[:7]
        prog = program.setdefault(atas, _simpul(atas, nama[atas]) | {"kegiatan": {}})
        keg = prog["kegiatan"].setdefault(induk, _simpul(induk, nama[induk]) | {"sub": []})
        keg["sub"].append(_simpul(kode, nama[kode]))
        for simpul in (prog, keg, keg["sub"][-1]):
            simpul["plafon"] += plafon
            simpul["realisasi"] += realisasi
    return [prog | {"kegiatan": list(prog["kegiatan"].values())} for prog in program.values()]


def _simpul(kode: str, nama: str) -> dict:
    return {"kode": kode, "nama": nama, "plafon": 0, "realisasi": 0, "sumber_dana": "DAU"}


def _indikator(kecamatan: dict, tahun: int, triwulan: int, seed: int) -> list[dict]:
    """The ten indicators: target, realisation of the triwulan and to date, earlier years (percent)."""
    kode = kecamatan["kode_kecamatan"]
    acak = Random(f"{seed}-{kode}-{tahun}-kinerja")
    tingkat = TINGKAT_CAPAIAN[(int(kode[-2:]) * 8 + tahun) % len(TINGKAT_CAPAIAN)]
    hasil = []
    for baris in sorted(baca_csv("indikator"), key=lambda b: int(b["urutan"])):
        penunjang = baris["kode_program"] == "7.01.01"
        target = Decimal(100 if penunjang else acak.choice((85, 90, 90, 90, 95)))
        tengah = float(target) * min(max(tingkat * acak.uniform(0.93, 1.07), 18), 104) / 100
        awal, lalu = acak.uniform(0.38, 0.6), acak.uniform(0.88, 1)
        riwayat = [bulat(min(float(target) * acak.uniform(0.92, 1.1), 100)) for _ in range(2)]
        akumulatif = baris["sifat"] == "akumulatif"
        laju = (awal, 1, 1 + (1 - awal) / 2, 1.9 - awal / 2) if akumulatif else (lalu, 1, 1.01, 1.02)
        sampai = [bulat(min(tengah * x, 112)) for x in laju]
        if kecamatan["kecamatan"] == "Rowokangkung" and tahun == 2023 and baris["urutan"] in INDIKATOR_2023:
            target, *deret = INDIKATOR_2023[baris["urutan"]]
            riwayat, sampai = ([Decimal(x) for x in nilai] for nilai in deret)
        sebelumnya = sampai[triwulan - 2] if triwulan > 1 and akumulatif else Decimal(0)
        hasil.append(
            {
                "indikator_id": baris["indikator_id"],
                "indikator": baris["indikator"],
                "tingkat": baris["tingkat"],
                "sasaran": baris["sasaran"],
                "kode_program": baris["kode_program"],
                "satuan": baris["satuan"],
                "sifat": baris["sifat"],
                "target": target,
                "realisasi_triwulan": sampai[triwulan - 1] - sebelumnya,
                "realisasi_kumulatif": sampai[triwulan - 1],
                "capaian": bulat(sampai[triwulan - 1] / target * 100),
                "riwayat": {tahun - 2: riwayat[0], tahun - 1: riwayat[1]},
            }
        )
    return hasil


NARASI = {
    "permasalahan": (
        "Sebagian sarana dan prasarana pelayanan sudah menurun kondisinya",
        "Jumlah pegawai belum sebanding dengan beban pelayanan administrasi",
        "Pemahaman perangkat desa tentang penyusunan dokumen administrasi belum merata",
        "Jaringan internet di beberapa desa belum stabil untuk pelaporan daring",
    ),
    "faktor_pendorong": (
        "Dukungan pemerintah desa dan lembaga kemasyarakatan dalam setiap kegiatan",
        "Jadwal pembinaan desa disepakati sejak awal tahun",
        "Standar pelayanan sudah dipasang di ruang pelayanan",
    ),
    "faktor_penghambat": (
        "Sebagian kegiatan menunggu petunjuk teknis dari kabupaten",
        "Pergantian bendahara pengeluaran pembantu di awal triwulan",
        "Cuaca menghambat kegiatan lapangan",
    ),
    "tindak_lanjut": (
        "Mempercepat pengadaan yang tertunda pada triwulan berikutnya",
        "Melakukan pendampingan penyusunan dokumen desa setiap bulan",
        "Mengusulkan tambahan tenaga pelayanan kepada perangkat daerah terkait",
    ),
}


def _narasi(kode: str, tahun: int, triwulan: int, seed: int) -> dict[str, list[str]]:
    acak = Random(f"{seed}-{kode}-{tahun}-{triwulan}-narasi")
    return {bagian: acak.sample(kalimat, 2) for bagian, kalimat in NARASI.items()}
