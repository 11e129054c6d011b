"""Report tables on performance: capaian per indicator, capaian against serapan, ranking."""

from decimal import Decimal

from transforms.reports.tables import (
    SUMBER_LKJ,
    Baris,
    Data,
    Kolom,
    TabelLaporan,
    difference,
    scale_legend,
)
from transforms.reports.tables_metode import rule_of
from transforms.reports.wording import cell_place


def _indicators(data: Data) -> list[dict]:
    """Indicators of the period in reference order, unknown ones last: indikator_id, indikator."""
    urutan = {i["indikator_id"]: i["urutan"] for i in data.all("ref_indikator")}
    nama = {c["indikator_id"]: c["indikator"] for c in data.rows("capaian_kecamatan")}
    return [
        {"indikator_id": id_, "indikator": nama[id_]}
        for id_ in sorted(nama, key=lambda i: (urutan.get(i, 10**6), i))
    ]


def achievement_matrix(data: Data) -> TabelLaporan:
    """Capaian per kecamatan (rows) and indicator (columns), then the regency's mean, range and extremes."""
    konsolidasi = {k["indikator_id"]: k for k in data.rows("konsolidasi_indikator")}
    indikator = [i for i in _indicators(data) if i["indikator_id"] in konsolidasi]
    tanpa = [i["indikator"] for i in _indicators(data) if i["indikator_id"] not in konsolidasi]
    sel = {(c["kode_kecamatan"], c["indikator_id"]): c for c in data.rows("capaian_kecamatan")}
    ringkasan = data.by_kecamatan("ringkasan_kecamatan")
    baris = []
    for k in data.kecamatan:
        kode = k["kode_kecamatan"]
        r = ringkasan.get(kode, {})
        b = Baris(
            {"kecamatan": data.name(kode), "rata": r.get("rata_capaian"), "kategori": r.get("kategori")}
        )
        if r.get("kategori"):
            b.warna = {"kategori": r["kategori"], "rata": r["kategori"]}
        for i in indikator:
            c = sel.get((kode, i["indikator_id"]))
            b.nilai[i["indikator_id"]] = c and c["capaian_persen"]
            if c and c["kategori"]:
                b.warna[i["indikator_id"]] = c["kategori"]
                b.asal[i["indikator_id"]] = source_cell(c)
        baris.append(b)
    kab = data.kabupaten
    for label, kolom, jenis in (
        ("Rata-rata kabupaten", "rata", "persen"),
        ("Terendah", "minimum", "persen"),
        ("Tertinggi", "maksimum", "persen"),
        ("Kecamatan terendah", "kecamatan_terendah", "teks"),
        ("Kecamatan tertinggi", "kecamatan_tertinggi", "teks"),
        ("Jumlah kecamatan", "jumlah_kecamatan", "bilangan"),
    ):
        b = Baris({"kecamatan": label}, gaya="total")
        for i in indikator:
            nilai = konsolidasi.get(i["indikator_id"], {}).get(kolom)
            b.nilai[i["indikator_id"]] = data.mark_names(nilai) if jenis == "teks" else nilai
            b.jenis[i["indikator_id"]] = jenis
        if kolom == "rata":
            b.nilai |= {"rata": kab.get("rata_capaian"), "kategori": kab.get("kategori")}
        else:
            b.nilai |= {"rata": "", "kategori": ""}
        baris.append(b)
    return TabelLaporan(
        judul="Capaian Indikator per Kecamatan",
        satuan="persen terhadap target tahunan",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=22),
            *(Kolom(i["indikator_id"], i["indikator"], "persen", 14) for i in indikator),
            Kolom("rata", "Rata-rata capaian", "persen", 11),
            Kolom("kategori", "Kategori", "kategori", 14),
        ],
        baris=baris,
        catatan=(
            "Capaian = realisasi kumulatif terhadap target tahunan. Warna menunjukkan kategori.",
            "Rata-rata capaian memakai indikator sasaran.",
            *([f"Belum ada realisasi dari kecamatan mana pun: {'; '.join(tanpa)}."] if tanpa else []),
        ),
        legenda=data.legend(*scale_legend(data)),
        asal="rata-rata indikator sasaran (tabel ringkasan_kecamatan, konsolidasi_indikator)",
    )


