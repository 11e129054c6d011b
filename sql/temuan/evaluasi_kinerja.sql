-- Satu baris = satu target atau realisasi kinerja E.81 yang berbeda dari indikator yang sama di LKj
SELECT r.kiriman_e81 AS kiriman_id, 'evaluasi_renja_nilai' AS tabel, r.lembar, u.sel,
       concat(r.kiriman_id, ' ', r.lembar_lkj, '!', u.sel_lkj) AS sel_terkait, u.kolom, r.indikator AS objek,
       angka_id(rp(u.tertulis)::VARCHAR) AS nilai_mentah,
       angka_id(rp(u.menurut_lkj)::VARCHAR) AS nilai_seharusnya,
       rp(u.tertulis - u.menurut_lkj) AS selisih, u.sebab
FROM rekonsiliasi_e81_indikator AS r
CROSS JOIN LATERAL (
    SELECT 'target (K)' AS kolom, r.target_e81_sel AS sel, r.target_sel AS sel_lkj, r.target_e81 AS tertulis,
           r.target_lkj AS menurut_lkj, r.sebab_target AS sebab
    UNION ALL
    SELECT 'realisasi triwulan ' || r.triwulan || ' (K)', r.kinerja_e81_sel, r.realisasi_sel, r.kinerja_e81,
           r.kinerja_lkj, r.sebab_realisasi
) AS u
WHERE u.sebab IS NOT NULL AND abs(u.tertulis - u.menurut_lkj) > toleransi('EVALUASI_KINERJA')
