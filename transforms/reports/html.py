"""The dashboard as HTML files that work offline: a page per period, per kecamatan, and over the periods.

Every page stands alone (styles, script and drawings inside, nothing loaded), shows everything without its
script, and escapes all text; its security policy allows exactly the one script it carries.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from transforms import storage
from transforms.reports import (
    tables_anggaran,
    tables_berkas,
    tables_e81,
    tables_kecamatan,
    tables_kinerja,
    tables_metode,
    tables_ringkasan,
    tables_sipd,
    tables_temuan,
    theme,
)
from transforms.reports.format import (
    KOSONG,
    format_date,
    format_number,
    format_persen,
    format_rupiah,
    period_label,
    period_short,
    receipt_link,
    workbook_name,
)
from transforms.reports.html_view import format_signed, rating_classes, scatter, tile_map, trend, view_table
from transforms.reports.receipt import page
from transforms.reports.tables import Data, TabelLaporan, difference, load_data
from transforms.settings import Settings

HALAMAN = "index.html"
_TEMPLAT = Path(__file__).parent / "templates"


def write_dashboard(con, tahun: int, triwulan: int, settings: Settings, folder: Path) -> list[Path]:
    """Write `index.html` of a period and `kecamatan/<kode>.html` into `folder` from the published database.

    Returns all paths, the period's page first; files whose content did not change are left alone.
    """
    data = load_data(con, tahun, triwulan, settings)
    isi = {folder / HALAMAN: _render_period(data)}
    kecamatan, templat = data.kecamatan, page("kecamatan.html")
    for n, k in enumerate(kecamatan):
        sebelum, sesudah = kecamatan[n - 1] if n else None, (kecamatan[n + 1 :] or [None])[0]
        isi[folder / "kecamatan" / f"{k['kode_kecamatan']}.html"] = _render_kecamatan(
            data, k["kode_kecamatan"], templat, sebelum, sesudah
        )
    for path, teks in isi.items():
        storage.write_atomic(path, teks.encode())
    return list(isi)


def write_index(con, settings: Settings, folder: Path) -> Path:
    """Write `index.html` over all periods into `folder` (the one that holds the periods' folders)."""
    data = load_data(con, 0, 0, settings)
    periode = sorted(data.all("konsolidasi_kabupaten"), key=lambda k: (k["tahun"], k["triwulan"]), reverse=True)
    sintetis = {(k["tahun"], k["triwulan"]) for k in data.all("kiriman") if k["sintetis"]}
    teks = page("indeks.html").render(
        **_frame(data),
        judul=f"Konsolidasi LKj Kabupaten {settings.kabupaten}",
        anak="Laporan Kinerja triwulanan kecamatan, semua periode.",
        spanduk="Sebagian periode memuat data sintetis (contoh buatan)." if sintetis else "",
        jejak=[("Semua periode", "")],
        periode=view_table(tables_ringkasan.period_table(periode, sintetis, settings), rating_classes(data)),
        tren=trend(_regency_series(periode)),
    )
    storage.write_atomic(folder / HALAMAN, teks.encode())
    return folder / HALAMAN


@cache
def _script_hash() -> str:
    """Hash of the one script as the page carries it, for the security policy."""
    skrip = (_TEMPLAT / "dasbor.js").read_text(encoding="utf-8").removesuffix("\n")
    return "sha256-" + base64.b64encode(hashlib.sha256(skrip.encode()).digest()).decode()


def _frame(data: Data) -> dict:
    return {
        "sidik_skrip": _script_hash(),
        "skala": [f"#{theme.tint(s['warna'])}" for s in data.scale()],
        "kaki": f"{data.settings.instansi}. Dibuat otomatis dari berkas kiriman kecamatan. Arahkan kursor ke "
        "angka, ketuk angkanya, atau pakai tombol “Sel asal” untuk melihat dari mana angka itu.",
    }


def _banner(kode: set[str], satu: bool = False) -> str:
    if not kode:
        return ""
    if satu:
        return "DATA SINTETIS: contoh buatan, bukan laporan kecamatan yang sebenarnya."
    return f"MEMUAT DATA SINTETIS: {len(kode)} kecamatan bertanda “(sintetis)” adalah contoh buatan."


def _regency_series(kab: list[dict]) -> dict:
    return {
        "Rata-rata capaian (%)": [(k["tahun"], k["triwulan"], k["rata_capaian"]) for k in kab],
        "Serapan (%)": [(k["tahun"], k["triwulan"], k["serapan_persen"]) for k in kab],
    }


def _render_period(data: Data) -> str:
    tautan = {k["kecamatan"]: f"kecamatan/{k['kode_kecamatan']}.html" for k in data.kecamatan}
    kategori = rating_classes(data)
    isi = {
        "kecamatan": tables_ringkasan.overview_table(data),
        "capaian": tables_kinerja.achievement_matrix(data),
        "serapan": tables_anggaran.absorption_table(data),
        "anggaran": tables_anggaran.budget_tree(data),
        "program": tables_anggaran.program_matrix(data),
        "perbandingan": tables_temuan.comparison_table(data),
        "kepatuhan": tables_ringkasan.compliance_table(data),
        "tanpa_periode": tables_berkas.unplaced_table(data),
        "temuan": tables_temuan.findings_table(data),
        "perubahan": tables_temuan.changes_table(data),
    }
    if tables_sipd.has_sipd(data):
        isi["sipd"] = tables_sipd.reconciliation_table(data)
    if tables_sipd.has_rak(data):
        isi["rencana_kas"] = tables_sipd.deviation_table(data)
    if tables_e81.has_forms(data):
        isi["e81"] = tables_e81.money_table(data)
        isi["e81_kinerja"] = tables_e81.performance_table(data)
    metode = {
        "metodologi": tables_metode.formula_table,
        "skala": tables_metode.scale_table,
        "indikator": tables_metode.indicator_table,
        "masukan": tables_metode.input_table,
        "basis-data": tables_metode.database_table,
    }
    periode, sampai = period_label(data.tahun, data.triwulan), (data.tahun, data.triwulan)
    return page("dasbor.html").render(
        **_frame(data),
        judul=f"Konsolidasi LKj Kabupaten {data.settings.kabupaten}, {periode}",
        anak=data.cakupan + ".",
        status=data.status,
        spanduk=_banner(data.synthetic()),
        jejak=[("Semua periode", "../index.html"), (period_short(data.tahun, data.triwulan), "")],
        menu=[("Ringkasan", "ringkasan"), ("Peta", "peta"), ("Kecamatan", "kecamatan"),
              ("Capaian", "capaian"), ("Serapan", "serapan"), ("Anggaran", "anggaran"),
              ("Perkembangan", "perkembangan"), ("Kepatuhan", "kepatuhan"), ("Temuan", "temuan"),
              *(m for m in (("SIPD", "sipd"), ("Rencana Kas", "rencana-kas"), ("E.81", "e81"))
                if m[1].replace("-", "_") in isi),
              ("Metodologi", "metodologi")],
        unduh=_files(data),
        kartu=_regency_cards(data, kategori),
        masalah=_missing(data, tautan),
        peta=tile_map(data, tautan),
        sebar=scatter(data),
        tabel={nama: view_table(_narrow(t), kategori, tautan) for nama, t in isi.items()},
        metode=[(nama, view_table(buat(data), kategori, tautan)) for nama, buat in metode.items()],
        tren=trend(_regency_series(
            [k for k in data.all("konsolidasi_kabupaten") if (k["tahun"], k["triwulan"]) <= sampai]
        )),
    )  # fmt: skip


def _narrow(tabel: TabelLaporan, *buang: str) -> TabelLaporan:
    """A table without the columns that a page says otherwise (number, on its own page kecamatan)."""
    if tabel.kolom[0].key == "no" or buang:
        tabel.kolom = [k for k in tabel.kolom if k.key not in ("no", *buang)]
    return tabel


def _files(data: Data) -> list[tuple[str, str]]:
    """The period's other files, which lie beside its page: (what, name)."""
    from transforms.reports import docx_report, e81

    kapan = data.tahun, data.triwulan
    return [
        ("Buku kerja (XLSX)", workbook_name(data.settings.kabupaten, *kapan)),
        ("Laporan (DOCX)", docx_report.file_name(data.settings, *kapan)),
        ("Formulir E.81 (XLSX)", e81.file_name(data.settings, *kapan)),
        ("Pemeriksaan mutu data", "mutu.html"),
    ]


def _missing(data: Data, tautan: dict[str, str]) -> list[dict]:
    hasil = []
    for p in sorted(data.rows("kepatuhan"), key=lambda p: p["kode_kecamatan"]):
        if not p["diterima"]:
            nama = p["kecamatan"]
            sebab = theme.LENCANA.get(p["status"], (p["status"],))[0].lower()
            hasil.append({"nama": nama, "tautan": tautan[nama], "sebab": sebab})
    return hasil


def _card(label: str, nilai: str, satuan: str, asal: str, rincian: list[str], kategori: str = "", kelas: str = ""):
    return {
        "label": label,
        "nilai": nilai,
        "satuan": satuan,
        "asal": asal,
        "rincian": rincian,
        "kategori": kategori or "",
        "kelas": kelas,
    }


def _regency_cards(data: Data, kategori: dict[str, str]) -> list[dict]:
    kab = data.kabupaten
    pasangan = [(p, next(iter(data.rows("konsolidasi_kabupaten", p)), {})) for p in (data.sebelumnya, data.tahun_lalu)]

    def changes(kolom: str) -> list[str]:
        # no change since the last triwulan of another year: rates start again from nothing
        beda = [(p, difference(kab.get(kolom), k.get(kolom))) for p, k in pasangan if p != (data.tahun - 1, 4)]
        return [f"{format_signed(b)} poin dari {period_short(*p)}" for p, b in beda if b is not None]

    dari = f"dihitung dari {kab.get('jumlah_masuk', 0)} laporan yang berlaku (tabel konsolidasi_kabupaten)"
    lengkap = kab.get("kelengkapan") or f"0 dari {len(data.kecamatan)}"
    waktu = f"{kab.get('jumlah_tepat_waktu') or 0} tepat waktu, {kab.get('jumlah_terlambat') or 0} terlambat"
    serapan, dilaporkan = (format_persen(kab.get(k)) for k in ("serapan_persen", "serapan_dilaporkan_persen"))
    plafon, realisasi, sisa = (format_rupiah(kab.get(k)) for k in ("plafon_dihitung", "realisasi_dihitung", "sisa"))
    nilai, rata = kab.get("kategori"), format_persen(kab.get("rata_capaian"))
    return [
        _card("Laporan masuk", lengkap, "kecamatan", "tabel kepatuhan", [waktu]),
        _card("Serapan", serapan, "%", dari, [f"menurut laporan {dilaporkan} %", *changes("serapan_persen")]),
        _card("Rata-rata capaian", rata, "%", dari, changes("rata_capaian"), nilai, kategori.get(nilai, "")),
        _card("Realisasi (Rp)", realisasi, "", dari, [f"dari plafon {plafon}", f"sisa {sisa}"]),
        _card("Temuan", format_number(kab.get("jumlah_temuan")), "", "tabel temuan", ["pada laporan yang berlaku"]),
    ]


def _render_kecamatan(data: Data, kode: str, templat, sebelum: dict | None, sesudah: dict | None) -> str:
    kategori = rating_classes(data)
    nama = data.name(kode)
    r, p = (
        data.by_kecamatan("ringkasan_kecamatan").get(kode, {}),
        data.by_kecamatan("kepatuhan").get(kode, {}),
    )
    isi = tables_kecamatan.kecamatan_tables(data, kode)
    kiriman = p.get("kiriman_id")
    tautan = []
    if terima := receipt_link(kiriman):
        tautan.append((f"Tanda terima {kiriman}", f"../{terima}"))
    if koreksi := tables_kecamatan.correction_link(data, kiriman):
        tautan.append(("Lembar koreksi (XLSX)", f"../{koreksi}"))
    return templat.render(
        **_frame(data),
        judul=f"Kecamatan {nama}, {period_label(data.tahun, data.triwulan)}",
        anak=f"Kabupaten {data.settings.kabupaten}.",
        status=data.status,
        spanduk=_banner({kode} & data.synthetic(), satu=True),
        jejak=[("Semua periode", "../../index.html"),
               (period_short(data.tahun, data.triwulan), "../index.html"),
               (nama, "")],
        menu=[("Ringkasan", "ringkasan"), ("Indikator", "indikator"), ("Anggaran", "anggaran"),
              ("Perkembangan", "perkembangan"), ("Riwayat", "riwayat"), ("Temuan", "temuan")],
        kartu=_kecamatan_cards(data, kode, r, p, kategori),
        tautan=tautan,
        berlaku=bool(r),
        tabel={n: view_table(_narrow(t, "kecamatan"), kategori) for n, t in isi.items()},
        tren=trend(tables_kecamatan.series(data, kode)),
        tetangga=[(f"{panah} {k['kecamatan']}", f"{k['kode_kecamatan']}.html")
                  for panah, k in (("←", sebelum), ("→", sesudah)) if k],
    )  # fmt: skip


def _kecamatan_cards(data: Data, kode: str, r: dict, p: dict, kategori: dict[str, str]) -> list[dict]:
    s = data.by_kecamatan("serapan_kecamatan").get(kode, {})
    telat, status = p.get("hari_terlambat"), p.get("status") or "BELUM_ADA"
    masuk = [f"diterima {format_date(p.get('tanggal'))}"]
    if telat is not None:
        masuk.append(f"terlambat {telat} hari" if telat > 0 else "tepat waktu")
    if p.get("versi"):
        masuk.append(f"versi {p['versi']}")
    asal = f"dihitung dari rincian lembar {s['lembar']}" if s.get("lembar") else "dihitung dari rincian"
    serapan, dilaporkan = (format_persen(s.get(k)) for k in ("serapan_persen", "serapan_dilaporkan_persen"))
    peringkat = f"peringkat {s['peringkat']}" if s.get("peringkat") else "belum diperingkat"
    nilai, rata = r.get("kategori"), format_persen(r.get("rata_capaian"))
    banyak = f"{r.get('jumlah_indikator', 0)} indikator dihitung"
    if r.get("jumlah_tanpa_capaian"):
        banyak += f", {r['jumlah_tanpa_capaian']} tanpa capaian"
    realisasi, plafon = (format_rupiah(s.get(k)) for k in ("realisasi_dihitung", "plafon_dihitung"))
    sumbu = "rata-rata indikator sasaran"
    return [
        _card("Status laporan", theme.LENCANA.get(status, (status,))[0], "", "tabel kepatuhan", masuk),
        _card("Serapan", serapan, "%", asal, [f"menurut laporan {dilaporkan} %", peringkat]),
        _card("Rata-rata capaian", rata, "%", sumbu, [banyak], nilai, kategori.get(nilai, "")),
        _card("Efisiensi", format_signed(r.get("efisiensi")), "poin", "rata-rata capaian − serapan",
              [r.get("kuadran") or KOSONG]),
        _card("Realisasi (Rp)", realisasi, "", asal, [f"dari plafon {plafon}"]),
    ]  # fmt: skip
