"""The Word report of a period, filled into a template that an office can change in Word (docxtpl).

Workbook texts reach it only as escaped text: never as a field, a link, or a tag of the template.
"""

import io
from pathlib import Path

from transforms import storage
from transforms.reports import charts, docx_tables, theme
from transforms.reports import narrative_text as kalimat
from transforms.reports.chart_labels import Titik
from transforms.reports.format import BULAN, ROMAWI, clean_text, period_label
from transforms.reports.office_zip import normalize_zip
from transforms.reports.tables import Data, load_data
from transforms.settings import Settings

TEMPLAT = Path(__file__).with_name("templates") / "laporan.docx"
TITIK = "…" * 12  # a line to write on
LEBAR_GAMBAR = 148  # mm
UTUH = 9  # rows of a table that is not split over pages
LEBAR_HALAMAN = 257  # mm, text width of the landscape pages


class TemplateError(Exception):
    """The template cannot be filled in; the message (Indonesian) names the file and what is wrong."""


def file_name(settings: Settings, tahun: int, triwulan: int) -> str:
    """`Laporan Konsolidasi Lumajang 2023 TW II.docx` for the regency of that name."""
    return f"Laporan Konsolidasi {settings.kabupaten} {tahun} TW {ROMAWI[triwulan]}.docx"


def template_path(settings: Settings) -> Path:
    """The office's own template in its reference folder, else the bundled one."""
    sendiri = settings.referensi / TEMPLAT.name
    return sendiri if sendiri.is_file() else TEMPLAT


def write_docx(con, tahun: int, triwulan: int, settings: Settings, path: Path) -> Path:
    """Write the report of a period from the published database open in `con`; returns `path`.

    Equal data and template give equal bytes. Raises TemplateError when the template asks for what does not exist.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.exceptions import TemplateError as JinjaError
    from jinja2.sandbox import SandboxedEnvironment

    data = load_data(con, tahun, triwulan, settings)
    berkas = template_path(settings)
    try:
        templat = DocxTemplate(berkas)
        isi = context(data) | {"gambar": _pictures(templat, data)}
        templat.render(isi, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    except JinjaError as galat:
        raise TemplateError(f"Templat laporan tidak dapat diisi: {berkas} – {galat}") from galat
    _tidy_tables(templat)
    with storage.atomic_path(path) as sementara:
        templat.save(sementara)
        normalize_zip(sementara)
    return path


def _tidy_tables(templat) -> None:
    """Give every table the column widths of its first row, so that repeated columns fit; keep short ones whole.

    Cell properties are put in the order of the standard, which a background colour by tag upsets.
    """
    from docx.oxml.ns import qn
    from docx.shared import Mm

    for tabel in templat.docx.tables:
        if len(tabel.rows) <= UTUH:
            for p in (p for baris in tabel.rows[:-1] for sel in baris.cells for p in sel.paragraphs):
                p.paragraph_format.keep_with_next = True
    for tabel in templat.docx.element.body.tbl_lst:
        sel = [list(baris.tc_lst) for baris in tabel.tr_lst]
        lebar = [s.width or 0 for s in sel[0]]
        muat = min(1, Mm(LEBAR_HALAMAN) / max(sum(lebar), 1))
        grid = tabel.tblGrid.findall(qn("w:gridCol"))
        if len(grid) == len(lebar):
            for kolom, w in zip(grid, lebar, strict=True):
                kolom.set(qn("w:w"), str(int(w * muat) // 635))  # twips
        for s in (s for baris in sel for s in baris):
            sifat = s.tcPr
            if sifat is not None and (w := sifat.find(qn("w:tcW"))) is not None:
                sifat.insert(0, w)
                if muat < 1:
                    s.width = int((s.width or 0) * muat)


def context(data: Data) -> dict[str, object]:
    """Everything the template may show, but the pictures: texts by name, sentences, tables."""
    settings = data.settings
    tenggat = _deadline(data)
    sintetis = len(data.synthetic())
    return {
        "kabupaten": settings.kabupaten,
        "instansi": settings.instansi,
        "kota": settings.kota or TITIK,
        "jabatan": settings.jabatan_penanda_tangan or TITIK,
        "nama_penanda_tangan": clean_text(settings.nama_penanda_tangan) or TITIK,
        "titik": TITIK,
        "tahun": str(data.tahun),
        "triwulan": ROMAWI[data.triwulan],
        "periode": period_label(data.tahun, data.triwulan),
        "periode_singkat": docx_tables.period_names(data),
        "masa": f"Januari s.d. {BULAN[3 * data.triwulan - 1]} {data.tahun}",
        "status": kalimat.STATUS_DATA[data.status],
        "status_singkat": data.status,
        "spanduk": f"MEMUAT DATA SINTETIS: angka {sintetis} kecamatan bertanda {kalimat.SINTETIS_SINGKAT} adalah "
        "contoh buatan, bukan laporan yang sebenarnya."
        if sintetis
        else "",
        "kelengkapan": data.kabupaten.get("kelengkapan") or f"0 dari {len(data.kecamatan)}",
        "jumlah_kecamatan": str(len(data.kecamatan)),
        "jumlah_desa": str(sum(k["jumlah_desa"] or 0 for k in data.kecamatan)),
        "jumlah_kelurahan": str(sum(k["jumlah_kelurahan"] or 0 for k in data.kecamatan)),
        "dasar_tenggat": tenggat.get("dasar_hukum") or "Peraturan yang berlaku",
        "hari_tenggat": str(tenggat.get("hari_tenggat") or TITIK),
        "kalimat": _sentences(data),
        "tabel": docx_tables.tables(data),
    }


def _deadline(data: Data) -> dict:
    """The row of ref_tenggat that holds for the period: the latest that began before it ended."""
    akhir = (data.tahun, 3 * data.triwulan)
    berlaku = [
        t
        for t in data.all("ref_tenggat")
        if t["triwulan"] == data.triwulan
        and (t["berlaku_mulai"] is None or (t["berlaku_mulai"].year, t["berlaku_mulai"].month) <= akhir)
    ]
    return max(berlaku, key=lambda t: str(t["berlaku_mulai"] or ""), default={})


def _sentences(data: Data) -> dict[str, object]:
    utama, patuh = kalimat.headline(data), kalimat.compliance(data)
    ujung_capaian = kalimat.extremes(data, "ringkasan_kecamatan", "rata_capaian", "Rata-rata capaian")
    ujung_serapan = kalimat.extremes(data, "serapan_kecamatan", "serapan_persen", "Serapan anggaran")
    ikhtisar = [utama["kelengkapan"], utama["capaian"], utama["serapan"], ujung_capaian, ujung_serapan]
    ikhtisar += [patuh["belum"], patuh["terlambat"], utama["temuan"], utama["cakupan"]]
    return {
        **utama,
        **patuh,
        "ikhtisar": [k for k in ikhtisar if k],
        "ujung_capaian": ujung_capaian,
        "ujung_serapan": ujung_serapan,
        "gerak_capaian": kalimat.movements(data, "rata-rata capaian", "capaian_perubahan_tahun"),
        "gerak_serapan": kalimat.movements(data, "serapan anggaran", "serapan_perubahan_tahun"),
        "kuadran": kalimat.quadrants(data),
        "permasalahan": kalimat.gather_notes(data, ("permasalahan",), judul=False),
        "tindak_lanjut": kalimat.gather_notes(data, ("tindak_lanjut",)),
        "simpulan": [k for k in (utama["capaian"], utama["serapan"], utama["beda"], utama["kelengkapan"]) if k],
        "langkah": kalimat.next_steps(data),
    }


URAIAN_GAMBAR = {
    "capaian": "Diagram batang rata-rata capaian tiap kecamatan; angkanya ada pada Lampiran 1",
    "serapan": "Diagram batang serapan anggaran tiap kecamatan; angkanya ada pada Lampiran 2",
    "efisiensi": "Diagram sebar capaian terhadap serapan tiap kecamatan; angkanya ada pada Lampiran 1 dan 2",
}


def _pictures(templat, data: Data) -> dict[str, object]:
    """The charts by name, drawn only when the template asks, each with a text for readers who cannot see it."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    class Gambar(InlineImage):
        def __init__(self, nama: str):
            super().__init__(templat, None, width=Mm(LEBAR_GAMBAR))
            self.nama = nama

        def _insert_image(self) -> str:
            isi = draw(data, self.nama)
            if isi is None:
                return "Belum ada data."
            self.image_descriptor = io.BytesIO(isi)
            return super()._insert_image().replace("<wp:docPr ", f'<wp:docPr descr="{URAIAN_GAMBAR[self.nama]}" ', 1)

    return {nama: Gambar(nama) for nama in URAIAN_GAMBAR}


