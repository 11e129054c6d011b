"""From the contracts (quality_suites, sql/mutu) to lists of expectations, still without GX."""

from dataclasses import dataclass, field
from pathlib import Path

from transforms import database, quality_suites
from transforms.quality_suites import Kontrak
from transforms.quality_suites_e81 import KONTRAK_E81
from transforms.settings import SQL

KONTRAK = (*quality_suites.KONTRAK, *KONTRAK_E81)


@dataclass
class Aturan:
    """One expectation before GX makes it; `jenis` its GX name, `catatan` the sentence."""

    jenis: str
    argumen: dict
    severity: str
    catatan: str
    kolom: str


@dataclass
class Suite:
    """The expectations of one frame. `kunci`: columns that name a row in a note."""

    tabel: str
    sql: str
    kunci: list[str]
    aturan: list[Aturan] = field(default_factory=list)


def build_suites(con) -> list[Suite]:
    """Every suite of a run: one per contracted table, one per query of sql/mutu."""
    kolom = _columns(con)
    return [_contract_suite(con, k, kolom) for k in KONTRAK] + _balance_suites(SQL / "mutu")


def _columns(con) -> dict[str, list[tuple[str, str]]]:
    """Columns (name, type) of every table."""
    kolom: dict[str, list[tuple[str, str]]] = {}
    for tabel, nama, tipe in con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).fetchall():
        kolom.setdefault(tabel, []).append((nama, tipe))
    return kolom


def _contract_suite(con, k: Kontrak, kolom: dict[str, list[tuple[str, str]]]) -> Suite:
    """The expectations of one table's contract, over the columns that it has.

    Columns that only have to exist come without their values: texts are most of a frame.
    """
    ada = dict(kolom.get(k.tabel, []))
    pilih = [_selected(n, t) if n in k.dilihat else f"NULL AS {n}" for n, t in ada.items() if n in k.semua_kolom]
    kunci = k.kunci.split()
    aturan = [
        Aturan(
            "expect_table_columns_to_match_set",
            {"column_set": k.semua_kolom, "exact_match": False},
            "critical",
            "Kolom yang dijanjikan semuanya ada",
            "",
        )
    ]

    def add(jenis: str, severity: str, catatan: str, kolom: list[str], **argumen) -> None:
        if ada.keys() >= set(kolom):  # a missing column is told once, by the expectation above
            aturan.append(Aturan(jenis, argumen, severity, catatan, ", ".join(kolom)))

    def unique(kolom: list[str], severity: str) -> None:
        if len(kolom) == 1:
            add(
                "expect_column_values_to_be_unique", severity, "Tidak ada nilai ganda", kolom, column=kolom[0]
            )
        elif kolom:
            add(
                "expect_compound_columns_to_be_unique",
                severity,
                "Tidak ada kunci ganda",
                kolom,
                column_list=kolom,
            )

    unique(kunci, "critical")
    unique(k.unik.split(), "warning")
    for nama in dict.fromkeys([*kunci, *k.wajib.split()]):
        add("expect_column_values_to_not_be_null", "critical", "Selalu terisi", [nama], column=nama)
    for nama, nilai in k.himpunan.items():
        himpunan = _reference_values(con, nilai) if isinstance(nilai, str) else list(nilai)
        add(
            "expect_column_values_to_be_in_set",
            "critical",
            "Nilainya dari daftar",
            [nama],
            column=nama,
            value_set=himpunan,
        )
    for nama, (bawah, atas) in k.rentang.items():
        catatan = f"Paling kecil {bawah}" + ("" if atas is None else f" dan paling besar {atas}")
        add(
            "expect_column_values_to_be_between",
            "warning",
            catatan,
            [nama],
            column=nama,
            min_value=bawah,
            max_value=atas,
        )
    for nama, pola in k.pola.items():
        add(
            "expect_column_values_to_match_regex",
            "warning",
            "Bentuknya benar",
            [nama],
            column=nama,
            regex=pola,
        )
    return Suite(k.tabel, f"SELECT {', '.join(pilih) or '*'} FROM {k.tabel}", kunci, aturan)


def _selected(nama: str, tipe: str) -> str:
    return f"{nama}::VARCHAR AS {nama}" if tipe == "TIMESTAMP WITH TIME ZONE" else nama


def _reference_values(con, asal: str) -> list:
    tabel, _, kolom = asal.partition(".")
    return [r[kolom] for r in database.rows(con, tabel)]


def _balance_suites(folder: Path) -> list[Suite]:
    """The cross-table rules of sql/mutu: a query whose columns, besides its key, must all be 0.

    Its comment lines give the key, the severity and each column's sentence ('-- plafon_kabupaten: …').
    """
    suites = []
    for berkas in sorted(folder.glob("*.sql")):
        sql = berkas.read_text(encoding="utf-8")
        kepala = dict(
            baris[3:].split(": ", 1)
            for baris in sql.splitlines()
            if baris.startswith("-- ") and ": " in baris
        )
        kunci, tingkat = kepala.pop("Kunci").split(", "), kepala.pop("Tingkat")
        aturan = [
            Aturan(
                "expect_column_values_to_be_between",
                {"column": k, "min_value": 0, "max_value": 0},
                tingkat,
                c,
                k,
            )
            for k, c in kepala.items()
        ]
        suites.append(Suite(berkas.stem, sql, kunci, aturan))
    return suites
