"""Receiving: what is taken from the inbox, what is left there, and what a killed run must not do twice."""

import os
import time

import pytest

from transforms import ledger, receive
from transforms.settings import CONTOH

NYATA = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"


@pytest.fixture
def masuk(settings):
    settings.masuk.mkdir(parents=True)
    return settings.masuk


def put(folder, nama: str, isi: bytes | None = None, umur: float = 3600):
    p = folder / nama
    p.write_bytes(NYATA.read_bytes() if isi is None else isi)
    os.utime(p, (time.time() - umur,) * 2)
    return p


def look(settings):
    with ledger.open_ledger(settings) as buku:
        return receive.receive_inbox(settings, buku)


def test_file_is_archived_recorded_and_removed(settings, masuk):
    put(masuk, "Laporan Tekung.xlsx")
    hasil = look(settings)
    entri = hasil.diterima[0]
    assert (entri["nomor"], entri["nama_berkas"]) == (1, "Laporan Tekung.xlsx")
    assert receive.archive_path(settings, entri["sha256"]).read_bytes() == NYATA.read_bytes()
    assert list(masuk.iterdir()) == []


def test_killed_between_ledger_and_removal(settings, masuk):
    p = put(masuk, "a.xlsx")
    salinan, waktu = p.read_bytes(), p.stat().st_mtime_ns
    look(settings)
    p.write_bytes(salinan)
    os.utime(p, ns=(waktu, waktu))
    assert look(settings).diterima == []
    assert not p.exists()


def test_same_bytes_again_get_a_receipt_of_their_own(settings, masuk):
    put(masuk, "a.xlsx")
    look(settings)
    put(masuk, "a (1).xlsx", umur=10)
    assert [e["nomor"] for e in look(settings).diterima] == [2]


def test_office_lock_file_stays_with_a_notice(settings, masuk):
    put(masuk, "~$a.xlsx", b"petugas")
    put(masuk, ".~lock.a.ods#", b"petugas")
    hasil = look(settings)
    assert hasil.diterima == []
    assert len(hasil.catatan) == 2
    assert all("dibuka" in c for c in hasil.catatan)


def test_half_copied_file_waits_then_is_received(settings, masuk):
    p = put(masuk, "a.xlsx", NYATA.read_bytes()[:5000], umur=1)
    assert "MENUNGGU" in look(settings).catatan[0]
    os.utime(p, (time.time() - 3600,) * 2)
    assert len(look(settings).diterima) == 1


@pytest.mark.parametrize("umur", [-10**8, 10**9])
def test_times_of_copies_do_not_matter(settings, masuk, umur):
    put(masuk, "a.xlsx", umur=umur)
    assert len(look(settings).diterima) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX links and pipes")
def test_links_and_special_files_are_left(settings, masuk, tmp_path):
    (masuk / "tautan.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(masuk / "pipa.xlsx")
    (masuk / "folder.xlsx").mkdir()
    luar = put(tmp_path, "luar.xlsx")
    os.link(luar, masuk / "taut-keras.xlsx")
    hasil = look(settings)
    assert hasil.diterima == []
    assert len(hasil.catatan) == 3


@pytest.mark.parametrize("nama", ["Lapo\u0301ran.xlsx", "a\u202ecod.xlsx", "baris\nbaru.xlsx", "CON.xlsx", "=1+1.xlsx",
                                  "é" * 100 + ".xlsx", "<script>.xlsx"])
def test_odd_names_are_only_data(settings, masuk, nama):
    put(masuk, nama)
    entri = look(settings).diterima[0]
    assert receive.archive_path(settings, entri["sha256"]).name == entri["sha256"]
    assert not set(entri["nama_berkas"]) & set("\u202e\n")


def test_file_that_cannot_be_opened_does_not_stop_the_others(settings, masuk, monkeypatch):
    put(masuk, "a.xlsx")
    put(masuk, "b.xlsx", b"lain")
    asli = receive.storage.sha256_file

    def sha(p):
        if p.name == "a.xlsx":
            raise PermissionError(13, "sedang dipakai", str(p))
        return asli(p)

    monkeypatch.setattr(receive.storage, "sha256_file", sha)
    hasil = look(settings)
    assert [e["nama_berkas"] for e in hasil.diterima] == ["b.xlsx"]
    assert "a.xlsx: berkas tidak dapat dibaca" in hasil.catatan[0]
    assert [p.name for p in masuk.iterdir()] == ["a.xlsx"]


def test_content_replaced_while_receiving_is_not_lost(settings, masuk, monkeypatch):
    p = put(masuk, "a.xlsx")
    asli = receive.ledger.append

    def append(*argumen):
        nomor = asli(*argumen)
        p.write_bytes(b"isi baru")
        return nomor

    with monkeypatch.context() as m:
        m.setattr(receive.ledger, "append", append)
        hasil = look(settings)
    assert p.read_bytes() == b"isi baru"
    assert "isinya diganti" in hasil.catatan[0]
    os.utime(p, (time.time() - 3600,) * 2)
    assert [e["nomor"] for e in look(settings).diterima] == [2]
    assert list(masuk.iterdir()) == []


def test_file_changed_while_it_is_copied_is_not_recorded(settings, masuk, monkeypatch):
    p = put(masuk, "a.xlsx")
    asli = receive.storage.sha256_file

    def sha(path):
        hasil = asli(path)
        if path == p:
            p.write_bytes(b"isi baru")
        return hasil

    monkeypatch.setattr(receive.storage, "sha256_file", sha)
    with pytest.raises(OSError, match="berubah saat disalin"):
        look(settings)
    with ledger.open_ledger(settings) as buku:
        assert ledger.last_number(buku) == 0
    assert p.exists()
