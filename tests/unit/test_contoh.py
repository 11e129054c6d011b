"""The bundled example is what it says: synthetic, plausible, and the same on every run."""

import json
import zipfile
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from data.contoh.buat import buat, write_workbook
from data.contoh.buat_model import baca_csv, model, nama_kode
from data.contoh.buat_rencana import rencana
from data.contoh.buat_tata_letak import SINTETIS, TATA_LETAK
from transforms.settings import CONTOH, load_settings
from transforms.workbook.cells import read_cells

SEMUA = json.loads((CONTOH / "manifes.json").read_text(encoding="utf-8"))["kiriman"]
MANIFES = [k for k in SEMUA if k.get("jenis", "lkj") == "lkj"]
KECAMATAN = [k["kode_kecamatan"] for k in baca_csv("kecamatan")]
MODEL = {(k, t, w): model(k, t, w) for k in KECAMATAN for t, w in ((2022, 2), (2023, 1), (2023, 2))}


def daun(m: dict) -> dict[str, dict]:
    return {s["kode"]: s for p in m["program"] for k in p["kegiatan"] for s in k["sub"]}


@pytest.fixture(scope="module")
def baru(tmp_path_factory) -> Path:
    """The example made again."""
    folder = tmp_path_factory.mktemp("baru")
    buat(folder)
    return folder


def isi(berkas: Path) -> object:
    """Content of a file; of a zip its members, since compressors differ between installations."""
    if berkas.suffix in (".xlsx", ".ods"):
        with zipfile.ZipFile(berkas) as arsip:
            return [(i.filename, i.date_time, arsip.read(i)) for i in arsip.infolist()]
    return berkas.read_bytes()


@pytest.mark.lambat
def test_made_again_it_is_the_same(baru):
    ada = {b.relative_to(baru).as_posix() for b in baru.rglob("*") if b.is_file()}
    nyata = {k["berkas"] for k in MANIFES if not k["sintetis"]}
    assert ada == {k["berkas"] for k in SEMUA} - nyata | {"manifes.json"}
    for nama in ada:
        assert isi(baru / nama) == isi(CONTOH / nama), nama


@pytest.mark.parametrize("nama", ["satu-lembar", "xls-lama", "ods-libre"])
def test_same_bytes_at_another_time(nama, tmp_path):
    for berkas in ("a", "b"):
        write_workbook(MODEL["35.08.10", 2023, 2], nama, tmp_path / berkas)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_file_beyond_the_manifest():
    berkas = {b.relative_to(CONTOH).as_posix() for b in CONTOH.glob("20*/*")}
    assert berkas == {k["berkas"] for k in MANIFES}
    lain = {b.relative_to(CONTOH).as_posix() for nama in ("sipd", "e81") for b in CONTOH.glob(f"{nama}/*")}
    assert lain == {k["berkas"] for k in SEMUA} - berkas
    assert sum((CONTOH / b).stat().st_size for b in lain) < 1_500_000
    assert len(MANIFES) == len({k["berkas"] for k in MANIFES}) == 64


def test_order_of_receipt_and_completeness():
    saat = [k["diterima_pada"] for k in SEMUA]
    assert saat == sorted(saat)
    pengirim = {
        p: {k["kode_kecamatan"] for k in MANIFES if k["periode"] == p}
        for p in {k["periode"] for k in MANIFES}
    }
    assert {p: len(k) for p, k in pengirim.items()} == {"2022-TW2": 21, "2023-TW1": 21, "2023-TW2": 20}
    dua_kali = Counter((k["periode"], k["kode_kecamatan"]) for k in rencana())
    assert [k for k, n in dua_kali.items() if n > 1] == [("2023-TW2", "35.08.05"), ("2023-TW2", "35.08.19")]


def test_lateness_is_what_was_planned():
    telat = [k for k in MANIFES if any(t["kode_temuan"] == "TERLAMBAT" for t in k["info"])]
    assert [(k["periode"], k["kode_kecamatan"]) for k in telat if k["periode"] == "2023-TW2"] == [
        ("2023-TW2", "35.08.13"),
        ("2023-TW2", "35.08.08"),
    ]
    for k in MANIFES:
        hari = int(k["diterima_pada"][8:10])
        assert (hari > 15) is (k in telat), k["berkas"]


@pytest.mark.parametrize("kiriman", [k for k in MANIFES if k["sintetis"]], ids=lambda k: k["berkas"])
def test_labelled_synthetic_and_small(kiriman, tmp_path):
    berkas = CONTOH / kiriman["berkas"]
    assert "(sintetis)" in berkas.name
    assert berkas.stat().st_size < 40_000
    buku = read_cells(berkas, load_settings(tmp_path).limits)
    for lembar in buku.lembar:
        teks = [s.nilai for s in lembar.sel.values() if isinstance(s.nilai, str)]
        assert SINTETIS in teks, lembar.nama
        assert not [t for t in teks if "NIP" in t]


