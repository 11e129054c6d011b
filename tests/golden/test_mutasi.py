"""One wrong amount in a clean workbook is always found: some finding names the changed cell or its row."""

import copy
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from transforms import findings, warehouse
from transforms.settings import REFERENSI, Limits
from transforms.workbook.read import read_file

CONTOH = Path(__file__).parents[2] / "data" / "contoh"
PERIODE = "2023-TW2"
JUMLAH_CEPAT = 60
KOLOM = {"realisasi_anggaran": ("plafon", "realisasi", "sisa"), "perjanjian_anggaran": ("anggaran",)}


def _clean(banyak: int) -> list[dict]:
    """Read results of the first workbooks of the period whose manifest expects no finding at all."""
    manifes = json.loads((CONTOH / "manifes.json").read_text(encoding="utf-8"))
    bersih = [k for k in manifes["kiriman"] if k.get("periode") == PERIODE and not k["temuan"]]
    hasil = [read_file(CONTOH / k["berkas"], Path(k["berkas"]).name, REFERENSI, Limits()) for k in bersih[:banyak]]
    assert len(hasil) == banyak
    return hasil


def _amounts(hasil: dict) -> list[tuple[str, int, str]]:
    return [
        (tabel, i, kolom)
        for tabel, daftar in KOLOM.items()
        for i, baris in enumerate(hasil["tabel"][tabel])
        for kolom in daftar
        if baris.get(kolom) is not None
    ]


def _missed(kasus: list[tuple[dict, tuple[str, int, str]]], acak: random.Random) -> list[str]:
    """Which mutations no finding names; all of them are loaded at once and derived once."""
    paket, ubahan = [], {}
    for nomor, (hasil, (tabel, i, kolom)) in enumerate(kasus, 1):
        salah = copy.deepcopy(hasil)
        baris = salah["tabel"][tabel][i]
        lama = Decimal(baris[kolom])
        baru = lama + acak.choice((1, -1, 10, 1000, 90_000, -90_000, 1_000_000))
        baris[kolom] = baris[f"{kolom}_mentah"] = format(baru if baru >= 0 else lama + 1, "f")
        identitas = hasil["identitas"]
        kiriman = f"K{nomor:06d}"
        # Each in a year of its own, so that no mutation is compared with another.
        paket.append(({
            "kiriman_id": kiriman, "nomor": nomor, "nama_berkas": kiriman, "terbaca": True, "sha256": str(nomor),
            "diterima_pada": f"{1950 + nomor}-07-10T09:00:00+07:00", "tahun": 1950 + nomor, "triwulan": 2,
            "kode_kecamatan": identitas["kode_kecamatan"],
        }, salah))
        ubahan[kiriman] = (baris["lembar"], baris["baris"], baris[f"{kolom}_sel"], f"{tabel}.{kolom} {lama} → {baru}")
    con = warehouse.open_warehouse(None)
    try:
        warehouse.load_referensi_tables(con, REFERENSI)
        warehouse.load_batch(con, paket)
        findings.derive_all(con, 30, tanpa=("REALISASI_TURUN", "PLAFON_BERUBAH"))
        temuan = con.execute(
            "SELECT kiriman_id, lembar, concat_ws(' ', sel, sel_terkait, sebab) FROM temuan WHERE tingkat <> 'info'"
        ).fetchall()
    finally:
        con.close()
    hilang = []
    for kiriman, (lembar, nomor_baris, sel, apa) in ubahan.items():
        kata = [k.strip("();,.!'") for kid, _, isi in temuan if kid == kiriman for k in isi.replace("!", " ").split()]
        if not any(k == sel or (k[:1].isalpha() and k.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(nomor_baris))
                   for k in kata):
            hilang.append(f"{lembar}!{sel} {apa}")
    return hilang


def test_sixty_mutations_are_all_found():
    acak = random.Random(20230630)
    kasus = [(h, a) for h in _clean(2) for a in _amounts(h)]
    pilih = acak.sample(kasus, JUMLAH_CEPAT)
    hilang = _missed(pilih, acak)
    assert not hilang, f"ditemukan {JUMLAH_CEPAT - len(hilang)} dari {JUMLAH_CEPAT}: {hilang}"


@pytest.mark.lambat
def test_every_amount_of_several_workbooks_is_found_when_wrong():
    acak = random.Random(4)
    kasus = [(h, a) for h in _clean(4) for a in _amounts(h)]
    hilang = [x for i in range(0, len(kasus), 200) for x in _missed(kasus[i : i + 200], acak)]
    assert not hilang, f"ditemukan {len(kasus) - len(hilang)} dari {len(kasus)}: {hilang}"
