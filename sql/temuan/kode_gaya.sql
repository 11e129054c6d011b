-- Satu baris = satu kode anggaran yang disalin utuh dari SIPD, dengan sisipan kode unit dan akhiran rekening
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, r.kode_sel AS sel, NULL::VARCHAR AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', r.kode, r.uraian) AS objek, r.kode_mentah AS nilai_mentah,
       r.kode AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM realisasi_anggaran AS r
WHERE r.kode_gaya = 'sipd'
