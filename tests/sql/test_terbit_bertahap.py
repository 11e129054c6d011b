"""Checking and publishing only what changed gives what checking and publishing everything gives."""

import pytest
from bantu import anggaran, capaian, hasil, terima
from test_bertahap import KECAMATAN, PERIODE

from transforms import database, incremental, publish, quality, quality_changes, storage, warehouse
from transforms.quality_rules import build_suites
from transforms.settings import REFERENSI


def kirim(con, nomor: int, kecamatan: str, periode: tuple[int, int]) -> None:
    uang = anggaran(f"T _ 900 {nomor} {900 - nomor}\nP 7.01.01 900 {nomor} {900 - nomor}")
    isi = hasil(uang, capaian_indikator=capaian(("S1", "90", "9", str(nomor), None)))
    warehouse.load_batch(con, [(terima(nomor, kecamatan, *periode), isi)])


def terbitkan(con, settings, nomor: int) -> None:
    """Derive, check and publish, as a run does."""
    warehouse.derive(con)
    database.write_meta(con, {"nomor_buku": str(nomor)})
    warehouse.load_mutu(con, quality.validate(con))
    publish.publish(con, settings)


def terbit(settings) -> str:
    with database.open_published(publish.current_path(settings)) as con:
        return database.logical_dump(con, warehouse.TABEL_TERBIT)


@pytest.fixture(autouse=True)
def always_partial(monkeypatch):
    monkeypatch.setattr(incremental, "BAGIAN_MAKS", 1)


@pytest.fixture
def gudang(settings):
    """A published warehouse with sixteen reports of two kecamatan."""
    with warehouse.session(settings) as con:
        warehouse.load_referensi_tables(con, settings.referensi)
        for n, (periode, kecamatan) in enumerate([(p, k) for p in PERIODE for k in KECAMATAN[:2]], 1):
            kirim(con, n, kecamatan, periode)
        terbitkan(con, settings, 16)
        yield con


@pytest.mark.lambat
def test_partial_publication_equals_a_full_one(gudang, settings, monkeypatch):
    penuh = []
    monkeypatch.setattr(database, "copy_published", lambda *a, asli=database.copy_published: penuh.append(asli(*a)))
    monkeypatch.setattr(quality, "_import_gx", lambda: pytest.fail("nothing here needs GX"))
    for nomor in (17, 18):
        kirim(gudang, nomor, KECAMATAN[0], PERIODE[nomor % 3])
        terbitkan(gudang, settings, nomor)
    assert not penuh
    bertahap = terbit(settings)
    parquet = {p.name: storage.sha256_file(p) for p in (settings.terbit / "parquet").iterdir()}
    monkeypatch.undo()
    incremental.forget(gudang)
    terbitkan(gudang, settings, 18)
    assert terbit(settings) == bertahap
    assert {p.name: storage.sha256_file(p) for p in (settings.terbit / "parquet").iterdir()} == parquet


@pytest.mark.lambat
def test_published_file_that_is_not_ours_any_more_is_no_base(gudang, settings):
    with (settings.terbit / "konsolidasi.duckdb").open("r+b") as f:
        f.seek(5000)
        f.write(b"x" * 100)
    kirim(gudang, 17, KECAMATAN[0], PERIODE[0])
    terbitkan(gudang, settings, 17)
    bertahap = terbit(settings)
    incremental.forget(gudang)
    terbitkan(gudang, settings, 17)
    assert terbit(settings) == bertahap


PELANGGARAN = {
    "penerimaan": ["sha256 = 'x'", "nomor = 1", "nama_berkas = NULL", "triwulan = 5", "tahun = 1990"],
    "realisasi_anggaran": ["tingkat = 'x'", "plafon = -1", "kode = 'a b'", "urutan = 1", "kode_gaya = 'x'"],
    "kiriman": ["status = 'x'", "kode_kecamatan = '1'", "hari_terlambat = -1"],
    "serapan_program": ["serapan_persen = 1001", "kode = NULL", "triwulan = 9"],
    "kepatuhan": ["status = 'x'", "diterima = NULL"],
    "konsolidasi_kabupaten": ["jumlah_masuk = NULL", "kategori = 'x'", "plafon_dihitung = 1"],
}


@pytest.fixture(scope="module")
def diperiksa():
    """(warehouse of which one kiriman is new and every check held last time, its suites)"""
    con = warehouse.open_warehouse(None)
    warehouse.load_referensi_tables(con, REFERENSI)
    for n, periode in enumerate(PERIODE, 1):
        kirim(con, n, KECAMATAN[0], periode)
    warehouse.derive(con)
    incremental.note_published(con, "sidik")
    suites = build_suites(con)
    warehouse.load_mutu(con, [
        {"tabel": s.tabel, "ekspektasi": a.jenis, "kolom": a.kolom, "catatan": a.catatan, "berhasil": True}
        for s in suites for a in s.aturan
    ])  # fmt: skip
    con.execute("INSERT INTO antre_terbit VALUES ('K000008')")
    yield con, suites
    con.close()


@pytest.mark.parametrize(("tabel", "ubah"), [(t, u) for t, isi in PELANGGARAN.items() for u in isi])
def test_what_gx_would_refuse_is_not_taken_from_last_time(diperiksa, tabel, ubah):
    """In SQL or by GX: a changed row against its contract is seen."""
    con, suites = diperiksa
    assert len(quality_changes.still_holding(con, suites)) == len(suites)
    con.execute("BEGIN")
    con.execute(f"UPDATE {tabel} SET {ubah}" + (" WHERE kiriman_id = 'K000008'" if "konsolidasi" not in tabel else ""))
    tetap = quality_changes.still_holding(con, suites)
    con.execute("ROLLBACK")
    assert len(tetap) < len(suites)
