-- Satu baris = satu baris anggaran yang kodenya tidak ada di nomenklatur
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, r.kode_sel AS sel, r.uraian_sel AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', coalesce(r.kode, r.kode_mentah), r.uraian) AS objek,
       r.kode_mentah AS nilai_mentah,
       r.kode_menurut_nama AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       CASE WHEN r.kode_menurut_nama IS NOT NULL THEN 'nama barisnya adalah nama ' || r.kode_menurut_nama END AS sebab
FROM realisasi_anggaran AS r
WHERE r.tingkat <> 'total' AND trim(r.kode_mentah) <> ''
  AND NOT penjelas(r.kode_gaya, r.uraian)
  AND NOT EXISTS (SELECT 1 FROM ref_nomenklatur AS n WHERE n.kode = r.kode)
  AND NOT EXISTS (SELECT 1 FROM ref_nomenklatur AS n WHERE n.kode_empat_digit = r.kode)
