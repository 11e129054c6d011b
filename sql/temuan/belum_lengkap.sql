-- Satu baris = satu triwulan yang kirimannya belum lengkap
WITH kurang AS (
    SELECT p.periode, k.kecamatan, k.kode_kecamatan, b.kiriman_id IS NULL AS kurang
    FROM periode AS p
    CROSS JOIN ref_kecamatan AS k
    LEFT JOIN kiriman_berlaku AS b
        ON b.kode_kecamatan = k.kode_kecamatan AND b.tahun = p.tahun AND b.triwulan = p.triwulan
)
SELECT NULL::VARCHAR AS kiriman_id, NULL::VARCHAR AS tabel, NULL::VARCHAR AS lembar, NULL::VARCHAR AS sel,
       NULL::VARCHAR AS sel_terkait, 'kecamatan' AS kolom, periode AS objek,
       (count(*) FILTER (NOT kurang))::VARCHAR AS nilai_mentah, count(*)::VARCHAR AS nilai_seharusnya,
       (-(count(*) FILTER (kurang)))::DECIMAL(18,2) AS selisih,
       'belum ada: ' || string_agg(kecamatan, ', ' ORDER BY kode_kecamatan) FILTER (kurang) AS sebab
FROM kurang
GROUP BY periode
HAVING bool_or(kurang)
