"""The gate: silent on good tables, and a broken mart, key, column or sum withholds publication."""

from decimal import Decimal

import pytest

from transforms import quality, quality_rules, warehouse
from transforms.settings import REFERENSI

BARIS = [
    (None, "total", None, "TOTAL", 300, 120),
    (None, "program", "7.01.01", "PROGRAM PENUNJANG", 300, 120),
    (2, "kegiatan", "7.01.01.2.01", "Perencanaan", 250, 120),
    (3, "sub_kegiatan", "7.01.01.2.01.01", "Penyusunan Dokumen Perencanaan", 100, 100),
    (3, "sub_kegiatan", "7.01.01.2.01.02", "Koordinasi RKA", 150, 20),
]


def received(nomor: int, kode: str = "35.08.08") -> dict:
    return {
        "kiriman_id": f"K{nomor:06d}",
        "nomor": nomor,
        "sha256": f"{nomor:064x}",
        "nama_berkas": "LKj.xlsx",
        "jenis_berkas": "xlsx",
        "ukuran": 1000,
        "diterima_pada": "2023-07-14T10:00:00+07:00",
        "kode_kecamatan": kode,
        "tahun": 2023,
        "triwulan": 2,
        "sintetis": True,
        "terbaca": True,
    }


def read_result() -> dict:
    anggaran = [
        {
            "urutan": n,
            "induk_urutan": induk,
            "lembar": "Realisasi",
            "baris": n + 4,
            "tingkat": tingkat,
            "kode": kode,
            "kode_gaya": kode and "kanonik",
            "uraian": uraian,
            "plafon": f"{plafon}.00",
            "plafon_sel": f"C{n + 4}",
            "realisasi": f"{realisasi}.00",
            "realisasi_sel": f"D{n + 4}",
            "sisa": f"{plafon - realisasi}.00",
        }
        for n, (induk, tingkat, kode, uraian, plafon, realisasi) in enumerate(BARIS, 1)
    ]
    return {"status": "TERBACA", "tabel": {"realisasi_anggaran": anggaran}, "temuan": []}


@pytest.fixture(scope="module")
def gudang():
    """Two kecamatan of one triwulan, one with a file that was replaced; derived once."""
    con = warehouse.open_warehouse(None)
    warehouse.load_referensi_tables(con, REFERENSI)
    for nomor, kode in ((1, "35.08.08"), (2, "35.08.09"), (3, "35.08.08")):
        warehouse.load_kiriman(con, received(nomor, kode), read_result())
    warehouse.derive(con)
    yield con
    con.close()


@pytest.fixture
def rusak(gudang):
    """A function that damages the tables; undone after the test."""
    gudang.execute("BEGIN")
    yield lambda sql: gudang.execute(sql)
    gudang.execute("ROLLBACK")


@pytest.fixture
def sempit(monkeypatch):
    """Limit the contracts to a few tables: a whole validation takes over a second."""

    def batasi(*tabel):
        kontrak = tuple(k for k in quality_rules.KONTRAK if k.tabel in tabel)
        monkeypatch.setattr(quality_rules, "KONTRAK", kontrak)

    return batasi


def test_good_tables_pass_and_every_contract_is_checked(gudang):
    mutu = quality.validate(gudang)
    assert [m for m in mutu if not m["berhasil"]] == []
    assert quality.blocking(mutu) == []
    tabel = {m["tabel"] for m in mutu}
    assert {k.tabel for k in quality_rules.KONTRAK} | {
        "neraca",
        "kelengkapan",
        "asal",
        "tanpa_rincian",
        "tipe",
    } == tabel
    assert set(warehouse.TABEL_MART) <= tabel
    kunci = [(m["tabel"], m["ekspektasi"], m["kolom"]) for m in mutu]
    assert len(kunci) == len(set(kunci))
    warehouse.load_mutu(gudang, mutu)


def test_every_published_table_has_a_contract():
    """All but `mutu` itself, which holds the results."""
    ada = [k.tabel for k in quality_rules.KONTRAK]
    assert len(ada) == len(set(ada))
    assert set(warehouse.TABEL_TERBIT) - {"mutu"} <= set(ada)


