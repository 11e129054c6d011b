-- Makro: pembilang rumus capaian menurut arah; arah lain atau kosong memberi NULL, tidak pernah rumus bawaan
CREATE OR REPLACE MACRO pembilang_capaian(realisasi, target, arah) AS
    CASE arah
        WHEN 'naik_baik' THEN TRY_CAST(realisasi AS DECIMAL(22,4))
        WHEN 'turun_baik' THEN
            TRY_CAST(CASE WHEN realisasi > 2 * target THEN 0 ELSE 2 * target - realisasi END AS DECIMAL(22,4))
    END;
COMMENT ON MACRO pembilang_capaian IS 'naik_baik: realisasi; turun_baik: 2 x target - realisasi, paling rendah 0. Capaian = pembilang / target x 100';
