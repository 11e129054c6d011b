"""Charts as PNG for the Word report: bars per kecamatan, and capaian against serapan.

Vega-Lite, drawn by vl-convert without a browser or a network; equal data give equal bytes.
"""

from typing import NamedTuple

from transforms.reports.chart_labels import Titik, label_places
from transforms.reports.format import KOSONG, format_persen

HURUF = "Liberation Sans"  # as wide as Arial, and part of vl-convert: the same picture on every machine
SKALA = 2.2  # pixels per point: sharp in print
KISI = "#E0E0E0"
TEKS = "#303030"
KUADRAN = (  # key words of a quadrant, legend, colour, shape: also told apart in black and white
    ("capaian tinggi, serapan tinggi", "#2E7D5B", "circle"),
    ("capaian tinggi, serapan rendah", "#2F75B5", "square"),
    ("capaian rendah, serapan tinggi", "#BF8F00", "triangle-up"),
    ("capaian rendah, serapan rendah", "#B5483A", "diamond"),
)


class Batang(NamedTuple):
    """A bar: its name, value in percent (None: no data) and the group that decides its colour ('' for none)."""

    nama: str
    nilai: float | None
    kelompok: str = ""


def bar_chart(batang: list[Batang], sumbu: str, acuan: tuple[str, float] | None, warna: dict[str, str] | str) -> bytes:
    """Horizontal bars in the order given, each with its value, and a line for the regency (`acuan`: label, value).

    `warna`: one colour, or a colour per group (then with a legend in that order).
    """
    isi = [
        {"nama": b.nama, "nilai": b.nilai, "alas": b.nilai or 0, "kelompok": b.kelompok or None,
         "label": KOSONG + " belum ada data" if b.nilai is None else format_persen(b.nilai)}
        for b in batang
    ]  # fmt: skip
    tertinggi = max(
        [100 if isinstance(warna, dict) else 0, *(b.nilai for b in batang if b.nilai is not None)], default=1
    )
    x = _quantity("nilai", sumbu, (0, tertinggi * 1.08))
    y = _name("nama") | {"sort": None, "title": None, "axis": {"ticks": False, "domain": False}}
    kelompok = {"value": warna}
    if isinstance(warna, dict):
        kelompok = _name("kelompok") | {"scale": {"domain": list(warna), "range": list(warna.values())}}
    # a white rim, so that the line of the regency does not cross the figures
    tepi, teks = (
        _layer("text", {"x": _quantity("alas"), "y": y, "text": _name("label")}, align="left", dx=4, fontSize=9, **w)
        for w in ({"color": "white", "stroke": "white", "strokeWidth": 4}, {"color": TEKS})
    )
    palang = _layer("bar", {"x": x, "y": y, "color": kelompok}, height=9)
    lapis = [palang, *(_reference(*acuan) if acuan else []), tepi, teks]
    return _png({"data": {"values": isi}, "layer": lapis, "width": 430, "height": 13 * len(isi)})


def _reference(label: str, nilai: float) -> list[dict]:
    data, x = {"values": [{"v": nilai, "label": f"{label} {format_persen(nilai)}"}]}, _quantity("v")
    gaya = {"align": "left", "dx": 3, "dy": -5, "fontSize": 9, "color": TEKS, "baseline": "bottom"}
    return [
        _layer("rule", {"x": x}, data, color=TEKS, strokeDash=[4, 3]),
        _layer("text", {"x": x, "y": {"value": 0}, "text": _name("label")}, data, **gaya),
    ]


