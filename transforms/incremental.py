"""Derives again only what changed kiriman can change: the rows of their kecamatan × tahun, then what all share.

The same files of sql/ run in the same order. Those that look at one kecamatan × tahun (LOKAL) run with a schema
`lokal` first on the search path: its tables hold only the kiriman of the affected kecamatan × tahun, and what a
file makes there takes the place of these kiriman's rows in the whole table. Every other file runs over the whole
tables, as in a full derivation; so does every new one until it is named here.
"""

import hashlib
import re

from transforms import quality_suites
from transforms.findings import object_name, read_sql, sql_files, steps

# Made from rows of one kecamatan × tahun only, and with a kiriman_id in every row but those of kepatuhan.
LOKAL = {
    "induk_anggaran", "silsilah", "anggaran_dihitung", "penilaian", "kiriman_berlaku", "indikator_dihitung",
    "rata_capaian", "rekonsiliasi_sipd", "temuan", "kiriman", "kepatuhan", "serapan_sub_kegiatan",
    "serapan_kegiatan", "serapan_program", "capaian_kecamatan", "ringkasan_kecamatan", "perubahan_kiriman",
    "perubahan_dampak", "riwayat_anggaran", "riwayat_capaian",
}  # fmt: skip
# Follow from SIPD exports, periods and reference tables alone; when those change everything is derived anew.
TETAP = {"periode", "sipd_bulan", "sipd_deret", "sipd_kumulatif", "deviasi_rak", "serapan", "capaian"}
ATURAN_BERSAMA = ("BELUM_LENGKAP", "KOREKSI_TIDAK_COCOK")  # rules that look at all kecamatan, or at no kiriman
UTUH = ("sipd_lra", "sipd_rak", "antre_turunan", "antre_terbit")  # not narrowed: an export serves many kecamatan
BAGIAN_MAKS = 0.25  # share of all kiriman above which everything is derived anew: it takes no longer
_CATATAN = re.compile(r"(?m)^COMMENT ON .*;$")  # what is thrown away needs no description
_KIRIMAN = "(kiriman_id IS NULL OR kiriman_id IN (FROM lokal.cakupan))"
_TAHUN = "(kode_kecamatan, tahun) IN (FROM lokal.cakupan_tahun)"


def basis(con) -> str:
    """sha256 over what derived rows and their checks depend on besides kiriman: sql/, contracts, references,
    corrections, closings."""
    sidik = hashlib.sha256("\0".join(read_sql(b) for f in ("temuan", "mart", "mutu") for b in sql_files(f)).encode())
    sidik.update(repr(quality_suites.KONTRAK).encode())
    for (tabel,) in con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND database_name = current_database() "
        "AND (table_name LIKE 'ref\\_%' ESCAPE '\\' OR table_name IN ('koreksi', 'pengaturan_sipd', 'penutupan')) "
        "ORDER BY ALL"
    ).fetchall():
        isi = con.execute(f"SELECT count(*), sum(hash(t)::HUGEINT)::VARCHAR FROM {tabel} AS t").fetchall()
        sidik.update(f"{tabel} {isi}".encode())
    return sidik.hexdigest()


def remember(con, dasar: str) -> None:
    """Record that the derived tables are complete, and on which basis."""
    con.execute("DELETE FROM antre_turunan")
    con.execute("DELETE FROM skema_info WHERE kunci = 'dasar_turunan'")
    con.execute(f"INSERT INTO skema_info VALUES ('dasar_turunan', '{dasar}')")


def note_all_changed(con) -> None:
    """Record that every derived table was made anew."""
    con.execute("INSERT INTO antre_terbit VALUES (NULL)")


def note_published(con, sidik: str) -> None:
    """Record that everything is published, in a file with the hash `sidik`."""
    con.execute("BEGIN")
    con.execute("DELETE FROM antre_terbit")
    con.execute("DELETE FROM skema_info WHERE kunci = 'sidik_terbit'")
    con.execute(f"INSERT INTO skema_info VALUES ('sidik_terbit', '{sidik}')")
    con.execute("COMMIT")


def last_published(con) -> str | None:
    """sha256 of the database file that was published last from this warehouse; None before the first time."""
    isi = con.execute("SELECT nilai FROM skema_info WHERE kunci = 'sidik_terbit'").fetchall()
    return isi[0][0] if isi else None


def forget(con) -> None:
    """Let the next derivation make every table anew."""
    con.execute("DELETE FROM skema_info WHERE kunci = 'dasar_turunan'")


def changed_rows(con) -> dict[str, str] | None:
    """Table → condition on its rows that may differ from those last published; tables that are not named: any row.

    None when all tables were made anew.
    """
    if con.execute("SELECT count(*) FROM antre_terbit WHERE kiriman_id IS NULL").fetchone()[0]:
        return None
    skema = {object_name(b) for b in sql_files("skema")}
    berkiriman = con.execute(
        "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'main' AND column_name = 'kiriman_id' "
        "AND NOT internal AND database_name = current_database()"
    ).fetchall()
    return {
        tabel: "(kiriman_id IS NULL OR kiriman_id IN (FROM antre_terbit))"
        for (tabel,) in berkiriman if tabel in LOKAL or (tabel in skema and tabel not in UTUH)
    }


