-- Satu baris = satu berkas yang diterima
-- Kunci: kiriman_id
CREATE OR REPLACE TABLE kiriman AS
WITH catatan AS (
    SELECT kiriman_id, count(*) AS belum_diakui
    FROM temuan WHERE tingkat = 'peringatan' AND NOT diakui
    GROUP BY kiriman_id
)
SELECT n.kiriman_id, n.nomor, n.kode_kecamatan, n.kecamatan, n.tahun, n.triwulan, n.versi,
       p.sha256, p.nama_berkas, p.diterima_pada, p.tanggal_laporan,
       CASE WHEN n.putusan = 'DITERIMA' AND c.belum_diakui > 0 THEN 'DITERIMA_DENGAN_CATATAN'
            ELSE n.putusan END AS status,
       CASE WHEN n.putusan = 'DITERIMA' AND c.belum_diakui > 0 THEN c.belum_diakui || ' peringatan'
            ELSE n.alasan END AS alasan,
       n.menggantikan, n.hari_terlambat, p.sintetis, p.duplikat_dari, n.jenis, p.periode_dinyatakan
FROM penilaian AS n
JOIN penerimaan AS p USING (kiriman_id)
LEFT JOIN catatan AS c USING (kiriman_id)
ORDER BY n.nomor;
COMMENT ON TABLE kiriman IS 'Semua berkas yang pernah diterima beserta statusnya';
COMMENT ON COLUMN kiriman.kiriman_id IS 'Nomor kiriman';
COMMENT ON COLUMN kiriman.nomor IS 'Nomor urut penerimaan';
COMMENT ON COLUMN kiriman.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN kiriman.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN kiriman.tahun IS 'Tahun laporan';
COMMENT ON COLUMN kiriman.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN kiriman.versi IS 'Kiriman keberapa untuk kecamatan dan triwulan itu; duplikat tidak dihitung';
COMMENT ON COLUMN kiriman.sha256 IS 'Sidik isi berkas asli';
COMMENT ON COLUMN kiriman.nama_berkas IS 'Nama berkas saat diterima';
COMMENT ON COLUMN kiriman.diterima_pada IS 'Waktu diterima';
COMMENT ON COLUMN kiriman.tanggal_laporan IS 'Tanggal yang tertulis pada laporan';
COMMENT ON COLUMN kiriman.status IS 'DITERIMA, DITERIMA_DENGAN_CATATAN, DITOLAK, DUPLIKAT atau MENUNGGU';
COMMENT ON COLUMN kiriman.alasan IS 'Penjelasan status';
COMMENT ON COLUMN kiriman.menggantikan IS 'Kiriman diterima sebelumnya yang digantikan';
COMMENT ON COLUMN kiriman.hari_terlambat IS 'Hari kalender setelah tenggat; 0 bila tepat waktu';
COMMENT ON COLUMN kiriman.sintetis IS 'TRUE bila data buatan untuk contoh';
COMMENT ON COLUMN kiriman.duplikat_dari IS 'Kiriman dengan isi yang sama';
COMMENT ON COLUMN kiriman.jenis IS 'lkj, sipd-lra, sipd-rak atau e81';
COMMENT ON COLUMN kiriman.periode_dinyatakan IS 'Bulan yang dinyatakan saat ekspor SIPD diterima';
