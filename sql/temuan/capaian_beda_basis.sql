-- Satu baris = satu capaian yang cocok dengan realisasi kumulatif, padahal barisnya menampilkan realisasi triwulan
SELECT d.kiriman_id, 'capaian_indikator' AS tabel, d.lembar, c.capaian_dilaporkan_sel AS sel,
       concat_ws('; ', d.realisasi_triwulan_sel, c.target_sel,
                 CASE WHEN d.kumulatif_lembar = d.lembar THEN d.realisasi_kumulatif_sel
                      ELSE d.kumulatif_lembar || '!' || d.realisasi_kumulatif_sel END) AS sel_terkait,
       'capaian_dilaporkan' AS kolom, d.indikator_mentah AS objek, c.capaian_dilaporkan_mentah AS nilai_mentah,
       d.capaian_menurut_triwulan::VARCHAR AS nilai_seharusnya,
       TRY_CAST(d.capaian_dilaporkan - d.capaian_menurut_triwulan AS DECIMAL(18,2)) AS selisih,
       'cocok dengan realisasi kumulatif ' || replace(format('{:.2f}', d.realisasi_kumulatif::DOUBLE), '.', ',')
           || coalesce(' (' || d.realisasi_kumulatif_sel || ')', '') || ' dibagi target' AS sebab
FROM indikator_dihitung AS d
JOIN capaian_indikator AS c USING (kiriman_id, indikator_id)
WHERE abs(d.capaian_dilaporkan - d.capaian_menurut_kumulatif) <= longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_BEDA_BASIS'))
  AND abs(d.capaian_dilaporkan - d.capaian_menurut_triwulan) > longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_BEDA_BASIS'))
