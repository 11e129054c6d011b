-- Satu baris = satu pemeriksaan mutu
-- Kunci: tabel, ekspektasi, kolom
CREATE TABLE IF NOT EXISTS mutu (
    tabel               VARCHAR,
    ekspektasi          VARCHAR,
    kolom               VARCHAR,
    tingkat             VARCHAR,
    berhasil            BOOLEAN,
    jumlah_tidak_sesuai INTEGER,
    catatan             VARCHAR
);
COMMENT ON TABLE mutu IS 'Hasil pemeriksaan mutu sebelum terbit';
COMMENT ON COLUMN mutu.tabel IS 'Tabel yang diperiksa';
COMMENT ON COLUMN mutu.ekspektasi IS 'Nama pemeriksaan';
COMMENT ON COLUMN mutu.kolom IS 'Kolom yang diperiksa';
COMMENT ON COLUMN mutu.tingkat IS 'galat (menahan terbit), peringatan atau info';
COMMENT ON COLUMN mutu.berhasil IS 'TRUE bila terpenuhi';
COMMENT ON COLUMN mutu.jumlah_tidak_sesuai IS 'Jumlah baris yang tidak memenuhi';
COMMENT ON COLUMN mutu.catatan IS 'Penjelasan';
