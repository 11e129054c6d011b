"""The consolidated workbook: equal to the marts, harmless, stable, printable."""

import hashlib
import re
import subprocess
import zipfile
from decimal import Decimal

import duckdb
import openpyxl
import pytest

from transforms import database, publish
from transforms.reports import xlsx
from transforms.reports.chart_labels import Titik, label_places
from transforms.reports.office_zip import normalize_zip
from transforms.reports.xlsx_write import count_lines, save_workbook, write_text
from transforms.settings import load_settings

LEMBAR = [
    "Ringkasan", "Capaian", "Rincian Capaian", "Serapan", "Anggaran", "Anggaran per Kecamatan",
    "Program per Kecamatan", "Efisiensi", "Peringkat", "Kepatuhan", "Temuan", "Perubahan Kiriman", "Perbandingan",
    "SIPD", "Rencana Kas", "E.81", "Metodologi",
]  # fmt: skip
MUATAN = [
    "=1+1", '=HYPERLINK("http://x.example","klik")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1",
    "\n=1+1", "|cmd", "=cmd|' /C calc'!A0", "＝1+1", "%0A=1+1",
]  # fmt: skip


@pytest.fixture(scope="module")
def mart(contoh):
    return publish.current_path(contoh[0])


def write(mart, tmp_path, tahun=2023, triwulan=2):
    settings = load_settings(tmp_path)
    with database.open_published(mart) as con:
        return xlsx.write_konsolidasi(
            con, tahun, triwulan, settings, tmp_path / xlsx.file_name(settings, tahun, triwulan)
        )


@pytest.fixture(scope="module")
def berkas(mart, tmp_path_factory):
    return write(mart, tmp_path_factory.mktemp("laporan"))


@pytest.fixture(scope="module")
def buku(berkas):
    return openpyxl.load_workbook(berkas)


def read_table(lembar, judul_kolom="Kecamatan", mulai=5):
    """Rows of a sheet's first table as dicts by header label."""
    kepala = [s.value for s in lembar[mulai]]
    assert kepala[0] == judul_kolom, kepala
    hasil = []
    for baris in lembar.iter_rows(min_row=mulai + 1, values_only=True):
        if baris[0] is None and baris[1] is None:
            break
        hasil.append(dict(zip(kepala, baris, strict=True)))
    return hasil


def test_name_and_sheets(berkas, buku):
    assert berkas.name == "Konsolidasi Lumajang 2023 TW II.xlsx"
    assert buku.sheetnames == LEMBAR
    assert all(lembar.sheet_state == "visible" for lembar in buku)


def test_totals_equal_the_marts(mart, buku):
    saring = "WHERE tahun = 2023 AND triwulan = 2"
    with duckdb.connect(str(mart), read_only=True) as con:
        kab = con.execute(
            "SELECT plafon_dihitung, realisasi_dihitung, serapan_persen, serapan_dilaporkan_persen,"
            f" rata_capaian FROM konsolidasi_kabupaten {saring}"
        ).fetchone()
        kec = dict(
            con.execute(f"SELECT kecamatan, plafon_dihitung FROM serapan_kecamatan {saring}").fetchall()
        )
        program = con.execute(
            f"SELECT kode, plafon, realisasi, serapan_persen FROM konsolidasi_program {saring}"
        ).fetchall()
        capaian = con.execute(
            f"SELECT kecamatan, indikator, capaian_persen FROM capaian_kecamatan {saring}"
        ).fetchall()
    serapan = {b["Kecamatan"].removesuffix(" (sintetis)"): b for b in read_table(buku["Serapan"])}
    assert {n: Decimal(str(b["Plafon (Rp)"])) for n, b in serapan.items() if n in kec} == kec
    total = serapan["KABUPATEN"]
    assert [Decimal(str(total[k])) for k in ("Plafon (Rp)", "Realisasi (Rp)", "Serapan (%)")] == list(kab[:3])
    assert Decimal(str(total["Serapan menurut laporan (%)"])) == kab[3]
    anggaran = {b["Kode"]: b for b in read_table(buku["Anggaran"], "Kode") if b["Kode"]}
    for kode, plafon, realisasi, persen in program:
        b = anggaran[kode]
        tertulis = [Decimal(str(b[k])) for k in ("Plafon (Rp)", "Realisasi (Rp)", "Serapan (%)")]
        assert tertulis == [plafon, realisasi, persen]
    matriks = {b["Kecamatan"].removesuffix(" (sintetis)"): b for b in read_table(buku["Capaian"])}
    for nama, indikator, nilai in capaian:
        if indikator not in matriks[nama]:  # reported by nobody: named in a note instead of an empty column
            assert nilai is None
            continue
        tertulis = matriks[nama][indikator]
        assert tertulis == "–" if nilai is None else Decimal(str(tertulis)) == nilai
    assert Decimal(str(matriks["Rata-rata kabupaten"]["Rata-rata capaian"])) == kab[4]


