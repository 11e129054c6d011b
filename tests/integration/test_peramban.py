"""The produced pages in headless Chromium, opened as files: with mouse, keyboard, phone, printer."""

import os
import re
import subprocess
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.lambat

HALAMAN = ("../index.html", "index.html", "kecamatan/35.08.08.html", "mutu.html", "tanda-terima/{kiriman}.html")
BERAT = ("serious", "critical")


@pytest.fixture(scope="module")
def folder(contoh):
    """Where the example's reports of the period lie."""
    return contoh[0].laporan("2023-TW2")


@pytest.fixture(scope="module")
def alamat(folder):
    """File addresses of one page of each kind; the receipt is the real report's."""
    dasbor = (folder / "kecamatan" / "35.08.08.html").read_text(encoding="utf-8")
    kiriman = re.search(r"tanda-terima/(K\d{6})\.html", dasbor)[1]
    return [(folder / h.format(kiriman=kiriman)).resolve().as_uri() for h in HALAMAN]


@pytest.fixture(scope="module")
def chromium(butuh_chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        kandang = ["--no-sandbox"] if os.geteuid() == 0 else []
        peramban = p.chromium.launch(executable_path=butuh_chromium, args=kandang)
        yield peramban
        peramban.close()


@pytest.fixture
def buka(chromium):
    """Opens a page in a window of its own; afterwards asserts: no error on the console, nothing fetched but pages."""
    konteks, galat, minta = [], [], []

    def open_page(alamat: str, **pilihan):
        konteks.append(chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | pilihan)))
        halaman = konteks[-1].new_page()
        halaman.on("console", lambda m: galat.append(m.text) if m.type in ("error", "warning") else None)
        halaman.on("pageerror", lambda g: galat.append(str(g)))
        halaman.on("request", lambda r: minta.append((r.resource_type, r.url)))
        halaman.goto(alamat)
        return halaman

    yield open_page
    for k in konteks:
        k.close()
    assert not galat
    assert minta and all(jenis == "document" and url.startswith("file://") for jenis, url in minta), minta


def column(halaman, tabel: str, nomor: int) -> list[str]:
    """Texts of a column of the visible ordinary rows (regency and totals carry a class)."""
    return halaman.eval_on_selector_all(
        f"#{tabel} tbody tr:not([class])",
        f"rows => rows.filter(r => !r.hidden).map(r => r.cells[{nomor}].textContent)",
    )


def as_number(teks: str) -> float:
    return float(teks.replace(".", "").replace(",", "."))


def test_sorting_by_keyboard_and_mouse(buka, alamat):
    halaman = buka(alamat[1])
    kepala = halaman.locator("#serapan thead th")
    nomor = kepala.all_inner_texts().index(next(t for t in kepala.all_inner_texts() if t.startswith("Serapan (%)")))
    asli = column(halaman, "serapan", nomor)
    kepala.nth(nomor).locator("button").focus()
    halaman.keyboard.press("Enter")
    naik = column(halaman, "serapan", nomor)
    angka = [as_number(t) for t in naik if t != "–"]
    assert angka == sorted(angka) and sorted(naik) == sorted(asli) and naik[-1] == "–"  # no data comes last
    assert kepala.nth(nomor).get_attribute("aria-sort") == "ascending"
    kepala.nth(nomor).locator("button").click()
    turun = [as_number(t) for t in column(halaman, "serapan", nomor) if t != "–"]
    assert turun == angka[::-1]
    assert halaman.locator("#serapan tbody tr").last.inner_text().startswith("KABUPATEN")  # the total stays below


