"""What the office service serves: deployments with their schedules and trigger, and the process that runs them."""

import asyncio
import sys
import threading
from collections.abc import Callable
from datetime import date

from flows import processes, server, timetable
from transforms import ledger
from transforms.referensi import load_referensi
from transforms.settings import ZONA_WAKTU, Settings, load_settings


def serve_office(settings: Settings, say: Callable[[str], None]) -> int:
    """`lkj layani`: run everything an office needs until stopped; returns the exit code."""
    return server.serve(settings, say)


def deployments(settings: Settings, layanan: server.Layanan, hari: date) -> list:
    """The served deployments: the scheduled consolidation, the sweep that arrivals start, the reminder.

    Schedules follow from the deadline rules in force on `hari`.
    """
    from prefect.deployments.runner import EntrypointType
    from prefect.schedules import Cron

    from flows.consolidate import konsolidasi
    from flows.reminder import pengingat
    from flows.resubmission import arrival_trigger, kiriman_ulang

    ref = load_referensi(settings.referensi)

    def make(flow, nama: str, uraian: str, crons: list[str] | None = None, **pilihan):
        return flow.to_deployment(
            name=nama, description=uraian, tags=["lkj"], entrypoint_type=EntrypointType.MODULE_PATH,
            schedules=[Cron(c, timezone=ZONA_WAKTU) for c in crons or []], **pilihan,
        )

    return [
        make(konsolidasi, "konsolidasi-terjadwal",
             "Pagi setelah tenggat, dan setiap pagi selama masa pelaporan; triwulan yang baru berakhir.",
             timetable.consolidation_crons(ref, hari), parameters={"tinjau": layanan.tinjau}),
        make(kiriman_ulang, "kiriman-ulang",
             "Satu sapuan kotak masuk, dimulai oleh kiriman yang datang. Dengan kecamatan dan periode: "
             "baca ulang arsipnya.",
             parameters={"tinjau": layanan.tinjau}, triggers=[arrival_trigger()]),
        make(pengingat, "pengingat",
             "Beberapa hari sebelum tenggat: siapa yang belum mengirim, sebagai teks siap tempel.",
             timetable.reminder_crons(ref, hari)),
    ]


def main() -> None:
    """The runner process of the service: registers the deployments, watches the inbox, runs one flow at a time."""
    processes.stop_with_parent()
    settings = load_settings()
    layanan = server.read_service(settings)
    from prefect.runner import Runner

    from flows import reminder, resubmission

    resubmission.close_interrupted_runs()
    reminder.register_mail(layanan)
    runner = Runner(name="lkj", pause_on_shutdown=False, limit=1)
    for d in deployments(settings, layanan, ledger.now().date()):
        runner.add_deployment(d)
    henti = threading.Event()
    threading.Thread(target=resubmission.watch, args=(settings, layanan, henti), daemon=True).start()
    sys.stdout.write(f"{processes.SIAP}\n")
    sys.stdout.flush()
    try:
        asyncio.run(runner.start())
    except KeyboardInterrupt:
        henti.set()


if __name__ == "__main__":
    main()
