"""What was in force on a date, computed again from what had been received by the end of that day."""

import datetime
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from transforms import database, publish, quality, storage, warehouse
from transforms.reports.format import workbook_name
from transforms.settings import ZONA_WAKTU, Settings

SIDIK = "per tanggal "  # meta.sidik_keadaan of such a database: never equal to that of a publication


class NothingThereError(Exception):
    """Nothing can be shown for that date; the message (Indonesian) says why."""


def folder(settings: Settings, tanggal: datetime.date) -> Path:
    """Where the files of a date are written."""
    return settings.terbit / "per" / tanggal.isoformat()


def write_as_of(
    settings: Settings, tanggal: datetime.date, tahun: int, triwulan: int, kabar: Callable = lambda *_: None
) -> dict:
    """Write database and workbook as they were at the end of `tanggal` (Asia/Jakarta).

    The received rows come from the published database, opened read-only; ledger, archive, warehouse and
    publication are not touched. Rules and reference tables are those of today. Returns {"berkas", "laporan",
    "kiriman" (number of files received by then), "mutu_gagal"}; raises NothingThereError.
    """
    sumber = publish.current_path(settings)
    if not sumber:
        raise NothingThereError(f"belum ada basis data terbit di {settings.terbit}")
    tujuan = folder(settings, tanggal)
    tujuan.mkdir(parents=True, exist_ok=True)
    buku_kerja = tujuan / workbook_name(settings.kabupaten, tahun, triwulan)
    kerja = tujuan / "gudang_sementara.duckdb"  # DuckDB names the database after it
    database.remove(kerja)
    try:
        con = warehouse.open_warehouse(kerja)
        try:
            kabar("salin")
            banyak = _copy_received(con, sumber, _end_of_day(tanggal))
            if not banyak:
                raise NothingThereError(f"belum ada kiriman yang diterima sampai {tanggal.isoformat()}")
            kabar("turunkan")
            warehouse.load_referensi_tables(con, settings.referensi)
            con.execute(f"DELETE FROM koreksi WHERE tanggal > '{tanggal.isoformat()}'")
            warehouse.derive(con)
            database.write_meta(con, {"per_tanggal": tanggal.isoformat(), "sidik_keadaan": SIDIK + tanggal.isoformat()})
            kabar("periksa mutu")
            mutu = quality.validate(con)
            warehouse.load_mutu(con, mutu)
            kabar("terbitkan")
            with storage.atomic_path(tujuan / "konsolidasi.duckdb") as sementara:
                database.copy_published(con, sementara, warehouse.TABEL_TERBIT)
        finally:
            con.close()
    finally:
        database.remove(kerja)
    from transforms.reports import xlsx

    kabar("laporan")
    with database.open_published(tujuan / "konsolidasi.duckdb") as con:
        ada = database.rows(con, "konsolidasi_kabupaten", tahun=tahun, triwulan=triwulan)
        if ada:
            xlsx.write_konsolidasi(con, tahun, triwulan, settings, buku_kerja)
    return {
        "berkas": tujuan / "konsolidasi.duckdb",
        "laporan": [buku_kerja] if ada else [],
        "kiriman": banyak,
        "mutu_gagal": quality.blocking(mutu),
    }


def _end_of_day(tanggal: datetime.date) -> str:
    esok = datetime.datetime.combine(tanggal, datetime.time(), ZoneInfo(ZONA_WAKTU)) + datetime.timedelta(days=1)
    return esok.isoformat()


def _copy_received(con, sumber: Path, batas: str) -> int:
    """Copy what had been received or noted before the moment `batas`; returns the number of files.

    A duplicate of a file that came later, by a date given by hand, is no duplicate yet.
    """
    con.execute(f"ATTACH '{sumber.as_posix().replace(chr(39), chr(39) * 2)}' AS sumber (READ_ONLY)")
    try:
        con.execute(f"INSERT INTO penerimaan BY NAME FROM sumber.penerimaan WHERE diterima_pada < '{batas}'")
        con.execute("UPDATE penerimaan SET duplikat_dari = NULL "
                    "WHERE duplikat_dari NOT IN (SELECT kiriman_id FROM penerimaan)")
        for tabel in (*warehouse.TABEL_NORMAL, "temuan_baca", "koreksi_terpakai"):
            con.execute(f"INSERT INTO {tabel} BY NAME FROM sumber.{tabel} "
                        "WHERE kiriman_id IN (SELECT kiriman_id FROM penerimaan)")
        for tabel in ("pengakuan", "penutupan"):
            con.execute(f"INSERT INTO {tabel} BY NAME FROM sumber.{tabel} WHERE pada < '{batas}'")
        return con.execute("SELECT count(*) FROM penerimaan").fetchone()[0]
    finally:
        con.execute("DETACH sumber")
