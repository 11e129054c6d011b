"""The Word report: equal to the marts, template an office may change, harmless, stable, printable."""

import hashlib
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from laporan_uji import poison

from transforms import database, publish
from transforms.reports import docx_report, docx_template
from transforms.reports.format import format_date, format_persen, format_rupiah
from transforms.settings import REFERENSI, load_settings


@pytest.fixture(scope="module")
def mart(contoh):
    return publish.current_path(contoh[0])


def write(mart, tmp_path, tahun=2023, triwulan=2, settings=None):
    settings = settings or load_settings(tmp_path)
    tujuan = tmp_path / docx_report.file_name(settings, tahun, triwulan)
    with database.open_published(mart) as con:
        return docx_report.write_docx(con, tahun, triwulan, settings, tujuan)


@pytest.fixture(scope="module")
def berkas(mart, tmp_path_factory):
    return write(mart, tmp_path_factory.mktemp("docx"))


@pytest.fixture(scope="module")
def dokumen(berkas):
    return docx.Document(berkas)


@pytest.fixture(scope="module")
def teks(dokumen):
    return "\n".join(p.text for p in dokumen.paragraphs)


def table(dokumen, *kepala):
    """Rows of the table whose header holds these words, as lists of texts without the header."""
    for t in dokumen.tables:
        baris = [[s.text for s in r.cells] for r in t.rows]
        if all(any(k in s for s in baris[0]) for k in kepala):
            return baris[1:]
    raise AssertionError(kepala)


def mart_rows(mart, tabel, **saring):
    with database.open_published(mart) as con:
        return database.rows(con, tabel, tahun=2023, triwulan=2, **saring)


def test_structure(teks, dokumen):
    judul = [p.text for p in dokumen.paragraphs if p.style.name == "Heading 1"]
    assert [j.replace("\n", " ") for j in judul] == [
        "KATA PENGANTAR", "DAFTAR ISI", "IKHTISAR", "BAB I PENDAHULUAN", "BAB II PERENCANAAN KINERJA",
        "BAB III AKUNTABILITAS KINERJA", "BAB IV PENUTUP", "LAMPIRAN",
    ]  # fmt: skip
    assert not re.search(r"[{}]|None|Decimal", teks)
    assert "SEMENTARA (periode belum ditutup)" in teks and "MEMUAT DATA SINTETIS" in teks
    assert "Kepala Badan Perencanaan" in teks and "NIP" not in teks
    assert len(dokumen.inline_shapes) == 3


def test_figures_equal_the_marts(dokumen, teks, mart):
    kab = mart_rows(mart, "konsolidasi_kabupaten")[0]
    program = table(dokumen, "Program", "Realisasi (Rp)", "Serapan (%)")
    harapan = [
        [k["kode"], format_rupiah(k["plafon"]), format_rupiah(k["realisasi"]), format_rupiah(k["sisa"])]
        for k in mart_rows(mart, "konsolidasi_program")
    ]
    assert [[b[0], *b[2:5]] for b in program[:-1]] == harapan
    assert program[-1][2:] == [
        format_rupiah(kab["plafon_dihitung"]), format_rupiah(kab["realisasi_dihitung"]),
        format_rupiah(kab["sisa"]), format_persen(kab["serapan_persen"]),
    ]  # fmt: skip
    kecamatan = {b[0].rstrip("*"): b for b in table(dokumen, "Kecamatan", "Plafon menurut laporan")}
    for s in mart_rows(mart, "serapan_kecamatan"):
        b = kecamatan[s["kecamatan"]]
        assert b[1:3] == [format_rupiah(s["plafon_dihitung"]), format_rupiah(s["realisasi_dihitung"])]
        assert (b[4], b[8]) == (format_persen(s["serapan_persen"]), format_persen(s["serapan_dilaporkan_persen"]))
    matriks = {b[0].rstrip("*"): b for b in table(dokumen, "Kecamatan", "S1", "P8", "Kategori")}
    for r in mart_rows(mart, "ringkasan_kecamatan"):
        assert matriks[r["kecamatan"]][-2:] == [format_persen(r["rata_capaian"]), r["kategori"]]
    for c in mart_rows(mart, "capaian_kecamatan", indikator_id="S1"):
        assert matriks[c["kecamatan"]][1] == format_persen(c["capaian_persen"])
    assert f"{format_persen(kab['rata_capaian'])} persen atau berada pada kategori {kab['kategori']}" in teks
    assert f"Rp{format_rupiah(kab['realisasi_dihitung'])} dari plafon Rp{format_rupiah(kab['plafon_dihitung'])}" in teks


