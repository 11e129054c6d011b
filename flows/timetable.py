"""When things are due: the triwulan that just ended, and the cron lines that follow from tenggat.csv."""

from datetime import date, timedelta

from transforms.referensi import Referensi
from transforms.values.periods import akhir_triwulan, format_periode, tenggat

JAM_KONSOLIDASI = 7  # on the day after a deadline
JAM_HARIAN = 6  # every day while late files come in
JAM_PENGINGAT = 8
HARI_PELAPORAN = 30  # days after the end of a triwulan in which the daily run looks for late files
HARI_PENGINGAT = (5, 1)  # days before the deadline


def ended_triwulan(hari: date) -> tuple[int, int]:
    """(tahun, triwulan) of the triwulan that had ended last on a day; its last day itself is not after it."""
    triwulan = (hari.month - 1) // 3
    return (hari.year, triwulan) if triwulan else (hari.year - 1, 4)


def ended_periode(hari: date) -> str:
    """The triwulan that had ended last on a day, such as '2023-TW2'."""
    return format_periode(*ended_triwulan(hari))


def consolidation_crons(ref: Referensi, hari: date) -> list[str]:
    """Cron lines (Asia/Jakarta) of the scheduled consolidation, by the deadline rules in force on `hari`:

    the morning after each deadline, and every morning of the days after each triwulan's end.
    """
    setelah = [t + timedelta(days=1) for t in _deadlines(ref, hari)]
    pelaporan = [akhir_triwulan(hari.year, tw) + timedelta(days=n) for tw in (1, 2, 3, 4)
                 for n in range(1, HARI_PELAPORAN + 1)]
    return _crons(JAM_KONSOLIDASI, setelah) + _crons(JAM_HARIAN, pelaporan)


def reminder_crons(ref: Referensi, hari: date) -> list[str]:
    """Cron lines (Asia/Jakarta) of the reminder, a few days before each deadline."""
    return _crons(JAM_PENGINGAT, [t - timedelta(days=n) for t in _deadlines(ref, hari) for n in HARI_PENGINGAT])


def _deadlines(ref: Referensi, hari: date) -> list[date]:
    """Deadlines of the four triwulan that have ended or will end in the year of `hari`."""
    return [tenggat(hari.year, triwulan, ref) for triwulan in (1, 2, 3, 4)]


def _crons(jam: int, tanggal: list[date]) -> list[str]:
    """As few yearly cron lines as name these dates: months with the same days share a line."""
    per_bulan: dict[int, set[int]] = {}
    for t in tanggal:
        per_bulan.setdefault(t.month, set()).add(t.day)
    per_hari: dict[str, list[int]] = {}
    for bulan, hari in sorted(per_bulan.items()):
        per_hari.setdefault(_days(sorted(hari)), []).append(bulan)
    return [f"0 {jam} {hari} {','.join(map(str, bulan))} *" for hari, bulan in per_hari.items()]


def _days(hari: list[int]) -> str:
    if len(hari) > 2 and hari[-1] - hari[0] == len(hari) - 1:
        return f"{hari[0]}-{hari[-1]}"
    return ",".join(map(str, hari))
