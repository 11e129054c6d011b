-- Satu baris = satu kecamatan, satu triwulan
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE ringkasan_kecamatan AS
WITH jumlah_temuan AS (
    SELECT kiriman_id, count(*)::INTEGER AS semua, (count(*) FILTER (tingkat = 'peringatan'))::INTEGER AS peringatan
    FROM temuan GROUP BY kiriman_id
)
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan,
       c.rata_capaian,
       kategori(c.rata_capaian) AS kategori,
       coalesce(c.jumlah_indikator, 0) AS jumlah_indikator,
       s.serapan_persen,
       TRY_CAST(c.rata_capaian - s.serapan_persen AS DECIMAL(9,2)) AS efisiensi,
       -- tinggi = sudah mencapai bagian tahun yang berjalan: 25 persen tiap triwulan
       CASE WHEN c.rata_capaian IS NOT NULL AND s.serapan_persen IS NOT NULL THEN
           'capaian ' || CASE WHEN c.rata_capaian >= 25 * b.triwulan THEN 'tinggi' ELSE 'rendah' END
           || ', serapan ' || CASE WHEN s.serapan_persen >= 25 * b.triwulan THEN 'tinggi' ELSE 'rendah' END
       END AS kuadran,
       k.status,
       p.hari_terlambat = 0 AS tepat_waktu,
       p.hari_terlambat,
       coalesce(t.semua, 0) AS jumlah_temuan,
       coalesce(t.peringatan, 0) AS jumlah_peringatan,
       coalesce(k.sintetis, FALSE) AS sintetis,
       b.kiriman_id, b.status_data,
       coalesce(c.jumlah_tanpa_capaian, 0) AS jumlah_tanpa_capaian
FROM kiriman_berlaku AS b
JOIN kiriman AS k USING (kiriman_id)
JOIN serapan_kecamatan AS s USING (kiriman_id)
JOIN kepatuhan AS p USING (kiriman_id)
LEFT JOIN rata_capaian AS c USING (kiriman_id)
LEFT JOIN jumlah_temuan AS t USING (kiriman_id)
ORDER BY b.tahun, b.triwulan, b.kode_kecamatan;
COMMENT ON TABLE ringkasan_kecamatan IS 'Ringkasan kinerja, anggaran dan kepatuhan tiap kecamatan yang laporannya berlaku';
COMMENT ON COLUMN ringkasan_kecamatan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN ringkasan_kecamatan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN ringkasan_kecamatan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN ringkasan_kecamatan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN ringkasan_kecamatan.rata_capaian IS 'Rata-rata sederhana capaian indikator sasaran, persen';
COMMENT ON COLUMN ringkasan_kecamatan.kategori IS 'Kategori rata_capaian menurut ref_skala';
COMMENT ON COLUMN ringkasan_kecamatan.jumlah_indikator IS 'Banyaknya indikator sasaran yang dihitung';
COMMENT ON COLUMN ringkasan_kecamatan.serapan_persen IS 'Serapan yang dihitung, persen';
COMMENT ON COLUMN ringkasan_kecamatan.efisiensi IS 'rata_capaian dikurangi serapan_persen, poin persen';
COMMENT ON COLUMN ringkasan_kecamatan.kuadran IS 'Capaian dan serapan tinggi atau rendah, dibandingkan 25 persen tiap triwulan yang berjalan';
COMMENT ON COLUMN ringkasan_kecamatan.status IS 'Status kiriman';
COMMENT ON COLUMN ringkasan_kecamatan.tepat_waktu IS 'TRUE bila kiriman pertama yang diterima tidak melewati tenggat';
COMMENT ON COLUMN ringkasan_kecamatan.hari_terlambat IS 'Hari kalender setelah tenggat, menurut kiriman pertama yang diterima';
COMMENT ON COLUMN ringkasan_kecamatan.jumlah_temuan IS 'Banyaknya temuan semua tingkat';
COMMENT ON COLUMN ringkasan_kecamatan.jumlah_peringatan IS 'Banyaknya peringatan, termasuk yang sudah diakui';
COMMENT ON COLUMN ringkasan_kecamatan.sintetis IS 'TRUE bila data buatan untuk contoh';
COMMENT ON COLUMN ringkasan_kecamatan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN ringkasan_kecamatan.status_data IS 'sementara, atau final setelah periode ditutup';
COMMENT ON COLUMN ringkasan_kecamatan.jumlah_tanpa_capaian IS 'Banyaknya indikator sasaran yang tidak ikut dirata-rata karena capaiannya kosong';
