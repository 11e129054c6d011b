-- Makro: pembilang rumus capaian menurut arah; arah lain atau kosong memberi NULL, tidak pernah rumus bawaan
CREATE OR REPLACE MACRO pembilang_capaian(realisasi, target, arah) AS
    CASE arah
        WHEN 'naik_baik' THEN TRY_CAST(realisasi AS DECIMAL(22,4))
        WHEN 'turun_baik' THEN
            CASE WHEN realisasi IS NOT NULL THEN greatest(2 * TRY_CAST(target AS DECIMAL(22,4)) - realisasi, 0) END
    END;
COMMENT ON MACRO pembilang_capaian IS 'naik_baik: realisasi; turun_baik: 2 x target - realisasi, paling rendah 0. Capaian = pembilang / target x 100';
