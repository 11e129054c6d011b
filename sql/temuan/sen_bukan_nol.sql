-- Satu baris = satu jumlah rupiah yang sennya bukan 00
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
SELECT kiriman_id, tabel, lembar, sel, NULL::VARCHAR AS sel_terkait, kolom, objek, mentah AS nilai_mentah,
       round(nilai)::DECIMAL(18,2)::VARCHAR AS nilai_seharusnya,
       (nilai - round(nilai))::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM uang
WHERE nilai <> trunc(nilai)
