"""Tanda terima: the answer to every received file, also to one that could not be read.

The JSON file is the answer itself; the HTML page beside it is the same content for people. Both are a
function of the database alone: a rebuild gives the same bytes, and an unchanged answer is not written again.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from transforms import database, storage
from transforms.reports.format import (
    format_change,
    format_date,
    format_persen,
    format_rupiah,
    format_time,
    period_key,
    period_label,
)
from transforms.reports.theme import LENCANA
from transforms.reports.wording import (
    JUDUL_TINGKAT,
    TINGKAT,
    place_order,
    short_message,
    write_amount,
    write_value,
)

PUTUSAN = {
    "DITERIMA": "Tidak ada yang perlu diperbaiki. Angka dalam berkas ini dipakai.",
    "DITERIMA_DENGAN_CATATAN": (
        "Angka dalam berkas ini dipakai; mohon perbaiki yang tercatat di bawah lalu "
        "kirim lagi, atau sampaikan penjelasannya."
    ),
    "DITOLAK": (
        "Angka dalam berkas ini tidak dipakai; kiriman sebelumnya, bila ada, tetap berlaku. Mohon "
        "perbaiki yang tercatat di bawah lalu kirim lagi."
    ),
    "DUPLIKAT": "Isi berkas ini sama dengan kiriman yang sudah ada. Tidak ada yang berubah.",
    "MENUNGGU": "Periode ini sudah ditutup. Berkas disimpan dan menunggu sampai periode dibuka kembali.",
}
SEBUTAN_LAPORAN = {
    "lkj": "Laporan Kinerja", "e81": "Formulir E.81", "sipd-lra": "LRA SIPD", "sipd-rak": "Rencana Anggaran Kas SIPD",
}  # fmt: skip
KOLOM_TEMUAN = (
    "kode_temuan", "tingkat", "judul", "lembar", "sel", "sel_terkait", "kolom", "objek", "nilai_mentah",
    "nilai_seharusnya", "selisih", "pesan", "tindakan", "diakui", "pengakuan",
)  # fmt: skip
KOLOM_PERUBAHAN = ("tabel", "kunci", "kolom", "nilai_lama", "nilai_baru", "lembar", "sel_lama", "sel_baru")
KOLOM_DAMPAK = (
    "sel_berubah", "plafon_sebelum", "plafon_sesudah", "realisasi_sebelum", "realisasi_sesudah",
    "serapan_sebelum", "serapan_sesudah", "serapan_selisih",
    "capaian_sebelum", "capaian_sesudah", "capaian_selisih",
)  # fmt: skip
DITAHAN = (
    "Angka dalam berkas ini belum masuk ke laporan kabupaten: penerbitannya ditahan di Bappeda. Yang terbit "
    "sebelumnya tetap berlaku. Berkas ini tidak perlu dikirim ulang karena hal itu; tanda terima ini ditulis "
    "ulang setelah penerbitan berhasil."
)
SEBUTAN_TABEL = {
    "realisasi_anggaran": "Realisasi anggaran",
    "perjanjian_kinerja": "Perjanjian kinerja",
    "perjanjian_anggaran": "Anggaran perjanjian kinerja",
    "capaian_indikator": "Capaian indikator",
    "realisasi_tahunan": "Realisasi tahunan",
}


def write_receipts(
    con,
    tahun: int | None,
    triwulan: int | None,
    folder: Path,
    instansi: str = "",
    hanya: Iterable[str] | None = None,
    ditahan: Iterable[str] = (),
) -> list[Path]:
    """Write `<kiriman_id>.json` and `.html` into `folder` for every file received for the period.

    In: a connection to the working or the published database. Files whose period is not known (unreadable,
    contradicting identity) belong to no period: they are written by a call with `tahun` and `triwulan` None,
    into a folder of their own (TANPA_PERIODE), so that where a receipt lies never depends on the run that
    made it. `hanya`: limit to these kiriman_id. `ditahan`: why what they brought is not published (from the working
    database, while publication is withheld).
    Out: the paths that were written anew; files whose content did not change are left alone.
    """
    ditulis = []
    for terima in read_receipts(con, tahun, triwulan, hanya, ditahan):
        berkas = folder / terima["tanda_terima"]
        isi = json.dumps(terima, ensure_ascii=False, indent=2, default=database.jsonable) + "\n"
        for path, bita in (
            (berkas.with_suffix(".json"), isi.encode()),
            (berkas.with_suffix(".html"), render_receipt(terima, instansi).encode()),
        ):
            if storage.write_atomic(path, bita):
                ditulis.append(path)
    return ditulis


def read_receipts(
    con, tahun: int | None, triwulan: int | None, hanya: Iterable[str] | None = None, ditahan: Iterable[str] = ()
) -> list[dict]:
    """The receipts of a period as JSON-able dicts, in order of receipt. Amounts are strings."""
    periode = {"tahun": tahun, "triwulan": triwulan}
    hanya = None if hanya is None else set(hanya)
    penerimaan = {p["kiriman_id"]: p for p in database.rows(con, "penerimaan", **periode)}
    temuan = _by_kiriman(sorted(database.rows(con, "temuan", **periode), key=place_order))
    perubahan = _by_kiriman(sorted(database.rows(con, "perubahan_kiriman", **periode), key=_change_order))
    dampak = {d["kiriman_id"]: d for d in database.rows(con, "perubahan_dampak", **periode)}
    kiriman = database.rows(con, "kiriman", urut="nomor", **periode)
    return [
        compose_receipt(k, penerimaan.get(i, {}), temuan[i], perubahan[i], dampak.get(i), ditahan)
        for k in kiriman
        if (i := k["kiriman_id"]) and (hanya is None or i in hanya)
    ]


def compose_receipt(
    kiriman: dict, berkas: dict, temuan: list[dict], perubahan: list[dict], dampak: dict | None = None,
    ditahan: Iterable[str] = (),
) -> dict:
    """One receipt from a row of `kiriman`, its row of `penerimaan`, and its rows of the other tables."""
    sebab = list(ditahan)
    return {
        "tanda_terima": kiriman["kiriman_id"],
        "nomor": kiriman["nomor"],
        "diterima_pada": datetime.datetime.fromisoformat(kiriman["diterima_pada"]).isoformat(),
        "status": kiriman["status"],
        "putusan": PUTUSAN.get(kiriman["status"], ""),
        "alasan": kiriman["alasan"],
        "penerbitan": {"ditahan": bool(sebab), "keterangan": DITAHAN if sebab else None, "sebab": sebab},
        "kode_kecamatan": kiriman["kode_kecamatan"],
        "kecamatan": kiriman["kecamatan"],
        "periode": period_key(kiriman["tahun"], kiriman["triwulan"]) if kiriman["triwulan"] else None,
        **{k: kiriman[k] for k in ("tahun", "triwulan", "versi", "menggantikan", "duplikat_dari")},
        **{k: kiriman[k] for k in ("tanggal_laporan", "hari_terlambat")},
        "laporan": SEBUTAN_LAPORAN[kiriman.get("jenis") or "lkj"],
        "sintetis": bool(kiriman["sintetis"]),
        "berkas": {
            "nama": kiriman["nama_berkas"],
            "sha256": kiriman["sha256"],
            "jenis": berkas.get("jenis_berkas"),
            "ukuran": berkas.get("ukuran"),
        },
        "jumlah_temuan": {t: sum(b["tingkat"] == t for b in temuan) for t in TINGKAT},
        "temuan": [{k: b[k] for k in KOLOM_TEMUAN} for b in temuan],
        "perubahan": [{k: b[k] for k in KOLOM_PERUBAHAN} for b in perubahan],
        "dampak": {k: dampak[k] for k in KOLOM_DAMPAK} if dampak else None,
    }


def render_receipt(terima: dict, instansi: str = "") -> str:
    """The receipt as one HTML page, without anything from outside, for paper (A4) and for a telephone."""
    kelompok = [
        {"tingkat": t, "judul": JUDUL_TINGKAT[t], "isi": [b for b in terima["temuan"] if b["tingkat"] == t]}
        for t in TINGKAT
    ]
    tahun, triwulan = terima["tahun"], terima["triwulan"]
    return page("tanda_terima.html").render(
        t=terima,
        instansi=instansi,
        status=LENCANA.get(terima["status"], (terima["status"],))[0],
        periode=period_label(tahun, triwulan) if terima["periode"] else "periode tidak diketahui",
        kelompok=[k for k in kelompok if k["isi"]],
        sebutan_tabel=SEBUTAN_TABEL,
        dampak=_effect_rows(terima["dampak"]),
    )


def _effect_rows(dampak: dict | None) -> list[dict]:
    """What a resubmission did to the kecamatan's figures, for the page: apa, semula, menjadi, selisih as text."""
    if not dampak:
        return []

    def row(apa: str, nama: str, tulis, satuan: str = "") -> dict:
        lama, baru = dampak[f"{nama}_sebelum"], dampak[f"{nama}_sesudah"]
        beda = None if lama is None or baru is None else Decimal(str(baru)) - Decimal(str(lama))
        return {"apa": apa, "semula": tulis(lama), "menjadi": tulis(baru),
                "selisih": format_change(beda, tulis) + (satuan if beda is not None else "")}

    return [
        row("Serapan anggaran (%)", "serapan", format_persen, " poin"),
        row("Rata-rata capaian (%)", "capaian", format_persen, " poin"),
        row("Plafon menurut rincian (Rp)", "plafon", format_rupiah),
        row("Realisasi menurut rincian (Rp)", "realisasi", format_rupiah),
    ]


def page(nama: str):
    """A Jinja template of this package, with every value escaped and the Indonesian filters."""
    return _environment().get_template(nama)


@cache
def _environment():
    """Made once: it keeps the compiled templates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        nilai=write_value, angka=write_amount, tanggal=format_date, waktu=_write_moment, pesan=short_message
    )
    return env


def _write_moment(iso: str) -> str:
    return format_time(datetime.datetime.fromisoformat(iso))


def _change_order(ubah: dict) -> tuple:
    tempat = place_order({"lembar": ubah["lembar"], "sel": ubah["sel_baru"] or ubah["sel_lama"]})
    return (ubah["tabel"], *tempat, ubah["kunci"] or "", ubah["kolom"] or "")


def _by_kiriman(baris: list[dict]) -> dict[str, list[dict]]:
    per: dict[str, list[dict]] = defaultdict(list)
    for b in baris:
        per[b["kiriman_id"]].append(b)
    return per
