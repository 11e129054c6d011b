"""Rows of the consolidated Formulir E.81: all kecamatan whose report of the triwulan is in force."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from transforms.reports.e81_office import renstra_sums
from transforms.reports.e81_rows import (
    KOLOM_TRIWULAN,
    BarisE81,
    Sumber,
    latest_report,
    lay_out,
    money,
    performance,
    remainder,
    reported,
)
from transforms.reports.format import format_persen


def in_force(sumber: Sumber) -> list[str]:
    """Codes of the kecamatan whose report of the triwulan is in force."""
    kode = (k["kode_kecamatan"] for k in sumber.data.kecamatan)
    return [k for k in kode if latest_report(sumber, k) == sumber.data.triwulan]


def regency_rows(sumber: Sumber) -> list[BarisE81]:
    """All rows of the consolidated form: the kecamatan whose report of the triwulan is in force, summed.

    Performance in percent is their simple mean; other units are not added up.
    """
    data, semua = sumber.data, sumber.anggaran
    berlaku = in_force(sumber)
    kode = dict.fromkeys(k for kec in berlaku for k, b in semua[kec].items() if data.triwulan in b.isi)
    anggaran = []
    for k in kode:
        bagian = [semua[kec][k] for kec in berlaku if k in semua[kec] and data.triwulan in semua[kec][k].isi]
        uraian = sumber.baku.get(k, {}).get("nama") or bagian[0].uraian
        baris = BarisE81(bagian[0].gaya, uraian=uraian, rp={})
        if baris.gaya == "sisa":
            ini = [b.isi[data.triwulan] for b in bagian]
            baris.keterangan = remainder(*(add(s[f"{apa}_dilaporkan"] for s in ini) for apa in ("plafon", "realisasi")))
        else:
            rp = [money(b.isi, data.triwulan, data.triwulan) for b in bagian]
            baris.rp = {kolom: add(r[kolom] for r in rp) for kolom in rp[0]}
            milik = [sumber.formulir.get(kec) for kec in berlaku if data.triwulan in _reported(semua, kec, k)]
            baris.luar = renstra_sums(milik, k, baris.rp)
            if gelap := sum(any(r[kolom] is None for kolom in r if kolom in KOLOM_TRIWULAN) for r in rp):
                baris.keterangan.append(f"angka triwulan dari {gelap} kecamatan tidak diketahui")
        baris.keterangan += reported(data.kabupaten) if baris.gaya == "total" else [f"{len(bagian)} kecamatan"]
        anggaran.append((k, baris))
    return lay_out(sumber, anggaran, _indicators(sumber, berlaku))


def _reported(semua: dict, kecamatan: str, kode: str) -> dict:
    """The triwulan in which a kecamatan reported a code."""
    return semua[kecamatan][kode].isi if kode in semua[kecamatan] else {}


def _indicators(sumber: Sumber, berlaku: list[str]) -> list[tuple[dict, BarisE81]]:
    data, capaian = sumber.data, sumber.capaian
    konsolidasi = {k["indikator_id"]: k for k in data.rows("konsolidasi_indikator")}
    indikator = []
    for id_, i in sumber.indikator.items():
        isi = [capaian[k, id_] for k in berlaku if data.triwulan in capaian.get((k, id_), {})]
        if not isi or not i.get("urutan"):  # an unknown indicator is one kecamatan's own
            continue
        k = [performance(c, i["sifat"], data.triwulan, data.triwulan) for c in isi]
        persen = i["satuan"] == "%"
        baris = BarisE81(
            "sasaran", sasaran=i["sasaran"] or "", indikator=i["indikator"], satuan=i["satuan"] or "",
            k={kolom: mean(x[kolom] for x in k) if persen else None for kolom in k[0]},
        )  # fmt: skip
        r = konsolidasi.get(id_)
        baris.keterangan.append(
            f"capaian rata-rata {format_persen(r['rata'])} % ({r['jumlah_kecamatan']} kecamatan)"
            if r and r["rata"] is not None
            else "realisasi belum dilaporkan"
        )
        indikator.append((i, baris))
    return indikator


def add(nilai: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known values; None when none is."""
    ada = [n for n in nilai if n is not None]
    return sum(ada, Decimal(0)) if ada else None


def mean(nilai: Iterable[Decimal | None]) -> Decimal | None:
    """Simple mean of the known values with two decimals, half up; None when none is."""
    ada = [n for n in nilai if n is not None]
    return (sum(ada, Decimal(0)) / len(ada)).quantize(Decimal("0.01"), ROUND_HALF_UP) if ada else None
