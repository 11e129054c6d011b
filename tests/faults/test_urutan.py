"""Several people at once: whatever the interleaving, the result is that of the ledger's order, one after the other."""

import os
import random
import shutil
import time
from datetime import datetime
from pathlib import Path

import pelaku
import pytest

from transforms import ledger, receive, storage
from transforms.settings import load_settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")
ORANG = 4


def materials(folder: Path) -> list[Path]:
    """Files that are accepted, accepted with notes, rejected, repeated, or a new version of one another."""
    baik = pelaku.contoh("Rowokangkung", "Tempeh (sintetis).xlsx", "Tempeh (sintetis) rev1", "Candipuro",
                         "Klakah (sintetis).xlsx", "Klakah (sintetis) rev1", "Yosowilangun")
    rusak = folder / "LKj rusak.xlsx"
    rusak.write_bytes(baik[0].read_bytes()[:9000])
    return [*baik, rusak]


def person(data: str, berkas: list[str], benih: int, langkah: int) -> None:
    """Submit, resubmit and consolidate in random order, as four people at four desks would."""
    from flows import pipeline

    pelaku.quick(saat=None)
    pelaku.light()
    settings, acak = load_settings(Path(data)), random.Random(benih)
    for n in range(langkah):
        p = Path(acak.choice(berkas))
        cara = acak.random()
        if cara < 0.4:
            pipeline.receive_file(p, settings)
        elif cara < 0.8:
            siap = settings.data / f"{storage.SEMENTARA}{benih}-{n}"
            shutil.copyfile(p, siap)
            os.utime(siap, (time.time() - 3600,) * 2)
            os.replace(siap, settings.masuk / f"{benih}-{n} {p.name}")
        else:
            pipeline.run(pelaku.PERIODE, settings, tunggu=120, tenang=0)


def check_interleaving(benih: int, langkah: int, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    settings = load_settings(folder / "bersama")
    settings.masuk.mkdir(parents=True)
    (settings.data / pelaku.RINGAN).touch()
    berkas = [str(p) for p in materials(folder)]
    orang = [
        pelaku.KONTEKS.Process(target=person, args=(str(settings.data), berkas, benih * ORANG + i, langkah))
        for i in range(ORANG)
    ]
    for o in orang:
        o.start()
    for o in orang:
        o.join()
    assert [o.exitcode for o in orang] == [0] * ORANG
    pelaku.run(settings)
    entri = pelaku.check_truth(settings)
    assert list(settings.masuk.iterdir()) == []
    sumber = [e["sumber"] for e in entri if e["sumber"][0].isdigit()]
    assert len(sumber) == len(set(sumber)), "nothing is received twice"
    assert pelaku.content(settings) == pelaku.content(replay(settings, entri, folder))


def replay(settings, entri: list[dict], folder: Path):
    """The same files received one after the other in the ledger's order, consolidated now and then."""
    serial = load_settings(folder / "serial")
    serial.data.mkdir()
    (serial.data / pelaku.RINGAN).touch()
    for e in entri:
        salinan = folder / "ulang" / e["nama_berkas"]
        salinan.parent.mkdir(exist_ok=True)
        shutil.copyfile(receive.archive_path(settings, e["sha256"]), salinan)
        with ledger.open_ledger(serial) as buku:
            receive.receive_files(serial, buku, [salinan], datetime.fromisoformat(e["diterima_pada"]))
        if e["nomor"] % 8 == 0 or e is entri[-1]:
            pelaku.run(serial)
    return serial


@pytest.mark.lambat
@pytest.mark.gangguan
@pytest.mark.parametrize("benih", range(3))
def test_any_interleaving_is_the_ledger_order(benih, tempat):
    check_interleaving(benih, 6, tempat / "data")
