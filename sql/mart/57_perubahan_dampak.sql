-- Satu baris = satu kiriman yang menggantikan kiriman lain, dengan akibatnya pada serapan dan capaian kecamatan
-- Kunci: kiriman_id
CREATE OR REPLACE TABLE perubahan_dampak AS
WITH pasangan AS (
    SELECT n.kiriman_id, n.menggantikan, n.kode_kecamatan, n.kecamatan, n.tahun, n.triwulan, p.status_data
    FROM penilaian AS n JOIN periode AS p USING (tahun, triwulan)
    WHERE n.menggantikan IS NOT NULL
),
terlibat AS (SELECT kiriman_id FROM pasangan UNION SELECT menggantikan FROM pasangan),
-- cara menghitungnya sama dengan serapan_kecamatan dan ringkasan_kecamatan, tetapi untuk kiriman mana pun
keadaan AS (
    SELECT t.kiriman_id, rp(d.plafon) AS plafon, rp(d.realisasi) AS realisasi,
           persen(d.realisasi, d.plafon) AS serapan_persen, c.rata_capaian
    FROM terlibat AS t
    LEFT JOIN (
        SELECT kiriman_id, sum(plafon_dihitung) AS plafon, sum(realisasi_dihitung) AS realisasi
        FROM anggaran_dihitung WHERE daun GROUP BY kiriman_id
    ) AS d USING (kiriman_id)
    LEFT JOIN rata_capaian AS c USING (kiriman_id)
),
sel AS (SELECT kiriman_id, count(*) AS jumlah FROM perubahan_kiriman GROUP BY kiriman_id)
SELECT p.kode_kecamatan, p.kecamatan, p.tahun, p.triwulan, p.kiriman_id, p.menggantikan,
       coalesce(s.jumlah, 0)::INTEGER AS sel_berubah,
       l.plafon AS plafon_sebelum, b.plafon AS plafon_sesudah,
       l.realisasi AS realisasi_sebelum, b.realisasi AS realisasi_sesudah,
       l.serapan_persen AS serapan_sebelum, b.serapan_persen AS serapan_sesudah,
       TRY_CAST(b.serapan_persen - l.serapan_persen AS DECIMAL(9,2)) AS serapan_selisih,
       l.rata_capaian AS capaian_sebelum, b.rata_capaian AS capaian_sesudah,
       TRY_CAST(b.rata_capaian - l.rata_capaian AS DECIMAL(9,2)) AS capaian_selisih,
       p.status_data
FROM pasangan AS p
JOIN keadaan AS l ON l.kiriman_id = p.menggantikan
JOIN keadaan AS b ON b.kiriman_id = p.kiriman_id
LEFT JOIN sel AS s ON s.kiriman_id = p.kiriman_id
ORDER BY p.tahun, p.triwulan, p.kode_kecamatan, p.kiriman_id;
COMMENT ON TABLE perubahan_dampak IS 'Akibat setiap kiriman ulang pada serapan dan capaian kecamatan; sel yang berubah ada di perubahan_kiriman';
COMMENT ON COLUMN perubahan_dampak.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN perubahan_dampak.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN perubahan_dampak.tahun IS 'Tahun laporan';
COMMENT ON COLUMN perubahan_dampak.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN perubahan_dampak.kiriman_id IS 'Kiriman baru';
COMMENT ON COLUMN perubahan_dampak.menggantikan IS 'Kiriman yang digantikan';
COMMENT ON COLUMN perubahan_dampak.sel_berubah IS 'Banyaknya sel yang berubah, menurut perubahan_kiriman';
COMMENT ON COLUMN perubahan_dampak.plafon_sebelum IS 'Plafon dari rincian terbawah pada kiriman lama, rupiah';
COMMENT ON COLUMN perubahan_dampak.plafon_sesudah IS 'Plafon dari rincian terbawah pada kiriman baru, rupiah';
COMMENT ON COLUMN perubahan_dampak.realisasi_sebelum IS 'Realisasi kumulatif dari rincian terbawah pada kiriman lama, rupiah';
COMMENT ON COLUMN perubahan_dampak.realisasi_sesudah IS 'Realisasi kumulatif dari rincian terbawah pada kiriman baru, rupiah';
COMMENT ON COLUMN perubahan_dampak.serapan_sebelum IS 'Serapan kecamatan menurut kiriman lama, persen';
COMMENT ON COLUMN perubahan_dampak.serapan_sesudah IS 'Serapan kecamatan menurut kiriman baru, persen';
COMMENT ON COLUMN perubahan_dampak.serapan_selisih IS 'serapan_sesudah dikurangi serapan_sebelum, poin persen';
COMMENT ON COLUMN perubahan_dampak.capaian_sebelum IS 'Rata-rata capaian sasaran menurut kiriman lama, persen; triwulan lain seperti yang berlaku sekarang';
COMMENT ON COLUMN perubahan_dampak.capaian_sesudah IS 'Rata-rata capaian sasaran menurut kiriman baru, persen; triwulan lain seperti yang berlaku sekarang';
COMMENT ON COLUMN perubahan_dampak.capaian_selisih IS 'capaian_sesudah dikurangi capaian_sebelum, poin persen';
COMMENT ON COLUMN perubahan_dampak.status_data IS 'sementara, atau final setelah periode ditutup';
