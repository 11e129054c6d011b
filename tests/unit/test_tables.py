"""Tables are found by their headers, told apart by their columns, and end where they end."""

import pytest

from tests.kisi import ANGGARAN, book, codes, cover, read, rows, sheet
from transforms.workbook.grid import Sel

PK = """
No | Sasaran Strategis | Indikator Kinerja | Target
1 | Mengoptimalkan Fasilitasi | Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti | 90 %
"""


def test_a_plain_budget_table_reads_without_a_finding():
    hasil = read(ANGGARAN)
    assert hasil["status"] == "TERBACA"
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "kode", "plafon", "plafon_sel", "induk_urutan") == [
        ("7.01.01", "6480000", "C2", None),
        ("7.01.01.2.01", "6480000", "C3", 1),
    ]


@pytest.mark.parametrize(
    ("pagu", "realisasi", "sisa"),
    [
        ("Plafon (Pagu) Anggaran", "REALISASI KEUANGAN", "Sisa Pagu"),
        ("DPA", "Realisasi s/d Triwulan II", "SALDO"),
        ("Jumlah Anggaran (Rp)", "Realisasi TW. II Tahun 2023 (Rp.)", "Sisa Anggaran (Rp)"),
        ("Anggaran\nT.A. 2023", "Realisasi s.d. Juni 2023", "Sisa\nAnggaran"),
        ("Pagu Setelah Perubahan", "Penyerapan Anggaran", "Sisa Dana"),
    ],
)
def test_header_synonyms_and_qualifiers(pagu, realisasi, sisa):
    lembar = sheet(ANGGARAN)
    for k, teks in ((3, pagu), (4, realisasi), (5, sisa)):
        lembar.sel[1, k] = Sel(teks)
    hasil = read(lembar)
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "plafon", "realisasi", "sisa")[0] == ("6480000", "1000000", "5480000")


def test_tables_are_told_apart_by_columns_and_not_by_titles():
    hasil = read(
        "REALISASI ANGGARAN\n" + PK.strip(),
        """
        Tabel 3.2
        Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%)
        A | Persentase Pemenuhan Urusan Pemerintahan Umum | 90 | 40 | 44,44
        """,
        """
        PERJANJIAN KINERJA
        Sasaran Strategis | Indikator Kinerja | Target | Realisasi 2022 | Realisasi 2023
        A | Persentase Pemenuhan Urusan Pemerintahan Umum | 90 | 95 | 40
        """,
        "No | Program | Anggaran | Ket.\n1. | Program Pemberdayaan Masyarakat Desa dan Kelurahan|Rp. 1.645.750|DAU",
        ANGGARAN,
    )
    assert [x["tabel"] for x in hasil["letak"]] == [
        "perjanjian_kinerja", "capaian_indikator", "realisasi_tahunan", "perjanjian_anggaran", "realisasi_anggaran",
    ]  # fmt: skip
    assert rows(hasil, "capaian_indikator", "indikator_id", "realisasi_triwulan", "realisasi_kumulatif") == [
        ("P5", "40", "40")
    ]
    assert hasil["temuan"] == []


def test_three_row_header_with_merged_cells_units_and_numbering():
    lembar = sheet(
        """
        Kode | Uraian | Anggaran dan Realisasi | _ | _ | _ | Ket.
        _ | _ | Pagu | Realisasi | _ | Sisa | _
        _ | _ | (Rp) | (Rp) | (%) | (Rp) | _
        (1) | (2) | (3) | (4) | (5) | (6) = (3) - (4) | (7)
        7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | 6.480.000|1.000.000|15,43|5.480.000|DAU
        """,
        kolom=2,
        gabungan=[(1, 2, 3, 2), (1, 3, 3, 3), (1, 4, 1, 7), (2, 5, 2, 6), (1, 8, 3, 8)],
    )
    hasil = read(lembar)
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "baris", "plafon_sel", "realisasi_sel", "sisa_sel", "tambahan") == [
        (5, "D5", "E5", "G5", '{"Anggaran dan Realisasi Realisasi (%)": "15,43"}')
    ]


