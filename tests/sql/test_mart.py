"""The published tables: amounts computed from leaves, capaian by arah and sifat, rankings, changes."""

from decimal import Decimal as D

import pytest
from bantu import anggaran, baris, capaian, gudang, hasil, pk_anggaran, pk_kinerja, terima

from transforms import findings
from transforms.findings import read_sql, sql_files

ROWOKANGKUNG = anggaran("""
T _       2385 900 1485
P 7.01.01 1665 788 877 | Penunjang
K 7.01.01.2.01 1665 780 885
S 7.01.01.2.01.01 1000 780 220 | Gaji
S 7.01.01.2.01.02 _ 8 _
P 7.01.03 147 44 103 | Pemberdayaan
K 7.01.03.2.01 134 51 83
S 7.01.03.2.01.01 59 51 8
S 7.01.03.2.01.03 75 0 75
P 7.01.05 24 0 24
K 7.01.05.2.01 10 0 10
S 7.01.05.2.01.08 10 0 10
K 7.01.05.2.01 14 0 14
S 7.01.05.2.01.08 14 0 14
P 7.01.06 0 0 0
S 7.01.04.2.01.01 500 1 499
""")
ROWOKANGKUNG[-1]["induk_urutan"] = None  # its program and kegiatan are not in the table

INDIKATOR = {  # triwulan → what Rowokangkung reports: target, triwulan, kumulatif (Tabel 3.2), capaian
    1: capaian(("S1", "90", "10", None, None), ("S2", "80", "20", None, None), ("P1", "90", "50", None, None)),
    2: capaian(
        ("S1", "90", "15.76", "47.18", "52.42 %"),
        ("S2", "80", "25", None, None),
        ("P1", "90", "70", None, None),
        ("lain-baru", "10", "5", "5", None),
    ),
    3: capaian(("S1", "90", "1", None, None), ("S2", None, "1", "1", None)),
}


@pytest.fixture(scope="module")
def con():
    """Rowokangkung in three triwulan and the year before, a correction, two other kecamatan in TW II."""
    lain = anggaran("T _ 100 50 50\nP 7.01.01 100 50 50")
    c = gudang(
        (terima(1, triwulan=1), hasil(capaian_indikator=INDIKATOR[1])),
        (
            terima(2),
            hasil(
                ROWOKANGKUNG,
                capaian_indikator=INDIKATOR[2],
                perjanjian_kinerja=pk_kinerja(("1", "S1", "90"), ("2", "S2", "80"), ("3", "P4", None)),
                perjanjian_anggaran=pk_anggaran(("1", "7.01.01", "1665")),
                narasi=[{"lembar": "Narasi", "baris": 4, "sel": "A4", "bagian": "permasalahan", "teks": "Sarana"}],
            ),
        ),
        (terima(3, kode="35.08.09"), hasil(lain, capaian_indikator=capaian(("S1", "90", "9", "90", "100")))),
        (terima(4, kode="35.08.10", sintetis=False), hasil(lain)),
        (terima(5, triwulan=3), hasil(capaian_indikator=INDIKATOR[3])),
        (terima(6, tahun=2022), hasil(capaian_indikator=capaian(("S1", "90", "9", "45", "50")))),
        (
            terima(7, kode="35.08.09"),
            hasil(
                anggaran("T _ 100 60 40\nP 7.01.01 90 60 30\nP 7.01.02 10 0 10", 7),
                capaian_indikator=capaian(("S1", "90", "9", "90", "100")),
            ),
        ),
    )
    yield c
    c.close()


