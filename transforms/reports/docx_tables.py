"""What the Word template shows, as texts: tables of the report as rows of strings, by the template's names.

A row is a dict: the template takes each cell by its name, so that an office may drop or move columns in Word.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from transforms.reports import theme
from transforms.reports.format import (
    KOSONG,
    clean_text,
    format_date,
    format_number,
    format_persen,
    format_rupiah,
    period_short,
)
from transforms.reports.narrative_text import mark, short_mark
from transforms.reports.tables import Data, TabelLaporan, difference, scale_legend
from transforms.reports.tables_anggaran import absorption_table, budget_tree, program_name
from transforms.reports.tables_kinerja import achievement_matrix
from transforms.reports.tables_ringkasan import compliance_table, summary_table
from transforms.reports.wording import cell_place, write_value

PERBEDAAN = ("JUMLAH_TIDAK_COCOK", "TOTAL_TIDAK_COCOK", "SISA_TIDAK_COCOK")  # written against computed
BANYAK_PERBEDAAN = 5
SEBAB_GELAP = "sebabnya belum dapat dipastikan dari berkas"


def write_cell(nilai: object, jenis: str = "teks") -> str:
    """A value of a report table for people; '–' for an unknown one."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, str):
        if jenis == "lencana":
            nilai = theme.LENCANA.get(nilai, (nilai,))[0]
        return clean_text(short_mark(nilai))
    if jenis == "poin":
        return ("+" if nilai > 0 else "") + format_persen(nilai)
    if jenis == "desimal":
        return format_number(nilai, 0 if nilai == int(nilai) else 2)
    tulis = {"rupiah": format_rupiah, "persen": format_persen, "tanggal": format_date}
    return tulis.get(jenis, format_number)(nilai)


def text_rows(tabel: TabelLaporan, warna: dict[str, str] | None = None) -> list[dict]:
    """Rows of a report table as texts by column key, with `gaya`, `tingkat` and cell backgrounds `latar_KEY`."""
    baris = []
    for b in tabel.baris:
        teks = {k.key: write_cell(b.nilai.get(k.key), b.jenis.get(k.key, k.jenis)) for k in tabel.kolom}
        teks |= {f"latar_{k.key}": (warna or {}).get(b.warna.get(k.key, ""), "FFFFFF") for k in tabel.kolom}
        baris.append(teks | {"gaya": b.gaya, "tingkat": b.tingkat})
    return baris


def tables(data: Data) -> dict[str, object]:
    """All tables of the template by name; see docs of the template for their columns."""
    warna = {s["kategori"]: theme.tint(s["warna"]) for s in data.scale()}
    program = [b for b in text_rows(budget_tree(data)) if b["gaya"] in ("program", "kegiatan", "total")]
    for b in program:
        b["uraian"] = program_name(b["uraian"]) if b["gaya"] == "program" else b["uraian"]
    serapan = text_rows(absorption_table(data))
    return {
        "ringkasan": text_rows(summary_table(data), warna),
        "skala": [{"kategori": k, "batas": b, "latar": warna.get(k, "FFFFFF")} for k, b in scale_legend(data)],
        "sasaran": indicator_targets(data, "sasaran"),
        "indikator_program": indicator_targets(data, "program"),
        "perjanjian": agreed_budget(data),
        "capaian_sasaran": indicator_results(data, "sasaran"),
        "capaian_program": indicator_results(data, "program"),
        "perbandingan": indicator_history(data),
        "anggaran": [b for b in program if b["gaya"] != "kegiatan"],
        "anggaran_rinci": program,
        "serapan": serapan,
        "perbedaan": largest_differences(data),
        "kepatuhan": text_rows(compliance_table(data)),
        "masalah_kepatuhan": text_rows(compliance_table(data, hanya_masalah=True)),
        "matriks": _matrix(data, warna),
    }


