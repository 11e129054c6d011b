-- Satu baris = satu kiriman, dengan rata-rata capaian indikator sasarannya
-- Kunci: kiriman_id
CREATE OR REPLACE TABLE rata_capaian AS
WITH sasaran AS (
    SELECT d.kiriman_id,
           CASE WHEN d.capaian_halus > d.batas_atas THEN d.batas_atas ELSE d.capaian_halus END AS capaian_halus
    FROM indikator_dihitung AS d
    LEFT JOIN ref_indikator AS r USING (indikator_id)
    WHERE coalesce(r.tingkat, d.tingkat_pk, 'sasaran') = 'sasaran'
)
SELECT kiriman_id,
       count(capaian_halus)::INTEGER AS jumlah_indikator,
       -- dibulatkan satu kali, dari capaian halus, bukan dari capaian yang sudah dibulatkan
       rata_persen(sum(capaian_halus), count(capaian_halus)) AS rata_capaian,
       TRY_CAST(CAST(sum(capaian_halus) AS DOUBLE) / nullif(count(capaian_halus), 0) AS DECIMAL(18,8)) AS rata_halus,
       (count(*) - count(capaian_halus))::INTEGER AS jumlah_tanpa_capaian
FROM sasaran
GROUP BY kiriman_id
ORDER BY kiriman_id;
COMMENT ON TABLE rata_capaian IS 'Rata-rata sederhana capaian indikator sasaran tiap kiriman';
COMMENT ON COLUMN rata_capaian.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN rata_capaian.jumlah_indikator IS 'Banyaknya indikator sasaran yang capaiannya dapat dihitung';
COMMENT ON COLUMN rata_capaian.rata_capaian IS 'Rata-rata sederhana, persen';
COMMENT ON COLUMN rata_capaian.rata_halus IS 'Rata-rata yang sama dengan delapan angka desimal, untuk rata-rata kabupaten';
COMMENT ON COLUMN rata_capaian.jumlah_tanpa_capaian IS 'Banyaknya indikator sasaran yang capaiannya kosong dan tidak ikut dirata-rata';
