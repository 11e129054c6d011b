-- Makro: bagian / pokok x 100 dengan delapan angka desimal, untuk rata-rata yang dibulatkan belakangan
CREATE OR REPLACE MACRO persen_halus(bagian, pokok) AS
    CAST(bagi_bulat(bagian, pokok, 10000000000)::DECIMAL(18,0) * 0.00000001 AS DECIMAL(18,8));
COMMENT ON MACRO persen_halus IS 'bagian / pokok x 100 sebagai DECIMAL(18,8)';
