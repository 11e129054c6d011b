"""The sheets Identitas, Perjanjian Kinerja and Analisis of a template."""

from transforms.reports import template_style as gaya
from transforms.reports.format import ROMAWI

BAGIAN = ("Permasalahan", "Faktor Pendorong", "Faktor Penghambat", "Tindak Lanjut")


def write_identity(ws, isian, kabupaten: str) -> str:
    """Title block, period and office; returns the address of the report's date, the only cell to fill in."""
    judul = [
        "LAPORAN KINERJA (LKj)",
        f"TRIWULAN {ROMAWI[isian.triwulan]}",
        f"KECAMATAN {isian.kecamatan.upper()}",
        f"KABUPATEN {kabupaten.upper()}",
        f"TAHUN {isian.tahun}",
    ]
    for n, teks in enumerate(judul, 1):
        gaya.put_title(ws, f"A{n}", teks, 14 if n == 1 else 12)
    if isian.sintetis:
        gaya.put_title(ws, "A6", "DATA SINTETIS")
    nilai = [
        ("Kode Kecamatan", isian.kode_kecamatan),
        ("Kecamatan", isian.kecamatan),
        ("Tahun", isian.tahun),
        ("Triwulan", ROMAWI[isian.triwulan]),
        ("Tanggal Laporan", None),
    ]
    for n, (label, isi) in enumerate(nilai, 8):
        gaya.put(ws, f"A{n}", label, gaya.ABU_MUDA, bold=True)
        gaya.put(ws, f"B{n}", isi)
    gaya.put(ws, "B12", bebas=True, bentuk="[$-421]d mmmm yyyy")
    gaya.validate_date(ws, "B12")
    gaya.colour_blanks(ws, ["B12"])
    gaya.put_note(ws, "A14", "Isi sel kuning di setiap lembar, lalu lihat lembar Periksa.")
    gaya.set_widths(ws, A=24, B=34)
    gaya.finish(ws, melintang=False)
    return "B12"


def write_agreement(ws, isian) -> tuple[dict[str, str], dict[str, str]]:
    """Targets and program budgets; returns their addresses, by indicator and by program code."""
    gaya.put_title(ws, "A1", f"PERJANJIAN KINERJA KECAMATAN {isian.kecamatan.upper()} TAHUN {isian.tahun}")
    baris, target = 3, {}
    for tingkat, judul in (("sasaran", "Sasaran Strategis"), ("program", "Sasaran Program")):
        daftar = [i for i in isian.indikator if i.tingkat == tingkat]
        if not daftar:
            continue
        gaya.put_header(ws, baris, ["No.", judul, "Indikator Kinerja", "Target", "Satuan"])
        for n, i in enumerate(daftar, 1):
            b = baris + n
            for kolom, isi in zip("ABCE", (str(n), i.sasaran, i.indikator, i.satuan), strict=True):
                gaya.put(ws, f"{kolom}{b}", isi, gaya.ABU_MUDA)
            gaya.put_number(ws, f"D{b}", i.target, gaya.ANGKA, bebas=True)
            gaya.fit_height(ws, b, max(i.sasaran, i.indikator, key=len), 46)
            target[i.indikator_id] = f"D{b}"
        baris += len(daftar) + 2
    program = [a for a in isian.anggaran if a.tingkat == "program"]
    gaya.put_header(ws, baris, ["No.", "Program", "Anggaran (Rp.)", "Ket."])
    anggaran = {}
    for n, a in enumerate(program, 1):
        b = baris + n
        jumlah, sumber = isian.pk.get(a.kode, (None, None))
        gaya.put(ws, f"A{b}", str(n), gaya.ABU_MUDA)
        gaya.put(ws, f"B{b}", a.uraian, gaya.ABU_MUDA)
        gaya.put_number(ws, f"C{b}", jumlah, bebas=True)
        gaya.put(ws, f"D{b}", sumber, bebas=True)
        gaya.fit_height(ws, b, a.uraian, 46)
        anggaran[a.kode] = f"C{b}"
    b = baris + len(program) + 1
    gaya.put(ws, f"B{b}", "JUMLAH", gaya.ABU_MUDA, bold=True)
    gaya.put_number(ws, f"C{b}", f"=SUM(C{baris + 1}:C{b - 1})", latar=gaya.ABU_MUDA, bold=True)
    gaya.validate_number(
        ws, list(target.values()), "Target", "Target satu tahun, angka saja. Contoh: 90", 1_000
    )
    gaya.validate_number(
        ws,
        list(anggaran.values()),
        "Anggaran",
        "Angka rupiah saja, tanpa titik, koma, atau Rp. Contoh: 6480000",
    )
    gaya.colour_blanks(ws, [*target.values(), *anggaran.values()])
    gaya.set_widths(ws, A=6, B=46, C=46, D=14, E=10)
    gaya.finish(ws)
    return target, anggaran


def write_analysis(ws) -> None:
    """Headings with a large cell to write in below each."""
    for n, judul in enumerate(BAGIAN):
        b = 1 + 3 * n
        gaya.put_title(ws, f"A{b}", judul)
        gaya.put(ws, f"A{b + 1}", bebas=True)
        ws.row_dimensions[b + 1].height = 90
    gaya.set_widths(ws, A=110)
    gaya.finish(ws)
