"""Rows of perjanjian_kinerja, capaian_indikator and realisasi_tahunan from the indicator rows found."""

from __future__ import annotations

from decimal import Decimal

from transforms.values.names import suggest_indikator
from transforms.workbook.cell_values import Catatan, decimal_text, label_text
from transforms.workbook.grid import Lembar
from transforms.workbook.rows_anggaran import put_number
from transforms.workbook.rows_kinerja import Indikator, Ukur

_CAPAIAN = ("realisasi_triwulan", "realisasi_kumulatif", "capaian")


def note_indicators(catatan: Catatan, items: list[Indikator]) -> None:
    """Findings of indicator names: once per name as written and table, at its first cell."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key = (item.tampak.tabel, item.nama)
        if item.cocok.cara == "tepat" or key in seen:
            continue
        seen.add(key)
        usul = None if item.cocok.id else suggest_indikator(item.nama, catatan.ref)
        catatan.add_ejaan("indikator", item.nama, item.lembar, item.nama_sel, item.cocok, usul)
        if item.cocok.cara == "alias":
            continue
        if item.cocok.id:
            baku = catatan.ref.indikator[item.cocok.id]["indikator"]
            catatan.add(
                "NAMA_MIRIP", item.lembar, item.nama_sel, "indikator", item.nama, item.nama, baku,
                sebab=f"Kemiripan {item.cocok.skor:.0f} %.",
            )  # fmt: skip
        else:
            catatan.add(
                "INDIKATOR_TIDAK_DIKENAL", item.lembar, item.nama_sel, "indikator", item.nama, item.nama,
                sebab=f'Mungkin maksudnya "{catatan.ref.indikator[usul[0]]["indikator"]}".' if usul else None,
            )  # fmt: skip


def note_measure(catatan: Catatan, item: Indikator, name: str | int, kolom: str) -> Ukur | None:
    """A number cell of a row after writing its findings; None when the table has no such column."""
    ukur = item.ukur.get(name)
    if ukur is not None and (ukur.angka.tolak or ukur.angka.tinjau):
        catatan.add_angka(ukur.angka, item.lembar, ukur.alamat, kolom, item.nama, ukur.mentah)
    return ukur


def put_measure(row: dict, name: str, ukur: Ukur | None) -> None:
    """Value, raw text and address of one number into a row."""
    row[name] = decimal_text(ukur.angka.nilai) if ukur else None
    row[f"{name}_mentah"] = ukur.mentah if ukur else None
    row[f"{name}_sel"] = ukur.alamat if ukur else None


def agreement_indicator_rows(catatan: Catatan, items: list[Indikator]) -> list[dict]:
    """PK rows → perjanjian_kinerja: one row per indicator, the first occurrence with a target wins."""
    note_indicators(catatan, items)
    by_id: dict[str, tuple[dict, Lembar]] = {}
    others: dict[str, list[str]] = {}
    for item in items:
        ukur = note_measure(catatan, item, "target", "target")
        row, lembar = _agreement_indicator(catatan, item, ukur), item.indeks.lembar
        if item.indikator_id not in by_id:
            by_id[item.indikator_id] = row, lembar
            continue
        known, lembar_known = by_id[item.indikator_id]
        if known["target"] is None and row["target"] is not None:
            by_id[item.indikator_id] = row, lembar
            row, lembar = known, lembar_known
        elif None not in (known["target"], row["target"]) and Decimal(known["target"]) != Decimal(row["target"]):
            catatan.add(
                "TARGET_BEDA", row["lembar"], row["target_sel"], "target", item.nama, row["target_mentah"],
                known["target_mentah"], Decimal(row["target"]) - Decimal(known["target"]),
                f"Tabel lain itu: {lembar_known.tempat(known['target_sel'])}.",
            )  # fmt: skip
        others.setdefault(item.indikator_id, []).append(lembar.tempat(row["target_sel"]))
    rows = []
    for key, (row, _) in by_id.items():
        rows.append(row | {"urutan": len(rows) + 1, "sel_lain": "; ".join(others.get(key, ())) or None})
    return rows


def _agreement_indicator(catatan: Catatan, item: Indikator, ukur: Ukur | None) -> dict:
    known = catatan.ref.indikator.get(item.cocok.id or "")
    row = {
        "urutan": 0, "lembar": item.lembar, "baris": item.baris,
        "tingkat": item.tampak.tingkat or (known["tingkat"] if known else "sasaran"),
        "nomor_mentah": None, "nomor_sel": None, "sasaran": item.sasaran, "sasaran_sel": item.sasaran_sel,
        "indikator_id": item.indikator_id, "indikator_mentah": item.nama, "indikator_sel": item.nama_sel,
    }  # fmt: skip
    put_number(row, item.indeks, item.baris, item.tampak.kolom.get("nomor"))
    put_measure(row, "target", ukur)
    row["satuan"] = _unit(item, ukur)
    return row


def _unit(item: Indikator, ukur: Ukur | None) -> str | None:
    kolom = item.tampak.kolom.get("satuan")
    written = label_text(item.indeks.label_at(item.baris, kolom)[0]) if kolom else ""
    return written or (ukur.satuan if ukur else None)


def yearly_rows(catatan: Catatan, items: list[Indikator]) -> list[dict]:
    """Tabel 3.2 rows → realisasi_tahunan: one row per indicator and year, the first occurrence wins."""
    note_indicators(catatan, items)
    rows: list[dict] = []
    seen: set[tuple[str, int]] = set()
    for item in items:
        target = note_measure(catatan, item, "target", "target")
        for tahun in sorted(item.tampak.tahun):
            ukur = note_measure(catatan, item, tahun, f"realisasi {tahun}")
            if (item.indikator_id, tahun) in seen:
                continue
            seen.add((item.indikator_id, tahun))
            row = {
                "urutan": len(rows) + 1, "lembar": item.lembar, "baris": item.baris,
                "indikator_id": item.indikator_id, "indikator_mentah": item.nama,
                "indikator_sel": item.nama_sel,
            }  # fmt: skip
            put_measure(row, "target", item.ukur.get(f"target {tahun}") or target)
            row["tahun_realisasi"] = tahun
            put_measure(row, "realisasi", ukur)
            rows.append(row)
    return rows


def capaian_rows(
    catatan: Catatan,
    items: list[Indikator],
    yearly: list[dict],
    tahun: int | None,
    yearly_items: list[Indikator],
) -> list[dict]:
    """Tabel 3.1 rows, with the cumulative value of the report's year from Tabel 3.2 → capaian_indikator."""
    note_indicators(catatan, items)
    rows: dict[str, dict] = {}
    for item in items:
        ukur = {n: note_measure(catatan, item, n, n) for n in ("target", *_CAPAIAN)}
        row = {
            "urutan": len(rows) + 1, "lembar": item.lembar, "baris": item.baris,
            "indikator_id": item.indikator_id, "indikator_mentah": item.nama, "indikator_sel": item.nama_sel,
            "sasaran": item.sasaran,
        }  # fmt: skip
        put_measure(row, "target", ukur["target"])
        put_measure(row, "realisasi_triwulan", ukur["realisasi_triwulan"])
        put_measure(row, "realisasi_kumulatif", ukur["realisasi_kumulatif"])
        row["kumulatif_lembar"] = item.lembar if ukur["realisasi_kumulatif"] else None
        put_measure(row, "capaian_dilaporkan", ukur["capaian"])
        rows.setdefault(item.indikator_id, row)
    sasaran = {i.indikator_id: i.sasaran for i in yearly_items}
    for year_row in yearly:
        if year_row["tahun_realisasi"] == tahun and tahun is not None:
            _put_cumulative(rows, year_row, sasaran.get(year_row["indikator_id"]))
    return list(rows.values())


def _put_cumulative(rows: dict[str, dict], year_row: dict, sasaran: str | None) -> None:
    """The current year's column of Tabel 3.2 into the indicator's row, made when Tabel 3.1 has none."""
    row = rows.get(year_row["indikator_id"])
    if row is None:
        if year_row["realisasi"] is None:
            return
        row = {"urutan": len(rows) + 1}
        row |= {n: year_row[n] for n in ("lembar", "baris", "indikator_id", "indikator_mentah", "indikator_sel")}
        row["sasaran"] = sasaran
        row |= {n: year_row[n] for n in ("target", "target_mentah", "target_sel")}
        for name in ("realisasi_triwulan", "realisasi_kumulatif", "capaian_dilaporkan"):
            put_measure(row, name, None)
        rows[year_row["indikator_id"]] = row
    if row["realisasi_kumulatif"] is None:
        row["realisasi_kumulatif"] = year_row["realisasi"]
        row["realisasi_kumulatif_mentah"] = year_row["realisasi_mentah"]
        row["realisasi_kumulatif_sel"] = year_row["realisasi_sel"]
        row["kumulatif_lembar"] = year_row["lembar"]
