-- Satu baris = satu kecamatan, satu triwulan, satu baris terbawah (sub kegiatan, atau "tanpa rincian" milik induk)
-- Kunci: kode_kecamatan, tahun, triwulan, kode
CREATE OR REPLACE TABLE serapan_sub_kegiatan AS
WITH baris AS MATERIALIZED (
    SELECT b.kiriman_id, r.urutan, h.induk_urutan, r.tingkat, r.kode, r.uraian, r.plafon, r.realisasi,
           r.lembar, r.plafon_sel, r.realisasi_sel, h.daun
    FROM kiriman_berlaku AS b
    JOIN realisasi_anggaran AS r USING (kiriman_id)
    JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
),
-- nilai efektif = yang lebih besar antara yang tertulis pada baris dan jumlah nilai efektif anaknya;
-- kelebihan tertulis di atas jumlah anak itulah bagian "tanpa rincian"
kegiatan AS MATERIALIZED (
    SELECT p.kiriman_id, p.urutan, p.induk_urutan, p.kode, p.uraian, p.lembar, p.plafon_sel, p.realisasi_sel,
           p.plafon, p.realisasi, sum(a.plafon) AS plafon_anak, sum(a.realisasi) AS realisasi_anak
    FROM baris AS p JOIN baris AS a ON a.kiriman_id = p.kiriman_id AND a.induk_urutan = p.urutan AND a.daun
    WHERE p.tingkat = 'kegiatan' AND NOT p.daun
    GROUP BY ALL
),
anak_program AS (
    SELECT kiriman_id, induk_urutan,
           greatest(plafon, plafon_anak) AS plafon, greatest(realisasi, realisasi_anak) AS realisasi
    FROM kegiatan
    UNION ALL
    SELECT a.kiriman_id, a.induk_urutan, a.plafon, a.realisasi
    FROM baris AS a JOIN baris AS p ON p.kiriman_id = a.kiriman_id AND p.urutan = a.induk_urutan
    WHERE a.daun AND p.tingkat = 'program'
),
program AS MATERIALIZED (
    SELECT p.kiriman_id, p.urutan, p.kode, p.uraian, p.lembar, p.plafon_sel, p.realisasi_sel,
           p.plafon, p.realisasi, sum(a.plafon) AS plafon_anak, sum(a.realisasi) AS realisasi_anak
    FROM baris AS p JOIN anak_program AS a ON a.kiriman_id = p.kiriman_id AND a.induk_urutan = p.urutan
    WHERE p.tingkat = 'program' AND NOT p.daun
    GROUP BY ALL
),
puncak AS (
    SELECT kiriman_id, greatest(plafon, plafon_anak) AS plafon, greatest(realisasi, realisasi_anak) AS realisasi
    FROM program
    UNION ALL
    SELECT kiriman_id, greatest(plafon, plafon_anak), greatest(realisasi, realisasi_anak) FROM kegiatan AS k
    WHERE NOT EXISTS (SELECT 1 FROM program AS p WHERE p.kiriman_id = k.kiriman_id AND p.urutan = k.induk_urutan)
    UNION ALL
    SELECT a.kiriman_id, a.plafon, a.realisasi FROM baris AS a
    LEFT JOIN baris AS p ON p.kiriman_id = a.kiriman_id AND p.urutan = a.induk_urutan
    WHERE a.daun AND (p.tingkat IS NULL OR p.tingkat NOT IN ('program', 'kegiatan'))
),
total AS (
    SELECT t.kiriman_id, t.urutan, 'TOTAL' AS kode, t.uraian, t.lembar, t.plafon_sel, t.realisasi_sel,
           t.plafon, t.realisasi, sum(p.plafon) AS plafon_anak, sum(p.realisasi) AS realisasi_anak
    FROM baris AS t JOIN puncak AS p USING (kiriman_id)
    WHERE t.tingkat = 'total'
    GROUP BY t.kiriman_id, t.urutan, t.uraian, t.lembar, t.plafon_sel, t.realisasi_sel, t.plafon, t.realisasi
    QUALIFY row_number() OVER (PARTITION BY t.kiriman_id ORDER BY t.urutan) = 1
),
tanpa_rincian AS (
    SELECT kiriman_id, coalesce(kode, 'tanpa-kode.' || urutan) || '.tanpa-rincian' AS kode, urutan,
           'Tanpa rincian – ' || coalesce(uraian, kode, 'TOTAL') AS uraian,
           greatest(plafon - plafon_anak, 0) AS plafon, greatest(realisasi - realisasi_anak, 0) AS realisasi,
           lembar, plafon_sel, realisasi_sel
    FROM (FROM kegiatan SELECT * EXCLUDE (induk_urutan) UNION ALL BY NAME FROM program UNION ALL BY NAME FROM total)
    WHERE plafon > plafon_anak OR realisasi > realisasi_anak
),
gabung AS (
    SELECT kiriman_id, coalesce(kode, 'tanpa-kode.' || urutan) AS kode, urutan, uraian, plafon, realisasi,
           plafon AS plafon_dihitung, realisasi AS realisasi_dihitung,
           (plafon IS NULL)::INTEGER + (realisasi IS NULL)::INTEGER AS kosong, lembar, plafon_sel, realisasi_sel
    FROM baris WHERE daun
    UNION ALL
    SELECT kiriman_id, kode, urutan, uraian, plafon, realisasi, 0, 0, 0, lembar, plafon_sel, realisasi_sel
    FROM tanpa_rincian
)
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan,
       g.kode,
       arg_min(g.uraian, g.urutan) AS uraian,
       rp(sum(g.plafon)) AS plafon_dilaporkan,
       rp(sum(g.plafon_dihitung)) AS plafon_dihitung,
       rp(sum(g.realisasi)) AS realisasi_dilaporkan,
       rp(sum(g.realisasi_dihitung)) AS realisasi_dihitung,
       rp(sum(g.plafon_dihitung) - sum(g.realisasi_dihitung)) AS sisa,
       persen(sum(g.realisasi_dihitung), sum(g.plafon_dihitung)) AS serapan_persen,
       rp(sum(g.plafon) - sum(g.plafon_dihitung)) AS selisih_plafon,
       rp(sum(g.realisasi) - sum(g.realisasi_dihitung)) AS selisih_realisasi,
       sum(g.kosong)::INTEGER AS jumlah_kosong,
       arg_min(g.lembar, g.urutan) AS lembar,
       string_agg(g.plafon_sel, '; ' ORDER BY g.urutan) AS plafon_sel,
       string_agg(g.realisasi_sel, '; ' ORDER BY g.urutan) AS realisasi_sel,
       b.kiriman_id, b.status_data
