-- Satu baris = satu kabupaten, bila ditetapkan
-- Kunci: sifat_lra
CREATE TABLE IF NOT EXISTS pengaturan_sipd (
    sifat_lra VARCHAR
);
COMMENT ON TABLE pengaturan_sipd IS 'Yang ditetapkan kabupaten tentang ekspor SIPD di pengaturan.toml; tanpa baris bila tidak ada';
COMMENT ON COLUMN pengaturan_sipd.sifat_lra IS 'kumulatif atau bulanan: sifat semua ekspor LRA; mengalahkan yang dikenali dari deretnya';
