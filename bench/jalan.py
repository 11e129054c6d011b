"""The whole job: how it grows, what one resubmission costs, what orchestration adds, what analysts wait for."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bench import buat, ukur
from flows import pipeline
from transforms import database, ledger, publish, receive
from transforms.settings import CONTOH, ROOT, load_settings
from transforms.values.periods import format_periode

TERBARU = "bench.terbaru"  # the command with the reports of one triwulan only
PERTANYAAN = {
    "serapan satu triwulan": (
        "SELECT kecamatan, serapan_persen, peringkat FROM serapan_kecamatan WHERE tahun = ? AND triwulan = ? "
        "ORDER BY peringkat"
    ),
    "indikator terendah": (
        "SELECT kecamatan, indikator, capaian_persen FROM capaian_kecamatan WHERE tahun = ? AND triwulan = ? "
        "ORDER BY capaian_persen LIMIT 10"
    ),
    "program sepanjang tahun": (
        "SELECT triwulan, kode, uraian, plafon, realisasi FROM konsolidasi_program WHERE tahun = ? AND triwulan <= ? "
        "ORDER BY ALL"
    ),
    "temuan menurut kode": (
        "SELECT kode_temuan, count(*) FROM temuan WHERE tahun = ? AND triwulan = ? GROUP BY ALL ORDER BY 2 DESC"
    ),
    "angka ke selnya": (
        "SELECT k.nama_berkas, s.lembar, s.realisasi_sel, r.realisasi_mentah FROM serapan_sub_kegiatan AS s "
        "JOIN kiriman AS k USING (kiriman_id) JOIN realisasi_anggaran AS r ON r.kiriman_id = s.kiriman_id "
        "AND r.lembar = s.lembar AND r.realisasi_sel = s.realisasi_sel WHERE s.tahun = ? AND s.triwulan = ?"
    ),
}


def command(data: Path, *argumen: str, modul: str = "flows.cli") -> tuple[float, str]:
    """Wall seconds of `lkj ARGUMEN` in a process of its own, all imports included, and what it printed."""
    mulai = time.perf_counter()
    hasil = subprocess.run([sys.executable, "-m", modul, "--data", data, *argumen], cwd=ROOT,
                           capture_output=True, text=True)
    lama = time.perf_counter() - mulai
    if hasil.returncode not in (0, 1):
        raise RuntimeError(hasil.stderr[-2000:])
    return lama, hasil.stdout


def consolidate(data: Path, tahun: int, triwulan: int, modul: str = "flows.cli") -> dict:
    """One `lkj jalankan`: {"total": wall seconds, step: seconds, …}."""
    lama, keluar = command(data, "jalankan", "--periode", format_periode(tahun, triwulan), "--json", modul=modul)
    isi = json.loads(keluar)
    if isi["mutu_gagal"]:
        raise RuntimeError(f"mutu: {isi['mutu_gagal']}")
    return {"total": lama, **isi["waktu"]}


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

    Only the reports of the newest triwulan are written, as in daily work; each further one would cost the same.
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
        isi |= {"kirim_ulang": ulang.pop("total"), "kirim_ulang_langkah": ulang}
        isi["kirim_ulang_persen"] = 100 * isi["kirim_ulang"] / isi["total"]
        isi["besar_mb"] = publish.current_path(load_settings(data)).stat().st_size / 2**20
        hasil[n] = isi
    langkah = [k for k in next(iter(hasil.values())) if k != "kirim_ulang_langkah"]
    pangkat = {k: ukur.exponent({n: h[k] for n, h in hasil.items()}) for k in langkah}
    ukur.show("Seluruh pekerjaan, detik", ["", *map(str, hasil), "pangkat"],
              [[k, *[h.get(k) for h in hasil.values()], pangkat[k]] for k in langkah])
    return {"ukuran": hasil, "pangkat": pangkat}


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


def queries(data: Path, tahun: int, triwulan: int, kali: int) -> dict:
    """Milliseconds of analysts' questions on the published database, opening it included."""
    terbit = publish.current_path(load_settings(data))

    def ask(sql: str) -> None:
        with database.open_published(terbit) as con:
            con.execute(sql, [tahun, triwulan]).fetchall()

    cara = {nama: lambda s=sql: ask(s) for nama, sql in PERTANYAAN.items()}
    hasil = {nama: 1000 * t for nama, t in ukur.side_by_side(cara, kali).items()}
    ukur.show("Pertanyaan analis, milidetik", ["pertanyaan", "ms"], [list(x) for x in hasil.items()])
    return hasil


def against_script(sumber: Path, ukuran: list[int], tempat: Path) -> dict:
    """The whole job beside the script of pembanding.py, on the same clean workbooks; both as processes."""
    hasil = {}
    for n in ukuran:
        berkas = buat.write_many(sumber, n, "lkj-baku")
        masuk = tempat / f"bersih-{n}"
        masuk.mkdir(exist_ok=True)
        for p, _ in berkas:
            shutil.copyfile(p, masuk / p.name)
        data = tempat / f"bersih-data-{n}"
        shutil.rmtree(data, ignore_errors=True)
        lkj = receive_all(data, berkas)
        *_, (_, tahun, triwulan) = buat.plan(n)
        lkj += consolidate(data, tahun, triwulan)["total"]
        mulai = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bench.pembanding", masuk, tempat / "pembanding.xlsx"], cwd=ROOT,
                       check=True)
        hasil[n] = {"lkj": lkj, "skrip": time.perf_counter() - mulai}
        hasil[n]["lkj_per_skrip"] = hasil[n]["lkj"] / hasil[n]["skrip"]
    ukur.show("Seluruh pekerjaan dan skrip pandas, detik", ["berkas", "lkj", "skrip", "rasio"],
              [[n, *h.values()] for n, h in hasil.items()])
    return hasil


def orchestration(data: Path, tahun: int, triwulan: int) -> dict:
    """Seconds that a Prefect flow run adds to the same sequence of steps (server running, imports done)."""
    os.environ.update(PREFECT_HOME=tempfile.mkdtemp(prefix="prefect-ukur-"), PREFECT_LOGGING_LEVEL="ERROR",
                      PREFECT_SERVER_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1")
    from prefect.testing.utilities import prefect_test_harness

    from flows.consolidate import konsolidasi

    periode, settings = format_periode(tahun, triwulan), load_settings(data)
    with prefect_test_harness(server_startup_timeout=120):
        konsolidasi(periode, data=str(data), return_state=True)  # the first one pays for what is only once
        hasil = ukur.side_by_side({
            "langsung": lambda: pipeline.run(periode, settings, ulang=True),
            "prefect": lambda: konsolidasi(periode, data=str(data), ulang=True, return_state=True),
        }, 3)
    hasil["tambahan"] = hasil["prefect"] - hasil["langsung"]
    ukur.show("Orkestrasi, detik untuk jalan yang sama", ["langsung", "lewat Prefect", "tambahan"],
              [list(hasil.values())])
    return hasil
