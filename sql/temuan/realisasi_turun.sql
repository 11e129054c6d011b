-- Satu baris = satu baris terbawah yang realisasi kumulatifnya lebih kecil daripada triwulan sebelumnya tahun itu
WITH pasangan AS (
    SELECT n.kiriman_id, arg_max(b.kiriman_id, b.triwulan) AS sebelum, max(b.triwulan) AS triwulan
    FROM penilaian AS n
    JOIN kiriman_berlaku AS b ON b.kode_kecamatan = n.kode_kecamatan AND b.tahun = n.tahun AND b.triwulan < n.triwulan
    WHERE n.putusan <> 'DUPLIKAT'
    GROUP BY n.kiriman_id
),
lama AS (
    SELECT p.kiriman_id, p.triwulan, r.kode, arg_min(r.uraian, r.urutan) AS uraian, sum(r.realisasi) AS realisasi,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS sel
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.sebelum
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE h.daun AND r.kode IS NOT NULL
    GROUP BY p.kiriman_id, p.triwulan, r.kode
),
kini AS (
    SELECT p.kiriman_id, r.kode, arg_min(r.lembar, r.urutan) AS lembar, arg_min(r.realisasi_sel, r.urutan) AS sel,
           string_agg(r.realisasi_mentah, ' + ' ORDER BY r.urutan) AS mentah,
           sum(h.realisasi_dihitung) AS realisasi, sum(h.kosong_realisasi) AS kosong
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.kiriman_id
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE r.kode IS NOT NULL AND r.tingkat <> 'total'
    GROUP BY p.kiriman_id, r.kode
),
tempat AS (SELECT kiriman_id, arg_min(lembar, urutan) AS lembar FROM realisasi_anggaran GROUP BY kiriman_id)
SELECT l.kiriman_id, 'realisasi_anggaran' AS tabel, coalesce(k.lembar, t.lembar) AS lembar, k.sel,
       NULL::VARCHAR AS sel_terkait,
       'realisasi' AS kolom, concat_ws(' ', l.kode, l.uraian) AS objek, k.mentah AS nilai_mentah,
       l.realisasi::VARCHAR AS nilai_seharusnya, k.realisasi - l.realisasi AS selisih,
       CASE WHEN k.kode IS NULL THEN 'baris ini ada pada triwulan ' || l.triwulan || ' tetapi tidak ada lagi'
            ELSE 'realisasi triwulan ' || l.triwulan || ' adalah ' || angka_id(l.realisasi::VARCHAR) END AS sebab
FROM lama AS l
JOIN tempat AS t USING (kiriman_id)
LEFT JOIN kini AS k ON k.kiriman_id = l.kiriman_id AND k.kode = l.kode
WHERE (k.kode IS NULL AND l.realisasi > toleransi('REALISASI_TURUN'))
   OR (k.kosong = 0 AND l.realisasi - k.realisasi > toleransi('REALISASI_TURUN'))
