-- Satu baris = satu unit SIPD
-- Kunci: kode_skpd
CREATE TABLE IF NOT EXISTS ref_skpd (
    kode_skpd      VARCHAR,
    nama_skpd      VARCHAR,
    kode_kecamatan VARCHAR,
    sub_unit       VARCHAR,
    sumber         VARCHAR
);
COMMENT ON TABLE ref_skpd IS 'Unit SIPD yang merupakan kecamatan atau kelurahannya';
COMMENT ON COLUMN ref_skpd.kode_skpd IS 'Kode SKPD atau sub-unit di SIPD; urutannya bukan urutan kode Kemendagri';
COMMENT ON COLUMN ref_skpd.nama_skpd IS 'Nama unit di SIPD';
COMMENT ON COLUMN ref_skpd.kode_kecamatan IS 'Kecamatan pemilik';
COMMENT ON COLUMN ref_skpd.sub_unit IS 'ya untuk kelurahan di bawah kecamatan';
COMMENT ON COLUMN ref_skpd.sumber IS 'Asal keterangan';
