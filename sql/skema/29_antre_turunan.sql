-- Satu baris = satu kiriman yang dimuat atau diakui setelah tabel turunan terakhir dihitung
-- Kunci: kiriman_id
CREATE TABLE IF NOT EXISTS antre_turunan (
    kiriman_id VARCHAR
);
COMMENT ON TABLE antre_turunan IS 'Kiriman yang berubah sejak tabel turunan terakhir dihitung; hanya kecamatan dan tahunnya yang dihitung ulang';
COMMENT ON COLUMN antre_turunan.kiriman_id IS 'Kiriman yang berubah';
