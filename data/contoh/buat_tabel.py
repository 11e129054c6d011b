"""The five tables of a report, written in the words and number styles of a layout."""

from __future__ import annotations

from decimal import Decimal

from data.contoh import buat_nilai
from data.contoh.buat_kisi import Pena
from data.contoh.buat_tata_letak import TataLetak

LEBAR = {
    "no": 5,
    "kode": 19,
    "uraian": 52,
    "lokasi": 24,
    "bobot": 9,
    "plafon": 19,
    "realisasi": 19,
    "persen": 9,
    "sisa": 19,
    "ket": 13,
}
ANGGARAN = ("plafon", "realisasi", "sisa")


def _persen(
    pena: Pena, kolom: int, baris: dict, nama: str, letak: TataLetak, tabel: str, polos: bool = False
) -> None:
    """A percentage cell. Columns headed (%) and years hold the bare figure, never a percent format."""
    gaya = "polos" if polos and letak.persen == "persen" else letak.persen
    isi = baris.get("mentah", {}).get(nama, buat_nilai.persen(baris[nama], gaya))
    if polos and isinstance(isi, str):
        isi = isi.removesuffix(" %")
    bentuk = {"persen": "persen", "polos": "desimal"}.get(gaya, "tengah")
    pena.tulis(kolom, isi, bentuk, (tabel, baris["kunci"], nama))


def pk(pena: Pena, d: dict, letak: TataLetak, tabel: str = "pk") -> None:
    """Perjanjian Kinerja: sasaran and program indicators with their target."""
    awalan = "LAMPIRAN PERJANJIAN" if tabel == "lampiran" else "PERJANJIAN"
    pena.lebar(8, 46, 60, 12)
    pena.judul(f"{awalan} KINERJA KECAMATAN {d['kecamatan'].upper()} TAHUN {d['tahun']}")
    pena.baris += 1
    for tingkat, judul in (("sasaran", "Sasaran Strategis"), ("program", "Sasaran Program")):
        for kolom, isi in enumerate(("No.", judul, "Indikator Kinerja", "Target"), 1):
            pena.tulis(kolom, isi, "kepala")
        pena.baris += 1
        if letak.nomor_kolom and tingkat == "sasaran" and tabel == "pk":
            _nomor(pena, 4, "(1)")
        mulai = pena.baris
        for baris in (b for b in d[tabel] if b["tingkat"] == tingkat):
            pena.tulis(1, baris["nomor"], "tengah", (tabel, baris["kunci"], "nomor"))
            pena.tulis(2, baris["sasaran"], "teks")
            pena.tulis(3, baris["indikator"], "teks", (tabel, baris["kunci"], "indikator"))
            _persen(pena, 4, baris, "target", letak, tabel)
            if letak.gabung_sasaran and baris["sasaran"] is None:
                pena.lembar.gabungan = [g for g in pena.lembar.gabungan if g[0] != mulai]
                for kolom in (1, 2):
                    pena.gabung(mulai, kolom, pena.baris, kolom)
            else:
                mulai = pena.baris
            pena.baris += 1


def pk_anggaran(pena: Pena, d: dict, letak: TataLetak) -> None:
    """Perjanjian Kinerja: the budget agreed per program."""
    gaya = letak.uang if letak.uang in ("angka", "en") else "rp"
    for kolom, isi in enumerate(("NO", "PROGRAM", "ANGGARAN", "KET."), 1):
        pena.tulis(kolom, isi, "kepala")
    pena.baris += 1
    for baris in d["pk_anggaran"]:
        jumlah = baris["kunci"] == "jumlah"
        pena.tulis(
            1, baris["nomor"], "kepala" if jumlah else "tengah", ("pk_anggaran", baris["kunci"], "nomor")
        )
        pena.tulis(
            2, baris["uraian"], "kepala" if jumlah else "teks", ("pk_anggaran", baris["kunci"], "uraian")
        )
        isi = buat_nilai.uang(baris["anggaran"], gaya, baris["kunci"])
        if gaya == "rp":
            isi = isi.replace("Rp ", "Rp. ").removesuffix(",-")
        pena.tulis(3, isi, "uang_tebal" if jumlah else "uang", ("pk_anggaran", baris["kunci"], "anggaran"))
        pena.tulis(4, baris["ket"], "tengah")
        if jumlah:
            pena.gabung(pena.baris, 1, pena.baris, 2)
        pena.baris += 1


