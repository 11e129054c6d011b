-- Satu baris = satu temuan dari satu aturan SQL
-- Kunci: kode_temuan, kiriman_id, tabel, lembar, sel, kolom, objek
CREATE TABLE IF NOT EXISTS temuan_aturan (
    kode_temuan      VARCHAR,
    kiriman_id       VARCHAR,
    tabel            VARCHAR,
    lembar           VARCHAR,
    sel              VARCHAR,
    sel_terkait      VARCHAR,
    kolom            VARCHAR,
    objek            VARCHAR,
    nilai_mentah     VARCHAR,
    nilai_seharusnya VARCHAR,
    selisih          DECIMAL(18,2),
    sebab            VARCHAR
);
COMMENT ON TABLE temuan_aturan IS 'Hasil mentah aturan di sql/temuan; kosong sampai aturan dijalankan';
COMMENT ON COLUMN temuan_aturan.kode_temuan IS 'Kode temuan = nama berkas aturan';
COMMENT ON COLUMN temuan_aturan.kiriman_id IS 'Kiriman; kosong untuk temuan tingkat periode';
COMMENT ON COLUMN temuan_aturan.tabel IS 'Tabel yang diperiksa';
COMMENT ON COLUMN temuan_aturan.lembar IS 'Lembar asal';
COMMENT ON COLUMN temuan_aturan.sel IS 'Sel yang dimaksud';
COMMENT ON COLUMN temuan_aturan.sel_terkait IS 'Sel lain yang dipakai menghitung, dipisah "; "';
COMMENT ON COLUMN temuan_aturan.kolom IS 'Kolom yang diperiksa';
COMMENT ON COLUMN temuan_aturan.objek IS 'Baris yang dimaksud; untuk temuan periode: 2023-TW2';
COMMENT ON COLUMN temuan_aturan.nilai_mentah IS 'Nilai seperti tertulis';
COMMENT ON COLUMN temuan_aturan.nilai_seharusnya IS 'Nilai yang diharapkan';
COMMENT ON COLUMN temuan_aturan.selisih IS 'Tertulis dikurangi seharusnya';
COMMENT ON COLUMN temuan_aturan.sebab IS 'Sebab yang mungkin';
