-- Satu baris = satu koreksi yang tidak dipakai karena kiriman, sel atau isinya tidak cocok
SELECT CASE WHEN p.duplikat_dari IS NULL THEN p.kiriman_id END AS kiriman_id, s.tabel, k.lembar, k.sel,
       NULL::VARCHAR AS sel_terkait, s.kolom,
       -- tanpa kiriman yang dapat ditunjuk: temuan tingkat periode terbaru
       CASE WHEN p.kiriman_id IS NULL OR p.duplikat_dari IS NOT NULL THEN t.periode ELSE s.objek END AS objek,
       s.mentah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'koreksi.csv baris ' || k.baris || ' untuk ' || k.kiriman_id || ': '
           || CASE WHEN p.kiriman_id IS NULL THEN 'kiriman itu tidak ada'
                   WHEN p.duplikat_dari IS NOT NULL THEN 'kiriman itu duplikat dari ' || p.duplikat_dari
                   WHEN s.kiriman_id IS NULL THEN 'sel itu tidak berisi angka yang dapat dikoreksi'
                   WHEN s.mentah IS DISTINCT FROM k.nilai_tertulis
                   THEN 'menurut koreksi tertulis ' || coalesce(k.nilai_tertulis, '(kosong)') || ', pada berkas '
                        || coalesce(ringkas(s.mentah), '(kosong)')
                   ELSE 'nilai koreksi ' || k.nilai_koreksi || ' tidak dapat dipakai untuk kolom itu' END AS sebab
FROM koreksi AS k
LEFT JOIN penerimaan AS p USING (kiriman_id)
LEFT JOIN sel_koreksi AS s ON s.kiriman_id = k.kiriman_id AND s.lembar = k.lembar AND s.sel = k.sel
LEFT JOIN koreksi_terpakai AS u
    ON u.kiriman_id = s.kiriman_id AND u.tabel = s.tabel AND u.urutan = s.urutan AND u.kolom = s.kolom
CROSS JOIN (SELECT max(periode) AS periode FROM periode) AS t
WHERE u.kiriman_id IS NULL
