-- Satu baris = satu baris anggaran yang sisanya bukan plafon dikurangi realisasi
WITH beda AS (
    SELECT r.kiriman_id, r.urutan, r.lembar, r.kode, r.tingkat, h.objek, h.daun,
           r.sisa_mentah, r.sisa_sel, r.plafon_sel, r.realisasi_sel, r.sisa,
           r.plafon - r.realisasi AS seharusnya,
           r.sisa - (r.plafon - r.realisasi) AS selisih,
           coalesce(r.kode, r.uraian, 'baris ' || r.baris) || coalesce(' (' || r.sisa_sel || ')', '') AS sebutan
    FROM realisasi_anggaran AS r
    JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE abs(r.sisa - (r.plafon - r.realisasi)) > toleransi('SISA_TIDAK_COCOK')
),
asal AS (
    -- baris di bawahnya dengan selisih yang sama: yang paling rinci adalah asalnya
    SELECT b.kiriman_id, b.urutan,
           first(d.sebutan ORDER BY d.daun DESC, d.tingkat = 'kegiatan' DESC, d.urutan)
               FILTER (d.selisih = b.selisih) AS satu,
           string_agg(d.sebutan, ', ' ORDER BY d.urutan) FILTER (d.daun) AS semua,
           sum(d.selisih) FILTER (d.daun) AS jumlah
    FROM beda AS b
    JOIN silsilah AS s ON s.kiriman_id = b.kiriman_id AND s.leluhur = b.urutan
    JOIN beda AS d ON d.kiriman_id = s.kiriman_id AND d.urutan = s.urutan
    GROUP BY b.kiriman_id, b.urutan
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, b.sisa_sel AS sel,
       concat_ws('; ', b.plafon_sel, b.realisasi_sel) AS sel_terkait,
       'sisa' AS kolom, b.objek, b.sisa_mentah AS nilai_mentah, b.seharusnya::VARCHAR AS nilai_seharusnya, b.selisih,
       CASE WHEN a.satu IS NOT NULL THEN 'merambat dari ' || a.satu
            WHEN a.jumlah = b.selisih THEN 'merambat dari ' || a.semua
            ELSE salah_ketik(b.sisa, b.seharusnya) END AS sebab
FROM beda AS b LEFT JOIN asal AS a USING (kiriman_id, urutan)
