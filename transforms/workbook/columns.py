"""From a header block to the tables it carries: which table, and which column is which.

Tables are told apart by their columns, never by titles. A block can carry two tables (targets and budget side
by side). Where two columns could be the same amount and nothing in the header decides, the column counts as
missing: a value is never taken from a guessed column.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from transforms.workbook.cell_values import line_text
from transforms.workbook.grid import Sel, column_letters
from transforms.workbook.header_shape import Kepala
from transforms.workbook.headers import Kamus, Tajuk, name_columns

WAJIB = {
    "realisasi_anggaran": ("kode", "uraian", "plafon", "realisasi", "sisa"),
    "perjanjian_anggaran": ("uraian", "anggaran"),
    "perjanjian_kinerja": ("indikator", "target"),
    "capaian_indikator": ("indikator", "target", "realisasi_triwulan", "capaian"),
    "realisasi_tahunan": ("indikator", "target"),
}
"""table → columns whose absence is reported; the rest of the table is used all the same."""

NAMA_KOLOM = {
    "kode": "Kode",
    "uraian": "Program/Kegiatan/Sub Kegiatan",
    "plafon": "Plafon Anggaran",
    "anggaran": "Anggaran",
    "realisasi": "Realisasi",
    "sisa": "Sisa Anggaran",
    "indikator": "Indikator Kinerja",
    "target": "Target",
    "realisasi_triwulan": "Realisasi",
    "capaian": "Capaian (%)",
}


@dataclass(slots=True)
class Tampak:
    """One table as a header block shows it."""

    tabel: str
    kepala: Kepala
    kolom: dict[str, int] = field(default_factory=dict)
    """our column name → sheet column"""
    kode_kolom: list[int] = field(default_factory=list)
    """all columns under the code header (a code can be split over several)"""
    uraian_kolom: list[int] = field(default_factory=list)
    """all columns under the name header (offices indent by columns)"""
    tahun: dict[int, int] = field(default_factory=dict)
    """realisasi_tahunan: year → sheet column of its realisation"""
    target_tahun: dict[int, int] = field(default_factory=dict)
    """realisasi_tahunan: year → sheet column of a target given for that year alone"""
    tingkat: str | None = None
    """perjanjian_kinerja: 'sasaran' or 'program'"""
    tambahan: dict[str, int] = field(default_factory=dict)
    """extra columns of the money table: header text → sheet column"""
    hilang: list[tuple[str, str]] = field(default_factory=list)
    """(column, reason or '' when there is none) of required columns that the header does not give"""
    triwulan_lain: list[tuple[str, int, int]] = field(default_factory=list)
    """(column, sheet column, quarter) where the header names another quarter than the report's"""
    ribuan: list[int] = field(default_factory=list)
    """sheet columns whose header says thousands or millions of rupiah"""


@dataclass(slots=True)
class Calon:
    """A column that may be a given one: position, header taken apart, how directly the words matched."""

    kolom: int
    tajuk: Tajuk
    tingkat: int


_DIKENAL: dict[tuple, list[Tampak]] = {}


def read_header(kepala: Kepala, kamus: Kamus, tahun: int | None, triwulan: int | None) -> list[Tampak]:
    """The tables of a header block, [] when it is none of ours. `tahun`, `triwulan`: the report's period.

    The same texts over the same columns come again in every report of an office, and are understood once; unless
    only the numbers below decide. The lists in a Tampak are shared and never changed.
    """
    key = (kamus, tahun, triwulan, *((kolom, *path) for kolom, path in kepala.judul.items()))
    if (known := _DIKENAL.get(key)) is None:
        pilih = _Pilih(kepala, tahun, triwulan)
        views = _understand(kepala, kamus, pilih)
        if not pilih.by_numbers:
            if len(_DIKENAL) >= 2048:
                _DIKENAL.clear()
            _DIKENAL[key] = [replace(v, kepala=None) for v in views]
        return views
    return [replace(v, kepala=kepala) for v in known]


def _understand(kepala: Kepala, kamus: Kamus, pilih: _Pilih) -> list[Tampak]:
    kinerja = _candidates(kepala, kamus, kamus.kinerja)
    anggaran = _candidates(kepala, kamus, kamus.anggaran)
    views: list[Tampak] = []
    if "indikator" in kinerja and ({"target", "realisasi", "realisasi_kumulatif", "capaian"} & set(kinerja)):
        views += _indicator_views(kepala, kinerja, pilih)
        # 'Realisasi' beside an indicator is the indicator's; only what names money is the budget's.
        anggaran = {
            kolom: [c for c in calon if c.tajuk.inti not in ("realisasi", "target") or c.tajuk.rupiah]
            for kolom, calon in anggaran.items()
        }
        anggaran = {kolom: calon for kolom, calon in anggaran.items() if calon}
        if "plafon" in anggaran and "uraian" in anggaran and "realisasi" not in anggaran:
            views.append(_agreement_budget(kepala, anggaran, pilih))
        elif {"plafon", "uraian", "realisasi"} <= set(anggaran):
            views.append(_budget(kepala, anggaran, pilih))
    elif "plafon" in anggaran and ({"uraian", "kode"} & set(anggaran)):
        if {"realisasi", "sisa"} & set(anggaran):
            views.append(_budget(kepala, anggaran, pilih))
        else:
            views.append(_agreement_budget(kepala, anggaran, pilih))
    elif {"kode", "uraian"} & set(anggaran) and {"realisasi", "sisa"} <= set(anggaran):
        views.append(_budget(kepala, anggaran, pilih))
    for view in views:
        view.triwulan_lain = [
            (name, column, quarter) for name, column, quarter in pilih.lain if view.kolom.get(name) == column
        ]
    return views


