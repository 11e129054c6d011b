-- Satu baris = satu kecamatan, satu triwulan; kecamatan yang belum mengirim juga punya baris
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE kepatuhan AS
WITH masuk AS (
    SELECT kode_kecamatan, tahun, triwulan,
           min(tanggal) FILTER (putusan = 'DITERIMA') AS tanggal_pertama,
           min(hari_terlambat) FILTER (putusan = 'DITERIMA') AS terlambat_pertama,
           arg_max(kiriman_id, nomor) FILTER (putusan <> 'DUPLIKAT') AS terakhir,
           arg_max(kiriman_id, nomor) FILTER (berlaku) AS berlaku
    FROM penilaian
    WHERE jenis = 'lkj' AND kode_kecamatan IS NOT NULL AND tahun IS NOT NULL AND triwulan IS NOT NULL
    GROUP BY kode_kecamatan, tahun, triwulan
)
SELECT k.kode_kecamatan, k.kecamatan, p.tahun, p.triwulan,
       m.berlaku IS NOT NULL AS diterima,
       m.tanggal_pertama AS tanggal,
       p.tenggat,
       m.terlambat_pertama AS hari_terlambat,
       r.versi,
       coalesce(r.status, 'BELUM_ADA') AS status,
       r.nama_berkas,
       CASE WHEN m.berlaku IS NOT NULL THEN n.tanggal END AS tanggal_versi,
       r.kiriman_id,
       p.status_data
FROM periode AS p
CROSS JOIN ref_kecamatan AS k
LEFT JOIN masuk AS m ON m.kode_kecamatan = k.kode_kecamatan AND m.tahun = p.tahun AND m.triwulan = p.triwulan
LEFT JOIN kiriman AS r ON r.kiriman_id = coalesce(m.berlaku, m.terakhir)
LEFT JOIN penilaian AS n ON n.kiriman_id = r.kiriman_id
ORDER BY p.tahun, p.triwulan, k.kode_kecamatan;
COMMENT ON TABLE kepatuhan IS 'Siapa sudah melapor dan kapan, untuk setiap kecamatan dan triwulan';
COMMENT ON COLUMN kepatuhan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN kepatuhan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN kepatuhan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN kepatuhan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN kepatuhan.diterima IS 'TRUE bila ada kiriman yang berlaku';
COMMENT ON COLUMN kepatuhan.tanggal IS 'Tanggal (WIB) kiriman pertama yang diterima; perbaikan sesudahnya tidak membuat terlambat';
COMMENT ON COLUMN kepatuhan.tenggat IS 'Hari terakhir yang masih tepat waktu';
COMMENT ON COLUMN kepatuhan.hari_terlambat IS 'Hari kalender antara tenggat dan tanggal; 0 bila tepat waktu, kosong bila belum ada yang diterima';
COMMENT ON COLUMN kepatuhan.versi IS 'Versi kiriman yang berlaku, atau yang terakhir bila belum ada yang berlaku';
COMMENT ON COLUMN kepatuhan.status IS 'Status kiriman itu; BELUM_ADA bila tidak ada kiriman';
COMMENT ON COLUMN kepatuhan.nama_berkas IS 'Berkas kiriman itu';
COMMENT ON COLUMN kepatuhan.tanggal_versi IS 'Tanggal (WIB) versi yang berlaku';
COMMENT ON COLUMN kepatuhan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN kepatuhan.status_data IS 'sementara, atau final setelah periode ditutup';
