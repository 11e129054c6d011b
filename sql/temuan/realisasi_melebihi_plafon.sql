-- Satu baris = satu baris anggaran yang realisasinya lebih besar daripada plafonnya
WITH lebih AS (
    SELECT r.kiriman_id, r.urutan, r.lembar, h.objek, h.daun,
           r.realisasi_mentah, r.realisasi_sel, r.plafon_sel, r.plafon,
           r.realisasi - r.plafon AS selisih,
           coalesce(r.kode, r.uraian, 'baris ' || r.baris) || coalesce(' (' || r.realisasi_sel || ')', '') AS sebutan
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE r.realisasi - r.plafon > toleransi('REALISASI_MELEBIHI_PLAFON')
),
asal AS (
    SELECT b.kiriman_id, b.urutan, string_agg(d.sebutan, ', ' ORDER BY d.urutan) AS rincian
    FROM lebih AS b
    JOIN silsilah AS s ON s.kiriman_id = b.kiriman_id AND s.leluhur = b.urutan
    JOIN lebih AS d ON d.kiriman_id = s.kiriman_id AND d.urutan = s.urutan AND d.daun
    GROUP BY b.kiriman_id, b.urutan
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, b.realisasi_sel AS sel, b.plafon_sel AS sel_terkait,
       'realisasi' AS kolom, b.objek, b.realisasi_mentah AS nilai_mentah, b.plafon::VARCHAR AS nilai_seharusnya,
       b.selisih,
       'merambat dari ' || a.rincian AS sebab
FROM lebih AS b LEFT JOIN asal AS a USING (kiriman_id, urutan)
