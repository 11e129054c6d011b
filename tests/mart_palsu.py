"""A small but complete published database for the tests of the reports: every mart, three triwulan, 21 kecamatan.

Rowokangkung 2023 TW II carries the real report's budget lines and indicators (its LKj TW II 2023); all other
kecamatan are synthetic. Ranuyoso sent nothing, Klakah's only file was rejected, Tempeh sent a correction.
"""

import csv
import datetime as dt
import random
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb

NAMA = (
    "Tempursari Pronojiwo Candipuro Pasirian Tempeh Kunir Yosowilangun Rowokangkung Tekung Lumajang Pasrujambe "
    "Senduro Gucialit Padang Sukodono Kedungjajang Jatiroto Randuagung Klakah Ranuyoso Sumbersuko"
).split()
KODE = {nama: f"35.08.{i:02d}" for i, nama in enumerate(NAMA, 1)}
PETAK = [(0, 5), (0, 4), (1, 4), (1, 5), (2, 4), (3, 5), (4, 5), (4, 4), (3, 4), (3, 3), (1, 3), (1, 2), (2, 1), (2, 2),
         (3, 2), (3, 1), (4, 3), (4, 2), (4, 1), (4, 0), (2, 3)]  # fmt: skip
PERIODE = [(2022, 2), (2023, 1), (2023, 2)]
TENGGAT = {(2022, 2): dt.date(2022, 7, 15), (2023, 1): dt.date(2023, 4, 15), (2023, 2): dt.date(2023, 7, 15)}

SKALA = [
    (5, 91, None, "Sangat Tinggi", "#2E7D5B"),
    (4, 76, 91, "Tinggi", "#79A961"),
    (3, 66, 76, "Sedang", "#DDBB4A"),
    (2, 51, 66, "Rendah", "#DE8F45"),
    (1, 0, 51, "Sangat Rendah", "#B5483A"),
]

INDIKATOR = [
    ("fasilitasi-koordinasi", "Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti", "sasaran", 90),
    ("administrasi-desa", "Rata-rata persentase desa yang menyusun dokumen administrasi pemerintahan desa tepat waktu",
     "sasaran", 90),
    ("operasional-kantor", "Persentase Pemenuhan Kebutuhan Operasional Kantor", "program", 100),
    ("pelayanan-administrasi", "Persentase Pelayanan Administrasi Kecamatan sesuai SP dan SOP", "program", 90),
    ("pemberdayaan", "Persentase Desa/Kelurahan yang terfasilitasi Pemberdayaan", "program", 90),
    ("trantib", "Persentase Fasilitas Koordinasi Ketentraman dan Ketertiban Umum", "program", 90),
    ("urusan-umum", "Persentase Pemenuhan Urusan Pemerintahan Umum", "program", 90),
    ("rkpdes", "Persentase desa yang menetapkan RKPDes Tepat Waktu", "program", 90),
    ("apbdes", "Persentase Desa yang menetapkan APBDes Tepat Waktu", "program", 90),
    ("lppdes", "Persentase Desa yang menetapkan LPPDesa Tepat Waktu", "program", 90),
]  # fmt: skip

