"""Building blocks of the Word template: styles, headings, tables whose rows repeat, page frame."""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as RATA
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from transforms.reports import theme

KIRI, TENGAH, KANAN = RATA.LEFT, RATA.CENTER, RATA.RIGHT
_TEPI = {"top_margin": 25, "bottom_margin": 20, "left_margin": 27, "right_margin": 23}
_SESUDAH_LATAR = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:vAlign", "w:rPr")
_GAYA = (  # name, based on, size, bold, colour, alignment, space before and after (points), line spacing
    ("Normal", None, 11, False, None, None, 0, 6, 1.2),
    ("Heading 1", None, 14, True, theme.BIRU, TENGAH, 0, 14, 1.1),
    ("Heading 2", None, 12, True, theme.BIRU, KIRI, 10, 4, 1.1),
    ("Heading 3", None, 11, True, None, KIRI, 10, 4, 1.1),
    ("List Bullet", None, 11, False, None, None, 0, 3, 1.15),
    ("List Number", None, 11, False, None, None, 0, 3, 1.15),
    ("Isi", "Normal", 11, False, None, RATA.JUSTIFY, 0, 6, 1.2),
    ("Judul Tabel", "Normal", 10, True, None, TENGAH, 10, 4, 1.0),
    ("Sel", "Normal", 8.5, False, None, KIRI, 1, 1, 1.0),
    ("Sel Angka", "Sel", 8.5, False, None, KANAN, 1, 1, 1.0),
    ("Sel Tengah", "Sel", 8.5, False, None, TENGAH, 1, 1, 1.0),
    ("Sel Judul", "Sel", 8.5, True, None, TENGAH, 2, 2, 1.0),
    ("Catatan Tabel", "Normal", 8, False, theme.ABU, KIRI, 3, 10, 1.0),
    ("Gambar", "Normal", 11, False, None, TENGAH, 6, 2, 1.0),
    ("Sampul Judul", "Normal", 24, True, theme.BIRU, TENGAH, 0, 6, 1.1),
    ("Sampul Isi", "Normal", 14, False, None, TENGAH, 0, 4, 1.1),
    ("Spanduk", "Normal", 8, True, theme.SINTETIS[1], TENGAH, 2, 2, 1.0),
    ("Kepala Halaman", "Normal", 8, False, theme.ABU, KIRI, 0, 2, 1.0),
    ("Daftar Isi", "Normal", 11, False, None, KIRI, 0, 4, 1.15),
)


