-- Makro: jumlah rupiah sebagai DECIMAL(18,2); NULL mulai seribu triliun
-- DECIMAL(18) dikurangi DECIMAL(18) tidak melebar: batas ini menjaga supaya satu nilai liar tidak menggagalkan semua
CREATE OR REPLACE MACRO rp(jumlah) AS TRY_CAST(TRY_CAST(jumlah AS DECIMAL(17,2)) AS DECIMAL(18,2));
COMMENT ON MACRO rp IS 'Jumlah rupiah sebagai DECIMAL(18,2); NULL bila seribu triliun atau lebih';
