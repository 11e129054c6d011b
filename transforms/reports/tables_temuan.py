"""Report tables on findings, on what a correction changed, and on how kecamatan moved over time."""

from transforms.reports.format import code_order, format_change, format_persen, period_short, receipt_link
from transforms.reports.tables import (
    CATATAN_KUMULATIF,
    SUMBER_LKJ,
    Baris,
    Data,
    Kolom,
    TabelLaporan,
    difference,
)
from transforms.reports.wording import place_order, short_message, write_value


def _shown_kiriman(data: Data) -> set[str]:
    """Ids of the kiriman whose findings matter: those in force, and newer ones that were refused or wait."""
    berlaku = {k["kode_kecamatan"]: k["kiriman_id"] for k in data.rows("ringkasan_kecamatan")}
    nomor = {k["kiriman_id"]: k["nomor"] for k in data.rows("kiriman")}
    return {
        k["kiriman_id"]
        for k in data.rows("kiriman")
        if k["status"] != "DUPLIKAT" and k["nomor"] >= nomor.get(berlaku.get(k["kode_kecamatan"]), 0)
    }


def findings_table(data: Data, kode_kecamatan: str | None = None) -> TabelLaporan:
    """Every finding of the files in force (and of newer refused ones): where, what, what to do."""
    tampil = _shown_kiriman(data)
    temuan = [
        t
        for t in data.rows("temuan")
        if (t["kiriman_id"] is None or t["kiriman_id"] in tampil)
        and kode_kecamatan in (None, t["kode_kecamatan"])
    ]
    temuan.sort(
        key=lambda t: (
            t["kode_kecamatan"] or "", t["kiriman_id"] or "", *place_order(t), t["pesan"] or "",
        )
    )  # fmt: skip
    baris = []
    for nomor, t in enumerate(temuan, 1):
        tautan = receipt_link(t["kiriman_id"])
        baris.append(
            Baris(
                {
                    "no": nomor,
                    "kecamatan": data.name(t["kode_kecamatan"]) if t["kode_kecamatan"] else "Kabupaten",
                }
                | {
                    "tingkat": t["tingkat"],
                    "judul": t["judul"],
                    "pesan": short_message(t),
                    "selisih": t["selisih"] if t["selisih"] is not None else "",
                }
                | {k: t[k] or "" for k in ("lembar", "sel", "tindakan")}
                | {k: write_value(t[k]) for k in ("nilai_mentah", "nilai_seharusnya")}
                | {
                    "pengakuan": t["pengakuan"] or "ya" if t["diakui"] else "",
                    "tanda_terima": t["kiriman_id"] if tautan else "",
                },
                tautan={"tanda_terima": tautan} if tautan else {},
            )
        )
    return TabelLaporan(
        judul="Temuan",
        satuan="selisih dalam satuan nilai yang diperiksa (rupiah, poin persen, hari)",
        cakupan=data.cakupan,
        sumber="Pemeriksaan otomatis atas berkas kiriman",
        kolom=[
            Kolom("no", "No.", "bilangan", 5),
            Kolom("kecamatan", "Kecamatan", lebar=15),
            Kolom("tingkat", "Tingkat", "lencana", 11),
            Kolom("judul", "Temuan", lebar=18),
            Kolom("lembar", "Lembar", lebar=12),
            Kolom("sel", "Sel", lebar=7),
            Kolom("nilai_mentah", "Tertulis", lebar=14),
            Kolom("nilai_seharusnya", "Seharusnya", lebar=14),
            Kolom("selisih", "Selisih", "rupiah", 14),
            Kolom("pesan", "Penjelasan", lebar=42),
            Kolom("tindakan", "Yang perlu dilakukan", lebar=30),
            *([Kolom("pengakuan", "Pengakuan", lebar=14)] if any(t["diakui"] for t in temuan) else []),
            Kolom("tanda_terima", "Tanda terima", lebar=10),
        ],
        baris=baris,
        catatan=("Galat membuat berkas ditolak; peringatan perlu diperbaiki atau diakui.",),
        legenda=data.legend(),
    )


def changes_table(data: Data, kode_kecamatan: str | None = None) -> TabelLaporan:
    """What each correction changed against the file it replaced, cell by cell."""
    ubah = sorted(
        (u for u in data.rows("perubahan_kiriman") if kode_kecamatan in (None, u["kode_kecamatan"])),
        key=lambda u: (u["kode_kecamatan"], u["kiriman_id"], u["tabel"], code_order(u["kunci"]), u["kolom"]),
    )
    nama = {n["kode"]: n["nama"] for n in data.all("ref_nomenklatur")}
    nama |= {i["indikator_id"]: i["indikator"] for i in data.all("ref_indikator")}
    baris = []
    for u in ubah:
        tautan = receipt_link(u["kiriman_id"])
        baris.append(
            Baris(
                {
                    "kecamatan": data.name(u["kode_kecamatan"]),
                    "kiriman": u["kiriman_id"],
                    "menggantikan": u["menggantikan"],
                    "tabel": str(u["tabel"]).replace("_", " "),
                    "kunci": " ".join(filter(None, (u["kunci"], nama.get(u["kunci"].split(" ")[0])))),
                    "kolom": str(u["kolom"]).replace("_", " "),
                    "lama": write_value(u["nilai_lama"]) or None,
                    "baru": write_value(u["nilai_baru"]) or None,
                    "lembar": u["lembar"],
                    "sel_lama": u["sel_lama"],
                    "sel_baru": u["sel_baru"],
                },
                tautan={"kiriman": tautan} if tautan else {},
            )
        )
    return TabelLaporan(
        judul="Perubahan Kiriman",
        satuan="nilai sebagaimana terbaca",
        cakupan=data.cakupan,
        sumber="Perbandingan kiriman perbaikan dengan kiriman yang digantikannya",
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=20),
            Kolom("kiriman", "Kiriman", lebar=12),
            Kolom("menggantikan", "Menggantikan", lebar=14),
            Kolom("tabel", "Tabel", lebar=20),
            Kolom("kunci", "Baris", lebar=40),
            Kolom("kolom", "Kolom", lebar=18),
            Kolom("lama", "Nilai lama", lebar=18),
            Kolom("baru", "Nilai baru", lebar=18),
            Kolom("lembar", "Lembar", lebar=18),
            Kolom("sel_lama", "Sel lama", lebar=9),
            Kolom("sel_baru", "Sel baru", lebar=9),
        ],
        baris=baris,
        catatan=tuple(_effect(data, d) for d in data.rows("perubahan_dampak")
                      if kode_kecamatan in (None, d["kode_kecamatan"])),
        legenda=data.legend(),
    )


