-- Makro: alamat sel sebagaimana dibaca orang; di dokumen Word alamatnya sudah menyebut tabel atau paragrafnya
CREATE OR REPLACE MACRO alamat(lembar, sel) AS
    CASE WHEN sel LIKE 'tabel %' OR sel LIKE 'paragraf %' THEN sel ELSE concat_ws('!', lembar, sel) END;
COMMENT ON MACRO alamat IS 'Lembar!Sel, atau "tabel 5 baris 12 kolom 3" di dokumen Word';
