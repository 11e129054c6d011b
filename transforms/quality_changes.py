"""Contracts that held for everything published last, asked of the changed rows alone, in SQL.

Where they hold there, they hold for the whole table: its result stays as it is and Great Expectations need not look
at it again. Everything else – a first run, a check that failed before or fails now, one not known here – is for it.
"""

from transforms import database, incremental
from transforms.database import literal
from transforms.quality_rules import Aturan, Suite

# Columns one of which is in every key: rows of other kiriman and kecamatan cannot repeat the key of a changed one.
_PEMISAH = ("kiriman_id", "kode_kecamatan")


def still_holding(con, suites: list[Suite]) -> dict[str, list[dict]]:
    """Suite → its rows of table `mutu`, for the suites of which the last results still hold."""
    berubah = incremental.changed_rows(con)
    if berubah is None:
        return {}
    lama: dict[str, list[dict]] = {}
    for r in database.rows(con, "mutu"):
        lama.setdefault(r["tabel"], []).append(r)
    return {s.tabel: lama[s.tabel] for s in suites if _holds(con, s, lama.get(s.tabel, []), berubah)}


def _holds(con, suite: Suite, lama: list[dict], berubah: dict[str, str]) -> bool:
    import duckdb

    janji = [(a.jenis, a.kolom, a.catatan) for a in suite.aturan]
    if not all(r["berhasil"] for r in lama) or [(r["ekspektasi"], r["kolom"], r["catatan"]) for r in lama] != janji:
        return False
    syarat = [_violation(a) for a in suite.aturan]
    if None in syarat:
        return False
    asal = suite.sql.strip().removesuffix(";")
    tabel = f"({asal})" if suite.tabel not in berubah else f"(FROM {suite.tabel} WHERE {berubah[suite.tabel]})"
    try:
        if any(con.execute(f"SELECT {', '.join(s for s in syarat if s) or 0} FROM {tabel}").fetchone()):
            return False
        return not any(
            con.execute(f"SELECT count(*) - count(DISTINCT ({kunci})) FROM {_scope(suite, kunci, tabel)}").fetchone()[0]
            for a in suite.aturan if (kunci := _unique_columns(a))
        )
    except duckdb.Error:
        return False


def _scope(suite: Suite, kunci: str, tabel: str) -> str:
    """Where to look for repeated keys: among the changed rows if others cannot have the same, else everywhere."""
    return tabel if any(k in kunci.split(", ") for k in _PEMISAH) else suite.tabel


def _unique_columns(a: Aturan) -> str:
    return ", ".join(a.argumen.get("column_list", [a.argumen.get("column")])) if "unique" in a.jenis else ""


def _violation(a: Aturan) -> str | None:
    """SQL that counts the rows against an expectation (blank is no breach, as in GX); None for an unknown one."""
    k, isi = a.argumen.get("column"), a.argumen
    if a.jenis == "expect_column_values_to_not_be_null":
        return f"count(*) FILTER ({k} IS NULL)"
    if a.jenis == "expect_column_values_to_be_in_set":
        daftar = ", ".join(literal(str(n)) for n in isi["value_set"])
        return f"count(*) FILTER ({k}::VARCHAR NOT IN ({daftar}))"
    if a.jenis == "expect_column_values_to_be_between":
        batas = [f"{k} {tanda} {n}" for tanda, n in (("<", isi["min_value"]), (">", isi["max_value"])) if n is not None]
        return f"count(*) FILTER ({' OR '.join(batas)})"
    if a.jenis == "expect_column_values_to_match_regex":
        return f"count(*) FILTER (NOT regexp_matches({k}, {literal(isi['regex'])}))"
    if "unique" in a.jenis:
        return ""
    if a.jenis == "expect_table_columns_to_match_set":  # asked by selecting them: a missing one is a duckdb.Error
        return f"count(*) FILTER ({' AND '.join(f'{n} IS NULL AND {n} IS NOT NULL' for n in isi['column_set'])})"
    return None
