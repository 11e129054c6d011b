"""Formulir E.81 as offices fill it in: found by its header, read back as written, refused with a reason."""

from decimal import Decimal as D
from random import Random

import pytest

from data.contoh.buat_e81 import LUAS, RESMI, BarisForm, LetakE81, isi_form, tulis_e81, with_totals
from transforms.referensi import load_referensi
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.e81 import read_e81, recognise
from transforms.workbook.e81_headers import classify
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.read import read_file

REF = load_referensi(REFERENSI)
KODE, NAMA = "35.08.09", "Tekung"
TRIWULAN = (
    ("I", "II", "III", "IV"), ("I", "Il", "Ill", "IV"), ("l", "lI", "III", "lV"), ("TW I", "TW II", "TW III", "TW IV"),
)  # fmt: skip
TAMBAHAN = ("Visi", "Misi", "Sasaran RPJMD/ NSPK", "Tujuan Perangkat Daerah", "Penanggung Jawab Kegiatan")


def acak_letak(benih: int) -> LetakE81:
    """One of many thousand layouts: 25 to 36 columns and more, the code in one column, six or none."""
    r = Random(benih)
    return LetakE81(
        f"acak-{benih}", tuple(TAMBAHAN[: r.randint(0, 5)]), r.random() < 0.5, r.random() < 0.5, r.random() < 0.4,
        r.choice(TRIWULAN), r.choice(("uraian", "kolom", "pecah", "tanpa")), r.random() < 0.6,
        (r.randint(0, 6), r.randint(0, 4)), r.choice(("sebelum", "sesudah", "tanpa")), r.random() < 0.8,
        r.choice((0, 0, 11, 17)),
    )  # fmt: skip


def baca(path, nama: str | None = None) -> dict:
    return read_file(path, nama or path.name, REFERENSI, Limits())


def isi(hasil: dict) -> list[tuple]:
    """Rows as (tingkat, code, name, indicator, id, K and Rp by column and triwulan)."""
    nilai: dict[int, tuple[dict, dict]] = {}
    for n in hasil["tabel"]["evaluasi_renja_nilai"]:
        k, rp = nilai.setdefault(n["urutan_baris"], ({}, {}))
        for satuan, di in (("k", k), ("rp", rp)):
            if n[satuan] is not None:
                di[n["kolom"], n["triwulan"]] = D(n[satuan])
    return [
        (r["tingkat"], r["kode"], r["uraian"] or "", r["indikator"] or "", r["indikator_id"],
         *nilai.get(r["urutan"], ({}, {})))
        for r in hasil["tabel"]["evaluasi_renja"]
    ]  # fmt: skip


def harapan(baris: list[BarisForm], letak: LetakE81) -> list[tuple]:
    return [(b.tingkat, b.kode, b.uraian, b.indikator, b.indikator_id, *with_totals(b, letak)) for b in baris]


@pytest.mark.parametrize("letak", [RESMI, LUAS, *map(acak_letak, range(24))], ids=lambda x: x.nama)
def test_a_form_reads_back_as_it_was_written(tmp_path, letak):
    baris, berkas = isi_form(KODE, 2023, 2), tmp_path / f"E81 {NAMA}.xlsx"
    alamat = tulis_e81(berkas, NAMA, 2023, 2, baris, letak)
    hasil = baca(berkas)
    assert (hasil["status"], [t["kode_temuan"] for t in hasil["temuan"]]) == (
        "TERBACA", ["EVALUASI_RIBUAN"] if letak.ribuan else [],
    )  # fmt: skip
    identitas = hasil["identitas"]
    assert (identitas["jenis"], identitas["kode_kecamatan"], identitas["tahun"], identitas["triwulan"]) == (
        "e81", KODE, 2023, 2,
    )  # fmt: skip
    assert isi(hasil) == harapan(baris, letak)
    asal = {r["urutan"]: r for r in hasil["tabel"]["evaluasi_renja"]}
    for n in hasil["tabel"]["evaluasi_renja_nilai"]:
        r = asal[n["urutan_baris"]]
        if r["tingkat"] == "sub_kegiatan" and n["kolom"] in ("target", "triwulan"):
            assert n["rp_sel"] == alamat[r["kode"], n["kolom"], n["triwulan"], "rp"]
            assert ("RIBUAN" in (n["rp_tanda"] or "")) == (letak.ribuan and n["rp"] is not None)


