"""SIPD-RI exports: LRA (Rekapitulasi Belanja) and RAK (Rencana Anggaran Kas). Pure: no file is opened here.

They are recognised by their headers, never by the file's name. An LRA prints the year but no month: that is
declared when the file is received (see transforms/sipd_period.py). One export holds one SKPD or many; which of
them is a kecamatan, or a sub-unit (kelurahan) of one, stands in the reference table skpd.csv: by its code, else
by its name, never by position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.values.codes import kode_tingkat, parse_kode
from transforms.values.memo import memo
from transforms.values.numbers import parse_rupiah
from transforms.workbook.cell_values import Catatan, decimal_text, label_text, raw_text
from transforms.workbook.grid import Buku, Indeks, Lembar
from transforms.workbook.identity import kecamatan_in_name, words_of_name
from transforms.workbook.skpd import DaftarSkpd, Skpd, load_skpd

if TYPE_CHECKING:
    from transforms.referensi import Referensi

LRA, RAK = "sipd-lra", "sipd-rak"
TABEL = {LRA: "sipd_lra", RAK: "sipd_rak"}
KELOMPOK = {"operasi": "operasi", "modal": "modal", "tak terduga": "tak_terduga", "transfer": "transfer"}
BULAN = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november", "desember")  # fmt: skip
BARIS_KEPALA = 20
"""Headers are looked for in the first rows only."""

_UNIT = re.compile(r"\d\.\d\d\.\d\.\d\d\.\d\.\d\d\.\d\d\.\d{4}", re.ASCII)
_TAHUN = re.compile(r"\bTAHUN(?: ANGGARAN)?\s*:?\s*(20\d\d)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Bentuk:
    """Where the columns of an export are."""

    jenis: str
    indeks: Indeks
    baris_judul: int
    baris_data: int
    kode: list[int]
    uraian: int
    uang: dict[str, int] = field(default_factory=dict)
    """our column → sheet column"""


def recognise(buku: Buku) -> list[_Bentuk]:
    """The visible sheets of a workbook that are SIPD exports; of one kind, that of the first."""
    found = []
    for lembar in buku.lembar:
        if lembar.tersembunyi or not _may_be(lembar):
            continue
        bentuk = _shape(lembar.indeks())
        if bentuk and (not found or bentuk.jenis == found[0].jenis):
            found.append(bentuk)
    return found


def _may_be(lembar: Lembar) -> bool:
    """Cheap first look: a word that only these exports have in their header rows."""
    for baris, _, teks in lembar.indeks().kata:
        if baris > BARIS_KEPALA:
            break
        if _marks(teks):
            return True
    return False


@memo
def _marks(teks: str) -> bool:
    return teks.strip().casefold() in ("kelompok belanja", "total rak")


def _shape(indeks: Indeks) -> _Bentuk | None:
    for baris in indeks.nomor_baris:
        if baris > BARIS_KEPALA:
            return None
        kata = {label_text(sel).casefold(): kolom for kolom, sel in indeks.baris[baris].items()}
        if "kelompok belanja" in kata and "kode" in kata:
            return _lra_shape(indeks, baris, kata)
        if "total rak" in kata and "kode rekening" in kata and "uraian" in kata:
            uang = {f"bulan_{i}": kata[b] for i, b in enumerate(BULAN, 1) if b in kata}
            if uang and "anggaran tahun ini" in kata:
                uang |= {"anggaran": kata["anggaran tahun ini"], "total_rak": kata["total rak"]}
                return _Bentuk(RAK, indeks, baris, baris + 1, [kata["kode rekening"]], kata["uraian"], uang)
    return None


def _lra_shape(indeks: Indeks, baris: int, kata: dict[str, int]) -> _Bentuk | None:
    """The columns below 'Kelompok Belanja': groups, and under each of them Anggaran and Realisasi."""
    uraian = next((k for t, k in kata.items() if t.startswith("uraian")), None)
    if uraian is None:
        return None
    grup: dict[int, str] = {}
    for bawah in range(baris + 1, baris + 5):
        sel = indeks.baris.get(bawah, {})
        isi = {kolom: label_text(s).casefold() for kolom, s in sel.items()}
        grup |= {kolom: KELOMPOK[t] for kolom, t in isi.items() if t in KELOMPOK}
        if "anggaran" in isi.values() and "realisasi" in isi.values():
            uang = {}
            for kolom, t in isi.items():
                kiri = [k for k in grup if k <= kolom]
                if t in ("anggaran", "realisasi") and kiri:
                    uang[f"{t}_{grup[max(kiri)]}"] = kolom
            if {"anggaran_operasi", "realisasi_operasi"} <= set(uang):
                return _Bentuk(LRA, indeks, baris, bawah + 1, list(range(kata["kode"], uraian)), uraian, uang)
    return None


def read_sipd(buku: Buku, bentuk: list[_Bentuk], nama_berkas: str, ref: Referensi) -> dict:
    """Recognised sheets → READ RESULT with the rows of `sipd_lra` or `sipd_rak`; `identitas` has `jenis`.

    `kode_kecamatan` is that of the only kecamatan in the file, None for an export of several. DITOLAK when no
    year or no kecamatan is found, when the file's name tells of another one, or when an amount is unreadable.
    """
    catatan = Catatan(ref)
    catatan.temuan += [dict(t) for t in buku.temuan]
    jenis, daftar = bentuk[0].jenis, load_skpd(ref.folder)
    rows: list[dict] = []
    for b in bentuk:
        rows += _read_rows(catatan, b, daftar)
    tahun, sintetis = _title(bentuk)
    ada = sorted({r["kode_kecamatan"] for r in rows if r["kode_kecamatan"]})
    sah = _check_identity(catatan, bentuk[0], tahun, ada, rows, nama_berkas, ref)
    satu = ada[0] if len(ada) == 1 else None
    galat = any(t["kode_temuan"] not in ("TAUTAN_LUAR", "LEMBAR_TERSEMBUNYI") for t in catatan.temuan)
    return {
        "status": "TERBACA" if sah and not galat else "DITOLAK",
        "jenis_berkas": buku.jenis,
        "identitas": {
            "jenis": jenis, "kode_kecamatan": satu, "kecamatan": ref.kecamatan[satu]["kecamatan"] if satu else None,
            "tahun": tahun, "triwulan": None, "bulan": None, "tanggal_laporan": None, "sintetis": sintetis,
        },
        "tabel": {TABEL[jenis]: [r for r in rows if r["kode_kecamatan"]]},
        "letak": [
            {"tabel": TABEL[jenis], "lembar": b.indeks.lembar.nama,
             "sel": b.indeks.lembar.alamat(b.baris_judul, b.kode[0]),
             "jumlah_baris": sum(r["lembar"] == b.indeks.lembar.nama for r in rows)}
            for b in bentuk
        ],
        "temuan": catatan.temuan,
    }  # fmt: skip


def _title(bentuk: list[_Bentuk]) -> tuple[int | None, bool]:
    """The year and the mark of made-up data, from the rows above the header."""
    tahun, sintetis = None, False
    for b in bentuk:
        for baris in b.indeks.nomor_baris:
            if baris >= b.baris_judul:
                break
            for sel in b.indeks.baris[baris].values():
                teks = label_text(sel)
                sintetis = sintetis or "data sintetis" in teks.casefold()
                if tahun is None and (m := _TAHUN.search(teks)):
                    tahun = int(m[1])
    return tahun, sintetis


def _check_identity(catatan: Catatan, b: _Bentuk, tahun: int | None, ada: list[str], rows: list[dict],
                    nama_berkas: str, ref: Referensi) -> bool:
    lembar = b.indeks.lembar.nama
    if tahun is None:
        catatan.add("IDENTITAS_TIDAK_ADA", lembar, kolom="tahun", objek="tahun",
                    sebab="Tahun anggaran tidak tertulis di atas tabel SIPD.")
    if not ada:
        nama = next((r["nama_skpd"] for r in rows if r["nama_skpd"]), None)
        catatan.add("KECAMATAN_TIDAK_DIKENAL", lembar, kolom="skpd", objek=nama, mentah=nama,
                    sebab="Tidak ada SKPD di berkas ini yang tercantum sebagai kecamatan dalam skpd.csv.")
    disebut = set(kecamatan_in_name(words_of_name(nama_berkas), catatan))
    if ada and disebut and not disebut <= set(ada):
        def show(kode: list[str]) -> str:
            return ", ".join(ref.kecamatan[k]["kecamatan"] for k in kode)
        isi = show(ada) if len(ada) < 4 else f"{len(ada)} kecamatan lain"
        catatan.add("IDENTITAS_BERTENTANGAN", lembar, rows[0]["kode_sel"], "kecamatan", nama_berkas[:200], isi,
                    show(sorted(disebut)),
                    sebab=f"Nama berkas menyebut {show(sorted(disebut))}, isi berkas milik {isi}.")
    return tahun is not None and bool(ada)


def _read_rows(catatan: Catatan, b: _Bentuk, daftar: DaftarSkpd) -> list[dict]:
    """The rows of one sheet. A row belongs to the unit its code columns name, else to the last unit above it."""
    lembar = b.indeks.lembar
    unit: Skpd | None = None
    rows = []
    for baris in b.indeks.nomor_baris:
        if baris < b.baris_data:
            continue
        sel = b.indeks.baris[baris]
        kode = [(k, "".join(label_text(sel[k]).split())) for k in b.kode if k in sel]
        uraian = label_text(sel.get(b.uraian))
        dalam = [(k, t) for k, t in kode if _UNIT.fullmatch(t)]
        if dalam and (unit is None or dalam[-1][1] != unit.kode_skpd):
            unit = daftar.find(dalam[-1][1], uraian if kode[-1] == dalam[-1] else "")
        akhir = kode[-1] if kode else (b.kode[0], "")
        tingkat, rekening, kanonik = _level(kode, akhir, uraian)
        if tingkat is None or (b.jenis == RAK and tingkat == "rekening"):
            continue
        row = {
            "lembar": lembar.nama, "baris": baris, "kode_skpd": unit.kode_skpd if unit else None,
            "nama_skpd": unit.nama_skpd if unit else None,
            "kode_kecamatan": unit.kode_kecamatan if unit and tingkat not in ("urusan", "total") else None,
            "sub_unit": bool(unit and unit.sub_unit), "tingkat": tingkat, "kode": kanonik, "kode_mentah": akhir[1],
            "kode_sel": lembar.alamat(baris, akhir[0]), "rekening": rekening, "uraian": uraian,
        }  # fmt: skip
        rows.append(row | _amounts(catatan, b, baris, row))
    return rows


def _level(
    kode: list[tuple[int, str]], akhir: tuple[int, str], uraian: str
) -> tuple[str | None, str | None, str | None]:
    """(tingkat, account code, canonical code) of a row by its codes; tingkat None for what is no row."""
    teks = akhir[1]
    if not teks:
        return ("total" if uraian.casefold() in ("jumlah", "total") else None), None, None
    if teks.casefold() in ("jumlah", "total"):
        return "total", None, None
    if _UNIT.fullmatch(teks):
        return "skpd", None, None
    if teks.startswith("5."):
        atas = [parse_kode(t).kode for _, t in kode[:-1] if not _UNIT.fullmatch(t)]
        return "rekening", teks, atas[-1] if atas else None
    if not uraian or not teks[:1].isdigit():
        return None, None, None
    kanonik = parse_kode(teks).kode
    tingkat = kode_tingkat(kanonik) if kanonik and kanonik.count(".") > 1 else "urusan"
    return tingkat, None, kanonik


def _amounts(catatan: Catatan, b: _Bentuk, baris: int, row: dict) -> dict:
    """Amounts of a row: as SIPD's columns give them, and for an LRA their sums over the four groups."""
    lembar, hasil = b.indeks.lembar, {}
    jumlah: dict[str, list] = {"anggaran": [], "realisasi": []}
    for nama, kolom in b.uang.items():
        sel = b.indeks.at(baris, kolom)
        angka = parse_rupiah(sel)
        if angka.tolak:
            catatan.add(angka.tolak, lembar.nama, lembar.alamat(baris, kolom), nama,
                        f"{row['kode_mentah']} {row['uraian']}", raw_text(sel), sebab=angka.alasan)
        hasil[nama] = decimal_text(angka.nilai)
        if b.jenis == LRA and angka.nilai is not None:
            jumlah[nama.partition("_")[0]].append(angka.nilai)
    if b.jenis == LRA:
        for nama, isi in jumlah.items():
            hasil[nama] = decimal_text(sum(isi)) if isi else None
            hasil[f"{nama}_sel"] = lembar.alamat(baris, b.uang[f"{nama}_operasi"])
    return hasil
