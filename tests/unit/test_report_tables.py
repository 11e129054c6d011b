"""The report tables say what the published tables say, with blanks, synthetic marks and notation right."""

import datetime as dt
from decimal import Decimal

import pytest
from mart_palsu import build_mart

from transforms import database
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
from transforms.settings import load_settings


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    path = build_mart(tmp_path_factory.mktemp("terbit") / "konsolidasi.duckdb")
    with database.open_published(path) as con:
        yield con


@pytest.fixture
def data(con, tmp_path):
    return tables.load_data(con, 2023, 2, load_settings(tmp_path))


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
    assert baris["Selisih plafon: laporan − rincian (Rp)"].nilai["ini"] == Decimal(13150000)
    assert "19 dari 21" in data.cakupan
    assert data.status == "sementara"


def test_first_triwulan_is_not_compared_with_the_last_of_the_year_before(con, tmp_path):
    data = tables.load_data(con, 2023, 1, load_settings(tmp_path))
    assert data.sebelumnya == (2022, 4)
    assert all(not b.nilai["ubah_lalu"] for b in tables_ringkasan.summary_table(data).baris)


def test_problem_list_names_missing_refused_and_late(data):
    baris = by_name(tables_ringkasan.compliance_table(data, hanya_masalah=True))
    assert {n: b.nilai["status"] for n, b in baris.items()} == {
        "Rowokangkung": "DITERIMA_DENGAN_CATATAN",
        "Tempeh (sintetis)": "DITERIMA",
        "Kunir (sintetis)": "DITERIMA_DENGAN_CATATAN",
        "Klakah (sintetis)": "DITOLAK",
        "Ranuyoso": "BELUM_ADA",
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
        assert {n.removesuffix(" (sintetis)") for n in nama} >= kecamatan, tabel.judul
        assert "Rowokangkung" in nama or tabel.judul == "Perbandingan Antarperiode"
        assert "Tekung (sintetis)" in nama and "Tekung" not in nama, tabel.judul


def test_achievement_keeps_blank_apart_from_zero(data):
    tabel = tables_kinerja.achievement_matrix(data)
    baris = by_name(tabel)
    assert baris["Ranuyoso"].nilai["rata"] is None
    assert baris["Rowokangkung"].nilai["fasilitasi-koordinasi"] == Decimal("52.42")
    assert baris["Rowokangkung"].warna["fasilitasi-koordinasi"] == "Rendah"
    assert baris["Rowokangkung"].nilai["trantib"] is None
    assert baris["Rowokangkung"].asal["administrasi-desa"] == "Capaian Kinerja!F16"
    rinci = [
        b.nilai
        for b in tables_kinerja.achievement_details(data).baris
        if b.nilai["kecamatan"] == "Rowokangkung"
    ]
    assert {n["alasan_kosong"] for n in rinci} == {"", "target kosong", "realisasi belum dilaporkan"}


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
    sisa = [b for b in tabel.baris if "Tanpa rincian" in b.nilai["uraian"]]
    assert [(b.nilai["kode"], b.tingkat, b.nilai["plafon_dilaporkan"]) for b in sisa] == [
        ("", 1, Decimal(13150000))
    ]
    assert [b.nilai["kode"] for b in tabel.baris].index("7.01.03.2.01.03") < tabel.baris.index(sisa[0])


def test_budget_tree_of_one_kecamatan_is_the_real_report(data):
    jumlah = tables_anggaran.budget_tree(data, "35.08.08").baris[-1].nilai
    assert (jumlah["plafon_dihitung"], jumlah["realisasi_dihitung"]) == (
        Decimal(2372195430),
        Decimal(881795882),
    )
    assert (jumlah["plafon_dilaporkan"], jumlah["realisasi_dilaporkan"]) == (
        Decimal(2385345430),
        Decimal(889930882),
    )
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
    assert [b.nilai["no_serapan"] for b in tabel.baris] == list(range(1, 20))
    assert "Klakah, Ranuyoso" in tabel.catatan[1]


def test_findings_skip_superseded_files_and_keep_refused_ones(data):
    kode = [
        (b.nilai["kecamatan"], b.nilai["tingkat"], b.nilai["sel"])
        for b in tables_temuan.findings_table(data).baris
    ]
    assert ("Kabupaten", "info", "") in kode
    assert ("Klakah (sintetis)", "galat", "C12") in kode
    lama = next(k["menggantikan"] for k in data.rows("kiriman") if k["menggantikan"])
    assert lama not in tables_temuan._shown_kiriman(data)


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


def test_a_period_without_anything_gives_tables_of_blanks(con, tmp_path):
    data = tables.load_data(con, 2024, 3, load_settings(tmp_path))
    assert tables_ringkasan.summary_table(data).baris[0].nilai["ini"] is None
    assert len(tables_anggaran.absorption_table(data).baris) == 22
    assert tables_anggaran.budget_tree(data).baris[-1].nilai["plafon_dihitung"] is None
    assert tables_temuan.findings_table(data).baris == []
    assert data.status == "sementara"
