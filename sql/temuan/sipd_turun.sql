-- Satu baris = satu sub kegiatan yang pada deret kumulatif SIPD lebih kecil daripada bulan sebelumnya
SELECT k.kiriman_id, 'sipd_lra' AS tabel, k.lembar, k.realisasi_sel AS sel, NULL::VARCHAR AS sel_terkait,
       'realisasi' AS kolom, concat_ws(' ', k.kode, k.uraian) AS objek,
       angka_id(k.realisasi::VARCHAR) AS nilai_mentah, l.realisasi::VARCHAR AS nilai_seharusnya,
       k.realisasi - l.realisasi AS selisih, 'Kecamatan ' || d.kecamatan || ' bulan ' || d.bulan AS sebab
FROM sipd_deret AS d
JOIN sipd_bulan AS k ON k.kode_kecamatan = d.kode_kecamatan AND k.tahun = d.tahun AND k.bulan = d.bulan
JOIN sipd_bulan AS l ON l.kode_kecamatan = d.kode_kecamatan AND l.tahun = d.tahun AND l.bulan = d.bulan_lalu
                    AND l.kode = k.kode
WHERE d.sifat = 'kumulatif' AND NOT d.janggal AND k.tingkat = 'sub_kegiatan'
  AND l.realisasi - k.realisasi > toleransi('SIPD_TURUN')