def _awal_kinerja(pena: Pena, baris: dict, nomor: int, letak: TataLetak, tabel: str) -> int:
    """The columns that Tabel 3.1 and 3.2 share; returns the number of the next column."""
    kolom = 1
    if letak.nomor_kinerja:
        pena.tulis(1, f"{nomor}.", "tengah")
        kolom = 2
    pena.tulis(kolom, baris["sasaran"], "teks")
    pena.tulis(kolom + 1, baris["indikator"], "teks", (tabel, baris["kunci"], "indikator"))
    _persen(pena, kolom + 2, baris, "target", letak, tabel)
    return kolom + 3


def _judul_kinerja(letak: TataLetak) -> tuple[str, ...]:
    return (
        *(("No.",) if letak.nomor_kinerja else ()),
        "Sasaran Strategis",
        "Indikator Kinerja",
        "Target",
        "Realisasi",
    )


def capaian(pena: Pena, d: dict, letak: TataLetak) -> None:
    """Tabel 3.1."""
    pena.lebar(*((8,) if letak.nomor_kinerja else ()), 46, 60, 12, 12, 14)
    pena.judul(
        "Tabel 3.1.", "PERBANDINGAN TARGET DAN REALISASI", f"TRIWULAN {d['triwulan']} TAHUN {d['tahun']}"
    )
    pena.baris += 1
    for kolom, isi in enumerate((*_judul_kinerja(letak), letak.kata("capaian")), 1):
        pena.tulis(kolom, isi, "kepala")
    pena.baris += 1
    for nomor, baris in enumerate(d["capaian"], 1):
        kolom = _awal_kinerja(pena, baris, nomor, letak, "capaian")
        _persen(pena, kolom, baris, "realisasi", letak, "capaian")
        _persen(pena, kolom + 1, baris, "capaian", letak, "capaian", polos=letak.persen != "teks_en")
        pena.baris += 1


def tahunan(pena: Pena, d: dict, letak: TataLetak) -> None:
    """Tabel 3.2: realisation per year; the current year's column is the value to date."""
    pena.judul("Tabel 3.2.", "PERBANDINGAN REALISASI KINERJA TAHUN SEBELUMNYA")
    pena.baris += 1
    tahun = [str(t) for t in d["tahun_realisasi"]]
    judul = _judul_kinerja(letak)
    mulai, akhir = len(judul), len(judul) + len(tahun) - 1
    for kolom in range(1, akhir + 1):
        pena.tulis(kolom, judul[kolom - 1] if kolom <= mulai else None, "kepala")
        if kolom < mulai:
            pena.gabung(pena.baris, kolom, pena.baris + 1, kolom)
    pena.gabung(pena.baris, mulai, pena.baris, akhir)
    pena.baris += 1
    for kolom in range(1, akhir + 1):
        isi = tahun[kolom - mulai] if kolom >= mulai else None
        pena.tulis(kolom, int(isi) if isi and letak.persen == "persen" else isi, "kepala")
    pena.baris += 1
    for nomor, baris in enumerate(d["tahunan"], 1):
        kolom = _awal_kinerja(pena, baris, nomor, letak, "tahunan")
        for urutan, isi in enumerate(tahun):
            _persen(pena, kolom + urutan, baris, isi, letak, "tahunan", polos=True)
        pena.baris += 1


