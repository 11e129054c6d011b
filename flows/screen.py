"""What `lkj` shows: tables in colour and progress on a terminal, plain lines elsewhere. The only module that prints."""

import contextlib
import sys
from collections.abc import Iterator
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from transforms.reports.wording import cell_place, short_message

WARNA = {
    "DITERIMA": "green", "DITERIMA_DENGAN_CATATAN": "yellow", "DITOLAK": "red", "DUPLIKAT": "cyan",
    "MENUNGGU": "magenta", "BELUM_ADA": "red", "galat": "red", "peringatan": "yellow", "info": "cyan",
}
UCAPAN = {
    "DITERIMA": "diterima", "DITERIMA_DENGAN_CATATAN": "diterima dengan catatan", "DITOLAK": "ditolak",
    "DUPLIKAT": "sama dengan kiriman sebelumnya", "MENUNGGU": "menunggu (periode sudah ditutup)",
    "BELUM_ADA": "belum mengirim",
}
RINGKAS = box.SIMPLE_HEAD  # fits 80 columns
_layar = Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def say(teks: str, galat: bool = False) -> None:
    """One line of text, literally."""
    if galat:
        Console(stderr=True, highlight=False).print(escape(teks), style="red")
    else:
        _layar.print(escape(teks), soft_wrap=True)


def number(nilai, desimal: int = 0) -> str:
    """A number in Indonesian style; None is a dash."""
    if nilai is None:
        return "–"
    return f"{Decimal(nilai):,.{desimal}f}".translate(str.maketrans(",.", ".,"))


def coloured(kunci: str) -> str:
    """A status or tingkat in its words and colour."""
    return f"[{WARNA.get(kunci, 'white')}]{UCAPAN.get(kunci, kunci)}[/]"


@contextlib.contextmanager
def progress() -> Iterator:
    """Yields a listener for the pipeline: one bar on a terminal, nothing elsewhere."""
    if not sys.stdout.isatty():
        yield lambda langkah, selesai=0, total=0: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), transient=True) as bar:
        tugas = bar.add_task("terima", total=None)
        yield lambda langkah, selesai=0, total=0: bar.update(
            tugas, description=langkah, completed=selesai, total=total or None
        )


def show_outcome(keluaran: dict, settings) -> None:
    """The result of a run: what was received, what needs action, the regency's figures, the files written."""
    for catatan in keluaran["catatan"]:
        _layar.print(f"[yellow]![/] {escape(catatan)}")
    if keluaran["mutu_gagal"]:
        _layar.print("[red]Tidak diterbitkan:[/] pemeriksaan mutu gagal; basis data terbit yang lama tetap berlaku.")
        for nama in keluaran["mutu_gagal"]:
            _layar.print(f"  • {escape(nama)}")
        return
    _show_received(keluaran["kiriman"])
    if not keluaran["berubah"]:
        _layar.print("Tidak ada perubahan sejak penerbitan terakhir.")
    if r := keluaran["ringkasan"]:
        _show_summary(r, keluaran, settings)
    for berkas in keluaran["laporan"]:
        _layar.print(f"  [blue]{escape(_short(berkas))}[/]", soft_wrap=True)
    if keluaran["terbit"]:
        _layar.print(f"  [blue]{escape(_short(keluaran['terbit']))}[/]", soft_wrap=True)
    waktu = ", ".join(f"{nama} {number(detik, 1)}" for nama, detik in keluaran["waktu"].items() if detik >= 0.05)
    _layar.print(f"[dim]Waktu (detik): {waktu or 'kurang dari 0,1'}[/]")


