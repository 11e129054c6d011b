"""Formulir E.81 beside the LKj: triwulan by triwulan, at the level both have, with the likely cause."""

from decimal import Decimal as D

import pytest
from bantu import anggaran, baris, capaian, gudang, hasil, terima

from transforms.findings import read_sql, sql_files

TW1 = anggaran("""
T _       3000000 1200000 1800000
P 7.01.01 3000000 1200000 1800000
K 7.01.01.2.01 1000000 200000 800000
S 7.01.01.2.01.01 600000 200000 400000
S 7.01.01.2.01.02 400000 0 400000
K 7.01.01.2.02 2000000 1000000 1000000
S 7.01.01.2.02.01 2000000 1000000 1000000
""")
TW2 = anggaran("""
T _       3000000 2110000 890000
P 7.01.01 3000000 2110000 890000
K 7.01.01.2.01 1000000 310000 690000
S 7.01.01.2.01.01 600000 300000 300000
S 7.01.01.2.01.02 400000 10000 390000
K 7.01.01.2.02 2000000 1800000 200000
S 7.01.01.2.02.01 2000000 1800000 200000
""")
SUB = {
    "7.01.01.2.01.01": ("600000", "200000", "100000"),
    "7.01.01.2.01.02": ("400000", "0", "10000"),
    "7.01.01.2.02.01": ("2000000", "1000000", "800000"),
}


def formulir(sub: dict[str, tuple], indikator: dict[str, tuple] | None = None, tanda: str | None = None) -> dict:
    """A read result: per code (target, realisation of triwulan I, II), None for blank; per indicator the same in K."""
    rows, nilai = [], []
    isi = [("rp", k, v) for k, v in sub.items()] + [("k", k, v) for k, v in (indikator or {}).items()]
    for n, (satuan, kunci, angka) in enumerate(isi, 1):
        tempat = {"urutan": n, "lembar": "E81", "baris": n + 9, "tahun": 2023, "kode_kecamatan": "35.08.08"}
        tingkat = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}.get(kunci.count(".") + 1, "sasaran")
        rows.append({**tempat, "tingkat": tingkat, "kode": kunci if satuan == "rp" else None, "uraian": kunci,
                     "indikator_id": kunci if satuan == "k" else None})  # fmt: skip
        for huruf, kolom, tw, a in zip("DEF", ("target", "triwulan", "triwulan"), (None, 1, 2), angka, strict=True):
            nilai.append({
                **tempat, "urutan": len(nilai) + 1, "urutan_baris": n, "kolom": kolom, "triwulan": tw, satuan: a,
                f"{satuan}_sel": f"{huruf}{n + 9}", f"{satuan}_tanda": tanda,
            })  # fmt: skip
    return {"status": "TERBACA", "tabel": {"evaluasi_renja": rows, "evaluasi_renja_nilai": nilai}, "temuan": []}


def banding(form: dict, *, tw1: bool = True, sampai: int = 2, **lkj):
    paket = [(terima(1, triwulan=1), hasil(TW1))] if tw1 else []
    return gudang(*paket, (terima(2), hasil(TW2, **lkj)), (terima(3, triwulan=sampai, jenis="e81"), form), sampai=30)


def temuan(con) -> list[tuple]:
    kolom = "kode_temuan, sel, kolom, selisih, sebab"
    return baris(con, f"SELECT {kolom} FROM temuan WHERE kiriman_id = 'K000003' ORDER BY ALL")


def test_equal_forms_give_no_finding_and_every_key_holds():
    con = banding(formulir(SUB, {"S1": ("90", "10", "20")}), capaian_indikator=capaian(("S1", "90", "20", "30", None)))
    assert temuan(con) == []
    assert baris(con, "SELECT triwulan, hasil, count(*) FROM rekonsiliasi_e81 GROUP BY ALL ORDER BY ALL") == [
        (1, "cocok", 3), (2, "cocok", 3),
    ]  # fmt: skip
    assert baris(con, "SELECT triwulan, hasil FROM rekonsiliasi_e81_indikator") == [(2, "cocok")]
    for berkas in sql_files("mart"):
        if "e81" in berkas.stem:
            kunci = read_sql(berkas).splitlines()[1].removeprefix("-- Kunci: ")
            assert baris(con, f"SELECT {kunci} FROM {berkas.stem[3:]} GROUP BY ALL HAVING count(*) > 1") == []


@pytest.mark.parametrize(
    ("kode", "angka", "harapan"),
    [
        ("7.01.01.2.02.01", ("2000000", "1000000", "1800000"),
         ("F12", "realisasi triwulan 2 (Rp)", D(1000000), "nilai kumulatif diketik di kolom triwulan")),
        ("7.01.01.2.02.01", ("2000000", "1000000", None),
         ("F12", "realisasi triwulan 2 (Rp)", D(-800000), "triwulan ini belum diisi di E.81")),
        ("7.01.01.2.02.01", ("2000", "1000000", "800000"),
         ("D12", "target (Rp)", D(-1998000), "tertulis seribu kali terlalu kecil")),
        ("7.01.01.2.01.01", ("600000", "700000", "100000"),
         ("E10", "realisasi triwulan 1 (Rp)", D(500000), "kemungkinan salah ketik satu angka")),
        ("7.01.01.2.01.01", ("600000", "213456", "100000"),
         ("E10", "realisasi triwulan 1 (Rp)", D(13456), "belum diketahui")),
    ],
)  # fmt: skip
def test_differences_have_their_cell_and_cause(kode, angka, harapan):
    assert temuan(banding(formulir(SUB | {kode: angka}))) == [("EVALUASI_BEDA", *harapan)]