def test_leaves_and_remainders_add_up_to_the_reported_total(con):
    rincian = baris(
        con,
        "SELECT kode, plafon_dilaporkan::INT, plafon_dihitung::INT, realisasi_dilaporkan::INT, "
        "realisasi_dihitung::INT, "
        "serapan_persen, jumlah_kosong, plafon_sel FROM serapan_sub_kegiatan "
        "WHERE kode_kecamatan = '35.08.08' AND tahun = 2023 AND triwulan = 2 ORDER BY kode",
    )
    assert rincian == [
        ("7.01.01.2.01.01", 1000, 1000, 780, 780, D("78.00"), 0, "C9"),
        ("7.01.01.2.01.02", None, None, 8, 8, None, 1, "C10"),
        ("7.01.01.2.01.tanpa-rincian", 665, 0, 0, 0, None, 0, "C8"),
        ("7.01.03.2.01.01", 59, 59, 51, 51, D("86.44"), 0, "C13"),
        ("7.01.03.2.01.03", 75, 75, 0, 0, D("0.00"), 0, "C14"),
        ("7.01.03.tanpa-rincian", 13, 0, 0, 0, None, 0, "C11"),
        ("7.01.04.2.01.01", 500, 500, 1, 1, D("0.20"), 0, "C21"),
        ("7.01.05.2.01.08", 24, 24, 0, 0, D("0.00"), 0, "C17; C19"),
        ("7.01.06", 0, 0, 0, 0, None, 0, "C20"),
        ("TOTAL.tanpa-rincian", 49, 0, 60, 0, None, 0, "C6"),
    ]
    assert sum(r[1] or 0 for r in rincian) == 2385
    assert sum(r[3] for r in rincian) == 900


def test_parents_show_reported_and_computed(con):
    kolom = "plafon_dilaporkan::INT, plafon_dihitung::INT, realisasi_dilaporkan::INT, realisasi_dihitung::INT"
    syarat = "WHERE kode_kecamatan = '35.08.08' AND tahun = 2023 AND triwulan = 2 ORDER BY ALL"
    assert baris(con, f"SELECT kode, {kolom}, selisih_plafon::INT, jumlah_kosong FROM serapan_program {syarat}") == [
        ("7.01.01", 1665, 1000, 788, 788, 665, 1),
        ("7.01.03", 147, 134, 44, 51, 13, 0),
        ("7.01.04", None, 500, None, 1, None, 0),  # no row of its own: from its code
        ("7.01.05", 24, 24, 0, 0, 0, 0),
        ("7.01.06", 0, 0, 0, 0, 0, 0),
    ]
    assert baris(con, f"SELECT kode, {kolom} FROM serapan_kegiatan {syarat}") == [
        ("7.01.01.2.01", 1665, 1000, 780, 788),
        ("7.01.03.2.01", 134, 134, 51, 51),
        ("7.01.04.2.01", None, 500, None, 1),
        ("7.01.05.2.01", 24, 24, 0, 0),
    ]
    assert baris(
        con,
        f"SELECT {kolom}, sisa::INT, serapan_persen, serapan_dilaporkan_persen, peringkat, "
        f"jumlah_kosong, plafon_sel "
        f"FROM serapan_kecamatan {syarat}",
    ) == [(2385, 1658, 900, 840, 818, D("50.66"), D("37.74"), 2, 1, "C6")]


def test_ranking_and_totals_of_the_period(con):
    urut = baris(
        con,
        "SELECT kode_kecamatan, serapan_persen, peringkat FROM serapan_kecamatan "
        "WHERE tahun = 2023 AND triwulan = 2 ORDER BY peringkat",
    )
    assert urut == [("35.08.09", D("60.00"), 1), ("35.08.08", D("50.66"), 2), ("35.08.10", D("50.00"), 3)]
    assert baris(
        con,
        "SELECT kelengkapan, plafon_dihitung::INT, realisasi_dihitung::INT, serapan_persen, "
        "rata_capaian, kategori "
        "FROM konsolidasi_kabupaten WHERE tahun = 2023 AND triwulan = 2",
    ) == [("3 dari 21", 1858, 950, D("51.13"), D("77.17"), "Tinggi")]
    assert baris(
        con,
        "SELECT kode, plafon::INT, jumlah_kecamatan FROM konsolidasi_program "
        "WHERE tahun = 2023 AND triwulan = 2 AND kode < '7.01.03' ORDER BY kode",
    ) == [("7.01.01", 1190, 3), ("7.01.02", 10, 1)]


