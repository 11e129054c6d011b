"""docs/analis.md: its Python and SQL work on the example, and what it says about reconnecting is so."""

import re
import shutil

import duckdb
import pytest

from transforms import database, publish
from transforms.settings import ROOT

TEKS = (ROOT / "docs" / "analis.md").read_text(encoding="utf-8")


def blocks(bahasa: str) -> list[str]:
    return re.findall(rf"```{bahasa}\n(.*?)```", TEKS, re.S)


def test_files_and_links_that_it_names_exist():
    assert all((ROOT / "docs" / berkas).exists() for berkas in re.findall(r"\]\(([\w.-]+)\)", TEKS))
    assert len(blocks("python")) == 5 and len(blocks("sql")) == 2 and len(blocks("r")) == 1


@pytest.mark.lambat
def test_python_and_sql_run_on_the_example(contoh, tmp_path, monkeypatch, capsys):
    data = tmp_path / "data"
    data.mkdir()
    (data / "terbit").symlink_to(contoh[0].terbit)
    monkeypatch.chdir(tmp_path)
    ruang: dict = {}
    for kode in blocks("python"):
        exec(compile(kode, "analis.md", "exec"), ruang)
    keluar = capsys.readouterr().out
    assert "Realisasi kabupaten: Rp 20,576,710,653.35" in keluar and "LKj TW II 2023 Kec." in keluar
    assert (tmp_path / "terakhir.txt").read_text() == ruang["sidik"]()
    with database.open_published(publish.current_path(contoh[0])) as con:
        for sql in [*blocks("sql"), *re.findall(r"dbGetQuery\(con, \"(.*?)\"\)", TEKS), "FROM serapan(2023, 2)"]:
            assert con.execute(sql).fetchall(), sql


def test_a_publication_shows_after_all_connections_were_closed(tmp_path):
    """While one is open in the same program, DuckDB hands out the old content again."""
    path, baru = tmp_path / "konsolidasi.duckdb", tmp_path / "baru.duckdb"
    for berkas, isi in ((path, "lama"), (baru, "baru")):
        with duckdb.connect(str(berkas)) as con:
            con.execute(f"CREATE TABLE meta AS SELECT '{isi}' AS nilai")

    def look(con):
        return con.execute("SELECT nilai FROM meta").fetchone()[0]

    with duckdb.connect(str(path), read_only=True) as pertama:
        shutil.move(baru, path)
        with duckdb.connect(str(path), read_only=True) as kedua:
            assert (look(pertama), look(kedua)) == ("lama", "lama")
    with duckdb.connect(str(path), read_only=True) as ketiga:
        assert look(ketiga) == "baru"
