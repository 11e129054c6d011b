"""Every rule that needs one file only: what is given, and exactly which cells it reports.

All cases are loaded into one database, each as a year of its own, and derived once.
"""

import pytest
from bantu import BERSIH, anggaran, baris, capaian, gudang, hasil, pk_anggaran, pk_kinerja, terima


def ubah(urutan: int, **nilai) -> list[dict]:
    """The clean budget lines with one line changed."""
    return [{**b, **nilai} if b["urutan"] == urutan else b for b in BERSIH]


SUB = "7.01.01.2.01.01"

# name: (read result, {(kode_temuan, sel): (selisih, part of sebab)})
KASUS = {
    "bersih": (hasil(), {}),
    # sisa
    "sisa_salah_ketik_merambat": (
        hasil(
            anggaran("""
            P 7.01.01 3000000 1000000 1000000
            K 7.01.01.2.01 3000000 1000000 1000000
            S 7.01.01.2.01.01 2000000 1000000 0
            S 7.01.01.2.01.02 1000000 0 1000000""")
        ),
        {
            ("SISA_TIDAK_COCOK", "E8"): ("-1000000.00", "salah ketik satu angka"),
            ("SISA_TIDAK_COCOK", "E7"): ("-1000000.00", "merambat dari 7.01.01.2.01.01 (E8)"),
            ("SISA_TIDAK_COCOK", "E6"): ("-1000000.00", "merambat dari 7.01.01.2.01.01 (E8)"),
        },
    ),
    "sisa_dua_asal": (
        hasil(
            anggaran("""
            K 7.01.01.2.01 300 100 177
            S 7.01.01.2.01.01 200 100 89
            S 7.01.01.2.01.02 100 0 88""")
        ),
        {
            ("SISA_TIDAK_COCOK", "E7"): ("-11.00", None),
            ("SISA_TIDAK_COCOK", "E8"): ("-12.00", None),
            ("SISA_TIDAK_COCOK", "E6"): (
                "-23.00",
                "merambat dari 7.01.01.2.01.01 (E7), 7.01.01.2.01.02 (E8)",
            ),
            ("INDUK_TIDAK_ADA", "A6"): (None, "1 baris"),
        },
    ),
    "sisa_seribu_kali": (
        hasil(ubah(4, sisa="40000", sisa_mentah="40.000")),
        {("SISA_TIDAK_COCOK", "E9"): ("39960.00", "seribu kali terlalu besar")},
    ),
    "sisa_dua_angka_bertukar": (
        hasil(anggaran("P 7.01.01 5400 0 4500")),
        {("SISA_TIDAK_COCOK", "E6"): ("-900.00", "salah ketik satu angka")},
    ),
    # jumlah
    "jumlah_satu_rincian_tertinggal": (
        hasil(
            anggaran("""
            P 7.01.01 100 20 80
            K 7.01.01.2.01 140 20 120
            S 7.01.01.2.01.01 100 20 80
            S 7.01.01.2.01.02 40 0 40""")
        ),
        {
            ("JUMLAH_TIDAK_COCOK", "C6"): (
                "-40.00",
                "selisih = 7.01.01.2.01.02 di C9 (belum ikut dijumlahkan)",
            )
        },
    ),
    "jumlah_kegiatan_keliru_program_benar": (
        hasil(
            anggaran("""
            P 7.01.01 140 73 67
            K 7.01.01.2.01 140 35 105
            S 7.01.01.2.01.01 100 73 27
            S 7.01.01.2.01.02 40 0 40""")
        ),
        {("JUMLAH_TIDAK_COCOK", "D7"): ("-38.00", "7.01.01 (D6) sudah memakai jumlah rincian")},
    ),
    "jumlah_program_ikut_kegiatan": (
        hasil(
            anggaran("""
            P 7.01.01 353 0 353
            K 7.01.01.2.01 153 0 153
            S 7.01.01.2.01.01 100 0 100
            K 7.01.01.2.02 200 0 200
            S 7.01.01.2.02.01 200 0 200""")
        ),
        {
            ("JUMLAH_TIDAK_COCOK", "C7"): ("53.00", "53 tanpa rincian"),
            ("JUMLAH_TIDAK_COCOK", "C6"): ("53.00", "merambat dari 7.01.01.2.01 (C7)"),
        },
    ),
    "total_dengan_program_yang_hilang": (
        hasil(
            anggaran("""
            T _ 175 0 175
            P 7.01.01 100 0 100
            S 7.01.05.2.01.08 75 0 75""")
        ),
        {
            ("TOTAL_TIDAK_COCOK", "C6"): ("75.00", "baris program 7.01.05 tidak ada"),
            ("INDUK_TIDAK_ADA", "A8"): (None, None),
        },
    ),
    "kegiatan_hilang_tidak_menuduh_program": (
        hasil(
            anggaran("""
            P 7.01.05 75 0 75
            S 7.01.05.2.01.08 75 0 75
            P 7.01.01 100 0 100""")
        ),
        {("INDUK_TIDAK_ADA", "A7"): (None, "1 baris")},
    ),
    "baris_tanpa_kode_ikut_dijumlahkan": (
        hasil(
            anggaran("""
            P 7.01.01 100 10 90
            K 7.01.01.2.01 100 10 90
            S 7.01.01.2.01.01 60 10 50
            L _ 40 0 40""")
        ),
        {("KODE_KOSONG", "A9"): (None, "tidak ada dalam nomenklatur")},
    ),
    "jumlah_di_tengah_tabel_tidak_dijumlahkan_lagi": (
        hasil(
            [
                {**b, "uraian": "Jumlah Program 1"} if b["tingkat"] == "lain" else b
                for b in anggaran("""
            T _ 175 10 165
            P 7.01.01 100 10 90
            L _ 100 10 90
            P 7.01.05 75 0 75""")
            ]
        ),
        {},
    ),
    "rekening_di_bawah_sub_kegiatan_bukan_rincian": (
        hasil(
            [
                {**b, "kode": None, "kode_mentah": "5.1.02", "kode_gaya": "rekening"} if b["tingkat"] == "lain" else b
                for b in anggaran("""
            P 7.01.01 100 10 90
            K 7.01.01.2.01 100 10 90
            S 7.01.01.2.01.01 100 10 90
            L 5 100 10 90""")
            ]
        ),
        {},
    ),
    "jumlah_tanpa_rincian": (
        hasil(
            anggaran("""
            K 7.01.01.2.01 1315 0 1315
            S 7.01.01.2.01.01 1000 0 1000""")
        ),
        {
            ("JUMLAH_TIDAK_COCOK", "C6"): ("315.00", "315 tanpa rincian"),
            ("INDUK_TIDAK_ADA", "A6"): (None, None),
        },
    ),
    "jumlah_mengurangi_sisa": (
        hasil(
            anggaran("""
            P 7.01.01 1000 600 400
            K 7.01.01.2.01 1000 950 50
            S 7.01.01.2.01.01 400 350 50
            S 7.01.01.2.01.02 600 600 0""")
        ),
        {("JUMLAH_TIDAK_COCOK", "D6"): ("-350.00", "selisih = 7.01.01.2.01.01 di D8")},
    ),
    "sisa_induk_tanpa_plafon": (  # the roll-up of sisa is reported only when nothing else can show it
        hasil(
            anggaran("""
            P 7.01.01 _ 20 90
            K 7.01.01.2.01 100 20 80
            S 7.01.01.2.01.01 100 20 80""")
        ),
        {("NILAI_KOSONG", "C6"): (None, None), ("JUMLAH_TIDAK_COCOK", "E6"): ("10.00", "salah ketik")},
    ),
    "rincian_kosong_tidak_menuduh_induk": (
        hasil(
            anggaran("""
            P 7.01.01 100 20 80
            K 7.01.01.2.01 100 20 80
            S 7.01.01.2.01.01 60 20 40
            S 7.01.01.2.01.02 _ 0 40""")
        ),
        {("NILAI_KOSONG", "C9"): (None, None)},
    ),
    # total
    "total_ikut_selisih_program": (
        hasil(
            anggaran("""
            T _ 140 20 120
            P 7.01.01 100 20 80
            K 7.01.01.2.01 140 20 120
            S 7.01.01.2.01.01 140 20 120""")
        ),
        {
            ("TOTAL_TIDAK_COCOK", "C6"): ("40.00", "sama dengan selisih program 7.01.01 (C7)"),
            ("JUMLAH_TIDAK_COCOK", "C7"): ("-40.00", "salah ketik"),
        },
    ),
    "total_di_bawah_kurang_satu_program": (
        hasil(
            [
                *anggaran("P 7.01.01 100 20 80\nP 7.01.05 57 7 50"),
                *[{**b, "urutan": 3} for b in anggaran("T _ 100 27 73", 8)],
            ]
        ),
        {("TOTAL_TIDAK_COCOK", "C8"): ("-57.00", "selisih = 7.01.05 di C7 (belum ikut dijumlahkan)")},
    ),
    # perjanjian kinerja
    "plafon_beda_pk": (
        hasil(ubah(99), perjanjian_anggaran=pk_anggaran(("1.", "7.01.01", "310"), (None, None, "310"))),
        {("PLAFON_BEDA_PK", "C7"): ("-10.00", "salah ketik")},
    ),
    "program_pk_tidak_ada_di_tabel": (
        hasil(perjanjian_anggaran=pk_anggaran(("1.", "7.01.01", "300"), ("2.", "7.01.05", "77"))),
        {("PLAFON_BEDA_PK", "C5"): (None, "tidak ada di tabel realisasi")},
    ),
    "pk_salah_jumlah_dan_nomor": (
        hasil(perjanjian_anggaran=pk_anggaran(("1.", "7.01.01", "300"), ("1", "7.01.05", "0"), (None, None, "333"))),
        {("PK_TIDAK_COCOK", "C6"): ("33.00", None), ("NOMOR_GANDA", "A5"): (None, "Program 7.01.01")},
    ),
    "nomor_satu_sasaran_beberapa_indikator": (
        hasil(
            perjanjian_kinerja=[{**b, "nomor_sel": "A10"} for b in pk_kinerja(("6.", "P6", "90"), ("6.", "P7", "90"))]
        ),
        {},
    ),
    "nomor_sasaran_dan_program_terpisah": (
        hasil(
            perjanjian_kinerja=pk_kinerja(("1.", "S1", "90"), ("1.", "P1", "90"), ("2.", "P2", "90"), ("2", "P3", "9"))
        ),
        {("NOMOR_GANDA", "A13"): (None, None)},
    ),
    "target_kosong": (
        hasil(
            perjanjian_kinerja=pk_kinerja(("1.", "S1", None), ("2.", "S2", "90")),
            capaian_indikator=capaian(("S2", None, "18", "18", "20.00 %")),
        ),
        {("TARGET_KOSONG", "D10"): (None, None)},
    ),
    "target_tak_terbaca_bukan_kosong": (
        hasil(
            perjanjian_kinerja=[{**pk_kinerja(("1.", "S1", None))[0], "target_mentah": "sembilan puluh"}],
            temuan=[{"kode_temuan": "PERSEN_TIDAK_TERBACA", "lembar": "PK", "sel": "D10", "kolom": "target"}],
        ),
        {("PERSEN_TIDAK_TERBACA", "D10"): (None, None)},
    ),
    # realisasi > plafon
    "realisasi_melebihi": (
        hasil(
            anggaran("""
            P 7.01.01 100 120 -20
            K 7.01.01.2.01 100 120 -20
            S 7.01.01.2.01.01 60 100 -40
            S 7.01.01.2.01.02 40 20 20""")
        ),
        {
            ("REALISASI_MELEBIHI_PLAFON", "D8"): ("40.00", None),
            ("REALISASI_MELEBIHI_PLAFON", "D7"): ("20.00", "merambat dari 7.01.01.2.01.01 (D8)"),
            ("REALISASI_MELEBIHI_PLAFON", "D6"): ("20.00", "merambat dari 7.01.01.2.01.01 (D8)"),
        },
    ),
    "realisasi_tanpa_plafon": (
        hasil(anggaran("P 7.01.01 0 5 -5")),
        {("REALISASI_MELEBIHI_PLAFON", "D6"): ("5.00", None)},
    ),
    # kode
    "kode_ganda_dua_gaya": (
        hasil(
            [
                {**b, "kode_mentah": "7.01.05.2.01." if b["urutan"] == 4 else b["kode_mentah"]}
                for b in anggaran("""
            P 7.01.05 30 0 30
            K 7.01.05.2.01 10 0 10
            S 7.01.05.2.01.08 10 0 10
            K 7.01.05.2.01 20 0 20
            S 7.01.05.2.01.08 20 0 20""")
            ]
        ),
        {
            ("KODE_GANDA", "A9"): (None, 'dua gaya: "7.01.05.2.01" dan "7.01.05.2.01."'),
            ("KODE_GANDA", "A10"): (None, "induk yang berbeda"),
        },
    ),
    "baris_ganda": (
        hasil(
            anggaran("""
            P 7.01.05 20 0 20
            K 7.01.05.2.01 20 0 20
            S 7.01.05.2.01.08 10 0 10 | Pelaksanaan Tugas
            S 7.01.05.2.01.08 10 0 10 | Pelaksanaan tugas""")
        ),
        {("BARIS_GANDA", "A9"): (None, "sama dengan baris 8")},
    ),
    "kode_kosong": (
        hasil(ubah(4, kode_mentah=None, kode_asal="dari_nama")),
        {("KODE_KOSONG", "A9"): (None, None)},
    ),
    "kode_kosong_tak_terduga": (
        hasil(ubah(4, kode_mentah=" ", kode=None, kode_asal=None)),
        {("KODE_KOSONG", "A9"): (None, "tidak ada dalam nomenklatur")},
    ),
    "kode_nama_beda": (
        hasil(ubah(4, kode_menurut_nama="7.01.01.2.01.06")),
        {("KODE_NAMA_BEDA", "A9"): (None, 'bernama "')},
    ),
    "kode_tidak_dikenal": (
        hasil(
            anggaran("""
            P 7.01.05 20 0 20
            K 7.01.05.2.01 20 0 20
            S 7.01.05.2.01.88 20 0 20""")
        ),
        {("KODE_TIDAK_DIKENAL", "A8"): (None, None)},
    ),
    "kode_empat_digit_dikenal": (
        hasil(ubah(4, kode_mentah="7.01.01.2.01.0001", kode_gaya="empat_digit")),
        {},
    ),
    "kode_gaya": (
        hasil(ubah(4, kode_gaya="sipd", kode_mentah="7.01.7.01.00.01.2.01.01")),
        {("KODE_GAYA", "A9"): (None, None)},
    ),
    "kode_gaya_lkj_bukan_temuan": (hasil(ubah(4, kode_gaya="lkj", kode_mentah="7.01.01.201.01.")), {}),
    "induk_tidak_ada": (
        hasil(
            anggaran("""
            P 7.01.05 30 0 30
            S 7.01.05.2.01.07 10 0 10
            S 7.01.05.2.01.08 20 0 20""")
        ),
        {("INDUK_TIDAK_ADA", "A7"): (None, "2 baris di bawahnya")},
    ),
    # capaian
    "capaian_beda_basis": (
        hasil(capaian_indikator=capaian(("S1", "90", "15.76", "47.18", "52.42 %"))),
        {("CAPAIAN_BEDA_BASIS", "E6"): ("34.91", "kumulatif 47,18 (F15)")},
    ),
    "capaian_cocok_dengan_triwulan": (
        hasil(capaian_indikator=capaian(("S1", "90", "15.76", "47.18", "17.51"))),
        {},
    ),
    "capaian_dibulatkan_tulisannya": (
        hasil(
            capaian_indikator=capaian(("S1", "90", "47.18", "47.18", "52 %"), ("S2", "90", "47.18", "47.18", "52,4"))
        ),
        {},
    ),
    "capaian_salah": (
        hasil(capaian_indikator=capaian(("S1", "90", "15.76", "47.18", "60.00 %"))),
        {
            ("CAPAIAN_SALAH", "E6"): (
                "7.58",
                "menurut realisasi triwulan 17,51 persen, menurut kumulatif 52,42 persen",
            )
        },
    ),
    "capaian_batas_toleransi": (
        hasil(
            capaian_indikator=capaian(
                ("S1", "90", "47.18", "47.18", "52.43 %"), ("S2", "90", "47.18", "47.18", "52.44")
            )
        ),
        {("CAPAIAN_SALAH", "E7"): ("0.02", None)},
    ),
    "kumulatif_tidak_ada": (
        hasil(capaian_indikator=capaian(("S1", "90", "15.76", None, "52.42 %"))),
        {("KUMULATIF_TIDAK_ADA", "D6"): (None, None)},
    ),
    "indikator_tidak_dikenal_tidak_dihitung": (
        hasil(
            capaian_indikator=capaian(("lain-angka-stunting", "90", "15.76", "20", "99 %")),
            temuan=[{"kode_temuan": "INDIKATOR_TIDAK_DIKENAL", "lembar": "Capaian", "sel": "B6"}],
        ),
        {("INDIKATOR_TIDAK_DIKENAL", "B6"): (None, None)},
    ),
    # kosong, sen, tak terbaca
    "nilai_kosong": (
        hasil(
            anggaran("""
            P 7.01.01 100 20 80
            K 7.01.01.2.01 100 _ 80
            S 7.01.01.2.01.01 60 20 _
            S 7.01.01.2.01.02 40 0 40"""),
            capaian_indikator=capaian(("S1", "90", None, "47.18", None)),
        ),
        {("NILAI_KOSONG", sel): (None, None) for sel in ("D7", "E8", "D6")},
    ),
    "baris_tanpa_jumlah_dilaporkan_sekali": (
        hasil(
            anggaran("""
            P 7.01.01 _ _ _
            K 7.01.01.2.01 100 20 80
            S 7.01.01.2.01.01 100 20 80""")
        ),
        {("NILAI_KOSONG", "C6"): (None, None)},
    ),
    "tabel_tanpa_kolom_sisa": (
        hasil(
            [{**b, "sisa": None, "sisa_mentah": None, "sisa_sel": None} for b in BERSIH],
            temuan=[{"kode_temuan": "KOLOM_TIDAK_ADA", "lembar": "Anggaran", "sel": "A3", "kolom": "sisa"}],
        ),
        {("KOLOM_TIDAK_ADA", "A3"): (None, None)},
    ),
    "kosong_yang_sudah_dilaporkan_pembaca": (
        hasil(
            ubah(4, realisasi=None, realisasi_mentah=None),
            temuan=[
                {
                    "kode_temuan": "FORMULA_BELUM_DIHITUNG",
                    "lembar": "Anggaran",
                    "sel": "D9",
                    "kolom": "realisasi",
                }
            ],
        ),
        {("FORMULA_BELUM_DIHITUNG", "D9"): (None, None)},
    ),
    "uang_berisi_teks_tanpa_temuan_pembaca": (
        hasil(ubah(4, realisasi="99999999999999999999", realisasi_mentah="99.999.999.999.999.999.999")),
        {("ANGKA_TIDAK_TERBACA", "D9"): (None, None)},
    ),
    "sen_bukan_nol": (
        hasil(anggaran("P 7.01.01 100.35 0 100.35")),
        {("SEN_BUKAN_NOL", "C6"): ("0.35", None), ("SEN_BUKAN_NOL", "E6"): ("0.35", None)},
    ),
}


