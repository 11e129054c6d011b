"""Planted defects of indicators, targets and running text; see `buat_cacat` for what a defect returns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from data.contoh.buat_cacat import CACAT_ANGGARAN, Harapan, cari


def target_kosong(d: dict) -> list[Harapan]:
    """No target for the fourth program indicator, in both places, as in the real report."""
    for tabel in ("pk", "lampiran"):
        cari(d, "P4", tabel)["target"] = None
    return [("TARGET_KOSONG", "peringatan", ("pk", "P4", "target"), {})]


def target_beda(d: dict) -> list[Harapan]:
    """The annex states another target."""
    cari(d, "P6", "lampiran")["target"] -= 5
    return [("TARGET_BEDA", "peringatan", ("lampiran", "P6", "target"), {})]


def nama_mirip(d: dict) -> list[Harapan]:
    """A spelling of an indicator that no alias knows."""
    cari(d, "P5", "lampiran")["indikator"] = "Persentase Pemenuhan Urusan Pemerintah Umum"
    return [("NAMA_MIRIP", "peringatan", ("lampiran", "P5", "indikator"), {})]


def indikator_asing(d: dict) -> list[Harapan]:
    """An indicator of the office's own."""
    d["pk"].append(
        {
            "kunci": "X1",
            "tingkat": "program",
            "nomor": "7.",
            "target": Decimal(80),
            "sasaran": "Berkembangnya Inovasi di Kecamatan",
            "indikator": "Jumlah layanan jemput bola bagi warga lanjut usia",
        }
    )
    return [("INDIKATOR_TIDAK_DIKENAL", "peringatan", ("pk", "X1", "indikator"), {})]


def capaian_salah(d: dict) -> list[Harapan]:
    """A capaian that follows from neither realisation."""
    cari(d, "P2", "capaian")["capaian"] -= Decimal("7.5")
    return [("CAPAIAN_SALAH", "peringatan", ("capaian", "P2", "capaian"), {})]


def capaian_beda_basis(d: dict) -> list[Harapan]:
    """The triwulan's realisation beside a capaian from the cumulative one, as in the real report."""
    for baris in d["capaian"]:
        baris["realisasi"] = baris["realisasi_triwulan"]
    return [
        ("CAPAIAN_BEDA_BASIS", "peringatan", ("capaian", b["kunci"], "capaian"), {}) for b in d["capaian"]
    ]


def persen_tak_terbaca(d: dict) -> list[Harapan]:
    """Words in place of an earlier year's realisation."""
    tahun = str(d["tahun"] - 2)
    cari(d, "S2", "tahunan")["mentah"] = {tahun: "belum dievaluasi"}
    return [("PERSEN_TIDAK_TERBACA", "peringatan", ("tahunan", "S2", tahun), {})]


def kumulatif_tidak_ada(d: dict) -> list[Harapan]:
    """Tabel 3.2 without the current year, and no earlier triwulan to add up."""
    d["tahun_realisasi"].pop()
    return [("KUMULATIF_TIDAK_ADA", "peringatan", ("capaian", k, "realisasi"), {}) for k in ("S1", "S2")]


def periode_salah(d: dict) -> list[Harapan]:
    """The preface names the months of another triwulan, as in the real report."""
    d["pengantar"][1] = d["pengantar"][1].replace("April", "Januari").replace("Juni", "Maret")
    return [("PERIODE_BERTENTANGAN", "peringatan", ("pengantar", "1", "teks"), {})]


def kecamatan_lain(d: dict) -> list[Harapan]:
    """The name of the office whose report was copied, as in the real report."""
    d["pengantar"][2] = d["pengantar"][2].replace(f"Kecamatan {d['kecamatan']}", "Kecamatan Tekung")
    return [("NAMA_KECAMATAN_LAIN", "peringatan", ("pengantar", "2", "teks"), {})]


CACAT_KINERJA = (
    target_kosong,
    target_beda,
    nama_mirip,
    indikator_asing,
    capaian_salah,
    capaian_beda_basis,
    persen_tak_terbaca,
    kumulatif_tidak_ada,
    periode_salah,
    kecamatan_lain,
)
CACAT: dict[str, Callable[[dict], list[Harapan]]] = {f.__name__: f for f in CACAT_ANGGARAN + CACAT_KINERJA}
