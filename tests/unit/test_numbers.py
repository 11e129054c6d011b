"""Amounts and percentages: the real cases, further cases, and what a mistyped character can do."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.values.numbers import (
    confirm_row,
    parse_persen,
    parse_persen_angka,
    parse_rupiah,
    parse_rupiah_angka,
    parse_rupiah_teks,
)

DATA = Path(__file__).parents[1] / "data"
PERSEN_TANPA_TANDA = {"96.83", "100"}  # the two percent rows of kasus_angka.csv without a percent sign


def _sel(nilai, jenis="teks", persen=False, rumus_luar=False):
    return SimpleNamespace(nilai=nilai, jenis=jenis, persen=persen, rumus_luar=rumus_luar)


def _rows(nama):
    with (DATA / nama).open(encoding="utf-8", newline="") as isi:
        return list(csv.DictReader(isi))


def _read(mentah, jenis_sel, baca):
    angka = {parse_rupiah: parse_rupiah_angka, parse_persen: parse_persen_angka}[baca]
    return {
        "teks": lambda: baca(_sel(mentah)),
        "kosong": lambda: baca(None),
        "angka": lambda: angka(mentah),
        "angka persen": lambda: baca(_sel(float(mentah), "angka", persen=True)),
        "formula tanpa cache": lambda: baca(_sel(None, "rumus_kosong")),
        "angka berformat tanggal": lambda: baca(_sel(dt.date(2023, 7, 21), "tanggal")),
        "logika": lambda: baca(_sel(True, "logika")),
        "galat": lambda: baca(_sel(mentah, "galat")),
        "berkas lain": lambda: baca(_sel(float(mentah), "angka", rumus_luar=True)),
    }[jenis_sel]()


def _status(angka):
    if angka.tolak:
        return "tolak"
    if set(angka.tinjau) - {"NILAI_NEGATIF"}:
        return "tinjau"
    return "ok" if angka.nilai is not None else "kosong"


def _assert_case(baris, baca):
    angka = _read(baris["mentah"], baris["jenis_sel"], baca)
    harapan = Decimal(baris["harapan"]) if baris["harapan"] else None
    assert (angka.nilai, _status(angka), ";".join(angka.tanda)) == (harapan, baris["status"], baris["tanda"])
    assert bool(angka.alasan) == bool(angka.tolak or angka.tinjau)
    return angka


@pytest.mark.parametrize("baris", _rows("kasus_angka.csv"), ids=lambda b: b["mentah"] or "kosong")
def test_case_of_the_field(baris):
    persen = "PERCENT" in baris["tanda"] or baris["mentah"] in PERSEN_TANPA_TANDA
    _assert_case(baris, parse_persen if persen else parse_rupiah)


@pytest.mark.parametrize(
    "baris", _rows("kasus_angka_tambahan.csv"), ids=lambda b: f"{b['jenis_nilai']} {b['mentah']}"
)
def test_further_case(baris):
    angka = _assert_case(baris, parse_persen if baris["jenis_nilai"] == "persen" else parse_rupiah)
    assert (angka.tolak or "") == baris["tolak"]


@pytest.mark.parametrize(
    ("mentah", "kode"),
    [
        ("x", "ANGKA_TIDAK_TERBACA"),
        ("1,35E+09", "ANGKA_TIDAK_TERBACA"),
        ("=SUM(A1:A2)", "FORMULA_BELUM_DIHITUNG"),
    ],
)
def test_refusal_names_its_finding(mentah, kode):
    assert parse_rupiah(mentah).tolak == kode


def test_negative_amount_goes_with_a_finding():
    assert parse_rupiah("(1.500.000)").tinjau == ("NILAI_NEGATIF",)


@pytest.mark.parametrize("nilai", [float("nan"), float("inf"), object(), [1]])
def test_odd_objects_are_refused_not_raised(nilai):
    assert parse_rupiah(_sel(nilai, "angka")).tolak == "ANGKA_TIDAK_TERBACA"


def test_float_noise_of_formulas_is_no_sen():
    assert parse_rupiah(_sel(1234567.1 + 0.2 - 0.3, "angka")).nilai == 1234567


# --- any integer in any style reads back equal -------------------------------------------------------------

RUPIAH = st.integers(min_value=10_000, max_value=10**15 - 1)


def _dots(n, sep="."):
    return f"{n:,}".replace(",", sep)


GAYA = {
    "id": _dots,
    "id sen nol": lambda n: _dots(n) + ",00",
    "en": lambda n: f"{n:,}",
    "en sen nol": lambda n: f"{n:,}.00",
    "campuran": lambda n: ",".join(_dots(n).rsplit(".", 1)),
    "spasi": lambda n: _dots(n, " "),
    "nbsp": lambda n: _dots(n, "\u00a0"),
    "nnbsp tepi": lambda n: f"\u202f{_dots(n)} ",
    "polos": str,
    "polos sen nol": lambda n: f"{n},00",
    "Rp": lambda n: f"Rp {_dots(n)}",
    "Rp.": lambda n: f"Rp. {_dots(n)}",
    "Rp rapat": lambda n: f"Rp{_dots(n)},00",
    "kuitansi": lambda n: f"Rp {_dots(n)},-",
    "strip": lambda n: f"{_dots(n)}-",
    "terpotong": lambda n: _dots(n).replace(".", ".\n", 1),
}
# Texts whose separators group the digits: nothing but these protects against a lost separator.
BERKELOMPOK = {k: g for k, g in GAYA.items() if not k.startswith("polos")}


@given(RUPIAH, st.sampled_from(sorted(GAYA)))
def test_any_integer_in_any_style_reads_back_equal(nilai, gaya):
    angka = parse_rupiah(_sel(GAYA[gaya](nilai)))
    assert (angka.nilai, angka.tolak, angka.tinjau) == (nilai, None, ())


@given(RUPIAH, st.sampled_from(["({})", "-{}", "Rp -{}", "-Rp {}", "(Rp {})"]))
def test_any_negative_style_reads_back_equal(nilai, gaya):
    angka = parse_rupiah(gaya.format(_dots(nilai)))
    assert angka.nilai == -nilai and angka.tinjau == ("NILAI_NEGATIF",)


@given(RUPIAH, st.integers(1, 99))
def test_sen_survive(nilai, sen):
    angka = parse_rupiah(f"{_dots(nilai)},{sen:02d}")
    assert angka.nilai == nilai + Decimal(sen) / 100 and "SEN" in angka.tanda


@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_numeric_cells_keep_their_value(nilai):
    assert (
        parse_rupiah(_sel(float(nilai), "angka")).nilai == nilai == parse_rupiah(_sel(nilai, "angka")).nilai
    )


@given(st.text(max_size=20))
def test_no_text_raises_and_no_refusal_has_a_value(teks):
    for baca in (parse_rupiah, parse_persen):
        angka = baca(teks)
        assert angka.tolak is None or (angka.nilai is None and angka.alasan)


# --- one mistyped character --------------------------------------------------------------------------------

PEMISAH = "., \u00a0"


def _is_visible(angka, asal):
    """Same value, refused, with a finding, or with a flag the original did not have."""
    if angka.nilai == asal.nilai or angka.tolak or angka.tinjau or angka.nilai is None:
        return True
    return bool(set(angka.tanda) - set(asal.tanda) - {"CURRENCY_PREFIX"})


def _separator_edits(teks):
    """Every text with one separator dropped, added, doubled or swapped."""
    for i, huruf in enumerate(teks):
        if huruf in PEMISAH:
            yield teks[:i] + teks[i + 1 :]
            yield from (teks[:i] + c + teks[i + 1 :] for c in PEMISAH + "-'x")
    for i in range(len(teks) + 1):
        yield from (teks[:i] + c + teks[i:] for c in PEMISAH)


@given(RUPIAH, st.sampled_from(sorted(BERKELOMPOK)))
def test_separator_edits_never_change_a_grouped_amount_unseen(nilai, gaya):
    teks = BERKELOMPOK[gaya](nilai)
    asal = parse_rupiah_teks(teks)
    for lain in _separator_edits(teks):
        assert _is_visible(parse_rupiah_teks(lain), asal), (teks, lain)


@given(RUPIAH, st.sampled_from(["polos", "polos sen nol"]))
def test_separator_edits_of_ungrouped_amounts_always_leave_a_flag(nilai, gaya):
    for lain in _separator_edits(GAYA[gaya](nilai)):
        angka = parse_rupiah_teks(lain)
        assert angka.tolak or angka.tinjau or angka.tanda or angka.nilai == nilai, lain


@given(st.integers(min_value=10**6, max_value=10**15 - 1), st.data())
def test_digits_can_only_be_lost_or_gained_in_the_first_group(nilai, data):
    teks = _dots(nilai)
    asal, awal = parse_rupiah_teks(teks), teks.index(".")
    i = data.draw(st.integers(awal + 1, len(teks) - 1))
    huruf = data.draw(st.sampled_from("0123456789"))
    for lain in (teks[:i] + teks[i + 1 :], teks[:i] + huruf + teks[i:]):
        if teks[i].isdigit():
            assert _is_visible(parse_rupiah_teks(lain), asal), lain


def test_the_documented_exception_is_the_only_other_one():
    """Mixed separators without the last digit are a correct text of another amount; the row tells."""
    hilang = parse_rupiah("1.348.090,00")
    assert (hilang.nilai, hilang.tinjau) == (1348090, ())
    baris = confirm_row(hilang, parse_rupiah("0"), parse_rupiah("1.348.090.000"))
    assert baris[0].tinjau == ("SKALA_MENCURIGAKAN",)


@given(st.decimals(min_value=2, max_value=100, places=2))
def test_percent_reads_back_in_every_style(nilai):
    koma = str(nilai).replace(".", ",")
    for teks in (f"{nilai} %", f"{koma} %", f"{koma}%", str(nilai), koma):
        assert parse_persen(teks).nilai == nilai
    assert parse_persen(_sel(float(nilai) / 100, "angka", persen=True)).nilai == nilai


@given(st.decimals(min_value="10.01", max_value="99.99", places=2))
def test_lost_percent_separator_is_visible(nilai):
    angka = parse_persen(str(nilai).replace(".", ""))
    assert angka.tinjau == ("SKALA_MENCURIGAKAN",) and "OVER_100" in angka.tanda


# --- the row settles what one cell cannot -----------------------------------------------------------------


def _row(*teks):
    return confirm_row(*(parse_rupiah(t) for t in teks))


def test_row_confirms_a_small_remainder():
    assert [a.tinjau for a in _row("2.800.000", "2.798.750", "1.250")] == [(), (), ()]


def test_row_does_not_confirm_itself_when_the_plafon_is_short():
    assert [a.tinjau for a in _row("6.750", "0", "6.750")] == [("ANGKA_PENDEK",), (), ("ANGKA_PENDEK",)]


def test_row_finds_the_value_off_by_a_thousand():
    assert [a.tinjau for a in _row("28.000.000", "5.000", "23.000.000")] == [(), ("SKALA_MENCURIGAKAN",), ()]


def test_row_with_an_ordinary_mistake_is_left_to_the_sum_rules():
    assert [a.tinjau for a in _row("1.348.090.074", "668.898.124", "678.191.950")] == [(), (), ()]


def test_row_with_a_blank_is_left_alone():
    assert _row("6.750", "", "6.750")[0].tinjau == ("ANGKA_PENDEK",)
