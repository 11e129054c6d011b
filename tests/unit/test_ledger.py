"""The ledger only grows, keeps order, and marks runs that never ended."""

import sqlite3

import pytest

from transforms import ledger


def test_events_keep_order_and_content(settings):
    with ledger.open_ledger(settings) as buku:
        assert ledger.append(buku, "diterima", [{"sha256": "a"}, {"sha256": "b"}]) == [1, 2]
        assert ledger.append(buku, "tutup", [{"tahun": 2023, "triwulan": 2}]) == [3]
        assert [e["sha256"] for e in ledger.events(buku, "diterima")] == ["a", "b"]
        assert [e["nomor"] for e in ledger.events(buku, "diterima", "tutup", setelah=1)] == [2, 3]
        assert ledger.find_sha(buku, "b")[0]["nomor"] == 2
        assert ledger.last_number(buku) == 3


@pytest.mark.parametrize("perintah", ["UPDATE buku SET isi = '{}'", "DELETE FROM buku"])
def test_events_cannot_be_changed(settings, perintah):
    with ledger.open_ledger(settings) as buku:
        ledger.append(buku, "diterima", [{"sha256": "a"}])
        with pytest.raises(sqlite3.IntegrityError, match="hanya boleh ditambah"):
            buku.execute(perintah)


def test_a_batch_is_one_transaction(settings):
    with ledger.open_ledger(settings) as buku:
        with pytest.raises(TypeError):
            ledger.append(buku, "diterima", [{"sha256": "a"}, {"sha256": object()}])
        assert ledger.events(buku, "diterima") == []


def test_killed_run_is_marked(settings):
    with ledger.open_ledger(settings) as buku:
        ledger.start_run(buku, "konsolidasi 2023-TW2")
        dua = ledger.start_run(buku, "konsolidasi 2023-TW2")
        ledger.end_run(buku, dua, "SELESAI")
        assert [j["hasil"] for j in ledger.runs(buku)] == ["SELESAI", "TERPUTUS"]
