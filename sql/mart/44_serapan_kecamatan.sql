-- Satu baris = satu kecamatan, satu triwulan
-- Kunci: kode_kecamatan, tahun, triwulan
CREATE OR REPLACE TABLE serapan_kecamatan AS
WITH total AS (
    SELECT kiriman_id, plafon, realisasi, lembar, plafon_sel, realisasi_sel
    FROM realisasi_anggaran WHERE tingkat = 'total'
    QUALIFY row_number() OVER (PARTITION BY kiriman_id ORDER BY urutan) = 1
),
program AS (
    SELECT kiriman_id, sum(plafon_dilaporkan) AS plafon, sum(realisasi_dilaporkan) AS realisasi
    FROM serapan_program GROUP BY kiriman_id
),
daun AS (
    SELECT kiriman_id, sum(plafon_dihitung) AS plafon, sum(realisasi_dihitung) AS realisasi,
           sum(kosong_plafon + kosong_realisasi) AS kosong
    FROM anggaran_dihitung WHERE daun GROUP BY kiriman_id
)
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan,
       rp(coalesce(t.plafon, p.plafon)) AS plafon_dilaporkan,
       rp(d.plafon) AS plafon_dihitung,
       rp(coalesce(t.realisasi, p.realisasi)) AS realisasi_dilaporkan,
       rp(d.realisasi) AS realisasi_dihitung,
       rp(d.plafon - d.realisasi) AS sisa,
       persen(d.realisasi, d.plafon) AS serapan_persen,
       persen(coalesce(t.realisasi, p.realisasi), coalesce(t.plafon, p.plafon)) AS serapan_dilaporkan_persen,
       rp(coalesce(t.plafon, p.plafon) - d.plafon) AS selisih_plafon,
       rp(coalesce(t.realisasi, p.realisasi) - d.realisasi) AS selisih_realisasi,
       coalesce(d.kosong, 0)::INTEGER AS jumlah_kosong,
       CASE WHEN serapan_persen IS NOT NULL THEN
           rank() OVER (
               PARTITION BY b.tahun, b.triwulan ORDER BY persen(d.realisasi, d.plafon) DESC NULLS LAST
           )::INTEGER
       END AS peringkat,
       t.lembar, t.plafon_sel, t.realisasi_sel,
       b.kiriman_id, b.status_data
FROM kiriman_berlaku AS b
LEFT JOIN total AS t USING (kiriman_id)
LEFT JOIN program AS p USING (kiriman_id)
LEFT JOIN daun AS d USING (kiriman_id)
ORDER BY b.tahun, b.triwulan, b.kode_kecamatan;
COMMENT ON TABLE serapan_kecamatan IS 'Serapan anggaran per kecamatan; yang dilaporkan (baris TOTAL) dan yang dihitung dari rincian berdampingan';
COMMENT ON COLUMN serapan_kecamatan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN serapan_kecamatan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN serapan_kecamatan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN serapan_kecamatan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN serapan_kecamatan.plafon_dilaporkan IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_kecamatan.plafon_dihitung IS 'Plafon dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_kecamatan.realisasi_dilaporkan IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_kecamatan.realisasi_dihitung IS 'Realisasi kumulatif dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_kecamatan.sisa IS 'plafon_dihitung dikurangi realisasi_dihitung, rupiah';
COMMENT ON COLUMN serapan_kecamatan.serapan_persen IS 'realisasi_dihitung / plafon_dihitung x 100; kosong bila plafon 0 atau kosong';
COMMENT ON COLUMN serapan_kecamatan.serapan_dilaporkan_persen IS 'realisasi_dilaporkan / plafon_dilaporkan x 100';
COMMENT ON COLUMN serapan_kecamatan.selisih_plafon IS 'plafon_dilaporkan dikurangi plafon_dihitung';
COMMENT ON COLUMN serapan_kecamatan.selisih_realisasi IS 'realisasi_dilaporkan dikurangi realisasi_dihitung';
COMMENT ON COLUMN serapan_kecamatan.jumlah_kosong IS 'Banyaknya sel plafon atau realisasi rincian yang kosong; bila lebih dari 0, angka dihitung tidak lengkap';
COMMENT ON COLUMN serapan_kecamatan.peringkat IS 'Peringkat serapan_persen dalam triwulan itu, 1 yang tertinggi; kosong bila serapan kosong';
COMMENT ON COLUMN serapan_kecamatan.lembar IS 'Lembar asal';
COMMENT ON COLUMN serapan_kecamatan.plafon_sel IS 'Sel plafon, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_kecamatan.realisasi_sel IS 'Sel realisasi, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_kecamatan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN serapan_kecamatan.status_data IS 'sementara, atau final setelah periode ditutup';
