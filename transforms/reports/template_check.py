"""The check sheet of a template: every point turns green when it is in order, then the file can be sent."""

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from transforms.reports import template_budget as anggaran
from transforms.reports import template_style as gaya
from transforms.reports import theme

BENAR, SALAH = "BENAR", "PERIKSA"
AWAL = 8  # first check; above it the verdict and how to fill in
CARA = (
    "Isi sel kuning di setiap lembar; sel abu-abu dihitung atau dikunci.",
    "Jangan menghapus lembar atau mengubah judul kolom; rincian baru ditulis di baris kosong tiap kegiatan.",
    "Kirim berkas ini setelah semua butir di bawah hijau.",
)


def write_check(ws: Worksheet, butir: list[tuple[str, str, str]]) -> None:
    """Write the sheet from `butir`: (what is checked, formula counting what is wrong, its unit)."""
    gaya.put_title(ws, "A1", "Periksa sebelum dikirim", 14)
    for n, teks in enumerate(CARA):
        gaya.put_note(ws, f"A{3 + n}", f"{n + 1}. {teks}")
    gaya.put_header(ws, AWAL - 1, ["No.", "Yang diperiksa", "Hasil", "Yang belum"])
    for n, (teks, rumus, satuan) in enumerate(butir):
        b = AWAL + n
        gaya.put(ws, f"A{b}", n + 1)
        gaya.put(ws, f"B{b}", teks)
        hasil = f'=IF(D{b}=0,"{BENAR}","{SALAH}")'
        gaya.put(ws, f"C{b}", hasil, rumus=True, rata="center", bold=True)
        gaya.put_number(ws, f"D{b}", f"={rumus}", f'[=0]"–";{gaya.RUPIAH}" {satuan}"')
        gaya.fit_height(ws, b, teks, 72)
    akhir = AWAL + len(butir) - 1
    rentang = f"C{AWAL}:C{akhir}"
    salah = f'COUNTIF({rentang},"{SALAH}")'
    gaya.put(
        ws,
        "C1",
        f'=IF({salah}=0,"SIAP DIKIRIM","BELUM SIAP: "&{salah}&" butir")',
        rumus=True,
        rata="center",
        bold=True,
        size=14,
    )
    ws.merge_cells("C1:D1")
    ws.row_dimensions[1].height = 30
    for alamat, awal in ((rentang, f"C{AWAL}"), ("C1:D1", "$C$1")):
        baik = f'OR({awal}="{BENAR}",{awal}="SIAP DIKIRIM")'
        tebal = Font(color=theme.LENCANA["DITERIMA"][2])
        ws.conditional_formatting.add(alamat, FormulaRule(formula=[baik], fill=gaya.HIJAU, font=tebal))
        merah = Font(color=theme.LENCANA["DITOLAK"][2])
        ws.conditional_formatting.add(
            alamat, FormulaRule(formula=[f"NOT({baik})"], fill=gaya.MERAH, font=merah)
        )
    gaya.set_widths(ws, A=6, B=74, C=20, D=24)
    gaya.finish(ws, AWAL - 1, melintang=False)


def budget_checks(letak: anggaran.Letak, pk: dict[str, str]) -> list[tuple[str, str, str]]:
    """The points about the budget sheet. `pk`: program code → address of its Perjanjian Kinerja amount."""
    kolom = f"'{anggaran.LEMBAR}'!${anggaran.PERIKSA}${anggaran.AWAL}:${anggaran.PERIKSA}${letak.akhir}"

    def count(*pesan: str) -> str:
        return "+".join(f'COUNTIF({kolom},"{p}")' for p in pesan)

    butir = [
        ("Plafon semua rincian terisi", count(anggaran.KOSONG_PLAFON), "baris"),
        ("Realisasi semua rincian terisi (0 bila belum ada)", count(anggaran.KOSONG_REALISASI), "baris"),
        ("Realisasi tidak melebihi plafon", count(anggaran.LEBIH), "baris"),
        (
            "Realisasi sejak awal tahun tidak lebih kecil dari angka pembanding",
            count(anggaran.TURUN),
            "baris",
        ),
        (
            "Baris tambahan lengkap dan kodenya belum dipakai",
            count(anggaran.TAMBAHAN, anggaran.GANDA),
            "baris",
        ),
    ]
    for kode, baris in letak.program.items():
        if kode in pk:
            selisih = f"ABS('{anggaran.LEMBAR}'!C{baris}-{pk[kode]})"
            butir.append(
                (f"Plafon program {kode} sama dengan anggaran pada Perjanjian Kinerja", selisih, "rupiah")
            )
    return butir
