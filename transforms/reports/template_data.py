"""What a template is filled with: lines and indicators of the last report in force, else the nomenclature."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from transforms import database
from transforms.referensi import Referensi
from transforms.values.codes import kode_empat_digit, kode_tingkat

UANG = ("plafon", "realisasi")
EMPAT_DIGIT = 2024  # from this year on budgets carry the sub kegiatan code with four digits


@dataclass
class Anggaran:
    """One line of the budget table. Amounts in rupiah; `plafon` is filled in, `lalu_*` stand beside it."""

    kode: str
    tingkat: str
    uraian: str
    daun: bool
    """Typed by the office; every other line is the sum of the lines below it."""
    plafon: Decimal | None = None
    realisasi: Decimal | None = None
    lalu_plafon: Decimal | None = None
    lalu_realisasi: Decimal | None = None
    sumber_dana: str | None = None
    catatan: str | None = None


@dataclass
class Indikator:
    """One indicator, with the target of the year and the last report's cumulative value."""

    indikator_id: str
    indikator: str
    tingkat: str
    sasaran: str
    satuan: str
    arah: str
    sifat: str
    target: Decimal | None = None
    lalu: Decimal | None = None
    capaian: bool = False
    """Stands in the tables of chapter III, not only in the Perjanjian Kinerja."""
    tahunan: dict[int, Decimal] = field(default_factory=dict)


@dataclass
class Isian:
    """Everything one kecamatan's template shows."""

    kode_kecamatan: str
    kecamatan: str
    tahun: int
    triwulan: int
    anggaran: list[Anggaran]
    indikator: list[Indikator]
    pk: dict[str, tuple[Decimal | None, str | None]]
    """Program code → amount of the Perjanjian Kinerja and its source of funds."""
    pembanding: tuple[int, int] | None = None
    """Period of the figures shown beside."""
    sintetis: bool = False


def read_isian(con, ref: Referensi, kode_kecamatan: str, tahun: int, triwulan: int) -> Isian:
    """The contents of one template. `con`: the published database, None before the first publication.

    Amounts and targets are carried over within a year; a new year keeps the lines, with the figures beside.
    """
    lalu = _last_report(con, kode_kecamatan, tahun, triwulan) if con else None
    baris = (
        database.rows(con, "realisasi_anggaran", urut="urutan", kiriman_id=lalu["kiriman_id"]) if lalu else []
    )
    setahun = bool(lalu) and lalu["tahun"] == tahun
    daun = _last_leaves(baris, ref)
    kosong = None
    if not daun:
        daun = {k: {"uraian": None} for k in _usual_codes(con, ref, tahun)}
        kosong = Decimal(0)  # lines that the office does not have stay 0
    return Isian(
        kode_kecamatan,
        ref.kecamatan[kode_kecamatan]["kecamatan"],
        tahun,
        triwulan,
        _budget(daun, baris, ref, tahun, setahun, kosong),
        _indicators(con, ref, lalu, setahun),
        _agreement(con, lalu, setahun),
        (lalu["tahun"], lalu["triwulan"]) if lalu else None,
        bool(lalu and lalu["sintetis"]),
    )


def _last_report(con, kode_kecamatan: str, tahun: int, triwulan: int) -> dict | None:
    """The kiriman in force of the newest earlier triwulan."""
    berlaku = database.rows(con, "ringkasan_kecamatan", urut="tahun, triwulan", kode_kecamatan=kode_kecamatan)
    lama = [b for b in berlaku if (b["tahun"], b["triwulan"]) < (tahun, triwulan)]
    return lama[-1] if lama else None


def _last_leaves(baris: list[dict], ref: Referensi) -> dict[str, dict]:
    """Code → amounts of the lines without lines below them; a code that was written twice becomes one line.

    A line whose name belongs to another code takes that code, when no other line has it: the name is what
    people read. A line without any code cannot be placed and is left to the spare lines.
    """
    induk = {b["induk_urutan"] for b in baris}
    daun = [
        b for b in baris if b["tingkat"] not in ("total", "lain") and b["urutan"] not in induk and b["kode"]
    ]
    dipakai = Counter(b["kode"] for b in daun)
    hasil: dict[str, dict] = {}
    for b in daun:
        kode, catatan = b["kode"], None
        nama = b["kode_menurut_nama"]
        if nama and nama in ref.nomenklatur and not dipakai[nama]:
            kode, catatan = nama, f"Sebelumnya ditulis dengan kode {b['kode']}"
        if kode in hasil:
            for uang in UANG:
                isi = [v for v in (hasil[kode][uang], b[uang]) if v is not None]
                hasil[kode][uang] = sum(isi) if isi else None
            hasil[kode]["catatan"] = "Sebelumnya ditulis pada lebih dari satu baris"
        else:
            hasil[kode] = {**{k: b[k] for k in ("uraian", *UANG, "sumber_dana")}, "catatan": catatan}
    return hasil