def test_blank_is_a_dash_with_a_legend_on_every_sheet(buku):
    pronojiwo = next(b for b in read_table(buku["Serapan"]) if b["Kecamatan"] == "Pronojiwo")
    assert {v for k, v in pronojiwo.items() if k != "Kecamatan"} == {"–"}
    for nama in LEMBAR[:-1]:
        teks = [
            s.value for baris in buku[nama].iter_rows(max_col=1) for s in baris if isinstance(s.value, str)
        ]
        assert any("– = belum ada data" in t for t in teks), nama
        assert any(t.startswith("Sumber: ") for t in teks), nama


def test_header_of_every_sheet_says_period_status_and_synthetic(buku):
    for lembar in buku:
        assert "Kabupaten Lumajang, Triwulan II Tahun 2023, 20 dari 21 kecamatan" in lembar["A2"].value
        assert "SEMENTARA" in lembar["A2"].value
        assert lembar["A3"].value.startswith("MEMUAT DATA SINTETIS: 19 kecamatan"), lembar.title


def test_number_formats_are_indonesian(buku):
    sel = buku["Serapan"]["B6"]
    assert sel.number_format.startswith("[$-421]#,##0_)") and sel.data_type == "n"
    assert buku["Serapan"]["E6"].number_format.startswith("[$-421]#,##0.00")
    assert buku["Kepatuhan"]["D6"].is_date


def test_print_setup(buku):
    for lembar in buku:
        assert (lembar.page_setup.orientation, lembar.page_setup.fitToWidth) == ("landscape", 1)
        assert lembar.sheet_properties.pageSetUpPr.fitToPage
        assert lembar.page_setup.fitToHeight == (lembar.title == "Perbandingan")
        judul = "$1:$3" if lembar.title == "Metodologi" else "$5:$5"
        assert lembar.print_title_rows == judul and lembar.freeze_panes, lembar.title
        assert "&P" in lembar.oddFooter.right.text and "Lumajang" in lembar.oddFooter.left.text
        assert not lembar.merged_cells.ranges


def test_outline_groups(buku):
    lembar = buku["Anggaran"]
    tingkat = {lembar.cell(b, 1).value: lembar.row_dimensions[b].outlineLevel for b in range(6, 14)}
    assert (tingkat["7.01.01"], tingkat["7.01.01.2.01"], tingkat["7.01.01.2.01.01"]) == (0, 1, 2)
    assert not lembar.sheet_properties.outlinePr.summaryBelow


def test_budget_of_every_kecamatan_under_its_total(mart, buku):
    """Folded to programs; every amount equals the marts; source cells are named."""
    lembar = buku["Anggaran per Kecamatan"]
    baris = read_table(lembar, "Kode")
    with duckdb.connect(str(mart), read_only=True) as con:
        for tingkat, tabel in enumerate(
            ("serapan_kecamatan", "serapan_program", "serapan_kegiatan", "serapan_sub_kegiatan")
        ):
            kode = "kode_kecamatan" if not tingkat else "kode"
            ada = con.execute(
                f"SELECT {kode}, plafon_dihitung, realisasi_dihitung FROM {tabel} WHERE tahun = 2023 AND triwulan = 2"
            ).fetchall()
            tertulis = [
                (b["Kode"], *(None if x == "–" else Decimal(str(x)) for x in (b["Plafon (Rp)"], b["Realisasi (Rp)"])))
                for n, b in enumerate(baris, 6)
                if lembar.row_dimensions[n].outlineLevel == tingkat and b["Kode"] and b["Plafon (Rp)"] != "–"
            ]
            if tingkat < 3:  # a kegiatan without detail is also its own lowest row
                assert sorted(tertulis) == sorted(a for a in ada if "tanpa-rincian" not in a[0])
            else:
                assert set(tertulis) <= set(ada) and len(tertulis) > 500
    terbuka = {lembar.row_dimensions[n].outlineLevel for n in range(6, 6 + len(baris))
               if not lembar.row_dimensions[n].hidden}  # fmt: skip
    assert terbuka == {0, 1} and lembar.sheet_format.outlineLevelRow == 3
    rowokangkung = [b for b in baris if b["Program / Kegiatan / Sub Kegiatan"] == "Rowokangkung"]
    assert rowokangkung[0]["Sel asal (plafon, realisasi)"] == "Realisasi Anggaran!C6, D6"
    assert any(b["Sel asal (plafon, realisasi)"] == "Realisasi Anggaran!C16, D16" for b in baris)


