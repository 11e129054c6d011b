-- Makro: penyebut rumus capaian menurut arah; NULL bila target tidak lebih dari nol
CREATE OR REPLACE MACRO penyebut_capaian(realisasi, target, arah, rumus := NULL, bawah := NULL, atas := NULL) AS
    CASE WHEN target > 0 THEN
        CASE WHEN arah = 'turun_baik' AND rumus LIKE 'target / realisasi%' THEN realisasi
             WHEN arah = 'rentang' AND realisasi < bawah THEN bawah
             WHEN arah = 'rentang' AND realisasi > atas THEN atas
             ELSE target END
    END;
COMMENT ON MACRO penyebut_capaian IS 'target; realisasi pada rumus target / realisasi; batas terdekat pada arah rentang';
