"""Report tables and charts as what the templates draw: texts, classes, coordinates; no HTML is made here."""

from functools import lru_cache
from typing import NamedTuple

from transforms.reports import theme
from transforms.reports.chart_labels import Titik, label_places
from transforms.reports.format import (
    KOSONG,
    clean_text,
    format_date,
    format_number,
    format_persen,
    format_rupiah,
    format_time,
    period_short,
)
from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan

ANGKA = ("rupiah", "persen", "poin", "bilangan", "desimal")
WARNA_STATUS = {kunci: f"#{latar}" for kunci, (_, latar, _) in theme.LENCANA.items()}
TANGGA_SERAPAN = (
    (0.5, "#DCE9F5"),
    (0.75, "#B5D3EA"),
    (1.0, "#86B9DF"),
    (None, "#5CA2D6"),
)  # share of what is due
WARNA_KOSONG = "#E3E5E8"
_clean = lru_cache(maxsize=8192)(clean_text)  # names and sources stand on many pages


class Sel(NamedTuple):
    """A cell as drawn: text, CSS classes, sort key, hover text (where the value comes from), link."""

    teks: str
    kelas: str = ""
    urut: str = ""
    asal: str = ""
    tautan: str = ""


def format_signed(nilai) -> str:
    """A difference with its sign: `+1,20`, `-0,95`, `0,00`."""
    return ("+" if nilai is not None and nilai > 0 else "") + format_persen(nilai)


def _format_plain(nilai) -> str:
    return format_number(nilai) if nilai == int(nilai) else format_persen(nilai)


_TULIS = {
    "rupiah": format_rupiah,
    "persen": format_persen,
    "poin": format_signed,
    "bilangan": format_number,
    "desimal": _format_plain,
    "tanggal": format_date,
    "waktu": format_time,
}


def rating_classes(data: Data) -> dict[str, str]:
    """CSS class of each rating word: kat0 is the best."""
    return {s["kategori"]: f"kat{n}" for n, s in enumerate(data.scale())}


def view_table(tabel: TabelLaporan, kategori: dict[str, str], tautan: dict[str, str] | None = None) -> dict:
    """A table for the templates: title, notes, columns and rows of Sel.

    `tautan`: link by kecamatan name, for the column `kecamatan`.
    """
    baris = [
        {
            "tingkat": b.tingkat,
            "gaya": b.gaya,
            "sel": [_cell(tabel, b, k, kategori, tautan or {}) for k in tabel.kolom],
        }
        for b in tabel.baris
    ]
    return {
        "judul": tabel.judul,
        "satuan": tabel.satuan,
        "sumber": tabel.sumber,
        "catatan": tabel.catatan,
        "legenda": tabel.legenda,
        "kolom": [{"label": k.label, "angka": k.jenis in ANGKA} for k in tabel.kolom],
        "baris": baris,
        "berjenjang": any(b.tingkat for b in tabel.baris),
    }


def _cell(
    tabel: TabelLaporan, baris: Baris, kolom: Kolom, kategori: dict[str, str], tautan: dict[str, str]
) -> Sel:
    nilai = baris.nilai.get(kolom.key)
    if nilai is None:
        return Sel(
            KOSONG if baris.gaya != "bagian" else "", "kosong angka" if kolom.jenis in ANGKA else "kosong"
        )
    jenis = baris.jenis.get(kolom.key, kolom.jenis)
    ke = baris.tautan.get(kolom.key) or (_link_of(nilai, tautan) if kolom.key == "kecamatan" else "")
    warna = kategori.get(baris.warna.get(kolom.key, ""), "")
    if isinstance(nilai, str):
        teks = _clean(nilai)
        if jenis == "lencana":
            return Sel(theme.LENCANA.get(nilai, (teks,))[0], f"lencana s-{nilai.lower()}", teks.lower())
        return Sel(teks, f"kat {warna}" if warna else "", teks.lower(), tautan=ke)
    kelas = ("angka" if jenis in ANGKA else "utuh") + (f" kat {warna}" if warna else "")
    asal = baris.asal.get(kolom.key) or (tabel.asal if jenis in ANGKA else "")
    return Sel(_TULIS[jenis](nilai), kelas, str(nilai), _clean(asal), ke)


