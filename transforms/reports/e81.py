"""Formulir E.81, the quarterly evaluation of the Renja (Permendagri 86/2017): one sheet per kecamatan and one
for the regency, filled with what the LKj holds and visibly empty where it holds nothing."""

import re
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from transforms import storage
from transforms.reports import e81_form as form
from transforms.reports.e81_kecamatan import kecamatan_rows
from transforms.reports.e81_office import load_forms
from transforms.reports.e81_regency import in_force, regency_rows
from transforms.reports.e81_rows import (
    KOLOM_TRIWULAN,
    RENSTRA,
    TAHUN_INI,
    TINGKAT_CAPAIAN,
    BarisE81,
    Sumber,
    latest_report,
    load_source,
)
from transforms.reports.format import KOSONG, ROMAWI, format_number, period_label, period_short
from transforms.reports.narrative_text import SINTETIS_SINGKAT, STATUS_DATA, gather_notes
from transforms.reports.tables import LEGENDA_SINTETIS, load_data
from transforms.reports.xlsx_write import count_lines, format_decimal, save_workbook, write_text
from transforms.settings import Settings

LEMBAR_KABUPATEN = "Kabupaten"
INDENTASI = {"kegiatan": 1, "sub_kegiatan": 2, "sisa": 1}
LEGENDA = (
    ("raster", "tidak ada dalam LKj maupun Formulir E.81 kecamatan; diisi dari Renstra, Renja, atau DPA"),
    ("biru miring", "dari Formulir E.81 kecamatan, karena LKj tidak memuatnya"),
    (KOSONG, "belum dilaporkan atau tidak dapat diketahui"),
    ("sel kosong", "triwulan belum berjalan"),
    ("K", "kinerja"),
    ("Rp", "anggaran, dihitung dari rincian paling bawah"),
)
BAGIAN_AKHIR = (
    ("Faktor pendorong keberhasilan kinerja:", ("faktor_pendorong",)),
    ("Faktor penghambat pencapaian kinerja:", ("faktor_penghambat", "permasalahan")),
    ("Tindak lanjut yang diperlukan dalam triwulan berikutnya:", ("tindak_lanjut",)),
    ("Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah Kabupaten/Kota berikutnya:", ()),
)


def file_name(settings: Settings, tahun: int, triwulan: int) -> str:
    """`Formulir E.81 Lumajang 2023 TW II.xlsx` for the regency of that name."""
    return f"Formulir E.81 {settings.kabupaten} {tahun} TW {ROMAWI[triwulan]}.xlsx"


def write_e81(con, tahun: int, triwulan: int, settings: Settings, path: Path) -> Path:
    """Write the forms of a period from the published database open in `con`; returns `path`.

    The regency's sheet comes first, then every kecamatan in the order of the codes. Equal data give equal bytes.
    """
    data = load_data(con, tahun, triwulan, settings)
    sumber = load_source(data)
    sumber.formulir = load_forms(data)
    buku = Workbook()
    kerja = _Buku(sumber, form.Gaya(buku))
    nama = {LEMBAR_KABUPATEN}
    kerja.write(buku.create_sheet(LEMBAR_KABUPATEN), None)
    for k in data.kecamatan:
        judul = re.sub(r"[\[\]:*?/\\']", " ", k["kecamatan"])[:28].strip() or "Kecamatan"
        judul = judul if judul not in nama else f"{judul} {len(nama)}"
        nama.add(judul)
        kerja.write(buku.create_sheet(judul), k)
    del buku["Sheet"]
    buku.properties.title = f"Formulir E.81 Kabupaten {settings.kabupaten} {period_label(tahun, triwulan)}"
    with storage.atomic_path(path) as sementara:
        save_workbook(buku, sementara)
    return path


