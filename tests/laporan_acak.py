"""Reports drawn at random for round trips: models (budget lines, indicators) and layouts, with noise between tables."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tests.tata_letak import (
    REF,
    TAHUN,
    TAJUK,
    TAMBAHAN,
    TRIWULAN,
    UANG,
    Laporan,
    Letak,
    Pena,
    agreement,
    agreement_budget,
    budget,
    performance,
    yearly,
)
from transforms.workbook.grid import Buku, Sel

PROGRAM = [k for k, b in REF.nomenklatur.items() if b["tingkat"] == "program" and not b["wilayah"]]
ANAK: dict[str, list[str]] = {}
for _kode, _baris in REF.nomenklatur.items():
    if not _baris["wilayah"]:
        ANAK.setdefault(_baris["induk"], []).append(_kode)


@st.composite
def budget_lines(draw, tambahan: tuple[str, ...] = ()) -> list[dict]:
    """A tree of budget lines with amounts, and a total above, below or nowhere."""

    def amounts(kode: str | None, uraian: str) -> dict:
        plafon = draw(st.sampled_from((10_000, 1_348_090_074, 54_714_606, 6_750_000)) | st.integers(20_000, 10**10))
        bagian = draw(st.sampled_from((0, plafon, plafon // 2)))
        realisasi = bagian if bagian in (0, plafon) or 10_000 <= bagian <= plafon - 10_000 else 0
        dana = draw(st.sampled_from((None, "DAU", "DBH CHT")))
        return {"kode": kode, "uraian": uraian, "plafon": plafon, "realisasi": realisasi,
                "sisa": plafon - realisasi, "sumber_dana": dana}  # fmt: skip

    lines = []
    for program in sorted(draw(st.lists(st.sampled_from(PROGRAM), min_size=1, max_size=3, unique=True))):
        lines.append(amounts(program, REF.nomenklatur[program]["nama"]))
        kegiatan = st.lists(st.sampled_from(ANAK[program]), min_size=1, max_size=2, unique=True)
        for k in sorted(draw(kegiatan)):
            lines.append(amounts(k, REF.nomenklatur[k]["nama"]))
            for s in sorted(draw(st.lists(st.sampled_from(ANAK.get(k, [k])), max_size=3, unique=True))):
                if s != k:
                    lines.append(amounts(s, REF.nomenklatur[s]["nama"]))
    letak_total = draw(st.sampled_from(("atas", "bawah", "tanpa")))
    if letak_total != "tanpa":
        total = amounts(None, draw(st.sampled_from(("TOTAL", "JUMLAH", "Jumlah Total"))))
        lines.insert(0 if letak_total == "atas" else len(lines), total)
    return lines


PERSEN = st.sampled_from([Decimal(x) for x in ("90", "100", "52.42", "15.76", "0", "1.5", "29.01", "104.3")])
INDIKATOR = list(REF.indikator)


@st.composite
def layouts(draw, kolom: tuple[str, ...], rows: int, tambahan: bool = False, total: bool = False) -> Letak:
    """A layout of a table with these columns (in any order) and so many rows."""
    extra = tuple(draw(st.lists(st.sampled_from(TAMBAHAN), max_size=2, unique=True))) if tambahan else ()
    urutan = draw(st.permutations(kolom + extra)) if draw(st.booleans()) else [*kolom, *extra]
    return Letak(
        geser=(draw(st.integers(0, 3)), draw(st.integers(0, 3))),
        judul=draw(st.integers(0, 2)),
        tajuk={n: draw(st.sampled_from(TAJUK[n])) for n in kolom},
        urutan=tuple(urutan),
        kepala=draw(st.sampled_from(("satu", "satuan", "gabung", "gabung3", "tanpa_gabung"))),
        nomor_kolom=draw(st.sampled_from(("", "1", "(1)"))),
        ulang=draw(st.sampled_from((0, 0, 3, 5))),
        kosong=draw(st.sampled_from((0, 0, 2, 4))),
        uang=draw(st.integers(0, 11)),
        kode=draw(st.integers(0, 5)),
        persen=draw(st.integers(0, 6)),
        gabung_label=draw(st.booleans()),
        jenjang="uraian" in kolom and draw(st.booleans()),
        tambahan=extra,
        lanjut=draw(st.sampled_from((0, 0, max(1, rows // 2)))),
        lanjut_tajuk=draw(st.booleans()),
        tanda_tangan=draw(st.booleans()),
    )


@st.composite
def indicator_items(draw, tingkat: str | None, isi) -> list[dict]:
    """Some indicators in printed order with drawn values."""
    semua = [i for i in INDIKATOR if tingkat in (None, REF.indikator[i]["tingkat"])]
    pilih = draw(st.lists(st.sampled_from(semua), min_size=1, max_size=5, unique=True))
    return [{"indikator_id": i} | draw(isi) for i in sorted(pilih, key=INDIKATOR.index)]


@st.composite
def laporan(draw) -> Laporan:
    """A report in any layout and what reading it must give."""
    buku = Buku("xlsx")
    hasil = {
        "status": "TERBACA", "jenis_berkas": "xlsx",
        "identitas": {"kode_kecamatan": "35.08.08", "kecamatan": "Rowokangkung", "tahun": TAHUN, "triwulan": TRIWULAN,
                      "tanggal_laporan": "2023-07-14", "sintetis": False},
        "tabel": {n: [] for n in ("realisasi_anggaran", "perjanjian_kinerja", "perjanjian_anggaran",
                                  "capaian_indikator",
                                  "realisasi_tahunan", "narasi", "ejaan")},
        "letak": [], "temuan": [],
    }  # fmt: skip
    pena = Pena(buku, "Sampul")
    for teks in ("LAPORAN KINERJA (LKj)", "TRIWULAN II", "KECAMATAN ROWOKANGKUNG", "TAHUN 2023"):
        pena.tulis(2, teks)
        pena.baris += 1
    pena.tulis(2, "Rowokangkung, 14 Juli 2023")
    lines = draw(budget_lines())
    satu = {"target": PERSEN | st.none()}
    blok = [("anggaran", lines)]
    if draw(st.booleans()):
        blok.append(("pk_sasaran", draw(indicator_items("sasaran", st.fixed_dictionaries(satu)))))
        blok.append(("pk_program", draw(indicator_items("program", st.fixed_dictionaries(satu)))))
    if draw(st.booleans()):
        program = [{"kode": k, "uraian": REF.nomenklatur[k]["nama"]} for k in PROGRAM[: draw(st.integers(1, 6))]]
        for p in [*program, {"kode": None, "uraian": "JUMLAH"}]:
            p |= {"anggaran": draw(st.integers(10_000, 10**10)), "sumber_dana": "DAU"}
        blok.append(
            ("pk_anggaran", [*program, {"kode": None, "uraian": "JUMLAH", "anggaran": 50_000, "sumber_dana": "DAU"}])
        )
    if draw(st.booleans()):
        isi = st.fixed_dictionaries({"target": PERSEN, "realisasi": PERSEN, "capaian": PERSEN})
        blok.append(("capaian", draw(indicator_items(None, isi))))
        tahun = {t: PERSEN for t in draw(st.sampled_from(((2022, 2023), (2021, 2022, 2023))))}
        isi = st.fixed_dictionaries({"target": PERSEN, "tahun": st.fixed_dictionaries(tahun)})
        tahunan = draw(indicator_items(None, isi))
        ada = {i["indikator_id"] for i in blok[-1][1]}
        blok.append(("tahunan", [i for i in tahunan if i["indikator_id"] in ada] or [blok[-1][1][0] | draw(isi)]))
    urutan = draw(st.permutations(blok)) if len(blok) > 1 else blok
    if ("capaian" in dict(blok)) and [n for n, _ in urutan].index("tahunan") < [n for n, _ in urutan].index("capaian"):
        urutan = sorted(urutan, key=lambda b: b[0] == "tahunan")
    for i, (nama, isi) in enumerate(urutan):
        tempat = draw(st.sampled_from(("bawah", "lembar", "samping"))) if i else "lembar"
        if tempat == "lembar":
            pena.mulai(draw(st.sampled_from(("Tabel", "Sheet", "Data LKj", "KEUANGAN"))) + f" {i + 1}")
            mulai = 1
        elif tempat == "samping" and mulai:
            pena.baris, pena.dasar = mulai, pena.jauh + 1
        else:
            pena.baris, pena.dasar = max(pena.baris, pena.bawah + 2), 0
            mulai = pena.baris
        asing = draw(st.sampled_from((0, 0, 0, *range(1, len(ASING) + 1))))
        if asing:
            write_noise(pena, ASING[asing - 1])
        lembar = pena.lembar
        write_block(draw, pena, nama, isi, hasil)
        if pena.lembar is not lembar:
            mulai = 0  # went on on another sheet: nothing beside it
    return Laporan(buku, hasil)


ASING = (
    (
        ("NO", "INTERVAL NILAI REALISASI KINERJA", "KRITERIA"),
        ("1", "91% ≤ 100%", "Sangat Tinggi"),
        ("5", "≤ 50%", "Rendah"),
    ),
    (
        ("No.", "Nama", "NIP", "Jabatan"),
        ("1.", "Budi Santoso", "197001011990031001", "Camat"),
        ("2.", "Siti", "-", "Staf"),
    ),
    (("Kepala seksi menyampaikan bahwa kegiatan berjalan baik pada bulan ini.",), ("Halaman 3",)),
    (("Bulan", "Jumlah surat"), ("Januari", Sel(120, "angka")), ("Februari", Sel(15_000, "angka"))),
)  # tables and texts that are none of ours


def write_noise(pena: Pena, isi: tuple) -> None:
    """Something else that stands on the sheet."""
    for baris in isi:
        for k, nilai in enumerate(baris, 1):
            pena.tulis(pena.dasar + k, nilai)
        pena.baris += 1
    pena.baris += 1


def write_block(draw, pena: Pena, nama: str, isi: list[dict], hasil: dict) -> None:
    """One table in a drawn layout."""
    n = len(isi)
    if nama == "anggaran":
        kolom = ("kode", "uraian", *UANG, "sumber_dana")
        budget(pena, draw(layouts(kolom, n, tambahan=True)), isi, hasil)
    elif nama.startswith("pk_") and nama != "pk_anggaran":
        letak = draw(layouts(("nomor", "sasaran", "indikator", "target"), n))
        tingkat = nama[3:]
        if tingkat == "program":
            letak.tajuk["sasaran"] = draw(st.sampled_from(TAJUK["sasaran_program"]))
        else:
            letak.tajuk["sasaran"] = draw(st.sampled_from(TAJUK["sasaran"]))
        agreement(pena, letak, tingkat, isi, hasil)
    elif nama == "pk_anggaran":
        letak = draw(layouts(("nomor", "program", "anggaran", "sumber_dana"), n))
        agreement_budget(pena, letak, isi, hasil)
    elif nama == "capaian":
        letak = draw(layouts(("sasaran", "indikator", "target", "realisasi_triwulan", "capaian"), n))
        performance(pena, letak, isi, hasil)
    else:
        yearly(pena, draw(layouts(("sasaran", "indikator", "target"), n)), isi, hasil)
