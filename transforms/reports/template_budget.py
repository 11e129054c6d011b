"""The budget sheet of a template: plafon and realisasi of the lowest lines are typed, the rest computed."""

from dataclasses import dataclass, field

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.worksheet import Worksheet

from transforms.reports import template_style as gaya
from transforms.reports import theme
from transforms.reports.format import ROMAWI, period_short
from transforms.reports.template_data import Anggaran, Isian

LEMBAR = "Realisasi Anggaran"
AWAL = 6  # row of TOTAL; the lines follow
PERIKSA = "J"  # column that says what is wrong with a line
KOSONG_PLAFON = "Plafon belum diisi"
KOSONG_REALISASI = "Realisasi belum diisi"
LEBIH = "Realisasi lebih besar dari plafon"
TURUN = "Realisasi lebih kecil dari pembanding"
TAMBAHAN = "Baris tambahan belum lengkap"
GANDA = "Kode sudah dipakai"


@dataclass
class Letak:
    """Where things stand on the sheet, for the check sheet. Programs by code."""

    program: dict[str, int] = field(default_factory=dict)
    akhir: int = AWAL


def write_budget(ws: Worksheet, isian: Isian) -> Letak:
    """Write the sheet; returns where the programs stand."""
    judul = f"REALISASI ANGGARAN TRIWULAN {ROMAWI[isian.triwulan]} TAHUN {isian.tahun}"
    gaya.put_title(ws, "A1", judul)
    gaya.put_note(
        ws,
        "A2",
        "Isi sel kuning: realisasi sejak awal tahun, dan plafon bila berubah. Baris induk dihitung sendiri.",
    )
    gaya.put_header(
        ws,
        4,
        ["Kode", "Program/Kegiatan/Sub Kegiatan", "Plafon Anggaran", "Realisasi", "Sisa Anggaran", "Ket."],
    )
    gaya.put_header(ws, 5, ["", "", "(Rp.)", "(Rp.)", "(Rp.)", ""])
    if isian.pembanding:
        sebutan = period_short(*isian.pembanding)
        gaya.put_header(ws, 4, [f"Pembanding {sebutan}: plafon", f"Pembanding {sebutan}: realisasi"], "H", 28)
        gaya.put_header(ws, 5, ["(Rp.)", "(Rp.)"], "H")
    gaya.put_header(ws, 4, ["Yang perlu dilihat"], PERIKSA)
    gaya.put_header(ws, 5, [""], PERIKSA)
    letak = _write_lines(ws, isian)
    gaya.set_widths(ws, A=19, B=58, C=18, D=18, E=18, F=10, G=2, H=18, I=18, J=36)
    gaya.finish(ws, 4, f"C{AWAL}")
    ws.print_area = f"A1:F{letak.akhir}"
    return letak


def _write_lines(ws: Worksheet, isian: Isian) -> Letak:
    letak = Letak()
    baris = AWAL
    induk: dict[str, int] = {}  # code of program and kegiatan → its row
    anak: dict[int, list[int]] = {}  # row → rows that it sums
    isi: list[int] = []  # rows that are typed
    tambahan: list[int] = []
    daftar = isian.anggaran
    sisipan = len(daftar) <= 120  # the whole nomenclature needs no spare lines
    for n, a in enumerate(daftar):
        baris += 1
        _write_label(ws, baris, a)
        atas = induk.get(a.kode.rsplit(".", 1)[0]) or induk.get(".".join(a.kode.split(".")[:3])) or AWAL
        anak.setdefault(AWAL if a.tingkat == "program" else atas, []).append(baris)
        if a.daun:
            isi.append(baris)
        else:
            induk[a.kode] = baris
            anak.setdefault(baris, [])
        if a.tingkat == "program":
            letak.program[a.kode] = baris
        _write_amounts(ws, baris, a, isian)
        berikut = daftar[n + 1].tingkat if n + 1 < len(daftar) else "program"
        if sisipan and a.tingkat == "sub_kegiatan" and berikut != "sub_kegiatan":
            baris += 1
            tambahan.append(baris)
            anak[atas].append(baris)
            _write_spare(ws, baris, a.kode.rsplit(".", 1)[0])
    letak.akhir = baris
    _write_label(ws, AWAL, Anggaran("", "total", "TOTAL", False))
    for atas, rinci in {AWAL: anak.get(AWAL, []), **anak}.items():
        _write_sums(ws, atas, rinci, "CDHI" if isian.pembanding else "CD")
    for b in [*isi, *(b for b in anak), *tambahan]:
        kosong = f'IF(AND(C{b}="",D{b}=""),"",C{b}-D{b})'
        gaya.put_number(ws, f"E{b}", f"={kosong if b in tambahan else f'C{b}-D{b}'}", latar=gaya.ABU_MUDA)
    _write_checks(ws, isi, tambahan, letak.akhir, isian)
    return letak


