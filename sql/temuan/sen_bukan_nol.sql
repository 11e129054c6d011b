-- Satu baris = satu jumlah rupiah yang sennya bukan 00
WITH uang AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, plafon_sel AS sel, 'plafon' AS kolom, concat_ws(' ', kode, uraian) AS objek, plafon_mentah AS mentah, plafon AS nilai
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, realisasi_sel, 'realisasi', concat_ws(' ', kode, uraian), realisasi_mentah, realisasi
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, sisa_sel, 'sisa', concat_ws(' ', kode, uraian), sisa_mentah, sisa
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, anggaran_sel, 'anggaran', uraian, anggaran_mentah, anggaran
    FROM perjanjian_anggaran
)
SELECT kiriman_id, tabel, lembar, sel, NULL::VARCHAR AS sel_terkait, kolom, objek, mentah AS nilai_mentah,
       round(nilai)::DECIMAL(18,2)::VARCHAR AS nilai_seharusnya, (nilai - round(nilai))::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM uang
WHERE nilai <> trunc(nilai)
