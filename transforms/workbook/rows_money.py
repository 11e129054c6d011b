"""Which rows below a money table's header are budget lines, and what their cells say.

A row is taken when something in it is surely ours: a readable code, a total, a name of the nomenclature, or a
label with an amount. What is doubtful (a label with an unreadable amount) is taken only between such rows, so
that signatures and notes under a table never become rows and no amount inside the table is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal

from transforms.values.memo import memo
from transforms.values.numbers import KOSONG
from transforms.workbook.budget_label import Calon, read_label
from transforms.workbook.budget_names import codes_by_name, is_name
from transforms.workbook.cell_values import Catatan, has_letters, label_text, raw_text, read_amount, read_number
from transforms.workbook.columns import Tampak
from transforms.workbook.grid import Indeks
from transforms.workbook.header_shape import is_numbering

UANG = ("plafon", "realisasi", "sisa", "anggaran")
NILAI_TERKECIL = Decimal(1000)
"""A lone number without any label below this is a page number, not an amount."""

_PENUTUP = re.compile(
    r"nip\b|mengetahui|menyetujui|pihak (?:pertama|kedua)|"
    r"camat\b|bupati\b|sekretaris (?:kecamatan|camat)|plt\b|"
    r"a\.?\s?n\.? |ttd\b|pembina\b|penata\b|catatan\s*:|keterangan\s*:|"
    r"[^\d,]{3,40},\s*(?:tanggal\s+|tgl\.?\s+)?\d{0,2}\s*[a-z]{3,9}\s+20\d\d",
    re.IGNORECASE,
)


@memo
def is_closing(text: str) -> bool:
    """True for the first words of a signature block or a note under a table."""
    return _PENUTUP.match(text.lstrip()) is not None


def body_rows(indeks: Indeks, first: int, last: int) -> list[int]:
    """Rows of a sheet with something in them, from `first` to `last`."""
    rows = indeks.nomor_baris
    return rows[bisect_left(rows, first) : bisect_right(rows, last)]


def closes_table(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> bool:
    """True when a row between two columns begins a signature block."""
    return any(
        kolom1 <= k <= kolom2 and s.nilai.__class__ is str and is_closing(s.nilai)
        for k, s in indeks.baris[baris].items()
    )


def has_text(indeks: Indeks, baris: int, kolom1: int, kolom2: int) -> bool:
    """True when a row has words between two columns: a title, a note, a header of another table."""
    return any(
        kolom1 <= k <= kolom2 and s.nilai.__class__ is str and has_letters(s.nilai)
        for k, s in indeks.baris[baris].items()
    )


def collect(catatan: Catatan, tampak: Tampak, first: int, last: int) -> list[Calon]:
    """The budget lines between two rows of the sheet of `tampak`, in order."""
    indeks = tampak.kepala.indeks
    money = tuple(n for n in UANG if n in tampak.kolom)
    value_columns = tuple(tampak.kolom[n] for n in money)
    found: list[Calon] = []
    closed = interrupted = False
    for baris in body_rows(indeks, first, last):
        has_amount = not indeks.baris[baris].keys().isdisjoint(value_columns)
        if found and not has_amount and _runs_on(catatan, tampak, indeks, baris, found[-1]):
            continue
        calon = _candidate(catatan, tampak, indeks, baris, money, value_columns, has_amount)
        if calon is None or (calon.yakin < 2 and is_closing(calon.uraian)):
            closed = closed or closes_table(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            interrupted = interrupted or has_text(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2)
            continue
        if calon.yakin == 2:
            interrupted = False
        elif closed:
            continue
        elif interrupted:  # below other text only what is followed by a sure line belongs to the table
            calon.yakin = 0
        elif calon.yakin == 0 and not _has_digits(calon):  # words where amounts belong: another table's header
            interrupted = True
        found.append(calon)
    while found and found[-1].yakin == 0:
        found.pop()
    return found


def _runs_on(catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, line: Calon) -> bool:
    """True when a row without amounts only carries on the name of the line above, which gets the text."""
    if baris != line.akhir + 1:
        return False
    text = _continuation(catatan, tampak, indeks, baris, line.kode.kode, line.uraian, line.baris)
    if text is None:
        return False
    line.uraian, line.akhir = f"{line.uraian} {text}".strip(), baris
    return True


def _continuation(
    catatan: Catatan, tampak: Tampak, indeks: Indeks, baris: int, kode: str | None, uraian: str, top: int
) -> str | None:
    """The rest of a name in the row below it, or None when that row is a line of its own.

    It is the rest when both together are a name of the nomenclature; in cells that are merged over both rows also
    when nothing more or a small letter follows (a name of several paragraphs, pasted from Word).
    """
    cells = indeks.baris.get(baris, {})
    if any(k in cells for k in tampak.kode_kolom if k not in tampak.uraian_kolom):
        return None
    text = " ".join(t for k in tampak.uraian_kolom if (t := label_text(cells.get(k))))
    columns = (*tampak.kode_kolom, *(tampak.kolom[n] for n in UANG if n in tampak.kolom))
    merged = any((m := indeks.gabung.get((baris, k))) and m[0] == top for k in columns) if indeks.gabung else False
    if merged and (not text or text[0].islower()):
        return text
    return text if text and is_name(kode, f"{uraian} {text}", catatan.ref) else None


def _has_digits(calon: Calon) -> bool:
    return any(any(map(str.isdigit, raw_text(s) or "")) for s in calon.sel.values() if s is not None)


def _read_amounts(catatan: Catatan, calon: Calon, money: tuple[str, ...], value_columns: tuple[int, ...]) -> None:
    """The amounts of a line and their cells, by the names of their columns."""
    tampak, indeks, baris = calon.tampak, calon.indeks, calon.baris
    calon.angka, calon.sel = angka, sel = {}, {}
    if not indeks.gabung:
        cells = indeks.baris[baris]
        for name, kolom in zip(money, value_columns, strict=True):
            sel[name] = cell = cells.get(kolom)
            angka[name] = KOSONG if cell is None else read_amount(cell)
        return

    def own_line(below: int) -> bool:
        return _continuation(catatan, tampak, indeks, below, calon.kode.kode, calon.uraian, baris) is None

    for name, kolom in zip(money, value_columns, strict=True):
        angka[name], sel[name] = read_number(catatan, indeks, baris, kolom, value_columns, True, own_line)


def _candidate(
    catatan: Catatan,
    tampak: Tampak,
    indeks: Indeks,
    baris: int,
    money: tuple[str, ...],
    value_columns: tuple[int, ...],
    has_amount: bool,
) -> Calon | None:
    calon = read_label(tampak, indeks, baris)
    known = calon.kode.kode is not None and calon.kode.kode.count(".") > 1
    if not (has_amount or known):
        if calon.total or not calon.uraian or not codes_by_name(calon.uraian, catatan.ref):
            return None
        known = True
    _read_amounts(catatan, calon, money, value_columns)
    if known or calon.total:
        calon.yakin = 2
        return calon
    if is_numbering(indeks, baris, tampak.kepala.kolom1, tampak.kepala.kolom2):
        return None
    amounts = [a.nilai for a in calon.angka.values() if a.nilai is not None]
    if calon.uraian:
        calon.yakin = 2 if codes_by_name(calon.uraian, catatan.ref) else 1 if amounts else 0
        return calon
    amounts = [n for n in amounts if abs(n) >= NILAI_TERKECIL]
    if not amounts:
        return None
    calon.yakin = 1 if len(amounts) > 1 else 0
    return calon