def test_year_row_below_an_unmerged_realisasi():
    hasil = read(
        ANGGARAN,
        """
        Sasaran Strategis | Indikator Kinerja | Target | Realisasi
        _ | _ | _ | 2021 | 2022 | =2023
        A | Persentase Pemenuhan Urusan Pemerintahan Umum | 90 | 80 | 85 | 40,5
        """,
    )
    assert rows(hasil, "realisasi_tahunan", "tahun_realisasi", "realisasi", "realisasi_sel") == [
        (2021, "80", "D3"), (2022, "85", "E3"), (2023, "40.5", "F3"),
    ]  # fmt: skip
    assert rows(hasil, "capaian_indikator", "realisasi_kumulatif", "realisasi_kumulatif_sel", "kumulatif_lembar") == [
        ("40.5", "F3", "Lembar 2")
    ]


def test_header_again_in_the_middle_and_blank_rows():
    isi = ANGGARAN.strip("\n").splitlines()
    hasil = read(
        "\n".join([isi[0], isi[1], "", isi[0], "_ | _ | (Rp.) | (Rp.) | (Rp.)", "1|2|3|4|5|6", isi[2], "", isi[2]])
    )
    assert rows(hasil, "realisasi_anggaran", "baris", "induk_urutan") == [(2, None), (7, 1), (9, 1)]
    assert hasil["letak"] == [{"tabel": "realisasi_anggaran", "lembar": "Lembar 1", "sel": "A1", "jumlah_baris": 3}]


def test_table_goes_on_on_the_next_sheet_without_header_and_moved():
    isi = ANGGARAN.strip("\n").splitlines()
    hasil = read("\n".join(isi[:2]), sheet("Lanjutan\n" + isi[2], "Hal 2", kolom=3))
    assert rows(hasil, "realisasi_anggaran", "lembar", "kode_sel", "plafon", "plafon_sel", "induk_urutan") == [
        ("Lembar 1", "A2", "6480000", "C2", None),
        ("Hal 2", "C2", "6480000", "E2", 1),
    ]
    assert hasil["temuan"] == []


def test_two_tables_side_by_side():
    kiri, kanan = sheet(ANGGARAN), sheet(PK, kolom=8)
    kiri.sel |= kanan.sel
    hasil = read(kiri)
    assert [(x["tabel"], x["sel"]) for x in hasil["letak"]] == [
        ("realisasi_anggaran", "A1"),
        ("perjanjian_kinerja", "H1"),
    ]
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 2
    assert rows(hasil, "perjanjian_kinerja", "indikator_id", "target", "target_sel") == [("S1", "90", "K2")]


def test_signatures_and_notes_are_no_rows():
    hasil = read(
        ANGGARAN.strip("\n")
        + """

        _ | Mengetahui, | _ | Lumajang, 10 Juli 2023
        _ | CAMAT ROWOKANGKUNG | _ | Bendahara Pengeluaran
        _ | AKHMAD WAHYUDI, AP, MM | _ | SITI AMINAH
        _ | NIP. 19800101 200501 1 002 | _ | =198001012005012003
        _ | Pembina Tk. I | =12 |
        Catatan: | angka sementara | =5000000
        """
    )
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 2
    assert codes(hasil) == [("NOMOR_TERPOTONG", "Lembar 1", "D8")]
    assert "19800101" not in str(hasil)


def test_a_foreign_table_below_is_not_part_of_it():
    hasil = read(
        ANGGARAN.strip("\n")
        + "\n\nNO | URAIAN TUGAS | JUMLAH PEGAWAI | JUMLAH SURAT\n1 | Pelayanan | =5 | =25000\n2 | Umum | =3 | =31000"
    )
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 2


def test_unknown_line_with_amounts_inside_the_table_is_kept():
    isi = ANGGARAN.strip("\n").splitlines()
    asing = "_ | Belanja tambahan tanpa kode | 2.000.000 | - | 2.000.000"
    hasil = read("\n".join([*isi[:2], asing, isi[2]]))
    assert rows(hasil, "realisasi_anggaran", "uraian", "kode", "tingkat")[1] == (
        "Belanja tambahan tanpa kode",
        None,
        "lain",
    )


def test_unreadable_amount_of_an_unknown_line_inside_the_table_is_reported():
    isi = ANGGARAN.strip("\n").splitlines()
    hasil = read("\n".join([*isi[:2], "_ | Belanja lain | 2 juta", isi[2]]))
    assert codes(hasil) == [("ANGKA_TIDAK_TERBACA", "Lembar 1", "C3")]


