"""Round trip: a report written in any layout is read back to the same rows, addresses and findings (none)."""

import json
import re
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laporan_acak import laporan
from tests.tata_letak import REF, Laporan
from transforms.settings import REFERENSI, Limits
from transforms.values.numbers import parse_persen, parse_rupiah
from transforms.workbook.cell_values import raw_text
from transforms.workbook.cells import read_cells
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.headers import load_tajuk
from transforms.workbook.normalize import normalize

NAMA = "LKj TW II 2023 Kec. Rowokangkung.xlsx"


def compare(terbaca: dict, harapan: dict) -> None:
    """Table by table, so that a failure shows the row and not two whole reports."""
    for hasil in (terbaca, harapan):  # two PK tables side by side come by their header rows, not as written
        pk = sorted(hasil["tabel"]["perjanjian_kinerja"], key=lambda r: r["indikator_id"])
        hasil["tabel"]["perjanjian_kinerja"] = [r | {"urutan": i} for i, r in enumerate(pk, 1)]
    for nama, rows in harapan["tabel"].items():
        for dapat, harus in zip(terbaca["tabel"][nama], rows, strict=False):
            beda = {k: (dapat.get(k), v) for k, v in harus.items() if dapat.get(k) != v}
            assert not beda, f"{nama} baris {harus['lembar']}!{harus['baris']}: {beda}"
            assert list(dapat) == list(harus)
        assert len(terbaca["tabel"][nama]) == len(rows), nama
    assert terbaca["temuan"] == harapan["temuan"]
    tempat = sorted(terbaca["letak"], key=str)
    assert tempat == sorted(harapan["letak"], key=str)  # tables side by side come by their header rows
    assert {**terbaca, "letak": tempat} == {**harapan, "letak": tempat}


@settings(max_examples=60, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
@given(laporan())
def test_any_layout_reads_back_alike(laporan):
    compare(normalize(laporan.buku, NAMA, REF), laporan.hasil)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(laporan())
def test_the_same_from_a_real_workbook(laporan):
    with tempfile.TemporaryDirectory() as folder:
        berkas = Path(folder) / NAMA
        write_xlsx(laporan.buku, berkas)
        compare(normalize(read_cells(berkas, Limits()), NAMA, REF), laporan.hasil)


@pytest.mark.lambat
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(laporan())
def test_many_layouts_read_back_alike(laporan):
    compare(normalize(laporan.buku, NAMA, REF), laporan.hasil)


def write_xlsx(buku: Buku, berkas: Path) -> None:
    """The grid as a file."""
    kerja = openpyxl.Workbook()
    kerja.remove(kerja.active)
    for lembar in buku.lembar:
        tujuan = kerja.create_sheet(lembar.nama)
        for (b, k), sel in lembar.sel.items():
            tujuan.cell(b, k, sel.nilai).number_format = "0.00%" if sel.persen else "General"
        for b1, k1, b2, k2 in lembar.gabungan:
            tujuan.merge_cells(start_row=b1, start_column=k1, end_row=b2, end_column=k2)
    kerja.save(berkas)


# ---- arbitrary grids


KATA = (
    "Kode", "Program/Kegiatan", "Plafon Anggaran", "Realisasi", "Sisa Anggaran", "Ket.", "No.", "Sasaran Strategis",
    "Sasaran Program", "Indikator Kinerja", "Target", "Capaian (%)", "(Rp.)", "%", "2022", "2023", "1", "2",
    "Triwulan II",
    "TOTAL", "JUMLAH", "7.01.01", "7.01.01.201.", "7.01.01.2.01.01", "6.480.000", "1.5 jt", "-", "90 %", "96.83", "x",
    "Penyediaan Bahan Logistik Kantor", "PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN",
    "NIP. 19800101 200501 1 002",
    "Persentase Pemenuhan Urusan Pemerintahan Umum", "KECAMATAN TEKUNG", "TAHUN 2023", "Rowokangkung, 21 Juli 2023",
    "A. Permasalahan", "Kecamatan", ":", "Rowokangkung", "a\x0bb\x00", "\u202e123", "Lumajang, 10 Januari 2023", "🙂",
)  # fmt: skip
ISI = (
    st.sampled_from(KATA).map(Sel)
    | st.integers(-(10**18), 10**18).map(lambda n: Sel(n, "angka"))
    | st.floats().map(lambda n: Sel(n, "angka"))
    | st.floats(0, 2).map(lambda n: Sel(n, "angka", persen=True))
    | st.text(max_size=30).map(Sel)
    | st.booleans().map(lambda b: Sel(b, "logika"))
    | st.datetimes().map(lambda d: Sel(d, "tanggal"))
    | st.sampled_from(("#REF!", "#DIV/0!")).map(lambda t: Sel(t, "galat"))
    | st.just(Sel(None, "rumus_kosong"))
    | st.integers(0, 10**9).map(lambda n: Sel(n, "angka", rumus_luar=True))
)
LETAK = st.tuples(st.integers(1, 14), st.integers(1, 9))
RENTANG = st.tuples(st.integers(1, 12), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4)).map(
    lambda t: (t[0], t[1], t[0] + t[2], t[1] + t[3])
)


