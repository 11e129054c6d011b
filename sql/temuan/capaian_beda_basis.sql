-- Satu baris = satu capaian yang cocok dengan realisasi kumulatif, padahal barisnya menampilkan realisasi triwulan
WITH nilai AS (
    SELECT d.*, c.capaian_dilaporkan_mentah AS mentah, c.capaian_dilaporkan_sel AS sel,
           concat_ws('; ', d.realisasi_triwulan_sel, c.target_sel,
                     CASE WHEN d.kumulatif_lembar = d.lembar THEN d.realisasi_kumulatif_sel
                          ELSE alamat(d.kumulatif_lembar, d.realisasi_kumulatif_sel) END) AS sel_terkait,
           longgar_capaian(c.capaian_dilaporkan_mentah, toleransi('CAPAIAN_BEDA_BASIS')) AS longgar
    FROM indikator_dihitung AS d
    JOIN capaian_indikator AS c USING (kiriman_id, indikator_id)
)
SELECT kiriman_id, 'capaian_indikator' AS tabel, lembar, sel, sel_terkait,
       'capaian_dilaporkan' AS kolom, indikator_mentah AS objek, mentah AS nilai_mentah,
       capaian_menurut_triwulan::VARCHAR AS nilai_seharusnya,
       TRY_CAST(capaian_dilaporkan - capaian_menurut_triwulan AS DECIMAL(18,2)) AS selisih,
       'cocok dengan realisasi kumulatif ' || replace(round(realisasi_kumulatif, 2)::VARCHAR, '.', ',')
           || coalesce(' (' || realisasi_kumulatif_sel || ')', '') || ' dibagi target' AS sebab
FROM nilai
WHERE abs(capaian_dilaporkan - capaian_menurut_kumulatif) <= longgar
  AND abs(capaian_dilaporkan - capaian_menurut_triwulan) > longgar
  -- baris yang menampilkan sendiri nilai kumulatifnya sudah mengikuti anjuran aturan ini
  AND NOT coalesce(kumulatif_lembar = lembar
                   AND regexp_extract(realisasi_kumulatif_sel, '(\d+)( kolom|$)', 1)
                       = regexp_extract(sel, '(\d+)( kolom|$)', 1), FALSE)