@pytest.mark.parametrize("label", ["TOTAL", "Jumlah", "JUMLAH TOTAL", "Total Anggaran", "Grand Total :"])
@pytest.mark.parametrize("kolom", [1, 2])
def test_total_row_typed_in_either_label_column(label, kolom):
    lembar = sheet(ANGGARAN)
    lembar.sel |= {(4, kolom): Sel(label), (4, 3): Sel("6.480.000"), (4, 4): Sel("1.000.000"), (4, 5): Sel("5.480.000")}
    total = read(lembar)["tabel"]["realisasi_anggaran"][2]
    assert (total["tingkat"], total["kode"], total["uraian"], total["uraian_sel"]) == (
        "total",
        None,
        label,
        f"{'_AB'[kolom]}4",
    )


def test_codes_and_names_in_one_column():
    hasil = read(
        """
        Program/Kegiatan | Pagu | Realisasi | Sisa
        7.01.01 PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | 6.480.000 | - | 6.480.000
        7.01.01.2.06 Administrasi Umum Perangkat Daerah | 6.480.000 | - | 6.480.000
        """
    )
    assert rows(hasil, "realisasi_anggaran", "kode", "kode_mentah", "kode_sel", "uraian", "uraian_sel")[1] == (
        "7.01.01.2.06", "7.01.01.2.06", "A3", "Administrasi Umum Perangkat Daerah", "A3",
    )  # fmt: skip
    assert hasil["temuan"] == []


def test_code_split_over_columns_and_names_indented_by_columns():
    lembar = sheet(
        """
        Kode | _ | _ | Uraian | _ | Pagu | Realisasi | Sisa
        7.01 | 01 | _ | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | _ | 500.000 | 0 | 500.000
        7.01 | 01 | 2.06 | _ | Administrasi Umum Perangkat Daerah | 500.000 | 0 | 500.000
        """,
        gabungan=[(1, 1, 1, 3), (1, 4, 1, 5)],
    )
    hasil = read(lembar)
    assert rows(hasil, "realisasi_anggaran", "kode", "uraian_sel", "induk_urutan") == [
        ("7.01.01", "D2", None), ("7.01.01.2.06", "E3", 1),
    ]  # fmt: skip


def test_blank_code_is_found_by_name_below_its_parent():
    isi = (
        ANGGARAN.strip("\n")
        + "\n_ | Penyusunan Dokumen Perencanaan Perangkat Daerah | 6.480.000 | 1.000.000 | 5.480.000"
    )
    baris = read(isi)["tabel"]["realisasi_anggaran"][2]
    assert (baris["kode"], baris["kode_asal"], baris["kode_mentah"], baris["kode_sel"]) == (
        "7.01.01.2.01.01", "dari_nama", None, "A4",
    )  # fmt: skip
    assert (baris["tingkat"], baris["induk_urutan"]) == ("sub_kegiatan", 2)


def test_name_of_another_code_is_noted_and_slips_are_not():
    isi = ANGGARAN.strip("\n") + (
        "\n7.01.01.2.01.01 | Koordinasi dan Penyusunan Dokumen RKA-SKPD | 500.000 | 0 | 500.000"
        "\n7.01.01.2.01.02 | Koordinasi & penyusunan dokumen RKA SKPD | 500.000 | 0 | 500.000"
        "\n7.01.01.2.01.02 | Koordinasi dan Penyusunan Dokumen Perubahan RKA-SKPD | 500.000 | 0 | 500.000"
    )
    owners = [("7.01.01.2.01.02",), (None,), ("7.01.01.2.01.03",)]
    assert rows(read(isi), "realisasi_anggaran", "kode_menurut_nama")[2:] == owners


def test_missing_columns():
    isi = "\n".join("|".join(b.split("|")[:4]) for b in ANGGARAN.strip("\n").splitlines())
    hasil = read(isi)
    assert [(t["kode_temuan"], t["kolom"], t["sel"]) for t in hasil["temuan"]] == [("KOLOM_TIDAK_ADA", "sisa", "A1")]
    assert hasil["status"] == "TERBACA"
    tanpa_capaian = read(ANGGARAN, "Indikator Kinerja | Target | Realisasi\nNilai SAKIP Kecamatan | 90 % | 50 %")
    assert [(t["kode_temuan"], t["kolom"]) for t in tanpa_capaian["temuan"]][:1] == [("KOLOM_TIDAK_ADA", "capaian")]
    assert tanpa_capaian["tabel"]["capaian_indikator"][0]["realisasi_triwulan"] == "50"
    tanpa_realisasi = read("Kode | Uraian | Pagu | Sisa\n7.01.01 | Program | 1.000.000 | 1.000.000")
    assert [(t["kode_temuan"], t["kolom"]) for t in tanpa_realisasi["temuan"]] == [("KOLOM_TIDAK_ADA", "realisasi")]


