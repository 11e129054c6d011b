"""Runs of the whole pipeline: complete, repeated, with a broken file, rebuilt, and through Prefect."""

import shutil
from datetime import datetime

import pytest

from flows import commands, pipeline
from transforms import database, ledger, publish, receive, warehouse
from transforms.settings import CONTOH, load_settings

PERIODE = "2023-TW2"


def content(settings) -> str:
    """Fingerprint of everything published except bookkeeping about the publication itself."""
    with database.open_published(publish.current_path(settings)) as con:
        return database.logical_dump(con, tuple(t for t in warehouse.TABEL_TERBIT if t != "meta"))


def fill(settings, banyak: int | None = None):
    """Receive the example of the period (or its first files) as its manifest says."""
    pilih = [k for k in commands.example_manifest() if k["periode"] == PERIODE][:banyak]
    with ledger.open_ledger(settings) as buku:
        for k in pilih:
            receive.receive_files(
                settings, buku, [CONTOH / k["berkas"]], datetime.fromisoformat(k["diterima_pada"])
            )
    return pilih


def test_example_is_20_of_21(contoh):
    keluaran = contoh[1]
    assert keluaran["ringkasan"]["kelengkapan"] == "20 dari 21"
    assert keluaran["mutu_gagal"] == []
    assert [b.name for b in keluaran["laporan"]] == [
        "Konsolidasi Lumajang 2023 TW II.xlsx",
        "index.html",
        "Laporan Konsolidasi Lumajang 2023 TW II.docx",
        "Formulir E.81 Lumajang 2023 TW II.xlsx",
    ]
    assert all(b.exists() for b in keluaran["laporan"])
    assert keluaran["perlu_tindakan"] is True


def test_second_run_changes_nothing(contoh):
    settings, _ = contoh
    sebelum = content(settings)
    sisa = settings.gudang / "gudang.duckdb.tmp" / "duckdb_temp_storage_DEFAULT-0.tmp"  # of a killed run
    sisa.parent.mkdir(exist_ok=True)
    sisa.write_bytes(b"sisa")
    lagi = pipeline.run(PERIODE, settings)
    assert (lagi["berubah"], lagi["kiriman"]) == (False, [])
    assert content(settings) == sebelum
    assert not sisa.parent.exists()


def test_resubmission_replaces_its_kecamatan_only(contoh):
    settings, _ = contoh
    with database.open_published(publish.current_path(settings)) as con:
        dua = [k for k in database.rows(con, "kiriman", tahun=2023, triwulan=2) if k["versi"] == 2]
        assert dua
        for k in dua:
            ubah = database.rows(con, "perubahan_kiriman", kiriman_id=k["kiriman_id"])
            assert ubah or k["menggantikan"] is None
            assert all(u["nilai_lama"] != u["nilai_baru"] and (u["sel_lama"] or u["sel_baru"]) for u in ubah)
        dampak = {d["kiriman_id"]: d for d in database.rows(con, "perubahan_dampak", tahun=2023, triwulan=2)}
        assert set(dampak) == {k["kiriman_id"] for k in dua if k["menggantikan"]}
        for r in database.rows(con, "ringkasan_kecamatan", tahun=2023, triwulan=2):
            if d := dampak.get(r["kiriman_id"]):
                assert (d["serapan_sesudah"], d["capaian_sesudah"]) == (r["serapan_persen"], r["rata_capaian"])
        berlaku = database.rows(con, "kiriman_berlaku", tahun=2023, triwulan=2)
        assert len({b["kode_kecamatan"] for b in berlaku}) == len(berlaku) == 20


@pytest.mark.lambat
@pytest.mark.usefixtures("tanpa_laporan")
def test_broken_file_costs_only_itself(settings):
    pilih = fill(settings)
    settings.masuk.mkdir(parents=True)
    utuh = (CONTOH / pilih[0]["berkas"]).read_bytes()
    (settings.masuk / "LKj rusak.xlsx").write_bytes(utuh[: len(utuh) // 2])
    import os
    os.utime(settings.masuk / "LKj rusak.xlsx", (0, 0))
    keluaran = pipeline.run(PERIODE, settings)
    rusak = [k for k in keluaran["kiriman"] if k["nama_berkas"] == "LKj rusak.xlsx"]
    assert rusak[0]["status"] == "DITOLAK"
    assert rusak[0]["alasan"]
    assert keluaran["ringkasan"]["jumlah_masuk"] == 20
    assert pipeline.exit_code(keluaran) == 1
    assert list(settings.masuk.iterdir()) == []


@pytest.mark.lambat
@pytest.mark.usefixtures("tanpa_laporan")
def test_rebuild_gives_the_same_content(settings):
    fill(settings, 6)
    pipeline.run(PERIODE, settings)
    sebelum = content(settings)
    shutil.rmtree(settings.gudang)
    shutil.rmtree(settings.terbit)
    pipeline.run(PERIODE, settings)
    assert content(settings) == sebelum


@pytest.mark.lambat
@pytest.mark.usefixtures("tanpa_laporan")
def test_changed_archive_is_named(settings):
    fill(settings, 2)
    with ledger.open_ledger(settings) as buku:
        entri = ledger.events(buku, "diterima")[0]
    berkas = receive.archive_path(settings, entri["sha256"])
    isi = bytearray(berkas.read_bytes())
    isi[100] ^= 1
    berkas.write_bytes(isi)
    keluaran = pipeline.run(PERIODE, settings)
    assert keluaran["kiriman"][0]["status"] == "DITOLAK"
    with database.open_published(publish.current_path(settings)) as con:
        assert database.rows(con, "temuan", kode_temuan="ARSIP_BERUBAH")[0]["kiriman_id"] == "K000001"


@pytest.mark.lambat
@pytest.mark.usefixtures("tanpa_laporan")
def test_prefect_flow_gives_the_same_database(tmp_path):
    from prefect.testing.utilities import prefect_test_harness

    from flows.consolidate import konsolidasi

    langsung, lewat_prefect = (load_settings(tmp_path / n) for n in ("a", "b"))
    for s in (langsung, lewat_prefect):
        fill(s)
    pipeline.run(PERIODE, langsung)
    with prefect_test_harness(server_startup_timeout=120):
        keadaan = konsolidasi(PERIODE, data=str(lewat_prefect.data), return_state=True)
        assert keadaan.name == "Sebagian"
        assert konsolidasi(PERIODE, data=str(lewat_prefect.data), return_state=True).name == "Tidak ada perubahan"
    assert content(langsung) == content(lewat_prefect)
