-- Satu baris = satu baris anggaran Perjanjian Kinerja pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS perjanjian_anggaran (
    kiriman_id      VARCHAR,
    urutan          INTEGER,
    lembar          VARCHAR,
    baris           INTEGER,
    nomor_mentah    VARCHAR,
    nomor_sel       VARCHAR,
    tingkat         VARCHAR,
    kode            VARCHAR,
    uraian          VARCHAR,
    uraian_sel      VARCHAR,
    anggaran        DECIMAL(18,2),
    anggaran_mentah VARCHAR,
    anggaran_sel    VARCHAR,
    sumber_dana     VARCHAR
);
COMMENT ON TABLE perjanjian_anggaran IS 'Anggaran per program menurut Perjanjian Kinerja';
COMMENT ON COLUMN perjanjian_anggaran.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN perjanjian_anggaran.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN perjanjian_anggaran.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN perjanjian_anggaran.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN perjanjian_anggaran.nomor_mentah IS 'Nomor urut seperti tertulis';
COMMENT ON COLUMN perjanjian_anggaran.nomor_sel IS 'Sel nomor urut';
COMMENT ON COLUMN perjanjian_anggaran.tingkat IS 'program atau total';
COMMENT ON COLUMN perjanjian_anggaran.kode IS 'Kode program menurut namanya';
COMMENT ON COLUMN perjanjian_anggaran.uraian IS 'Nama program';
COMMENT ON COLUMN perjanjian_anggaran.uraian_sel IS 'Sel nama program';
COMMENT ON COLUMN perjanjian_anggaran.anggaran IS 'Anggaran yang diperjanjikan, rupiah';
COMMENT ON COLUMN perjanjian_anggaran.anggaran_mentah IS 'Anggaran seperti tertulis';
COMMENT ON COLUMN perjanjian_anggaran.anggaran_sel IS 'Sel anggaran';
COMMENT ON COLUMN perjanjian_anggaran.sumber_dana IS 'Isi kolom keterangan';
