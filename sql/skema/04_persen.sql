-- Makro: bagian / pokok x 100, dua angka desimal, dibulatkan setengah ke atas satu kali
CREATE OR REPLACE MACRO persen(bagian, pokok) AS
    CAST(bagi_bulat(bagian, pokok, 10000)::DECIMAL(18,0) * 0.01 AS DECIMAL(9,2));
COMMENT ON MACRO persen IS 'bagian / pokok x 100 sebagai DECIMAL(9,2), dibulatkan setengah ke atas; NULL bila pokok 0';
