"""From the rows of a report and a layout to a workbook to write."""

from __future__ import annotations

from data.contoh.buat_kisi import BukuTulis, Pena
from data.contoh.buat_tabel import anggaran, capaian, pk, pk_anggaran, tahunan
from data.contoh.buat_tata_letak import TataLetak

KABUPATEN = "LUMAJANG"


def susun_buku(dokumen: dict, letak: TataLetak) -> BukuTulis:
    """Lay out every block of the layout."""
    buku = BukuTulis()
    for nama, blok in letak.lembar:
        nama = nama.replace("2023", str(dokumen["tahun"]))
        pena = Pena(buku, nama, letak, letak.lebar if len(blok) > 3 else ())
        for urutan, isi in enumerate(blok):
            if urutan:
                pena.baris += 2
            elif isi not in ("sampul", "judul", "identitas"):
                pena.judul(dokumen["label"], gaya="label")
            BLOK[isi](pena, dokumen, letak)
        if letak.tanda_tangan and blok[-1] == "anggaran":
            _tanda_tangan(pena, dokumen, 4)
    return buku


def _sampul(pena: Pena, d: dict, letak: TataLetak) -> None:
    pena.baris += 1
    pena.lebar(4, 60)
    pena.judul(
        "LAPORAN KINERJA (LKj)",
        f"TRIWULAN {d['triwulan']}",
        f"KECAMATAN {d['kecamatan'].upper()}",
        f"KABUPATEN {KABUPATEN}",
        f"TAHUN {d['tahun']}",
        gaya="sampul",
        kolom=2,
    )
    pena.judul(d["label"], gaya="label_sampul", kolom=2)
    pena.baris += 2
    pena.judul(
        f"{d['kecamatan']}, {d['tanggal']}", f"CAMAT {d['kecamatan'].upper()}", gaya="sampul_kecil", kolom=2
    )


def _judul(pena: Pena, d: dict, letak: TataLetak) -> None:
    pena.judul(
        f"LAPORAN KINERJA (LKj) TRIWULAN {d['triwulan']} TAHUN {d['tahun']}",
        f"KECAMATAN {d['kecamatan'].upper()} KABUPATEN {KABUPATEN}",
    )
    pena.judul(d["label"], gaya="label")


def _identitas(pena: Pena, d: dict, letak: TataLetak) -> None:
    pena.lebar(20, 3, 45)
    pena.judul("IDENTITAS LAPORAN")
    for nama, isi in (
        ("Kecamatan", d["kecamatan"]),
        ("Kabupaten", "Lumajang"),
        ("Triwulan", d["triwulan"]),
        ("Tahun", d["tahun"]),
        ("Tanggal Laporan", d["tanggal"]),
        ("Keterangan", d["label"]),
    ):
        pena.tulis(1, nama, "polos")
        pena.tulis(2, ":", "polos")
        pena.tulis(3, isi, "polos")
        pena.baris += 1


def _pengantar(pena: Pena, d: dict, letak: TataLetak) -> None:
    pena.lebar(100)
    pena.judul("KATA PENGANTAR")
    pena.baris += 1
    for urutan, isi in enumerate(d["pengantar"]):
        pena.tulis(1, isi, "paragraf", ("pengantar", str(urutan), "teks"))
        pena.baris += 1
    pena.baris += 1
    pena.judul(f"{d['kecamatan']}, {d['tanggal']}", f"CAMAT {d['kecamatan'].upper()}", gaya="polos")


def _narasi(pena: Pena, d: dict, letak: TataLetak) -> None:
    pena.lebar(5, 95)
    pena.judul(f"ANALISIS CAPAIAN KINERJA TRIWULAN {d['triwulan']} TAHUN {d['tahun']}")
    pena.baris += 1
    for huruf, (bagian, kalimat) in zip("ABCD", d["narasi"].items(), strict=True):
        pena.judul(f"{huruf}. {bagian.replace('_', ' ').title()}")
        for nomor, isi in enumerate(kalimat, 1):
            pena.tulis(1, f"{nomor}.", "polos")
            pena.tulis(2, isi, "paragraf", ("narasi", f"{bagian}-{nomor}", "teks"))
            pena.baris += 1
        pena.baris += 1


def _tanda_tangan(pena: Pena, d: dict, kolom: int) -> None:
    pena.baris += 2
    pena.judul(
        f"{d['kecamatan']}, {d['tanggal']}", f"CAMAT {d['kecamatan'].upper()}", gaya="ttd", kolom=kolom
    )
    pena.baris += 3
    pena.judul("( ....................................... )", gaya="ttd", kolom=kolom)


BLOK = {
    "sampul": _sampul,
    "judul": _judul,
    "identitas": _identitas,
    "pengantar": _pengantar,
    "narasi": _narasi,
    "pk": lambda pena, d, letak: pk(pena, d, letak, "pk"),
    "lampiran": lambda pena, d, letak: pk(pena, d, letak, "lampiran"),
    "pk_anggaran": pk_anggaran,
    "capaian": capaian,
    "tahunan": tahunan,
    "anggaran": anggaran,
}