def _effect(data: Data, d: dict) -> str:
    """What one resubmission did to the kecamatan's rates, in a sentence."""
    serapan, capaian = (
        f"{format_persen(d[f'{nama}_sebelum'])} → {format_persen(d[f'{nama}_sesudah'])} % "
        f"({format_change(d[f'{nama}_selisih'])} poin)" for nama in ("serapan", "capaian")
    )
    return (f"{data.name(d['kode_kecamatan'])}, {d['kiriman_id']} menggantikan {d['menggantikan']}: "
            f"serapan {serapan}; rata-rata capaian {capaian}.")


def comparison_table(data: Data) -> TabelLaporan:
    """Capaian and serapan of each kecamatan beside the previous triwulan and the same one last year."""
    periode = ((data.tahun, data.triwulan), data.sebelumnya, data.tahun_lalu)
    ini, lalu, tahun = (data.by_kecamatan("tren", p) for p in periode)
    baris = []
    for k in data.kecamatan:
        kode = k["kode_kecamatan"]
        t, nilai = ini.get(kode, {}), {"kecamatan": data.name(kode, *periode)}
        for apa, kolom in (("capaian", "rata_capaian"), ("serapan", "serapan_persen")):
            nilai |= {
                apa: t.get(kolom),
                f"{apa}_lalu": lalu.get(kode, {}).get(kolom),
                f"{apa}_ubah": t.get(f"{apa}_perubahan_triwulan"),
                f"{apa}_tahun": tahun.get(kode, {}).get(kolom),
                f"{apa}_ubah_tahun": t.get(f"{apa}_perubahan_tahun"),
            }
        baris.append(Baris(nilai))
    kab = [next(iter(data.rows("konsolidasi_kabupaten", p)), {}) for p in periode]
    total = {"kecamatan": "KABUPATEN"}
    for apa, kolom in (("capaian", "rata_capaian"), ("serapan", "serapan_persen")):
        a, b, c = (k.get(kolom) for k in kab)
        total |= {
            apa: a, f"{apa}_lalu": b, f"{apa}_ubah": difference(a, b) if data.triwulan > 1 else None,
            f"{apa}_tahun": c, f"{apa}_ubah_tahun": difference(a, c),
        }  # fmt: skip
    baris.append(Baris(total, gaya="total"))
    singkat = [period_short(*p) for p in periode]
    kolom = [Kolom("kecamatan", "Kecamatan", lebar=24)]
    for apa, label in (("capaian", "Rata-rata capaian"), ("serapan", "Serapan")):
        kolom += [
            Kolom(apa, f"{label} {singkat[0]} (%)", "persen", 14),
            Kolom(f"{apa}_lalu", f"{label} {singkat[1]} (%)", "persen", 14),
            Kolom(f"{apa}_ubah", "Perubahan (poin)", "poin", 12),
            Kolom(f"{apa}_tahun", f"{label} {singkat[2]} (%)", "persen", 14),
            Kolom(f"{apa}_ubah_tahun", "Perubahan (poin)", "poin", 12),
        ]
    return TabelLaporan(
        judul="Perbandingan Antarperiode",
        satuan="persen; perubahan dalam poin persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=kolom,
        baris=baris,
        catatan=(CATATAN_KUMULATIF,),
        legenda=data.legend(("(sebagian sintetis)", "sintetis pada sebagian periode yang dibandingkan")),
        asal="tabel tren",
    )


def trend_table(data: Data) -> TabelLaporan:
    """The regency's rates of every period up to this one, oldest first."""
    kab = [
        k
        for k in data.all("konsolidasi_kabupaten")
        if (k["tahun"], k["triwulan"]) <= (data.tahun, data.triwulan)
    ]
    kab.sort(key=lambda k: (k["tahun"], k["triwulan"]))
    return TabelLaporan(
        judul="Perkembangan Kabupaten",
        satuan="persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("periode", "Periode", lebar=24),
            Kolom("kelengkapan", "Kecamatan masuk", lebar=14),
            Kolom("capaian", "Rata-rata capaian (%)", "persen", 14),
            Kolom("serapan", "Serapan (%)", "persen", 12),
            Kolom("status", "Status", "lencana", 14),
        ],
        baris=[
            Baris(
                {
                    "periode": period_short(k["tahun"], k["triwulan"]),
                    "kelengkapan": k["kelengkapan"],
                    "capaian": k["rata_capaian"],
                    "serapan": k["serapan_persen"],
                    "status": k["status_data"],
                }
            )
            for k in kab
        ],
        legenda=data.legend(),
    )
