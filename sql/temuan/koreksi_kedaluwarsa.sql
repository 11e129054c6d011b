-- Satu baris = satu koreksi untuk kiriman yang sudah digantikan versi yang lebih baru
SELECT b.kiriman_id, s.tabel, k.lembar, k.sel, NULL::VARCHAR AS sel_terkait, s.kolom, s.objek,
       s.mentah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'koreksi.csv baris ' || k.baris || ' untuk ' || k.kiriman_id || ', digantikan ' || b.kiriman_id || '; '
           || CASE WHEN s.kiriman_id IS NOT NULL AND s.mentah IS NOT DISTINCT FROM k.nilai_tertulis
                   THEN 'selnya masih tertulis sama: nyatakan lagi untuk ' || b.kiriman_id || ' bila masih berlaku'
                   ELSE 'dahulu tertulis ' || coalesce(k.nilai_tertulis, '(kosong)') || ', kini '
                        || coalesce(ringkas(s.mentah), '(kosong)') END AS sebab
FROM koreksi AS k
JOIN penilaian AS n USING (kiriman_id)
JOIN kiriman_berlaku AS b USING (kode_kecamatan, tahun, triwulan)
JOIN penilaian AS m ON m.kiriman_id = b.kiriman_id AND m.nomor > n.nomor
-- yang sudah dinyatakan lagi untuk versi barunya tidak perlu disebut
ANTI JOIN koreksi AS l ON l.kiriman_id = b.kiriman_id AND l.lembar = k.lembar AND l.sel = k.sel
LEFT JOIN (
    SELECT kiriman_id, lembar, sel, arg_min(tabel, urutan) AS tabel, arg_min(kolom, urutan) AS kolom,
           arg_min(objek, urutan) AS objek, min(mentah) AS mentah
    FROM sel_koreksi GROUP BY kiriman_id, lembar, sel
) AS s ON s.kiriman_id = b.kiriman_id AND s.lembar = k.lembar AND s.sel = k.sel
WHERE n.jenis = 'lkj'
