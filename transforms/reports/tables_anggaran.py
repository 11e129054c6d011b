"""Report tables on the budget: the tree of program, kegiatan and sub kegiatan, and program by kecamatan."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from transforms.reports.format import code_order
from transforms.reports.tables import SUMBER_LKJ, Baris, Data, Kolom, TabelLaporan, difference
from transforms.reports.wording import cell_place

NOL = Decimal(0)
UANG = ("plafon_dihitung", "realisasi_dihitung", "sisa", "plafon_dilaporkan", "realisasi_dilaporkan")
LEGENDA_TANPA_RINCIAN = (
    "Tanpa rincian",
    "bagian baris induk yang tidak punya rincian; tidak ikut angka dihitung",
)


def rate(atas: Decimal | None, bawah: Decimal | None) -> Decimal | None:
    """`atas / bawah * 100` with two decimals (half up), None without a denominator."""
    if atas is None or not bawah:
        return None
    return (Decimal(atas) * 100 / bawah).quantize(Decimal("0.01"), ROUND_HALF_UP)


def budget_tree(data: Data, kode_kecamatan: str | None = None) -> TabelLaporan:
    """Program, kegiatan and sub kegiatan, computed and reported: of the regency or of one kecamatan."""
    jumlah: dict[str, dict] = {}
    sudah: set[tuple[str, str]] = set()
    nama = {n["kode"]: n["nama"] for n in data.all("ref_nomenklatur")}
    gaya = {"serapan_program": "program", "serapan_kegiatan": "kegiatan", "serapan_sub_kegiatan": ""}
    for tingkat, (tabel, g) in enumerate(gaya.items()):
        for s in data.rows(tabel):
            kunci = (s["kode_kecamatan"], s["kode"])
            if kode_kecamatan not in (None, s["kode_kecamatan"]) or kunci in sudah:
                continue  # a program without detail is also its own lowest row
            sudah.add(kunci)
            j = jumlah.setdefault(
                s["kode"],
                dict.fromkeys(UANG)
                | {
                    "kode": s["kode"],
                    "uraian": s["uraian"],
                    "_g": g,
                    "_t": tingkat,
                    "_tabel": tabel,
                    "_k": set(),
                },
            )
            j["_k"].add(s["kode_kecamatan"])
            j["_asal"] = s
            for k in UANG:
                if s[k] is not None:
                    j[k] = (j[k] or NOL) + s[k]
    baris = []
    for kode in sorted(jumlah, key=code_order):
        j = jumlah[kode]
        sisa_induk = "tanpa-rincian" in kode
        if kode_kecamatan is None:
            j["uraian"] = nama.get(kode) or j["uraian"]
        nilai = {k: j[k] for k in ("kode", "uraian", *UANG)} | _rates(j)
        nilai["jumlah"] = len(j["_k"])
        tingkat = j["_t"]
        if sisa_induk:  # the remainder of a program stands at the level of its kegiatan, and so on
            induk = kode.split(".tanpa-rincian")[0]
            nilai |= {"kode": "", "serapan": None}  # its text names the parent
            tingkat = {"serapan_program": 1, "serapan_kegiatan": 2}.get(
                jumlah.get(induk, {}).get("_tabel"), 0
            )
        baris.append(Baris(nilai, tingkat=tingkat, gaya=j["_g"]))
        if kode_kecamatan is not None:
            baris[-1].asal = _source_cells(j["_asal"], terbawah=j["_t"] == 2 and not sisa_induk)
    total = _total(data, kode_kecamatan)
    baris.append(
        Baris(
            {"kode": "", "uraian": "JUMLAH", **{k: total.get(k) for k in UANG}, **_rates(total)}
            | {"jumlah": total.get("jumlah_masuk")},
            gaya="total",
        )
    )
    kolom = [
        Kolom("kode", "Kode", "kode", 18),
        Kolom("uraian", "Program / Kegiatan / Sub Kegiatan", lebar=48),
        Kolom("plafon_dihitung", "Plafon (Rp)", "rupiah", 16),
        Kolom("realisasi_dihitung", "Realisasi (Rp)", "rupiah", 16),
        Kolom("sisa", "Sisa (Rp)", "rupiah", 16),
        Kolom("serapan", "Serapan (%)", "persen", 9),
        Kolom("plafon_dilaporkan", "Plafon menurut laporan (Rp)", "rupiah", 16),
        Kolom("realisasi_dilaporkan", "Realisasi menurut laporan (Rp)", "rupiah", 16),
        Kolom("selisih_plafon", "Selisih plafon (Rp)", "rupiah", 14),
        Kolom("selisih_realisasi", "Selisih realisasi (Rp)", "rupiah", 14),
        *([Kolom("jumlah", "Jumlah kecamatan", "bilangan", 11)] if kode_kecamatan is None else []),
    ]
    return TabelLaporan(
        judul="Anggaran per Program, Kegiatan, dan Sub Kegiatan",
        satuan="rupiah",
        cakupan=data.cakupan if kode_kecamatan is None else f"Kecamatan {data.name(kode_kecamatan)}",
        sumber=SUMBER_LKJ,
        kolom=kolom,
        baris=baris,
        catatan=(
            "Plafon, realisasi, sisa, dan serapan dihitung dari rincian paling bawah; "
            "angka menurut laporan adalah yang ditulis kecamatan pada baris itu.",
            "Selisih = menurut laporan − dihitung; penyebabnya ada pada Temuan.",
        ),
        legenda=data.legend(LEGENDA_TANPA_RINCIAN),
        asal="dihitung dari rincian (tabel serapan_sub_kegiatan)",
    )


def budget_of_each(data: Data) -> TabelLaporan:
    """The budget trees of all kecamatan below each other, each under a line with its total, with source cells."""
    baris = []
    for k in data.kecamatan:
        kode = k["kode_kecamatan"]
        pohon = budget_tree(data, kode)
        *rincian, total = pohon.baris
        total.nilai |= {"kode": kode, "uraian": data.name(kode)}
        total.asal = _source_cells(_total(data, kode), terbawah=False)
        for b in rincian:
            b.tingkat += 1
        for b in (total, *rincian):
            plafon, realisasi = (b.asal.get(f"{k}_dilaporkan", "") for k in ("plafon", "realisasi"))
            sama = plafon.rpartition("!")[0] == realisasi.rpartition("!")[0]
            b.nilai["sel"] = ", ".join(filter(None, (plafon, realisasi.rpartition("!")[2] if sama else realisasi)))
        baris += [total, *rincian]
    return TabelLaporan(
        judul="Anggaran per Kecamatan: Program, Kegiatan, dan Sub Kegiatan",
        satuan=pohon.satuan,
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            *(replace(k, lebar=58) if k.key == "uraian" else k for k in pohon.kolom),
            Kolom("sel", "Sel asal (plafon, realisasi)", lebar=26),
        ],
        baris=baris,
        catatan=(*pohon.catatan, "Kegiatan dan sub kegiatan terlipat; buka dengan tanda + di tepi kiri."),
        legenda=pohon.legenda,
        asal=pohon.asal,
    )


def _source_cells(s: dict, terbawah: bool) -> dict[str, str]:
    """Source cells of a row of a serapan table; only a lowest row's computed amounts stand in a cell."""
    asal = {
        kolom: cell_place(s["lembar"], s[sel])
        for kolom, sel in (("plafon_dilaporkan", "plafon_sel"), ("realisasi_dilaporkan", "realisasi_sel"))
        if s.get(sel)
    }
    if terbawah:
        asal |= {k.replace("dilaporkan", "dihitung"): v for k, v in asal.items()}
    return asal