def _link_of(nama: object, tautan: dict[str, str]) -> str:
    """Link of a kecamatan by its name, with or without the mark of synthetic data."""
    return tautan.get(str(nama).split(" (")[0], "")


def tile_map(data: Data, tautan: dict[str, str]) -> dict:
    """Schematic map: one tile per kecamatan at its grid place, with value and colour in three readings."""
    ringkasan, patuh = data.by_kecamatan("ringkasan_kecamatan"), data.by_kecamatan("kepatuhan")
    warna = {s["kategori"]: f"#{theme.tint(s['warna'], 0.45)}" for s in data.scale()}
    petak = []
    for k in data.kecamatan:
        r, p = ringkasan.get(k["kode_kecamatan"], {}), patuh.get(k["kode_kecamatan"], {})
        status = p.get("status") or "BELUM_ADA"
        petak.append(
            {
                "nama": k["kecamatan"],
                "sintetis": k["kode_kecamatan"] in data.synthetic(),
                "kolom": k["petak_kolom"] + 1,
                "baris": k["petak_baris"] + 1,
                "tautan": tautan[k["kecamatan"]],
                "capaian": format_persen(r.get("rata_capaian")),
                "kategori": r.get("kategori") or "belum ada data",
                "serapan": format_persen(r.get("serapan_persen")),
                "status": theme.LENCANA.get(status, (status,))[0],
                "w_capaian": warna.get(r.get("kategori"), WARNA_KOSONG),
                "w_serapan": _absorption_colour(r.get("serapan_persen"), 25 * data.triwulan),
                "w_status": WARNA_STATUS.get(status, WARNA_KOSONG),
            }
        )
    batas = 25 * data.triwulan
    bawah = [0, *(round(t * batas) for t, _ in TANGGA_SERAPAN[:-1])]
    legenda = [
        (w, f"{b}–{a} %" if a else f"≥ {b} %")
        for b, a, (_, w) in zip(bawah, [*bawah[1:], None], TANGGA_SERAPAN, strict=True)
    ]
    return {
        "petak": petak,
        "lebar": max((p["kolom"] for p in petak), default=1),
        "legenda_capaian": [(warna[s["kategori"]], s["kategori"]) for s in data.scale()],
        "legenda_serapan": legenda,
        "legenda_status": [(WARNA_STATUS[s], theme.LENCANA[s][0]) for s in dict.fromkeys(
            p.get("status") or "BELUM_ADA" for p in patuh.values()) if s in WARNA_STATUS],
    }  # fmt: skip


def _absorption_colour(serapan, wajar: int) -> str:
    if serapan is None:
        return WARNA_KOSONG
    return next(w for batas, w in TANGGA_SERAPAN if batas is None or serapan < batas * wajar)


