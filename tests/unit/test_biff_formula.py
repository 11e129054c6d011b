"""Formulas of .xls and .xlsb: what points into another workbook, and what was never calculated."""

import struct

import pytest
import xlwt

from tests.pembuat_xls import insert_records, stream_of
from transforms.settings import Limits
from transforms.workbook.biff import detail_xls
from transforms.workbook.biff_formula import links_xls, links_xlsb, refers_outside

SENDIRI = (0x1AE, b"\2\0\1\4")
LAIN = (0x1AE, struct.pack("<HHB", 1, 13, 0) + b"\1rekap\3TW.xls")
DAFTAR = (0x17, struct.pack("<H6H", 2, 0, 0, 0, 1, 0, 0))  # index 0: this workbook, index 1: the other one
ACUAN = {i: b"\x5a" + struct.pack("<3H", i, 0, 0xC000) for i in (0, 1)}
TEKS, ANGKA = b"\x17\2\0\x3a\x01", b"\x1f" + struct.pack("<d", 0.1)
JUMLAH, PILIH = b"\x19\x10\0\0", b"\x19\4\1\0\0\0\0\0"


def test_lists_of_other_workbooks():
    tautan = links_xls([SENDIRI, LAIN, DAFTAR])
    assert (tautan.buku, tautan.indeks) == (["rekap/TW.xls"], {1})
    assert links_xls([SENDIRI]).indeks == frozenset()
    xti = struct.pack("<L", 2) + struct.pack("<3L", 0, 0, 0) + struct.pack("<3L", 1, 0, 0)
    assert links_xlsb([(357, b""), (355, b""), (362, xti)]) == {1}


@pytest.mark.parametrize(
    ("rumus", "luar"),
    [
        (ACUAN[1], True),
        (ACUAN[0], False),
        (TEKS + ACUAN[0], False),  # the text holds the bytes of such a token
        (ANGKA + PILIH + JUMLAH + ACUAN[1] + b"\x03", True),
        (b"\x1e\3\0\x44\0\0\0\xc0\x03\x42\2\4\0", False),
        (b"\x18\xff", True),  # not known: counts as pointing outside
        (b"\x5a\1", True),  # cut off
        (b"", False),
    ],
)
def test_formulas_that_point_outside(rumus, luar):
    assert refers_outside(rumus, frozenset([1])) is luar


def test_formulas_of_xlsb_have_wider_cells():
    acuan = {i: b"\x5a" + struct.pack("<HLH", i, 0, 0xC000) for i in (0, 1)}
    teks = b"\x17\1\0\x3a\1"
    tabel = b"\x18\x19" + bytes(12)
    assert refers_outside(teks + tabel + acuan[0] + acuan[1], frozenset([1]), xlsb=True)
    assert not refers_outside(teks + tabel + acuan[0], frozenset([1]), xlsb=True)


def test_a_cell_of_an_xls_that_points_outside():
    def isi(buku):
        buku.add_sheet("Lain")
        s = buku.add_sheet("Data")
        s.write(0, 0, xlwt.Formula("Lain!A1"))
        s.write(1, 0, xlwt.Formula("1+2"))

    aliran = stream_of(isi)
    rincian, buku = detail_xls(aliran, Limits())
    assert (rincian["Data"].rumus_luar, buku) == ([], [])
    # the same workbook, with its only reference to a sheet pointing into another file
    kedua = aliran.index(struct.pack("<HH", 0x17, 14)) + 12
    aliran = aliran[:kedua] + struct.pack("<H", 1) + aliran[kedua + 2 :]
    rincian, buku = detail_xls(insert_records(aliran, 0x17, [LAIN]), Limits())
    assert (rincian["Data"].rumus_luar, buku) == ([(1, 1)], ["rekap/TW.xls"])


def test_never_calculated_only_when_nothing_is():
    def isi(buku):
        s = buku.add_sheet("Data")
        s.write(0, 0, xlwt.Formula("1+2"))
        s.write(1, 0, xlwt.Formula("A1*2"))

    aliran = stream_of(isi)
    assert detail_xls(aliran, Limits())[0]["Data"].rumus_kosong == [(1, 1), (2, 1)]
    awal = aliran.index(struct.pack("<H", 6))  # the first one gets a result: the other is an empty text
    awal = aliran.index(b"\3\0\0\0\0\0\xff\xff", awal)
    aliran = aliran[:awal] + struct.pack("<d", 3.0) + aliran[awal + 8 :]
    assert detail_xls(aliran, Limits())[0]["Data"].rumus_kosong == []
