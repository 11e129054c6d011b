-- Satu baris = satu pernyataan atas satu jenis temuan pada satu kiriman
-- Kunci: nomor
CREATE TABLE IF NOT EXISTS pengakuan (
    nomor       INTEGER,
    kiriman_id  VARCHAR,
    kode_temuan VARCHAR,
    alasan      VARCHAR,
    oleh        VARCHAR,
    pada        TIMESTAMPTZ
);
COMMENT ON TABLE pengakuan IS 'Temuan yang sudah diakui beserta alasannya';
COMMENT ON COLUMN pengakuan.nomor IS 'Nomor urut pernyataan';
COMMENT ON COLUMN pengakuan.kiriman_id IS 'Kiriman yang dimaksud';
COMMENT ON COLUMN pengakuan.kode_temuan IS 'Jenis temuan yang diakui';
COMMENT ON COLUMN pengakuan.alasan IS 'Alasan';
COMMENT ON COLUMN pengakuan.oleh IS 'Siapa yang menyatakan';
COMMENT ON COLUMN pengakuan.pada IS 'Waktu pernyataan';
