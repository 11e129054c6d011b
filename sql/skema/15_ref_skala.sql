-- Satu baris = satu kategori capaian
-- Kunci: urutan
CREATE TABLE IF NOT EXISTS ref_skala (
    urutan      INTEGER,
    batas_bawah DECIMAL(18,4),
    batas_atas  DECIMAL(18,4),
    kategori    VARCHAR,
    warna       VARCHAR
);
COMMENT ON TABLE ref_skala IS 'Skala penilaian capaian (Permendagri 54/2010); dipakai setelah capaian dibulatkan ke persen bulat';
COMMENT ON COLUMN ref_skala.urutan IS 'Urutan kategori, 1 yang tertinggi';
COMMENT ON COLUMN ref_skala.batas_bawah IS 'Batas bawah dalam persen bulat; kosong = tanpa batas bawah';
COMMENT ON COLUMN ref_skala.batas_atas IS 'Batas atas dalam persen bulat, tidak termasuk batas itu sendiri; kosong = tanpa batas atas';
COMMENT ON COLUMN ref_skala.kategori IS 'Nama kategori';
COMMENT ON COLUMN ref_skala.warna IS 'Warna tampil';
