"""Rows of realisasi_anggaran and perjanjian_anggaran from the budget lines that rows_money found."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

from transforms.values.codes import kode_tingkat, parent_kode
from transforms.values.numbers import BATAS_PENDEK, Angka, confirm_row
from transforms.workbook.budget_label import Calon
from transforms.workbook.budget_names import codes_by_name, find_kode, name_owner
from transforms.workbook.cell_values import Catatan, decimal_text, label_text, raw_text
from transforms.workbook.grid import Indeks

UANG = ("plafon", "realisasi", "sisa")
_KOLOM_UANG = {n: (f"{n}_mentah", f"{n}_sel", f"{n}_tanda") for n in (*UANG, "anggaran")}
JUTA = Decimal(1_000_000)
_ALASAN_SKALA = "Mungkin tiga angka nolnya hilang saat diketik."


def budget_rows(catatan: Catatan, lines: list[Calon]) -> list[dict]:
    """Budget lines → rows of realisasi_anggaran with levels and parents, and the findings of their cells."""
    rows: list[dict] = []
    program = kegiatan = None
    for urutan, calon in enumerate(lines, 1):
        row = _budget_row(catatan, calon, urutan, program, kegiatan)
        rows.append(row)
        if row["tingkat"] == "program":
            program, kegiatan = row["kode"], None
        elif row["tingkat"] == "kegiatan":
            kegiatan = row["kode"]
    _demote_subtotals(rows)
    _set_parents(rows)
    return rows


def _budget_row(catatan: Catatan, calon: Calon, urutan: int, program: str | None, kegiatan: str | None) -> dict:
    lembar = calon.indeks.lembar
    kode = calon.kode.kode
    asal = "tertulis" if kode else None
    menurut = None
    if kode is not None:
        menurut = name_owner(kode, calon.uraian, catatan.ref)
    elif not calon.total:
        named = find_kode(calon.uraian, catatan.ref, program, kegiatan)
        if calon.kode_mentah is None and named:
            kode, asal = named, "dari_nama"
        else:
            menurut = named
    row = {
        "urutan": urutan, "lembar": lembar.nama, "baris": calon.baris, "induk_urutan": None,
        "kode": kode, "kode_mentah": calon.kode_mentah, "kode_sel": lembar.alamat(*calon.kode_letak),
        "kode_gaya": calon.kode.gaya, "kode_asal": asal, "kode_menurut_nama": menurut,
        "tingkat": _level(calon, kode or menurut),
        "uraian": calon.uraian or None, "uraian_sel": lembar.alamat(*calon.uraian_letak),
    }  # fmt: skip
    angka = _check_scale(calon)
    objek = f"{kode or ''} {calon.uraian}".strip() or f"baris {calon.baris}"
    for name in UANG:
        _put_amount(catatan, row, name, calon, angka.get(name), objek)
    row["sumber_dana"] = extra_label(calon, "sumber_dana")
    row["tersembunyi"] = calon.baris in lembar.baris_tersembunyi
    if row["tersembunyi"]:
        catatan.add("BARIS_TERSEMBUNYI", lembar.nama, row["uraian_sel"], "uraian", objek, row["plafon_mentah"])
    row["tambahan"] = _extra_columns(calon) if calon.tampak.tambahan else None
    return row


def _extra_columns(calon: Calon) -> str | None:
    """The cells of columns that are none of ours, as JSON: header text → raw text."""
    cells = calon.indeks.baris[calon.baris]
    extra = {n: t for n, k in calon.tampak.tambahan.items() if (t := raw_text(cells.get(k)))}
    return json.dumps(extra, ensure_ascii=False) if extra else None


def _check_scale(calon: Calon) -> dict[str, Angka]:
    """The amounts of a row after its own arithmetic: what it confirms loses a finding, the rest may gain one.

    A numeric plafon or realisasi below Rp 10.000 beside amounts of millions has most likely lost its
    thousands, even in a row that adds up: sisa is often a formula. A negative sisa of a row that adds up only
    repeats that realisasi exceeds plafon, which is a rule of its own (REALISASI_MELEBIHI_PLAFON).
    """
    angka = calon.angka
    if len(angka) < 3:
        return angka
    plafon, realisasi, sisa = angka["plafon"], angka["realisasi"], angka["sisa"]
    p, r, s = plafon.nilai, realisasi.nilai, sisa.nilai
    filled = p is not None and r is not None and s is not None
    adds_up = filled and p - r == s
    if adds_up and not (plafon.tinjau or realisasi.tinjau or sisa.tinjau):
        return angka
    confirmed = dict(zip(UANG, confirm_row(*(angka[n] for n in UANG)), strict=True))
    for name in ("plafon", "realisasi"):
        sel, nilai = calon.sel[name], angka[name].nilai
        others = [abs(angka[n].nilai) for n in UANG if n != name and angka[n].nilai is not None]
        short = nilai is not None and 0 < abs(nilai) < BATAS_PENDEK and sel is not None and sel.jenis == "angka"
        if short and others and max(others) > JUTA and "SKALA_MENCURIGAKAN" not in confirmed[name].tinjau:
            tinjau = tuple(t for t in angka[name].tinjau if t != "ANGKA_PENDEK")
            confirmed[name] = angka[name]._replace(tinjau=("SKALA_MENCURIGAKAN", *tinjau), alasan=_ALASAN_SKALA)
    sisa = confirmed["sisa"]
    if adds_up and "NILAI_NEGATIF" in sisa.tinjau:
        rest = tuple(t for t in sisa.tinjau if t != "NILAI_NEGATIF")
        confirmed["sisa"] = sisa._replace(tinjau=rest, alasan=sisa.alasan if rest else "")
    return confirmed


def _put_amount(catatan: Catatan, row: dict, name: str, calon: Calon, angka, objek: str) -> None:
    """The four columns of one amount, and its findings. An amount whose column is missing has no address."""
    mentah, alamat, tanda = _KOLOM_UANG[name]
    if angka is None:
        row[name] = row[mentah] = row[alamat] = row[tanda] = None
        return
    lembar = calon.indeks.lembar
    address = lembar.alamat(calon.baris, calon.tampak.kolom[name])
    raw = raw_text(calon.sel[name])
    row[name] = decimal_text(angka.nilai)
    row[mentah] = raw
    row[alamat] = address
    row[tanda] = ";".join(angka.tanda) if angka.tanda else None
    if row["tingkat"] == "total" and "SKALA_MENCURIGAKAN" in angka.tinjau:
        angka = angka._replace(tinjau=tuple("SKALA_TOTAL" if t == "SKALA_MENCURIGAKAN" else t for t in angka.tinjau))
    if angka.tolak or angka.tinjau:
        catatan.add_angka(angka, lembar.nama, address, name, objek, raw)


def extra_label(calon: Calon, name: str) -> str | None:
    """Text of a label column of the line, seen through merged cells."""
    kolom = calon.tampak.kolom.get(name)
    return (label_text(calon.indeks.label_at(calon.baris, kolom)[0]) or None) if kolom else None


def _level(calon: Calon, kode: str | None) -> str:
    if calon.total:
        return "total"
    if kode is not None:
        return kode_tingkat(kode)
    return "program" if calon.uraian.casefold().startswith("program ") else "lain"


def _demote_subtotals(rows: list[dict]) -> None:
    """A 'Jumlah' between programs sums up what is above it; only one before or below all of them is the total."""
    program = [r["urutan"] for r in rows if r["tingkat"] == "program"]
    total = [r for r in rows if r["tingkat"] == "total"]
    between = [r for r in total if program and program[0] < r["urutan"] < program[-1]]
    below = [r for r in total if program and r["urutan"] > program[-1]]
    for row in between + (below[:-1] if between else []):
        row["tingkat"] = "lain"


def _set_parents(rows: list[dict]) -> None:
    """induk_urutan: the nearest row above with the parent's code (else the first below), or total."""
    total = next((r["urutan"] for r in rows if r["tingkat"] == "total"), None)
    last: dict[str, int] = {}
    first: dict[str, int] = {}
    for row in rows:
        if row["kode"]:
            first.setdefault(row["kode"], row["urutan"])
    for row in rows:
        if row["tingkat"] == "program":
            row["induk_urutan"] = total
        elif row["tingkat"] in ("kegiatan", "sub_kegiatan") and row["kode"]:
            parent = parent_kode(row["kode"])
            row["induk_urutan"] = last.get(parent) or first.get(parent)
        if row["kode"]:
            last[row["kode"]] = row["urutan"]


