-- Satu baris = satu triwulan, satu indikator
-- Kunci: tahun, triwulan, indikator_id
CREATE OR REPLACE TABLE konsolidasi_indikator AS
SELECT c.tahun, c.triwulan, c.indikator_id,
       arg_min(c.indikator, c.kode_kecamatan) AS indikator,
       arg_min(c.tingkat_indikator, c.kode_kecamatan) AS tingkat_indikator,
       count(c.capaian_persen)::INTEGER AS jumlah_kecamatan,
       rata_persen(sum(d.capaian_halus), count(d.capaian_halus)) AS rata,
       min(c.capaian_persen) AS minimum,
       max(c.capaian_persen) AS maksimum,
       -- nilai yang sama: kode kecamatan terkecil yang disebut
       first(c.kecamatan ORDER BY c.capaian_persen, c.kode_kecamatan)
           FILTER (c.capaian_persen IS NOT NULL) AS kecamatan_terendah,
       first(c.kecamatan ORDER BY c.capaian_persen DESC, c.kode_kecamatan)
           FILTER (c.capaian_persen IS NOT NULL) AS kecamatan_tertinggi,
       any_value(c.status_data) AS status_data
FROM capaian_kecamatan AS c
JOIN indikator_dihitung AS d USING (kiriman_id, indikator_id)
GROUP BY c.tahun, c.triwulan, c.indikator_id
-- indikator yang targetnya ada tetapi tidak dilaporkan siapa pun tidak dikonsolidasikan
HAVING count(c.realisasi_triwulan) + count(c.realisasi_kumulatif) > 0
ORDER BY c.tahun, c.triwulan, c.indikator_id;
COMMENT ON TABLE konsolidasi_indikator IS 'Capaian tiap indikator di seluruh kecamatan';
COMMENT ON COLUMN konsolidasi_indikator.tahun IS 'Tahun laporan';
COMMENT ON COLUMN konsolidasi_indikator.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN konsolidasi_indikator.indikator_id IS 'Indikator';
COMMENT ON COLUMN konsolidasi_indikator.indikator IS 'Nama indikator';
COMMENT ON COLUMN konsolidasi_indikator.tingkat_indikator IS 'sasaran atau program';
COMMENT ON COLUMN konsolidasi_indikator.jumlah_kecamatan IS 'Banyaknya kecamatan yang capaiannya dapat dihitung';
COMMENT ON COLUMN konsolidasi_indikator.rata IS 'Rata-rata sederhana capaian, persen';
COMMENT ON COLUMN konsolidasi_indikator.minimum IS 'Capaian terendah, persen';
COMMENT ON COLUMN konsolidasi_indikator.maksimum IS 'Capaian tertinggi, persen';
COMMENT ON COLUMN konsolidasi_indikator.kecamatan_terendah IS 'Kecamatan dengan capaian terendah';
COMMENT ON COLUMN konsolidasi_indikator.kecamatan_tertinggi IS 'Kecamatan dengan capaian tertinggi';
COMMENT ON COLUMN konsolidasi_indikator.status_data IS 'sementara, atau final setelah periode ditutup';
