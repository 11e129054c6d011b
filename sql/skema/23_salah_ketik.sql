-- Makro: dugaan sebab dari bentuk selisihnya: seribu kali, satu angka salah, atau dua angka bertukar; selain itu NULL
CREATE OR REPLACE MACRO salah_ketik(tertulis, seharusnya) AS
    CASE WHEN tertulis <> 0 AND seharusnya = tertulis::DECIMAL(24,2) * 1000 THEN 'tertulis seribu kali terlalu kecil'
         WHEN seharusnya <> 0 AND tertulis = seharusnya::DECIMAL(24,2) * 1000 THEN 'tertulis seribu kali terlalu besar'
         WHEN regexp_full_match((tertulis - seharusnya)::VARCHAR, '-?[1-9]0*\.00')
             THEN 'kemungkinan salah ketik satu angka'
         WHEN regexp_full_match((tertulis - seharusnya)::VARCHAR, '-?(18|27|36|45|54|63|72|81)0*\.00')
             THEN 'kemungkinan dua angka bertukar'
    END;
COMMENT ON MACRO salah_ketik IS 'Dugaan sebab salah ketik dari selisih dua jumlah';
