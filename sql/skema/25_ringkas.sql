-- Makro: teks dari berkas untuk kalimat temuan, paling panjang 160 huruf
CREATE OR REPLACE MACRO ringkas(teks) AS CASE WHEN length(teks) > 160 THEN left(teks, 159) || '…' ELSE teks END;
COMMENT ON MACRO ringkas IS 'Teks dipotong pada 160 huruf';
