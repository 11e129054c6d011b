"""The Prefect flow `pengingat`: some days before a deadline, who has not sent yet."""

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from flows import consolidate
from flows.timetable import ended_periode
from transforms.reports import reminder
from transforms.settings import load_settings
from transforms.values.periods import parse_periode


@flow(name="pengingat", flow_run_name=consolidate.run_name, persist_result=False)
def pengingat(periode: consolidate.Periode | None = None):
    """List the kecamatan that have not sent `periode` (default: the triwulan that ended last before the run was due).

    The text is an artifact and a file, ready to paste into a chat; nothing is sent.
    """
    periode = periode or ended_periode(consolidate.due_date())
    settings = load_settings()
    tahun, triwulan = parse_periode(periode)
    berkas, teks = reminder.write_reminder(settings, tahun, triwulan)
    create_markdown_artifact(
        key=f"pengingat-{periode.lower()}", markdown=f"```text\n{teks}```\n", description=f"Pengingat {periode}"
    )
    kurang = reminder.find_missing(settings, tahun, triwulan)
    return Completed(name="Lengkap" if not any(kurang.values()) else "Ada yang ditunggu",
                     message=f"{len(kurang['belum'])} belum, {len(kurang['ditolak'])} ditolak; teks: {berkas}")
