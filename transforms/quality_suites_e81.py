"""The contracts of the tables of Formulir E.81: of its rows and values, and of its comparison with the LKj."""

from transforms.quality_suites import KECAMATAN, STATUS_DATA, TAHUN, TRIWULAN, WILAYAH, Kontrak

_NILAI = " ".join(f"{n}_{x}" for n in ("k", "persen", "rp") for x in ("mentah", "sel", "tanda"))

KONTRAK_E81 = (
    Kontrak(
        "evaluasi_renja",
        "kiriman_id urutan",
        "kode kode_mentah kode_sel uraian uraian_sel sasaran indikator indikator_sel satuan",
        "lembar baris tahun",
        {
            "kode_kecamatan": KECAMATAN,
            "tingkat": ("program", "kegiatan", "sub_kegiatan", "indikator", "sasaran", "urusan", "total", "lain"),
            "kode_asal": ("tertulis", "dari_nama"),
            "indikator_id": "ref_indikator.indikator_id",
        },
        {"tahun": TAHUN},
        {"kode": r"^[0-9X]+(?:\.[0-9X]+)*$"},
    ),
    Kontrak(
        "evaluasi_renja_nilai",
        "kiriman_id urutan",
        f"k persen rp k_satuan {_NILAI}",
        "urutan_baris lembar baris tahun",
        {
            "kode_kecamatan": KECAMATAN,
            "kolom": (
                "target_renstra", "realisasi_lalu", "target", "target_triwulan", "triwulan", "realisasi_tahun",
                "realisasi_renstra", "capaian_renstra",
            ),
            "triwulan": TRIWULAN,
        },
        {"tahun": TAHUN},
        unik="kiriman_id urutan_baris kolom triwulan",
    ),
    Kontrak(
        "e81_berlaku",
        "kode_kecamatan tahun",
        wajib="kecamatan kiriman_id sampai_triwulan",
        himpunan={"kode_kecamatan": KECAMATAN},
    ),
    Kontrak(
        "rekonsiliasi_e81",
        f"{WILAYAH} kode",
        "plafon_lkj target_e81 selisih_target realisasi_lkj realisasi_e81 selisih_realisasi sebab_target "
        "sebab_realisasi lembar target_sel triwulan_sel lembar_lkj plafon_sel realisasi_sel ribuan",
        "kecamatan hasil kiriman_id kiriman_e81",
        {"kode_kecamatan": KECAMATAN, "dasar": ("triwulan", "kumulatif"), "status_data": STATUS_DATA},
    ),
    Kontrak(
        "rekonsiliasi_e81_indikator",
        f"{WILAYAH} indikator_id",
        "target_lkj target_e81 kinerja_lkj kinerja_e81 sebab_target sebab_realisasi lembar target_e81_sel "
        "kinerja_e81_sel lembar_lkj target_sel realisasi_sel",
        "kecamatan hasil kiriman_id kiriman_e81",
        {"kode_kecamatan": KECAMATAN, "status_data": STATUS_DATA},
    ),
)  # fmt: skip
