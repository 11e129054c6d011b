"""Declared corrections: applied where everything matches, undone without a trace, loud where something does not."""

import pytest
from bantu import capaian, hasil, terima

from transforms import database, declared, findings, warehouse
from transforms.settings import REFERENSI, SettingsError

KEPALA = ",".join(declared.KOLOM)
EKOR = "salah ketik,2023-07-25,Sari"


def susun(con, folder, *entri: str) -> None:
    """Declare these entries (kiriman_id, sheet, cell, written and right value) and derive."""
    (folder / declared.NAMA).write_text("\n".join([KEPALA, *(f"{e},{EKOR}" for e in entri)]) + "\n", encoding="utf-8")
    warehouse.load_referensi_tables(con, folder)
    warehouse.derive(con)


@pytest.fixture
def folder(tmp_path):
    for berkas in REFERENSI.iterdir():
        (tmp_path / berkas.name).write_bytes(berkas.read_bytes())
    return tmp_path


@pytest.fixture
def con():
    c = warehouse.open_warehouse(None)
    kinerja = {"capaian_indikator": capaian(("S1", "90", "10", "45", "50 %"))}
    warehouse.load_batch(c, [(terima(1), hasil(**kinerja))])
    yield c
    c.close()


def temuan(con) -> list[tuple]:
    return con.execute(
        "SELECT kode_temuan, kiriman_id, tahun, triwulan, sel, nilai_mentah, nilai_seharusnya FROM temuan "
        "WHERE kode_temuan LIKE 'KOREKSI%' ORDER BY ALL"
    ).fetchall()


def test_applied_then_withdrawn(con, folder):
    susun(con, folder)
    semula = database.logical_dump(con, warehouse.TABEL_TERBIT)
    susun(con, folder, "K000001,Anggaran,$d$9,20,15.000", 'K000001,Capaian,F15,45,"47,1234 %"')
    assert temuan(con) == [
        ("KOREKSI_DIPAKAI", "K000001", 2023, 2, "D9", "20", "15000.00"),
        ("KOREKSI_DIPAKAI", "K000001", 2023, 2, "F15", "45", "47,1234"),
    ]
    sql = "SELECT realisasi::INTEGER, realisasi_mentah FROM realisasi_anggaran WHERE realisasi_sel = 'D9'"
    assert con.execute(sql).fetchall() == [(15000, "20")]
    pesan, tingkat = con.execute(
        "SELECT pesan, tingkat FROM temuan WHERE kode_temuan LIKE 'KOREKSI%' AND sel = 'D9'"
    ).fetchone()
    assert tingkat == "info"
    assert "tertulis 20, dipakai 15.000" in pesan and "salah ketik – dinyatakan 25-07-2023 oleh Sari." in pesan
    warehouse.derive(con)  # again: what had been read is not lost
    susun(con, folder)
    assert database.logical_dump(con, warehouse.TABEL_TERBIT) == semula
    (folder / declared.NAMA).unlink()
    warehouse.load_referensi_tables(con, folder)
    warehouse.derive(con)
    assert database.logical_dump(con, warehouse.TABEL_TERBIT) == semula


def test_reading_again_forgets_what_was_applied(con, folder):
    susun(con, folder, "K000001,Anggaran,D9,20,15000")
    warehouse.load_batch(con, [(terima(1), hasil())])
    susun(con, folder)
    assert con.execute("SELECT realisasi::INTEGER FROM realisasi_anggaran WHERE realisasi_sel = 'D9'").fetchall() == [
        (20,)
    ]


