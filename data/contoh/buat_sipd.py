"""Synthetic SIPD-RI exports of the whole regency: LRA to date for three months of 2023, and the RAK.

Layouts as SIPD writes them (code over four columns, four groups of belanja, `0,00` as text); the export of June
is all text, as one real series is from the middle of its year. The amounts are those of the LKj (`model`, and the
leaf lines of the real Rowokangkung report), except what `PERUBAHAN` plants.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from data.contoh.buat_model import baca_csv, model, nama_kode
from data.contoh.buat_rowokangkung import KODE_LAIN_DI_TW2, RINCIAN_2023
from data.contoh.buat_tulis import SAAT, kemas_ulang

TAHUN = 2023
BULAN_LRA = (3, 5, 6)
SEMUA_TEKS = 6
"""From this month on every amount is text."""
JUDUL = "DATA SINTETIS – contoh untuk pengujian"
ROWOKANGKUNG, PRONOJIWO, LUMAJANG = "35.08.08", "35.08.02", "35.08.10"
TANPA_RINCIAN = "7.01.03.2.03.02"
MODAL = ("7.01.01.2.07.06",)
PADA_KELURAHAN = "7.01.03.2.02."
SIPD_LEBIH = {
    # kecamatan → kode → what SIPD has more than the LKj, from the month on: (bulan, plafon, realisasi)
    "35.08.01": {"7.01.01.2.06.04": (5, 0, 3_000_000)},
    "35.08.04": {"7.01.01.2.08.01": (5, 2_500_000, 750_000)},
    "35.08.13": {"7.01.01.2.08.04": (6, 0, 1_250_000)},
    "35.08.15": {"7.01.01.2.08.02": (5, 0, Decimal("0.37"))},
}
NAIK_LALU_TURUN = ("35.08.20", "7.01.01.2.08.04", 400_000)
KELURAHAN_TERTINGGAL = "7.01.03.2.02.01"
BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
         "November", "Desember")  # fmt: skip


def rincian(kode_kecamatan: str, triwulan: int) -> dict[str, tuple[Decimal, Decimal]]:
    """kode → (plafon, realisasi to date) of the LKj's leaf lines."""
    if kode_kecamatan == ROWOKANGKUNG and triwulan == 2:
        return {
            "7.01.03.2.01.01" if kode == KODE_LAIN_DI_TW2 else kode: (Decimal(plafon), Decimal(realisasi))
            for kode, plafon, realisasi in RINCIAN_2023
            if kode != TANPA_RINCIAN
        }
    isi = model(kode_kecamatan, TAHUN, triwulan)
    return {
        s["kode"]: (Decimal(s["plafon"]), Decimal(s["realisasi"]))
        for p in isi["program"] for k in p["kegiatan"] for s in k["sub"]
    }  # fmt: skip


def sampai(kode_kecamatan: str, bulan: int) -> dict[str, tuple[Decimal, Decimal]]:
    """kode → (plafon, realisasi) as SIPD shows them at a month, planted differences included."""
    awal, akhir = rincian(kode_kecamatan, 1), rincian(kode_kecamatan, 2)
    if bulan == 3:
        return awal
    hasil = {}
    for kode, (plafon, realisasi) in akhir.items():
        lalu = min(awal.get(kode, (0, Decimal(0)))[1], realisasi)
        nilai = realisasi if bulan == 6 else lalu + (realisasi - lalu) * 3 // 5 // 500 * 500
        if kode_kecamatan == PRONOJIWO and bulan == 5:
            nilai -= lalu  # one month of flow among cumulative ones
        hasil[kode] = (plafon, nilai)
    for kode, (mulai, plafon, realisasi) in SIPD_LEBIH.get(kode_kecamatan, {}).items():
        if bulan >= mulai:
            lama = hasil.get(kode, (Decimal(0), Decimal(0)))
            hasil[kode] = (lama[0] + plafon, lama[1] + realisasi)
        elif mulai == 6 and bulan == 5:
            hasil[kode] = akhir[kode]  # the LKj stopped at May
    kode_kec, kode, lebih = NAIK_LALU_TURUN
    if kode_kecamatan == kode_kec and bulan == 5:
        hasil[kode] = (hasil[kode][0], akhir[kode][1] + lebih)
    return hasil


