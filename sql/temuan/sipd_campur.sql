-- Satu baris = satu bulan ekspor LRA SIPD yang tidak mengikuti sifat deretnya (arus di antara kumulatif, sebaliknya)
SELECT kiriman_id, 'sipd_lra' AS tabel, lembar, NULL::VARCHAR AS sel, NULL::VARCHAR AS sel_terkait,
       'realisasi' AS kolom, 'Kecamatan ' || kecamatan || ' bulan ' || bulan AS objek,
       NULL::VARCHAR AS nilai_mentah, sifat AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       CASE WHEN sifat = 'kumulatif'
            THEN turun || ' dari ' || jumlah || ' sub kegiatan lebih kecil daripada bulan ' || bulan_lalu
            ELSE 'hampir semua sub kegiatan menampung jumlah bulan-bulan sebelumnya' END AS sebab
FROM sipd_deret
WHERE janggal
