-- Satu baris = satu kecamatan yang sifat deretnya ditetapkan, atau semua yang lain (kode kosong)
-- Kunci: kode_kecamatan
CREATE TABLE IF NOT EXISTS pengaturan_sipd (
    kode_kecamatan VARCHAR,
    sifat_lra      VARCHAR
);
COMMENT ON TABLE pengaturan_sipd IS 'Yang ditetapkan kabupaten tentang ekspor SIPD di pengaturan.toml; tanpa baris bila tidak ada';
COMMENT ON COLUMN pengaturan_sipd.kode_kecamatan IS 'Kecamatan; kosong untuk semua yang tidak disebut sendiri';
COMMENT ON COLUMN pengaturan_sipd.sifat_lra IS 'kumulatif atau bulanan: sifat ekspor LRA; mengalahkan yang dikenali dari deretnya';
