"""A file arrives: the watch reports it as an event, the event starts one sweep of everything that waits."""

import logging
import threading
from pathlib import Path

from prefect import flow
from prefect.events import DeploymentEventTrigger, emit_event
from prefect.states import Failed

from flows import consolidate, inbox
from flows.server import Layanan
from flows.timetable import ended_periode
from transforms.receive import display_name
from transforms.referensi import Referensi, load_referensi
from transforms.settings import Settings, load_settings
from transforms.values.names import kunci_kecamatan, normalize_nama

DITERIMA = "lkj.kiriman.diterima"
TAK_DIKENAL = "tidak-dikenal"
KUMPUL = 2  # seconds in which further arrivals join the sweep that the first one asked for

log = logging.getLogger(__name__)


def arrival_trigger() -> DeploymentEventTrigger:
    """The automation: an arrival starts the sweep KUMPUL seconds later; arrivals until then are part of it.

    The delay is as long as the pause of the trigger, so that no arrival falls between a sweep and the next.
    """
    return DeploymentEventTrigger(
        name="kiriman diterima → kiriman-ulang",
        description="Berkas baru di kotak masuk memulai satu sapuan kotak masuk.",
        expect={DITERIMA}, match={"prefect.resource.id": "lkj.kecamatan.*"}, parameters={},
        threshold=1, within=KUMPUL, schedule_after=KUMPUL,
    )


def run_name() -> str:
    """Name of the running sweep until it knows what came: the period and kecamatan that were asked for, if any."""
    from prefect.runtime import flow_run

    isi = flow_run.parameters
    return "-".join(filter(None, (flow_run.flow_name, isi.get("periode"), isi.get("kecamatan"))))


@flow(name="kiriman-ulang", flow_run_name=run_name, persist_result=False)
def kiriman_ulang(
    periode: consolidate.Periode | None = None, kecamatan: str | None = None, tinjau: bool = False
):
    """One sweep: receive and read everything that waits, in order of the ledger, then derive, publish and report.

    With `kecamatan` the archived files of that kecamatan for `periode` are read again as well, for example after a
    change of the reference data. Returns a state as `konsolidasi` does. The form on Prefect's page shows this:

    Args:
        periode: Misalnya 2023-TW2. Wajib bila kecamatan diisi; kosong: ringkasannya mengikuti kiriman yang datang.
        kecamatan: Kode atau nama, misalnya 35.08.01 atau Tempursari, yang arsipnya dibaca ulang. Kosong: tidak ada.
        tinjau: Tahan penerbitan bila ada berkas baru yang ditolak, sampai jalan ini dilanjutkan (Resume).
    """
    settings = load_settings()
    kode = None
    if kecamatan:
        kode = find_kecamatan(kecamatan, load_referensi(settings.referensi))
        if not kode:
            return Failed(message=f"Kecamatan {kecamatan!r} tidak dikenal; tulis kode atau namanya")
        if not periode:
            return Failed(message="Isi juga periode yang dibaca ulang, misalnya 2023-TW2")
    return consolidate.sweep(periode or ended_periode(consolidate.due_date()), settings, tinjau=tinjau,
                             ikut_kiriman=not periode, baca_ulang=kode)


def find_kecamatan(teks: str, ref: Referensi) -> str | None:
    """kode_kecamatan of a code, name or alias; None when unknown."""
    if teks.strip() in ref.kecamatan:
        return teks.strip()
    kunci = kunci_kecamatan(teks)
    return ref.kecamatan_nama.get(kunci) or ref.alias_kecamatan.get(kunci)


def guess_kecamatan(nama_berkas: str, ref: Referensi, kabupaten: str = "") -> str | None:
    """kode_kecamatan of a kecamatan name in a file name: a label for people, never a decision.

    The longest name counts; one that is also the regency's name only when no other is there.
    """
    kunci = normalize_nama(Path(nama_berkas).stem).replace(" ", "")
    ada = [(nama != kunci_kecamatan(kabupaten), len(nama), kode)
           for nama, kode in ref.kecamatan_nama.items() if nama in kunci]
    return max(ada)[2] if ada else None


def report_arrival(berkas: Path, ref: Referensi, kabupaten: str) -> None:
    """Emit the event of one file that lies complete in the inbox."""
    nama = display_name(berkas.name)
    kode = guess_kecamatan(nama, ref, kabupaten)
    label = ref.kecamatan[kode]["kecamatan"] if kode else "tidak dikenal dari nama berkas"
    emit_event(
        DITERIMA,
        resource={
            "prefect.resource.id": f"lkj.kecamatan.{kode or TAK_DIKENAL}",
            "prefect.resource.name": f"Kecamatan {label}",
        },
        payload={"nama_berkas": nama},
    )


def watch(settings: Settings, layanan: Layanan, henti: threading.Event) -> None:
    """Look at the inbox until told to stop, and report what arrived. A failed look is tried again, and logged once."""
    ingatan = inbox.Pantauan()
    gagal = False
    while not henti.wait(layanan.jeda_periksa):
        try:
            lapor = inbox.look(settings.masuk, ingatan, settings.limits)
            if lapor:
                ref = load_referensi(settings.referensi)
                for berkas in lapor:
                    report_arrival(berkas, ref, settings.kabupaten)
            gagal = False
        except Exception:  # a share that is away for a while must not end the watch
            if not gagal:
                log.exception("kotak masuk tidak dapat diperiksa; dicoba terus")
            gagal = True


def close_interrupted_runs() -> None:
    """Mark flow runs that a stopped or killed service left unfinished as Crashed; for the one runner, as it starts."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    jenis = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
    saring = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=jenis)))
    with get_client(sync_client=True) as client:
        for jalan in client.read_flow_runs(flow_run_filter=saring):
            client.set_flow_run_state(
                jalan.id, Crashed(message="Terputus: layanan berhenti saat jalan ini bekerja"), force=True
            )