class _Buku:
    """The workbook under construction: what all its sheets share."""

    def __init__(self, sumber: Sumber, gaya: form.Gaya):
        self.sumber, self.data, self.gaya = sumber, sumber.data, gaya
        self.berlaku = in_force(sumber)

    def write(self, lembar: Worksheet, kecamatan: dict | None) -> None:
        """One form: of a kecamatan (row of ref_kecamatan) or, with None, of the regency."""
        data, kode = self.data, kecamatan and kecamatan["kode_kecamatan"]
        baris = kecamatan_rows(self.sumber, kode) if kode else regency_rows(self.sumber)
        self.lebar = form.column_widths(data.triwulan, any(n in RENSTRA for b in baris for n, _ in b.luar))
        self.seluruh = sum(self.lebar.values())
        mulai = self._write_title(lembar, kecamatan, baris)
        kepala = form.write_header(lembar, self.gaya, data.tahun, mulai)
        unit = f"Kecamatan {kecamatan['kecamatan']}" if kecamatan else "Kecamatan"
        n = kepala
        for n, b in enumerate(baris, kepala + 1):
            self._write_row(lembar, b, n, unit if b.gaya == "program" else "")
        if not baris:
            n = kepala + 1
            form.merged_text(
                lembar, self.gaya("bagian", "teks"), "Belum ada laporan pada tahun ini.", n, (1, form.KETERANGAN)
            )
        n = self._write_results(lembar, kode, n + 1)
        camat = (kecamatan["kecamatan"], f"Camat {kecamatan['kecamatan']}") if kecamatan else None
        form.write_signatures(lembar, self.gaya, data.settings, camat, n + 2)
        nama = unit if kecamatan else f"Kabupaten {data.settings.kabupaten}"
        kaki = f"Formulir E.81, {nama}, {period_short(data.tahun, data.triwulan)}"
        form.finish_sheet(lembar, self.lebar, (mulai, kepala), kaki)

    def _write_title(self, lembar: Worksheet, kecamatan: dict | None, baris: list[BarisE81]) -> int:
        """Title, status, notice on synthetic or missing data, sasaran; returns the row of the header."""
        data, kab = self.data, f"Kabupaten {self.data.settings.kabupaten}"
        pelapor = f"Kecamatan {kecamatan['kecamatan']}" if kecamatan else "Kecamatan (Konsolidasi)"
        judul = (
            "Formulir E.81",
            "Evaluasi terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten/Kota",
            f"Renja Perangkat Daerah {pelapor} {kab}",
            f"Periode Pelaksanaan Tahun {data.tahun}, sampai dengan Triwulan {ROMAWI[data.triwulan]}",
        )
        for n, teks in enumerate(judul, 1):
            form.merged_text(lembar, self.gaya("judul", "teks"), teks, n, (1, form.KETERANGAN))
        status = f"Data {STATUS_DATA[data.status]}."
        if not kecamatan:
            status += f" Mencakup {len(self.berlaku)} dari {len(data.kecamatan)} kecamatan."
        form.merged_text(lembar, self.gaya("catatan", "teks"), status, 5, (1, form.KETERANGAN))
        catatan = self._notices(kecamatan)
        form.merged_text(
            lembar, self.gaya("spanduk" if catatan else "catatan", "teks"), " ".join(catatan), 6, (1, form.KETERANGAN)
        )
        sasaran = [b for b in baris if b.gaya == "sasaran"]
        target = [
            f"{n}. {b.indikator}: {_with_unit((b.k or {}).get(form.TARGET), b.satuan)}"
            for n, b in enumerate(sasaran, 1)
        ]
        teks = "Indikator dan target kinerja Perangkat Daerah Kabupaten/Kota yang mengacu pada sasaran:"
        teks = "\n".join([teks, *(target or [form.TITIK])])
        form.merged_text(lembar, self.gaya("catatan", "teks"), teks, 7, (1, form.KETERANGAN))
        lembar.row_dimensions[7].height = (len(target) + 2) * form.TINGGI
        return 9

    def _notices(self, kecamatan: dict | None) -> list[str]:
        """What a reader must know first: synthetic data, reports that are not there."""
        data, catatan = self.data, []
        tiap = range(1, data.triwulan + 1)
        if kecamatan:
            kode = kecamatan["kode_kecamatan"]
            buatan = [ROMAWI[tw] for tw in tiap if kode in data.synthetic((data.tahun, tw))]
            if buatan:
                catatan.append(
                    f"DATA SINTETIS pada Triwulan {' dan '.join(buatan)}: contoh buatan, "
                    "bukan laporan kecamatan yang sebenarnya."
                )
            akhir, milik = latest_report(self.sumber, kode), self.sumber.formulir.get(kode)
            if not akhir and milik:
                catatan.append(f"Diisi dari Formulir E.81 kecamatan ({milik.kiriman_id}).")
            if akhir < data.triwulan:
                catatan.append(
                    f"Laporan Triwulan {ROMAWI[data.triwulan]} belum ada"
                    + (f"; target menurut laporan Triwulan {ROMAWI[akhir]}." if akhir else ".")
                )
            return catatan
        buatan = {k for tw in tiap for k in data.synthetic((data.tahun, tw))} & set(self.berlaku)
        if buatan:
            catatan.append(
                f"MEMUAT DATA SINTETIS dari {len(buatan)} kecamatan: contoh buatan, "
                "bukan laporan kecamatan yang sebenarnya."
            )
        belum = [k["kecamatan"] for k in data.kecamatan if k["kode_kecamatan"] not in self.berlaku]
        if belum:
            catatan.append(f"Belum termasuk: {', '.join(belum)}.")
        return catatan

    def _write_row(self, lembar: Worksheet, b: BarisE81, n: int, unit: str) -> None:
        gaya, tinggi = self.gaya, 1
        indikator = b.indikator or ""
        for kolom, teks in ((1, b.nomor), (2, b.sasaran), (3, b.uraian), (4, indikator), (form.UNIT, unit),
                            (form.KETERANGAN, "; ".join(b.keterangan))):  # fmt: skip
            sel = lembar.cell(n, kolom)
            geser = INDENTASI.get(b.gaya, 0) if kolom == 3 else 0
            jenis = "nomor" if kolom == 1 else "teks"
            if kolom == 4 and not teks and b.gaya in ("program", "kegiatan", "sub_kegiatan"):
                jenis = "raster"
            sel._style = gaya(b.gaya, jenis, geser)
            if teks:
                write_text(sel, teks)
                muat = (self.lebar[kolom] - 1.3 * geser) * (0.92 if b.gaya in ("program", "total") else 1)  # bold
                tinggi = max(tinggi, count_lines(sel.value, muat))
        for nomor, kolom in form.KOLOM_K.items():
            self._write_value(lembar.cell(n, kolom), b, nomor, b.k, "k")
            self._write_value(lembar.cell(n, kolom + 1), b, nomor, b.rp, "rp")
        lembar.row_dimensions[n].height = tinggi * form.TINGGI + 3

    def _write_value(self, sel: Cell, b: BarisE81, nomor: int, nilai: dict | None, jenis: str) -> None:
        """A figure, the sign of an unknown one, or the look of a cell that has none."""
        isi = None if nilai is None else nilai.get(nomor)
        if isi is not None:
            bulat, luar = isi == int(isi), (nomor, jenis) in b.luar
            bentuk = "rp_sen" if jenis == "rp" and not bulat else jenis
            satuan = b.satuan if jenis == "k" else ""
            if nomor == TINGKAT_CAPAIAN:
                bentuk, satuan = "k", "%"
            elif bulat and self._only_form(b, jenis):
                bentuk = "rp"  # counts: no decimals
            sel._style = self.gaya(b.gaya, bentuk, satuan=satuan, luar=luar)
            sel.value = format_decimal(isi)
        elif nomor in RENSTRA or nilai is None or self._only_form(b, jenis):
            belum = nilai is not None and KOLOM_TRIWULAN.get(nomor, 0) > self.data.triwulan
            tanpa = nomor in RENSTRA or not (belum or (jenis == "k" and b.gaya in ("sisa", "total")))
            sel._style = self.gaya(b.gaya, "raster" if tanpa else "kosong")
        else:
            sel._style = self.gaya(b.gaya, "kosong")
            sel.value = KOSONG if nomor in nilai else None

    @staticmethod
    def _only_form(b: BarisE81, jenis: str) -> bool:
        """Whether an LKj never holds these figures: the performance of kegiatan and sub kegiatan."""
        return jenis == "k" and b.gaya in ("kegiatan", "sub_kegiatan")

    def _write_results(self, lembar: Worksheet, kode: str | None, n: int) -> int:
        """Mean and rating, factors and follow-up as the kecamatan wrote them, legend; returns the last row."""
        data = self.data
        hasil = data.by_kecamatan("ringkasan_kecamatan").get(kode, {}) if kode else data.kabupaten
        capaian, serapan = hasil.get("rata_capaian"), hasil.get("serapan_persen")
        di = form.KOLOM_K[TAHUN_INI]
        for teks, nilai in (
            ("Rata-rata capaian kinerja (%)", (capaian, serapan)),
            ("Predikat kinerja", (hasil.get("kategori"), None)),
        ):
            for kolom in range(1, form.KETERANGAN + 1):
                lembar.cell(n, kolom)._style = self.gaya("total", "kosong")
            form.merged_text(lembar, self.gaya("total", "rata"), teks, n, (1, di - 1))
            for kolom, isi in zip((di, di + 1), nilai, strict=True):
                sel = lembar.cell(n, kolom)
                sel._style = self.gaya("total", "k" if isinstance(isi, Decimal) else "rata")
                sel.value = isi if isi is not None else KOSONG if teks.startswith("Rata") else None
            for nomor in (13, 14):
                for kolom in (form.KOLOM_K[nomor], form.KOLOM_K[nomor] + 1):
                    lembar.cell(n, kolom)._style = self.gaya("total", "raster")
            n += 1
        form.merged_text(lembar, self.gaya("total", "rata"), hasil.get("kategori") or KOSONG, n - 1, (di, di + 1))
        for judul, bagian in BAGIAN_AKHIR:
            form.write_block(lembar, self.gaya, judul, gather_notes(data, bagian, kode), n, self.seluruh)
            n += 1
        return self._write_legend(lembar, n + 1)

    def _write_legend(self, lembar: Worksheet, n: int) -> int:
        lembar.cell(n, 1)._style = self.gaya("bagian", "raster")
        catatan = [
            "Keterangan: " + "; ".join(f"{tanda} = {arti}" for tanda, arti in LEGENDA) + ".",
            "Rata-rata capaian kinerja: K = rata-rata capaian indikator sasaran terhadap target tahunan (7); "
            "Rp = realisasi (12) terhadap anggaran (7). Predikat menurut skala Permendagri 54/2010.",
            "Realisasi anggaran dalam LKj kumulatif: nilai tiap triwulan adalah selisihnya dengan triwulan sebelumnya.",
            *([f"{SINTETIS_SINGKAT} = {LEGENDA_SINTETIS[1]}."] if self.data.synthetic() else []),
        ]
        for teks in catatan:
            form.merged_text(lembar, self.gaya("catatan", "teks"), teks, n, (2, form.KETERANGAN))
            n += 1
        return n - 1


def _with_unit(nilai: Decimal | None, satuan: str) -> str:
    if nilai is None:
        return KOSONG
    return f"{format_number(nilai, 0 if nilai == int(nilai) else 2)} {satuan}".strip()
