"""Where the labels of a scatter chart go, so that neighbours do not cover each other."""

from typing import NamedTuple


class Titik(NamedTuple):
    """A point of the chart of capaian against serapan: its row in the table, label, colour and values."""

    baris: int
    nama: str
    warna: str
    serapan: float
    capaian: float


def label_places(titik: list[Titik], lebar: float, tinggi: float) -> list[str]:
    """Where each point's label goes (r, l, t or b): the first place free of points and earlier labels.

    `lebar`, `tinggi`: what the axes span; a letter takes about 1 % of the width, a line 3.5 % of the height.
    """

    def box(t: Titik, posisi: str) -> tuple[float, float, float, float]:
        p, q = len(t.nama) * 0.011, 0.035
        x, y = t.serapan / lebar, t.capaian / tinggi
        kiri = {"r": x + 0.01, "l": x - 0.01 - p}.get(posisi, x - p / 2)
        bawah = {"t": y + 0.012, "b": y - 0.012 - q}.get(posisi, y - q / 2)
        return kiri, kiri + p, bawah, bawah + q

    def clash(a, b) -> bool:
        return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]

    pusat = [(t.serapan / lebar, t.capaian / tinggi) for t in titik]
    isi = [(x - 0.008, x + 0.008, y - 0.012, y + 0.012) for x, y in pusat]
    hasil = []
    for t in titik:
        posisi = min("rltb", key=lambda p: sum(clash(box(t, p), b) for b in isi))  # the first of the best
        isi.append(box(t, posisi))
        hasil.append(posisi)
    return hasil
