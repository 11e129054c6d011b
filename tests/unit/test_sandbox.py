"""The reader's child processes: order, limits, and what a dying or hanging child costs."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from transforms.settings import CONTOH, ROOT
from transforms.workbook import sandbox, wire

BAIK = sorted((CONTOH / "2022-TW2").glob("*.xlsx"))[:6]

ada_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

# Loaded by the child at start-up (PYTHONPATH): files with these names misbehave as a library could.
_NAKAL = """
import os, sys, time
from transforms.workbook import read
asli = read.read_file
dibaca = []
def read_file(path, nama, referensi, limits):
    dibaca.append(nama)
    if nama == "mati":
        os.abort()
    if nama == "diam":
        time.sleep(60)
    if nama == "rakus":
        sys.stderr.write("memory allocation of 549755813888 bytes failed")
        sys.stderr.flush()
        os.abort()
    if nama == "mati bila bukan pertama" and len(dibaca) > 1:
        os.abort()
    if nama == "penuh bila bukan pertama" and len(dibaca) > 1:
        return read.refused("LEMBAR_TERLALU_BESAR", read.MEMORI_HABIS)
    if nama == "cerewet":
        print("keluaran pustaka", flush=True)
        os.write(1, b"lagi")
    return asli(path, nama, referensi, limits)
