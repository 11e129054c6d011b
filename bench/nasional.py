"""A nation's five years: every kecamatan of Indonesia, five years of four quarters, as the analysts' database has them.

Reading 145,700 workbooks would take an hour and tell nothing about queries. So the published database of 7,285
reports is multiplied: each report becomes a kecamatan of its own, in each of the twenty quarters.
"""

from pathlib import Path

from transforms import database, warehouse
from transforms.findings import object_name, read_sql, sql_files

TAHUN = range(2019, 2024)
LAIN = (
    "temuan", "kiriman", "kiriman_berlaku", "realisasi_anggaran", "riwayat_anggaran", "riwayat_capaian", "ref_skala",
)  # fmt: skip
_KECAMATAN = ("kode_kecamatan", "tahun", "triwulan")


def multiply(asal: Path, tujuan: Path) -> dict:
    """Write the nation's database; returns {"kecamatan", "baris", "besar_mb"}."""
    tujuan.unlink(missing_ok=True)
    con = database.connect(tujuan)
    try:
        con.execute(f"ATTACH '{asal}' AS asal (READ_ONLY)")
        con.execute(f"""
            CREATE TABLE nomor AS
            SELECT kode_kecamatan, tahun, triwulan, row_number() OVER (ORDER BY tahun, triwulan, kode_kecamatan) AS n
            FROM asal.kepatuhan WHERE diterima;
            CREATE TABLE waktu AS
            SELECT y AS tahun, q AS triwulan FROM range({TAHUN[0]}, {TAHUN[-1] + 1}) t(y), range(1, 5) u(q);
            CREATE TABLE periode_asal AS
            SELECT tahun, triwulan, row_number() OVER (ORDER BY tahun, triwulan) - 1 AS n
            FROM asal.konsolidasi_kabupaten ORDER BY tahun, triwulan LIMIT 20
        """)
        jumlah = 0
        for tabel in (*warehouse.TABEL_MART, *LAIN):
            _copy(con, tabel)
            jumlah += con.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0]
        for nama in ("serapan", "capaian"):  # the macros that the questions use
            con.execute(next(read_sql(b) for b in sql_files("mart") if object_name(b) == nama))
        banyak = con.execute("SELECT count(*) FROM nomor").fetchone()[0]
        con.execute("DROP TABLE nomor; DROP TABLE waktu; DROP TABLE periode_asal; DETACH asal; CHECKPOINT")
    finally:
        con.close()
    return {"kecamatan": banyak, "baris": jumlah, "besar_mb": tujuan.stat().st_size / 2**20}


def _copy(con, tabel: str) -> None:
    kolom = [k for (k,) in con.execute(
        f"SELECT column_name FROM duckdb_columns() WHERE database_name = 'asal' AND table_name = '{tabel}' "
        "ORDER BY column_index").fetchall()]
    kiriman = ", kiriman_id || '.' || w.tahun || w.triwulan AS kiriman_id" if "kiriman_id" in kolom else ""
    if set(_KECAMATAN) <= set(kolom):
        con.execute(f"""
            CREATE TABLE {tabel} AS
            SELECT a.* REPLACE (
                printf('%05d', n.n) AS kode_kecamatan, w.tahun AS tahun, w.triwulan AS triwulan{kiriman}
            )
            FROM asal.{tabel} AS a JOIN nomor AS n USING (kode_kecamatan, tahun, triwulan) CROSS JOIN waktu AS w
            ORDER BY w.tahun, w.triwulan
        """)
    elif {"tahun", "triwulan"} <= set(kolom):
        con.execute(f"""
            CREATE TABLE {tabel} AS
            SELECT a.* REPLACE (({TAHUN[0]} + p.n // 4)::INTEGER AS tahun, (p.n % 4 + 1)::INTEGER AS triwulan)
            FROM asal.{tabel} AS a JOIN periode_asal AS p USING (tahun, triwulan) ORDER BY p.n
        """)
    elif "kiriman_id" in kolom:
        con.execute(
            f"CREATE TABLE {tabel} AS SELECT a.* REPLACE (kiriman_id || '.' || w.tahun || w.triwulan AS kiriman_id) "
            f"FROM asal.{tabel} AS a CROSS JOIN waktu AS w ORDER BY w.tahun, w.triwulan"
        )
    else:
        con.execute(f"CREATE TABLE {tabel} AS FROM asal.{tabel}")

