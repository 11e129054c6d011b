"""Charts as PNG for the Word report: bars per kecamatan, and capaian against serapan.

Drawn with Altair, rendered by vl-convert without a browser or a network; equal data give equal bytes.
"""

from typing import NamedTuple

from transforms.reports import theme
from transforms.reports.chart_labels import Titik, label_places
from transforms.reports.format import KOSONG, format_persen

HURUF = f"{theme.HURUF}, Liberation Sans, sans-serif"
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
    import altair as alt

    isi = [
        {"nama": b.nama, "nilai": b.nilai, "kelompok": b.kelompok or None,
         "label": KOSONG + " belum ada data" if b.nilai is None else format_persen(b.nilai)}
        for b in batang
    ]  # fmt: skip
    tertinggi = max(
        [100 if isinstance(warna, dict) else 0, *(b.nilai for b in batang if b.nilai is not None)], default=1
    )
    dasar = alt.Chart(alt.Data(values=isi)).encode(
        y=alt.Y("nama:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=220))
    )
    x = alt.X("nilai:Q", title=sumbu, scale=alt.Scale(domain=[0, tertinggi * 1.08], nice=False))
    palang = dasar.mark_bar(height=9).encode(x=x)
    if isinstance(warna, dict):
        skala = alt.Scale(domain=list(warna), range=list(warna.values()))
        palang = palang.encode(color=alt.Color("kelompok:N", scale=skala, legend=alt.Legend(title=None, orient="top")))
    else:
        palang = palang.encode(color=alt.value(warna))
    sifat = {"align": "left", "dx": 4, "fontSize": 9}
    tepi, teks = (  # a white rim, so that the line of the regency does not cross the figures
        dasar.mark_text(**sifat, **w).encode(x=alt.X("alas:Q"), text=alt.Text("label:N"))
        .transform_calculate(alas="datum.nilai === null ? 0 : datum.nilai")
        for w in ({"color": "white", "stroke": "white", "strokeWidth": 4}, {"color": TEKS})
    )  # fmt: skip
    lapis = [palang, *(_reference(alt, *acuan) if acuan else []), tepi, teks]
    return _png(alt.layer(*lapis).properties(width=430, height=13 * len(isi)))


def _reference(alt, label: str, nilai: float) -> list:
    data = alt.Data(values=[{"v": nilai, "label": f"{label} {format_persen(nilai)}"}])
    garis = alt.Chart(data).mark_rule(color=TEKS, strokeDash=[4, 3]).encode(x="v:Q")
    teks = alt.Chart(data).mark_text(align="left", dx=3, dy=-5, fontSize=9, color=TEKS, baseline="bottom").encode(
        x="v:Q", y=alt.value(0), text="label:N"
    )  # fmt: skip
    return [garis, teks]


def scatter_chart(titik: list[Titik], kuadran: list[str], batas: int) -> bytes:
    """Capaian (up) against serapan (right), one named point per kecamatan; lines at `batas` part the quadrants.

    `kuadran`: the quadrant of each point, in words as in the mart.
    """
    import altair as alt

    x, y = _span([t.serapan for t in titik], batas), _span([t.capaian for t in titik], batas)
    sisi = {"r": (7, 0, "left"), "l": (-7, 0, "right"), "t": (0, -9, "center"), "b": (0, 10, "center")}
    isi = [
        {"x": t.serapan, "y": t.capaian, "nama": t.nama, "sisi": s, "kuadran": k}
        for t, k, s in zip(titik, kuadran, label_places(titik, x, y), strict=True)
    ]
    langkah = alt.Axis(tickMinStep=5)
    sumbu_x = alt.X("x:Q", title="Serapan anggaran (%)", scale=alt.Scale(domain=list(x), nice=False), axis=langkah)
    sumbu_y = alt.Y("y:Q", title="Rata-rata capaian (%)", scale=alt.Scale(domain=list(y), nice=False), axis=langkah)
    ada = [k for k in KUADRAN if k[0] in kuadran]
    nama, warna, bentuk = ([k[i] for k in ada] for i in range(3))
    batas_kuadran = alt.Chart(alt.Data(values=[{"x": batas, "y": batas}])).mark_rule(color="#7F7F7F", strokeDash=[4, 3])
    lapis = [
        batas_kuadran.encode(x=sumbu_x),
        batas_kuadran.encode(y=sumbu_y),
        alt.Chart(alt.Data(values=isi)).mark_point(filled=True, size=62, opacity=1, stroke="white").encode(
            x=sumbu_x, y=sumbu_y,
            color=alt.Color("kuadran:N", scale=alt.Scale(domain=nama, range=warna),
                            legend=alt.Legend(title=None, orient="top", columns=2, labelLimit=260)),
            shape=alt.Shape("kuadran:N", scale=alt.Scale(domain=nama, range=bentuk)),
        ),
    ]  # fmt: skip
    for kode, (dx, dy, rata) in sisi.items():
        milik = [t for t in isi if t["sisi"] == kode]
        if milik:
            lapis.append(
                alt.Chart(alt.Data(values=milik))
                .mark_text(dx=dx, dy=dy, align=rata, baseline="middle", fontSize=9, color=TEKS)
                .encode(x=sumbu_x, y=sumbu_y, text="nama:N")
            )
    return _png(alt.layer(*lapis).properties(width=440, height=300))


def _span(nilai: list[float], batas: int) -> tuple[int, int]:
    """What an axis shows: whole tens around the values and the limit."""
    return int(max(0, min([*nilai, batas]) // 10 * 10)), int(max([*nilai, batas]) // 10 * 10 + 10)


def _png(grafik) -> bytes:
    import vl_convert

    sumbu = {"gridColor": KISI, "labelColor": TEKS, "titleColor": TEKS, "labelFontSize": 10, "titleFontSize": 10}
    sumbu |= {"titleFontWeight": "normal", "domainColor": "#7F7F7F", "tickColor": "#7F7F7F"}
    grafik = (
        grafik.configure(font=HURUF, background="white")
        .configure_axis(**sumbu)
        .configure_axisQuantitative(format="d")
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=10, labelColor=TEKS, symbolSize=70)
    )
    return vl_convert.vegalite_to_png(grafik.to_dict(validate=False), scale=SKALA)
