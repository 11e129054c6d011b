"""What each command of `lkj` does. Every function takes (parsed options, settings) and returns the exit code."""

import json
import os
from datetime import datetime
from pathlib import Path

from flows import screen
from transforms import ledger, publish, storage
from transforms.database import jsonable, open_published, rows
from transforms.settings import CONTOH, Settings
from transforms.values.periods import parse_periode

BERES, PERLU_TINDAKAN, TIDAK_ADA = 0, 1, 2


class UsageError(Exception):
    """Nothing was done; the message (Indonesian) says why and what to do."""


def example_manifest() -> list[dict]:
    """The bundled example's files in order of receipt: berkas, diterima_pada, and what is expected of them."""
    return json.loads((CONTOH / "manifes.json").read_text(encoding="utf-8"))["kiriman"]


def declared(kiriman: dict) -> dict:
    """What is declared when a file of the example is received: kind and month of SIPD exports."""
    jenis = kiriman.get("jenis", "lkj")
    return {"jenis": jenis, "periode": kiriman["periode"]} if jenis.startswith("sipd") else {}


def contoh(pilihan, settings: Settings) -> int:
    """`lkj contoh`: receive the bundled example as its manifest says, and consolidate it."""
    manifes = example_manifest()
    sha_contoh = {storage.sha256_file(CONTOH / k["berkas"]) for k in manifes}
    with ledger.open_ledger(settings) as buku:
        ada = {e["sha256"] for e in ledger.events(buku, "diterima")}
        if ada - sha_contoh:
            raise UsageError(
                f"folder {settings.data} berisi kiriman sungguhan; jalankan contoh di folder lain: "
                "lkj --data FOLDER contoh"
            )
        from transforms import receive

        for k in manifes:
            berkas = CONTOH / k["berkas"]
            if storage.sha256_file(berkas) not in ada:
                receive.receive_files(
                    settings, buku, [berkas], datetime.fromisoformat(k["diterima_pada"]), **declared(k)
                )
    screen.say(f"Contoh bawaan: {len(manifes)} berkas (LKj nyata Rowokangkung TW II 2023; selebihnya data sintetis).")
    _consolidate("2023-TW2", settings)
    return BERES


def jalankan(pilihan, settings: Settings) -> int:
    """`lkj jalankan`: one consolidation. Another run at work is no failure: it takes our inbox along."""
    from flows import pipeline

    if pilihan.per:
        return _as_of(pilihan, settings)
    try:
        if pilihan.json:
            keluaran = pipeline.run(pilihan.periode, settings, tunggu=pilihan.tunggu, ulang=pilihan.ulang)
            screen.say(json.dumps(keluaran, default=jsonable, ensure_ascii=False, indent=2))
            return pipeline.exit_code(keluaran)
        return _consolidate(pilihan.periode, settings, tunggu=pilihan.tunggu, ulang=pilihan.ulang)
    except storage.LockedError as galat:
        screen.say(f"Konsolidasi lain {galat}; kotak masuk ikut dikerjakan olehnya. Tidak ada yang diubah.")
        return BERES


def _as_of(pilihan, settings: Settings) -> int:
    from transforms import as_of

    try:
        with screen.progress() as kabar:
            hasil = as_of.write_as_of(settings, pilihan.per, *parse_periode(pilihan.periode), kabar)
    except as_of.NothingThereError as galat:
        raise UsageError(str(galat)) from None
    if pilihan.json:
        screen.say(json.dumps(hasil, default=jsonable, ensure_ascii=False, indent=2))
    else:
        screen.say(f"Keadaan pada akhir {pilihan.per}: {hasil['kiriman']} kiriman. Terbitan sekarang tidak diubah.")
        for berkas in (*hasil["laporan"], hasil["berkas"]):
            screen.say(f"  {berkas}")
        for nama in hasil["mutu_gagal"]:
            screen.say(f"  Periksa mutu gagal: {nama}", galat=True)
    return PERLU_TINDAKAN if hasil["mutu_gagal"] else BERES


def _consolidate(periode: str | None, settings: Settings, **lain) -> int:
    from flows import pipeline

    with screen.progress() as kabar:
        keluaran = pipeline.run(periode, settings, kabar=kabar, **lain)
    screen.show_outcome(keluaran, settings)
    return pipeline.exit_code(keluaran)