def test_two_columns_that_could_both_be_the_amount_are_not_guessed():
    lembar = sheet(
        """
        Kode | Uraian | Operasi | _ | Modal | _
        _ | _ | Anggaran | Realisasi | Anggaran | Realisasi
        7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | =500000 | =100000 | =900000 | =0
        """,
        gabungan=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)],
    )
    hasil = read(lembar)
    assert {t["kolom"] for t in hasil["temuan"] if t["kode_temuan"] == "KOLOM_TIDAK_ADA"} >= {"plafon", "realisasi"}
    assert all(r["plafon"] is None for r in hasil["tabel"]["realisasi_anggaran"])


def test_the_right_one_of_several_quarters_is_taken():
    hasil = read(
        """
        Kode | Uraian | Pagu | Realisasi TW I | Realisasi TW II | Realisasi s.d. TW II | Sisa
        7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA|900.000|100.000|200.000|300.000|600.000
        """
    )
    assert rows(hasil, "realisasi_anggaran", "realisasi", "realisasi_sel") == [("300000", "F2")]
    assert hasil["temuan"] == []


def test_column_of_another_quarter_is_reported():
    lembar = sheet(ANGGARAN)
    lembar.sel[1, 4] = Sel("Realisasi Triwulan I")
    hasil = read(lembar)
    assert codes(hasil) == [("PERIODE_BERTENTANGAN", "Lembar", "D1")]


def test_amounts_in_thousands_are_reported_and_not_multiplied():
    lembar = sheet(ANGGARAN)
    lembar.sel[1, 3] = Sel("Pagu (Rp 000)")
    hasil = read(lembar)
    assert codes(hasil) == [("SATUAN_BUKAN_RUPIAH", "Lembar", "C1")]
    assert rows(hasil, "realisasi_anggaran", "plafon")[0] == ("6480000",)


def test_no_budget_table():
    hasil = read(PK)
    assert hasil["status"] == "DITOLAK"
    assert codes(hasil) == [("TABEL_TIDAK_ADA", None, None)]
    assert len(hasil["tabel"]["perjanjian_kinerja"]) == 1


def test_hidden_sheets_are_not_used():
    hasil = read(ANGGARAN, sheet(ANGGARAN, "Salinan", tersembunyi=True))
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 2
    assert codes(hasil) == [("LEMBAR_TERSEMBUNYI", "Salinan", None)]


def test_a_sheet_of_another_quarter_beside_the_right_one_is_left_out():
    lama = sheet("REALISASI ANGGARAN TRIWULAN I TAHUN 2023\n\n" + ANGGARAN.strip("\n"), "TW I")
    kini = sheet("REALISASI ANGGARAN TRIWULAN II TAHUN 2023\n\n" + ANGGARAN.strip("\n"), "TW II")
    hasil = read(lama, kini)
    assert {r["lembar"] for r in hasil["tabel"]["realisasi_anggaran"]} == {"TW II"}
    assert codes(hasil) == [("PERIODE_BERTENTANGAN", "TW I", "A1")]
    assert hasil["status"] == "TERBACA"
    sendiri = read(lama)
    assert codes(sendiri) == [("IDENTITAS_BERTENTANGAN", "TW I", "A1")]
    assert sendiri["status"] == "DITOLAK"


def test_word_tables_keep_their_addresses():
    lembar = sheet(ANGGARAN, "Tabel 3.3", nomor_tabel=5)
    hasil = read(lembar, teks=[("paragraf 1", "LAPORAN KINERJA\nTRIWULAN II\nKECAMATAN\nROWOKANGKUNG\nTAHUN 2023")])
    assert hasil["identitas"]["kode_kecamatan"] == "35.08.08"
    assert rows(hasil, "realisasi_anggaran", "plafon_sel")[0] == ("tabel 5 baris 2 kolom 3",)


def test_empty_workbooks():
    for buku in (book(), book(cover(""), sheet(""))):
        assert buku.lembar
    assert read(cover(""))["status"] == "DITOLAK"


