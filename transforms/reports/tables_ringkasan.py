"""Report tables on the regency as a whole: headline figures, and who sent what and when."""

from urllib.parse import quote

from transforms.reports.format import period_key, period_label, period_short, receipt_link, workbook_name
from transforms.reports.tables import (
    CATATAN_KUMULATIF,
    SUMBER_LKJ,
    Baris,
    Data,
    Kolom,
    TabelLaporan,
    difference,
)
from transforms.settings import Settings


def summary_table(data: Data) -> TabelLaporan:
    """Headline figures of the regency beside the previous triwulan and the same one last year."""
    ini, lalu, tahun_lalu = (
        next(iter(data.rows("konsolidasi_kabupaten", p)), {})
        for p in ((data.tahun, data.triwulan), data.sebelumnya, data.tahun_lalu)
    )
    for k in (ini, lalu, tahun_lalu):
        k.setdefault("selisih_plafon", difference(k.get("plafon_dilaporkan"), k.get("plafon_dihitung")))
        k.setdefault(
            "selisih_realisasi", difference(k.get("realisasi_dilaporkan"), k.get("realisasi_dihitung"))
        )
        k.setdefault(
            "selisih_serapan", difference(k.get("serapan_dilaporkan_persen"), k.get("serapan_persen"))
        )
    rincian = [
        (
            "Laporan yang berlaku (kecamatan)",
            "jumlah_masuk",
            "bilangan",
            f"dari {len(data.kecamatan)} kecamatan",
        ),
        ("Tepat waktu (kecamatan)", "jumlah_tepat_waktu", "bilangan", ""),
        ("Terlambat (kecamatan)", "jumlah_terlambat", "bilangan", ""),
        ("Serapan dihitung dari rincian (%)", "serapan_persen", "persen", "angka utama"),
        (
            "Serapan menurut laporan (%)",
            "serapan_dilaporkan_persen",
            "persen",
            "baris TOTAL yang ditulis kecamatan",
        ),
        (
            "Selisih serapan: laporan − rincian (poin)",
            "selisih_serapan",
            "poin",
            "penyebabnya pada Temuan",
        ),
        ("Rata-rata capaian (%)", "rata_capaian", "persen", "indikator sasaran yang dapat dihitung"),
        ("Kategori capaian", "kategori", "kategori", "skala pada Metodologi"),
        ("Plafon dihitung dari rincian (Rp)", "plafon_dihitung", "rupiah", ""),
        ("Realisasi dihitung dari rincian (Rp)", "realisasi_dihitung", "rupiah", "kumulatif sejak Januari"),
        ("Sisa anggaran (Rp)", "sisa", "rupiah", ""),
        ("Plafon menurut laporan (Rp)", "plafon_dilaporkan", "rupiah", ""),
        ("Realisasi menurut laporan (Rp)", "realisasi_dilaporkan", "rupiah", ""),
        ("Selisih plafon: laporan − rincian (Rp)", "selisih_plafon", "rupiah", ""),
        ("Selisih realisasi: laporan − rincian (Rp)", "selisih_realisasi", "rupiah", ""),
        ("Temuan pada laporan yang berlaku", "jumlah_temuan", "bilangan", "galat, peringatan, dan info"),
    ]
    baris = []
    for uraian, key, jenis, ket in rincian:
        beda = {"persen": "poin"}.get(jenis, jenis)
        nilai = {
            "uraian": uraian,
            "ini": ini.get(key),
            "lalu": lalu.get(key),
            "tahun_lalu": tahun_lalu.get(key),
        }
        if jenis == "kategori":
            nilai |= {"ubah_lalu": "", "ubah_tahun": ""}
        else:
            nilai["ubah_lalu"] = difference(nilai["ini"], nilai["lalu"]) if data.triwulan > 1 else None
            nilai["ubah_tahun"] = difference(nilai["ini"], nilai["tahun_lalu"])
        b = Baris(
            nilai | {"keterangan": ket}, gaya="total" if key in ("serapan_persen", "rata_capaian") else ""
        )
        b.jenis = dict.fromkeys(("ini", "lalu", "tahun_lalu"), jenis) | {
            "ubah_lalu": beda,
            "ubah_tahun": beda,
        }
        if jenis == "kategori":
            b.warna = {k: nilai[k] for k in ("ini", "lalu", "tahun_lalu") if nilai[k]}
        baris.append(b)
    return TabelLaporan(
        judul="Ringkasan Kabupaten",
        satuan="sesuai keterangan tiap baris",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("uraian", "Uraian", lebar=40),
            Kolom("ini", period_short(data.tahun, data.triwulan), "bilangan", 18),
            Kolom("lalu", period_short(*data.sebelumnya), "bilangan", 18),
            Kolom("ubah_lalu", "Perubahan dari triwulan sebelumnya", "bilangan", 18),
            Kolom("tahun_lalu", period_short(*data.tahun_lalu), "bilangan", 18),
            Kolom("ubah_tahun", "Perubahan dari tahun lalu", "bilangan", 18),
            Kolom("keterangan", "Keterangan", lebar=36),
        ],
        baris=baris,
        catatan=(CATATAN_KUMULATIF, *_basis(data)),
        legenda=data.legend(),
        asal="dihitung dari laporan kecamatan yang berlaku (tabel konsolidasi_kabupaten)",
    )


