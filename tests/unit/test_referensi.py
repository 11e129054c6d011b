"""The reference folder: complete, consistent, and explained when it is not."""

import shutil
from decimal import Decimal

import pytest

from transforms.referensi import BERKAS, ReferensiError, load_referensi
from transforms.settings import REFERENSI
from transforms.values.codes import kode_empat_digit, kode_tingkat, parent_kode, parse_kode

REF = load_referensi(REFERENSI)


@pytest.fixture
def folder(tmp_path):
    for nama in BERKAS:
        shutil.copy(REFERENSI / f"{nama}.csv", tmp_path)
    return tmp_path


def test_kecamatan_and_desa_of_lumajang():
    assert len(REF.kecamatan) == 21 == len({b["kode_bps"] for b in REF.kecamatan.values()})
    assert len({(b["petak_kolom"], b["petak_baris"]) for b in REF.kecamatan.values()}) == 21
    desa = [b for baris in REF.desa.values() for b in baris]
    for kode, baris in REF.kecamatan.items():
        milik = [b["jenis"] for b in desa if b["kode_kecamatan"] == kode]
        assert milik.count("desa") == int(baris["jumlah_desa"])
        assert milik.count("kelurahan") == int(baris["jumlah_kelurahan"])
    assert (milik := len(desa)) == 205, milik
    assert {b["kode_kecamatan"] for b in REF.desa["tempursari"]} == {"35.08.01", "35.08.16"}


def test_nomenklatur_is_one_tree_of_canonical_codes():
    for kode, baris in REF.nomenklatur.items():
        assert parse_kode(kode).kode == kode == parse_kode(baris["kode_empat_digit"]).kode
        assert kode_empat_digit(kode) == baris["kode_empat_digit"]
        if baris["tingkat"] != "urusan":
            assert kode_tingkat(kode) == baris["tingkat"]
            assert parent_kode(kode) == baris["induk"] and baris["induk"] in REF.nomenklatur


def test_a_name_leads_to_one_code():
    assert all(len(daftar) == 1 for daftar in REF.nomenklatur_nama.values())


def test_indicators_of_the_report():
    assert list(REF.indikator) == ["S1", "S2", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"]
    for baris in REF.indikator.values():
        assert baris["arah"] in {"naik_baik", "turun_baik"}
        assert baris["sifat"] in {"akumulatif", "terakhir", "rata"}
        assert (baris["kode_program"] in REF.nomenklatur) == (baris["tingkat"] == "program")
    assert not set(REF.alias_indikator) & set(REF.indikator_nama)
    assert not set(REF.alias_kecamatan) & set(REF.kecamatan_nama)


def test_scale_has_no_hole_and_no_ceiling():
    bawah = [Decimal(b["batas_bawah"]) for b in REF.skala]
    atas = [b["batas_atas"] for b in REF.skala]
    assert bawah[0] == 0 and atas[-1] == ""
    assert [Decimal(a) for a in atas[:-1]] == bawah[1:] == [51, 66, 76, 91]


def test_loading_again_is_free_until_a_file_changes(folder):
    pertama = load_referensi(folder)
    assert load_referensi(folder) is pertama
    berkas = folder / "alias_kecamatan.csv"
    berkas.write_text(berkas.read_text(encoding="utf-8") + "Rowokangkong,35.08.08,uji\n", encoding="utf-8")
    assert load_referensi(folder).alias_kecamatan["rowokangkong"] == "35.08.08"


@pytest.mark.parametrize("nama", sorted(BERKAS))
def test_missing_file_is_named(folder, nama):
    (folder / f"{nama}.csv").unlink()
    with pytest.raises(ReferensiError, match=rf"{nama}\.csv tidak dapat dibaca"):
        load_referensi(folder)


def test_missing_column_is_named(folder):
    berkas = folder / "skala.csv"
    berkas.write_text(berkas.read_text(encoding="utf-8").replace("warna", "rona"), encoding="utf-8")
    with pytest.raises(ReferensiError, match=r"skala\.csv: kolom warna tidak ada"):
        load_referensi(folder)


@pytest.mark.parametrize(
    ("berkas", "baris", "pesan"),
    [
        ("alias_kecamatan.csv", "Anu,35.08.99,uji\n", r"kode_kecamatan 35\.08\.99 tidak dikenal"),
        ("alias_indikator.csv", "Anu,Z9,uji\n", "indikator_id Z9 tidak dikenal"),
        ("kecamatan.csv", "35.08.08,1,Ganda,1,0,0,0,9,9\n", r"35\.08\.08 ditulis lebih dari sekali"),
        ("skala.csv", "6,100\n", "jumlah kolom baris 7"),
    ],
)
def test_wrong_row_is_named(folder, berkas, baris, pesan):
    with (folder / berkas).open("a", encoding="utf-8") as isi:
        isi.write(baris)
    with pytest.raises(ReferensiError, match=pesan):
        load_referensi(folder)


def test_file_saved_by_excel(folder):
    berkas = folder / "kecamatan.csv"
    berkas.write_text("\ufeff" + berkas.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(load_referensi(folder).kecamatan) == 21
    berkas.write_bytes("Café".encode("latin-1"))
    with pytest.raises(ReferensiError, match="CSV UTF-8"):
        load_referensi(folder)