FROM gabung AS g JOIN kiriman_berlaku AS b USING (kiriman_id)
GROUP BY b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan, g.kode, b.kiriman_id, b.status_data
ORDER BY b.tahun, b.triwulan, b.kode_kecamatan, g.kode;
COMMENT ON TABLE serapan_sub_kegiatan IS 'Serapan anggaran per baris terbawah; bagian induk tanpa rincian punya baris sendiri dengan kode <induk>.tanpa-rincian dan plafon_dihitung 0';
COMMENT ON COLUMN serapan_sub_kegiatan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN serapan_sub_kegiatan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN serapan_sub_kegiatan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN serapan_sub_kegiatan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN serapan_sub_kegiatan.kode IS 'Kode kanonik';
COMMENT ON COLUMN serapan_sub_kegiatan.uraian IS 'Nama seperti tertulis';
COMMENT ON COLUMN serapan_sub_kegiatan.plafon_dilaporkan IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_sub_kegiatan.plafon_dihitung IS 'Plafon dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_sub_kegiatan.realisasi_dilaporkan IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_sub_kegiatan.realisasi_dihitung IS 'Realisasi kumulatif dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_sub_kegiatan.sisa IS 'plafon_dihitung dikurangi realisasi_dihitung, rupiah';
COMMENT ON COLUMN serapan_sub_kegiatan.serapan_persen IS 'realisasi_dihitung / plafon_dihitung x 100; kosong bila plafon 0 atau kosong';
COMMENT ON COLUMN serapan_sub_kegiatan.selisih_plafon IS 'plafon_dilaporkan dikurangi plafon_dihitung';
COMMENT ON COLUMN serapan_sub_kegiatan.selisih_realisasi IS 'realisasi_dilaporkan dikurangi realisasi_dihitung';
COMMENT ON COLUMN serapan_sub_kegiatan.jumlah_kosong IS 'Banyaknya sel plafon atau realisasi rincian yang kosong; bila lebih dari 0, angka dihitung tidak lengkap';
COMMENT ON COLUMN serapan_sub_kegiatan.lembar IS 'Lembar asal';
COMMENT ON COLUMN serapan_sub_kegiatan.plafon_sel IS 'Sel plafon, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_sub_kegiatan.realisasi_sel IS 'Sel realisasi, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_sub_kegiatan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN serapan_sub_kegiatan.status_data IS 'sementara, atau final setelah periode ditutup';