def _rates(j: dict) -> dict:
    return {
        "serapan": rate(j.get("realisasi_dihitung"), j.get("plafon_dihitung")),
        "selisih_plafon": difference(j.get("plafon_dilaporkan"), j.get("plafon_dihitung")),
        "selisih_realisasi": difference(j.get("realisasi_dilaporkan"), j.get("realisasi_dihitung")),
    }


def _total(data: Data, kode_kecamatan: str | None) -> dict:
    return (
        data.kabupaten
        if kode_kecamatan is None
        else data.by_kecamatan("serapan_kecamatan").get(kode_kecamatan, {})
    )


def absorption_table(data: Data) -> TabelLaporan:
    """Plafon, realisasi and serapan of each kecamatan: computed, as reported, and the difference."""
    serapan = data.by_kecamatan("serapan_kecamatan")
    baris = []
    for k in data.kecamatan:
        s = serapan.get(k["kode_kecamatan"], {})
        baris.append(_absorption_row(data.name(k["kode_kecamatan"]), s))
        baris[-1].asal = _source_cells(s, terbawah=False)
    baris.append(_absorption_row("KABUPATEN", data.kabupaten, "total"))
    return TabelLaporan(
        judul="Serapan Anggaran per Kecamatan",
        satuan="rupiah dan persen",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=24),
            Kolom("plafon_dihitung", "Plafon (Rp)", "rupiah", 16),
            Kolom("realisasi_dihitung", "Realisasi (Rp)", "rupiah", 16),
            Kolom("sisa", "Sisa (Rp)", "rupiah", 16),
            Kolom("serapan_persen", "Serapan (%)", "persen", 10),
            Kolom("peringkat", "Peringkat", "bilangan", 10),
            Kolom("plafon_dilaporkan", "Plafon menurut laporan (Rp)", "rupiah", 16),
            Kolom("realisasi_dilaporkan", "Realisasi menurut laporan (Rp)", "rupiah", 16),
            Kolom("serapan_dilaporkan_persen", "Serapan menurut laporan (%)", "persen", 11),
            Kolom("selisih_serapan", "Selisih serapan (poin)", "poin", 10),
            Kolom("selisih_plafon", "Selisih plafon (Rp)", "rupiah", 15),
            Kolom("selisih_realisasi", "Selisih realisasi (Rp)", "rupiah", 15),
            Kolom("jumlah_kosong", "Sel rincian kosong", "bilangan", 9),
        ],
        baris=baris,
        catatan=(
            "Plafon, realisasi, dan serapan dihitung dari rincian; menurut laporan = baris TOTAL kecamatan.",
            "Bila ada sel rincian yang kosong, angka dihitung kecamatan itu belum lengkap.",
            "Selisih = menurut laporan − dihitung; penyebabnya ada pada Temuan.",
        ),
        legenda=data.legend(),
        asal="dihitung dari rincian (tabel serapan_kecamatan)",
    )