def test_search_and_levels(buka, alamat):
    halaman = buka(alamat[1])
    kotak = halaman.locator("#temuan input[type=search]")
    semua = halaman.locator("#temuan tbody tr:visible").count()
    kotak.fill("rowokangkung plafon")
    tampak = halaman.locator("#temuan tbody tr:visible")
    assert 0 < tampak.count() < semua
    assert all("rowokangkung" in t.lower() and "plafon" in t.lower() for t in tampak.all_inner_texts())
    assert halaman.locator("#temuan .alat [aria-live]").inner_text() == f"{tampak.count()} dari {semua} baris"
    kotak.fill("")
    assert halaman.locator("#temuan tbody tr:visible").count() == semua
    banyak = []
    for nama in ("Program", "Kegiatan", "Sub kegiatan"):
        halaman.locator("#anggaran").get_by_role("button", name=nama, exact=True).click()
        banyak.append(halaman.locator("#anggaran tbody tr:visible").count())
    assert banyak[0] < banyak[1] < banyak[2]


def test_map_leads_to_the_kecamatan_and_its_files(buka, alamat, folder):
    halaman = buka(alamat[1])
    petak = halaman.locator(".petak a", has_text="Rowokangkung")
    halaman.locator("label", has_text="Serapan").first.click()
    assert "37,17" in petak.inner_text() and "42,33" not in petak.inner_text()
    warna = [petak.evaluate("e => getComputedStyle(e).backgroundColor")]
    halaman.locator("label", has_text="Status").first.click()
    assert "catatan" in petak.inner_text()
    warna.append(petak.evaluate("e => getComputedStyle(e).backgroundColor"))
    assert len(set(warna)) == 2
    petak.click()
    assert halaman.locator("h1").inner_text() == "Kecamatan Rowokangkung, Triwulan II Tahun 2023"
    for nama in ("Anggaran per Program, Kegiatan, dan Sub Kegiatan", "Rincian Capaian", "Temuan", "Perkembangan"):
        assert halaman.get_by_role("heading", name=nama).is_visible(), nama
    koreksi = halaman.get_by_role("link", name="Lembar koreksi").get_attribute("href")
    assert (folder / "kecamatan" / koreksi).resolve().is_file()
    halaman.get_by_role("link", name=re.compile("^Tanda terima")).click()
    assert halaman.locator("h1").inner_text().startswith("Tanda Terima")


def test_a_number_shows_its_cell(buka, alamat):
    halaman = buka(alamat[2])
    sel = halaman.locator("#anggaran td.angka[title]", has_text="1.665.184.680")
    asal = sel.get_attribute("title")  # on hovering
    assert re.fullmatch(r"Realisasi Anggaran!C\d+", asal)
    tampak = "e => getComputedStyle(e, '::after').content"
    assert sel.evaluate(tampak) == "none"
    sel.click()  # on touching
    assert sel.evaluate(tampak) == f'"{asal}"'
    sel.click()
    assert sel.evaluate(tampak) == "none"
    halaman.get_by_role("button", name="Sel asal").focus()  # all at once, from the keyboard
    halaman.keyboard.press("Enter")
    assert sel.evaluate(tampak) == f'"{asal}"'
    assert "Realisasi Anggaran" in halaman.locator(".besar", has_text="37,17").first.evaluate(tampak)


def test_light_and_dark(buka, alamat):
    latar = "() => getComputedStyle(document.body).backgroundColor"
    for skema, gelap in (("light", False), ("dark", True)):
        halaman = buka(alamat[1], color_scheme=skema)
        warna = halaman.evaluate(latar)
        assert (warna == "rgb(17, 21, 27)") == gelap
        halaman.get_by_role("button", name="Terang/gelap").click()
        assert halaman.evaluate(latar) != warna