def without_copies(catatan: Catatan, tables: list[list[Calon]]) -> list[bool]:
    """For each budget table: False when it only repeats another one, whose amounts would then count twice.

    That is a copy (all its lines stand, with the same amounts, in a larger or an earlier table) and a recap: only
    programs and a total, all of them in a table that also has their kegiatan.
    """
    lines = [
        Counter((_subject(catatan, c), *(c.angka[n].nilai for n in UANG if n in c.angka)) for c in t) for t in tables
    ]
    subjects = [{line[0] for line in counted} for counted in lines]
    kept: list[bool] = []
    for i, own in enumerate(lines):
        others = [
            j
            for j, other in enumerate(lines)
            if j != i and (other.total() > own.total() or (other.total() == own.total() and j < i))
        ]
        copy = own.total() > 1 and any(own <= lines[j] for j in others)
        programs = subjects[i] - {"total"}
        recap = all(kode_tingkat(s) == "program" for s in programs) and any(
            programs and programs <= other and any(kode_tingkat(s) == "kegiatan" for s in other) for other in subjects
        )
        kept.append(not (copy or recap))
    return kept


def _subject(catatan: Catatan, calon: Calon) -> str:
    """What a line is about: its code, also by name, 'total', or its name."""
    if calon.total:
        return "total"
    return calon.kode.kode or find_kode(calon.uraian, catatan.ref) or calon.uraian.casefold()


