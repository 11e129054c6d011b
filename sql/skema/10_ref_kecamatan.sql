-- Satu baris = satu kecamatan
-- Kunci: kode_kecamatan
CREATE TABLE IF NOT EXISTS ref_kecamatan (
    kode_kecamatan   VARCHAR,
    kode_bps         VARCHAR,
    kecamatan        VARCHAR,
    jumlah_desa      INTEGER,
    jumlah_kelurahan INTEGER,
    lat              DOUBLE,
    lon              DOUBLE,
    petak_kolom      INTEGER,
    petak_baris      INTEGER
);
COMMENT ON TABLE ref_kecamatan IS 'Daftar kecamatan yang wajib melapor';
COMMENT ON COLUMN ref_kecamatan.kode_kecamatan IS 'Kode wilayah Kemendagri, mis. 35.08.08';
COMMENT ON COLUMN ref_kecamatan.kode_bps IS 'Kode BPS; urutannya berbeda dari kode Kemendagri';
COMMENT ON COLUMN ref_kecamatan.kecamatan IS 'Nama kecamatan tanpa kata "Kecamatan"';
COMMENT ON COLUMN ref_kecamatan.jumlah_desa IS 'Jumlah desa';
COMMENT ON COLUMN ref_kecamatan.jumlah_kelurahan IS 'Jumlah kelurahan';
COMMENT ON COLUMN ref_kecamatan.lat IS 'Lintang titik tengah wilayah, derajat';
COMMENT ON COLUMN ref_kecamatan.lon IS 'Bujur titik tengah wilayah, derajat';
COMMENT ON COLUMN ref_kecamatan.petak_kolom IS 'Kolom pada peta petak, mulai 0 di barat';
COMMENT ON COLUMN ref_kecamatan.petak_baris IS 'Baris pada peta petak, mulai 0 di utara';
