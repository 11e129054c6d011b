"""The private database: exact loading, poisoned files, a changed skema, checking one file, exact rounding."""

import sys
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import settings as settings_hypothesis
from hypothesis import strategies as st

from transforms import database, findings, fingerprint, insert, warehouse
from transforms.settings import REFERENSI

TERIMA = {
    "kiriman_id": "K000001",
    "nomor": 1,
    "sha256": "ab" * 32,
    "nama_berkas": 'o\'Brien "x".xlsx',
    "ukuran": 7,
    "diterima_pada": "2023-07-14T10:00:00+07:00",
    "kode_kecamatan": "35.08.08",
    "tahun": 2023,
    "triwulan": 2,
    "tanggal_laporan": "2023-07-21",
    "sintetis": False,
    "terbaca": True,
    "letak": "[]",
}
BARIS = {
    "urutan": 1,
    "lembar": "L'embar",
    "baris": 7,
    "kode": "7.01.01",
    "tingkat": "program",
    "uraian": "Program",
    "plafon": "2385345430.35",
    "plafon_mentah": "2.385.345.430,35",
    "tersembunyi": True,
    "tambahan": '{"Lokasi": "x"}',
    "kolom_asing": "dibuang",
}


@pytest.fixture
def con():
    c = warehouse.open_warehouse(None)
    yield c
    c.close()


def isi(*anggaran, temuan=()) -> dict:
    return {"status": "TERBACA", "tabel": {"realisasi_anggaran": list(anggaran)}, "temuan": list(temuan)}


@pytest.fixture(params=["sedikit", "banyak"])
def cara(request, monkeypatch):
    """Both ways of inserting: few rows as JSON, many as a frame."""
    monkeypatch.setattr(insert, "BANYAK_BARIS", 1000 if request.param == "sedikit" else 1)


def test_values_arrive_exactly(con, cara):
    warehouse.load_kiriman(con, TERIMA, isi(BARIS, {"urutan": 2, "plafon": "0.10"}))
    assert con.execute(
        "SELECT plafon, lembar, baris, tersembunyi, tambahan, realisasi, kode FROM realisasi_anggaran "
        "ORDER BY urutan"
    ).fetchall() == [
        (Decimal("2385345430.35"), "L'embar", 7, True, '{"Lokasi": "x"}', None, "7.01.01"),
        (Decimal("0.10"), None, None, None, None, None, None),
    ]
    assert con.execute(
        "SELECT nama_berkas, diterima_pada::VARCHAR, tanggal_laporan::VARCHAR, sintetis FROM penerimaan"
    ).fetchall() == [('o\'Brien "x".xlsx', "2023-07-14 10:00:00+07", "2023-07-21", False)]


def test_all_null_columns_keep_their_type(con, cara):
    warehouse.load_kiriman(con, TERIMA, isi({"urutan": 1}))
    jenis = dict(
        con.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'realisasi_anggaran'"
        ).fetchall()
    )
    assert (jenis["plafon"], jenis["tersembunyi"], jenis["sisa_mentah"]) == (
        "DECIMAL(18,2)",
        "BOOLEAN",
        "VARCHAR",
    )


def test_loading_again_replaces_only_that_kiriman(con):
    warehouse.load_batch(
        con, [(TERIMA, isi(BARIS, BARIS)), (TERIMA | {"kiriman_id": "K000002", "nomor": 2}, isi(BARIS))]
    )
    warehouse.load_kiriman(con, TERIMA, isi(BARIS, temuan=[{"kode_temuan": "NAMA_MIRIP"}]))
    hitung = "SELECT kiriman_id, count(*) FROM {} GROUP BY ALL ORDER BY ALL"
    assert con.execute(hitung.format("realisasi_anggaran")).fetchall() == [("K000001", 1), ("K000002", 1)]
    assert con.execute(hitung.format("temuan_baca")).fetchall() == [("K000001", 1)]
    assert warehouse.last_loaded(con) == 2


