-- Satu baris = satu indikator kinerja
-- Kunci: indikator_id
CREATE TABLE IF NOT EXISTS ref_indikator (
    indikator_id VARCHAR,
    indikator    VARCHAR,
    tingkat      VARCHAR,
    sasaran      VARCHAR,
    kode_program VARCHAR,
    satuan       VARCHAR,
    arah         VARCHAR,
    sifat        VARCHAR,
    rumus        VARCHAR,
    urutan       INTEGER,
    batas_atas   DECIMAL(9,2),
    rentang_bawah DECIMAL(18,4),
    rentang_atas DECIMAL(18,4)
);
COMMENT ON TABLE ref_indikator IS 'Indikator kinerja beserta cara menghitung capaiannya';
COMMENT ON COLUMN ref_indikator.indikator_id IS 'Pengenal indikator yang tidak berubah';
COMMENT ON COLUMN ref_indikator.indikator IS 'Nama baku indikator';
COMMENT ON COLUMN ref_indikator.tingkat IS 'sasaran atau program';
COMMENT ON COLUMN ref_indikator.sasaran IS 'Sasaran yang diukur';
COMMENT ON COLUMN ref_indikator.kode_program IS 'Kode program, untuk indikator tingkat program';
COMMENT ON COLUMN ref_indikator.satuan IS 'Satuan nilai, mis. persen';
COMMENT ON COLUMN ref_indikator.arah IS 'naik_baik: makin tinggi makin baik; turun_baik: makin rendah makin baik; rentang: baik di antara rentang_bawah dan rentang_atas';
COMMENT ON COLUMN ref_indikator.sifat IS 'Cara menggabungkan triwulan: akumulatif (dijumlahkan), terakhir (nilai terbaru), rata (rata-rata)';
COMMENT ON COLUMN ref_indikator.rumus IS 'Uraian rumus indikator';
COMMENT ON COLUMN ref_indikator.urutan IS 'Urutan tampil';
COMMENT ON COLUMN ref_indikator.batas_atas IS 'Capaian di atas ini dihitung sebesar ini dalam rata-rata, persen; kosong = tanpa batas';
COMMENT ON COLUMN ref_indikator.rentang_bawah IS 'Batas bawah nilai yang baik, untuk arah rentang';
COMMENT ON COLUMN ref_indikator.rentang_atas IS 'Batas atas nilai yang baik, untuk arah rentang';
