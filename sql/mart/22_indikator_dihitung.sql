-- Satu baris = satu kiriman, satu indikator, dengan realisasi kumulatif dan capaian yang dihitung
-- Kunci: kiriman_id, indikator_id
CREATE OR REPLACE TABLE indikator_dihitung AS
WITH gabung AS (
    SELECT coalesce(c.kiriman_id, k.kiriman_id) AS kiriman_id,
           coalesce(c.indikator_id, k.indikator_id) AS indikator_id,
           c.kiriman_id IS NOT NULL AS ada_capaian,
           coalesce(c.indikator_mentah, k.indikator_mentah) AS indikator_mentah,
           k.tingkat AS tingkat_pk,
           coalesce(k.target, c.target) AS target,
           coalesce(c.target, k.target) AS target_baris,
           k.target IS NULL AND (c.target IS NOT NULL OR k.kiriman_id IS NULL) AS target_dari_capaian,
           CASE WHEN target_dari_capaian THEN c.target_sel ELSE k.target_sel END AS target_sel,
           CASE WHEN target_dari_capaian THEN c.lembar ELSE k.lembar END AS target_lembar,
           c.realisasi_triwulan, c.realisasi_kumulatif AS kumulatif_tertulis,
           c.capaian_dilaporkan, c.lembar, c.realisasi_triwulan_sel, c.realisasi_kumulatif_sel,
           coalesce(c.kumulatif_lembar, c.lembar) AS kumulatif_lembar
    FROM capaian_indikator AS c
    FULL JOIN perjanjian_kinerja AS k ON k.kiriman_id = c.kiriman_id AND k.indikator_id = c.indikator_id
),
dasar AS (
    SELECT g.*, n.kode_kecamatan, n.tahun, n.triwulan, r.arah, r.sifat, r.indikator_id IS NOT NULL AS dikenal,
           r.rumus, r.rentang_bawah, r.rentang_atas, r.batas_atas
    FROM gabung AS g
    JOIN penilaian AS n USING (kiriman_id)
    LEFT JOIN ref_indikator AS r USING (indikator_id)
),
sebelumnya AS (
    -- triwulan sebelumnya pada tahun yang sama, dari kiriman yang berlaku
    SELECT d.kiriman_id, d.indikator_id,
           count(c.realisasi_triwulan) AS banyak, sum(c.realisasi_triwulan) AS jumlah,
           arg_max(c.realisasi_triwulan, b.triwulan) FILTER (c.realisasi_triwulan IS NOT NULL) AS terakhir
    FROM dasar AS d
    JOIN kiriman_berlaku AS b ON b.kode_kecamatan = d.kode_kecamatan AND b.tahun = d.tahun AND b.triwulan < d.triwulan
    JOIN capaian_indikator AS c ON c.kiriman_id = b.kiriman_id AND c.indikator_id = d.indikator_id
    GROUP BY d.kiriman_id, d.indikator_id
),
kumulatif AS (
    SELECT d.*,
           CASE WHEN d.kumulatif_tertulis IS NOT NULL THEN 'Tabel 3.2'
                WHEN d.sifat = 'terakhir' AND coalesce(d.realisasi_triwulan, s.terakhir) IS NOT NULL
                    THEN 'nilai triwulan terakhir'
                WHEN d.realisasi_triwulan IS NOT NULL AND coalesce(s.banyak, 0) = d.triwulan - 1 THEN
                    CASE d.sifat WHEN 'akumulatif' THEN 'jumlah triwulan' WHEN 'rata' THEN 'rata-rata triwulan' END
           END AS kumulatif_asal,
           CASE kumulatif_asal
               WHEN 'Tabel 3.2' THEN d.kumulatif_tertulis
               WHEN 'nilai triwulan terakhir' THEN coalesce(d.realisasi_triwulan, s.terakhir)
               WHEN 'jumlah triwulan' THEN TRY_CAST(coalesce(s.jumlah, 0) + d.realisasi_triwulan AS DECIMAL(18,4))
               WHEN 'rata-rata triwulan' THEN
                   TRY_CAST(bagi_bulat(persepuluhribu(coalesce(s.jumlah, 0) + d.realisasi_triwulan), d.triwulan)
                            ::DECIMAL(22,0) * 0.0001 AS DECIMAL(18,4))
           END AS realisasi_kumulatif
    FROM dasar AS d LEFT JOIN sebelumnya AS s USING (kiriman_id, indikator_id)
),
hitung AS (
    SELECT *,
           pembilang_capaian(realisasi_kumulatif, target, arah, rumus, rentang_bawah, rentang_atas)
               AS pembilang,
           penyebut_capaian(realisasi_kumulatif, target, arah, rumus, rentang_bawah, rentang_atas)
               AS penyebut,
           pembilang_capaian(realisasi_kumulatif, target_baris, arah, rumus, rentang_bawah, rentang_atas)
               AS pembilang_kumulatif,
           penyebut_capaian(realisasi_kumulatif, target_baris, arah, rumus, rentang_bawah, rentang_atas)
               AS penyebut_kumulatif,
           pembilang_capaian(realisasi_triwulan, target_baris, arah, rumus, rentang_bawah, rentang_atas)
               AS pembilang_triwulan,
           penyebut_capaian(realisasi_triwulan, target_baris, arah, rumus, rentang_bawah, rentang_atas)
               AS penyebut_triwulan
    FROM kumulatif
)
SELECT kiriman_id, indikator_id, ada_capaian, indikator_mentah, tingkat_pk, dikenal, arah, sifat, batas_atas,
       target, target_baris, target_sel, target_lembar,
       realisasi_triwulan, realisasi_kumulatif, kumulatif_asal, capaian_dilaporkan,
       persen(pembilang, penyebut) AS capaian_persen,
       persen_halus(pembilang, penyebut) AS capaian_halus,
       persen(pembilang_triwulan, penyebut_triwulan) AS capaian_menurut_triwulan,
       persen(pembilang_kumulatif, penyebut_kumulatif) AS capaian_menurut_kumulatif,
       CASE WHEN capaian_persen IS NOT NULL THEN NULL
            WHEN NOT dikenal THEN 'indikator tidak dikenal, arahnya belum ditetapkan'
            WHEN arah IS NULL THEN 'arah indikator belum ditetapkan'
            WHEN target IS NULL THEN 'target kosong'
            WHEN target <= 0 THEN 'target 0'
            WHEN NOT ada_capaian OR (realisasi_triwulan IS NULL AND realisasi_kumulatif IS NULL)
                THEN 'realisasi tidak dilaporkan'
            WHEN realisasi_kumulatif IS NULL THEN 'realisasi kumulatif tidak ada dan triwulan sebelumnya belum lengkap'
            WHEN arah = 'rentang' AND (rentang_bawah IS NULL OR rentang_atas IS NULL)
                THEN 'rentang indikator belum ditetapkan'
            WHEN realisasi_kumulatif = 0 AND penyebut = 0 THEN 'realisasi 0, rumus target / realisasi tidak terdefinisi'
            ELSE 'nilai di luar jangkauan' END AS alasan_kosong,
       lembar, realisasi_triwulan_sel, kumulatif_lembar, realisasi_kumulatif_sel