def _matrix(data: Data, warna: dict[str, str]) -> dict[str, list]:
    """Capaian per kecamatan and indicator for a table with as many columns as there are indicators."""
    tabel = achievement_matrix(data)
    indikator = [k for k in tabel.kolom if k.key not in ("kecamatan", "rata", "kategori")]
    baris = []
    for b, asli in zip(text_rows(tabel, warna), tabel.baris, strict=True):
        if b["kecamatan"].startswith("Kecamatan ") and asli.gaya == "total":
            continue  # names of extremes do not fit a narrow column; they stand in the text
        sel = [{"teks": b[k.key], "latar": b[f"latar_{k.key}"]} for k in indikator]
        baris.append(b | {"sel": sel})
    return {
        "kolom": [{"kode": k.key if len(k.key) <= 4 else str(n), "nama": clean_text(k.label)}
                  for n, k in enumerate(indikator, 1)],
        "baris": baris,
    }  # fmt: skip


def _indicators(data: Data, tingkat: str) -> list[dict]:
    return sorted((i for i in data.all("ref_indikator") if i["tingkat"] == tingkat), key=lambda i: i["urutan"])


def _mean(nilai: list[Decimal]) -> Decimal | None:
    if not nilai:
        return None
    return (sum(nilai, Decimal(0)) / len(nilai)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _known(data: Data, indikator_id: str, kolom: str) -> list[Decimal]:
    baris = data.rows("capaian_kecamatan")
    return [c[kolom] for c in baris if c["indikator_id"] == indikator_id and c[kolom] is not None]


def _unit(nilai: Decimal | None, satuan: str | None) -> str:
    teks = write_cell(nilai, "desimal")
    return teks if nilai is None or not satuan else f"{teks} {satuan}"


def _range(nilai: list[Decimal], satuan: str | None) -> str:
    """`85–95 %`, one value where all are equal, '–' for none."""
    if not nilai or min(nilai) == max(nilai):
        return _unit(max(nilai, default=None), satuan)
    return f"{write_cell(min(nilai), 'desimal')}–{_unit(max(nilai), satuan)}"


def indicator_targets(data: Data, tingkat: str) -> list[dict]:
    """Indicators of a level with the yearly targets agreed: no, sasaran, indikator, target (mean), rentang, jumlah."""
    hasil = []
    for n, i in enumerate(_indicators(data, tingkat), 1):
        target = _known(data, i["indikator_id"], "target")
        hasil.append(
            {
                "no": str(n),
                "sasaran": i["sasaran"] or "",
                "indikator": i["indikator"],
                "target": _unit(_mean(target), i["satuan"]),
                "rentang": _range(target, i["satuan"]),
                "jumlah": str(len(target)),
            }
        )
    return hasil


def indicator_results(data: Data, tingkat: str) -> list[dict]:
    """Target, cumulative realisation and capaian of a level's indicators over the kecamatan, with the extremes."""
    konsolidasi = {k["indikator_id"]: k for k in data.rows("konsolidasi_indikator")}
    kode = {k["kecamatan"]: k["kode_kecamatan"] for k in data.kecamatan}
    hasil = []
    for i in _indicators(data, tingkat):
        k = konsolidasi.get(i["indikator_id"], {})
        satuan = i["satuan"] if i["satuan"] == "%" else None
        baris = {"sasaran": i["sasaran"] or "", "indikator": i["indikator"]}
        target, realisasi = (_mean(_known(data, i["indikator_id"], k)) for k in ("target", "realisasi_kumulatif"))
        baris["target"] = _unit(target, "%") if satuan else KOSONG
        baris["realisasi"] = f"{format_persen(realisasi)} %" if satuan and realisasi is not None else KOSONG
        baris["capaian"] = write_cell(k.get("rata"), "persen")
        baris["jumlah"] = str(k.get("jumlah_kecamatan") or 0)
        for ujung, nilai in (("terendah", "minimum"), ("tertinggi", "maksimum")):
            nama = k.get(f"kecamatan_{ujung}")
            daftar = [x.strip() for x in re.split("[,;]", nama or "") if x.strip()]
            daftar = [mark(data, kode[x]) if x in kode else x for x in daftar]
            baris[ujung] = f"{write_cell(k.get(nilai), 'persen')} ({', '.join(daftar)})" if daftar else KOSONG
        hasil.append(baris)
    return hasil


def indicator_history(data: Data) -> list[dict]:
    """Mean capaian of the sasaran indicators now, in the triwulan before and a year before, with the changes."""
    periode = {"ini": (data.tahun, data.triwulan), "lalu": data.sebelumnya, "tahun_lalu": data.tahun_lalu}
    rata = {
        nama: {k["indikator_id"]: k["rata"] for k in data.rows("konsolidasi_indikator", p)}
        for nama, p in periode.items()
    }
    kab = {n: next(iter(data.rows("konsolidasi_kabupaten", p)), {}).get("rata_capaian") for n, p in periode.items()}
    sasaran = _indicators(data, "sasaran")
    baris = [(i["indikator"], {n: rata[n].get(i["indikator_id"]) for n in periode}) for i in sasaran]
    hasil = []
    for nama, nilai in [*baris, ("Rata-rata capaian kabupaten", kab)]:
        teks = {"indikator": nama} | {n: write_cell(v, "persen") for n, v in nilai.items()}
        sama_tahun = data.triwulan > 1  # cumulative values start from nought every year
        teks["ubah_lalu"] = write_cell(difference(nilai["ini"], nilai["lalu"]) if sama_tahun else None, "poin")
        teks["ubah_tahun"] = write_cell(difference(nilai["ini"], nilai["tahun_lalu"]), "poin")
        hasil.append(teks)
    return hasil


def period_names(data: Data) -> dict[str, str]:
    """Short names of the three periods that are compared: ini, lalu, tahun_lalu."""
    return {
        "ini": period_short(data.tahun, data.triwulan),
        "lalu": period_short(*data.sebelumnya),
        "tahun_lalu": period_short(*data.tahun_lalu),
    }


def agreed_budget(data: Data) -> list[dict]:
    """Budget per program as agreed (Perjanjian Kinerja) beside the plafon of the budget table; last row the total."""
    berlaku = {r["kiriman_id"] for r in data.rows("ringkasan_kecamatan")}
    janji: dict[str | None, Decimal] = {}
    for p in data.in_force("perjanjian_anggaran"):
        if p["kiriman_id"] in berlaku and p["tingkat"] == "program" and p["anggaran"] is not None:
            janji[p["kode"]] = janji.get(p["kode"], Decimal(0)) + p["anggaran"]
    plafon = {k["kode"]: k for k in data.rows("konsolidasi_program")}
    baku = {n["kode"]: n["nama"] for n in data.all("ref_nomenklatur")}
    hasil = []
    for kode in sorted({*janji, *plafon}, key=lambda k: (k is None, k or "")):
        nama = baku.get(kode) or plafon.get(kode, {}).get("uraian") or "Program lain"
        hasil.append((kode or "", nama, janji.get(kode), plafon.get(kode, {}).get("plafon")))
    seluruh = sum(janji.values(), Decimal(0)) if janji else None
    hasil.append(("", "JUMLAH", seluruh, data.kabupaten.get("plafon_dihitung")))
    return [
        {"kode": kode, "program": clean_text(program_name(nama)), "anggaran": write_cell(a, "rupiah"),
         "plafon": write_cell(p, "rupiah"), "selisih": write_cell(difference(a, p), "rupiah"),
         "gaya": "total" if nama == "JUMLAH" else ""}
        for kode, nama, a, p in hasil
    ]  # fmt: skip


def largest_differences(data: Data) -> list[dict]:
    """The greatest differences between what a report in force writes and what its detail gives, with the cause."""
    berlaku = {r["kiriman_id"] for r in data.rows("ringkasan_kecamatan")}
    temuan = [
        t for t in data.rows("temuan") if t["kiriman_id"] in berlaku and t["kode_temuan"] in PERBEDAAN and t["selisih"]
    ]
    temuan.sort(key=lambda t: (-abs(t["selisih"]), t["kode_kecamatan"], t["kiriman_id"], t["urutan"]))
    return [
        {
            "no": str(n),
            "kecamatan": mark(data, t["kode_kecamatan"]),
            "baris": clean_text(t["objek"] or ""),
            "kolom": clean_text(t["kolom"] or ""),
            "tempat": clean_text(cell_place(t["lembar"], t["sel"]) if t["sel"] else ""),
            "tertulis": clean_text(write_value(t["nilai_mentah"])) or KOSONG,
            "seharusnya": clean_text(write_value(t["nilai_seharusnya"])) or KOSONG,
            "selisih": write_cell(t["selisih"], "rupiah"),
            "sebab": clean_text(t["sebab"] or SEBAB_GELAP),
        }
        for n, t in enumerate(temuan[:BANYAK_PERBEDAAN], 1)
    ]
