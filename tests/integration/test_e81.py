"""Formulir E.81: equal to the marts, quarters as differences, empty where nothing is known, harmless, stable."""

import hashlib
import re
import subprocess
import zipfile

import openpyxl
import pytest
from laporan_uji import poison
from openpyxl.utils import column_index_from_string as nomor

from transforms import database, publish
from transforms.reports import e81
from transforms.reports.e81_regency import regency_rows
from transforms.reports.e81_rows import load_source
from transforms.reports.format import KOSONG
from transforms.reports.tables import load_data
from transforms.settings import load_settings

KOLOM = {7: ("I", "J"), 8: ("K", "L"), 9: ("M", "N"), 10: ("O", "P"), 11: ("Q", "R"), 12: ("S", "T")}
KOSONG_SELALU = "EFGHUVWX"
BERFORMULIR = ("Kedungjajang", "Sumbersuko")  # sent their own form: it fills what no LKj holds (test_e81_kecamatan)


@pytest.fixture(scope="module")
def mart(contoh):
    return publish.current_path(contoh[0])


def write(mart, tmp_path, tahun=2023, triwulan=2):
    settings = load_settings(tmp_path)
    with database.open_published(mart) as con:
        return e81.write_e81(con, tahun, triwulan, settings, tmp_path / e81.file_name(settings, tahun, triwulan))


@pytest.fixture(scope="module")
def berkas(mart, tmp_path_factory):
    return write(mart, tmp_path_factory.mktemp("e81"))


@pytest.fixture(scope="module")
def buku(berkas):
    return openpyxl.load_workbook(berkas)


def kepala(lembar) -> int:
    """Row of the official column numbers."""
    return next(b for b in range(1, 30) if lembar.cell(b, 1).value == "1" and lembar.cell(b, 2).value == "2")


def baris(lembar, kode: str) -> int:
    """Row of a code (or of a word) in the column of programs."""
    return next(s.row for s in lembar["C"] if str(s.value or "").startswith(kode))


def nilai(lembar, kode: str) -> dict[int, tuple]:
    n = baris(lembar, kode)
    return {k: tuple(lembar[f"{s}{n}"].value for s in sel) for k, sel in KOLOM.items()}


def mart_rows(mart, tabel, **saring):
    with database.open_published(mart) as con:
        return database.rows(con, tabel, tahun=2023, **saring)


def test_official_columns(buku):
    assert buku.sheetnames[0] == "Kabupaten" and len(buku.sheetnames) == 22
    lembar = buku["Rowokangkung"]
    n = kepala(lembar)
    angka = [lembar.cell(n, k).value for k in range(1, 27)]
    assert [a for a in angka if a] == [
        *(str(x) for x in range(1, 12)), "12 = 8 + 9 + 10 + 11", "13 = 6 + 12", "14 = 13 / 5 x 100 %", "15", "16",
    ]  # fmt: skip
    assert [lembar.cell(n + 1, k).value for k in range(5, 25)] == ["K", "Rp"] * 10
    assert [lembar.cell(n - 1, k).value for k in (11, 13, 15, 17)] == ["I", "II", "III", "IV"]
    gabungan = {str(g) for g in lembar.merged_cells.ranges}
    assert f"K{n - 2}:R{n - 2}" in gabungan and f"E{n - 2}:F{n - 1}" in gabungan and f"C{n - 2}:C{n - 1}" in gabungan
    assert lembar.print_title_rows == f"${n - 2}:${n + 1}"
    assert lembar.page_setup.orientation == "landscape" and lembar.page_setup.paperSize == 8


