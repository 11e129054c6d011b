"""The real report, TW II 2023: each of its known defects is found at its cell, with its amount, nothing else.

D01-D19 are the defects that people listed from the printed report before any code existed. D13 (number
styles) is no finding: the numbers are read. D15 (holes in the scale) is answered by the scale itself. D16 and
D17 stand in the prose of the report, which a workbook does not contain.
"""

from decimal import Decimal

import pytest

from transforms import findings
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

BERKAS = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"

# defect, kode_temuan, lembar, sel, selisih, words of the cause
HARAPAN = [
    ("D01", "JUMLAH_TIDAK_COCOK", "Realisasi Anggaran", "C7", -367290000, "7.01.01.2.09.09 di C33"),
    ("D01", "PLAFON_BEDA_PK", "Realisasi Anggaran", "C7", -367290000, "sama dengan jumlah rincian"),
    ("D02", "TOTAL_TIDAK_COCOK", "Realisasi Anggaran", "C6", 367290000, "selisih program 7.01.01 (C7)"),
    ("D03", "SISA_TIDAK_COCOK", "Realisasi Anggaran", "E16", -1000000, "salah ketik satu angka"),
    ("D03", "SISA_TIDAK_COCOK", "Realisasi Anggaran", "E15", -1000000, "merambat dari 7.01.01.2.02.01 (E16)"),
    ("D03", "SISA_TIDAK_COCOK", "Realisasi Anggaran", "E7", -1000000, "merambat dari 7.01.01.2.02.01 (E16)"),
    ("D04", "JUMLAH_TIDAK_COCOK", "Realisasi Anggaran", "D30", -5072000, "7.01.01 (D7) sudah memakai jumlah"),
    ("D05", "JUMLAH_TIDAK_COCOK", "Realisasi Anggaran", "D39", -750000, "sisa 7.01.03.2.01.01 di E44"),
    ("D06", "JUMLAH_TIDAK_COCOK", "Realisasi Anggaran", "C39", 13150000, "13.150.000 tanpa rincian"),
    ("D07", "TOTAL_TIDAK_COCOK", "Realisasi Anggaran", "D6", 8885000, None),
    ("D08", "KODE_GANDA", "Realisasi Anggaran", "A37", None, "dua gaya"),
    ("D08", "KODE_GANDA", "Realisasi Anggaran", "A38", None, "induk yang berbeda"),
    ("D09", "KODE_KOSONG", "Realisasi Anggaran", "A19", None, None),
    ("D10", "KODE_GAYA", "Realisasi Anggaran", "A22", None, None),
    ("D11", "KODE_GAYA", "Realisasi Anggaran", "A46", None, None),
    ("D11", "KODE_GAYA", "Realisasi Anggaran", "A48", None, None),
    ("D12", "KODE_NAMA_BEDA", "Realisasi Anggaran", "A44", None, None),
    ("D14", "CAPAIAN_BEDA_BASIS", "Capaian Kinerja", "E6", Decimal("34.91"), "kumulatif 47,18 (F15)"),
    ("D14", "CAPAIAN_BEDA_BASIS", "Capaian Kinerja", "E7", Decimal("13.79"), "kumulatif 29,01 (F16)"),
    ("D18", "TARGET_KOSONG", "Perjanjian Kinerja", "D11", None, None),
    ("D19", "NOMOR_GANDA", "Lampiran PK", "A24", None, "Urusan Pemerintahan Umum"),
    (None, "TERLAMBAT", None, None, 6, "6 hari setelah tenggat"),
]
SEHARUSNYA = {
    ("KODE_KOSONG", "A19"): "7.01.01.2.06.01",
    ("KODE_GAYA", "A22"): "7.01.01.2.06.08",
    ("KODE_GAYA", "A46"): "7.01.04",
    ("KODE_GAYA", "A48"): "7.01.04.2.01.01",
    ("KODE_NAMA_BEDA", "A44"): "7.01.03.2.01.02",
    ("SISA_TIDAK_COCOK", "E16"): "679191950.00",
    ("JUMLAH_TIDAK_COCOK", "C7"): "2032474680.00",
    ("TOTAL_TIDAK_COCOK", "C6"): "2018055430.00",
    ("TOTAL_TIDAK_COCOK", "D6"): "881045882.00",
    ("CAPAIAN_BEDA_BASIS", "E6"): "17.51",
}
TERKAIT = {
    ("KODE_GANDA", "A37"): "A35",
    ("KODE_GANDA", "A38"): "A36",
    ("PLAFON_BEDA_PK", "C7"): "Lampiran PK!C19",
    ("TARGET_KOSONG", "D11"): "Lampiran PK!D12",
    ("NOMOR_GANDA", "A24"): "A23",
    ("SISA_TIDAK_COCOK", "E16"): "C16; D16",
    ("JUMLAH_TIDAK_COCOK", "D30"): "D31; D32; D33",
}


@pytest.fixture(scope="module")
def temuan():
    return findings.check_rows(read_file(BERKAS, BERKAS.name, REFERENSI, Limits()), BERKAS.name, REFERENSI)


def test_every_defect_and_nothing_else(temuan):
    nyata = sorted((t["kode_temuan"], t["lembar"] or "", t["sel"] or "") for t in temuan)
    assert nyata == sorted((kode, lembar or "", sel or "") for _, kode, lembar, sel, _, _ in HARAPAN)


def test_differences_and_causes(temuan):
    ada = {(t["kode_temuan"], t["sel"]): t for t in temuan}
    for _, kode, _, sel, selisih, sebab in HARAPAN:
        t = ada[kode, sel]
        assert (t["selisih"] and Decimal(t["selisih"])) == selisih, (kode, sel)
        if sebab:
            assert sebab in t["sebab"], (kode, sel)
    assert {k: ada[k]["nilai_seharusnya"] for k in SEHARUSNYA} == SEHARUSNYA
    assert {k: ada[k]["sel_terkait"] for k in TERKAIT} == TERKAIT


def test_messages_are_complete_sentences(temuan):
    for t in temuan:
        assert t["tingkat"] == ("info" if t["kode_temuan"] == "TERLAMBAT" else "peringatan")
        assert "{" not in t["pesan"] and "tidak diketahui" not in t["pesan"] and t["pesan"].endswith(".")
        assert t["tindakan"] and t["judul"]
        if t["sel"]:
            assert t["pesan"].startswith(f'Lembar "{t["lembar"]}" sel {t["sel"]}: ')
