"""Round trip: a report written in any layout is read back to the same rows, addresses and findings (none)."""

from hypothesis import HealthCheck, given, settings

from tests.tata_letak import REF, laporan
from transforms.workbook.normalize import normalize

NAMA = "LKj TW II 2023 Kec. Rowokangkung.xlsx"


def compare(terbaca: dict, harapan: dict) -> None:
    """Table by table, so that a failure shows the row and not two whole reports."""
    for hasil in (terbaca, harapan):  # two PK tables side by side come by their header rows, not as written
        pk = sorted(hasil["tabel"]["perjanjian_kinerja"], key=lambda r: r["indikator_id"])
        hasil["tabel"]["perjanjian_kinerja"] = [r | {"urutan": i} for i, r in enumerate(pk, 1)]
    for nama, rows in harapan["tabel"].items():
        for dapat, harus in zip(terbaca["tabel"][nama], rows, strict=False):
            beda = {k: (dapat.get(k), v) for k, v in harus.items() if dapat.get(k) != v}
            assert not beda, f"{nama} baris {harus['lembar']}!{harus['baris']}: {beda}"
            assert list(dapat) == list(harus)
        assert len(terbaca["tabel"][nama]) == len(rows), nama
    assert terbaca["temuan"] == harapan["temuan"]
    tempat = sorted(terbaca["letak"], key=str)
    assert tempat == sorted(harapan["letak"], key=str)  # tables side by side come by their header rows
    assert {**terbaca, "letak": tempat} == {**harapan, "letak": tempat}


@settings(max_examples=60, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
@given(laporan())
def test_any_layout_reads_back_alike(laporan):
    compare(normalize(laporan.buku, NAMA, REF), laporan.hasil)