FROM hitung
ORDER BY kiriman_id, indikator_id;
COMMENT ON TABLE indikator_dihitung IS 'Indikator tiap kiriman dengan realisasi kumulatif dan capaian menurut arah dan sifatnya';
COMMENT ON COLUMN indikator_dihitung.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN indikator_dihitung.indikator_id IS 'Indikator';
COMMENT ON COLUMN indikator_dihitung.ada_capaian IS 'TRUE bila indikator ada pada tabel capaian, FALSE bila hanya pada Perjanjian Kinerja';
COMMENT ON COLUMN indikator_dihitung.indikator_mentah IS 'Nama indikator seperti tertulis';
COMMENT ON COLUMN indikator_dihitung.tingkat_pk IS 'sasaran atau program menurut Perjanjian Kinerja';
COMMENT ON COLUMN indikator_dihitung.dikenal IS 'TRUE bila indikator ada di ref_indikator';
COMMENT ON COLUMN indikator_dihitung.arah IS 'naik_baik, turun_baik atau rentang; kosong bila belum ditetapkan';
COMMENT ON COLUMN indikator_dihitung.batas_atas IS 'Batas capaian dalam rata-rata, persen; kosong = tanpa batas';
COMMENT ON COLUMN indikator_dihitung.sifat IS 'akumulatif, terakhir atau rata';
COMMENT ON COLUMN indikator_dihitung.target IS 'Target tahunan: Perjanjian Kinerja, lalu tabel capaian';
COMMENT ON COLUMN indikator_dihitung.target_baris IS 'Target yang tertulis di baris capaian, lalu Perjanjian Kinerja';
COMMENT ON COLUMN indikator_dihitung.target_sel IS 'Sel target';
COMMENT ON COLUMN indikator_dihitung.target_lembar IS 'Lembar target';
COMMENT ON COLUMN indikator_dihitung.realisasi_triwulan IS 'Realisasi triwulan ini';
COMMENT ON COLUMN indikator_dihitung.realisasi_kumulatif IS 'Realisasi sampai dengan triwulan ini; tidak pernah diisi dengan nilai triwulan';
COMMENT ON COLUMN indikator_dihitung.kumulatif_asal IS 'Tabel 3.2, jumlah triwulan, nilai triwulan terakhir atau rata-rata triwulan';
COMMENT ON COLUMN indikator_dihitung.capaian_dilaporkan IS 'Capaian yang tertulis, persen';
COMMENT ON COLUMN indikator_dihitung.capaian_persen IS 'Capaian dari realisasi kumulatif terhadap target tahunan, persen';
COMMENT ON COLUMN indikator_dihitung.capaian_halus IS 'Capaian dengan delapan angka desimal, untuk rata-rata';
COMMENT ON COLUMN indikator_dihitung.capaian_menurut_triwulan IS 'Capaian bila memakai realisasi triwulan pada barisnya';
COMMENT ON COLUMN indikator_dihitung.capaian_menurut_kumulatif IS 'Capaian bila memakai realisasi kumulatif dan target pada barisnya';
COMMENT ON COLUMN indikator_dihitung.alasan_kosong IS 'Mengapa capaian tidak dapat dihitung';
COMMENT ON COLUMN indikator_dihitung.lembar IS 'Lembar tabel capaian';
COMMENT ON COLUMN indikator_dihitung.realisasi_triwulan_sel IS 'Sel realisasi triwulan';
COMMENT ON COLUMN indikator_dihitung.kumulatif_lembar IS 'Lembar realisasi kumulatif';
COMMENT ON COLUMN indikator_dihitung.realisasi_kumulatif_sel IS 'Sel realisasi kumulatif';
