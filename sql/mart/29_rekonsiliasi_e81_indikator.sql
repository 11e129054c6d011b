-- Satu baris = satu kecamatan, satu triwulan, satu indikator yang ada di LKj yang berlaku dan di Formulir E.81
-- Kunci: kode_kecamatan, tahun, triwulan, indikator_id
CREATE OR REPLACE TABLE rekonsiliasi_e81_indikator AS
WITH lkj AS (
    SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan, b.kiriman_id, b.status_data, e.kiriman_id AS kiriman_e81,
           d.indikator_id, d.indikator_mentah, d.sifat, d.target, d.realisasi_triwulan, d.realisasi_kumulatif,
           l.realisasi_kumulatif AS kumulatif_lalu,
           d.lembar AS lembar_lkj, d.target_sel, d.realisasi_triwulan_sel, d.realisasi_kumulatif_sel,
           b.triwulan = max(b.triwulan) OVER (PARTITION BY b.kode_kecamatan, b.tahun) AS terakhir
    FROM kiriman_berlaku AS b
    JOIN e81_berlaku AS e ON e.kode_kecamatan = b.kode_kecamatan AND e.tahun = b.tahun
                         AND b.triwulan <= e.sampai_triwulan
    JOIN indikator_dihitung AS d ON d.kiriman_id = b.kiriman_id
    LEFT JOIN kiriman_berlaku AS s ON s.kode_kecamatan = b.kode_kecamatan AND s.tahun = b.tahun
                                  AND s.triwulan = b.triwulan - 1
    LEFT JOIN indikator_dihitung AS l ON l.kiriman_id = s.kiriman_id AND l.indikator_id = d.indikator_id
),
nilai AS (
    -- indikator yang ditulis lebih dari sekali: yang pertama yang terisi
    SELECT r.kiriman_id, r.kode_kecamatan, r.indikator_id, v.kolom, v.triwulan,
           arg_min(v.k, r.urutan) AS k, arg_min(v.k_sel, r.urutan) AS k_sel, arg_min(v.lembar, r.urutan) AS lembar
    FROM evaluasi_renja AS r
    JOIN evaluasi_renja_nilai AS v ON v.kiriman_id = r.kiriman_id AND v.urutan_baris = r.urutan
    WHERE r.indikator_id IS NOT NULL AND v.k IS NOT NULL AND v.kolom IN ('target', 'triwulan')
    GROUP BY r.kiriman_id, r.kode_kecamatan, r.indikator_id, v.kolom, v.triwulan
),
banding AS (
    SELECT l.*, t.k AS target_e81, t.k_sel AS target_e81_sel, q.k AS kinerja_e81, q.k_sel AS kinerja_e81_sel,
           coalesce(q.lembar, t.lembar) AS lembar,
           -- kolom triwulan E.81 memuat tambahan triwulan itu; LKj menulis salah satu dari keduanya
           CASE WHEN l.sifat = 'akumulatif' AND l.triwulan > 1
                    THEN coalesce(l.realisasi_kumulatif - l.kumulatif_lalu,
                                  CASE WHEN l.realisasi_triwulan <> l.realisasi_kumulatif THEN l.realisasi_triwulan END)
                ELSE coalesce(l.realisasi_triwulan, l.realisasi_kumulatif) END AS kinerja_lkj
    FROM lkj AS l
    LEFT JOIN nilai AS t ON t.kiriman_id = l.kiriman_e81 AND t.kode_kecamatan = l.kode_kecamatan
                        AND t.indikator_id = l.indikator_id AND t.kolom = 'target'
    LEFT JOIN nilai AS q ON q.kiriman_id = l.kiriman_e81 AND q.kode_kecamatan = l.kode_kecamatan
                        AND q.indikator_id = l.indikator_id AND q.kolom = 'triwulan' AND q.triwulan = l.triwulan
    WHERE t.k IS NOT NULL OR q.k IS NOT NULL
)
SELECT kode_kecamatan, kecamatan, tahun, triwulan, indikator_id, indikator_mentah AS indikator,
       CASE WHEN terakhir THEN target END AS target_lkj, CASE WHEN terakhir THEN target_e81 END AS target_e81,
       kinerja_lkj, kinerja_e81,
       CASE WHEN target_lkj IS NULL OR target_e81 IS NULL OR target_e81 = target_lkj THEN NULL
            WHEN target_e81 * 100 = target_lkj OR target_e81 = target_lkj * 100
                THEN 'persen di salah satunya ditulis sebagai pecahan'
            ELSE 'belum diketahui' END AS sebab_target,
       CASE WHEN kinerja_lkj IS NULL OR kinerja_e81 IS NULL OR kinerja_e81 = kinerja_lkj
                OR kinerja_e81 = realisasi_triwulan AND realisasi_triwulan <> realisasi_kumulatif THEN NULL
            WHEN sifat <> 'akumulatif' AND kinerja_e81 = realisasi_kumulatif THEN NULL
            WHEN triwulan > 1 AND kinerja_e81 = realisasi_kumulatif
                THEN 'nilai kumulatif diketik di kolom triwulan'
            WHEN kinerja_e81 * 100 = kinerja_lkj OR kinerja_e81 = kinerja_lkj * 100
                THEN 'persen di salah satunya ditulis sebagai pecahan'
            ELSE 'belum diketahui' END AS sebab_realisasi,
       CASE WHEN kinerja_lkj IS NULL THEN 'realisasi tidak ada di LKj'
            WHEN kinerja_e81 IS NULL THEN 'realisasi tidak ada di E.81'
            WHEN sebab_target IS NULL AND sebab_realisasi IS NULL THEN 'cocok'
            ELSE 'berbeda' END AS hasil,
       lembar, target_e81_sel, kinerja_e81_sel, lembar_lkj, target_sel,
       coalesce(realisasi_triwulan_sel, realisasi_kumulatif_sel) AS realisasi_sel, kiriman_id, kiriman_e81, status_data
FROM banding
ORDER BY tahun, triwulan, kode_kecamatan, indikator_id;
COMMENT ON TABLE rekonsiliasi_e81_indikator IS 'Indikator pada LKj yang berlaku disandingkan dengan Formulir E.81 kecamatan yang sama, per triwulan';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.tahun IS 'Tahun laporan';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.indikator_id IS 'Indikator';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.indikator IS 'Nama indikator seperti tertulis di LKj';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.target_lkj IS 'Target setahun menurut LKj terbaru tahun itu; kosong pada triwulan sebelumnya';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.target_e81 IS 'Target kinerja tahun berjalan pada E.81 (kolom 7)';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kinerja_lkj IS 'Realisasi triwulan itu menurut LKj; untuk indikator akumulatif tambahannya sejak triwulan sebelumnya';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kinerja_e81 IS 'Realisasi kinerja triwulan itu pada E.81';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.sebab_target IS 'Dugaan sebab target berbeda';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.sebab_realisasi IS 'Dugaan sebab realisasi berbeda';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.hasil IS 'cocok, berbeda, atau mengapa belum dapat dibandingkan';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.lembar IS 'Lembar E.81';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.target_e81_sel IS 'Sel target di E.81';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kinerja_e81_sel IS 'Sel realisasi triwulan di E.81';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.lembar_lkj IS 'Lembar LKj';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.target_sel IS 'Sel target di LKj';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.realisasi_sel IS 'Sel realisasi di LKj';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kiriman_id IS 'Kiriman LKj';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.kiriman_e81 IS 'Kiriman E.81';
COMMENT ON COLUMN rekonsiliasi_e81_indikator.status_data IS 'sementara, atau final setelah periode ditutup';