def _candidates(kepala: Kepala, kamus: Kamus, words: dict[str, str]) -> dict[str, list[Calon]]:
    """column name → candidates, by the longest tail of the header path that is a known word."""
    paths = tuple(tuple(path) for path in kepala.judul.values())
    found: dict[str, list[Calon]] = {}
    for kolom, named in zip(kepala.judul, name_columns(paths, kamus, words is kamus.kinerja), strict=True):
        if named is not None:
            name, tajuk, skip = named
            found.setdefault(name, []).append(Calon(kolom, tajuk, skip))
    return found


class _Pilih:
    """Chooses one column among candidates by the report's period; ties of values are refused."""

    def __init__(self, kepala: Kepala, tahun: int | None, triwulan: int | None) -> None:
        self.kepala = kepala
        self.tahun, self.triwulan = tahun, triwulan
        self.lain: list[tuple[str, int, int]] = []
        self.by_numbers = False

    def label(self, calon: list[Calon] | None) -> int | None:
        return min(calon, key=lambda c: (c.tingkat, c.kolom)).kolom if calon else None

    def spread(self, calon: list[Calon] | None, any_word: bool = False) -> list[int]:
        """The chosen label column and its neighbours to the right under the same header (or a like one)."""
        if not calon:
            return []
        best = min(calon, key=lambda c: (c.tingkat, c.kolom))
        columns = [best.kolom]
        for c in sorted(calon, key=lambda c: c.kolom):
            same = any_word or (c.tajuk == best.tajuk and c.tingkat == best.tingkat)
            if same and c.kolom == columns[-1] + 1:
                columns.append(c.kolom)
        return columns

    def value(self, name: str, calon: list[Calon] | None, cumulative_first: bool = False) -> tuple[int | None, str]:
        """(column, '') or (None, reason)."""
        if not calon:
            return None, ""

        def order(c: Calon) -> tuple:
            t = c.tajuk
            other_year = t.tahun is not None and self.tahun is not None and t.tahun != self.tahun
            other_quarter = t.triwulan is not None and self.triwulan is not None and t.triwulan != self.triwulan
            cumulative = not t.kumulatif if cumulative_first else t.kumulatif
            own_quarter = t.triwulan is not None if cumulative_first else False
            return other_year, other_quarter, -t.perubahan, c.tingkat, cumulative, own_quarter

        ranked = sorted(calon, key=order)
        tied = [c for c in ranked if order(c) == order(ranked[0])]
        best = tied[0] if len(tied) == 1 else self._filled(tied)
        if best is None:
            return None, "Lebih dari satu kolom bertajuk sama."
        quarter = best.tajuk.triwulan
        if quarter and self.triwulan and quarter != self.triwulan:
            self.lain.append((name, best.kolom, quarter))
        return best.kolom, ""

    def _filled(self, tied: list[Calon]) -> Calon | None:
        """Under one header cell merged over several columns ('Rp' beside the number): the only one with numbers."""
        self.by_numbers = True
        indeks, kepala = self.kepala.indeks, self.kepala
        ranges = {indeks.gabung.get((b, c.kolom)) for c in tied for b in range(kepala.baris1, kepala.baris2 + 1)}
        wide = [r for r in ranges if r and all(r[1] <= c.kolom <= r[3] for c in tied)]
        if not wide:
            return None
        rows = [indeks.baris[b] for b in indeks.nomor_baris if kepala.baris2 < b <= kepala.baris_akhir]
        filled = [c for c in tied if any(_has_number(row.get(c.kolom)) for row in rows)]
        return filled[0] if len(filled) == 1 else None


def _has_number(sel: Sel | None) -> bool:
    return sel is not None and (sel.jenis == "angka" or any(map(str.isdigit, str(sel.nilai))))


def _put(view: Tampak, name: str, found: tuple[int | None, str]) -> None:
    if found[0] is not None:
        view.kolom[name] = found[0]
    elif name in WAJIB[view.tabel]:
        view.hilang.append((name, found[1]))


def _put_label(view: Tampak, name: str, column: int | None) -> None:
    _put(view, name, (column, ""))


