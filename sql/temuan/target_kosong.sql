-- Satu baris = satu indikator tanpa target
SELECT k.kiriman_id, 'perjanjian_kinerja' AS tabel, k.lembar, k.target_sel AS sel, k.sel_lain AS sel_terkait,
       'target' AS kolom, k.indikator_mentah AS objek, k.target_mentah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya,
       NULL::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM perjanjian_kinerja AS k
ANTI JOIN temuan_baca AS t ON t.kiriman_id = k.kiriman_id AND t.lembar = k.lembar AND t.sel = k.target_sel
WHERE k.target IS NULL
  AND NOT EXISTS (SELECT 1 FROM capaian_indikator AS c
                  WHERE c.kiriman_id = k.kiriman_id AND c.indikator_id = k.indikator_id AND c.target IS NOT NULL)
UNION ALL
SELECT c.kiriman_id, 'capaian_indikator', c.lembar, c.target_sel, NULL, 'target', c.indikator_mentah, c.target_mentah, NULL, NULL, NULL
FROM capaian_indikator AS c
ANTI JOIN temuan_baca AS t ON t.kiriman_id = c.kiriman_id AND t.lembar = c.lembar AND t.sel = c.target_sel
WHERE c.target IS NULL
  AND NOT EXISTS (SELECT 1 FROM perjanjian_kinerja AS k
                  WHERE k.kiriman_id = c.kiriman_id AND k.indikator_id = c.indikator_id)
