-- Satu baris = satu kiriman, satu baris anggaran; semua versi, juga yang digantikan atau ditolak
-- Kunci: kiriman_id, urutan
CREATE OR REPLACE TABLE riwayat_anggaran AS
SELECT k.kode_kecamatan, k.kecamatan, k.tahun, k.triwulan,
       k.versi, k.kiriman_id, k.status, b.kiriman_id IS NOT NULL AS berlaku, k.diterima_pada,
       r.urutan, r.kode, r.tingkat, r.uraian, r.plafon, r.realisasi, r.sisa,
       r.lembar, r.plafon_sel, r.realisasi_sel
FROM realisasi_anggaran AS r
JOIN kiriman AS k USING (kiriman_id)
LEFT JOIN kiriman_berlaku AS b USING (kiriman_id)
ORDER BY k.nomor, r.urutan;
COMMENT ON TABLE riwayat_anggaran IS 'Baris anggaran seperti tertulis pada setiap kiriman, untuk membandingkan versi; jangan dijumlahkan tanpa menyaring berlaku';
COMMENT ON COLUMN riwayat_anggaran.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN riwayat_anggaran.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN riwayat_anggaran.tahun IS 'Tahun laporan';
COMMENT ON COLUMN riwayat_anggaran.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN riwayat_anggaran.versi IS 'Kiriman keberapa untuk kecamatan dan triwulan itu; kosong pada duplikat';
COMMENT ON COLUMN riwayat_anggaran.kiriman_id IS 'Nomor kiriman';
COMMENT ON COLUMN riwayat_anggaran.status IS 'Status kiriman';
COMMENT ON COLUMN riwayat_anggaran.berlaku IS 'TRUE bila kiriman ini yang berlaku sekarang';
COMMENT ON COLUMN riwayat_anggaran.diterima_pada IS 'Waktu kiriman diterima';
COMMENT ON COLUMN riwayat_anggaran.urutan IS 'Urutan baris pada kiriman';
COMMENT ON COLUMN riwayat_anggaran.kode IS 'Kode kanonik';
COMMENT ON COLUMN riwayat_anggaran.tingkat IS 'total, program, kegiatan, sub_kegiatan atau lain';
COMMENT ON COLUMN riwayat_anggaran.uraian IS 'Nama seperti tertulis';
COMMENT ON COLUMN riwayat_anggaran.plafon IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN riwayat_anggaran.realisasi IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN riwayat_anggaran.sisa IS 'Sisa seperti tertulis, rupiah';
COMMENT ON COLUMN riwayat_anggaran.lembar IS 'Lembar asal';
COMMENT ON COLUMN riwayat_anggaran.plafon_sel IS 'Sel plafon';
COMMENT ON COLUMN riwayat_anggaran.realisasi_sel IS 'Sel realisasi';