def _budget_labels(view: Tampak, calon: dict[str, list[Calon]], pilih: _Pilih) -> None:
    for name in ("nomor", "kode", "uraian", "sumber_dana"):
        _put_label(view, name, pilih.label(calon.get(name)))
    view.kode_kolom = pilih.spread(calon.get("kode"))
    view.uraian_kolom = pilih.spread(calon.get("uraian"), any_word=True)


def _budget(kepala: Kepala, calon: dict[str, list[Calon]], pilih: _Pilih) -> Tampak:
    view = Tampak("realisasi_anggaran", kepala)
    _budget_labels(view, calon, pilih)
    for name in ("plafon", "realisasi", "sisa"):
        money = [c for c in calon.get(name, ()) if not c.tajuk.persen]
        _put(view, name, pilih.value(name, money, cumulative_first=name == "realisasi"))
        view.ribuan += [c.kolom for c in money if c.tajuk.ribuan and view.kolom.get(name) == c.kolom]
        if name == "realisasi":
            _refuse_lone_quarter(view, money)
    used = {*view.kolom.values(), *view.kode_kolom, *view.uraian_kolom}
    for kolom, path in kepala.judul.items():
        if kolom not in used and path:
            text = line_text(" ".join(path))
            name = text if text not in view.tambahan else f"{text} ({column_letters(kolom)})"
            view.tambahan[name] = kolom
    return view


def _refuse_lone_quarter(view: Tampak, realisasi: list[Calon]) -> None:
    """One triwulan among columns of single triwulan is not the realisation of the year so far: never in disguise."""
    chosen = next((c.tajuk for c in realisasi if c.kolom == view.kolom.get("realisasi")), None)
    if chosen is None or chosen.kumulatif or not chosen.triwulan:
        return
    if any(c.tajuk.triwulan and c.tajuk.triwulan < chosen.triwulan and not c.tajuk.kumulatif for c in realisasi):
        del view.kolom["realisasi"]
        reason = "Hanya ada realisasi per triwulan, tanpa kolom realisasi sampai triwulan ini."
        view.hilang.append(("realisasi", reason))


def _agreement_budget(kepala: Kepala, calon: dict[str, list[Calon]], pilih: _Pilih) -> Tampak:
    view = Tampak("perjanjian_anggaran", kepala)
    _budget_labels(view, calon, pilih)
    money = [c for c in calon.get("plafon", ()) if not c.tajuk.persen]
    _put(view, "anggaran", pilih.value("anggaran", money))
    view.ribuan += [c.kolom for c in money if c.tajuk.ribuan and view.kolom.get("anggaran") == c.kolom]
    return view


def _indicator_views(kepala: Kepala, calon: dict[str, list[Calon]], pilih: _Pilih) -> list[Tampak]:
    """PK, Tabel 3.1 and Tabel 3.2 by their columns."""
    realisasi = calon.get("realisasi", [])
    yearly = [c for c in realisasi if c.tajuk.tahun is not None and c.tajuk.triwulan is None]
    if len(yearly) == 1 and len(realisasi) == 1 and "capaian" not in calon:
        yearly = yearly if "target" not in calon or yearly[0].tajuk.tahun != pilih.tahun else []
    years: dict[int, int] = {}
    for c in yearly:
        years.setdefault(c.tajuk.tahun, c.kolom)
    others = [c for c in realisasi if c not in yearly]
    views = []
    if years:
        view = Tampak("realisasi_tahunan", kepala, tahun=years)
        _indicator_columns(view, calon, pilih)
        view.target_tahun = {c.tajuk.tahun: c.kolom for c in calon.get("target", ()) if c.tajuk.tahun}
        views.append(view)
    cumulative = calon.get("realisasi_kumulatif", []) + [c for c in others if c.tajuk.kumulatif]
    others = [c for c in others if not c.tajuk.kumulatif]
    if others or cumulative or "capaian" in calon:
        view = Tampak("capaian_indikator", kepala)
        _indicator_columns(view, calon, pilih)
        _put(view, "realisasi_triwulan", pilih.value("realisasi_triwulan", others))
        if cumulative:
            _put(view, "realisasi_kumulatif", pilih.value("realisasi_kumulatif", cumulative))
        _put(view, "capaian", pilih.value("capaian", calon.get("capaian")))
        if years or cumulative:
            view.hilang = [h for h in view.hilang if h[0] != "realisasi_triwulan"]
        views.append(view)
    if not views:
        view = Tampak("perjanjian_kinerja", kepala)
        _indicator_columns(view, calon, pilih)
        view.tingkat = "program" if "sasaran" not in calon and "sasaran_program" in calon else "sasaran"
        views.append(view)
    return views


def _indicator_columns(view: Tampak, calon: dict[str, list[Calon]], pilih: _Pilih) -> None:
    for name in ("nomor", "sasaran", "indikator", "satuan"):
        options = calon.get(name) or (calon.get("sasaran_program") if name == "sasaran" else None)
        _put_label(view, name, pilih.label(options))
    yearly = [c for c in calon.get("target", ()) if not c.tajuk.triwulan]
    _put(view, "target", pilih.value("target", yearly or calon.get("target")))
