"""The sequence of a consolidation, written once, in plain Python.

`run` is called directly by the command line, and by the Prefect flow with a `run_step` that turns each step into
a task. The order: receive → read → load → derive → gate → publish → report.
"""

import time
from collections.abc import Callable
from pathlib import Path

from transforms import database, incremental, intake, ledger, publish, quality, receive, shared, storage, warehouse
from transforms.reports import bundle
from transforms.settings import Settings
from transforms.values.periods import format_periode, parse_periode

KELOMPOK = 256  # workbooks per reading step: bounds the rows in memory and the number of tasks


def call(nama: str, fn: Callable, **_):
    """Run a step at once: what `run` uses without Prefect."""
    return fn()


def silent(langkah: str, selesai: int = 0, total: int = 0) -> None:
    """A progress listener that says nothing."""


def run(
    periode: str | None,
    settings: Settings,
    run_step: Callable = call,
    kabar: Callable = silent,
    tunggu: float = 0,
    tenang: float = receive.TENANG,
    ulang: bool = False,
    baca_ulang: str | None = None,
    tahan: Callable | None = None,
    dari_awal: bool = False,
    baca_jauh: Callable | None = None,
) -> dict:
    """Consolidate: everything pending in inbox and ledger, then the reports of every period that changed.

    The outcome tells of `periode` ('2023-TW2'); None: of the newest one published.

    `run_step(nama, fn)` runs one step; `kabar(langkah, selesai, total)` hears the progress; `tunggu` is how many
    seconds to wait for another run; `ulang` derives and reports even when nothing changed; `baca_ulang` is a
    kode_kecamatan whose archived files of the period are read again; `tahan(con)` sees the derived tables before
    publication and withholds it by returning reasons; `dari_awal` forgets the warehouse and reads the whole archive
    again; `baca_jauh(settings, batches, folder)` has several batches read elsewhere and gives the folders of their
    Parquet files (transforms/shared.py).
    Returns the outcome: periode, diterima (ledger entries of this run), kiriman (rows of table kiriman that this
    run read), catatan (notices), berubah, terbit (path or None), mutu_gagal (names of failed critical
    expectations), ditahan (reasons of `tahan`), laporan (paths), ringkasan (row of konsolidasi_kabupaten or None),
    perlu_tindakan (bool), waktu (seconds per step). Raises LockedError while another run works, ValueError for a
    malformed period, SpaceError when the disk is too full to begin.
    """
    kunci = parse_periode(periode) if periode else None
    waktu: dict[str, float] = {}

    def step(nama: str, fn: Callable, **pilihan):
        mulai = time.perf_counter()
        hasil = run_step(nama, fn, **pilihan)
        waktu[nama.split(" ")[0]] = waktu.get(nama.split(" ")[0], 0) + time.perf_counter() - mulai
        return hasil

    with storage.exclusive(settings.gudang, tunggu), ledger.open_ledger(settings) as buku:
        _prepare(settings, dari_awal)
        alasan = f"konsolidasi {periode or 'ulang dari arsip'}"
        alasan += f", baca ulang {baca_ulang}" if baca_ulang else ", hitung ulang" if ulang and periode else ""
        nomor_jalan = ledger.start_run(buku, alasan)
        hasil = "GAGAL"
        try:
            masuk = step("terima", lambda: receive.receive_inbox(settings, buku, tenang))
            with warehouse.session(settings) as con:
                if ulang:
                    incremental.forget(con)
                    quality.warm_up()
                lagi = _loaded_entries(con, buku, baca_ulang, *kunci) if baca_ulang else []
                baru = _read_pending(con, buku, settings, step, kabar, lagi, baca_jauh)
                ledger.explain_run(buku, nomor_jalan, alasan + _named(baru))
                keluaran = _derive_and_publish(con, buku, settings, step, kabar, bool(baru) or ulang, tahan)
            keluaran["catatan"] = masuk.catatan + keluaran["catatan"]
            keluaran |= {"periode": periode, "diterima": masuk.diterima, "waktu": waktu}
            if keluaran["mutu_gagal"] or keluaran["ditahan"]:
                hasil = "MUTU_GAGAL" if keluaran["mutu_gagal"] else "DITAHAN"
                return keluaran | {"laporan": [], "ringkasan": None, "kiriman": [], "perlu_tindakan": True}
            kunci = kunci or bundle.newest_period(settings)
            keluaran["periode"] = format_periode(*kunci)
            keluaran["laporan"], tertunda = step(
                "laporan", lambda: bundle.write_reports(settings, *kunci, paksa=ulang, kabar=kabar)
            )
            keluaran["catatan"] += tertunda
            keluaran |= bundle.summary(settings, *kunci, baru)
            keluaran["perlu_tindakan"] |= bool(tertunda or publish.stale_name(settings))
            hasil = "SELESAI"
            return keluaran
        finally:
            ledger.end_run(buku, nomor_jalan, hasil)


def _prepare(settings: Settings, dari_awal: bool) -> None:
    """Clear away what a killed run left, and make sure that this one has room: the new files beside the old ones."""
    folder = [settings.arsip, settings.gudang, settings.terbit]
    for f in folder:
        f.mkdir(parents=True, exist_ok=True)
        storage.clean_temporary(f)
    gudang, terbit = database.warehouse_path(settings), publish.current_path(settings)
    database.remove_spill(gudang)
    besar = sum(p.stat().st_size for p in (gudang, terbit) if p and p.exists())
    storage.require_space(folder, storage.RUANG_MIN + 3 * besar)
    if dari_awal:
        database.remove(gudang)