def _basis(data: Data) -> list[str]:
    """On which source the figures rest, and how the mean of capaian is made, with what is left out of it."""
    sumber = data.kabupaten.get("sumber_angka")
    ringkasan = data.rows("ringkasan_kecamatan")
    dihitung, tanpa = (sum(r[k] for r in ringkasan) for k in ("jumlah_indikator", "jumlah_tanpa_capaian"))
    return [
        *([f"Sumber angka: {sumber}."] if sumber else ()),
        "Rata-rata capaian: rata-rata sederhana, tanpa bobot, indikator sasaran tiap kecamatan, lalu kecamatan; "
        f"{dihitung} indikator dihitung, {tanpa} tanpa capaian tidak ikut (alasannya pada Rincian Capaian).",
    ]


def compliance_table(data: Data, *, hanya_masalah: bool = False) -> TabelLaporan:
    """Who sent what and when; with `hanya_masalah` only those that are missing, rejected or late."""
    baris = []
    for k in sorted(data.rows("kepatuhan"), key=lambda b: b["kode_kecamatan"]):
        terlambat = (k["hari_terlambat"] or 0) > 0
        if hanya_masalah and k["diterima"] and not terlambat:
            continue
        tautan = receipt_link(k["kiriman_id"])
        baris.append(
            Baris(
                {
                    "kecamatan": data.name(k["kode_kecamatan"]),
                    "status": k["status"],
                    "tanggal": k["tanggal"],
                    "tenggat": k["tenggat"],
                    "hari": k["hari_terlambat"],
                    "versi": k["versi"],
                    "berkas": k["nama_berkas"],
                    "tanda_terima": k["kiriman_id"] if tautan else None,
                },
                tautan={"tanda_terima": tautan} if tautan else {},
            )
        )
    return TabelLaporan(
        judul="Belum masuk, ditolak, atau terlambat" if hanya_masalah else "Kepatuhan Penyampaian Laporan",
        satuan="hari kalender",
        cakupan=data.cakupan,
        sumber="Buku penerimaan berkas",
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=24),
            Kolom("status", "Status", "lencana", 22),
            Kolom("tanggal", "Diterima", "tanggal", 14),
            Kolom("tenggat", "Tenggat", "tanggal", 14),
            Kolom("hari", "Hari terlambat", "bilangan", 11),
            Kolom("versi", "Versi", "bilangan", 8),
            Kolom("berkas", "Nama berkas", lebar=46),
            Kolom("tanda_terima", "Tanda terima", lebar=14),
        ],
        baris=baris,
        catatan=(
            "Tanggal diterima menentukan keterlambatan; keterlambatan tidak menyebabkan laporan ditolak.",
        ),
        legenda=data.legend(),
    )


