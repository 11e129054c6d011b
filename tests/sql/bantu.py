"""Small read results for the tests of sql/: budget lines written as text, indicators as tuples."""

from transforms import findings, warehouse
from transforms.settings import REFERENSI

TINGKAT = {"T": "total", "P": "program", "K": "kegiatan", "S": "sub_kegiatan", "L": "lain"}


def anggaran(teks: str, baris_awal: int = 6) -> list[dict]:
    """Budget lines from text: level, code, plafon, realisasi, sisa and, after |, the name; `_` is blank.

    The first line stands on row `baris_awal`: code in A, name in B, amounts in C, D and E. Parents as the reader
    finds them: the nearest row above with the parent's code, else the first below; programs belong to the total.
    """
    rows = []
    for i, tulisan in enumerate(teks.strip().splitlines()):
        isi, _, nama = (b.strip() for b in tulisan.partition("|"))
        huruf, kode, *jumlah = isi.split()
        kode, baris = None if kode == "_" else kode, baris_awal + i
        row = {
            "urutan": i + 1,
            "lembar": "Anggaran",
            "baris": baris,
            "tingkat": TINGKAT[huruf],
            "kode": kode,
            "kode_mentah": kode,
            "kode_sel": f"A{baris}",
            "kode_gaya": "kanonik" if kode else None,
            "kode_asal": "tertulis" if kode else None,
            "uraian": nama or TINGKAT[huruf].upper(),
            "uraian_sel": f"B{baris}",
            "tersembunyi": False,
        }
        for kolom, huruf_kolom, nilai in zip(("plafon", "realisasi", "sisa"), "CDE", jumlah, strict=True):
            nilai = None if nilai == "_" else nilai
            row |= {kolom: nilai, f"{kolom}_mentah": nilai, f"{kolom}_sel": f"{huruf_kolom}{baris}"}
        rows.append(row)
    total = next((r["urutan"] for r in rows if r["tingkat"] == "total"), None)
    for row in rows:
        induk = {"kegiatan": (row["kode"] or "")[:7], "sub_kegiatan": (row["kode"] or "")[:12]}.get(row["tingkat"])
        sama = [r["urutan"] for r in rows if induk and r["kode"] == induk]
        atas = [u for u in sama if u < row["urutan"]]
        row["induk_urutan"] = total if row["tingkat"] == "program" else (atas[-1:] or sama[:1] or [None])[0]
    return rows


def pk_anggaran(*isi: tuple, awal: int = 4) -> list[dict]:
    """Budget lines of the Perjanjian Kinerja: (nomor, kode or None for the total, anggaran)."""
    return [
        {
            "lembar": "PK",
            "baris": b,
            "nomor_mentah": nomor,
            "nomor_sel": f"A{b}" if nomor else None,
            "tingkat": "program" if kode else "total",
            "kode": kode,
            "uraian": f"Program {kode}" if kode else "JUMLAH",
            "uraian_sel": f"B{b}",
            "anggaran": nilai,
            "anggaran_mentah": nilai,
            "anggaran_sel": f"C{b}",
        }
        for b, (nomor, kode, nilai) in enumerate(isi, awal)
    ]


def pk_kinerja(*isi: tuple, awal: int = 10) -> list[dict]:
    """Indicators of the Perjanjian Kinerja: (nomor, indikator_id, target)."""
    return [
        {
            "lembar": "PK",
            "baris": b,
            "tingkat": "sasaran" if i.startswith("S") else "program",
            "nomor_mentah": nomor,
            "nomor_sel": f"A{b}",
            "indikator_id": i,
            "indikator_mentah": f"Indikator {i}",
            "indikator_sel": f"C{b}",
            "target": target,
            "target_mentah": target,
            "target_sel": f"D{b}",
        }
        for b, (nomor, i, target) in enumerate(isi, awal)
    ]


def capaian(*isi: tuple, awal: int = 6) -> list[dict]:
    """Indicator results: (indikator_id, target, realisasi_triwulan, realisasi_kumulatif, written capaian)."""
    rows = []
    for b, (i, target, triwulan, kumulatif, tertulis) in enumerate(isi, awal):
        nilai = str(tertulis).replace("%", "").replace(",", ".").strip() if tertulis is not None else None
        rows.append(
            {
                "lembar": "Capaian",
                "baris": b,
                "indikator_id": i,
                "indikator_mentah": f"Indikator {i}",
                "target": target,
                "target_mentah": target,
                "target_sel": f"C{b}",
                "realisasi_triwulan": triwulan,
                "realisasi_triwulan_mentah": triwulan,
                "realisasi_triwulan_sel": f"D{b}",
                "realisasi_kumulatif": kumulatif,
                "realisasi_kumulatif_mentah": kumulatif,
                "realisasi_kumulatif_sel": f"F{b + 9}" if kumulatif else None,
                "kumulatif_lembar": "Capaian" if kumulatif else None,
                "capaian_dilaporkan": nilai,
                "capaian_dilaporkan_mentah": tertulis,
                "capaian_dilaporkan_sel": f"E{b}",
            }
        )
    return rows


BERSIH = anggaran("""
T _       300 120 180
P 7.01.01 300 120 180
K 7.01.01.2.01 100 20 80
S 7.01.01.2.01.01 60 20 40
S 7.01.01.2.01.02 40 0 40
K 7.01.01.2.02 200 100 100
S 7.01.01.2.02.01 200 100 100
""")


def hasil(realisasi_anggaran=None, temuan=(), status="TERBACA", **tabel) -> dict:
    """A read result; without budget lines: the clean ones."""
    isi = {"realisasi_anggaran": BERSIH if realisasi_anggaran is None else realisasi_anggaran, **tabel}
    return {"status": status, "tabel": isi, "temuan": list(temuan)}


def terima(nomor: int, kode="35.08.08", tahun=2023, triwulan=2, pada="2023-07-10T09:00:00+07:00", **lain) -> dict:
    """A row of penerimaan."""
    return {
        "kiriman_id": f"K{nomor:06d}",
        "nomor": nomor,
        "sha256": f"{nomor:064d}",
        "nama_berkas": f"berkas {nomor}.xlsx",
        "diterima_pada": pada,
        "kode_kecamatan": kode,
        "tahun": tahun,
        "triwulan": triwulan,
        "terbaca": True,
        "sintetis": True,
        **lain,
    }


def gudang(*paket: tuple[dict, dict], pengakuan=(), penutupan=(), sampai=99, tanpa=()):
    """An in-memory database with these kiriman, derived up to the sql/mart files of number `sampai`."""
    con = warehouse.open_warehouse(None)
    con.execute("SET threads = 1")
    if sampai < 99:
        con.execute("PRAGMA disable_optimizer")  # plans faster; the tests of the marts run with it
    warehouse.load_referensi_tables(con, REFERENSI)
    warehouse.load_batch(con, paket)
    warehouse.load_catatan(con, list(pengakuan), list(penutupan))
    findings.derive_all(con, sampai, tanpa)
    return con


def baris(con, sql: str) -> list[tuple]:
    """All rows of a query."""
    return con.execute(sql).fetchall()
