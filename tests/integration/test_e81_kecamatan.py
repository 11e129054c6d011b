"""A kecamatan's own Formulir E.81 through the door, in our form, in the findings, and rebuilt from the archive."""

import shutil
from decimal import Decimal as D

import openpyxl
import pytest

from data.contoh.buat_e81 import RESMI, isi_form, tulis_e81, with_totals
from flows import commands, pipeline
from transforms import publish, warehouse
from transforms.database import logical_dump, open_published, rows
from transforms.reports import e81
from transforms.settings import CONTOH, Limits, load_settings
from transforms.workbook.read import read_file

pytestmark = pytest.mark.lambat  # a run of its own

TEKUNG, KUNIR = "35.08.09", "35.08.06"
KOLOM_K = {n: 2 * n - 5 for n in range(5, 15)}


@pytest.fixture(scope="module")
def terpasang(tmp_path_factory):
    """Tekung with its LKj of triwulan I and II and its form; Kunir with its form alone; one form under a wrong name."""
    settings = load_settings(tmp_path_factory.mktemp("e81") / "data")
    settings.masuk.mkdir(parents=True)
    for k in commands.example_manifest():
        if k["kode_kecamatan"] == TEKUNG and k["periode"] in ("2023-TW1", "2023-TW2") and "LKj" in k["berkas"]:
            shutil.copy(CONTOH / k["berkas"], settings.masuk)
    isi = isi_form(TEKUNG, 2023, 2)
    tulis_e81(settings.masuk / "E81 Tekung TW II 2023.xlsx", "Tekung", 2023, 2, isi)
    tulis_e81(settings.masuk / "E81 Kunir TW II 2023.xlsx", "Kunir", 2023, 2, isi_form(KUNIR, 2023, 2))
    tulis_e81(settings.masuk / "E81 Kec. Klakah 2023.xlsx", "Tekung", 2023, 2, isi[:9])
    pipeline.run("2023-TW2", settings, tenang=0)
    return settings


@pytest.fixture(scope="module")
def lembar(terpasang):
    """Our form's sheets, and the rows of a sheet by the beginning of their text."""
    nama = e81.file_name(terpasang, 2023, 2)
    buku = openpyxl.load_workbook(terpasang.laporan("2023-TW2") / nama)

    def cari(kecamatan: str, awal: str) -> dict:
        ws = buku[kecamatan]
        n = next(s.row for s in ws["C"] if str(s.value or "").startswith(awal))
        return {k: (ws.cell(n, c), ws.cell(n, c + 1)) for k, c in KOLOM_K.items()} | {16: ws.cell(n, 26).value}

    return buku, cari


def test_status_and_receipts(terpasang):
    with open_published(publish.current_path(terpasang)) as con:
        kiriman = {k["nama_berkas"]: k for k in rows(con, "kiriman") if k["jenis"] == "e81"}
        sebab = [t["sebab"] for t in rows(con, "temuan", kode_temuan="IDENTITAS_BERTENTANGAN")]
        hasil = {(r["triwulan"], r["hasil"]) for r in rows(con, "rekonsiliasi_e81")}
        temuan = [t for t in rows(con, "temuan") if t["kode_temuan"].startswith("EVALUASI")]
    assert {n: (k["status"], k["kode_kecamatan"], k["triwulan"]) for n, k in kiriman.items()} == {
        "E81 Tekung TW II 2023.xlsx": ("DITERIMA", TEKUNG, 2),
        "E81 Kunir TW II 2023.xlsx": ("DITERIMA", KUNIR, 2),
        "E81 Kec. Klakah 2023.xlsx": ("DITOLAK", TEKUNG, 2),
    }
    assert sebab == ["Nama berkas menyebut Klakah, isi berkas milik Tekung."]
    # the LKj of triwulan II carries sen in eight cells: shown as such, and no finding
    assert {h for _, h in hasil} <= {"cocok", "berbeda"} and (1, "berbeda") not in hasil
    assert temuan == []
    for k in kiriman.values():
        assert (terpasang.laporan("2023-TW2") / "tanda-terima" / f"{k['kiriman_id']}.html").exists()


