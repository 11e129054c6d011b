"""Who is accepted, which version is in force, what waits, what is late: one kecamatan's files in order."""

from bantu import BERSIH, anggaran, baris, hasil, terima
from bantu import gudang as gudang_sampai

from transforms import findings

DIPAKAI = {"SISA_TIDAK_COCOK", "TERLAMBAT", "BELUM_LENGKAP", "REALISASI_TURUN", "PLAFON_BERUBAH"}
LAIN = tuple({b.stem.upper() for b in findings.sql_files("temuan")} - DIPAKAI)


def gudang(*paket, sampai=40, **lain):
    """The database up to kepatuhan, with the few rules that these tests need."""
    return gudang_sampai(*paket, sampai=sampai, tanpa=LAIN, **lain)


STATUS = "SELECT kiriman_id, versi, status, menggantikan FROM kiriman ORDER BY nomor"
SALAH = hasil(anggaran("P 7.01.01 100 20 90"))  # one warning
GALAT = hasil(temuan=[{"kode_temuan": "SEL_GALAT", "lembar": "Anggaran", "sel": "C9", "kolom": "plafon"}])


def tutup(nomor: int, jenis: str = "tutup", triwulan: int = 2) -> dict:
    return {
        "nomor": nomor,
        "tahun": 2023,
        "triwulan": triwulan,
        "jenis": jenis,
        "dicatat_pada": "2023-08-01T08:00:00+07:00",
    }


def test_rejected_version_never_displaces_an_accepted_one():
    con = gudang((terima(1), SALAH), (terima(2), hasil()), (terima(3), GALAT))
    assert baris(con, STATUS) == [
        ("K000001", 1, "DITERIMA_DENGAN_CATATAN", None),
        ("K000002", 2, "DITERIMA", "K000001"),
        ("K000003", 3, "DITOLAK", None),
    ]
    assert baris(con, "SELECT kiriman_id, versi FROM kiriman_berlaku") == [("K000002", 2)]
    assert baris(con, "SELECT alasan FROM kiriman ORDER BY nomor") == [
        ("1 peringatan",),
        (None,),
        ("Sel berisi galat rumus",),
    ]


def test_after_a_rejection_the_next_version_replaces_the_last_accepted_one():
    con = gudang((terima(1), hasil()), (terima(2), GALAT), (terima(3), SALAH))
    assert baris(con, STATUS)[2] == ("K000003", 3, "DITERIMA_DENGAN_CATATAN", "K000001")


def test_order_is_the_ledger_number_not_the_time():
    con = gudang(
        (terima(2, pada="2023-07-01T08:00:00+07:00"), hasil()),
        (terima(1, pada="2023-07-09T08:00:00+07:00"), SALAH),
    )
    assert baris(con, "SELECT kiriman_id FROM kiriman_berlaku") == [("K000002",)]


def test_duplicate_has_no_version_and_no_findings():
    con = gudang((terima(1), SALAH), (terima(2, duplikat_dari="K000001"), SALAH), (terima(3), hasil()))
    assert [b[:3] for b in baris(con, STATUS)] == [
        ("K000001", 1, "DITERIMA_DENGAN_CATATAN"),
        ("K000002", None, "DUPLIKAT"),
        ("K000003", 2, "DITERIMA"),
    ]
    assert baris(con, "SELECT count(*) FROM temuan WHERE kiriman_id = 'K000002'") == [(0,)]


def test_unreadable_or_unknown_files_are_rejected_without_version():
    con = gudang(
        (terima(1, kode=None, tahun=None, triwulan=None, terbaca=False), hasil([], status="DITOLAK")),
        (terima(2, terbaca=False), hasil([], status="DITOLAK")),
        (terima(3, kode="99.99.99"), hasil()),
        (terima(4, triwulan=7), hasil()),
    )
    assert [b[1:3] for b in baris(con, STATUS)] == [
        (None, "DITOLAK"),
        (1, "DITOLAK"),
        (None, "DITOLAK"),
        (None, "DITOLAK"),
    ]
    assert baris(con, "SELECT count(*) FROM kiriman_berlaku") == [(0,)]


