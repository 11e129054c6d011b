-- Satu baris = satu target atau realisasi triwulan E.81 yang berbeda dari LKj, atau kode yang hanya ada di salah satu
SELECT r.kiriman_e81 AS kiriman_id, 'evaluasi_renja_nilai' AS tabel, r.lembar, u.sel,
       concat(r.kiriman_id, ' ', r.lembar_lkj, '!', u.sel_lkj) AS sel_terkait, u.kolom,
       concat_ws(' ', r.kode, r.uraian) AS objek, angka_id(u.tertulis::VARCHAR) AS nilai_mentah,
       angka_id(u.menurut_lkj::VARCHAR) AS nilai_seharusnya, u.selisih, u.sebab
FROM rekonsiliasi_e81 AS r
CROSS JOIN LATERAL (
    SELECT 'target (Rp)' AS kolom, r.target_sel AS sel, r.plafon_sel AS sel_lkj, r.target_e81 AS tertulis,
           r.plafon_lkj AS menurut_lkj, r.selisih_target AS selisih, r.sebab_target AS sebab
    UNION ALL
    SELECT CASE r.dasar WHEN 'triwulan' THEN 'realisasi triwulan ' ELSE 'realisasi s.d. triwulan ' END
               || r.triwulan || ' (Rp)',
           r.triwulan_sel, r.realisasi_sel, r.realisasi_e81, r.realisasi_lkj, r.selisih_realisasi, r.sebab_realisasi
) AS u
WHERE r.hasil = 'berbeda' AND abs(u.selisih) > toleransi('EVALUASI_BEDA')
  AND u.sebab NOT IN ('dibulatkan ke ribuan', 'sen tidak ditulis')
UNION ALL
-- sekali setahun, pada triwulan terbaru: kode yang tidak ada di salah satunya
SELECT r.kiriman_e81, 'evaluasi_renja', coalesce(r.lembar, l.lembar), coalesce(r.target_sel, r.triwulan_sel),
       CASE WHEN r.lembar_lkj IS NOT NULL THEN concat(r.kiriman_id, ' ', r.lembar_lkj, '!', r.plafon_sel) END,
       'target (Rp)', concat_ws(' ', r.kode, r.uraian), angka_id(r.target_e81::VARCHAR),
       angka_id(r.plafon_lkj::VARCHAR),
       rp(coalesce(r.target_e81, 0) - coalesce(r.plafon_lkj, 0)), 'kode ini ' || r.hasil
FROM rekonsiliasi_e81 AS r
LEFT JOIN (SELECT kiriman_id, kode_kecamatan, min(lembar) AS lembar FROM evaluasi_renja GROUP BY ALL) AS l
    ON l.kiriman_id = r.kiriman_e81 AND l.kode_kecamatan = r.kode_kecamatan
WHERE r.hasil IN ('tidak ada di LKj', 'tidak ada di E.81')
  AND coalesce(r.plafon_lkj, r.target_e81, 0) <> 0
