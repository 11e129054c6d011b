-- Satu baris = satu kecamatan, satu triwulan, satu kode terbawah, pada LKj yang berlaku atau pada Formulir E.81
-- Kunci: kode_kecamatan, tahun, triwulan, kode
CREATE OR REPLACE TABLE rekonsiliasi_e81 AS
WITH pasangan AS (
    SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan, b.kiriman_id, b.status_data,
           e.kiriman_id AS kiriman_e81, l.kiriman_id AS kiriman_lalu,
           -- target setahun dibandingkan sekali, dengan LKj terbaru yang dimuat formulirnya
           b.triwulan = max(b.triwulan) OVER (PARTITION BY b.kode_kecamatan, b.tahun) AS terakhir
    FROM kiriman_berlaku AS b
    JOIN e81_berlaku AS e ON e.kode_kecamatan = b.kode_kecamatan AND e.tahun = b.tahun
                         AND b.triwulan <= e.sampai_triwulan
    LEFT JOIN kiriman_berlaku AS l ON l.kode_kecamatan = b.kode_kecamatan AND l.tahun = b.tahun
                                  AND l.triwulan = b.triwulan - 1
),
rincian AS MATERIALIZED (
    SELECT r.kiriman_id, r.kode, arg_min(r.uraian, r.urutan) AS uraian,
           CASE WHEN count(*) = count(r.plafon) THEN rp(sum(r.plafon)) END AS plafon,
           CASE WHEN count(*) = count(r.realisasi) THEN rp(sum(r.realisasi)) END AS realisasi,
           arg_min(r.lembar, r.urutan) AS lembar,
           string_agg(r.plafon_sel, '; ' ORDER BY r.urutan) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS realisasi_sel
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE h.daun AND r.kode IS NOT NULL
      AND r.kiriman_id IN (SELECT kiriman_id FROM pasangan UNION ALL SELECT kiriman_lalu FROM pasangan)
    GROUP BY r.kiriman_id, r.kode
),
kode_e81 AS MATERIALIZED (
    SELECT e.kiriman_id, e.kode_kecamatan, e.tahun, r.urutan, r.kode, r.uraian
    FROM e81_berlaku AS e
    JOIN evaluasi_renja AS r USING (kiriman_id, kode_kecamatan, tahun)
    WHERE r.tingkat IN ('program', 'kegiatan', 'sub_kegiatan') AND r.kode IS NOT NULL
),
daun_e81 AS MATERIALIZED (
    SELECT a.* FROM kode_e81 AS a
    ANTI JOIN kode_e81 AS b ON b.kiriman_id = a.kiriman_id AND b.kode_kecamatan = a.kode_kecamatan
                           AND starts_with(b.kode, a.kode || '.')
),
banding_lkj AS (
    -- kode pada tingkat yang dimiliki keduanya: yang lebih pendek dari daun LKj dan daun E.81
    SELECT p.kode_kecamatan, p.tahun, p.triwulan, coalesce(min(e.kode), r.kode) AS kode, r.kode AS kode_daun
    FROM pasangan AS p JOIN rincian AS r ON r.kiriman_id = p.kiriman_id
    LEFT JOIN daun_e81 AS e ON e.kiriman_id = p.kiriman_e81 AND e.kode_kecamatan = p.kode_kecamatan
                           AND starts_with(r.kode, e.kode || '.')
    GROUP BY p.kode_kecamatan, p.tahun, p.triwulan, r.kode
),
lkj AS MATERIALIZED (
    SELECT b.kode_kecamatan, b.tahun, b.triwulan, b.kode, min(r.uraian) AS uraian,
           CASE WHEN count(*) = count(r.plafon) THEN rp(sum(r.plafon)) END AS plafon,
           CASE WHEN count(*) = count(r.realisasi) THEN rp(sum(r.realisasi)) END AS realisasi,
           min(r.lembar) AS lembar, string_agg(r.plafon_sel, '; ' ORDER BY r.kode) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.kode) AS realisasi_sel,
           -- kode yang belum ada di LKj triwulan lalu: waktu itu belum terealisasi
           CASE WHEN count(*) FILTER (l.kode IS NOT NULL AND l.realisasi IS NULL) = 0
                THEN rp(coalesce(sum(l.realisasi), 0)) END AS realisasi_lalu
    FROM banding_lkj AS b
    JOIN pasangan AS p USING (kode_kecamatan, tahun, triwulan)
    JOIN rincian AS r ON r.kiriman_id = p.kiriman_id AND r.kode = b.kode_daun
    LEFT JOIN rincian AS l ON l.kiriman_id = p.kiriman_lalu AND l.kode = b.kode_daun
    GROUP BY b.kode_kecamatan, b.tahun, b.triwulan, b.kode
),
nilai AS (
    SELECT d.kode_kecamatan, d.tahun, d.kode, d.uraian, v.kolom, v.triwulan, v.rp, v.rp_sel, v.lembar,
           contains(coalesce(v.rp_tanda, ''), 'RIBUAN') AS ribuan
    FROM daun_e81 AS d
    JOIN evaluasi_renja_nilai AS v ON v.kiriman_id = d.kiriman_id AND v.urutan_baris = d.urutan
    WHERE v.kolom IN ('target', 'triwulan')
),
e81 AS MATERIALIZED (
    SELECT p.kode_kecamatan, p.tahun, p.triwulan, coalesce(l.kode, n.kode) AS kode, min(n.uraian) AS uraian,
           rp(sum(n.rp) FILTER (n.kolom = 'target')) AS target,
           string_agg(n.rp_sel, '; ' ORDER BY n.kode) FILTER (n.kolom = 'target') AS target_sel,
           rp(sum(n.rp) FILTER (n.triwulan = p.triwulan)) AS realisasi,
           rp(sum(n.rp) FILTER (n.kolom = 'triwulan' AND n.triwulan <= p.triwulan)) AS kumulatif,
           string_agg(n.rp_sel, '; ' ORDER BY n.kode) FILTER (n.triwulan = p.triwulan) AS realisasi_sel,
           min(n.lembar) AS lembar, bool_or(n.ribuan) AS ribuan
    FROM pasangan AS p
    JOIN nilai AS n USING (kode_kecamatan, tahun)
    LEFT JOIN lkj AS l ON l.kode_kecamatan = p.kode_kecamatan AND l.tahun = p.tahun AND l.triwulan = p.triwulan
                      AND (n.kode = l.kode OR starts_with(n.kode, l.kode || '.'))
    GROUP BY p.kode_kecamatan, p.tahun, p.triwulan, coalesce(l.kode, n.kode)
),
banding AS (
    SELECT p.*, coalesce(l.kode, e.kode) AS kode, coalesce(l.uraian, e.uraian) AS uraian,
           l.kode IS NOT NULL AS ada_lkj, e.kode IS NOT NULL AS ada_e81,
           CASE WHEN p.terakhir THEN l.plafon END AS plafon_lkj, CASE WHEN p.terakhir THEN e.target END AS target_e81,
           p.triwulan = 1 OR p.kiriman_lalu IS NOT NULL AS per_triwulan,
           l.realisasi AS kumulatif_lkj,
           CASE WHEN per_triwulan AND p.triwulan > 1 THEN l.realisasi - l.realisasi_lalu
                ELSE l.realisasi END AS realisasi_lkj,
           CASE WHEN per_triwulan THEN e.realisasi ELSE e.kumulatif END AS realisasi_e81,
           bool_or(e.realisasi IS NOT NULL) OVER (PARTITION BY p.kode_kecamatan, p.tahun, p.triwulan) AS terisi,
           coalesce(e.ribuan, FALSE) AS ribuan,
           l.lembar AS lembar_lkj, l.plafon_sel, l.realisasi_sel, e.lembar, e.target_sel,
           e.realisasi_sel AS triwulan_sel
    FROM lkj AS l
    FULL JOIN e81 AS e USING (kode_kecamatan, tahun, triwulan, kode)
    JOIN pasangan AS p USING (kode_kecamatan, tahun, triwulan)
)
SELECT kode_kecamatan, kecamatan, tahun, triwulan, kode, uraian, plafon_lkj, target_e81,
       rp(target_e81 - plafon_lkj) AS selisih_target, realisasi_lkj, realisasi_e81,
       rp(coalesce(realisasi_e81, 0) - realisasi_lkj) AS selisih_realisasi,
       CASE WHEN per_triwulan THEN 'triwulan' ELSE 'kumulatif' END AS dasar, ribuan,
       CASE WHEN NOT (ada_lkj AND ada_e81) OR selisih_target = 0 THEN NULL
            WHEN ribuan AND abs(selisih_target) < 1000 THEN 'dibulatkan ke ribuan'
            WHEN abs(selisih_target) < 1 THEN 'sen tidak ditulis'
            ELSE coalesce(salah_ketik(target_e81, plafon_lkj), 'belum diketahui') END AS sebab_target,
       CASE WHEN NOT (ada_lkj AND ada_e81 AND terisi) OR selisih_realisasi = 0 THEN NULL
            WHEN realisasi_e81 IS NULL THEN 'triwulan ini belum diisi di E.81'
            WHEN ribuan AND abs(selisih_realisasi) < 1000 THEN 'dibulatkan ke ribuan'
            WHEN abs(selisih_realisasi) < 1 THEN 'sen tidak ditulis'
            WHEN triwulan > 1 AND per_triwulan AND realisasi_e81 = kumulatif_lkj
                THEN 'nilai kumulatif diketik di kolom triwulan'
            ELSE coalesce(salah_ketik(realisasi_e81, realisasi_lkj), 'belum diketahui') END AS sebab_realisasi,
       CASE WHEN NOT ada_lkj THEN 'tidak ada di LKj'
            WHEN NOT ada_e81 THEN 'tidak ada di E.81'
            WHEN NOT terisi THEN 'E.81 belum memuat triwulan ini'
            WHEN realisasi_lkj IS NULL OR (terakhir AND plafon_lkj IS NULL) THEN 'nilai di LKj kosong'
            WHEN coalesce(selisih_target, 0) = 0 AND selisih_realisasi = 0 THEN 'cocok'
            ELSE 'berbeda' END AS hasil,
       lembar, target_sel, triwulan_sel, lembar_lkj, plafon_sel, realisasi_sel, kiriman_id, kiriman_e81, status_data