def test_our_form_takes_from_it_what_the_lkj_does_not_hold(terpasang, lembar):
    _, cari = lembar
    sub = next(b for b in isi_form(TEKUNG, 2023, 2) if b.tingkat == "sub_kegiatan")
    k, rp = with_totals(sub, RESMI)
    baris = cari("Tekung", sub.kode)
    for nomor, kolom in ((5, "target_renstra"), (6, "realisasi_lalu"), (7, "target"), (12, "realisasi_tahun")):
        assert D(str(baris[nomor][0].value)) == k[kolom, None], nomor
        assert D(str(baris[nomor][1].value)) == rp[kolom, None], nomor
    assert D(str(baris[13][1].value)) == rp["realisasi_lalu", None] + rp["realisasi_tahun", None]
    assert baris[14][1].value is not None and baris[8][0].value == k["triwulan", 1]
    assert baris[10][0].value is None and baris[11][1].value is None  # not due yet
    miring = {n for n in range(5, 15) for j in (0, 1) if baris[n][j].font.i and j == 1}
    assert miring == {5, 6, 13, 14}  # budget of the running year stays the LKj's
    assert "menurut E.81 K0000" in baris[16] and "5 dan 6" in baris[16]


def test_a_kecamatan_without_lkj_gets_its_own_form_and_one_without_both_nothing(lembar):
    buku, cari = lembar
    sub = next(b for b in isi_form(KUNIR, 2023, 2) if b.tingkat == "sub_kegiatan")
    baris = cari("Kunir", sub.kode)
    assert D(str(baris[9][1].value)) == sub.rp["triwulan", 2] and baris[9][1].font.i
    teks = [str(s.value) for r in buku["Kunir"].iter_rows(max_row=8) for s in r if s.value]
    assert any("Diisi dari Formulir E.81 kecamatan (K0000" in t for t in teks)
    kosong = [str(s.value) for r in buku["Klakah"].iter_rows() for s in r if s.value]
    assert "Belum ada laporan pada tahun ini." in kosong


@pytest.mark.usefixtures("tanpa_laporan")
def test_rebuilt_from_archive_and_ledger_it_is_the_same(terpasang):
    tabel = (*warehouse.TABEL_MART, "evaluasi_renja", "evaluasi_renja_nilai", "e81_berlaku")
    with open_published(publish.current_path(terpasang)) as con:
        sebelum = logical_dump(con, tabel)
        assert len(rows(con, "e81_berlaku")) == 2
    pipeline.run(None, terpasang, ulang=True, dari_awal=True, tenang=0)
    with open_published(publish.current_path(terpasang)) as con:
        assert logical_dump(con, tabel) == sebelum


def test_our_own_form_reads_back(terpasang):
    """What an office gets from us, fills in and returns: the same codes and amounts, and no finding of the reader."""
    path = terpasang.laporan("2023-TW2") / e81.file_name(terpasang, 2023, 2)
    hasil = read_file(path, path.name, terpasang.referensi, Limits())
    assert (hasil["status"], hasil["temuan"], hasil["identitas"]["jenis"]) == ("TERBACA", [], "e81")
    kode = {r["urutan"]: r["kode"] for r in hasil["tabel"]["evaluasi_renja"]
            if r["kode_kecamatan"] == TEKUNG and r["tingkat"] == "sub_kegiatan"}  # fmt: skip
    target = {kode[n["urutan_baris"]]: D(n["rp"]) for n in hasil["tabel"]["evaluasi_renja_nilai"]
              if n["kolom"] == "target" and n["urutan_baris"] in kode}  # fmt: skip
    assert target == {b.kode: b.rp["target", None] for b in isi_form(TEKUNG, 2023, 2) if b.tingkat == "sub_kegiatan"}
