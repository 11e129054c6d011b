"""The quality page: verdict, failures first, every check listed, nothing from outside, nothing unescaped."""

import re

from transforms.reports.quality_page import render_quality_page


def row(berhasil=True, tingkat="galat", **lain):
    return {
        "tabel": "tren",
        "ekspektasi": "expect_column_values_to_be_unique",
        "kolom": "kode",
        "tingkat": tingkat,
        "berhasil": berhasil,
        "jumlah_tidak_sesuai": 0 if berhasil else 2,
        "catatan": "Tidak ada kunci ganda",
    } | lain


def test_verdicts():
    assert "Semua terpenuhi" in render_quality_page([row()])
    html = render_quality_page(
        [row(), row(False, "peringatan", tabel="neraca", catatan="Jumlah sama; 35.08.08")]
    )
    assert "Diterbitkan, dengan catatan" in html and "Neraca: jumlah antartabel" in html and "2 baris" in html
    assert "Data tidak diterbitkan" in render_quality_page([row(False), row(False, "info")])


def test_safe_and_self_contained():
    html = render_quality_page([row(False, catatan="<script>alert(1)</script>", kolom='"><img>')])
    assert "<script" not in html and "<img" not in html
    assert "default-src 'none'" in html and not re.search(r"(src|href)=|url\(|@import|https?:", html)
