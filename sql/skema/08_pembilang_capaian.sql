-- Makro: pembilang rumus capaian menurut arah; arah lain atau kosong memberi NULL, tidak pernah rumus bawaan
CREATE OR REPLACE MACRO pembilang_capaian(realisasi, target, arah, rumus := NULL, bawah := NULL, atas := NULL) AS
    CASE arah
        WHEN 'naik_baik' THEN TRY_CAST(realisasi AS DECIMAL(22,4))
        WHEN 'turun_baik' THEN
            CASE WHEN realisasi IS NULL THEN NULL
                 WHEN rumus LIKE 'target / realisasi%' THEN TRY_CAST(target AS DECIMAL(22,4))
                 ELSE greatest(2 * TRY_CAST(target AS DECIMAL(22,4)) - realisasi, 0) END
        WHEN 'rentang' THEN
            CASE WHEN realisasi < bawah THEN TRY_CAST(realisasi AS DECIMAL(22,4))
                 WHEN realisasi > atas THEN greatest(2 * TRY_CAST(atas AS DECIMAL(22,4)) - realisasi, 0)
                 WHEN realisasi BETWEEN bawah AND atas THEN TRY_CAST(target AS DECIMAL(22,4)) END
    END;
COMMENT ON MACRO pembilang_capaian IS 'naik_baik: realisasi; turun_baik: 2 x target - realisasi, paling rendah 0, atau target bila rumusnya target / realisasi; rentang: di dalam batas penuh, di luarnya terhadap batas terdekat. Capaian = pembilang / penyebut_capaian x 100';
