"""Who has not sent a report yet: the list, and a text to paste into a chat."""

from datetime import date

from transforms import database, ledger, publish, storage
from transforms.referensi import load_referensi
from transforms.settings import Settings
from transforms.values.periods import BULAN, format_periode, format_triwulan, tenggat

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def find_missing(settings: Settings, tahun: int, triwulan: int) -> dict[str, list[str]]:
    """Names of the kecamatan that have sent nothing ('belum') or only a rejected file ('ditolak'), in order of code."""
    status = _statuses(settings, tahun, triwulan)
    hasil: dict[str, list[str]] = {"belum": [], "ditolak": []}
    for kode, k in sorted(load_referensi(settings.referensi).kecamatan.items()):
        match status.get(kode, "BELUM_ADA"):
            case "BELUM_ADA":
                hasil["belum"].append(k["kecamatan"])
            case "DITOLAK":
                hasil["ditolak"].append(k["kecamatan"])
    return hasil


def _statuses(settings: Settings, tahun: int, triwulan: int) -> dict[str, str]:
    """kode_kecamatan → status in the published database; empty before the first publication."""
    terbit = publish.current_path(settings)
    if not terbit:
        return {}
    with database.open_published(terbit) as con:
        return {r["kode_kecamatan"]: r["status"]
                for r in database.rows(con, "kepatuhan", tahun=tahun, triwulan=triwulan)}


def reminder_text(settings: Settings, tahun: int, triwulan: int, hari: date) -> str:
    """The reminder as a chat message (asterisks make it bold there), as of the day `hari`."""
    ref = load_referensi(settings.referensi)
    batas = tenggat(tahun, triwulan, ref)
    judul = f"LKj Triwulan {format_triwulan(triwulan)} Tahun {tahun}"
    kurang = find_missing(settings, tahun, triwulan)
    if not any(kurang.values()):
        return f"*{judul}*\n\nSeluruh {len(ref.kecamatan)} kecamatan sudah mengirim. Terima kasih.\n"
    baris = [
        f"*Pengingat {judul}*", "",
        f"Batas penyampaian: {HARI[batas.weekday()]}, {batas.day} {BULAN[batas.month]} {batas.year} "
        f"({_remaining((batas - hari).days)}).",
    ]
    for kunci, ucapan in (("belum", "Belum kami terima"), ("ditolak", "Perlu diperbaiki dan dikirim lagi")):
        if kurang[kunci]:
            baris += ["", f"{ucapan} ({len(kurang[kunci])} dari {len(ref.kecamatan)} kecamatan):"]
            baris += [f"{n}. {nama}" for n, nama in enumerate(kurang[kunci], 1)]
    return "\n".join([*baris, "", f"Terima kasih.\n{settings.instansi}"]) + "\n"


def _remaining(hari: int) -> str:
    if hari > 0:
        return f"{hari} hari lagi"
    return f"sudah lewat {-hari} hari" if hari < 0 else "hari ini"


def write_reminder(settings: Settings, tahun: int, triwulan: int, hari: date | None = None) -> tuple[str, str]:
    """Write the reminder to terbit/pengingat/PERIODE.txt; returns (the file's path, the text)."""
    teks = reminder_text(settings, tahun, triwulan, hari or ledger.now().date())
    berkas = settings.terbit / "pengingat" / f"{format_periode(tahun, triwulan)}.txt"
    storage.write_atomic(berkas, teks.encode())
    return str(berkas), teks
