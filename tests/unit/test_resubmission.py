"""The inbox watch: which files are reported, when, and once; and the labels of the event."""

import os
import zipfile

import pytest

from flows import inbox
from transforms.referensi import load_referensi
from transforms.settings import REFERENSI, Limits


def workbook(path, isi: bytes = b"isi"):
    """A complete ZIP file."""
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("xl/workbook.xml", isi)
    return path


@pytest.fixture
def look(tmp_path):
    """look(seconds) → names reported by a look at that moment."""
    ingatan = inbox.Pantauan()
    return lambda saat: [p.name for p in inbox.look(tmp_path, ingatan, Limits(), saat)]


def test_file_is_reported_once_when_unchanged_between_two_looks(look, tmp_path):
    workbook(tmp_path / "a.xlsx")
    assert look(0) == []
    assert look(2) == ["a.xlsx"]
    assert look(4) == look(6) == []


def test_files_dropped_together_are_reported_together(look, tmp_path):
    for n in range(21):
        workbook(tmp_path / f"{n:02}.xlsx")
        assert look(n) == []  # while copying goes on, those that are complete wait for the rest
    assert len(look(21)) == 21


def test_complete_files_do_not_wait_for_ever(look, tmp_path):
    workbook(tmp_path / "a.xlsx")
    hasil = []
    for n in range(inbox.TAHAN + 3):
        workbook(tmp_path / "tumbuh.xlsx", b"x" * n)
        hasil.append(look(n))
    assert ["a.xlsx"] in hasil and hasil.count([]) == len(hasil) - 1


def test_incomplete_file_is_left_to_the_sweep_only_after_a_while(look, tmp_path):
    utuh = workbook(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(utuh[:-10])
    assert look(0) == look(2) == look(30) == []
    assert look(inbox.SABAR) == ["a.xlsx"]


def test_preallocated_file_is_not_ready(look, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(bytes(4096))
    assert look(0) == look(2) == look(4) == []


def test_changed_file_is_reported_again(look, tmp_path):
    workbook(tmp_path / "a.xlsx")
    look(0), look(2)
    workbook(tmp_path / "a.xlsx", b"versi baru")
    assert look(4) == []
    assert look(6) == ["a.xlsx"]


def test_file_that_no_sweep_takes_is_reported_again_less_and_less_often(look, tmp_path):
    workbook(tmp_path / "a.xlsx")
    dilaporkan = [s for s in range(0, 1000, 2) if look(s)]
    assert dilaporkan == [2, 62, 182, 422, 902]


@pytest.mark.parametrize("nama", ["~$a.xlsx", ".~lock.a.xlsx#", ".sementara-1-a.xlsx"])
def test_lock_and_temporary_files_are_not_reported(look, tmp_path, nama):
    (tmp_path / nama).write_bytes(b"petugas")
    assert look(0) == look(2) == look(100) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_pipes_and_folders_are_not_reported(look, tmp_path):
    luar = tmp_path.parent / "luar.xlsx"
    workbook(luar)
    (tmp_path / "tautan.xlsx").symlink_to(luar)
    os.link(luar, tmp_path / "keras.xlsx")
    os.mkfifo(tmp_path / "pipa.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    assert look(0) == look(2) == look(100) == []


def test_files_in_subfolders_count(look, tmp_path):
    (tmp_path / "2023-TW2").mkdir()
    workbook(tmp_path / "2023-TW2" / "a.xlsx")
    assert look(0) == []
    assert look(2) == ["a.xlsx"]


@pytest.mark.parametrize(("nama", "kode"), [
    ("LKj TW II 2023 Kec. Rowokangkung.xlsx", "35.08.08"),
    ("lkj_tempursari_tw2 (1).xls", "35.08.01"),
    ("LKJ KEC TEMPEH KAB. LUMAJANG.xlsx", "35.08.05"),
    ("LKj Kecamatan Lumajang TW II.xlsx", "35.08.10"),
    ("laporan final revisi.xlsx", None),
])
def test_label_of_the_event_comes_from_the_file_name(nama, kode):
    from flows.resubmission import guess_kecamatan

    ref = load_referensi(REFERENSI)
    assert guess_kecamatan(nama, ref, "Lumajang") == kode


def test_kecamatan_of_a_manual_rerun_by_code_or_name():
    from flows.resubmission import find_kecamatan

    ref = load_referensi(REFERENSI)
    assert find_kecamatan("35.08.01", ref) == find_kecamatan("kecamatan TEMPURSARI", ref) == "35.08.01"
    assert find_kecamatan("Atlantis", ref) is None
