"""Tables and paragraphs of a Word document (.docx), read from word/document.xml in one pass.

Each table becomes a Lembar of its own, named after its caption; also a table inside a cell of another.
Deleted text of tracked changes is left out, inserted text is kept. Numbers that Word itself puts before
paragraphs (automatic numbering) are not in the file and cannot be seen.
"""

import re
from xml.parsers import expat

from transforms.settings import Limits
from transforms.workbook.cells import clip_merges
from transforms.workbook.gate import Paket
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.package import Refused
from transforms.workbook.prescan import check_extent, too_many_cells

_JUDUL = re.compile(r"\s*(tabel|table|lampiran|formulir)\b", re.I)
_ABAI = frozenset(("del", "moveFrom", "Fallback", "instrText", "footnote", "endnote", "comment"))
_PANJANG_NAMA = 60
_CARI_JUDUL = 4  # paragraphs before a table among which a caption is looked for


def read_docx(paket: Paket, limits: Limits) -> Buku:
    """Grid of a .docx. Raises Refused: LEMBAR_TERLALU_BESAR, BERKAS_RUSAK."""
    bacaan = _Bacaan(limits)
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler = bacaan.start
    pengurai.EndElementHandler = bacaan.end
    pengurai.CharacterDataHandler = bacaan.text
    try:
        pengurai.Parse(paket.bagian["word/document.xml"], True)
    except (expat.ExpatError, ValueError, IndexError) as galat:
        raise Refused("BERKAS_RUSAK", f"word/document.xml tidak terbaca ({galat})") from galat
    return Buku("docx", bacaan.lembar, bacaan.teks)


class _Tabel:
    """A table being read: its sheet and, per column, where the cell above began (for vertical merges)."""

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self.baris = 0
        self.kolom = 0
        self.isi: list[str] = []  # paragraphs of the open cell
        self.lebar = 1
        self.lanjut = False  # the open cell continues the one above
        # column → (first row, width) of the cell that the next row may continue
        self.awal: dict[int, tuple[int, int]] = {}
        self.tinggi: dict[tuple[int, int], tuple[int, int]] = {}  # first cell → (last row, width)

    def close_cell(self) -> None:
        letak = (self.baris, self.kolom)
        atas = self.awal.get(self.kolom)
        if self.lanjut and atas is not None:
            self.tinggi[atas[0], self.kolom] = (self.baris, atas[1])
        else:
            self.awal[self.kolom] = (self.baris, self.lebar)
            if self.lebar > 1:
                self.tinggi[letak] = (self.baris, self.lebar)
            if teks := "\n".join(self.isi).strip("\n"):
                self.lembar.sel[letak] = Sel(teks)
        self.kolom += self.lebar

    def close(self, limits: Limits) -> Lembar:
        gabungan = [(b, k, b2, k + n - 1) for (b, k), (b2, n) in self.tinggi.items() if b2 > b or n > 1]
        self.lembar.gabungan = clip_merges(gabungan, limits)
        return self.lembar


class _Bacaan:
    """State of the pass over the document."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.lembar: list[Lembar] = []
        self.teks: list[tuple[str, str]] = []
        self.tabel: list[_Tabel] = []  # open tables, the innermost last
        self.paragraf: list[list[str]] = []  # open paragraphs, the innermost last
        self.nomor_paragraf = self.jumlah = 0
        self.judul: list[str] = []  # paragraphs since the last table
        self.abai = 0
        self.di_teks = False

    def start(self, tag: str, a: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if self.abai or tag in _ABAI:
            self.abai += 1
        elif tag == "t":
            self.di_teks = True
        elif tag == "p":
            self.paragraf.append([])
        elif tag in ("tab", "br", "cr", "noBreakHyphen"):
            if self.paragraf and "w:pos" not in a:  # a tab stop in the properties is no tab in the text
                self.paragraf[-1].append({"tab": "\t", "noBreakHyphen": "-"}.get(tag, "\n"))
        elif tag == "tbl":
            self._open_table()
        elif self.tabel:
            self._in_table(tag, a)

    def _open_table(self) -> None:
        nomor = len(self.lembar) + 1
        self.lembar.append(Lembar(self._caption() or f"Tabel {nomor}", nomor_tabel=nomor))
        self.tabel.append(_Tabel(self.lembar[-1]))
        self.judul = []

    def _caption(self) -> str:
        dekat = self.judul[-_CARI_JUDUL:]
        judul = " ".join(next((t for t in reversed(dekat) if _JUDUL.match(t)), "").split())
        if len(judul) > _PANJANG_NAMA:  # cut between words, and shown to be cut
            judul = judul[:_PANJANG_NAMA].rpartition(" ")[0].rstrip(" ,;:.-–") + " …"
        return judul

    def _in_table(self, tag: str, a: dict[str, str]) -> None:
        tabel = self.tabel[-1]
        if tag == "tr":
            tabel.baris += 1
            tabel.kolom = 1
        elif tag == "gridBefore":  # the row begins further right
            tabel.kolom += max(0, int(a.get("w:val", "0")))
        elif tag == "tc":
            tabel.isi, tabel.lebar, tabel.lanjut = [], 1, False
        elif tag == "gridSpan":
            tabel.lebar = max(1, int(a.get("w:val", "1")))
        elif tag == "vMerge":
            tabel.lanjut = a.get("w:val", "continue") == "continue"

    def text(self, isi: str) -> None:
        if self.di_teks and self.paragraf:
            self.paragraf[-1].append(isi)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self.abai:
            self.abai -= 1
        elif tag == "t":
            self.di_teks = False
        elif tag == "p":
            self._close_paragraph("".join(self.paragraf.pop()))
        elif tag == "tc":
            self._close_cell()
        elif tag == "tbl":
            self.tabel.pop().close(self.limits)

    def _close_paragraph(self, teks: str) -> None:
        if self.tabel:
            self.tabel[-1].isi.append(teks)
            return
        self.nomor_paragraf += 1
        if teks.strip():
            self.teks.append((f"paragraf {self.nomor_paragraf}", teks))
            self.judul.append(teks)

    def _close_cell(self) -> None:
        tabel = self.tabel[-1]
        tempat = f"tabel {tabel.lembar.nomor_tabel}"
        check_extent(tabel.baris, tabel.kolom + tabel.lebar - 1, self.limits, tempat)
        self.jumlah += 1
        if self.jumlah > self.limits.sel_maks:
            raise too_many_cells(self.jumlah, self.limits, tempat)
        tabel.close_cell()