@st.composite
def arbitrary_books(draw) -> Laporan:
    """Any cells anywhere."""
    lembar = []
    for i in range(draw(st.integers(1, 3))):
        isi = draw(st.dictionaries(LETAK, ISI, max_size=70))
        lembar.append(
            Lembar(
                f"L{i}" + draw(st.sampled_from(("", "", "\x0b\ud800"))), isi,
                draw(st.lists(RENTANG, max_size=4)), draw(st.integers(0, 5)) == 0,
                frozenset(draw(st.sets(st.integers(1, 14), max_size=3))),
                nomor_tabel=draw(st.sampled_from((None, None, i + 1))),
            )
        )  # fmt: skip
    teks = draw(st.lists(st.tuples(st.just("paragraf 1"), st.sampled_from(KATA) | st.text(max_size=40)), max_size=4))
    return Laporan(Buku("xlsx", lembar, teks), {})


@st.composite
def damaged_reports(draw) -> Laporan:
    """A good report after some cells were overwritten, emptied or merged."""
    buku = draw(laporan()).buku
    for lembar in buku.lembar[1:]:
        for letak in draw(st.lists(st.sampled_from(sorted(lembar.sel) or [(1, 1)]), max_size=6)):
            isi = draw(ISI | st.none())
            if isi is None:
                lembar.sel.pop(letak, None)
            else:
                lembar.sel[letak] = isi
        lembar.gabungan += draw(st.lists(RENTANG, max_size=2))
        lembar.sel |= draw(st.dictionaries(LETAK, ISI, max_size=4))
    return Laporan(buku, {})


def check_truth(buku: Buku, hasil: dict) -> None:
    """What must hold for any file: every value has its address, and the cell there says just that."""
    isi = json.dumps(hasil, allow_nan=False, ensure_ascii=False)
    isi.encode("utf-8")
    kendali = [c for c in json.dumps(hasil, ensure_ascii=False) if ord(c) < 32]
    assert not kendali
    assert not re.search(r"\\u00[01]|[\u202a-\u202e\x7f-\x9f]", isi)
    sel = {
        (lembar.nama, lembar.alamat(b, k)): isi
        for lembar in buku.lembar if not lembar.tersembunyi for (b, k), isi in lembar.sel.items()
    }  # fmt: skip
    for tabel, rows in hasil["tabel"].items():
        if tabel == "narasi":
            continue
        for row in rows:
            for nama in [n for n in row if f"{n}_sel" in row and f"{n}_mentah" in row]:
                lembar = row["kumulatif_lembar"] if nama == "realisasi_kumulatif" else row["lembar"]
                alamat, mentah = row[f"{nama}_sel"], row[f"{nama}_mentah"]
                if alamat is None:
                    assert mentah is None and row[nama] is None, (tabel, nama, row)
                    continue
                isi = sel.get((lembar, alamat))
                if nama == "kode" and row["kode_sel"] == row["uraian_sel"]:  # code and name in one cell
                    assert (raw_text(isi) or "").strip().startswith((mentah or "").strip())
                else:
                    assert mentah == raw_text(isi), (tabel, nama, row, isi)
                if nama not in ("kode",) and row[nama] is not None:
                    baca = parse_rupiah(isi) if tabel.endswith("anggaran") else parse_persen(isi)
                    assert baca.nilai is None or Decimal(row[nama]) == baca.nilai, (tabel, nama, row)
    alamat = {a for _, a in sel}
    for t in hasil["temuan"]:
        assert t["kode_temuan"] and (t["sel"] is None or t["lembar"] == "Naskah" or alamat)
    assert "19800101" not in json.dumps(hasil["tabel"])


def check_columns(buku: Buku, hasil: dict) -> None:
    """No amount comes from a column that does not carry its name somewhere above."""
    kamus = load_tajuk(REFERENSI / "tajuk.csv")
    for tabel, kelompok, kolom in (
        ("realisasi_anggaran", kamus.anggaran, {"plafon": "plafon", "realisasi": "realisasi", "sisa": "sisa"}),
        ("perjanjian_anggaran", kamus.anggaran, {"anggaran": "plafon"}),
        ("perjanjian_kinerja", kamus.kinerja, {"target": "target"}),
        ("capaian_indikator", kamus.kinerja, {"target": "target", "capaian_dilaporkan": "capaian"}),
    ):
        for row in hasil["tabel"][tabel]:
            for nama, tajuk in kolom.items():
                if row[nama] is not None:
                    assert tajuk in names_above(buku, row["lembar"], row[f"{nama}_sel"], kamus, kelompok), (
                        tabel,
                        nama,
                        row,
                    )


def names_above(buku: Buku, nama: str, alamat: str, kamus, kelompok: dict[str, str]) -> set[str]:
    """Column names that any header word in this column says, here or (for continuations) on any sheet."""
    lembar = next(x for x in buku.lembar if x.nama == nama)
    posisi = {lembar.alamat(b, k): (b, k) for b, k in lembar.sel}
    baris, kolom = posisi[alamat]
    found = set()
    for lain in buku.lembar:
        for (b, k), sel in lain.sel.items():
            jauh = max((k2 for b1, k1, b2, k2 in lain.gabungan if (b1, k1) == (b, k)), default=k)
            here = lain is lembar and b < baris and (k <= kolom <= jauh or k < kolom <= k + 8)
            if here or lain is not lembar:
                tajuk = kamus.parse(str(sel.nilai)) if isinstance(sel.nilai, str) else None
                if tajuk is not None:
                    found.add(kelompok.get(tajuk.inti))
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(arbitrary_books())
def test_any_grid_is_read_truthfully(buku):
    hasil = normalize(buku.buku, "apa saja.xlsx", REF)
    check_truth(buku.buku, hasil)
    check_columns(buku.buku, hasil)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(damaged_reports())
def test_a_damaged_report_is_read_truthfully(buku):
    hasil = normalize(buku.buku, NAMA, REF)
    check_truth(buku.buku, hasil)
    check_columns(buku.buku, hasil)
