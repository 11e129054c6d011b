-- Satu baris = satu nilai satu baris laporan yang diganti koreksi
-- Kunci: kiriman_id, tabel, urutan, kolom
CREATE TABLE IF NOT EXISTS koreksi_terpakai (
    kiriman_id     VARCHAR,
    tabel          VARCHAR,
    urutan         INTEGER,
    kolom          VARCHAR,
    lembar         VARCHAR,
    sel            VARCHAR,
    objek          VARCHAR,
    nilai_tertulis VARCHAR,
    nilai_terbaca  DECIMAL(18,4),
    nilai_koreksi  DECIMAL(18,4),
    alasan         VARCHAR,
    tanggal        DATE,
    oleh           VARCHAR
);
COMMENT ON TABLE koreksi_terpakai IS 'Koreksi yang dipakai, dengan nilai semula yang terbaca dari berkas';
COMMENT ON COLUMN koreksi_terpakai.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN koreksi_terpakai.tabel IS 'Tabel yang nilainya diganti';
COMMENT ON COLUMN koreksi_terpakai.urutan IS 'Baris pada tabel itu';
COMMENT ON COLUMN koreksi_terpakai.kolom IS 'Kolom yang nilainya diganti; kolom _mentah tidak berubah';
COMMENT ON COLUMN koreksi_terpakai.lembar IS 'Lembar';
COMMENT ON COLUMN koreksi_terpakai.sel IS 'Sel';
COMMENT ON COLUMN koreksi_terpakai.objek IS 'Baris yang dimaksud';
COMMENT ON COLUMN koreksi_terpakai.nilai_tertulis IS 'Isi sel seperti tertulis';
COMMENT ON COLUMN koreksi_terpakai.nilai_terbaca IS 'Nilai semula, seperti terbaca dari berkas';
COMMENT ON COLUMN koreksi_terpakai.nilai_koreksi IS 'Nilai yang dipakai sebagai gantinya';
COMMENT ON COLUMN koreksi_terpakai.alasan IS 'Alasan koreksi';
COMMENT ON COLUMN koreksi_terpakai.tanggal IS 'Tanggal dinyatakan';
COMMENT ON COLUMN koreksi_terpakai.oleh IS 'Yang menyatakan';
