"""Templat pengisian: one workbook per kecamatan, made so that the usual mistakes cannot be typed."""

from pathlib import Path

from transforms import database, publish, storage
from transforms.reports.format import period_short
from transforms.settings import Settings


def file_name(kecamatan: str, tahun: int, triwulan: int) -> str:
    """'Templat LKj TW III 2023 Kec. Rowokangkung.xlsx'"""
    return f"Templat LKj {period_short(tahun, triwulan)} Kec. {kecamatan}.xlsx"


def write_templates(settings: Settings, tahun: int, triwulan: int, folder: Path) -> list[Path]:
    """Write the templates of a triwulan, one for each kecamatan of the reference, into `folder`.

    Lines and indicators come from the last report in force before that triwulan, as published; before the
    first publication from the nomenclature. Returns the paths in order of kecamatan code.
    """
    from transforms.referensi import load_referensi
    from transforms.reports.template_data import read_isian
    from transforms.reports.xlsx_write import save_workbook

    ref = load_referensi(settings.referensi)
    terbit = publish.current_path(settings)
    con = database.connect(terbit, baca_saja=True) if terbit else None
    berkas = []
    try:
        for kode in sorted(ref.kecamatan):
            isian = read_isian(con, ref, kode, tahun, triwulan)
            path = folder / file_name(isian.kecamatan, tahun, triwulan)
            with storage.atomic_path(path) as sementara:
                save_workbook(make_template(isian, settings.kabupaten), sementara)
            berkas.append(path)
    finally:
        if con:
            con.close()
    return berkas


def make_template(isian, kabupaten: str):
    """The openpyxl workbook of one `template_data.Isian`."""
    from openpyxl import Workbook

    from transforms.reports import template_budget, template_capaian, template_check, template_sheets

    wb = Workbook()
    identitas = wb.active
    identitas.title = "Identitas"
    pk, capaian, anggaran, analisis, periksa = (
        wb.create_sheet(nama)
        for nama in ("Perjanjian Kinerja", "Capaian Kinerja", template_budget.LEMBAR, "Analisis", "Periksa")
    )
    tanggal = template_sheets.write_identity(identitas, isian, kabupaten)
    target, anggaran_pk = template_sheets.write_agreement(pk, isian)
    isi = template_capaian.write_capaian(capaian, isian, target)
    letak = template_budget.write_budget(anggaran, isian)
    template_sheets.write_analysis(analisis)
    butir = [
        ("Tanggal laporan terisi", f"COUNTBLANK(Identitas!{tanggal})", "sel"),
        ("Target semua indikator terisi", _blanks(pk.title, target.values()), "sel"),
        (
            "Anggaran semua program pada Perjanjian Kinerja terisi",
            _blanks(pk.title, anggaran_pk.values()),
            "sel",
        ),
        ("Realisasi triwulan semua indikator terisi", _blanks(capaian.title, isi["triwulan"]), "sel"),
        ("Realisasi kumulatif semua indikator terisi", _empties(capaian.title, isi["kumulatif"]), "sel"),
    ]
    alamat_pk = {kode: f"'{pk.title}'!{sel}" for kode, sel in anggaran_pk.items()}
    template_check.write_check(periksa, butir + template_check.budget_checks(letak, alamat_pk))
    return wb


def _blanks(lembar: str, sel) -> str:
    """Formula: how many of these cells are empty."""
    return "+".join(f"COUNTBLANK('{lembar}'!{s})" for s in sel) or "0"


def _empties(lembar: str, sel) -> str:
    """Formula: how many of these cells have no number (a formula may give an empty text)."""
    return "+".join(f"1-ISNUMBER('{lembar}'!{s})" for s in sel) or "0"
