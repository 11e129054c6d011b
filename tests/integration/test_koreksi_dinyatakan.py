"""A correction declared for the real report, from koreksi.csv to receipt and report, and withdrawn again."""

import json
import shutil
from dataclasses import replace
from datetime import datetime

import pytest

from flows import commands, pipeline
from transforms import database, declared, ledger, publish, receive, warehouse
from transforms.reports import tables, tables_metode
from transforms.settings import CONTOH, REFERENSI

pytestmark = pytest.mark.lambat
ENTRI = "K000001,Realisasi Anggaran,E16,678.191.950,679191950,salah ketik; dikonfirmasi lewat telepon,2023-07-25,Sari\n"
TABEL = tuple(t for t in warehouse.TABEL_TERBIT if t != "meta")


def keadaan(settings):
    """(logical content, sisa of E16 as used and as written, findings on E16) of the publication."""
    with database.open_published(publish.current_path(settings)) as con:
        sql = "SELECT sisa::BIGINT, sisa_mentah FROM realisasi_anggaran WHERE sisa_sel = 'E16'"
        nilai = con.execute(sql).fetchone()
        sel = con.execute("SELECT kode_temuan, pesan FROM temuan WHERE sel = 'E16' ORDER BY 1").fetchall()
        catatan = tables_metode.declared_note(tables.load_data(con, 2023, 2, settings))
        return database.logical_dump(con, TABEL), nilai, sel, catatan


def test_declared_on_the_real_report_and_withdrawn(settings):
    referensi = settings.data / "referensi"
    shutil.copytree(REFERENSI, referensi)
    settings = replace(settings, referensi=referensi)
    (k,) = [k for k in commands.example_manifest() if "kode_kecamatan" in k and k.get("sintetis") is False]
    with ledger.open_ledger(settings) as buku:
        receive.receive_files(settings, buku, [CONTOH / k["berkas"]], datetime.fromisoformat(k["diterima_pada"]))
    pipeline.run("2023-TW2", settings)
    semula = keadaan(settings)
    _, nilai, sel, catatan = semula
    assert nilai == (678191950, "678.191.950") and catatan == ""
    assert [kode for kode, _ in sel] == ["SISA_TIDAK_COCOK"]

    asli = (referensi / declared.NAMA).read_text(encoding="utf-8")
    (referensi / declared.NAMA).write_text(asli + ENTRI, encoding="utf-8")
    assert pipeline.run("2023-TW2", settings)["berubah"]
    _, nilai, sel, catatan = keadaan(settings)
    assert nilai == (679191950, "678.191.950") and catatan.startswith("1 koreksi dinyatakan dipakai")
    ((kode, pesan),) = sel
    assert kode == "KOREKSI_DIPAKAI" and "tertulis 678.191.950, dipakai 679.191.950" in pesan and "oleh Sari" in pesan
    terima = json.dumps([json.loads(p.read_text(encoding="utf-8")) for p in settings.terbit.rglob("*K000001*.json")])
    assert "KOREKSI_DIPAKAI" in terima

    (referensi / declared.NAMA).write_text(asli, encoding="utf-8")
    assert pipeline.run("2023-TW2", settings)["berubah"]
    assert keadaan(settings) == semula
