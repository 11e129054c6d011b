"""House rules, checked: import direction, order of sql/, comments, size, printing, the rule catalogue."""

import ast
import csv
import re
from pathlib import Path

import pytest

from transforms import findings, warehouse
from transforms.settings import REFERENSI, ROOT

MODUL = sorted(p for folder in ("flows", "transforms") for p in (ROOT / folder).rglob("*.py"))
BERKAS_SQL = [b for folder in ("skema", "temuan", "mart") for b in findings.sql_files(folder)]
OBJEK = re.compile(r"(?m)^CREATE (?:OR REPLACE )?(?:TEMP )?(TABLE|VIEW|MACRO)(?: IF NOT EXISTS)? (\w+)")
BARIS_MAKS = 300
CETAK = {"flows/cli.py", "flows/screen.py"}  # what speaks to the terminal


def sebut(p: Path) -> str:
    return p.relative_to(ROOT).as_posix()


def tanpa_catatan(teks: str) -> str:
    """SQL without its comments and its string literals."""
    return re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--[^\n]*", "", teks))


def nama_objek(berkas: Path) -> str:
    return re.sub(r"^\d\d_", "", berkas.stem)


def impor(pohon: ast.AST) -> set[str]:
    hasil = set()
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Import):
            hasil |= {a.name for a in simpul.names}
        elif isinstance(simpul, ast.ImportFrom) and simpul.module:
            hasil |= {simpul.module, *(f"{simpul.module}.{a.name}" for a in simpul.names)}
    return hasil


def impor_atas(pohon: ast.Module) -> set[str]:
    """What is imported as soon as the module is, leaving out functions."""
    return impor(ast.Module([s for s in pohon.body if isinstance(s, ast.Import | ast.ImportFrom)], []))


@pytest.mark.parametrize("modul", MODUL, ids=sebut)
def test_module_rules(modul):
    teks = modul.read_text(encoding="utf-8")
    pohon, nama = ast.parse(teks), sebut(modul)
    jumlah_baris = teks.count("\n")
    assert jumlah_baris <= BARIS_MAKS
    assert not teks.strip() or ast.get_docstring(pohon), "a module says what it is for"
    pangkal = {i.split(".")[0] for i in impor(pohon)}
    if nama.startswith("transforms/"):
        assert not pangkal & {"prefect", "flows"}
        berat = {"great_expectations", "pandas"} & {i.split(".")[0] for i in impor_atas(pohon)}
        assert not berat or nama.startswith("transforms/reports/"), "heavy packages are imported in functions"
    if nama not in CETAK:
        panggil = [s.func for s in ast.walk(pohon) if isinstance(s, ast.Call)]
        assert not [f for f in panggil if getattr(f, "id", "") == "print"]


def tetapan(pohon: ast.AST) -> list[str]:
    """String constants of a module without its docstrings."""
    badan = [s for s in ast.walk(pohon) if isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant)]
    uraian = {id(s.value) for s in badan}
    semua = [s for s in ast.walk(pohon) if isinstance(s, ast.Constant) and isinstance(s.value, str)]
    return [s.value for s in semua if id(s) not in uraian]


def test_nothing_of_the_regency_is_in_the_code():
    for modul in MODUL:
        assert not [t for t in tetapan(ast.parse(modul.read_text(encoding="utf-8"))) if "Lumajang" in t], (
            sebut(modul)
        )
    for berkas in BERKAS_SQL:
        assert "Lumajang" not in berkas.read_text(encoding="utf-8"), sebut(berkas)


@pytest.mark.parametrize("berkas", BERKAS_SQL, ids=sebut)
def test_sql_file_rules(berkas):
    teks = berkas.read_text(encoding="utf-8")
    baris = teks.splitlines()
    panjang = [n for n, b in enumerate(baris, 1) if len(b) > 120 and not b.startswith("COMMENT ON ")]
    assert not panjang, "lines are at most 120 characters long"
    assert not re.search(r"\{\{|\{%", teks), "no templating"
    isi = tanpa_catatan(teks)
    pembagian = re.findall(r"(?<!/)/(?!/)|//", isi)
    assert len(pembagian) <= isi.count("nullif("), "every division has its nullif"
    buatan = OBJEK.findall(teks)
    if berkas.parent.name == "temuan":
        assert baris[0].startswith("-- Satu baris = ")
        assert not buatan and ";" not in isi, "a rule is one SELECT"
        assert berkas.stem == berkas.stem.lower()
        return
    assert [n for _, n in buatan] == [nama_objek(berkas)], "a file makes the object of its name"
    jenis, nama = buatan[0]
    assert baris[0].startswith("-- Makro: " if jenis == "MACRO" else "-- Satu baris = ")
    assert f"COMMENT ON {jenis} {nama} IS" in teks or f"COMMENT ON {jenis} TABLE {nama} IS" in teks
    if jenis == "TABLE":
        assert baris[1].startswith("-- Kunci: ")


