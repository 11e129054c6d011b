"""`--per TANGGAL`: the numbers that were in force on a date, again and to the rupiah."""

from datetime import datetime

import pytest

from flows import cli, commands, pipeline
from transforms import database, ledger, publish, receive, warehouse
from transforms.settings import CONTOH

pytestmark = pytest.mark.lambat
ISI = (*warehouse.TABEL_MART, "kiriman", "kiriman_berlaku", "temuan", "penerimaan", "riwayat_anggaran",
       "riwayat_capaian")  # fmt: skip


def receive_some(settings, pilih):
    with ledger.open_ledger(settings) as buku:
        for k in commands.example_manifest():
            if pilih(k):
                saat = datetime.fromisoformat(k["diterima_pada"])
                receive.receive_files(settings, buku, [CONTOH / k["berkas"]], saat, **commands.declared(k))
    pipeline.run("2023-TW2", settings)


def dump(path):
    with database.open_published(path) as con:
        return database.logical_dump(con, ISI)


@pytest.mark.usefixtures("tanpa_laporan")
def test_before_a_resubmission_the_numbers_are_those_published_then(settings):
    def klakah(k):
        return k.get("kode_kecamatan") == "35.08.19" and k.get("jenis", "lkj") == "lkj"

    receive_some(settings, lambda k: klakah(k) and k["diterima_pada"] < "2023-07-14")
    dahulu = dump(publish.current_path(settings))
    receive_some(settings, lambda k: klakah(k) and "rev1" in k["berkas"])
    terbit = publish.current_path(settings)
    kini, bita = dump(terbit), terbit.read_bytes()
    assert kini != dahulu
    with ledger.open_ledger(settings) as buku:
        nomor = ledger.last_number(buku)

    data = ["--data", str(settings.data)]
    assert cli.main([*data, "jalankan", "--periode", "2023-TW2", "--per", "2023-07-13"]) == 0
    per = settings.terbit / "per" / "2023-07-13"
    assert dump(per / "konsolidasi.duckdb") == dahulu
    assert sorted(p.suffix for p in per.iterdir()) == [".duckdb", ".xlsx"]
    assert cli.main([*data, "jalankan", "--periode", "2023-TW2", "--per", "2023-07-14"]) == 0  # arrived that day
    assert dump(settings.terbit / "per" / "2023-07-14" / "konsolidasi.duckdb") == kini

    assert terbit.read_bytes() == bita
    with ledger.open_ledger(settings) as buku:
        assert ledger.last_number(buku) == nomor


def test_nothing_received_by_then(settings, capsys):
    argumen = ["--data", str(settings.data), "jalankan", "--periode", "2023-TW2", "--per", "2020-01-01"]
    assert cli.main(argumen) == 2
    assert "belum ada" in capsys.readouterr().err
    assert not (settings.terbit / "per").exists()
