-- Satu baris = satu koreksi yang dinyatakan Bappeda untuk satu sel satu kiriman
-- Kunci: kiriman_id, lembar, sel
CREATE TABLE IF NOT EXISTS koreksi (
    kiriman_id     VARCHAR,
    lembar         VARCHAR,
    sel            VARCHAR,
    nilai_tertulis VARCHAR,
    nilai_koreksi  VARCHAR,
    nilai_rupiah   DECIMAL(18,2),
    nilai_persen   DECIMAL(18,4),
    alasan         VARCHAR,
    tanggal        DATE,
    oleh           VARCHAR,
    baris          INTEGER
);
COMMENT ON TABLE koreksi IS 'Koreksi yang dikonfirmasi kecamatan dan dinyatakan Bappeda, dari koreksi.csv';
COMMENT ON COLUMN koreksi.kiriman_id IS 'Kiriman yang dikoreksi';
COMMENT ON COLUMN koreksi.lembar IS 'Lembar';
COMMENT ON COLUMN koreksi.sel IS 'Sel';
COMMENT ON COLUMN koreksi.nilai_tertulis IS 'Isi sel seperti tertulis; kosong bila selnya kosong';
COMMENT ON COLUMN koreksi.nilai_koreksi IS 'Nilai yang benar, seperti dinyatakan';
COMMENT ON COLUMN koreksi.nilai_rupiah IS 'Nilai yang benar bila selnya berisi uang';
COMMENT ON COLUMN koreksi.nilai_persen IS 'Nilai yang benar bila selnya berisi target, realisasi atau capaian indikator';
COMMENT ON COLUMN koreksi.alasan IS 'Alasan koreksi';
COMMENT ON COLUMN koreksi.tanggal IS 'Tanggal dinyatakan';
COMMENT ON COLUMN koreksi.oleh IS 'Yang menyatakan';
COMMENT ON COLUMN koreksi.baris IS 'Nomor baris di koreksi.csv';