def _usual_codes(con, ref: Referensi, tahun: int) -> list[str]:
    """Codes to offer without an earlier report: those of at least half of the other kecamatan, else all."""
    if con:
        pakai = Counter()
        berlaku = database.rows(con, "kiriman_berlaku", urut="tahun, triwulan")
        terakhir = [
            b
            for b in berlaku
            if (b["tahun"], b["triwulan"]) == (berlaku[-1]["tahun"], berlaku[-1]["triwulan"])
        ]
        for b in terakhir:
            baris = database.rows(con, "realisasi_anggaran", kiriman_id=b["kiriman_id"])
            pakai.update(set(_last_leaves(baris, ref)) & set(ref.nomenklatur))
        if biasa := [k for k, n in pakai.items() if 2 * n >= len(terakhir)]:
            return biasa
    berlaku = ("semua", "mulai 2024" if tahun >= EMPAT_DIGIT else "sampai 2023")
    return [
        k
        for k, n in ref.nomenklatur.items()
        if n["tingkat"] == "sub_kegiatan" and not n["wilayah"] and n["berlaku"] in berlaku
    ]


def _budget(
    daun: dict[str, dict],
    baris: list[dict],
    ref: Referensi,
    tahun: int,
    setahun: bool,
    kosong: Decimal | None,
) -> list[Anggaran]:
    """The lines in order of code: every leaf, with the program and kegiatan lines above it."""
    semua = set(daun)
    for kode in daun:
        bagian = kode.split(".")
        semua |= {".".join(bagian[:n]) for n in (3, 5) if n < len(bagian)}
    tertulis = {b["kode"]: b["uraian"] for b in reversed(baris) if b["kode"]}
    hasil = []
    for kode in sorted(semua):
        isi, baku = daun.get(kode), ref.nomenklatur.get(kode, {})
        cetak = kode_empat_digit(kode) if tahun >= EMPAT_DIGIT else kode
        nama = baku.get("nama") or (isi or {}).get("uraian") or tertulis.get(kode) or ""
        tingkat = kode_tingkat(kode)
        a = Anggaran(cetak, tingkat, nama, isi is not None and not _has_children(kode, semua))
        if isi:
            a.lalu_plafon, a.lalu_realisasi = isi.get("plafon"), isi.get("realisasi")
            a.plafon = isi.get("plafon") if setahun else kosong
            a.realisasi = kosong
            a.sumber_dana, a.catatan = isi.get("sumber_dana"), isi.get("catatan")
        hasil.append(a)
    return hasil


def _has_children(kode: str, semua: set[str]) -> bool:
    return any(k.startswith(f"{kode}.") for k in semua)


def _indicators(con, ref: Referensi, lalu: dict | None, setahun: bool) -> list[Indikator]:
    """The indicators of the last report that the reference knows; without one, all of the reference."""
    target, capaian, tahunan = {}, {}, {}
    if lalu:
        kunci = {"kiriman_id": lalu["kiriman_id"]}
        target = {b["indikator_id"]: b for b in database.rows(con, "perjanjian_kinerja", **kunci)}
        capaian = {b["indikator_id"]: b for b in database.rows(con, "capaian_indikator", **kunci)}
        selesai = lalu["tahun"] if lalu["triwulan"] == 4 else lalu["tahun"] - 1  # the last whole year
        for b in database.rows(con, "realisasi_tahunan", **kunci):
            if b["tahun_realisasi"] <= selesai:
                tahunan.setdefault(b["indikator_id"], {})[b["tahun_realisasi"]] = b["realisasi"]
    dikenal = (target.keys() | capaian.keys()) & ref.indikator.keys() or ref.indikator.keys()
    ada_capaian = capaian.keys() & ref.indikator.keys()
    hasil = []
    for id_, r in ref.indikator.items():
        if id_ not in dikenal:
            continue
        t, c = target.get(id_, {}), capaian.get(id_, {})
        lama = {thn: v for thn, v in tahunan.get(id_, {}).items() if v is not None}
        hasil.append(
            Indikator(
                id_,
                r["indikator"],
                r["tingkat"],
                r["sasaran"],
                r["satuan"],
                r["arah"],
                r["sifat"],
                (t.get("target") or c.get("target")) if setahun else None,
                c.get("realisasi_kumulatif") if setahun else None,
                id_ in ada_capaian if ada_capaian else r["tingkat"] == "sasaran",
                lama,
            )
        )
    return hasil


def _agreement(con, lalu: dict | None, setahun: bool) -> dict[str, tuple[Decimal | None, str | None]]:
    """Amounts of the Perjanjian Kinerja per program, as last reported this year."""
    if not (lalu and setahun):
        return {}
    hasil: dict[str, tuple[Decimal | None, str | None]] = {}
    for b in database.rows(con, "perjanjian_anggaran", urut="urutan", kiriman_id=lalu["kiriman_id"]):
        if b["tingkat"] == "program" and b["kode"] and b["kode"] not in hasil:
            hasil[b["kode"]] = (b["anggaran"], b["sumber_dana"])
    return hasil