# kode, nama, plafon, realisasi as printed; leaves only where the level is three; the rest are the stated parents
ANGGARAN = """
7.01.01|PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA|1665184680|788495882
7.01.01.2.01|Perencanaan, Penganggaran dan Evaluasi Kinerja Perangkat Daerah|6480000|0
7.01.01.2.01.01|Penyusunan Dokumen Perencanaan Perangkat Daerah|3024000|0
7.01.01.2.01.02|Koordinasi dan Penyusunan Dokumen RKA-SKPD|2488000|0
7.01.01.2.01.06|Koordinasi dan Penyusunan Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD|968000|0
7.01.01.2.02|Administrasi Keuangan Perangkat Daerah|1367600074|676702124
7.01.01.2.02.01|Penyediaan Gaji dan Tunjangan ASN|1348090074|668898124
7.01.01.2.02.02|Penyediaan Administrasi Pelaksanaan Tugas ASN|19510000|7804000
7.01.01.2.06|Administrasi Umum Perangkat Daerah|54714606|11109162
7.01.01.2.06.01|Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor|1277000|1277000
7.01.01.2.06.04|Penyediaan Bahan Logistik Kantor|24397356|1059162
7.01.01.2.06.05|Penyediaan Barang Cetak dan Penggandaan|4068250|1953000
7.01.01.2.06.08|Fasilitasi Kunjungan Tamu|2800000|0
7.01.01.2.06.09|Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD|22172000|6820000
7.01.01.2.08|Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah|198924000|90242596
7.01.01.2.08.02|Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik|17100000|5835506
7.01.01.2.08.04|Penyediaan Jasa Pelayanan Umum Kantor|181824000|84407090
7.01.01.2.09|Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah|404756000|5370000
7.01.01.2.09.02|Penyediaan Jasa Pemeliharaan, Biaya Pemeliharaan, Pajak dan Perizinan Kendaraan Dinas Operasional|29966000|10442000
7.01.01.2.09.06|Pemeliharaan Peralatan dan Mesin Lainnya|7500000|0
7.01.01.2.09.09|Pemeliharaan/Rehabilitasi gedung kantor dan bangunan lainnya|367290000|0
7.01.02|PROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK|6750000|0
7.01.02.2.04|Pelaksanaan Urusan Pemerintahan yang Dilimpahkan kepada Camat|6750000|0
7.01.02.2.04.03|Pelaksanaan Urusan Pemerintahan yang Terkait dengan Kewenangan Lain yang Dilimpahkan|6750000|0
7.01.03|PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN|147645750|4425000
7.01.03.2.01|Koordinasi Kegiatan Pemberdayaan Desa|134495750|5175000
7.01.03.2.01.01|Sinkronisasi program kerja dan kegiatan pemberdayaan masyarakat di wilayah kerja kecamatan|5925000|5175000
7.01.03.2.01.03|Peningkatan Efektifitas Kegiatan Pemberdayaan Masyarakat di Wilayah Kecamatan|128570750|0
7.01.04|PROGRAM KOORDINASI KETENTRAMAN DAN KETERTIBAN UMUM|9100000|0
7.01.04.2.01|Koordinasi upaya penyelenggaraan ketentraman dan ketertiban umum|9100000|0
7.01.04.2.01.01|Sinergitas dengan kepolisian, TNI dan instansi vertikal di wilayah kecamatan|9100000|0
7.01.05|PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM|2400000|0
7.01.05.2.01|Penyelenggaraan Urusan Pemerintahan Umum Sesuai Penugasan Kepala Daerah|2400000|0
7.01.05.2.01.08|Pelaksanaan Tugas Forum Koordinasi Pimpinan di Kecamatan|2400000|0
7.01.06|PROGRAM PEMBINAAN DAN PENGAWASAN PEMERINTAHAN DESA|186975000|88125000
7.01.06.2.01|Fasilitasi, Rekomendasi dan Koordinasi Pembinaan dan Pengawasan Pemerintahan Desa|186975000|88125000
7.01.06.2.01.02|Fasilitasi Administrasi Tata Pemerintahan Desa|186975000|88125000
"""
BARIS_ANGGARAN = [tuple(b.split("|")) for b in ANGGARAN.strip().splitlines()]
TOTAL_TERTULIS = (Decimal(2385345430), Decimal(889930882))  # the real report's TOTAL row, which fits no sum

