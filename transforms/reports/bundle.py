"""All files of a period, from the published database; written again only when the period's figures changed."""

import json
from collections.abc import Callable
from pathlib import Path

from transforms import database, fingerprint, ledger, publish, storage
from transforms.reports.format import TANPA_PERIODE, workbook_name
from transforms.settings import Settings
from transforms.values.periods import format_periode

PENANDA = "laporan.json"  # written last: names the figures that the folder's files show
PERLU_TINDAKAN = ("DITOLAK", "DITERIMA_DENGAN_CATATAN", "MENUNGGU")


def write_reports(
    settings: Settings, tahun: int, triwulan: int, paksa: bool = False, kabar: Callable = lambda *_: None
) -> tuple[list[Path], list[str]]:
    """Write the files of every period whose figures changed since its files were written (`paksa`: of all).

    Returns the main reports of the asked period, also when they were current already, and notices (Indonesian)
    about files that another program held open; the next run writes those.
    """
    terbit = publish.current_path(settings)
    if not terbit:
        return [], []
    selesai = settings.terbit / "laporan" / PENANDA
    hasil: list[Path] = []
    tertunda: list[str] = []
    with database.open_published(terbit) as con:
        keadaan = database.read_meta(con)["sidik_keadaan"]
        if not paksa and _marked(selesai) == keadaan:
            return main_reports(settings, tahun, triwulan), []
        isi = fingerprint.period_hashes(con)
        for r in database.rows(con, "konsolidasi_kabupaten", urut="tahun, triwulan"):
            kunci = r["tahun"], r["triwulan"]
            kabar(f"laporan {format_periode(*kunci)}")
            tertunda += _write_period(con, settings, *kunci, paksa, isi)
            if kunci == (tahun, triwulan):
                hasil = main_reports(settings, *kunci)
        tertunda += _write_common(con, settings, paksa)
    if not tertunda:
        _mark(selesai, keadaan)
    return hasil, tertunda


def main_reports(settings: Settings, tahun: int, triwulan: int) -> list[Path]:
    """Where the reports of a period that people open are: workbook, dashboard, Word report, Formulir E.81."""
    from transforms.reports import docx_report, e81

    folder = settings.laporan(format_periode(tahun, triwulan))
    return [
        folder / workbook_name(settings.kabupaten, tahun, triwulan),
        folder / "index.html",
        folder / docx_report.file_name(settings, tahun, triwulan),
        folder / e81.file_name(settings, tahun, triwulan),
    ]


def _write_period(
    con, settings: Settings, tahun: int, triwulan: int, paksa: bool, isi: fingerprint.Hashes
) -> list[str]:
    """Reports, receipts and correction sheets of one period; returns notices about files held open."""
    from transforms.reports import correction, docx_report, e81, html, quality_page, receipt, xlsx

    folder = settings.laporan(format_periode(tahun, triwulan))
    penanda = folder / PENANDA
    sidik = fingerprint.period_fingerprint(con, tahun, triwulan, isi)
    if not paksa and _marked(penanda) == sidik:
        return []
    penanda.unlink(missing_ok=True)  # from here on the folder may hold files of two states
    buku_kerja, _, laporan, formulir = main_reports(settings, tahun, triwulan)
    tertunda = _write_each([
        lambda: receipt.write_receipts(con, tahun, triwulan, folder / "tanda-terima", settings.instansi),
        lambda: correction.write_corrections(con, settings, tahun, triwulan, folder / "lembar-koreksi"),
        lambda: quality_page.write_quality_page(con, folder / "mutu.html", settings.instansi),
        lambda: xlsx.write_konsolidasi(con, tahun, triwulan, settings, buku_kerja),
        lambda: html.write_dashboard(con, tahun, triwulan, settings, folder),
        lambda: docx_report.write_docx(con, tahun, triwulan, settings, laporan),
        lambda: e81.write_e81(con, tahun, triwulan, settings, formulir),
    ])
    if not tertunda:
        _mark(penanda, sidik)
    return tertunda


