"""Write sheets as .ods: the few parts of OpenDocument that a table with styles needs."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from data.contoh.buat_kisi import BukuTulis, LembarTulis

MIME = "application/vnd.oasis.opendocument.spreadsheet"
RUANG = " ".join(
    f'xmlns:{awalan}="urn:oasis:names:tc:opendocument:xmlns:{nama}:1.0"'
    for awalan, nama in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("number", "datastyle"),
        ("manifest", "manifest"),
    )
)
ARAH = ("tegak", "mendatar")
BENTUK = {"#,##0": "N1", "0.00%": "N2", "0.00": "N3"}
GAYA_ANGKA = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<number:percentage-style style:name="N2"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
    '<number:number-style style:name="N3"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/></number:number-style>'
)


def tulis_ods(buku: BukuTulis, gaya: dict[str, tuple], saat_zip: tuple) -> bytes:
    """The bytes of an .ods with fixed times. `gaya` is the style table of `buat_tulis`."""
    kepala = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {RUANG} office:version="1.2">'
    isi = "".join(
        (
            kepala,
            "<office:automatic-styles>",
            GAYA_ANGKA,
            *(_gaya_sel(n, g, buku.lembar[0].huruf) for n, g in gaya.items()),
            *(_gaya_kolom(n, lembar) for n, lembar in enumerate(buku.lembar)),
            *(
                f'<style:style style:name="hal-{arah}" style:family="table" style:master-page-name="{arah}"/>'
                for arah in ARAH
            ),
            '<style:style style:name="baris" style:family="table-row">'
            '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
            "</office:automatic-styles>",
            "<office:body><office:spreadsheet>",
            *(_lembar(n, lembar) for n, lembar in enumerate(buku.lembar)),
            "</office:spreadsheet></office:body></office:document-content>",
        )
    )
    daftar = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {RUANG} manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as arsip:
        for nama, data, cara in (
            ("mimetype", MIME, zipfile.ZIP_STORED),
            ("content.xml", isi, zipfile.ZIP_DEFLATED),
            ("styles.xml", _halaman(), zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", daftar, zipfile.ZIP_DEFLATED),
        ):
            info = zipfile.ZipInfo(nama, saat_zip)
            info.compress_type, info.create_system = cara, 3
            arsip.writestr(info, data, compresslevel=9)
    return wadah.getvalue()


def _halaman() -> str:
    """styles.xml: A4 upright and lying, as wide as the page."""
    ukuran = {"tegak": ("21cm", "29.7cm", "portrait"), "mendatar": ("29.7cm", "21cm", "landscape")}
    tata = "".join(
        f'<style:page-layout style:name="tata-{arah}"><style:page-layout-properties '
        f'fo:page-width="{ukuran[arah][0]}" '
        f'fo:page-height="{ukuran[arah][1]}" style:print-orientation="{ukuran[arah][2]}" '
        'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
        for arah in ARAH
    )
    induk = "".join(f'<style:master-page style:name="{a}" style:page-layout-name="tata-{a}"/>' for a in ARAH)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {RUANG} office:version="1.2">'
        f"<office:automatic-styles>{tata}</office:automatic-styles>"
        f"<office:master-styles>{induk}</office:master-styles></office:document-styles>"
    )


def _gaya_sel(nama: str, gaya: tuple, huruf: str) -> str:
    tebal, miring, ukuran, rata, lipat, tepi, isi, bentuk = gaya
    rata = {"left": "start", "right": "end"}.get(rata, rata)
    data = f' style:data-style-name="{BENTUK[bentuk]}"' if bentuk in BENTUK else ""
    warna = ' fo:color="#B02418"' if nama.startswith("label") else ""
    return (
        f'<style:style style:name="{nama}" style:family="table-cell"{data}>'
        '<style:table-cell-properties style:vertical-align="middle"'
        f"{' fo:wrap-option=' + quoteattr('wrap') if lipat else ''}"
        f"{' fo:border=' + quoteattr('0.5pt solid #808080') if tepi else ''}"
        f"{' fo:background-color=' + quoteattr('#' + isi) if isi else ''}/>"
        f'<style:paragraph-properties fo:text-align="{rata}"/>'
        f'<style:text-properties fo:font-family={quoteattr(huruf)} fo:font-size="{ukuran}pt"{warna}'
        f"{' fo:font-weight=' + quoteattr('bold') if tebal else ''}"
        f"{' fo:font-style=' + quoteattr('italic') if miring else ''}/></style:style>"
    )


def _gaya_kolom(nomor: int, lembar: LembarTulis) -> str:
    return "".join(
        f'<style:style style:name="k{nomor}-{kolom}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{lebar * 0.2:.2f}cm"/></style:style>'
        for kolom, lebar in sorted(lembar.lebar.items())
    )


def _lembar(nomor: int, lembar: LembarTulis) -> str:
    tinggi = max(baris for baris, _ in lembar.sel)
    lebar = max(kolom for _, kolom in lembar.sel)
    mulai = {(r1, k1): (r2 - r1 + 1, k2 - k1 + 1) for r1, k1, r2, k2 in lembar.gabungan}
    tertutup = {
        (r, k) for r1, k1, r2, k2 in lembar.gabungan for r in range(r1, r2 + 1) for k in range(k1, k2 + 1)
    } - mulai.keys()
    kolom = "".join(
        f'<table:table-column table:style-name="k{nomor}-{k}"/>'
        if k in lembar.lebar
        else "<table:table-column/>"
        for k in range(1, lebar + 1)
    )
    baris = []
    for r in range(1, tinggi + 1):
        sembunyi = ' table:visibility="collapse"' if r in lembar.baris_tersembunyi else ""
        sel = "".join(
            _sel(lembar.sel.get((r, k)), mulai.get((r, k)), (r, k) in tertutup) for k in range(1, lebar + 1)
        )
        baris.append(f'<table:table-row table:style-name="baris"{sembunyi}>{sel}</table:table-row>')
    arah = ARAH[lembar.mendatar]
    return (
        f'<table:table table:name={quoteattr(lembar.nama)} table:style-name="hal-{arah}">'
        f"{kolom}{''.join(baris)}</table:table>"
    )


def _sel(isi: tuple[object, str] | None, gabung: tuple[int, int] | None, tertutup: bool) -> str:
    nilai, gaya = isi or (None, "")
    label = "covered-table-cell" if tertutup else "table-cell"
    atribut = f' table:style-name="{gaya}"' if gaya else ""
    if gabung:
        atribut += f' table:number-rows-spanned="{gabung[0]}" table:number-columns-spanned="{gabung[1]}"'
    if nilai is None:
        return f"<table:{label}{atribut}/>"
    if isinstance(nilai, str):
        isi_teks = f'office:value-type="string"><text:p>{escape(nilai)}</text:p>'
        return f"<table:{label}{atribut} {isi_teks}</table:{label}>"
    jenis = "percentage" if gaya == "persen" else "float"
    tampak = f"{nilai:.2%}" if gaya == "persen" else f"{nilai:,}"
    return (
        f'<table:{label}{atribut} office:value-type="{jenis}" office:value="{nilai!r}">'
        f"<text:p>{tampak}</text:p></table:{label}>"
    )
