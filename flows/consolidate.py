"""The Prefect flow `konsolidasi`: the same sequence as `lkj jalankan`, each step a task that Prefect shows."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from prefect import flow, suspend_flow_run, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from pydantic import Field

from flows import pipeline
from flows.timetable import ended_periode
from transforms import database, ledger, publish
from transforms.reports import bundle
from transforms.reports.format import format_persen
from transforms.settings import ZONA_WAKTU, Settings, load_settings
from transforms.storage import LockedError
from transforms.values.periods import format_periode

Periode = Annotated[str, Field(pattern=r"^20\d\d-TW[1-4]$")]
# How far a run is when a step begins, in percent; reading moves from its own figure to the next one.
KEMAJUAN = {"baca": 5, "turunkan": 40, "periksa": 55, "terbitkan": 75, "laporan": 80}
SEBUT_KECAMATAN = 3  # kecamatan that the name of a run lists; more are counted
TINJAU_DETIK = 14 * 86_400  # how long a suspended run waits to be resumed; nothing is lost when it is not


def as_task(nama: str, fn, retries: int = 0):
    """Run a pipeline step as a Prefect task named after it.

    Only steps that may fail for a passing reason (a child process killed by the system) ask for retries; the
    others are transactions whose repetition could only hide an error.
    """
    langkah = task(fn, name=nama.split(" ")[0], task_run_name=nama, retries=retries, retry_delay_seconds=1,
                   cache_policy=NO_CACHE, persist_result=False)
    return langkah()


def due_date() -> date:
    """The day, in the regency's time zone, on which the running flow was due: a late run keeps its own."""
    from prefect.runtime import flow_run

    return flow_run.scheduled_start_time.astimezone(ZoneInfo(ZONA_WAKTU)).date()


def run_name() -> str:
    """Name of the running flow run: the flow and the period."""
    from prefect.runtime import flow_run

    return f"{flow_run.flow_name}-{flow_run.parameters.get('periode') or ended_periode(due_date())}"


def rename_run(periode: str, kecamatan: list[str]) -> None:
    """Name the running flow run after what it turned out to be for: the period, and the kecamatan when they are few."""
    from prefect.client.orchestration import get_client
    from prefect.runtime import flow_run

    siapa = kecamatan if len(kecamatan) <= SEBUT_KECAMATAN else [f"{len(kecamatan)} kecamatan"]
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name="-".join([flow_run.flow_name, periode, *siapa]))


@flow(name="konsolidasi", flow_run_name=run_name, persist_result=False)
def konsolidasi(
    periode: Periode | None = None, data: str | None = None, ulang: bool = False, tinjau: bool = False
):
    """Receive, read, load, derive, gate, publish and report one period; everything pending is taken along.

    Returns a Completed state ("Lengkap", "Sebagian" with rejections or notes, "Tidak ada perubahan", "Sedang
    berjalan"), or Failed when the quality gate withheld the publication. The form on Prefect's page shows this:

    Args:
        periode: Misalnya 2023-TW2. Kosong: triwulan yang baru berakhir pada saat jalan ini dijadwalkan.
        data: Folder data di komputer layanan. Kosong: folder yang dilayani.
        ulang: Hitung dan tulis semua laporan lagi, walau tidak ada kiriman baru.
        tinjau: Tahan penerbitan bila ada berkas baru yang ditolak, sampai jalan ini dilanjutkan (Resume).
    """
    settings = load_settings(Path(data) if data else None)
    return sweep(periode or ended_periode(due_date()), settings, ulang=ulang, tinjau=tinjau)


