-- Satu baris = satu program atau kegiatan yang barisnya tidak ada padahal rinciannya ada
WITH anak AS (
    SELECT r.kiriman_id, r.urutan, r.lembar, coalesce(r.kode_sel, r.uraian_sel) AS sel, r.kode_mentah,
           CASE r.tingkat WHEN 'sub_kegiatan' THEN left(r.kode, 12) ELSE left(r.kode, 7) END AS kode_induk,
           CASE r.tingkat WHEN 'sub_kegiatan' THEN 'kegiatan' ELSE 'program' END AS tingkat_induk
    FROM realisasi_anggaran AS r
    LEFT JOIN realisasi_anggaran AS i ON i.kiriman_id = r.kiriman_id AND i.urutan = r.induk_urutan
    WHERE r.tingkat IN ('kegiatan', 'sub_kegiatan') AND r.kode IS NOT NULL
      AND (i.tingkat IS NULL
           OR i.tingkat <> CASE r.tingkat WHEN 'sub_kegiatan' THEN 'kegiatan' ELSE 'program' END
           OR NOT starts_with(r.kode, coalesce(i.kode, r.kode)))
)
SELECT a.kiriman_id, 'realisasi_anggaran' AS tabel, arg_min(a.lembar, a.urutan) AS lembar,
       arg_min(a.sel, a.urutan) AS sel,
       nullif(array_to_string(list(a.sel ORDER BY a.urutan)[2:], '; '), '') AS sel_terkait,
       'kode' AS kolom, a.tingkat_induk || ' ' || concat_ws(' ', a.kode_induk, any_value(n.nama)) AS objek,
       arg_min(a.kode_mentah, a.urutan) AS nilai_mentah, a.kode_induk AS nilai_seharusnya,
       NULL::DECIMAL(18,2) AS selisih, count(*) || ' baris di bawahnya' AS sebab
FROM anak AS a LEFT JOIN ref_nomenklatur AS n ON n.kode = a.kode_induk
GROUP BY a.kiriman_id, a.kode_induk, a.tingkat_induk
