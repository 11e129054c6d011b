"""Who sends what and when: the submissions of the example in order of receipt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from data.contoh.buat_model import baca_csv
from data.contoh.buat_tata_letak import TATA_LETAK_KECAMATAN

# Period → first day after the triwulan; the deadline is the 15th of that month.
PERIODE = {"2022-TW2": "2022-07", "2023-TW1": "2023-04", "2023-TW2": "2023-07"}
TIDAK_MENGIRIM = {("2023-TW2", "35.08.02")}
TERLAMBAT = {
    ("2022-TW2", "35.08.02"): 19,
    ("2022-TW2", "35.08.11"): 18,
    ("2023-TW1", "35.08.20"): 17,
    ("2023-TW2", "35.08.08"): 21,
    ("2023-TW2", "35.08.13"): 18,
}
# Planted defects: (period, kecamatan, version) → names in buat_cacat. Changes the sums follow come first.
CACAT_KIRIMAN: dict[tuple[str, str, int], tuple[str, ...]] = {
    ("2022-TW2", "35.08.15", 1): ("kumulatif_tidak_ada",),
    ("2023-TW2", "35.08.03", 1): ("sisa_salah", "jumlah_kegiatan_salah", "total_salah", "pk_jumlah_salah"),
    ("2023-TW2", "35.08.05", 1): ("versi_pertama",),
    ("2023-TW2", "35.08.06", 1): (
        "kode_kosong",
        "kode_ganda",
        "kode_nama_beda",
        "kode_tidak_dikenal",
        "kode_sipd",
        "induk_tidak_ada",
    ),
    ("2023-TW2", "35.08.09", 1): ("sen",),
    ("2023-TW2", "35.08.12", 1): ("target_beda", "indikator_asing", "capaian_salah"),
    ("2023-TW2", "35.08.14", 1): (
        "target_kosong",
        "nama_mirip",
        "capaian_beda_basis",
        "persen_tak_terbaca",
        "periode_salah",
        "kecamatan_lain",
    ),
    ("2023-TW2", "35.08.17", 1): ("realisasi_turun", "plafon_berubah", "pk_bergeser", "nomor_ganda"),
    ("2023-TW2", "35.08.18", 1): ("realisasi_melebihi", "skala", "baris_tersembunyi", "nilai_kosong"),
    ("2023-TW2", "35.08.19", 1): ("baris_ganda", "angka_tak_terbaca"),
}
# Sent again: day of the second version.
KIRIM_ULANG = {("2023-TW2", "35.08.05"): (11, 13), ("2023-TW2", "35.08.19"): (12, 14)}


def rencana() -> list[dict]:
    """Every submission (kecamatan, period, version, times, layout, defects), sorted by time of receipt."""
    hasil = []
    for periode, bulan in PERIODE.items():
        for baris in baca_csv("kecamatan"):
            kunci = (periode, baris["kode_kecamatan"])
            if kunci not in TIDAK_MENGIRIM:
                acak = Random(f"terima-{periode}-{kunci[1]}")
                kerja = [h for h in range(4, 15) if date.fromisoformat(f"{bulan}-{h:02}").weekday() < 5]
                hari = KIRIM_ULANG.get(kunci, (TERLAMBAT.get(kunci, acak.choice(kerja)),))
                hasil.extend(_kiriman(kunci, versi, bulan, h, acak) for versi, h in enumerate(hari, 1))
    return sorted(hasil, key=lambda k: k["diterima_pada"])


def _kiriman(kunci: tuple[str, str], versi: int, bulan: str, hari: int, acak: Random) -> dict:
    periode, kode = kunci
    saat = datetime.fromisoformat(f"{bulan}-{hari:02}T08:00:00+07:00") + timedelta(
        minutes=acak.randint(0, 420)
    )
    nyata = kunci == ("2023-TW2", "35.08.08")
    laporan = saat.date() if nyata else saat.date() - timedelta(days=acak.randint(0, 2))
    terlambat = (
        [{"kode_temuan": "TERLAMBAT", "tingkat": "info", "lembar": None, "sel": None}] if hari > 15 else []
    )
    return {
        "kode_kecamatan": kode,
        "periode": periode,
        "versi": versi,
        "diterima_pada": saat.isoformat(),
        "tanggal_laporan": laporan.isoformat(),
        "tata_letak": TATA_LETAK_KECAMATAN[kode],
        "cacat": CACAT_KIRIMAN.get((*kunci, versi), ()),
        "nyata": nyata,
        "temuan_kiriman": terlambat,
    }


def _temuan(kode_temuan: str, lembar: str, sel: str, **lain: str) -> dict:
    return {"kode_temuan": kode_temuan, "tingkat": "peringatan", "lembar": lembar, "sel": sel, **lain}


_UANG = "Realisasi Anggaran"
NYATA = {
    "berkas": "2023-TW2/LKj TW II 2023 Kec. Rowokangkung.xlsx",
    "tata_letak": "laporan nyata",
    "temuan": [
        _temuan("SISA_TIDAK_COCOK", _UANG, "E16", kolom="sisa", selisih="-1000000"),
        _temuan("SISA_TIDAK_COCOK", _UANG, "E15", kolom="sisa", selisih="-1000000"),
        _temuan("SISA_TIDAK_COCOK", _UANG, "E7", kolom="sisa", selisih="-1000000"),
        _temuan("JUMLAH_TIDAK_COCOK", _UANG, "C7", kolom="plafon", selisih="-367290000"),
        _temuan("JUMLAH_TIDAK_COCOK", _UANG, "D30", kolom="realisasi", selisih="-5072000"),
        _temuan("JUMLAH_TIDAK_COCOK", _UANG, "D39", kolom="realisasi", selisih="-750000"),
        _temuan("JUMLAH_TIDAK_COCOK", _UANG, "C39", kolom="plafon", selisih="13150000"),
        _temuan("TOTAL_TIDAK_COCOK", _UANG, "C6", kolom="plafon", selisih="367290000"),
        _temuan("TOTAL_TIDAK_COCOK", _UANG, "D6", kolom="realisasi", selisih="8885000"),
        _temuan("PLAFON_BEDA_PK", _UANG, "C7", kolom="plafon", selisih="-367290000"),
        _temuan("KODE_GANDA", _UANG, "A37", sel_terkait="A35"),
        _temuan("KODE_GANDA", _UANG, "A38", sel_terkait="A36"),
        _temuan("KODE_KOSONG", _UANG, "A19"),
        _temuan("KODE_GAYA", _UANG, "A22"),
        _temuan("KODE_GAYA", _UANG, "A46"),
        _temuan("KODE_GAYA", _UANG, "A48"),
        _temuan("KODE_NAMA_BEDA", _UANG, "A44"),
        _temuan("CAPAIAN_BEDA_BASIS", "Capaian Kinerja", "E6"),
        _temuan("CAPAIAN_BEDA_BASIS", "Capaian Kinerja", "E7"),
        _temuan("TARGET_KOSONG", "Perjanjian Kinerja", "D11"),
        _temuan("NOMOR_GANDA", "Lampiran PK", "A24"),
    ],
    "info": [{"kode_temuan": "TERLAMBAT", "tingkat": "info", "lembar": None, "sel": None}],
}
