-- Makro: baris yang hanya menjelaskan baris lain: akun belanja di bawah sub kegiatan, atau jumlah di tengah tabel
CREATE OR REPLACE MACRO penjelas(kode_gaya, uraian) AS
    coalesce(kode_gaya, '') = 'rekening'
    OR (kode_gaya IS NULL AND regexp_matches(coalesce(uraian, ''), '^\s*(sub\s*)?(total|jumlah)\b', 'i'));
COMMENT ON MACRO penjelas IS 'TRUE untuk akun belanja dan jumlah di tengah tabel: tidak dijumlahkan lagi';
