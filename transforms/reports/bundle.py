"""All files of a period, from the published database; written again only when the period's figures changed."""

import json
from collections.abc import Callable
from pathlib import Path

from transforms import database, publish, storage, warehouse
from transforms.reports.format import workbook_name
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
    selesai = settings.terbit / "laporan" / PENANDA
    hasil: list[Path] = []
    with database.open_published(terbit) as con:
        keadaan = database.read_meta(con)["sidik_keadaan"]
        if not paksa and _marked(selesai) == keadaan:
            return _main_reports(settings, tahun, triwulan)
        for r in database.rows(con, "konsolidasi_kabupaten", urut="tahun, triwulan"):
            kunci = r["tahun"], r["triwulan"]
            kabar(f"laporan {format_periode(*kunci)}")
            berkas = _write_period(con, settings, *kunci, paksa)
            if kunci == (tahun, triwulan):
                hasil = berkas
        _write_common(con, settings)
    _mark(selesai, keadaan)
    return hasil


def _main_reports(settings: Settings, tahun: int, triwulan: int) -> list[Path]:
    """Where the reports of a period that people open first are."""
    folder = settings.laporan(format_periode(tahun, triwulan))
    return [folder / workbook_name(settings.kabupaten, tahun, triwulan), folder / "index.html"]


def _write_period(con, settings: Settings, tahun: int, triwulan: int, paksa: bool) -> list[Path]:
    """Reports, receipts and correction sheets of one period; returns the paths of its main reports."""
    from transforms.reports import correction, html, quality_page, receipt, xlsx

    folder = settings.laporan(format_periode(tahun, triwulan))
    utama = _main_reports(settings, tahun, triwulan)
    sidik = warehouse.period_fingerprint(con, tahun, triwulan)
    if not paksa and _marked(folder / PENANDA) == sidik:
        return utama
    receipt.write_receipts(con, tahun, triwulan, folder / "tanda-terima", settings.instansi)
    correction.write_corrections(con, settings, tahun, triwulan, folder / "lembar-koreksi")
    quality_page.write_quality_page(con, folder / "mutu.html", settings.instansi)
    xlsx.write_konsolidasi(con, tahun, triwulan, settings, utama[0])
    html.write_dashboard(con, tahun, triwulan, settings, folder)
    _mark(folder / PENANDA, sidik)
    return utama


def _marked(penanda: Path) -> str | None:
    return json.loads(penanda.read_text(encoding="utf-8"))["sidik"] if penanda.exists() else None


def _mark(penanda: Path, sidik: str) -> None:
    storage.write_atomic(penanda, json.dumps({"sidik": sidik}).encode())


def _write_common(con, settings: Settings) -> None:
    """The index over all periods; receipts and correction sheets of files whose period is not known."""
    from transforms.reports import correction, html, receipt

    html.write_index(con, settings, settings.terbit / "laporan")
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