def source_cell(c: dict) -> str:
    """Where the value behind a row of capaian_kecamatan stands: `Lembar!Sel`."""
    lembar, sel = (
        (c["kumulatif_lembar"] or c["lembar"], c["kumulatif_sel"])
        if c["kumulatif_sel"]
        else (c["lembar"], c["realisasi_sel"])
    )
    return cell_place(lembar, sel) if sel else ""


def achievement_details(data: Data, kode_kecamatan: str | None = None) -> TabelLaporan:
    """Target, realisation on both bases, stated and computed capaian per indicator: all kecamatan or one."""
    urutan = {i["indikator_id"]: n for n, i in enumerate(_indicators(data))}
    rujukan = {i["indikator_id"]: i for i in data.all("ref_indikator")}
    baris = []
    for c in sorted(
        data.rows("capaian_kecamatan"), key=lambda c: (c["kode_kecamatan"], urutan[c["indikator_id"]])
    ):
        if kode_kecamatan not in (None, c["kode_kecamatan"]):
            continue
        asal = source_cell(c)
        nilai = {k: c[k] for k in ("indikator", "target", "realisasi_triwulan", "realisasi_kumulatif")}
        nilai |= {k: c[k] for k in ("capaian_dilaporkan", "capaian_persen", "kategori")}
        nilai |= {
            "kecamatan": data.name(c["kode_kecamatan"]),
            "asal": asal,
            "alasan_kosong": c["alasan_kosong"] or "",
            "aturan": rule_of(rujukan.get(c["indikator_id"])),
        }
        b = Baris(nilai)
        if c["kategori"]:
            b.warna = {"kategori": c["kategori"]}
        b.asal = {"realisasi_kumulatif": asal} | {
            kolom: cell_place(c[lembar], c[sel])
            for kolom, lembar, sel in (
                ("target", "target_lembar", "target_sel"),
                ("realisasi_triwulan", "lembar", "realisasi_sel"),
            )
            if c[sel]
        }
        baris.append(b)
    return TabelLaporan(
        judul="Rincian Capaian",
        satuan="sesuai satuan indikator; capaian dalam persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            *([Kolom("kecamatan", "Kecamatan", lebar=22)] if kode_kecamatan is None else []),
            Kolom("indikator", "Indikator", lebar=48),
            Kolom("target", "Target tahunan", "desimal", 10),
            Kolom("realisasi_triwulan", "Realisasi triwulan ini", "desimal", 11),
            Kolom("realisasi_kumulatif", "Realisasi kumulatif", "desimal", 11),
            Kolom("capaian_dilaporkan", "Capaian menurut laporan (%)", "persen", 12),
            Kolom("capaian_persen", "Capaian dihitung (%)", "persen", 11),
            Kolom("kategori", "Kategori", "kategori", 13),
            Kolom("alasan_kosong", "Alasan kosong", lebar=24),
            Kolom("aturan", "Arah dan penggabungan triwulan", lebar=30),
            Kolom("asal", "Sel asal", lebar=21),
        ],
        baris=baris,
        catatan=("Capaian dihitung memakai realisasi kumulatif, bukan realisasi triwulan.",),
        legenda=data.legend(),
        asal="realisasi kumulatif terhadap target (tabel capaian_kecamatan)",
    )


