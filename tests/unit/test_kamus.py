"""docs/kamus-data.md and its picture say what sql/ says."""

from transforms import warehouse
from transforms.reports import data_dictionary


def test_both_files_are_current():
    pesan = "jalankan: make kamus"
    assert data_dictionary.KAMUS.read_text(encoding="utf-8") == data_dictionary.dictionary(), pesan
    assert data_dictionary.GAMBAR.read_text(encoding="utf-8") == data_dictionary.picture(), pesan


def test_every_published_table_is_in_it():
    assert sorted(t for _, tabel in data_dictionary.KELOMPOK for t in tabel) == sorted(warehouse.TABEL_TERBIT)