class Templat:
    """The template under construction."""

    def __init__(self) -> None:
        self.dok = Document()
        self._nomor_bab = 0
        self._styles()
        bagian = self.dok.sections[0]
        bagian.page_width, bagian.page_height = Mm(210), Mm(297)
        for sisi, mm in _TEPI.items():
            setattr(bagian, sisi, Mm(mm))
        bagian.header_distance = bagian.footer_distance = Mm(11)
        bagian.different_first_page_header_footer = True  # the cover has none

    def _styles(self) -> None:
        for bahasa in self.dok.styles.element.iter(qn("w:lang")):
            bahasa.set(qn("w:val"), "id-ID")
        for nama, dasar, ukuran, tebal, warna, rata, sebelum, sesudah, spasi in _GAYA:
            ada = {s.name for s in self.dok.styles}
            gaya = self.dok.styles[nama] if nama in ada else self.dok.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
            if dasar:
                gaya.base_style = self.dok.styles[dasar]
            gaya.font.size, gaya.font.bold, gaya.font.italic = Pt(ukuran), tebal, False
            gaya.font.color.rgb = RGBColor.from_string(warna or "000000")
            huruf = gaya.element.get_or_add_rPr().get_or_add_rFonts()
            for sifat in list(huruf.attrib):
                del huruf.attrib[sifat]
            for sifat in ("ascii", "hAnsi", "cs", "eastAsia"):
                huruf.set(qn(f"w:{sifat}"), theme.HURUF)
            bentuk = gaya.paragraph_format
            bentuk.alignment, bentuk.line_spacing = rata, spasi
            bentuk.space_before, bentuk.space_after = Pt(sebelum), Pt(sesudah)
            if nama in ("Judul Tabel", "Gambar"):
                bentuk.keep_with_next = True
        _shade(self.dok.styles["Spanduk"].element.get_or_add_pPr(), theme.SINTETIS[0])
        for nama in ("List Bullet", "List Number"):
            bentuk = self.dok.styles[nama].paragraph_format
            bentuk.left_indent, bentuk.first_line_indent = Pt(18), Pt(-18)  # where the bullet's tab leads

    def text(self, teks: str, gaya: str = "Isi", tebal: bool = False):
        """A paragraph; `teks` may hold the template's own {{ … }} and {% … %}."""
        p = self.dok.add_paragraph(style=gaya)
        p.add_run(teks).bold = tebal or None
        return p

    def bullets(self, daftar: str, gaya: str = "List Bullet", teks: str = "{{ k }}") -> None:
        """One paragraph per entry of the list `daftar` of the context."""
        self.text(f"{{%p for k in {daftar} %}}")
        self.text(teks, gaya)
        self.text("{%p endfor %}")

    def heading(self, teks: str, tingkat: int, jangkar: str = "") -> None:
        """A heading; `jangkar` is the bookmark that the table of contents leads to."""
        p = self.dok.add_heading(teks, tingkat)
        if tingkat == 1:
            p.paragraph_format.page_break_before = True
        if jangkar:
            self._nomor_bab += 1
            awal, akhir = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for tanda in (awal, akhir):
                tanda.set(qn("w:id"), str(self._nomor_bab))
            awal.set(qn("w:name"), jangkar)
            p._p.insert(1, awal)  # behind the paragraph's properties
            p._p.append(akhir)

    def contents(self, isi: list[tuple[str, str, int]]) -> None:
        """Table of contents: (text, bookmark, indent); links inside the document, no fields."""
        for teks, jangkar, geser in isi:
            p = self.dok.add_paragraph(style="Daftar Isi")
            p.paragraph_format.left_indent = Mm(7 * geser)
            tautan = OxmlElement("w:hyperlink")
            tautan.set(qn("w:anchor"), jangkar)
            r = p.add_run(teks)
            r.bold = not geser or None
            tautan.append(r._r)
            p._p.append(tautan)

    def table(self, judul: str, kolom: list[tuple[str, str, int, str]], baris: str, **lain) -> None:
        """A captioned table whose rows repeat over the list `baris` of the context (loop variable b).

        `kolom`: header, cell, width in mm, kind (teks, angka, tengah). Options: `tebal` a condition that makes a
        row bold, `catatan` a note below, `akhir` the last of its chapter: nothing below that could need a page.
        """
        self.text(judul, "Judul Tabel")
        tabel = self.dok.add_table(rows=0, cols=len(kolom))
        set_grid(tabel, [k[2] for k in kolom])
        kepala = [(k[0], k[2], "judul") for k in kolom]
        self.row(tabel, kepala, kepala=True)
        isi = [(k[1], k[2], k[3]) for k in kolom]
        self.tag(tabel, f"{{%tr for b in {baris} %}}")
        if tebal := lain.get("tebal"):
            self.tag(tabel, f"{{%tr if {tebal} %}}")
            self.row(tabel, isi, tebal=True)
            self.tag(tabel, "{%tr else %}")
        self.row(tabel, isi)
        if tebal:
            self.tag(tabel, "{%tr endif %}")
        self.tag(tabel, "{%tr endfor %}")
        if not lain.get("akhir"):
            p = self.text(lain.get("catatan", ""), "Catatan Tabel")
            if "catatan" not in lain:  # air only
                p.paragraph_format.space_after = Pt(0)

    def row(self, tabel, sel: list[tuple[str, float, str]], kepala: bool = False, tebal: bool = False) -> None:
        """A row of a table: (text, width in mm, kind) per cell; a header row repeats on every page."""
        baris = tabel.add_row()
        sifat = baris._tr.get_or_add_trPr()
        sifat.append(OxmlElement("w:cantSplit"))
        if kepala:
            sifat.append(OxmlElement("w:tblHeader"))
        gaya = {"angka": "Sel Angka", "tengah": "Sel Tengah", "judul": "Sel Judul"}
        for kotak, (teks, lebar, jenis) in zip(baris.cells, sel, strict=True):
            kotak.width = Mm(lebar)
            p = kotak.paragraphs[0]
            p.style = self.dok.styles[gaya.get(jenis, "Sel")]
            p.add_run(teks).bold = tebal or None
            if kepala or tebal:
                _shade(kotak._tc.get_or_add_tcPr(), theme.BIRU_MUDA if kepala else theme.TOTAL)

    def tag(self, tabel, teks: str) -> None:
        """A row that holds only a tag of the template, and disappears."""
        tabel.add_row().cells[0].paragraphs[0].add_run(teks)

    def landscape(self) -> None:
        """A new section on landscape pages."""
        bagian = self.dok.add_section()
        bagian.orientation = WD_ORIENT.LANDSCAPE
        bagian.page_width, bagian.page_height = Mm(297), Mm(210)
        bagian.left_margin = bagian.right_margin = Mm(20)
        bagian.different_first_page_header_footer = False

    def frame(self, kiri: str, kaki: str) -> None:
        """Header and footer of every page but the cover: report, notice on synthetic data, page number."""
        bagian = self.dok.sections[0]
        p = bagian.header.paragraphs[0]
        p.style = self.dok.styles["Kepala Halaman"]
        p.add_run(kiri)
        for teks in ("{%p if spanduk %}", "{{ spanduk }}", "{%p endif %}"):
            bagian.header.add_paragraph(teks, style=self.dok.styles["Spanduk"])
        bagian.header.add_paragraph("", style=self.dok.styles["Kepala Halaman"])  # air above the text
        p = bagian.footer.paragraphs[0]
        p.style = self.dok.styles["Kepala Halaman"]
        p.alignment = TENGAH
        p.add_run(kaki)
        medan = OxmlElement("w:fldSimple")
        medan.set(qn("w:instr"), "PAGE")
        r = p.add_run("1")
        medan.append(r._r)
        p._p.append(medan)


