-- Satu baris = satu capaian tertulis yang tidak cocok dengan realisasi triwulan maupun kumulatif
WITH nilai AS (
    SELECT d.*, c.capaian_dilaporkan_mentah AS mentah, c.capaian_dilaporkan_sel AS sel,
           concat_ws('; ', d.realisasi_triwulan_sel, c.target_sel,
                     CASE WHEN d.kumulatif_lembar = d.lembar THEN d.realisasi_kumulatif_sel
                          ELSE alamat(d.kumulatif_lembar, d.realisasi_kumulatif_sel) END) AS sel_terkait,
           longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_SALAH')) AS longgar
    FROM indikator_dihitung AS d
    JOIN capaian_indikator AS c USING (kiriman_id, indikator_id)
)
SELECT kiriman_id, 'capaian_indikator' AS tabel, lembar, sel, sel_terkait,
       'capaian_dilaporkan' AS kolom, indikator_mentah AS objek, mentah AS nilai_mentah,
       capaian_menurut_kumulatif::VARCHAR AS nilai_seharusnya,
       TRY_CAST(capaian_dilaporkan - capaian_menurut_kumulatif AS DECIMAL(18,2)) AS selisih,
       concat_ws(', ',
                 'menurut realisasi triwulan ' || replace(capaian_menurut_triwulan::VARCHAR, '.', ',') || ' persen',
                 'menurut kumulatif ' || replace(capaian_menurut_kumulatif::VARCHAR, '.', ',') || ' persen') AS sebab
FROM nilai
-- tanpa nilai kumulatif tidak dapat dikatakan salah; itu KUMULATIF_TIDAK_ADA
WHERE abs(capaian_dilaporkan - capaian_menurut_kumulatif) > longgar
  AND coalesce(abs(capaian_dilaporkan - capaian_menurut_triwulan) > longgar, TRUE)
