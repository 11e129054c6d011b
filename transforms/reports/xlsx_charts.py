"""Native charts of the consolidated workbook, placed beside or below the tables that they draw."""

from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from transforms.reports import theme
from transforms.reports.chart_labels import Titik, label_places

_HURUF = Font(typeface=theme.HURUF)
_ANGKA = "[$-421]#,##0.0"


def _small_text(ukuran: int = 800, warna: str = "404040") -> RichText:
    huruf = CharacterProperties(sz=ukuran, solidFill=warna, latin=_HURUF)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=huruf), endParaRPr=huruf)])


def _line(warna: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=warna))


def _prepare(grafik, judul: str, lebar: float, tinggi: float) -> None:
    grafik.title = judul
    grafik.title.tx.rich.p[0].pPr = ParagraphProperties(
        defRPr=CharacterProperties(sz=1100, b=True, latin=_HURUF)
    )
    grafik.title.overlay = False
    grafik.width, grafik.height = lebar, tinggi
    for sumbu in (grafik.x_axis, grafik.y_axis):
        sumbu.delete = False  # without this Excel hides the axis
        sumbu.txPr = _small_text()


def _axis_title(sumbu, teks: str) -> None:
    sumbu.title = teks
    sumbu.title.tx.rich.p[0].pPr = ParagraphProperties(
        defRPr=CharacterProperties(sz=900, b=False, latin=_HURUF)
    )
    sumbu.title.overlay = False


def ranking_chart(
    lembar: Worksheet,
    judul: str,
    kolom_nama: int,
    kolom_nilai: int,
    kepala: int,
    akhir: int,
    warna: str,
    tempat: str,
) -> None:
    """Horizontal bars in the order of the rows, best on top."""
    grafik = BarChart()
    grafik.type, grafik.gapWidth, grafik.legend = "bar", 35, None
    _prepare(grafik, judul, 13.5, min(10.5, 2.4 + 0.5 * (akhir - kepala)))
    grafik.add_data(
        Reference(lembar, min_col=kolom_nilai, min_row=kepala, max_row=akhir), titles_from_data=True
    )
    grafik.set_categories(Reference(lembar, min_col=kolom_nama, min_row=kepala + 1, max_row=akhir))
    grafik.x_axis.scaling.orientation = "maxMin"
    grafik.y_axis.scaling.min = 0
    grafik.y_axis.majorGridlines.spPr = _line("E0E0E0")
    grafik.y_axis.crosses = "max"  # values below the bars although the order is reversed
    grafik.y_axis.number_format = "0"
    seri = grafik.series[0]
    seri.graphicalProperties = GraphicalProperties(solidFill=warna)
    seri.dLbls = DataLabelList(numFmt=_ANGKA, showVal=True, txPr=_small_text(700))
    _hide_rest(seri.dLbls)
    lembar.add_chart(grafik, tempat)


def _hide_rest(label: DataLabelList) -> None:
    for apa in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showLeaderLines"):
        if getattr(label, apa) is None:
            setattr(label, apa, False)


def efficiency_chart(lembar: Worksheet, titik: list[Titik], batas: int, tempat: str) -> None:
    """Capaian (column C, up) against serapan (column B, right), one labelled point per kecamatan.

    `batas`: percent at which the quadrants part on both axes; the axes cross there.
    """
    grafik = ScatterChart()
    grafik.style, grafik.scatterStyle, grafik.legend = 2, "lineMarker", None
    _prepare(grafik, "Capaian terhadap serapan (* = sintetis)", 17.5, 13.5)
    rentang = []
    for sumbu, judul, nilai in (
        (grafik.x_axis, "Serapan (%)", [t.serapan for t in titik]),
        (grafik.y_axis, "Rata-rata capaian (%)", [t.capaian for t in titik]),
    ):
        _axis_title(sumbu, judul)
        sumbu.number_format = "0"
        sumbu.scaling.min = max(0, min(*nilai, batas) // 10 * 10)
        sumbu.scaling.max = max(*nilai, batas) // 10 * 10 + 10
        sumbu.majorUnit = 10
        sumbu.tickLblPos = "low"  # the numbers stay at the edge although the axes cross inside
        sumbu.crossesAt, sumbu.crosses = batas, None
        sumbu.majorGridlines = ChartLines(spPr=_line("E9E9E9"))
        sumbu.spPr = _line("7F7F7F")
        rentang.append((sumbu.scaling.min, sumbu.scaling.max))
    for t, posisi in zip(titik, label_places(titik, *rentang), strict=True):
        x, y = (Reference(lembar, min_col=kolom, min_row=t.baris) for kolom in (2, 3))
        seri = Series(y, x, title=t.nama)
        seri.marker.symbol, seri.marker.size = "circle", 7
        seri.marker.graphicalProperties = GraphicalProperties(solidFill=t.warna)
        seri.marker.graphicalProperties.line.solidFill = "FFFFFF"
        seri.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        seri.dLbls = DataLabelList(showSerName=True, showVal=False, dLblPos=posisi, txPr=_small_text(700))
        _hide_rest(seri.dLbls)
        grafik.series.append(seri)
    lembar.add_chart(grafik, tempat)


def trend_chart(
    lembar: Worksheet, kolom_nama: int, kolom: tuple[int, int], kepala: int, akhir: int, tempat: str
) -> None:
    """Capaian and serapan of the regency per period: columns, as a line would join the end of a year to the next."""
    grafik = BarChart()
    grafik.type, grafik.gapWidth = "col", 80
    _prepare(grafik, "Perkembangan kabupaten", 17, 8)
    grafik.legend.position = "b"
    grafik.y_axis.scaling.min = 0
    grafik.y_axis.number_format = "0"
    grafik.y_axis.majorGridlines.spPr = _line("E0E0E0")
    _axis_title(grafik.y_axis, "Persen")
    for nomor, warna in zip(kolom, (theme.CAPAIAN, theme.SERAPAN), strict=True):
        grafik.add_data(
            Reference(lembar, min_col=nomor, min_row=kepala, max_row=akhir), titles_from_data=True
        )
        seri = grafik.series[-1]
        seri.graphicalProperties = GraphicalProperties(solidFill=warna)
        seri.dLbls = DataLabelList(numFmt=_ANGKA, showVal=True, txPr=_small_text(700))
        _hide_rest(seri.dLbls)
    grafik.set_categories(Reference(lembar, min_col=kolom_nama, min_row=kepala + 1, max_row=akhir))
    lembar.add_chart(grafik, tempat)
