-- Satu baris = satu nilai baris TOTAL yang bukan jumlah baris program yang tertulis
WITH program AS (
    SELECT r.kiriman_id, count(*) AS banyak,
           count(*) - count(r.plafon) AS kosong_plafon, count(*) - count(r.realisasi) AS kosong_realisasi,
           count(*) - count(r.sisa) AS kosong_sisa,
           sum(r.plafon) AS plafon, sum(r.realisasi) AS realisasi, sum(r.sisa) AS sisa,
           string_agg(r.plafon_sel, '; ' ORDER BY r.urutan) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS realisasi_sel,
           string_agg(r.sisa_sel, '; ' ORDER BY r.urutan) AS sisa_sel
    FROM realisasi_anggaran AS r WHERE r.tingkat = 'program'
    GROUP BY r.kiriman_id
),
daun AS (
    SELECT kiriman_id, sum(plafon_dihitung) AS plafon, sum(realisasi_dihitung) AS realisasi
    FROM anggaran_dihitung WHERE daun GROUP BY kiriman_id
),
banding AS (
    SELECT t.kiriman_id, t.urutan, t.lembar, t.uraian, 'plafon' AS kolom, t.plafon_mentah AS mentah, t.plafon_sel AS sel,
           t.plafon AS tertulis, p.plafon AS jumlah, p.plafon_sel AS sel_program, d.plafon AS rincian
    FROM realisasi_anggaran AS t JOIN program AS p USING (kiriman_id) JOIN daun AS d USING (kiriman_id)
    WHERE t.tingkat = 'total' AND p.kosong_plafon = 0
    UNION ALL
    SELECT t.kiriman_id, t.urutan, t.lembar, t.uraian, 'realisasi', t.realisasi_mentah, t.realisasi_sel,
           t.realisasi, p.realisasi, p.realisasi_sel, d.realisasi
    FROM realisasi_anggaran AS t JOIN program AS p USING (kiriman_id) JOIN daun AS d USING (kiriman_id)
    WHERE t.tingkat = 'total' AND p.kosong_realisasi = 0
    UNION ALL
    -- bila semua plafon dan realisasi terisi, selisih sisa hanyalah akibat temuan lain
    SELECT t.kiriman_id, t.urutan, t.lembar, t.uraian, 'sisa', t.sisa_mentah, t.sisa_sel, t.sisa, p.sisa, p.sisa_sel, NULL
    FROM realisasi_anggaran AS t JOIN program AS p USING (kiriman_id)
    WHERE t.tingkat = 'total' AND p.kosong_sisa = 0
      AND (t.plafon IS NULL OR t.realisasi IS NULL OR p.kosong_plafon > 0 OR p.kosong_realisasi > 0)
),
beda AS (
    SELECT *, tertulis - jumlah AS selisih FROM banding
    WHERE abs(tertulis - jumlah) > toleransi('TOTAL_TIDAK_COCOK')
),
baris_program AS (
    SELECT r.kiriman_id, r.urutan, 'plafon' AS kolom, coalesce(r.kode, r.uraian) AS sebutan, r.plafon_sel AS sel,
           r.plafon AS nilai, r.plafon - h.plafon_dihitung AS selisih
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan) WHERE r.tingkat = 'program'
    UNION ALL
    SELECT r.kiriman_id, r.urutan, 'realisasi', coalesce(r.kode, r.uraian), r.realisasi_sel,
           r.realisasi, r.realisasi - h.realisasi_dihitung
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan) WHERE r.tingkat = 'program'
),
asal AS (
    SELECT b.kiriman_id, b.urutan, b.kolom,
           first(p.sebutan || ' (' || p.sel || ')' ORDER BY p.urutan) FILTER (p.selisih = -b.selisih) AS selisih_sama,
           first(p.sebutan || ', baris ' || p.sel ORDER BY p.urutan) FILTER (p.nilai = abs(b.selisih)) AS nilai_sama
    FROM beda AS b JOIN baris_program AS p ON p.kiriman_id = b.kiriman_id AND p.kolom = b.kolom
    GROUP BY b.kiriman_id, b.urutan, b.kolom
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, b.sel, b.sel_program AS sel_terkait,
       b.kolom, coalesce(b.uraian, 'TOTAL') AS objek, b.mentah AS nilai_mentah, b.jumlah::VARCHAR AS nilai_seharusnya,
       b.selisih,
       CASE WHEN a.selisih_sama IS NOT NULL THEN 'sama dengan selisih program ' || a.selisih_sama
            WHEN b.tertulis = b.rincian THEN 'TOTAL sama dengan jumlah rincian; baris program yang perlu diperiksa'
            WHEN a.nilai_sama IS NOT NULL THEN 'selisih = ' || a.nilai_sama
                || CASE WHEN b.selisih < 0 THEN ' (belum ikut dijumlahkan)' ELSE ' (mungkin terhitung dua kali)' END
            ELSE salah_ketik(b.tertulis, b.jumlah) END AS sebab
FROM beda AS b LEFT JOIN asal AS a USING (kiriman_id, urutan, kolom)