def _show_received(kiriman: list[dict]) -> None:
    if not kiriman:
        return
    jumlah: dict[str, int] = {}
    for k in kiriman:
        jumlah[k["status"]] = jumlah.get(k["status"], 0) + 1
    _layar.print(f"{len(kiriman)} berkas dibaca: " + ", ".join(f"{n} {coloured(s)}" for s, n in jumlah.items()))
    for k in kiriman:
        if k["status"] in ("DITOLAK", "MENUNGGU"):
            _layar.print(f"  {coloured(k['status'])} {escape(k['nama_berkas'])}: {escape(k['alasan'] or '')}"
                         f" (tanda terima {k['kiriman_id']})", soft_wrap=True)
        elif d := k["dampak"]:
            _layar.print(
                f"  {escape(k['kecamatan'])} TW {k['triwulan']} {k['tahun']}: versi {k['versi']} menggantikan "
                f"{d['menggantikan']}, {d['sel_berubah']} sel berubah; {_effect(d)}", soft_wrap=True)


def _effect(d: dict) -> str:
    """What a resubmission did to the kecamatan's rates: a row of perubahan_dampak in a few words."""
    return ", ".join(
        f"{nama} {number(d[f'{kolom}_sebelum'], 2)} → {number(d[f'{kolom}_sesudah'], 2)} %"
        for nama, kolom in (("serapan", "serapan"), ("rata-rata capaian", "capaian"))
    )


def _show_summary(r: dict, keluaran: dict, settings) -> None:
    t = Table(title=f"Kabupaten {settings.kabupaten} · {keluaran['periode']} ({r['status_data']})",
              show_header=False, title_justify="left", title_style="bold")
    t.add_row("Kelengkapan", r["kelengkapan"])
    if keluaran["belum"]:
        t.add_row("Belum ada", escape(", ".join(keluaran["belum"])))
    t.add_row("Terlambat", escape(", ".join(keluaran["terlambat"]) or "–"))
    t.add_row("Plafon (Rp)", number(r["plafon_dihitung"]))
    t.add_row("Realisasi (Rp)", number(r["realisasi_dihitung"]))
    t.add_row("Serapan", f"{number(r['serapan_persen'], 2)} % (menurut laporan kecamatan "
                         f"{number(r['serapan_dilaporkan_persen'], 2)} %)")
    t.add_row("Rata-rata capaian", f"{number(r['rata_capaian'], 2)} % ({r['kategori'] or '–'})")
    t.add_row("Temuan", number(r["jumlah_temuan"]))
    _layar.print(t)


def _short(berkas) -> str:
    """A path relative to the working folder where it lies below it."""
    from pathlib import Path

    berkas = Path(berkas)
    return str(berkas.relative_to(Path.cwd())) if berkas.is_relative_to(Path.cwd()) else str(berkas)


def show_check(hasil: dict, nama: str) -> None:
    """Verdict, identity, tables and findings of one checked file."""
    i = hasil["identitas"]
    _layar.print(f"[bold]{escape(nama)}[/]: {coloured(hasil['status'])}")
    if i.get("kecamatan"):
        _layar.print(f"Kecamatan {escape(i['kecamatan'])} ({i['kode_kecamatan']}), triwulan {i['triwulan']} "
                     f"tahun {i['tahun']}, tanggal laporan {i['tanggal_laporan'] or '–'}"
                     + (" [magenta](data sintetis)[/]" if i.get("sintetis") else ""))
    if hasil["letak"]:
        t = Table("Tabel", "Lembar", Column("Mulai", no_wrap=True), "Baris", box=RINGKAS)
        for x in hasil["letak"]:
            t.add_row(x["tabel"].replace("_", " "), escape(x["lembar"]), x["sel"], str(x["jumlah_baris"]))
        _layar.print(t)
    if not hasil["temuan"]:
        _layar.print("[green]Tidak ada temuan.[/]")
        return
    _layar.print(f"{len(hasil['temuan'])} temuan:")
    for x in hasil["temuan"]:
        tempat = escape(cell_place(x.get("lembar"), x.get("sel")))
        _layar.print(f"  [{WARNA[x['tingkat']]}]{x['tingkat']}[/] {x['kode_temuan']}  {tempat}", soft_wrap=True)
        _layar.print(f"      {escape(short_message(x))}", soft_wrap=True)


