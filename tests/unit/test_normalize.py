"""Cells into values: what is refused, what is noted, what is kept as text."""

import datetime
import json

import pytest

from tests.kisi import ANGGARAN, NAMA, REF, codes, read, rows, sheet
from transforms.values.numbers import parse_persen, parse_rupiah
from transforms.workbook.cell_values import _percent, clean_text, raw_text, read_amount
from transforms.workbook.grid import Buku, Lembar, Sel, column_letters
from transforms.workbook.normalize import normalize

PK = """
No | Sasaran Strategis | Indikator Kinerja | Target
1. | Mengoptimalkan Fasilitasi | Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti | 90 %
2. | Meningkatnya Kualitas | Persentase Pemenuhan Urusan Pemerintahan Umum | 90 %
3. | Lainnya | Persentase Desa yang menetapkan APBDes Tepat Waktu | 80 %
"""


def with_cell(sel: Sel | None, letak=(3, 3), isi: str = ANGGARAN, **sifat) -> dict:
    lembar = sheet(isi, **sifat)
    if sel is None:
        lembar.sel.pop(letak, None)
    else:
        lembar.sel[letak] = sel
    return read(lembar)


@pytest.mark.parametrize(
    ("sel", "kode"),
    [
        (Sel("#REF!", "galat"), "SEL_GALAT"),
        (Sel(None, "rumus_kosong"), "FORMULA_BELUM_DIHITUNG"),
        (Sel(datetime.datetime(2023, 7, 21), "tanggal"), "TANGGAL_DI_KOLOM_ANGKA"),
        (Sel(datetime.date(2023, 7, 21), "tanggal"), "TANGGAL_DI_KOLOM_ANGKA"),
        (Sel(True, "logika"), "LOGIKA_DI_KOLOM_ANGKA"),
        (Sel(198001012005011002, "angka"), "PRESISI_HILANG"),
        (Sel(6480000, "angka", rumus_luar=True), "NILAI_DARI_BERKAS_LAIN"),
        (Sel("6,48 juta"), "ANGKA_TIDAK_TERBACA"),
        (Sel("1.50.000"), "ANGKA_TIDAK_TERBACA"),
    ],
)
def test_refused_amounts(sel, kode):
    hasil = with_cell(sel)
    assert codes(hasil) == [(kode, "Lembar", "C3")]
    baris = hasil["tabel"]["realisasi_anggaran"][1]
    assert baris["plafon"] is None
    assert hasil["temuan"][0]["kolom"] == "plafon"
    assert hasil["temuan"][0]["objek"].startswith("7.01.01.2.01 ")


def test_blank_is_not_zero():
    baris = with_cell(None)["tabel"]["realisasi_anggaran"][1]
    assert (baris["plafon"], baris["plafon_mentah"], baris["plafon_sel"]) == (None, None, "C3")
    baris = with_cell(Sel("-"))["tabel"]["realisasi_anggaran"][1]
    assert (baris["plafon"], baris["plafon_mentah"], baris["plafon_tanda"]) == ("0", "-", "DASH_ZERO")


def test_numeric_scale():
    hasil = with_cell(Sel(6.75, "angka"))
    assert codes(hasil) == [("SKALA_MENCURIGAKAN", "Lembar", "C3")]
    hasil = with_cell(Sel(6480, "angka"))  # 6480 × 1000 makes the row add up
    assert codes(hasil) == [("SKALA_MENCURIGAKAN", "Lembar", "C3")]
    isi = ANGGARAN.replace("1.000.000 | 5.480.000", "=4125 | =6475875")
    assert [c[0] for c in codes(read(isi))] == ["SKALA_MENCURIGAKAN"] * 2  # adds up only because sisa is computed


def test_short_remainder_of_a_row_that_adds_up_is_genuine():
    assert read(ANGGARAN.replace("1.000.000 | 5.480.000", "6.479.500 | 500"))["temuan"] == []


