-- Makro: kategori capaian menurut ref_skala
-- Dibulatkan ke persen bulat dahulu, karena batas yang tercetak berlubang (90,5)
CREATE OR REPLACE MACRO kategori(capaian) AS (
    SELECT arg_max(s.kategori, coalesce(s.batas_bawah, -1)) FROM ref_skala AS s
    WHERE round(capaian) >= coalesce(s.batas_bawah, -1)
);
COMMENT ON MACRO kategori IS 'Kategori capaian: bulatkan setengah ke atas ke persen bulat, lalu cari pada ref_skala';
