-- Satu baris = satu kiriman, dengan rata-rata capaian indikator sasarannya
-- Kunci: kiriman_id
CREATE OR REPLACE TABLE rata_capaian AS
SELECT d.kiriman_id,
       count(d.capaian_halus)::INTEGER AS jumlah_indikator,
       -- dibulatkan satu kali, dari capaian halus, bukan dari capaian yang sudah dibulatkan
       rata_persen(sum(d.capaian_halus), count(d.capaian_halus)) AS rata_capaian,
       TRY_CAST(CAST(sum(d.capaian_halus) AS DOUBLE) / nullif(count(d.capaian_halus), 0) AS DECIMAL(18,8)) AS rata_halus
FROM indikator_dihitung AS d
LEFT JOIN ref_indikator AS r USING (indikator_id)
WHERE coalesce(r.tingkat, d.tingkat_pk, 'sasaran') = 'sasaran'
GROUP BY d.kiriman_id
ORDER BY d.kiriman_id;
COMMENT ON TABLE rata_capaian IS 'Rata-rata sederhana capaian indikator sasaran tiap kiriman';
COMMENT ON COLUMN rata_capaian.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN rata_capaian.jumlah_indikator IS 'Banyaknya indikator sasaran yang capaiannya dapat dihitung';
COMMENT ON COLUMN rata_capaian.rata_capaian IS 'Rata-rata sederhana, persen';
COMMENT ON COLUMN rata_capaian.rata_halus IS 'Rata-rata yang sama dengan delapan angka desimal, untuk rata-rata kabupaten';
