"""Names that are not in the alias lists, and alias entries that nobody needs."""

from bantu import baris, gudang, hasil, terima

from transforms.referensi import load_referensi
from transforms.settings import REFERENSI

REF = load_referensi(REFERENSI)


def ejaan(jenis, teks, cara=None, id_=None, alias=None, usul=None, skor=None) -> dict:
    return {"jenis": jenis, "teks": teks, "cara": cara, "id": id_, "alias": alias, "usul_id": usul, "skor": skor,
            "lembar": "PK", "sel": "C3"}  # fmt: skip


def test_unmapped_names_and_unused_entries_are_both_listed():
    entri = REF.alias_tertulis["alias_indikator"][0]
    dipakai = ejaan("indikator", entri["alias"], "alias", entri["indikator_id"], entri["alias"])
    asing = ejaan("indikator", "Nilai SAKIP", usul="P5", skor=76)
    mirip = ejaan("indikator", "Persentase Desa yang menetapkn RKPDes", "mirip", "P6", skor=97)
    satu = hasil()
    satu["tabel"]["ejaan"] = [dipakai, asing]
    dua = hasil()
    dua["tabel"]["ejaan"] = [asing, mirip]
    con = gudang((terima(1), satu), (terima(2, kode="35.08.09"), dua))
    assert baris(
        con,
        "SELECT keadaan, teks, usul_id, skor, jumlah_kiriman, nama_berkas IS NOT NULL, tempat FROM pemetaan_nama "
        "WHERE keadaan <> 'alias tidak terpakai'",
    ) == [
        ("mirip", mirip["teks"], "P6", 97, 1, True, "PK!C3"),
        ("tidak dikenal", "Nilai SAKIP", "P5", 76, 2, True, "PK!C3"),
    ]
    menganggur = baris(con, "SELECT jenis, teks FROM pemetaan_nama WHERE keadaan = 'alias tidak terpakai'")
    semua = [(j, b["alias"]) for j in ("indikator", "kecamatan") for b in REF.alias_tertulis[f"alias_{j}"]]
    assert sorted(menganggur) == sorted(x for x in semua if x != ("indikator", entri["alias"]))


def test_names_of_replaced_files_need_no_alias_any_more():
    lama = hasil()
    lama["tabel"]["ejaan"] = [ejaan("indikator", "Nilai SAKIP")]
    con = gudang((terima(1), lama), (terima(2), hasil()))
    assert baris(con, "SELECT count(*) FROM pemetaan_nama WHERE keadaan = 'tidak dikenal'") == [(0,)]
