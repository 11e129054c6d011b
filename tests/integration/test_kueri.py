"""`lkj kueri` answers questions and does nothing else: no files, no network, no settings, no changes."""

import pytest

from flows import cli

SERANGAN = [
    "COPY serapan_kecamatan TO '{f}'",
    "COPY (SELECT 1) TO '{f}' (FORMAT parquet)",
    "EXPORT DATABASE '{f}'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "ATTACH '{f}' AS lain",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET enable_external_access",
    "SET memory_limit = '1TB'",
    "PRAGMA profiling_output = '{f}'",
    "SET temp_directory = '{f}'",
    "DROP TABLE kiriman",
    "DELETE FROM temuan",
    "CREATE TABLE baru AS SELECT 1",
    "UPDATE kiriman SET status = 'DITERIMA'",
    "SELECT 1; COPY kiriman TO '{f}'",
]


@pytest.mark.lambat
def test_attacks_are_refused(contoh, tmp_path, capsys):
    settings, _ = contoh
    sebelum = (settings.terbit / "konsolidasi.duckdb").read_bytes()
    for perintah in SERANGAN:
        kode = cli.main(["--data", str(settings.data), "kueri", perintah.format(f=tmp_path / "keluar")])
        keluar = capsys.readouterr()
        assert kode == 2 and "SQL ditolak" in keluar.err, perintah
        assert "root:" not in keluar.out
    assert list(tmp_path.iterdir()) == []
    assert (settings.terbit / "konsolidasi.duckdb").read_bytes() == sebelum


@pytest.mark.lambat
def test_questions_are_answered(contoh, capsys):
    settings, _ = contoh
    for perintah in ("SELECT kecamatan FROM serapan(2023, 2)", "SELECT kecamatan FROM capaian(2023, 2)"):
        assert cli.main(["--data", str(settings.data), "kueri", perintah]) == 0
        assert "Rowokangkung" in capsys.readouterr().out