def _absorption_row(nama: str, s: dict, gaya: str = "") -> Baris:
    kolom = (*UANG, "serapan_persen", "serapan_dilaporkan_persen")
    nilai = {"kecamatan": nama, "peringkat": s.get("peringkat", "" if gaya else None)} | {
        k: s.get(k) for k in kolom
    }
    nilai |= {k: v for k, v in _rates(s).items() if k != "serapan"}
    nilai["jumlah_kosong"] = s.get("jumlah_kosong", "" if gaya else None)
    nilai["selisih_serapan"] = difference(s.get("serapan_dilaporkan_persen"), s.get("serapan_persen"))
    return Baris(nilai, gaya=gaya)


def program_matrix(data: Data) -> TabelLaporan:
    """Serapan, realisasi and plafon (one section each) per kecamatan and program."""
    sel = {(s["kode_kecamatan"], s["kode"]): s for s in data.rows("serapan_program")}
    kec = data.by_kecamatan("serapan_kecamatan")
    kab = {k["kode"]: k for k in data.rows("konsolidasi_program")}
    nama = {n["kode"]: n["nama"] for n in data.all("ref_nomenklatur")}
    program = sorted({kode for _, kode in sel}, key=code_order)
    baris = []
    for judul, kolom, kolom_kab, jenis in (
        ("Serapan (%)", "serapan_persen", "serapan_persen", "persen"),
        ("Realisasi (Rp)", "realisasi_dihitung", "realisasi", "rupiah"),
        ("Plafon (Rp)", "plafon_dihitung", "plafon", "rupiah"),
    ):
        baris.append(Baris({"kecamatan": judul}, gaya="bagian"))
        for k in data.kecamatan:
            kode = k["kode_kecamatan"]
            nilai = {p: sel.get((kode, p), {}).get(kolom) for p in program}
            nilai |= {"kecamatan": data.name(kode), "total": kec.get(kode, {}).get(kolom)}
            b = Baris(nilai, jenis=dict.fromkeys((*program, "total"), jenis))
            baris.append(b)
        nilai = {p: kab.get(p, {}).get(kolom_kab) for p in program}
        nilai |= {"kecamatan": "KABUPATEN", "total": data.kabupaten.get(kolom)}
        baris.append(Baris(nilai, gaya="total", jenis=dict.fromkeys((*program, "total"), jenis)))
    label = {p: next((s["uraian"] for (_, kode), s in sel.items() if kode == p), "") for p in program}
    return TabelLaporan(
        judul="Program per Kecamatan",
        satuan="persen dan rupiah",
        cakupan=data.cakupan,
        sumber=SUMBER_LKJ,
        kolom=[
            Kolom("kecamatan", "Kecamatan", lebar=24),
            *(Kolom(p, f"{p}\n{_short_program(nama.get(p) or label[p])}", "rupiah", 18) for p in program),
            Kolom("total", "Semua program", "rupiah", 18),
        ],
        baris=baris,
        catatan=("Semua angka dihitung dari rincian paling bawah.",),
        legenda=data.legend(),
        asal="dihitung dari rincian (tabel serapan_program)",
    )


def program_name(nama: str) -> str:
    """A program's name in running text: words in capitals folded (`Program Penunjang Urusan …`)."""
    kecil = {"Dan": "dan", "Di": "di", "Yang": "yang"}
    return " ".join(kecil.get(k, k) for k in nama.title().split()) if nama.isupper() and " " in nama else nama


def _short_program(nama: str) -> str:
    """A program's name for a column header: without the word PROGRAM."""
    return program_name(nama.strip()).removeprefix("Program ")
