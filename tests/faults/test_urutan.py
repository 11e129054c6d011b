"""Several people at once: whatever the interleaving, the result is that of the ledger's order, one after the other."""

import os
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pelaku
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from transforms import ledger, receive, storage
from transforms.settings import Settings, load_settings

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="needs fork"), pytest.mark.lambat, pytest.mark.gangguan
]
ORANG = 4
MACAM = 8  # files of `materials`


def materials(folder: Path) -> list[Path]:
    """Files that are accepted, accepted with notes, rejected, repeated, or a new version of one another."""
    baik = pelaku.contoh("Rowokangkung", "Tempeh (sintetis).xlsx", "Tempeh (sintetis) rev1", "Candipuro",
                         "Klakah (sintetis).xlsx", "Klakah (sintetis) rev1", "Yosowilangun")
    rusak = folder / "LKj rusak.xlsx"
    rusak.write_bytes(baik[0].read_bytes()[:9000])
    return [*baik, rusak]


def person(data: str, pipa) -> None:
    """One desk: does what it is told, (name of the act, file), and answers when it is done; None ends it."""
    from flows import pipeline

    pelaku.quick(saat=None)
    pelaku.light()
    kantor = load_settings(Path(data))
    for n, (cara, berkas) in enumerate(iter(pipa.recv, None)):
        if cara == "terima":
            pipeline.receive_file(Path(berkas), kantor)
        elif cara == "taruh":
            siap = kantor.data / f"{storage.SEMENTARA}{os.getpid()}-{n}"
            shutil.copyfile(berkas, siap)
            os.utime(siap, (time.time() - 3600,) * 2)
            os.replace(siap, kantor.masuk / f"{os.getpid()}-{n} {Path(berkas).name}")
        else:
            pipeline.run(pelaku.PERIODE, kantor, tunggu=120, tenang=0)
        pipa.send(cara)


def replay(asal: Settings, entri: list[dict], folder: Path) -> Settings:
    """The same files received one after the other in the ledger's order, consolidated now and then."""
    serial = load_settings(folder / "serial")
    serial.data.mkdir()
    (serial.data / pelaku.RINGAN).touch()
    for e in entri:
        salinan = folder / "ulang" / e["nama_berkas"]
        salinan.parent.mkdir(exist_ok=True)
        shutil.copyfile(receive.archive_path(asal, e["sha256"]), salinan)
        with ledger.open_ledger(serial) as buku:
            receive.receive_files(serial, buku, [salinan], datetime.fromisoformat(e["diterima_pada"]))
        if e["nomor"] % 8 == 0 or e is entri[-1]:
            pelaku.run(serial)
    return serial


class Kantor(RuleBasedStateMachine):
    """Four desks share an installation. An act begins as soon as its desk is free, beside those of the others."""

    di_memori: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.di_memori))
        self.bersama = load_settings(self.folder / "bersama")
        self.bersama.masuk.mkdir(parents=True)
        (self.bersama.data / pelaku.RINGAN).touch()
        self.berkas = materials(self.folder)
        self.ditaruh = 0
        self.orang = []
        for _ in range(ORANG):
            pipa, ujung = pelaku.KONTEKS.Pipe()
            orang = pelaku.KONTEKS.Process(target=person, args=(str(self.bersama.data), ujung))
            orang.start()
            ujung.close()
            self.orang.append([orang, pipa, 0])  # and the number of acts it has not answered

    def tell(self, siapa: int, cara: str, apa: int = 0) -> None:
        _, pipa, _ = self.orang[siapa]
        pipa.send((cara, str(self.berkas[apa])))
        self.orang[siapa][2] += 1

    def settle(self) -> None:
        """Wait for every desk; one that died has closed its pipe."""
        for satu in self.orang:
            while satu[2]:
                satu[1].recv()
                satu[2] -= 1

    @rule(siapa=st.integers(0, ORANG - 1), apa=st.integers(0, MACAM - 1))
    def submit(self, siapa: int, apa: int) -> None:
        self.tell(siapa, "terima", apa)

    @rule(siapa=st.integers(0, ORANG - 1), apa=st.integers(0, MACAM - 1))
    def drop(self, siapa: int, apa: int) -> None:
        self.tell(siapa, "taruh", apa)
        self.ditaruh += 1

    @rule(siapa=st.integers(0, ORANG - 1))
    def consolidate(self, siapa: int) -> None:
        self.tell(siapa, "jalankan")

    @rule()
    def everybody_done(self) -> None:
        self.settle()
        pelaku.check_truth(self.bersama)

    def teardown(self) -> None:
        try:
            self.settle()
            for orang, pipa, _ in self.orang:
                pipa.send(None)
                orang.join()
            assert [orang.exitcode for orang, *_ in self.orang] == [0] * ORANG
            pelaku.run(self.bersama)
            entri = pelaku.check_truth(self.bersama)
            assert list(self.bersama.masuk.iterdir()) == []
            dari_kotak = [e["sumber"] for e in entri if e["sumber"][0].isdigit()]
            assert len(dari_kotak) == len(set(dari_kotak)) == self.ditaruh, "each is received, nothing twice"
            if entri:
                serial = replay(self.bersama, entri, self.folder)
                assert pelaku.content(self.bersama) == pelaku.content(serial)
        finally:
            for orang, *_ in self.orang:
                orang.kill()
            shutil.rmtree(self.folder)


def test_any_interleaving_is_the_ledger_order(di_memori):
    """Histories chosen by hypothesis; the interleaving within one is the system's, so a failure is not shrunk."""
    Kantor.di_memori = di_memori
    run_state_machine_as_test(Kantor, settings=settings(
        max_examples=3, stateful_step_count=24, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck)))