def sweep(periode: str, settings: Settings, tinjau: bool = False, ikut_kiriman: bool = False, **pilihan):
    """The body of the flows: one run of the pipeline with its steps as tasks, an artifact, and the final state.

    With `tinjau`, files rejected since the last publication suspend the flow run before it publishes; resumed on
    Prefect's page, it starts again and publishes. With `ikut_kiriman` the run is named after the period that most
    of the files were for, and the summary is of that one, whatever `periode` is. `pilihan` goes to pipeline.run.
    """
    pilihan |= {"run_step": as_task, "kabar": show_progress(), "tunggu": 60}
    if settings.dask:
        from flows.dask import read_on_dask

        pilihan["baca_jauh"] = read_on_dask
    try:
        keluaran = pipeline.run(periode, settings,
                                tahan=partial(new_rejections, settings=settings) if tinjau else None, **pilihan)
        if keluaran["ditahan"]:
            create_markdown_artifact(
                key=f"tinjau-{periode.lower()}", description="Penerbitan ditahan untuk ditinjau",
                markdown="# Penerbitan ditahan\n\n" + "\n".join(f"- {_safe(a)}" for a in keluaran["ditahan"]) + "\n",
            )
            suspend_flow_run(key="tinjau", timeout=TINJAU_DETIK)  # ends the process; goes on below once resumed
            keluaran = pipeline.run(periode, settings, **pilihan)
    except LockedError as galat:
        return Completed(name="Sedang berjalan", message=f"Konsolidasi lain {galat}")
    pilihan["kabar"]("selesai")
    untuk = Counter((k["tahun"], k["triwulan"]) for k in keluaran["kiriman"] if k["triwulan"])
    if ikut_kiriman and untuk:
        kunci = untuk.most_common(1)[0][0]
        periode = format_periode(*kunci)
        rename_run(periode, sorted({k["kecamatan"] for k in keluaran["kiriman"] if k["kecamatan"]}))
        keluaran |= bundle.summary(settings, *kunci, [k["kiriman_id"] for k in keluaran["kiriman"]])
        keluaran |= {"periode": periode, "laporan": bundle.main_reports(settings, *kunci)}
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


def show_progress() -> Callable:
    """A progress artifact of the running flow, and the listener of the pipeline that moves it, in steps of 10 %."""
    nomor = create_progress_artifact(progress=0.0, key="kemajuan", description="Kemajuan jalan ini")
    tampil = 0

    def kabar(langkah: str, selesai: int = 0, total: int = 0) -> None:
        nonlocal tampil
        persen = KEMAJUAN.get(langkah.split(" ")[0], 100)
        if total:
            persen += (KEMAJUAN["turunkan"] - KEMAJUAN["baca"]) * selesai // total
        if persen >= min(tampil + 10, 100) > tampil:
            update_progress_artifact(nomor, float(persen))
            tampil = persen

    return kabar


def new_rejections(con, settings: Settings) -> list[str]:
    """What `tinjau` shows: one line per file with findings of tingkat galat that the published database lacks."""
    terbit = publish.current_path(settings)
    nomor = 0
    if terbit:
        with database.open_published(terbit) as lama:
            nomor = int(database.read_meta(lama).get("nomor_buku", 0))
    galat: dict[tuple[str, str], list[str]] = {}
    for t in database.rows(con, "temuan", urut="kiriman_id", tingkat="galat"):
        if t["kiriman_id"] and t["kiriman_id"] > ledger.kiriman_id(nomor):
            galat.setdefault((t["kiriman_id"], t["nama_berkas"]), []).append(t["kode_temuan"])
    return [f"{k} {nama}: {', '.join(sorted(set(kode)))}" for (k, nama), kode in galat.items()]


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
            f"| Serapan (dihitung) | {format_persen(r['serapan_persen'])} % |",
            f"| Serapan (menurut laporan) | {format_persen(r['serapan_dilaporkan_persen'])} % |",
            f"| Rata-rata capaian | {format_persen(r['rata_capaian'])} % ({r['kategori'] or '–'}) |",
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
    if keluaran["laporan"]:
        baris += ["", "Laporan (di komputer layanan; bila peramban menolak tautannya, salin alamatnya):", ""]
        baris += [f"- [{_safe(b.name)}]({b.resolve().as_uri()})" for b in map(Path, keluaran["laporan"])]
    baris += [f"\n> {_safe(c)}" for c in keluaran["catatan"]]
    return "\n".join(baris) + "\n"


def _safe(teks: str) -> str:
    """Text as literal markdown: no link, image, HTML or table cell can come of it."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-!|~" else c for c in teks.replace("\n", " "))
