"""Triwulan, years, dates and deadlines as written in reports."""

import datetime as dt
import time
from types import SimpleNamespace

import pytest

from transforms.referensi import load_referensi
from transforms.settings import REFERENSI
from transforms.values.codes import parse_kode, split_kode
from transforms.values.names import find_kecamatan, match_kecamatan, normalize_nama
from transforms.values.numbers import parse_persen, parse_rupiah
from transforms.values.periods import (
    PeriodeError,
    akhir_triwulan,
    bulan_triwulan,
    find_triwulan,
    format_periode,
    format_triwulan,
    parse_periode,
    parse_tahun,
    parse_tanggal,
    parse_triwulan,
    rentang_bertentangan,
    tenggat,
)

REF = load_referensi(REFERENSI)


@pytest.mark.parametrize(
    ("teks", "triwulan"),
    [
        ("TRIWULAN II", 2), ("TW 2", 2), ("TW-II", 2), ("TW2", 2), ("TW.IV", 4), ("Triwulan Kedua", 2),
        ("TRIWULAN Il", 2), ("TRIWULAN Ill", 3), ("Triwulan lV", 4), ("TRIWULAN l", 1), ("Triwulan ke-3", 3),
        ("TRI WULAN III", 3), ("LKj_TW2_2023", 2), ("triwulan IV/2023", 4), ("TRIWULAN\nII", 2),
        ("Triwulan Keempat", 4), ("II", 2), ("Il", 2), (2, 2), (3.0, 3), ("3", 3),
        ("TRIWULAN II dan triwulan III", None), ("TRIWULAN 5", None), ("TRIWULAN VI", None),
        ("triwulanan", None),
        ("twist", None), ("", None), (None, None), (5, None), (True, None), ("Tempursari", None),
    ],
)  # fmt: skip
def test_triwulan(teks, triwulan):
    assert parse_triwulan(teks) == triwulan


def test_several_triwulan_in_order():
    assert find_triwulan("Laporan TW I dan TW II") == [1, 2]


@pytest.mark.parametrize(
    ("teks", "tahun"),
    [
        ("TAHUN 2023", 2023), ("LKj_TW2_2023.xlsx", 2023), ("T.A. 2023", 2023), (2023, 2023), (2023.0, 2023),
        ("2023-TW2", 2023), ("Renstra 2018-2023 TAHUN 2023", 2023), ("Renstra Tahun 2018 – 2023", None),
        ("21/07/2023", None), ("2022 dan 2023", None), ("", None), (None, None), (45128, None), (True, None),
    ],
)  # fmt: skip
def test_tahun(teks, tahun):
    assert parse_tahun(teks) == tahun


@pytest.mark.parametrize(
    ("isi", "tanggal"),
    [
        ("Rowokangkung, 21 Juli 2023", dt.date(2023, 7, 21)), ("21/07/2023", dt.date(2023, 7, 21)),
        ("21-7-2023", dt.date(2023, 7, 21)), ("2023-07-21", dt.date(2023, 7, 21)),
        ("5 Agt. 2023", dt.date(2023, 8, 5)), ("1 NOPEMBER 2023", dt.date(2023, 11, 1)),
        (dt.datetime(2023, 7, 21, 8), dt.date(2023, 7, 21)), (dt.date(2023, 7, 21), dt.date(2023, 7, 21)),
        (SimpleNamespace(nilai="21 Juli 2023"), dt.date(2023, 7, 21)),
        ("31 Februari 2023", None), ("07/21/2023", None), ("Juli 2023", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_tanggal(isi, tanggal):
    assert parse_tanggal(isi) == tanggal


def test_period_keys():
    assert parse_periode("2023-TW2") == (2023, 2) == parse_periode(" 2023-tw2 ")
    assert format_periode(2023, 2) == "2023-TW2"
    assert format_triwulan(4) == "IV"
    for salah in ("2023-TW5", "TW2-2023", "2023", ""):
        with pytest.raises(PeriodeError, match="2023-TW2"):
            parse_periode(salah)


def test_bounds():
    assert bulan_triwulan(2) == (4, 5, 6)
    assert [akhir_triwulan(2023, t).isoformat()[5:] for t in (1, 2, 3, 4)] == [
        "03-31",
        "06-30",
        "09-30",
        "12-31",
    ]


def test_deadline_is_fifteen_calendar_days():
    assert [tenggat(2023, t, REF).isoformat() for t in (1, 2, 3, 4)] == [
        "2023-04-15", "2023-07-15", "2023-10-15", "2024-01-15",
    ]  # fmt: skip
    with pytest.raises(PeriodeError, match=r"tenggat\.csv"):
        tenggat(2017, 4, REF)


@pytest.mark.parametrize(
    ("teks", "triwulan", "kata"),
    [
        ("mulai Januari 2023 s.d. Maret 2023 (Triwulan II).", None, "Januari 2023 s.d. Maret"),
        ("Juli sampai dengan September", 2, "Juli sampai dengan September"),
        ("April s/d Juni 2023 (Triwulan II)", None, None),
        ("April – Juni 2023", 2, None),
        ("Januari s.d. Juni 2023, Triwulan II", None, None),  # cumulative within the year
        ("Januari s.d. Maret 2023", None, None),  # nothing says which triwulan
        ("Tahun 2018-2023", 2, None),
        (None, 2, None),
    ],
)
def test_stated_months_against_the_triwulan(teks, triwulan, kata):
    assert rentang_bertentangan(teks, triwulan) == kata


@pytest.mark.parametrize("isi", [" ", "1 ", "1.", "TW ", "Juni ", "Kecamatan ", "7.01 ", "-", "("])
def test_long_cells_take_no_time(isi):
    """A cell may hold 32,767 characters; no pattern may go through them again and again."""
    teks = "Juni " + isi * (32_000 // len(isi)) + "x"
    awal = time.perf_counter()
    for baca in (parse_rupiah, parse_persen, parse_kode, split_kode, parse_triwulan, parse_tahun,
                 parse_tanggal, rentang_bertentangan, normalize_nama):  # fmt: skip
        baca(teks)
        baca(teks[5:])
    match_kecamatan(teks, REF)
    find_kecamatan(teks, REF)
    rentang_bertentangan(teks, 2)
    assert time.perf_counter() - awal < 2
