-- Satu baris = satu kode program, kegiatan atau sub kegiatan
-- Kunci: kode
CREATE TABLE IF NOT EXISTS ref_nomenklatur (
    kode             VARCHAR,
    kode_empat_digit VARCHAR,
    induk            VARCHAR,
    tingkat          VARCHAR,
    nama             VARCHAR,
    indikator_baku   VARCHAR,
    satuan_baku      VARCHAR,
    catatan          VARCHAR
);
COMMENT ON TABLE ref_nomenklatur IS 'Nomenklatur urusan kecamatan (7.01)';
COMMENT ON COLUMN ref_nomenklatur.kode IS 'Kode kanonik dua angka, mis. 7.01.01.2.02.01';
COMMENT ON COLUMN ref_nomenklatur.kode_empat_digit IS 'Bentuk empat angka yang dipakai mulai 2024';
COMMENT ON COLUMN ref_nomenklatur.induk IS 'Kode kanonik induk';
COMMENT ON COLUMN ref_nomenklatur.tingkat IS 'urusan, program, kegiatan atau sub_kegiatan';
COMMENT ON COLUMN ref_nomenklatur.nama IS 'Nama resmi';
COMMENT ON COLUMN ref_nomenklatur.indikator_baku IS 'Indikator baku menurut nomenklatur';
COMMENT ON COLUMN ref_nomenklatur.satuan_baku IS 'Satuan indikator baku';
COMMENT ON COLUMN ref_nomenklatur.catatan IS 'Catatan sumber atau perbedaan nama';
