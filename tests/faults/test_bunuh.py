"""SIGKILL at any instant of a run: what is published stays valid, nothing is lost, the next run completes it."""

import os
import random
import time

import pelaku
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

LANGKAH = ("terima", "baca", "muat", "turunkan", "terbitkan", "laporan")
KALI = 100


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


def kill_chain(dasar, folder, acak: random.Random, kali: int) -> int:
    """A copy of the installation killed `kali` times in every step, in order, then run undisturbed; returns the kills.

    After each kill the published database opens and is one of the two valid ones, and the ledger has no half entry.
    """
    settings = pelaku.copy(dasar.awal, folder)
    jumlah, isi = 0, dasar.lama
    for langkah in LANGKAH:
        for _ in range(kali):
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


@pytest.mark.lambat
def test_killed_in_every_step(dasar, tempat):
    # how many hit depends on the machine's mood
    assert kill_chain(dasar, tempat / "data", random.Random(1), 1) >= 1


@pytest.mark.lambat
@pytest.mark.gangguan
def test_killed_a_hundred_times(dasar, tempat):
    jumlah, benih = 0, 100
    while jumlah < KALI:
        benih += 1
        jumlah += kill_chain(dasar, tempat / str(benih), random.Random(benih), 3)
        assert benih < 100 + KALI
