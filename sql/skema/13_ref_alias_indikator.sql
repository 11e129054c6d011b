-- Satu baris = satu ejaan lain dari nama indikator
-- Kunci: alias
CREATE TABLE IF NOT EXISTS ref_alias_indikator (
    alias        VARCHAR,
    indikator_id VARCHAR,
    sumber       VARCHAR
);
COMMENT ON TABLE ref_alias_indikator IS 'Ejaan indikator yang pernah dipakai kecamatan';
COMMENT ON COLUMN ref_alias_indikator.alias IS 'Ejaan yang ditemui';
COMMENT ON COLUMN ref_alias_indikator.indikator_id IS 'Indikator yang dimaksud';
COMMENT ON COLUMN ref_alias_indikator.sumber IS 'Asal ejaan ini';
