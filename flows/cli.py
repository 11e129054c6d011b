"""The command `lkj`. Parsing only; what each command does is in commands.py, what it shows in screen.py."""

import argparse
import gc
import os
import sys
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from transforms import sipd_period
from transforms.settings import ZONA_WAKTU, SettingsError, load_settings
from transforms.values.periods import parse_periode

# argparse speaks English by itself; the users do not.
_TERJEMAHAN = {
    "usage: ": "pemakaian: ",
    "options": "pilihan",
    "positional arguments": "argumen",
    "show this help message and exit": "tampilkan bantuan ini",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "argumen ini wajib diisi: %s",
    "unrecognized arguments: %s": "argumen tidak dikenal: %s",
    "expected one argument": "perlu satu nilai",
    "argument %(argument_name)s: %(message)s": "argumen %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "pilihan %(value)r tidak ada (yang ada: %(choices)s)",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak sesuai",
}
argparse._ = lambda teks: _TERJEMAHAN.get(teks, teks)

TIDAK_ADA_YANG_DIKERJAKAN = 2


def periode(teks: str) -> str:
    """A period such as 2023-TW2, as argparse wants it."""
    try:
        parse_periode(teks)
    except ValueError as galat:
        raise argparse.ArgumentTypeError(f"{galat}") from None
    return teks


def bulan(teks: str) -> str:
    """A month such as 2023-06, as argparse wants it."""
    try:
        sipd_period.parse_bulan(teks)
    except ValueError as galat:
        raise argparse.ArgumentTypeError(f"{galat}") from None
    return teks


def alasan(teks: str) -> str:
    """A reason that says something, as argparse wants it."""
    if not teks.strip():
        raise argparse.ArgumentTypeError("tulis alasannya")
    return teks.strip()


def tanggal(teks: str) -> date:
    """A date such as 2023-07-15, as argparse wants it."""
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tanggal; contoh: 2023-07-15") from None


def saat(teks: str) -> datetime:
    """A date (taken as noon) or a date with time, in Asia/Jakarta."""
    try:
        nilai = datetime.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tanggal; contoh: 2023-07-21") from None
    if len(teks) == 10:
        nilai = datetime.combine(nilai, time(12))
    return nilai if nilai.tzinfo else nilai.replace(tzinfo=ZoneInfo(ZONA_WAKTU))


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    p = argparse.ArgumentParser(
        prog="lkj", description="Konsolidasi laporan kinerja (LKj) triwulanan kecamatan.",
        epilog="Kode keluar: 0 semua diterima; 1 selesai, ada penolakan atau catatan yang perlu ditindaklanjuti; "
        "2 tidak ada yang dikerjakan.",
    )
    p.add_argument("--data", type=Path, help="folder data (bawaan: LKJ_DATA, atau ./data)")
    sub = p.add_subparsers(dest="perintah", required=True, metavar="PERINTAH")

    def add(nama: str, bantuan: str) -> argparse.ArgumentParser:
        return sub.add_parser(nama, help=bantuan, description=bantuan)

    add("contoh", "jalankan contoh bawaan: LKj nyata Rowokangkung dan buku kerja sintetis")

    j = add("jalankan", "konsolidasikan satu periode: terima, baca, hitung, periksa mutu, terbitkan, laporkan")
    j.add_argument("--periode", type=periode, required=True, help="misalnya 2023-TW2")
    j.add_argument("--tunggu", type=float, default=0, metavar="DETIK", help="tunggu bila jalan lain sedang bekerja")
    j.add_argument("--ulang", action="store_true", help="hitung dan tulis laporan lagi walau tidak ada perubahan")
    j.add_argument("--per", type=tanggal, metavar="TANGGAL",
                   help="hanya tulis angka yang berlaku pada akhir tanggal itu, ke terbit/per/TANGGAL")
    j.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    k = add("periksa", "periksa satu berkas tanpa memuatnya")
    k.add_argument("berkas", type=Path)
    k.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    s = add("status", "keadaan: periode, kelengkapan, kiriman, jalan terakhir")
    s.add_argument("--periode", type=periode, help="rincian kiriman satu periode")
    s.add_argument("--alias", action="store_true",
                   help="nama yang belum ada di daftar alias, dengan usul, dan entri alias yang tidak terpakai")
    s.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    t = add("terima", "terima berkas: arsipkan dan catat; dibaca pada jalan berikutnya")
    t.add_argument("berkas", type=Path, nargs="+")
    t.add_argument("--jenis", choices=sipd_period.JENIS, help="untuk ekspor SIPD")
    t.add_argument("--periode", type=bulan, metavar="BULAN", help="bulan ekspor SIPD, misalnya 2023-06")
    t.add_argument("--diterima-pada", type=saat, metavar="TANGGAL", help="saat diterima (bawaan: sekarang)")

    g = add("pengingat", "siapa yang belum mengirim, sebagai teks siap tempel ke WhatsApp")
    g.add_argument("--periode", type=periode, required=True, help="misalnya 2023-TW2")

    m = add("templat", "buat templat pengisian untuk setiap kecamatan")
    m.add_argument("--periode", type=periode, required=True)
    m.add_argument("--ke", type=Path, help="folder tujuan (bawaan: terbit/templat/PERIODE)")

    a = add("akui", "akui catatan sebuah kiriman, dengan alasan")
    a.add_argument("kiriman", help="nomor kiriman, misalnya K000012")
    a.add_argument("kode", help="kode temuan, misalnya SISA_TIDAK_COCOK")
    a.add_argument("--alasan", type=alasan, required=True)

    for nama, bantuan in (("tutup", "tutup periode: angkanya menjadi final"), ("buka", "buka lagi periode tertutup")):
        b = add(nama, bantuan)
        b.add_argument("periode", type=periode)
        b.add_argument("--alasan", required=nama == "buka", default="", type=alasan if nama == "buka" else str)

    q = add("kueri", "tanya basis data terbit dengan SQL, hanya baca")
    q.add_argument("sql", nargs="?", help="satu perintah SQL; tanpa ini: baca dari layar")

    add("layani", "layanan tetap: server Prefect, jadwal, dan pemantauan kotak masuk")
    add("bangun-ulang", "bangun ulang basis data dari arsip dan buku")
    return p


def main(argv: list[str] | None = None) -> int:
    """Run `lkj`; returns the exit code."""
    from flows import commands

    gc.set_threshold(50_000, 20, 100)  # short processes that keep what they allocate: collecting less often pays
    _speak_everywhere()
    pilihan = build_parser().parse_args(argv)
    try:
        settings = load_settings(pilihan.data)
        return getattr(commands, pilihan.perintah.replace("-", "_"))(pilihan, settings)
    except (SettingsError, commands.UsageError) as galat:
        print(f"lkj: {galat}", file=sys.stderr)
    except BrokenPipeError:  # the reader of our output left, e.g. `lkj status | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("\nlkj: dihentikan; yang sudah diterima tetap tersimpan.", file=sys.stderr)
    except Exception as galat:
        from flows import errors

        if (kalimat := errors.explain(galat)) is None:
            raise
        print(f"lkj: {kalimat}", file=sys.stderr)
    return TIDAK_ADA_YANG_DIKERJAKAN


def _speak_everywhere() -> None:
    """A terminal or pipe whose character set lacks '–' or '→' must not end a run: UTF-8 into files, else '?'."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            baku = aliran.isatty() or "PYTHONIOENCODING" in os.environ
            aliran.reconfigure(encoding=None if baku else "utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
