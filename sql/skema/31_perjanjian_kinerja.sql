-- Satu baris = satu indikator pada satu kiriman
-- Kunci: kiriman_id, indikator_id
CREATE TABLE IF NOT EXISTS perjanjian_kinerja (
    kiriman_id       VARCHAR,
    urutan           INTEGER,
    lembar           VARCHAR,
    baris            INTEGER,
    tingkat          VARCHAR,
    nomor_mentah     VARCHAR,
    nomor_sel        VARCHAR,
    sasaran          VARCHAR,
    sasaran_sel      VARCHAR,
    indikator_id     VARCHAR,
    indikator_mentah VARCHAR,
    indikator_sel    VARCHAR,
    target           DECIMAL(18,4),
    target_mentah    VARCHAR,
    target_sel       VARCHAR,
    satuan           VARCHAR,
    sel_lain         VARCHAR
);
COMMENT ON TABLE perjanjian_kinerja IS 'Target indikator menurut Perjanjian Kinerja';
COMMENT ON COLUMN perjanjian_kinerja.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN perjanjian_kinerja.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN perjanjian_kinerja.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN perjanjian_kinerja.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN perjanjian_kinerja.tingkat IS 'sasaran atau program';
COMMENT ON COLUMN perjanjian_kinerja.nomor_mentah IS 'Nomor urut seperti tertulis';
COMMENT ON COLUMN perjanjian_kinerja.nomor_sel IS 'Sel nomor urut';
COMMENT ON COLUMN perjanjian_kinerja.sasaran IS 'Sasaran strategis atau sasaran program';
COMMENT ON COLUMN perjanjian_kinerja.sasaran_sel IS 'Sel sasaran';
COMMENT ON COLUMN perjanjian_kinerja.indikator_id IS 'Indikator yang dikenali; lain-... bila tidak dikenal';
COMMENT ON COLUMN perjanjian_kinerja.indikator_mentah IS 'Nama indikator seperti tertulis';
COMMENT ON COLUMN perjanjian_kinerja.indikator_sel IS 'Sel indikator';
COMMENT ON COLUMN perjanjian_kinerja.target IS 'Target tahunan';
COMMENT ON COLUMN perjanjian_kinerja.target_mentah IS 'Target tahunan, seperti tertulis';
COMMENT ON COLUMN perjanjian_kinerja.target_sel IS 'Sel asal: target tahunan';
COMMENT ON COLUMN perjanjian_kinerja.satuan IS 'Satuan target';
COMMENT ON COLUMN perjanjian_kinerja.sel_lain IS 'Sel target indikator yang sama pada tabel lain';
