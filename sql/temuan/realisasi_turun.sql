-- Satu baris = satu baris terbawah yang realisasi kumulatifnya lebih kecil daripada triwulan sebelumnya tahun itu
WITH pasangan AS (
    SELECT n.kiriman_id, arg_max(b.kiriman_id, b.triwulan) AS sebelum, max(b.triwulan) AS triwulan
    FROM penilaian AS n
    JOIN kiriman_berlaku AS b ON b.kode_kecamatan = n.kode_kecamatan AND b.tahun = n.tahun AND b.triwulan < n.triwulan
    WHERE n.putusan <> 'DUPLIKAT'
    GROUP BY n.kiriman_id
),
-- nama: kode menurut namanya, bila namanya jelas milik kode lain; kode yang keliru sering dibetulkan kemudian
lama AS (
    SELECT p.kiriman_id, p.triwulan, r.kode, coalesce(r.kode_menurut_nama, r.kode) AS nama,
           arg_min(r.uraian, r.urutan) AS uraian, sum(r.realisasi) AS realisasi
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.sebelum
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE h.daun AND r.kode IS NOT NULL
    GROUP BY ALL
),
kini AS (
    SELECT p.kiriman_id, r.kode, coalesce(r.kode_menurut_nama, r.kode) AS nama,
           arg_min(r.lembar, r.urutan) AS lembar, arg_min(r.realisasi_sel, r.urutan) AS sel,
           string_agg(r.realisasi_mentah, ' + ' ORDER BY r.urutan) AS mentah,
           sum(h.realisasi_dihitung) AS realisasi, sum(h.kosong_realisasi) AS kosong
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.kiriman_id
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE r.kode IS NOT NULL AND r.tingkat <> 'total'
    GROUP BY ALL
),
sanding AS (
    SELECT l.kiriman_id, l.triwulan, l.kode, l.uraian, l.realisasi AS dahulu, k.lembar, k.sel, k.mentah, k.realisasi,
           k.kosong, k.kode IS NULL AS hilang
    -- kode atau nama yang satu = kode atau nama yang lain; satu kunci, karena OR membandingkan semua baris dengan semua
    FROM (SELECT *, unnest(list_distinct([kode, nama])) AS kunci FROM lama) AS l
    LEFT JOIN (SELECT *, unnest(list_distinct([kode, nama])) AS kunci FROM kini) AS k
        ON k.kiriman_id = l.kiriman_id AND k.kunci = l.kunci
    QUALIFY row_number() OVER (
        PARTITION BY l.kiriman_id, l.kode, l.nama
        ORDER BY k.kode = l.kode AND k.nama = l.nama DESC NULLS LAST, k.nama = l.nama DESC, k.kode = l.kode DESC,
                 k.kode, k.nama
    ) = 1
),
tempat AS (SELECT kiriman_id, arg_min(lembar, urutan) AS lembar FROM realisasi_anggaran GROUP BY kiriman_id)
SELECT s.kiriman_id, 'realisasi_anggaran' AS tabel, coalesce(s.lembar, t.lembar) AS lembar, s.sel,
       NULL::VARCHAR AS sel_terkait, 'realisasi' AS kolom, concat_ws(' ', s.kode, s.uraian) AS objek,
       s.mentah AS nilai_mentah, s.dahulu::VARCHAR AS nilai_seharusnya, s.realisasi - s.dahulu AS selisih,
       CASE WHEN s.hilang THEN 'baris ini ada pada triwulan ' || s.triwulan || ' tetapi tidak ada lagi'
            ELSE 'realisasi triwulan ' || s.triwulan || ' adalah ' || angka_id(s.dahulu::VARCHAR) END AS sebab
FROM sanding AS s
JOIN tempat AS t USING (kiriman_id)
WHERE (s.hilang AND s.dahulu > toleransi('REALISASI_TURUN'))
   OR (s.kosong = 0 AND s.dahulu - s.realisasi > toleransi('REALISASI_TURUN'))