def test_a_recap_and_a_copy_do_not_count_twice():
    rekap = """
    No | Program | Pagu | Realisasi | Sisa
    1 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | 6.480.000 | 900.000 | 5.580.000
    _ | JUMLAH | 6.480.000 | 900.000 | 5.580.000
    """
    hasil = read(rekap, ANGGARAN, sheet("Kode|x\n" + ANGGARAN.strip(), "Salinan", kolom=2))
    kode = ["7.01.01", "7.01.01.2.01"]
    assert rows(hasil, "realisasi_anggaran", "lembar", "kode") == [("Lembar 2", k) for k in kode]
    assert [x["lembar"] for x in hasil["letak"]] == ["Lembar 2"]
    assert hasil["temuan"] == []


def test_a_copy_with_other_amounts_stays_to_be_seen():
    hasil = read(ANGGARAN, sheet("\n\n" + ANGGARAN.strip().replace("1.000.000", "2.000.000"), "Lama", kolom=2))
    assert len(hasil["tabel"]["realisasi_anggaran"]) == 4


def test_a_table_of_budgets_without_programs_is_no_agreement():
    hasil = read(ANGGARAN, "Kegiatan | Anggaran\nPengadaan kursi | 5.000.000\nPengadaan meja | 6.000.000")
    assert hasil["tabel"]["perjanjian_anggaran"] == []
    assert hasil["temuan"] == []


def test_rp_and_number_in_two_columns_under_one_header():
    lembar = sheet(
        """
        Kode | Uraian | Pagu | _ | Realisasi | _ | Sisa | _
        7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA | Rp | =500000 | Rp | =0 | Rp | =500000
        """,
        gabungan=[(1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8)],
    )
    hasil = read(lembar)
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "plafon", "plafon_sel", "sisa_sel") == [("500000", "D2", "H2")]


def test_a_table_without_a_code_column_whose_names_are_known():
    isi = "\n".join(b.split("|", 1)[1] for b in ANGGARAN.strip("\n").splitlines())
    hasil = read(isi)
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "kode", "kode_asal", "kode_sel") == [
        ("7.01.01", "dari_nama", "A2"), ("7.01.01.2.01", "dari_nama", "A3"),
    ]  # fmt: skip
    tanpa = read("Uraian|Pagu|Realisasi|Sisa\nBelanja A|500.000|0|500.000\nBelanja B|500.000|0|500.000")
    assert [(t["kode_temuan"], t["kolom"]) for t in tanpa["temuan"]] == [("KOLOM_TIDAK_ADA", "kode")]


def test_the_continuation_of_a_table_of_another_quarter_is_left_out_too():
    isi = ANGGARAN.strip("\n").splitlines()
    lama = sheet("REALISASI ANGGARAN TRIWULAN I TAHUN 2023\n\n" + "\n".join(isi[:2]), "TW I")
    kini = sheet("REALISASI ANGGARAN TRIWULAN II TAHUN 2023\n\n" + "\n".join(isi), "TW II")
    hasil = read(lama, sheet(isi[2], "TW I (2)"), kini)
    assert {r["lembar"] for r in hasil["tabel"]["realisasi_anggaran"]} == {"TW II"}


def test_spellings_that_are_not_the_reference_are_kept_each_once_also_of_later_tables():
    alias = "Persentase Pemenuhan kebutuhan operasional Perkantoran"
    pk = """
    No | Sasaran | Indikator Kinerja | Target
    1 | Meningkatnya layanan | Persentase Pemenuhan Kebutuhan Operasional Kantor | 90 %
    2 | Meningkatnya layanan | Nilai akuntabilitas kecamatan | 70 %
    """
    hasil = read(pk, pk.replace("Persentase Pemenuhan Kebutuhan Operasional Kantor", alias), ANGGARAN)
    assert rows(hasil, "ejaan", "jenis", "teks", "cara", "id", "alias", "lembar", "sel") == [
        ("indikator", "Nilai akuntabilitas kecamatan", None, None, None, "Lembar 1", "C3"),
        ("indikator", alias, "alias", "P1", alias, "Lembar 2", "C2"),
    ]


NAMA = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


