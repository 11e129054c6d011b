-- Satu baris = satu sel uang yang berisi teks tanpa nilai dan belum dilaporkan pembaca, mis. angka di luar jangkauan
WITH uang AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, plafon_sel AS sel, 'plafon' AS kolom, concat_ws(' ', kode, uraian) AS objek, plafon_mentah AS mentah
    FROM realisasi_anggaran WHERE plafon IS NULL
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, realisasi_sel, 'realisasi', concat_ws(' ', kode, uraian), realisasi_mentah
    FROM realisasi_anggaran WHERE realisasi IS NULL
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, sisa_sel, 'sisa', concat_ws(' ', kode, uraian), sisa_mentah
    FROM realisasi_anggaran WHERE sisa IS NULL
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, anggaran_sel, 'anggaran', uraian, anggaran_mentah
    FROM perjanjian_anggaran WHERE anggaran IS NULL
)
SELECT u.kiriman_id, u.tabel, u.lembar, u.sel, NULL::VARCHAR AS sel_terkait, u.kolom, u.objek, u.mentah AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM uang AS u
ANTI JOIN temuan_baca AS t ON t.kiriman_id = u.kiriman_id AND t.lembar = u.lembar AND t.sel = u.sel
WHERE trim(u.mentah) <> ''