def overview_table(data: Data) -> TabelLaporan:
    """One line per kecamatan: status, rates with their change, rank, findings."""
    ringkasan, serapan, tren, patuh = (
        data.by_kecamatan(t) for t in ("ringkasan_kecamatan", "serapan_kecamatan", "tren", "kepatuhan")
    )
    baris = []
    for k in data.kecamatan:
        kode = k["kode_kecamatan"]
        r, s, t, p = (d.get(kode, {}) for d in (ringkasan, serapan, tren, patuh))
        b = Baris(
            {
                "kecamatan": data.name(kode),
                "status": p.get("status") or "BELUM_ADA",
                "capaian": r.get("rata_capaian"),
                "kategori": r.get("kategori"),
                "ubah_capaian": t.get("capaian_perubahan_triwulan"),
                "serapan": s.get("serapan_persen"),
                "serapan_dilaporkan": s.get("serapan_dilaporkan_persen"),
                "ubah_serapan": t.get("serapan_perubahan_triwulan"),
                "peringkat": s.get("peringkat"),
                "efisiensi": r.get("efisiensi"),
                "hari": p.get("hari_terlambat"),
                "temuan": r.get("jumlah_temuan"),
            }
        )
        b.warna = {"kategori": r["kategori"]} if r.get("kategori") else {}
        baris.append(b)
    return TabelLaporan(
        judul="Kecamatan",
        satuan="persen; perubahan dan efisiensi dalam poin persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("kecamatan", "Kecamatan"),
            Kolom("status", "Status", "lencana"),
            Kolom("capaian", "Rata-rata capaian (%)", "persen"),
            Kolom("kategori", "Kategori", "kategori"),
            Kolom("ubah_capaian", "Perubahan capaian", "poin"),
            Kolom("serapan", "Serapan (%)", "persen"),
            Kolom("serapan_dilaporkan", "Serapan menurut laporan (%)", "persen"),
            Kolom("ubah_serapan", "Perubahan serapan", "poin"),
            Kolom("peringkat", "Peringkat serapan", "bilangan"),
            Kolom("efisiensi", "Efisiensi", "poin"),
            Kolom("hari", "Hari terlambat", "bilangan"),
            Kolom("temuan", "Temuan", "bilangan"),
        ],
        baris=baris,
        catatan=("Perubahan = dibandingkan triwulan sebelumnya pada tahun yang sama.",),
        legenda=data.legend(),
        asal="dihitung (tabel ringkasan_kecamatan, serapan_kecamatan, tren)",
    )


def period_table(periode: list[dict], sintetis: set[tuple[int, int]], settings: Settings) -> TabelLaporan:
    """Rows of konsolidasi_kabupaten as a list of periods with links to their pages and workbooks."""
    baris = []
    for k in periode:
        kunci = (k["tahun"], k["triwulan"])
        nama = workbook_name(settings.kabupaten, *kunci)
        b = Baris(
            {
                "periode": period_label(*kunci) + (" (memuat data sintetis)" if kunci in sintetis else ""),
                "status": k["status_data"],
                "kelengkapan": k["kelengkapan"],
                "capaian": k["rata_capaian"],
                "kategori": k["kategori"],
                "serapan": k["serapan_persen"],
                "serapan_dilaporkan": k["serapan_dilaporkan_persen"],
                "temuan": k["jumlah_temuan"],
                "xlsx": "Unduh",
            },
            tautan={
                "periode": f"{period_key(*kunci)}/index.html",
                "xlsx": f"{period_key(*kunci)}/{quote(nama)}",
            },
        )
        b.warna = {"kategori": k["kategori"]} if k["kategori"] else {}
        baris.append(b)
    return TabelLaporan(
        judul="Periode",
        satuan="persen",
        cakupan=f"Kabupaten {settings.kabupaten}",
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("periode", "Periode"),
            Kolom("status", "Status", "lencana"),
            Kolom("kelengkapan", "Kecamatan masuk"),
            Kolom("capaian", "Rata-rata capaian (%)", "persen"),
            Kolom("kategori", "Kategori", "kategori"),
            Kolom("serapan", "Serapan (%)", "persen"),
            Kolom("serapan_dilaporkan", "Serapan menurut laporan (%)", "persen"),
            Kolom("temuan", "Temuan", "bilangan"),
            Kolom("xlsx", "Buku kerja"),
        ],
        baris=baris,
        asal="tabel konsolidasi_kabupaten",
    )
