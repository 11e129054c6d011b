-- Satu baris = satu sel uang berisi teks tanpa nilai yang belum dilaporkan pembaca, mis. angka di luar jangkauan
WITH uang AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, concat_ws(' ', kode, uraian) AS objek,
           unnest([
               {'kolom': 'plafon', 'sel': plafon_sel, 'mentah': plafon_mentah, 'nilai': plafon},
               {'kolom': 'realisasi', 'sel': realisasi_sel, 'mentah': realisasi_mentah, 'nilai': realisasi},
               {'kolom': 'sisa', 'sel': sisa_sel, 'mentah': sisa_mentah, 'nilai': sisa}
           ], recursive := TRUE)
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, uraian, 'anggaran', anggaran_sel, anggaran_mentah, anggaran
    FROM perjanjian_anggaran
)
SELECT u.kiriman_id, u.tabel, u.lembar, u.sel, NULL::VARCHAR AS sel_terkait, u.kolom, u.objek,
       u.mentah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       NULL::VARCHAR AS sebab
FROM uang AS u
ANTI JOIN temuan_baca AS t ON t.kiriman_id = u.kiriman_id AND t.lembar = u.lembar AND t.sel = u.sel
WHERE u.nilai IS NULL AND trim(u.mentah) <> ''
