-- Satu baris = satu paragraf narasi pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS narasi (
    kiriman_id VARCHAR,
    urutan     INTEGER,
    lembar     VARCHAR,
    baris      INTEGER,
    sel        VARCHAR,
    bagian     VARCHAR,
    teks       VARCHAR
);
COMMENT ON TABLE narasi IS 'Permasalahan, faktor dan tindak lanjut yang ditulis kecamatan';
COMMENT ON COLUMN narasi.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN narasi.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN narasi.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN narasi.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN narasi.sel IS 'Sel asal';
COMMENT ON COLUMN narasi.bagian IS 'permasalahan, faktor_pendorong, faktor_penghambat atau tindak_lanjut';
COMMENT ON COLUMN narasi.teks IS 'Isi paragraf';