def show_status(keadaan: dict) -> None:
    """Periods, one period's kecamatan, and the last runs."""
    if keadaan["periode"]:
        t = Table("Periode", "Kelengkapan", "Serapan %", "Capaian %", "Kategori", "Data", "Temuan", box=RINGKAS)
        for r in keadaan["periode"]:
            t.add_row(f"{r['tahun']}-TW{r['triwulan']}", r["kelengkapan"], number(r["serapan_persen"], 2),
                      number(r["rata_capaian"], 2), r["kategori"] or "–", r["status_data"], str(r["jumlah_temuan"]))
        _layar.print(t)
    else:
        _layar.print("Belum ada yang diterbitkan.")
    if keadaan["kepatuhan"]:
        t = Table("Kecamatan", "Status", "Versi", "Diterima", "Hari terlambat", box=RINGKAS)
        for r in keadaan["kepatuhan"]:
            t.add_row(r["kecamatan"], coloured(r["status"]), str(r["versi"] or "–"), str(r["tanggal"] or "–"),
                      str(r["hari_terlambat"] if r["hari_terlambat"] is not None else "–"))
        _layar.print(t)
    for d in keadaan["perubahan"]:
        _layar.print(f"{escape(d['kecamatan'])}: {d['kiriman_id']} menggantikan {d['menggantikan']}, "
                     f"{d['sel_berubah']} sel berubah; {_effect(d)}", soft_wrap=True)
    show_names(keadaan["nama"])
    for j in keadaan["jalan"]:
        hasil = j["hasil"] or "sedang berjalan"
        _layar.print(f"[dim]jalan {j['nomor']}: {j['mulai']} {escape(j['alasan'])} → {hasil}[/]")


def show_names(nama: list[dict]) -> None:
    """Names without an alias entry, with what they may mean, and entries that no file needs."""
    belum = [n for n in nama if n["jumlah_kiriman"]]
    if belum:
        t = Table(Column("Nama tertulis", ratio=4), Column("Usul", ratio=4), "Mirip %", "Kiriman",
                  Column("Terakhir di", ratio=3), box=RINGKAS, title="Belum ada di daftar alias", title_justify="left")
        for n in belum:
            usul = f"{n['usul']} ({n['usul_id']})" if n["usul"] else "–"
            t.add_row(escape(n["teks"]), escape(usul), str(n["skor"] if n["skor"] is not None else "–"),
                      str(n["jumlah_kiriman"]), escape(f"{n['nama_berkas']}, {n['tempat']}"))
        _layar.print(t)
    if sisa := [n for n in nama if not n["jumlah_kiriman"]]:
        t = Table("Berkas", Column("Entri yang tidak terpakai", ratio=1), "Menunjuk", box=RINGKAS)
        for n in sisa:
            t.add_row(f"alias_{n['jenis']}.csv", escape(n["teks"]), escape(n["usul_id"]))
        _layar.print(t)


def show_rows(kolom: list[str], baris: list[tuple]) -> None:
    """Rows of a query."""
    t = Table(*[escape(k) for k in kolom])
    for r in baris:
        t.add_row(*[escape("" if v is None else str(v)) for v in r])
    _layar.print(t)
    _layar.print(f"[dim]{len(baris)} baris[/]")


def ask_sql() -> Iterator[str]:
    """SQL statements typed by the user, each ended by a semicolon; ends at end of input or `keluar`."""
    if sys.stdin.isatty():
        _layar.print("SQL hanya-baca; akhiri dengan titik koma. Daftar tabel: SHOW TABLES;  Selesai: keluar")
    isi = ""
    while True:
        try:
            isi += input("lkj> " if sys.stdin.isatty() and not isi else "") + "\n"
        except EOFError:
            if isi.strip():
                yield isi
            return
        if isi.strip().lower() in ("keluar", "keluar;", "exit", "quit"):
            return
        if isi.rstrip().endswith(";"):
            yield isi
            isi = ""