def test_small_differences_that_the_form_cannot_write_are_no_finding():
    con = banding(formulir(SUB | {"7.01.01.2.01.01": ("600000", "199600", "100000")}, tanda="RIBUAN"))
    assert temuan(con) == []
    assert baris(con, "SELECT ribuan, sebab_realisasi FROM rekonsiliasi_e81 WHERE hasil = 'berbeda'") == [
        (True, "dibulatkan ke ribuan")
    ]
    con = banding(formulir(SUB | {"7.01.01.2.01.01": ("600000", "200000.37", "100000")}))
    assert temuan(con) == []


def test_blank_where_nothing_was_spent_is_equal():
    assert temuan(banding(formulir(SUB | {"7.01.01.2.01.02": ("400000", None, "10000")}))) == []


def test_a_form_that_has_not_reached_the_triwulan_is_not_compared():
    con = banding(formulir({k: (*v[:2], None) for k, v in SUB.items()}))
    assert temuan(con) == []
    assert {h for (h,) in baris(con, "SELECT hasil FROM rekonsiliasi_e81 WHERE triwulan = 2")} == {
        "E.81 belum memuat triwulan ini"
    }
    con = banding(formulir({k: (*v[:2], None) for k, v in SUB.items()}), sampai=1)
    assert baris(con, "SELECT DISTINCT triwulan FROM rekonsiliasi_e81") == [(1,)]


def test_without_the_lkj_before_the_sums_are_compared():
    con = banding(formulir(SUB | {"7.01.01.2.01.01": ("600000", "200000", "150000")}), tw1=False)
    assert baris(con, "SELECT DISTINCT triwulan, dasar FROM rekonsiliasi_e81") == [(2, "kumulatif")]
    assert temuan(con) == [
        ("EVALUASI_BEDA", "F10", "realisasi s.d. triwulan 2 (Rp)", D(50000), "kemungkinan salah ketik satu angka")
    ]


def test_codes_of_one_side_and_forms_that_stop_at_the_program():
    isi = {k: v for k, v in SUB.items() if k != "7.01.01.2.01.02"} | {"7.01.05.2.01.08": ("9000", "0", "0")}
    con = banding(formulir(isi))
    assert temuan(con) == [
        ("EVALUASI_BEDA", "D12", "target (Rp)", D(9000), "kode ini tidak ada di LKj"),
        ("EVALUASI_BEDA", None, "target (Rp)", D(-400000), "kode ini tidak ada di E.81"),
    ]
    con = banding(formulir({"7.01.01": ("3000000", "1200000", "910000")}))
    assert baris(con, "SELECT triwulan, kode, hasil FROM rekonsiliasi_e81 ORDER BY ALL") == [
        (1, "7.01.01", "cocok"), (2, "7.01.01", "cocok"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("angka", "harapan"),
    [
        (("90", None, "20"), []),
        (("90", None, "30"), [("F13", D(10), "nilai kumulatif diketik di kolom triwulan")]),
        (("90", None, "0.2"), [("F13", D("-19.80"), "persen di salah satunya ditulis sebagai pecahan")]),
        (("85", None, "20"), [("D13", D(-5), "belum diketahui")]),
        (("90", None, "20.04"), []),
    ],
)
def test_performance_of_an_indicator(angka, harapan):
    con = banding(formulir(SUB, {"S1": angka}), capaian_indikator=capaian(("S1", "90", "20", "30", None)))
    assert [(s, d, c) for k, s, _, d, c in temuan(con) if k == "EVALUASI_KINERJA"] == harapan


def test_sums_inside_the_form():
    isi = SUB | {"7.01.01.2.01": ("1000000", "400000", "110000"), "7.01.01": ("3000000", "1400000", "910001")}
    assert temuan(banding(formulir(isi))) == [
        ("EVALUASI_JUMLAH", "E13", "triwulan 1 (Rp)", D(200000), "7.01.01.2.01.01 terhitung dua kali"),
        ("EVALUASI_JUMLAH", "F14", "triwulan 2 (Rp)", D(1), "kemungkinan salah ketik satu angka"),
    ]


def test_the_newest_accepted_form_counts():
    salah = formulir(SUB | {"7.01.01.2.01.01": ("600000", "700000", "100000")})
    con = gudang(
        (terima(1, triwulan=1), hasil(TW1)), (terima(2, jenis="e81", triwulan=1), formulir(SUB)),
        (terima(3, jenis="e81", triwulan=1), salah), (terima(4, jenis="e81", terbaca=False), formulir(SUB)), sampai=30,
    )  # fmt: skip
    assert baris(con, "SELECT kiriman_id FROM e81_berlaku") == [("K000003",)]
    assert [t[0] for t in temuan(con)] == ["EVALUASI_BEDA"]


def test_a_total_that_counts_a_program_twice():
    form = formulir(SUB | {"7.01.01": ("3000000", "1200000", "910000"), "7.01.02": ("500000", "90000", "0")})
    total = {**form["tabel"]["evaluasi_renja"][0], "urutan": 9, "baris": 40, "tingkat": "total", "kode": None}
    form["tabel"]["evaluasi_renja"].append(total)
    form["tabel"]["evaluasi_renja_nilai"].append({
        **form["tabel"]["evaluasi_renja_nilai"][1], "urutan": 99, "urutan_baris": 9, "baris": 40, "rp": "1380000",
        "rp_sel": "E40",
    })  # fmt: skip
    jumlah = [t[1:] for t in temuan(banding(form)) if t[0] == "EVALUASI_JUMLAH"]
    assert jumlah == [("E40", "triwulan 1 (Rp)", D(90000), "7.01.02 terhitung dua kali")]
