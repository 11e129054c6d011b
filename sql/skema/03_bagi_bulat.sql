-- Makro: bagian / pokok x faktor, dibulatkan setengah ke atas dengan bilangan bulat (DECIMAL / DECIMAL menjadi DOUBLE)
-- NULL bila pokok 0 atau kosong, atau bila hasil baginya 100.000 kali atau lebih (tidak muat dalam kolom persen)
CREATE OR REPLACE MACRO bagi_bulat(bagian, pokok, faktor) AS
    CASE WHEN pokok IS NULL OR pokok = 0 OR bagian IS NULL OR abs(bagian) >= abs(pokok) * 99999 THEN NULL
    ELSE sign(bagian) * sign(pokok)
        * ((2 * faktor * abs((TRY_CAST(bagian AS DECIMAL(22,4)) * 10000)::HUGEINT)
            + abs((TRY_CAST(pokok AS DECIMAL(22,4)) * 10000)::HUGEINT))
           // nullif(2 * abs((TRY_CAST(pokok AS DECIMAL(22,4)) * 10000)::HUGEINT), 0))
    END;
COMMENT ON MACRO bagi_bulat IS 'bagian / pokok x faktor, dibulatkan setengah ke atas, tanpa pecahan biner';