def _loaded_entries(con, buku, kode_kecamatan: str, tahun: int, triwulan: int) -> list[dict]:
    """Ledger entries of a kecamatan × triwulan that the warehouse holds already."""
    baris = database.rows(con, "penerimaan", kode_kecamatan=kode_kecamatan, tahun=tahun, triwulan=triwulan)
    nomor = {r["nomor"] for r in baris}
    return [e for e in ledger.events(buku, "diterima") if e["nomor"] in nomor]


def _read_pending(con, buku, settings: Settings, step: Callable, kabar: Callable, lagi: list[dict],
                  baca_jauh: Callable | None) -> list[str]:
    """Read and load the entries `lagi` and every one that the warehouse does not hold yet; returns their kiriman_id."""
    antre = lagi + ledger.events(buku, "diterima", setelah=warehouse.last_loaded(con))
    if antre:
        quality.expect_changes(con, len(antre))
    kelompok = {awal: antre[awal : awal + KELOMPOK] for awal in range(0, len(antre), KELOMPOK)}
    if baca_jauh and len(kelompok) > 1:
        tugas = [(k, intake.known_hashes(buku, k)) for k in kelompok.values()]
        folder = baca_jauh(settings, tugas, f"{settings.folder_bersama}/{ledger.last_number(buku)}")
        for (awal, k), f in zip(kelompok.items(), folder, strict=True):
            kabar("baca", awal + len(k), len(antre))
            step(f"muat {awal + 1}-{awal + len(k)}", lambda k=k, f=f: shared.ingest(con, k, f))
    else:
        for awal, k in kelompok.items():
            hasil = step(
                f"baca {awal + 1}-{awal + len(k)}",
                lambda k=k, a=awal: intake.read_entries(
                    settings, k, intake.known_hashes(buku, k), lambda n: kabar("baca", a + n, len(antre))
                ),
                retries=1,
            )
            step(f"muat {awal + 1}-{awal + len(k)}", lambda k=k, h=hasil: intake.load(con, k, h))
            del hasil  # not beside those of the next step
    return [ledger.kiriman_id(e["nomor"]) for e in antre]


def _derive_and_publish(con, buku, settings: Settings, step: Callable, kabar: Callable, berubah: bool,
                        tahan: Callable | None) -> dict:
    """Derive, gate and publish when something changed since the last publication; else say that nothing did."""
    sidik = database.state_fingerprint(settings, ledger.last_number(buku))
    terbit = publish.current_path(settings)
    if not berubah and terbit and database.published_meta(terbit).get("sidik_keadaan") == sidik:
        publish.renew_fixed_name(settings)
        return {"berubah": False, "terbit": publish.current_path(settings), "mutu_gagal": [], "ditahan": [],
                "catatan": publish.stale_name(settings)}
    catatan = ledger.events(buku, "akui", "tutup", "buka")

    def derive():
        warehouse.load_referensi_tables(con, settings.referensi)
        warehouse.load_catatan(
            con, [e for e in catatan if e["jenis"] == "akui"], [e for e in catatan if e["jenis"] != "akui"]
        )
        warehouse.derive(con)
        database.write_meta(con, {"sidik_keadaan": sidik, "nomor_buku": str(ledger.last_number(buku))})

    kabar("turunkan")
    step("turunkan", derive)

    def gate() -> list[dict]:
        mutu = quality.validate(con)
        warehouse.load_mutu(con, mutu)
        return mutu

    kabar("periksa mutu")
    gagal = quality.blocking(step("mutu", gate))
    alasan = tahan(con) if tahan and not gagal else []
    if gagal or alasan:
        catatan_tahan = step("tanda terima", lambda: bundle.write_withheld(con, settings, gagal or alasan))
        return {"berubah": True, "terbit": None, "mutu_gagal": gagal, "ditahan": alasan, "catatan": catatan_tahan}
    kabar("terbitkan")
    hasil = step("terbitkan", lambda: publish.publish(con, settings))
    return {"berubah": True, "terbit": hasil["berkas"], "mutu_gagal": [], "ditahan": [], "catatan": hasil["catatan"]}


def _named(baru: list[str]) -> str:
    """What a run read, for the ledger: '; kiriman K000061, K000062'."""
    if len(baru) > 4:
        return f"; {len(baru)} kiriman {baru[0]}–{baru[-1]}"
    return f"; kiriman {', '.join(baru)}" if baru else "; tidak ada kiriman baru"


def exit_code(keluaran: dict) -> int:
    """0 all accepted, 1 done with rejections or notes that need action (or publication withheld)."""
    return 1 if keluaran["perlu_tindakan"] else 0


def receive_file(
    berkas: Path, settings: Settings, diterima_pada=None, jenis: str | None = None, periode: str | None = None
) -> dict:
    """Archive one file and record it (`lkj terima`); the next run reads it. Returns the ledger entry."""
    with ledger.open_ledger(settings) as buku:
        return receive.receive_files(settings, buku, [berkas], diterima_pada, jenis=jenis, periode=periode)[0]