def draw(data: Data, nama: str) -> bytes | None:
    """The chart capaian, serapan or efisiensi as PNG; None when there is nothing to draw."""
    ringkasan = data.by_kecamatan("ringkasan_kecamatan")
    if nama == "efisiensi":
        lengkap = [r for r in ringkasan.values() if r["kuadran"]]
        titik = [
            Titik(n, kalimat.mark(data, r["kode_kecamatan"]), "", float(r["serapan_persen"]), float(r["rata_capaian"]))
            for n, r in enumerate(lengkap)
        ]
        return charts.scatter_chart(titik, [r["kuadran"] for r in lengkap], 25 * data.triwulan) if titik else None
    if nama == "capaian":
        kolom, sumbu, warna = "rata_capaian", "Rata-rata capaian (%)", {s["kategori"]: s["warna"] for s in data.scale()}
    else:
        kolom, sumbu, warna = "serapan_persen", "Serapan anggaran (%)", f"#{theme.SERAPAN}"
    batang = _bars(data, ringkasan, kolom)
    if all(b.nilai is None for b in batang):
        return None
    acuan = data.kabupaten.get(kolom)
    return charts.bar_chart(batang, sumbu, None if acuan is None else ("Kabupaten", float(acuan)), warna)


def _bars(data: Data, isi: dict[str, dict], kolom: str) -> list[charts.Batang]:
    """One bar per kecamatan, highest first, those without a value last."""
    batang = []
    for k in data.kecamatan:
        r = isi.get(k["kode_kecamatan"], {})
        nilai = None if r.get(kolom) is None else float(r[kolom])
        batang.append(charts.Batang(kalimat.mark(data, k["kode_kecamatan"]), nilai, r.get("kategori") or ""))
    return sorted(batang, key=lambda b: (b.nilai is None, -(b.nilai or 0)))
