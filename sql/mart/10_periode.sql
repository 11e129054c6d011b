-- Satu baris = satu tahun, satu triwulan yang ada kirimannya
-- Kunci: tahun, triwulan
CREATE OR REPLACE TABLE periode AS
WITH ada AS (
    SELECT DISTINCT p.tahun, p.triwulan, last_day(make_date(p.tahun, 3 * p.triwulan, 1)) AS tanggal_akhir
    FROM penerimaan AS p
    JOIN ref_kecamatan AS k ON k.kode_kecamatan = p.kode_kecamatan
    WHERE p.jenis = 'lkj' AND p.tahun IS NOT NULL AND p.triwulan IS NOT NULL
),
keadaan AS (
    SELECT tahun, triwulan, arg_max(jenis, nomor) AS jenis FROM penutupan GROUP BY ALL
),
tenggat AS (
    SELECT a.tahun, a.triwulan, max_by(t.hari_tenggat, coalesce(t.berlaku_mulai, DATE '0001-01-01')) AS hari_tenggat
    FROM ada AS a
    JOIN ref_tenggat AS t ON t.triwulan = a.triwulan AND coalesce(t.berlaku_mulai, DATE '0001-01-01') <= a.tanggal_akhir
    GROUP BY ALL
)
SELECT a.tahun, a.triwulan,
       a.tahun || '-TW' || a.triwulan AS periode,
       a.tanggal_akhir,
       a.tanggal_akhir + t.hari_tenggat AS tenggat,
       CASE WHEN k.jenis = 'tutup' THEN 'final' ELSE 'sementara' END AS status_data
FROM ada AS a
LEFT JOIN tenggat AS t USING (tahun, triwulan)
LEFT JOIN keadaan AS k USING (tahun, triwulan)
ORDER BY a.tahun, a.triwulan;
COMMENT ON TABLE periode IS 'Triwulan yang ada kirimannya, dengan tenggat dan status datanya';
COMMENT ON COLUMN periode.tahun IS 'Tahun';
COMMENT ON COLUMN periode.triwulan IS 'Triwulan 1 sampai 4';
COMMENT ON COLUMN periode.periode IS 'Sebutan periode, mis. 2023-TW2';
COMMENT ON COLUMN periode.tanggal_akhir IS 'Hari terakhir triwulan';
COMMENT ON COLUMN periode.tenggat IS 'Hari terakhir penyampaian yang masih tepat waktu (WIB)';
COMMENT ON COLUMN periode.status_data IS 'sementara, atau final setelah periode ditutup';
