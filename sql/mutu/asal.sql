-- Satu baris = satu tabel; kolom selain kunci adalah banyaknya baris yang asalnya salah, harus 0
-- Kunci: tabel
-- Tingkat: critical
-- asing: Tidak ada baris dari kiriman yang tidak berlaku atau tidak tercatat
WITH terbit AS (
    SELECT 'serapan_sub_kegiatan' AS tabel, kiriman_id FROM serapan_sub_kegiatan
    UNION ALL SELECT 'serapan_kegiatan', kiriman_id FROM serapan_kegiatan
    UNION ALL SELECT 'serapan_program', kiriman_id FROM serapan_program
    UNION ALL SELECT 'serapan_kecamatan', kiriman_id FROM serapan_kecamatan
    UNION ALL SELECT 'capaian_kecamatan', kiriman_id FROM capaian_kecamatan
    UNION ALL SELECT 'ringkasan_kecamatan', kiriman_id FROM ringkasan_kecamatan
),
masukan AS (
    SELECT 'realisasi_anggaran' AS tabel, kiriman_id FROM realisasi_anggaran
    UNION ALL SELECT 'perjanjian_kinerja', kiriman_id FROM perjanjian_kinerja
    UNION ALL SELECT 'perjanjian_anggaran', kiriman_id FROM perjanjian_anggaran
    UNION ALL SELECT 'capaian_indikator', kiriman_id FROM capaian_indikator
    UNION ALL SELECT 'realisasi_tahunan', kiriman_id FROM realisasi_tahunan
    UNION ALL SELECT 'narasi', kiriman_id FROM narasi
    UNION ALL SELECT 'evaluasi_renja', kiriman_id FROM evaluasi_renja
    UNION ALL SELECT 'evaluasi_renja_nilai', kiriman_id FROM evaluasi_renja_nilai
    UNION ALL SELECT 'temuan_baca', kiriman_id FROM temuan_baca
    UNION ALL SELECT 'kiriman', kiriman_id FROM kiriman
)
SELECT t.tabel, (count(*) FILTER (b.kiriman_id IS NULL))::BIGINT AS asing
FROM terbit AS t LEFT JOIN kiriman_berlaku AS b USING (kiriman_id)
GROUP BY t.tabel
UNION ALL
SELECT m.tabel, (count(*) FILTER (p.kiriman_id IS NULL))::BIGINT AS asing
FROM masukan AS m LEFT JOIN penerimaan AS p USING (kiriman_id)
GROUP BY m.tabel
ORDER BY tabel;
