-- Satu baris = satu LKj yang berlaku, bila realisasi kas kumulatif SIPD-nya jauh dari Rencana Anggaran Kas
SELECT b.kiriman_id, 'deviasi_rak' AS tabel, NULL::VARCHAR AS lembar, NULL::VARCHAR AS sel,
       NULL::VARCHAR AS sel_terkait, 'realisasi_kumulatif' AS kolom,
       'Kecamatan ' || d.kecamatan || ' triwulan ' || d.triwulan AS objek,
       angka_id(d.realisasi_kumulatif::VARCHAR) AS nilai_mentah, d.rencana_kumulatif::VARCHAR AS nilai_seharusnya,
       d.deviasi_kumulatif AS selisih,
       'serapan ' || replace(d.serapan_persen::VARCHAR, '.', ',') || ' %, rencananya '
       || replace(d.target_serapan_persen::VARCHAR, '.', ',') || ' % dari anggaran' AS sebab
FROM deviasi_rak AS d
JOIN kiriman_berlaku AS b USING (kode_kecamatan, tahun, triwulan)
WHERE abs(d.serapan_persen - d.target_serapan_persen) > toleransi('RAK_DEVIASI')
