-- Makro: jumlah persen halus dibagi banyaknya, dua angka desimal, dibulatkan setengah ke atas satu kali
CREATE OR REPLACE MACRO rata_persen(jumlah, banyak) AS
    CASE WHEN banyak > 0 THEN
        CAST(bagi_bulat((TRY_CAST(jumlah AS DECIMAL(20,8)) * 100000000)::HUGEINT, banyak::HUGEINT * 1000000)
             ::DECIMAL(18,0) * 0.01 AS DECIMAL(9,2))
    END;
COMMENT ON MACRO rata_persen IS 'Rata-rata sederhana dari persen_halus sebagai DECIMAL(9,2)';