def test_native_charts_have_visible_axes(berkas):
    with zipfile.ZipFile(berkas) as arsip:
        grafik = [arsip.read(n).decode() for n in arsip.namelist() if n.startswith("xl/charts/chart")]
    assert len(grafik) == 4
    assert all(re.findall(r'delete val="(\d)"', g) == ["0", "0"] for g in grafik)
    assert any("scatterChart" in g for g in grafik) and any('barDir val="col"' in g for g in grafik)


def test_links_lead_to_receipts(buku):
    tautan = [s.hyperlink.target for baris in buku["Temuan"].iter_rows() for s in baris if s.hyperlink]
    assert tautan and all(re.fullmatch(r"tanda-terima/K\d{6}\.html", t) for t in tautan)


def test_package_holds_nothing_it_should_not(berkas):
    with zipfile.ZipFile(berkas) as arsip:
        nama = arsip.namelist()
        inti = arsip.read("docProps/core.xml").decode()
        buku_kerja = arsip.read("xl/workbook.xml").decode()
        lembar = [arsip.read(n).decode() for n in nama if n.startswith("xl/worksheets/sheet")]
    assert not [n for n in nama if re.search(r"vba|external|connections|pivot|activeX|embeddings", n, re.I)]
    assert "creator" not in inti and "lastModifiedBy" not in inti
    assert "1980-01-01" in inti
    dikenal = {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}
    assert set(re.findall(r'definedName[^>]* name="([^"]+)"', buku_kerja)) <= dikenal
    assert not [x for x in lembar if "<f>" in x or "<f " in x]


def test_two_runs_are_byte_identical(mart, berkas, tmp_path):
    lagi = write(mart, tmp_path)
    assert hashlib.sha256(lagi.read_bytes()).digest() == hashlib.sha256(berkas.read_bytes()).digest()


def test_foreign_text_never_becomes_a_formula(mart, tmp_path):
    racun = tmp_path / "racun.duckdb"
    racun.write_bytes(mart.read_bytes())
    with duckdb.connect(str(racun)) as con:
        satu = con.execute(
            "SELECT * FROM temuan WHERE kode_temuan = 'SISA_TIDAK_COCOK' AND tahun = 2023 ORDER BY sel"
        ).fetchall()[0]
        kolom = [k[0] for k in con.description]
        for muatan in [*MUATAN, "baik\x0b\x00buruk\x1f", "</v></c><c><f>1+1</f></c>", "]]>", "x" * 40_000]:
            isi = dict(zip(kolom, satu, strict=True)) | dict.fromkeys(
                (
                    "nilai_mentah",
                    "nilai_seharusnya",
                    "pesan",
                    "tindakan",
                    "lembar",
                    "sel",
                    "nama_berkas",
                    "judul",
                ),
                muatan,
            )
            con.execute(f"INSERT INTO temuan VALUES ({', '.join('?' * len(kolom))})", list(isi.values()))
        con.execute("UPDATE kiriman SET nama_berkas = '=1+1.xlsx', kiriman_id = 'K1\"><x>' WHERE nomor = 44")
        con.execute("UPDATE capaian_kecamatan SET indikator = '=2+2' WHERE indikator_id = 'P8'")
        con.execute("UPDATE serapan_sub_kegiatan SET uraian = '@SUM(A1)'")
        con.execute("UPDATE ref_nomenklatur SET nama = NULL")
    hasil = write(racun, tmp_path)
    with zipfile.ZipFile(hasil) as arsip:
        for nama in arsip.namelist():
            isi = arsip.read(nama).decode()
            if nama.startswith("xl/worksheets/sheet"):
                assert "<f>" not in isi and "<f " not in isi, nama
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", isi), nama
    buku = openpyxl.load_workbook(hasil)
    temuan = [s for baris in buku["Temuan"].iter_rows(min_row=6) for s in baris if isinstance(s.value, str)]
    bermuatan = [s for s in temuan if s.value.startswith(("=", "+", "-", "@", "\t", "\n", "|", "%", "＝"))]
    assert len({s.value for s in bermuatan}) >= len(MUATAN) - 1  # \r and \n fold into one
    assert all(s.data_type == "s" and s.quotePrefix for s in bermuatan if s.value not in ("–",))
    assert any(s.value == "baikburuk" for s in temuan)
    assert (
        max(d.height or 0 for d in buku["Temuan"].row_dimensions.values()) <= 409
    )  # more, and Excel repairs


