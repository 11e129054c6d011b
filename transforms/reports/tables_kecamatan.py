"""Report tables of one kecamatan in one period: indicators, budget, files, findings, what it wrote."""

import datetime as dt

from transforms.reports.format import receipt_link
from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan
from transforms.reports.tables_anggaran import budget_tree
from transforms.reports.tables_kinerja import achievement_details
from transforms.reports.tables_temuan import changes_table, findings_table
from transforms.reports.wording import cell_place

BAGIAN_NARASI = {
    "permasalahan": "Permasalahan",
    "faktor_pendorong": "Faktor pendorong",
    "faktor_penghambat": "Faktor penghambat",
    "tindak_lanjut": "Tindak lanjut",
}


def kecamatan_tables(data: Data, kode: str) -> dict[str, TabelLaporan]:
    """All tables of a kecamatan's page: indikator, anggaran, riwayat, perubahan, temuan, narasi."""
    return {
        "indikator": achievement_details(data, kode),
        "anggaran": budget_tree(data, kode),
        "riwayat": history_table(data, kode),
        "perubahan": _climb(changes_table(data, kode)),
        "temuan": _climb(findings_table(data, kode)),
        "narasi": narrative_table(data, kode),
    }


def history_table(data: Data, kode: str) -> TabelLaporan:
    """Every file that a kecamatan sent for the period, oldest first."""
    berlaku = data.by_kecamatan("ringkasan_kecamatan").get(kode, {}).get("kiriman_id")
    baris = []
    for k in sorted(data.rows("kiriman"), key=lambda k: k["nomor"]):
        if k["kode_kecamatan"] != kode:
            continue
        tautan = receipt_link(k["kiriman_id"])
        baris.append(
            Baris(
                {
                    "kiriman": k["kiriman_id"],
                    "diterima": dt.datetime.fromisoformat(k["diterima_pada"]),
                    "versi": k["versi"] if k["versi"] is not None else "",
                    "status": k["status"],
                    "alasan": k["alasan"] or "",
                    "berlaku": "ya" if k["kiriman_id"] == berlaku else "",
                    "berkas": k["nama_berkas"],
                    "sidik": k["sha256"][:12],
                },
                tautan={"kiriman": f"../{tautan}"} if tautan else {},
            )
        )
    return TabelLaporan(
        judul="Riwayat kiriman",
        satuan="",
        cakupan=data.name(kode),
        sumber="Buku penerimaan berkas",
        kolom=[
            Kolom("kiriman", "Kiriman"),
            Kolom("diterima", "Diterima", "waktu"),
            Kolom("versi", "Versi", "bilangan"),
            Kolom("status", "Status", "lencana"),
            Kolom("berlaku", "Berlaku"),
            Kolom("alasan", "Alasan"),
            Kolom("berkas", "Nama berkas"),
            Kolom("sidik", "Sidik (awal sha256)", "kode"),
        ],
        baris=baris,
    )


def narrative_table(data: Data, kode: str) -> TabelLaporan:
    """What the kecamatan wrote about problems, factors and follow-up in the file in force."""
    kiriman = data.by_kecamatan("ringkasan_kecamatan").get(kode, {}).get("kiriman_id")
    narasi = [n for n in data.in_force("narasi") if kiriman and n["kiriman_id"] == kiriman]
    narasi.sort(key=lambda n: n["urutan"])
    return TabelLaporan(
        judul="Yang ditulis kecamatan",
        satuan="",
        cakupan=data.name(kode),
        sumber="LKj kecamatan",
        kolom=[Kolom("bagian", "Bagian"), Kolom("teks", "Isi"), Kolom("tempat", "Tempat")],
        baris=[
            Baris(
                {
                    "bagian": BAGIAN_NARASI.get(n["bagian"], n["bagian"]),
                    "teks": n["teks"],
                    "tempat": cell_place(n["lembar"], n["sel"]),
                }
            )
            for n in narasi
        ],
    )


def series(data: Data, kode: str) -> dict[str, list[tuple]]:
    """Rates of a kecamatan and of the regency over the periods up to this one, for the trend chart."""
    sampai = (data.tahun, data.triwulan)

    def rates(baris: list[dict], kolom: str) -> list[tuple]:
        return [(b["tahun"], b["triwulan"], b[kolom]) for b in baris if (b["tahun"], b["triwulan"]) <= sampai]

    tren = data.all("(SELECT kode_kecamatan, tahun, triwulan, rata_capaian, serapan_persen FROM tren)")
    kec = [t for t in tren if t["kode_kecamatan"] == kode]
    kab = data.all("konsolidasi_kabupaten")
    return {
        "Rata-rata capaian (%)": rates(kec, "rata_capaian"),
        "Serapan (%)": rates(kec, "serapan_persen"),
        "Capaian kabupaten (%)": rates(kab, "rata_capaian"),
        "Serapan kabupaten (%)": rates(kab, "serapan_persen"),
    }


def correction_link(data: Data, kiriman_id: str | None) -> str | None:
    """Relative path of the kiriman's correction sheet; None when it has nothing to correct."""
    from transforms.reports.correction import correction_name

    kiriman = next((k for k in data.rows("kiriman") if k["kiriman_id"] == kiriman_id), None)
    perlu = any(
        t["kiriman_id"] == kiriman_id and t["tingkat"] != "info" and not t["diakui"]
        for t in data.rows("temuan")
    )
    if kiriman is None or not perlu or not receipt_link(kiriman_id):
        return None
    return f"lembar-koreksi/{correction_name(kiriman)}"


def _climb(tabel: TabelLaporan) -> TabelLaporan:
    """The same table with links that lead from the folder below, where the kecamatan's page stands."""
    for b in tabel.baris:
        b.tautan = {k: f"../{ke}" for k, ke in b.tautan.items()}
    return tabel
