"""The rows of an Evaluasi Renja / Formulir E.81: what each is about, and its values with raw text and address.

A row is a program, kegiatan or sub kegiatan (by its code, which may be split over columns, else by its name), an
indicator of its own (`indikator`: a further one of the code above; `sasaran`), or a total. Pure: no file is opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from transforms.values.codes import kode_tingkat, parse_kode, split_kode
from transforms.values.digits import ALASAN_RUMUS, STRIP, Angka, refuse_text, to_decimal
from transforms.values.names import match_indikator
from transforms.values.numbers import parse_persen, parse_rupiah
from transforms.workbook.budget_names import find_kode
from transforms.workbook.cell_values import Catatan, decimal_text, has_letters, label_text, raw_text
from transforms.workbook.e81_headers import Bentuk, Kelompok
from transforms.workbook.grid import Sel
from transforms.workbook.header_shape import is_numbering

DIPERIKSA = ("target", "target_triwulan", "triwulan")
"""Columns that offices fill in themselves and that are compared: what cannot be read there is a finding."""
SATU_SEN, EMPAT_DESIMAL = Decimal("0.01"), Decimal("0.0001")

_SELESAI = re.compile(
    r"rata\s*-?\s*rata capaian|predikat kinerja|faktor (?:pendorong|penghambat)|tindak lanjut yang|^\W*keterangan\b"
    r"|^\W*(?:disusun|disetujui|mengetahui)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\W*(?:jumlah|total)\b", re.IGNORECASE)
_AWALAN = re.compile(r"\W*(sub\s*kegiatan|kegiatan|program|unsur|urusan|bidang urusan)\b", re.IGNORECASE)
_UKURAN = re.compile(r"\s*(-?[0-9][0-9.,]*)\s*([^\W\d_][\w /.²]{0,30})\s*", re.ASCII)
_POTONG = re.compile(r"[0-9.]{1,24}|X\.?XX", re.ASCII)
_ALASAN_RIBU = "Jumlah dalam ribuan dengan dua macam pemisah: desimal atau ribuan?"


@dataclass(slots=True)
class Hasil:
    """Rows of both tables, and what the page breaks of one form share: the codes above."""

    baris: list[dict] = field(default_factory=list)
    nilai: list[dict] = field(default_factory=list)
    program: str | None = None
    kegiatan: str | None = None
    kode: str | None = None
    bernama: bool = False
    """a program, kegiatan or sub kegiatan stands above"""
    potongan: dict[int, str] = field(default_factory=dict)


def read_rows(catatan: Catatan, b: Bentuk, hasil: Hasil) -> int:
    """Adds the rows below a header to `hasil`; returns the first of them (0 when there is none)."""
    pertama = 0
    tajuk = {k: label_text(b.indeks.at(b.baris_judul, k)) for k in (*b.uraian, b.indikator) if k}
    for baris in b.indeks.nomor_baris:
        if not b.baris_satuan < baris <= b.baris_akhir:
            continue
        sel = b.indeks.baris[baris]
        if is_numbering(b.indeks, baris, min(sel), max(sel)) or any(
            t and label_text(sel.get(k)) == t for k, t in tajuk.items()
        ):
            continue
        # closing parts are written over the whole width, from the first columns on
        if any(_SELESAI.search(label_text(sel[k])) for k in list(sel)[:2]):
            break
        if _read_row(catatan, b, baris, sel, hasil):
            pertama = pertama or baris
    return pertama


def _read_row(catatan: Catatan, b: Bentuk, baris: int, sel: dict[int, Sel], hasil: Hasil) -> bool:
    """Adds one row; False for what is none: blank, or words without a value and without a name of a row."""
    lembar = b.indeks.lembar
    kolom_uraian, uraian, tingkat_kolom = _name(b, sel)
    kode_kolom, mentah = _written_code(b, sel, hasil)
    if not mentah and uraian:
        mentah, uraian = split_kode(uraian)
        kode_kolom = kolom_uraian if mentah else None
    indikator = label_text(sel.get(b.indikator))
    indikator = indikator if has_letters(indikator) else ""
    berisi = any(_is_value(sel.get(k)) for g in b.kelompok for k in g.satuan.values())
    if not (uraian or indikator or mentah) and not berisi:
        return False
    sasaran = label_text(sel.get(b.sasaran))
    if not (uraian or indikator or mentah) and any(s.nilai.__class__ is str and has_letters(s.nilai)
                                                   for s in sel.values()):
        return False  # a signature, or the name of the office
    tingkat, kode, asal = _level(catatan, uraian, mentah, tingkat_kolom, hasil)
    if tingkat == "indikator" and not indikator:
        tingkat = "total"  # amounts under the table, without a word
    id_ = None
    if indikator and tingkat not in ("kegiatan", "sub_kegiatan"):
        cocok = match_indikator(indikator, catatan.ref)
        id_ = cocok.id
        if cocok.cara == "mirip":
            catatan.add("NAMA_MIRIP", lembar.nama, lembar.alamat(baris, b.indikator), "indikator", indikator, indikator,
                        catatan.ref.indikator[id_]["indikator"])
    if tingkat == "indikator":
        milik = catatan.ref.indikator[id_]["tingkat"] if id_ else None
        tingkat = "sasaran" if milik == "sasaran" or (milik is None and not hasil.bernama) else "indikator"
        kode = hasil.kode if tingkat == "indikator" else None
    elif tingkat != "total":
        hasil.kode, hasil.bernama = kode, hasil.bernama or tingkat != "urusan"
    if kode and tingkat != "indikator":
        hasil.program = ".".join(kode.split(".")[:3])
        hasil.kegiatan = ".".join(kode.split(".")[:5]) if kode.count(".") > 3 else None
    urutan = len(hasil.baris) + 1
    hasil.baris.append({
        "urutan": urutan, "lembar": lembar.nama, "baris": baris, "tingkat": tingkat, "kode": kode,
        "kode_mentah": mentah or None, "kode_sel": lembar.alamat(baris, kode_kolom) if kode_kolom else None,
        "kode_asal": asal, "uraian": uraian or None,
        "uraian_sel": lembar.alamat(baris, kolom_uraian) if uraian and kolom_uraian else None,
        "sasaran": sasaran if has_letters(sasaran) else None, "indikator_id": id_, "indikator": indikator or None,
        "indikator_sel": lembar.alamat(baris, b.indikator) if indikator else None,
        "satuan": label_text(sel.get(b.satuan)) or None if b.satuan else None,
    })  # fmt: skip
    for g in b.kelompok if berisi else ():
        _add_value(catatan, b, g, baris, urutan, " ".join(filter(None, (kode, uraian or indikator))), hasil)
    return True


def _name(b: Bentuk, sel: dict[int, Sel]) -> tuple[int | None, str, str | None]:
    """(column, text, level by the column's title) of the row's name: the last of its columns that has letters."""
    for kolom in reversed(b.uraian):
        teks = label_text(sel.get(kolom))
        if has_letters(teks):
            return kolom, teks, b.uraian[kolom]
    return None, "", None


def _written_code(b: Bentuk, sel: dict[int, Sel], hasil: Hasil) -> tuple[int | None, str]:
    """(last column, text) of the code: one cell, or its parts over several, left-out ones taken from the rows above."""
    kolom = [*b.kode, *(k for k in b.uraian if not has_letters(label_text(sel.get(k))))]
    isi = {k: teks for k in kolom if _POTONG.fullmatch(teks := "".join(label_text(sel.get(k)).split()))}
    if not isi:
        return None, ""
    akhir = max(isi)
    if len(kolom) == 1 or parse_kode(isi[akhir]).tingkat in ("program", "kegiatan", "sub_kegiatan"):
        return akhir, isi[akhir]
    awal = min(isi)
    hasil.potongan = {k: t for k, t in hasil.potongan.items() if k < awal} | isi
    return akhir, _join([t for _, t in sorted(hasil.potongan.items())])


def _join(potong: list[str]) -> str:
    """Parts of a code as one text; numbers that lost their zero get it back, the 2 before a kegiatan stays."""
    satu = [p for teks in potong for p in teks.strip(".").split(".") if p]
    return ".".join(p if i == 0 or (i == 3 and p == "2") else p.zfill(2) for i, p in enumerate(satu))


def _level(catatan: Catatan, uraian: str, mentah: str, tingkat_kolom: str | None,
           hasil: Hasil) -> tuple[str, str | None, str | None]:
    """(tingkat, canonical code, where the code is from) of a row."""
    if not uraian and not mentah:
        return "indikator", None, None
    if uraian and not mentah and _TOTAL.match(uraian):
        return "total", None, None
    kode = parse_kode(mentah).kode if mentah else None
    if kode and kode.count(".") > 1:
        return kode_tingkat(kode), kode, "tertulis"
    if kode:
        return "urusan", None, None
    dari_nama = find_kode(uraian, catatan.ref, hasil.program, hasil.kegiatan) if uraian else None
    if dari_nama and dari_nama.count(".") > 1:
        return kode_tingkat(dari_nama), dari_nama, "dari_nama"
    m = _AWALAN.match(uraian)
    kata = "".join(m[1].split()).casefold() if m else ""
    tulisan = {"subkegiatan": "sub_kegiatan", "kegiatan": "kegiatan", "program": "program"}.get(kata)
    if tulisan or tingkat_kolom:
        return tulisan or tingkat_kolom or "lain", None, None
    return ("urusan" if kata or dari_nama else "lain"), None, None


def _is_value(sel: Sel | None) -> bool:
    return sel is not None and (sel.jenis == "angka" or any(c.isdigit() for c in str(sel.nilai or "")[:40]))


def _add_value(catatan: Catatan, b: Bentuk, g: Kelompok, baris: int, urutan: int, objek: str, hasil: Hasil) -> None:
    """Adds the values of one group of columns on a row; where nothing stands only those that are compared, blank."""
    lembar, isi = b.indeks.lembar, {}
    for satuan, kolom in g.satuan.items():
        sel = b.indeks.at(baris, kolom)
        angka, unit = (_amount(sel, g.ribuan), None) if satuan == "rp" else _measure(sel)
        nilai = angka.nilai
        if nilai is not None:
            nilai = nilai.quantize(SATU_SEN if satuan == "rp" else EMPAT_DESIMAL, ROUND_HALF_UP)
        tanda = [t for t in angka.tanda if t != "EMPTY"]
        alamat, mentah = lembar.alamat(baris, kolom), raw_text(sel)
        if g.kolom in DIPERIKSA and angka.tolak:
            catatan.add(angka.tolak, lembar.nama, alamat, _column_name(g, satuan), objek, mentah, sebab=angka.alasan)
        elif g.kolom in DIPERIKSA and nilai is not None and nilai < 0:
            catatan.add("NILAI_NEGATIF", lembar.nama, alamat, _column_name(g, satuan), objek, mentah)
        isi |= {
            satuan: decimal_text(nilai), f"{satuan}_mentah": mentah, f"{satuan}_sel": alamat,
            f"{satuan}_tanda": ";".join(tanda) or None,
        }  # fmt: skip
        if satuan == "k":
            isi["k_satuan"] = unit
    if g.kolom in DIPERIKSA or any(isi[f"{s}_mentah"] for s in g.satuan):
        hasil.nilai.append({
            "urutan": len(hasil.nilai) + 1, "urutan_baris": urutan, "lembar": lembar.nama, "baris": baris,
            "kolom": g.kolom, "triwulan": g.triwulan, **isi,
        })  # fmt: skip


def _column_name(g: Kelompok, satuan: str) -> str:
    nama = g.kolom.replace("_", " ") + (f" {g.triwulan}" if g.triwulan else "")
    return f"{nama} ({dict(k='K', persen='%', rp='Rp')[satuan]})"


def _dash(sel: Sel | None) -> bool:
    """A lone dash says that nothing is known, here as in the forms that we write."""
    return sel is not None and sel.nilai.__class__ is str and not sel.nilai.translate(STRIP).strip(" -.")


def _amount(sel: Sel | None, ribuan: bool) -> Angka:
    """One amount in rupiah; under a title in thousands the cell's number times a thousand, flag RIBUAN."""
    if _dash(sel):
        return Angka(None, ("DASH_EMPTY",))
    if not ribuan or sel is None:
        return parse_rupiah(sel)
    if sel.jenis == "angka":
        nilai = to_decimal(sel.nilai)
        biasa = parse_rupiah(sel)
        return biasa if nilai is None or biasa.tolak else Angka(nilai * 1000, ("RIBUAN",))
    angka = parse_rupiah(sel)
    if angka.nilai is None:
        return angka
    if {"MIXED_SEPARATORS", "EN_SEPARATORS"} & set(angka.tanda):
        return refuse_text("AMBIGUOUS", _ALASAN_RIBU)
    return angka._replace(nilai=angka.nilai * 1000, tanda=(*angka.tanda, "RIBUAN"))


def _measure(sel: Sel | None) -> tuple[Angka, str | None]:
    """One performance figure in whatever unit it has, and the unit written with it.

    Marks ('BB', 'WTP') are no numbers: they stay raw text, with the flag TEKS.
    """
    if _dash(sel):
        return Angka(None, ("DASH_EMPTY",)), None
    if sel is not None and sel.jenis == "rumus_kosong":
        return Angka(None, ("FORMULA_NO_CACHE",), "FORMULA_BELUM_DIHITUNG", (), ALASAN_RUMUS), None
    if sel is None or sel.nilai.__class__ is not str or sel.jenis != "teks":
        return parse_persen(sel), "%" if sel is not None and sel.persen else None
    teks = " ".join(sel.nilai.split())
    if not any(c.isdigit() for c in teks):
        return Angka(None, ("TEKS",)), None
    angka = parse_persen(teks)
    if angka.tolak and (m := _UKURAN.fullmatch(teks)):
        angka = parse_persen(m[1])
        return angka, m[2].strip()
    return angka, "%" if "PERCENT" in angka.tanda else None


def infer_levels(hasil: Hasil) -> None:
    """Levels of rows whose names no nomenclature knows, where their targets add up: a kegiatan and its sub kegiatan.

    A row that equals the rows below it to the rupiah is their kegiatan; rows that fill up a known kegiatan are its
    sub kegiatan. Anything else stays `lain`.
    """
    target = {n["urutan_baris"]: Decimal(n["rp"]) for n in hasil.nilai if n["kolom"] == "target" and n.get("rp")}
    urut = [r for r in hasil.baris if r["tingkat"] not in ("indikator", "sasaran", "total")]
    sisa = Decimal(0)  # what the sub kegiatan below must still fill up of the kegiatan above
    dalam = False
    for i, r in enumerate(urut):
        nilai = target.get(r["urutan"], Decimal(0))
        if r["tingkat"] in ("program", "urusan"):
            sisa, dalam = Decimal(0), r["tingkat"] == "program"
        elif r["tingkat"] == "kegiatan":
            sisa = nilai
        elif r["tingkat"] == "sub_kegiatan":
            sisa -= nilai
        elif dalam and sisa > 0 and nilai <= sisa:
            r["tingkat"] = "sub_kegiatan"
            sisa -= nilai
        elif dalam and sisa == 0 and nilai > 0 and _adds_up(urut[i + 1 :], target, nilai):
            r["tingkat"] = "kegiatan"
            sisa = nilai


def _adds_up(bawah: list[dict], target: dict[int, Decimal], nilai: Decimal) -> bool:
    """Whether the first of the rows below make up an amount exactly."""
    for r in bawah:
        if r["tingkat"] not in ("lain", "sub_kegiatan"):
            return False
        nilai -= target.get(r["urutan"], Decimal(0))
        if nilai <= 0:
            return nilai == 0
    return False
