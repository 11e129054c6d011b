-- Satu baris = satu baris anggaran yang mengulang baris sebelumnya: kode, induk, nama, jumlah dan keterangannya sama
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, any_value(r.lembar) AS lembar,
       any_value(coalesce(r.kode_sel, r.uraian_sel)) AS sel,
       arg_min(coalesce(a.kode_sel, a.uraian_sel), a.urutan) AS sel_terkait,
       'kode' AS kolom, any_value(concat_ws(' ', r.kode, r.uraian)) AS objek, any_value(r.kode_mentah) AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'sama dengan baris ' || min(a.baris) AS sebab
FROM realisasi_anggaran AS r
JOIN realisasi_anggaran AS a ON a.kiriman_id = r.kiriman_id AND a.kode = r.kode AND a.urutan < r.urutan
WHERE r.tingkat <> 'total' AND lower(trim(a.uraian)) = lower(trim(r.uraian))
  AND a.induk_urutan IS NOT DISTINCT FROM r.induk_urutan AND a.sumber_dana IS NOT DISTINCT FROM r.sumber_dana
  AND a.plafon IS NOT DISTINCT FROM r.plafon AND a.realisasi IS NOT DISTINCT FROM r.realisasi
  AND a.sisa IS NOT DISTINCT FROM r.sisa
GROUP BY r.kiriman_id, r.urutan