SERAPAN = (
    "kode_kecamatan VARCHAR, kecamatan VARCHAR, tahun INTEGER, triwulan INTEGER, kode VARCHAR, uraian VARCHAR,"
    " plafon_dilaporkan DECIMAL(18,2), plafon_dihitung DECIMAL(18,2), realisasi_dilaporkan DECIMAL(18,2),"
    " realisasi_dihitung DECIMAL(18,2), sisa DECIMAL(18,2), serapan_persen DECIMAL(9,2),"
    " selisih_plafon DECIMAL(18,2), selisih_realisasi DECIMAL(18,2), lembar VARCHAR, plafon_sel VARCHAR,"
    " realisasi_sel VARCHAR, kiriman_id VARCHAR, status_data VARCHAR"
)
KUNCI = "kode_kecamatan VARCHAR, kecamatan VARCHAR, tahun INTEGER, triwulan INTEGER, "
EKOR = ", kiriman_id VARCHAR, status_data VARCHAR"
SKEMA = {
    "serapan_sub_kegiatan": SERAPAN,
    "serapan_kegiatan": SERAPAN,
    "serapan_program": SERAPAN,
    "serapan_kecamatan": "jumlah_kosong INTEGER, " + SERAPAN.replace(
        " kode VARCHAR, uraian VARCHAR,", " serapan_dilaporkan_persen DECIMAL(9,2), peringkat INTEGER,"
    ),
    "capaian_kecamatan": KUNCI + "indikator_id VARCHAR, indikator VARCHAR, tingkat_indikator VARCHAR,"
    " target DECIMAL(18,4), target_sel VARCHAR, realisasi_triwulan DECIMAL(18,4), realisasi_kumulatif DECIMAL(18,4),"
    " capaian_dilaporkan DECIMAL(18,4), capaian_persen DECIMAL(9,2), kategori VARCHAR, arah VARCHAR, rumus VARCHAR,"
    " alasan_kosong VARCHAR, lembar VARCHAR, realisasi_sel VARCHAR, kumulatif_lembar VARCHAR, kumulatif_sel VARCHAR"
    + EKOR,
    "ringkasan_kecamatan": KUNCI + "rata_capaian DECIMAL(9,2), kategori VARCHAR, jumlah_indikator INTEGER,"
    " serapan_persen DECIMAL(9,2), efisiensi DECIMAL(9,2), kuadran VARCHAR, status VARCHAR, tepat_waktu BOOLEAN,"
    " hari_terlambat INTEGER, jumlah_temuan INTEGER, jumlah_peringatan INTEGER, sintetis BOOLEAN" + EKOR,
    "konsolidasi_indikator": "tahun INTEGER, triwulan INTEGER, indikator_id VARCHAR, indikator VARCHAR,"
    " jumlah_kecamatan INTEGER, rata DECIMAL(9,2), minimum DECIMAL(9,2), maksimum DECIMAL(9,2),"
    " kecamatan_terendah VARCHAR, kecamatan_tertinggi VARCHAR, status_data VARCHAR",
    "konsolidasi_program": "tahun INTEGER, triwulan INTEGER, kode VARCHAR, uraian VARCHAR, plafon DECIMAL(18,2),"
    " realisasi DECIMAL(18,2), sisa DECIMAL(18,2), serapan_persen DECIMAL(9,2), jumlah_kecamatan INTEGER,"
    " status_data VARCHAR",
    "konsolidasi_kabupaten": "tahun INTEGER, triwulan INTEGER, jumlah_kecamatan INTEGER, jumlah_masuk INTEGER,"
    " kelengkapan VARCHAR, plafon_dilaporkan DECIMAL(18,2), plafon_dihitung DECIMAL(18,2),"
    " realisasi_dilaporkan DECIMAL(18,2), realisasi_dihitung DECIMAL(18,2), sisa DECIMAL(18,2),"
    " serapan_persen DECIMAL(9,2), serapan_dilaporkan_persen DECIMAL(9,2), rata_capaian DECIMAL(9,2),"
    " kategori VARCHAR, jumlah_tepat_waktu INTEGER, jumlah_terlambat INTEGER, jumlah_temuan INTEGER,"
    " status_data VARCHAR",
    "kepatuhan": KUNCI + "diterima BOOLEAN, tanggal DATE, tenggat DATE, hari_terlambat INTEGER, versi INTEGER,"
    " status VARCHAR, nama_berkas VARCHAR" + EKOR,
    "tren": KUNCI + "rata_capaian DECIMAL(9,2), serapan_persen DECIMAL(9,2), capaian_perubahan_triwulan DECIMAL(9,2),"
    " capaian_perubahan_tahun DECIMAL(9,2), serapan_perubahan_triwulan DECIMAL(9,2),"
    " serapan_perubahan_tahun DECIMAL(9,2)" + EKOR,
    "perubahan_kiriman": KUNCI + "kiriman_id VARCHAR, menggantikan VARCHAR, tabel VARCHAR, kunci VARCHAR,"
    " kolom VARCHAR, nilai_lama VARCHAR, nilai_baru VARCHAR, sel_lama VARCHAR, sel_baru VARCHAR, lembar VARCHAR,"
    " status_data VARCHAR",
    "kiriman": "kiriman_id VARCHAR, nomor INTEGER, kode_kecamatan VARCHAR, kecamatan VARCHAR, tahun INTEGER,"
    " triwulan INTEGER, versi INTEGER, sha256 VARCHAR, nama_berkas VARCHAR, diterima_pada TIMESTAMPTZ,"
    " tanggal_laporan DATE, status VARCHAR, alasan VARCHAR, menggantikan VARCHAR, hari_terlambat INTEGER,"
    " sintetis BOOLEAN, duplikat_dari VARCHAR",
    "temuan": "kode_temuan VARCHAR, tingkat VARCHAR, kiriman_id VARCHAR, kode_kecamatan VARCHAR, kecamatan VARCHAR,"
    " tahun INTEGER, triwulan INTEGER, nama_berkas VARCHAR, tabel VARCHAR, lembar VARCHAR, sel VARCHAR,"
    " sel_terkait VARCHAR, kolom VARCHAR, objek VARCHAR, nilai_mentah VARCHAR, nilai_seharusnya VARCHAR,"
    " selisih DECIMAL(18,2), sebab VARCHAR, judul VARCHAR, pesan VARCHAR, tindakan VARCHAR, diakui BOOLEAN,"
    " pengakuan VARCHAR",
    "mutu": "tabel VARCHAR, ekspektasi VARCHAR, kolom VARCHAR, tingkat VARCHAR, berhasil BOOLEAN,"
    " jumlah_tidak_sesuai INTEGER, catatan VARCHAR",
    "meta": "kunci VARCHAR, nilai VARCHAR",
    "ref_kecamatan": "kode_kecamatan VARCHAR, kode_bps VARCHAR, kecamatan VARCHAR, jumlah_desa INTEGER,"
    " jumlah_kelurahan INTEGER, lat DOUBLE, lon DOUBLE, petak_kolom INTEGER, petak_baris INTEGER",
    "ref_indikator": "indikator_id VARCHAR, indikator VARCHAR, tingkat VARCHAR, sasaran VARCHAR, kode_program VARCHAR,"
    " satuan VARCHAR, arah VARCHAR, sifat VARCHAR, rumus VARCHAR, urutan INTEGER",
    "ref_skala": "urutan INTEGER, batas_bawah INTEGER, batas_atas INTEGER, kategori VARCHAR, warna VARCHAR",
    "ref_tenggat": "triwulan INTEGER, bulan_akhir INTEGER, tanggal_akhir INTEGER, hari_tenggat INTEGER,"
    " berlaku_mulai DATE, dasar_hukum VARCHAR",
    "ref_temuan": "kode_temuan VARCHAR, tingkat VARCHAR, toleransi DECIMAL(18,2), berlaku_mulai DATE, judul VARCHAR,"
    " pesan VARCHAR, tindakan VARCHAR, dasar_hukum VARCHAR",
    "ref_nomenklatur": "kode VARCHAR, kode_empat_digit VARCHAR, induk VARCHAR, tingkat VARCHAR, nama VARCHAR,"
    " indikator_baku VARCHAR, satuan_baku VARCHAR, catatan VARCHAR",
}


