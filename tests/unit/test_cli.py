"""The command line: Indonesian throughout, exit codes, and no slow import for a quick command."""

import subprocess
import sys

import pytest

from flows import cli


def run(*argumen: str, **lain) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "flows.cli", *argumen], capture_output=True, text=True, **lain)


def test_help_is_indonesian(capsys):
    with pytest.raises(SystemExit) as keluar:
        cli.main(["--help"])
    teks = capsys.readouterr().out
    assert keluar.value.code == 0
    assert "pemakaian: lkj" in teks
    assert not {"usage", "options", "positional", "show this"} & set(teks.replace(":", " ").split())


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["jalankan"], "argumen ini wajib diisi: --periode"),
        (["jalankan", "--periode", "2023-TW5"], "2023-TW5"),
        (["jalankan", "--periode", "2023-TW2", "--apa"], "argumen tidak dikenal: --apa"),
        (["lain"], "pilihan 'lain' tidak ada"),
        (["terima", "x.xlsx", "--diterima-pada", "besok"], "bukan tanggal"),
        (["akui", "K000001", "KODE_KOSONG", "--alasan", " "], "--alasan: tulis alasannya"),
        (["buka", "2023-TW2", "--alasan", ""], "--alasan: tulis alasannya"),
    ],
)
def test_wrong_use_is_explained(argumen, pesan, capsys):
    with pytest.raises(SystemExit) as keluar:
        cli.main(argumen)
    assert keluar.value.code == 2
    assert pesan in capsys.readouterr().err


def test_nothing_published_yet(tmp_path, capsys):
    assert cli.main(["--data", str(tmp_path), "kueri", "SELECT 1"]) == 2
    assert "belum ada basis data terbit" in capsys.readouterr().err


def test_missing_file(tmp_path, capsys):
    assert cli.main(["--data", str(tmp_path), "periksa", str(tmp_path / "tidak ada.xlsx")]) == 2
    assert "berkas tidak ada" in capsys.readouterr().err


def test_closing_twice_is_refused(tmp_path, capsys):
    from transforms import ledger
    from transforms.settings import load_settings

    with ledger.open_ledger(load_settings(tmp_path)) as buku:
        ledger.append(buku, "tutup", [{"tahun": 2023, "triwulan": 2, "alasan": "", "oleh": "a", "pada": "x"}])
    assert cli.main(["--data", str(tmp_path), "tutup", "2023-TW2"]) == 2
    assert "sudah tertutup" in capsys.readouterr().err


def test_quick_commands_import_nothing_heavy(tmp_path):
    kode = (
        "import sys; from flows import cli; cli.main(sys.argv[1:]);"
        "berat = {'prefect', 'great_expectations', 'pandas', 'openpyxl'} & set(sys.modules); print(sorted(berat))"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode, "--data", str(tmp_path), "status"], capture_output=True, text=True, check=True
    )
    assert hasil.stdout.strip().endswith("[]")
