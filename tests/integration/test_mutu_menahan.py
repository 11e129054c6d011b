"""A broken transform: the gate withholds publication, and the receipts of the files it keeps back say so."""

import json
import shutil

import pytest

from flows import cli, pipeline
from transforms import database, findings, incremental, publish, quality_rules, warehouse
from transforms.reports import bundle
from transforms.settings import CONTOH

PERIODE = "2023-TW2"
BERKAS = sorted((CONTOH / PERIODE).glob("*.xlsx"))


@pytest.fixture
def ringan(monkeypatch):
    """Only what this is about: three contracts instead of all, receipts without the other reports."""
    tabel = ("serapan_kecamatan", "serapan_program", "kiriman")
    kontrak = tuple(k for k in quality_rules.KONTRAK if k.tabel in tabel)
    monkeypatch.setattr(quality_rules, "KONTRAK", kontrak)
    semua = bundle._write_each
    monkeypatch.setattr(bundle, "_write_each", lambda penulis: semua(
        [p for p in penulis if "write_receipts" in p.__code__.co_names]))


def put(settings, *berkas):
    settings.masuk.mkdir(parents=True, exist_ok=True)
    for p in berkas:
        shutil.copy(p, settings.masuk)


def receipts(settings) -> dict[str, dict]:
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) | {"html": p.with_suffix(".html").read_text("utf-8")}
            for p in settings.terbit.rglob("tanda-terima/*.json")}


def content(settings) -> str:
    with database.open_published(publish.current_path(settings)) as con:
        return database.logical_dump(con, warehouse.TABEL_TERBIT)


@pytest.mark.lambat
def test_receipts_say_that_publication_is_withheld_and_by_what(settings, ringan, monkeypatch, capsys, tmp_path):
    put(settings, BERKAS[0])
    assert pipeline.run(PERIODE, settings, tenang=0)["mutu_gagal"] == []
    sebelum, lama = content(settings), receipts(settings)["K000001"]
    assert lama["penerbitan"] == {"ditahan": False, "keterangan": None, "sebab": []}

    asli = findings.read_sql

    def broken(berkas):
        return asli(berkas).replace("rp(d.plafon) AS plafon_dihitung", "rp(d.plafon * 2) AS plafon_dihitung")

    for modul in (findings, incremental):
        monkeypatch.setattr(modul, "read_sql", broken)
    tak_dikenal = tmp_path / "laporan.xlsx"
    tak_dikenal.write_bytes(b"bukan buku kerja")
    put(settings, BERKAS[1], tak_dikenal)
    assert cli.main(["--data", str(settings.data), "jalankan", "--periode", PERIODE]) == 1
    layar = capsys.readouterr().out
    assert "Tidak diterbitkan" in layar and "plafon" in layar
    assert content(settings) == sebelum
    ditahan = receipts(settings)
    assert ditahan["K000001"] == lama
    assert sorted(ditahan) == ["K000001", "K000002", "K000003"]
    for nomor in ("K000002", "K000003"):
        terbit = ditahan[nomor]["penerbitan"]
        assert terbit["ditahan"] and "tetap berlaku" in terbit["keterangan"]
        assert any(s.startswith("neraca (plafon_kecamatan): ") for s in terbit["sebab"]), terbit
        assert "Penerbitan ditahan" in ditahan[nomor]["html"]

    for modul in (findings, incremental):
        monkeypatch.setattr(modul, "read_sql", asli)
    assert pipeline.run(PERIODE, settings)["mutu_gagal"] == []
    baik = receipts(settings)
    assert sorted(baik) == sorted(ditahan)
    assert not any(b["penerbitan"]["ditahan"] or "Penerbitan ditahan" in b["html"] for b in baik.values())
    assert content(settings) != sebelum


def test_a_table_that_receipts_need_may_be_the_broken_one(settings):
    with database.connect(None) as con:
        con.execute("CREATE TABLE kiriman AS SELECT 'K000001' AS kiriman_id, 1 AS nomor, 2023 AS tahun, 2 AS triwulan")
        (catatan,) = bundle.write_withheld(con, settings, ["temuan: Kolom yang dijanjikan semuanya ada"])
    assert catatan.startswith("tanda terima belum dapat ditulis: ")
