"""Codes: five styles of writing, one canonical form."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.values.codes import kode_empat_digit, kode_tingkat, parent_kode, parse_kode, split_kode


@pytest.mark.parametrize(
    ("mentah", "kode", "gaya"),
    [
        ("7.01.01.", "7.01.01", "kanonik"),
        ("7.01.01.2.09.09", "7.01.01.2.09.09", "kanonik"),
        ("7.01.02.2.04.", "7.01.02.2.04", "kanonik"),
        ("7.01.04. 2.01", "7.01.04.2.01", "kanonik"),
        ("7.01.01.201.01.", "7.01.01.2.01.01", "lkj"),
        ("7.01.03. 201.", "7.01.03.2.01", "lkj"),
        ("7.01.03. 201.01.", "7.01.03.2.01.01", "lkj"),
        ("7.01.01.210", "7.01.01.2.10", "lkj"),
        ("7.01.01.2.01.0001", "7.01.01.2.01.01", "empat_digit"),
        ("7.01.7.01.00.01.2.06.08.5.1", "7.01.01.2.06.08", "sipd"),
        ("7.01.7.0 1.00.04. 00.5.1", "7.01.04", "sipd"),
        ("7.01.7.0. 1.00.04. 2.01.01. 5.1", "7.01.04.2.01.01", "sipd"),
        ("7.01.01.2.06.08.5.1", "7.01.01.2.06.08", "sipd"),
        ("7.01.7.01.0000.01.2.06.0008", "7.01.01.2.06.08", "sipd"),
        ("7.01.01.2.01.00", "7.01.01.2.01", "kanonik"),
        ("X.XX.01.2.01.0003", "X.XX.01.2.01.03", "empat_digit"),
        ("4.01.03.2.01.01", "4.01.03.2.01.01", "kanonik"),
        ("1.02.02.2.01.0006", "1.02.02.2.01.06", "empat_digit"),
        (7.01, "7.01", "kanonik"),
        (70101, "7.01.01", "lain"),
        ("7.01.1", "7.01.01", "lain"),
        ("7.01.01.2.0.6.04", "7.01.01.2.06.04", "lain"),
        ("7,01,01,2,01", "7.01.01.2.01", "kanonik"),
        ("7 01 01 2 01 01", "7.01.01.2.01.01", "lain"),
    ],
)
def test_styles_met_in_the_field(mentah, kode, gaya):
    hasil = parse_kode(mentah)
    assert (hasil.kode, hasil.gaya, hasil.tingkat, hasil.alasan) == (kode, gaya, kode_tingkat(kode), "")


@pytest.mark.parametrize(
    "mentah",
    ["TOTAL", "1", 2.0, "A", "1.1", "7.01.01.2", "7.01.2.01", "21.07.2023",
     "7.01.0.00.0.00.08.0000", "7.01.01.2.1.1", "٧.٠١.٠١", True, dt.date(2001, 1, 7)],
)  # fmt: skip
def test_what_is_no_code_is_kept_raw_with_a_reason(mentah):
    hasil = parse_kode(mentah)
    assert (hasil.kode, hasil.gaya, hasil.tingkat) == (None, "lain", "lain")
    assert hasil.alasan


@pytest.mark.parametrize("mentah", ["5.1.02", "5.1.02.01.001.00024", "7.01.01.2.01.01.5.1.02.01"])
def test_an_account_is_no_code_of_ours(mentah):
    hasil = parse_kode(mentah)
    assert (hasil.kode, hasil.gaya, hasil.tingkat) == (None, "rekening", "lain")


@pytest.mark.parametrize("mentah", [None, "", "  ", "\u00a0", "-"])
def test_blank_is_no_style(mentah):
    assert parse_kode(mentah) == (None, None, None, "")


def test_account_rows_are_not_their_sub_kegiatan():
    hasil = parse_kode("7.01.01.2.01.0001.5.1.02.01")
    assert (hasil.kode, hasil.tingkat) == (None, "lain")


def test_cell_of_a_workbook():
    assert parse_kode(SimpleNamespace(nilai="7.01.01.", jenis="teks")).kode == "7.01.01"
    assert "tanggal" in parse_kode(SimpleNamespace(nilai=dt.date(2001, 1, 7), jenis="tanggal")).alasan


def test_code_and_name_in_one_cell():
    assert split_kode("7.01.01.201.01.  Penyusunan Dokumen") == ("7.01.01.201.01.", "Penyusunan Dokumen")
    assert split_kode("1. Program Penunjang") == ("", "1. Program Penunjang")


def test_relatives():
    assert parent_kode("7.01.01.2.06.08") == "7.01.01.2.06"
    assert parent_kode("7.01.01.2.06") == "7.01.01"
    assert parent_kode("7.01") is None
    assert kode_empat_digit("7.01.01.2.06.08") == "7.01.01.2.06.0008"
    assert kode_empat_digit("7.01.01.2.06") == "7.01.01.2.06"


# --- any canonical code, any style, the same code -----------------------------------------------------------

DUA = st.integers(1, 99).map("{:02d}".format)
URUSAN = st.tuples(st.sampled_from("12345678"), DUA).map(".".join)


@st.composite
def kode_kanonik(draw, sub=DUA):
    bagian = [draw(URUSAN), draw(DUA)]
    kedalaman = draw(st.integers(0, 2))
    if kedalaman:
        bagian += ["2", draw(DUA)]
    if kedalaman == 2:
        bagian.append(draw(sub))
    return ".".join(bagian)


def _write(kode, gaya):
    bagian = kode.split(".")
    kepala, program, isi = bagian[:2], bagian[2], bagian[3:]
    if gaya == "lkj" and isi:
        isi = ["2" + isi[1], *isi[2:]]
    if gaya == "empat_digit" and len(isi) == 3:
        isi = [*isi[:2], isi[2].zfill(4)]
    if gaya == "sipd":
        return ".".join([*kepala, *kepala, "00", program, *(isi or ["00"]), "5", "1"])
    return ".".join([*kepala, program, *isi])


@given(kode_kanonik(), st.sampled_from(["kanonik", "lkj", "empat_digit", "sipd"]), st.data())
def test_any_style_with_any_spaces_gives_the_same_code(kode, gaya, data):
    teks = _write(kode, gaya)
    for _ in range(data.draw(st.integers(0, 3))):
        i = data.draw(st.integers(0, len(teks)))
        teks = teks[:i] + data.draw(st.sampled_from([" ", "\n", "\u00a0"])) + teks[i:]
    hasil = parse_kode(teks + data.draw(st.sampled_from(["", ".", " .", ". "])))
    assert (hasil.kode, hasil.tingkat) == (kode, kode_tingkat(kode))
    assert hasil.gaya in (gaya, "kanonik")


# Sub kegiatan 5x do not exist: torn apart, "5.1" is read as the account group of SIPD.
@given(
    kode_kanonik(sub=st.integers(1, 49).map("{:02d}".format)),
    st.sampled_from(["kanonik", "lkj", "sipd"]),
    st.data(),
)
def test_a_stray_dot_never_makes_another_code(kode, gaya, data):
    teks = _write(kode, gaya)
    i = data.draw(st.integers(1, len(teks)))
    hasil = parse_kode(teks[:i] + "." + teks[i:])
    assert hasil.kode in (kode, None)


@given(st.text(alphabet="0123456789. X-A", max_size=30))
def test_canonical_form_is_stable(teks):
    kode = parse_kode(teks).kode
    if kode is not None:
        assert parse_kode(kode).kode == kode
