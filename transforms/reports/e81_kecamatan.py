"""Rows of one kecamatan's Formulir E.81: its LKj of the year, and what its own form adds."""

from decimal import Decimal

from transforms.reports.e81_office import Formulir, fill, form_rows
from transforms.reports.e81_rows import (
    KOLOM_TRIWULAN,
    BarisE81,
    Sumber,
    latest_report,
    lay_out,
    money,
    money_notes,
    performance,
)
from transforms.reports.format import format_persen
from transforms.reports.tables import Data


def kecamatan_rows(sumber: Sumber, kode_kecamatan: str) -> list[BarisE81]:
    """All rows of a kecamatan's form: by its LKj, filled up from its own Formulir E.81, else by that form alone."""
    data, anggaran = sumber.data, []
    form: Formulir | None = sumber.formulir.get(kode_kecamatan)
    acuan = latest_report(sumber, kode_kecamatan)
    for kode, b in sumber.anggaran.get(kode_kecamatan, {}).items():
        if b.gaya == "sisa" and acuan not in b.isi:
            continue
        rp = {} if b.gaya == "sisa" else money(b.isi, data.triwulan, acuan)
        catatan = money_notes(b, acuan)
        baris = BarisE81(b.gaya, uraian=b.uraian, rp=rp, keterangan=catatan)
        # the performance of a program is that of its indicators, below
        jenis = ("rp",) if b.gaya in ("program", "total") else ("k", "rp")
        anggaran.append((kode, fill(baris, form, form and form.kode.get(kode), jenis, data.triwulan)))
    tahunan, indikator = _earlier_years(data, kode_kecamatan), []
    for id_, i in sumber.indikator.items():
        isi = sumber.capaian.get((kode_kecamatan, id_))
        if not isi:
            continue
        baris = BarisE81(
            "sasaran", sasaran=i["sasaran"] or "", indikator=i["indikator"], satuan=i["satuan"] or "",
            k=performance(isi, i.get("sifat"), data.triwulan, acuan),
        )  # fmt: skip
        ini = isi.get(data.triwulan)
        if ini and ini["realisasi_triwulan"] not in (
            None,
            ini["realisasi_kumulatif"],
            _own(baris, data.triwulan),
        ):
            baris.keterangan.append(f"tertulis untuk triwulan ini: {format_persen(ini['realisasi_triwulan'])}")
        if ini and ini["capaian_persen"] is not None:
            baris.keterangan.append(f"capaian {format_persen(ini['capaian_persen'])} % ({ini['kategori']})")
        elif ini and ini["alasan_kosong"]:
            baris.keterangan.append(str(ini["alasan_kosong"]))
        if lama := tahunan.get(id_):
            baris.keterangan.append("realisasi tahun " + "; ".join(lama))
        indikator.append((i, fill(baris, form, form and form.indikator.get(id_), ("k",), data.triwulan)))
    return lay_out(sumber, anggaran, indikator) or form_rows(form, data.triwulan)


def _own(baris: BarisE81, triwulan: int) -> Decimal | None:
    return next(baris.k[kolom] for kolom, tw in KOLOM_TRIWULAN.items() if tw == triwulan)


def _earlier_years(data: Data, kode_kecamatan: str) -> dict[str, list[str]]:
    """indikator_id → realisation of earlier years as Tabel 3.2 of the file in force has them: '2022: 96,83'."""
    kiriman = data.by_kecamatan("ringkasan_kecamatan").get(kode_kecamatan, {}).get("kiriman_id")
    hasil: dict[str, list[str]] = {}
    milik = [r for r in data.in_force("realisasi_tahunan") if kiriman and r["kiriman_id"] == kiriman]
    for r in sorted(milik, key=lambda r: r["tahun_realisasi"] or 0):
        if r["realisasi"] is not None and 0 < (r["tahun_realisasi"] or 0) < data.tahun:
            hasil.setdefault(r["indikator_id"], []).append(f"{r['tahun_realisasi']}: {format_persen(r['realisasi'])}")
    return hasil
