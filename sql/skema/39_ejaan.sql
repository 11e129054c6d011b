-- Satu baris = satu ejaan nama pada satu kiriman yang tidak tertulis seperti di referensi
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS ejaan (
    kiriman_id VARCHAR,
    urutan     INTEGER,
    lembar     VARCHAR,
    sel        VARCHAR,
    jenis      VARCHAR,
    teks       VARCHAR,
    cara       VARCHAR,
    id         VARCHAR,
    alias      VARCHAR,
    usul_id    VARCHAR,
    skor       INTEGER
);
COMMENT ON TABLE ejaan IS 'Nama indikator dan kecamatan yang ejaannya lain dari referensi, dan bagaimana nama itu dibaca';
COMMENT ON COLUMN ejaan.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN ejaan.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN ejaan.lembar IS 'Lembar tempat ejaan itu pertama kali tertulis';
COMMENT ON COLUMN ejaan.sel IS 'Sel tempat ejaan itu pertama kali tertulis';
COMMENT ON COLUMN ejaan.jenis IS 'indikator atau kecamatan';
COMMENT ON COLUMN ejaan.teks IS 'Nama seperti tertulis';
COMMENT ON COLUMN ejaan.cara IS 'alias: dibaca menurut daftar alias; mirip: menurut kemiripan; kosong: tidak dikenal';
COMMENT ON COLUMN ejaan.id IS 'Indikator (indikator_id) atau kecamatan (kode) yang dibaca; kosong bila tidak dikenal';
COMMENT ON COLUMN ejaan.alias IS 'Entri daftar alias yang dipakai';
COMMENT ON COLUMN ejaan.usul_id IS 'Indikator atau kecamatan yang namanya paling mirip, bila tidak dikenal';
COMMENT ON COLUMN ejaan.skor IS 'Kemiripan dengan nama yang dibaca atau diusulkan, 0 sampai 100';
