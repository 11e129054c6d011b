-- Satu baris = satu baris anggaran yang namanya milik kode lain
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, r.kode_sel AS sel, r.uraian_sel AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', r.kode, r.uraian) AS objek, r.kode_mentah AS nilai_mentah,
       r.kode_menurut_nama AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'kode ' || r.kode || ' bernama "' || n.nama || '"' AS sebab
FROM realisasi_anggaran AS r
JOIN ref_nomenklatur AS n ON n.kode = r.kode -- kode yang tidak dikenal dilaporkan KODE_TIDAK_DIKENAL
WHERE r.kode_menurut_nama <> r.kode
