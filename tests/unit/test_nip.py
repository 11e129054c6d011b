"""Employee numbers in every grouping people use; other numbers stay."""

import pytest

from transforms.values.nip import PENGGANTI, hide_nip


@pytest.mark.parametrize(
    "teks",
    [
        "198001012005011002", "NIP. 19800101 200501 1 002", "NIP : 19800101.200501.1.002", "nip 19800101-200501-1-002",
        "1980 0101 2005 01 1 002", "1980 01 01 2005 01 1 002", "19800101 2005011002", "19800101/200501/1/002",
        "19800101  200501  1  002", "19800101\u00a0200501\u00a01\u00a0002", "199001012022211001",
        "NIP.198001012005011002",
        "x1980010120050110022", "1" * 18, "NIP 510 123 456", "NIP. 1980 01012 00501 1002",
    ],
)  # fmt: skip
def test_hidden(teks):
    isi = f"Camat, {teks} Penata"
    assert PENGGANTI in hide_nip(isi) and sum(c.isdigit() for c in hide_nip(isi)) == 0


@pytest.mark.parametrize(
    "teks",
    [
        "2.385.345.430", "7.01.01.2.06.08.0001", "Rp 467.998.630.663,83", "20230721", "=1+1", "TRIWULAN II TAHUN 2023",
        "2022 2023 2024 2025 2026", "16.107.885.320 20.635.862.685", "Januari 2023 s.d. 30-06-2023 15.000.000",
        "ab" + "1" * 20 + "cd", "12345678901234567890abcdef", "K000056", "2023-07-21T14:18:00+07:00", "NIP dan nama",
        "2023 07 21", "20230721 093000",
    ],
)  # fmt: skip
def test_kept(teks):
    assert hide_nip(teks) == teks
