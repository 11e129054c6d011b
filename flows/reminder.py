"""The Prefect flow `pengingat`: some days before a deadline, who has not sent yet."""

import asyncio
import contextlib

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from flows import consolidate, server
from flows.timetable import ended_periode
from transforms.reports import reminder
from transforms.settings import load_settings
from transforms.values.periods import parse_periode

BLOK_SUREL = "lkj-surel"  # name of the block Email Server Credentials


@flow(name="pengingat", flow_run_name=consolidate.run_name, persist_result=False)
def pengingat(periode: consolidate.Periode | None = None):
    """List the kecamatan that have not sent `periode` (default: the triwulan that ended last before the run was due).

    The text is an artifact and a file, ready to paste into a chat. It is sent only where `surel_kepada` is set.
    The form on Prefect's page shows this:

    Args:
        periode: Misalnya 2023-TW2. Kosong: triwulan yang baru berakhir pada saat jalan ini dijadwalkan.
    """
    periode = periode or ended_periode(consolidate.due_date())
    settings = load_settings()
    tahun, triwulan = parse_periode(periode)
    berkas, teks = reminder.write_reminder(settings, tahun, triwulan)
    create_markdown_artifact(
        key=f"pengingat-{periode.lower()}", markdown=f"```text\n{teks}```\n", description=f"Pengingat {periode}"
    )
    kurang = reminder.find_missing(settings, tahun, triwulan)
    surel = send_mail(server.read_service(settings), teks)
    return Completed(name="Lengkap" if not any(kurang.values()) else "Ada yang ditunggu",
                     message=f"{len(kurang['belum'])} belum, {len(kurang['ditolak'])} ditolak; teks: {berkas}{surel}")


def register_mail(layanan: server.Layanan) -> None:
    """Let Prefect's page offer the block of the mail server, where e-mail is set and prefect-email installed."""
    if layanan.surel_kepada:
        with contextlib.suppress(ImportError):
            from prefect_email import EmailServerCredentials

            EmailServerCredentials.register_type_and_schema()


def send_mail(layanan: server.Layanan, teks: str) -> str:
    """Mail the reminder through the block BLOK_SUREL; returns what came of it for the run's message ('': not set).

    A mail that cannot be sent does not fail the run: the text is there all the same.
    """
    if not layanan.surel_kepada:
        return ""
    judul = teks.partition("\n")[0].strip("*")
    try:
        from prefect_email import EmailServerCredentials, email_send_message

        asyncio.run(email_send_message.fn(
            subject=judul, msg="", msg_plain=teks.replace("*", ""), email_to=list(layanan.surel_kepada),
            email_server_credentials=EmailServerCredentials.load(BLOK_SUREL),
        ))
    except ImportError:
        return "; surel TIDAK terkirim: paket prefect-email belum terpasang"
    except Exception as galat:  # whatever a mail server or a missing block may say
        return f"; surel TIDAK terkirim: {str(galat).splitlines()[0]}"
    return f"; surel terkirim ke {', '.join(layanan.surel_kepada)}"
