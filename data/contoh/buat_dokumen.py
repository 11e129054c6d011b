"""From a model to the rows of the tables of one report, before layout; planted defects edit these rows."""

from __future__ import annotations

from data.contoh.buat_nilai import BULAN, ROMAWI, tanggal
from data.contoh.buat_tata_letak import SINTETIS, TataLetak

# Spellings of the real report's annex that must land on the same indicator.
ALIAS = {
    "S1": "Persentase hasil fasilitasi dan kooordinasi yang ditindaklanjuti",
    "P1": "Persentase Pemenuhan kebutuhan operasional Perkantoran",
    "P8": "Persentase Desa yang menetapkan LPPDesa Tepat Waktu",
}


def susun_dokumen(model: dict, tata_letak: TataLetak, tanggal_laporan: str) -> dict:
    """Rows of every table (dicts with a `kunci`), with titles and narrative.

    A row may carry `mentah` (column → content written as it is), `gaya_kode` and `tersembunyi`; the table
    `tahunan` has the years in `tahun_realisasi`.
    """
    nama, tahun, triwulan = model["kecamatan"], model["tahun"], model["triwulan"]
    awal, akhir = BULAN[triwulan * 3 - 2], BULAN[triwulan * 3]
    program = [p for p in model["program"] if p["plafon"]]
    sasaran = [i for i in model["indikator"] if i["tingkat"] == "sasaran"]
    return {
        "kode_kecamatan": model["kode_kecamatan"],
        "kecamatan": nama,
        "tahun": tahun,
        "nomor_triwulan": triwulan,
        "triwulan": ROMAWI[triwulan],
        "tanggal": tanggal(tanggal_laporan),
        "label": SINTETIS,
        "anggaran": _anggaran(model, tata_letak),
        "pk": _pk(model, {}),
        "lampiran": _pk(model, ALIAS if tata_letak.nama == "lkj-baku" else {}),
        "pk_anggaran": [
            {
                "kunci": p["kode"],
                "nomor": f"{i}.",
                "uraian": _judul_program(p["nama"]),
                "anggaran": p["plafon"],
                "ket": p["sumber_dana"],
            }
            for i, p in enumerate(program, 1)
        ]
        + [{"kunci": "jumlah", "nomor": "JUMLAH", "uraian": None, "anggaran": model["plafon"], "ket": None}],
        "capaian": [
            {
                "kunci": i["indikator_id"],
                "sasaran": i["sasaran"],
                "indikator": i["indikator"],
                "target": i["target"],
                "realisasi": i["realisasi_kumulatif"],
                "capaian": i["capaian"],
                "realisasi_triwulan": i["realisasi_triwulan"],
            }
            for i in (model["indikator"] if tata_letak.lengkap else sasaran)
        ],
        "tahun_realisasi": [tahun - 2, tahun - 1, tahun],
        "tahunan": [
            {
                "kunci": i["indikator_id"],
                "sasaran": i["sasaran"],
                "indikator": i["indikator"],
                "target": i["target"],
                **{str(t): n for t, n in i["riwayat"].items()},
                str(tahun): i["realisasi_kumulatif"],
            }
            for i in (model["indikator"] if tata_letak.lengkap else sasaran)
        ],
        "narasi": {k: list(v) for k, v in model["narasi"].items()},
        "pengantar": [
            f"Laporan Kinerja Kecamatan {nama} Kabupaten Lumajang periode Triwulan {ROMAWI[triwulan]} "
            f"Tahun {tahun} disusun sebagai pertanggungjawaban pelaksanaan program dan kegiatan.",
            f"Laporan ini menggambarkan capaian kinerja selama kurun waktu 3 (tiga) bulan mulai {awal} "
            f"{tahun} s.d. {akhir} {tahun} (Triwulan {ROMAWI[triwulan]}).",
            f"Sasaran strategis Kecamatan {nama} dijabarkan dalam perjanjian kinerja tahun {tahun}.",
        ],
    }


def _anggaran(model: dict, tata_letak: TataLetak) -> list[dict]:
    total = {
        "kunci": "total",
        "tingkat": "total",
        "kode": None,
        "uraian": tata_letak.kata("total"),
        "plafon": model["plafon"],
        "realisasi": model["realisasi"],
        "ket": None,
    }
    baris = []
    for program in model["program"]:
        baris.append(_baris("program", program))
        for kegiatan in program["kegiatan"]:
            baris.append(_baris("kegiatan", kegiatan))
            baris.extend(_baris("sub_kegiatan", sub) for sub in kegiatan["sub"])
    semua = [total, *baris] if tata_letak.total == "atas" else [*baris, total]
    for b in semua:
        b["sisa"] = b["plafon"] - b["realisasi"]
    return semua


def _baris(tingkat: str, simpul: dict) -> dict:
    return {
        "kunci": simpul["kode"],
        "tingkat": tingkat,
        "kode": simpul["kode"],
        "uraian": simpul["nama"],
        "plafon": simpul["plafon"],
        "realisasi": simpul["realisasi"],
        "ket": None,
    }


def _pk(model: dict, alias: dict[str, str]) -> list[dict]:
    hasil, sebelumnya, nomor = [], ("", ""), 0
    for i in model["indikator"]:
        kepala = (i["tingkat"], i["sasaran"])
        nomor = 1 if kepala[0] != sebelumnya[0] else nomor + (kepala != sebelumnya)
        baru = kepala != sebelumnya
        hasil.append(
            {
                "kunci": i["indikator_id"],
                "tingkat": i["tingkat"],
                "nomor": f"{nomor}." if baru else None,
                "sasaran": i["sasaran"] if baru else None,
                "indikator": alias.get(i["indikator_id"], i["indikator"]),
                "target": i["target"],
            }
        )
        sebelumnya = kepala
    return hasil


def _judul_program(nama: str) -> str:
    kecil = {"DAN": "dan"}
    return " ".join(kecil.get(k, k.title()) for k in nama.split()).replace("/kota", "/Kota")


def ubah(baris: dict, **nilai: object) -> None:
    """Change amounts of a budget row and keep its sisa consistent."""
    baris.update(nilai)
    baris["sisa"] = baris["plafon"] - baris["realisasi"]
