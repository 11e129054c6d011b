"""Words of the reports: names joined, changes told apart."""

from decimal import Decimal as D

from transforms.reports.narrative_text import BANYAK, PANJANG, gather_notes, join_names, moved, short_mark


def test_joined_names():
    assert [join_names(n) for n in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A dan B", "A, B, dan C"]


def test_changes():
    assert moved(D("39.14"), D("16.06"), "TW I") == "naik 23,08 poin dari 16,06 persen pada TW I"
    assert moved(D(1), D(2), "TW I") == "turun 1,00 poin dari 2,00 persen pada TW I"
    assert moved(D(2), D("2.00"), "TW I") == "sama dengan TW I"
    assert moved(None, D(2), "TW I") == moved(D(2), None, "TW I") == ""


def test_marks_are_shortened():
    assert short_mark("Tekung (sintetis), Rowokangkung (sebagian sintetis)") == "Tekung*, Rowokangkung*"


class DataPalsu:
    """Just enough of tables.Data: two kecamatan, their quoted texts."""

    def __init__(self, narasi):
        self.narasi = narasi

    def by_kecamatan(self, tabel):
        return {"01": {"kiriman_id": "K1"}, "02": {"kiriman_id": "K2"}}

    def in_force(self, tabel):
        return [
            {"kiriman_id": k, "urutan": n, "bagian": "permasalahan", "teks": t}
            for n, (k, t) in enumerate(self.narasi, 1)
        ]

    def name(self, kode, *periode):
        return {"01": "Satu (sintetis)", "02": "Dua"}[kode]


def test_equal_quotes_are_one_entry():
    data = DataPalsu([("K2", "1. Jaringan lambat;"), ("K1", "Jaringan\nlambat"), ("K1", "Lain"), ("K9", "lama")])
    assert gather_notes(data, ("permasalahan",), judul=False) == ["Jaringan lambat (Satu*, Dua)", "Lain (Satu*)"]
    assert gather_notes(data, ("permasalahan",), "02") == ["Permasalahan: Jaringan lambat"]


def test_quotes_are_bounded():
    data = DataPalsu([("K1", f"{n} " + "a" * 1000) for n in range(BANYAK + 3)])
    hasil = gather_notes(data, ("permasalahan",), "01", judul=False)
    assert len(hasil) == BANYAK + 1 and hasil[-1] == "dan 3 catatan lain"
    assert all(len(h) <= PANJANG for h in hasil)
