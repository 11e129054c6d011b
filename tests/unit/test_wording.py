"""Places of findings: one form for cells, one for Word documents, in the order people look for them."""

from transforms.reports.wording import cell_place, place_order, short_message

WORD = "tabel 5 baris 12 kolom 3"


def test_places_of_word_documents_name_their_table_once():
    assert cell_place("Tabel 3.2", WORD) == WORD
    assert cell_place("Naskah", "paragraf 12") == "paragraf 12"
    assert cell_place("Realisasi Anggaran", "D17") == "Realisasi Anggaran!D17"
    assert (cell_place("Sampul", None), cell_place(None, None)) == ("Sampul", "")


def test_short_messages_leave_the_place_out():
    for sel, tempat in ((WORD, "Tabel 5 baris 12 kolom 3"), ("D17", 'Lembar "A" sel D17')):
        temuan = {"sel": sel, "lembar": "A", "pesan": f"{tempat}: target kosong."}
        assert short_message(temuan) == "Target kosong."
    assert short_message({"sel": None, "lembar": None, "pesan": "Berkas kosong."}) == "Berkas kosong."


def test_rows_and_columns_are_ordered_as_numbers():
    sel = ["tabel 5 baris 2 kolom 10", "tabel 5 baris 10 kolom 1", "tabel 5 baris 2 kolom 9", "B2", "AA1"]
    urut = sorted(({"lembar": "x", "sel": s} for s in sel), key=place_order)
    assert [t["sel"] for t in urut] == [sel[i] for i in (4, 3, 2, 0, 1)]