JUMLAH_RUSAK = {
    "UPDATE serapan_kecamatan SET plafon_dihitung = plafon_dihitung + 1": "plafon_kecamatan",
    "UPDATE konsolidasi_kabupaten SET realisasi_dihitung = 0": "realisasi_kabupaten",
    "DELETE FROM serapan_sub_kegiatan WHERE kode = '7.01.01.2.01.02'": "plafon_sub_kegiatan",
    "DELETE FROM kepatuhan WHERE kode_kecamatan = '35.08.01'": "kelengkapan (kepatuhan)",
    "DELETE FROM ringkasan_kecamatan WHERE kode_kecamatan = '35.08.09'": "kelengkapan (ringkasan)",
    "UPDATE serapan_program SET kiriman_id = 'K000001'": "asal (asing)",
    "ALTER TABLE konsolidasi_program ALTER serapan_persen TYPE DOUBLE": "tipe (persen)",
    "ALTER TABLE konsolidasi_program ALTER plafon TYPE DECIMAL(18,4)": "tipe (uang)",
}
KONTRAK_RUSAK = {
    "INSERT INTO serapan_kecamatan FROM serapan_kecamatan LIMIT 1": "kunci ganda; tidak demikian pada: 35",
    "UPDATE serapan_kecamatan SET kiriman_id = NULL": "(kiriman_id): Selalu terisi",
    "UPDATE serapan_kecamatan SET status_data = 'selesai'": "(status_data): Nilainya dari daftar",
    "UPDATE serapan_kecamatan SET kode_kecamatan = '99.99.99' WHERE kode_kecamatan = '35.08.09'": "99.99.99",
    "ALTER TABLE serapan_kecamatan DROP COLUMN peringkat": "tidak ada: peringkat",
}


@pytest.mark.parametrize(
    ("tabel", "kerusakan"),
    [((), JUMLAH_RUSAK), (("serapan_kecamatan",), KONTRAK_RUSAK)],
    ids=["jumlah", "kontrak"],
)
def test_a_broken_mart_withholds_publication(gudang, rusak, sempit, tabel, kerusakan):
    """Every damage is told, all in one validation."""
    sempit(*tabel)
    for sql in kerusakan:
        rusak(sql)
    gagal = quality.blocking(quality.validate(gudang))
    for sql, sebutan in kerusakan.items():
        assert any(sebutan in g for g in gagal), (sql, gagal)


def test_an_unusual_value_is_shown_and_published(gudang, rusak, sempit):
    sempit("serapan_kecamatan")
    rusak("UPDATE serapan_kecamatan SET serapan_persen = -5 WHERE kode_kecamatan = '35.08.08'")
    mutu = quality.validate(gudang)
    assert quality.blocking(mutu) == []
    (gagal,) = [m for m in mutu if not m["berhasil"]]
    assert gagal["tingkat"] == "peringatan" and gagal["jumlah_tidak_sesuai"] == 1
    assert "35.08.08 2023 2 (serapan_persen = -5" in gagal["catatan"]


def test_a_missing_table_is_a_fault_of_the_program(gudang, rusak, sempit):
    sempit("tren")
    rusak("DROP TABLE tren")
    mutu = quality.validate(gudang)
    (gagal, *_) = quality.blocking(mutu)
    assert quality.GALAT_PROGRAM in gagal and "tren" in gagal


def test_an_exception_inside_a_result_is_a_fault_of_the_program(gudang, sempit, monkeypatch):
    sempit("ref_kecamatan")
    asli = quality_rules.build_suites

    def dengan_galat(con):
        suites = asli(con)[:1]
        suites[0].aturan.append(
            quality_rules.Aturan(
                "expect_column_values_to_be_between",
                {"column": "kecamatan", "min_value": 0},
                "info",
                "Nama bukan angka",
                "kecamatan",
            )
        )
        return suites

    monkeypatch.setattr(quality, "build_suites", dengan_galat)
    mutu = quality.validate(gudang)
    assert mutu[-1]["tingkat"] == "galat" and mutu[-1]["catatan"].startswith(quality.GALAT_PROGRAM)
    assert len(quality.blocking(mutu)) == 1


def test_tanpa_rincian_stays_visible(gudang):
    (baris,) = gudang.execute(
        "SELECT plafon_dilaporkan FROM serapan_sub_kegiatan"
        " WHERE kode_kecamatan = '35.08.08' AND kode LIKE '%tanpa-rincian'"
    ).fetchall()
    assert baris[0] == Decimal(50)
