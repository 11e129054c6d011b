"""The Prefect flow `konsolidasi`: the same sequence as `lkj jalankan`, each step a task that Prefect shows."""

from pathlib import Path
from typing import Annotated

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from pydantic import Field

from flows import pipeline
from transforms.settings import load_settings
from transforms.storage import LockedError

Periode = Annotated[str, Field(pattern=r"^20\d\d-TW[1-4]$", description="Periode, misalnya 2023-TW2")]


def as_task(nama: str, fn, retries: int = 0):
    """Run a pipeline step as a Prefect task named after it.

    Only steps that may fail for a passing reason (a child process killed by the system) ask for retries; the
    others are transactions whose repetition could only hide an error.
    """
    langkah = task(fn, name=nama.split(" ")[0], task_run_name=nama, retries=retries, retry_delay_seconds=1,
                   cache_policy=NO_CACHE, persist_result=False)
    return langkah()


@flow(name="konsolidasi", flow_run_name="konsolidasi-{periode}", persist_result=False)
def konsolidasi(periode: Periode, data: str | None = None, ulang: bool = False):
    """Receive, read, load, derive, gate, publish and report one period; everything pending is taken along.

    periode: '2023-TW2'. data: the data folder (default: LKJ_DATA). ulang: derive and report even without changes.
    Returns a Completed state ("Lengkap", "Sebagian" with rejections or notes, "Tidak ada perubahan", "Sedang
    berjalan"), or Failed when the quality gate withheld the publication.
    """
    settings = load_settings(Path(data) if data else None)
    try:
        keluaran = pipeline.run(periode, settings, run_step=as_task, tunggu=60, ulang=ulang)
    except LockedError as galat:
        return Completed(name="Sedang berjalan", message=f"Konsolidasi lain {galat}")
    create_markdown_artifact(
        key=f"konsolidasi-{periode.lower()}", markdown=summary_markdown(keluaran, settings),
        description=f"Ringkasan konsolidasi {periode}",
    )
    if keluaran["mutu_gagal"]:
        return Failed(message="Pemeriksaan mutu gagal: " + "; ".join(keluaran["mutu_gagal"]))
    if not keluaran["berubah"]:
        return Completed(name="Tidak ada perubahan", message=f"{periode}: tidak ada kiriman baru")
    ringkasan = keluaran["ringkasan"] or {}
    nama = "Sebagian" if keluaran["perlu_tindakan"] else "Lengkap"
    return Completed(name=nama, message=f"{periode}: {ringkasan.get('kelengkapan', 'belum ada kiriman')}")


def summary_markdown(keluaran: dict, settings) -> str:
    """The run's summary table as markdown. Names from workbooks are escaped."""
    r = keluaran["ringkasan"]
    baris = [f"# Konsolidasi {keluaran['periode']} – Kabupaten {settings.kabupaten}", ""]
    if keluaran["mutu_gagal"]:
        baris += ["**Tidak diterbitkan.** Pemeriksaan mutu yang gagal:", ""]
        baris += [f"- {_safe(n)}" for n in keluaran["mutu_gagal"]]
    elif r:
        baris += [
            "| Ukuran | Nilai |", "|---|---|",
            f"| Kelengkapan | {r['kelengkapan']} |",
            f"| Serapan (dihitung) | {r['serapan_persen']} % |",
            f"| Serapan (menurut laporan) | {r['serapan_dilaporkan_persen']} % |",
            f"| Rata-rata capaian | {r['rata_capaian']} % ({r['kategori']}) |",
            f"| Temuan | {r['jumlah_temuan']} |",
        ]
    baru = keluaran["kiriman"]
    if baru:
        baris += ["", "| Kiriman | Kecamatan | Versi | Status | Berkas |", "|---|---|---|---|---|"]
        baris += [
            f"| {k['kiriman_id']} | {k['kecamatan'] or '–'} | {k['versi'] or '–'} | {k['status']} "
            f"| {_safe(k['nama_berkas'])} |"
            for k in baru
        ]
    baris += [f"\n> {_safe(c)}" for c in keluaran["catatan"]]
    return "\n".join(baris) + "\n"


def _safe(teks: str) -> str:
    """Text as literal markdown: no link, image, HTML or table cell can come of it."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-!|~" else c for c in teks.replace("\n", " "))
