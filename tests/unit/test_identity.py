"""Whose report it is: the title block decides, names only confirm, contradictions reject."""

import itertools

import pytest

from tests.kisi import ANGGARAN, REF, codes, cover, read, sheet

NAMA_KECAMATAN = [b["kecamatan"] for b in REF.kecamatan.values()]


def identity(*lembar, **lain) -> tuple:
    hasil = read(*lembar, **lain)
    i = hasil["identitas"]
    return i["kecamatan"], i["tahun"], i["triwulan"], hasil["status"]


@pytest.mark.parametrize(
    "sampul",
    [
        "LAPORAN KINERJA (LKj)\nTRIWULAN II\nKECAMATAN ROWOKANGKUNG\nKABUPATEN LUMAJANG\nTAHUN 2023",
        "LAPORAN KINERJA TRIWULAN II TAHUN 2023 KECAMATAN ROWOKANGKUNG KABUPATEN LUMAJANG",
        "LKj Kec. Rowokangkung\nTW 2 Tahun Anggaran 2023",
        "KECAMATAN\nROWOKANGKUNG\nTRIWULAN KEDUA\nTAHUN 2023",
        "IDENTITAS\nKecamatan | : | Rowokangkung\nTriwulan | : | Il\nTahun | : | =2023",
        "Nama Kecamatan : | ROWOKANGKUNG\nPeriode | Triwulan II Tahun 2023",
        "Kecamatan : Rowokangkung\nTriwulan : II\nTahun : 2023",
        "Kode Kecamatan | 35.08.08\nTriwulan | =2\nTahun | =2023",
    ],
)
def test_title_blocks(sampul):
    assert identity(cover(sampul), ANGGARAN) == ("Rowokangkung", 2023, 2, "TERBACA")


def test_titles_above_the_tables_suffice():
    lembar = sheet("REALISASI ANGGARAN TRIWULAN II TAHUN 2023\nKECAMATAN ROWOKANGKUNG\n\n" + ANGGARAN.strip(), "Sampul")
    assert identity(lembar) == ("Rowokangkung", 2023, 2, "TERBACA")


def test_identitas_sheet_may_come_last():
    isi = sheet("Kecamatan | Rowokangkung\nTriwulan | II\nTahun | 2023\nTanggal Laporan | 14 Juli 2023", "Identitas")
    hasil = read(sheet(ANGGARAN, "Sampul"), isi)
    assert hasil["status"] == "TERBACA"
    assert hasil["identitas"]["tanggal_laporan"] == "2023-07-14"


@pytest.mark.parametrize(
    ("sampul", "kolom"),
    [
        ("TRIWULAN II\nTAHUN 2023", "kecamatan"),
        ("KECAMATAN ROWOKANGKUNG\nTAHUN 2023", "triwulan"),
        ("KECAMATAN ROWOKANGKUNG\nTRIWULAN II", "tahun"),
    ],
)
def test_absence_rejects(sampul, kolom):
    hasil = read(cover(sampul), ANGGARAN)
    assert hasil["status"] == "DITOLAK"
    assert [(t["kode_temuan"], t["kolom"]) for t in hasil["temuan"]] == [("IDENTITAS_TIDAK_ADA", kolom)]


def test_misspelt_kecamatan_is_suggested_and_not_decided():
    hasil = read(cover("KECAMATAN ROWOKANGKNG\nTRIWULAN II TAHUN 2023"), ANGGARAN)
    assert hasil["status"] == "DITOLAK"
    assert codes(hasil) == [("KECAMATAN_TIDAK_DIKENAL", "Sampul", "B1")]
    assert "Rowokangkung" in hasil["temuan"][0]["sebab"]


