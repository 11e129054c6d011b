-- Satu baris = satu baris ekspor LRA SIPD pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS sipd_lra (
    kiriman_id            VARCHAR,
    urutan                INTEGER,
    lembar                VARCHAR,
    baris                 INTEGER,
    tahun                 INTEGER,
    bulan                 INTEGER,
    kode_skpd             VARCHAR,
    nama_skpd             VARCHAR,
    kode_kecamatan        VARCHAR,
    sub_unit              BOOLEAN,
    tingkat               VARCHAR,
    kode                  VARCHAR,
    kode_mentah           VARCHAR,
    kode_sel              VARCHAR,
    rekening              VARCHAR,
    uraian                VARCHAR,
    anggaran_operasi      DECIMAL(18,2),
    realisasi_operasi     DECIMAL(18,2),
    anggaran_modal        DECIMAL(18,2),
    realisasi_modal       DECIMAL(18,2),
    anggaran_tak_terduga  DECIMAL(18,2),
    realisasi_tak_terduga DECIMAL(18,2),
    anggaran_transfer     DECIMAL(18,2),
    realisasi_transfer    DECIMAL(18,2),
    anggaran              DECIMAL(18,2),
    anggaran_sel          VARCHAR,
    realisasi             DECIMAL(18,2),
    realisasi_sel         VARCHAR
);
COMMENT ON TABLE sipd_lra IS 'Ekspor LRA SIPD-RI (Rekapitulasi Belanja) seperti tertulis, baris milik kecamatan saja';
COMMENT ON COLUMN sipd_lra.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN sipd_lra.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN sipd_lra.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN sipd_lra.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN sipd_lra.tahun IS 'Tahun anggaran';
COMMENT ON COLUMN sipd_lra.bulan IS 'Bulan yang dinyatakan saat berkas diterima';
COMMENT ON COLUMN sipd_lra.kode_skpd IS 'Kode SKPD atau sub-unit menurut SIPD';
COMMENT ON COLUMN sipd_lra.nama_skpd IS 'Nama SKPD seperti tertulis';
COMMENT ON COLUMN sipd_lra.kode_kecamatan IS 'Kecamatan menurut ref_skpd';
COMMENT ON COLUMN sipd_lra.sub_unit IS 'TRUE bila unit ini kelurahan di bawah kecamatan';
COMMENT ON COLUMN sipd_lra.tingkat IS 'skpd, program, kegiatan, sub_kegiatan atau rekening';
COMMENT ON COLUMN sipd_lra.kode IS 'Kode kanonik dua angka';
COMMENT ON COLUMN sipd_lra.kode_mentah IS 'Kode seperti tertulis';
COMMENT ON COLUMN sipd_lra.kode_sel IS 'Sel kode';
COMMENT ON COLUMN sipd_lra.rekening IS 'Kode rekening belanja, untuk baris di bawah sub kegiatan';
COMMENT ON COLUMN sipd_lra.uraian IS 'Uraian';
COMMENT ON COLUMN sipd_lra.anggaran_operasi IS 'Anggaran belanja operasi, rupiah';
COMMENT ON COLUMN sipd_lra.realisasi_operasi IS 'Realisasi belanja operasi, rupiah';
COMMENT ON COLUMN sipd_lra.anggaran_modal IS 'Anggaran belanja modal, rupiah';
COMMENT ON COLUMN sipd_lra.realisasi_modal IS 'Realisasi belanja modal, rupiah';
COMMENT ON COLUMN sipd_lra.anggaran_tak_terduga IS 'Anggaran belanja tak terduga, rupiah';
COMMENT ON COLUMN sipd_lra.realisasi_tak_terduga IS 'Realisasi belanja tak terduga, rupiah';
COMMENT ON COLUMN sipd_lra.anggaran_transfer IS 'Anggaran belanja transfer, rupiah';
COMMENT ON COLUMN sipd_lra.realisasi_transfer IS 'Realisasi belanja transfer, rupiah';
COMMENT ON COLUMN sipd_lra.anggaran IS 'Jumlah anggaran keempat kelompok, rupiah';
COMMENT ON COLUMN sipd_lra.anggaran_sel IS 'Sel anggaran belanja operasi';
COMMENT ON COLUMN sipd_lra.realisasi IS 'Jumlah realisasi keempat kelompok, rupiah; arus bulan itu atau kumulatif, lihat sipd_deret';
COMMENT ON COLUMN sipd_lra.realisasi_sel IS 'Sel realisasi belanja operasi';