def test_the_real_report(buku):
    lembar = buku["Rowokangkung"]
    assert nilai(lembar, "JUMLAH")[12] == (None, 881_795_882)
    assert nilai(lembar, "7.01.01 ")[7] == (100, 2_032_474_680)
    assert "1.665.184.680" in lembar.cell(baris(lembar, "7.01.01 "), nomor("Z")).value
    sasaran = [b for b in range(kepala(lembar) + 2, 40) if lembar.cell(b, 2).value and not lembar.cell(b, 3).value]
    isi = {k: lembar[f"{s[0]}{sasaran[0]}"].value for k, s in KOLOM.items()}
    assert isi == {7: 90, 8: 31.42, 9: 15.76, 10: None, 11: None, 12: 47.18}
    assert "52,42 % (Rendah)" in lembar.cell(sasaran[0], nomor("Z")).value
    hasil = next(s.row for s in lembar["A"] if s.value == "Rata-rata capaian kinerja (%)")
    assert (float(lembar[f"S{hasil}"].value), float(lembar[f"T{hasil}"].value)) == (42.33, 37.17)
    assert lembar[f"S{hasil + 1}"].value == "Sangat Rendah"


def test_every_amount_equals_the_marts(buku, mart):
    """Target and year so far of every row, on every sheet; the triwulan add up to it where both are known."""
    for tabel in ("serapan_program", "serapan_kegiatan", "serapan_sub_kegiatan"):
        for s in mart_rows(mart, tabel, triwulan=2):
            if s["kode"].endswith("tanpa-rincian"):
                continue
            isi = nilai(buku[s["kecamatan"]], f"{s['kode']} ")
            for kolom, apa in ((7, "plafon_dihitung"), (12, "realisasi_dihitung")):
                assert isi[kolom][1] == (KOSONG if s[apa] is None else pytest.approx(float(s[apa]))), s
            if KOSONG not in (isi[8][1], isi[9][1]):
                assert isi[8][1] + isi[9][1] == pytest.approx(isi[12][1]), s
    for s in mart_rows(mart, "serapan_kecamatan", triwulan=2):
        isi = nilai(buku[s["kecamatan"]], "JUMLAH")
        assert isi[12][1] == pytest.approx(float(s["realisasi_dihitung"]))
    kab = mart_rows(mart, "konsolidasi_kabupaten", triwulan=2)[0]
    isi = nilai(buku["Kabupaten"], "JUMLAH")
    assert isi[7][1] == pytest.approx(float(kab["plafon_dihitung"]))
    assert isi[12][1] == pytest.approx(float(kab["realisasi_dihitung"]))
    for p in mart_rows(mart, "konsolidasi_program", triwulan=2):
        isi = nilai(buku["Kabupaten"], f"{p['kode']} ")
        assert (isi[7][1], isi[12][1]) == (pytest.approx(float(p["plafon"])), pytest.approx(float(p["realisasi"])))


def test_performance_equals_the_marts(buku, mart):
    """The year so far of every indicator of sasaran is the mart's cumulative value."""
    capaian = {(c["kecamatan"], c["indikator"]): c for c in mart_rows(mart, "capaian_kecamatan", triwulan=2)}
    dilihat = 0
    for (kecamatan, indikator), c in capaian.items():
        lembar = buku[kecamatan]
        n = next(s.row for s in lembar["D"] if s.value == indikator)
        isi = lembar[f"S{n}"].value
        if c["realisasi_kumulatif"] is None:
            assert isi == KOSONG or kecamatan in BERFORMULIR
        else:
            assert float(isi) == pytest.approx(float(c["realisasi_kumulatif"]))
            dilihat += 1
    assert dilihat > 50


def test_empty_where_nothing_is_known(buku):
    """Renstra columns always, future triwulan, performance of kegiatan; a dash for what is due but unknown."""
    for lembar in buku.worksheets:
        if lembar.title in BERFORMULIR:
            continue
        awal, akhir = kepala(lembar) + 2, baris(lembar, "JUMLAH")
        for n in range(awal, akhir + 1):
            assert {lembar[f"{k}{n}"].value for k in KOSONG_SELALU} == {None}
            assert {lembar[f"{k}{n}"].fill.patternType for k in KOSONG_SELALU} == {"lightUp"}
            assert {lembar[f"{k}{n}"].value for k in "OPQR"} == {None}
    lembar = buku["Pronojiwo"]  # sent nothing for this triwulan
    isi = nilai(lembar, "JUMLAH")
    assert isi[8][1] > 0 and isi[9][1] == KOSONG and isi[12][1] == KOSONG
    assert "Laporan Triwulan II belum ada" in lembar["A6"].value
    n = baris(lembar, "7.01.01.2.01 ")
    assert lembar[f"I{n}"].fill.patternType == "lightUp" and lembar[f"I{n}"].value is None


