-- Satu baris = satu triwulan dan satu masa berlaku aturan
-- Kunci: triwulan, berlaku_mulai
CREATE TABLE IF NOT EXISTS ref_tenggat (
    triwulan      INTEGER,
    bulan_akhir   INTEGER,
    tanggal_akhir INTEGER,
    hari_tenggat  INTEGER,
    berlaku_mulai DATE,
    dasar_hukum   VARCHAR
);
COMMENT ON TABLE ref_tenggat IS 'Tenggat penyampaian laporan triwulanan';
COMMENT ON COLUMN ref_tenggat.triwulan IS 'Triwulan 1 sampai 4';
COMMENT ON COLUMN ref_tenggat.bulan_akhir IS 'Bulan berakhirnya triwulan';
COMMENT ON COLUMN ref_tenggat.tanggal_akhir IS 'Tanggal berakhirnya triwulan';
COMMENT ON COLUMN ref_tenggat.hari_tenggat IS 'Jumlah hari kalender setelah triwulan berakhir';
COMMENT ON COLUMN ref_tenggat.berlaku_mulai IS 'Aturan berlaku untuk triwulan yang berakhir pada atau setelah tanggal ini; kosong = sejak awal';
COMMENT ON COLUMN ref_tenggat.dasar_hukum IS 'Dasar hukum';
