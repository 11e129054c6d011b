"""The catalogue of hostile files written to disk, and read once in one batch together with good workbooks."""

import inspect
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from kasus_berkas import BAIK, KASUS_BERKAS
from kasus_sel import KASUS_SEL

from transforms.settings import ROOT

# A parent process of its own, so that its memory is only what reading costs.
_INDUK = """
import json, sys, time
from pathlib import Path
from transforms.settings import load_settings
from transforms.workbook import sandbox
jobs = [(Path(p), n) for p, n in json.load(sys.stdin)]
hasil, saat = [None] * len(jobs), time.monotonic()
lama = 0.0
for i, r in sandbox.read_stream(jobs, load_settings(Path(sys.argv[1])), workers=2):
    lama, saat = max(lama, time.monotonic() - saat), time.monotonic()
    hasil[i] = r
status = Path("/proc/self/status")  # getrusage would count this process's own parent
baris = status.read_text().splitlines() if status.exists() else []
puncak = next((int(b.split()[1]) / 1024 for b in baris if b.startswith("VmHWM")), 0)
json.dump({"hasil": hasil, "lama": lama, "puncak_mb": puncak}, sys.stdout)
"""


def write_case(kasus, folder: Path) -> Path:
    """Make the file of a case in a folder of its own."""
    folder.mkdir(parents=True)
    if len(inspect.signature(kasus.buat).parameters):
        kasus.buat(folder)
    else:
        (folder / kasus.berkas).write_bytes(kasus.buat())
    return folder / kasus.berkas


@pytest.fixture(scope="session")
def bacaan(tmp_path_factory) -> dict:
    """One mixed batch: {"kasus": name → READ RESULT, "baik": path → READ RESULT, "lama", "puncak_mb"}."""
    tempat = tmp_path_factory.mktemp("bermusuhan")
    tugas = [
        (str(write_case(k, tempat / str(n))), k.berkas, k.nama)
        for n, k in enumerate(KASUS_BERKAS + KASUS_SEL)
    ]
    tugas += [(str(p), p.name, None) for p in BAIK]
    random.Random(20230714).shuffle(tugas)
    induk = subprocess.run(
        [sys.executable, "-c", _INDUK, str(tempat / "data")],
        input=json.dumps([(p, n) for p, n, _ in tugas]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
    )
    assert induk.returncode == 0, induk.stderr
    isi = json.loads(induk.stdout)
    pasangan = list(zip(tugas, isi.pop("hasil"), strict=True))
    isi["kasus"] = {nama: r for (_, _, nama), r in pasangan if nama}
    isi["baik"] = {berkas: r for (_, berkas, nama), r in pasangan if nama is None}
    return isi


@pytest.fixture(scope="session")
def di_memori(tmp_path_factory):
    """A folder of which every file is in memory, if the system has that: a kill loses nothing there either."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path_factory.mktemp("memori")
        return
    with tempfile.TemporaryDirectory(prefix="lkj-uji-", dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def dasar(di_memori):
    """A small installation with work waiting, and its state after a run without faults: see pelaku.base."""
    import pelaku

    return pelaku.base(di_memori / "dasar")


@pytest.fixture
def tempat(di_memori):
    """An own folder in memory, removed after the test."""
    with tempfile.TemporaryDirectory(dir=di_memori) as folder:
        yield Path(folder)
