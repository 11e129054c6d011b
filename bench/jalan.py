"""The whole job: how it grows, what one resubmission costs, what orchestration adds, what analysts wait for."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bench import buat, nasional, ukur
from flows import pipeline
from transforms import database, ledger, publish, receive
from transforms.settings import CONTOH, ROOT, load_settings
from transforms.values.periods import format_periode

PERTANYAAN = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "pertanyaan.md").read_text(encoding="utf-8"), re.S)
TERBARU = "bench.terbaru"  # the command with the reports of one triwulan only


def command(data: Path, *argumen: str, modul: str = "flows.cli") -> tuple[float, str, float]:
    """`lkj ARGUMEN` in a process of its own, imports included: wall seconds, what it printed, peak memory in MB of the
    largest of its processes."""
    with tempfile.TemporaryFile("w+") as keluar, tempfile.TemporaryFile("w+") as galat:
        mulai = time.perf_counter()
        anak = subprocess.Popen([sys.executable, "-m", modul, "--data", data, *argumen], cwd=ROOT, stdout=keluar,
                                stderr=galat)
        _, status, pakai = os.wait4(anak.pid, 0)
        lama = time.perf_counter() - mulai
        anak.returncode = os.waitstatus_to_exitcode(status)
        for f in (keluar, galat):
            f.seek(0)
        if anak.returncode not in (0, 1):
            raise RuntimeError(galat.read()[-2000:])
        return lama, keluar.read(), pakai.ru_maxrss / 1024


def consolidate(data: Path, tahun: int, triwulan: int, modul: str = "flows.cli") -> dict:
    """One `lkj jalankan`: {"total": wall seconds, "memori_mb": its peak, step: seconds, …}."""
    periode = format_periode(tahun, triwulan)
    lama, keluar, memori = command(data, "jalankan", "--periode", periode, "--json", modul=modul)
    isi = json.loads(keluar)
    if isi["mutu_gagal"]:
        raise RuntimeError(f"mutu: {isi['mutu_gagal']}")
    return {"total": lama, "memori_mb": memori, **isi["waktu"]}


def receive_all(data: Path, berkas: list[tuple[Path, datetime]]) -> float:
    """Archive and record files in order, as they arrived together; seconds."""
    settings = load_settings(data)

    def work():
        with ledger.open_ledger(settings) as buku:
            for saat, paket in groupby(berkas, key=itemgetter(1)):
                receive.receive_files(settings, buku, [p for p, _ in paket], saat)

    return ukur.seconds(work)


def growth(sumber: Path, ukuran: list[int], tempat: Path) -> dict:
    """A first run over n reports for each n, a run without news, and a run with one resubmission.

    Only the reports of the newest triwulan are written; a first run writes those of every triwulan, each at the same
    cost, and `semua_laporan` counts them in (add_reports). The resubmission's run is compared with both.
    """
    hasil = {}
    for n in ukuran:
        berkas = buat.write_many(sumber, n)
        data = tempat / str(n)
        shutil.rmtree(data, ignore_errors=True)
        isi = {"arsipkan": receive_all(data, berkas)}
        *_, (_, tahun, triwulan) = buat.plan(n)
        isi |= consolidate(data, tahun, triwulan, TERBARU)
        isi["tanpa_berita"] = consolidate(data, tahun, triwulan, TERBARU)["total"]
        xlsx = [p for p, _ in berkas if p.suffix == ".xlsx" and "lkj-baku" in p.parts][-1]
        revisi = tempat / f"{xlsx.stem} rev1.xlsx"
        buat.correct_one(xlsx, revisi)
        receive_all(data, [(revisi, berkas[-1][1])])
        ulang = consolidate(data, tahun, triwulan, TERBARU)
        ulang.pop("memori_mb")
        isi |= {"kirim_ulang": ulang.pop("total"), "kirim_ulang_langkah": ulang}
        isi["ms_per_buku"] = 1000 * (isi["total"] - isi["laporan"]) / n
        isi["besar_mb"] = publish.current_path(load_settings(data)).stat().st_size / 2**20
        hasil[n] = isi
    add_reports(hasil, tempat)
    langkah = [k for k in next(iter(hasil.values())) if k != "kirim_ulang_langkah"]
    pangkat = {k: ukur.exponent({n: h[k] for n, h in hasil.items()}) for k in langkah}
    ukur.show("Seluruh pekerjaan, detik", ["", *map(str, hasil), "pangkat"],
              [[k, *[h.get(k) for h in hasil.values()], pangkat[k]] for k in langkah])
    return {"ukuran": hasil, "pangkat": pangkat}


def add_reports(hasil: dict, tempat: Path) -> None:
    """Add what a first run takes that writes the reports of every triwulan, and the resubmission's share of it.

    What one more triwulan costs is measured where there are ten, by writing all of them.
    """
    n = next((n for n in hasil if 21 < int(n) <= 210), None)
    if n is None:
        return
    *_, (_, tahun, triwulan) = buat.plan(int(n))
    keluar = command(tempat / str(n), "jalankan", "--periode", format_periode(tahun, triwulan), "--ulang", "--json")[1]
    banyak = -(-int(n) // 21)
    per_triwulan = (json.loads(keluar)["waktu"]["laporan"] - hasil[n]["laporan"]) / (banyak - 1)
    for n, isi in hasil.items():
        isi["laporan_per_triwulan"] = per_triwulan
        isi["semua_laporan"] = isi["total"] + (-(-int(n) // 21) - 1) * per_triwulan
        isi["kirim_ulang_persen"] = 100 * isi["kirim_ulang"] / isi["semua_laporan"]
        isi["kirim_ulang_persen_satu_laporan"] = 100 * isi["kirim_ulang"] / isi["total"]


def example(data: Path) -> dict:
    """Seconds of what a user waits for with the bundled example, each a process of its own."""
    hasil = {"lkj contoh": command(data, "contoh")[0]}
    hasil["lkj jalankan, tanpa berita"] = command(data, "jalankan", "--periode", "2023-TW2")[0]
    hasil["lkj status"] = command(data, "status")[0]
    berkas = str(CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx")
    hasil["lkj periksa"] = command(data, "periksa", berkas)[0]
    ulang = json.loads(command(data, "jalankan", "--periode", "2023-TW2", "--ulang", "--json")[1])["waktu"]
    hasil |= {f"langkah {nama}": lama for nama, lama in ulang.items()}
    mulai = "import time; t = time.perf_counter(); import great_expectations; print(time.perf_counter() - t)"
    hasil["impor great_expectations"] = float(
        subprocess.run([sys.executable, "-c", mulai], capture_output=True, text=True, check=True).stdout)
    ukur.show("Contoh bawaan, detik", ["", "detik"], [list(x) for x in hasil.items()])
    return hasil


def queries(asal: Path, tujuan: Path, kali: int) -> dict:
    """Milliseconds of the twelve documented questions on five years of a nation, the database open."""
    ukuran = nasional.multiply(publish.current_path(load_settings(asal)), tujuan)
    with database.open_published(tujuan) as con:
        cara = {f"pertanyaan {n}": lambda s=sql: con.execute(s).fetchall() for n, sql in enumerate(PERTANYAAN, 1)}
        hasil = {nama: 1000 * t for nama, t in ukur.side_by_side(cara, kali).items()}
    judul = f"Dua belas pertanyaan pada {ukuran['baris']:,} baris, milidetik"
    ukur.show(judul, ["", "ms"], [*map(list, hasil.items())])
    return {"ukuran": ukuran, "milidetik": hasil}


def against_script(sumber: Path, ukuran: list[int], tempat: Path) -> dict:
    """The whole job beside the script of pembanding.py, on the same clean workbooks; all as processes.

    The script writes one workbook; we write the reports of every triwulan (`lkj`, up to 210 workbooks) or of the
    newest one only (`lkj_satu_laporan`), the latter as in daily use, where a run brings one triwulan.
    """
    hasil = {}
    for n in ukuran:
        berkas = buat.write_many(sumber, n, "lkj-baku")
        masuk = tempat / f"bersih-{n}"
        masuk.mkdir(exist_ok=True)
        for p, _ in berkas:
            shutil.copyfile(p, masuk / p.name)
        *_, (_, tahun, triwulan) = buat.plan(n)
        lama = {}
        for cara, modul in {"lkj": "flows.cli", "lkj_satu_laporan": TERBARU}.items():
            if modul == TERBARU or n <= 210:
                data = tempat / f"bersih-data-{n}"
                shutil.rmtree(data, ignore_errors=True)
                lama[cara] = receive_all(data, berkas) + consolidate(data, tahun, triwulan, modul)["total"]
        mulai = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bench.pembanding", masuk, tempat / "pembanding.xlsx"], cwd=ROOT,
                       check=True)
        skrip = time.perf_counter() - mulai
        hasil[n] = {**lama, "skrip": skrip}
        hasil[n] |= {f"{cara}_per_skrip": s / skrip for cara, s in lama.items()}
    kolom = list(hasil[ukuran[0]])
    ukur.show("Seluruh pekerjaan dan skrip pandas, detik", ["berkas", *kolom],
              [[n, *map(h.get, kolom)] for n, h in hasil.items()])
    return hasil


def orchestration(data: Path, tahun: int, triwulan: int) -> dict:
    """Seconds that a Prefect flow run adds to the same sequence of steps (server running, imports done)."""
    os.environ.update(PREFECT_HOME=tempfile.mkdtemp(prefix="prefect-ukur-"), PREFECT_LOGGING_LEVEL="CRITICAL",
                      PREFECT_SERVER_LOGGING_LEVEL="CRITICAL", PREFECT_SERVER_ANALYTICS_ENABLED="false",
                      DO_NOT_TRACK="1")
    from prefect import flow
    from prefect.testing.utilities import prefect_test_harness

    from flows.consolidate import as_task, konsolidasi

    @flow(name="hanya-tugas")
    def hanya_tugas(banyak: int) -> None:
        for n in range(banyak):
            as_task(f"kosong {n}", lambda: None)

    periode, settings = format_periode(tahun, triwulan), load_settings(data)
    with prefect_test_harness(server_startup_timeout=120):
        konsolidasi(periode, data=str(data), return_state=True)  # the first one pays for what is only once
        hasil = ukur.side_by_side({
            "langsung": lambda: pipeline.run(periode, settings, ulang=True),
            "prefect": lambda: konsolidasi(periode, data=str(data), ulang=True, return_state=True),
        }, 3)
        tugas = ukur.side_by_side({str(n): lambda n=n: hanya_tugas(n) for n in (0, 100)}, 3)
    hasil["tambahan"] = hasil["prefect"] - hasil["langsung"]
    hasil["per_jalan"], hasil["per_tugas"] = tugas["0"], (tugas["100"] - tugas["0"]) / 100
    ukur.show("Orkestrasi, detik", list(hasil), [list(hasil.values())])
    return hasil
