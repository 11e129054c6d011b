"""Names: the spellings of the real report land where they belong, near misses do not."""

import csv
import time
from pathlib import Path

import pytest

from transforms.referensi import load_referensi
from transforms.settings import REFERENSI
from transforms.values.names import (
    find_kecamatan,
    kunci_nama,
    match_indikator,
    match_kecamatan,
    normalize_nama,
    similarity,
    suggest_indikator,
    suggest_kecamatan,
    used_alias,
)
from transforms.workbook.budget_names import codes_by_name, find_kode, name_owner

REF = load_referensi(REFERENSI)
DATA = Path(__file__).parents[1] / "data"


def test_torn_words_and_punctuation_do_not_matter():
    assert kunci_nama("PENYELENGGARA AN\nURUSAN") == kunci_nama("Penyelenggaraan Urusan")
    assert (
        normalize_nama("Fasilitasi , Rekomendasi dan  Koordinasi") == "fasilitasi rekomendasi dan koordinasi"
    )
    assert normalize_nama("1. Prosentase Ketentraman yg") == "persentase ketenteraman yang"
    assert similarity("Kabupaten/ Kota", "KABUPATEN/KOTA") == 100


@pytest.mark.parametrize(
    ("teks", "id_", "cara"),
    [
        ("Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti", "S1", "tepat"),
        ("Persentase hasil fasilitasi dan kooordinasi yang ditindaklanjuti", "S1", "alias"),
        ("Persentase Pemenuhan Kebutuhan Operasional Kantor", "P1", "tepat"),
        ("Persentase Pemenuhan kebutuhan operasional Perkantoran", "P1", "alias"),
        ("Persentase Desa/kelurahan yang terfasilitasi pemberdayaan", "P3", "tepat"),
        ("Persentase Fasilitas Koordinasi Ketentraman dan Ketertiban Umum", "P4", "alias"),
        ("Persentase fasilitasi Koordinasi Ketentraman dan Ketertiban Umum", "P4", "tepat"),
        ("Persentase Desa yang menetapkan LPPDesa Tepat Waktu", "P8", "alias"),
        ("Persentase Desa yang menetapkan LPPDes Tepat Waktu", "P8", "tepat"),
        ("Persentase desa yang menetapkn RKPDes Tepat waktu", "P6", "mirip"),
        ("Persentase desa yang menyusun dokumen administrasi pemerintahan desa tepat waktu", "S2", "mirip"),
        (
            "Persentase Desa yang menetapkan LKPDes Tepat Waktu",
            None,
            None,
        ),  # LPPDes or RKPDes: cannot be told
        ("Persentase Desa yang menetapkan RPJMDes Tepat Waktu", None, None),  # another document
        ("Nilai SAKIP", None, None),
        ("", None, None),
    ],
)
def test_indicator_spellings(teks, id_, cara):
    hasil = match_indikator(teks, REF)
    assert (hasil.id, hasil.cara) == (id_, cara)


def test_indicator_level_limits_the_candidates():
    assert match_indikator("Persentase Pemenuhan Urusan Pemerintahan Umum", REF, "sasaran").id is None
    assert match_indikator("Persentase Pemenuhan Urusan Pemerintahan Umum", REF, "program").id == "P5"


def _slips(nama):
    yield from (nama[:i] + nama[i + 1 :] for i in range(len(nama)))
    yield from (nama[:i] + nama[i] + nama[i:] for i in range(len(nama)))
    yield from (nama[:i] + nama[i + 1] + nama[i] + nama[i + 2 :] for i in range(len(nama) - 1))


def test_one_slip_never_turns_one_indicator_into_another():
    for id_, baris in REF.indikator.items():
        for teks in _slips(baris["indikator"]):
            assert match_indikator(teks, REF).id in (id_, None), teks


@pytest.mark.parametrize("kode", sorted(REF.kecamatan))
def test_every_kecamatan_is_known_by_name_and_code(kode):
    nama = REF.kecamatan[kode]["kecamatan"]
    for teks in (nama, nama.upper(), f"KECAMATAN {nama.upper()}", f"Kec. {nama} Kabupaten Lumajang", kode,
                 kode.replace(".", "")):  # fmt: skip
        assert match_kecamatan(teks, REF).id == kode


@pytest.mark.parametrize(
    "teks", ["KABUPATEN LUMAJANG", "Desa Tempursari", "Rowokangkong", "35.09.01", "", "7.01.01"]
)
def test_what_is_no_kecamatan_never_decides(teks):
    assert match_kecamatan(teks, REF).id is None