@pytest.mark.parametrize(
    ("sampul", "kolom"),
    [
        ("KECAMATAN ROWOKANGKUNG\nTRIWULAN II TAHUN 2023\nCAMAT TEKUNG", "kecamatan"),
        ("KECAMATAN ROWOKANGKUNG\nTRIWULAN II TAHUN 2023\nTRIWULAN III", "triwulan"),
        ("KECAMATAN ROWOKANGKUNG\nTRIWULAN II TAHUN 2023\nTAHUN 2022", "tahun"),
    ],
)
def test_contradiction_names_both_places(sampul, kolom):
    hasil = read(cover(sampul), ANGGARAN)
    assert hasil["status"] == "DITOLAK"
    (temuan,) = hasil["temuan"]
    assert (temuan["kode_temuan"], temuan["kolom"], temuan["sel"]) == ("IDENTITAS_BERTENTANGAN", kolom, "B3")
    assert "sel B1" in temuan["sebab"] or "sel B2" in temuan["sebab"]


def test_only_the_diagonal_of_file_name_and_title_is_accepted():
    for dalam, luar in itertools.product(NAMA_KECAMATAN, NAMA_KECAMATAN):
        sampul = cover(f"KECAMATAN {dalam.upper()}\nTRIWULAN II TAHUN 2023")
        for nama in (f"LKj TW II 2023 Kec. {luar}.xlsx", f"lkj_{luar.lower()}_tw2_2023.xlsx"):
            hasil = read(sampul, ANGGARAN, nama=nama)
            assert (hasil["status"] == "TERBACA") == (dalam == luar), (dalam, nama)
            if dalam != luar:
                assert codes(hasil) == [("IDENTITAS_BERTENTANGAN", "Sampul", "B1")]


@pytest.mark.parametrize(
    "nama",
    [
        "LKj.xlsx", "laporan (1) - Copy.xlsx", "LKj Kec Rowokangkung Kab. Lumajang TW.II 2023.xlsx",
        "Rowokangkung_2023_TW-2.xlsx",
        "2023-TW2/Rowokangkung.xlsx", "LKj Rowokangkung Desa Tempursari TW II.xlsx", "", ".xlsx", "/", "a" * 300,
        "LKj TW II 2023 Rowokangkung (rev Januari 2024).xlsx",
    ],
)  # fmt: skip
def test_file_names_that_do_not_contradict(nama):
    assert identity(ANGGARAN, nama=nama)[3] == "TERBACA"


@pytest.mark.parametrize(
    "nama", ["LKj TW III 2023 Rowokangkung.xlsx", "LKj TW II 2022 Rowokangkung.xlsx", "2023-TW1/a.xlsx"]
)
def test_file_names_of_another_period(nama):
    hasil = read(ANGGARAN, nama=nama)
    assert hasil["status"] == "DITOLAK"
    assert {t["kode_temuan"] for t in hasil["temuan"]} == {"IDENTITAS_BERTENTANGAN"}


def test_a_desa_of_the_same_name_is_no_kecamatan():
    sampul = cover("KECAMATAN KEDUNGJAJANG\nDESA TEMPURSARI\nTRIWULAN II TAHUN 2023")
    assert identity(sampul, ANGGARAN, nama="LKj Kedungjajang.xlsx") == ("Kedungjajang", 2023, 2, "TERBACA")


def test_another_kecamatan_over_the_budget_table_rejects():
    lembar = sheet("REALISASI ANGGARAN KECAMATAN TEKUNG\n\n" + ANGGARAN.strip(), "Keuangan")
    hasil = read(lembar)
    assert hasil["status"] == "DITOLAK"
    assert codes(hasil) == [("IDENTITAS_BERTENTANGAN", "Keuangan", "A1")]


def test_another_kecamatan_in_the_text_is_left_over():
    lembar = sheet("A. Sasaran Strategis Kecamatan Tekung, yakni pelayanan.\nCamat se-Kabupaten Lumajang", "Analisis")
    hasil = read(ANGGARAN, lembar)
    assert hasil["status"] == "TERBACA"
    (temuan,) = hasil["temuan"]
    assert (temuan["kode_temuan"], temuan["lembar"], temuan["sel"]) == ("NAMA_KECAMATAN_LAIN", "Analisis", "A1")
    assert (temuan["nilai_mentah"], temuan["nilai_seharusnya"]) == ("Kecamatan Tekung", "Kecamatan Rowokangkung")


