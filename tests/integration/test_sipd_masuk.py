"""SIPD exports through the door: inbox folder, command line, twice, in the wrong month, and rebuilt."""

import shutil

import pytest

from data.contoh.buat_sipd import tulis_lra
from flows import cli, commands, pipeline
from transforms import publish, warehouse
from transforms.database import logical_dump, open_published, rows
from transforms.settings import CONTOH, load_settings

pytestmark = pytest.mark.lambat  # a run of its own


@pytest.fixture(scope="module")
def terpasang(tmp_path_factory):
    """One LKj, three months of LRA: two from the inbox folder, one by the command; two of them once more."""
    settings = load_settings(tmp_path_factory.mktemp("sipd") / "data")
    tekung = ("2023-TW2", "35.08.09")
    lkj = next(k for k in commands.example_manifest() if (k["periode"], k["kode_kecamatan"]) == tekung)
    settings.masuk.mkdir(parents=True)
    shutil.copy(CONTOH / lkj["berkas"], settings.masuk)
    berkas = {}
    for bulan in (3, 5, 6):
        berkas[bulan] = settings.data / f"LRA {bulan}.xlsx"
        tulis_lra(bulan, berkas[bulan])
    for bulan in (3, 5):
        folder = settings.masuk / "sipd" / f"2023-{bulan:02}"
        folder.mkdir(parents=True)
        shutil.copy(berkas[bulan], folder)
    shutil.copy(berkas[3], settings.masuk / "sipd")  # no month declared
    pipeline.run("2023-TW2", settings, tenang=0)
    data = ["--data", str(settings.data), "terima", str(berkas[6]), "--jenis"]
    assert cli.main([*data, "sipd-lra"]) == 2  # no month
    assert cli.main([*data, "sipd-rak", "--periode", "2023-06"]) == 0  # not what it is
    assert cli.main([*data, "sipd-lra", "--periode", "2023-06"]) == 0
    assert cli.main([*data, "sipd-lra", "--periode", "2023-06"]) == 0  # the same again
    pipeline.run("2023-TW2", settings, tenang=0)
    return settings


def test_every_file_has_its_status(terpasang):
    with open_published(publish.current_path(terpasang)) as con:
        kiriman = rows(con, "kiriman", urut="nomor")
        berlaku = rows(con, "kiriman_berlaku")
        beda = rows(con, "temuan", kode_temuan="SIPD_BEDA")
        hasil = {r["hasil"] for r in rows(con, "rekonsiliasi_sipd")}
    sipd = [
        (k["jenis"], k["periode_dinyatakan"], k["status"].partition("_")[0])
        for k in kiriman
        if "LRA" in k["nama_berkas"]
    ]
    assert sorted(sipd, key=str) == [
        ("sipd-lra", "2023-03", "DITERIMA"),
        ("sipd-lra", "2023-05", "DITERIMA"),
        ("sipd-lra", "2023-06", "DITERIMA"),
        ("sipd-lra", "2023-06", "DITOLAK"),
        ("sipd-lra", "2023-06", "DUPLIKAT"),
        ("sipd-lra", None, "DITOLAK"),
    ]
    assert [b["kecamatan"] for b in berlaku] == ["Tekung"]
    assert (hasil, beda) == ({"cocok", "berbeda"}, [])  # its LKj carries sen that SIPD has not: shown, no finding


@pytest.mark.usefixtures("tanpa_laporan")
def test_rebuilt_from_archive_and_ledger_it_is_the_same(terpasang):
    with open_published(publish.current_path(terpasang)) as con:
        sebelum = logical_dump(con, warehouse.TABEL_MART)
    pipeline.run(None, terpasang, ulang=True, dari_awal=True, tenang=0)
    with open_published(publish.current_path(terpasang)) as con:
        assert logical_dump(con, warehouse.TABEL_MART) == sebelum