def _write_label(ws: Worksheet, baris: int, a: Anggaran) -> None:
    latar = {"total": theme.TOTAL, "program": theme.PROGRAM}.get(a.tingkat, gaya.ABU_MUDA)
    tebal = a.tingkat in ("total", "program", "kegiatan")
    gaya.put(ws, f"A{baris}", a.kode or None, latar, bold=tebal)
    indent = {"sub_kegiatan": 2, "kegiatan": 1}.get(a.tingkat, 0)
    gaya.put(ws, f"B{baris}", a.uraian, latar, bold=tebal, indent=indent)
    gaya.fit_height(ws, baris, a.uraian, 58 - 2 * indent)


def _write_amounts(ws: Worksheet, baris: int, a: Anggaran, isian: Isian) -> None:
    """The typed cells of a lowest line, its source of funds, and the figures beside."""
    gaya.put(ws, f"F{baris}", a.sumber_dana, bebas=True)
    if a.daun:
        for kolom, nilai in (("C", a.plafon), ("D", a.realisasi)):
            gaya.put_number(ws, f"{kolom}{baris}", nilai, bebas=True)
    if isian.pembanding and a.daun:
        for kolom, nilai in (("H", a.lalu_plafon), ("I", a.lalu_realisasi)):
            gaya.put_number(ws, f"{kolom}{baris}", nilai, latar=gaya.ABU_MUDA, color=theme.ABU)


def _write_spare(ws: Worksheet, baris: int, kode_induk: str) -> None:
    """An empty line for a sub kegiatan that was not in the last report."""
    for kolom in "ABCDF":
        (gaya.put_number if kolom in "CD" else gaya.put)(ws, f"{kolom}{baris}", bebas=True)
    gaya.validate_formula(
        ws,
        [f"A{baris}"],
        f'LEFT(A{baris},{len(kode_induk) + 1})="{kode_induk}."',
        "Sub kegiatan tambahan",
        f"Baris kosong untuk sub kegiatan yang belum tercantum. Kode diawali {kode_induk}.",
        f"Kode harus diawali {kode_induk}. lalu nomor sub kegiatan.",
    )


def _write_sums(ws: Worksheet, atas: int, rinci: list[int], kolom_uang: str) -> None:
    latar = theme.TOTAL if atas == AWAL else gaya.ABU_MUDA
    for kolom in kolom_uang:
        jumlah = f"=SUM({','.join(f'{kolom}{awal}:{kolom}{akhir}' for awal, akhir in _runs(rinci))})"
        gaya.put_number(ws, f"{kolom}{atas}", jumlah, latar=latar, bold=True)
    if atas == AWAL:
        gaya.put(ws, f"F{atas}", None, latar)


def _runs(nomor: list[int]) -> list[tuple[int, int]]:
    """[7, 8, 9, 12] → [(7, 9), (12, 12)]"""
    hasil: list[tuple[int, int]] = []
    for n in nomor:
        if hasil and n == hasil[-1][1] + 1:
            hasil[-1] = (hasil[-1][0], n)
        else:
            hasil.append((n, n))
    return hasil


def _write_checks(ws: Worksheet, isi: list[int], tambahan: list[int], akhir: int, isian: Isian) -> None:
    """What is wrong with a line, in words beside it; red cells; what may be typed."""
    setahun = isian.pembanding and isian.pembanding[0] == isian.tahun
    for b in [*isi, *tambahan]:
        turun = f'IF(AND(ISNUMBER(I{b}),D{b}<I{b}),"{TURUN}","")' if setahun else '""'
        angka = (
            f'IF(C{b}="","{KOSONG_PLAFON}",IF(D{b}="","{KOSONG_REALISASI}",IF(D{b}>C{b},"{LEBIH}",{turun})))'
        )
        if b in tambahan:
            ganda = f"COUNTIF($A${AWAL}:$A${akhir},A{b})>1"
            angka = f'IF(OR(A{b}="",B{b}=""),"{TAMBAHAN}",IF({ganda},"{GANDA}",{angka}))'
            angka = f'IF(COUNTA(A{b}:D{b})=0,"",{angka})'
        gaya.put(ws, f"{PERIKSA}{b}", f"={angka}", rumus=True, color="9C0006")
    for kolom in "CD":
        sel = [f"{kolom}{b}" for b in isi]
        gaya.colour_blanks(ws, sel)
    petunjuk = "Angka rupiah saja, tanpa titik, koma, atau Rp. Contoh: 6480000"
    semua = [*isi, *tambahan]
    gaya.validate_number(ws, [f"C{b}" for b in semua], "Plafon", petunjuk)
    gaya.validate_number(ws, [f"D{b}" for b in semua], "Realisasi", f"Realisasi sejak awal tahun. {petunjuk}")
    ws.conditional_formatting.add(
        f"D{AWAL}:D{akhir}",
        FormulaRule(formula=[f"AND(LEN($J{AWAL})>0,NOT(ISBLANK(D{AWAL})))"], fill=gaya.MERAH),
    )
