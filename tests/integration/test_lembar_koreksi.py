"""A correction sheet does what it says: with its expected values typed in, the file is accepted."""

from decimal import Decimal, InvalidOperation

import pytest
from openpyxl import load_workbook

from flows import pipeline
from transforms import database, publish, receive, warehouse
from transforms.reports import bundle
from transforms.reports.correction import TANDA, write_correction
from transforms.reports.correction_list import NAMA_LEMBAR, WARNA
from transforms.workbook.read import read_file

PUTARAN = 4  # a corrected amount can bring the row above it to light


@pytest.fixture(scope="module")
def terbit(contoh):
    """(settings, connection to the published example)"""
    settings, _ = contoh
    with database.open_published(publish.current_path(settings)) as con:
        yield settings, con


def received(con, kecamatan: str) -> tuple[dict, list[dict]]:
    """The kecamatan's first kiriman with notes, and its findings."""
    semua = database.rows(con, "kiriman", urut="nomor", kecamatan=kecamatan, tahun=2023, triwulan=2)
    kiriman = next(k for k in semua if k["status"] == "DITERIMA_DENGAN_CATATAN")
    return kiriman, database.rows(con, "temuan", kiriman_id=kiriman["kiriman_id"])


def findings(path, nama: str, settings) -> list[dict]:
    return warehouse.check_rows(
        read_file(path, nama, settings.referensi, settings.limits), nama, settings.referensi
    )


def type_in(path, temuan: list[dict]) -> None:
    """What an office does with the sheet: every coloured cell gets the value it should have."""
    wb = load_workbook(path)
    for t in temuan:
        sel = wb[t["lembar"]][t["sel"]]
        assert sel.fill.fgColor.rgb[-6:] in WARNA.values() and TANDA in sel.comment.text
        try:
            sel.value = Decimal(t["nilai_seharusnya"])
        except InvalidOperation:
            sel.value = t["nilai_seharusnya"]
    wb.save(path)


@pytest.mark.parametrize("kecamatan", ["Candipuro", "Tempeh"])
def test_expected_values_typed_in_are_accepted(terbit, tmp_path, kecamatan):
    settings, con = terbit
    kiriman, temuan = received(con, kecamatan)
    assert temuan and all(t["nilai_seharusnya"] for t in temuan if t["tingkat"] != "info")
    path = receive.archive_path(settings, kiriman["sha256"])
    for putaran in range(PUTARAN):
        perlu = [t for t in temuan if t["tingkat"] != "info"]
        if not perlu:
            break
        hasil = tmp_path / f"{putaran}.xlsx"
        assert write_correction(path, "xlsx", temuan, kiriman, hasil)
        type_in(hasil, perlu)
        path, temuan = hasil, findings(hasil, kiriman["nama_berkas"], settings)
    assert putaran > 0 and perlu == []


def test_the_list_is_no_part_of_the_report(terbit, tmp_path):
    """Padang's findings name another kecamatan and another period: the list of them must not be read."""
    settings, con = terbit
    kiriman, temuan = received(con, "Padang")
    hasil = tmp_path / "padang.xlsx"
    write_correction(receive.archive_path(settings, kiriman["sha256"]), "xlsx", temuan, kiriman, hasil)
    lagi = findings(hasil, kiriman["nama_berkas"], settings)
    assert {t["lembar"] for t in lagi} & {NAMA_LEMBAR} == set()
    assert {(t["kode_temuan"], t["sel"]) for t in temuan} == {(t["kode_temuan"], t["sel"]) for t in lagi}


def test_every_published_sheet_opens_with_its_marks(terbit):
    settings, con = terbit
    folder = settings.laporan("2023-TW2") / "lembar-koreksi"
    berkas = {b.stem.split("-")[1]: b for b in folder.iterdir()}
    catatan = [
        k["kiriman_id"]
        for k in database.rows(con, "kiriman", tahun=2023, triwulan=2)
        if k["status"] in ("DITERIMA_DENGAN_CATATAN", "DITOLAK") and k["kode_kecamatan"]
    ]
    assert set(berkas) == set(catatan)
    for path in berkas.values():
        assert load_workbook(path).sheetnames[0] == NAMA_LEMBAR


@pytest.mark.lambat
def test_sent_back_it_replaces_the_file_it_corrects(terbit, settings, tmp_path, monkeypatch):
    """Through the inbox: version 2, accepted, without a note, with what it changed."""
    _, con = terbit
    kiriman, temuan = received(con, "Candipuro")
    monkeypatch.setattr(bundle, "write_reports", lambda *_, **__: ([], []))
    semula = tmp_path / kiriman["nama_berkas"]
    semula.write_bytes(receive.archive_path(terbit[0], kiriman["sha256"]).read_bytes())
    kirim = semula
    for putaran in range(1, PUTARAN + 1):
        settings.masuk.mkdir(parents=True, exist_ok=True)
        (settings.masuk / semula.name).write_bytes(kirim.read_bytes())
        (baru,) = pipeline.run("2023-TW2", settings, tenang=0)["kiriman"]
        assert (baru["versi"], baru["menggantikan"]) == (putaran, f"K{putaran - 1:06d}" if putaran > 1 else None)
        if baru["status"] == "DITERIMA":
            break
        with database.open_published(publish.current_path(settings)) as terbitan:
            temuan = database.rows(terbitan, "temuan", kiriman_id=baru["kiriman_id"])
        kirim = tmp_path / f"koreksi {putaran}.xlsx"
        assert write_correction(receive.archive_path(settings, baru["sha256"]), "xlsx", temuan, baru, kirim)
        type_in(kirim, [t for t in temuan if t["tingkat"] != "info"])
    assert (baru["status"], putaran > 1) == ("DITERIMA", True)
    assert baru["dampak"]["sel_berubah"] > 0