def test_column_counts_of_the_two_layouts_of_the_example():
    from openpyxl import load_workbook

    for nama, kolom in (("Kedungjajang", 25), ("Sumbersuko", 36)):
        berkas = CONTOH / f"e81/Formulir E.81 TW II 2023 Kec. {nama} (sintetis).xlsx"
        assert load_workbook(berkas).active.max_column == kolom


@pytest.mark.parametrize(
    ("judul", "bawah", "hasil"),
    [
        ("Target Renstra Perangkat Daerah pada Tahun ….. (Akhir Periode Renstra)", [], ("target_renstra", None)),
        ("Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Perangkat Daerah Tahun 2024", [],
         ("realisasi_lalu", None)),
        ("Target Kinerja dan Anggaran Renja Tahun Berjalan (Tahun 2025) yang dievaluasi", [], ("target", None)),
        ("Realisasi Kinerja Pada Triwulan", ["Ill"], ("triwulan", 3)),
        ("Realisasi Kinerja Pada Triwulan", ["Il"], ("triwulan", 2)),
        ("Realisasi Triwulan IV", [], ("triwulan", 4)),
        ("Target Triwulan", ["II"], ("target_triwulan", 2)),
        ("Realisasi s.d. Triwulan II", [], (None, None)),
        ("Realisasi Capaian Kinerja dan Anggaran Renja yang Dievaluasi", [], ("realisasi_tahun", None)),
        ("Realisasi Kinerja dan Anggaran Renstra s/d Tahun 2025 (Akhir Tahun Pelaksanaan Renja)", [],
         ("realisasi_renstra", None)),
        ("Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s/d Tahun 2030 (%)", [], ("capaian_renstra", None)),
    ],
)  # fmt: skip
def test_groups_are_told_by_their_words(judul, bawah, hasil):
    assert classify(judul, bawah, 2025) == hasil


def kisi(*baris: list, judul: str = f"Renja Perangkat Daerah Kecamatan {NAMA}", tw: tuple = ("I", "II", "III", "IV"),
         rp: str = "Rp") -> Buku:  # fmt: skip
    """A small form without merged cells: No, Program/Kegiatan, Indikator, target and four triwulan."""
    kepala = [
        ["Evaluasi Renja"], [judul], ["Tahun 2023"], [],
        ["No", "Program/Kegiatan", "Indikator Kinerja", "Target Renja", None, "Realisasi Kinerja Pada Triwulan"],
        [None] * 5 + [tw[0], None, tw[1], None, tw[2], None, tw[3]],
        [None] * 3 + ["K", rp] * 5,
    ]  # fmt: skip
    sel = {
        (b, k): n if isinstance(n, Sel) else Sel(n, "teks" if isinstance(n, str) else "angka")
        for b, isi_baris in enumerate([*kepala, *baris], 1) for k, n in enumerate(isi_baris, 1) if n is not None
    }  # fmt: skip
    return Buku("xlsx", [Lembar("Realisasi", sel)])


def olah(b: Buku, nama: str = "formulir.xlsx") -> dict:
    return read_e81(b, recognise(b), nama, REF)


SUB = ["1", "7.01.01.2.06.04 Penyediaan Bahan Logistik Kantor", "Jumlah Paket"]


def test_raw_text_unit_and_address_stay_with_the_value():
    hasil = olah(kisi([*SUB, "12 Paket", "29.424.750", Sel(0.25, "angka", persen=True), 5265500, "-", "-", "BB"]))
    target, satu, dua, tiga, _ = hasil["tabel"]["evaluasi_renja_nilai"]
    assert hasil["status"] == "TERBACA"
    assert (D(target["k"]), target["k_satuan"], target["k_mentah"], target["k_sel"]) == (12, "Paket", "12 Paket", "D8")
    assert (D(target["rp"]), target["rp_mentah"], target["rp_sel"]) == (29424750, "29.424.750", "E8")
    assert (D(satu["k"]), satu["k_satuan"]) == (25, "%")
    assert (dua["k"], dua["rp"], dua["rp_mentah"], dua["rp_tanda"]) == (None, None, "-", "DASH_EMPTY")
    assert (tiga["k"], tiga["k_mentah"], tiga["k_tanda"]) == (None, "BB", "TEKS")


