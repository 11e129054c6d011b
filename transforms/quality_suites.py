"""The contracts of the tables: what must hold before a run may be published. Data only, no GX here.

Severity follows whose mistake a breach would be. `critical`: only our program can break it (columns, keys,
value sets, sums, completeness), so nothing is published. `warning`: an unusual workbook can break it, and the
other offices must not wait for that one; it is shown and published. Rules over several tables: sql/mutu.
"""

from dataclasses import dataclass, field

STATUS_DATA = ("sementara", "final")
STATUS = ("DITERIMA", "DITERIMA_DENGAN_CATATAN", "DITOLAK", "DUPLIKAT", "MENUNGGU")
TINGKAT_TEMUAN = ("galat", "peringatan", "info")
TRIWULAN = (1, 2, 3, 4)
KUADRAN = tuple(f"capaian {c}, serapan {s}" for c in ("tinggi", "rendah") for s in ("tinggi", "rendah"))
KECAMATAN = "ref_kecamatan.kode_kecamatan"
KATEGORI = "ref_skala.kategori"
TEMUAN = "ref_temuan.kode_temuan"
WILAYAH = "kode_kecamatan tahun triwulan"
NOL_KE_ATAS = (0, None)
PERSEN = (0, 1_000)
TAHUN = (2000, 2100)


@dataclass(frozen=True)
class Kontrak:
    """What one table promises. Lists of columns are words in one text.

    `kunci`: unique together and never blank; `kolom`: must exist besides those named elsewhere; `wajib`:
    never blank; `himpunan`: allowed values, or 'table.column' where they stand; `rentang`: (lowest, highest),
    None for open (a breach is a warning); `pola`: a regular expression (likewise); `unik`: further columns
    unique together (likewise).
    """

    tabel: str
    kunci: str = ""
    kolom: str = ""
    wajib: str = ""
    himpunan: dict[str, tuple[str | int, ...] | str] = field(default_factory=dict)
    rentang: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    pola: dict[str, str] = field(default_factory=dict)
    unik: str = ""

    @property
    def semua_kolom(self) -> list[str]:
        """Every column the contract names, once."""
        teks = f"{self.kunci} {self.kolom} {self.wajib} {self.unik}"
        return list(dict.fromkeys([*teks.split(), *self.himpunan, *self.rentang, *self.pola]))

    @property
    def dilihat(self) -> set[str]:
        """The columns whose values the contract speaks about; of the others it only says that they exist."""
        return {*f"{self.kunci} {self.wajib} {self.unik}".split(), *self.himpunan, *self.rentang, *self.pola}


def _normal(tabel: str, kolom: str, **lain) -> Kontrak:
    """A normalized table: numbered rows of a kiriman, with the sheet and row they stand on."""
    return Kontrak(tabel, "kiriman_id urutan", f"lembar baris {kolom}", **lain)


def _serapan(tabel: str, kunci: str, kolom: str) -> Kontrak:
    """A mart of amounts: reported and computed side by side."""
    return Kontrak(
        tabel,
        kunci,
        "plafon_dilaporkan plafon_dihitung realisasi_dilaporkan realisasi_dihitung sisa selisih_plafon "
        f"selisih_realisasi lembar plafon_sel realisasi_sel {kolom}",
        "kecamatan kiriman_id",
        {"kode_kecamatan": KECAMATAN, "triwulan": TRIWULAN, "status_data": STATUS_DATA},
        {"serapan_persen": PERSEN} | dict.fromkeys(("plafon_dihitung", "realisasi_dihitung"), NOL_KE_ATAS),
    )


