"""Report tables on method: how each figure comes about, and which files and database it comes from."""

import datetime as dt

from transforms import fingerprint
from transforms.reports.format import format_number, local_time, receipt_link
from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan, scale_legend

RUMUS = (
    ("Serapan", "realisasi ÷ plafon × 100, dari angka dihitung. Kosong bila plafon nol atau belum ada."),
    (
        "Angka dihitung",
        "jumlah baris paling bawah (sub kegiatan) yang ditulis kecamatan; inilah angka utama.",
    ),
    (
        "Angka menurut laporan",
        "yang ditulis kecamatan pada baris induk atau TOTAL; tampil di samping angka dihitung.",
    ),
    (
        "Tanpa rincian",
        "bagian baris induk yang tidak punya rincian; tampil tersendiri, tidak ikut angka dihitung.",
    ),
    ("Capaian (makin tinggi makin baik)", "realisasi kumulatif ÷ target tahunan × 100."),
    ("Capaian (makin rendah makin baik)", "(2 × target − realisasi) ÷ target × 100, paling rendah 0."),
    (
        "Realisasi kumulatif",
        "kolom tahun berjalan pada Tabel 3.2; bila tidak ada, digabung dari triwulan tahun itu menurut sifat "
        "indikator. Realisasi satu triwulan tidak pernah dipakai sebagai realisasi kumulatif.",
    ),
    (
        "Rata-rata capaian",
        "rata-rata sederhana indikator sasaran yang capaiannya dapat dihitung; target kosong atau nol tidak "
        "ikut. Angka kabupaten = rata-rata kecamatan.",
    ),
    ("Kategori", "capaian dibulatkan ke persen bulat (setengah ke atas), lalu dicocokkan dengan skala."),
    ("Efisiensi", "rata-rata capaian − serapan pada triwulan yang sama, dalam poin persen."),
    ("Kuadran", "tinggi bila sudah mencapai bagian tahun yang berjalan: 25 % untuk tiap triwulan."),
    ("Status data", "sementara sampai periode ditutup, sesudah itu final."),
    (
        "Laporan yang berlaku",
        "kiriman terakhir yang diterima; kiriman yang ditolak tidak menggantikan yang sudah diterima.",
    ),
)
SIFAT = {
    "akumulatif": "dijumlahkan antartriwulan",
    "terakhir": "nilai triwulan terakhir",
    "rata": "rata-rata triwulan",
}
ARAH = {
    "naik_baik": "makin tinggi makin baik",
    "turun_baik": "makin rendah makin baik",
    "rentang": "baik di dalam rentang",
}


def rule_of(indikator: dict | None) -> str:
    """Direction and consolidation of an indicator, to stand beside its figures: a row of ref_indikator, or None."""
    if not indikator:
        return "arah belum ditetapkan"
    arah = ARAH.get(indikator["arah"], "arah belum ditetapkan")
    if indikator["arah"] == "rentang" and None not in (indikator["rentang_bawah"], indikator["rentang_atas"]):
        bawah, atas = (format_number(indikator[f"rentang_{x}"], 2) for x in ("bawah", "atas"))
        arah = f"baik di antara {bawah} dan {atas}"
    if indikator["arah"] == "turun_baik" and indikator["rumus"]:
        arah += f" ({indikator['rumus']})"
    return "; ".join(filter(None, (arah, SIFAT.get(indikator["sifat"]))))


def formula_table(data: Data) -> TabelLaporan:
    """What each figure means and how it is computed."""
    hari = next((t for t in data.all("ref_tenggat") if t["triwulan"] == data.triwulan), None)
    rumus = list(RUMUS)
    if hari:
        rumus.append(
            (
                "Tenggat",
                f"{hari['hari_tenggat']} hari kalender setelah triwulan berakhir ({hari['dasar_hukum']}).",
            )
        )
    if koreksi := declared_note(data):
        rumus.append(("Koreksi yang dinyatakan", koreksi))
    return _table(
        data,
        "Metodologi",
        [Kolom("istilah", "Istilah", lebar=34), Kolom("arti", "Cara menghitung", lebar=80)],
        [Baris({"istilah": i, "arti": a}) for i, a in rumus],
    )


def declared_note(data: Data) -> str:
    """How many declared corrections the files in force use, in one sentence; empty when none."""
    berlaku = {k["kiriman_id"] for k in data.rows("kiriman_berlaku")}
    sel = {(k["kiriman_id"], k["lembar"], k["sel"]) for k in data.all("koreksi_terpakai")}
    banyak = sum(kiriman in berlaku for kiriman, _, _ in sel)
    if not banyak:
        return ""
    return (
        f"{banyak} koreksi dinyatakan dipakai, menggantikan isi sel yang dikonfirmasi kecamatan; "
        "sel, nilai, alasan dan yang menyatakan ada pada daftar temuan (Koreksi dinyatakan dipakai)."
    )


