"""Synthetic Formulir E.81 (Evaluasi Renja) of a kecamatan, in the layouts met in the field.

The official form of Permendagri 86/2017 has 25 columns; offices add columns (to 36), write K, % and Rp under each
triwulan, amounts in thousands, `Il` and `Ill` for II and III, codes split over columns or none, cells merged or not.
The amounts are those of the LKj (`model`), the Renstra is made up; what `FORM` plants is in the manifest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from data.contoh.buat_model import baca_csv, model
from data.contoh.buat_sipd import JUDUL, simpan

Kunci = tuple[str, str, int | None, str]
"""(code or indicator, column, triwulan, 'k' or 'rp'): names one cell"""


@dataclass(frozen=True)
class LetakE81:
    """How a form looks. `kode`: kolom, pecah (over six columns), uraian (before the name) or tanpa (names only)."""

    nama: str = "e81-resmi"
    tambahan: tuple[str, ...] = ()
    """titles of columns before the known ones (Visi, Misi, …)"""
    satuan: bool = False
    persen: bool = False
    """K, % and Rp under each triwulan"""
    ribuan: bool = False
    triwulan: tuple[str, ...] = ("I", "II", "III", "IV")
    kode: str = "uraian"
    gabung: bool = True
    geser: tuple[int, int] = (0, 0)
    """empty rows above and empty columns to the left"""
    nomor: str = "sebelum"
    """the numbering row: sebelum (before K and Rp), sesudah or tanpa"""
    renstra: bool = True
    """columns 5, 6, 13 and 14"""
    ulang: int = 0
    """repeat the header after so many rows (page breaks)"""


RESMI = LetakE81()
LUAS = LetakE81(
    "e81-36-kolom", ("Visi", "Misi", "Sasaran RPJMD/ NSPK", "Tujuan Perangkat Daerah", "Penanggung Jawab Kegiatan"),
    satuan=True, persen=True, ribuan=True, triwulan=("I", "Il", "Ill", "IV"), kode="kolom", geser=(2, 0),
    nomor="sesudah",
)  # fmt: skip


@dataclass
class BarisForm:
    """One row: what it is, and its values by (column, triwulan)."""

    tingkat: str
    kode: str | None
    uraian: str = ""
    sasaran: str = ""
    indikator: str = ""
    indikator_id: str | None = None
    satuan: str = ""
    akumulatif: bool = True
    k: dict[tuple[str, int | None], Decimal] = field(default_factory=dict)
    rp: dict[tuple[str, int | None], Decimal] = field(default_factory=dict)

    @property
    def kunci(self) -> str:
        return self.indikator_id if self.indikator_id and self.tingkat in ("sasaran", "indikator") else self.kode or ""


def isi_form(kode_kecamatan: str, tahun: int, triwulan: int, ubah: dict[Kunci, Decimal | None] | None = None,
             buang: tuple[str, ...] = ()) -> list[BarisForm]:
    """The rows of a kecamatan's form up to a triwulan. `ubah` replaces single values, `buang` leaves codes out.

    Parents are the sums of what stands below them, changed values included, unless they are changed themselves.
    """
    isi = [model(kode_kecamatan, tahun, t) for t in range(1, triwulan + 1)]
    ubah = ubah or {}
    baku = {b["kode"]: b for b in baca_csv("nomenklatur")}
    hasil = [_indikator_row(i, isi, "sasaran") for i in isi[-1]["indikator"] if i["tingkat"] == "sasaran"]
    for p in isi[-1]["program"]:
        milik = [i for i in isi[-1]["indikator"] if i["kode_program"] == p["kode"]]
        prog = BarisForm("program", p["kode"], p["nama"])
        hasil.append(prog)
        if milik:
            pertama = _indikator_row(milik[0], isi, "program")
            prog.sasaran, prog.indikator, prog.satuan = pertama.sasaran, pertama.indikator, pertama.satuan
            prog.indikator_id, prog.k, prog.akumulatif = pertama.indikator_id, pertama.k, pertama.akumulatif
            hasil += [_indikator_row(i, isi, "indikator", p["kode"]) for i in milik[1:]]
        for k in p["kegiatan"]:
            keg = BarisForm("kegiatan", k["kode"], k["nama"])
            hasil.append(keg)
            for s in k["sub"]:
                if s["kode"] in buang:
                    continue
                sub = BarisForm("sub_kegiatan", s["kode"], s["nama"], indikator=baku[s["kode"]]["indikator_baku"],
                                satuan=baku[s["kode"]]["satuan_baku"], rp=_sub_amounts(s["kode"], isi))
                sub.k = _sub_counts(f"{kode_kecamatan}-{s['kode']}", triwulan)
                _change(sub, ubah)
                hasil.append(sub)
                _add(keg, sub)
            _change(keg, ubah)
            _add(prog, keg)
        _change(prog, ubah)
    for b in hasil:
        if b.tingkat in ("sasaran", "indikator"):
            _change(b, ubah)
    total = BarisForm("total", None, "JUMLAH")
    for b in hasil:
        if b.tingkat == "program":
            _add(total, b)
    return [*hasil, total]


def _indikator_row(i: dict, isi: list[dict], tingkat: str, kode: str | None = None) -> BarisForm:
    b = BarisForm(tingkat, kode, sasaran=i["sasaran"], indikator=i["indikator"], indikator_id=i["indikator_id"],
                  satuan=i["satuan"], akumulatif=i["sifat"] == "akumulatif")
    b.k = {("target", None): i["target"], ("target_renstra", None): min(i["target"] + 5, Decimal(100)),
           ("realisasi_lalu", None): i["riwayat"][isi[-1]["tahun"] - 1]}  # fmt: skip
    for t, m in enumerate(isi, 1):
        b.k["triwulan", t] = next(x for x in m["indikator"] if x["indikator_id"] == i["indikator_id"])[
            "realisasi_triwulan"
        ]
    return b


def _sub_amounts(kode: str, isi: list[dict]) -> dict[tuple[str, int | None], Decimal]:
    """Target and each triwulan's own realisation of a sub kegiatan, and a Renstra of five such years."""
    sampai = []
    for m in isi:
        s = next((s for p in m["program"] for k in p["kegiatan"] for s in k["sub"] if s["kode"] == kode), None)
        sampai.append(Decimal(s["realisasi"]) if s else Decimal(0))
        plafon = Decimal(s["plafon"]) if s else Decimal(0)
    rp = {("target", None): plafon, ("target_renstra", None): plafon * 5, ("realisasi_lalu", None): plafon * 2}
    return rp | {("triwulan", t): n - (sampai[t - 2] if t > 1 else 0) for t, n in enumerate(sampai, 1)}


