"""All files of a period, from the published database; written again only when the period's figures changed."""

import json
from collections.abc import Callable
from pathlib import Path

from transforms import database, publish, storage, warehouse
from transforms.settings import Settings
from transforms.values.periods import format_periode

PENANDA = "laporan.json"  # written last: names the figures that the folder's files show
PERLU_TINDAKAN = ("DITOLAK", "DITERIMA_DENGAN_CATATAN", "MENUNGGU")


def write_reports(
    settings: Settings, tahun: int, triwulan: int, paksa: bool = False, kabar: Callable = lambda *_: None
) -> list[Path]:
    """Write the files of every period whose figures changed since its files were written (`paksa`: of all).

    Returns the main reports of the asked period, also when they were current already.
    """
    terbit = publish.current_path(settings)
    if not terbit:
        return []
    hasil: list[Path] = []
    with database.open_published(terbit) as con:
        for r in database.rows(con, "konsolidasi_kabupaten", urut="tahun, triwulan"):
            kunci = r["tahun"], r["triwulan"]
            kabar(f"laporan {format_periode(*kunci)}")
            berkas = _write_period(con, settings, *kunci, paksa)
            if kunci == (tahun, triwulan):
                hasil = berkas
        _write_unplaced(con, settings)
    return hasil


def _write_period(con, settings: Settings, tahun: int, triwulan: int, paksa: bool) -> list[Path]:
    """Reports, receipts and correction sheets of one period; returns the paths of its main reports."""
    from transforms.reports import correction, quality_page, receipt, xlsx

    folder = settings.laporan(format_periode(tahun, triwulan))
    utama = [folder / xlsx.file_name(settings, tahun, triwulan)]
    sidik = warehouse.period_fingerprint(con, tahun, triwulan)
    penanda = folder / PENANDA
    if not paksa and penanda.exists() and json.loads(penanda.read_text(encoding="utf-8"))["sidik"] == sidik:
        return utama
    receipt.write_receipts(con, tahun, triwulan, folder / "tanda-terima", settings.instansi)
    correction.write_corrections(con, settings, tahun, triwulan, folder / "lembar-koreksi")
    quality_page.write_quality_page(con, folder / "mutu.html", settings.instansi)
    xlsx.write_konsolidasi(con, tahun, triwulan, settings, utama[0])
    storage.write_atomic(penanda, json.dumps({"sidik": sidik, "berkas": [u.name for u in utama]}).encode())
    return utama


def _write_unplaced(con, settings: Settings) -> None:
    """Receipts and correction sheets of files whose period is not known."""
    from transforms.reports import correction, receipt

    folder = settings.terbit / "laporan" / receipt.TANPA_PERIODE
    receipt.write_receipts(con, None, None, folder / "tanda-terima", settings.instansi)
    correction.write_corrections(con, settings, None, None, folder / "lembar-koreksi")


def summary(settings: Settings, tahun: int, triwulan: int, baru: list[str]) -> dict:
    """What a run tells: kiriman (rows of `baru`, with jumlah_perubahan), ringkasan, belum, terlambat, perlu_tindakan.

    `perlu_tindakan`: the period has, or this run brought, a rejection or a note that is not acknowledged.
    """
    kosong = {"kiriman": [], "ringkasan": None, "belum": [], "terlambat": [], "perlu_tindakan": False}
    terbit = publish.current_path(settings)
    if not terbit:
        return kosong
    with database.open_published(terbit) as con:
        dibaca = [k for k in database.rows(con, "kiriman", urut="nomor") if k["kiriman_id"] in set(baru)]
        for k in dibaca:
            ubah = database.rows(con, "perubahan_kiriman", kiriman_id=k["kiriman_id"]) if k["menggantikan"] else []
            k["jumlah_perubahan"] = len(ubah)
        patuh = database.rows(con, "kepatuhan", urut="kode_kecamatan", tahun=tahun, triwulan=triwulan)
        ringkasan = database.rows(con, "konsolidasi_kabupaten", tahun=tahun, triwulan=triwulan)
    return {
        "kiriman": dibaca,
        "ringkasan": ringkasan[0] if ringkasan else None,
        "belum": [p["kecamatan"] for p in patuh if not p["diterima"]],
        "terlambat": [
            f"{p['kecamatan']} ({p['hari_terlambat']} hari)" for p in patuh if p["diterima"] and p["hari_terlambat"]
        ],
        "perlu_tindakan": any(k["status"] in PERLU_TINDAKAN for k in [*dibaca, *patuh]),
    }