read.read_file = read_file
"""


@pytest.fixture
def nakal(tmp_path, monkeypatch, settings):
    """Settings under which the child misbehaves on certain names."""
    (tmp_path / "sitecustomize.py").write_text(_NAKAL, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{tmp_path}")
    return dataclasses.replace(settings, limits=dataclasses.replace(settings.limits, detik=2))


def verdicts(hasil: list[dict]) -> list[str]:
    return [r["temuan"][0]["kode_temuan"] if r["status"] == "DITOLAK" else r["status"] for r in hasil]


def test_results_stand_in_the_order_of_the_jobs(settings):
    kerja = [(p, p.name) for p in BAIK]
    satu, dua = (sandbox.read_batch(kerja, settings, workers=n) for n in (1, 2))
    assert satu == dua
    assert [r["identitas"]["kecamatan"] for r in satu] == [
        p.name.split("Kec. ")[1].split(" (")[0] for p in BAIK
    ]


def test_nothing_to_do(settings):
    assert sandbox.read_batch([], settings) == []


def test_the_same_as_in_this_process(settings):
    from transforms.workbook.read import read_file

    berkas = BAIK[0]
    langsung = read_file(berkas, berkas.name, settings.referensi, settings.limits)
    assert sandbox.read_batch([(berkas, berkas.name)], settings) == [langsung]


def test_started_from_anywhere(settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert verdicts(sandbox.read_batch([(BAIK[0], BAIK[0].name)], settings)) == ["TERBACA"]


def test_any_file_name_passes_through(settings, tmp_path):
    berkas = tmp_path / "Lápo\u202eran\n\udcff.xlsx"
    berkas.write_bytes(BAIK[0].read_bytes())
    assert verdicts(sandbox.read_batch([(berkas, "Lápo\u202eran\n")], settings)) == ["TERBACA"]


def test_a_dead_or_hanging_child_costs_one_file(nakal):
    nama = ["a", "mati", "diam", "b", "rakus", "mati", "c"]
    hasil = sandbox.read_batch([(BAIK[0], n) for n in nama], nakal)
    assert verdicts(hasil) == [
        "TERBACA",
        "BACA_GAGAL",
        "BACA_TERLALU_LAMA",
        "TERBACA",
        "LEMBAR_TERLALU_BESAR",
        "BACA_GAGAL",
        "TERBACA",
    ]


def test_a_file_is_not_blamed_for_what_came_before_it(nakal):
    nama = ["a", "mati bila bukan pertama", "b", "penuh bila bukan pertama", "c"]
    assert verdicts(sandbox.read_batch([(BAIK[0], n) for n in nama], nakal)) == ["TERBACA"] * 5


def test_output_of_libraries_does_not_mix_with_results(nakal):
    assert verdicts(sandbox.read_batch([(BAIK[0], "cerewet"), (BAIK[1], "b")], nakal)) == ["TERBACA"] * 2


def test_a_file_too_large_for_memory_is_named(settings, tmp_path):
    from random import Random

    acak = Random(1)
    teks = b"".join(b"<si><t>%x</t></si>" % acak.getrandbits(160) for _ in range(200_000))
    berkas = tmp_path / "besar.xlsx"
    berkas.write_bytes(_with_part(BAIK[0], "xl/sharedStrings.xml", b"<sst>" + teks + b"</sst>"))
    sempit = dataclasses.replace(settings, limits=dataclasses.replace(settings.limits, memori=80 * 2**20))
    hasil = sandbox.read_batch([(berkas, "besar"), (BAIK[0], "baik")], sempit)
    assert verdicts(hasil) == ["LEMBAR_TERLALU_BESAR", "TERBACA"]
    assert verdicts(sandbox.read_batch([(berkas, "besar")], settings)) == ["TERBACA"]


def _with_part(asli: Path, nama: str, isi: bytes) -> bytes:
    import io
    import zipfile

    keluar = io.BytesIO(asli.read_bytes())
    with zipfile.ZipFile(keluar, "a", zipfile.ZIP_DEFLATED) as z:
        z.writestr(nama, isi)
    return keluar.getvalue()


def test_a_broken_installation_is_not_blamed_on_a_file(settings, tmp_path):
    rusak = dataclasses.replace(settings, referensi=tmp_path / "tidak-ada")
    with pytest.raises(RuntimeError, match="proses pembaca tidak dapat dijalankan"):
        sandbox.read_batch([(BAIK[0], "a")], rusak)


@ada_proc
def test_leaving_early_ends_the_children(settings):
    lain = set(_children(os.getpid()))  # of other tests
    aliran = sandbox.read_stream([(p, p.name) for p in BAIK * 5], settings, workers=2)
    next(aliran)
    aliran.close()
    assert set(_children(os.getpid())) <= lain


@ada_proc
def test_children_do_not_outlive_a_killed_parent(nakal, tmp_path):
    """The parent is killed while its child waits for work: the child sees its input end."""
    kode = (
        "import sys, time; from pathlib import Path; from transforms.settings import load_settings\n"
        "from transforms.workbook import sandbox\n"
        "s = sandbox.read_stream([(Path(sys.argv[2]), 'a')] * 3, load_settings(Path(sys.argv[1])))\n"
        "next(s); print('siap', flush=True); time.sleep(60)"
    )
    induk = subprocess.Popen(
        [sys.executable, "-c", kode, str(tmp_path / "data"), str(BAIK[0])], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert induk.stdout.readline() == b"siap\n"
    anak = _children(induk.pid)
    induk.send_signal(signal.SIGKILL)
    induk.wait()
    induk.stdout.close()
    batas = time.monotonic() + 5
    while any(Path(f"/proc/{p}").exists() for p in anak) and time.monotonic() < batas:
        time.sleep(0.05)
    assert not [p for p in anak if Path(f"/proc/{p}").exists()]


def _children(pid: int) -> list[int]:
    hasil = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            isi = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(isi[1]) == pid and isi[0] != "Z":
            hasil.append(int(stat.parent.name))
    return hasil


@pytest.mark.parametrize(
    "rows",
    [[], [{"a": None, "b": "é\n"}, {"a": "1", "b": 2}], [{"a": 1, "b": 2}, {"b": 3, "a": 4}], [{"a": 1}, {"c": 2}]],
)
def test_a_result_comes_out_of_the_pipe_as_it_went_in(rows):
    hasil = {"status": "TERBACA", "identitas": {"tahun": 2023}, "tabel": {"narasi": rows, "ejaan": []}, "temuan": []}
    baris = wire.encode(hasil)
    assert baris.count(b"\n") == 1 and baris.endswith(b"\n")
    assert json.dumps(wire.decode(baris)) == json.dumps(hasil)
