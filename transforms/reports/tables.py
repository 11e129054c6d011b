"""The report tables: what a report says, read from the published database, without any look.

A table carries its meaning with it (title, unit, scope, source, notes, legend), so that XLSX, HTML and Word
show the same thing. `load_data` opens a period; the functions here and in tables_*.py build its tables.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from transforms import database
from transforms.reports.format import KOSONG, period_label
from transforms.settings import Settings

SUMBER_LKJ = "Laporan Kinerja (LKj) triwulanan kecamatan"
CATATAN_KUMULATIF = (
    "Anggaran dan capaian kumulatif dalam satu tahun: triwulan I mulai dari nol dan tidak dibandingkan "
    "dengan triwulan IV tahun lalu."
)
LEGENDA_KOSONG = (KOSONG, "belum ada data")
LEGENDA_SINTETIS = ("(sintetis)", "data contoh buatan, bukan laporan kecamatan yang sebenarnya")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: key in the rows, label as printed, kind of value, width in characters.

    Kinds: teks, kode, rupiah, persen (0-100), poin (a difference of rates), bilangan, desimal, tanggal,
    waktu, kategori (a rating word), lencana (a status word of theme.LENCANA).
    """

    key: str
    label: str
    jenis: str = "teks"
    lebar: float = 12


@dataclass(slots=True)
class Baris:
    """A row: values by column key, and what a writer may show with them.

    `tingkat` is the outline level (0 = none), `gaya` one of '', total, program, kegiatan, bagian. The others
    belong to single cells, by column key: `warna` a rating word, `jenis` another kind than the column's,
    `tautan` a link, `asal` the source cell.
    """

    nilai: dict
    tingkat: int = 0
    gaya: str = ""
    warna: dict = field(default_factory=dict)
    jenis: dict = field(default_factory=dict)
    tautan: dict = field(default_factory=dict)
    asal: dict = field(default_factory=dict)


@dataclass(slots=True)
class TabelLaporan:
    """A table of a report: `satuan` units, `cakupan` kecamatan and period, `sumber` where it comes from.

    `asal` says where the numbers come from that have no source cell of their own.
    """

    judul: str
    satuan: str
    cakupan: str
    sumber: str
    kolom: list[Kolom]
    baris: list[Baris]
    catatan: tuple[str, ...] = ()
    legenda: tuple[tuple[str, str], ...] = ()
    asal: str = ""


