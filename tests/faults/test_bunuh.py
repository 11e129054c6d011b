"""SIGKILL at any instant of a run: what is published stays valid, nothing is lost, the next run completes it."""

import os
import random
import time

import pelaku
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

LANGKAH = ("terima", "baca", "muat", "turunkan", "terbitkan", "laporan")


def kill_in(settings, langkah: str, jeda: float) -> bool:
    """Start a run and kill it `jeda` seconds after a step began; False when the run was over before."""
    jalan = pelaku.start(settings)
    try:
        while jalan.pipa.recv() != langkah:
            pass
    except EOFError:
        jalan.anak.join()
        return False
    time.sleep(jeda)
    jalan.anak.kill()
    jalan.anak.join()
    return jalan.anak.exitcode != 0


def kill_chain(dasar, folder, acak: random.Random) -> int:
    """A copy of the installation killed once in every step, in order, then run undisturbed; returns the kills."""
    settings = pelaku.copy(dasar.awal, folder)
    jumlah, isi = 0, dasar.lama
    for langkah in LANGKAH:
        jumlah += kill_in(settings, langkah, acak.uniform(0, 1.1) * dasar.waktu[langkah])
        sekarang = pelaku.content(settings)
        assert sekarang in (dasar.lama, dasar.baru)
        assert isi != dasar.baru or sekarang == dasar.baru, "what is published does not go back"
        isi = sekarang
        entri = pelaku.check_truth(settings)
        masuk = list(settings.masuk.iterdir())
        assert len(entri) in (len(pelaku.ADA), len(pelaku.ADA) + len(pelaku.MENUNGGU)), "no half entry"
        assert len(entri) > len(pelaku.ADA) or len(masuk) == len(pelaku.MENUNGGU), "nothing is lost"
    pelaku.run(settings)
    assert list(settings.masuk.iterdir()) == []
    assert pelaku.leftovers(settings) == []
    assert pelaku.outputs(settings) == dasar.keluaran
    return jumlah


def test_killed_in_every_step(dasar, tmp_path):
    assert kill_chain(dasar, tmp_path / "data", random.Random(1)) >= 1  # how many hit depends on the machine's mood


KALI = int(os.environ.get("LKJ_BUNUH", "18"))  # kills of the slow test; LKJ_BUNUH=100 takes some ten minutes


@pytest.mark.lambat
def test_killed_many_times(dasar, tmp_path):
    jumlah, benih = 0, 100
    while jumlah < KALI:
        benih += 1
        jumlah += kill_chain(dasar, tmp_path / str(benih), random.Random(benih))
        assert benih < 100 + KALI
