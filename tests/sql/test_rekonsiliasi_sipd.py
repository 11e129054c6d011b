"""SIPD beside the LKj: flow or cumulative told from the series, differences with their cause, plan against cash."""

from decimal import Decimal as D

import pytest
from bantu import anggaran, baris, gudang, hasil, terima

from transforms.findings import derive_all, read_sql, sql_files

UNIT, KELURAHAN = "7.01.0.00.0.00.01.0000", "7.01.0.00.0.00.07.0001"
SUB = [f"7.01.01.2.01.{i:02}" for i in range(1, 11)]
ARUS = {  # month → what is spent on each of ten sub kegiatan in it
    b: [(7 * b + 3 * i) % 11 * 1000 for i in range(10)] for b in range(1, 7)
}
LKJ = [sum(ARUS[b][i] for b in ARUS) for i in range(10)]


def lra(nilai: dict[str, object], bulan: int, unit: str = UNIT, kecamatan: str = "35.08.03", plafon=90000) -> dict:
    isi = [
        {"lembar": "Sheet1", "baris": 9 + i, "tahun": 2023, "bulan": bulan, "kode_skpd": unit, "nama_skpd": unit,
         "kode_kecamatan": kecamatan, "sub_unit": unit == KELURAHAN, "tingkat": "sub_kegiatan", "kode": kode,
         "uraian": kode, "anggaran": str(plafon), "realisasi": str(n), "anggaran_sel": f"F{9 + i}",
         "realisasi_sel": f"G{9 + i}"}
        for i, (kode, n) in enumerate(nilai.items())
    ]  # fmt: skip
    return {"status": "TERBACA", "tabel": {"sipd_lra": isi}, "temuan": []}


