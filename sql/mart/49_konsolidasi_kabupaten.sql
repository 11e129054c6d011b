-- Satu baris = satu triwulan
-- Kunci: tahun, triwulan
CREATE OR REPLACE TABLE konsolidasi_kabupaten AS
WITH wajib AS (SELECT count(*)::INTEGER AS jumlah FROM ref_kecamatan),
anggaran AS (
    SELECT tahun, triwulan, count(*)::INTEGER AS jumlah_masuk,
           rp(sum(plafon_dilaporkan)) AS plafon_dilaporkan, rp(sum(plafon_dihitung)) AS plafon_dihitung,
           rp(sum(realisasi_dilaporkan)) AS realisasi_dilaporkan, rp(sum(realisasi_dihitung)) AS realisasi_dihitung
    FROM serapan_kecamatan GROUP BY tahun, triwulan
),
kinerja AS (
    SELECT b.tahun, b.triwulan, rata_persen(sum(r.rata_halus), count(r.rata_halus)) AS rata_capaian
    FROM kiriman_berlaku AS b JOIN rata_capaian AS r USING (kiriman_id) GROUP BY b.tahun, b.triwulan
),
patuh AS (
    SELECT tahun, triwulan, (count(*) FILTER (diterima AND hari_terlambat = 0))::INTEGER AS tepat_waktu,
           (count(*) FILTER (diterima AND hari_terlambat > 0))::INTEGER AS terlambat
    FROM kepatuhan GROUP BY tahun, triwulan
),
jumlah_temuan AS (
    SELECT b.tahun, b.triwulan, count(*)::INTEGER AS jumlah
    FROM temuan AS t JOIN kiriman_berlaku AS b USING (kiriman_id) GROUP BY b.tahun, b.triwulan
),
sipd AS (
    SELECT tahun, triwulan, count(DISTINCT kode_kecamatan) AS jumlah
    FROM rekonsiliasi_sipd WHERE kiriman_sipd IS NOT NULL GROUP BY tahun, triwulan
)
SELECT p.tahun, p.triwulan,
       w.jumlah AS jumlah_kecamatan,
       coalesce(a.jumlah_masuk, 0) AS jumlah_masuk,
       coalesce(a.jumlah_masuk, 0) || ' dari ' || w.jumlah AS kelengkapan,
       a.plafon_dilaporkan, a.plafon_dihitung, a.realisasi_dilaporkan, a.realisasi_dihitung,
       rp(a.plafon_dihitung - a.realisasi_dihitung) AS sisa,
       persen(a.realisasi_dihitung, a.plafon_dihitung) AS serapan_persen,
       persen(a.realisasi_dilaporkan, a.plafon_dilaporkan) AS serapan_dilaporkan_persen,
       k.rata_capaian,
       kategori(k.rata_capaian) AS kategori,
       h.tepat_waktu AS jumlah_tepat_waktu,
       h.terlambat AS jumlah_terlambat,
       coalesce(t.jumlah, 0) AS jumlah_temuan,
       p.status_data,
       'LKj' || CASE WHEN d.jumlah > 0 THEN '; dibandingkan dengan SIPD pada ' || d.jumlah || ' kecamatan' ELSE '' END
           AS sumber_angka
FROM periode AS p
CROSS JOIN wajib AS w
LEFT JOIN anggaran AS a USING (tahun, triwulan)
LEFT JOIN kinerja AS k USING (tahun, triwulan)
LEFT JOIN patuh AS h USING (tahun, triwulan)
LEFT JOIN jumlah_temuan AS t USING (tahun, triwulan)
LEFT JOIN sipd AS d USING (tahun, triwulan)
ORDER BY p.tahun, p.triwulan;
COMMENT ON TABLE konsolidasi_kabupaten IS 'Angka kabupaten tiap triwulan dan kelengkapannya';
COMMENT ON COLUMN konsolidasi_kabupaten.tahun IS 'Tahun laporan';
COMMENT ON COLUMN konsolidasi_kabupaten.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN konsolidasi_kabupaten.jumlah_kecamatan IS 'Banyaknya kecamatan yang wajib melapor';
COMMENT ON COLUMN konsolidasi_kabupaten.jumlah_masuk IS 'Banyaknya kecamatan yang laporannya berlaku';
COMMENT ON COLUMN konsolidasi_kabupaten.kelengkapan IS 'Kelengkapan, mis. 20 dari 21';
COMMENT ON COLUMN konsolidasi_kabupaten.plafon_dilaporkan IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN konsolidasi_kabupaten.plafon_dihitung IS 'Plafon dari rincian terbawah, rupiah';
COMMENT ON COLUMN konsolidasi_kabupaten.realisasi_dilaporkan IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN konsolidasi_kabupaten.realisasi_dihitung IS 'Realisasi kumulatif dari rincian terbawah, rupiah';
COMMENT ON COLUMN konsolidasi_kabupaten.sisa IS 'plafon_dihitung dikurangi realisasi_dihitung, rupiah';
COMMENT ON COLUMN konsolidasi_kabupaten.serapan_persen IS 'realisasi_dihitung / plafon_dihitung x 100; kosong bila plafon 0 atau kosong';
COMMENT ON COLUMN konsolidasi_kabupaten.serapan_dilaporkan_persen IS 'realisasi_dilaporkan / plafon_dilaporkan x 100';
COMMENT ON COLUMN konsolidasi_kabupaten.rata_capaian IS 'Rata-rata sederhana rata_capaian kecamatan, persen';
COMMENT ON COLUMN konsolidasi_kabupaten.kategori IS 'Kategori rata_capaian menurut ref_skala';
COMMENT ON COLUMN konsolidasi_kabupaten.jumlah_tepat_waktu IS 'Banyaknya kecamatan tepat waktu';
COMMENT ON COLUMN konsolidasi_kabupaten.jumlah_terlambat IS 'Banyaknya kecamatan terlambat';
COMMENT ON COLUMN konsolidasi_kabupaten.jumlah_temuan IS 'Banyaknya temuan pada kiriman yang berlaku';
COMMENT ON COLUMN konsolidasi_kabupaten.status_data IS 'sementara, atau final setelah periode ditutup';
COMMENT ON COLUMN konsolidasi_kabupaten.sumber_angka IS 'Dari mana angka baris ini: selalu LKj yang berlaku; SIPD hanya pembanding';
