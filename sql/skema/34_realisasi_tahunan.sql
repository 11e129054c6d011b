-- Satu baris = satu indikator dan satu tahun pada satu kiriman
-- Kunci: kiriman_id, indikator_id, tahun_realisasi
CREATE TABLE IF NOT EXISTS realisasi_tahunan (
    kiriman_id       VARCHAR,
    urutan           INTEGER,
    lembar           VARCHAR,
    baris            INTEGER,
    indikator_id     VARCHAR,
    indikator_mentah VARCHAR,
    indikator_sel    VARCHAR,
    target           DECIMAL(18,4),
    target_mentah    VARCHAR,
    target_sel       VARCHAR,
    tahun_realisasi  INTEGER,
    realisasi        DECIMAL(18,4),
    realisasi_mentah VARCHAR,
    realisasi_sel    VARCHAR
);
COMMENT ON TABLE realisasi_tahunan IS 'Realisasi indikator per tahun (Tabel 3.2)';
COMMENT ON COLUMN realisasi_tahunan.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN realisasi_tahunan.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN realisasi_tahunan.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN realisasi_tahunan.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN realisasi_tahunan.indikator_id IS 'Indikator yang dikenali; lain-... bila tidak dikenal';
COMMENT ON COLUMN realisasi_tahunan.indikator_mentah IS 'Nama indikator seperti tertulis';
COMMENT ON COLUMN realisasi_tahunan.indikator_sel IS 'Sel indikator';
COMMENT ON COLUMN realisasi_tahunan.target IS 'Target';
COMMENT ON COLUMN realisasi_tahunan.target_mentah IS 'Target, seperti tertulis';
COMMENT ON COLUMN realisasi_tahunan.target_sel IS 'Sel asal: target';
COMMENT ON COLUMN realisasi_tahunan.tahun_realisasi IS 'Tahun nilai realisasi';
COMMENT ON COLUMN realisasi_tahunan.realisasi IS 'Realisasi pada tahun itu';
COMMENT ON COLUMN realisasi_tahunan.realisasi_mentah IS 'Realisasi pada tahun itu, seperti tertulis';
COMMENT ON COLUMN realisasi_tahunan.realisasi_sel IS 'Sel asal: realisasi pada tahun itu';
