-- Satu baris = satu penutupan atau pembukaan periode
-- Kunci: nomor
CREATE TABLE IF NOT EXISTS penutupan (
    nomor    INTEGER,
    tahun    INTEGER,
    triwulan INTEGER,
    jenis    VARCHAR,
    alasan   VARCHAR,
    oleh     VARCHAR,
    pada     TIMESTAMPTZ
);
COMMENT ON TABLE penutupan IS 'Riwayat penutupan dan pembukaan kembali periode';
COMMENT ON COLUMN penutupan.nomor IS 'Nomor urut';
COMMENT ON COLUMN penutupan.tahun IS 'Tahun periode';
COMMENT ON COLUMN penutupan.triwulan IS 'Triwulan periode';
COMMENT ON COLUMN penutupan.jenis IS 'tutup atau buka';
COMMENT ON COLUMN penutupan.alasan IS 'Alasan';
COMMENT ON COLUMN penutupan.oleh IS 'Siapa';
COMMENT ON COLUMN penutupan.pada IS 'Waktu';
