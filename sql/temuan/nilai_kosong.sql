-- Satu baris = satu sel angka wajib yang kosong; baris yang semua jumlahnya kosong dilaporkan satu kali
WITH ada_kolom AS (
    SELECT kiriman_id,
           bool_or(coalesce(trim(plafon_mentah), '') <> '') AS ada_plafon,
           bool_or(coalesce(trim(realisasi_mentah), '') <> '') AS ada_realisasi,
           bool_or(coalesce(trim(sisa_mentah), '') <> '') AS ada_sisa
    FROM realisasi_anggaran GROUP BY kiriman_id
),
baris AS (
    SELECT r.kiriman_id, r.lembar, h.objek,
           k.ada_plafon AND r.plafon IS NULL AND coalesce(trim(r.plafon_mentah), '') = '' AS tanpa_plafon,
           k.ada_realisasi AND r.realisasi IS NULL AND coalesce(trim(r.realisasi_mentah), '') = '' AS tanpa_realisasi,
           k.ada_sisa AND r.sisa IS NULL AND coalesce(trim(r.sisa_mentah), '') = '' AS tanpa_sisa,
           tanpa_plafon AND tanpa_realisasi AND (tanpa_sisa OR NOT k.ada_sisa) AS semua_kosong,
           unnest([
               {'kolom': 'plafon', 'sel': r.plafon_sel, 'kosong': tanpa_plafon,
                'seharusnya': CASE WHEN h.daun THEN r.realisasi + r.sisa ELSE h.plafon_dihitung END},
               {'kolom': 'realisasi', 'sel': r.realisasi_sel, 'kosong': tanpa_realisasi AND NOT semua_kosong,
                'seharusnya': CASE WHEN h.daun THEN r.plafon - r.sisa ELSE h.realisasi_dihitung END},
               {'kolom': 'sisa', 'sel': r.sisa_sel, 'kosong': tanpa_sisa AND NOT semua_kosong,
                'seharusnya': r.plafon - r.realisasi}
           ], recursive := TRUE)
    FROM realisasi_anggaran AS r
    JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    JOIN ada_kolom AS k USING (kiriman_id)
    WHERE r.tingkat <> 'lain'
),
kosong AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, sel, kolom, objek, seharusnya FROM baris WHERE kosong
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, anggaran_sel, 'anggaran', uraian, NULL
    FROM perjanjian_anggaran WHERE anggaran IS NULL AND coalesce(trim(anggaran_mentah), '') = ''
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', lembar, realisasi_triwulan_sel, 'realisasi_triwulan', indikator_mentah, NULL
    FROM capaian_indikator
    WHERE realisasi_triwulan IS NULL AND coalesce(trim(realisasi_triwulan_mentah), '') = ''
      AND realisasi_triwulan_sel IS NOT NULL
)
SELECT k.kiriman_id, k.tabel, k.lembar, k.sel, NULL::VARCHAR AS sel_terkait, k.kolom, k.objek,
       NULL::VARCHAR AS nilai_mentah, k.seharusnya::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'menurut angka lain seharusnya ' || angka_id(k.seharusnya::DECIMAL(18,2)::VARCHAR) AS sebab
FROM kosong AS k
-- sel yang sudah dilaporkan pembaca (galat, rumus belum dihitung, digabung) tidak dilaporkan dua kali
ANTI JOIN temuan_baca AS t ON t.kiriman_id = k.kiriman_id AND t.lembar = k.lembar AND t.sel = k.sel