def test_capaian_uses_the_cumulative_value_or_says_why_not(con):
    isi = baris(
        con,
        "SELECT triwulan, indikator_id, realisasi_kumulatif, kumulatif_asal, capaian_persen, "
        "kategori, alasan_kosong "
        "FROM capaian_kecamatan WHERE kode_kecamatan = '35.08.08' AND tahun = 2023 ORDER BY ALL",
    )
    assert isi == [
        (1, "P1", D("50.0000"), "nilai triwulan terakhir", D("55.56"), "Rendah", None),
        (1, "S1", D("10.0000"), "jumlah triwulan", D("11.11"), "Sangat Rendah", None),
        (1, "S2", D("20.0000"), "jumlah triwulan", D("25.00"), "Sangat Rendah", None),
        (2, "P1", D("70.0000"), "nilai triwulan terakhir", D("77.78"), "Tinggi", None),
        (2, "P4", None, None, None, None, "target kosong"),
        (2, "S1", D("47.1800"), "Tabel 3.2", D("52.42"), "Rendah", None),
        (2, "S2", D("45.0000"), "jumlah triwulan", D("56.25"), "Rendah", None),
        (
            2,
            "lain-baru",
            D("5.0000"),
            "Tabel 3.2",
            None,
            None,
            "indikator tidak dikenal, arahnya belum ditetapkan",
        ),
        (3, "S1", D("26.7600"), "jumlah triwulan", D("29.73"), "Sangat Rendah", None),
        (3, "S2", D("1.0000"), "Tabel 3.2", None, None, "target kosong"),
    ]


def test_summary_quadrants_and_trend(con):
    ringkas = baris(
        con,
        "SELECT tahun, triwulan, rata_capaian, jumlah_indikator, serapan_persen, efisiensi, "
        "kuadran, sintetis "
        "FROM ringkasan_kecamatan WHERE kode_kecamatan = '35.08.08' ORDER BY ALL",
    )
    assert ringkas == [
        (2022, 2, D("50.00"), 1, D("40.00"), D("10.00"), "capaian tinggi, serapan rendah", True),
        (2023, 1, D("18.06"), 2, D("40.00"), D("-21.94"), "capaian rendah, serapan tinggi", True),
        # unknown indicators count as sasaran without capaian: left out of the mean
        (2023, 2, D("54.34"), 2, D("50.66"), D("3.68"), "capaian tinggi, serapan tinggi", True),
        (2023, 3, D("29.73"), 1, D("40.00"), D("-10.27"), "capaian rendah, serapan rendah", True),
    ]
    assert baris(con, "SELECT rata_capaian, efisiensi, kuadran, sintetis FROM ringkasan_kecamatan "
                      "WHERE kode_kecamatan = '35.08.10'") == [(None, None, None, False)]  # fmt: skip
    tren = baris(
        con,
        "SELECT tahun, triwulan, capaian_perubahan_triwulan, capaian_perubahan_tahun, "
        "serapan_perubahan_triwulan, "
        "serapan_perubahan_tahun FROM tren WHERE kode_kecamatan = '35.08.08' ORDER BY ALL",
    )
    assert tren == [
        (2022, 2, None, None, None, None),
        (2023, 1, None, None, None, None),
        (2023, 2, D("36.28"), D("4.34"), D("10.66"), D("10.66")),
        (2023, 3, D("-24.61"), None, D("-10.66"), None),
    ]


def test_consolidated_indicator(con):
    assert baris(
        con,
        "SELECT indikator_id, jumlah_kecamatan, rata, minimum, maksimum, kecamatan_terendah, "
        "kecamatan_tertinggi "
        "FROM konsolidasi_indikator WHERE tahun = 2023 AND triwulan = 2 ORDER BY ALL",
    ) == [
        ("P1", 1, D("77.78"), D("77.78"), D("77.78"), "Rowokangkung", "Rowokangkung"),
        ("S1", 2, D("76.21"), D("52.42"), D("100.00"), "Rowokangkung", "Tekung"),
        ("S2", 1, D("56.25"), D("56.25"), D("56.25"), "Rowokangkung", "Rowokangkung"),
        ("lain-baru", 0, None, None, None, None, None),
    ]