FROM banding
ORDER BY tahun, triwulan, kode_kecamatan, kode;
COMMENT ON TABLE rekonsiliasi_e81 IS 'Anggaran pada LKj yang berlaku disandingkan dengan Formulir E.81 kecamatan yang sama, per triwulan';
COMMENT ON COLUMN rekonsiliasi_e81.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN rekonsiliasi_e81.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN rekonsiliasi_e81.tahun IS 'Tahun laporan';
COMMENT ON COLUMN rekonsiliasi_e81.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN rekonsiliasi_e81.kode IS 'Kode kanonik pada tingkat terbawah yang dimiliki keduanya';
COMMENT ON COLUMN rekonsiliasi_e81.uraian IS 'Nama menurut LKj, atau E.81 bila tidak ada di LKj';
COMMENT ON COLUMN rekonsiliasi_e81.plafon_lkj IS 'Plafon menurut LKj terbaru tahun itu, rupiah; kosong pada triwulan sebelumnya';
COMMENT ON COLUMN rekonsiliasi_e81.target_e81 IS 'Target anggaran tahun berjalan pada E.81 (kolom 7), rupiah';
COMMENT ON COLUMN rekonsiliasi_e81.selisih_target IS 'target_e81 dikurangi plafon_lkj';
COMMENT ON COLUMN rekonsiliasi_e81.realisasi_lkj IS 'Realisasi triwulan itu menurut LKj: kumulatif dikurangi triwulan sebelumnya; kumulatif bila LKj triwulan sebelumnya tidak ada';
COMMENT ON COLUMN rekonsiliasi_e81.realisasi_e81 IS 'Realisasi triwulan itu pada E.81, atau jumlahnya sejak awal tahun bila dasar kumulatif';
COMMENT ON COLUMN rekonsiliasi_e81.selisih_realisasi IS 'realisasi_e81 dikurangi realisasi_lkj; E.81 yang kosong dihitung 0';
COMMENT ON COLUMN rekonsiliasi_e81.dasar IS 'triwulan atau kumulatif: apa yang dibandingkan';
COMMENT ON COLUMN rekonsiliasi_e81.ribuan IS 'TRUE bila E.81 ditulis dalam ribuan rupiah';
COMMENT ON COLUMN rekonsiliasi_e81.sebab_target IS 'Dugaan sebab selisih target';
COMMENT ON COLUMN rekonsiliasi_e81.sebab_realisasi IS 'Dugaan sebab selisih realisasi';
COMMENT ON COLUMN rekonsiliasi_e81.hasil IS 'cocok, berbeda, tidak ada di salah satu, atau mengapa belum dapat dibandingkan';
COMMENT ON COLUMN rekonsiliasi_e81.lembar IS 'Lembar E.81';
COMMENT ON COLUMN rekonsiliasi_e81.target_sel IS 'Sel target di E.81';
COMMENT ON COLUMN rekonsiliasi_e81.triwulan_sel IS 'Sel realisasi triwulan di E.81';
COMMENT ON COLUMN rekonsiliasi_e81.lembar_lkj IS 'Lembar LKj';
COMMENT ON COLUMN rekonsiliasi_e81.plafon_sel IS 'Sel plafon di LKj';
COMMENT ON COLUMN rekonsiliasi_e81.realisasi_sel IS 'Sel realisasi di LKj';
COMMENT ON COLUMN rekonsiliasi_e81.kiriman_id IS 'Kiriman LKj';
COMMENT ON COLUMN rekonsiliasi_e81.kiriman_e81 IS 'Kiriman E.81';
COMMENT ON COLUMN rekonsiliasi_e81.status_data IS 'sementara, atau final setelah periode ditutup';
