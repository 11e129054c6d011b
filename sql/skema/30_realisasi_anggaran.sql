-- Satu baris = satu baris anggaran pada satu kiriman
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS realisasi_anggaran (
    kiriman_id        VARCHAR,
    urutan            INTEGER,
    lembar            VARCHAR,
    baris             INTEGER,
    induk_urutan      INTEGER,
    kode              VARCHAR,
    kode_mentah       VARCHAR,
    kode_sel          VARCHAR,
    kode_gaya         VARCHAR,
    kode_asal         VARCHAR,
    kode_menurut_nama VARCHAR,
    tingkat           VARCHAR,
    uraian            VARCHAR,
    uraian_sel        VARCHAR,
    plafon            DECIMAL(18,2),
    plafon_mentah     VARCHAR,
    plafon_sel        VARCHAR,
    plafon_tanda      VARCHAR,
    realisasi         DECIMAL(18,2),
    realisasi_mentah  VARCHAR,
    realisasi_sel     VARCHAR,
    realisasi_tanda   VARCHAR,
    sisa              DECIMAL(18,2),
    sisa_mentah       VARCHAR,
    sisa_sel          VARCHAR,
    sisa_tanda        VARCHAR,
    sumber_dana       VARCHAR,
    tersembunyi       BOOLEAN,
    tambahan          VARCHAR
);
COMMENT ON TABLE realisasi_anggaran IS 'Tabel realisasi anggaran seperti dilaporkan';
COMMENT ON COLUMN realisasi_anggaran.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN realisasi_anggaran.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN realisasi_anggaran.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN realisasi_anggaran.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN realisasi_anggaran.induk_urutan IS 'urutan baris induk menurut letak dan kode; kosong bila tanpa induk';
COMMENT ON COLUMN realisasi_anggaran.kode IS 'Kode kanonik dua angka; kosong bila tidak dapat ditentukan';
COMMENT ON COLUMN realisasi_anggaran.kode_mentah IS 'Kode seperti tertulis';
COMMENT ON COLUMN realisasi_anggaran.kode_sel IS 'Sel kode';
COMMENT ON COLUMN realisasi_anggaran.kode_gaya IS 'Gaya penulisan kode: kanonik, lkj, sipd, empat_digit, rekening (akun belanja 5.x) atau lain';
COMMENT ON COLUMN realisasi_anggaran.kode_asal IS 'tertulis, atau dari_nama bila kode kosong dan ditentukan dari nama';
COMMENT ON COLUMN realisasi_anggaran.kode_menurut_nama IS 'Kode lain yang cocok dengan nama barisnya; terisi hanya bila nama jelas milik kode lain';
COMMENT ON COLUMN realisasi_anggaran.tingkat IS 'total, program, kegiatan, sub_kegiatan atau lain';
COMMENT ON COLUMN realisasi_anggaran.uraian IS 'Nama program, kegiatan atau sub kegiatan';
COMMENT ON COLUMN realisasi_anggaran.uraian_sel IS 'Sel uraian';
COMMENT ON COLUMN realisasi_anggaran.plafon IS 'Plafon anggaran, rupiah; kosong = belum diisi';
COMMENT ON COLUMN realisasi_anggaran.plafon_mentah IS 'Plafon anggaran seperti tertulis';
COMMENT ON COLUMN realisasi_anggaran.plafon_sel IS 'Sel plafon anggaran';
COMMENT ON COLUMN realisasi_anggaran.plafon_tanda IS 'Catatan cara baca plafon anggaran, dipisah ;';
COMMENT ON COLUMN realisasi_anggaran.realisasi IS 'Realisasi anggaran kumulatif, rupiah; kosong = belum diisi';
COMMENT ON COLUMN realisasi_anggaran.realisasi_mentah IS 'Realisasi anggaran kumulatif seperti tertulis';
COMMENT ON COLUMN realisasi_anggaran.realisasi_sel IS 'Sel realisasi anggaran kumulatif';
COMMENT ON COLUMN realisasi_anggaran.realisasi_tanda IS 'Catatan cara baca realisasi anggaran kumulatif, dipisah ;';
COMMENT ON COLUMN realisasi_anggaran.sisa IS 'Sisa anggaran, rupiah; kosong = belum diisi';
COMMENT ON COLUMN realisasi_anggaran.sisa_mentah IS 'Sisa anggaran seperti tertulis';
COMMENT ON COLUMN realisasi_anggaran.sisa_sel IS 'Sel sisa anggaran';
COMMENT ON COLUMN realisasi_anggaran.sisa_tanda IS 'Catatan cara baca sisa anggaran, dipisah ;';
COMMENT ON COLUMN realisasi_anggaran.sumber_dana IS 'Isi kolom keterangan';
COMMENT ON COLUMN realisasi_anggaran.tersembunyi IS 'TRUE bila barisnya disembunyikan di lembar kerja';
COMMENT ON COLUMN realisasi_anggaran.tambahan IS 'JSON: isi kolom di luar yang dikenal';