def test_similar_kecamatan_is_only_suggested():
    assert suggest_kecamatan("Rowokangkong", REF)[0] == "35.08.08"
    assert suggest_kecamatan("Desa Tempursari", REF) is None
    assert suggest_kecamatan("Badan Keuangan", REF) is None


def test_one_slip_never_turns_one_kecamatan_into_another():
    for kode, baris in REF.kecamatan.items():
        for teks in _slips(baris["kecamatan"]):
            assert match_kecamatan(teks, REF).id in (kode, None), teks


def test_kecamatan_in_running_text():
    teks = "Capaian Kinerja Kecamatan Tekung dan Kec. Rowo Kangkung; desa Tempursari; Kecamatan Lumajang"
    assert find_kecamatan(teks, REF) == [
        ("35.08.09", "Kecamatan Tekung"),
        ("35.08.08", "Kec. Rowo Kangkung"),
        ("35.08.10", "Kecamatan Lumajang"),
    ]
    assert find_kecamatan("kecamatan yang dipimpin Camat", REF) == []


@pytest.mark.parametrize(
    ("uraian", "kode"),
    [
        ("Program Penunjang Urusan Pemerintahan Daerah Kabupaten/ Kota", "7.01.01"),
        ("Program Penyelenggaraan Pemerintahan dan Pelayanan Publik", "7.01.02"),
        ("Program Pemberdayaan Masyarakat Desa dan Kelurahan", "7.01.03"),
        ("Program Koordinasi Ketentraman dan Ketertiban Umum", "7.01.04"),
        ("PROGRAM PENYELENGGARA AN URUSAN PEMERINTAHAN UMUM", "7.01.05"),
        ("Pembinaan dan Pengawasan Pemerintahan Desa", "7.01.06"),
    ],
)
def test_program_names_of_the_agreement(uraian, kode):
    assert find_kode(uraian, REF) == kode


def test_name_without_code_finds_its_code():
    uraian = "Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor"
    for teks in (uraian, "Sub Kegiatan" + uraian, uraian.replace("Komponen", "Kompnen")):
        assert find_kode(teks, REF) == "7.01.01.2.06.01"


def test_names_repeated_for_aceh_do_not_compete():
    assert "7.01.04.2.03" not in codes_by_name(REF.nomenklatur["7.01.04.2.03"]["nama"], REF)


def test_every_official_name_agrees_with_its_own_code():
    for kode, baris in REF.nomenklatur.items():
        if not baris["wilayah"] and baris["tingkat"] != "urusan":
            for nama in filter(None, (baris["nama"], baris["nama_lain"])):
                assert name_owner(kode, nama, REF) is None, (kode, nama)


def test_one_row_of_the_real_report_has_the_name_of_another_code():
    with (DATA / "rowokangkung_kode_nama.csv").open(encoding="utf-8", newline="") as isi:
        baris = list(csv.DictReader(isi))
    beda = {
        b["kode"]: lain
        for b in baris
        if (lain := name_owner(b["kode"], b["uraian"], REF))
    }
    assert len(baris) == 38
    assert beda == {"7.01.03.2.01.01": "7.01.03.2.01.02"}


def test_exact_name_of_a_sibling_is_found_though_the_names_are_alike():
    lain = REF.nomenklatur["7.01.01.2.01.03"]["nama"]  # differs from .02 in the word "Perubahan" only
    assert name_owner("7.01.01.2.01.02", lain, REF) == "7.01.01.2.01.03"


def test_only_what_needs_an_alias_entry_uses_it():
    alias = "Persentase Pemenuhan kebutuhan operasional Perkantoran"
    assert used_alias("indikator", alias.upper() + " .", REF) == alias
    assert used_alias("indikator", "Persentase Pemenuhan Kebutuhan Operasional Kantor", REF) is None
    assert used_alias("kecamatan", "Kecamatan Lumajang Kota", REF) == "Lumajang Kota"
    assert used_alias("kecamatan", "Kecamatan Lumajang", REF) is None


def test_similar_indicator_is_suggested():
    assert suggest_indikator("Persentase Desa yang menetapkan LKPDes Tepat Waktu", REF)[0] in ("P6", "P8")
    assert suggest_indikator("Nilai SAKIP", REF) is None


def test_matching_is_fast_even_without_the_cache():
    mentah = codes_by_name.__wrapped__
    awal = time.perf_counter()
    for i in range(100):
        mentah(f"Penyediaan Barng Cetak dn Penggandaan {i}", REF)
    assert (time.perf_counter() - awal) / 100 < 0.005  # measured 0.1 ms
