-- Satu baris = satu baris anggaran yang kodenya sudah dipakai baris sebelumnya
-- Pengulangan utuh bukan di sini, melainkan BARIS_GANDA
WITH pertama AS (
    SELECT kiriman_id, kode, min(urutan) AS urutan
    FROM realisasi_anggaran WHERE kode IS NOT NULL AND tingkat <> 'total'
    GROUP BY kiriman_id, kode
    HAVING count(*) > 1
)
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, coalesce(r.kode_sel, r.uraian_sel) AS sel,
       coalesce(a.kode_sel, a.uraian_sel) AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', r.kode, r.uraian) AS objek, r.kode_mentah AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       CASE WHEN r.kode_mentah <> a.kode_mentah
            THEN 'ditulis dengan dua gaya: "' || a.kode_mentah || '" dan "' || r.kode_mentah || '"'
            WHEN r.induk_urutan IS DISTINCT FROM a.induk_urutan THEN 'berada di bawah induk yang berbeda' END AS sebab
FROM pertama AS p
JOIN realisasi_anggaran AS a ON a.kiriman_id = p.kiriman_id AND a.urutan = p.urutan
JOIN realisasi_anggaran AS r ON r.kiriman_id = p.kiriman_id AND r.kode = p.kode AND r.urutan > p.urutan
WHERE r.tingkat <> 'total'
  AND NOT EXISTS (
      SELECT 1 FROM realisasi_anggaran AS g
      WHERE g.kiriman_id = r.kiriman_id AND g.kode = r.kode AND g.urutan < r.urutan
        AND g.induk_urutan IS NOT DISTINCT FROM r.induk_urutan AND lower(trim(g.uraian)) = lower(trim(r.uraian))
        AND g.plafon IS NOT DISTINCT FROM r.plafon AND g.realisasi IS NOT DISTINCT FROM r.realisasi
        AND g.sisa IS NOT DISTINCT FROM r.sisa AND g.sumber_dana IS NOT DISTINCT FROM r.sumber_dana)
