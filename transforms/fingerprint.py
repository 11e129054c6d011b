"""Fingerprints of what the reports of a period show: unchanged ones are not written again."""

import hashlib

from transforms import warehouse

Hashes = dict[str, dict[int | None, tuple[int, int]]]
SEJARAH = ("konsolidasi_kabupaten", "tren")  # reports show these for all earlier periods


def period_hashes(con, tahun: int | None = None) -> Hashes:
    """Table → period (tahun * 10 + triwulan; None: without one) → (rows, sum of their hashes).

    Tables without a period have everything under None; those that no report shows are left out. `tahun`: only what
    reports of that year show.
    """
    hasil: Hashes = {}
    bagian = []
    for tabel, kolom in sorted(warehouse.columns(con).items()):
        if tabel not in warehouse.TABEL_TERBIT or tabel == "meta":
            continue
        kunci, saring = "NULL", ""
        if {"tahun", "triwulan"} <= {nama for nama, _ in kolom}:
            kunci = "tahun * 10 + triwulan"
            if tahun and tabel not in SEJARAH:
                saring = f"WHERE {kunci} IS NULL OR tahun BETWEEN {tahun - 1} AND {tahun}"
        elif not (tabel.startswith("ref_") or tabel in ("mutu", "e81_berlaku")):
            continue
        hasil[tabel] = {}
        jumlah = f"count(*), sum(hash(t)::HUGEINT) FROM {tabel} AS t {saring}"
        bagian.append(f"SELECT '{tabel}', {kunci}, {jumlah} GROUP BY 2")
    for tabel, periode, banyak, jumlah in con.execute(" UNION ALL ".join(bagian)).fetchall():
        hasil[tabel][periode] = banyak, jumlah
    return hasil


def period_fingerprint(con, tahun: int, triwulan: int, isi: Hashes | None = None) -> str:
    """Fingerprint of what reports of a period show: it, the year before it, the whole trend, the reference tables.

    `isi`: period_hashes of the same database, when the fingerprints of many periods are asked.
    """
    sidik = hashlib.sha256()
    sampai = tahun * 10 + triwulan
    for tabel, per_periode in (isi or period_hashes(con, tahun)).items():
        periode = per_periode if tabel in SEJARAH else (None, *range(sampai - 10, sampai + 1))
        pilih = [per_periode[p] for p in periode if p in per_periode and (p is None or p <= sampai)]
        sidik.update(f"{tabel} {sum(n for n, _ in pilih)} {sum(h for _, h in pilih)}\n".encode())
    return sidik.hexdigest()