def build_mart(path: Path) -> Path:
    """Write the database to `path` (replacing it) and return the path."""
    path.unlink(missing_ok=True)
    isi = {nama: [] for nama in SKEMA}
    _references(isi)
    nomor = 0
    for tahun, triwulan in PERIODE:
        nomor = _period(isi, tahun, triwulan, nomor)
    _trends(isi)
    isi["meta"] = [
        {"kunci": "versi_skema", "nilai": "1"},
        {"kunci": "nomor_terakhir", "nilai": str(nomor)},
        {"kunci": "sidik_isi", "nilai": "5f0c" * 16},
    ]
    isi["mutu"] = [
        {"tabel": "realisasi_anggaran", "ekspektasi": "kunci unik", "kolom": "kiriman_id", "tingkat": "galat",
         "berhasil": True, "jumlah_tidak_sesuai": 0},
    ]  # fmt: skip
    con = duckdb.connect(str(path))
    con.execute("SET TimeZone = 'Asia/Jakarta'")
    with tempfile.TemporaryDirectory() as sementara:
        for nama, skema in SKEMA.items():
            con.execute(f"CREATE TABLE {nama} ({skema})")
            _copy_rows(con, nama, isi[nama], Path(sementara))
    con.close()
    return path


def _copy_rows(con, nama: str, baris: list[dict], folder: Path) -> None:
    kolom = [k[0] for k in con.execute(f"DESCRIBE {nama}").fetchall()]
    asing = {k for b in baris for k in b} - set(kolom)
    assert not asing, f"{nama}: {asing}"
    berkas = folder / f"{nama}.csv"
    with berkas.open("w", encoding="utf-8", newline="") as f:
        penulis = csv.writer(f)
        penulis.writerow(kolom)
        penulis.writerows([["" if b.get(k) is None else b[k] for k in kolom] for b in baris])
    con.execute(f"COPY {nama} FROM '{berkas}' (HEADER, NULLSTR '', AUTO_DETECT false, DELIMITER ',', QUOTE '\"', ESCAPE '\"')")


def _references(isi: dict) -> None:
    for i, nama in enumerate(NAMA):
        isi["ref_kecamatan"].append(
            {"kode_kecamatan": KODE[nama], "kecamatan": nama, "jumlah_desa": 9, "jumlah_kelurahan": 0,
             "petak_kolom": PETAK[i][0], "petak_baris": PETAK[i][1]}
        )  # fmt: skip
    for i, (id_, nama, tingkat, _) in enumerate(INDIKATOR, 1):
        isi["ref_indikator"].append(
            {"indikator_id": id_, "indikator": nama, "tingkat": tingkat, "satuan": "%", "arah": "naik_baik",
             "sifat": "akumulatif", "rumus": "realisasi kumulatif / target tahunan x 100", "urutan": i}
        )  # fmt: skip
    isi["ref_skala"] = [
        dict(zip(("urutan", "batas_bawah", "batas_atas", "kategori", "warna"), s, strict=True)) for s in SKALA
    ]
    for tw, (bulan, tgl) in {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}.items():
        isi["ref_tenggat"].append(
            {"triwulan": tw, "bulan_akhir": bulan, "tanggal_akhir": tgl, "hari_tenggat": 15,
             "berlaku_mulai": "2018-01-01", "dasar_hukum": "Perbup Lumajang 6/2018 Pasal 4"}
        )  # fmt: skip
    tingkat = {2: "program", 4: "kegiatan", 5: "sub_kegiatan"}
    for kode, nama, _, _ in BARIS_ANGGARAN:
        isi["ref_nomenklatur"].append(
            {"kode": kode, "induk": kode.rsplit(".", 1)[0], "tingkat": tingkat[kode.count(".")], "nama": nama}
        )