@pytest.mark.parametrize(
    ("teks", "ada"),
    [
        ("kinerja selama 3 (tiga) bulan mulai Januari 2023 s.d. Maret 2023 (Triwulan II).", True),
        ("kinerja selama bulan April s.d. Juni 2023 (Triwulan II)", False),
        ("realisasi Januari s.d. Juni 2023", False),
        ("rencana Juli sampai dengan September 2023", True),
    ],
)
def test_months_that_contradict_the_quarter(teks, ada):
    hasil = read(ANGGARAN, sheet(teks, "Kata Pengantar"))
    assert codes(hasil) == ([("PERIODE_BERTENTANGAN", "Kata Pengantar", "A1")] if ada else [])


@pytest.mark.parametrize(
    ("isi", "tanggal"),
    [
        (["Rowokangkung, 21 Juli 2023"], "2023-07-21"),
        (["Lumajang, 12 Juli 2023"], "2023-07-12"),
        (["Lumajang, 12 Juli 2023", "Rowokangkung, 11 Juli 2023"], "2023-07-11"),
        (["Rowokangkung,     Juli 2023"], None),
        (["dibahas pada 5 Juli 2023"], None),
    ],
)
def test_report_date(isi, tanggal):
    hasil = read(ANGGARAN.strip("\n") + "\n\n" + "\n".join(f"_|_|_|{t}" for t in isi))
    assert hasil["identitas"]["tanggal_laporan"] == tanggal
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 2


def test_date_of_the_agreement_is_not_the_report_date():
    pk = "PERJANJIAN KINERJA TAHUN 2023\n\nNo | Program | Anggaran\n1|Program A|500.000\n\nLumajang, 10 Januari 2023"
    assert read(ANGGARAN, pk)["identitas"]["tanggal_laporan"] is None


def test_synthetic_data_say_so():
    assert not read(ANGGARAN)["identitas"]["sintetis"]
    assert read(cover("DATA SINTETIS – bukan laporan resmi\nKECAMATAN TEKUNG\nTW II 2023"), ANGGARAN, nama="x")[
        "identitas"
    ]["sintetis"]


def test_word_document():
    teks = [
        ("paragraf 1", "LAPORAN KINERJA"), ("paragraf 2", "TRIWULAN II"), ("paragraf 3", "KECAMATAN"),
        ("paragraf 4", "ROWOKANGKUNG"), ("paragraf 5", "TAHUN 2023"), ("paragraf 6", "KATA PENGANTAR"),
        ("paragraf 7", "mulai Januari 2023 s.d. Maret 2023 (Triwulan II)"), 
        ("paragraf 8", "Rowokangkung, 21 Juli 2023"),
        ("paragraf 9", "Sasaran Strategis Kecamatan Tekung, yakni Meningkatnya Kualitas"),
        ("paragraf 10", "E. Permasalahan Utama (Strategic Issued)"), ("paragraf 11", "1. Menurunnya kondisi sarana;"),
        ("paragraf 12", "F. Sistematika"), ("paragraf 13", "Lumajang, 10 Januari 2023"),
    ]  # fmt: skip
    hasil = read(sheet(ANGGARAN, "Tabel 1", nomor_tabel=1), teks=teks)
    assert hasil["status"] == "TERBACA"
    assert hasil["identitas"]["tanggal_laporan"] == "2023-07-21"
    assert codes(hasil) == [
        ("PERIODE_BERTENTANGAN", "Naskah", "paragraf 7"), ("NAMA_KECAMATAN_LAIN", "Naskah", "paragraf 9"),
    ]  # fmt: skip
    assert [(r["bagian"], r["sel"], r["teks"]) for r in hasil["tabel"]["narasi"]] == [
        ("permasalahan", "paragraf 11", "1. Menurunnya kondisi sarana;")
    ]
