-- Satu baris = satu kiriman, satu indikator; semua versi, juga yang digantikan atau ditolak
-- Kunci: kiriman_id, indikator_id
CREATE OR REPLACE TABLE riwayat_capaian AS
SELECT k.kode_kecamatan, k.kecamatan, k.tahun, k.triwulan,
       k.versi, k.kiriman_id, k.status, b.kiriman_id IS NOT NULL AS berlaku, k.diterima_pada,
       d.indikator_id, coalesce(r.indikator, d.indikator_mentah) AS indikator,
       d.target, d.realisasi_triwulan, d.realisasi_kumulatif,
       TRY_CAST(d.capaian_dilaporkan AS DECIMAL(9,2)) AS capaian_dilaporkan, d.capaian_persen
FROM indikator_dihitung AS d
JOIN kiriman AS k USING (kiriman_id)
LEFT JOIN kiriman_berlaku AS b USING (kiriman_id)
LEFT JOIN ref_indikator AS r USING (indikator_id)
ORDER BY k.nomor, d.indikator_id;
COMMENT ON TABLE riwayat_capaian IS 'Capaian indikator menurut setiap kiriman, untuk membandingkan versi; jangan dirata-rata tanpa menyaring berlaku';
COMMENT ON COLUMN riwayat_capaian.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN riwayat_capaian.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN riwayat_capaian.tahun IS 'Tahun laporan';
COMMENT ON COLUMN riwayat_capaian.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN riwayat_capaian.versi IS 'Kiriman keberapa untuk kecamatan dan triwulan itu; kosong pada duplikat';
COMMENT ON COLUMN riwayat_capaian.kiriman_id IS 'Nomor kiriman';
COMMENT ON COLUMN riwayat_capaian.status IS 'Status kiriman';
COMMENT ON COLUMN riwayat_capaian.berlaku IS 'TRUE bila kiriman ini yang berlaku sekarang';
COMMENT ON COLUMN riwayat_capaian.diterima_pada IS 'Waktu kiriman diterima';
COMMENT ON COLUMN riwayat_capaian.indikator_id IS 'Kode indikator';
COMMENT ON COLUMN riwayat_capaian.indikator IS 'Nama indikator';
COMMENT ON COLUMN riwayat_capaian.target IS 'Target tahunan';
COMMENT ON COLUMN riwayat_capaian.realisasi_triwulan IS 'Realisasi triwulan itu';
COMMENT ON COLUMN riwayat_capaian.realisasi_kumulatif IS 'Realisasi sejak awal tahun';
COMMENT ON COLUMN riwayat_capaian.capaian_dilaporkan IS 'Capaian seperti tertulis, persen';
COMMENT ON COLUMN riwayat_capaian.capaian_persen IS 'Capaian dihitung dari realisasi kumulatif, persen';
