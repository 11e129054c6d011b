-- Satu baris = satu ejaan lain dari nama kecamatan
-- Kunci: alias
CREATE TABLE IF NOT EXISTS ref_alias_kecamatan (
    alias          VARCHAR,
    kode_kecamatan VARCHAR,
    sumber         VARCHAR
);
COMMENT ON TABLE ref_alias_kecamatan IS 'Ejaan nama kecamatan yang pernah dipakai';
COMMENT ON COLUMN ref_alias_kecamatan.alias IS 'Ejaan yang ditemui';
COMMENT ON COLUMN ref_alias_kecamatan.kode_kecamatan IS 'Kecamatan yang dimaksud';
COMMENT ON COLUMN ref_alias_kecamatan.sumber IS 'Asal ejaan ini';
