"""Atomic writes and the lock."""

import os
import subprocess
import sys

import pytest

from transforms import storage


def test_write_atomic_replaces_and_reports_no_change(tmp_path):
    berkas = tmp_path / "a" / "b.json"
    assert storage.write_atomic(berkas, b"satu") is True
    assert storage.write_atomic(berkas, b"satu") is False
    assert storage.write_atomic(berkas, b"dua") is True
    assert berkas.read_bytes() == b"dua"
    assert [p.name for p in berkas.parent.iterdir()] == ["b.json"]


def test_failed_write_leaves_the_old_file_and_no_temporary(tmp_path):
    berkas = tmp_path / "x.txt"
    berkas.write_text("lama")
    with pytest.raises(RuntimeError), storage.atomic_path(berkas) as sementara:
        sementara.write_text("baru, setengah")
        raise RuntimeError
    assert berkas.read_text() == "lama"
    assert list(tmp_path.iterdir()) == [berkas]


@pytest.mark.parametrize("kali", [1, 3])
def test_replace_is_patient_with_windows(tmp_path, monkeypatch, kali):
    asli, gagal = os.replace, iter([True] * kali)

    def keras_kepala(a, b):
        if next(gagal, False):
            raise PermissionError(13, "sedang dibuka")
        asli(a, b)

    monkeypatch.setattr(storage, "JEDA_GANTI", 0)
    monkeypatch.setattr(storage.os, "replace", keras_kepala)
    storage.write_atomic(tmp_path / "x", b"isi")
    assert (tmp_path / "x").read_bytes() == b"isi"


def test_clean_temporary_removes_only_ours(tmp_path):
    mati = subprocess.Popen([sys.executable, "-c", ""])
    mati.wait()
    for nama in (f"{storage.SEMENTARA}{mati.pid}-x", f"{storage.SEMENTARA}{os.getpid()}-x", f"{storage.SEMENTARA}x"):
        (tmp_path / nama).write_text("sisa")
    (tmp_path / "milik orang").write_text("tetap")
    assert storage.clean_temporary(tmp_path) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["milik orang"]


@pytest.mark.skipif(os.name == "nt", reason="there the open file itself cannot be removed")
def test_clean_temporary_leaves_what_another_process_writes(tmp_path):
    (tmp_path / f"{storage.SEMENTARA}{os.getppid()}-x").write_text("sedang ditulis")
    assert storage.clean_temporary(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_second_process_is_told_who_works(tmp_path):
    kode = (
        "import sys; from pathlib import Path; from transforms import storage\n"
        "try:\n"
        "    with storage.exclusive(Path(sys.argv[1])): print('bekerja')\n"
        "except storage.LockedError as g: print(g.pemegang['pid'])\n"
    )

    def lain() -> str:
        return subprocess.run(
            [sys.executable, "-c", kode, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout.strip()

    with storage.exclusive(tmp_path):
        assert lain() == str(os.getpid())
    assert lain() == "bekerja"
