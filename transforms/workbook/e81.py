"""Evaluasi Renja / Formulir E.81 (Permendagri 86/2017) and its descendants as an office fills them in.

Recognised by the header (transforms/workbook/e81_headers.py), never by the file's name. A workbook holds the form of
one kecamatan or, one per sheet, of several. The year stands in the title; the triwulan in the title, the sheet's or
the file's name, else it is the last one with a realisation. Pure: no file is opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.values.names import find_kecamatan, kunci_nama
from transforms.values.periods import ROMAWI, find_triwulan, parse_tahun, parse_triwulan_teks
from transforms.workbook.cell_values import Catatan, label_text, line_text
from transforms.workbook.e81_headers import Bentuk, find_headers
from transforms.workbook.e81_rows import Hasil, infer_levels, read_rows
from transforms.workbook.grid import Buku
from transforms.workbook.identity import kecamatan_in_name, words_of_name

if TYPE_CHECKING:
    from transforms.referensi import Referensi

E81 = "e81"
TABEL = ("evaluasi_renja", "evaluasi_renja_nilai")
_PERANGKAT = re.compile(r"perangkat daerah|renja|evaluasi", re.IGNORECASE)
_BUKAN_TAHUN = re.compile(r"renstra|rpjmd|nomor|peraturan|permen", re.IGNORECASE)
_RINGAN = frozenset(["TAUTAN_LUAR", "LEMBAR_TERSEMBUNYI", "NAMA_MIRIP", "NILAI_NEGATIF", "EVALUASI_RIBUAN",
                     "EVALUASI_GANDA", "PERSEN_TIDAK_TERBACA", "KARAKTER_KONTROL"])  # fmt: skip


@dataclass(slots=True)
class _Formulir:
    """One form: the headers of one sheet that belong to one office, and what was read below them."""

    bentuk: list[Bentuk]
    kecamatan: dict[str, tuple[str, str]] = field(default_factory=dict)
    """kode_kecamatan → (words, address) that name it"""
    tahun: int | None = None
    triwulan: int | None = None
    sintetis: bool = False
    judul: str = ""
    hasil: Hasil = field(default_factory=Hasil)

    @property
    def lembar(self) -> str:
        return self.bentuk[0].indeks.lembar.nama

    @property
    def kode(self) -> str | None:
        return next(iter(self.kecamatan)) if len(self.kecamatan) == 1 else None


def recognise(buku: Buku) -> list[Bentuk]:
    """Every header of the form on the visible sheets of a workbook."""
    hasil = []
    for lembar in buku.lembar:
        if not lembar.tersembunyi:
            hasil += find_headers(lembar)
    return hasil


def read_e81(buku: Buku, bentuk: list[Bentuk], nama_berkas: str, ref: Referensi) -> dict:
    """Recognised headers → READ RESULT with the rows of `evaluasi_renja` and `evaluasi_renja_nilai`.

    DITOLAK when no year or no kecamatan of the regency is found, when names contradict each other, when a column
    cannot be told or a target or realisation in rupiah cannot be read.
    """
    catatan = Catatan(ref)
    catatan.temuan += [dict(t) for t in buku.temuan]
    formulir = _forms(catatan, bentuk)
    for f in formulir:
        infer_levels(f.hasil)
        _note_header(catatan, f)
    sah = _check_identity(catatan, formulir, nama_berkas)
    pakai = _without_copies(catatan, [f for f in formulir if f.kode] or formulir[:1])
    tahun = next((f.tahun for f in pakai if f.tahun), None)
    baris, nilai = [], []
    for f in pakai:
        awal = len(baris)
        umum = {"tahun": tahun, "kode_kecamatan": f.kode}
        baris += [{**r, **umum, "urutan": r["urutan"] + awal} for r in f.hasil.baris]
        nilai += [{**n, **umum, "urutan": len(nilai) + i, "urutan_baris": n["urutan_baris"] + awal}
                  for i, n in enumerate(f.hasil.nilai, 1)]  # fmt: skip
    if sah and not baris:
        sah = False
        catatan.add("TABEL_TIDAK_ADA", formulir[0].lembar, formulir[0].bentuk[0].sel, "evaluasi_renja",
                    "Evaluasi Renja", sebab="Formulir E.81 ini belum berisi satu baris pun.")
    for lembar in buku.lembar:
        if lembar.tersembunyi and lembar.sel:
            catatan.add("LEMBAR_TERSEMBUNYI", line_text(lembar.nama), objek=lembar.nama)
    kode = {f.kode for f in pakai}
    satu = kode.pop() if len(kode) == 1 else None
    return {
        "status": "TERBACA" if sah and all(t["kode_temuan"] in _RINGAN for t in catatan.temuan) else "DITOLAK",
        "jenis_berkas": buku.jenis,
        "identitas": {
            "jenis": E81, "kode_kecamatan": satu, "kecamatan": ref.kecamatan[satu]["kecamatan"] if satu else None,
            "tahun": tahun, "triwulan": _triwulan(pakai, nama_berkas), "tanggal_laporan": None,
            "sintetis": any(f.sintetis for f in pakai),
        },
        "tabel": {TABEL[0]: baris, TABEL[1]: nilai},
        "letak": [
            {"tabel": TABEL[0], "lembar": f.lembar, "sel": f.bentuk[0].sel, "jumlah_baris": len(f.hasil.baris)}
            for f in pakai
        ],
        "temuan": catatan.temuan,
    }  # fmt: skip


def _forms(catatan: Catatan, bentuk: list[Bentuk]) -> list[_Formulir]:
    """The forms of a workbook: a header that repeats the one above and names no other office goes on with it."""
    hasil: list[_Formulir] = []
    for b in bentuk:
        f = _Formulir([b])
        pertama = read_rows(catatan, b, f.hasil)
        _read_titles(catatan, f, b, pertama)
        lalu = hasil[-1] if hasil else None
        if (lalu and lalu.bentuk[0].indeks is b.indeks and lalu.bentuk[0].kolom == b.kolom
                and set(f.kecamatan) <= set(lalu.kecamatan)):  # fmt: skip
            _continue(catatan, lalu, b, f)
        else:
            hasil.append(f)
    return hasil


def _continue(catatan: Catatan, lalu: _Formulir, b: Bentuk, f: _Formulir) -> None:
    """The rows below a page break, read again with the codes above it."""
    temuan = [t for t in catatan.temuan if not (t["lembar"] == f.lembar and _row_of(t["sel"]) > b.baris_satuan)]
    catatan.temuan[:] = temuan
    read_rows(catatan, b, lalu.hasil)
    lalu.bentuk.append(b)


def _row_of(sel: str | None) -> int:
    m = re.search(r"(?:baris |[A-Z])(\d+)", sel or "")
    return int(m[1]) if m else 0


def _read_titles(catatan: Catatan, f: _Formulir, b: Bentuk, pertama: int) -> None:
    """Office, year, triwulan and the mark of made-up data: above the header, and before the first row below it."""
    for baris in b.indeks.nomor_baris:
        if baris < b.baris_atas or b.baris_judul <= baris <= b.baris_satuan:
            continue
        if baris >= (pertama or b.baris_akhir + 1):
            break
        isi = list(b.indeks.baris[baris].items())
        for kolom, sel in isi:
            teks = label_text(sel)
            f.sintetis = f.sintetis or "data sintetis" in teks.casefold()
            for kode, kata in find_kecamatan(teks.replace(":", " "), catatan.ref):
                f.kecamatan.setdefault(kode, (kata, b.indeks.lembar.alamat(baris, kolom)))
            if _PERANGKAT.search(teks) and len(teks) < 200 and "perangkat daerah" not in f.judul.casefold():
                f.judul = teks
            if baris > b.baris_satuan:
                continue
            f.triwulan = f.triwulan or parse_triwulan_teks(teks)
            if f.tahun is None and not _BUKAN_TAHUN.search(teks):
                f.tahun = parse_tahun(teks) or (parse_tahun(sel.nilai) if len(isi) > 1 else None)
    disebut = kecamatan_in_name(f.lembar, catatan) if not f.kecamatan else []
    if len(set(disebut)) == 1:
        f.kecamatan[disebut[0]] = (f.lembar, "")
    f.triwulan = f.triwulan or parse_triwulan_teks(f.lembar)


def _note_header(catatan: Catatan, f: _Formulir) -> None:
    b = f.bentuk[0]
    lembar = b.indeks.lembar
    for nama, kolom in b.ganda:
        catatan.add("KOLOM_TIDAK_ADA", lembar.nama, lembar.alamat(b.baris_satuan, kolom), nama, nama.replace("_", " "),
                    sebab=f"Dua kolom bertajuk sama ({nama.replace('_', ' ')}); tulis I, II, III, IV pada triwulannya.")
    if b.juta is not None:
        catatan.add("SKALA_MENCURIGAKAN", lembar.nama, lembar.alamat(b.baris_satuan, b.juta), "tajuk", "tajuk tabel",
                    sebab="Tajuk menyatakan jutaan rupiah; tulis nilai penuh dalam rupiah atau ribuan.")
    ribuan = [g.satuan["rp"] for g in b.kelompok if g.ribuan]
    if ribuan:
        catatan.add("EVALUASI_RIBUAN", lembar.nama, lembar.alamat(b.baris_satuan, min(ribuan)), "tajuk", f.lembar,
                    label_text(b.indeks.at(b.baris_satuan, min(ribuan))) or None,
                    sebab=f"Berlaku untuk {len(ribuan)} kolom Rp; teks aslinya tetap disimpan.")


def _check_identity(catatan: Catatan, formulir: list[_Formulir], nama_berkas: str) -> bool:
    """Findings about office, year and triwulan; False when the file must be rejected for them."""
    ref = catatan.ref

    def show(kode: list[str]) -> str:
        return ", ".join(ref.kecamatan[k]["kecamatan"] for k in kode)

    awal, jumlah = formulir[0], len(catatan.temuan)
    tahun = sorted({f.tahun for f in formulir if f.tahun})
    if len(tahun) != 1:
        kode = "IDENTITAS_BERTENTANGAN" if tahun else "IDENTITAS_TIDAK_ADA"
        sebab = (f"Judul formulir menyebut tahun {' dan '.join(map(str, tahun))}." if tahun else
                 "Tahun tidak tertulis di atas tabel Evaluasi Renja.")  # fmt: skip
        catatan.add(kode, awal.lembar, kolom="tahun", objek="tahun", sebab=sebab)
    for f in formulir:
        dua, nama = list(f.kecamatan.items()), set(kecamatan_in_name(f.lembar, catatan))
        if len(dua) > 1:
            catatan.add("IDENTITAS_BERTENTANGAN", f.lembar, dua[1][1][1], "kecamatan", dua[1][1][0], show([dua[1][0]]),
                        show([dua[0][0]]), sebab=f"Satu formulir menyebut {show([dua[0][0]])} dan {show([dua[1][0]])}.")
        elif dua and nama and dua[0][0] not in nama:
            catatan.add("IDENTITAS_BERTENTANGAN", f.lembar, dua[0][1][1], "kecamatan", f.lembar, show([dua[0][0]]),
                        show(sorted(nama)),
                        sebab=f"Nama lembar menyebut {show(sorted(nama))}, isinya milik {show([dua[0][0]])}.")
    ada = sorted({f.kode for f in formulir if f.kode})
    if not ada and len(catatan.temuan) == jumlah:
        catatan.add("KECAMATAN_TIDAK_DIKENAL", awal.lembar, kolom="kecamatan", objek=awal.judul or None,
                    mentah=awal.judul or None,
                    sebab="Tidak ada kecamatan kabupaten ini yang tertulis pada judul formulirnya.")
    kata = words_of_name(nama_berkas)
    disebut = set(kecamatan_in_name(kata, catatan))
    if ada and disebut and not disebut <= set(ada):
        isi = show(ada) if len(ada) < 4 else f"{len(ada)} kecamatan lain"
        letak = next(f.kecamatan[f.kode][1] for f in formulir if f.kode)
        catatan.add("IDENTITAS_BERTENTANGAN", awal.lembar, letak or None, "kecamatan", nama_berkas[:200], isi,
                    show(sorted(disebut)),
                    sebab=f"Nama berkas menyebut {show(sorted(disebut))}, isi berkas milik {isi}.")
    for nama, tertulis, dalam_nama in (
        ("tahun", set(tahun), {int(t) for t in re.findall(r"(?<!\d)20\d\d(?!\d)", kata)}),
        ("triwulan", {f.triwulan for f in formulir if f.triwulan}, set(find_triwulan(kata))),
    ):
        if tertulis and dalam_nama and not dalam_nama & tertulis:
            kiri, kanan = (", ".join(ROMAWI[n] if nama == "triwulan" else str(n) for n in sorted(s))
                           for s in (dalam_nama, tertulis))  # fmt: skip
            catatan.add("IDENTITAS_BERTENTANGAN", awal.lembar, None, nama, nama_berkas[:200], kanan, kiri,
                        sebab=f"Nama berkas menyebut {nama} {kiri}, isi berkas menyebut {kanan}.")
    return len(catatan.temuan) == jumlah


def _without_copies(catatan: Catatan, formulir: list[_Formulir]) -> list[_Formulir]:
    """Of several sheets with the same rows of one kecamatan, the one that goes furthest into the year."""
    hasil: list[_Formulir] = []
    for f in formulir:
        sama = next((g for g in hasil if g.kode == f.kode and _same_rows(g, f)), None)
        if sama is None:
            hasil.append(f)
            continue
        lebih = _last_filled(f) >= _last_filled(sama)
        buang = sama if lebih else f
        if lebih:
            hasil[hasil.index(sama)] = f
        catatan.add("EVALUASI_GANDA", buang.lembar, buang.bentuk[0].sel, objek=buang.lembar,
                    sebab=f"Yang dipakai lembar {(f if lebih else sama).lembar}.")
    return hasil


def _same_rows(a: _Formulir, b: _Formulir) -> bool:
    kiri, kanan = ({r["kode"] or kunci_nama(r["uraian"] or r["indikator"]) for r in f.hasil.baris} for f in (a, b))
    return 2 * len(kiri & kanan) > min(len(kiri), len(kanan))


def _last_filled(f: _Formulir) -> int:
    """The last triwulan with a realisation other than zero; 0 for none."""
    return max((n["triwulan"] for n in f.hasil.nilai if n["kolom"] == "triwulan"
                and any(str(n.get(s) or "0").strip("0.") for s in ("k", "rp"))), default=0)  # fmt: skip


def _triwulan(formulir: list[_Formulir], nama_berkas: str) -> int | None:
    """How far into the year the forms go: as written, else by the file's name, else by what is filled in."""
    tertulis = [f.triwulan for f in formulir if f.triwulan]
    dalam_nama = find_triwulan(words_of_name(nama_berkas))
    return max(tertulis or dalam_nama or [_last_filled(f) for f in formulir], default=0) or None
