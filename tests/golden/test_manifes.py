"""Every finding over the bundled example, against what was planted: nothing missing, nothing more.

The real report is among the files: its findings are listed in the manifest too.
"""

import json
from collections import Counter
from decimal import Decimal

import pytest

from data.contoh.buat_model import model
from data.contoh.buat_tata_letak import TATA_LETAK
from transforms import publish
from transforms.database import open_published, rows
from transforms.settings import CONTOH, REFERENSI, SQL, Limits
from transforms.workbook.read import read_file

MANIFES = json.loads((CONTOH / "manifes.json").read_text(encoding="utf-8"))["kiriman"]


@pytest.fixture(scope="module")
def terbit(contoh):
    """kiriman and temuan of the consolidated example, in order of receipt."""
    with open_published(publish.current_path(contoh[0])) as con:
        yield rows(con, "kiriman", urut="nomor"), rows(con, "temuan")


def kunci(temuan: dict) -> tuple:
    return temuan["kode_temuan"], temuan["lembar"], temuan["sel"]


def sebut(terbit: tuple, tingkat: tuple[str, ...], bagian: str) -> tuple[Counter, Counter]:
    """(expected, found) findings of the levels, as file, code, sheet and cell."""
    kiriman, temuan = terbit
    assert len(kiriman) == len(MANIFES)
    nama = {k["kiriman_id"]: m["berkas"] for k, m in zip(kiriman, MANIFES, strict=True)}
    harapan = Counter((m["berkas"], *kunci(t)) for m in MANIFES for t in m[bagian])
    nyata = Counter(
        (nama[t["kiriman_id"]], *kunci(t)) for t in temuan if t["kiriman_id"] and t["tingkat"] in tingkat
    )
    return harapan, nyata


@pytest.mark.parametrize(("tingkat", "bagian"), [(("galat", "peringatan"), "temuan"), (("info",), "info")])
def test_precision_and_recall(terbit, tingkat, bagian):
    harapan, nyata = sebut(terbit, tingkat, bagian)
    assert {"hilang": harapan - nyata, "lebih": nyata - harapan} == {"hilang": Counter(), "lebih": Counter()}


def test_columns_and_differences(terbit):
    kiriman, temuan = terbit
    ada = {}
    for t in temuan:
        ada.setdefault((t["kiriman_id"], *kunci(t)), []).append(t)
    for k, m in zip(kiriman, MANIFES, strict=True):
        for t in m["temuan"] + m["info"]:
            assert any(_same(t, nyata) for nyata in ada[k["kiriman_id"], *kunci(t)]), (m["berkas"], t)


def _same(harapan: dict, nyata: dict) -> bool:
    """Whether a finding has the column, difference, related cell and cause that are expected of it."""
    return (
        harapan.get("kolom", nyata["kolom"]) == nyata["kolom"]
        and Decimal(harapan.get("selisih", nyata["selisih"] or 0)) == (nyata["selisih"] or 0)
        and harapan.get("sel_terkait", "") in (nyata["sel_terkait"] or "")
        and harapan.get("sebab", "") in (nyata["sebab"] or "")
    )


def test_status_of_every_file(terbit):
    for k, m in zip(terbit[0], MANIFES, strict=True):
        assert (k["status"], k["sintetis"], k["kode_kecamatan"]) == (
            m["status"],
            m["sintetis"],
            m["kode_kecamatan"],
        )


def test_every_rule_is_planted_somewhere():
    ditanam = {t["kode_temuan"] for m in MANIFES if m["sintetis"] for t in m["temuan"] + m["info"]}
    aturan = {f.stem.upper() for f in (SQL / "temuan").glob("*.sql")}
    # about the period, about the reference table, about corrections that Bappeda declares
    lain = {"BELUM_LENGKAP", "ARAH_KOSONG", "KOREKSI_DIPAKAI", "KOREKSI_TIDAK_COCOK", "KOREKSI_KEDALUWARSA"}
    assert aturan - ditanam == lain


def test_only_the_missing_kecamatan_is_incomplete(terbit):
    periode = {(t["tahun"], t["triwulan"], t["kode_temuan"]) for t in terbit[1] if t["kiriman_id"] is None}
    assert (2023, 2, "BELUM_LENGKAP") in periode
    assert (2023, 1, "BELUM_LENGKAP") not in periode
    assert (2022, 2, "BELUM_LENGKAP") not in periode


@pytest.mark.parametrize(
    "kiriman",
    [
        k
        for k in MANIFES
        if k.get("jenis", "lkj") == "lkj"
        and k["sintetis"]
        and not k["temuan"]
        and not any(t["kode_temuan"] not in ("TERLAMBAT", "RAK_DEVIASI") for t in k["info"])
    ],
    ids=lambda k: k["berkas"],
)
def test_clean_file_is_read_back_as_the_model(kiriman):
    tahun, triwulan = (int(x) for x in kiriman["periode"].split("-TW"))
    isi = model(kiriman["kode_kecamatan"], tahun, triwulan)
    letak = TATA_LETAK[kiriman["tata_letak"]]
    hasil = read_file(CONTOH / kiriman["berkas"], kiriman["berkas"], REFERENSI, Limits())
    assert (hasil["status"], hasil["temuan"]) == ("TERBACA", [])
    identitas = hasil["identitas"]
    assert [identitas[k] for k in ("kode_kecamatan", "tahun", "triwulan")] == [
        kiriman["kode_kecamatan"],
        tahun,
        triwulan,
    ]
    tabel = hasil["tabel"]
    harapan = []
    for p in isi["program"]:
        harapan.append(("program", p))
        for k in p["kegiatan"]:
            harapan.append(("kegiatan", k))
            harapan += [("sub_kegiatan", s) for s in k["sub"]]
    total = ("total", None, isi["plafon"], isi["realisasi"], isi["plafon"] - isi["realisasi"])
    baris = [(t, s["kode"], s["plafon"], s["realisasi"], s["plafon"] - s["realisasi"]) for t, s in harapan]
    baris = [total, *baris] if letak.total == "atas" else [*baris, total]
    assert [
        (b["tingkat"], b["kode"], *(Decimal(b[k]) for k in ("plafon", "realisasi", "sisa")))
        for b in tabel["realisasi_anggaran"]
    ] == baris
    indikator = isi["indikator"]
    assert [(b["indikator_id"], Decimal(b["target"])) for b in tabel["perjanjian_kinerja"]] == [
        (i["indikator_id"], i["target"]) for i in indikator
    ]
    pilih = indikator if letak.lengkap else indikator[:2]
    assert [
        (b["indikator_id"], *(Decimal(b[k]) for k in ("target", "realisasi_kumulatif", "capaian_dilaporkan")))
        for b in tabel["capaian_indikator"]
    ] == [(i["indikator_id"], i["target"], i["realisasi_kumulatif"], i["capaian"]) for i in pilih]
    tahunan = [
        (b["indikator_id"], b["tahun_realisasi"], Decimal(b["realisasi"])) for b in tabel["realisasi_tahunan"]
    ]
    assert sorted(tahunan) == sorted(
        (i["indikator_id"], t, n)
        for i in pilih
        for t, n in {**i["riwayat"], tahun: i["realisasi_kumulatif"]}.items()
    )
    assert [(b["tingkat"], b["kode"], Decimal(b["anggaran"])) for b in tabel["perjanjian_anggaran"]] == [
        *(("program", p["kode"], p["plafon"]) for p in isi["program"]),
        ("total", None, isi["plafon"]),
    ]