def test_merged_amounts_are_refused_once():
    hasil = with_cell(None, gabungan=[(2, 3, 3, 3)])
    assert codes(hasil) == [("NILAI_DIGABUNG", "Lembar", "C2")]
    assert rows(hasil, "realisasi_anggaran", "plafon") == [(None,), (None,)]
    hasil = with_cell(None, letak=(2, 4), gabungan=[(2, 3, 2, 4)])
    assert codes(hasil) == [("NILAI_DIGABUNG", "Lembar", "C2")]


def test_amount_merged_with_a_label_column_is_read():
    hasil = with_cell(None, letak=(3, 6), gabungan=[(3, 5, 3, 6)])
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "sisa")[1] == ("5480000",)


def test_merged_labels_are_filled():
    lembar = sheet(ANGGARAN, gabungan=[(2, 6, 3, 6)])
    del lembar.sel[3, 6]
    assert rows(read(lembar), "realisasi_anggaran", "sumber_dana") == [("DAU",), ("DAU",)]
    pk = sheet(PK, "PK", gabungan=[(2, 2, 4, 2), (2, 1, 4, 1)])
    for b in (3, 4):
        del pk.sel[b, 2], pk.sel[b, 1]
    hasil = read(ANGGARAN, pk)
    assert (
        rows(hasil, "perjanjian_kinerja", "sasaran", "sasaran_sel", "nomor_mentah", "nomor_sel")
        == [("Mengoptimalkan Fasilitasi", "B2", "1.", "A2")] * 3
    )


def test_unmerged_sasaran_goes_on_over_its_indicators():
    pk = sheet(PK, "PK")
    del pk.sel[3, 2], pk.sel[3, 1]
    hasil = read(ANGGARAN, pk)
    assert rows(hasil, "perjanjian_kinerja", "sasaran", "sasaran_sel", "nomor_sel")[1] == (
        "Mengoptimalkan Fasilitasi", "B2", "A3",
    )  # fmt: skip


def test_hidden_rows_are_read_and_flagged():
    hasil = read(sheet(ANGGARAN, baris_tersembunyi=frozenset([3])))
    assert codes(hasil) == [("BARIS_TERSEMBUNYI", "Lembar", "B3")]
    assert rows(hasil, "realisasi_anggaran", "tersembunyi", "plafon") == [(False, "6480000"), (True, "6480000")]


@pytest.mark.parametrize(
    ("sel", "nilai", "satuan"),
    [
        (Sel("90 %"), "90", "%"), (Sel(0.9, "angka", persen=True), "90", "%"), (Sel(90, "angka"), "90", None),
        (Sel("52,42%"), "52.42", "%"), (Sel("15.76 %"), "15.76", "%"), (Sel("12 Dokumen"), "12", "Dokumen"),
        (Sel("-"), None, None), (None, None, None),
    ],
)  # fmt: skip
def test_targets(sel, nilai, satuan):
    pk = sheet(PK, "PK")
    pk.sel.pop((2, 4))
    if sel is not None:
        pk.sel[2, 4] = sel
    hasil = read(ANGGARAN, pk)
    assert rows(hasil, "perjanjian_kinerja", "target", "satuan")[0] == (nilai, satuan)
    assert hasil["temuan"] == []


@pytest.mark.parametrize(
    ("sel", "kode"),
    [
        (Sel("sembilan puluh"), "PERSEN_TIDAK_TERBACA"), (Sel("#DIV/0!", "galat"), "SEL_GALAT"),
        (Sel(0.9, "angka"), "SKALA_MENCURIGAKAN"), (Sel(5242, "angka"), "SKALA_MENCURIGAKAN"),
        (Sel(None, "rumus_kosong"), "FORMULA_BELUM_DIHITUNG"),
    ],
)  # fmt: skip
def test_targets_that_need_a_person(sel, kode):
    pk = sheet(PK, "PK")
    pk.sel[2, 4] = sel
    assert codes(read(ANGGARAN, pk)) == [(kode, "PK", "D2")]