def _shade(sifat, warna: str) -> None:
    latar = OxmlElement("w:shd")
    latar.set(qn("w:val"), "clear")
    latar.set(qn("w:color"), "auto")
    latar.set(qn("w:fill"), warna)
    sifat.insert_element_before(latar, *_SESUDAH_LATAR)


def set_grid(tabel, lebar: list[int]) -> None:
    """Thin grey lines, fixed column widths."""
    tabel.alignment, tabel.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    garis = OxmlElement("w:tblBorders")
    for sisi in ("top", "left", "bottom", "right", "insideH", "insideV"):
        tepi = OxmlElement(f"w:{sisi}")
        for nama, nilai in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", theme.GARIS)):
            tepi.set(qn(f"w:{nama}"), nilai)
        garis.append(tepi)
    tabel._tbl.tblPr.insert_element_before(garis, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    jarak = OxmlElement("w:tblCellMar")
    for sisi in ("left", "right"):
        tepi = OxmlElement(f"w:{sisi}")
        tepi.set(qn("w:w"), "68")  # twips: 1,2 mm
        tepi.set(qn("w:type"), "dxa")
        jarak.append(tepi)
    tabel._tbl.tblPr.insert_element_before(jarak, "w:tblLook")
    for kolom, mm in zip(tabel.columns, lebar, strict=True):
        kolom.width = Mm(mm)
