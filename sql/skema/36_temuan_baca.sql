-- Satu baris = satu temuan yang dilihat pembaca berkas
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS temuan_baca (
    kiriman_id       VARCHAR,
    urutan           INTEGER,
    lembar           VARCHAR,
    baris            INTEGER,
    kode_temuan      VARCHAR,
    sel              VARCHAR,
    kolom            VARCHAR,
    objek            VARCHAR,
    nilai_mentah     VARCHAR,
    nilai_seharusnya VARCHAR,
    selisih          DECIMAL(18,2),
    sebab            VARCHAR
);
COMMENT ON TABLE temuan_baca IS 'Temuan dari pembacaan berkas: bentuk berkas, sel, identitas dan nama';
COMMENT ON COLUMN temuan_baca.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN temuan_baca.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN temuan_baca.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN temuan_baca.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN temuan_baca.kode_temuan IS 'Kode temuan';
COMMENT ON COLUMN temuan_baca.sel IS 'Sel yang dimaksud';
COMMENT ON COLUMN temuan_baca.kolom IS 'Kolom yang dimaksud';
COMMENT ON COLUMN temuan_baca.objek IS 'Baris atau benda yang dimaksud';
COMMENT ON COLUMN temuan_baca.nilai_mentah IS 'Nilai seperti tertulis';
COMMENT ON COLUMN temuan_baca.nilai_seharusnya IS 'Nilai yang diharapkan';
COMMENT ON COLUMN temuan_baca.selisih IS 'Tertulis dikurangi seharusnya';
COMMENT ON COLUMN temuan_baca.sebab IS 'Sebab yang mungkin';
