"""The sheet Capaian Kinerja of a template: Tabel 3.1 and Tabel 3.2."""

from transforms.reports import template_style as gaya
from transforms.reports.format import ROMAWI, period_short

AWAL = 7  # first row of Tabel 3.1


def write_capaian(ws, isian, target: dict[str, str]) -> dict[str, list[str]]:
    """Tabel 3.1 and 3.2; returns the addresses of the typed and the cumulative values."""
    tw, thn = ROMAWI[isian.triwulan], isian.tahun
    daftar = [i for i in isian.indikator if i.capaian]
    for n, teks in enumerate(
        ("Tabel 3.1.", "PERBANDINGAN TARGET DAN REALISASI", f"TRIWULAN {tw} TAHUN {thn}"), 1
    ):
        gaya.put_title(ws, f"A{n}", teks)
    kepala = AWAL - 1
    gaya.put_header(
        ws,
        kepala,
        [
            "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", f"Realisasi Triwulan {tw}",
            f"Realisasi s.d. Triwulan {tw}", "Capaian (%)",
        ],
        tinggi=28,
    )  # fmt: skip
    if isian.pembanding and any(i.lalu is not None for i in daftar):
        gaya.put_header(ws, kepala, [f"Pembanding s.d. {period_short(*isian.pembanding)}"], "I")
    isi: dict[str, list[str]] = {"triwulan": [], "kumulatif": []}
    for n, i in enumerate(daftar):
        b = AWAL + n
        _write_indicator(ws, b, i, target)
        rumus = _cumulative(i, b, isian.triwulan)
        gaya.put_number(ws, f"F{b}", rumus, gaya.ANGKA, bebas=True)
        if not rumus:
            gaya.colour_blanks(ws, [f"F{b}"])
        gaya.put_number(ws, f"E{b}", None, gaya.ANGKA, bebas=True)
        hitung = f"F{b}/D{b}*100" if i.arah == "naik_baik" else f"MAX(0,(2*D{b}-F{b})/D{b}*100)"
        gaya.put_number(
            ws,
            f"G{b}",
            f'=IF(AND(ISNUMBER(F{b}),N(D{b})>0),ROUND({hitung},2),"")',
            gaya.ANGKA,
            latar=gaya.ABU_MUDA,
        )
        if i.lalu is not None:
            gaya.put_number(ws, f"I{b}", i.lalu, gaya.ANGKA, latar=gaya.ABU_MUDA)
        isi["triwulan"].append(f"E{b}")
        isi["kumulatif"].append(f"F{b}")
    gaya.colour_blanks(ws, isi["triwulan"])
    gaya.validate_number(
        ws, isi["triwulan"], "Realisasi triwulan", "Realisasi dalam triwulan ini saja.", 1_000_000
    )
    gaya.validate_number(
        ws,
        isi["kumulatif"],
        "Realisasi kumulatif",
        "Realisasi sejak awal tahun. Boleh diganti bila keliru.",
        1_000_000,
    )
    _write_yearly(ws, isian, daftar, target, AWAL + len(daftar) + 2)
    gaya.set_widths(ws, A=40, B=44, C=9, D=11, E=13, F=15, G=12, H=2, I=16)
    gaya.finish(ws)
    return isi


def _write_indicator(ws, baris: int, i, target: dict[str, str]) -> None:
    """Names, unit and target of an indicator; the target is the one of the Perjanjian Kinerja."""
    for kolom, teks in zip("ABC", (i.sasaran, i.indikator, i.satuan), strict=True):
        gaya.put(ws, f"{kolom}{baris}", teks, gaya.ABU_MUDA)
    asal = f"'Perjanjian Kinerja'!{target[i.indikator_id]}"
    gaya.put_number(ws, f"D{baris}", f'=IF(ISNUMBER({asal}),{asal},"")', gaya.ANGKA, latar=gaya.ABU_MUDA)
    gaya.fit_height(ws, baris, max(i.sasaran, i.indikator, key=len), 40)


def _cumulative(i, baris: int, triwulan: int) -> str | None:
    """The formula of the cumulative value, where the nature of the indicator and the last report give one."""
    if triwulan == 1 or i.sifat == "terakhir":
        return f'=IF(E{baris}="","",E{baris})'
    if i.sifat == "akumulatif" and i.lalu is not None:
        return f'=IF(E{baris}="","",I{baris}+E{baris})'
    return None


def _write_yearly(ws, isian, daftar: list, target: dict[str, str], awal: int) -> None:
    """Tabel 3.2: the years before, and the current one taken from Tabel 3.1."""
    tahun = [isian.tahun - 2, isian.tahun - 1, isian.tahun]
    gaya.put_title(ws, f"A{awal}", "Tabel 3.2.")
    gaya.put_title(ws, f"A{awal + 1}", "PERBANDINGAN REALISASI KINERJA TAHUN SEBELUMNYA")
    kepala = awal + 3
    gaya.put_header(
        ws, kepala, ["Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "", ""]
    )
    gaya.put_header(ws, kepala + 1, ["", "", "", "", *(str(t) for t in tahun)])
    ws.merge_cells(f"E{kepala}:G{kepala}")
    for kolom in "ABCD":
        ws.merge_cells(f"{kolom}{kepala}:{kolom}{kepala + 1}")
    for n, i in enumerate(daftar):
        b = kepala + 2 + n
        _write_indicator(ws, b, i, target)
        for kolom, t in zip("EF", tahun, strict=False):
            gaya.put_number(ws, f"{kolom}{b}", i.tahunan.get(t), gaya.ANGKA, bebas=True)
        asal = f"F{AWAL + n}"
        gaya.put_number(ws, f"G{b}", f'=IF(ISNUMBER({asal}),{asal},"")', gaya.ANGKA, latar=gaya.ABU_MUDA)
    gaya.validate_number(
        ws,
        [f"{k}{kepala + 2 + n}" for n in range(len(daftar)) for k in "EF"],
        "Realisasi tahun lalu",
        "Realisasi pada akhir tahun itu.",
        1_000_000,
    )
