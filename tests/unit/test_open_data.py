"""Fields of the open data: harmless texts, untouched numbers, types and units."""

import pytest

from transforms.reports.open_data import _slug, field_descriptor, guard_text


@pytest.mark.parametrize("teks", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "-A1"])
def test_formulas_are_quoted(teks):
    assert guard_text(teks).startswith("'") and not guard_text(teks)[1:].startswith("'")


@pytest.mark.parametrize("teks", ["-1500000", "-1500000.00", "+5", "Gaji", "a=b", "", "7.01.01"])
def test_harmless_texts_stay(teks):
    assert guard_text(teks) == teks


@pytest.mark.parametrize(
    ("nama", "jenis", "uraian", "diharapkan"),
    [
        ("sisa", "DECIMAL(18,2)", "plafon dikurangi realisasi, rupiah", ("number", "rupiah")),
        ("selisih_plafon", "DECIMAL(18,2)", "tertulis dikurangi dihitung", ("number", "rupiah")),
        ("serapan_persen", "DECIMAL(9,2)", "realisasi / plafon x 100", ("number", "persen")),
        ("efisiensi", "DECIMAL(9,2)", "selisih, poin persen", ("number", "poin persen")),
        ("target", "DECIMAL(18,4)", "Target tahunan", ("number", "satuan indikator")),
        ("peringkat", "INTEGER", "Peringkat serapan_persen", ("integer", None)),
        ("hari_terlambat", "INTEGER", "Hari kalender setelah tenggat", ("integer", "hari")),
        ("sintetis", "BOOLEAN", "", ("boolean", None)),
        ("tanggal", "DATE", "", ("date", None)),
        ("kode", "VARCHAR", "", ("string", None)),
    ],
)
def test_type_and_unit(nama, jenis, uraian, diharapkan):
    kolom = field_descriptor({"nama": nama, "jenis": jenis, "uraian": uraian}, ["kode"])
    assert (kolom["type"], kolom.get("unit")) == diharapkan
    assert ("constraints" in kolom) == (nama == "kode")


def test_slug():
    assert _slug("Kab. Lumajang") == "kab-lumajang" and _slug("Ñandú") == "nandu" and _slug("–") == "kabupaten"