@pytest.mark.parametrize("muatan", MUATAN)
def test_write_text_quotes_each_payload(muatan, tmp_path):
    buku = openpyxl.Workbook()
    write_text(buku.active["A1"], muatan)
    write_text(buku.active["A2"], "biasa")
    write_text(buku.active["A3"], -1500000)
    save_workbook(buku, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as arsip:
        assert "<f>" not in arsip.read("xl/worksheets/sheet1.xml").decode()
    lembar = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert lembar["A1"].data_type == "s" and lembar["A1"].quotePrefix
    assert not lembar["A2"].quotePrefix


def test_normalize_zip_is_idempotent(berkas, tmp_path):
    salinan = tmp_path / "salinan.xlsx"
    salinan.write_bytes(berkas.read_bytes())
    normalize_zip(salinan)
    assert salinan.read_bytes() == berkas.read_bytes()


def test_a_final_period_without_synthetic_data_has_no_banner(mart, tmp_path):
    bersih = tmp_path / "bersih.duckdb"
    bersih.write_bytes(mart.read_bytes())
    with duckdb.connect(str(bersih)) as con:
        con.execute("UPDATE kiriman SET sintetis = false")
        con.execute("UPDATE konsolidasi_kabupaten SET status_data = 'final'")
    buku = openpyxl.load_workbook(write(bersih, tmp_path))
    assert buku["Ringkasan"]["A3"].value is None
    assert "FINAL" in buku["Ringkasan"]["A2"].value
    assert not [s for baris in buku["Serapan"].iter_rows() for s in baris if "sintetis" in str(s.value)]


def test_an_empty_period_still_gives_a_workbook(mart, tmp_path):
    buku = openpyxl.load_workbook(write(mart, tmp_path, 2024, 3))
    assert "0 dari 21" in buku["Ringkasan"]["A2"].value


def test_amounts_with_sen_show_them(mart, tmp_path):
    sen = tmp_path / "sen.duckdb"
    sen.write_bytes(mart.read_bytes())
    with duckdb.connect(str(sen)) as con:
        con.execute("UPDATE serapan_kecamatan SET plafon_dihitung = 1500.35 WHERE kecamatan = 'Tekung'")
    buku = openpyxl.load_workbook(write(sen, tmp_path))
    sel = next(b[1] for b in buku["Serapan"].iter_rows() if b[0].value == "Tekung (sintetis)")
    assert (sel.value, sel.number_format[:15]) == (1500.35, "[$-421]#,##0.00")


def test_line_estimate():
    assert count_lines("pendek", 20) == 1
    assert count_lines("satu\ndua", 20) == 2
    assert count_lines("kata " * 30, 20) >= 6
    assert count_lines("x" * 100, 20) >= 4
    assert count_lines("", 20) == 1


def test_labels_of_close_points_go_to_different_sides():
    titik = [Titik(1, "Tempursari", "", 50, 50), Titik(2, "Pasirian", "", 50, 50.5)]
    assert len(set(label_places(titik, (30, 70), (30, 70)))) == 2


@pytest.mark.lambat
def test_printed_pages_show_every_number(berkas, butuh_libreoffice, butuh_pdftoppm, tmp_path):
    """Printed by LibreOffice: Indonesian separators, no column too narrow, page numbers."""
    subprocess.run(
        [butuh_libreoffice, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(berkas)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    pdf = tmp_path / f"{berkas.stem}.pdf"
    pdftotext = butuh_pdftoppm.replace("pdftoppm", "pdftotext")
    teks = subprocess.run(
        [pdftotext, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "###" not in teks
    assert "2.385.345.430" in teks and "37,17" in teks and "52,42" in teks
    halaman = teks.rstrip("\f").split("\f")
    assert 15 <= len(halaman) <= 50
    assert all(f"dari {len(halaman)}" in h for h in halaman)
