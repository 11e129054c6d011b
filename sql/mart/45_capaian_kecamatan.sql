-- Satu baris = satu kecamatan, satu triwulan, satu indikator
-- Kunci: kode_kecamatan, tahun, triwulan, indikator_id
CREATE OR REPLACE TABLE capaian_kecamatan AS
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan, d.indikator_id,
       coalesce(r.indikator, d.indikator_mentah) AS indikator,
       coalesce(r.tingkat, d.tingkat_pk, 'sasaran') AS tingkat_indikator,
       d.target, d.target_sel, d.target_lembar,
       d.realisasi_triwulan, d.realisasi_kumulatif, d.kumulatif_asal,
       TRY_CAST(d.capaian_dilaporkan AS DECIMAL(9,2)) AS capaian_dilaporkan,
       d.capaian_persen,
       kategori(d.capaian_persen) AS kategori,
       d.arah, r.rumus, d.alasan_kosong,
       d.lembar, d.realisasi_triwulan_sel AS realisasi_sel,
       d.kumulatif_lembar, d.realisasi_kumulatif_sel AS kumulatif_sel,
       b.kiriman_id, b.status_data
FROM kiriman_berlaku AS b
JOIN indikator_dihitung AS d USING (kiriman_id)
LEFT JOIN ref_indikator AS r USING (indikator_id)
ORDER BY b.tahun, b.triwulan, b.kode_kecamatan, r.urutan NULLS LAST, d.indikator_id;
COMMENT ON TABLE capaian_kecamatan IS 'Capaian tiap indikator; dihitung dari realisasi kumulatif terhadap target tahunan';
COMMENT ON COLUMN capaian_kecamatan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN capaian_kecamatan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN capaian_kecamatan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN capaian_kecamatan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN capaian_kecamatan.indikator_id IS 'Indikator';
COMMENT ON COLUMN capaian_kecamatan.indikator IS 'Nama baku, atau nama tertulis bila tidak dikenal';
COMMENT ON COLUMN capaian_kecamatan.tingkat_indikator IS 'sasaran atau program';
COMMENT ON COLUMN capaian_kecamatan.target IS 'Target tahunan';
COMMENT ON COLUMN capaian_kecamatan.target_sel IS 'Sel target';
COMMENT ON COLUMN capaian_kecamatan.target_lembar IS 'Lembar target';
COMMENT ON COLUMN capaian_kecamatan.realisasi_triwulan IS 'Realisasi triwulan ini';
COMMENT ON COLUMN capaian_kecamatan.realisasi_kumulatif IS 'Realisasi sampai dengan triwulan ini';
COMMENT ON COLUMN capaian_kecamatan.kumulatif_asal IS 'Asal nilai kumulatif: Tabel 3.2, jumlah triwulan, nilai triwulan terakhir atau rata-rata triwulan';
COMMENT ON COLUMN capaian_kecamatan.capaian_dilaporkan IS 'Capaian yang tertulis, persen';
COMMENT ON COLUMN capaian_kecamatan.capaian_persen IS 'Capaian yang dihitung, persen; kosong dengan alasan di alasan_kosong';
COMMENT ON COLUMN capaian_kecamatan.kategori IS 'Kategori menurut ref_skala';
COMMENT ON COLUMN capaian_kecamatan.arah IS 'naik_baik: realisasi / target; turun_baik: (2 x target - realisasi) / target, paling rendah 0, atau target / realisasi bila rumusnya begitu; rentang: 100 di dalam rentangnya';
COMMENT ON COLUMN capaian_kecamatan.rumus IS 'Rumus indikator';
COMMENT ON COLUMN capaian_kecamatan.alasan_kosong IS 'Mengapa capaian_persen kosong';
COMMENT ON COLUMN capaian_kecamatan.lembar IS 'Lembar tabel capaian';
COMMENT ON COLUMN capaian_kecamatan.realisasi_sel IS 'Sel realisasi triwulan';
COMMENT ON COLUMN capaian_kecamatan.kumulatif_lembar IS 'Lembar realisasi kumulatif';
COMMENT ON COLUMN capaian_kecamatan.kumulatif_sel IS 'Sel realisasi kumulatif';
COMMENT ON COLUMN capaian_kecamatan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN capaian_kecamatan.status_data IS 'sementara, atau final setelah periode ditutup';
