-- Satu baris = satu kecamatan, satu triwulan yang ada rencana kasnya dan realisasi SIPD-nya
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE deviasi_rak AS
WITH berlaku AS (
    SELECT r.kode_skpd, r.tahun, arg_max(r.kiriman_id, n.nomor) AS kiriman_id
    FROM sipd_rak AS r JOIN penilaian AS n USING (kiriman_id)
    WHERE n.putusan = 'DITERIMA'
    GROUP BY r.kode_skpd, r.tahun
),
rencana AS (
    SELECT r.kode_kecamatan, r.tahun, rp(sum(r.anggaran)) AS anggaran, min(r.kiriman_id) AS kiriman_id,
           rp(sum(coalesce(r.bulan_1, 0) + coalesce(r.bulan_2, 0) + coalesce(r.bulan_3, 0))) AS triwulan_1,
           rp(sum(coalesce(r.bulan_4, 0) + coalesce(r.bulan_5, 0) + coalesce(r.bulan_6, 0))) AS triwulan_2,
           rp(sum(coalesce(r.bulan_7, 0) + coalesce(r.bulan_8, 0) + coalesce(r.bulan_9, 0))) AS triwulan_3,
           rp(sum(coalesce(r.bulan_10, 0) + coalesce(r.bulan_11, 0) + coalesce(r.bulan_12, 0))) AS triwulan_4
    FROM sipd_rak AS r JOIN berlaku AS b USING (kiriman_id, kode_skpd, tahun)
    WHERE r.tingkat = 'sub_kegiatan'
    GROUP BY r.kode_kecamatan, r.tahun
),
per_triwulan AS (
    SELECT kode_kecamatan, tahun, kiriman_id, anggaran, right(nama, 1)::INTEGER AS triwulan, rencana
    FROM (UNPIVOT rencana ON triwulan_1, triwulan_2, triwulan_3, triwulan_4 INTO NAME nama VALUE rencana)
),
nyata AS (
    SELECT kode_kecamatan, tahun, bulan // nullif(3, 0) AS triwulan, rp(sum(realisasi)) AS kumulatif
    FROM sipd_kumulatif
    WHERE tingkat = 'sub_kegiatan' AND bulan IN (3, 6, 9, 12)
    GROUP BY ALL
),
gabung AS (
    SELECT p.*, n.kumulatif AS realisasi_kumulatif,
           rp(sum(p.rencana) OVER (PARTITION BY p.kode_kecamatan, p.tahun ORDER BY p.triwulan)) AS rencana_kumulatif,
           CASE WHEN p.triwulan = 1 THEN n.kumulatif
                ELSE n.kumulatif - lag(n.kumulatif) OVER (PARTITION BY p.kode_kecamatan, p.tahun ORDER BY p.triwulan)
           END AS realisasi
    FROM per_triwulan AS p LEFT JOIN nyata AS n USING (kode_kecamatan, tahun, triwulan)
)
SELECT g.kode_kecamatan, k.kecamatan, g.tahun, g.triwulan, g.anggaran,
       g.rencana AS rencana_triwulan, g.realisasi AS realisasi_triwulan,
       rp(g.realisasi - g.rencana) AS deviasi_triwulan,
       g.rencana_kumulatif, g.realisasi_kumulatif,
       rp(g.realisasi_kumulatif - g.rencana_kumulatif) AS deviasi_kumulatif,
       persen(g.rencana_kumulatif, g.anggaran) AS target_serapan_persen,
       persen(g.realisasi_kumulatif, g.anggaran) AS serapan_persen,
       persen(g.realisasi_kumulatif, g.rencana_kumulatif) AS terhadap_rencana_persen,
       g.kiriman_id,
       coalesce(p.status_data, 'sementara') AS status_data
FROM gabung AS g
JOIN ref_kecamatan AS k USING (kode_kecamatan)
LEFT JOIN periode AS p USING (tahun, triwulan)
WHERE g.realisasi_kumulatif IS NOT NULL
ORDER BY g.tahun, g.triwulan, g.kode_kecamatan;
COMMENT ON TABLE deviasi_rak IS 'Realisasi SIPD terhadap Rencana Anggaran Kas, per triwulan dan kumulatif';
COMMENT ON COLUMN deviasi_rak.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN deviasi_rak.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN deviasi_rak.tahun IS 'Tahun laporan';
COMMENT ON COLUMN deviasi_rak.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN deviasi_rak.anggaran IS 'Anggaran setahun menurut RAK, rupiah';
COMMENT ON COLUMN deviasi_rak.rencana_triwulan IS 'Rencana kas triwulan itu, rupiah';
COMMENT ON COLUMN deviasi_rak.realisasi_triwulan IS 'Realisasi SIPD triwulan itu; kosong bila triwulan sebelumnya belum ada';
COMMENT ON COLUMN deviasi_rak.deviasi_triwulan IS 'realisasi_triwulan dikurangi rencana_triwulan';
COMMENT ON COLUMN deviasi_rak.rencana_kumulatif IS 'Rencana kas sampai dengan triwulan itu, rupiah';
COMMENT ON COLUMN deviasi_rak.realisasi_kumulatif IS 'Realisasi SIPD sampai dengan triwulan itu, rupiah';
COMMENT ON COLUMN deviasi_rak.deviasi_kumulatif IS 'realisasi_kumulatif dikurangi rencana_kumulatif';
COMMENT ON COLUMN deviasi_rak.target_serapan_persen IS 'rencana_kumulatif / anggaran x 100: target serapan';
COMMENT ON COLUMN deviasi_rak.serapan_persen IS 'realisasi_kumulatif / anggaran x 100';
COMMENT ON COLUMN deviasi_rak.terhadap_rencana_persen IS 'realisasi_kumulatif / rencana_kumulatif x 100';
COMMENT ON COLUMN deviasi_rak.kiriman_id IS 'Kiriman RAK';
COMMENT ON COLUMN deviasi_rak.status_data IS 'sementara, atau final setelah periode ditutup';
