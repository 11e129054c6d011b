-- Satu baris = satu indikator pada satu kiriman
-- Kunci: kiriman_id, indikator_id
CREATE TABLE IF NOT EXISTS capaian_indikator (
    kiriman_id                 VARCHAR,
    urutan                     INTEGER,
    lembar                     VARCHAR,
    baris                      INTEGER,
    indikator_id               VARCHAR,
    indikator_mentah           VARCHAR,
    indikator_sel              VARCHAR,
    sasaran                    VARCHAR,
    target                     DECIMAL(18,4),
    target_mentah              VARCHAR,
    target_sel                 VARCHAR,
    realisasi_triwulan         DECIMAL(18,4),
    realisasi_triwulan_mentah  VARCHAR,
    realisasi_triwulan_sel     VARCHAR,
    realisasi_kumulatif        DECIMAL(18,4),
    realisasi_kumulatif_mentah VARCHAR,
    realisasi_kumulatif_sel    VARCHAR,
    kumulatif_lembar           VARCHAR,
    capaian_dilaporkan         DECIMAL(18,4),
    capaian_dilaporkan_mentah  VARCHAR,
    capaian_dilaporkan_sel     VARCHAR
);
COMMENT ON TABLE capaian_indikator IS 'Realisasi indikator (Tabel 3.1, dan kolom tahun berjalan Tabel 3.2)';
COMMENT ON COLUMN capaian_indikator.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN capaian_indikator.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN capaian_indikator.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN capaian_indikator.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN capaian_indikator.indikator_id IS 'Indikator yang dikenali; lain-... bila tidak dikenal';
COMMENT ON COLUMN capaian_indikator.indikator_mentah IS 'Nama indikator seperti tertulis';
COMMENT ON COLUMN capaian_indikator.indikator_sel IS 'Sel indikator';
COMMENT ON COLUMN capaian_indikator.sasaran IS 'Sasaran strategis';
COMMENT ON COLUMN capaian_indikator.target IS 'Target menurut tabel capaian';
COMMENT ON COLUMN capaian_indikator.target_mentah IS 'Target menurut tabel capaian, seperti tertulis';
COMMENT ON COLUMN capaian_indikator.target_sel IS 'Sel asal: target menurut tabel capaian';
COMMENT ON COLUMN capaian_indikator.realisasi_triwulan IS 'Realisasi triwulan ini';
COMMENT ON COLUMN capaian_indikator.realisasi_triwulan_mentah IS 'Realisasi triwulan ini, seperti tertulis';
COMMENT ON COLUMN capaian_indikator.realisasi_triwulan_sel IS 'Sel asal: realisasi triwulan ini';
COMMENT ON COLUMN capaian_indikator.realisasi_kumulatif IS 'Realisasi sampai dengan triwulan ini';
COMMENT ON COLUMN capaian_indikator.realisasi_kumulatif_mentah IS 'Realisasi sampai dengan triwulan ini, seperti tertulis';
COMMENT ON COLUMN capaian_indikator.realisasi_kumulatif_sel IS 'Sel asal: realisasi sampai dengan triwulan ini';
COMMENT ON COLUMN capaian_indikator.kumulatif_lembar IS 'Lembar asal realisasi kumulatif';
COMMENT ON COLUMN capaian_indikator.capaian_dilaporkan IS 'Capaian yang tertulis, persen';
COMMENT ON COLUMN capaian_indikator.capaian_dilaporkan_mentah IS 'Capaian yang tertulis, persen, seperti tertulis';
COMMENT ON COLUMN capaian_indikator.capaian_dilaporkan_sel IS 'Sel asal: capaian yang tertulis, persen';