def efficiency_table(data: Data) -> TabelLaporan:
    """Capaian against serapan of each kecamatan, with the difference and the quadrant."""
    ringkasan = data.by_kecamatan("ringkasan_kecamatan")
    baris = []
    for k in data.kecamatan:
        r = ringkasan.get(k["kode_kecamatan"], {})
        nilai = {x: r.get(x) for x in ("serapan_persen", "rata_capaian", "efisiensi", "kategori", "kuadran")}
        b = Baris(nilai | {"kecamatan": data.name(k["kode_kecamatan"])})
        if r.get("kategori"):
            b.warna = {"kategori": r["kategori"]}
        baris.append(b)
    kab = data.kabupaten
    baris.append(
        Baris(
            {"kecamatan": "KABUPATEN", "serapan_persen": kab.get("serapan_persen")}
            | {"rata_capaian": kab.get("rata_capaian"), "kategori": kab.get("kategori"), "kuadran": ""}
            | {"efisiensi": difference(kab.get("rata_capaian"), kab.get("serapan_persen"))},
            gaya="total",
        )
    )
    return TabelLaporan(
        judul="Efisiensi: Capaian terhadap Serapan",
        satuan="persen; efisiensi dalam poin persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=24),
            Kolom("serapan_persen", "Serapan (%)", "persen", 11),
            Kolom("rata_capaian", "Rata-rata capaian (%)", "persen", 12),
            Kolom("efisiensi", "Efisiensi (poin)", "poin", 12),
            Kolom("kategori", "Kategori capaian", "kategori", 15),
            Kolom("kuadran", "Kuadran", lebar=28),
        ],
        baris=baris,
        catatan=(
            "Efisiensi = rata-rata capaian − serapan; positif bila kinerja mendahului penggunaan anggaran.",
        ),
        legenda=data.legend(),
        asal="tabel ringkasan_kecamatan",
    )


def ranking_table(data: Data) -> TabelLaporan:
    """Two orders side by side: by serapan and by mean capaian; equal values share a rank."""
    serapan = [b for b in data.rows("serapan_kecamatan") if b["serapan_persen"] is not None]
    serapan.sort(key=lambda b: (b["peringkat"], b["kode_kecamatan"]))
    capaian = [b for b in data.rows("ringkasan_kecamatan") if b["rata_capaian"] is not None]
    capaian.sort(key=lambda b: (-b["rata_capaian"], b["kode_kecamatan"]))
    urutan: dict[Decimal, int] = {}
    for n, b in enumerate(capaian, 1):
        urutan.setdefault(b["rata_capaian"], n)
    baris = [Baris({}) for _ in range(max(len(serapan), len(capaian)))]
    for b, s in zip(baris, serapan, strict=False):
        b.nilai |= {"no_serapan": s["peringkat"], "kec_serapan": data.name(s["kode_kecamatan"])}
        b.nilai["serapan"] = s["serapan_persen"]
    for b, c in zip(baris, capaian, strict=False):
        b.nilai |= {"no_capaian": urutan[c["rata_capaian"]], "kec_capaian": data.name(c["kode_kecamatan"])}
        b.nilai |= {"capaian": c["rata_capaian"], "kategori": c["kategori"]}
        b.warna = {"kategori": c["kategori"]} if c["kategori"] else {}
    belum = [
        k["kecamatan"]
        for k in data.kecamatan
        if k["kode_kecamatan"] not in {b["kode_kecamatan"] for b in serapan}
    ]
    return TabelLaporan(
        judul="Peringkat Kecamatan",
        satuan="persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("no_serapan", "Peringkat serapan", "bilangan", 10),
            Kolom("kec_serapan", "Kecamatan menurut serapan", lebar=24),
            Kolom("serapan", "Serapan (%)", "persen", 10),
            Kolom("no_capaian", "Peringkat capaian", "bilangan", 10),
            Kolom("kec_capaian", "Kecamatan menurut capaian", lebar=24),
            Kolom("capaian", "Rata-rata capaian (%)", "persen", 11),
            Kolom("kategori", "Kategori", "kategori", 14),
        ],
        baris=baris,
        catatan=(
            "Nilai yang sama mendapat peringkat yang sama.",
            *([f"Belum ada data serapan: {', '.join(belum)}."] if belum else []),
        ),
        legenda=data.legend(),
    )
