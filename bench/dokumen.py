"""Writes docs/kinerja.md from a result of `python -m bench`, so that no figure in it is typed by hand."""

from transforms.settings import ROOT

KINERJA = ROOT / "docs" / "kinerja.md"
PENGANTAR = """# Kinerja

Ditulis oleh `python -m bench --dokumen` dari `bench/hasil.json`; mengukur ulang: `make bench` (beberapa menit) atau
`python -m bench --penuh` (7.285 buku kerja). Yang dijanjikan adalah perbandingan di dalam satu pengukuran; detik milik
mesin dan beban yang disebut di bawah setiap tabel.
"""
CATATAN = {
    "contoh": "Seluruh perintah, termasuk menyalakan Python.",
    "baca": "Milidetik per berkas .xlsx pada satu inti. `calamine`: semua sel menjadi daftar Python, tidak lebih; "
            "`lkj`: gerbang, sel, tabel, nilai dengan teks dan letak asalnya.",
    "pekerja": "Berkas yang sama (paling banyak 2.100) dengan satu dan dua proses pembaca, dari menyalakannya.",
    "tumbuh": "Satu jalan pertama atas n buku kerja (21 kecamatan, makin banyak triwulan), lalu jalan tanpa berita dan "
              "jalan dengan satu kiriman ulang, terbitan dan laporannya termasuk. `total` menulis laporan triwulan "
              "terbaru saja; `semua_laporan` = bila laporan semua triwulan ditulis, seperti jalan pertama yang "
              "sebenarnya: dihitung dari `laporan_per_triwulan`, yang diukur pada sepuluh triwulan. "
              "`kirim_ulang_persen` dibandingkan dengan `semua_laporan`. "
              "`ms_per_buku` tanpa laporan. `pangkat`: waktu ~ n^pangkat.",
    "skrip": "Seluruh pekerjaan di samping skrip pandas + openpyxl (`bench/pembanding.py`) pada tata letak bersih. "
             "Skrip menulis satu buku kerja; `lkj` menulis laporan semua triwulan, `lkj_satu_laporan` laporan triwulan "
             "terbaru saja, seperti sehari-hari.",
    "analis": "Dua belas pertanyaan `docs/pertanyaan.md` pada lima tahun nasional: 7.285 kecamatan, 20 triwulan.",
    "orkestrasi": "Detik. `per_jalan`: satu jalan Prefect kosong; `per_tugas`: tambahan tiap tugas; `tambahan`: jalan "
                  "yang sama lewat Prefect dan langsung.",
}


def write(hasil: dict) -> None:
    """docs/kinerja.md, one section per measured part."""
    bagian = [PENGANTAR, _goals({nama: isi["nilai"] for nama, isi in hasil.items()})]
    for nama, catatan in CATATAN.items():
        if nama in hasil:
            isi = hasil[nama]
            bagian.append(f"## {nama.capitalize()}\n\n{catatan}\n\n{_tables(nama, isi['nilai'])}\n\n{_machine(isi)}\n")
    KINERJA.write_text("\n".join(bagian), encoding="utf-8")