def test_acknowledged_warnings_leave_the_status_clean():
    catatan = [
        {
            "nomor": 9,
            "kiriman_id": "K000001",
            "kode_temuan": "SISA_TIDAK_COCOK",
            "alasan": "sesuai DPA",
            "oleh": "Sri",
        }
    ]
    con = gudang((terima(1), SALAH), pengakuan=catatan)
    assert baris(con, "SELECT status FROM kiriman") == [("DITERIMA",)]
    assert baris(con, "SELECT diakui, pengakuan FROM temuan WHERE kiriman_id = 'K000001'") == [
        (True, "sesuai DPA – Sri")
    ]
    con = gudang((terima(1), SALAH), (terima(2), SALAH), pengakuan=catatan)
    assert [b[2] for b in baris(con, STATUS)] == ["DITERIMA", "DITERIMA_DENGAN_CATATAN"]


def test_galat_cannot_be_acknowledged():
    con = gudang((terima(1), GALAT), pengakuan=[{"nomor": 9, "kiriman_id": "K000001", "kode_temuan": "SEL_GALAT"}])
    assert baris(con, "SELECT status FROM kiriman") == [("DITOLAK",)]
    assert baris(con, "SELECT diakui FROM temuan WHERE kiriman_id = 'K000001'") == [(False,)]


def test_missing_columns_that_can_be_computed_are_notes_others_reject():
    def tanpa(kolom):
        return hasil(temuan=[{"kode_temuan": "KOLOM_TIDAK_ADA", "lembar": "Anggaran", "kolom": kolom}])

    con = gudang(
        (terima(1), tanpa("sisa")), (terima(2, kode="35.08.09"), tanpa("plafon")),
        (terima(3, kode="35.08.10"), tanpa("capaian")), (terima(4, kode="35.08.11"), tanpa("realisasi")),
    )  # fmt: skip
    catatan = "DITERIMA_DENGAN_CATATAN"
    assert [b[2] for b in baris(con, STATUS)] == [catatan, "DITOLAK", catatan, "DITOLAK"]


def test_file_for_a_closed_period_waits_until_it_is_reopened():
    paket = (terima(1), hasil()), (terima(3), SALAH), (terima(4, triwulan=1), hasil())
    con = gudang(*paket, penutupan=[tutup(2)])
    assert [b[2] for b in baris(con, STATUS)] == ["DITERIMA", "MENUNGGU", "DITERIMA"]
    assert baris(con, "SELECT triwulan, kiriman_id, status_data FROM kiriman_berlaku") == [
        (1, "K000004", "sementara"),
        (2, "K000001", "final"),
    ]
    con = gudang(*paket, penutupan=[tutup(2), tutup(5, "buka")])
    assert [b[2] for b in baris(con, STATUS)] == ["DITERIMA", "DITERIMA_DENGAN_CATATAN", "DITERIMA"]
    con = gudang(*paket, penutupan=[tutup(2), tutup(5, "buka"), tutup(6)])  # closed again: what was let in stays
    assert baris(con, "SELECT kiriman_id, status_data FROM kiriman_berlaku WHERE triwulan = 2") == [
        ("K000003", "final")
    ]