def test_who_is_late_and_who_is_missing(dokumen, teks):
    assert "Rowokangkung (6 hari)" in teks and "belum menyampaikan laporan: Pronojiwo." in teks
    rows = {b[0].rstrip("*"): b for b in table(dokumen, "Kecamatan", "Status", "Tenggat")}
    assert rows["Rowokangkung"][1:] == ["Diterima dengan catatan", "21 Juli 2023", "15 Juli 2023", "6"]


def test_largest_differences_with_their_cause(dokumen, teks, mart):
    daftar = table(dokumen, "Tertulis", "Seharusnya")
    temuan = mart_rows(mart, "temuan")
    besar = sorted((abs(t["selisih"]) for t in temuan if t["kode_temuan"] == "JUMLAH_TIDAK_COCOK"), reverse=True)
    assert len(daftar) == 5 and daftar[0][6].lstrip("-") == format_rupiah(besar[0])
    assert "No. 1 (Realisasi Anggaran!C7): selisih = 7.01.01.2.09.09" in teks
    assert "belum dapat dipastikan dari berkas" in teks


def test_what_rose_and_fell(teks, mart):
    tren = mart_rows(mart, "tren")
    naik = max(tren, key=lambda t: t["capaian_perubahan_tahun"] or -999)
    assert f"{naik['kecamatan']}* ({format_persen(naik['capaian_perubahan_tahun'])} poin)" in teks
    assert "Jaringan internet di beberapa desa belum stabil" in teks  # quoted from the workbooks


def test_hostile_texts_stay_texts(mart, tmp_path):
    berkas = write(poison(mart, tmp_path / "racun.duckdb"), tmp_path)
    with zipfile.ZipFile(berkas) as arsip:
        xml = {n: arsip.read(n).decode() for n in arsip.namelist() if n.endswith((".xml", ".rels"))}
    assert not [n for n, x in xml.items() if 'TargetMode="External"' in x]
    badan = xml["word/document.xml"]
    assert not re.search(r"<w:(instrText|fldSimple|fldChar)|<w:hyperlink [^>]*r:id", badan)
    assert set(re.findall(r'w:instr="([^"]*)"', "".join(xml.values()))) == {"PAGE"}
    isi = re.sub(r"<[^>]+>", "", badan)
    assert "{{ 7*7 }}" in isi and "{{ settings.__class__ }}" in isi
    assert not re.search(r"\d{18}", isi) and "199311 1 001" not in isi and "\x07" not in badan
    dokumen = docx.Document(berkas)  # still well formed, all tables whole
    assert len(dokumen.tables) == len(docx.Document(docx_report.TEMPLAT).tables)


def test_own_template_of_an_office(mart, tmp_path):
    """A changed copy in the reference folder is used; one that asks for the unknown says so."""
    referensi = tmp_path / "data" / "referensi"
    shutil.copytree(REFERENSI, referensi)
    settings = load_settings(tmp_path / "data")
    dokumen = docx.Document()
    dokumen.add_paragraph("Nota {{ kabupaten }}: {{ kalimat.serapan }}")
    dokumen.save(referensi / "laporan.docx")
    hasil = docx.Document(write(mart, tmp_path, settings=settings))
    assert hasil.paragraphs[0].text.startswith("Nota Lumajang: Serapan anggaran sebesar ")
    dokumen.add_paragraph("{{ tidak_ada }}")
    dokumen.save(referensi / "laporan.docx")
    with pytest.raises(docx_report.TemplateError, match=r"laporan\.docx.*tidak_ada"):
        write(mart, tmp_path, settings=settings)


def test_the_template_is_what_its_script_makes(tmp_path):
    assert docx_template.make_template(tmp_path / "laporan.docx").read_bytes() == docx_report.TEMPLAT.read_bytes()


def test_equal_bytes(berkas, mart, tmp_path):
    lagi = write(mart, tmp_path)
    assert hashlib.sha256(lagi.read_bytes()).digest() == hashlib.sha256(berkas.read_bytes()).digest()


def test_a_period_without_data(mart, tmp_path):
    teks = "\n".join(p.text for p in docx.Document(write(mart, tmp_path, 2031, 3)).paragraphs)
    assert teks.count("Belum ada data.") == 3 and "0 dari 21" in teks


@pytest.mark.lambat
def test_printed(berkas, butuh_libreoffice, butuh_pdftoppm, tmp_path):
    """LibreOffice opens and prints it: chapters, figures, notice on synthetic data on every page but the cover."""
    subprocess.run(
        [butuh_libreoffice, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(berkas)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    pdftotext = butuh_pdftoppm.replace("pdftoppm", "pdftotext")
    teks = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / f"{berkas.stem}.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    halaman = teks.rstrip("\f").split("\f")
    assert 15 <= len(halaman) <= 25
    assert all("MEMUAT DATA SINTETIS" in h for h in halaman)
    assert "37,17" in teks and "52,42" in teks and format_date(None) in teks
