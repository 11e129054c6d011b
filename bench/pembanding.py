"""What one would write without this project: pandas and openpyxl over one clean layout, sums, one workbook.

It reads only the budget table, checks nothing, knows no versions and stores nothing: the least that gives the
regency's totals.
"""

import sys
from pathlib import Path

import pandas as pd


def read_one(path: Path) -> pd.DataFrame:
    """The budget table of a workbook in the printed layout."""
    sampul = pd.read_excel(path, sheet_name="Sampul", header=None, engine="openpyxl")
    kecamatan = next(str(s) for s in sampul.stack() if str(s).startswith("KECAMATAN"))
    tabel = pd.read_excel(path, sheet_name="Realisasi Anggaran", header=None, engine="openpyxl", dtype=str)
    kepala = tabel.index[tabel[0].eq("Kode")][0]
    isi = tabel.iloc[kepala + 2 :, :6].set_axis(["kode", "uraian", "plafon", "realisasi", "sisa", "ket"], axis=1)
    for kolom in ("plafon", "realisasi", "sisa"):
        isi[kolom] = pd.to_numeric(isi[kolom].str.replace(".", "", regex=False), errors="coerce")
    isi["kode"] = isi["kode"].str.rstrip(".")
    return isi.dropna(subset=["plafon"]).assign(kecamatan=kecamatan, berkas=path.name)


def consolidate(berkas: list[Path], keluaran: Path) -> None:
    """Sums per kecamatan and per program, and all lines, in one workbook."""
    semua = pd.concat([read_one(p) for p in berkas], ignore_index=True)
    kode = semua["kode"].fillna("")
    sub = semua[kode.str.count(r"\.") == 4]
    program = semua[kode.str.count(r"\.") == 2]
    with pd.ExcelWriter(keluaran, engine="openpyxl") as penulis:
        for nama, bagian, kunci in (("Kecamatan", sub, "kecamatan"), ("Program", program, "kode")):
            jumlah = bagian.groupby(kunci)[["plafon", "realisasi", "sisa"]].sum()
            jumlah["serapan"] = jumlah["realisasi"] / jumlah["plafon"] * 100
            jumlah.to_excel(penulis, sheet_name=nama)
        semua.to_excel(penulis, sheet_name="Rincian", index=False)


if __name__ == "__main__":
    consolidate(sorted(Path(sys.argv[1]).glob("*.xlsx")), Path(sys.argv[2]))
