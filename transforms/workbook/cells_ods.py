"""Cells of an OpenDocument spreadsheet (.ods), read from content.xml in one pass.

Read by ourselves and not by calamine: one pass gives values, merged ranges, hidden rows, percentages and
error cells, and repeated cells are counted before anything is laid out.
"""

import datetime
from xml.parsers import expat

from transforms.settings import Limits
from transforms.workbook.cells import HARI_NOL, clip_merges, number_cell
from transforms.workbook.gate import Paket, outside_note
from transforms.workbook.grid import Buku, Lembar, Sel
from transforms.workbook.package import Refused
from transforms.workbook.prescan import check_extent, too_many_cells

_SEMBUNYI = ("collapse", "filter")


def read_ods(paket: Paket, limits: Limits) -> Buku:
    """Grid of an .ods. Raises Refused: LEMBAR_TERLALU_BESAR, BERKAS_RUSAK."""
    selalu_dihitung = b"Office" in paket.bagian.get("meta.xml", b"")  # LibreOffice, OpenOffice
    bacaan = _Bacaan(limits, selalu_dihitung)
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler = bacaan.start
    pengurai.EndElementHandler = bacaan.end
    pengurai.CharacterDataHandler = bacaan.text
    try:
        pengurai.Parse(paket.bagian.get("content.xml", b""), True)
    except (expat.ExpatError, ValueError) as galat:
        raise Refused("BERKAS_RUSAK", f"content.xml tidak terbaca ({galat})") from galat
    buku = Buku("ods", bacaan.lembar)
    if bacaan.luar:
        buku.temuan.append(outside_note(sorted(bacaan.luar)))
    return buku


