-- Satu baris = satu program yang plafonnya berbeda dari anggaran Perjanjian Kinerja, atau tidak ada di tabel realisasi
WITH tabel AS (
    SELECT r.kiriman_id, r.kode, arg_min(h.objek, r.urutan) AS objek, arg_min(r.lembar, r.urutan) AS lembar,
           string_agg(r.plafon_mentah, ' + ' ORDER BY r.urutan) AS mentah, arg_min(r.plafon_sel, r.urutan) AS sel,
           sum(r.plafon) AS plafon, count(*) - count(r.plafon) AS kosong,
           sum(h.plafon_dihitung) AS dihitung, sum(h.kosong_plafon) AS kosong_dihitung
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE r.tingkat = 'program' AND r.kode IS NOT NULL
    GROUP BY r.kiriman_id, r.kode
),
pk AS (
    SELECT kiriman_id, kode, arg_min(uraian, urutan) AS uraian, arg_min(lembar, urutan) AS lembar,
           arg_min(anggaran_sel, urutan) AS sel, sum(anggaran) AS anggaran, count(*) - count(anggaran) AS kosong
    FROM perjanjian_anggaran WHERE tingkat = 'program' AND kode IS NOT NULL
    GROUP BY kiriman_id, kode
)
SELECT t.kiriman_id, 'realisasi_anggaran' AS tabel, t.lembar, t.sel,
       CASE WHEN p.lembar = t.lembar THEN p.sel ELSE alamat(p.lembar, p.sel) END AS sel_terkait,
       'plafon' AS kolom, t.objek, t.mentah AS nilai_mentah, p.anggaran::VARCHAR AS nilai_seharusnya,
       t.plafon - p.anggaran AS selisih,
       CASE WHEN t.kosong_dihitung = 0 AND t.dihitung = p.anggaran
                THEN 'Perjanjian Kinerja sama dengan jumlah rincian program ini'
            ELSE salah_ketik(t.plafon, p.anggaran) END AS sebab
FROM tabel AS t JOIN pk AS p USING (kiriman_id, kode)
WHERE t.kosong = 0 AND p.kosong = 0 AND abs(t.plafon - p.anggaran) > toleransi('PLAFON_BEDA_PK')
UNION ALL
SELECT p.kiriman_id, 'perjanjian_anggaran', p.lembar, p.sel, NULL, 'plafon', concat_ws(' ', p.kode, p.uraian),
       NULL, p.anggaran::VARCHAR, NULL, 'program ini tidak ada di tabel realisasi anggaran'
FROM pk AS p
WHERE p.anggaran <> 0
  AND EXISTS (SELECT 1 FROM tabel AS t WHERE t.kiriman_id = p.kiriman_id)
  AND NOT EXISTS (SELECT 1 FROM realisasi_anggaran AS r
                  WHERE r.kiriman_id = p.kiriman_id AND starts_with(r.kode, p.kode))
