-- Makro: angka baku "1665184680.00" ditulis "1.665.184.680"; sen selain 00 ditulis ",35"; teks lain dibiarkan
CREATE OR REPLACE MACRO angka_id(teks) AS
    CASE WHEN regexp_full_match(teks, '-?[0-9]{1,16}\.[0-9]{2}') THEN
        CASE WHEN starts_with(teks, '-') THEN '-' ELSE '' END
        || replace(format('{:,}', TRY_CAST(regexp_extract(teks, '([0-9]+)\.', 1) AS BIGINT)), ',', '.')
        || CASE WHEN ends_with(teks, '.00') THEN '' ELSE ',' || right(teks, 2) END
    ELSE teks END;
COMMENT ON MACRO angka_id IS 'Angka baku ditulis menurut kebiasaan Indonesia, untuk kalimat temuan';