def indicator_table(data: Data) -> TabelLaporan:
    """The indicators with direction, consolidation over triwulan and formula."""
    return _table(
        data,
        "Indikator",
        [
            Kolom("id", "Indikator", lebar=34),
            Kolom("indikator", "Nama baku", lebar=80),
            Kolom("arah", "Arah", lebar=24),
            Kolom("sifat", "Antartriwulan", lebar=24),
            Kolom("rumus", "Rumus", lebar=44),
        ],
        [
            Baris(
                {
                    "id": i["indikator_id"],
                    "indikator": i["indikator"],
                    "arah": ARAH.get(i["arah"], i["arah"]),
                    "sifat": SIFAT.get(i["sifat"], i["sifat"]),
                    "rumus": i["rumus"],
                }
            )
            for i in sorted(data.all("ref_indikator"), key=lambda i: i["urutan"])
        ],
    )


def scale_table(data: Data) -> TabelLaporan:
    """The rating scale with its colours."""
    return _table(
        data,
        "Skala kategori",
        [Kolom("kategori", "Kategori", "kategori", 34), Kolom("batas", "Capaian", lebar=80)],
        [Baris({"kategori": k, "batas": b}, warna={"kategori": k}) for k, b in scale_legend(data)],
    )


def input_table(data: Data) -> TabelLaporan:
    """Every file received for the period: name, hash, time, version, status, synthetic or not."""
    baris = []
    for k in sorted(data.rows("kiriman"), key=lambda k: k["nomor"]):
        tautan = receipt_link(k["kiriman_id"])
        baris.append(
            Baris(
                {
                    "kecamatan": data.name(k["kode_kecamatan"]),
                    "berkas": k["nama_berkas"],
                    "sha256": k["sha256"][:12],
                    "diterima": local_time(dt.datetime.fromisoformat(k["diterima_pada"])),
                    "status": k["status"],
                    "versi": k["versi"],
                    "jenis": "sintetis" if k["sintetis"] else "kiriman kecamatan",
                    "kiriman": k["kiriman_id"],
                },
                tautan={"kiriman": tautan} if tautan else {},
            )
        )
    return _table(
        data,
        "Berkas masukan",
        [
            Kolom("kecamatan", "Kecamatan", lebar=34),
            Kolom("berkas", "Nama berkas", lebar=80),
            Kolom("sha256", "Sidik (awal sha256)", "kode", 24),
            Kolom("diterima", "Diterima (WIB)", "waktu", 24),
            Kolom("status", "Status", "lencana", 44),
            Kolom("versi", "Versi", "bilangan", 8),
            Kolom("jenis", "Jenis data", lebar=18),
            Kolom("kiriman", "Kiriman", lebar=12),
        ],
        baris,
    )


def database_table(data: Data) -> TabelLaporan:
    """What identifies the data that the report was made from, and how their checks ended.

    Only what belongs to the period: a report does not change when another period receives a file.
    """
    kiriman, mutu = data.rows("kiriman"), data.all("mutu")
    gagal = sum(not m["berhasil"] for m in mutu)
    terakhir = max((k["nomor"] for k in kiriman), default=None)
    isi = {
        "Sidik data periode ini dan setahun sebelumnya": fingerprint.period_fingerprint(
            data.con, data.tahun, data.triwulan
        ),
        "Sidik bentuk basis data": next(
            (m["nilai"] for m in data.all("meta") if m["kunci"] == "versi_skema"), None
        ),
        "Kiriman terakhir periode ini": next(
            (k["kiriman_id"] for k in kiriman if k["nomor"] == terakhir), None
        ),
        "Berkas diterima untuk periode ini": f"{len(kiriman)} berkas",
        "Pemeriksaan mutu": f"{len(mutu)} pemeriksaan, {gagal} tidak terpenuhi",
    }
    baris = [Baris({"kunci": k, "nilai": n}) for k, n in isi.items()]
    return _table(
        data,
        "Basis data asal",
        [Kolom("kunci", "Keterangan", lebar=34), Kolom("nilai", "Isi", lebar=80)],
        baris,
    )


def _table(data: Data, judul: str, kolom: list[Kolom], baris: list[Baris]) -> TabelLaporan:
    return TabelLaporan(judul, "", data.cakupan, "Basis data terbitan", kolom, baris, legenda=data.legend())
