-- Makro: jumlah rupiah sebagai DECIMAL(18,2)
-- NULL bila di luar jangkauan, supaya satu nilai liar tidak menggagalkan semua
CREATE OR REPLACE MACRO rp(jumlah) AS TRY_CAST(jumlah AS DECIMAL(18,2));
COMMENT ON MACRO rp IS 'Jumlah rupiah sebagai DECIMAL(18,2); NULL bila di luar jangkauan';
