"""A published database whose texts are hostile, for the tests of the reports."""

import shutil

from transforms import database

NIP = "19800101 200501 1 002"
NIP_RAPAT = "198001012005011002"
MUATAN = [
    "=1+1", '=HYPERLINK("http://x.example","klik")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=cmd|' /C calc'!A0",
    "{{ 7*7 }}", "{% for x in y %}", "{{ settings.__class__ }}", "{#", "</w:t></w:r><w:r><w:fldSimple/>",
    '<w:hyperlink r:id="rId1">', "]]>&amp;<b>", "bel\x07 \x1b[31m \u202eterbalik", f"NIP. {NIP}", NIP_RAPAT,
    'INCLUDEPICTURE "http://x.example/a.png"', "_x000D_", "{_{ 7*7 }_}",
]  # fmt: skip


def poison(mart, tujuan):
    """Copy a published database to `tujuan` with every text that comes from a workbook replaced by a payload."""
    shutil.copyfile(mart, tujuan)
    con = database.connect(tujuan)
    con.execute("CREATE TEMP TABLE muatan (n INTEGER, t VARCHAR)")
    con.executemany("INSERT INTO muatan VALUES (?, ?)", list(enumerate(MUATAN)))
    for tabel, kolom in (
        ("serapan_program", "uraian"), ("serapan_kegiatan", "uraian"), ("serapan_sub_kegiatan", "uraian"),
        ("konsolidasi_program", "uraian"), ("narasi", "teks"), ("temuan", "objek"), ("temuan", "sebab"),
        ("temuan", "lembar"), ("temuan", "nilai_mentah"), ("kepatuhan", "nama_berkas"), ("kiriman", "nama_berkas"),
        ("capaian_kecamatan", "alasan_kosong"), ("perubahan_kiriman", "nilai_baru"),
        ("ref_nomenklatur", "nama"), ("ref_indikator", "sasaran"),
    ):  # fmt: skip
        con.execute(
            f"UPDATE {tabel} SET {kolom} = (SELECT t FROM muatan WHERE n = {tabel}.rowid % {len(MUATAN)}) "
            f"WHERE {kolom} IS NOT NULL"
        )
    con.execute("CHECKPOINT")
    con.close()
    return tujuan
