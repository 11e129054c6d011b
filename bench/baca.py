"""Our reader beside the fastest way to get all cells of a workbook into lists, and beside what people use."""

import gc
from pathlib import Path

from bench import ukur
from transforms.referensi import load_referensi
from transforms.settings import REFERENSI, Limits, load_settings
from transforms.workbook import sandbox
from transforms.workbook.read import read_file

CONTOH_LAMBAT = 63  # files on which the slow readers are measured; more would only take longer


def ours(berkas: list[Path]) -> None:
    """Gate, cells, tables, normalized rows with the raw text and place of every value."""
    limits, ref = Limits(), load_referensi(REFERENSI)
    gc.freeze()
    gc.disable()  # as in the reading process (transforms/workbook/child.py)
    try:
        for p in berkas:
            hasil = read_file(p, p.name, ref, limits)
            if hasil["status"] != "TERBACA":
                raise ValueError(f"{p}: {hasil['temuan'][:2]}")
    finally:
        gc.enable()
        gc.unfreeze()


def calamine(berkas: list[Path]) -> None:
    """Every cell of every sheet into lists, nothing else: the floor."""
    from python_calamine import CalamineWorkbook

    for p in berkas:
        kerja = CalamineWorkbook.from_path(p)
        for nama in kerja.sheet_names:
            kerja.get_sheet_by_name(nama).to_python(skip_empty_area=False)


def openpyxl_read_only(berkas: list[Path]) -> None:
    """openpyxl in its fast mode."""
    import openpyxl

    for p in berkas:
        kerja = openpyxl.load_workbook(p, read_only=True, data_only=True)
        for lembar in kerja.worksheets:
            list(lembar.iter_rows(values_only=True))
        kerja.close()


def pandas_engine(mesin: str, berkas: list[Path]) -> None:
    """pandas.read_excel of all sheets."""
    import pandas

    for p in berkas:
        pandas.read_excel(p, sheet_name=None, header=None, engine=mesin)


def workers(berkas: list[Path], kali: int) -> dict:
    """Seconds for the same files in one and in two reading processes, and how many times faster two are."""
    settings = load_settings()

    def read(pekerja: int) -> None:
        list(sandbox.read_stream([(p, p.name) for p in berkas], settings, workers=pekerja))

    hasil = ukur.side_by_side({"satu": lambda: read(1), "dua": lambda: read(2)}, kali)
    hasil["kali_lebih_cepat"] = hasil["satu"] / hasil["dua"]
    ukur.show(f"Proses pembaca, detik untuk {len(berkas)} berkas", list(hasil), [list(hasil.values())])
    return hasil


def measure(berkas: dict[int, list[Path]], kali: int) -> dict:
    """Milliseconds per .xlsx file on one core for every number of files, and the ratio to the floor."""
    hasil = {}
    for n, daftar in berkas.items():
        xlsx = [p for p in daftar if p.suffix == ".xlsx"]
        sedikit = xlsx[:CONTOH_LAMBAT]
        cepat = ukur.side_by_side({"lkj": lambda x=xlsx: ours(x), "calamine": lambda x=xlsx: calamine(x)},
                                  kali if n < 2000 else 1)
        lambat = ukur.side_by_side({
            "openpyxl": lambda s=sedikit: openpyxl_read_only(s),
            "pandas+calamine": lambda s=sedikit: pandas_engine("calamine", s),
            "pandas+openpyxl": lambda s=sedikit: pandas_engine("openpyxl", s),
        }, 1)
        hasil[n] = {nama: 1000 * t / len(xlsx) for nama, t in cepat.items()}
        hasil[n] |= {nama: 1000 * t / len(sedikit) for nama, t in lambat.items()}
        hasil[n]["lkj_per_calamine"] = hasil[n]["lkj"] / hasil[n]["calamine"]
        hasil[n]["openpyxl_per_lkj"] = hasil[n]["openpyxl"] / hasil[n]["lkj"]
        hasil[n]["pandas_per_lkj"] = hasil[n]["pandas+openpyxl"] / hasil[n]["lkj"]
    nama = list(next(iter(hasil.values())))
    ukur.show("Membaca, milidetik per berkas .xlsx pada satu inti", ["berkas", *nama],
              [[n, *isi.values()] for n, isi in hasil.items()])
    return hasil
