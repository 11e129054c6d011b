-- Satu baris = satu baris Formulir E.81 (program, kegiatan, sub kegiatan atau indikator) pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS evaluasi_renja (
    kiriman_id     VARCHAR,
    urutan         INTEGER,
    lembar         VARCHAR,
    baris          INTEGER,
    tahun          INTEGER,
    kode_kecamatan VARCHAR,
    tingkat        VARCHAR,
    kode           VARCHAR,
    kode_mentah    VARCHAR,
    kode_sel       VARCHAR,
    kode_asal      VARCHAR,
    uraian         VARCHAR,
    uraian_sel     VARCHAR,
    sasaran        VARCHAR,
    indikator_id   VARCHAR,
    indikator      VARCHAR,
    indikator_sel  VARCHAR,
    satuan         VARCHAR
);
COMMENT ON TABLE evaluasi_renja IS 'Evaluasi Renja / Formulir E.81 dari kecamatan: barisnya; nilainya di evaluasi_renja_nilai';
COMMENT ON COLUMN evaluasi_renja.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN evaluasi_renja.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN evaluasi_renja.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN evaluasi_renja.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN evaluasi_renja.tahun IS 'Tahun Renja yang dievaluasi';
COMMENT ON COLUMN evaluasi_renja.kode_kecamatan IS 'Kecamatan menurut judul formulir';
COMMENT ON COLUMN evaluasi_renja.tingkat IS 'program, kegiatan, sub_kegiatan, indikator (indikator lain dari kode di atasnya), sasaran, urusan, total atau lain';
COMMENT ON COLUMN evaluasi_renja.kode IS 'Kode kanonik dua angka; untuk indikator, kode baris di atasnya';
COMMENT ON COLUMN evaluasi_renja.kode_mentah IS 'Kode seperti tertulis, potongannya disambung bila terbagi beberapa kolom';
COMMENT ON COLUMN evaluasi_renja.kode_sel IS 'Sel kode (potongan terakhir)';
COMMENT ON COLUMN evaluasi_renja.kode_asal IS 'tertulis, atau dari_nama bila formulir tidak menulis kode';
COMMENT ON COLUMN evaluasi_renja.uraian IS 'Nama program, kegiatan atau sub kegiatan';
COMMENT ON COLUMN evaluasi_renja.uraian_sel IS 'Sel nama';
COMMENT ON COLUMN evaluasi_renja.sasaran IS 'Sasaran pada baris itu';
COMMENT ON COLUMN evaluasi_renja.indikator_id IS 'Indikator pada ref_indikator; kosong untuk indikator keluaran kegiatan dan sub kegiatan';
COMMENT ON COLUMN evaluasi_renja.indikator IS 'Indikator seperti tertulis';
COMMENT ON COLUMN evaluasi_renja.indikator_sel IS 'Sel indikator';
COMMENT ON COLUMN evaluasi_renja.satuan IS 'Satuan kinerja bila ada kolomnya';
