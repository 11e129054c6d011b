-- Satu baris = satu keterangan tentang bentuk basis data
-- Kunci: kunci
CREATE TABLE IF NOT EXISTS skema_info (
    kunci VARCHAR,
    nilai VARCHAR
);
COMMENT ON TABLE skema_info IS 'Sidik skema; basis data dibuat ulang bila sidiknya berbeda';
COMMENT ON COLUMN skema_info.kunci IS 'Nama keterangan';
COMMENT ON COLUMN skema_info.nilai IS 'Isi keterangan';
