"""The rule catalogue: complete, with legal sources that are written one way, and its start dates honoured."""

import csv

import pytest
from bantu import anggaran, baris, gudang, hasil, terima

from transforms import findings
from transforms.settings import REFERENSI

SALAH = "T _ 300 120 100"


def _catalogue() -> list[dict]:
    with (REFERENSI / "temuan.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_every_rule_is_in_the_catalogue_and_every_entry_can_be_read():
    katalog = {r["kode_temuan"]: r for r in _catalogue()}
    assert {b.stem.upper() for b in findings.sql_files("temuan")} <= set(katalog)
    for kode, r in katalog.items():
        assert r["tingkat"] in ("galat", "peringatan", "info"), kode
        assert r["judul"] and r["pesan"] and r["tindakan"], kode


@pytest.mark.parametrize(("mulai", "ada"), [("2023-06-30", True), ("2023-07-01", False)])
@pytest.mark.parametrize("kode", ["SISA_TIDAK_COCOK", "TERLAMBAT", "BELUM_LENGKAP"])
def test_a_rule_that_starts_after_the_period_finds_nothing_in_it(kode, mulai, ada):
    con = gudang((terima(1, pada="2023-08-10T09:00:00+07:00"), hasil(anggaran(SALAH))), sampai=30)
    con.execute(f"UPDATE ref_temuan SET berlaku_mulai = '{mulai}' WHERE kode_temuan = '{kode}'")
    findings.derive_all(con, 30)
    assert bool(baris(con, f"SELECT 1 FROM temuan WHERE kode_temuan = '{kode}'")) is ada