def test_value_beyond_the_type_becomes_null_and_a_finding(con, cara):
    warehouse.load_referensi_tables(con, REFERENSI)
    warehouse.load_kiriman(
        con, TERIMA, isi(BARIS | {"plafon": "9" * 20, "plafon_mentah": "9" * 20, "plafon_sel": "C7"})
    )
    warehouse.derive(con)
    assert con.execute("SELECT plafon FROM realisasi_anggaran").fetchall() == [(None,)]
    assert con.execute("SELECT kode_temuan, sel FROM temuan WHERE tingkat = 'galat'").fetchall() == [
        ("ANGKA_TIDAK_TERBACA", "C7")
    ]


def test_extreme_amounts_do_not_stop_the_derivation(con):
    besar = {"plafon": "9999999999999.99", "realisasi": "9999999999999.99", "sisa": "-9999999999999.99"}
    kecil = {"plafon": "0.01", "realisasi": "9999999999999.99", "sisa": "0"}
    rows = [
        {
            "lembar": "A",
            "baris": i,
            "kode": f"7.01.{i:03d}",
            "tingkat": "program",
            "uraian": f"Program {i}",
            **nilai,
        }
        for i, nilai in enumerate([besar] * 120 + [kecil])
    ]
    rows += [{"lembar": "A", "baris": 999, "tingkat": "total", "uraian": "TOTAL", **besar}]
    kinerja = {
        "indikator_id": "S1",
        "target": "0.0001",
        "realisasi_triwulan": "99999999999.9999",
        "realisasi_kumulatif": "99999999999.9999",
        "capaian_dilaporkan": "99999999999.9",
    }
    hasil = isi(*rows)
    hasil["tabel"]["capaian_indikator"] = [kinerja]
    warehouse.load_referensi_tables(con, REFERENSI)
    warehouse.load_kiriman(con, TERIMA, hasil)
    warehouse.derive(con)
    assert con.execute("SELECT plafon_dihitung FROM serapan_kecamatan").fetchall() == [(None,)]
    assert con.execute("SELECT capaian_persen, alasan_kosong FROM capaian_kecamatan").fetchall() == [
        (None, "nilai di luar jangkauan")
    ]


def test_poisoned_file_costs_itself_only(con, monkeypatch):
    import duckdb

    asli = warehouse._insert

    def sisip(con, tabel, rows):
        if any(r.get("uraian") == "racun" for r in rows):
            raise duckdb.InvalidInputException("Malformed JSON\nbaris kedua")
        asli(con, tabel, rows)

    monkeypatch.setattr(warehouse, "_insert", sisip)
    sehat = TERIMA | {"kiriman_id": "K000002", "nomor": 2}
    warehouse.load_batch(con, [(TERIMA, isi(BARIS | {"uraian": "racun"})), (sehat, isi(BARIS))])
    assert con.execute("SELECT kiriman_id, terbaca FROM penerimaan ORDER BY 1").fetchall() == [
        ("K000001", False),
        ("K000002", True),
    ]
    assert con.execute("SELECT kiriman_id, kode_temuan, sebab FROM temuan_baca").fetchall() == [
        ("K000001", "BACA_GAGAL", "isi berkas tidak dapat dimuat: Malformed JSON")
    ]
    assert con.execute("SELECT kiriman_id FROM realisasi_anggaran").fetchall() == [("K000002",)]


def test_hostile_text_is_only_text(con, cara):
    teks = [
        "'); DROP TABLE penerimaan; --",
        '"}] ]',
        "\\u0000\\",
        "{sebab}",
        "=HYPERLINK()",
        "\u202egnp",
        "𝟙",
        "a\x00b",
    ]
    warehouse.load_kiriman(con, TERIMA, isi(*({"urutan": i, "uraian": t} for i, t in enumerate(teks))))
    assert [
        r[0] for r in con.execute("SELECT uraian FROM realisasi_anggaran ORDER BY urutan").fetchall()
    ] == teks


def test_half_a_character_costs_its_file_only(con, cara):
    sehat = TERIMA | {"kiriman_id": "K000002", "nomor": 2}
    warehouse.load_batch(con, [(TERIMA, isi(BARIS | {"uraian": "\ud800"})), (sehat, isi(BARIS))])
    assert con.execute("SELECT kiriman_id FROM realisasi_anggaran").fetchall() == [("K000002",)]
    assert con.execute("SELECT kode_temuan FROM temuan_baca").fetchall() == [("BACA_GAGAL",)]


