-- Satu baris = satu kiriman yang barisnya di tabel mana pun berubah sejak penerbitan terakhir; kosong: semuanya berubah
-- Kunci: kiriman_id
CREATE TABLE IF NOT EXISTS antre_terbit (
    kiriman_id VARCHAR
);
COMMENT ON TABLE antre_terbit IS 'Kiriman yang berubah sejak penerbitan terakhir; hanya barisnya yang diperiksa dan diterbitkan ulang';
COMMENT ON COLUMN antre_terbit.kiriman_id IS 'Kiriman yang berubah; kosong bila semua tabel dihitung ulang';