def test_lateness_counts_calendar_days_in_jakarta():
    saat = [
        ("2023-07-15T23:59:59+07:00", 0),
        ("2023-07-16T00:00:00+07:00", 1),
        ("2023-07-15T16:59:59+00:00", 0),
        ("2023-07-15T17:00:00+00:00", 1),
        ("2023-08-15T12:00:00+07:00", 31),
    ]
    con = gudang(*[(terima(i, kode=f"35.08.{i:02d}", pada=p), hasil()) for i, (p, _) in enumerate(saat, 1)])
    assert baris(con, "SELECT hari_terlambat FROM kiriman ORDER BY nomor") == [(h,) for _, h in saat]
    assert baris(con, "SELECT kiriman_id, selisih::INTEGER FROM temuan WHERE kode_temuan = 'TERLAMBAT' ORDER BY 1") == [
        ("K000002", 1),
        ("K000004", 1),
        ("K000005", 31),
    ]
    assert baris(con, "SELECT DISTINCT tenggat::VARCHAR FROM kepatuhan") == [("2023-07-15",)]


def test_deadlines_of_all_quarters():
    con = gudang(*[(terima(t, triwulan=t), hasil()) for t in (1, 2, 3, 4)])
    assert [b[0] for b in baris(con, "SELECT tenggat::VARCHAR FROM periode ORDER BY triwulan")] == [
        "2023-04-15",
        "2023-07-15",
        "2023-10-15",
        "2024-01-15",
    ]


def test_a_late_correction_of_a_timely_report_is_not_late():
    telat = "2023-07-20T08:00:00+07:00"
    con = gudang(
        (terima(1), SALAH),
        (terima(2, pada=telat), hasil()),
        (terima(3, kode="35.08.09"), GALAT),  # a rejected file does not count as received
        (terima(4, kode="35.08.09", pada=telat), hasil()),
        sampai=46,
    )
    sql = "SELECT tanggal::VARCHAR, hari_terlambat, versi, tanggal_versi::VARCHAR FROM kepatuhan WHERE diterima"
    assert baris(con, sql) == [("2023-07-10", 0, 2, "2023-07-20"), ("2023-07-20", 5, 2, "2023-07-20")]
    ringkas = baris(con, "SELECT tepat_waktu, hari_terlambat FROM ringkasan_kecamatan ORDER BY kode_kecamatan")
    assert ringkas == [(True, 0), (False, 5)]


def test_kepatuhan_has_a_row_for_every_kecamatan():
    con = gudang(
        (terima(1), hasil()),
        (terima(2, kode="35.08.09"), GALAT),
        (terima(3, kode="35.08.10", triwulan=1), hasil()),
    )
    jumlah = dict(baris(con, "SELECT triwulan || status, count(*) FROM kepatuhan GROUP BY ALL"))
    assert jumlah == {"1BELUM_ADA": 20, "1DITERIMA": 1, "2BELUM_ADA": 19, "2DITERIMA": 1, "2DITOLAK": 1}
    kurang = baris(
        con,
        "SELECT objek, nilai_mentah, sebab, tahun, triwulan FROM temuan "
        "WHERE kode_temuan = 'BELUM_LENGKAP' ORDER BY objek",
    )
    assert [(k[0], k[1], k[3], k[4]) for k in kurang] == [
        ("2023-TW1", "1", 2023, 1),
        ("2023-TW2", "1", 2023, 2),
    ]
    assert "Tekung" in kurang[1][2] and "Rowokangkung" not in kurang[1][2]


def test_complete_period_has_no_incompleteness_finding():
    con = gudang(*[(terima(i, kode=f"35.08.{i:02d}"), hasil()) for i in range(1, 22)])
    assert baris(con, "SELECT count(*) FROM temuan WHERE kode_temuan = 'BELUM_LENGKAP'") == [(0,)]


def test_start_and_tolerance_of_a_rule_come_from_the_catalogue():
    con = gudang((terima(1), SALAH), (terima(2, tahun=2024), SALAH), (terima(3), hasil(anggaran("P 7.01.01 1.5 0 1"))))
    ubah = "UPDATE ref_temuan SET {} WHERE kode_temuan = 'SISA_TIDAK_COCOK'"
    con.execute(ubah.format("berlaku_mulai = DATE '2024-01-01'"))
    con.execute("UPDATE ref_temuan SET tingkat = 'galat' WHERE kode_temuan = 'SEN_BUKAN_NOL'")
    findings.derive_all(con, 31, LAIN)
    assert [b[2] for b in baris(con, STATUS)] == ["DITERIMA", "DITERIMA_DENGAN_CATATAN", "DITOLAK"]
    con.execute(ubah.format("toleransi = 10"))
    findings.derive_all(con, 31, LAIN)
    assert [b[2] for b in baris(con, STATUS)][:2] == ["DITERIMA", "DITERIMA"]


