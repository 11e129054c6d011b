-- Satu baris = satu indikator baku yang arahnya belum ditetapkan di indikator.csv, sehingga capaiannya tidak dihitung
SELECT kiriman_id, 'capaian_indikator' AS tabel, coalesce(lembar, target_lembar) AS lembar,
       coalesce(realisasi_triwulan_sel, target_sel) AS sel, NULL::VARCHAR AS sel_terkait,
       'arah' AS kolom, indikator_mentah AS objek, arah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya,
       NULL::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM indikator_dihitung
WHERE dikenal AND (arah IS NULL OR arah NOT IN ('naik_baik', 'turun_baik', 'rentang'))
