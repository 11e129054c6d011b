-- Makro: selisih capaian yang masih wajar menurut banyaknya angka desimal yang tertulis: "52 %" boleh berbeda 0,5
CREATE OR REPLACE MACRO longgar_capaian(mentah, toleransi) AS
    CASE WHEN regexp_full_match(trim(mentah), '[0-9]+ ?%?') THEN greatest(0.5, toleransi)
         WHEN regexp_full_match(trim(mentah), '[0-9]+[.,][0-9] ?%?') THEN greatest(0.05, toleransi)
         ELSE toleransi END;
COMMENT ON MACRO longgar_capaian IS 'Toleransi capaian tertulis: setengah satuan angka terakhir yang ditulis, paling sedikit toleransi katalog';
