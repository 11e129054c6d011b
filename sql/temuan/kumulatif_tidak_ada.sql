-- Satu baris = satu indikator yang realisasi kumulatifnya tidak dapat ditentukan
SELECT d.kiriman_id, 'capaian_indikator' AS tabel, d.lembar, d.realisasi_triwulan_sel AS sel,
       NULL::VARCHAR AS sel_terkait,
       'realisasi_kumulatif' AS kolom, d.indikator_mentah AS objek, NULL::VARCHAR AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       -- nomor 0: berkas yang baru diperiksa, triwulan sebelumnya tidak dilihat
       CASE WHEN n.nomor = 0 THEN 'Tabel 3.2 tidak memuat tahun berjalan; bila semua triwulan sebelumnya sudah '
                                  || 'diterima, nilainya dijumlahkan'
            ELSE 'Tabel 3.2 tidak memuat tahun berjalan dan triwulan sebelumnya belum lengkap' END AS sebab
FROM indikator_dihitung AS d
JOIN penilaian AS n USING (kiriman_id)
WHERE d.ada_capaian AND d.realisasi_triwulan IS NOT NULL AND d.realisasi_kumulatif IS NULL