def test_failed_derivation_leaves_the_previous_one(con):
    warehouse.load_referensi_tables(con, REFERENSI)
    warehouse.load_kiriman(con, TERIMA, isi(BARIS))
    warehouse.derive(con)
    con.execute("UPDATE ref_temuan SET tingkat = 'galat' WHERE kode_temuan = 'REALISASI_TURUN'")
    con.execute("DROP TABLE penilaian")
    import duckdb

    with pytest.raises(duckdb.Error):
        warehouse.derive(con)
    assert con.execute("SELECT count(*) FROM serapan_kecamatan").fetchall() == [(1,)]


def test_file_database_keeps_its_content_and_comments(settings):
    with warehouse.session(settings) as con:
        warehouse.load_referensi_tables(con, settings.referensi)
        warehouse.load_kiriman(con, TERIMA, isi(BARIS))
        warehouse.derive(con)
    with warehouse.session(settings) as con:
        assert warehouse.last_loaded(con) == 1
        warehouse.derive(con)
        syarat = "WHERE NOT internal AND comment IS NULL AND database_name = current_database()"
        assert con.execute(f"SELECT table_name, column_name FROM duckdb_columns() {syarat}").fetchall() == []
        assert con.execute(f"SELECT table_name FROM duckdb_tables() {syarat}").fetchall() == []


def test_database_of_another_skema_is_begun_anew(settings):
    with warehouse.session(settings) as con:
        warehouse.load_kiriman(con, TERIMA, isi(BARIS))
        con.execute("UPDATE skema_info SET nilai = 'lama'")
    with warehouse.session(settings) as con:
        assert warehouse.last_loaded(con) == 0


def test_unreadable_database_is_set_aside(settings):
    path = database.warehouse_path(settings)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ini bukan basis data" * 1000)
    with warehouse.session(settings) as con:
        assert warehouse.last_loaded(con) == 0
    assert path.with_suffix(".rusak").exists()


def test_database_held_by_another_program(settings, monkeypatch):
    import subprocess

    monkeypatch.setattr(warehouse, "SABAR", 0)
    with warehouse.session(settings):
        pass
    path = str(database.warehouse_path(settings))
    kode = f"import duckdb; c = duckdb.connect({path!r}); print('buka', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", kode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as lain:
        assert lain.stdout.readline() == "buka\n"
        with pytest.raises(warehouse.OccupiedError, match=f"PID {lain.pid}"), warehouse.session(settings):
            pass
        lain.communicate("\n")


def test_checking_one_file_names_what_and_where():
    angka = {"realisasi": "5.00", "sisa": "1.00", "sisa_sel": "E7", "sisa_mentah": "1", "plafon_sel": "C7"}
    hasil = isi(BARIS | angka | {"kode_mentah": "7.01.01."})
    hasil["identitas"] = {
        "kode_kecamatan": "35.08.08",
        "tahun": 2023,
        "triwulan": 2,
        "tanggal_laporan": "2023-07-14",
    }
    temuan = findings.check_rows(hasil, "x.xlsx", REFERENSI)
    assert [(t["kode_temuan"], t["tingkat"], t["sel"]) for t in temuan] == [
        ("SEN_BUKAN_NOL", "info", "C7"),
        ("SISA_TIDAK_COCOK", "peringatan", "E7"),
    ]
    assert temuan[1]["selisih"] == "-2385345424.35"
    assert temuan[1]["pesan"] == (
        'Lembar "L\'embar" sel E7: sisa 7.01.01 Program tertulis 1, padahal plafon dikurangi realisasi = '
        "2.385.345.425,35 (selisih -2.385.345.424,35)."
    )
    assert set(temuan[0]) == set(findings.KOLOM)


def test_checking_a_rejected_file_keeps_the_readers_findings():
    hasil = {
        "status": "DITOLAK",
        "identitas": {},
        "tabel": {},
        "temuan": [{"kode_temuan": "BERKAS_BERSANDI"}],
    }
    temuan = findings.check_rows(hasil, "x.xlsx", REFERENSI)
    assert [(t["kode_temuan"], t["tingkat"]) for t in temuan] == [("BERKAS_BERSANDI", "galat")]
    assert "{" not in temuan[0]["pesan"] and "kata sandi" in temuan[0]["pesan"]


