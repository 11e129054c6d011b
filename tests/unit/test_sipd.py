"""SIPD exports: recognised by their headers, read to the sen, given to kecamatan by skpd.csv, refused with a reason."""

from decimal import Decimal as D

import pytest

from data.contoh.buat_sipd import baris_sipd, sampai, tulis_lra, tulis_rak
from transforms import sipd_period
from transforms.referensi import load_referensi
from transforms.settings import REFERENSI, Limits, SettingsError
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.read import read_file
from transforms.workbook.sipd import read_sipd, recognise

CANDIPURO, KELURAHAN = "7.01.0.00.0.00.01.0000", "7.01.0.00.0.00.07.0001"
REF = load_referensi(REFERENSI)


def buku(isi: list[list], nama: str = "Sheet1") -> Buku:
    """A workbook of one sheet; numbers and texts as given."""
    sel = {
        (b, k): Sel(n, "teks" if isinstance(n, str) else "angka")
        for b, baris in enumerate(isi, 1) for k, n in enumerate(baris, 1) if n is not None
    }  # fmt: skip
    return Buku("xlsx", [Lembar(nama, sel)])


def lra(*baris: list, tahun: str = "TAHUN ANGGARAN 2023") -> Buku:
    """An LRA with these data rows: kode ×4, uraian, eight amounts."""
    return buku([
        ["KAB. CONTOH"], [tahun],
        ["Kode", None, None, None, "Uraian Urusan, Organisasi, Program", "Kelompok Belanja"],
        [None] * 5 + ["Operasi", None, "Modal", None, "Tak Terduga", None, "Transfer"],
        [None] * 5 + ["Anggaran", "Realisasi"] * 4,
        ["1", None, None, None, "2", "3", "4"],
        *baris,
    ])  # fmt: skip


def satu(*uang, kode: str = "7.01.01.2.06.0004", rekening: str | None = None, unit: str = CANDIPURO) -> list:
    return ["7.01", unit, kode, rekening, "Bahan Logistik", *uang]


def baca(b: Buku, nama: str = "ekspor.xlsx") -> dict:
    return read_sipd(b, recognise(b), nama, REF)


UNIT = ["7.01", CANDIPURO, None, None, "Kecamatan Candipuro", 10, 1]


def test_numeric_and_text_money_in_one_export_keep_their_sen():
    hasil = baca(lra(UNIT, satu(1000000, "467.998.630.663,83", 2500.25, "0,00", "0,00", "0,00", "0,00", "0,00")))
    assert (hasil["status"], hasil["temuan"]) == ("TERBACA", [])
    unit, sub = hasil["tabel"]["sipd_lra"]
    assert (unit["tingkat"], sub["tingkat"], sub["kode"]) == ("skpd", "sub_kegiatan", "7.01.01.2.06.04")
    assert D(sub["anggaran"]) == D("1002500.25")
    assert D(sub["realisasi"]) == D("467998630663.83")
    assert (D(sub["anggaran_operasi"]), D(sub["anggaran_modal"])) == (D(1000000), D("2500.25"))
    assert (sub["anggaran_sel"], sub["realisasi_sel"]) == ("F8", "G8")


def test_account_lines_stay_below_their_sub_kegiatan():
    hasil = baca(lra(UNIT, satu(9, 1), satu(9, 1, rekening="5.1.02.01.001.00024")))
    rek = hasil["tabel"]["sipd_lra"][2]
    assert (rek["tingkat"], rek["rekening"], rek["kode"]) == ("rekening", "5.1.02.01.001.00024", "7.01.01.2.06.04")


def test_kelurahan_belong_to_their_kecamatan():
    hasil = baca(lra(UNIT, satu(9, 1), satu(9, 1, unit=KELURAHAN)))
    isi = hasil["tabel"]["sipd_lra"]
    assert [(r["kode_kecamatan"], r["sub_unit"]) for r in isi[1:]] == [("35.08.03", False), ("35.08.10", True)]
    assert hasil["identitas"]["kode_kecamatan"] is None  # several in one export


def test_unit_is_found_by_name_when_its_code_is_new_and_never_by_number():
    lain = "7.01.0.00.0.00.03.9999"
    hasil = baca(lra(["7.01", lain, None, None, "KECAMATAN ROWOKANGKUNG", 1, 1], satu(1, 1, unit=lain)))
    assert hasil["identitas"]["kode_kecamatan"] == "35.08.08"


def test_code_of_one_with_the_name_of_another_is_nobodys():
    hasil = baca(lra(["7.01", CANDIPURO, None, None, "Kecamatan Tekung", 1, 1], satu(1, 1)))
    assert (hasil["status"], hasil["temuan"][0]["kode_temuan"]) == ("DITOLAK", "KECAMATAN_TIDAK_DIKENAL")


def test_named_after_one_office_with_the_sheet_of_another_inside():
    hasil = baca(lra(UNIT, satu(9, 1)), "LRA Kec. Tekung Juni 2023.xlsx")
    temuan = hasil["temuan"][0]
    assert (hasil["status"], temuan["kode_temuan"]) == ("DITOLAK", "IDENTITAS_BERTENTANGAN")
    assert temuan["sebab"] == "Nama berkas menyebut Tekung, isi berkas milik Candipuro."


@pytest.mark.parametrize("uang", ["12.34.5", "abc"])
def test_unreadable_amount_rejects(uang):
    hasil = baca(lra(UNIT, satu(9, uang)))
    assert (hasil["status"], hasil["temuan"][0]["sel"]) == ("DITOLAK", "G8")


