"""Workbooks for measuring, in any number: the example's layouts, one report per kecamatan and triwulan.

The reports of one year are written properly; other years are copies in which only the years differ (the titles,
the dates, the column headings), since writing a formatted workbook takes fifty times as long as changing one.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from data.contoh.buat import write_workbook
from data.contoh.buat_model import baca_csv, model
from data.contoh.buat_tata_letak import TATA_LETAK, TATA_LETAK_KECAMATAN

TAHUN_POLA = 2024  # year of the written reports
TAHUN_AWAL = 2002
_TAHUN = re.compile(rb"\b20[12]\d\b")
_UANG = re.compile(rb">(\d{1,3}(?:\.\d{3})*\.\d)(?:00|50)<")


def plan(banyak: int) -> Iterator[tuple[str, int, int]]:
    """(kode_kecamatan, tahun, triwulan) of the first `banyak` reports, in order of time."""
    for n in range(banyak):
        urutan, kecamatan = divmod(n, len(TATA_LETAK_KECAMATAN))
        yield list(TATA_LETAK_KECAMATAN)[kecamatan], TAHUN_AWAL + urutan // 4, urutan % 4 + 1


def received(tahun: int, triwulan: int) -> datetime:
    """When a report arrives: on the tenth day after its triwulan."""
    saat = f"{tahun + triwulan // 4}-{triwulan * 3 % 12 + 1:02}-10T09:00:00+07:00"
    return datetime.fromisoformat(saat)


def write_many(folder: Path, banyak: int, tata_letak: str | None = None) -> list[tuple[Path, datetime]]:
    """Write `banyak` reports below `folder`; returns (path, time of receipt) in order. Existing ones are kept.

    tata_letak: one layout for all; default: every kecamatan its own, .xls and .ods among them.
    """
    nama = {b["kode_kecamatan"]: b["kecamatan"] for b in baca_csv("kecamatan")}
    hasil = []
    for kode, tahun, triwulan in plan(banyak):
        letak = tata_letak or TATA_LETAK_KECAMATAN[kode]
        jenis = TATA_LETAK[letak].jenis
        path = folder / letak / f"LKj {tahun} TW {triwulan} {nama[kode]}.{jenis}"
        if not path.exists():
            _write(path, folder / "pola", kode, tahun, triwulan, letak)
        hasil.append((path, received(tahun, triwulan)))
    return hasil


def _write(path: Path, pola: Path, kode: str, tahun: int, triwulan: int, letak: str) -> None:
    jenis = TATA_LETAK[letak].jenis
    if jenis != "xlsx":
        write_workbook(model(kode, tahun, triwulan), letak, path)
        return
    asal = pola / letak / f"{kode}-{triwulan}.xlsx"
    if not asal.exists():
        write_workbook(model(kode, TAHUN_POLA, triwulan), letak, asal)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(shift_years(asal.read_bytes(), tahun - TAHUN_POLA))


def shift_years(isi: bytes, geser: int) -> bytes:
    """The same .xlsx with every year of its cells moved by `geser` years."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for info in lama.infolist():
            data = lama.read(info)
            if info.filename.startswith(("xl/sharedStrings", "xl/worksheets/")):
                data = _TAHUN.sub(lambda m: str(int(m[0]) + geser).encode(), data)
            baru.writestr(info, data)
    return hasil.getvalue()


def correct_one(path: Path, tujuan: Path) -> None:
    """A resubmission: the same .xlsx with its first amount (digits as text) changed."""
    berubah = 0
    with zipfile.ZipFile(path) as lama, zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            data = lama.read(nama)
            if nama.startswith("xl/") and not berubah:
                data, berubah = _UANG.subn(rb">\g<1>25<", data, count=1)
            baru.writestr(nama, data)
    if not berubah:
        raise ValueError(f"{path}: tidak ada angka yang dapat diubah")
