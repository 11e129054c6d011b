"""E.81 figures: triwulan from cumulative amounts, performance by the indicator's rule, running numbers."""

from decimal import Decimal as D

import pytest

from transforms.reports.e81_regency import add, mean
from transforms.reports.e81_rows import _numbers, money, performance, quarter_value, reported


def uang(*realisasi, plafon=D(100)):
    return {
        tw: {"plafon_dihitung": plafon, "realisasi_dihitung": r}
        for tw, r in enumerate(realisasi, 1)
        if r != "tidak ada"
    }


@pytest.mark.parametrize(
    ("realisasi", "diharapkan"),
    [
        ((D(10), D(30)), {8: D(10), 9: D(20), 12: D(30)}),
        (("tidak ada", D(30)), {8: None, 9: None, 12: D(30)}),
        ((None, D(30)), {8: None, 9: None, 12: D(30)}),
        ((D(10), "tidak ada"), {8: D(10), 9: None, 12: None}),
        ((D(30), D(10)), {8: D(30), 9: D(-20), 12: D(10)}),
    ],
)
def test_triwulan_are_differences(realisasi, diharapkan):
    rp = money(uang(*realisasi), 2, 2)
    assert {k: rp[k] for k in (8, 9, 12)} == diharapkan
    assert 10 not in rp and 11 not in rp  # not due yet


def test_target_is_that_of_the_report_that_counts():
    assert money(uang(D(10), D(30)), 2, 2)[7] == D(100)
    assert money(uang(D(10)), 2, 1)[7] == D(100)  # no report yet for this triwulan: the latest one's
    assert money(uang(D(10)), 2, 2)[7] is None  # the line is no longer in the report


def kinerja(**tw):
    return {
        int(k[1:]): {"realisasi_triwulan": t, "realisasi_kumulatif": kum, "target": D(90)} for k, (t, kum) in tw.items()
    }


@pytest.mark.parametrize(
    ("isi", "sifat", "diharapkan"),
    [
        (kinerja(t1=(D("31.42"), D("31.42")), t2=(D("15.76"), D("47.18"))), "akumulatif", D("15.76")),
        (kinerja(t1=(D(30), D(30)), t2=(D(66), D(66))), "akumulatif", D(36)),  # the cumulative value written
        (kinerja(t2=(D("15.76"), D("47.18"))), "akumulatif", D("15.76")),  # no earlier report: as written
        (kinerja(t2=(D(66), D(66))), "akumulatif", None),  # cannot tell which one was meant
        (kinerja(t1=(D(70), D(70)), t2=(D(74), D(74))), "terakhir", D(74)),
        (kinerja(t1=(D(70), D(70))), "terakhir", None),
    ],
)
def test_performance_of_a_triwulan(isi, sifat, diharapkan):
    assert quarter_value(isi, sifat, 2) == diharapkan


def test_performance_of_the_year_is_the_marts_value():
    k = performance(kinerja(t1=(D(1), D(1)), t2=(D(5), None)), "akumulatif", 2, 2)
    assert k == {7: D(90), 8: D(1), 9: D(5), 12: None}


def test_running_numbers():
    kode = ["7.01.02", "7.01.01.2.10", "7.01.01", "7.01.01.2.09.02", "7.01.01.2.09", "TOTAL", "7.01.01.tanpa-rincian"]
    assert _numbers(kode) == {
        "7.01.01": "1", "7.01.01.2.09": "1.1", "7.01.01.2.09.02": "1.1.1", "7.01.01.2.10": "1.2", "7.01.02": "2",
    }  # fmt: skip


def test_notes_and_sums():
    s = {"plafon_dilaporkan": D(5), "plafon_dihitung": D(4), "realisasi_dilaporkan": None, "realisasi_dihitung": D(1)}
    assert reported(s) == ["tertulis dalam laporan: plafon 5"]
    assert add([None, D(1), D(2)]) == D(3) and add([None]) is None and add([]) is None
    assert mean([D(1), None, D(2)]) == D("1.50") and mean([]) is None
