-- Makro: pembagian dua bilangan bulat, dibulatkan setengah menjauhi nol; pembagi harus positif, NULL bila 0
CREATE OR REPLACE MACRO bagi_bulat(bagian, pembagi) AS
    sign(bagian) * ((2 * abs(bagian) + pembagi) // nullif(2 * pembagi, 0));
COMMENT ON MACRO bagi_bulat IS 'Pembagian bilangan bulat, dibulatkan setengah ke atas; DECIMAL / DECIMAL menjadi DOUBLE dan tidak tepat';