def anggaran(pena: Pena, d: dict, letak: TataLetak) -> None:
    """Realisasi Anggaran: total, program, kegiatan and sub kegiatan."""
    pena.lembar.mendatar = True
    pena.lebar(*(LEBAR[k] for k in letak.kolom))
    pena.judul(f"REALISASI ANGGARAN TRIWULAN {d['triwulan']} TAHUN {d['tahun']}")
    pena.baris += 1
    _kepala(pena, letak)
    total = next((b for b in d["anggaran"] if b["tingkat"] == "total"), None)
    for urutan, baris in enumerate(d["anggaran"]):
        if letak.ulang and urutan and urutan % letak.ulang == 0:
            _kepala(pena, letak)
        if letak.baris_kosong and urutan and baris["tingkat"] == "program":
            pena.baris += 1
        if baris.get("tersembunyi"):
            pena.lembar.baris_tersembunyi.add(pena.baris)
        tebal = "_tebal" if baris["tingkat"] in ("total", "program") else ""
        for kolom, nama in enumerate(letak.kolom, 1):
            isi, gaya = _isi(baris, nama, letak, d, total, urutan)
            pena.tulis(kolom, isi, gaya + tebal, ("anggaran", baris["kunci"], nama))
        pena.baris += 1


def _isi(
    baris: dict, nama: str, letak: TataLetak, d: dict, total: dict | None, urutan: int
) -> tuple[object, str]:
    """Content and style of one cell of the budget table."""
    if nama in baris.get("mentah", {}):
        return baris["mentah"][nama], "uang" if nama in ANGGARAN else "teks"
    if nama == "kode":
        return buat_nilai.kode(baris["kode"], baris.get("gaya_kode", letak.kode)), "teks"
    if nama in ANGGARAN:
        return buat_nilai.uang(baris[nama], letak.uang, f"{d['kecamatan']}{baris['kunci']}{nama}"), "uang"
    if nama == "persen":
        return float(round(Decimal(100) * baris["realisasi"] / baris["plafon"], 2)), "desimal"
    if nama == "bobot":
        return float(round(Decimal(100) * baris["plafon"] / total["plafon"], 2)), "desimal"
    if nama == "lokasi":
        return f"Kec. {d['kecamatan']}" if baris["tingkat"] == "sub_kegiatan" else None, "teks"
    if nama == "no":
        return urutan + 1 if baris["tingkat"] != "total" else None, "tengah"
    if nama == "ket":
        return baris["ket"], "tengah"
    return baris[nama], "teks"


def _nomor(pena: Pena, jumlah: int, bentuk: str) -> None:
    for kolom in range(1, jumlah + 1):
        pena.tulis(kolom, bentuk.replace("1", str(kolom)), "nomor_kolom")
    pena.baris += 1


def _kepala(pena: Pena, letak: TataLetak) -> None:
    """The header block of the budget table."""
    kolom = letak.kolom
    if letak.judul == "gabung":
        pertama, terakhir = kolom.index("plafon") + 1, kolom.index("sisa") + 1
        for urutan, nama in enumerate(kolom, 1):
            dalam = pertama <= urutan <= terakhir
            atas = "Anggaran (Rp)" if urutan == pertama else None if dalam else letak.kata(nama)
            pena.tulis(urutan, atas, "kepala")
            if not dalam:
                pena.gabung(pena.baris, urutan, pena.baris + 1, urutan)
        pena.gabung(pena.baris, pertama, pena.baris, terakhir)
        pena.baris += 1
        for urutan, nama in enumerate(kolom, 1):
            pena.tulis(urutan, letak.kata(nama) if pertama <= urutan <= terakhir else None, "kepala")
    else:
        for urutan, nama in enumerate(kolom, 1):
            pena.tulis(urutan, letak.kata(nama), "kepala")
        if letak.judul == "satuan":
            pena.baris += 1
            for urutan, nama in enumerate(kolom, 1):
                pena.tulis(urutan, "(Rp.)" if nama in ANGGARAN else None, "kepala")
    pena.baris += 1
    if letak.nomor_kolom:
        _nomor(pena, len(kolom), letak.nomor_kolom)
