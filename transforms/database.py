"""DuckDB files: opening them safely, copying, and reading whole tables. What the tables mean is in sql/."""

import contextlib
import datetime
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from transforms.settings import SQL, ZONA_WAKTU, Settings

VERSI_SIMPAN = "v1.2.0"  # storage format of published files: readable by duckdb >= 1.2
_KUNCI_RAPAT = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def connect(path: Path | None, baca_saja: bool = False):
    """A DuckDB connection (in memory when `path` is None): no extension downloads, Asia/Jakarta."""
    import duckdb

    con = duckdb.connect(str(path) if path else ":memory:", read_only=baca_saja, config=_KUNCI_RAPAT)
    con.execute(f"SET TimeZone = '{ZONA_WAKTU}'")
    return con


def warehouse_path(settings: Settings) -> Path:
    """The private working database."""
    return settings.gudang / "gudang.duckdb"


@contextlib.contextmanager
def open_published(path: Path) -> Iterator:
    """The published database, read-only."""
    con = connect(path, baca_saja=True)
    try:
        yield con
    finally:
        con.close()


def published_meta(path: Path) -> dict[str, str]:
    """Table `meta` of a published database; empty when the file cannot be read as one."""
    import duckdb

    try:
        with open_published(path) as con:
            return read_meta(con)
    except duckdb.Error:
        return {}


def remove(path: Path) -> None:
    """Remove a database file, its log and its spill; nothing happens when there is none."""
    remove_spill(path)
    for berkas in (Path(f"{path}.wal"), path):
        berkas.unlink(missing_ok=True)


def remove_spill(path: Path) -> None:
    """Remove what DuckDB had moved out of memory, into a folder beside a database file, when it was killed."""
    shutil.rmtree(f"{path}.tmp", ignore_errors=True)


def rows(con, tabel: str, urut: str = "", **saring) -> list[dict]:
    """Rows of a table as dicts, filtered by equality (None: IS NULL). Timestamps come as text, amounts as Decimal.

    Table, column and order names come from our code only, never from a workbook. `tabel` may be a subquery.
    """
    syarat = [
        f"{k} IS NULL" if v is None else f"{k} = {literal(v) if isinstance(v, str) else int(v)}"
        for k, v in saring.items()
    ]
    sql = f"SELECT {_readable_columns(con, tabel)} FROM {tabel}"
    if syarat:
        sql += " WHERE " + " AND ".join(syarat)
    if urut:
        sql += f" ORDER BY {urut}"
    hasil = con.execute(sql)
    nama = [k[0] for k in hasil.description]
    return [dict(zip(nama, baris, strict=True)) for baris in hasil.fetchall()]


def _readable_columns(con, tabel: str) -> str:
    """Select list in which TIMESTAMPTZ is text (fetching it as an object needs a further package)."""
    bentuk = con.sql(f"FROM {tabel}")  # bound, never run: a tenth of the time that the catalogue views take
    return ", ".join(
        f"strftime({nama}, '%Y-%m-%dT%H:%M:%S%z') AS {nama}" if jenis == "TIMESTAMP WITH TIME ZONE" else nama
        for nama, jenis in zip(bentuk.columns, bentuk.types, strict=True)
    )


def jsonable(nilai):
    """`json.dumps` default: Decimal as plain text, dates as ISO."""
    if isinstance(nilai, datetime.date | datetime.datetime):
        return nilai.isoformat()
    return format(nilai, "f") if hasattr(nilai, "as_tuple") else str(nilai)


def read_meta(con) -> dict[str, str]:
    """Table `meta` as a dict."""
    return dict(con.execute("SELECT kunci, nilai FROM meta").fetchall())


def write_meta(con, isi: dict[str, str]) -> None:
    """Set entries of table `meta`."""
    for kunci, nilai in isi.items():
        con.execute(f"DELETE FROM meta WHERE kunci = {literal(kunci)}")
        con.execute(f"INSERT INTO meta (kunci, nilai) VALUES ({literal(kunci)}, {literal(nilai)})")


def copy_published(con, path: Path, tabel: tuple[str, ...]) -> None:
    """Copy tables, with their comments and our macros, from `con` into a new database file at `path`."""
    con.execute("CHECKPOINT")
    con.execute(f"ATTACH {literal(path.as_posix())} AS terbit (STORAGE_VERSION {literal(VERSI_SIMPAN)})")
    try:
        asal = con.execute("SELECT current_database()").fetchone()[0]
        con.execute(f"COPY FROM DATABASE {asal} TO terbit (SCHEMA)")
        ada = [r[0] for r in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'terbit'").fetchall()]
        for nama in ada:
            # one transaction each: a copy of everything at once stands in memory until it ends
            con.execute(f"INSERT INTO terbit.{nama} FROM {nama}" if nama in tabel else f"DROP TABLE terbit.{nama}")
        con.execute("CHECKPOINT terbit")
    finally:
        con.execute("DETACH terbit")


def update_published(con, path: Path, tabel: tuple[str, ...], berubah: dict[str, str]) -> None:
    """Bring a copy of the last published database up to date: of the tables in `berubah` only the rows under its
    condition, the others wholly. The tables and their comments are there already."""
    con.execute(f"ATTACH {literal(path.as_posix())} AS terbit")
    try:
        con.execute("BEGIN")
        for nama in tabel:
            syarat = berubah.get(nama, "TRUE")
            if nama in berubah or not _equal(con, nama):
                con.execute(f"DELETE FROM terbit.{nama} WHERE {syarat}")
                con.execute(f"INSERT INTO terbit.{nama} FROM {nama} WHERE {syarat}")
        con.execute("COMMIT")
        con.execute("CHECKPOINT terbit")
    finally:
        con.execute("DETACH terbit")


def _equal(con, nama: str) -> bool:
    """Whether the published table has the same rows."""
    sidik = "SELECT count(*), sum(hash(t)::HUGEINT) FROM {} AS t"
    return con.execute(sidik.format(nama)).fetchall() == con.execute(sidik.format(f"terbit.{nama}")).fetchall()


def write_parquet(con, tabel: str, path: Path, urut: list[str]) -> None:
    """Write a table as a Parquet file, its rows in the order of the columns `urut`."""
    con.execute(
        f"COPY (FROM {tabel} ORDER BY {', '.join(urut)}) TO {literal(path.as_posix())} (FORMAT parquet)"
    )


def literal(teks: str) -> str:
    """A SQL string. A query parameter would do, but the first one makes duckdb import pandas (0.5 s)."""
    return "'" + teks.replace("'", "''") + "'"


def state_fingerprint(settings: Settings, nomor_buku: int) -> str:
    """sha256 over what the derived tables depend on: ledger position, reference files, SQL."""
    sidik = hashlib.sha256(str(nomor_buku).encode())
    for folder, pola in ((settings.referensi, "*"), (SQL, "**/*.sql")):
        for berkas in sorted(p for p in folder.glob(pola) if p.is_file()):
            sidik.update(berkas.name.encode() + b"\0" + berkas.read_bytes())
    return sidik.hexdigest()


def logical_dump(con, tabel: tuple[str, ...]) -> str:
    """sha256 of the sorted rows of tables: equal for databases of the same logical content."""
    sidik = hashlib.sha256()
    for nama in sorted(tabel):
        baris = sorted(json.dumps(r, default=jsonable, ensure_ascii=False) for r in rows(con, nama))
        sidik.update(f"{nama}\n".encode() + "\n".join(baris).encode())
    return sidik.hexdigest()