def test_real_report_is_not_labelled():
    assert [k["berkas"] for k in MANIFES if not k["sintetis"]] == [
        "2023-TW2/LKj TW II 2023 Kec. Rowokangkung.xlsx"
    ]


@pytest.mark.parametrize("kode", KECAMATAN)
def test_amounts_are_plausible_and_rise(kode):
    satu, dua, lalu = MODEL[kode, 2023, 1], MODEL[kode, 2023, 2], MODEL[kode, 2022, 2]
    assert 1_800_000_000 <= dua["plafon"] <= 3_500_000_000
    assert satu["plafon"] == dua["plafon"]
    if dua["kecamatan"] != "Rowokangkung":
        assert 12 <= 100 * satu["realisasi"] / satu["plafon"] <= 25
        assert 30 <= 100 * dua["realisasi"] / dua["plafon"] <= 50
    assert 30 <= 100 * lalu["realisasi"] / lalu["plafon"] <= 50
    awal, akhir = daun(satu), daun(dua)
    assert awal.keys() == akhir.keys()
    for k, s in akhir.items():
        assert awal[k]["plafon"] == s["plafon"]
        assert 0 <= awal[k]["realisasi"] <= s["realisasi"] <= s["plafon"]


def test_a_whole_year_rises():
    for kode in ("35.08.08", "35.08.10", "35.08.21"):
        tahun = [model(kode, 2023, w) for w in (1, 2, 3, 4)]
        for awal, akhir in pairwise(tahun):
            lama, baru = daun(awal), daun(akhir)
            assert all(lama[k]["realisasi"] <= s["realisasi"] <= s["plafon"] for k, s in baru.items())
            for a, b in zip(awal["indikator"], akhir["indikator"], strict=True):
                assert a["realisasi_kumulatif"] <= b["realisasi_kumulatif"]
                assert b["capaian"] <= 125


def test_parents_are_sums_of_their_children():
    for m in MODEL.values():
        for kolom in ("plafon", "realisasi"):
            assert m[kolom] == sum(p[kolom] for p in m["program"])
            for p in m["program"]:
                assert p[kolom] == sum(k[kolom] for k in p["kegiatan"])
                assert all(k[kolom] == sum(s[kolom] for s in k["sub"]) for k in p["kegiatan"])


def test_names_come_from_the_nomenclature():
    nama = nama_kode()
    for m in MODEL.values():
        assert all(nama[k] == s["nama"] for k, s in daun(m).items())


def test_only_kecamatan_lumajang_has_kelurahan():
    ada = {k[0] for k, m in MODEL.items() if any(kode.startswith("7.01.03.2.02") for kode in daun(m))}
    assert ada == {"35.08.10"}


def test_rowokangkung_before_its_real_report():
    satu = MODEL["35.08.08", 2023, 1]
    assert satu["plafon"] == 2_385_345_430
    assert daun(satu)["7.01.01.2.02.01"]["realisasi"] < 668_898_124
    s1, s2 = satu["indikator"][:2]
    assert s1["realisasi_kumulatif"] + Decimal("15.76") == Decimal("47.18")
    assert s2["realisasi_kumulatif"] + Decimal("16.60") == Decimal("29.01")


def test_every_category_occurs():
    def kategori(m: dict) -> str:
        rata = sum(i["capaian"] for i in m["indikator"][:2]) / 2
        bulat = int(rata.quantize(Decimal(1), "ROUND_HALF_UP"))
        return next(b["kategori"] for b in reversed(baca_csv("skala")) if bulat >= int(b["batas_bawah"]))

    jumlah = Counter(kategori(m) for k, m in MODEL.items() if k[1:] == (2023, 2))
    assert jumlah.keys() == {b["kategori"] for b in baca_csv("skala")}


def test_indicators_add_up():
    for m in MODEL.values():
        assert len(m["indikator"]) == 10
        for i in m["indikator"]:
            assert 0 < i["realisasi_triwulan"] <= i["realisasi_kumulatif"]


def test_planted_findings_point_at_sheets_of_the_file(tmp_path):
    for k in MANIFES:
        if k["temuan"]:
            buku = read_cells(CONTOH / k["berkas"], load_settings(tmp_path).limits)
            assert {t["lembar"] for t in k["temuan"]} <= {lembar.nama for lembar in buku.lembar}


def test_every_layout_is_used():
    assert {k["tata_letak"] for k in MANIFES if k["sintetis"]} == set(TATA_LETAK)
    assert {Path(k["berkas"]).suffix for k in MANIFES} == {".xlsx", ".xls", ".ods"}
