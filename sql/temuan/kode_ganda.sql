-- Satu baris = satu baris anggaran yang kodenya sudah dipakai baris sebelumnya (bukan pengulangan utuh, itu BARIS_GANDA)
WITH bernomor AS (
    SELECT r.*, row_number() OVER (
               PARTITION BY r.kiriman_id, r.kode, r.induk_urutan, lower(trim(r.uraian)), r.plafon, r.realisasi, r.sisa, r.sumber_dana
               ORDER BY r.urutan) AS ulangan
    FROM realisasi_anggaran AS r
    WHERE r.kode IS NOT NULL AND r.tingkat <> 'total'
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, coalesce(b.kode_sel, b.uraian_sel) AS sel,
       first_value(coalesce(b.kode_sel, b.uraian_sel)) OVER sekode AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', b.kode, b.uraian) AS objek, b.kode_mentah AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       CASE WHEN b.kode_mentah <> first_value(b.kode_mentah) OVER sekode
            THEN 'ditulis dengan dua gaya: "' || first_value(b.kode_mentah) OVER sekode || '" dan "' || b.kode_mentah || '"'
            WHEN b.induk_urutan IS DISTINCT FROM first_value(b.induk_urutan) OVER sekode THEN 'berada di bawah induk yang berbeda'
       END AS sebab
FROM bernomor AS b
WHERE b.ulangan = 1
WINDOW sekode AS (PARTITION BY b.kiriman_id, b.kode ORDER BY b.urutan)
QUALIFY row_number() OVER sekode > 1