def names_programs(catatan: Catatan, lines: list[Calon]) -> bool:
    """True when a table of names and budgets lists programs: only then it can be the Perjanjian Kinerja."""
    return any(
        kode_tingkat(kode) == "program"
        for c in lines
        for kode in ((c.kode.kode,) if c.kode.kode else codes_by_name(c.uraian, catatan.ref))
    )


def agreement_rows(catatan: Catatan, lines: list[Calon]) -> list[dict]:
    """Budget lines of the Perjanjian Kinerja → rows of perjanjian_anggaran. Repeated tables are kept once."""
    rows: list[dict] = []
    seen: set[tuple] = set()
    for calon in lines:
        row = _agreement_row(catatan, calon)
        key = (row["tingkat"], row["kode"] or row["uraian"], row["anggaran"])
        here = (id(calon.tampak.kepala), *key)
        if key in seen and here not in seen:
            continue
        seen |= {key, here}
        rows.append(row | {"urutan": len(rows) + 1})
    return rows


def _agreement_row(catatan: Catatan, calon: Calon) -> dict:
    lembar, tampak = calon.indeks.lembar, calon.tampak
    kode = calon.kode.kode or (None if calon.total else find_kode(calon.uraian, catatan.ref))
    level = _level(calon, kode)
    row = {
        "urutan": 0, "lembar": lembar.nama, "baris": calon.baris,
        "nomor_mentah": None, "nomor_sel": None,
        "tingkat": "program" if level == "lain" else level, "kode": kode,
        "uraian": calon.uraian or None, "uraian_sel": lembar.alamat(*calon.uraian_letak),
    }  # fmt: skip
    put_number(row, calon.indeks, calon.baris, tampak.kolom.get("nomor"))
    if calon.total:
        row["nomor_mentah"] = None
    objek = calon.uraian or kode or f"baris {calon.baris}"
    _put_amount(catatan, row, "anggaran", calon, calon.angka.get("anggaran"), objek)
    del row["anggaran_tanda"]
    row["sumber_dana"] = extra_label(calon, "sumber_dana")
    return row


def put_number(row: dict, indeks: Indeks, baris: int, kolom: int | None) -> None:
    """nomor_mentah and nomor_sel of a row from its No. column, seen through merged cells."""
    if kolom is not None:
        sel, b, k = indeks.label_at(baris, kolom)
        row["nomor_mentah"], row["nomor_sel"] = raw_text(sel), indeks.lembar.alamat(b, k)