def test_previous_triwulan():
    def dengan(kode: str, plafon: str, realisasi: str):
        return hasil(
            [
                b
                | {
                    "realisasi": realisasi,
                    "realisasi_mentah": realisasi,
                    "plafon": plafon,
                    "plafon_mentah": plafon,
                    "sisa": None,
                    "sisa_mentah": None,
                    "sisa_sel": None,
                }
                if b["kode"] == kode
                else b
                for b in BERSIH
            ]
        )

    sub = "7.01.01.2.01.02"
    con = gudang(
        (terima(1, triwulan=1), dengan(sub, "40", "30")),
        (terima(2, triwulan=2), dengan(sub, "40", "25")),
        (terima(3, triwulan=3), dengan(sub, "45", "25")),
        (terima(4, triwulan=4), hasil([b for b in BERSIH if b["kode"] != sub])),
        (terima(5, tahun=2024, triwulan=1), dengan(sub, "99", "1")),  # another year starts from zero
        (terima(6, kode="35.08.09", triwulan=3), dengan(sub, "1", "1")),  # another kecamatan
    )
    riwayat = baris(
        con,
        "SELECT kiriman_id, kode_temuan, sel, selisih::INTEGER, sebab FROM temuan "
        "WHERE kode_temuan IN ('REALISASI_TURUN', 'PLAFON_BERUBAH') ORDER BY ALL",
    )
    assert riwayat == [
        ("K000002", "REALISASI_TURUN", "D10", -5, "realisasi triwulan 1 adalah 30"),
        ("K000003", "PLAFON_BERUBAH", "C10", 5, "plafon triwulan 2 adalah 40"),
        ("K000004", "REALISASI_TURUN", None, None, "baris ini ada pada triwulan 3 tetapi tidak ada lagi"),
    ]


def test_lines_are_followed_by_the_code_of_their_name():
    def laporan(kode, realisasi, nama=None):
        isi = anggaran(f"P 7.01.05 100 0 100\nK 7.01.05.2.01 100 0 100\nS {kode} 100 {realisasi} 0")
        isi[2]["kode_menurut_nama"] = nama
        return hasil(isi)

    benar, keliru = "7.01.05.2.01.02", "7.01.05.2.01.01"
    con = gudang(
        (terima(1, triwulan=1), laporan(keliru, 30, nama=benar)),
        (terima(2, triwulan=2), laporan(benar, 40)),  # code corrected
        (terima(3, triwulan=3), laporan(benar, 50, nama=keliru)),  # now the name is wrong
        (terima(4, triwulan=4), laporan(benar, 45)),
    )
    turun = "SELECT kiriman_id, sel, selisih::INTEGER FROM temuan WHERE kode_temuan = 'REALISASI_TURUN'"
    assert baris(con, turun) == [("K000004", "D8", -5)]
    assert baris(con, "SELECT count(*) FROM temuan WHERE kode_temuan = 'PLAFON_BERUBAH'") == [(0,)]


def test_only_the_version_in_force_is_compared_with():
    def realisasi(nilai):
        return hasil(anggaran(f"P 7.01.05 100 {nilai} {100 - nilai}"))

    con = gudang(
        (terima(1, triwulan=1), realisasi(50)),
        (terima(2, triwulan=1), realisasi(10)),
        (terima(3), realisasi(20)),
    )
    assert baris(con, "SELECT count(*) FROM temuan WHERE kode_temuan = 'REALISASI_TURUN'") == [(0,)]