def scatter(data: Data) -> dict:
    """Capaian against serapan in a 640 × 420 box: points, labels, grid, lines that part the quadrants."""
    kiri, atas, lebar, tinggi = 52, 14, 572, 352
    ringkasan = [
        r for r in data.rows("ringkasan_kecamatan")
        if r["serapan_persen"] is not None and r["rata_capaian"] is not None
    ]  # fmt: skip
    titik = [
        Titik(
            n,
            r["kecamatan"] + ("*" if r["sintetis"] else ""),
            "",
            float(r["serapan_persen"]),
            float(r["rata_capaian"]),
        )
        for n, r in enumerate(ringkasan)
    ]
    batas = 25 * data.triwulan
    x0, x1 = _span([t.serapan for t in titik], batas)
    y0, y1 = _span([t.capaian for t in titik], batas)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            round(kiri + (x - x0) / (x1 - x0) * lebar, 1),
            round(atas + tinggi - (y - y0) / (y1 - y0) * tinggi, 1),
        )

    gambar = []
    for t, r, sisi in zip(titik, ringkasan, label_places(titik, (x0, x1), (y0, y1)), strict=True):
        x, y = place(t.serapan, t.capaian)
        dx, dy, rata = {
            "r": (8, 4, "start"),
            "l": (-8, 4, "end"),
            "t": (0, -9, "middle"),
            "b": (0, 17, "middle"),
        }[sisi]
        gambar.append(
            {"x": x, "y": y, "nama": t.nama, "lx": x + dx, "ly": y + dy, "rata": rata,
             "kelas": _quadrant_class(r["kuadran"]),
             "judul": f"{t.nama}: serapan {format_persen(r['serapan_persen'])} %, capaian "
             f"{format_persen(r['rata_capaian'])} % ({r['kuadran']})"}
        )  # fmt: skip
    bx, by = place(batas, batas)
    return {
        "titik": gambar, "kiri": kiri, "atas": atas, "lebar": lebar, "tinggi": tinggi,
        "bx": bx, "by": by, "batas": batas,
        "x": [(v, place(v, y0)[0]) for v in range(x0, x1 + 1, 10)],
        "y": [(v, place(x0, v)[1]) for v in range(y0, y1 + 1, 10)],
    }  # fmt: skip


def _span(nilai: list[float], batas: int) -> tuple[int, int]:
    return int(max(0, min([*nilai, batas]) // 10 * 10)), int(max([*nilai, batas]) // 10 * 10 + 10)


def _quadrant_class(kuadran: str | None) -> str:
    """`ct-sr` for high capaian and low serapan, and so on."""
    capaian, _, serapan = (kuadran or "").partition(",")
    return f"c{'t' if 'tinggi' in capaian else 'r'}-s{'t' if 'tinggi' in serapan else 'r'}"


def trend(seri: dict[str, list[tuple[int, int, object]]]) -> dict | None:
    """Lines over the periods in a 640 × 236 box. In: name → [(tahun, triwulan, percent or None)].

    Values are cumulative within a year: a line never crosses from one year into the next.
    """
    semua = sorted({(t, w) for isi in seri.values() for t, w, n in isi if n is not None})
    if not semua:
        return None
    kiri, atas, lebar, tinggi = 44, 12, 580, 196
    awal, akhir = (t * 4 + w for t, w in (semua[0], semua[-1]))
    puncak = max(100, *(float(n) for isi in seri.values() for _, _, n in isi if n is not None))
    puncak = int(puncak // 20 * 20 + (20 if puncak % 20 else 0))

    def x(tahun: int, triwulan: int) -> float:
        return round(kiri + 30 + (tahun * 4 + triwulan - awal) / max(akhir - awal, 1) * (lebar - 60), 1)

    garis = []
    for nomor, (nama, isi) in enumerate(seri.items()):
        titik = [
            {"x": x(t, w), "y": round(atas + tinggi - float(n) / puncak * tinggi, 1), "tahun": t,
             "judul": f"{nama}, {period_short(t, w)}: {format_persen(n)} %"}
            for t, w, n in sorted(isi, key=lambda i: i[:2]) if n is not None
        ]  # fmt: skip
        ruas = [
            " ".join(f"{p['x']},{p['y']}" for p in titik if p["tahun"] == tahun)
            for tahun in dict.fromkeys(p["tahun"] for p in titik)
        ]
        garis.append({"nama": nama, "kelas": f"seri{nomor}", "titik": titik, "ruas": ruas})
    return {
        "garis": garis, "kiri": kiri, "atas": atas, "lebar": lebar, "tinggi": tinggi,
        "x": [(period_short(t, w), x(t, w)) for t, w in semua],
        "y": [(v, round(atas + tinggi - v / puncak * tinggi, 1)) for v in range(0, puncak + 1, 20)],
    }  # fmt: skip
