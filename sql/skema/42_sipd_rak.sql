-- Satu baris = satu baris ekspor RAK SIPD pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS sipd_rak (
    kiriman_id     VARCHAR,
    urutan         INTEGER,
    lembar         VARCHAR,
    baris          INTEGER,
    tahun          INTEGER,
    kode_skpd      VARCHAR,
    nama_skpd      VARCHAR,
    kode_kecamatan VARCHAR,
    sub_unit       BOOLEAN,
    tingkat        VARCHAR,
    kode           VARCHAR,
    kode_mentah    VARCHAR,
    kode_sel       VARCHAR,
    uraian         VARCHAR,
    anggaran       DECIMAL(18,2),
    total_rak      DECIMAL(18,2),
    bulan_1        DECIMAL(18,2),
    bulan_2        DECIMAL(18,2),
    bulan_3        DECIMAL(18,2),
    bulan_4        DECIMAL(18,2),
    bulan_5        DECIMAL(18,2),
    bulan_6        DECIMAL(18,2),
    bulan_7        DECIMAL(18,2),
    bulan_8        DECIMAL(18,2),
    bulan_9        DECIMAL(18,2),
    bulan_10       DECIMAL(18,2),
    bulan_11       DECIMAL(18,2),
    bulan_12       DECIMAL(18,2)
);
COMMENT ON TABLE sipd_rak IS 'Ekspor RAK SIPD-RI (Rencana Anggaran Kas), baris milik kecamatan sampai sub kegiatan';
COMMENT ON COLUMN sipd_rak.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN sipd_rak.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN sipd_rak.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN sipd_rak.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN sipd_rak.tahun IS 'Tahun anggaran';
COMMENT ON COLUMN sipd_rak.kode_skpd IS 'Kode SKPD atau sub-unit menurut SIPD';
COMMENT ON COLUMN sipd_rak.nama_skpd IS 'Nama SKPD seperti tertulis';
COMMENT ON COLUMN sipd_rak.kode_kecamatan IS 'Kecamatan menurut ref_skpd';
COMMENT ON COLUMN sipd_rak.sub_unit IS 'TRUE bila unit ini kelurahan di bawah kecamatan';
COMMENT ON COLUMN sipd_rak.tingkat IS 'skpd, program, kegiatan, sub_kegiatan atau rekening';
COMMENT ON COLUMN sipd_rak.kode IS 'Kode kanonik dua angka';
COMMENT ON COLUMN sipd_rak.kode_mentah IS 'Kode seperti tertulis';
COMMENT ON COLUMN sipd_rak.kode_sel IS 'Sel kode';
COMMENT ON COLUMN sipd_rak.uraian IS 'Uraian';
COMMENT ON COLUMN sipd_rak.anggaran IS 'Anggaran tahun ini, rupiah';
COMMENT ON COLUMN sipd_rak.total_rak IS 'Jumlah rencana kas setahun, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_1 IS 'Rencana kas Januari, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_2 IS 'Rencana kas Februari, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_3 IS 'Rencana kas Maret, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_4 IS 'Rencana kas April, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_5 IS 'Rencana kas Mei, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_6 IS 'Rencana kas Juni, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_7 IS 'Rencana kas Juli, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_8 IS 'Rencana kas Agustus, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_9 IS 'Rencana kas September, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_10 IS 'Rencana kas Oktober, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_11 IS 'Rencana kas November, rupiah';
COMMENT ON COLUMN sipd_rak.bulan_12 IS 'Rencana kas Desember, rupiah';