def scatter_chart(titik: list[Titik], kuadran: list[str], batas: int) -> bytes:
    """Capaian (up) against serapan (right), one named point per kecamatan; lines at `batas` part the quadrants.

    `kuadran`: the quadrant of each point, in words as in the mart.
    """
    x, y = _span([t.serapan for t in titik], batas), _span([t.capaian for t in titik], batas)
    isi = [
        {"x": t.serapan, "y": t.capaian, "nama": t.nama, "sisi": s, "kuadran": k}
        for t, k, s in zip(titik, kuadran, label_places(titik, x, y), strict=True)
    ]
    langkah = {"axis": {"tickMinStep": 5}}
    sumbu_x = _quantity("x", "Serapan anggaran (%)", x) | langkah
    sumbu_y = _quantity("y", "Rata-rata capaian (%)", y) | langkah
    ada = [k for k in KUADRAN if k[0] in kuadran]
    nama, warna, bentuk = ([k[i] for k in ada] for i in range(3))
    tempat = {
        "x": sumbu_x,
        "y": sumbu_y,
        "color": _name("kuadran") | {"scale": {"domain": nama, "range": warna}, "legend": {"columns": 2}},
        "shape": _name("kuadran") | {"scale": {"domain": nama, "range": bentuk}},
    }
    tengah = {"values": [{"x": batas, "y": batas}]}
    lapis = [
        _layer("rule", {"x": sumbu_x}, tengah, color="#7F7F7F", strokeDash=[4, 3]),
        _layer("rule", {"y": sumbu_y}, tengah, color="#7F7F7F", strokeDash=[4, 3]),
        _layer("point", tempat, {"values": isi}, filled=True, size=62, opacity=1, stroke="white"),
    ]
    sisi = {"r": (7, 0, "left"), "l": (-7, 0, "right"), "t": (0, -9, "center"), "b": (0, 10, "center")}
    for kode, (dx, dy, rata) in sisi.items():
        if milik := [t for t in isi if t["sisi"] == kode]:
            tempat = {"x": sumbu_x, "y": sumbu_y, "text": _name("nama")}
            gaya = {"dx": dx, "dy": dy, "align": rata, "baseline": "middle", "fontSize": 9, "color": TEKS}
            lapis.append(_layer("text", tempat, {"values": milik}, **gaya))
    return _png({"layer": lapis, "width": 440, "height": 300})


def _span(nilai: list[float], batas: int) -> tuple[int, int]:
    """What an axis shows: whole tens around the values and the limit."""
    return int(max(0, min([*nilai, batas]) // 10 * 10)), int(max([*nilai, batas]) // 10 * 10 + 10)


def _name(kolom: str) -> dict:
    return {"field": kolom, "type": "nominal"}


def _quantity(kolom: str, judul: str = "", batas: tuple[float, float] | None = None) -> dict:
    """A numeric axis; `judul` and `batas` only on the layer that decides them."""
    dasar = {"field": kolom, "type": "quantitative"}
    return dasar | {"title": judul, "scale": {"domain": list(batas), "nice": False}} if batas else dasar


def _layer(jenis: str, tempat: dict, data: dict | None = None, **gaya) -> dict:
    """One mark of a chart: `tempat` its encoding, `data` where it is not the chart's own."""
    return {"mark": {"type": jenis, **gaya}, "encoding": tempat} | ({"data": data} if data else {})


def _png(grafik: dict) -> bytes:
    import vl_convert

    # limit 0: texts are measured once less, which is much of the cost; a long one widens the picture
    sumbu = {"gridColor": KISI, "labelColor": TEKS, "titleColor": TEKS, "labelFontSize": 10, "titleFontSize": 10}
    sumbu |= {"titleFontWeight": "normal", "domainColor": "#7F7F7F", "tickColor": "#7F7F7F", "labelLimit": 0}
    legenda = {"title": None, "orient": "top", "labelColor": TEKS, "labelFontSize": 10, "labelLimit": 0}
    gaya = {"font": HURUF, "background": "white", "view": {"stroke": None}, "axis": sumbu}
    gaya |= {"axisQuantitative": {"format": "d"}, "legend": legenda | {"symbolSize": 70}}
    return vl_convert.vegalite_to_png(grafik | {"config": gaya}, scale=SKALA)
