"""A template filled in, recalculated by a spreadsheet program and sent back is read without any finding."""

import datetime
import subprocess

import pytest
from openpyxl import load_workbook

from transforms import warehouse
from transforms.referensi import load_referensi
from transforms.reports import template
from transforms.workbook.read import read_file

LEMBAR = "Realisasi Anggaran"


def fill(path, hasil, tahun: int, triwulan: int, tambahan: tuple | None = None) -> None:
    """Type what an office types: every unlocked cell that must be filled, and one spare line when given."""
    wb = load_workbook(path)
    anggaran, pk, capaian = wb[LEMBAR], wb["Perjanjian Kinerja"], wb["Capaian Kinerja"]
    program: dict[str, int] = {}
    for b in range(7, anggaran.max_row + 1):
        kode, plafon, realisasi = (anggaran[f"{k}{b}"] for k in "ACD")
        if realisasi.protection.locked:
            continue
        if kode.value is None:
            if not (tambahan and str(anggaran[f"A{b - 1}"].value).startswith(tambahan[0].rsplit(".", 1)[0])):
                continue
            kode.value, anggaran[f"B{b}"].value, plafon.value = tambahan
        lalu = anggaran[f"I{b}"].value or 0
        plafon.value = plafon.value or anggaran[f"H{b}"].value or 10_000_000
        realisasi.value = int(lalu + (plafon.value - lalu) * 0.4) if lalu <= plafon.value else plafon.value
        induk = kode.value[:7]
        program[induk] = program.get(induk, 0) + plafon.value
    urut = iter(program.values())
    for sel in (s for baris in pk.iter_rows() for s in baris if not s.protection.locked and s.value is None):
        if sel.column == 3:
            sel.value = next(urut)
        elif sel.number_format.endswith("0.00"):
            sel.value = 90
    for sel in (s for baris in capaian.iter_rows() for s in baris if not s.protection.locked):
        if sel.column in (5, 6) and sel.value is None and capaian[f"G{sel.row}"].value.startswith("=IF(AND"):
            sel.value = 15.76 if sel.column == 5 else 45
    akhir = datetime.date(tahun + triwulan // 4, 3 * triwulan % 12 + 1, 10)
    wb["Identitas"]["B12"] = akhir
    wb["Analisis"]["A2"] = "Sebagian kegiatan belum terlaksana."
    wb.save(hasil)


def recalculate(soffice: str, path, tmp_path):
    """The file as LibreOffice saves it, every formula calculated."""
    hasil = tmp_path / "dihitung"
    perintah = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*perintah, "--outdir", str(hasil), str(path)], check=True, capture_output=True, timeout=180
    )
    return hasil / path.name


def send_back(soffice, settings, path, tmp_path, tahun, triwulan, tambahan=None):
    """(read result, findings, values of the check sheet) of a filled template."""
    isi = tmp_path / path.name.replace("Templat ", "")
    fill(path, isi, tahun, triwulan, tambahan)
    kembali = recalculate(soffice, isi, tmp_path)
    hasil = read_file(kembali, kembali.name, settings.referensi, settings.limits)
    periksa = load_workbook(kembali, data_only=True)["Periksa"]
    return hasil, warehouse.check_rows(hasil, kembali.name, settings.referensi), periksa


@pytest.mark.lambat
@pytest.mark.parametrize(
    ("tahun", "triwulan", "tambahan"),
    [
        (2023, 3, ("7.01.03.2.01.01", None, 13_150_000)),  # the part that the last report gave no detail for
        (2024, 1, None),  # a new year: codes of four digits, no amounts carried over
    ],
)
def test_filled_from_the_last_report(contoh, butuh_libreoffice, tmp_path, tahun, triwulan, tambahan):
    settings, _ = contoh
    if tambahan:
        nama = load_referensi(settings.referensi).nomenklatur[tambahan[0]]["nama"]
        tambahan = (tambahan[0], nama, tambahan[2])
    path = template.write_templates(settings, tahun, triwulan, tmp_path)[7]
    hasil, temuan, periksa = send_back(butuh_libreoffice, settings, path, tmp_path, tahun, triwulan, tambahan)
    identitas = hasil["identitas"]
    assert (identitas["kecamatan"], identitas["tahun"], identitas["triwulan"]) == (
        "Rowokangkung",
        tahun,
        triwulan,
    )
    assert temuan == []
    assert periksa["C1"].value == "SIAP DIKIRIM"
    assert len(hasil["tabel"]["realisasi_tahunan"]) == 6 and len(hasil["tabel"]["narasi"]) == 1


@pytest.mark.lambat
def test_filled_from_the_nomenclature(settings, butuh_libreoffice, tmp_path):
    path = template.write_templates(settings, 2023, 1, tmp_path)[0]
    hasil, temuan, periksa = send_back(butuh_libreoffice, settings, path, tmp_path, 2023, 1)
    assert temuan == [] and periksa["C1"].value == "SIAP DIKIRIM"
    assert len(hasil["tabel"]["realisasi_anggaran"]) > 100


@pytest.mark.lambat
def test_an_empty_template_says_what_is_missing(contoh, butuh_libreoffice, tmp_path):
    settings, _ = contoh
    path = template.write_templates(settings, 2023, 3, tmp_path)[7]
    periksa = load_workbook(recalculate(butuh_libreoffice, path, tmp_path), data_only=True)["Periksa"]
    salah = {
        periksa[f"B{b}"].value for b in range(8, periksa.max_row + 1) if periksa[f"C{b}"].value == "PERIKSA"
    }
    assert periksa["C1"].value.startswith("BELUM SIAP")
    assert "Tanggal laporan terisi" in salah and "Realisasi semua rincian terisi (0 bila belum ada)" in salah
    assert "Plafon program 7.01.03 sama dengan anggaran pada Perjanjian Kinerja" in salah
