"""docs/kamus-data.md and docs/gambar/er.svg, from the comments in sql/ (`make kamus`)."""

import re
from html import escape

from transforms import database, findings, storage, warehouse
from transforms.settings import ROOT, SQL

KAMUS = ROOT / "docs" / "kamus-data.md"
GAMBAR = ROOT / "docs" / "gambar" / "er.svg"
KELOMPOK = (
    ("Tabel hasil", warehouse.TABEL_MART),
    ("Kiriman, versi dan temuan",
     ("kiriman", "kiriman_berlaku", "riwayat_anggaran", "riwayat_capaian", "temuan", "temuan_baca", "penerimaan",
      "pengakuan", "penutupan", "koreksi", "koreksi_terpakai", "pemetaan_nama",
      "mutu", "meta")),
    ("Isi laporan seperti dibaca", (*warehouse.TABEL_NORMAL, "sipd_deret", "e81_berlaku")),
    ("Acuan", tuple(warehouse.TABEL_REFERENSI)),
)  # fmt: skip
PEMBUKA = """# Kamus data

Dibuat dari komentar pada `sql/` dengan `make kamus`; jangan diubah dengan tangan.

Isi `data/terbit/konsolidasi.duckdb`. Jumlah uang dalam rupiah, persen 0–100; sel kosong berarti tidak ada
nilai, bukan nol. Tabel hasil juga tersedia sebagai Parquet di `data/terbit/parquet/`.

![Hubungan tabel](gambar/er.svg)
"""
# Boxes of the picture: column, row; lines run from the many side to the one side, with the shared key.
KOTAK = {
    "ref_kecamatan": (0, 0), "kepatuhan": (0, 1), "ref_nomenklatur": (0, 2), "ref_indikator": (0, 3),
    "kiriman": (1, 0), "kiriman_berlaku": (1, 1), "realisasi_anggaran": (1, 2), "capaian_indikator": (1, 3),
    "temuan": (2, 0), "ringkasan_kecamatan": (2, 1), "serapan_kecamatan": (2, 2), "capaian_kecamatan": (2, 3),
}  # fmt: skip
GARIS = (
    ("kiriman", "ref_kecamatan", "kode_kecamatan"), ("kepatuhan", "ref_kecamatan", "kode_kecamatan"),
    ("temuan", "kiriman", "kiriman_id"), ("kiriman_berlaku", "kiriman", "kiriman_id"),
    ("realisasi_anggaran", "ref_nomenklatur", "kode"), ("capaian_indikator", "ref_indikator", "indikator_id"),
    ("ringkasan_kecamatan", "kiriman_berlaku", "kiriman_id"),
    ("realisasi_anggaran", "kiriman_berlaku", "kiriman_id"),
    ("serapan_kecamatan", "ringkasan_kecamatan", "kunci"),
)  # fmt: skip
_LEBAR, _TINGGI, _X, _Y = 210, 62, 330, 120


def _objects():
    """An empty database of our sql/: where names, types and comments come from."""
    con = database.connect(None)
    for folder in ("skema", "mart"):
        for berkas in findings.sql_files(folder):
            con.execute(findings.read_sql(berkas))
    return con


def _grain() -> dict[str, tuple[str, str]]:
    """Table → its grain and key, from the first two lines of its file."""
    hasil = {}
    for berkas in SQL.glob("[sm]*/*.sql"):
        satu, dua, *_ = berkas.read_text(encoding="utf-8").splitlines()
        hasil[berkas.stem[3:]] = satu.removeprefix("-- "), dua.removeprefix("-- Kunci: ")
    return hasil


def dictionary() -> str:
    """The text of docs/kamus-data.md: every published table with grain, key and columns, then the macros."""
    con, butir = _objects(), _grain()
    isi = [PEMBUKA]
    for judul, tabel in KELOMPOK:
        isi.append(f"## {judul}\n")
        for nama in tabel:
            keterangan = con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [nama]).fetchone()[0]
            isi.append(f"### {nama}\n\n{keterangan}.\n\n{butir[nama][0]}. Kunci: `{butir[nama][1]}`.\n")
            isi.append("| Kolom | Jenis | Arti |\n|---|---|---|")
            isi += [
                f"| `{k}` | {j} | {a.replace('|', chr(92) + '|')} |"
                for k, j, a in con.execute(
                    "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? "
                    "ORDER BY column_index", [nama]).fetchall()
            ]
            isi.append("")
    isi.append("## Makro\n")
    isi += [
        f"- `{nama}({', '.join(p)})`: {arti}"
        for nama, p, arti in con.execute(
            "SELECT function_name, parameters, comment FROM duckdb_functions() "
            "WHERE NOT internal AND function_name IN ('serapan', 'capaian', 'persen', 'kategori') ORDER BY 1"
        ).fetchall()
    ]
    return "\n".join(isi) + "\n"


def picture() -> str:
    """The SVG of docs/gambar/er.svg: the main tables, their keys and what joins them."""
    butir = _grain()
    lebar, tinggi = 2 * _X + _LEBAR + 20, 3 * _Y + _TINGGI + 20
    isi = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar} {tinggi}" font-family="sans-serif" '
           'font-size="12" role="img" aria-label="Hubungan tabel utama">'
           f'<rect width="{lebar}" height="{tinggi}" fill="#fff"/>']  # fmt: skip
    for banyak, satu, kunci in GARIS:
        (k1, b1), (k2, b2) = KOTAK[banyak], KOTAK[satu]
        x1, y1 = 10 + k1 * _X + (0 if k1 > k2 else _LEBAR / 2), 10 + b1 * _Y + _TINGGI / 2
        x2, y2 = 10 + k2 * _X + (_LEBAR if k1 > k2 else _LEBAR / 2), 10 + b2 * _Y + _TINGGI / 2
        isi.append(f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="#567" fill="none"/>')
        geser = -6 if k1 != k2 else 4
        isi.append(f'<text x="{(x1 + x2) / 2 + (0 if k1 != k2 else 6):g}" y="{(y1 + y2) / 2 + geser:g}" '
                   f'text-anchor="{"middle" if k1 != k2 else "start"}" fill="#345">{kunci}</text>')  # fmt: skip
    for nama, (k, b) in KOTAK.items():
        x, y = 10 + k * _X, 10 + b * _Y
        isi.append(f'<rect x="{x}" y="{y}" width="{_LEBAR}" height="{_TINGGI}" rx="6" fill="#eef4f8" stroke="#567"/>'
                   f'<text x="{x + 10}" y="{y + 22}" font-weight="bold">{nama}</text>')  # fmt: skip
        kunci = re.sub(r"kode_kecamatan, tahun, triwulan", "kecamatan × triwulan", butir[nama][1])
        isi.append(f'<text x="{x + 10}" y="{y + 44}" fill="#345">{escape(kunci)}</text>')
    return "\n".join([*isi, "</svg>"]) + "\n"


def write() -> None:
    """Write both files."""
    storage.write_atomic(KAMUS, dictionary().encode())
    storage.write_atomic(GAMBAR, picture().encode())


if __name__ == "__main__":
    write()
