-- Satu baris = satu kecamatan, satu bulan yang ada ekspor LRA-nya, dengan sifat deretnya
-- Kunci: kode_kecamatan, tahun, bulan
CREATE OR REPLACE TABLE sipd_deret AS
WITH sub AS (
    SELECT *, sum(realisasi) OVER (
               PARTITION BY kode_kecamatan, tahun, kode ORDER BY bulan
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS sebelum
    FROM sipd_bulan WHERE tingkat = 'sub_kegiatan'
),
urut AS (
    SELECT kode_kecamatan, tahun, bulan, min(kiriman_id) AS kiriman_id, min(lembar) AS lembar,
           lag(bulan) OVER deret AS bulan_lalu, lead(bulan) OVER deret AS bulan_lanjut,
           row_number() OVER deret AS ke,
           -- banyaknya sub kegiatan yang sekurangnya sama dengan jumlah semua bulan sebelumnya
           count(*) FILTER (sebelum > 0) AS terisi,
           count(*) FILTER (sebelum > 0 AND realisasi >= sebelum) AS menampung
    FROM sub
    GROUP BY kode_kecamatan, tahun, bulan
    WINDOW deret AS (PARTITION BY kode_kecamatan, tahun ORDER BY bulan)
),
langkah AS (
    -- turun: realisasi lebih kecil daripada bulan sebelumnya; pada deret kumulatif hampir tidak pernah terjadi
    SELECT u.kode_kecamatan, u.tahun, u.bulan, u.kiriman_id, u.lembar, u.bulan_lalu, u.bulan_lanjut, u.ke,
           u.terisi, u.menampung,
           count(l.kode) AS jumlah,
           count(l.kode) FILTER (coalesce(k.realisasi, 0) < l.realisasi) AS turun
    FROM urut AS u
    LEFT JOIN sub AS l ON l.kode_kecamatan = u.kode_kecamatan AND l.tahun = u.tahun AND l.bulan = u.bulan_lalu
                      AND l.realisasi > 0
    LEFT JOIN sub AS k ON k.kode_kecamatan = u.kode_kecamatan AND k.tahun = u.tahun AND k.bulan = u.bulan
                      AND k.kode = l.kode
    GROUP BY ALL
),
arah AS (
    SELECT *, CASE WHEN jumlah > 0 THEN turun * 10 > jumlah AND NOT (turun = 1 AND jumlah >= 4) END AS menurun
    FROM langkah
),
deret AS (
    SELECT kode_kecamatan, tahun, count(*) FILTER (menurun) AS banyak_turun,
           count(*) FILTER (NOT menurun) AS banyak_naik, min(bulan) AS awal
    FROM arah GROUP BY kode_kecamatan, tahun
),
sifat AS (
    SELECT d.kode_kecamatan, d.tahun, coalesce(s.sifat_lra, u.sifat_lra) AS sifat_lra,
           CASE WHEN coalesce(s.sifat_lra, u.sifat_lra) IS NOT NULL THEN coalesce(s.sifat_lra, u.sifat_lra)
                WHEN d.banyak_turun > d.banyak_naik THEN 'bulanan'
                WHEN d.banyak_naik > 0 THEN 'kumulatif'
                -- hanya Januari: arus dan kumulatif sama
                WHEN d.awal = 1 THEN 'kumulatif' END AS sifat
    FROM deret AS d
    LEFT JOIN pengaturan_sipd AS s ON s.kode_kecamatan = d.kode_kecamatan
    LEFT JOIN pengaturan_sipd AS u ON u.kode_kecamatan IS NULL
),
janggal AS (
    SELECT a.*, s.sifat, s.sifat_lra,
           coalesce(CASE s.sifat
               WHEN 'kumulatif' THEN a.menurun
               -- pada deret arus: satu bulan yang menampung semua bulan sebelumnya, lalu turun lagi
               WHEN 'bulanan' THEN NOT a.menurun AND a.ke > 2 AND a.terisi > 0 AND a.menampung * 10 >= a.terisi * 9
                                   AND (a.bulan_lanjut IS NULL OR lead(a.menurun) OVER urut)
           END, FALSE) AS janggal
    FROM arah AS a JOIN sifat AS s USING (kode_kecamatan, tahun)
    WINDOW urut AS (PARTITION BY a.kode_kecamatan, a.tahun ORDER BY a.bulan)
)
SELECT j.kode_kecamatan, r.kecamatan, j.tahun, j.bulan, j.bulan_lalu,
       j.jumlah::INTEGER AS jumlah, j.turun::INTEGER AS turun, j.sifat,
       CASE WHEN j.sifat_lra IS NOT NULL THEN 'pengaturan' WHEN j.sifat IS NOT NULL THEN 'deret' END AS sifat_asal,
       j.janggal,
       -- tanpa ketetapan kabupaten, deret yang campur tidak dipakai untuk membandingkan
       j.sifat IS NOT NULL AND (j.sifat_lra IS NOT NULL
           OR NOT bool_or(j.janggal) OVER (PARTITION BY j.kode_kecamatan, j.tahun)) AS dipakai,
       j.lembar, j.kiriman_id
FROM janggal AS j JOIN ref_kecamatan AS r USING (kode_kecamatan)
ORDER BY j.tahun, j.kode_kecamatan, j.bulan;
COMMENT ON TABLE sipd_deret IS 'Apakah deret bulanan LRA SIPD satu kecamatan berupa arus bulanan atau kumulatif, dikenali dari deretnya sendiri';
COMMENT ON COLUMN sipd_deret.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN sipd_deret.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN sipd_deret.tahun IS 'Tahun anggaran';
COMMENT ON COLUMN sipd_deret.bulan IS 'Bulan 1 sampai 12';
COMMENT ON COLUMN sipd_deret.bulan_lalu IS 'Bulan sebelumnya yang ada ekspornya';
COMMENT ON COLUMN sipd_deret.jumlah IS 'Banyaknya sub kegiatan yang bulan sebelumnya lebih dari nol';
COMMENT ON COLUMN sipd_deret.turun IS 'Di antaranya, yang bulan ini lebih kecil';
COMMENT ON COLUMN sipd_deret.sifat IS 'kumulatif atau bulanan; kosong bila belum dapat dikenali (baru satu bulan)';
COMMENT ON COLUMN sipd_deret.sifat_asal IS 'deret, atau pengaturan bila ditetapkan di pengaturan.toml';
COMMENT ON COLUMN sipd_deret.janggal IS 'TRUE bila bulan ini tidak mengikuti sifat deretnya';
COMMENT ON COLUMN sipd_deret.dipakai IS 'TRUE bila deret ini dipakai untuk membandingkan';
COMMENT ON COLUMN sipd_deret.lembar IS 'Lembar asal';
COMMENT ON COLUMN sipd_deret.kiriman_id IS 'Kiriman SIPD asal';
