-- Satu baris = satu kecamatan, satu triwulan; kolom selain kunci adalah rupiah (dalam sen) yang hilang, harus 0
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
       (100 * greatest(k.plafon_dilaporkan - coalesce(r.plafon, 0), 0))::BIGINT AS plafon_hilang,
       (100 * greatest(k.realisasi_dilaporkan - coalesce(r.realisasi, 0), 0))::BIGINT AS realisasi_hilang
FROM serapan_kecamatan AS k
LEFT JOIN rincian AS r USING (kode_kecamatan, tahun, triwulan)
ORDER BY k.tahun, k.triwulan, k.kode_kecamatan;