def _persen(atas, bawah) -> Decimal | None:
    if atas is None or not bawah:
        return None
    return (Decimal(atas) * 100 / Decimal(bawah)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _kategori(persen: Decimal | None) -> str | None:
    if persen is None:
        return None
    bulat = persen.quantize(Decimal(1), ROUND_HALF_UP)
    return next(kategori for _, bawah, _, kategori, _ in SKALA if bulat >= bawah)


def _period(isi: dict, tahun: int, triwulan: int, nomor: int) -> int:
    terkini = (tahun, triwulan) == (2023, 2)
    acak = random.Random(tahun * 10 + triwulan)
    urut, kec_total, ringkas = [], [], []
    for nama in NAMA:
        belum = (nama == "Ranuyoso" and terkini) or (nama in ("Ranuyoso", "Klakah") and (tahun, triwulan) == (2022, 2))
        if not belum:
            urut.append(nama)
    acak.shuffle(urut)
    if terkini:
        urut.append("Tempeh")  # the correction comes last
    versi: dict[str, int] = {}
    for nama in urut:
        nomor += 1
        versi[nama] = versi.get(nama, 0) + 1
        sintetis = not (nama == "Rowokangkung" and terkini)
        telat = 6 if nama == "Rowokangkung" and terkini else (3 if nama in ("Kunir", "Tempeh") and terkini else 0)
        tanggal = TENGGAT[tahun, triwulan] + dt.timedelta(days=telat or -acak.randint(0, 5))
        status = "DITERIMA"
        if nama in ("Rowokangkung", "Kunir", "Padang") and terkini:
            status = "DITERIMA_DENGAN_CATATAN"
        if nama == "Klakah" and terkini:
            status = "DITOLAK"
        kirim = {
            "kiriman_id": f"K{nomor:06d}", "nomor": nomor, "kode_kecamatan": KODE[nama], "kecamatan": nama,
            "tahun": tahun, "triwulan": triwulan, "versi": versi[nama], "sha256": f"{nomor:064x}",
            "nama_berkas": f"LKj TW {'I' * triwulan} {tahun} Kec. {nama}.xlsx",
            "diterima_pada": f"{tanggal}T10:00:00+07:00", "tanggal_laporan": tanggal, "status": status,
            "alasan": "Plafon tidak terbaca" if status == "DITOLAK" else None, "hari_terlambat": telat,
            "sintetis": sintetis,
        }  # fmt: skip
        if versi[nama] == 2:
            kirim["menggantikan"] = next(k["kiriman_id"] for k in isi["kiriman"] if k["nama_berkas"] == kirim["nama_berkas"])
        isi["kiriman"].append(kirim)
    berlaku = {k["kecamatan"]: k for k in isi["kiriman"] if (k["tahun"], k["triwulan"]) == (tahun, triwulan)}
    status_data = "sementara" if terkini else "final"
    for nama in NAMA:
        kirim = berlaku.get(nama)
        kunci = {"kode_kecamatan": KODE[nama], "kecamatan": nama, "tahun": tahun, "triwulan": triwulan,
                 "status_data": status_data}  # fmt: skip
        kunci["kiriman_id"] = kirim and kirim["kiriman_id"]
        isi["kepatuhan"].append(
            kunci | {"diterima": bool(kirim) and kirim["status"] != "DITOLAK", "tenggat": TENGGAT[tahun, triwulan],
                     "tanggal": kirim and kirim["tanggal_laporan"], "hari_terlambat": kirim and kirim["hari_terlambat"],
                     "versi": kirim and kirim["versi"], "status": kirim["status"] if kirim else "BELUM_ADA",
                     "nama_berkas": kirim and kirim["nama_berkas"]}
        )  # fmt: skip
        if kirim is None or kirim["status"] == "DITOLAK":
            continue
        total = _budget(isi, kunci, acak, triwulan, nyata=not kirim["sintetis"])
        rata, jumlah = _indicators(isi, kunci, acak, triwulan, nyata=not kirim["sintetis"])
        kec_total.append(total)
        ringkas.append(
            kunci | {"rata_capaian": rata, "kategori": _kategori(rata), "jumlah_indikator": jumlah,
                     "serapan_persen": total["serapan_persen"], "status": kirim["status"],
                     "efisiensi": rata - total["serapan_persen"], "tepat_waktu": kirim["hari_terlambat"] == 0,
                     "kuadran": f"capaian {'tinggi' if rata >= 50 else 'rendah'}, serapan "
                     f"{'tinggi' if total['serapan_persen'] >= 40 else 'rendah'}",
                     "hari_terlambat": kirim["hari_terlambat"], "jumlah_temuan": 0, "jumlah_peringatan": 0,
                     "sintetis": kirim["sintetis"]}
        )  # fmt: skip
    for i, total in enumerate(sorted(kec_total, key=lambda t: -t["serapan_persen"]), 1):
        total["peringkat"] = i
    isi["serapan_kecamatan"] += kec_total
    if terkini:
        _findings(isi, berlaku)
    for r in ringkas:
        milik = [t for t in isi["temuan"] if t.get("kiriman_id") == r["kiriman_id"]]
        r["jumlah_temuan"] = len(milik)
        r["jumlah_peringatan"] = sum(t["tingkat"] == "peringatan" for t in milik)
    isi["ringkasan_kecamatan"] += ringkas
    _consolidation(isi, tahun, triwulan, status_data, kec_total, ringkas)
    return nomor


def _budget(isi: dict, kunci: dict, acak: random.Random, triwulan: int, *, nyata: bool) -> dict:
    """Fill the three serapan tables of one kecamatan; returns its serapan_kecamatan row."""
    faktor = Decimal(1) if nyata else Decimal(acak.randint(70, 140)) / 100
    tertulis = {}
    for kode, uraian, plafon, realisasi in BARIS_ANGGARAN:
        p, r = Decimal(plafon), Decimal(realisasi)
        if not nyata:
            p = (p * faktor / 1000).quantize(Decimal(1)) * 1000
            r = (p * acak.randint(15, 35) * triwulan / 100 / 1000).quantize(Decimal(1)) * 1000
        tertulis[kode] = (uraian, p, r)
    daun = {k: v for k, v in tertulis.items() if k.count(".") == 5}
    if not nyata:  # a tidy office: parents equal their leaves
        for kode in [k for k in tertulis if k not in daun]:
            anak = [v for k, v in daun.items() if k.startswith(kode + ".")]
            tertulis[kode] = (tertulis[kode][0], sum(v[1] for v in anak), sum(v[2] for v in anak))
    baris_excel = 10
    for kode, (uraian, p, r) in tertulis.items():
        anak = [v for k, v in daun.items() if k == kode or k.startswith(kode + ".")]
        ph, rh = sum(v[1] for v in anak), sum(v[2] for v in anak)
        baris_excel += 1
        isi[{2: "serapan_program", 4: "serapan_kegiatan", 5: "serapan_sub_kegiatan"}[kode.count(".")]].append(
            kunci | _amounts(p, ph, r, rh) | {"kode": kode, "uraian": uraian, "lembar": "Realisasi Anggaran",
                                              "plafon_sel": f"C{baris_excel}", "realisasi_sel": f"D{baris_excel}"}
        )  # fmt: skip
    if nyata:
        isi["serapan_sub_kegiatan"].append(
            kunci | _amounts(Decimal(13150000), Decimal(0), Decimal(0), Decimal(0))
            | {"kode": "7.01.03.tanpa-rincian", "uraian": "Tanpa rincian – " + tertulis["7.01.03"][0]}
        )  # fmt: skip
    ph, rh = sum(v[1] for v in daun.values()), sum(v[2] for v in daun.values())
    p, r = TOTAL_TERTULIS if nyata else (ph, rh)
    return kunci | _amounts(p, ph, r, rh) | {"serapan_dilaporkan_persen": _persen(r, p), "jumlah_kosong": 0, "lembar": "Realisasi Anggaran",
                                             "plafon_sel": "C6", "realisasi_sel": "D6"}  # fmt: skip


def _amounts(p: Decimal, ph: Decimal, r: Decimal, rh: Decimal) -> dict:
    return {"plafon_dilaporkan": p, "plafon_dihitung": ph, "realisasi_dilaporkan": r, "realisasi_dihitung": rh,
            "sisa": ph - rh, "serapan_persen": _persen(rh, ph), "selisih_plafon": p - ph,
            "selisih_realisasi": r - rh}  # fmt: skip


def _indicators(isi: dict, kunci: dict, acak: random.Random, triwulan: int, *, nyata: bool) -> tuple[Decimal, int]:
    nilai = []
    for i, (id_, nama, tingkat, target) in enumerate(INDIKATOR):
        t = Decimal(target)
        tw = kumulatif = None
        if nyata:
            tw, kumulatif = {0: (Decimal("15.76"), Decimal("47.18")), 1: (Decimal("16.60"), Decimal("29.01"))}.get(
                i, (None, None)
            )
            t = None if id_ == "trantib" else t
        else:
            kumulatif = Decimal(acak.randint(15, 55) * triwulan) * target / 100
            tw = (kumulatif / triwulan).quantize(Decimal("0.01"))
        capaian = _persen(kumulatif, t)
        alasan = "target kosong" if t is None else ("realisasi belum dilaporkan" if kumulatif is None else None)
        if capaian is not None:
            nilai.append(capaian)
        isi["capaian_kecamatan"].append(
            kunci | {"indikator_id": id_, "indikator": nama, "tingkat_indikator": tingkat, "target": t,
                     "target_sel": f"D{8 + i}", "realisasi_triwulan": tw, "realisasi_kumulatif": kumulatif,
                     "capaian_dilaporkan": capaian, "capaian_persen": capaian, "kategori": _kategori(capaian),
                     "arah": "naik_baik", "rumus": "realisasi kumulatif / target tahunan x 100",
                     "alasan_kosong": alasan, "lembar": "Capaian Kinerja", "realisasi_sel": f"D{6 + i}",
                     "kumulatif_lembar": "Capaian Kinerja", "kumulatif_sel": f"F{15 + i}"}
        )  # fmt: skip
    return (sum(nilai) / len(nilai)).quantize(Decimal("0.01"), ROUND_HALF_UP), len(nilai)


def _findings(isi: dict, berlaku: dict) -> None:
    def temuan(nama, kode, tingkat, sel, objek, mentah, seharusnya, selisih, judul, pesan, tindakan):
        k = berlaku[nama]
        isi["temuan"].append(
            {key: k[key] for key in ("kiriman_id", "kode_kecamatan", "kecamatan", "tahun", "triwulan", "nama_berkas")}
            | {"kode_temuan": kode, "tingkat": tingkat, "tabel": "realisasi_anggaran", "lembar": "Realisasi Anggaran",
               "sel": sel, "kolom": "plafon", "objek": objek, "nilai_mentah": mentah, "nilai_seharusnya": seharusnya,
               "selisih": selisih, "judul": judul, "pesan": pesan, "tindakan": tindakan, "diakui": False}
        )  # fmt: skip

    temuan("Rowokangkung", "JUMLAH_TIDAK_COCOK", "peringatan", "C7", "7.01.01", "1.665.184.680,00", "2.032.474.680",
           Decimal(-367290000), "Jumlah tidak cocok",
           "Plafon program 7.01.01 tertulis 1.665.184.680, sedangkan jumlah rinciannya 2.032.474.680.",
           "Periksa sub kegiatan 7.01.01.2.09.09 lalu perbaiki baris program.")  # fmt: skip
    temuan("Rowokangkung", "TERLAMBAT", "info", None, None, "2023-07-21", "2023-07-15", None, "Terlambat",
           "Laporan diterima 6 hari setelah tenggat.", "Kirim paling lambat 15 hari setelah triwulan berakhir.")  # fmt: skip
    temuan("Kunir", "SISA_TIDAK_COCOK", "peringatan", "E16", "7.01.01.2.02.01", "678.191.950", "679.191.950",
           Decimal(-1000000), "Sisa tidak cocok", "Sisa tertulis berbeda dari plafon dikurangi realisasi.",
           "Hitung ulang sisa anggaran pada baris ini.")  # fmt: skip
    temuan("Padang", "KODE_KOSONG", "peringatan", "A19", "Penyediaan Komponen Instalasi Listrik", None,
           "7.01.01.2.06.01", None, "Kode kosong", "Baris tidak berkode; kode diambil dari nama.", "Isi kode baris ini.")  # fmt: skip
    temuan("Klakah", "ANGKA_TIDAK_TERBACA", "galat", "C12", "7.01.01.2.01.01", "3.O24.000", None, None,
           "Angka tidak terbaca", "Plafon tidak terbaca sebagai angka: tertulis “3.O24.000”.",
           "Ketik ulang sebagai angka lalu kirim lagi.")  # fmt: skip
    isi["temuan"].append(
        {"kode_temuan": "BELUM_LENGKAP", "tingkat": "info", "tahun": 2023, "triwulan": 2, "objek": "19 dari 21",
         "judul": "Belum lengkap", "pesan": "Baru 19 dari 21 kecamatan yang laporannya berlaku.",
         "tindakan": "Tagih kecamatan yang belum mengirim.", "diakui": False}
    )  # fmt: skip
    baru = berlaku["Tempeh"]
    dasar = {k: baru[k] for k in ("kode_kecamatan", "kecamatan", "tahun", "triwulan", "kiriman_id", "menggantikan")}
    isi["perubahan_kiriman"].append(
        dasar | {"tabel": "realisasi_anggaran", "kunci": "7.01.01.2.06.04 Penyediaan Bahan Logistik Kantor",
                 "kolom": "realisasi", "nilai_lama": "1059162.00", "nilai_baru": "2059162.00", "sel_lama": "D20",
                 "sel_baru": "D21", "lembar": "Realisasi Anggaran", "status_data": "sementara"}
    )  # fmt: skip


def _consolidation(isi: dict, tahun: int, triwulan: int, status_data: str, kec: list[dict], ringkas: list[dict]) -> None:
    periode = {"tahun": tahun, "triwulan": triwulan, "status_data": status_data}

    def milik(tabel):
        return [b for b in isi[tabel] if (b["tahun"], b["triwulan"]) == (tahun, triwulan)]

    for id_, nama, _, _ in INDIKATOR:
        ada = [c for c in milik("capaian_kecamatan") if c["indikator_id"] == id_ and c["capaian_persen"] is not None]
        urut = sorted(ada, key=lambda c: c["capaian_persen"])
        rata = sum(c["capaian_persen"] for c in ada) / len(ada)
        isi["konsolidasi_indikator"].append(
            periode | {"indikator_id": id_, "indikator": nama, "jumlah_kecamatan": len(ada),
                       "rata": rata.quantize(Decimal("0.01"), ROUND_HALF_UP), "minimum": urut[0]["capaian_persen"],
                       "maksimum": urut[-1]["capaian_persen"], "kecamatan_terendah": urut[0]["kecamatan"],
                       "kecamatan_tertinggi": urut[-1]["kecamatan"]}
        )  # fmt: skip
    program = milik("serapan_program")
    for kode in sorted({b["kode"] for b in program}):
        b = [x for x in program if x["kode"] == kode]
        p, r = sum(x["plafon_dihitung"] for x in b), sum(x["realisasi_dihitung"] for x in b)
        isi["konsolidasi_program"].append(
            periode | {"kode": kode, "uraian": b[0]["uraian"], "plafon": p, "realisasi": r, "sisa": p - r,
                       "serapan_persen": _persen(r, p), "jumlah_kecamatan": len(b)}
        )  # fmt: skip
    jumlah = {k: sum(x[k] for x in kec) for k in ("plafon_dilaporkan", "plafon_dihitung", "realisasi_dilaporkan",
                                                  "realisasi_dihitung", "sisa")}  # fmt: skip
    rata = (sum(r["rata_capaian"] for r in ringkas) / len(ringkas)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    isi["konsolidasi_kabupaten"].append(
        periode | jumlah
        | {"jumlah_kecamatan": 21, "jumlah_masuk": len(kec), "kelengkapan": f"{len(kec)} dari 21",
           "serapan_persen": _persen(jumlah["realisasi_dihitung"], jumlah["plafon_dihitung"]),
           "serapan_dilaporkan_persen": _persen(jumlah["realisasi_dilaporkan"], jumlah["plafon_dilaporkan"]),
           "rata_capaian": rata, "kategori": _kategori(rata),
           "jumlah_tepat_waktu": sum(r["tepat_waktu"] for r in ringkas),
           "jumlah_terlambat": sum(not r["tepat_waktu"] for r in ringkas), "jumlah_temuan": len(milik("temuan"))}
    )  # fmt: skip


def _trends(isi: dict) -> None:
    nilai = {(r["kecamatan"], r["tahun"], r["triwulan"]): r for r in isi["ringkasan_kecamatan"]}
    for (nama, tahun, tw), r in nilai.items():
        baris = {k: r[k] for k in ("kode_kecamatan", "kecamatan", "tahun", "triwulan", "kiriman_id", "status_data",
                                   "rata_capaian", "serapan_persen")}  # fmt: skip
        lalu = {"triwulan": (tahun, tw - 1) if tw > 1 else (tahun - 1, 4), "tahun": (tahun - 1, tw)}
        for apa, periode in lalu.items():
            dulu = nilai.get((nama, *periode))
            baris[f"capaian_perubahan_{apa}"] = dulu and r["rata_capaian"] - dulu["rata_capaian"]
            baris[f"serapan_perubahan_{apa}"] = dulu and r["serapan_persen"] - dulu["serapan_persen"]
        isi["tren"].append(baris)