def test_deriving_again_gives_the_same_and_fingerprints_follow_their_period(con):
    warehouse.load_referensi_tables(con, REFERENSI)
    warehouse.load_kiriman(con, TERIMA, isi(BARIS))
    warehouse.derive(con)
    semua, sidik = (
        database.logical_dump(con, warehouse.TABEL_TERBIT),
        fingerprint.period_fingerprint(con, 2023, 2),
    )
    warehouse.derive(con)
    assert database.logical_dump(con, warehouse.TABEL_TERBIT) == semua
    warehouse.load_kiriman(con, TERIMA | {"kiriman_id": "K000002", "nomor": 2, "triwulan": 3}, isi(BARIS))
    warehouse.derive(con)
    assert fingerprint.period_fingerprint(con, 2023, 2) == sidik
    assert fingerprint.period_fingerprint(con, 2023, 3) != sidik
    sekaligus = fingerprint.period_hashes(con)
    for triwulan in (2, 3):
        sendiri = fingerprint.period_fingerprint(con, 2023, triwulan)
        assert fingerprint.period_fingerprint(con, 2023, triwulan, sekaligus) == sendiri


@pytest.fixture(scope="module")
def hitung():
    c = warehouse.open_warehouse(None)
    yield lambda sql: c.execute("SELECT " + sql).fetchone()
    c.close()


def dua_angka(nilai: Decimal) -> Decimal:
    return nilai.quantize(Decimal("0.01"), ROUND_HALF_UP)


@settings_hypothesis(max_examples=60, deadline=None)
@given(st.integers(-(10**15), 10**15), st.integers(1, 10**15))
def test_percent_rounds_half_up_exactly(hitung, sen, pokok):
    a, b = Decimal(sen) / 100, Decimal(pokok) / 100
    harapan = dua_angka(a * 100 / b) if abs(a) < b * 99999 else None
    assert hitung(f"persen({a:f}::DECIMAL(18,2), {b:f}::DECIMAL(18,2))") == (harapan,)


@pytest.mark.parametrize(
    ("bagian", "pokok", "harapan"),
    [
        ("881795882", "2372195430", "37.17"),
        ("889930882", "2385345430", "37.31"),
        ("47.18", "90", "52.42"),
        ("1", "800", "0.13"),
        ("1.005", "100", "1.01"),
        ("-1.005", "100", "-1.01"),
        ("1", "3", "33.33"),
        ("5", "0", None),
        ("NULL", "5", None),
        ("5", "NULL", None),
        ("5", "-5", None),
    ],
)
def test_percent_cases(hitung, bagian, pokok, harapan):
    assert hitung(f"persen({bagian}, {pokok})::VARCHAR") == (harapan,)


@settings_hypothesis(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**5)), min_size=1, max_size=5))
def test_mean_of_capaian_is_rounded_once(hitung, nilai):
    halus = [Decimal(r * 100) / Decimal(t) for r, t in nilai]
    if any(h >= 9999900 for h in halus):
        return
    jumlah = " + ".join(f"persen_halus({r}::DECIMAL(18,4), {t}::DECIMAL(18,4))" for r, t in nilai)
    (hasil,) = hitung(f"rata_persen({jumlah}, {len(nilai)})")
    tepat = sum(halus) / len(halus)
    assert abs(hasil - tepat) <= Decimal("0.00500001")
    (delapan,) = hitung(jumlah)
    assert hasil == dua_angka(delapan / len(nilai))


@pytest.mark.parametrize(
    ("teks", "harapan"),
    [
        ("1665184680.00", "1.665.184.680"),
        ("-367290000.00", "-367.290.000"),
        ("17.51", "17,51"),
        ("0.00", "0"),
        ("-0.35", "-0,35"),
        ("7.01.03.2.01.02", "7.01.03.2.01.02"),
        ("7.01.04", "7.01.04"),
        ("15-07-2023", "15-07-2023"),
    ],
)
def test_amounts_in_sentences(hitung, teks, harapan):
    assert hitung(f"angka_id('{teks}')") == (harapan,)


def test_long_texts_are_cut_in_sentences(hitung):
    assert hitung(f"ringkas('{'x' * 160}'), ringkas('{'x' * 161}')") == ("x" * 160, "x" * 159 + "…")