class _Bacaan:
    """State of the pass over content.xml. Element names carry the prefixes every writer of ODF uses."""

    def __init__(self, limits: Limits, selalu_dihitung: bool) -> None:
        self.limits = limits
        self.selalu_dihitung = (
            selalu_dihitung  # then a formula without a value has an empty text as its result
        )
        self.lembar: list[Lembar] = []
        self.luar: set[str] = set()
        self.gaya_sembunyi: set[str] = set()  # table styles with display="false": hidden sheets
        self.gaya: str | None = None
        self.kini: Lembar | None = None
        self.dalam = 0  # depth of tables: a table inside a cell is not read
        self.baris = self.kolom = self.ulang_baris = 0
        self.tersembunyi: set[int] = set()
        self.kolom_tersembunyi: set[int] = set()
        self.sel: dict[str, str] | None = None  # attributes of the open cell
        self.isi_baris: list[tuple[int, int, Sel]] = []  # (first column, repeats, cell) of the open row
        self.teks: list[str] = []
        self.abai = 0  # depth inside what is not the cell's own text (annotation, drawing)
        self.jumlah = 0

    def start(self, tag: str, a: dict[str, str]) -> None:
        if self.abai:
            self.abai += 1
        elif tag == "table:table":
            self.dalam += 1
            if self.dalam == 1:
                self._open_sheet(a)
        elif tag == "style:style":
            self.gaya = a.get("style:name")
        elif tag == "style:table-properties" and a.get("table:display") == "false" and self.gaya:
            self.gaya_sembunyi.add(self.gaya)
        elif self.kini is None or self.dalam != 1:
            return
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.sel, self.teks = a, []
        elif tag == "table:table-row":
            self._open_row(a)
        elif tag == "table:table-column":
            self._column(a)
        elif self.sel is not None:
            self._inside_cell(tag, a)

    def _open_sheet(self, a: dict[str, str]) -> None:
        tersembunyi = a.get("table:style-name") in self.gaya_sembunyi
        self.kini = Lembar(a.get("table:name", f"Sheet{len(self.lembar) + 1}"), tersembunyi=tersembunyi)
        self.baris = self.ulang_baris = self.kolom = 0
        self.tersembunyi, self.kolom_tersembunyi = set(), set()

    def _open_row(self, a: dict[str, str]) -> None:
        self.baris += self.ulang_baris
        self.ulang_baris = max(1, int(a.get("table:number-rows-repeated", "1")))
        self.kolom, self.isi_baris = 0, []
        if a.get("table:visibility") in _SEMBUNYI:
            akhir = min(self.baris + self.ulang_baris, self.limits.baris_maks)
            self.tersembunyi.update(range(self.baris + 1, akhir + 1))

    def _column(self, a: dict[str, str]) -> None:
        n = max(1, int(a.get("table:number-columns-repeated", "1")))
        if a.get("table:visibility") in _SEMBUNYI:
            akhir = min(self.kolom + n, self.limits.kolom_maks)
            self.kolom_tersembunyi.update(range(self.kolom + 1, akhir + 1))
        self.kolom += n

    def _inside_cell(self, tag: str, a: dict[str, str]) -> None:
        if tag == "text:p":
            if self.teks:
                self.teks.append("\n")
            else:
                self.teks.append("")
        elif tag == "text:s":
            self.teks.append(" " * min(max(1, int(a.get("text:c", "1"))), 1000))
        elif tag == "text:tab":
            self.teks.append("\t")
        elif tag == "text:line-break":
            self.teks.append("\n")
        elif not tag.startswith("text:") or tag == "text:note":
            self.abai = 1

    def text(self, isi: str) -> None:
        if self.sel is not None and not self.abai and self.teks:
            self.teks.append(isi)

    def end(self, tag: str) -> None:
        if self.abai:
            self.abai -= 1
        elif tag == "table:table":
            self.dalam -= 1
            if self.dalam == 0 and self.kini is not None:
                self._close_sheet()
        elif self.kini is None or self.dalam != 1:
            return
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._close_cell(tag)
        elif tag == "table:table-row":
            self._close_row()

    def _close_cell(self, tag: str) -> None:
        a, self.sel = self.sel or {}, None
        n = max(1, int(a.get("table:number-columns-repeated", "1")))
        kolom = self.kolom + 1
        self.kolom += n
        tinggi = int(a.get("table:number-rows-spanned", "1"))
        lebar = int(a.get("table:number-columns-spanned", "1"))
        if tinggi > 1 or lebar > 1:
            baris = self.baris + 1
            self.kini.gabungan.append((baris, kolom, baris + tinggi - 1, kolom + lebar - 1))
        if tag == "table:table-cell" and (sel := self._cell(a)) is not None:
            self.isi_baris.append((kolom, n, sel))

    def _cell(self, a: dict[str, str]) -> Sel | None:
        jenis, rumus, teks = a.get("office:value-type"), a.get("table:formula", ""), "".join(self.teks)
        luar = "'file:" in rumus or "'http" in rumus
        if luar:
            self.luar.add(rumus.partition("'")[2].partition("'")[0])
        if a.get("calcext:value-type") == "error" or (rumus and teks.startswith(("#", "Err:"))):
            return Sel(teks or "#GALAT", "galat")
        if jenis is None:
            if rumus and not teks and not self.selalu_dihitung:
                return Sel(None, "rumus_kosong", rumus_luar=luar)
            return Sel(teks, rumus_luar=luar) if teks else None
        if jenis in ("float", "percentage", "currency"):
            sel = number_cell(float(a.get("office:value", "nan")), jenis == "percentage")
        elif jenis == "boolean":
            sel = Sel(a.get("office:boolean-value") == "true", "logika")
        elif jenis in ("date", "time"):
            sel = Sel(_date(a.get("office:date-value") or a.get("office:time-value", "")), "tanggal")
        elif teks := (teks or a.get("office:string-value", "")):
            sel = Sel(teks)
        else:
            return None
        sel.rumus_luar = luar
        return sel

    def _close_row(self) -> None:
        """Lay the row out, repeated as often as the file says; the size is checked first."""
        if not self.isi_baris:
            return
        akhir = self.isi_baris[-1][0] + self.isi_baris[-1][1] - 1
        check_extent(self.baris + self.ulang_baris, akhir, self.limits, self.kini.nama)
        self.jumlah += self.ulang_baris * sum(n for _, n, _ in self.isi_baris)
        if self.jumlah > self.limits.sel_maks:
            raise too_many_cells(self.jumlah, self.limits, self.kini.nama)
        for baris in range(self.baris + 1, self.baris + self.ulang_baris + 1):
            for awal, n, sel in self.isi_baris:
                for kolom in range(awal, awal + n):
                    self.kini.sel[baris, kolom] = Sel(sel.nilai, sel.jenis, sel.persen, sel.rumus_luar)

    def _close_sheet(self) -> None:
        self.kini.gabungan = clip_merges(self.kini.gabungan, self.limits)
        self.kini.baris_tersembunyi = frozenset(self.tersembunyi)
        self.kini.kolom_tersembunyi = frozenset(self.kolom_tersembunyi)
        self.lembar.append(self.kini)
        self.kini = None


def _date(nilai: str) -> datetime.date | datetime.datetime:
    """A date, date-time or duration of ODF. Raises ValueError when it is none."""
    if nilai.startswith("PT"):
        jam, _, sisa = nilai[2:].partition("H")
        menit, _, detik = sisa.partition("M")
        detik = float(detik.rstrip("S").replace(",", "."))
        return HARI_NOL + datetime.timedelta(hours=int(jam), minutes=int(menit), seconds=detik)
    if "T" in nilai:
        return datetime.datetime.fromisoformat(nilai[:26]).replace(tzinfo=None)
    return datetime.date.fromisoformat(nilai)