@dataclass(slots=True)
class Data:
    """The published tables of one period, read once each, and what every table needs to know of it."""

    con: object
    tahun: int
    triwulan: int
    settings: Settings
    _isi: dict = field(default_factory=dict)

    def all(self, tabel: str, **saring) -> list[dict]:
        """All rows of a published table (or subquery), as dicts, filtered by equality (None: IS NULL)."""
        kunci = (tabel, *saring.items())
        if kunci not in self._isi:
            self._isi[kunci] = database.rows(self.con, tabel, **saring)
        return self._isi[kunci]

    def rows(self, tabel: str, periode: tuple[int, int] | None = None) -> list[dict]:
        """Rows of a table that belong to the period (or another one)."""
        tahun, triwulan = periode or (self.tahun, self.triwulan)
        return self.all(tabel, tahun=tahun, triwulan=triwulan)

    def in_force(self, tabel: str) -> list[dict]:
        """Rows of a table that were read from the period's kiriman in force; for tables that have no period."""
        kiriman = ", ".join(database.literal(r["kiriman_id"]) for r in self.rows("ringkasan_kecamatan"))
        return self.all(f"(FROM {tabel} WHERE kiriman_id IN ({kiriman or 'NULL'}))")

    @property
    def sebelumnya(self) -> tuple[int, int]:
        """The triwulan before this one."""
        return (self.tahun, self.triwulan - 1) if self.triwulan > 1 else (self.tahun - 1, 4)

    @property
    def tahun_lalu(self) -> tuple[int, int]:
        """The same triwulan a year earlier."""
        return (self.tahun - 1, self.triwulan)

    @property
    def kabupaten(self) -> dict:
        """The row of konsolidasi_kabupaten, empty when nothing of the period is in force."""
        return next(iter(self.rows("konsolidasi_kabupaten")), {})

    @property
    def status(self) -> str:
        """'sementara' or 'final'."""
        baris = self.rows("konsolidasi_kabupaten") or self.rows("kepatuhan")
        return (baris[0].get("status_data") if baris else None) or "sementara"

    @property
    def kecamatan(self) -> list[dict]:
        """All kecamatan in the order of their codes."""
        return sorted(self.all("ref_kecamatan"), key=lambda k: k["kode_kecamatan"])

    @property
    def cakupan(self) -> str:
        """Scope as words: regency, period, completeness."""
        lengkap = self.kabupaten.get("kelengkapan") or f"0 dari {len(self.kecamatan)}"
        periode = period_label(self.tahun, self.triwulan)
        return f"Kabupaten {self.settings.kabupaten}, {periode}, {lengkap} kecamatan"

    def by_kecamatan(self, tabel: str, periode: tuple[int, int] | None = None) -> dict[str, dict]:
        """Rows of a table with one row per kecamatan, by code."""
        return {b["kode_kecamatan"]: b for b in self.rows(tabel, periode)}

    def synthetic(self, *periode: tuple[int, int]) -> set[str]:
        """Codes of the kecamatan whose file of the period (or of one of the periods) is synthetic."""
        return {
            k["kode_kecamatan"]
            for p in periode or [None]
            for k in self.rows("kiriman", p)
            if k["sintetis"] and k["jenis"] == "lkj"
        }

    def name(self, kode: str | None, *periode: tuple[int, int]) -> str:
        """A kecamatan's name, marked when what it sent (in all of the periods, or in some) is synthetic."""
        nama = next((k["kecamatan"] for k in self.kecamatan if k["kode_kecamatan"] == kode), None)
        if nama is None:
            return KOSONG
        kiriman = {
            k["sintetis"]
            for p in periode or [None]
            for k in self.rows("kiriman", p)
            if k["kode_kecamatan"] == kode and k["jenis"] == "lkj"
        }
        return nama + (
            (" (sebagian sintetis)" if False in kiriman else " (sintetis)") if True in kiriman else ""
        )

    def mark_names(self, teks: str | None) -> str | None:
        """Text that lists kecamatan by name, with the synthetic ones marked."""
        kode = {k["kecamatan"]: k["kode_kecamatan"] for k in self.kecamatan}
        if not teks:
            return teks
        return re.sub(
            r"[^,;]+", lambda m: self.name(kode[m[0].strip()]) if m[0].strip() in kode else m[0], teks
        )

    def legend(self, *lain: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Legend of a table: the blank sign, the synthetic mark where used, then the table's own entries."""
        return (LEGENDA_KOSONG, *((LEGENDA_SINTETIS,) if self.synthetic() else ()), *lain)

    def scale(self) -> list[dict]:
        """The rating scale from best to worst."""
        return sorted(self.all("ref_skala"), key=lambda s: -s["batas_bawah"])


def load_data(con, tahun: int, triwulan: int, settings: Settings) -> Data:
    """The published database open in `con` (DuckDB, read only) as the source of one period's tables."""
    return Data(con, tahun, triwulan, settings)


def difference(baru: Decimal | None, lama: Decimal | None) -> Decimal | None:
    """`baru - lama`, None when either is unknown."""
    return None if baru is None or lama is None else baru - lama


def scale_legend(data: Data) -> tuple[tuple[str, str], ...]:
    """The rating scale from best to worst: word, bounds in whole percents as regulations print them."""
    legenda = []
    for s in data.scale():
        if s["batas_atas"] is None:
            batas = f"≥ {s['batas_bawah']:.0f} %"
        elif not s["batas_bawah"]:
            batas = f"≤ {s['batas_atas'] - 1:.0f} %"
        else:
            batas = f"{s['batas_bawah']:.0f}–{s['batas_atas'] - 1:.0f} %"
        legenda.append((s["kategori"], batas))
    return tuple(legenda)