def periksa(pilihan, settings: Settings) -> int:
    """`lkj periksa`: verdict, identity, tables and findings of one file; nothing is loaded."""
    from transforms import check

    if not pilihan.berkas.is_file():
        raise UsageError(f"berkas tidak ada: {pilihan.berkas}")
    hasil = check.check_file(pilihan.berkas, settings)
    if pilihan.json:
        screen.say(json.dumps(hasil, default=jsonable, ensure_ascii=False, indent=2))
    else:
        screen.show_check(hasil, pilihan.berkas.name)
    return BERES if hasil["status"] == "DITERIMA" else PERLU_TINDAKAN


def status(pilihan, settings: Settings) -> int:
    """`lkj status`: periods, their completeness, and the last runs; with --periode every kecamatan."""
    with ledger.open_ledger(settings) as buku:
        jalan = ledger.runs(buku, 5)
    keadaan = {"periode": [], "kepatuhan": [], "nama": [], "perubahan": [], "jalan": jalan, "terbit": None}
    if terbit := publish.current_path(settings):
        with open_published(terbit) as con:
            keadaan["terbit"] = str(terbit)
            keadaan["periode"] = rows(con, "konsolidasi_kabupaten", urut="tahun, triwulan")
            if pilihan.alias:
                keadaan["nama"] = rows(con, "pemetaan_nama", urut="jenis, keadaan DESC, teks")
            if pilihan.periode:
                tahun, triwulan = parse_periode(pilihan.periode)
                keadaan["kepatuhan"] = rows(con, "kepatuhan", urut="kode_kecamatan", tahun=tahun, triwulan=triwulan)
                keadaan["perubahan"] = rows(con, "perubahan_dampak", urut="kiriman_id", tahun=tahun, triwulan=triwulan)
    if pilihan.json:
        screen.say(json.dumps(keadaan, default=jsonable, ensure_ascii=False, indent=2))
    else:
        screen.show_status(keadaan)
    return BERES


def terima(pilihan, settings: Settings) -> int:
    """`lkj terima`: archive and record files; the next run reads them."""
    from flows import pipeline

    if hilang := [str(b) for b in pilihan.berkas if not b.is_file()]:
        raise UsageError("berkas tidak ada: " + ", ".join(hilang))
    if pilihan.jenis == "sipd-lra" and not pilihan.periode:
        raise UsageError("ekspor LRA SIPD tidak mencetak bulannya; tambahkan --periode, misalnya --periode 2023-06")
    for berkas in pilihan.berkas:
        entri = pipeline.receive_file(
            berkas, settings, pilihan.diterima_pada, pilihan.jenis, pilihan.periode
        )
        screen.say(
            f"Diterima {ledger.kiriman_id(entri['nomor'])}  {entri['nama_berkas']}  {entri['diterima_pada']}"
            f"  sha256 {entri['sha256'][:12]}…"
        )
    screen.say("Dibaca pada jalan berikutnya: lkj jalankan --periode …")
    return BERES


def pengingat(pilihan, settings: Settings) -> int:
    """`lkj pengingat`: print who has not sent yet, as a chat message, and keep it as a file; nothing is sent."""
    from transforms.reports import reminder

    _, teks = reminder.write_reminder(settings, *parse_periode(pilihan.periode))
    screen.say(teks)
    return BERES


def templat(pilihan, settings: Settings) -> int:
    """`lkj templat`: one workbook to fill in for every kecamatan."""
    from transforms.reports import template

    folder = pilihan.ke or settings.terbit / "templat" / pilihan.periode
    berkas = template.write_templates(settings, *parse_periode(pilihan.periode), folder)
    screen.say(f"{len(berkas)} templat ditulis ke {folder}")
    return BERES


