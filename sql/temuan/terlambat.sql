-- Satu baris = satu kiriman yang diterima setelah tenggat
SELECT n.kiriman_id, NULL::VARCHAR AS tabel, NULL::VARCHAR AS lembar, NULL::VARCHAR AS sel,
       NULL::VARCHAR AS sel_terkait, 'diterima_pada' AS kolom, 'Laporan ' || p.periode AS objek,
       strftime(n.tanggal, '%d-%m-%Y') AS nilai_mentah, strftime(n.tenggat, '%d-%m-%Y') AS nilai_seharusnya,
       n.hari_terlambat::DECIMAL(18,2) AS selisih,
       n.hari_terlambat || ' hari setelah tenggat'
           -- nomor 0: berkas yang baru diperiksa, belum diterima
           || CASE WHEN n.nomor > 0 THEN '' WHEN t.tanggal_laporan IS NULL THEN ', bila dikirim hari ini'
                   ELSE ', menurut tanggal laporan' END AS sebab
FROM penilaian AS n
JOIN penerimaan AS t USING (kiriman_id)
JOIN periode AS p ON p.tahun = n.tahun AND p.triwulan = n.triwulan
WHERE n.hari_terlambat > toleransi('TERLAMBAT') AND n.putusan <> 'DUPLIKAT'