def test_realisation_per_triwulan_takes_its_total_never_a_single_triwulan():
    per_triwulan = """
        Kode | Uraian | Pagu | Realisasi | _ | {jumlah} | Sisa
        _ | _ | _ | TW I | TW II | {kolom} | _
        7.01.01 | {nama} | 9.000.000 | 1.000.000 | 2.000.000 | 3.000.000 | 6.000.000
        """
    hasil = read(per_triwulan.format(jumlah="_", kolom="Jumlah", nama=NAMA))
    assert rows(hasil, "realisasi_anggaran", "realisasi", "realisasi_sel") == [("3000000", "F3")]
    hasil = read(per_triwulan.format(jumlah="Catatan", kolom="", nama=NAMA))
    assert rows(hasil, "realisasi_anggaran", "realisasi", "realisasi_sel") == [(None, None)]
    assert codes(hasil)[0][0] == "KOLOM_TIDAK_ADA"


def test_header_word_cut_at_the_end_of_a_line():
    lembar = sheet(ANGGARAN)
    lembar.sel[1, 4] = Sel("Reali-\nsasi")
    assert read(lembar)["temuan"] == []


def test_codes_and_names_in_two_columns_under_one_header():
    lembar = sheet(f"""
        Program/Kegiatan | _ | Pagu | Realisasi | Sisa
        7.01.01 | {NAMA} | 9.000.000 | 1.000.000 | 8.000.000
        _ | TOTAL | 9.000.000 | 1.000.000 | 8.000.000
        """, gabungan=[(1, 1, 1, 2)])  # fmt: skip
    hasil = read(lembar)
    assert rows(hasil, "realisasi_anggaran", "kode", "kode_sel", "uraian_sel") == [
        ("7.01.01", "A2", "B2"),
        (None, "B3", "B3"),
    ]


def test_only_the_outermost_total_is_the_total():
    lain = "PROGRAM PEMBINAAN DAN PENGAWASAN PEMERINTAHAN DESA"
    hasil = read(f"""
        Kode | Uraian | Pagu | Realisasi | Sisa
        7.01.01 | {NAMA} | 9.000.000 | 1.000.000 | 8.000.000
        _ | Jumlah | 9.000.000 | 1.000.000 | 8.000.000
        7.01.06 | {lain} | 2.000.000 | 1.000.000 | 1.000.000
        _ | Jumlah | 2.000.000 | 1.000.000 | 1.000.000
        _ | JUMLAH TOTAL | 11.000.000 | 2.000.000 | 9.000.000
        """)
    assert rows(hasil, "realisasi_anggaran", "tingkat", "induk_urutan") == [
        ("program", 5), ("lain", None), ("program", 5), ("lain", None), ("total", None),
    ]  # fmt: skip


def test_the_target_of_the_year_stands_beside_that_of_the_triwulan():
    lembar = sheet(
        """
        Sasaran Strategis | Indikator Kinerja | Target | Triwulan II | _ | Capaian (%)
        _ | _ | _ | Target | Realisasi | _
        A | Persentase Pemenuhan Urusan Pemerintahan Umum | 90 | 45 | 40 | 44,44
        """,
        gabungan=[(1, 4, 1, 5)],
    )
    hasil = read(lembar, ANGGARAN)
    assert rows(hasil, "capaian_indikator", "target", "target_sel", "realisasi_triwulan") == [("90", "C3", "40")]


def test_the_unit_may_stand_above_the_table():
    hasil = read("REALISASI ANGGARAN\n(dalam ribuan rupiah)\n" + ANGGARAN.strip())
    assert codes(hasil) == [("SATUAN_BUKAN_RUPIAH", "Lembar 1", "A2")]


def test_a_total_that_lost_its_thousands_is_no_mere_note():
    hasil = read(ANGGARAN + "_ | TOTAL | =6480.0 | 1.000.000 | 5.480.000 | _\n")
    assert codes(hasil) == [("SKALA_TOTAL", "Lembar 1", "C4")]


def test_a_misspelt_header_is_named_and_not_read():
    lembar = sheet(ANGGARAN)
    lembar.sel[1, 3] = Sel("Plafon Angaran")
    hasil = read(lembar)
    assert codes(hasil)[0] == ("KOLOM_TIDAK_ADA", "Lembar", "A1")
    assert hasil["temuan"][0]["sebab"].endswith('Tajuk "Plafon Angaran" pada C1 mungkin salah ketik.')
    assert rows(hasil, "realisasi_anggaran", "plafon")[0] == (None,)
