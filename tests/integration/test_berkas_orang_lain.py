"""A file named after one office with the sheet of another inside is rejected with the reason: LKj, SIPD and E.81."""

import pytest
from openpyxl import load_workbook

from data.contoh.buat_e81 import isi_form, tulis_e81
from data.contoh.buat_sipd import baris_sipd, tulis_lra, tulis_rak
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

TEKUNG, KUNIR = "35.08.09", "35.08.06"


def lkj(kecamatan: str):
    return CONTOH / f"2023-TW1/LKj TW I 2023 Kec. {kecamatan} (sintetis).xlsx"


def lkj_lain(path):
    path.write_bytes(lkj("Kunir").read_bytes())


def lkj_dengan_lembar_lain(path):
    """Tekung's report in which the sheets on money are those of Kunir, titles and all."""
    milik, asing = load_workbook(lkj("Tekung")), load_workbook(lkj("Kunir"))
    for nama in milik.sheetnames[1:]:
        del milik[nama]
    for ws in asing.worksheets:
        salinan = milik.create_sheet(f"{ws.title} 2"[:31])
        for baris in ws.iter_rows():
            for sel in baris:
                salinan.cell(sel.row, sel.column, sel.value)
    milik.save(path)


def lra(path):
    tulis_lra(6, path, [b for b in baris_sipd(6) if b[0]["kode_kecamatan"] == KUNIR])


def rak(path):
    """The regency's plan without the lines of any office but Kunir."""
    tulis_rak(path)
    buku = load_workbook(path)
    ws = buku.active
    isi = [b for b in ws.iter_rows(min_row=4, values_only=True)]
    awal = next(n for n, b in enumerate(isi) if "Kunir" in str(b[1]))
    akhir = next(n for n, b in enumerate(isi) if n > awal and str(b[0]).count(".") == 7)
    ws.delete_rows(4, ws.max_row)
    for b in isi[awal:akhir]:
        ws.append(b)
    buku.save(path)


def formulir(path):
    tulis_e81(path, "Kunir", 2023, 2, isi_form(KUNIR, 2023, 2))


@pytest.mark.parametrize("buat", [lkj_lain, lkj_dengan_lembar_lain, lra, rak, formulir])
def test_rejected_with_both_names(tmp_path, buat):
    path = tmp_path / "Laporan Kec. Tekung 2023.xlsx"
    buat(path)
    hasil = read_file(path, path.name, REFERENSI, Limits())
    temuan = [t for t in hasil["temuan"] if t["kode_temuan"] == "IDENTITAS_BERTENTANGAN"]
    assert hasil["status"] == "DITOLAK" and temuan
    assert "Tekung" in temuan[0]["sebab"] and "Kunir" in temuan[0]["sebab"]


@pytest.mark.parametrize("buat", [lra, rak, formulir])
def test_the_same_file_under_its_own_name_is_read(tmp_path, buat):
    path = tmp_path / "Laporan Kec. Kunir 2023.xlsx"
    buat(path)
    assert read_file(path, path.name, REFERENSI, Limits())["status"] == "TERBACA"