@pytest.fixture(scope="module")
def temuan():
    """Case → its findings (all but those of the period): (kode, sel) → (selisih, sebab)."""
    paket = [
        (terima(n, tahun=2000 + n, pada=f"{2000 + n}-07-01T08:00:00+07:00"), isi)
        for n, (isi, _) in enumerate(KASUS.values(), 1)
    ]
    con = gudang(*paket, sampai=30)
    nama = dict(zip((p["kiriman_id"] for p, _ in paket), KASUS, strict=True))
    semua = {k: {} for k in KASUS}
    for kiriman, kode, sel, selisih, sebab in baris(
        con,
        "SELECT kiriman_id, kode_temuan, sel, selisih::VARCHAR, sebab FROM temuan WHERE kiriman_id IS NOT NULL",
    ):
        assert (kode, sel) not in semua[nama[kiriman]]
        semua[nama[kiriman]][kode, sel] = (selisih, sebab)
    return semua


@pytest.mark.parametrize("nama", KASUS)
def test_exactly_the_expected_cells(temuan, nama):
    harapan, nyata = KASUS[nama][1], temuan[nama]
    assert set(nyata) == set(harapan)
    for kunci, (selisih, sebab) in harapan.items():
        assert nyata[kunci][0] == selisih, kunci
        if sebab:
            assert sebab in (nyata[kunci][1] or ""), kunci