def kirim(nomor: int, bulan: int, isi: dict) -> tuple:
    return terima(nomor, None, triwulan=(bulan + 2) // 3, jenis="sipd-lra", bulan=bulan), isi


def deret(jenis: str, **ganti: str) -> list[tuple]:
    """Six months as flows ('bulanan') or to date ('kumulatif'); `ganti` b3='kumulatif' makes one month otherwise."""
    hasil_ = []
    for b in range(1, 7):
        sampai = [sum(ARUS[x][i] for x in range(1, b + 1)) for i in range(10)]
        nilai = sampai if ganti.get(f"b{b}", jenis) == "kumulatif" else ARUS[b]
        hasil_.append(kirim(10 + b, b, lra(dict(zip(SUB, nilai, strict=True)), b)))
    return hasil_


def lkj(nilai: list = LKJ, kode: list = SUB, nomor: int = 1, kecamatan: str = "35.08.03") -> tuple:
    baris_lkj = [f"S {k} 90000 {n} 0" for k, n in zip(kode, nilai, strict=True)]
    teks = "\n".join(["T _ 0 0 0", "P 7.01.01 0 0 0", "K 7.01.01.2.01 0 0 0", *baris_lkj])
    return terima(nomor, kecamatan), hasil(anggaran(teks))


@pytest.mark.parametrize("sifat", ["bulanan", "kumulatif"])
def test_flow_and_cumulative_are_told_apart_and_give_the_same(sifat):
    con = gudang(lkj(), *deret(sifat))
    assert baris(con, "SELECT DISTINCT sifat, sifat_asal, janggal, dipakai FROM sipd_deret") == [
        (sifat, "deret", False, True)
    ]
    assert baris(con, "SELECT hasil, count(*) FROM rekonsiliasi_sipd GROUP BY ALL") == [("cocok", 10)]
    assert baris(con, "SELECT * FROM temuan WHERE kode_temuan LIKE 'SIPD%'") == []
    assert baris(con, "SELECT sumber_angka FROM konsolidasi_kabupaten") == [
        ("LKj; dibandingkan dengan SIPD pada 1 kecamatan",)
    ]


@pytest.mark.parametrize(("sifat", "lain", "bulan"), [("bulanan", "kumulatif", 4), ("kumulatif", "bulanan", 4)])
def test_mixing_them_is_a_finding_and_nothing_is_compared(sifat, lain, bulan):
    con = gudang(lkj(), *deret(sifat, **{f"b{bulan}": lain}))
    temuan = baris(con, "SELECT kode_temuan, kiriman_id, nilai_seharusnya FROM temuan WHERE kode_temuan LIKE 'SIPD%'")
    assert temuan == [("SIPD_CAMPUR", f"K0000{10 + bulan}", sifat)]
    assert {h for (h,) in baris(con, "SELECT hasil FROM rekonsiliasi_sipd")} == {
        "deret SIPD mencampur arus bulanan dan kumulatif"
    }


def test_one_month_alone_says_nothing():
    con = gudang(lkj(), *deret("kumulatif")[5:])
    assert baris(con, "SELECT DISTINCT hasil FROM rekonsiliasi_sipd") == [
        ("sifat deret SIPD belum dapat dikenali (baru satu bulan)",)
    ]


def test_a_month_that_is_not_there_yet_accuses_nobody():
    for sifat in ("kumulatif", "bulanan"):
        con = gudang(lkj(), *deret(sifat)[:5])
        assert baris(con, "SELECT DISTINCT hasil FROM rekonsiliasi_sipd") == [("SIPD baru sampai bulan 5",)]
    con = gudang(lkj(), *deret("bulanan")[:2], *deret("bulanan")[3:])
    assert baris(con, "SELECT DISTINCT hasil FROM rekonsiliasi_sipd") == [("deret arus bulanan SIPD belum lengkap",)]


def test_a_month_that_falls_where_it_should_rise():
    paket = deret("kumulatif")
    isi = paket[4][1]["tabel"]["sipd_lra"]
    isi[2]["realisasi"] = "1"
    con = gudang(lkj(), *paket)
    assert baris(con, "SELECT kiriman_id, sel, nilai_mentah FROM temuan WHERE kode_temuan = 'SIPD_TURUN'") == [
        ("K000015", "G11", "1")
    ]


def test_causes():
    nilai = list(LKJ)
    nilai[0] += 20000  # one digit
    nilai[1] = sum(ARUS[b][1] for b in range(1, 6))  # stopped at May
    nilai[2] += 123  # nobody knows
    kode = [*SUB[:9], "7.01.01.2.01.77"]  # the last one under another code
    paket = deret("kumulatif")
    paket[5][1]["tabel"]["sipd_lra"][4]["realisasi"] += ".37"
    con = gudang(lkj(nilai, kode), *paket)
    sebab = dict(baris(con, "SELECT kode, sebab_realisasi FROM rekonsiliasi_sipd WHERE sebab_realisasi IS NOT NULL"))
    assert sebab == {
        SUB[0]: "kemungkinan salah ketik satu angka",
        SUB[1]: "LKj sama dengan SIPD sampai bulan 5; bulan sesudahnya belum dimasukkan",
        SUB[2]: "belum diketahui",
        SUB[4]: "sen tidak ditulis di LKj",
    }
    temuan = baris(con, "SELECT left(objek, 15), kolom, selisih, sebab FROM temuan WHERE kode_temuan = 'SIPD_BEDA'")
    assert (SUB[0], "realisasi", D(20000), sebab[SUB[0]]) in temuan
    assert not [t for t in temuan if t[0] == SUB[4]]  # sen alone are no finding
    hilang = {t[0]: t[3] for t in temuan if t[1] == "plafon"}
    assert hilang[SUB[9]].startswith("sub kegiatan ini tidak ada di LKj; nilainya sama dengan 7.01.01.2.01.77")
    assert hilang["7.01.01.2.01.77"].startswith(f"sub kegiatan ini tidak ada di SIPD; nilainya sama dengan {SUB[9]}")


def test_kelurahan_left_out_on_either_side():
    isi = {SUB[0]: 500000}
    induk = [kirim(11, 3, lra({SUB[0]: 1}, 3, kecamatan="35.08.10")),
             kirim(12, 6, lra(isi, 6, kecamatan="35.08.10"))]  # fmt: skip
    kel = [kirim(13, 3, lra({SUB[0]: 1}, 3, KELURAHAN, "35.08.10")),
           kirim(14, 6, lra({SUB[0]: 300000}, 6, KELURAHAN, "35.08.10"))]  # fmt: skip
    tanya = "SELECT sebab_realisasi, realisasi_sipd FROM rekonsiliasi_sipd"
    con = gudang(lkj([500000], SUB[:1], kecamatan="35.08.10"), *induk, *kel)
    assert baris(con, tanya) == [("kelurahan belum dijumlahkan di LKj", D(800000))]
    con = gudang(lkj([800000], SUB[:1], kecamatan="35.08.10"), *induk)
    assert baris(con, tanya)[0][0].startswith("tidak ada di SIPD: Kelurahan ")


def test_setting_decides_over_the_series():
    con = gudang(lkj(), *deret("kumulatif", b4="bulanan"))
    con.execute("INSERT INTO pengaturan_sipd VALUES (NULL, 'kumulatif')")
    derive_all(con)
    sifat = baris(con, "SELECT DISTINCT sifat, sifat_asal, dipakai FROM sipd_deret")
    assert sifat == [("kumulatif", "pengaturan", True)]
    assert baris(con, "SELECT hasil, count(*) FROM rekonsiliasi_sipd GROUP BY ALL") == [("cocok", 10)]


def test_exports_are_received_but_no_reports():
    con = gudang(lkj(), *deret("kumulatif"))
    assert baris(con, "SELECT count(*), count(DISTINCT jenis) FROM kiriman") == [(7, 2)]
    assert baris(con, "SELECT kiriman_id FROM kiriman_berlaku") == [("K000001",)]
    masuk = baris(con, "SELECT tahun, triwulan, count(*) FILTER (diterima) FROM kepatuhan GROUP BY ALL")
    assert masuk == [(2023, 2, 1)]
    status = baris(con, "SELECT DISTINCT status, hari_terlambat FROM kiriman WHERE jenis <> 'lkj'")
    assert status == [("DITERIMA", None)]


def test_newest_export_of_a_month_counts():
    con = gudang(lkj(), *deret("kumulatif"), kirim(30, 6, lra(dict.fromkeys(SUB, 999000), 6)))
    assert baris(con, "SELECT DISTINCT realisasi_sipd FROM rekonsiliasi_sipd") == [(D(999000),)]


def test_plan_and_cash():
    rak = [{"lembar": "RAK", "tahun": 2023, "kode_skpd": UNIT, "kode_kecamatan": "35.08.03", "sub_unit": False,
            "tingkat": "sub_kegiatan", "kode": k, "anggaran": "90000", "total_rak": "90000",
            **{f"bulan_{b}": "5000" for b in range(1, 13)}} for k in SUB]  # fmt: skip
    terima_rak = terima(20, None, tahun=None, triwulan=None, jenis="sipd-rak")
    isi_rak = {"status": "TERBACA", "tabel": {"sipd_rak": rak}, "temuan": []}
    con = gudang(lkj(), *deret("bulanan"), (terima_rak, isi_rak))
    tw1 = sum(sum(ARUS[b]) for b in (1, 2, 3))
    semua = sum(LKJ)
    kolom = ("triwulan, rencana_triwulan, realisasi_triwulan, deviasi_triwulan, rencana_kumulatif, "
             "realisasi_kumulatif, deviasi_kumulatif, target_serapan_persen")  # fmt: skip
    assert baris(con, f"SELECT {kolom} FROM deviasi_rak") == [
        (1, D(150000), D(tw1), D(tw1 - 150000), D(150000), D(tw1), D(tw1 - 150000), D("16.67")),
        (2, D(150000), D(semua - tw1), D(semua - tw1 - 150000), D(300000), D(semua), D(semua - 300000), D("33.33")),
    ]
    for berkas in sql_files("mart"):
        if 24 <= int(berkas.name[:2]) <= 28:
            kunci = read_sql(berkas).splitlines()[1].removeprefix("-- Kunci: ")
            nama = berkas.stem[3:]
            assert baris(con, f"SELECT count(*) > 0 FROM {nama}") == [(True,)]
            assert baris(con, f"SELECT {kunci} FROM {nama} GROUP BY ALL HAVING count(*) > 1") == []
