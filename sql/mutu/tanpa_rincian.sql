-- Satu baris = satu kecamatan, satu triwulan; kolom selain kunci adalah rupiah yang hilang, harus 0
-- Kunci: kode_kecamatan, tahun, triwulan
-- Tingkat: warning
-- plafon_hilang: Bagian plafon tanpa rincian tetap terlihat di antara baris terbawah
-- realisasi_hilang: Bagian realisasi tanpa rincian tetap terlihat di antara baris terbawah
WITH rincian AS (
    SELECT kode_kecamatan, tahun, triwulan, sum(plafon_dilaporkan) AS plafon, sum(realisasi_dilaporkan) AS realisasi
    FROM serapan_sub_kegiatan
    GROUP BY kode_kecamatan, tahun, triwulan
)
SELECT k.kode_kecamatan, k.tahun, k.triwulan,
       greatest(k.plafon_dilaporkan - coalesce(r.plafon, 0), 0) AS plafon_hilang,
       greatest(k.realisasi_dilaporkan - coalesce(r.realisasi, 0), 0) AS realisasi_hilang
FROM serapan_kecamatan AS k
LEFT JOIN rincian AS r USING (kode_kecamatan, tahun, triwulan)
ORDER BY k.tahun, k.triwulan, k.kode_kecamatan;
