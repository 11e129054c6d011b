"""Where the labels of a scatter chart go, so that neighbours do not cover each other."""

from typing import NamedTuple


class Titik(NamedTuple):
    """A point of the chart of capaian against serapan: its row in the table, label, colour and values."""

    baris: int
    nama: str
    warna: str
    serapan: float
    capaian: float


def label_places(titik: list[Titik], x: tuple[float, float], y: tuple[float, float]) -> list[str]:
    """Where each point's label goes (r, l, t or b): the first place free of points, labels and the edge.

    `x`, `y`: what the axes span. A letter takes about 1.25 % of the width, a line 3.5 % of the height.
    """
    lebar, tinggi = x[1] - x[0], y[1] - y[0]
    pusat = [((t.serapan - x[0]) / lebar, (t.capaian - y[0]) / tinggi) for t in titik]

    def box(nomor: int, posisi: str) -> tuple[float, float, float, float]:
        p, q = len(titik[nomor].nama) * 0.0125, 0.035
        tx, ty = pusat[nomor]
        kiri = {"r": tx + 0.01, "l": tx - 0.01 - p}.get(posisi, tx - p / 2)
        bawah = {"t": ty + 0.012, "b": ty - 0.012 - q}.get(posisi, ty - q / 2)
        return kiri, kiri + p, bawah, bawah + q

    def clash(a: tuple, b: tuple) -> bool:
        return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]

    isi = [(-9, 0, -9, 9), (1, 9, -9, 9)]  # beyond the left and right edge
    isi += [(tx - 0.008, tx + 0.008, ty - 0.012, ty + 0.012) for tx, ty in pusat]
    hasil = []
    for n in range(len(titik)):
        posisi = min("rltb", key=lambda p: sum(clash(box(n, p), b) for b in isi))  # the first of the best
        isi.append(box(n, posisi))
        hasil.append(posisi)
    return hasil