def test_quarters_unknown_without_an_earlier_report(mart, tmp_path):
    """TW II 2022 is the year's only report: the year so far is known, the triwulan are not."""
    with database.open_published(mart) as con:
        baris = regency_rows(load_source(load_data(con, 2022, 2, load_settings(tmp_path))))
    rp = baris[-1].rp
    assert baris[-1].gaya == "total" and rp[8] is None and rp[9] is None and rp[12] > 0


def test_factors_and_follow_up(buku):
    teks = [str(s.value) for s in buku["Padang"]["A"] if s.value]
    assert any("Faktor pendorong" in t and "1. Standar pelayanan sudah dipasang" in t for t in teks)
    assert any("triwulan berikutnya" in t and "Mempercepat pengadaan" in t for t in teks)
    kab = [str(s.value) for s in buku["Kabupaten"]["A"] if s.value]
    assert any("Cuaca menghambat kegiatan lapangan (" in t and "Padang*" in t for t in kab)


def test_signatures_status_and_synthetic_notice(buku):
    isi = [str(s.value) for b in buku["Rowokangkung"].iter_rows() for s in b if s.value]
    assert "CAMAT ROWOKANGKUNG" in isi and "Disetujui" in isi
    assert any("SEMENTARA" in t for t in isi)
    assert any(t.startswith("DATA SINTETIS pada Triwulan I:") for t in isi)  # its own TW II report is real
    assert any(t.startswith("MEMUAT DATA SINTETIS") for t in (str(s.value) for s in buku["Kabupaten"]["A"]))


def test_hostile_texts_stay_texts(mart, tmp_path):
    berkas = write(poison(mart, tmp_path / "racun.duckdb"), tmp_path)
    with zipfile.ZipFile(berkas) as arsip:
        xml = {n: arsip.read(n).decode() for n in arsip.namelist() if n.endswith((".xml", ".rels"))}
    assert not [n for n, x in xml.items() if "<f>" in x or "<f " in x or "<hyperlink" in x]
    assert not [n for n, x in xml.items() if "TargetMode" in x]
    assert not re.search(r"(?<![0-9.])\d{18}(?!\d)", "".join(re.findall(r"<t[^>]*>([^<]*)", "".join(xml.values()))))
    isi = "".join(xml.values())
    assert "NIP dihapus" in isi and "199311 1 001" not in isi and "\x07" not in isi and "{{ 7*7 }}" in isi


def test_equal_bytes(berkas, mart, tmp_path):
    lagi = write(mart, tmp_path)
    assert hashlib.sha256(lagi.read_bytes()).digest() == hashlib.sha256(berkas.read_bytes()).digest()


def test_a_period_without_data(mart, tmp_path):
    with zipfile.ZipFile(write(mart, tmp_path, 2031, 3)) as arsip:
        assert "Belum ada laporan pada tahun ini." in arsip.read("xl/worksheets/sheet9.xml").decode()


@pytest.mark.lambat
def test_printed(berkas, butuh_libreoffice, butuh_pdftoppm, tmp_path):
    """Printed by LibreOffice on A3: no column too narrow, header on every page."""
    subprocess.run(
        [butuh_libreoffice, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(berkas)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    pdftotext = butuh_pdftoppm.replace("pdftoppm", "pdftotext")
    teks = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / f"{berkas.stem}.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "###" not in teks and "881.795.882" in teks
    halaman = teks.rstrip("\f").split("\f")
    assert 44 <= len(halaman) <= 80
    assert all("12 = 8 + 9 + 10 + 11" in h for h in halaman if "Halaman" in h)
