-- Satu baris = satu indikator tanpa target
SELECT k.kiriman_id, 'perjanjian_kinerja' AS tabel, k.lembar, k.target_sel AS sel, k.sel_lain AS sel_terkait,
       'target' AS kolom, k.indikator_mentah AS objek, k.target_mentah AS nilai_mentah,
       c.target::DECIMAL(18,2)::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'tabel capaian mencantumkan target pada ' || c.target_sel AS sebab
FROM perjanjian_kinerja AS k
-- target yang berisi teks tak terbaca sudah dilaporkan pembaca
ANTI JOIN temuan_baca AS t ON t.kiriman_id = k.kiriman_id AND t.lembar = k.lembar AND t.sel = k.target_sel
LEFT JOIN capaian_indikator AS c
    ON c.kiriman_id = k.kiriman_id AND c.indikator_id = k.indikator_id AND c.target IS NOT NULL
WHERE k.target IS NULL
UNION ALL
SELECT c.kiriman_id, 'capaian_indikator', c.lembar, c.target_sel, NULL, 'target', c.indikator_mentah,
       c.target_mentah, NULL, NULL, NULL
FROM capaian_indikator AS c
ANTI JOIN temuan_baca AS t ON t.kiriman_id = c.kiriman_id AND t.lembar = c.lembar AND t.sel = c.target_sel
ANTI JOIN perjanjian_kinerja AS k ON k.kiriman_id = c.kiriman_id AND k.indikator_id = c.indikator_id
WHERE c.target IS NULL
