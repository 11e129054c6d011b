-- Satu baris = satu keterangan tentang isi basis data ini
-- Kunci: kunci
CREATE OR REPLACE TABLE meta AS
SELECT kunci, nilai FROM (
    SELECT 1 AS nomor, 'versi_skema' AS kunci, (SELECT max(nilai) FROM skema_info WHERE kunci = 'sidik') AS nilai
    UNION ALL SELECT 2, 'nomor_terakhir', (SELECT max(nomor)::VARCHAR FROM penerimaan)
    UNION ALL SELECT 3, 'jumlah_kiriman', (SELECT count(*)::VARCHAR FROM penerimaan)
    UNION ALL SELECT 4, 'pengakuan_terakhir', (SELECT max(nomor)::VARCHAR FROM pengakuan)
    UNION ALL SELECT 5, 'penutupan_terakhir', (SELECT max(nomor)::VARCHAR FROM penutupan)
    UNION ALL SELECT 6, 'jumlah_periode', (SELECT count(*)::VARCHAR FROM periode)
)
ORDER BY nomor;
COMMENT ON TABLE meta IS 'Keterangan tentang isi basis data, tanpa waktu pembuatan: isi yang sama memberi keterangan yang sama';
COMMENT ON COLUMN meta.kunci IS 'Nama keterangan';
COMMENT ON COLUMN meta.nilai IS 'Isi keterangan';
