"""Rows of the indicator tables: Perjanjian Kinerja (targets), Tabel 3.1 and Tabel 3.2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.values.names import Cocok, match_indikator, normalize_nama
from transforms.values.numbers import Angka
from transforms.workbook.blocks import is_numbering
from transforms.workbook.cell_values import (
    Catatan,
    decimal_text,
    has_letters,
    label_text,
    raw_text,
    read_measure,
)
from transforms.workbook.columns import Tampak
from transforms.workbook.grid import Indeks, Sel
from transforms.workbook.rows_anggaran import put_number
from transforms.workbook.rows_money import body_rows, closes_table, has_text, is_closing

_NOMOR = re.compile(r"\s*\(?\s*(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,4}|[a-zA-Z])\s*[.)]?\s*", re.ASCII)


@dataclass(slots=True)
class Ukur:
    """One number cell of an indicator row."""

    angka: Angka
    mentah: str | None
    alamat: str
    satuan: str | None


@dataclass(slots=True)
class Indikator:
    """One sheet row that names an indicator, with its number cells by column name (or year)."""

    tampak: Tampak
    indeks: Indeks
    baris: int
    indikator_id: str
    nama: str
    nama_sel: str
    cocok: Cocok
    sasaran: str | None
    sasaran_sel: str | None
    ukur: dict[str | int, Ukur] = field(default_factory=dict)
    yakin: bool = False

    @property
    def lembar(self) -> str:
        return self.indeks.lembar.nama


def collect_indicators(
    catatan: Catatan, tampak: Tampak, first: int, last: int, before: Indikator | None = None
) -> list[Indikator]:
    """The indicator rows between two rows of the sheet of `tampak`, in order.

    `before`: the last row of the same table above a page break; its sasaran goes on while the cell is blank.
    A known indicator is always a row. An unknown one is a row when it has a readable number, stands between
    rows, or carries the running number of the table: what is written below a table is none of these.
    """
    indeks = tampak.kepala.indeks
    columns: dict[str | int, int] = {
        n: k
        for n, k in tampak.kolom.items()
        if n in ("target", "realisasi_triwulan", "realisasi_kumulatif", "capaian")
    }
    columns |= tampak.tahun
    columns |= {f"target {y}": k for y, k in tampak.target_tahun.items() if k != tampak.kolom.get("target")}
    value_columns = tuple(columns.values())
    found: list[Indikator] = []
    sasaran = _sasaran_above(indeks, before)
    closed = interrupted = False
    previous = 0
    for baris in body_rows(indeks, first, last):
        if is_numbering(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2):
            continue
        sasaran = _sasaran(tampak, indeks, baris) or sasaran
        item = _indicator(catatan, tampak, indeks, baris, sasaran)
        if item is None or (not item.cocok.id and is_closing(item.nama)):
            closed = closed or closes_table(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            interrupted = interrupted or has_text(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            continue
        for name, kolom in columns.items():
            item.ukur[name] = _measure(catatan, indeks, baris, kolom, value_columns)
        readable = any(u.angka.nilai is not None for u in item.ukur.values())
        numbered = previous and baris == previous + 1 and _is_numbered(tampak, indeks, baris)
        if item.cocok.id:
            interrupted = False
        item.yakin = bool(item.cocok.id or (not (closed or interrupted) and (readable or numbered)))
        if item.yakin:
            previous = baris
        else:
            interrupted = True
        if item.yakin or not closed:
            found.append(item)
    while found and not found[-1].yakin:
        found.pop()
    return found


def _sasaran_above(indeks: Indeks, before: Indikator | None) -> tuple[str, str] | None:
    """Sasaran of the last row above a page break; with its sheet when that is another one."""
    if before is None or before.sasaran is None:
        return None
    other_sheet = before.indeks is not indeks and "!" not in before.sasaran_sel
    return before.sasaran, f"{before.lembar}!{before.sasaran_sel}" if other_sheet else before.sasaran_sel


def _sasaran(tampak: Tampak, indeks: Indeks, baris: int) -> tuple[str, str] | None:
    """Sasaran text of a row and its address; None when the cell is blank (the one above goes on)."""
    kolom = tampak.kolom.get("sasaran")
    if kolom is None:
        return None
    sel, b, k = indeks.label_at(baris, kolom)
    text = label_text(sel)
    return (text, indeks.lembar.alamat(b, k)) if text and has_letters(text) else None


def _indicator(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, sasaran: tuple[str, str] | None
) -> Indikator | None:
    kolom = tampak.kolom["indikator"]
    sel, b, k = indeks.label_at(baris, kolom)
    nama = label_text(sel)
    if not has_letters(nama):
        return None
    if k != kolom and tampak.kolom.get("sasaran") == k:
        return None  # one merged cell over sasaran and indikator: a heading
    cocok = match_indikator(nama, catatan.ref)
    slug = "-".join(normalize_nama(nama).split())[:80]
    return Indikator(
        tampak,
        indeks,
        baris,
        cocok.id or f"lain-{slug}",
        nama,
        indeks.lembar.alamat(b, k),
        cocok,
        *(sasaran or (None, None)),
    )


def _measure(
    catatan: Catatan, indeks: Indeks, baris: int, kolom: int, value_columns: tuple[int, ...]
) -> Ukur:
    angka, sel, unit = read_measure(catatan, indeks, baris, kolom, value_columns)
    return Ukur(angka, raw_text(sel), indeks.lembar.alamat(baris, kolom), unit)


def _is_numbered(tampak: Tampak, indeks: Indeks, baris: int) -> bool:
    kolom = tampak.kolom.get("nomor")
    sel: Sel | None = indeks.at(baris, kolom) if kolom else None
    return sel is not None and _NOMOR.fullmatch(raw_text(sel) or "") is not None


def note_indicators(catatan: Catatan, items: list[Indikator]) -> None:
    """Findings of indicator names: once per name as written and table, at its first cell."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key = (item.tampak.tabel, item.nama)
        if item.cocok.cara in ("tepat", "alias") or key in seen:
            continue
        seen.add(key)
        if item.cocok.id:
            baku = catatan.ref.indikator[item.cocok.id]["indikator"]
            catatan.add(
                "NAMA_MIRIP", item.lembar, item.nama_sel, "indikator", item.nama, item.nama, baku,
                sebab=f"Dianggap sama dengan “{baku}” (kemiripan {item.cocok.skor:.0f} %).",
            )  # fmt: skip
        else:
            catatan.add(
                "INDIKATOR_TIDAK_DIKENAL", item.lembar, item.nama_sel, "indikator", item.nama, item.nama,
                sebab="Nama ini tidak ada pada daftar indikator maupun daftar aliasnya.",
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
    by_id: dict[str, dict] = {}
    others: dict[str, list[str]] = {}
    for item in items:
        ukur = note_measure(catatan, item, "target", "target")
        row = _agreement_indicator(catatan, item, ukur)
        known = by_id.get(item.indikator_id)
        if known is None:
            by_id[item.indikator_id] = row
            continue
        if known["target"] is None and row["target"] is not None:
            by_id[item.indikator_id], row, known = row, known, row
        elif None not in (known["target"], row["target"]) and Decimal(known["target"]) != Decimal(
            row["target"]
        ):
            catatan.add(
                "TARGET_BEDA", row["lembar"], row["target_sel"], "target", item.nama, row["target_mentah"],
                known["target_mentah"], Decimal(row["target"]) - Decimal(known["target"]),
                f"Sel {known['target_sel']} lembar {known['lembar']} memuat {known['target_mentah']}.",
            )  # fmt: skip
        others.setdefault(item.indikator_id, []).append(f"{row['lembar']}!{row['target_sel']}")
    rows = sorted(by_id.values(), key=lambda r: r["urutan"])
    rows = []
    for key, row in by_id.items():
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


_CAPAIAN = ("realisasi_triwulan", "realisasi_kumulatif", "capaian")


def _put_cumulative(rows: dict[str, dict], year_row: dict, sasaran: str | None) -> None:
    """The current year's column of Tabel 3.2 into the indicator's row, made when Tabel 3.1 has none."""
    row = rows.get(year_row["indikator_id"])
    if row is None:
        if year_row["realisasi"] is None:
            return
        row = {"urutan": len(rows) + 1}
        row |= {
            n: year_row[n] for n in ("lembar", "baris", "indikator_id", "indikator_mentah", "indikator_sel")
        }
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
