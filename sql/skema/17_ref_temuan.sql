-- Satu baris = satu kode temuan
-- Kunci: kode_temuan
CREATE TABLE IF NOT EXISTS ref_temuan (
    kode_temuan   VARCHAR,
    tingkat       VARCHAR,
    toleransi     DECIMAL(18,4),
    berlaku_mulai DATE,
    judul         VARCHAR,
    pesan         VARCHAR,
    tindakan      VARCHAR,
    dasar_hukum   VARCHAR
);
COMMENT ON TABLE ref_temuan IS 'Katalog temuan: tingkat, toleransi dan kalimat yang dibaca kecamatan';
COMMENT ON COLUMN ref_temuan.kode_temuan IS 'Kode tetap, tidak pernah diganti nama';
COMMENT ON COLUMN ref_temuan.tingkat IS 'galat (berkas ditolak), peringatan (perlu tindakan) atau info';
COMMENT ON COLUMN ref_temuan.toleransi IS 'Selisih yang masih dianggap cocok, dalam satuan nilai yang diperiksa';
COMMENT ON COLUMN ref_temuan.berlaku_mulai IS 'Berlaku untuk triwulan yang berakhir pada atau setelah tanggal ini; kosong = selalu';
COMMENT ON COLUMN ref_temuan.judul IS 'Judul singkat';
COMMENT ON COLUMN ref_temuan.pesan IS 'Kalimat dengan isian {tempat} {objek} {kolom} {nilai_mentah} {nilai_seharusnya} {selisih} {sebab}';
COMMENT ON COLUMN ref_temuan.tindakan IS 'Apa yang perlu dilakukan pengirim';
COMMENT ON COLUMN ref_temuan.dasar_hukum IS 'Dasar aturan atau kesepakatan';