def _write_each(penulis: list[Callable]) -> list[str]:
    """Call every writer; one whose file is open in another program (Excel on Windows), or whose template an office
    has broken, does not stop the others."""
    from transforms.reports.docx_report import TemplateError

    tertunda = []
    for tulis in penulis:
        try:
            tulis()
        except storage.InUseError as galat:
            tertunda.append(
                f"{Path(galat.filename).name} sedang dibuka program lain dan isinya masih yang lama; "
                "tutup berkas itu, lalu jalankan lagi"
            )
        except TemplateError as galat:
            tertunda.append(str(galat))
    return tertunda


def _marked(penanda: Path) -> str | None:
    try:
        return json.loads(penanda.read_text(encoding="utf-8"))["sidik"]
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _mark(penanda: Path, sidik: str) -> None:
    storage.write_atomic(penanda, json.dumps({"sidik": sidik}).encode())


def _write_common(con, settings: Settings, paksa: bool) -> list[str]:
    """The index over all periods; open data; receipts and correction sheets of files whose period is not known."""
    from transforms.reports import correction, html, open_data, receipt

    folder = settings.terbit / "laporan" / TANPA_PERIODE
    return _write_each([
        lambda: html.write_index(con, settings, settings.terbit / "laporan"),
        lambda: open_data.write_open_data(con, settings, paksa=paksa),
        lambda: receipt.write_receipts(con, None, None, folder / "tanda-terima", settings.instansi),
        lambda: correction.write_corrections(con, settings, None, None, folder / "lembar-koreksi"),
    ])


def write_withheld(con, settings: Settings, sebab: list[str]) -> list[str]:
    """Receipts of the files that no publication shows yet, from the working database, saying why it is withheld.

    The next publication writes them again. Returns notices (Indonesian) about receipts that could not be written:
    what withholds a publication may be the very table that a receipt needs.
    """
    import duckdb

    from transforms.reports import receipt

    terbit = publish.current_path(settings)
    nomor = 0
    if terbit:
        with database.open_published(terbit) as lama:
            nomor = int(database.read_meta(lama).get("nomor_buku", 0))
    try:
        menunggu: dict[tuple, list[str]] = {}
        for k in database.rows(con, "kiriman", urut="nomor"):
            if k["nomor"] > nomor:
                menunggu.setdefault((k["tahun"], k["triwulan"]), []).append(k["kiriman_id"])
        for (tahun, triwulan), hanya in menunggu.items():
            berperiode = tahun and triwulan
            folder = settings.laporan(format_periode(tahun, triwulan) if berperiode else TANPA_PERIODE)
            receipt.write_receipts(con, tahun if berperiode else None, triwulan if berperiode else None,
                                   folder / "tanda-terima", settings.instansi, hanya, sebab)
    except (duckdb.Error, KeyError, storage.InUseError) as galat:
        return [f"tanda terima belum dapat ditulis: {str(galat).splitlines()[0]}"]
    return []


def newest_period(settings: Settings) -> tuple[int, int]:
    """(tahun, triwulan) of the newest period published; of today when there is none."""
    if terbit := publish.current_path(settings):
        with database.open_published(terbit) as con:
            ada = con.execute("SELECT tahun, triwulan FROM konsolidasi_kabupaten ORDER BY ALL DESC LIMIT 1").fetchall()
        if ada:
            return ada[0]
    kini = ledger.now()
    return kini.year, (kini.month + 2) // 3


def summary(settings: Settings, tahun: int, triwulan: int, baru: list[str]) -> dict:
    """What a run tells: kiriman (rows of `baru`), ringkasan, belum, terlambat, perlu_tindakan.

    Each kiriman has its row of perubahan_dampak as `dampak` (None when it replaces nothing).
    `perlu_tindakan`: the period has, or this run brought, a rejection or a note that is not acknowledged.
    """
    kosong = {"kiriman": [], "ringkasan": None, "belum": [], "terlambat": [], "perlu_tindakan": False}
    terbit = publish.current_path(settings)
    if not terbit:
        return kosong
    with database.open_published(terbit) as con:
        dibaca = [k for k in database.rows(con, "kiriman", urut="nomor") if k["kiriman_id"] in set(baru)]
        for k in dibaca:
            dampak = database.rows(con, "perubahan_dampak", kiriman_id=k["kiriman_id"])
            k["dampak"] = dampak[0] if dampak else None
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