def test_changes_of_a_correction_cell_by_cell(con):
    ubah = baris(con, "SELECT kunci, kolom, nilai_lama, nilai_baru, sel_lama, sel_baru FROM perubahan_kiriman")
    assert set(baris(con, "SELECT DISTINCT kiriman_id, menggantikan, tabel FROM perubahan_kiriman")) == {
        ("K000007", "K000003", "realisasi_anggaran")
    }
    assert ubah == [
        ("7.01.01", "plafon", "100.00", "90.00", "C7", "C8"),
        ("7.01.01", "realisasi", "50.00", "60.00", "D7", "D8"),
        ("7.01.01", "sisa", "50.00", "30.00", "E7", "E8"),
        ("7.01.02", "kode", None, "7.01.02", None, "A9"),
        ("7.01.02", "plafon", None, "10.00", None, "C9"),
        ("7.01.02", "realisasi", None, "0.00", None, "D9"),
        ("7.01.02", "sisa", None, "10.00", None, "E9"),
        ("7.01.02", "uraian", None, "PROGRAM", None, "B9"),
        ("TOTAL", "realisasi", "50.00", "60.00", "D6", "D7"),
        ("TOTAL", "sisa", "50.00", "40.00", "E6", "E7"),
    ]


def test_effect_of_a_correction_on_the_rates(con):
    assert baris(con, "SELECT * EXCLUDE (kode_kecamatan, kecamatan, tahun, triwulan, status_data) "
                      "FROM perubahan_dampak") == [
        ("K000007", "K000003", 10, D(100), D(100), D(50), D(60), D(50), D(60), D(10), D(100), D(100), D(0)),
    ]
    # beside the figures in force
    assert baris(con, "SELECT s.serapan_persen = d.serapan_sesudah FROM perubahan_dampak AS d "
                      "JOIN serapan_kecamatan AS s USING (kiriman_id)") == [(True,)]


TABEL = [b for folder in ("skema", "mart") for b in sql_files(folder) if "CREATE OR REPLACE MACRO" not in read_sql(b)]


@pytest.mark.parametrize("berkas", [b for b in TABEL if "-- Kunci: " in read_sql(b)], ids=lambda b: b.stem)
def test_stated_grain_is_a_key(con, berkas):
    kunci = read_sql(berkas).splitlines()[1].removeprefix("-- Kunci: ")
    nama = berkas.stem[3:]
    assert baris(con, f"SELECT {kunci}, count(*) FROM {nama} GROUP BY ALL HAVING count(*) > 1") == []
    lain = 24 <= int(berkas.name[:2]) <= 28 or "e81" in nama  # those: test_rekonsiliasi_sipd, test_rekonsiliasi_e81
    if berkas.parent.name == "mart" and not lain:
        assert baris(con, f"SELECT count(*) FROM {nama}")[0][0] > 0


RUMUS = [  # arah, target, realisasi, capaian
    ("naik_baik", "90", "47.18", "52.42"),
    ("naik_baik", "80", "100", "125.00"),
    ("naik_baik", "90", "0", "0.00"),
    ("turun_baik", "10", "8", "120.00"),
    ("turun_baik", "10", "0", "200.00"),
    ("turun_baik", "10", "20", "0.00"),
    ("turun_baik", "10", "25", "0.00"),
    ("naik_baik", "0", "5", None),
    ("", "10", "5", None),
    (None, "10", "5", None),
]


@pytest.mark.parametrize(("arah", "target", "realisasi", "harapan"), RUMUS)
def test_formula_by_arah(con, arah, target, realisasi, harapan):
    arah = "NULL" if arah is None else f"'{arah}'"
    r, t = f"{realisasi}::DECIMAL(18,4)", f"{target}::DECIMAL(18,4)"
    assert baris(con, f"SELECT persen(pembilang_capaian({r}, {t}, {arah}), {t})::VARCHAR") == [(harapan,)]


