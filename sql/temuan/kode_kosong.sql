-- Satu baris = satu baris anggaran tanpa kode
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, r.kode_sel AS sel, r.uraian_sel AS sel_terkait,
       'kode' AS kolom, r.uraian AS objek, r.kode_mentah AS nilai_mentah, r.kode AS nilai_seharusnya,
       NULL::DECIMAL(18,2) AS selisih,
       coalesce('menurut namanya kode baris ini ' || r.kode, 'namanya tidak ada dalam nomenklatur') AS sebab
FROM realisasi_anggaran AS r
WHERE r.tingkat <> 'total' AND NOT penjelas(r.kode_gaya, r.uraian) AND coalesce(trim(r.kode_mentah), '') = ''
  AND (r.plafon IS NOT NULL OR r.realisasi IS NOT NULL OR r.sisa IS NOT NULL)
