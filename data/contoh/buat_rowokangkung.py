"""Rowokangkung 2023, taken from its real LKj of triwulan II, for the made-up report of triwulan I.

Leaves of the real budget table (kode, plafon, realisasi at triwulan II). Two things differ on purpose: the
two lines with one code are one line here, and the 13.150.000 rupiah that the real program row has without
detail get a line of their own, so that the triwulan I report adds up to the same plafon.
"""

from decimal import Decimal

RINCIAN_2023 = (
    ("7.01.01.2.01.01", 3_024_000, 0),
    ("7.01.01.2.01.02", 2_488_000, 0),
    ("7.01.01.2.01.06", 968_000, 0),
    ("7.01.01.2.02.01", 1_348_090_074, 668_898_124),
    ("7.01.01.2.02.02", 19_510_000, 7_804_000),
    ("7.01.01.2.06.01", 1_277_000, 1_277_000),
    ("7.01.01.2.06.04", 24_397_356, 1_059_162),
    ("7.01.01.2.06.05", 4_068_250, 1_953_000),
    ("7.01.01.2.06.08", 2_800_000, 0),
    ("7.01.01.2.06.09", 22_172_000, 6_820_000),
    ("7.01.01.2.08.02", 17_100_000, 5_835_506),
    ("7.01.01.2.08.04", 181_824_000, 84_407_090),
    ("7.01.01.2.09.02", 29_966_000, 10_442_000),
    ("7.01.01.2.09.06", 7_500_000, 0),
    ("7.01.01.2.09.09", 367_290_000, 0),
    ("7.01.02.2.04.03", 6_750_000, 0),
    ("7.01.03.2.01.02", 5_925_000, 5_175_000),
    ("7.01.03.2.01.03", 128_570_750, 0),
    ("7.01.03.2.03.02", 13_150_000, 0),
    ("7.01.04.2.01.01", 9_100_000, 0),
    ("7.01.05.2.01.08", 2_400_000, 0),
    ("7.01.06.2.01.02", 186_975_000, 88_125_000),
)

# The real report books this one under 7.01.03.2.01.01; nothing is realised on it before.
KODE_LAIN_DI_TW2 = "7.01.03.2.01.02"

# urutan of the indicator → target, realisation of 2021 and 2022, realisation to date at the end of each
# triwulan (percent). Tabel 3.2 of the real report gives 47.18 and 29.01 to date, Tabel 3.1 the 15.76 and
# 16.60 of triwulan II alone.
INDIKATOR_2023 = {
    "1": (Decimal(90), ("100", "96.83"), ("31.42", "47.18", "60.10", "88.40")),
    "2": (Decimal(90), ("100", "100"), ("12.41", "29.01", "55.20", "89.70")),
}