def test_no_year_rejects():
    assert baca(lra(UNIT, satu(9, 1), tahun="APBD"))["temuan"][0]["kolom"] == "tahun"


def test_rak_below_an_office_title_with_scratch_sheets():
    b = buku([
        ["RENCANA ANGGARAN KAS SATUAN KERJA PERANGKAT DAERAH APBD TAHUN 2023"],
        ["Kode Rekening", "Uraian", "Anggaran Tahun Ini", "Total RAK", "Realisasi", "Januari", "Februari"],
        [CANDIPURO, "Kecamatan Candipuro", 30, 30, 0, 10, 20],
        ["7.01.01.2.06.0004", "Bahan Logistik", 30, 30, 0, 10, "20,00"],
        ["5.1.02", "Belanja Barang", 30, 30, 0, 10, 20],
        ["JUMLAH", "", 30, 30, 0, 10, 20],
    ])  # fmt: skip
    b.lembar.append(buku([["Kegiatan", "Anggaran"], ["Coretan", 1]], "Sheet2").lembar[0])
    isi = baca(b)["tabel"]["sipd_rak"]
    assert [r["tingkat"] for r in isi] == ["skpd", "sub_kegiatan"]
    assert [isi[1][k] for k in ("kode", "anggaran", "bulan_1", "bulan_2")] == ["7.01.01.2.06.04", "30", "10", "20"]


def test_a_report_is_no_export():
    assert recognise(buku([["Kode", "Uraian", "Anggaran", "Realisasi"], ["7.01", "x", 1, 1]])) == []


@pytest.mark.parametrize("bulan", [5, 6])  # numbers with text zeros, and all text
def test_written_export_reads_back(bulan, tmp_path):
    tulis_lra(bulan, tmp_path / "a.xlsx")
    hasil = read_file(tmp_path / "a.xlsx", "a.xlsx", REFERENSI, Limits())
    assert (hasil["status"], hasil["temuan"], hasil["identitas"]["sintetis"]) == ("TERBACA", [], True)
    nyata = [
        (r["kode_skpd"], r["kode"], r["rekening"], D(r["anggaran"]), D(r["realisasi"]))
        for r in hasil["tabel"]["sipd_lra"]
    ]
    assert nyata == [(u["kode_skpd"], k or None, r, p, n) for u, k, r, p, n in baris_sipd(bulan)]


def test_written_rak_reads_back(tmp_path):
    tulis_rak(tmp_path / "a.xlsx")
    isi = read_file(tmp_path / "a.xlsx", "a.xlsx", REFERENSI, Limits())["tabel"]["sipd_rak"]
    milik = [r for r in isi if r["kode_kecamatan"] == "35.08.08" and r["tingkat"] == "sub_kegiatan"]
    assert {r["kode"]: D(r["anggaran"]) for r in milik} == {k: v[0] for k, v in sampai("35.08.08", 3).items()}
    assert all(sum(D(r[f"bulan_{b}"]) for b in range(1, 13)) == D(r["total_rak"]) for r in isi)


def test_month_is_declared_not_guessed():
    hasil = baca(lra(UNIT, satu(9, 1)))
    tanpa = sipd_period.declare({}, hasil)
    assert (tanpa["status"], tanpa["temuan"][0]["kode_temuan"]) == ("DITOLAK", "IDENTITAS_TIDAK_ADA")
    juni = sipd_period.declare({"periode_dinyatakan": "2023-06", "jenis_dinyatakan": "sipd-lra"}, hasil)
    assert (juni["identitas"]["bulan"], juni["identitas"]["triwulan"]) == (6, 2)
    assert {(r["tahun"], r["bulan"]) for r in juni["tabel"]["sipd_lra"]} == {(2023, 6)}
    for salah in ({"periode_dinyatakan": "2022-06"}, {"periode_dinyatakan": "2023-06", "jenis_dinyatakan": "sipd-rak"}):
        tolak = sipd_period.declare(salah, hasil)
        assert (tolak["status"], tolak["temuan"][0]["kode_temuan"]) == ("DITOLAK", "IDENTITAS_BERTENTANGAN")


def test_rows_of_a_rejected_export_are_not_kept():
    hasil = baca(lra(UNIT, satu(9, "abc")))
    assert sipd_period.declare({"periode_dinyatakan": "2023-06"}, hasil)["tabel"] == {}


def test_inbox_folder_declares_the_month():
    assert sipd_period.declared_by_folder("sipd/2023-06/LRA.xlsx") == "2023-06"
    assert sipd_period.declared_by_folder("SIPD/2023-06/Kec. Tekung/LRA.xlsx") == "2023-06"
    for lain in ("sipd/2023-13/a.xlsx", "lkj/2023-06/a.xlsx", "sipd/2023-06", "a.xlsx"):
        assert sipd_period.declared_by_folder(lain) is None


def test_setting_of_the_series(tmp_path):
    assert sipd_period.series_settings(tmp_path) == []
    satu = '[sipd.sifat_lra_kecamatan]\n"35.08.09" = "kumulatif"\n'
    (tmp_path / "pengaturan.toml").write_text(f'[sipd]\nsifat_lra = "bulanan"\n{satu}')
    assert sipd_period.series_settings(tmp_path) == [
        {"kode_kecamatan": None, "sifat_lra": "bulanan"},
        {"kode_kecamatan": "35.08.09", "sifat_lra": "kumulatif"},
    ]
    (tmp_path / "pengaturan.toml").write_text('[sipd]\nsifat_lra = "entah"\n')
    with pytest.raises(SettingsError):
        sipd_period.series_settings(tmp_path)
