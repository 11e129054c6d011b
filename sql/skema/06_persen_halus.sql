-- Makro: bagian / pokok x 100 dengan delapan angka desimal, untuk rata-rata yang baru kemudian dibulatkan
CREATE OR REPLACE MACRO persen_halus(bagian, pokok) AS
    CASE WHEN pokok > 0 AND abs(persepuluhribu(bagian)) < persepuluhribu(pokok) * 99999 THEN
        CAST(bagi_bulat(persepuluhribu(bagian) * 10000000000, persepuluhribu(pokok))::DECIMAL(18,0) * 0.00000001
             AS DECIMAL(18,8))
    END;
COMMENT ON MACRO persen_halus IS 'bagian / pokok x 100 sebagai DECIMAL(18,8); NULL bila pokok 0 atau kosong';
