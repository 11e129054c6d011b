-- Satu baris = satu kelompok kolom (target, satu triwulan, dan seterusnya) pada satu baris Formulir E.81
-- Kunci: kiriman_id, urutan
CREATE TABLE IF NOT EXISTS evaluasi_renja_nilai (
    kiriman_id     VARCHAR,
    urutan         INTEGER,
    urutan_baris   INTEGER,
    lembar         VARCHAR,
    baris          INTEGER,
    tahun          INTEGER,
    kode_kecamatan VARCHAR,
    kolom          VARCHAR,
    triwulan       INTEGER,
    k              DECIMAL(18,4),
    k_mentah       VARCHAR,
    k_sel          VARCHAR,
    k_tanda        VARCHAR,
    k_satuan       VARCHAR,
    persen         DECIMAL(18,4),
    persen_mentah  VARCHAR,
    persen_sel     VARCHAR,
    persen_tanda   VARCHAR,
    rp             DECIMAL(18,2),
    rp_mentah      VARCHAR,
    rp_sel         VARCHAR,
    rp_tanda       VARCHAR
);
COMMENT ON TABLE evaluasi_renja_nilai IS 'Target dan realisasi pada Formulir E.81: kinerja (K) dan rupiah (Rp) tiap kelompok kolom, dengan teks asli dan selnya';
COMMENT ON COLUMN evaluasi_renja_nilai.kiriman_id IS 'Kiriman asal';
COMMENT ON COLUMN evaluasi_renja_nilai.urutan IS 'Nomor urut baris dalam tabel ini pada kiriman itu, mulai 1';
COMMENT ON COLUMN evaluasi_renja_nilai.urutan_baris IS 'urutan barisnya pada evaluasi_renja';
COMMENT ON COLUMN evaluasi_renja_nilai.lembar IS 'Nama lembar asal';
COMMENT ON COLUMN evaluasi_renja_nilai.baris IS 'Nomor baris pada lembar';
COMMENT ON COLUMN evaluasi_renja_nilai.tahun IS 'Tahun Renja yang dievaluasi';
COMMENT ON COLUMN evaluasi_renja_nilai.kode_kecamatan IS 'Kecamatan menurut judul formulir';
COMMENT ON COLUMN evaluasi_renja_nilai.kolom IS 'target_renstra (kolom 5), realisasi_lalu (6), target (7), target_triwulan, triwulan (8 sampai 11), realisasi_tahun (12), realisasi_renstra (13) atau capaian_renstra (14), dikenali dari tajuknya';
COMMENT ON COLUMN evaluasi_renja_nilai.triwulan IS 'Triwulan 1 sampai 4 untuk kolom triwulan; kosong untuk yang lain';
COMMENT ON COLUMN evaluasi_renja_nilai.k IS 'Kinerja, dalam satuan indikatornya; kosong bila bukan angka';
COMMENT ON COLUMN evaluasi_renja_nilai.k_mentah IS 'Kinerja seperti tertulis';
COMMENT ON COLUMN evaluasi_renja_nilai.k_sel IS 'Sel kinerja';
COMMENT ON COLUMN evaluasi_renja_nilai.k_tanda IS 'Cara tulisnya, mis. TEKS, DASH_EMPTY';
COMMENT ON COLUMN evaluasi_renja_nilai.k_satuan IS 'Satuan yang tertulis bersama kinerjanya';
COMMENT ON COLUMN evaluasi_renja_nilai.persen IS 'Kolom persen di antara K dan Rp, bila formulirnya memilikinya';
COMMENT ON COLUMN evaluasi_renja_nilai.persen_mentah IS 'Persen seperti tertulis';
COMMENT ON COLUMN evaluasi_renja_nilai.persen_sel IS 'Sel persen';
COMMENT ON COLUMN evaluasi_renja_nilai.persen_tanda IS 'Cara tulisnya';
COMMENT ON COLUMN evaluasi_renja_nilai.rp IS 'Rupiah penuh, juga bila tajuknya Rp (000)';
COMMENT ON COLUMN evaluasi_renja_nilai.rp_mentah IS 'Rupiah seperti tertulis';
COMMENT ON COLUMN evaluasi_renja_nilai.rp_sel IS 'Sel rupiah';
COMMENT ON COLUMN evaluasi_renja_nilai.rp_tanda IS 'Cara tulisnya; RIBUAN bila ditulis dalam ribuan dan dikalikan seribu';
