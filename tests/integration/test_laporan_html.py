"""The dashboard: equal to the marts, self-contained, harmless whatever the workbooks say, stable, usable."""

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from urllib.parse import unquote

import duckdb
import pytest

from transforms import database, publish
from transforms.reports import html
from transforms.reports.format import format_persen, format_rupiah
from transforms.reports.html_view import format_signed, scatter, tile_map, trend
from transforms.reports.tables import load_data

MUATAN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "</td></table><iframe src=//x>",
    "{{ 7*7 }}{% raw %}",
    "</script><script>alert(1)</script>",
    "\u202egnp.exe",
]


class Page(HTMLParser):
    """What a page holds: elements with their attributes, and its visible text."""

    def __init__(self, teks: str):
        super().__init__()
        self.unsur: list[tuple[str, dict]] = []
        self.teks: list[str] = []
        self._dalam = ""
        self.skrip: list[str] = []
        self.feed(teks)

    def handle_starttag(self, nama, atribut):
        self.unsur.append((nama, dict(atribut)))
        self._dalam = nama

    def handle_endtag(self, nama):
        self._dalam = ""

    def handle_data(self, isi):
        (self.skrip if self._dalam == "script" else self.teks).append(isi)

    def all(self, nama):
        return [a for n, a in self.unsur if n == nama]


def write(mart, settings, folder):
    with database.open_published(mart) as con:
        html.write_dashboard(con, 2023, 2, settings, folder / "2023-TW2")
        html.write_index(con, settings, folder)
    return folder


@pytest.fixture(scope="module")
def mart(contoh):
    return publish.current_path(contoh[0])


@pytest.fixture(scope="module")
def folder(contoh, mart, tmp_path_factory):
    return write(mart, contoh[0], tmp_path_factory.mktemp("laporan"))


@pytest.fixture(scope="module")
def dasbor(folder):
    return (folder / "2023-TW2" / "index.html").read_text(encoding="utf-8")


def test_a_page_per_kecamatan_and_an_index(folder):
    assert len(list((folder / "2023-TW2" / "kecamatan").glob("*.html"))) == 21
    indeks = Page((folder / "index.html").read_text(encoding="utf-8"))
    assert "2023-TW2/index.html" in {a.get("href") for a in indeks.all("a")}


def test_headline_equals_the_mart(dasbor, mart):
    with duckdb.connect(str(mart), read_only=True) as con:
        kab = con.execute(
            "SELECT serapan_persen, serapan_dilaporkan_persen, rata_capaian, realisasi_dihitung,"
            " plafon_dihitung FROM konsolidasi_kabupaten WHERE tahun = 2023 AND triwulan = 2"
        ).fetchone()
    teks = " ".join(Page(dasbor).teks)
    for nilai in kab[:3]:
        assert format_persen(nilai) in teks
    for nilai in kab[3:]:
        assert format_rupiah(nilai) in teks
    assert "20 dari 21" in teks and "Pronojiwo" in teks


def test_tables_equal_the_marts(dasbor, mart):
    """Every kecamatan's and every program's line, as the page writes numbers."""
    saring = "WHERE tahun = 2023 AND triwulan = 2"

    def line(tabel: str, kepala: str) -> str:
        isi = dasbor.split(f'id="{tabel}"')[1].split("</table>")[0]
        baris = next(b for b in isi.split("<tr")[1:] if re.search(f">{re.escape(kepala)}(?: \\(sintetis\\))?<", b))
        return "|".join(Page("<table><tr" + baris).teks).replace("\n", "")

    with duckdb.connect(str(mart), read_only=True) as con:
        serapan = con.execute(
            "SELECT kecamatan, plafon_dihitung, realisasi_dihitung, sisa, serapan_persen"
            f" FROM serapan_kecamatan {saring}"
        ).fetchall()
        program = con.execute(
            f"SELECT kode, plafon, realisasi, sisa, serapan_persen FROM konsolidasi_program {saring}"
        ).fetchall()
    assert len(serapan) == 20 and len(program) == 6
    for tabel, isi in (("serapan", serapan), ("anggaran", program)):
        for nama, *uang, persen in isi:
            tertulis = "|".join([*(format_rupiah(u) for u in uang), format_persen(persen)])
            assert tertulis in line(tabel, nama), nama


