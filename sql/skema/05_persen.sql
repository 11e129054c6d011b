-- Makro: bagian / pokok x 100, dua angka desimal, dibulatkan setengah ke atas satu kali
-- NULL bila pokok 0, negatif atau kosong, atau bila hasilnya hampir 10 juta persen (tidak muat dalam DECIMAL(9,2))
CREATE OR REPLACE MACRO persen(bagian, pokok) AS
    CASE WHEN pokok > 0 AND abs(persepuluhribu(bagian)) < persepuluhribu(pokok) * 99999 THEN
        CAST(bagi_bulat(persepuluhribu(bagian) * 10000, persepuluhribu(pokok))::DECIMAL(18,0) * 0.01 AS DECIMAL(9,2))
    END;
COMMENT ON MACRO persen IS 'bagian / pokok x 100 sebagai DECIMAL(9,2), dibulatkan setengah ke atas; NULL bila pokok 0 atau kosong';
