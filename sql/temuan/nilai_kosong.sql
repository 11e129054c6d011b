-- Satu baris = satu sel angka wajib yang kosong; baris yang ketiga jumlahnya kosong dilaporkan satu kali
WITH ada_kolom AS (
    SELECT kiriman_id, bool_or(coalesce(trim(plafon_mentah), '') <> '') AS plafon,
           bool_or(coalesce(trim(realisasi_mentah), '') <> '') AS realisasi, bool_or(coalesce(trim(sisa_mentah), '') <> '') AS sisa
    FROM realisasi_anggaran GROUP BY kiriman_id
),
baris AS (
    SELECT r.kiriman_id, r.lembar, h.objek, h.daun, k.sisa AS ada_sisa,
           r.plafon, r.realisasi, r.sisa, r.plafon_sel, r.realisasi_sel, r.sisa_sel,
           h.plafon_dihitung, h.realisasi_dihitung, h.sisa_dihitung,
           k.plafon AND r.plafon IS NULL AND coalesce(trim(r.plafon_mentah), '') = '' AS tanpa_plafon,
           k.realisasi AND r.realisasi IS NULL AND coalesce(trim(r.realisasi_mentah), '') = '' AS tanpa_realisasi,
           k.sisa AND r.sisa IS NULL AND coalesce(trim(r.sisa_mentah), '') = '' AS tanpa_sisa
    FROM realisasi_anggaran AS r
    JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    JOIN ada_kolom AS k USING (kiriman_id)
    WHERE r.tingkat <> 'lain'
),
kosong AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, plafon_sel AS sel, 'plafon' AS kolom, objek,
           CASE WHEN daun THEN realisasi + sisa ELSE plafon_dihitung END AS seharusnya
    FROM baris WHERE tanpa_plafon
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, realisasi_sel, 'realisasi', objek,
           CASE WHEN daun THEN plafon - sisa ELSE realisasi_dihitung END
    FROM baris WHERE tanpa_realisasi AND NOT (tanpa_plafon AND (tanpa_sisa OR NOT ada_sisa))
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', lembar, sisa_sel, 'sisa', objek, plafon - realisasi
    FROM baris WHERE tanpa_sisa AND NOT (tanpa_plafon AND tanpa_realisasi)
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, anggaran_sel, 'anggaran', uraian, NULL
    FROM perjanjian_anggaran WHERE anggaran IS NULL AND coalesce(trim(anggaran_mentah), '') = ''
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', lembar, realisasi_triwulan_sel, 'realisasi_triwulan', indikator_mentah, NULL
    FROM capaian_indikator WHERE realisasi_triwulan IS NULL AND coalesce(trim(realisasi_triwulan_mentah), '') = ''
      AND realisasi_triwulan_sel IS NOT NULL
)
SELECT k.kiriman_id, k.tabel, k.lembar, k.sel, NULL::VARCHAR AS sel_terkait, k.kolom, k.objek, NULL::VARCHAR AS nilai_mentah,
       k.seharusnya::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih, NULL::VARCHAR AS sebab
FROM kosong AS k
-- sel yang sudah dilaporkan pembaca (galat, rumus belum dihitung, digabung) tidak dilaporkan dua kali
ANTI JOIN temuan_baca AS t ON t.kiriman_id = k.kiriman_id AND t.lembar = k.lembar AND t.sel = k.sel