@pytest.mark.parametrize(
    ("entri", "kiriman", "sebab"),
    [
        ("K000001,Anggaran,D9,21,15000", "K000001", "menurut koreksi tertulis 21, pada berkas 20"),
        ("K000001,Anggaran,Z9,20,15000", "K000001", "tidak berisi angka yang dapat dikoreksi"),
        ("K000001,Lain,D9,20,15000", "K000001", "tidak berisi angka yang dapat dikoreksi"),
        ("K000009,Anggaran,D9,20,15000", None, "K000009: kiriman itu tidak ada"),
        ("K000002,Anggaran,D9,20,15000", None, "kiriman itu duplikat dari K000001"),
        ("K000001,Capaian,F15,45,Rp 47.000.000", "K000001", "tidak dapat dipakai untuk kolom itu"),
    ],
)
def test_what_does_not_match_is_loud_and_changes_nothing(con, folder, entri, kiriman, sebab):
    warehouse.load_batch(con, [(terima(2, duplikat_dari="K000001"), hasil())])
    susun(con, folder)
    isi = ("realisasi_anggaran", "capaian_indikator", "serapan_kecamatan", "capaian_kecamatan")
    semula = database.logical_dump(con, isi)
    susun(con, folder, entri)
    assert database.logical_dump(con, isi) == semula
    ((kode, k, tahun, triwulan, *_),) = temuan(con)
    assert (kode, k, tahun, triwulan) == ("KOREKSI_TIDAK_COCOK", kiriman, 2023, 2)
    assert sebab in con.execute("SELECT pesan FROM temuan WHERE kode_temuan = 'KOREKSI_TIDAK_COCOK'").fetchone()[0]


@pytest.mark.parametrize(("kini", "sebab"), [("15000", "dahulu tertulis 20, kini 15000"), ("20", "nyatakan lagi")])
def test_newer_version_is_not_corrected_unasked(con, folder, kini, sebab):
    baru = hasil()
    baru["tabel"]["realisasi_anggaran"] = [
        r | {"realisasi": kini, "realisasi_mentah": kini} if r["realisasi_sel"] == "D9" else r
        for r in baru["tabel"]["realisasi_anggaran"]
    ]
    warehouse.load_batch(con, [(terima(2), baru)])
    susun(con, folder, "K000001,Anggaran,D9,20,15000")
    assert [t[:2] for t in temuan(con)] == [("KOREKSI_DIPAKAI", "K000001"), ("KOREKSI_KEDALUWARSA", "K000002")]
    assert sebab in con.execute("SELECT pesan FROM temuan WHERE kode_temuan = 'KOREKSI_KEDALUWARSA'").fetchone()[0]
    susun(con, folder, "K000001,Anggaran,D9,20,15000", f"K000002,Anggaran,D9,{kini},15000")
    assert [t[:2] for t in temuan(con)] == [("KOREKSI_DIPAKAI", "K000001"), ("KOREKSI_DIPAKAI", "K000002")]


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ("K000001,A,D9,20,abc,x,2023-07-25,Sari", "baris 2: nilai_koreksi abc tidak dapat dibaca"),
        ("K000001,A,D9,20,5,x,25-07-2023,Sari", "baris 2: tanggal 25-07-2023 harus berbentuk"),
        ("K000001,A,D9,20,5,,2023-07-25,", "baris 2: alasan, oleh kosong"),
        ("K000001,A,D9,20", "baris 2: jumlah kolom tidak sesuai"),
        ("K000001,A,D9,20,5,x,2023-07-25,Sari\nK000001,A,d9,20,6,x,2023-07-25,Sari", "baris 3: sel itu sudah"),
        ('K000001,"A', "tanda kutip"),
    ],
)
def test_malformed_entries_name_file_and_line(folder, isi, sebab):
    (folder / declared.NAMA).write_text(f"{KEPALA}\n{isi}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"koreksi\.csv baris") as galat:
        declared.read_declared(folder)
    assert sebab in str(galat.value)


def test_header_and_encoding_are_checked(folder):
    (folder / declared.NAMA).write_text("kiriman_id,lembar\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"kolom sel, .* tidak ada"):
        declared.read_declared(folder)
    (folder / declared.NAMA).write_bytes(KEPALA.encode() + b"\n\xff\xfe\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        declared.read_declared(folder)


def test_rules_without_declarations_find_nothing(con):
    warehouse.load_referensi_tables(con, REFERENSI)
    findings.derive_all(con, 30)
    assert temuan(con) == []