def test_kecamatan_page_shows_reported_beside_computed_with_source_cells(folder):
    halaman = Page((folder / "2023-TW2" / "kecamatan" / "35.08.08.html").read_text(encoding="utf-8"))
    teks = " ".join(halaman.teks)
    for angka in ("2.385.345.430", "2.372.195.430", "889.930.882", "881.795.882", "37,17", "37,31", "52,42"):
        assert angka in teks, angka
    asal = {a.get("title") for a in halaman.all("td")}
    assert {
        "Realisasi Anggaran!C16",
        "Realisasi Anggaran!D16",
        "Capaian Kinerja!F15",
        "Perjanjian Kinerja!D5",
    } <= asal
    tautan = {a.get("href") for a in halaman.all("a")}
    assert any(re.fullmatch(r"\.\./tanda-terima/K\d{6}\.html", t) for t in tautan)
    assert any(re.fullmatch(r"\.\./lembar-koreksi/35\.08\.08-K\d{6}\.xlsx", t) for t in tautan)


def test_every_number_says_where_it_comes_from(folder):
    for path in (folder / "2023-TW2" / "index.html", folder / "2023-TW2" / "kecamatan" / "35.08.08.html"):
        halaman = path.read_text(encoding="utf-8")
        tabel = halaman.split('id="kepatuhan"')[0].split('id="riwayat"')[0]
        angka = re.findall(r'<td data-s="[^"]+" class="angka[^"]*"([^>]*)>', tabel)
        assert angka and all("title=" in a for a in angka)


def test_links_lead_to_files_that_exist(folder, contoh):
    for path in (folder / "2023-TW2").rglob("*.html"):
        for a in Page(path.read_text(encoding="utf-8")).all("a"):
            ke = a["href"].split("#")[0]
            if not ke:
                continue
            di_sini = (path.parent / unquote(ke)).resolve()
            asli = contoh[0].laporan("2023-TW2").parent / di_sini.relative_to(folder)  # receipts, corrections
            assert di_sini.exists() or asli.exists(), (path.name, ke)


def test_nothing_is_loaded_from_elsewhere(folder):
    for path in folder.rglob("*.html"):
        halaman = path.read_text(encoding="utf-8")
        unsur = Page(halaman)
        assert (
            not unsur.all("link")
            and not unsur.all("img")
            and not unsur.all("iframe")
            and not unsur.all("form")
        )
        assert not re.search(r"https?://|url\(|@import", halaman.replace("http-equiv", "")), path
        assert len(unsur.all("script")) == 1 and not unsur.all("script")[0]


def test_policy_allows_exactly_the_script_of_the_page(folder):
    for path in folder.rglob("*.html"):
        halaman = Page(path.read_text(encoding="utf-8"))
        kebijakan = next(a["content"] for a in halaman.all("meta") if a.get("http-equiv"))
        sidik = base64.b64encode(hashlib.sha256("".join(halaman.skrip).encode()).digest()).decode()
        assert kebijakan.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src ")
        assert f"'sha256-{sidik}'" in kebijakan


def test_foreign_text_stays_text(mart, contoh, tmp_path):
    racun = tmp_path / "racun.duckdb"
    racun.write_bytes(mart.read_bytes())
    with duckdb.connect(str(racun)) as con:
        for n, muatan in enumerate(MUATAN):
            con.execute(
                "INSERT INTO temuan BY NAME"
                " SELECT * REPLACE (? AS pesan, ? AS nilai_mentah, ? AS lembar, ? AS sel) FROM temuan"
                " WHERE kode_temuan = 'SISA_TIDAK_COCOK' AND tahun = 2023 ORDER BY sel LIMIT 1",
                [muatan] * 4,
            )
            con.execute(
                "UPDATE kiriman SET nama_berkas = ?, alasan = ? WHERE nomor = ?", [muatan, muatan, 44 + n]
            )
            con.execute(
                "UPDATE kepatuhan SET nama_berkas = ? WHERE kode_kecamatan = ?",
                [muatan, f"35.08.{n + 3:02d}"],
            )
        con.execute("UPDATE narasi SET teks = ?, lembar = ?", [MUATAN[0], MUATAN[1]])
        con.execute(
            "UPDATE capaian_kecamatan SET indikator = ?, kumulatif_lembar = ?", [MUATAN[0], MUATAN[1]]
        )
        con.execute("UPDATE serapan_sub_kegiatan SET uraian = ?, lembar = ?", [MUATAN[4], MUATAN[3]])
        con.execute("UPDATE ref_kecamatan SET kecamatan = ? WHERE kode_kecamatan = '35.08.03'", [MUATAN[1]])
    for path in write(racun, contoh[0], tmp_path / "laporan").rglob("*.html"):
        halaman = Page(path.read_text(encoding="utf-8"))
        assert len(halaman.all("script")) == 1, path
        assert not halaman.all("img") and not halaman.all("iframe"), path
        assert not [a for _, a in halaman.unsur if any(k.startswith("on") for k in a)], path
        assert not [
            a for a in halaman.all("a") if a["href"].lower().startswith(("javascript", "data", "//", "http"))
        ]
        if path.parent.name == "2023-TW2":
            assert MUATAN[5] in "".join(halaman.teks)
        assert "\u202e" not in path.read_text(encoding="utf-8")


