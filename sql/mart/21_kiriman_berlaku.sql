-- Satu baris = satu kecamatan, satu triwulan: kiriman yang berlaku
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE kiriman_berlaku AS
SELECT n.kiriman_id, n.kode_kecamatan, n.kecamatan, n.tahun, n.triwulan, n.versi, p.status_data
FROM penilaian AS n
JOIN periode AS p USING (tahun, triwulan)
WHERE n.berlaku
ORDER BY n.tahun, n.triwulan, n.kode_kecamatan;
COMMENT ON TABLE kiriman_berlaku IS 'Kiriman diterima yang terbaru dari tiap kecamatan dan triwulan; sumber semua tabel terbitan';
COMMENT ON COLUMN kiriman_berlaku.kiriman_id IS 'Kiriman yang berlaku';
COMMENT ON COLUMN kiriman_berlaku.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN kiriman_berlaku.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN kiriman_berlaku.tahun IS 'Tahun laporan';
COMMENT ON COLUMN kiriman_berlaku.triwulan IS 'Triwulan laporan';
COMMENT ON COLUMN kiriman_berlaku.versi IS 'Kiriman keberapa untuk kecamatan dan triwulan itu';
COMMENT ON COLUMN kiriman_berlaku.status_data IS 'sementara, atau final setelah periode ditutup';
