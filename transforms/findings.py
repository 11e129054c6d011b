"""Runs the rules and the marts of sql/ in their order, and checks one file in memory.

By the two digits that begin a file's name: sql/mart 10-19 (the budget tree, computed amounts); the rules of
sql/temuan whose tingkat is galat; sql/mart 20-29 (who is accepted, what is in force); the other rules; the
rest of sql/mart. A rule file returns the columns of `temuan_aturan` except its code, the file's name.
"""

import re
import time
from functools import cache
from pathlib import Path

from transforms import declared
from transforms.settings import SQL

BELUM_DITERIMA = "PERIKSA"  # kiriman_id of a file that is only checked
KOLOM = (
    "kode_temuan", "tingkat", "tabel", "lembar", "sel", "sel_terkait", "kolom", "objek", "nilai_mentah",
    "nilai_seharusnya", "selisih", "sebab", "judul", "pesan", "tindakan",
)  # fmt: skip
_ACUAN_PERIKSA = ("ref_kecamatan", "ref_nomenklatur", "ref_indikator", "ref_tenggat", "ref_temuan")
_BUTUH_RIWAYAT = ("BELUM_LENGKAP", "PLAFON_BERUBAH", "REALISASI_TURUN", *declared.ATURAN)
_KUNCI = re.compile(r"^-- Kunci: (.+)$", re.MULTILINE)
_MART_TEMUAN = 30  # number of sql/mart/30_temuan.sql


@cache
def sql_files(folder: str) -> tuple[Path, ...]:
    """Files of a folder of sql/, in the order of their names."""
    return tuple(sorted((SQL / folder).glob("*.sql")))


@cache
def read_sql(berkas: Path) -> str:
    """Text of a SQL file."""
    return berkas.read_text(encoding="utf-8")


def object_name(berkas: Path) -> str:
    """Name of the table, view or macro that a numbered file of sql/ makes."""
    return berkas.stem.partition("_")[2]


def primary_key(tabel: str) -> list[str]:
    """Key of a mart, as the head of its file in sql/mart states it."""
    berkas = next(b for b in sql_files("mart") if object_name(b) == tabel)
    return [k.strip() for k in _KUNCI.search(read_sql(berkas))[1].split(",")]


def derive_all(con, sampai: int = 99, tanpa: tuple[str, ...] = ()) -> None:
    """Rebuild the derived tables up to the sql/mart files of number `sampai`, without the rules in `tanpa`.

    Raises a duckdb.Error when a rule that compares kiriman has been given tingkat galat in the catalogue:
    what is in force follows from galat, so galat cannot follow from it.
    """
    con.execute("DELETE FROM temuan_aturan")
    for _, sql in steps(con, sampai, tanpa):
        con.execute(sql)


def steps(con, sampai: int = 99, tanpa: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(table, or code of a rule; statement) of a derivation, in order. Rules add to `temuan_aturan`."""
    galat = con.execute("SELECT kode_temuan FROM ref_temuan WHERE tingkat = 'galat'").fetchall()
    aturan = {b.stem.upper(): read_sql(b) for b in sql_files("temuan")}
    dahulu = {kode for (kode,) in galat if kode in aturan}
    kemudian = set(aturan) - dahulu - set(tanpa)

    def marts(dari: int, sampai: int) -> list[tuple[str, str]]:
        return [(object_name(b), read_sql(b)) for b in sql_files("mart") if dari <= int(b.name[:2]) <= sampai]

    def rules(pilih: set[str]) -> list[tuple[str, str]]:
        return [
            (k, f"INSERT INTO temuan_aturan BY NAME SELECT '{k}' AS kode_temuan, * FROM (\n{aturan[k]}\n)")
            for k in sorted(pilih)
        ]

    return marts(10, 19) + rules(dahulu) + marts(20, 29) + rules(kemudian) + marts(30, sampai)


def check_rows(result: dict, nama_berkas: str, referensi: Path) -> list[dict]:
    """All findings of one read result, by reader and rules, without keeping it anywhere.

    Columns as in table `temuan` (KOLOM), amounts as text. Lateness counts from the report's own date, else
    from today; rules that compare with earlier triwulan are not run.
    """
    from transforms import warehouse

    identitas = result.get("identitas") or {}
    tanggal = identitas.get("tanggal_laporan") or time.strftime("%Y-%m-%d")
    penerimaan = {
        "kiriman_id": BELUM_DITERIMA,
        "nomor": 0,
        "nama_berkas": nama_berkas,
        "terbaca": result["status"] == "TERBACA",
        "jenis": identitas.get("jenis", "lkj"),
        "diterima_pada": f"{tanggal}T12:00:00+07:00",
        **{k: identitas.get(k) for k in ("kode_kecamatan", "tahun", "triwulan", "tanggal_laporan")},
    }
    con = warehouse.open_warehouse(None)
    try:
        # The time goes into planning, not into forty rows: no optimizer, no second thread.
        con.execute("SET threads = 1")
        con.execute("PRAGMA disable_optimizer")
        warehouse.load_referensi_tables(con, referensi, _ACUAN_PERIKSA)
        warehouse.load_kiriman(con, penerimaan, result)
        derive_all(con, sampai=_MART_TEMUAN, tanpa=_BUTUH_RIWAYAT)
        kolom = ", ".join(f"{k}::VARCHAR" if k == "selisih" else k for k in KOLOM)
        temuan = con.execute(f"SELECT {kolom} FROM temuan ORDER BY urutan").fetchall()
    finally:
        con.close()
    return [dict(zip(KOLOM, t, strict=True)) for t in temuan]
