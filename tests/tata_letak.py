"""Reports in any layout, for round trips: a model of a report is written as a grid and must be read back alike.

The writer notes the address of every cell it writes, so that the expectation holds true addresses and not only
values. Models and layouts are drawn in `laporan_acak`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.referensi import load_referensi
from transforms.settings import REFERENSI
from transforms.values.codes import kode_empat_digit, parent_kode, parse_kode
from transforms.values.numbers import parse_rupiah
from transforms.workbook.grid import Buku, Lembar, Sel

REF = load_referensi(REFERENSI)
TAHUN, TRIWULAN = 2023, 2

TAJUK = {
    "nomor": ("No.", "No", "NO", "Nomor", "No. Urut"),
    "kode": ("Kode", "KODE", "Kode Rekening", "Kode\nRekening", "Kode Program/Kegiatan"),
    "uraian": ("Program/Kegiatan/Sub Kegiatan", "PROGRAM/KEGIATAN/ SUB KEGIATAN", "Uraian",
               "Program, Kegiatan dan Sub Kegiatan"),
    "plafon": ("Plafon Anggaran", "Pagu", "PAGU ANGGARAN", "Anggaran", "DPA", "Plafon (Pagu) Anggaran",
               "Anggaran Tahun 2023"),
    "realisasi": ("Realisasi", "REALISASI ANGGARAN", "Realisasi Keuangan", "Realisasi s.d. Triwulan II",
                  "Realisasi TW II 2023"),
    "sisa": ("Sisa Anggaran", "Sisa", "SISA PAGU", "Saldo"),
    "sumber_dana": ("Ket.", "Keterangan", "Sumber Dana", "KET"),
    "program": ("PROGRAM", "Program", "Nama Program", "Uraian"),
    "anggaran": ("ANGGARAN", "Anggaran", "Pagu", "Pagu Anggaran", "Plafon Anggaran"),
    "sasaran": ("Sasaran Strategis", "SASARAN", "Sasaran\nStrategis"),
    "sasaran_program": ("Sasaran Program", "SASARAN PROGRAM", "Program"),
    "indikator": ("Indikator Kinerja", "INDIKATOR", "Indikator\nKinerja", "Indikator Kinerja Utama"),
    "target": ("Target", "TARGET", "Target 2023", "Target Kinerja", "Target (%)", "Target Tahunan"),
    "realisasi_triwulan": ("Realisasi", "REALISASI", "Realisasi Triwulan II", "Realisasi (%)", "Realisasi Kinerja"),
    "capaian": ("Capaian (%)", "% Capaian", "Tingkat Capaian", "CAPAIAN", "Persentase Capaian"),
}  # fmt: skip
TAMBAHAN = ("Lokasi", "PPTK", "Bobot (%)", "% Realisasi", "Rekanan")
UANG = ("plafon", "realisasi", "sisa")
ID = "{:,}"


@dataclass
class Letak:
    """How one table is laid out."""

    geser: tuple[int, int] = (0, 0)
    judul: int = 1  # title lines above
    tajuk: dict[str, str] = field(default_factory=dict)
    urutan: tuple[str, ...] = ()
    kepala: str = "satu"  # satu, satuan (unit row), gabung (merged two rows), gabung3 (with units), tanpa_gabung
    nomor_kolom: str = ""  # '', '1', '(1)'
    ulang: int = 0  # header again after so many rows
    kosong: int = 0  # a blank row after so many rows
    uang: int = 0
    kode: int = 0
    persen: int = 0
    gabung_label: bool = False
    jenjang: bool = False
    tambahan: tuple[str, ...] = ()
    lanjut: int = 0  # rows before the table goes on on another sheet, 0: never
    lanjut_tajuk: bool = True
    tanda_tangan: bool = False


def amount_cell(nilai: int, gaya: int) -> Sel:
    """A rupiah amount in one of the styles of the field."""
    koma = ID.format(nilai)
    titik = koma.replace(",", ".")
    if gaya == 0:
        return Sel(nilai, "angka")
    if gaya == 1:
        return Sel(float(nilai), "angka")
    teks = {
        2: titik, 3: titik + ",00", 4: koma, 5: "Rp. " + titik, 6: f"Rp {titik},-", 7: f" {titik} ",
        8: titik if nilai else "-", 9: titik.replace(".", ",", 1) if titik.count(".") > 1 else titik,
        10: titik.replace(".", "\u00a0"), 11: titik + "-" if nilai else "0",
    }[gaya]  # fmt: skip
    return Sel(teks)


def percent_cell(nilai: Decimal, gaya: int) -> Sel:
    """A percentage in one of the styles of the field."""
    titik = format(nilai, "f")
    koma = titik.replace(".", ",")
    if gaya == 0:
        return Sel(float(nilai), "angka")
    if gaya == 1:
        return Sel(float(nilai / 100), "angka", persen=True)
    return Sel({2: f"{koma} %", 3: f"{titik}%", 4: titik, 5: koma, 6: f" {koma}% "}[gaya])


def code_text(kode: str, gaya: int) -> str:
    """A code in one of the styles of the field."""
    bagian = kode.split(".")
    if gaya == 1 and len(bagian) > 4:  # 7.01.01.201.01.
        bagian[3:5] = [bagian[3] + bagian[4]]
        return ".".join(bagian) + "."
    if gaya == 2:
        return ".".join(bagian[:3]) + ". " + ".".join(bagian[3:])
    if gaya == 3:
        return kode_empat_digit(kode)
    if gaya == 4:
        return kode + "."
    if gaya == 5:  # unit code inserted, account appended
        return ".".join(["7.01.7.01.00", *bagian[2:], "5.1"])
    return kode


class Laporan:
    """A report as a grid, and the read result it must give. Shown as its cells when a test fails."""

    def __init__(self, buku: Buku, hasil: dict) -> None:
        self.buku, self.hasil = buku, hasil

    def __repr__(self) -> str:
        baris = []
        for lembar in self.buku.lembar:
            baris.append(f"== {lembar.nama} {lembar.gabungan}")
            baris += [f"{lembar.alamat(b, k)} {s.nilai!r}" for (b, k), s in sorted(lembar.sel.items())]
        return "\n".join(baris)


class Pena:
    """Writes cells onto sheets."""

    def __init__(self, buku: Buku, nama: str) -> None:
        self.buku = buku
        self.mulai(nama)

    def mulai(self, nama: str) -> None:
        """A new sheet."""
        self.lembar = Lembar(nama)
        self.buku.lembar.append(self.lembar)
        self.baris = 1
        self.dasar = 0  # columns to the left that belong to a table beside
        self.jauh = 0  # furthest column and row written
        self.bawah = 0

    def tulis(self, kolom: int, sel: Sel | str | None) -> str:
        """One cell on the current row; its address."""
        if sel is not None:
            self.jauh, self.bawah = max(self.jauh, kolom), max(self.bawah, self.baris)
            self.lembar.sel[(self.baris, kolom)] = Sel(sel) if isinstance(sel, str) else sel
        return self.lembar.alamat(self.baris, kolom)

    def gabung(self, b1: int, k1: int, b2: int, k2: int) -> None:
        """Merge a range."""
        if (b1, k1) != (b2, k2):
            self.lembar.gabungan.append((b1, k1, b2, k2))


JENJANG = 3  # columns under one name header where programs, kegiatan and sub kegiatan are indented
SATUAN = frozenset(["plafon", "realisasi", "sisa", "anggaran"])


def write_header(pena: Pena, letak: Letak, kolom: dict[str, int], tahun: dict[int, int] | None = None) -> str:
    """The header block of a table; the address of its first cell. `tahun`: columns below one 'Realisasi'."""
    awal = pena.baris
    pertama = pena.lembar.alamat(awal, min([*kolom.values(), *(tahun or {}).values()]))
    tinggi = 1
    grup = letak.kepala in ("gabung", "gabung3") and not tahun
    uang = sorted(kolom[n] for n in kolom if n in UANG)
    berdekatan = len(uang) > 1 and uang[-1] - uang[0] == len(uang) - 1
    if tahun or (grup and berdekatan):
        tinggi = 2
    if letak.kepala in ("satuan", "gabung3") and any(n in SATUAN for n in kolom) and not tahun:
        tinggi += 1
    bawah = awal + tinggi - 1
    satuan = letak.kepala in ("satuan", "gabung3") and not tahun
    for nama, k in kolom.items():
        teks = letak.tajuk.get(nama, nama)
        if grup and berdekatan and nama in UANG:
            pena.baris = awal + 1
            pena.tulis(k, teks)
        else:
            pena.baris = awal
            pena.tulis(k, teks)
            if letak.jenjang and nama == "uraian":
                pena.gabung(awal, k, bawah, k + JENJANG - 1)
            elif grup:
                pena.gabung(awal, k, bawah - (1 if satuan and nama in SATUAN else 0), k)
            elif tahun and letak.kepala != "tanpa_gabung":
                pena.gabung(awal, k, bawah, k)
        if satuan and nama in SATUAN and tinggi > 1:
            pena.baris = bawah
            pena.tulis(k, "(Rp.)")
    if grup and berdekatan:
        pena.baris = awal
        pena.tulis(uang[0], "Anggaran dan Realisasi Tahun 2023")
        pena.gabung(awal, uang[0], awal, uang[-1])
    if tahun:
        ks = sorted(tahun.values())
        pena.baris = awal
        pena.tulis(ks[0], letak.tajuk.get("realisasi_tahunan", "Realisasi"))
        if letak.kepala != "tanpa_gabung":
            pena.gabung(awal, ks[0], awal, ks[-1])
        pena.baris = awal + 1
        for t, k in tahun.items():
            pena.tulis(k, Sel(t, "angka") if letak.kepala == "satu" else str(t))
    pena.baris = bawah + 1
    if letak.nomor_kolom:
        for i, k in enumerate(sorted([*kolom.values(), *(tahun or {}).values()]), 1):
            pena.tulis(k, letak.nomor_kolom.replace("1", str(i)))
        pena.baris += 1
    return pertama


def columns_of(pena: Pena, letak: Letak) -> dict[str, int]:
    """column name → first sheet column, in the order of the layout, extra columns included."""
    kolom, berikut = {}, pena.dasar + letak.geser[1] + 1
    for n in letak.urutan:
        kolom[n] = berikut
        berikut += JENJANG if n == "uraian" and letak.jenjang else 1
    return kolom


def start_table(pena: Pena, letak: Letak, judul: list[str]) -> None:
    """Title lines and the offset of a table."""
    pena.baris += letak.geser[0]
    for teks in judul[: letak.judul]:
        pena.tulis(1 + pena.dasar + letak.geser[1], teks)
        pena.baris += 1
    if letak.judul:
        pena.baris += 1


def write_rows(pena: Pena, letak: Letak, kolom: dict[str, int], rows: list, write, tahun=None, tabel="") -> list[dict]:
    """The rows of a table with page breaks, blank rows and continuations; the `letak` entries it must give."""
    entri: list[dict] = []

    def note(sel: str) -> None:
        if entri and entri[-1]["lembar"] == pena.lembar.nama:
            return
        entri.append({"tabel": tabel, "lembar": pena.lembar.nama, "sel": sel, "jumlah_baris": 0})

    note(write_header(pena, letak, kolom, tahun))
    for i, row in enumerate(rows):
        if i and letak.lanjut and i == letak.lanjut:
            pena.mulai(f"Lanjutan {len(pena.buku.lembar)}")
            if letak.lanjut_tajuk:
                note(write_header(pena, letak, kolom, tahun))
            else:
                note(pena.lembar.alamat(pena.baris, min([*kolom.values(), *(tahun or {}).values()])))
        elif i and letak.ulang and i % letak.ulang == 0:
            write_header(pena, letak, kolom, tahun)
        elif i and letak.kosong and i % letak.kosong == 0:
            pena.baris += 1
        write(row)
        entri[-1]["jumlah_baris"] += 1
        pena.baris += 1
    if letak.tanda_tangan:
        pena.baris += 1
        kanan = max(kolom.values())
        for kiri, teks in (
            ("Mengetahui,", "Lumajang, 10 Juli 2023"), ("Camat Rowokangkung", "Bendahara"), ("", ""),
            ("BUDI SANTOSO, S.Sos", "SITI AMINAH"), ("NIP. 19700101 199003 1 001", "NIP. 198001012005012003"),
        ):  # fmt: skip
            pena.tulis(min(kolom.values()), kiri or None)
            pena.tulis(kanan, teks or None)
            pena.baris += 1
    pena.baris += 2
    return entri


def budget(pena: Pena, letak: Letak, lines: list[dict], hasil: dict) -> None:
    """Realisasi Anggaran. `lines`: kode (None: total), uraian, plafon, realisasi, sisa, sumber_dana, tambahan."""
    start_table(pena, letak, ["REALISASI ANGGARAN TRIWULAN II TAHUN 2023", "Kecamatan Rowokangkung"])
    kolom = columns_of(pena, letak)
    rows = hasil["tabel"]["realisasi_anggaran"]

    def write(line: dict) -> None:
        urutan = len(rows) + 1
        kode = line["kode"]
        mentah = code_text(kode, letak.kode) if kode else None
        row = {
            "urutan": urutan, "lembar": pena.lembar.nama, "baris": pena.baris, "induk_urutan": None,
            "kode": kode, "kode_mentah": mentah, "kode_sel": pena.tulis(kolom["kode"], mentah),
            "kode_gaya": parse_kode(mentah).gaya if kode else None, "kode_asal": "tertulis" if kode else None,
            "kode_menurut_nama": None, "tingkat": parse_kode(kode).tingkat if kode else "total",
            "uraian": line["uraian"],
        }  # fmt: skip
        tingkat = ("total", "program", "kegiatan", "sub_kegiatan").index(row["tingkat"])
        if letak.jenjang and kode:
            row["uraian_sel"] = pena.tulis(kolom["uraian"] + tingkat - 1, line["uraian"])
        elif not kode and letak.gabung_label and kolom["uraian"] == kolom["kode"] + 1:
            row["uraian_sel"] = pena.tulis(kolom["kode"], line["uraian"])
            pena.gabung(pena.baris, kolom["kode"], pena.baris, kolom["uraian"])
        else:
            row["uraian_sel"] = pena.tulis(kolom["uraian"], line["uraian"])
        for n in UANG:
            sel = amount_cell(line[n], letak.uang)
            row |= {
                n: str(line[n]), f"{n}_mentah": raw(sel), f"{n}_sel": pena.tulis(kolom[n], sel),
                f"{n}_tanda": ";".join(parse_rupiah(sel).tanda) or None,
            }  # fmt: skip
        row["sumber_dana"] = line["sumber_dana"] if "sumber_dana" in kolom else None
        if row["sumber_dana"]:
            pena.tulis(kolom["sumber_dana"], line["sumber_dana"])
        extra = {}
        for nama in sorted(letak.tambahan, key=kolom.get):
            extra[nama] = f"{nama} {urutan}" if "%" not in nama else str(urutan % 100)
            pena.tulis(kolom[nama], Sel(urutan % 100, "angka") if "%" in nama else extra[nama])
        row["tersembunyi"] = False
        row["tambahan"] = json.dumps(extra, ensure_ascii=False) if extra else None
        rows.append(row)

    hasil["letak"] += write_rows(pena, letak, kolom, lines, write, tabel="realisasi_anggaran")
    set_parents(rows)


def set_parents(rows: list[dict]) -> None:
    """induk_urutan as the tree of the model has it."""
    total = next((r["urutan"] for r in rows if r["tingkat"] == "total"), None)
    by_kode = {r["kode"]: r["urutan"] for r in rows if r["kode"]}
    for r in rows:
        r["induk_urutan"] = total if r["tingkat"] == "program" else by_kode.get(parent_kode(r["kode"] or "7"))


def raw(sel: Sel) -> str:
    """Raw text of a cell the writer made."""
    if isinstance(sel.nilai, str):
        return sel.nilai
    return str(int(sel.nilai)) if sel.nilai == int(sel.nilai) else format(sel.nilai, ".15g")


def plain(nilai: Decimal) -> str:
    """A percentage as the read result writes it: no trailing zeros."""
    return format(nilai.normalize(), "f") if nilai else "0"


def put(row: dict, nama: str, pena: Pena, kolom: int, nilai: Decimal | None, gaya: int) -> None:
    """A percentage into a cell and into the expected row."""
    sel = None if nilai is None else percent_cell(nilai, gaya)
    row |= {
        nama: None if nilai is None else plain(nilai), f"{nama}_mentah": raw(sel) if sel else None,
        f"{nama}_sel": pena.tulis(kolom, sel),
    }  # fmt: skip


def agreement(pena: Pena, letak: Letak, tingkat: str, items: list[dict], hasil: dict) -> None:
    """Perjanjian Kinerja of one level. `items`: indikator_id, target (or None); grouped by sasaran."""
    start_table(pena, letak, ["PERJANJIAN KINERJA TAHUN 2023", "KECAMATAN ROWOKANGKUNG"])
    kolom = columns_of(pena, letak)
    rows = hasil["tabel"]["perjanjian_kinerja"]
    state = {"sasaran": None, "sel": None, "baris": 0, "nomor": 0, "nomor_sel": None, "lembar": None}

    def write(item: dict) -> None:
        ref = REF.indikator[item["indikator_id"]]
        row = {
            "urutan": len(rows) + 1, "lembar": pena.lembar.nama, "baris": pena.baris, "tingkat": tingkat,
            "nomor_mentah": None, "nomor_sel": pena.lembar.alamat(pena.baris, kolom["nomor"]),
            "sasaran": ref["sasaran"],
        }  # fmt: skip
        same = state["sasaran"] == ref["sasaran"] and state["lembar"] is pena.lembar
        adjacent = same and state["baris"] == pena.baris - 1
        if same and (adjacent or not letak.gabung_label):
            if letak.gabung_label:
                extend_merge(pena, kolom["sasaran"])
                extend_merge(pena, kolom["nomor"])
                row["nomor_mentah"], row["nomor_sel"] = f"{state['nomor']}.", state["nomor_sel"]
        else:
            state["nomor"] += 1
            row["nomor_mentah"] = f"{state['nomor']}."
            state["nomor_sel"] = pena.tulis(kolom["nomor"], row["nomor_mentah"])
            state["sel"] = pena.tulis(kolom["sasaran"], ref["sasaran"])
        state.update(sasaran=ref["sasaran"], baris=pena.baris, lembar=pena.lembar)
        row["sasaran_sel"] = state["sel"]
        row |= {"indikator_id": item["indikator_id"], "indikator_mentah": ref["indikator"]}
        row["indikator_sel"] = pena.tulis(kolom["indikator"], ref["indikator"])
        put(row, "target", pena, kolom["target"], item["target"], letak.persen)
        with_sign = item["target"] is not None and letak.persen in (1, 2, 3, 6)
        row["satuan"] = "%" if with_sign else None
        row["sel_lain"] = None
        rows.append(row)

    hasil["letak"] += write_rows(pena, letak, kolom, items, write, tabel="perjanjian_kinerja")


def extend_merge(pena: Pena, kolom: int) -> None:
    """The merged cell that ends just above in this column grows by the current row."""
    for i, (b1, k1, b2, k2) in enumerate(pena.lembar.gabungan):
        if k1 == k2 == kolom and b2 == pena.baris - 1 and (b1, k1) in pena.lembar.sel:
            pena.lembar.gabungan[i] = (b1, k1, pena.baris, k2)
            return
    pena.gabung(pena.baris - 1, kolom, pena.baris, kolom)


def agreement_budget(pena: Pena, letak: Letak, items: list[dict], hasil: dict) -> None:
    """Perjanjian Kinerja: budget per program. `items`: kode (None: total), uraian, anggaran, sumber_dana."""
    start_table(pena, letak, ["PERJANJIAN KINERJA TAHUN 2023"])
    kolom = columns_of(pena, letak)
    rows = hasil["tabel"]["perjanjian_anggaran"]

    def write(item: dict) -> None:
        row = {
            "urutan": len(rows) + 1, "lembar": pena.lembar.nama, "baris": pena.baris, "nomor_mentah": None,
            "nomor_sel": pena.lembar.alamat(pena.baris, kolom["nomor"]),
            "tingkat": "program" if item["kode"] else "total", "kode": item["kode"], "uraian": item["uraian"],
        }  # fmt: skip
        if item["kode"]:
            row["nomor_mentah"] = f"{len(rows) + 1}."
            pena.tulis(kolom["nomor"], row["nomor_mentah"])
            row["uraian_sel"] = pena.tulis(kolom["program"], item["uraian"])
        else:
            row["uraian_sel"] = pena.tulis(kolom["nomor"], item["uraian"])
        sel = amount_cell(item["anggaran"], letak.uang)
        row |= {"anggaran": str(item["anggaran"]), "anggaran_mentah": raw(sel)}
        row["anggaran_sel"] = pena.tulis(kolom["anggaran"], sel)
        row["sumber_dana"] = item["sumber_dana"]
        pena.tulis(kolom["sumber_dana"], item["sumber_dana"])
        rows.append(row)

    hasil["letak"] += write_rows(pena, letak, kolom, items, write, tabel="perjanjian_anggaran")


def performance(pena: Pena, letak: Letak, items: list[dict], hasil: dict) -> None:
    """Tabel 3.1. `items`: indikator_id, target, realisasi, capaian."""
    start_table(pena, letak, ["Tabel 3.1.", "PERBANDINGAN TARGET DAN REALISASI TRIWULAN II TAHUN 2023"])
    kolom = columns_of(pena, letak)
    rows = hasil["tabel"]["capaian_indikator"]

    def write(item: dict) -> None:
        ref = REF.indikator[item["indikator_id"]]
        pena.tulis(kolom["sasaran"], ref["sasaran"])
        row = {
            "urutan": len(rows) + 1, "lembar": pena.lembar.nama, "baris": pena.baris,
            "indikator_id": item["indikator_id"], "indikator_mentah": ref["indikator"],
            "indikator_sel": pena.tulis(kolom["indikator"], ref["indikator"]), "sasaran": ref["sasaran"],
        }  # fmt: skip
        put(row, "target", pena, kolom["target"], item["target"], letak.persen)
        put(row, "realisasi_triwulan", pena, kolom["realisasi_triwulan"], item["realisasi"], letak.persen)
        row |= dict.fromkeys(("realisasi_kumulatif", "realisasi_kumulatif_mentah", "realisasi_kumulatif_sel"))
        row["kumulatif_lembar"] = None
        put(row, "capaian_dilaporkan", pena, kolom["capaian"], item["capaian"], letak.persen)
        rows.append(row)

    hasil["letak"] += write_rows(pena, letak, kolom, items, write, tabel="capaian_indikator")


def yearly(pena: Pena, letak: Letak, items: list[dict], hasil: dict) -> None:
    """Tabel 3.2. `items`: indikator_id, target, tahun {year: value}."""
    start_table(pena, letak, ["Tabel 3.2.", "PERBANDINGAN REALISASI KINERJA TAHUN SEBELUMNYA"])
    kolom = columns_of(pena, letak)
    tahun = {t: max(kolom.values()) + 1 + i for i, t in enumerate(sorted(items[0]["tahun"]))}
    rows = hasil["tabel"]["realisasi_tahunan"]

    def write(item: dict) -> None:
        ref = REF.indikator[item["indikator_id"]]
        pena.tulis(kolom["sasaran"], ref["sasaran"])
        dasar = {
            "lembar": pena.lembar.nama, "baris": pena.baris, "indikator_id": item["indikator_id"],
            "indikator_mentah": ref["indikator"], "indikator_sel": pena.tulis(kolom["indikator"], ref["indikator"]),
        }  # fmt: skip
        for t, k in tahun.items():
            row = {"urutan": len(rows) + 1, **dasar}
            put(row, "target", pena, kolom["target"], item["target"], letak.persen)
            row["tahun_realisasi"] = t
            put(row, "realisasi", pena, k, item["tahun"][t], letak.persen)
            rows.append(row)
            if t == TAHUN:
                for c in hasil["tabel"]["capaian_indikator"]:
                    if c["indikator_id"] == item["indikator_id"]:
                        c |= {f"realisasi_kumulatif{x}": row[f"realisasi{x}"] for x in ("", "_mentah", "_sel")}
                        c["kumulatif_lembar"] = row["lembar"]

    hasil["letak"] += write_rows(pena, letak, kolom, items, write, tahun, tabel="realisasi_tahunan")
