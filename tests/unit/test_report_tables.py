"""The report tables say what the published tables say, with blanks, synthetic marks and notation right."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from transforms import database, publish
from transforms.reports import (
    tables,
    tables_anggaran,
    tables_kinerja,
    tables_metode,
    tables_ringkasan,
    tables_temuan,
)
from transforms.reports.format import (
    clean_text,
    code_order,
    format_date,
    format_number,
    format_persen,
    format_rupiah,
    format_time,
    period_label,
    receipt_link,
)


@pytest.fixture(scope="module")
def con(contoh):
    with database.open_published(publish.current_path(contoh[0])) as con:
        yield con


@pytest.fixture(scope="module")
def data(con, contoh):
    return tables.load_data(con, 2023, 2, contoh[0])


def by_name(tabel, key="kecamatan"):
    return {b.nilai.get(key): b for b in tabel.baris}


@pytest.mark.parametrize(
    ("nilai", "tertulis"),
    [
        (Decimal("2385345430.00"), "2.385.345.430"),
        (Decimal("1500.35"), "1.500,35"),
        (Decimal("-367290000"), "-367.290.000"),
        (Decimal("0"), "0"),
        (Decimal("-0.00"), "0"),
        (None, "–"),
    ],
)
def test_rupiah(nilai, tertulis):
    assert format_rupiah(nilai) == tertulis


@pytest.mark.parametrize(("nilai", "tertulis"), [("37.165", "37,17"), ("0.005", "0,01"), ("-1.005", "-1,01")])
def test_persen_rounds_half_up(nilai, tertulis):
    assert format_persen(Decimal(nilai)) == tertulis


def test_dates_and_periods():
    assert format_date(dt.date(2023, 7, 4)) == "4 Juli 2023"
    utc = dt.datetime(2022, 12, 31, 17, 30, tzinfo=dt.UTC)
    assert format_time(utc) == "1 Januari 2023 00.30 WIB"
    assert period_label(2023, 2) == "Triwulan II Tahun 2023"
    assert format_number(1234.5, 1) == "1.234,5"


def test_clean_text_drops_what_harms():
    assert clean_text("a\x0bb\x00c\u202edef\ufeff") == "abcdef"
    assert clean_text("baris\r\nbaru\tkolom") == "baris\nbaru\tkolom"
    assert clean_text("Lapo\u0301ran") == "Lapóran"
    clean_text("\ud800").encode("utf-8")  # a lone surrogate would break every writer


def test_receipt_link_only_for_our_ids():
    assert receipt_link("K000012") == "tanda-terima/K000012.html"
    for palsu in (None, "", "../x", "K12", "K000012/../../x", "javascript:alert(1)", "K٠٠٠٠١٢"):
        assert receipt_link(palsu) is None


def test_code_order_is_numeric_with_remainder_last():
    kode = ["7.01.03.tanpa-rincian", "7.01.10", "7.01.03", "7.01.03.2.01.10", "7.01.03.2.01.9", "7.01.04"]
    assert sorted(kode, key=code_order) == [
        "7.01.03", "7.01.03.2.01.9", "7.01.03.2.01.10", "7.01.03.tanpa-rincian", "7.01.04", "7.01.10",
    ]  # fmt: skip


def test_summary_shows_both_rates_and_changes(data):
    baris = by_name(tables_ringkasan.summary_table(data), "uraian")
    kab = data.kabupaten
    dihitung = baris["Serapan dihitung dari rincian (%)"].nilai
    assert dihitung["ini"] == kab["serapan_persen"]
    lalu = data.rows("konsolidasi_kabupaten", (2023, 1))[0]
    assert dihitung["ubah_lalu"] == kab["serapan_persen"] - lalu["serapan_persen"]
    beda = kab["plafon_dilaporkan"] - kab["plafon_dihitung"]
    assert baris["Selisih plafon: laporan − rincian (Rp)"].nilai["ini"] == beda != 0
    assert "20 dari 21" in data.cakupan
    assert data.status == "sementara"


def test_first_triwulan_is_not_compared_with_the_last_of_the_year_before(con, contoh):
    data = tables.load_data(con, 2023, 1, contoh[0])
    assert data.sebelumnya == (2022, 4)
    assert all(not b.nilai["ubah_lalu"] for b in tables_ringkasan.summary_table(data).baris)


def test_problem_list_names_missing_and_late(data):
    baris = by_name(tables_ringkasan.compliance_table(data, hanya_masalah=True))
    assert {n: (b.nilai["status"], b.nilai["hari"]) for n, b in baris.items()} == {
        "Pronojiwo": ("BELUM_ADA", None),
        "Rowokangkung": ("DITERIMA_DENGAN_CATATAN", 6),
        "Gucialit (sintetis)": ("DITERIMA_DENGAN_CATATAN", 3),
    }


def test_every_kecamatan_table_has_all_21_and_marks_synthetic(data):
    for tabel in (
        tables_ringkasan.compliance_table(data),
        tables_kinerja.achievement_matrix(data),
        tables_kinerja.efficiency_table(data),
        tables_anggaran.absorption_table(data),
        tables_temuan.comparison_table(data),
    ):
        nama = [str(b.nilai["kecamatan"]) for b in tabel.baris]
        kecamatan = {k["kecamatan"] for k in data.kecamatan}
        assert {n.split(" (")[0] for n in nama} >= kecamatan, tabel.judul
        # its files of the other periods are synthetic, and the comparison shows those too
        sebagian = tabel.judul == "Perbandingan Antarperiode"
        assert ("Rowokangkung (sebagian sintetis)" if sebagian else "Rowokangkung") in nama
        assert "Tekung (sintetis)" in nama and "Tekung" not in nama, tabel.judul


def test_achievement_keeps_blank_apart_from_zero(data):
    tabel = tables_kinerja.achievement_matrix(data)
    baris = by_name(tabel)
    assert baris["Pronojiwo"].nilai["rata"] is None
    assert baris["Rowokangkung"].nilai["S1"] == Decimal("52.42")
    assert baris["Rowokangkung"].warna["S1"] == "Rendah"
    assert baris["Rowokangkung"].nilai["P4"] is None
    assert baris["Rowokangkung"].asal["S2"] == "Capaian Kinerja!F16"
    rinci = tables_kinerja.achievement_details(data, "35.08.08").baris
    assert {b.nilai["alasan_kosong"] for b in rinci} == {"", "target kosong", "realisasi tidak dilaporkan"}
    assert rinci[0].asal["target"] == "Perjanjian Kinerja!D5"


def test_budget_tree_adds_up_and_shows_the_remainder(data):
    tabel = tables_anggaran.budget_tree(data)
    program = [b.nilai for b in tabel.baris if b.gaya == "program"]
    jumlah = tabel.baris[-1].nilai
    for kolom in ("plafon_dihitung", "realisasi_dihitung", "sisa"):
        assert sum(p[kolom] for p in program) == jumlah[kolom]
    konsolidasi = {k["kode"]: k for k in data.rows("konsolidasi_program")}
    assert {p["kode"]: p["serapan"] for p in program} == {
        k: v["serapan_persen"] for k, v in konsolidasi.items()
    }
    sisa = {b.nilai["uraian"]: b for b in tabel.baris if "Tanpa rincian" in b.nilai["uraian"]}
    assert sorted((b.tingkat, b.nilai["plafon_dilaporkan"]) for b in sisa.values()) == [
        (0, 0), (1, 13150000), (2, 0),
    ]  # fmt: skip
    assert [b.nilai["kode"] for b in sisa.values()] == ["", "", ""]


def test_budget_tree_of_one_kecamatan_is_the_real_report(data):
    tabel = tables_anggaran.budget_tree(data, "35.08.08")
    jumlah = tabel.baris[-1].nilai
    assert (jumlah["plafon_dihitung"], jumlah["realisasi_dihitung"]) == (
        Decimal(2372195430),
        Decimal(881795882),
    )
    assert (jumlah["plafon_dilaporkan"], jumlah["realisasi_dilaporkan"]) == (
        Decimal(2385345430),
        Decimal(889930882),
    )
    gaji = by_name(tabel, "kode")["7.01.01.2.02.01"]
    assert gaji.asal["plafon_dihitung"] == gaji.asal["plafon_dilaporkan"] == "Realisasi Anggaran!C16"
    baris = by_name(tables_anggaran.absorption_table(data))["Rowokangkung"].nilai
    assert (baris["serapan_persen"], baris["serapan_dilaporkan_persen"]) == (
        Decimal("37.17"),
        Decimal("37.31"),
    )


def test_program_matrix_equals_marts(data):
    tabel = tables_anggaran.program_matrix(data)
    bagian, nilai = "", {}
    for b in tabel.baris:
        if b.gaya == "bagian":
            bagian = b.nilai["kecamatan"]
        elif b.gaya == "total":
            nilai[bagian] = b.nilai["total"]
    kab = data.kabupaten
    assert nilai == {
        "Serapan (%)": kab["serapan_persen"],
        "Realisasi (Rp)": kab["realisasi_dihitung"],
        "Plafon (Rp)": kab["plafon_dihitung"],
    }


def test_ranking_shares_ranks_and_names_the_missing(data):
    tabel = tables_kinerja.ranking_table(data)
    nomor = [(b.nilai["capaian"], b.nilai["no_capaian"]) for b in tabel.baris]
    assert all(a[1] == b[1] for a in nomor for b in nomor if a[0] == b[0])
    assert [b.nilai["no_serapan"] for b in tabel.baris] == list(range(1, 21))
    assert "Pronojiwo" in tabel.catatan[1]


def test_findings_are_those_of_the_files_in_force(data):
    baris = tables_temuan.findings_table(data).baris
    assert [b.nilai["kecamatan"] for b in baris if b.nilai["judul"].startswith("Kelengkapan")] in (
        [],
        ["Kabupaten"],
    )
    kiriman = {b.nilai["tanda_terima"] for b in baris}
    digantikan = {k["menggantikan"] for k in data.rows("kiriman")} - {None}
    ditolak = {k["kiriman_id"] for k in data.rows("kiriman") if k["status"] == "DITOLAK"}
    assert digantikan and ditolak  # Tempeh sent a correction; Klakah's first file was refused
    assert not kiriman & (digantikan | ditolak)
    sel = {b.nilai["sel"] for b in tables_temuan.findings_table(data, "35.08.08").baris}
    assert {"E16", "C7", "D6", "A44"} <= sel


def test_a_newer_refused_file_keeps_its_findings(data, monkeypatch):
    kiriman = [dict(k) for k in data.rows("kiriman")]
    lama = next(k for k in kiriman if k["status"] == "DITOLAK")
    lama["nomor"] = 10**6
    monkeypatch.setitem(data._isi, ("kiriman", ("tahun", 2023), ("triwulan", 2)), kiriman)
    assert lama["kiriman_id"] in tables_temuan._shown_kiriman(data)


def test_changes_name_the_row(data):
    baris = tables_temuan.changes_table(data).baris
    assert {b.nilai["kecamatan"] for b in baris} == {"Tempeh (sintetis)"}
    assert any(b.nilai["kunci"].startswith("7.01.01.2.06.04 Penyediaan Bahan") for b in baris)
    assert tables_temuan.changes_table(data, "35.08.08").baris == []


def test_comparison_and_trend(data):
    baris = by_name(tables_temuan.comparison_table(data))
    kab = baris["KABUPATEN"].nilai
    assert kab["capaian_ubah"] == data.kabupaten["rata_capaian"] - kab["capaian_lalu"]
    assert [b.nilai["periode"] for b in tables_temuan.trend_table(data).baris] == [
        "TW II 2022",
        "TW I 2023",
        "TW II 2023",
    ]


def test_method_names_files_and_database(data):
    masuk = tables_metode.input_table(data)
    assert len(masuk.baris) == len(data.rows("kiriman"))
    assert {b.nilai["jenis"] for b in masuk.baris} == {"sintetis", "kiriman kecamatan"}
    assert all(len(b.nilai["sha256"]) == 12 for b in masuk.baris)
    assert (
        by_name(tables_metode.formula_table(data), "istilah")["Tenggat"].nilai["arti"].startswith("15 hari")
    )
    assert [b.nilai["batas"] for b in tables_metode.scale_table(data).baris] == [
        "≥ 91 %", "76–90 %", "66–75 %", "51–65 %", "≤ 50 %",
    ]  # fmt: skip


def test_method_is_about_the_period_alone(data, con, contoh):
    ini, lalu = (
        {b.nilai["kunci"]: b.nilai["nilai"] for b in tables_metode.database_table(d).baris}
        for d in (data, tables.load_data(con, 2023, 1, contoh[0]))
    )
    assert ini["Kiriman terakhir periode ini"] == "K000070" != lalu["Kiriman terakhir periode ini"]
    sidik = "Sidik data periode ini dan setahun sebelumnya"
    assert re.fullmatch("[0-9a-f]{64}", ini[sidik]) and ini[sidik] != lalu[sidik]


def test_a_period_without_anything_gives_tables_of_blanks(con, contoh):
    data = tables.load_data(con, 2024, 3, contoh[0])
    assert tables_ringkasan.summary_table(data).baris[0].nilai["ini"] is None
    assert len(tables_anggaran.absorption_table(data).baris) == 22
    assert tables_anggaran.budget_tree(data).baris[-1].nilai["plafon_dihitung"] is None
    assert tables_temuan.findings_table(data).baris == []
    assert data.status == "sementara"


@pytest.mark.parametrize(
    ("indikator", "harapan"),
    [
        (("naik_baik", "akumulatif", "R / T", None, None), "makin tinggi makin baik; dijumlahkan antartriwulan"),
        (("turun_baik", "terakhir", "T / R", None, None), "makin rendah makin baik (T / R); nilai triwulan terakhir"),
        (("rentang", "rata", "", Decimal(10), Decimal(20)), "baik di antara 10,00 dan 20,00; rata-rata triwulan"),
        ((None, "rata", "", None, None), "arah belum ditetapkan; rata-rata triwulan"),
    ],
)
def test_rule_beside_the_figure(indikator, harapan):
    kolom = ("arah", "sifat", "rumus", "rentang_bawah", "rentang_atas")
    assert tables_metode.rule_of(dict(zip(kolom, indikator, strict=True))) == harapan


def test_every_capaian_has_its_rule_and_the_summary_its_basis(data):
    assert {b.nilai["aturan"] for b in tables_kinerja.achievement_details(data).baris} >= {
        "makin tinggi makin baik; dijumlahkan antartriwulan",
    }
    catatan = " ".join(tables_ringkasan.summary_table(data).catatan)
    assert "Sumber angka: LKj; dibandingkan dengan SIPD pada 20 kecamatan." in catatan
    assert "rata-rata sederhana, tanpa bobot" in catatan and "tanpa capaian tidak ikut" in catatan