def test_two_runs_write_the_same_and_the_second_writes_nothing(mart, contoh, folder, tmp_path):
    lagi = write(mart, contoh[0], tmp_path)
    for path in folder.rglob("*.html"):
        assert (lagi / path.relative_to(folder)).read_bytes() == path.read_bytes()
    waktu = {p: p.stat().st_mtime_ns for p in lagi.rglob("*.html")}
    write(mart, contoh[0], tmp_path)
    assert waktu == {p: p.stat().st_mtime_ns for p in lagi.rglob("*.html")}


def test_accessible_structure(folder):
    for path in folder.rglob("*.html"):
        halaman = Page(path.read_text(encoding="utf-8"))
        assert halaman.all("html")[0]["lang"] == "id"
        assert len(halaman.all("h1")) == 1 and len(halaman.all("main")) == 1
        id_ = [a["id"] for _, a in halaman.unsur if "id" in a]
        assert len(id_) == len(set(id_)), path
        assert all(a.get("scope") == "col" or a.get("scope") == "row" for a in halaman.all("th"))
        assert all(a.get("aria-label") for a in halaman.all("svg"))
        jangkar = {a["href"][1:] for a in halaman.all("a") if a["href"].startswith("#")}
        assert jangkar <= set(id_), path


def test_synthetic_is_marked(dasbor, folder):
    assert "MEMUAT DATA SINTETIS" in dasbor and "Tekung (sintetis)" in dasbor
    assert "DATA SINTETIS" in (folder / "2023-TW2" / "kecamatan" / "35.08.09.html").read_text(
        encoding="utf-8"
    )
    assert "DATA SINTETIS" not in (folder / "2023-TW2" / "kecamatan" / "35.08.08.html").read_text(
        encoding="utf-8"
    )


def test_no_personal_number_leaves(folder):
    for path in folder.rglob("*.html"):
        assert not re.search(r"(?<![\dA-Fa-f])\d{18}(?![\dA-Fa-f])", path.read_text(encoding="utf-8")), path


def test_charts(mart, contoh):
    with database.open_published(mart) as con:
        data = load_data(con, 2023, 2, contoh[0])
        peta = tile_map(data, {k["kecamatan"]: "x" for k in data.kecamatan})
        sebar = scatter(data)
    assert len({(p["kolom"], p["baris"]) for p in peta["petak"]}) == 21
    assert [teks for _, teks in peta["legenda_serapan"]] == ["0–25 %", "25–38 %", "38–50 %", "≥ 50 %"]
    assert len(sebar["titik"]) == 20
    assert all(sebar["kiri"] <= t["x"] <= sebar["kiri"] + sebar["lebar"] for t in sebar["titik"])
    assert trend({"a": []}) is None
    garis = trend({"a": [(2022, 4, 90), (2023, 1, 20), (2023, 2, None), (2023, 3, 60)]})["garis"][0]
    assert [r.count(",") for r in garis["ruas"]] == [1, 2]  # never from one year into the next


def test_signed():
    assert [format_signed(n) for n in (1, -1, 0, None)] == ["+1,00", "-1,00", "0,00", "–"]


@pytest.mark.lambat
def test_script_runs_in_a_browser(folder, butuh_chromium, tmp_path):
    """Sorting buttons, search boxes, the tree and menu buttons are there: the policy lets the script run."""
    hasil = subprocess.run(
        [butuh_chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
         "--virtual-time-budget=2000", "--dump-dom", (folder / "2023-TW2" / "index.html").as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    halaman = Page(hasil)
    assert len(halaman.all("button")) > 40
    assert any(a.get("type") == "search" for a in halaman.all("input"))
    assert any("Terang/gelap" in t for t in halaman.teks)
