"""Six months of generated LRA exports read end to end: flow and cumulative told apart in both directions.

In June every amount is text, as one real series is from the middle of its year: nothing may depend on that.
"""

from decimal import Decimal
from random import Random

import pytest

from data.contoh.buat_model import baca_csv
from data.contoh.buat_sipd import SEMUA_TEKS, rincian, tulis_lra
from transforms import findings, intake, ledger, receive, warehouse
from transforms.database import rows
from transforms.settings import REFERENSI, load_settings

ARUS, KUMULATIF, SISIPAN = "35.08.09", "35.08.16", "35.08.21"
"""Tekung sends monthly flows, Kedungjajang cumulative months; Sumbersuko flows with one cumulative month, May."""
BULAN = range(1, 7)


def sampai(kode_kecamatan: str, bulan: int) -> dict[str, tuple[Decimal, Decimal]]:
    """kode → (plafon, realisasi to date): work is paid in some months and not in others, as offices do."""
    hasil = {}
    for kode, (plafon, realisasi) in rincian(kode_kecamatan, 2).items():
        acak = Random(f"{kode_kecamatan}-{kode}")
        bobot = [acak.choice((0, 0, 1, 2, 4)) for _ in range(5)] + [1]
        hasil[kode] = (plafon, realisasi * sum(bobot[:bulan]) // sum(bobot))
    return hasil


def baris(bulan: int, kumulatif: tuple[str, ...]):
    """The lines of one export of the three kecamatan; those not in `kumulatif` give the month alone."""
    unit = {u["kode_kecamatan"]: u for u in baca_csv("skpd") if u["sub_unit"] == "tidak"}
    for kecamatan in (ARUS, KUMULATIF, SISIPAN):
        isi = sampai(kecamatan, bulan)
        if kecamatan not in kumulatif:
            lalu = sampai(kecamatan, bulan - 1) if bulan > 1 else {}
            isi = {k: (p, r - lalu.get(k, (0, Decimal(0)))[1]) for k, (p, r) in isi.items()}
        for kode in sorted({"", *isi, *(k[:12] for k in isi), *(k[:7] for k in isi)}):
            bawah = [v for k, v in isi.items() if not kode or k == kode or k.startswith(f"{kode}.")]
            yield unit[kecamatan], kode, None, sum(v[0] for v in bawah), sum(v[1] for v in bawah)


def jalankan(folder, **sifat: str):
    """The six files written, received, read, loaded and derived; tables as dicts."""
    settings = load_settings(folder / "data")
    con = warehouse.open_warehouse(None)
    warehouse.load_referensi_tables(con, REFERENSI)
    for kode, apa in sifat.items():
        con.execute("INSERT INTO pengaturan_sipd VALUES (?, ?)", [SISIPAN if kode == "sisipan" else None, apa])
    with ledger.open_ledger(settings) as buku:
        for b in BULAN:
            masuk = settings.masuk / "sipd" / f"2023-{b:02}"
            masuk.mkdir(parents=True)
            tulis_lra(b, masuk / "LRA.xlsx", list(baris(b, (KUMULATIF, *([SISIPAN] if b == 5 else [])))))
        entri = receive.receive_inbox(settings, buku, tenang=0).diterima
        hasil = intake.read_entries(settings, entri, intake.known_hashes(buku, entri))
    intake.load(con, entri, hasil)
    findings.derive_all(con)
    return tuple(rows(con, t) for t in ("sipd_deret", "temuan", "sipd_lra", "kiriman"))


@pytest.fixture(scope="module")
def deret(tmp_path_factory):
    return jalankan(tmp_path_factory.mktemp("deret"))


def test_each_series_is_known_for_what_it_is(deret):
    sifat, temuan, _, kiriman = deret
    assert {k["status"].partition("_")[0] for k in kiriman} == {"DITERIMA"}
    assert {(d["kode_kecamatan"], d["sifat"], d["sifat_asal"]) for d in sifat} == {
        (ARUS, "bulanan", "deret"), (KUMULATIF, "kumulatif", "deret"), (SISIPAN, "bulanan", "deret"),
    }  # fmt: skip
    assert {(d["kode_kecamatan"], d["bulan"]) for d in sifat if d["janggal"]} == {(SISIPAN, 5)}
    assert {d["kode_kecamatan"] for d in sifat if d["dipakai"]} == {ARUS, KUMULATIF}
    campur = [(t["kode_temuan"], t["objek"], t["nilai_seharusnya"]) for t in temuan if t["tingkat"] == "peringatan"]
    assert campur == [("SIPD_CAMPUR", "Kecamatan Sumbersuko bulan 5", "bulanan")]


def test_numeric_months_and_months_of_text_give_the_same_amounts(deret):
    isi = deret[2]
    assert SEMUA_TEKS == 6  # January to May numeric with text 0,00; June all text
    for bulan in BULAN:
        harapan = {k: v for k, v in sampai(KUMULATIF, bulan).items()}
        nyata = {
            r["kode"]: (r["anggaran"], r["realisasi"]) for r in isi
            if (r["kode_kecamatan"], r["bulan"], r["tingkat"]) == (KUMULATIF, bulan, "sub_kegiatan")
        }  # fmt: skip
        assert nyata == harapan


def test_a_setting_of_the_regency_wins_and_is_named(tmp_path):
    sifat, temuan, *_ = jalankan(tmp_path, semua="kumulatif", sisipan="bulanan")
    assert {(d["kode_kecamatan"], d["sifat"], d["sifat_asal"]) for d in sifat} == {
        (ARUS, "kumulatif", "pengaturan"), (KUMULATIF, "kumulatif", "pengaturan"), (SISIPAN, "bulanan", "pengaturan"),
    }  # fmt: skip
    assert ARUS in {d["kode_kecamatan"] for d in sifat if d["janggal"]}  # said cumulative, yet it falls: shown
    assert any(t["kode_temuan"] == "SIPD_CAMPUR" for t in temuan)