def derive_changed(con, dasar: str, tanpa: tuple[str, ...] = ()) -> bool:
    """Bring the derived tables up to date for the kiriman in antre_turunan, without the rules in `tanpa`.

    Inside a transaction, with search_path main before and after. Returns False, with every table as it was, when
    everything has to be derived anew: the basis or the set of periods is another one, a SIPD export is among the
    kiriman, or too many are.
    """
    if con.execute("SELECT nilai FROM skema_info WHERE kunci = 'dasar_turunan'").fetchall() != [(dasar,)]:
        return False
    con.execute("CREATE SCHEMA lokal")
    if bisa := _is_small(con):
        _narrow(con)
        for nama, sql in steps(con, tanpa=tanpa):
            if nama not in TETAP:
                _run(con, nama, sql)
        con.execute(
            "INSERT INTO main.temuan_aturan FROM lokal.temuan_aturan "
            f"WHERE kode_temuan NOT IN {ATURAN_BERSAMA} AND {_KIRIMAN}"
        )
        con.execute("INSERT INTO main.antre_terbit FROM lokal.cakupan")
    con.execute("SET search_path = 'main'")
    for (tabel,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'lokal'").fetchall():
        con.execute(f"DROP TABLE lokal.{tabel}")  # one by one: DuckDB cannot commit after dropping the schema with them
    con.execute("DROP SCHEMA lokal")
    return bisa


def _is_small(con) -> bool:
    """Find the affected kecamatan × tahun and their kiriman; whether they are a small part and no period is new."""
    con.execute(
        "CREATE TABLE lokal.cakupan_tahun AS SELECT DISTINCT kode_kecamatan, tahun FROM ("
        "SELECT kiriman_id, kode_kecamatan, tahun FROM penerimaan "
        "UNION ALL SELECT kiriman_id, kode_kecamatan, tahun FROM penilaian"  # as it was before it was read again
        ") WHERE kiriman_id IN (FROM antre_turunan)"
    )
    con.execute(
        "CREATE TABLE lokal.cakupan AS SELECT kiriman_id FROM penerimaan "
        f"WHERE jenis <> 'lkj' OR kiriman_id IN (FROM antre_turunan) OR {_TAHUN}"
    )
    semua, kena, sipd = con.execute(
        "SELECT (SELECT count(*) FROM penerimaan), (SELECT count(*) FROM lokal.cakupan), (SELECT count(*) FROM ("
        "SELECT kiriman_id, jenis FROM penerimaan UNION ALL SELECT kiriman_id, jenis FROM penilaian"
        ") WHERE jenis <> 'lkj' AND kiriman_id IN (FROM antre_turunan))"
    ).fetchone()
    if sipd or kena > BAGIAN_MAKS * semua:
        return False
    con.execute("SET search_path = 'lokal,main'")
    con.execute(next(read_sql(b) for b in sql_files("mart") if object_name(b) == "periode"))
    beda = "(FROM lokal.periode EXCEPT FROM main.periode) UNION ALL (FROM main.periode EXCEPT FROM lokal.periode)"
    return not con.execute(beda).fetchall()


def _narrow(con) -> None:
    """Give the schema the rows that the affected kiriman have in every table of sql/skema."""
    skema = {object_name(b) for b in sql_files("skema")} - set(UTUH)
    for (tabel,) in con.execute(
        "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'main' AND column_name = 'kiriman_id' "
        "AND NOT internal AND database_name = current_database() ORDER BY ALL"
    ).fetchall():
        if tabel in skema:
            con.execute(f"CREATE TABLE lokal.{tabel} AS FROM main.{tabel} WHERE {_KIRIMAN}")
    con.execute(f"DELETE FROM main.temuan_aturan WHERE kode_temuan IN {ATURAN_BERSAMA} OR {_KIRIMAN}")
    con.execute("DELETE FROM lokal.temuan_aturan")


def _run(con, nama: str, sql: str) -> None:
    """Run one file of sql/ where it belongs, and bring its result to the other side."""
    if nama in ATURAN_BERSAMA or (nama.islower() and nama not in LOKAL):
        con.execute("SET search_path = 'main'")
        con.execute(sql)
        if nama in ATURAN_BERSAMA:  # its findings without a kiriman are numbered in table temuan with the others
            con.execute(
                f"INSERT INTO lokal.temuan_aturan FROM main.temuan_aturan WHERE kode_temuan = '{nama}' AND {_KIRIMAN}"
            )
        return
    con.execute("SET search_path = 'lokal,main'")
    con.execute(_CATATAN.sub("", sql))
    if nama in LOKAL:
        syarat = _TAHUN if nama == "kepatuhan" else _KIRIMAN
        con.execute(f"DELETE FROM main.{nama} WHERE {syarat}")
        con.execute(f"INSERT INTO main.{nama} FROM lokal.{nama} WHERE {syarat}")
