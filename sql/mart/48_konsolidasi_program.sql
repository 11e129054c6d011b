-- Satu baris = satu triwulan, satu program
-- Kunci: tahun, triwulan, kode
CREATE OR REPLACE TABLE konsolidasi_program AS
SELECT s.tahun, s.triwulan, s.kode,
       coalesce(any_value(n.nama), arg_min(s.uraian, s.kode_kecamatan)) AS uraian,
       rp(sum(s.plafon_dihitung)) AS plafon,
       rp(sum(s.realisasi_dihitung)) AS realisasi,
       rp(sum(s.plafon_dihitung) - sum(s.realisasi_dihitung)) AS sisa,
       persen(rp(sum(s.realisasi_dihitung)), rp(sum(s.plafon_dihitung))) AS serapan_persen,
       count(*)::INTEGER AS jumlah_kecamatan,
       any_value(s.status_data) AS status_data
FROM serapan_program AS s
LEFT JOIN ref_nomenklatur AS n USING (kode)
GROUP BY s.tahun, s.triwulan, s.kode
ORDER BY s.tahun, s.triwulan, s.kode;
COMMENT ON TABLE konsolidasi_program IS 'Anggaran tiap program di seluruh kecamatan, dari rincian terbawah';
COMMENT ON COLUMN konsolidasi_program.tahun IS 'Tahun laporan';
COMMENT ON COLUMN konsolidasi_program.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN konsolidasi_program.kode IS 'Kode program';
COMMENT ON COLUMN konsolidasi_program.uraian IS 'Nama program menurut nomenklatur';
COMMENT ON COLUMN konsolidasi_program.plafon IS 'Jumlah plafon yang dihitung, rupiah';
COMMENT ON COLUMN konsolidasi_program.realisasi IS 'Jumlah realisasi yang dihitung, rupiah';
COMMENT ON COLUMN konsolidasi_program.sisa IS 'plafon dikurangi realisasi, rupiah';
COMMENT ON COLUMN konsolidasi_program.serapan_persen IS 'realisasi / plafon x 100';
COMMENT ON COLUMN konsolidasi_program.jumlah_kecamatan IS 'Banyaknya kecamatan yang punya program ini';
COMMENT ON COLUMN konsolidasi_program.status_data IS 'sementara, atau final setelah periode ditutup';
