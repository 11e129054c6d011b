-- Satu baris = satu tahun, satu triwulan; setiap kolom selain kunci adalah selisih banyaknya baris yang harus 0
-- Kunci: tahun, triwulan
-- Tingkat: critical
-- kepatuhan: Setiap kecamatan punya tepat satu baris kepatuhan pada setiap triwulan
-- diterima: Kepatuhan menghitung tepat kiriman yang berlaku
-- ringkasan: Setiap kiriman yang berlaku punya satu ringkasan
-- serapan: Setiap kiriman yang berlaku punya satu baris serapan kecamatan
-- tren: Setiap kiriman yang berlaku punya satu baris tren
-- kabupaten: Jumlah masuk pada konsolidasi kabupaten sama dengan banyaknya kiriman yang berlaku
WITH jumlah AS (
    SELECT p.tahun, p.triwulan,
           (SELECT count(*) FROM ref_kecamatan) AS wajib,
           (SELECT count(*) FROM kiriman_berlaku AS b WHERE b.tahun = p.tahun AND b.triwulan = p.triwulan) AS berlaku
    FROM periode AS p
)
SELECT j.tahun, j.triwulan,
       (SELECT count(*) FROM kepatuhan AS k WHERE k.tahun = j.tahun AND k.triwulan = j.triwulan) - j.wajib AS kepatuhan,
       (SELECT count(*) FROM kepatuhan AS k WHERE k.tahun = j.tahun AND k.triwulan = j.triwulan AND k.diterima)
           - j.berlaku AS diterima,
       (SELECT count(*) FROM ringkasan_kecamatan AS r WHERE r.tahun = j.tahun AND r.triwulan = j.triwulan)
           - j.berlaku AS ringkasan,
       (SELECT count(*) FROM serapan_kecamatan AS s WHERE s.tahun = j.tahun AND s.triwulan = j.triwulan)
           - j.berlaku AS serapan,
       (SELECT count(*) FROM tren AS t WHERE t.tahun = j.tahun AND t.triwulan = j.triwulan) - j.berlaku AS tren,
       coalesce(
           (SELECT sum(k.jumlah_masuk) FROM konsolidasi_kabupaten AS k
            WHERE k.tahun = j.tahun AND k.triwulan = j.triwulan), -1
       )::BIGINT - j.berlaku AS kabupaten
FROM jumlah AS j
ORDER BY j.tahun, j.triwulan;