def _goals(nilai: dict) -> str:
    """What was aimed at, beside what was measured; only a full measurement has all of it."""
    if set(CATATAN) - set(nilai):
        return ""
    skrip, tumbuh = nilai["skrip"], nilai["tumbuh"]
    if "210" not in tumbuh["ukuran"] or len(tumbuh["ukuran"]) < 2:
        return ""
    *_, sebelum, besar = tumbuh["ukuran"].values()
    n, baca = list(nilai["baca"].items())[-1]
    sasaran = [  # what, its measure, at most or at least, the limit
        (f"pembaca dibanding calamine, {n} berkas", baca["lkj_per_calamine"], "≤", 2.0),
        (f"openpyxl dibanding pembaca, {n} berkas", baca["openpyxl_per_lkj"], "≥", 8.0),
        (f"pandas + openpyxl dibanding pembaca, {n} berkas", baca["pandas_per_lkj"], "≥", 8.0),
        ("dua proses pembaca dibanding satu", nilai["pekerja"]["kali_lebih_cepat"], "≥", 1.7),
        *((f"seluruh pekerjaan (laporan satu triwulan) dibanding skrip, {n} berkas",
           isi["lkj_satu_laporan_per_skrip"], "≤", 1.0) for n, isi in skrip.items() if int(n) >= 210),
        ("pangkat pertumbuhan waktu", tumbuh["pangkat"]["total"], "≤", 1.05),
        ("waktu per buku kerja: ukuran terbesar dibanding sebelumnya", besar["ms_per_buku"] / sebelum["ms_per_buku"],
         "≤", 1.1),
        ("memori puncak, MB", besar["memori_mb"], "≤", 1024.0),
        ("satu kiriman ulang pada ukuran terbesar, persen jalan pertama", besar["kirim_ulang_persen"], "≤", 1.0),
        ("tambahan Prefect pada ukuran terbesar, persen", 100 * nilai["orkestrasi"]["per_jalan"] / besar["total"],
         "≤", 10.0),
        ("pertanyaan analis yang paling lama, ms", max(nilai["analis"]["milidetik"].values()), "≤", 100.0),
    ]
    isi = [[apa, ukuran, f"{tanda} {_number(batas)}",
            "ya" if (ukuran <= batas if tanda == "≤" else ukuran >= batas) else "belum"]
           for apa, ukuran, tanda, batas in sasaran]
    return f"## Sasaran\n\n{_table(['', 'terukur', 'sasaran', 'tercapai'], isi)}\n"


def _tables(nama: str, nilai: dict) -> str:
    if nama == "tumbuh":
        per_n = nilai["ukuran"]
        baris = [k for k in next(iter(per_n.values())) if k != "kirim_ulang_langkah"]
        kepala = ["", *[f"{int(n):,}".replace(",", ".") for n in per_n], "pangkat"]
        isi = [[k, *[h.get(k) for h in per_n.values()], nilai["pangkat"].get(k)] for k in baris]
        langkah = next(reversed(per_n.values()))["kirim_ulang_langkah"]
        return (_table(kepala, isi) + "\n\nLangkah kiriman ulang pada ukuran terbesar: "
                + ", ".join(f"{k} {_number(v)} s" for k, v in langkah.items()) + ".")
    if nama in ("baca", "skrip"):
        kolom = list(next(iter(nilai.values())))
        return _table(["berkas", *kolom], [[n, *map(h.get, kolom)] for n, h in nilai.items()])
    if nama == "analis":
        u = nilai["ukuran"]
        return (_table(["", "ms"], [list(x) for x in nilai["milidetik"].items()])
                + f"\n\n{u['baris']:,} baris, {u['besar_mb']:,.0f} MB.".replace(",", "."))
    return _table(["", "nilai"], [list(x) for x in nilai.items()])


def _table(kepala: list[str], isi: list[list]) -> str:
    baris = [kepala, ["---", *["---:"] * (len(kepala) - 1)], *isi]
    return "\n".join("| " + " | ".join(_number(x) for x in b) + " |" for b in baris)


def _number(x) -> str:
    """Three significant digits, Indonesian style."""
    if not isinstance(x, float):
        return "–" if x is None else str(x)
    teks = f"{x:,.0f}" if abs(x) >= 100 else f"{x:.3g}"
    return teks.replace(",", " ").replace(".", ",").replace(" ", ".")


def _machine(isi: dict) -> str:
    m = isi["mesin"]
    return (f"*{m['prosesor']}, {m['inti']} inti, {m['sistem']}, Python {m['python']}; {isi['pada']}; "
            f"beban awal {m['beban'][0]}, akhir {m.get('beban_akhir', m['beban'])[0]}.*")
