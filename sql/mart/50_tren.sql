-- Satu baris = satu kecamatan, satu triwulan
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE tren AS
SELECT r.kode_kecamatan, r.kecamatan, r.tahun, r.triwulan,
       r.rata_capaian, r.serapan_persen,
       -- nilai kumulatif mulai dari nol setiap tahun: triwulan I tidak dibandingkan dengan triwulan IV tahun lalu
       TRY_CAST(r.rata_capaian - q.rata_capaian AS DECIMAL(9,2)) AS capaian_perubahan_triwulan,
       TRY_CAST(r.rata_capaian - t.rata_capaian AS DECIMAL(9,2)) AS capaian_perubahan_tahun,
       TRY_CAST(r.serapan_persen - q.serapan_persen AS DECIMAL(9,2)) AS serapan_perubahan_triwulan,
       TRY_CAST(r.serapan_persen - t.serapan_persen AS DECIMAL(9,2)) AS serapan_perubahan_tahun,
       r.kiriman_id, r.status_data
FROM ringkasan_kecamatan AS r
LEFT JOIN ringkasan_kecamatan AS q
    ON q.kode_kecamatan = r.kode_kecamatan AND q.tahun = r.tahun AND q.triwulan = r.triwulan - 1
LEFT JOIN ringkasan_kecamatan AS t
    ON t.kode_kecamatan = r.kode_kecamatan AND t.tahun = r.tahun - 1 AND t.triwulan = r.triwulan
ORDER BY r.kode_kecamatan, r.tahun, r.triwulan;
COMMENT ON TABLE tren IS 'Perkembangan capaian dan serapan tiap kecamatan';
COMMENT ON COLUMN tren.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN tren.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN tren.tahun IS 'Tahun laporan';
COMMENT ON COLUMN tren.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN tren.rata_capaian IS 'Rata-rata capaian, persen';
COMMENT ON COLUMN tren.serapan_persen IS 'Serapan yang dihitung, persen';
COMMENT ON COLUMN tren.capaian_perubahan_triwulan IS 'Perubahan sejak triwulan sebelumnya pada tahun yang sama, poin persen';
COMMENT ON COLUMN tren.capaian_perubahan_tahun IS 'Perubahan sejak triwulan yang sama tahun lalu, poin persen';
COMMENT ON COLUMN tren.serapan_perubahan_triwulan IS 'Perubahan sejak triwulan sebelumnya pada tahun yang sama, poin persen';
COMMENT ON COLUMN tren.serapan_perubahan_tahun IS 'Perubahan sejak triwulan yang sama tahun lalu, poin persen';
COMMENT ON COLUMN tren.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN tren.status_data IS 'sementara, atau final setelah periode ditutup';