KONTRAK = (
    Kontrak(
        "penerimaan",
        "kiriman_id",
        "terbaca",
        "nomor sha256 nama_berkas diterima_pada",
        {"triwulan": TRIWULAN},
        {"tahun": TAHUN, "ukuran": NOL_KE_ATAS},
        {"sha256": "^[0-9a-f]{64}$"},
        unik="nomor",
    ),
    _normal(
        "realisasi_anggaran",
        "induk_urutan kode_mentah uraian plafon_mentah plafon_sel realisasi_mentah realisasi_sel sisa",
        wajib="tingkat",
        himpunan={
            "tingkat": ("total", "program", "kegiatan", "sub_kegiatan", "lain"),
            "kode_gaya": ("kanonik", "lkj", "sipd", "empat_digit", "rekening", "lain"),
        },
        rentang={"plafon": NOL_KE_ATAS, "realisasi": NOL_KE_ATAS},
        pola={"kode": r"^[0-9X]+(?:\.[0-9X]+)*$"},
    ),
    _normal(
        "perjanjian_kinerja",
        "indikator_mentah target target_mentah target_sel satuan",
        wajib="indikator_id",
        himpunan={"tingkat": ("sasaran", "program")},
        unik="kiriman_id indikator_id",
    ),
    _normal(
        "perjanjian_anggaran",
        "kode uraian anggaran_mentah anggaran_sel sumber_dana",
        himpunan={"tingkat": ("program", "total")},
        rentang={"anggaran": NOL_KE_ATAS},
    ),
    _normal(
        "capaian_indikator",
        "target realisasi_triwulan realisasi_kumulatif kumulatif_lembar capaian_dilaporkan",
        wajib="indikator_id",
        unik="kiriman_id indikator_id",
    ),
    _normal(
        "realisasi_tahunan",
        "realisasi realisasi_mentah realisasi_sel",
        wajib="indikator_id",
        rentang={"tahun_realisasi": TAHUN},
        unik="kiriman_id indikator_id tahun_realisasi",
    ),
    _normal(
        "narasi",
        "sel teks",
        himpunan={"bagian": ("permasalahan", "faktor_pendorong", "faktor_penghambat", "tindak_lanjut")},
    ),
    Kontrak("ejaan", "kiriman_id urutan", "lembar sel cara id alias usul_id skor", "teks",
            {"jenis": ("indikator", "kecamatan")}),
    Kontrak("pemetaan_nama", "jenis keadaan teks", "usul_id usul skor jumlah_kiriman nama_berkas tempat"),
    _normal("temuan_baca", "sel kolom nilai_mentah", wajib="kode_temuan"),
    Kontrak(
        "kiriman",
        "kiriman_id",
        "kecamatan tahun alasan menggantikan tanggal_laporan nama_berkas diterima_pada sintetis",
        "nomor sha256 status",
        {"status": STATUS, "kode_kecamatan": KECAMATAN, "triwulan": TRIWULAN},
        {"versi": (1, None), "hari_terlambat": NOL_KE_ATAS},
    ),
    Kontrak(
        "temuan",
        # no key: a finding about a period (not complete) has no kiriman_id
        kolom="kode_kecamatan lembar sel sel_terkait kolom objek nilai_mentah nilai_seharusnya selisih sebab",
        wajib="pesan judul",
        himpunan={"tingkat": TINGKAT_TEMUAN, "kode_temuan": TEMUAN},
        unik="kiriman_id tahun triwulan urutan",
    ),
    _serapan("serapan_sub_kegiatan", f"{WILAYAH} kode", "uraian"),
    _serapan("serapan_kegiatan", f"{WILAYAH} kode", "uraian"),
    _serapan("serapan_program", f"{WILAYAH} kode", "uraian"),
    _serapan("serapan_kecamatan", WILAYAH, "peringkat serapan_dilaporkan_persen"),
    Kontrak(
        "capaian_kecamatan",
        f"{WILAYAH} indikator_id",
        "kecamatan target target_sel realisasi_triwulan realisasi_kumulatif capaian_dilaporkan rumus arah "
        "alasan_kosong lembar realisasi_sel kumulatif_lembar kumulatif_sel",
        "indikator kiriman_id",
        {
            "kode_kecamatan": KECAMATAN,
            "kategori": KATEGORI,
            "tingkat_indikator": ("sasaran", "program"),
            "status_data": STATUS_DATA,
        },
        {"capaian_persen": PERSEN},
    ),
    Kontrak(
        "ringkasan_kecamatan",
        WILAYAH,
        "kecamatan efisiensi jumlah_indikator jumlah_temuan jumlah_peringatan sintetis",
        "kiriman_id tepat_waktu",
        {
            "kode_kecamatan": KECAMATAN,
            "kategori": KATEGORI,
            "kuadran": KUADRAN,
            "status": STATUS[:2],
            "status_data": STATUS_DATA,
        },
        {"serapan_persen": PERSEN, "rata_capaian": PERSEN, "hari_terlambat": NOL_KE_ATAS},
    ),
    Kontrak(
        "konsolidasi_indikator",
        "tahun triwulan indikator_id",
        "indikator kecamatan_terendah kecamatan_tertinggi minimum maksimum",
        rentang={"rata": PERSEN, "jumlah_kecamatan": NOL_KE_ATAS},
    ),
    Kontrak(
        "konsolidasi_program",
        "tahun triwulan kode",
        "uraian plafon realisasi sisa",
        rentang={"serapan_persen": PERSEN, "jumlah_kecamatan": (1, None)},
    ),
    Kontrak(
        "konsolidasi_kabupaten",
        "tahun triwulan",
        "plafon_dilaporkan plafon_dihitung realisasi_dilaporkan realisasi_dihitung sisa "
        "serapan_dilaporkan_persen jumlah_tepat_waktu jumlah_terlambat jumlah_temuan",
        "jumlah_kecamatan jumlah_masuk kelengkapan",
        {"triwulan": TRIWULAN, "kategori": KATEGORI, "status_data": STATUS_DATA},
        {"serapan_persen": PERSEN, "rata_capaian": PERSEN},
    ),
    Kontrak(
        "kepatuhan",
        WILAYAH,
        "tanggal tenggat versi nama_berkas",
        "kecamatan diterima",
        {"kode_kecamatan": KECAMATAN, "status": (*STATUS, "BELUM_ADA"), "status_data": STATUS_DATA},
        {"hari_terlambat": NOL_KE_ATAS},
    ),
    Kontrak(
        "tren",
        WILAYAH,
        "kecamatan rata_capaian serapan_persen capaian_perubahan_triwulan capaian_perubahan_tahun "
        "serapan_perubahan_triwulan serapan_perubahan_tahun",
        himpunan={"kode_kecamatan": KECAMATAN},
    ),
    Kontrak(
        "perubahan_kiriman",
        "kiriman_id tabel kunci kolom",
        "kode_kecamatan nilai_lama nilai_baru sel_lama sel_baru lembar",
        "menggantikan",
    ),
    Kontrak(
        "perubahan_dampak",
        "kiriman_id",
        "plafon_sebelum plafon_sesudah realisasi_sebelum realisasi_sesudah serapan_selisih capaian_selisih",
        "menggantikan tahun triwulan sel_berubah",
        {"kode_kecamatan": KECAMATAN, "status_data": STATUS_DATA},
        dict.fromkeys(("serapan_sebelum", "serapan_sesudah", "capaian_sebelum", "capaian_sesudah"), PERSEN),
    ),
    Kontrak("kiriman_berlaku", WILAYAH, "kecamatan", "kiriman_id versi", {"kode_kecamatan": KECAMATAN}),
    Kontrak("riwayat_anggaran", "kiriman_id urutan", himpunan={"status": STATUS}),
    Kontrak("riwayat_capaian", "kiriman_id indikator_id", himpunan={"status": STATUS}),
    # who acknowledged, closed, reopened or declared what, when and why
    Kontrak("pengakuan", "nomor", wajib="kiriman_id alasan oleh pada", himpunan={"kode_temuan": TEMUAN}),
    Kontrak("penutupan", "nomor", "alasan", "tahun oleh pada", {"jenis": ("tutup", "buka"), "triwulan": TRIWULAN}),
    Kontrak("koreksi", "kiriman_id lembar sel", "nilai_tertulis", "nilai_koreksi alasan tanggal oleh baris"),
    Kontrak(
        "koreksi_terpakai",
        "kiriman_id tabel urutan kolom",
        "objek nilai_tertulis nilai_terbaca",
        "lembar sel nilai_koreksi alasan tanggal oleh",
    ),
    Kontrak("meta", "kunci", "nilai"),
    _normal(
        "sipd_lra",
        "kode_mentah kode_sel rekening uraian anggaran anggaran_sel realisasi realisasi_sel sub_unit",
        wajib="kode_skpd tahun bulan",
        himpunan={
            "kode_kecamatan": KECAMATAN,
            "tingkat": ("skpd", "program", "kegiatan", "sub_kegiatan", "rekening"),
        },
        rentang={"bulan": (1, 12), "tahun": TAHUN},
    ),
    _normal(
        "sipd_rak",
        "kode_mentah kode_sel uraian anggaran total_rak bulan_1 bulan_12 sub_unit",
        wajib="kode_skpd tahun",
        himpunan={"kode_kecamatan": KECAMATAN, "tingkat": ("skpd", "program", "kegiatan", "sub_kegiatan")},
        rentang={"tahun": TAHUN},
    ),
    Kontrak(
        "rekonsiliasi_sipd",
        f"{WILAYAH} kode",
        "plafon_lkj plafon_sipd selisih_plafon realisasi_lkj realisasi_sipd selisih_realisasi sebab_plafon "
        "sebab_realisasi bulan_sipd lembar plafon_sel realisasi_sel",
        "kecamatan hasil kiriman_id",
        {"kode_kecamatan": KECAMATAN, "sifat_sipd": ("kumulatif", "bulanan"), "status_data": STATUS_DATA},
    ),
    Kontrak(
        "deviasi_rak",
        WILAYAH,
        "anggaran rencana_triwulan realisasi_triwulan deviasi_triwulan rencana_kumulatif realisasi_kumulatif "
        "deviasi_kumulatif target_serapan_persen serapan_persen terhadap_rencana_persen",
        "kecamatan kiriman_id",
        {"kode_kecamatan": KECAMATAN, "status_data": STATUS_DATA},
    ),
    Kontrak(
        "sipd_deret",
        "kode_kecamatan tahun bulan",
        "jumlah turun janggal",
        "kiriman_id dipakai",
        {"kode_kecamatan": KECAMATAN, "sifat": ("kumulatif", "bulanan")},
        {"bulan": (1, 12), "tahun": TAHUN},
    ),
    Kontrak("ref_kecamatan", "kode_kecamatan", wajib="kecamatan"),
    Kontrak("ref_nomenklatur", "kode", "induk indikator_baku satuan_baku", "tingkat nama"),
    Kontrak("ref_alias_kecamatan", "alias", himpunan={"kode_kecamatan": KECAMATAN}),
    Kontrak("ref_alias_indikator", "alias", himpunan={"indikator_id": "ref_indikator.indikator_id"}),
    Kontrak("ref_tenggat", "triwulan berlaku_mulai", "dasar_hukum", "bulan_akhir tanggal_akhir hari_tenggat"),
    Kontrak("ref_skpd", "kode_skpd", "sub_unit", "nama_skpd", {"kode_kecamatan": KECAMATAN}),
    Kontrak("ref_skala", "urutan", "batas_atas", "kategori batas_bawah"),
    Kontrak("ref_temuan", "kode_temuan", "tindakan", "judul pesan", {"tingkat": TINGKAT_TEMUAN}),
    Kontrak(
        "ref_indikator",
        "indikator_id",
        "rumus",
        "indikator",
        {"arah": ("naik_baik", "turun_baik", "rentang"), "sifat": ("akumulatif", "terakhir", "rata")},
    ),
)
