"""Running without the office service, beside it, and after a kill: the lock, the ledger of runs, reading again."""

import os
import shutil
import socket
import subprocess
import sys

import pytest
from layanan_uji import example, installation, lkj, published, wait_for

from flows import pipeline
from transforms import ledger, publish, receive, storage
from transforms.settings import ROOT

pytestmark = pytest.mark.lambat


def test_works_without_a_server(tmp_path):
    settings = installation(tmp_path / "data")
    settings.masuk.mkdir(parents=True)
    shutil.copy(example("2023-TW2", "*.xlsx")[0], settings.masuk)
    os.utime(next(settings.masuk.iterdir()), (1, 1))
    lingkungan = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:1/api"}
    hasil = lkj(settings, "jalankan", "--periode", "2023-TW2", env=lingkungan)
    assert hasil.returncode in (0, 1), hasil.stderr
    assert len(published(settings, "kiriman")) == 1


def test_other_run_is_named_and_is_no_failure(tmp_path):
    settings = installation(tmp_path / "data")
    with storage.exclusive(settings.gudang):
        hasil = lkj(settings, "jalankan", "--periode", "2023-TW2")
    assert hasil.returncode == 0
    assert f"proses {os.getpid()} di {socket.gethostname()}" in hasil.stdout
    assert publish.current_path(settings) is None


def test_of_two_runs_started_together_one_works_and_the_other_names_it(tmp_path):
    settings = installation(tmp_path / "data")
    settings.masuk.mkdir(parents=True)
    for p in example("2023-TW2", "*.xlsx")[:6]:
        shutil.copy(p, settings.masuk)
    perintah = [sys.executable, "-m", "flows.cli", "--data", str(settings.data), "jalankan", "--periode", "2023-TW2"]
    dua = [subprocess.Popen(perintah, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") for _ in range(2)]
    keluar = {p.pid: (p.communicate(timeout=300)[0], p.returncode) for p in dua}
    (kalah,) = [pid for pid, (teks, _) in keluar.items() if "Konsolidasi lain" in teks]
    (menang,) = set(keluar) - {kalah}
    assert keluar[kalah][1] == 0
    assert f"proses {menang} di {socket.gethostname()}" in keluar[kalah][0]
    assert "Tidak ada yang diubah" in keluar[kalah][0]
    assert "6 berkas dibaca" in keluar[menang][0] and keluar[menang][1] in (0, 1)
    assert len(published(settings, "kiriman")) == 6
    with ledger.open_ledger(settings) as buku:
        (jalan,) = ledger.runs(buku)
    assert (jalan["pid"], jalan["hasil"]) == (menang, "SELESAI")
    assert jalan["alasan"] == "konsolidasi 2023-TW2; 6 kiriman K000001–K000006"


def test_port_in_use_is_named(tmp_path):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        settings = installation(tmp_path / "data", port=s.getsockname()[1])
        hasil = lkj(settings, "layani")
    assert hasil.returncode == 2 and "sudah dipakai" in hasil.stdout


def test_killed_run_is_marked_by_the_next(tmp_path):
    settings = installation(tmp_path / "data")
    with ledger.open_ledger(settings) as buku:
        receive.receive_files(settings, buku, example("2023-TW2"))
    perintah = [sys.executable, "-m", "flows.cli", "--data", str(settings.data), "jalankan", "--periode", "2023-TW2"]
    proses = subprocess.Popen(perintah, cwd=ROOT, stdout=subprocess.DEVNULL)

    def started():
        with ledger.open_ledger(settings) as buku:
            return ledger.runs(buku)

    wait_for(started, 60, "jalan dimulai")
    proses.kill()
    proses.wait()
    assert lkj(settings, "jalankan", "--periode", "2023-TW2").returncode in (0, 1)
    with ledger.open_ledger(settings) as buku:
        assert [r["hasil"] for r in ledger.runs(buku)] == ["SELESAI", "TERPUTUS"]
    assert len(published(settings, "kiriman")) == len(example("2023-TW2"))


@pytest.mark.usefixtures("tanpa_laporan")
def test_one_kecamatan_is_read_again_from_the_archive(tmp_path):
    settings = installation(tmp_path / "data")
    satu, lain = example("2023-TW2", "*.xlsx")[:2]
    with ledger.open_ledger(settings) as buku:
        masuk = [receive.receive_files(settings, buku, [p])[0] for p in (satu, lain, satu)]
    pipeline.run("2023-TW2", settings)
    sebelum = published(settings, "kiriman", urut="nomor")
    assert [k["status"] == "DUPLIKAT" for k in sebelum] == [False, False, True]

    keluaran = pipeline.run("2023-TW2", settings, baca_ulang=sebelum[0]["kode_kecamatan"])
    assert [k["kiriman_id"] for k in keluaran["kiriman"]] == ["K000001", "K000003"]
    with ledger.open_ledger(settings) as buku:
        alasan = ledger.runs(buku)[0]["alasan"]
    assert alasan == f"konsolidasi 2023-TW2, baca ulang {sebelum[0]['kode_kecamatan']}; kiriman K000001, K000003"
    assert published(settings, "kiriman", urut="nomor") == sebelum  # each is what it was: original, other, duplicate

    receive.archive_path(settings, masuk[0]["sha256"]).unlink()
    pipeline.run("2023-TW2", settings, baca_ulang=sebelum[0]["kode_kecamatan"])
    assert published(settings, "kiriman", kiriman_id="K000001")[0]["status"] == "DITOLAK"