def test_sql_reads_only_what_lower_numbers_make():
    """sql/skema in its order, then the marts and the rules in the order of the run."""
    nomor: dict[str, tuple[int, int]] = {}
    for berkas in BERKAS_SQL:
        if berkas.parent.name != "temuan":
            nomor[nama_objek(berkas)] = (berkas.parent.name == "mart", int(berkas.name[:2]))
    galat = {r["kode_temuan"] for r in katalog() if r["tingkat"] == "galat"}
    for berkas in BERKAS_SQL:
        if berkas.parent.name == "temuan":
            batas = (1, 20) if berkas.stem.upper() in galat else (1, 30)
        else:
            batas = nomor[nama_objek(berkas)]
        isi = tanpa_catatan(berkas.read_text(encoding="utf-8"))
        dibaca = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", isi)) | set(re.findall(r"\b(\w+)\(", isi))
        lebih = {d for d in dibaca & set(nomor) if nomor[d] >= batas and d != nama_objek(berkas)}
        sementara = set(re.findall(r"(?:WITH|WITH RECURSIVE|,)\s*(\w+) AS (?:MATERIALIZED )?\(", isi))
        assert not lebih - sementara, f"{sebut(berkas)} reads {lebih}"


def test_every_table_and_column_is_described():
    from transforms.database import connect

    con = connect(None)
    for folder in ("skema", "mart"):
        for berkas in findings.sql_files(folder):
            con.execute(findings.read_sql(berkas))
    syarat = "WHERE NOT internal AND comment IS NULL"
    assert con.execute(f"SELECT table_name FROM duckdb_tables() {syarat}").fetchall() == []
    assert con.execute(f"SELECT view_name FROM duckdb_views() {syarat}").fetchall() == []
    assert con.execute(f"SELECT table_name, column_name FROM duckdb_columns() {syarat}").fetchall() == []
    ada = {r[0] for r in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert set(warehouse.TABEL_TERBIT) <= ada


def katalog() -> list[dict]:
    with (REFERENSI / "temuan.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


BUKAN_TEMUAN = {"BELUM_ADA", "FORMULA_NO_CACHE"}  # a status, a flag of reading


def kode_dipakai() -> dict[str, str]:
    """Code → where it is used: rule files by name, the reader by its string constants."""
    dipakai = {b.stem.upper(): sebut(b) for b in findings.sql_files("temuan")}
    for modul in (ROOT / "transforms").rglob("*.py"):
        for teks in tetapan(ast.parse(modul.read_text(encoding="utf-8"))):
            for kata in re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)+\b", teks):
                dipakai.setdefault(kata, sebut(modul))
    return {k: di for k, di in dipakai.items() if k not in BUKAN_TEMUAN}


def test_catalogue_is_complete_and_sound():
    baris = katalog()
    kode = [b["kode_temuan"] for b in baris]
    assert len(kode) == len(set(kode))
    isian = {"tempat", "objek", "kolom", "nilai_mentah", "nilai_seharusnya", "selisih", "sebab"}
    for b in baris:
        assert b["tingkat"] in ("galat", "peringatan", "info"), b
        assert all(b[k] for k in ("judul", "pesan", "tindakan")), b
        assert set(re.findall(r"\{(\w+)\}", b["pesan"])) <= isian, b
        assert b["pesan"].endswith(".{sebab}"), b
    assert {b.stem.upper() for b in findings.sql_files("temuan")} <= set(kode)


def test_every_code_of_the_catalogue_is_used_and_every_used_code_is_in_it():
    kode, dipakai = {b["kode_temuan"] for b in katalog()}, kode_dipakai()
    assert kode <= set(dipakai), sorted(kode - set(dipakai))
    awalan = {k.split("_")[0] for k in kode} - {"DI", "KODE"}
    mirip = {k: di for k, di in dipakai.items() if k.split("_")[0] in awalan and k not in kode}
    assert mirip == {}
