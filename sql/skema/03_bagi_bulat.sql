-- Makro: pembagian dua bilangan bulat, dibulatkan setengah ke atas (menjauhi nol); NULL bila pembagi 0
CREATE OR REPLACE MACRO bagi_bulat(bagian, pembagi) AS
    sign(bagian) * sign(pembagi) * ((2 * abs(bagian) + abs(pembagi)) // nullif(2 * abs(pembagi), 0));
COMMENT ON MACRO bagi_bulat IS 'Pembagian bilangan bulat, dibulatkan setengah ke atas; DECIMAL / DECIMAL menjadi DOUBLE dan tidak tepat';
