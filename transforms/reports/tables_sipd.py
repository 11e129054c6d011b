"""Report tables on SIPD: the LKj beside the LRA, and cash plan against realisation. Empty without SIPD exports."""

from collections import Counter

from transforms.reports.format import code_order
from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan

SUMBER_SIPD = "LKj kecamatan yang berlaku dan ekspor LRA SIPD-RI"
SUMBER_RAK = "Ekspor RAK dan LRA SIPD-RI"


def has_sipd(data: Data) -> bool:
    """Whether the period has LKj to compare with SIPD exports."""
    return bool(data.rows("rekonsiliasi_sipd"))


def has_rak(data: Data) -> bool:
    """Whether the period has a cash plan and realisation by SIPD."""
    return bool(data.rows("deviasi_rak"))


def differences(data: Data, rows: list[dict], kolom: tuple[str, ...], sebab: tuple[str, ...]) -> list[Baris]:
    """Rows of a reconciliation by kecamatan and code: `kolom` as they are, and the causes in `sebab` or the result."""
    return [
        Baris({"kecamatan": data.name(r["kode_kecamatan"]), **{k: r[k] for k in kolom},
               "sebab": "; ".join(dict.fromkeys(filter(None, (r[s] for s in sebab)))) or r["hasil"]})
        for r in sorted(rows, key=lambda r: (r["kode_kecamatan"], code_order(r["kode"])))
    ]  # fmt: skip


def reconciliation_table(data: Data) -> TabelLaporan:
    """Every code on which LKj and SIPD differ, or that only one of them has, with the likely cause."""
    semua = data.rows("rekonsiliasi_sipd")
    cocok = [r for r in semua if r["hasil"] == "cocok"]
    belum = Counter((r["kecamatan"], r["hasil"]) for r in semua if _not_compared(r))
    beda = [r for r in semua if r["hasil"] != "cocok" and not _not_compared(r)]
    kolom = ("kode", "uraian", "plafon_lkj", "plafon_sipd", "selisih_plafon", "realisasi_lkj", "realisasi_sipd",
             "selisih_realisasi")  # fmt: skip
    baris = differences(data, beda, kolom, ("sebab_plafon", "sebab_realisasi"))
    return TabelLaporan(
        judul="Rekonsiliasi LKj dengan SIPD",
        satuan="rupiah",
        cakupan=data.cakupan,
        sumber=SUMBER_SIPD,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=22),
            Kolom("kode", "Kode", "kode", 19),
            Kolom("uraian", "Sub kegiatan", lebar=40),
            Kolom("plafon_lkj", "Plafon LKj", "rupiah", 18),
            Kolom("plafon_sipd", "Plafon SIPD", "rupiah", 18),
            Kolom("selisih_plafon", "Selisih plafon", "rupiah", 18),
            Kolom("realisasi_lkj", "Realisasi LKj", "rupiah", 18),
            Kolom("realisasi_sipd", "Realisasi SIPD", "rupiah", 18),
            Kolom("selisih_realisasi", "Selisih realisasi", "rupiah", 18),
            Kolom("sebab", "Dugaan sebab", lebar=44),
        ],
        baris=baris,
        catatan=(
            f"{len(cocok)} sub kegiatan cocok pada {len({r['kode_kecamatan'] for r in cocok})} kecamatan dan tidak "
            "ditampilkan; selisih = LKj dikurangi SIPD.",
            *(f"Belum dibandingkan: {nama} – {hasil}." for nama, hasil in sorted(belum)),
            "Angka konsolidasi tetap dari LKj; SIPD hanya pembanding.",
        ),
        legenda=data.legend(),
        asal="tabel rekonsiliasi_sipd",
    )


def _not_compared(r: dict) -> bool:
    return r["hasil"] not in ("cocok", "berbeda", "nilai di LKj kosong") and not r["hasil"].startswith("sub kegiatan")


def deviation_table(data: Data) -> TabelLaporan:
    """Planned and realised cash per kecamatan: of the triwulan, and to date."""
    rak = data.by_kecamatan("deviasi_rak")
    kolom = [
        Kolom("kecamatan", "Kecamatan", lebar=24),
        Kolom("rencana_triwulan", "Rencana triwulan", "rupiah", 18),
        Kolom("realisasi_triwulan", "Realisasi triwulan", "rupiah", 18),
        Kolom("deviasi_triwulan", "Deviasi triwulan", "rupiah", 18),
        Kolom("rencana_kumulatif", "Rencana s.d. triwulan", "rupiah", 18),
        Kolom("realisasi_kumulatif", "Realisasi s.d. triwulan", "rupiah", 18),
        Kolom("deviasi_kumulatif", "Deviasi s.d. triwulan", "rupiah", 18),
        Kolom("target_serapan_persen", "Target serapan (%)", "persen", 12),
        Kolom("serapan_persen", "Serapan (%)", "persen", 12),
    ]
    baris = [
        Baris({"kecamatan": data.name(kode), **{k.key: rak[kode][k.key] for k in kolom[1:]}}) for kode in sorted(rak)
    ]
    return TabelLaporan(
        judul="Deviasi terhadap Rencana Anggaran Kas",
        satuan="rupiah dan persen",
        cakupan=data.cakupan,
        sumber=SUMBER_RAK,
        kolom=kolom,
        baris=baris,
        catatan=(
            "Deviasi = realisasi SIPD dikurangi rencana kas; target serapan = rencana kumulatif / anggaran × 100.",
        ),
        legenda=data.legend(),
        asal="tabel deviasi_rak",
    )
