-- Satu baris = satu ejaan yang belum ada di daftar alias, atau satu entri daftar alias yang tidak terpakai
-- Kunci: jenis, keadaan, teks
CREATE OR REPLACE TABLE pemetaan_nama AS
WITH nama AS (
    SELECT 'indikator' AS jenis, indikator_id AS id, indikator AS nama FROM ref_indikator
    UNION ALL
    SELECT 'kecamatan', kode_kecamatan, kecamatan FROM ref_kecamatan
),
entri AS (
    SELECT 'indikator' AS jenis, alias, indikator_id AS id FROM ref_alias_indikator
    UNION ALL
    SELECT 'kecamatan', alias, kode_kecamatan FROM ref_alias_kecamatan
),
belum AS (
    SELECT e.jenis, CASE e.cara WHEN 'mirip' THEN 'mirip' ELSE 'tidak dikenal' END AS keadaan, e.teks,
           coalesce(e.id, e.usul_id) AS id, e.skor, e.kiriman_id, p.nama_berkas, alamat(e.lembar, e.sel) AS tempat
    FROM ejaan AS e JOIN penerimaan AS p USING (kiriman_id)
    WHERE e.cara IS DISTINCT FROM 'alias'
      -- kiriman yang sudah diganti tidak perlu dipetakan lagi
      AND NOT EXISTS (SELECT 1 FROM kiriman AS k WHERE k.menggantikan = e.kiriman_id)
)
SELECT b.jenis, b.keadaan, b.teks, b.id AS usul_id, n.nama AS usul, b.skor, b.jumlah_kiriman, b.nama_berkas, b.tempat
FROM (
    SELECT jenis, keadaan, teks, first(id ORDER BY kiriman_id DESC) AS id, max(skor) AS skor,
           count(*)::INTEGER AS jumlah_kiriman, first(nama_berkas ORDER BY kiriman_id DESC) AS nama_berkas,
           first(tempat ORDER BY kiriman_id DESC) AS tempat
    FROM belum GROUP BY jenis, keadaan, teks
) AS b
LEFT JOIN nama AS n USING (jenis, id)
UNION ALL
SELECT a.jenis, 'alias tidak terpakai', a.alias, a.id, n.nama, NULL, 0, NULL, NULL
FROM entri AS a
LEFT JOIN nama AS n USING (jenis, id)
WHERE NOT EXISTS (SELECT 1 FROM ejaan AS e WHERE e.jenis = a.jenis AND e.alias = a.alias)
ORDER BY ALL;
COMMENT ON TABLE pemetaan_nama IS 'Nama yang belum ada di daftar alias, dengan usul, dan entri daftar alias yang tidak terpakai';
COMMENT ON COLUMN pemetaan_nama.jenis IS 'indikator atau kecamatan';
COMMENT ON COLUMN pemetaan_nama.keadaan IS 'tidak dikenal, mirip (dibaca menurut kemiripan) atau alias tidak terpakai';
COMMENT ON COLUMN pemetaan_nama.teks IS 'Nama seperti tertulis di berkas, atau entri daftar alias';
COMMENT ON COLUMN pemetaan_nama.usul_id IS 'Indikator atau kecamatan yang dibaca, diusulkan, atau ditunjuk entri itu';
COMMENT ON COLUMN pemetaan_nama.usul IS 'Nama bakunya';
COMMENT ON COLUMN pemetaan_nama.skor IS 'Kemiripan, 0 sampai 100';
COMMENT ON COLUMN pemetaan_nama.jumlah_kiriman IS 'Banyaknya kiriman yang memakai ejaan itu';
COMMENT ON COLUMN pemetaan_nama.nama_berkas IS 'Kiriman terbaru yang memakainya';
COMMENT ON COLUMN pemetaan_nama.tempat IS 'Tempatnya di kiriman itu';