def test_second_occurrence_of_an_indicator():
    lampiran = PK.replace("80 %", "85 %").replace("90 %", "90%")
    pk = sheet(PK, "PK")
    del pk.sel[3, 4]  # blank first, filled in the annex
    hasil = read(ANGGARAN, pk, sheet(lampiran, "Lampiran"))
    assert codes(hasil) == [("TARGET_BEDA", "Lampiran", "D4")]
    assert rows(hasil, "perjanjian_kinerja", "indikator_id", "target", "lembar", "target_sel", "sel_lain") == [
        ("S1", "90", "PK", "D2", "Lampiran!D2"),
        ("P5", "90", "Lampiran", "D3", "PK!D3"),
        ("P7", "80", "PK", "D4", "Lampiran!D4"),
    ]


def test_names_of_indicators():
    pk = PK.replace("Persentase Pemenuhan Urusan Pemerintahan Umum", "Prosentase pemenuhan urusan pemerintahn umum")
    pk = pk.replace("Persentase Desa yang menetapkan APBDes Tepat Waktu", "Jumlah surat yang terkirim")
    hasil = read(ANGGARAN, sheet(pk, "PK"))
    assert codes(hasil) == [("NAMA_MIRIP", "PK", "C3"), ("INDIKATOR_TIDAK_DIKENAL", "PK", "C4")]
    assert [r[0] for r in rows(hasil, "perjanjian_kinerja", "indikator_id")] == [
        "S1",
        "P5",
        "lain-jumlah-surat-yang-terkirim",
    ]


def test_extra_columns_are_kept_as_json():
    lembar = sheet(ANGGARAN)
    lembar.sel |= {(1, 7): Sel("Lokasi"), (2, 7): Sel("Desa Nogosari"), (3, 7): Sel(12, "angka")}
    kolom = [json.loads(r["tambahan"]) for r in read(lembar)["tabel"]["realisasi_anggaran"]]
    assert kolom == [{"Lokasi": "Desa Nogosari"}, {"Lokasi": "12"}]


def test_kept_texts_are_clean():
    lembar = sheet(ANGGARAN)
    lembar.sel[3, 2] = Sel("Perencanaan,\x0b Penganggaran\x00,\nEvaluasi \u202e NIP. 19800101 200501 1 002\ud800")
    lembar.sel[3, 6] = Sel("DAU\x07\n")
    baris = read(lembar)["tabel"]["realisasi_anggaran"][1]
    assert baris["uraian"] == "Perencanaan, Penganggaran, Evaluasi (NIP dihapus)"
    assert baris["sumber_dana"] == "DAU"
    assert clean_text("NIP 198001012005011002 / 19800101.200501.1.002") == "(NIP dihapus) / (NIP dihapus)"
    assert clean_text("1.348.090.074") == "1.348.090.074"


def test_raw_text_of_typed_cells():
    isi = [
        (Sel(6480000.0, "angka"), "6480000"), (Sel(6.75, "angka"), "6.75"), (Sel(1348090074, "angka"), "1348090074"),
        (Sel(True, "logika"), "TRUE"), (Sel(datetime.date(2023, 7, 1), "tanggal"), "2023-07-01"),
        (Sel("#REF!", "galat"), "#REF!"), (Sel(None, "rumus_kosong"), None), (None, None), (Sel("  "), None),
        (Sel(float("nan"), "angka"), "nan"), (Sel(198001012005011002, "angka"), "(NIP dihapus)"),
    ]  # fmt: skip
    assert [raw_text(s) for s, _ in isi] == [t for _, t in isi]


def test_narrative_sections():
    isi = """
    ANALISIS CAPAIAN KINERJA TRIWULAN II TAHUN 2023

    A. Permasalahan
    1. | Menurunnya kondisi sarana dan prasarana;
    2. | Kurangnya sumber daya manusia.
    B. Faktor Pendorong
    Dukungan pemerintah desa.
    C. Faktor Penghambat
    Jaringan internet.
    D. Rencana Tindak Lanjut
    Pengadaan jaringan.
    E. Penutup
    Demikian laporan ini.
    """
    hasil = read(ANGGARAN, sheet(isi, "Analisis"))
    assert rows(hasil, "narasi", "bagian", "sel", "teks") == [
        ("permasalahan", "B4", "Menurunnya kondisi sarana dan prasarana;"),
        ("permasalahan", "B5", "Kurangnya sumber daya manusia."),
        ("faktor_pendorong", "A7", "Dukungan pemerintah desa."),
        ("faktor_penghambat", "A9", "Jaringan internet."),
        ("tindak_lanjut", "A11", "Pengadaan jaringan."),
    ]
    assert hasil["temuan"] == []


