-- Satu baris = satu nilai yang diganti koreksi yang dinyatakan
SELECT kiriman_id, tabel, lembar, sel, NULL::VARCHAR AS sel_terkait, kolom, objek, nilai_tertulis AS nilai_mentah,
       CASE WHEN nilai_koreksi = nilai_koreksi::DECIMAL(18,2) THEN nilai_koreksi::DECIMAL(18,2)::VARCHAR
            ELSE replace(rtrim(nilai_koreksi::VARCHAR, '0'), '.', ',') END AS nilai_seharusnya,
       rp(nilai_terbaca - nilai_koreksi) AS selisih,
       alasan || ' – dinyatakan ' || strftime(tanggal, '%d-%m-%Y') || ' oleh ' || oleh AS sebab
FROM koreksi_terpakai
