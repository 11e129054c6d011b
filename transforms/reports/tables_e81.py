"""Report tables on Formulir E.81: the LKj beside the form of the same kecamatan. Empty without forms."""

from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan
from transforms.reports.tables_sipd import differences

SUMBER = "LKj kecamatan yang berlaku dan Formulir E.81 kecamatan yang sama"


def has_forms(data: Data) -> bool:
    """Whether the period has LKj to compare with forms."""
    return bool(data.rows("rekonsiliasi_e81"))


def money_table(data: Data) -> TabelLaporan:
    """Every code whose target or realisation differs, or that only one of them has, with the likely cause."""
    semua = data.rows("rekonsiliasi_e81")
    cocok = [r for r in semua if r["hasil"] == "cocok"]
    belum = sorted({data.name(r["kode_kecamatan"]) for r in semua if r["hasil"] == "E.81 belum memuat triwulan ini"})
    beda = [r for r in semua if r["hasil"] not in ("cocok", "E.81 belum memuat triwulan ini")]
    kolom = ("kode", "uraian", "plafon_lkj", "target_e81", "selisih_target", "realisasi_lkj", "realisasi_e81",
             "selisih_realisasi")  # fmt: skip
    baris = differences(data, beda, kolom, ("sebab_target", "sebab_realisasi"))
    return TabelLaporan(
        judul="Rekonsiliasi LKj dengan Formulir E.81: anggaran",
        satuan="rupiah",
        cakupan=data.cakupan,
        sumber=SUMBER,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=22),
            Kolom("kode", "Kode", "kode", 19),
            Kolom("uraian", "Uraian", lebar=40),
            Kolom("plafon_lkj", "Plafon LKj", "rupiah", 18),
            Kolom("target_e81", "Target E.81", "rupiah", 18),
            Kolom("selisih_target", "Selisih target", "rupiah", 18),
            Kolom("realisasi_lkj", "Realisasi triwulan LKj", "rupiah", 18),
            Kolom("realisasi_e81", "Realisasi triwulan E.81", "rupiah", 18),
            Kolom("selisih_realisasi", "Selisih realisasi", "rupiah", 18),
            Kolom("sebab", "Dugaan sebab", lebar=44),
        ],
        baris=baris,
        catatan=(
            f"{len(cocok)} kode cocok pada {len({r['kode_kecamatan'] for r in cocok})} kecamatan dan tidak "
            "ditampilkan; selisih = E.81 dikurangi LKj.",
            "Realisasi triwulan LKj = kumulatif dikurangi triwulan sebelumnya; kumulatif bila LKj sebelumnya tidak "
            "ada. Target dibandingkan pada LKj terbaru.",
            *([f"Formulirnya belum memuat triwulan ini: {', '.join(belum)}."] if belum else ()),
            "Angka konsolidasi tetap dari LKj; E.81 hanya pembanding.",
        ),
        legenda=data.legend(),
        asal="tabel rekonsiliasi_e81",
    )


def performance_table(data: Data) -> TabelLaporan:
    """Every indicator that both have, with its target and realisation of the triwulan in each."""
    semua = [r for r in data.rows("rekonsiliasi_e81_indikator") if r["hasil"] in ("cocok", "berbeda")]
    kolom = ("indikator_id", "indikator", "target_lkj", "target_e81", "kinerja_lkj", "kinerja_e81")
    baris = [
        Baris({"kecamatan": data.name(r["kode_kecamatan"]), **{k: r[k] for k in kolom},
               "sebab": "; ".join(filter(None, (r["sebab_target"], r["sebab_realisasi"]))) or r["hasil"]})
        for r in sorted(semua, key=lambda r: (r["kode_kecamatan"], r["indikator_id"]))
    ]  # fmt: skip
    return TabelLaporan(
        judul="Rekonsiliasi LKj dengan Formulir E.81: kinerja",
        satuan="satuan indikator",
        cakupan=data.cakupan,
        sumber=SUMBER,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=22),
            Kolom("indikator_id", "Kode", "kode", 6),
            Kolom("indikator", "Indikator", lebar=40),
            Kolom("target_lkj", "Target LKj", "persen", 12),
            Kolom("target_e81", "Target E.81", "persen", 12),
            Kolom("kinerja_lkj", "Realisasi triwulan LKj", "persen", 14),
            Kolom("kinerja_e81", "Realisasi triwulan E.81", "persen", 14),
            Kolom("sebab", "Hasil", lebar=44),
        ],
        baris=baris,
        catatan=("Hanya indikator yang realisasinya ada di keduanya.",),
        legenda=data.legend(),
        asal="tabel rekonsiliasi_e81_indikator",
    )