def test_findings_of_the_cell_reader_come_first():
    buku = Buku("xlsx", [sheet(ANGGARAN)], temuan=[{"kode_temuan": "TAUTAN_LUAR"}])
    assert normalize(buku, NAMA, REF)["temuan"][0] == {"kode_temuan": "TAUTAN_LUAR"}


def test_column_letters():
    assert [column_letters(i) for i in (1, 26, 27, 52, 53, 256, 257, 702, 703, 16384)] == [
        "A", "Z", "AA", "AZ", "BA", "IV", "IW", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
    assert Lembar("x", nomor_tabel=2).alamat(3, 4) == "tabel 2 baris 3 kolom 4"


@pytest.mark.parametrize("persen", [False, True])
@pytest.mark.parametrize(
    "nilai",
    [0, 1, 9999, 10_000, 6480000, 10**15 - 1, 10**15, -5, 6.5, "6.480.000", "1.000", "9.999", "10.000", "0.480.000",
     "999.999.999.999.999", "1.000.000.000.000.000", "6.480.00", "6,480,000", " 6.480.000", "٦.٤٨٠.٠٠٠", "-", ""],
)  # fmt: skip
def test_the_shortcuts_for_numbers_are_the_rule(nilai, persen):
    sel = Sel(nilai, "teks" if isinstance(nilai, str) else "angka", persen=persen)
    assert (read_amount(sel), _percent(sel)) == (parse_rupiah(sel), parse_persen(sel))


def test_a_name_of_several_paragraphs_pasted_from_word():
    lembar = sheet(
        """
        Kode | Program/Kegiatan | Pagu | Realisasi | Sisa | Ket.
        7.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN | 6.480.000 | 1.000.000 | 5.480.000 | DAU
        _ | DAERAH KABUPATEN/KOTA
        7.01.01.2.01 | Perencanaan, Penganggaran, | 6.480.000 | 1.000.000 | 5.480.000 | DAU
        _ | dan Evaluasi
        _ | kinerja perangkat daerah
        """,
        gabungan=[(4, k, 6, k) for k in (1, 3, 4, 5, 6)],
    )
    hasil = read(lembar)
    assert hasil["temuan"] == []
    assert rows(hasil, "realisasi_anggaran", "baris", "uraian", "uraian_sel", "plafon") == [
        (2, "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA", "B2", "6480000"),
        (4, "Perencanaan, Penganggaran, dan Evaluasi kinerja perangkat daerah", "B4", "6480000"),
    ]


def test_an_indicator_that_runs_on_over_two_rows():
    sambungan = "fasilitasi dan | 90 %\n_ | _ | koordinasi yang ditindaklanjuti"
    isi = PK.replace("fasilitasi dan koordinasi yang ditindaklanjuti | 90 %", sambungan)
    assert rows(read(ANGGARAN, sheet(isi, "PK")), "perjanjian_kinerja", "indikator_id", "target", "indikator_sel") == [
        ("S1", "90", "C2"), ("P5", "90", "C4"), ("P7", "80", "C5"),
    ]  # fmt: skip


def test_a_target_merged_over_several_indicators_is_refused():
    pk = sheet(PK, "PK", gabungan=[(2, 4, 4, 4)])
    del pk.sel[3, 4], pk.sel[4, 4]
    hasil = read(ANGGARAN, pk)
    assert codes(hasil) == [("NILAI_DIGABUNG", "PK", "D2")]
    assert rows(hasil, "perjanjian_kinerja", "target") == [(None,), (None,), (None,)]


def test_a_personnel_number_kept_as_a_number_is_cut():
    lembar = sheet(ANGGARAN + "_ | NIP. | =198001012005011002 | _ | _ | _\n")
    hasil = read(lembar)
    assert codes(hasil) == [("NOMOR_TERPOTONG", "Lembar", "C4")]
    assert hasil["temuan"][0]["nilai_mentah"] is None
