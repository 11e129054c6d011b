"""A file that is still being copied into the inbox is never taken by halves, however the copy comes about."""

import os
import threading
import time

import openpyxl
import pytest

from transforms import intake, ledger, receive
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

NYATA = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"
ISI = NYATA.read_bytes()


def append(path) -> None:
    """As a slow download: the file grows."""
    with path.open("wb", buffering=0) as f:
        for n in range(0, len(ISI), 1024):
            f.write(ISI[n : n + 1024])
            time.sleep(0.03)


def fill(path) -> None:
    """As a copy over the network: the full size at once, of zeros, then the content."""
    with path.open("wb", buffering=0) as f:
        f.write(b"\0" * len(ISI))
        f.seek(0)
        for n in range(0, len(ISI), 1024):
            f.write(ISI[n : n + 1024])
            time.sleep(0.03)


@pytest.mark.parametrize("tulis", [append, fill])
def test_watched_while_it_is_written(settings, tulis):
    settings.masuk.mkdir(parents=True)
    berkas = settings.masuk / "LKj.xlsx"
    penulis = threading.Thread(target=tulis, args=(berkas,))
    penulis.start()
    diterima, lihat = [], 0
    while not diterima and lihat < 2000:
        masih = penulis.is_alive()
        with ledger.open_ledger(settings) as buku:
            diterima = receive.receive_inbox(settings, buku, tenang=0.03).diterima
        lihat += masih
        time.sleep(0.005)
    penulis.join()
    assert lihat > 3
    assert receive.archive_path(settings, diterima[0]["sha256"]).read_bytes() == ISI
    with ledger.open_ledger(settings) as buku:
        assert receive.receive_inbox(settings, buku, tenang=0).diterima == []
    assert os.listdir(settings.masuk) == []


def test_saved_again_by_another_program_is_no_new_content(tmp_path):
    ulang = tmp_path / NYATA.name
    openpyxl.load_workbook(NYATA).save(ulang)
    lama, baru = (read_file(p, NYATA.name, REFERENSI, Limits()) for p in (NYATA, ulang))
    assert ulang.read_bytes() != ISI
    assert intake.fingerprint(baru) == intake.fingerprint(lama)