def _sub_counts(benih: str, triwulan: int) -> dict[tuple[str, int | None], Decimal]:
    acak = Random(f"e81-{benih}")
    target = acak.choice((2, 4, 12))
    k = {("target", None): target, ("target_renstra", None): target * 5, ("realisasi_lalu", None): target * 2}
    k |= {("triwulan", t): acak.randint(0, max(target // 4, 1)) for t in range(1, triwulan + 1)}
    return {n: Decimal(v) for n, v in k.items()}


def _add(atas: BarisForm, bawah: BarisForm) -> None:
    for n, v in bawah.rp.items():
        if v is not None:
            atas.rp[n] = atas.rp.get(n, Decimal(0)) + v


def _change(b: BarisForm, ubah: dict[Kunci, Decimal | None]) -> None:
    for (kunci, kolom, triwulan, satuan), nilai in ubah.items():
        if kunci in (b.kunci, b.indikator_id):
            getattr(b, satuan)[kolom, triwulan] = nilai


def kelompok(letak: LetakE81, tahun: int) -> list[tuple[str, int | None, str]]:
    """(column, triwulan, title) of the pairs of a layout, in the order of the form."""
    pd = "Perangkat Daerah"
    hasil = [
        ("target", None, f"Target Kinerja dan Anggaran Renja {pd} Tahun Berjalan (Tahun {tahun}) yang Dievaluasi"),
        *(("triwulan", t, "Realisasi Kinerja Pada Triwulan") for t in range(1, 5)),
        ("realisasi_tahun", None, f"Realisasi Capaian Kinerja dan Anggaran Renja {pd} yang Dievaluasi"),
    ]
    if not letak.renstra:
        return hasil
    return [
        ("target_renstra", None, f"Target Renstra {pd} pada Tahun {tahun + 2} (Akhir Periode Renstra {pd})"),
        ("realisasi_lalu", None,
         f"Realisasi Capaian Kinerja Renstra {pd} sampai dengan Renja {pd} Tahun Lalu (n-1)"),
        *hasil,
        ("realisasi_renstra", None,
         f"Realisasi Kinerja dan Anggaran Renstra {pd} s/d Tahun {tahun} (Akhir Tahun Pelaksanaan Renja {pd})"),
        ("capaian_renstra", None, f"Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra {pd} s/d Tahun {tahun} (%)"),
    ]  # fmt: skip


def with_totals(b: BarisForm, letak: LetakE81) -> tuple[dict, dict]:
    """(k, rp) of a row with the computed columns: 12 = 8 + … + 11, 13 = 6 + 12; the last K where they do not add up."""
    hasil = []
    for nilai in (b.k, b.rp):
        isi = {n: v for n, v in nilai.items() if v is not None and (letak.renstra or n[0] in ("target", "triwulan"))}
        tw = [v for (kolom, _), v in isi.items() if kolom == "triwulan"]
        if tw:
            jumlah = nilai is b.rp or b.akumulatif
            isi["realisasi_tahun", None] = tahun = sum(tw) if jumlah else tw[-1]
            if letak.renstra:
                lalu = isi.get(("realisasi_lalu", None), Decimal(0)) if jumlah else 0
                isi["realisasi_renstra", None] = lalu + tahun
        hasil.append(isi)
    return hasil[0], hasil[1]


def tulis_e81(path: Path, kecamatan: str, tahun: int, triwulan: int, baris: list[BarisForm],
              letak: LetakE81 = RESMI) -> dict[Kunci, str]:
    """Write a form; returns the address of every value cell."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    buku = Workbook()
    ws = buku.active
    ws.title = "Formulir E.81"
    r0, k0 = letak.geser
    judul = ("Formulir E.81", "Evaluasi Terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten/Kota",
             f"Renja Perangkat Daerah Kecamatan {kecamatan} Kabupaten Lumajang",
             f"Periode Pelaksanaan Tahun {tahun} sampai dengan Triwulan {('', 'I', 'II', 'III', 'IV')[triwulan]}",
             JUDUL)  # fmt: skip
    for n, teks in enumerate(judul, 1):
        ws.cell(r0 + n, k0 + 1, teks)
    kolom, lebar = _label_columns(letak, k0)
    pasangan = kelompok(letak, tahun)
    tempat: dict[tuple[str, int | None, str], int] = {}
    for nama, tw, _ in pasangan:
        for satuan in ("k", "persen", "rp") if letak.persen and nama == "triwulan" else ("k", "rp"):
            lebar += 1
            tempat[nama, tw, satuan] = lebar
    kolom["Unit Perangkat Daerah Penanggung Jawab"] = (lebar + 1, lebar + 1)
    r = r0 + len(judul) + 2

    def kepala(r: int) -> int:
        return _header(ws, letak, r, kolom, pasangan, tempat)

    alamat: dict[Kunci, str] = {}
    r = kepala(r)
    for n, b in enumerate(baris):
        if letak.ulang and n and n % letak.ulang == 0:
            r = kepala(r + 2)
        r += 1
        _write_labels(ws, letak, r, b, kolom)
        k, rp = with_totals(b, letak)
        for (nama, tw, satuan), di in tempat.items():
            nilai = (rp if satuan == "rp" else k).get((nama, tw))
            if satuan == "persen":
                dasar = k.get(("target", None))
                if nilai is not None and dasar:
                    ws.cell(r, di, float(round(nilai / dasar, 4))).number_format = "0%"
            elif nilai is not None:
                nilai = nilai / 1000 if satuan == "rp" and letak.ribuan else nilai
                ws.cell(r, di, int(nilai) if nilai == int(nilai) else float(nilai))
            for kunci in {b.kunci, b.indikator_id or b.kunci}:
                alamat[kunci, nama, tw, satuan] = f"{get_column_letter(di)}{r}"
    for teks in ("Rata-rata capaian kinerja (%)", "Predikat kinerja", "Faktor pendorong keberhasilan kinerja:",
                 "Faktor penghambat pencapaian kinerja:"):  # fmt: skip
        r += 1
        ws.cell(r, k0 + 1, teks)
    ws.cell(r + 3, min(tempat.values()) + 6, f"{kecamatan}, 10 Juli {tahun}")
    simpan(buku, path)
    return alamat


def _label_columns(letak: LetakE81, k0: int) -> tuple[dict[str, tuple[int, int]], int]:
    """(title → first and last column of the labels, last column used)."""
    judul = ["No", *letak.tambahan, "Sasaran"]
    judul += {"kolom": ["Kode"], "pecah": ["Kode*6"]}.get(letak.kode, [])
    judul += ["Program/ Kegiatan/ Sub Kegiatan", "Indikator Kinerja Program (Outcome)/Kegiatan (Output)"]
    judul += ["Satuan"] if letak.satuan else []
    hasil, di = {}, k0
    for teks in judul:
        nama, _, kali = teks.partition("*")
        hasil[nama] = (di + 1, di + int(kali or 1))
        di = hasil[nama][1]
    return hasil, di


def _header(ws, letak: LetakE81, r: int, kolom: dict, pasangan: list, tempat: dict) -> int:
    """Write the header from row `r` on; returns its last row."""
    satuan_di = r + (3 if letak.nomor == "sebelum" else 2)
    for teks, (awal, akhir) in kolom.items():
        ws.cell(r, awal, teks)
        if letak.gabung:
            _merge(ws, r, awal, r + 1, akhir)
    for nama, tw, teks in pasangan:
        di = [k for (n, t, _), k in tempat.items() if (n, t) == (nama, tw)]
        if nama != "triwulan" or tw == 1:
            ws.cell(r, di[0], teks)
            akhir = max(k for (n, _, _), k in tempat.items() if n == nama)
            if letak.gabung:
                _merge(ws, r, di[0], r if nama == "triwulan" else r + 1, akhir)
        if nama == "triwulan":
            ws.cell(r + 1, di[0], letak.triwulan[tw - 1])
            if letak.gabung:
                _merge(ws, r + 1, di[0], r + 1, di[-1])
    for (_, _, satuan), k in tempat.items():
        ws.cell(satuan_di, k, {"k": "K", "persen": "%", "rp": "Rp (000)" if letak.ribuan else "Rp"}[satuan])
    if letak.nomor != "tanpa":
        nomor_di = r + (2 if letak.nomor == "sebelum" else 3)
        awal = [a for a, _ in kolom.values()] + [min(k for (n, t, _), k in tempat.items() if (n, t) == (x, y))
                                                 for x, y, _ in pasangan]  # fmt: skip
        for n, k in enumerate(sorted(awal), 1):
            ws.cell(nomor_di, k, n)
        return max(satuan_di, nomor_di)
    return satuan_di


def _merge(ws, r1: int, k1: int, r2: int, k2: int) -> None:
    if (r1, k1) != (r2, k2):
        ws.merge_cells(start_row=r1, start_column=k1, end_row=r2, end_column=k2)


def _write_labels(ws, letak: LetakE81, r: int, b: BarisForm, kolom: dict) -> None:
    di = {teks.split("/")[0].split(" ")[0]: awal for teks, (awal, _) in kolom.items()}
    if b.sasaran:
        ws.cell(r, di["Sasaran"], b.sasaran)
    if b.indikator:
        ws.cell(r, di["Indikator"], b.indikator)
    if letak.satuan and b.satuan:
        ws.cell(r, di["Satuan"], b.satuan)
    berkode = b.tingkat in ("program", "kegiatan", "sub_kegiatan")
    teks = f"{b.kode} {b.uraian}" if berkode and letak.kode == "uraian" else b.uraian
    if teks:
        ws.cell(r, di["Program"], teks)
    if berkode and letak.kode == "kolom":
        ws.cell(r, di["Kode"], b.kode)
    if berkode and letak.kode == "pecah":
        for n, p in enumerate(b.kode.split(".")):
            ws.cell(r, di["Kode"] + n, int(p))


# Kecamatan → layout, left-out codes, and planted values: where, value, and the finding with its difference.
_TANAM = "EVALUASI_BEDA", "EVALUASI_KINERJA", "EVALUASI_JUMLAH"
_KUMULATIF, _DIGIT = "nilai kumulatif diketik di kolom triwulan", "kemungkinan salah ketik satu angka"
FORM: dict[str, tuple[LetakE81, tuple[str, ...], tuple[tuple[Kunci, str | None, str, str, str, str], ...]]] = {
    "35.08.16": (RESMI, (), (
        (("7.01.01.2.06.09", "triwulan", 2, "rp"), "9491000", _TANAM[0], "realisasi triwulan 2 (Rp)", "3650000",
         _KUMULATIF),
        (("7.01.02.2.02.03", "target", None, "rp"), "15410750", _TANAM[0], "target (Rp)", "5000000", _DIGIT),
        (("S1", "triwulan", 2, "k"), "33.26", _TANAM[1], "realisasi triwulan 2 (K)", "19.13", _KUMULATIF),
        (("7.01.01.2.09", "triwulan", 1, "rp"), "22057500", _TANAM[2], "triwulan 1 (Rp)", "2107000",
         "7.01.01.2.09.06 terhitung dua kali"),
    )),
    "35.08.21": (LUAS, ("7.01.01.2.06.05",), (
        (("7.01.05.2.01.08", "triwulan", 1, "rp"), "1878500", _TANAM[0], "realisasi triwulan 1 (Rp)", "400000", _DIGIT),
        (("7.01.06.2.01.02", "triwulan", 2, "rp"), None, _TANAM[0], "realisasi triwulan 2 (Rp)", "-22779500",
         "triwulan ini belum diisi di E.81"),
    )),
}  # fmt: skip
HILANG = {"35.08.21": ("target (Rp)", "-7381750")}


def buat_e81(folder: Path) -> list[dict]:
    """Write the forms of triwulan II 2023 into `folder`; returns their entries of the manifest, in order of receipt."""
    nama = {k["kode_kecamatan"]: k["kecamatan"] for k in baca_csv("kecamatan")}
    hasil = []
    for i, (kode, (letak, buang, tanam)) in enumerate(FORM.items()):
        ubah = {kunci: None if nilai is None else Decimal(nilai) for kunci, nilai, *_ in tanam}
        berkas = f"e81/Formulir E.81 TW II 2023 Kec. {nama[kode]} (sintetis).xlsx"
        alamat = tulis_e81(folder / berkas, nama[kode], 2023, 2, isi_form(kode, 2023, 2, ubah, buang), letak)
        temuan = [_temuan(k, "peringatan", alamat[kunci], kolom=kolom, selisih=selisih, sebab=sebab)
                  for kunci, _, k, kolom, selisih, sebab in tanam]  # fmt: skip
        temuan += [_temuan("EVALUASI_BEDA", "peringatan", None, kolom=HILANG[kode][0], selisih=HILANG[kode][1],
                           sebab="tidak ada di E.81")
                   for _ in buang]  # fmt: skip
        rp = min((s for (_, _, _, satuan), s in alamat.items() if satuan == "rp"), key=lambda s: (len(s), s))
        huruf = rp.rstrip("0123456789")
        info = [_temuan("EVALUASI_RIBUAN", "info", f"{huruf}{_unit_row(letak)}")] if letak.ribuan else []
        hasil.append({
            "berkas": berkas, "jenis": "e81", "diterima_pada": f"2023-07-24T10:{i:02}:00+07:00",
            "kode_kecamatan": kode, "periode": "2023-TW2", "sintetis": True, "tata_letak": letak.nama,
            "status": "DITERIMA_DENGAN_CATATAN" if temuan else "DITERIMA", "temuan": temuan, "info": info,
        })  # fmt: skip
    return hasil


def _unit_row(letak: LetakE81) -> int:
    return letak.geser[0] + 7 + (3 if letak.nomor == "sebelum" else 2)


def _temuan(kode: str, tingkat: str, sel: str | None, **lain: str) -> dict:
    return {"kode_temuan": kode, "tingkat": tingkat, "lembar": "Formulir E.81", "sel": sel, **lain}
