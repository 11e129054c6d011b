"""The page of the quality gate: what was checked before publication, and what did not hold."""

from collections import Counter
from pathlib import Path

from transforms import database, storage
from transforms.reports.receipt import page
from transforms.reports.theme import LENCANA
from transforms.reports.wording import TINGKAT

SEBUTAN = {
    "neraca": "Neraca: jumlah antartabel",
    "kelengkapan": "Kelengkapan antartabel",
    "asal": "Asal baris",
    "tanpa_rincian": "Bagian tanpa rincian",
}


def write_quality_page(con, path: Path, instansi: str = "") -> bool:
    """Write the page from table `mutu` of `con`; returns False when it was the same already."""
    return storage.write_atomic(path, render_quality_page(database.rows(con, "mutu"), instansi).encode())


def render_quality_page(rows: list[dict], instansi: str = "") -> str:
    """One HTML page, without anything from outside, from the rows of `mutu`."""
    gagal = sorted(
        (r for r in rows if not r["berhasil"]),
        key=lambda r: (TINGKAT.index(r["tingkat"]), r["tabel"], r["kolom"]),
    )
    jumlah = Counter(r["tingkat"] for r in gagal)
    tabel: dict[str, list[dict]] = {}
    for r in rows:
        tabel.setdefault(r["tabel"], []).append(r)
    return page("mutu.html").render(
        instansi=instansi,
        gagal=gagal,
        jumlah=jumlah,
        keadaan="galat" if jumlah["galat"] else "peringatan" if gagal else "baik",
        tabel=[
            {
                "nama": SEBUTAN.get(nama, nama),
                "isi": isi,
                "terpenuhi": sum(r["berhasil"] for r in isi),
                "gagal": sum(not r["berhasil"] for r in isi),
            }
            for nama, isi in tabel.items()
        ],
        banyak=len(rows),
        sebutan=SEBUTAN,
        tingkat={t: LENCANA[t][0] for t in TINGKAT},
    )