PILIHAN = [  # arah, rumus, bawah, atas, target, realisasi, capaian
    ("turun_baik", "target / realisasi × 100", None, None, 10, 8, "125.00"),
    ("turun_baik", "target / realisasi × 100", None, None, 10, 40, "25.00"),
    ("turun_baik", "target / realisasi × 100", None, None, 10, 0, None),
    ("turun_baik", "(2 × target − realisasi) / target × 100", None, None, 10, 8, "120.00"),
    ("rentang", None, 80, 100, 90, 85, "100.00"),
    ("rentang", None, 80, 100, 90, 100, "100.00"),
    ("rentang", None, 80, 100, 90, 40, "50.00"),
    ("rentang", None, 80, 100, 90, 130, "70.00"),
    ("rentang", None, 80, 100, 90, 300, "0.00"),
    ("rentang", None, None, None, 90, 85, None),
    ("rentang", None, 80, 100, 0, 85, None),
]


@pytest.mark.parametrize(("arah", "rumus", "bawah", "atas", "target", "realisasi", "harapan"), PILIHAN)
def test_formula_that_the_indicator_chooses(con, arah, rumus, bawah, atas, target, realisasi, harapan):
    def sql(nilai):
        return "NULL::DECIMAL(18,4)" if nilai is None else f"{nilai}::DECIMAL(18,4)"

    rumus = "NULL" if rumus is None else f"'{rumus}'"
    isi = f"{sql(realisasi)}, {sql(target)}, '{arah}', {rumus}, {sql(bawah)}, {sql(atas)}"
    assert baris(con, f"SELECT persen(pembilang_capaian({isi}), penyebut_capaian({isi}))::VARCHAR") == [(harapan,)]


def test_capped_and_undirected_indicators():
    isi = capaian(("S1", "90", "9", "180", None), ("S2", "80", "9", "40", None))
    c = gudang((terima(1), hasil(capaian_indikator=isi)))
    assert baris(c, "SELECT rata_capaian, jumlah_tanpa_capaian FROM ringkasan_kecamatan") == [(D("125.00"), 0)]
    c.execute("UPDATE ref_indikator SET batas_atas = 120 WHERE indikator_id = 'S1'")
    findings.derive_all(c)
    assert baris(c, "SELECT rata_capaian FROM ringkasan_kecamatan") == [(D("85.00"),)]
    c.execute("UPDATE ref_indikator SET arah = NULL WHERE indikator_id = 'S1'")
    findings.derive_all(c)
    assert baris(c, "SELECT rata_capaian, jumlah_tanpa_capaian FROM ringkasan_kecamatan") == [(D("50.00"), 1)]
    assert baris(c, "SELECT alasan_kosong FROM capaian_kecamatan WHERE indikator_id = 'S1'") == [
        ("arah indikator belum ditetapkan",)
    ]
    assert len(baris(c, "SELECT * FROM temuan WHERE kode_temuan = 'ARAH_KOSONG'")) == 1


def test_target_zero_gives_no_capaian_a_reason_and_is_counted():
    isi = capaian(("S1", "0", "9", "9", None), ("S2", "80", "9", "40", None))
    c = gudang((terima(1), hasil(capaian_indikator=isi)))
    assert baris(c, "SELECT capaian_persen, alasan_kosong FROM capaian_kecamatan WHERE indikator_id = 'S1'") == [
        (None, "target 0")
    ]
    assert baris(c, "SELECT rata_capaian, jumlah_indikator, jumlah_tanpa_capaian FROM ringkasan_kecamatan") == [
        (D("50.00"), 1, 1)
    ]


SKALA = {
    "Sangat Rendah": ("0", "50", "50.49"),
    "Rendah": ("50.5", "65.49"),
    "Sedang": ("65.5", "75.49"),
    "Tinggi": ("75.5", "90.49"),
    "Sangat Tinggi": ("90.5", "100", "130", "1388.01"),
    None: ("NULL",),
}


@pytest.mark.parametrize(("nilai", "harapan"), [(n, k) for k, daftar in SKALA.items() for n in daftar])
def test_scale_has_no_holes(con, nilai, harapan):
    assert baris(con, f"SELECT kategori({nilai}::DECIMAL(9,2))") == [(harapan,)]
