"""The consolidated workbook of one period: one sheet per question, as the office prints and files it."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break

from transforms import storage
from transforms.reports import (
    tables_anggaran,
    tables_berkas,
    tables_e81,
    tables_kinerja,
    tables_metode,
    tables_ringkasan,
    tables_sipd,
    tables_temuan,
    theme,
    xlsx_charts,
)
from transforms.reports.charts import KUADRAN
from transforms.reports.format import period_label, period_short, workbook_name
from transforms.reports.tables import Baris, Data, TabelLaporan, load_data
from transforms.reports.xlsx_write import (
    Styles,
    finish_sheet,
    save_workbook,
    start_sheet,
    write_notes,
    write_table,
)
from transforms.settings import Settings

KATA_STATUS = {"sementara": "SEMENTARA (periode belum ditutup)", "final": "FINAL (periode sudah ditutup)"}
LEBAR_METODOLOGI = (28, 66, 20, 22, 36, 8, 17, 11)


class _Book:
    """The workbook under construction with what every sheet needs."""

    def __init__(self, data: Data):
        self.data = data
        self.buku = Workbook()
        self.styles = Styles(self.buku)
        self.kategori = {s["kategori"]: theme.tint(s["warna"]) for s in data.scale()}
        sintetis = len(data.synthetic())
        self.spanduk = (
            f"MEMUAT DATA SINTETIS: {sintetis} kecamatan bertanda “(sintetis)” adalah contoh buatan, "
            "bukan laporan sebenarnya."
            if sintetis
            else ""
        )
        self.anak_judul = f"{data.cakupan} masuk · Data {KATA_STATUS[data.status]}"
        self.kaki = (
            f"Konsolidasi LKj Kabupaten {data.settings.kabupaten}, {period_short(data.tahun, data.triwulan)}"
        )

    def sheet(
        self,
        nama: str,
        tabel: TabelLaporan,
        beku: int = 1,
        saring: bool = False,
        lebar: tuple[float, ...] = (),
        catatan: bool = True,
    ):
        """A sheet with one table: frame, table, notes. Returns (sheet, header row, last table row, last row).

        `beku`: frozen columns; `lebar`: widths when the sheet holds further tables than this one.
        """
        lembar = self.buku.create_sheet(nama)
        self.lebar = list(lebar) or [k.lebar for k in tabel.kolom]
        kepala = start_sheet(lembar, self.styles, tabel.judul, self.anak_judul, self.spanduk, len(self.lebar))
        akhir = write_table(lembar, self.styles, tabel, kepala, self.kategori, self.lebar)
        terakhir = write_notes(lembar, self.styles, tabel, akhir + 2) if catatan else akhir
        finish_sheet(lembar, self.lebar, kepala, beku, self.kaki, akhir if saring and tabel.baris else None)
        return lembar, kepala, akhir, terakhir

    def more(self, lembar, tabel: TabelLaporan, mulai: int) -> tuple[int, int]:
        """A further table under a heading on the same sheet; returns (header row, last table row)."""
        sel = lembar.cell(mulai, 1)
        sel.value, sel._style = tabel.judul, self.styles.named("subjudul")
        lembar.row_dimensions[mulai].height = 18
        return mulai + 1, write_table(lembar, self.styles, tabel, mulai + 1, self.kategori, self.lebar)


def file_name(settings: Settings, tahun: int, triwulan: int) -> str:
    """`Konsolidasi Lumajang 2023 TW II.xlsx`."""
    return workbook_name(settings.kabupaten, tahun, triwulan)


def write_konsolidasi(con, tahun: int, triwulan: int, settings: Settings, path: Path) -> Path:
    """Write the workbook of a period from the published database open in `con`; returns `path`.

    Equal data give equal bytes. The file takes its name only when it is complete.
    """
    data = load_data(con, tahun, triwulan, settings)
    kerja = _Book(data)
    for isi in _sheets():
        isi(kerja)
    del kerja.buku["Sheet"]
    kerja.buku.properties.title = (
        f"Konsolidasi LKj Kabupaten {settings.kabupaten} {period_label(tahun, triwulan)}"
    )
    with storage.atomic_path(path) as sementara:
        save_workbook(kerja.buku, sementara)
    return path


def _sheets() -> tuple[Callable[[_Book], None], ...]:
    return (
        _ringkasan, _capaian, _rincian_capaian, _serapan, _anggaran, _anggaran_kecamatan, _program, _efisiensi,
        _peringkat, _kepatuhan, _temuan, _perubahan, _perbandingan, _sipd, _metodologi,
    )  # fmt: skip


def _ringkasan(k: _Book) -> None:
    ringkasan = tables_ringkasan.summary_table(k.data)
    lembar, _, akhir, _ = k.sheet("Ringkasan", ringkasan, catatan=False)
    masalah = tables_ringkasan.compliance_table(k.data, hanya_masalah=True)
    kolom = {c.key: c for c in masalah.kolom}  # the long file name under the widest column
    masalah.kolom = [
        kolom[c] for c in ("kecamatan", "status", "tanggal", "tenggat", "hari", "tanda_terima", "berkas")
    ]
    _, akhir = k.more(lembar, masalah, akhir + 2)
    asing = tables_berkas.unplaced_table(k.data)
    if asing.baris:
        _, akhir = k.more(lembar, asing, akhir + 2)
    write_notes(lembar, k.styles, ringkasan, akhir + 2)


def _capaian(k: _Book) -> None:
    k.sheet("Capaian", tables_kinerja.achievement_matrix(k.data))


def _rincian_capaian(k: _Book) -> None:
    k.sheet("Rincian Capaian", tables_kinerja.achievement_details(k.data), beku=2, saring=True)


def _serapan(k: _Book) -> None:
    k.sheet("Serapan", tables_anggaran.absorption_table(k.data))


def _anggaran(k: _Book) -> None:
    lembar, *_ = k.sheet("Anggaran", tables_anggaran.budget_tree(k.data), beku=2)
    lembar.sheet_properties.outlinePr.summaryBelow = False  # a program stands above its kegiatan
    lembar.sheet_format.outlineLevelRow = 2


def _anggaran_kecamatan(k: _Book) -> None:
    tabel = tables_anggaran.budget_of_each(k.data)
    lembar, kepala, _, _ = k.sheet("Anggaran per Kecamatan", tabel, beku=2)
    lembar.sheet_properties.outlinePr.summaryBelow = False
    lembar.sheet_format.outlineLevelRow = 3
    for n, (baris, berikut) in enumerate(pairwise([*tabel.baris, Baris({})]), kepala + 1):
        lembar.row_dimensions[n].hidden = baris.tingkat > 1  # a click on + opens a program
        lembar.row_dimensions[n].collapsed = baris.tingkat == 1 and berikut.tingkat > 1


def _program(k: _Book) -> None:
    tabel = tables_anggaran.program_matrix(k.data)
    lembar, kepala, _, _ = k.sheet("Program per Kecamatan", tabel)
    for n, baris in enumerate(tabel.baris[1:], kepala + 2):
        if baris.gaya == "bagian":
            lembar.row_breaks.append(Break(id=n - 1))


def _efisiensi(k: _Book) -> None:
    tabel = tables_kinerja.efficiency_table(k.data)
    lembar, kepala, _, _ = k.sheet("Efisiensi", tabel)
    warna = {nama: isi.lstrip("#") for nama, isi, _ in KUADRAN}
    titik = [
        xlsx_charts.Titik(
            n, b.nilai["kecamatan"].replace(" (sintetis)", "*"), warna[b.nilai["kuadran"]],
            float(b.nilai["serapan_persen"]), float(b.nilai["rata_capaian"]),
        )
        for n, b in enumerate(tabel.baris, kepala + 1)
        if b.nilai["kuadran"]  # only where both rates are known
    ]  # fmt: skip
    if titik:
        xlsx_charts.efficiency_chart(lembar, titik, 25 * k.data.triwulan, f"H{kepala}")


def _peringkat(k: _Book) -> None:
    tabel = tables_kinerja.ranking_table(k.data)
    lembar, kepala, akhir, _ = k.sheet("Peringkat", tabel, beku=0)
    if not tabel.baris:
        return
    tengah = kepala + 22  # the second chart below the first
    xlsx_charts.ranking_chart(lembar, "Serapan (%)", 2, 3, kepala, akhir, theme.SERAPAN, f"I{kepala}")
    xlsx_charts.ranking_chart(
        lembar, "Rata-rata capaian (%)", 5, 6, kepala, akhir, theme.CAPAIAN, f"I{tengah}"
    )


def _kepatuhan(k: _Book) -> None:
    k.sheet("Kepatuhan", tables_ringkasan.compliance_table(k.data), saring=True)


def _temuan(k: _Book) -> None:
    k.sheet("Temuan", tables_temuan.findings_table(k.data), beku=2, saring=True)


def _perubahan(k: _Book) -> None:
    k.sheet("Perubahan Kiriman", tables_temuan.changes_table(k.data), saring=True)


def _sipd(k: _Book) -> None:
    """Only where there are SIPD exports, or forms E.81."""
    if tables_sipd.has_sipd(k.data):
        k.sheet("SIPD", tables_sipd.reconciliation_table(k.data), beku=2, saring=True)
    if tables_sipd.has_rak(k.data):
        k.sheet("Rencana Kas", tables_sipd.deviation_table(k.data))
    if tables_e81.has_forms(k.data):
        lembar, _, _, terakhir = k.sheet("E.81", tables_e81.money_table(k.data), beku=2)
        k.more(lembar, tables_e81.performance_table(k.data), terakhir + 2)


def _perbandingan(k: _Book) -> None:
    lembar, _, _, terakhir = k.sheet("Perbandingan", tables_temuan.comparison_table(k.data))
    kepala, akhir = k.more(lembar, tables_temuan.trend_table(k.data), terakhir + 2)
    if akhir - kepala > 1:
        xlsx_charts.trend_chart(lembar, 1, (3, 4), kepala, akhir, f"G{kepala}")
    lembar.page_setup.fitToHeight = 1  # the chart is not cut by a page


def _metodologi(k: _Book) -> None:
    tabel = tables_metode.formula_table(k.data)
    lembar, _, akhir, _ = k.sheet("Metodologi", tabel, beku=0, lebar=LEBAR_METODOLOGI, catatan=False)
    for bagian in (
        tables_metode.scale_table,
        tables_metode.indicator_table,
        tables_metode.input_table,
        tables_metode.database_table,
    ):
        _, akhir = k.more(lembar, bagian(k.data), akhir + 2)
    lembar.print_title_rows = "1:3"  # several tables: repeat the title, not the first table's header