def test_amounts_in_thousands_are_scaled_and_ambiguous_ones_refused():
    hasil = olah(kisi([*SUB, 1, 29424.75, 1, "5.265", 1, "1.234,567"], rp="Rp (000)"))
    target, satu, dua, *_ = hasil["tabel"]["evaluasi_renja_nilai"]
    assert (D(target["rp"]), target["rp_mentah"], target["rp_tanda"]) == (D("29424750"), "29424.75", "RIBUAN")
    assert D(satu["rp"]) == 5265000
    assert (dua["rp"], dua["rp_mentah"]) == (None, "1.234,567")
    assert (hasil["status"], [t["kode_temuan"] for t in hasil["temuan"]]) == (
        "DITOLAK", ["ANGKA_TIDAK_TERBACA", "EVALUASI_RIBUAN"],
    )  # fmt: skip


def test_errors_count_where_offices_fill_in_and_not_in_computed_columns():
    galat = Sel("#REF!", "galat")
    hasil = olah(kisi([*SUB, 1, 1000000, 1, galat]))
    temuan = [(t["kode_temuan"], t["sel"], t["kolom"]) for t in hasil["temuan"]]
    assert temuan == [("SEL_GALAT", "G8", "triwulan 1 (Rp)")]
    assert olah(kisi(["#", *SUB[1:], 1, 1000000, 1, 250000]))["status"] == "TERBACA"


def test_two_quarters_with_one_title_are_refused():
    hasil = olah(kisi([*SUB, 1, 1000000], tw=("I", "Il", "Il", "IV")))
    assert (hasil["status"], {t["kode_temuan"] for t in hasil["temuan"]}) == ("DITOLAK", {"KOLOM_TIDAK_ADA"})
    assert "triwulan 2" in hasil["temuan"][0]["sebab"]


@pytest.mark.parametrize(
    ("nama", "judul", "kode", "sebab"),
    [
        ("E81 Kec. Kunir.xlsx", f"Renja Kecamatan {NAMA}", "IDENTITAS_BERTENTANGAN",
         "Nama berkas menyebut Kunir, isi berkas milik Tekung."),
        ("E81 2022.xlsx", f"Renja Kecamatan {NAMA}", "IDENTITAS_BERTENTANGAN", "menyebut tahun 2022"),
        ("E81 TW III.xlsx", f"Renja Kecamatan {NAMA} Triwulan II", "IDENTITAS_BERTENTANGAN", "triwulan III"),
        ("E81.xlsx", "Renja Badan Perencanaan", "KECAMATAN_TIDAK_DIKENAL", "Tidak ada kecamatan"),
        ("E81.xlsx", "Renja Kecamatan Tekung dan Kecamatan Kunir", "IDENTITAS_BERTENTANGAN", "Tekung dan Kunir"),
    ],
)  # fmt: skip
def test_contradicting_names_reject_the_form_with_the_reason(nama, judul, kode, sebab):
    hasil = olah(kisi([*SUB, 1, 1000000], judul=judul), nama)
    assert hasil["status"] == "DITOLAK"
    assert [t["kode_temuan"] for t in hasil["temuan"]] == [kode]
    assert sebab in hasil["temuan"][0]["sebab"]


def test_levels_of_unknown_names_follow_from_the_sums():
    def satu(nama: str, rp: int) -> list:
        return [None, nama, "Jumlah", 1, rp]

    hasil = olah(kisi(
        satu("Program Riset Daerah", 900), satu("Penelitian", 600), satu("Kajian satu", 200),
        satu("Kajian dua", 400), satu("Inovasi", 300), satu("Lomba inovasi", 300), satu("Entah apa", 70),
        [None, None, None, None, 900],
    ))  # fmt: skip
    assert [r["tingkat"] for r in hasil["tabel"]["evaluasi_renja"]] == [
        "program", "kegiatan", "sub_kegiatan", "sub_kegiatan", "kegiatan", "sub_kegiatan", "lain", "total",
    ]  # fmt: skip