@pytest.mark.parametrize("nomor", range(len(HALAMAN)))
def test_a_phone_scrolls_only_down(buka, alamat, nomor):
    halaman = buka(alamat[nomor], viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert halaman.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_keyboard_reaches_everything(buka, alamat):
    """The first tab offers to skip the menu; links, map, tables and buttons come in turn and are seen when focused."""
    halaman = buka(alamat[1])
    halaman.keyboard.press("Tab")
    assert halaman.evaluate("() => document.activeElement.textContent") == "Lompat ke isi"
    tercapai, garis = set(), []
    for _ in range(75):
        halaman.keyboard.press("Tab")
        siapa, kotak, tepi = halaman.evaluate(
            "() => { const e = document.activeElement, b = e.getBoundingClientRect();"
            " return [e.closest('.menu,.petak,.gulir,.alat,.peta,.tautan')?.classList[0] || e.tagName,"
            " b.width * b.height, getComputedStyle(e).outlineStyle] }"
        )
        tercapai.add(siapa)
        garis.append(tepi)
        assert kotak > 0 or siapa == "peta"
    assert {"menu", "peta", "petak", "tautan", "alat", "gulir"} <= tercapai
    assert "none" not in garis
    halaman.locator(".petak a", has_text="Rowokangkung").focus()
    halaman.keyboard.press("Enter")
    halaman.wait_for_url("**/kecamatan/35.08.08.html")


def test_every_entry_of_the_menu_leads_somewhere(buka, alamat, folder):
    for nomor in (1, 2):
        halaman = buka(alamat[nomor])
        menu = halaman.eval_on_selector_all(".menu a", "a => a.map(x => x.getAttribute('href').slice(1))")
        assert menu and all(halaman.locator(f"[id='{m}'] h2, #ringkasan").count() for m in menu)
        if nomor == 1:
            assert {"sipd", "rencana-kas", "temuan", "metodologi"} <= set(menu)
    unduhan = buka(alamat[1]).eval_on_selector_all("#ringkasan .tautan a", "a => a.map(x => x.getAttribute('href'))")
    assert len(unduhan) == 4 and all((folder / unquote(u)).is_file() for u in unduhan)


def test_printed(buka, alamat, butuh_pdftoppm, tmp_path):
    """On paper: headers of tables repeated, no menu, all columns on the sheet."""
    halaman = buka(alamat[1])
    halaman.pdf(path=tmp_path / "dasbor.pdf", prefer_css_page_size=True)
    teks = subprocess.run(
        [butuh_pdftoppm.replace("pdftoppm", "pdftotext"), "-layout", str(tmp_path / "dasbor.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    lembar = teks.rstrip("\f").split("\f")
    assert 8 <= len(lembar) <= 30
    assert "20.576.710.653,35" in lembar[0] and "Sel asal" not in lembar[0]
    temuan = [h for h in lembar if "Peringatan" in h]
    assert len(temuan) > 3 and all("Yang perlu dilakukan" in h and "Tanda terima" in h for h in temuan)


@pytest.mark.parametrize(("nomor", "skema"), [*((n, "light") for n in range(len(HALAMAN))), (1, "dark"), (2, "dark")])
def test_no_serious_violation_of_accessibility(buka, alamat, nomor, skema):
    from axe_playwright_python.sync_playwright import Axe

    halaman = buka(alamat[nomor], color_scheme=skema)
    halaman.evaluate("() => document.querySelectorAll('tbody tr:nth-child(n+9)').forEach(r => r.remove())")  # all alike
    pilihan = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
    hasil = Axe().run(halaman, options=pilihan).response["violations"]
    berat = [(v["id"], v["impact"], [s["html"][:120] for s in v["nodes"][:3]]) for v in hasil if v["impact"] in BERAT]
    assert not berat


@pytest.mark.parametrize("nomor", range(len(HALAMAN)))
def test_the_policy_stops_what_is_not_the_page(chromium, alamat, nomor):
    """A script or a picture that got in by mischief is neither run nor fetched."""
    konteks = chromium.new_context()
    halaman, gagal = konteks.new_page(), []
    halaman.on("requestfailed", lambda r: gagal.append((r.url, r.failure)))
    halaman.goto(alamat[nomor])
    halaman.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'document.title = \"jahat\"';"
        " document.body.append(s, Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' })) }"
    )
    halaman.wait_for_timeout(100)
    assert halaman.title() != "jahat"
    assert gagal == [("http://127.0.0.1:9/x.png", "csp")]
    konteks.close()
