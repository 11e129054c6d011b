-- Satu baris = satu baris terbawah yang plafonnya berbeda dari triwulan sebelumnya pada tahun yang sama
WITH pasangan AS (
    SELECT n.kiriman_id, arg_max(b.kiriman_id, b.triwulan) AS sebelum, max(b.triwulan) AS triwulan
    FROM penilaian AS n
    JOIN kiriman_berlaku AS b ON b.kode_kecamatan = n.kode_kecamatan AND b.tahun = n.tahun AND b.triwulan < n.triwulan
    WHERE n.putusan <> 'DUPLIKAT'
    GROUP BY n.kiriman_id
),
lama AS (
    SELECT p.kiriman_id, p.triwulan, coalesce(r.kode_menurut_nama, r.kode) AS kode, sum(r.plafon) AS plafon
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.sebelum
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE h.daun AND r.kode IS NOT NULL
    GROUP BY ALL
),
kini AS (
    SELECT p.kiriman_id, coalesce(r.kode_menurut_nama, r.kode) AS kode, arg_min(h.objek, r.urutan) AS objek,
           arg_min(r.lembar, r.urutan) AS lembar, arg_min(r.plafon_sel, r.urutan) AS sel,
           string_agg(r.plafon_mentah, ' + ' ORDER BY r.urutan) AS mentah,
           sum(r.plafon) AS plafon, count(*) - count(r.plafon) AS kosong
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r ON r.kiriman_id = p.kiriman_id
    JOIN anggaran_dihitung AS h ON h.kiriman_id = r.kiriman_id AND h.urutan = r.urutan
    WHERE h.daun AND r.kode IS NOT NULL
    GROUP BY ALL
)
SELECT k.kiriman_id, 'realisasi_anggaran' AS tabel, k.lembar, k.sel, NULL::VARCHAR AS sel_terkait,
       'plafon' AS kolom, k.objek,
       k.mentah AS nilai_mentah, l.plafon::VARCHAR AS nilai_seharusnya, k.plafon - l.plafon AS selisih,
       'plafon triwulan ' || l.triwulan || ' adalah ' || angka_id(l.plafon::VARCHAR) AS sebab
FROM kini AS k JOIN lama AS l USING (kiriman_id, kode)
WHERE k.kosong = 0 AND abs(k.plafon - l.plafon) > toleransi('PLAFON_BERUBAH')
