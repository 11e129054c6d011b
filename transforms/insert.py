"""Rows of our own (dicts) into a DuckDB table, exactly: no type is guessed from the values."""

import json

from transforms import database

BANYAK_BARIS = 1000  # rows from which on importing pandas pays
# What a column takes, below its type: differences of DECIMAL(18) stay DECIMAL(18) and must not overflow.
_BATAS = {"DECIMAL(18,2)": "DECIMAL(15,2)", "DECIMAL(18,4)": "DECIMAL(15,4)"}


def insert_rows(con, tabel: str, rows: list[dict]) -> None:
    """Insert dicts: every value travels as text and is cast to its column's type.

    Keys that are no column are left out, absent ones are NULL; a value its type cannot hold becomes NULL. Few rows
    go as one JSON text, since importing pandas takes longer; many as a frame, since that is three times faster.
    """
    if not rows:
        return
    kolom = [(nama, jenis) for nama, jenis, *_ in con.execute(f"DESCRIBE {tabel}").fetchall()]
    nilai = ", ".join(n if jenis == "VARCHAR" else f"TRY_CAST({n} AS {_BATAS.get(jenis, jenis)})" for n, jenis in kolom)
    if len(rows) < BANYAK_BARIS:
        asal = as_json(rows, [n for n, _ in kolom])
    else:
        import pandas

        isi = {n: pandas.Series(_texts([r.get(n) for r in rows]), dtype=object) for n, _ in kolom}
        bingkai = pandas.DataFrame(isi)  # noqa: F841 – DuckDB finds it by its name
        asal = "bingkai"
    con.execute(f"INSERT INTO {tabel} SELECT {nilai} FROM {asal}")


def as_json(rows: list[dict], kolom: list[str]) -> str:
    """Rows as a subquery over a JSON literal; every column is text."""
    isi = database.literal(json.dumps([{n: r.get(n) for n in kolom} for r in rows], default=database.jsonable))
    bentuk = json.dumps([dict.fromkeys(kolom, "VARCHAR")])
    return f"(SELECT unnest(from_json({isi}::JSON, '{bentuk}'), recursive := TRUE))"


def _texts(nilai: list) -> list[str | None]:
    """A column as texts; UnicodeEncodeError for half a character, of which DuckDB would die."""
    try:
        "".join([x for x in nilai if x is not None]).encode()
        return nilai
    except TypeError:
        return [x if x is None or isinstance(x, str) else str(x) if type(x) in (int, float)
                else json.dumps(x, default=database.jsonable).strip('"') for x in nilai]


def columns(con) -> dict[str, list[tuple[str, str]]]:
    """Table of the open database → its columns and types, in order."""
    hasil: dict[str, list[tuple[str, str]]] = {}
    for tabel, nama, jenis in con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() ORDER BY table_name, column_index"
    ).fetchall():
        hasil.setdefault(tabel, []).append((nama, jenis))
    return hasil