def test_sheets_of_one_office_and_several():
    satu, dua = kisi([*SUB, 1, 1000000, 1, 10]), kisi([*SUB, 1, 1000000, 1, 10, 1, 20])
    satu.lembar[0].nama, dua.lembar[0].nama = "TW I", "TW II"
    hasil = olah(Buku("xlsx", satu.lembar + dua.lembar))
    assert [(t["kode_temuan"], t["lembar"]) for t in hasil["temuan"]] == [("EVALUASI_GANDA", "TW I")]
    assert {r["lembar"] for r in hasil["tabel"]["evaluasi_renja"]} == {"TW II"}
    lain = kisi([*SUB, 1, 1000000], judul="Renja Kecamatan Kunir")
    lain.lembar[0].nama = "Kunir"
    hasil = olah(Buku("xlsx", dua.lembar + lain.lembar))
    assert (hasil["status"], hasil["identitas"]["kode_kecamatan"]) == ("TERBACA", None)
    assert [r["kode_kecamatan"] for r in hasil["tabel"]["evaluasi_renja"]] == [KODE, "35.08.06"]


def test_a_form_inside_an_lkj_leaves_the_lkj_alone(tmp_path):
    from openpyxl import load_workbook

    lkj = next((CONTOH / "2023-TW2").glob("*Kec. Kunir (sintetis).xlsx"))
    biasa = baca(lkj)
    buku = load_workbook(lkj)
    ws = buku.create_sheet("Evaluasi")
    for (b, k), sel in kisi([*SUB, 1, 1000000], judul="Renja Kecamatan Kunir").lembar[0].sel.items():
        ws.cell(b, k, sel.nilai)
    buku.save(tmp_path / lkj.name)
    hasil = baca(tmp_path / lkj.name)
    assert hasil["tabel"]["realisasi_anggaran"] == biasa["tabel"]["realisasi_anggaran"]
    assert [t["kode_temuan"] for t in hasil["temuan"]] == ["EVALUASI_DALAM_LKJ"]


KATA = ("K", "Rp", "%", "Rp (000)", "I", "Ill", "Target Renstra", "Realisasi Kinerja Pada Triwulan", "Kode", "Program",
        "Indikator", "7.01.01", "2.01", "JUMLAH", "Kecamatan Tekung", "Tahun 2023", "-", "", "x" * 300)  # fmt: skip


@pytest.mark.parametrize("benih", range(40))
def test_no_grid_makes_the_reader_fail(benih):
    r, sel = Random(benih), {}
    for _ in range(r.randint(30, 400)):
        nilai = r.choice((r.choice(KATA), r.choice(KATA), r.randint(-5, 10**9), r.random(), None))
        jenis = "rumus_kosong" if nilai is None else "teks" if isinstance(nilai, str) else "angka"
        sel[r.randint(1, 25), r.randint(1, 30)] = Sel("#REF!", "galat") if r.random() < 0.05 else Sel(nilai, jenis)
    baris = r.randint(6, 9)
    sel |= {(baris, k): Sel("K" if k % 2 else "Rp") for k in range(5, 21)}
    judul = {1: "No", 2: "Program/Kegiatan", 3: "Indikator", 5: "Target", 7: "Realisasi Triwulan I"}
    sel |= {(baris - 2, k): Sel(teks) for k, teks in judul.items()}
    gabungan = [(r.randint(1, 20), r.randint(1, 20), r.randint(1, 25), r.randint(1, 30)) for _ in range(5)]
    b = Buku("xlsx", [Lembar("x", sel, gabungan)])
    if bentuk := recognise(b):
        assert read_e81(b, bentuk, "Kec. Kunir 2023.xlsx", REF)["status"] in ("TERBACA", "DITOLAK")