def per_unit(kode_kecamatan: str, bulan: int) -> Iterator[tuple[dict, dict[str, tuple[Decimal, Decimal]]]]:
    """(row of skpd.csv, kode → amounts): the kecamatan itself, then its kelurahan with their part of the work."""
    unit = [u for u in baca_csv("skpd") if u["kode_kecamatan"] == kode_kecamatan]
    induk, kelurahan = unit[0], unit[1:]
    isi = sampai(kode_kecamatan, bulan)
    bagi = {k: v for k, v in isi.items() if kelurahan and k.startswith(PADA_KELURAHAN)}
    satu = {k: tuple(n // (len(kelurahan) + 1) for n in v) for k, v in bagi.items()}
    utama = {k: tuple(n - s * len(kelurahan) for n, s in zip(v, satu[k], strict=True)) for k, v in bagi.items()}
    if bulan > 3 and KELURAHAN_TERTINGGAL in bagi:
        utama[KELURAHAN_TERTINGGAL] = bagi[KELURAHAN_TERTINGGAL]  # the LKj has the kecamatan's own part only
    yield induk, isi | utama
    for u in kelurahan:
        yield u, satu


def baris_sipd(bulan: int) -> Iterator[tuple[dict, str, str | None, Decimal, Decimal]]:
    """(unit, kode, rekening, plafon, realisasi) of every line, parents before their children."""
    for kecamatan in sorted(baca_csv("skpd"), key=lambda u: u["kode_skpd"]):
        if kecamatan["sub_unit"] == "ya":
            continue
        for unit, isi in per_unit(kecamatan["kode_kecamatan"], bulan):
            kode = sorted({"", *isi, *(k[:12] for k in isi), *(k[:7] for k in isi)})
            for k in kode:
                bawah = [v for anak, v in isi.items() if not k or anak == k or anak.startswith(f"{k}.")]
                jumlah = [sum(v[i] for v in bawah) for i in (0, 1)]
                yield unit, k, None, *jumlah
                if k in isi:
                    yield unit, k, "5.2.02" if k in MODAL else "5.1.02", *jumlah


def tulis_lra(bulan: int, path: Path, baris: Iterable[tuple[dict, str, str | None, Decimal, Decimal]] = ()) -> None:
    """Write the LRA of a month: that of the example, to date, or of other lines (`baris`, as of baris_sipd)."""
    from openpyxl import Workbook

    nama = nama_kode()
    buku = Workbook()
    ws = buku.active
    ws.title = "Sheet1"
    for teks in ("KAB. LUMAJANG",
                 "REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN",
                 "BESERTA HASIL DAN SUB KEGIATAN BESERTA KELUARAN", f"TAHUN ANGGARAN {TAHUN}", JUDUL):
        ws.append([teks])
    ws.append(["Kode", None, None, None, "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan",
               "Kelompok Belanja"])
    ws.append([None] * 5 + ["Operasi", None, "Modal", None, "Tak Terduga", None, "Transfer"])
    ws.append([None] * 5 + ["Anggaran", "Realisasi"] * 4)
    ws.append(["1", None, None, None, *map(str, range(2, 11))])
    for gabung in ("A1:M1", "A2:M2", "A3:M3", "A4:M4", "A5:M5", "A6:D8", "E6:E8", "F6:M6", "F7:G7", "H7:I7", "J7:K7",
                   "L7:M7", "A9:D9"):
        ws.merge_cells(gabung)
    total = [Decimal(0), Decimal(0)]
    semua = list(baris or baris_sipd(bulan))
    for i in (0, 1):
        total[i] = sum(b[3 + i] for b in semua if not b[1])
    for kode, teks in (("7", "UNSUR KEWILAYAHAN"), ("7.01", "KECAMATAN")):
        ws.append([kode, None, None, None, teks, *uang(*total, False, bulan)])
    for unit, kode, rekening, plafon, realisasi in semua:
        teks = "Belanja Modal" if rekening == "5.2.02" else "Belanja Barang dan Jasa" if rekening else nama.get(kode)
        ws.append(["7.01", unit["kode_skpd"], tulis_kode(kode) or None, rekening, teks or unit["nama_skpd"],
                   *uang(plafon, realisasi, kode in MODAL, bulan)])
    ws.append([None] * 4 + ["Jumlah", *uang(*total, False, bulan)])
    simpan(buku, path)


def tulis_kode(kode: str) -> str:
    """A sub kegiatan as SIPD writes it, with four digits."""
    return f"{kode[:-2]}00{kode[-2:]}" if kode.count(".") == 5 else kode


def uang(plafon: Decimal, realisasi: Decimal, modal: bool, bulan: int) -> list:
    """The eight amounts of a line: zero is the text `0,00`, the others numbers, or texts from `SEMUA_TEKS` on."""
    isi = [Decimal(0)] * 8
    isi[2 * modal : 2 * modal + 2] = plafon, realisasi
    return [n_sipd(n, bulan >= SEMUA_TEKS) for n in isi]


def n_sipd(nilai: Decimal, teks: bool) -> object:
    """One amount as SIPD exports it."""
    if not nilai or teks:
        return f"{nilai:,.2f}".translate(str.maketrans(",.", ".,"))
    return int(nilai) if nilai == int(nilai) else float(nilai)


def tulis_rak(path: Path) -> None:
    """Write the RAK of the year: the plafon over twelve months, the rest in December."""
    from openpyxl import Workbook

    nama = nama_kode()
    buku = Workbook()
    ws = buku.active
    ws.title = "RAK Belanja"
    ws.append([f"RENCANA ANGGARAN KAS SATUAN KERJA PERANGKAT DAERAH KAB. LUMAJANG APBD TAHUN {TAHUN}"])
    ws.append([JUDUL])
    ws.append(["Kode Rekening", "Uraian", "Anggaran Tahun Ini", "Total RAK", *BULAN])
    for unit, kode, rekening, plafon, _ in baris_sipd(3):
        if rekening:
            continue
        sebulan = plafon // 12 // 1000 * 1000
        ws.append([tulis_kode(kode) or unit["kode_skpd"], nama.get(kode) or unit["nama_skpd"], int(plafon), int(plafon),
                   *[int(sebulan)] * 11, int(plafon - 11 * sebulan)])
    simpan(buku, path)


def simpan(buku, path: Path) -> None:
    """Save a workbook, byte for byte the same on every run."""
    buku.properties.creator = "Contoh sintetis"
    buku.properties.created = SAAT
    wadah = io.BytesIO()
    buku.save(wadah)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(kemas_ulang(wadah.getvalue()))


def _beda(lembar: str, sel: str, kolom: str, selisih: str, sebab: str = "", kode: str = "SIPD_BEDA") -> dict:
    lain = ({"selisih": selisih} if selisih else {}) | ({"sebab": sebab} if sebab else {})
    return {"kode_temuan": kode, "tingkat": "peringatan", "lembar": lembar, "sel": sel, "kolom": kolom, **lain}


_UANG, _KEUANGAN = "Realisasi Anggaran", "KEUANGAN"
_DIGIT, _KELURAHAN = "kemungkinan salah ketik satu angka", "kelurahan belum dijumlahkan di LKj"
_KODE = "mungkin kodenya keliru"
BEDA_LKJ: dict[str, list[dict]] = {
    # planted above
    "35.08.01": [_beda(_UANG, "D19", "realisasi", "-3000000", _DIGIT)],
    "35.08.04": [_beda(_KEUANGAN, "A21", "plafon", "-2500000", "tidak ada di LKj")],
    "35.08.10": [
        _beda(_UANG, "F43", "plafon", "-33946500", _KELURAHAN),
        _beda(_UANG, "G43", "realisasi", "-14603750", _KELURAHAN),
    ],
    "35.08.13": [_beda(_UANG, "E30", "realisasi", "-1250000", "sampai bulan 5; bulan sesudahnya belum dimasukkan")],
    # defects of the LKj itself: SIPD has the amounts and codes that its office meant
    "35.08.06": [
        _beda(_UANG, "A14", "plafon", "-17011750", _KODE), _beda(_UANG, "A14", "plafon", "-1579500", _KODE),
        _beda(_UANG, "A16", "plafon", "17011750", _KODE), _beda(_UANG, "A17", "plafon", "1579500", _KODE),
    ],
    "35.08.17": [
        _beda(_UANG, "E29", "plafon", "3000000", _DIGIT), _beda(_UANG, "E30", "plafon", "-3000000", _DIGIT),
        _beda(_UANG, "F22", "realisasi", "-6955000"),
    ],
    "35.08.18": [
        _beda(_KEUANGAN, "D20", "realisasi", "3977500"), _beda(_KEUANGAN, "D34", "realisasi", "-601925"),
    ],
}  # fmt: skip
"""Kecamatan → findings that the exports give on its LKj of triwulan II 2023."""
JAUH_DARI_RENCANA = ("35.08.12",)
"""Kecamatan whose cash realisation of triwulan II 2023 is more than 15 points of the budget below the plan."""
TEMUAN_SIPD: dict[int, list[dict]] = {
    5: [_beda("Sheet1", None, "realisasi", "", "lebih kecil daripada bulan 3", "SIPD_CAMPUR")],
    6: [_beda("Sheet1", "G990", "realisasi", "-400000", "Kecamatan Ranuyoso bulan 6", "SIPD_TURUN")],
}
"""Month → findings on that month's own export."""


def buat_sipd(folder: Path) -> list[dict]:
    """Write the exports into `folder`; returns their entries of the manifest, in order of receipt."""
    hasil = []
    for i, bulan in enumerate((*BULAN_LRA, None)):
        nama = f"LRA SIPD {TAHUN}-{bulan:02}" if bulan else f"RAK SIPD {TAHUN}"
        berkas = f"sipd/{nama} (sintetis).xlsx"
        if bulan:
            tulis_lra(bulan, folder / berkas)
        else:
            tulis_rak(folder / berkas)
        jenis = "sipd-lra" if bulan else "sipd-rak"
        temuan = TEMUAN_SIPD.get(bulan or 0, [])
        hasil.append({
            "berkas": berkas, "jenis": jenis, "diterima_pada": f"2023-07-24T09:{i:02}:00+07:00",
            "kode_kecamatan": None, "periode": f"{TAHUN}-{bulan:02}" if bulan else None, "sintetis": True,
            "tata_letak": jenis, "status": "DITERIMA_DENGAN_CATATAN" if temuan else "DITERIMA",
            "temuan": temuan, "info": [],
        })  # fmt: skip
    return hasil
