-- Makro: nilai desimal sebagai bilangan bulat persepuluh ribu, untuk dibagi tepat
CREATE OR REPLACE MACRO persepuluhribu(nilai) AS (TRY_CAST(nilai AS DECIMAL(22,4)) * 10000)::HUGEINT;
COMMENT ON MACRO persepuluhribu IS 'Nilai x 10.000 sebagai bilangan bulat; NULL bila di luar jangkauan';
