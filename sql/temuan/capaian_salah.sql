-- Satu baris = satu capaian tertulis yang tidak cocok dengan realisasi triwulan maupun kumulatif
SELECT d.kiriman_id, 'capaian_indikator' AS tabel, d.lembar, c.capaian_dilaporkan_sel AS sel,
       concat_ws('; ', d.realisasi_triwulan_sel, c.target_sel,
                 CASE WHEN d.kumulatif_lembar = d.lembar THEN d.realisasi_kumulatif_sel
                      ELSE d.kumulatif_lembar || '!' || d.realisasi_kumulatif_sel END) AS sel_terkait,
       'capaian_dilaporkan' AS kolom, d.indikator_mentah AS objek, c.capaian_dilaporkan_mentah AS nilai_mentah,
       d.capaian_menurut_kumulatif::VARCHAR AS nilai_seharusnya,
       TRY_CAST(d.capaian_dilaporkan - d.capaian_menurut_kumulatif AS DECIMAL(18,2)) AS selisih,
       'menurut realisasi triwulan ' || replace(d.capaian_menurut_triwulan::VARCHAR, '.', ',') || ' persen, menurut kumulatif '
           || replace(d.capaian_menurut_kumulatif::VARCHAR, '.', ',') || ' persen' AS sebab
FROM indikator_dihitung AS d
JOIN capaian_indikator AS c USING (kiriman_id, indikator_id)
-- tanpa nilai kumulatif tidak dapat dikatakan salah; itu KUMULATIF_TIDAK_ADA
WHERE abs(d.capaian_dilaporkan - d.capaian_menurut_kumulatif) > longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_SALAH'))
  AND coalesce(abs(d.capaian_dilaporkan - d.capaian_menurut_triwulan) > longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_SALAH')), TRUE)