def akui(pilihan, settings: Settings) -> int:
    """`lkj akui`: acknowledge a note of a kiriman; the next run shows it so."""
    terbit = _need_published(settings)
    nomor, kode = pilihan.kiriman.upper(), pilihan.kode.upper()
    with open_published(terbit) as con:
        if not rows(con, "kiriman", kiriman_id=nomor):
            raise UsageError(f"kiriman {nomor} tidak dikenal; nomornya ada di tanda terima, misalnya K000012")
        tingkat = {t["kode_temuan"]: t["tingkat"] for t in rows(con, "temuan", urut="kode_temuan", kiriman_id=nomor)}
    if kode not in tingkat:
        dapat = ", ".join(k for k, t in tingkat.items() if t == "peringatan")
        raise UsageError(f"kiriman {nomor} tidak mempunyai temuan {kode}; yang dapat diakui: {dapat or 'tidak ada'}")
    if tingkat[kode] == "galat":
        raise UsageError(f"{kode} adalah galat dan tidak dapat diakui; minta kecamatan memperbaikinya")
    _record(settings, "akui", {"kiriman_id": nomor, "kode_temuan": kode}, pilihan.alasan)
    screen.say(f"Catatan {kode} pada {nomor} diakui; berlaku pada jalan berikutnya.")
    return BERES


def tutup(pilihan, settings: Settings) -> int:
    """`lkj tutup`: the period becomes final; later files for it wait."""
    return _close("tutup", pilihan, settings)


def buka(pilihan, settings: Settings) -> int:
    """`lkj buka`: reopen a closed period, with a reason."""
    return _close("buka", pilihan, settings)


def _close(jenis: str, pilihan, settings: Settings) -> int:
    tahun, triwulan = parse_periode(pilihan.periode)
    with ledger.open_ledger(settings) as buku:
        riwayat = [e["jenis"] for e in ledger.events(buku, "tutup", "buka")
                   if (e["tahun"], e["triwulan"]) == (tahun, triwulan)]
    if (riwayat[-1:] or ["buka"]) == [jenis]:
        raise UsageError(f"periode {pilihan.periode} memang sudah {'tertutup' if jenis == 'tutup' else 'terbuka'}")
    _record(settings, jenis, {"tahun": tahun, "triwulan": triwulan}, pilihan.alasan)
    screen.say(f"Periode {pilihan.periode} di{jenis}.")
    return _consolidate(pilihan.periode, settings, tunggu=60)


def _record(settings: Settings, jenis: str, isi: dict, alasan: str) -> None:
    oleh = os.environ.get("LKJ_PETUGAS") or os.environ.get("USER") or os.environ.get("USERNAME") or "tidak diketahui"
    pada = ledger.now().isoformat(timespec="seconds")
    with ledger.open_ledger(settings) as buku:
        ledger.append(buku, jenis, [isi | {"alasan": alasan, "oleh": oleh, "pada": pada}])


def kueri(pilihan, settings: Settings) -> int:
    """`lkj kueri`: a read-only SQL shell on the published database, without access to files or network."""
    import duckdb

    with open_published(_need_published(settings)) as con:
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        for perintah in [pilihan.sql] if pilihan.sql else screen.ask_sql():
            try:
                hasil = con.execute(perintah)
                screen.show_rows([k[0] for k in hasil.description or []], hasil.fetchall())
            except duckdb.Error as galat:
                screen.say(f"SQL ditolak: {galat}", galat=True)
                if pilihan.sql:
                    return TIDAK_ADA
    return BERES


def layani(pilihan, settings: Settings) -> int:
    """`lkj layani`: Prefect server, schedules and inbox watch, until stopped."""
    from flows import deploy

    return deploy.serve_office(settings, screen.say)


def bangun_ulang(pilihan, settings: Settings) -> int:
    """`lkj bangun-ulang`: read the whole archive again, as the ledger says, and make everything else from it.

    What is published stays in use until the new publication takes its place.
    """
    if not ledger.path(settings).exists():
        raise UsageError(f"tidak ada buku di {settings.arsip}; tidak ada yang dapat dibangun ulang")
    with ledger.open_ledger(settings) as buku:
        if not ledger.last_number(buku):
            raise UsageError(f"buku di {settings.arsip} kosong; tidak ada yang dapat dibangun ulang")
    return _consolidate(None, settings, tunggu=60, ulang=True, dari_awal=True)


def _need_published(settings: Settings) -> Path:
    terbit = publish.current_path(settings)
    if not terbit:
        raise UsageError(f"belum ada basis data terbit di {settings.terbit}; jalankan dahulu: lkj jalankan --periode …")
    return terbit


