-- Satu baris = satu baris anggaran pada satu kiriman, dengan nilai yang dihitung dari rincian terbawahnya
-- Kunci: kiriman_id, urutan
CREATE OR REPLACE TABLE anggaran_dihitung AS
WITH baris_uang AS (
    -- baris "lain" di bawah program atau kegiatan ikut dihitung bila berisi uang;
    -- di bawah sub kegiatan ia hanya penjelasan
    SELECT r.kiriman_id, r.urutan, n.induk_urutan, r.tingkat
    FROM realisasi_anggaran AS r
    JOIN induk_anggaran AS n USING (kiriman_id, urutan)
    LEFT JOIN realisasi_anggaran AS i ON i.kiriman_id = r.kiriman_id AND i.urutan = n.induk_urutan
    WHERE r.tingkat IN ('program', 'kegiatan', 'sub_kegiatan')
       OR (r.tingkat = 'lain' AND i.tingkat IN ('program', 'kegiatan')
           AND (r.plafon IS NOT NULL OR r.realisasi IS NOT NULL))
),
daun AS (
    SELECT b.kiriman_id, b.urutan FROM baris_uang AS b
    ANTI JOIN baris_uang AS a ON a.kiriman_id = b.kiriman_id AND a.induk_urutan = b.urutan
),
rincian AS (
    SELECT kiriman_id, urutan AS leluhur, urutan FROM daun
    UNION ALL
    SELECT s.kiriman_id, s.leluhur, s.urutan FROM silsilah AS s JOIN daun AS d USING (kiriman_id, urutan)
),
jumlah AS (
    SELECT t.kiriman_id, t.leluhur AS urutan, count(*) AS jumlah_daun,
           sum(r.plafon) AS plafon, sum(r.realisasi) AS realisasi, sum(r.sisa) AS sisa,
           count(*) - count(r.plafon) AS kosong_plafon,
           count(*) - count(r.realisasi) AS kosong_realisasi,
           count(*) - count(r.sisa) AS kosong_sisa
    FROM rincian AS t JOIN realisasi_anggaran AS r ON r.kiriman_id = t.kiriman_id AND r.urutan = t.urutan
    GROUP BY t.kiriman_id, t.leluhur
),
kode_atas AS (
    SELECT s.kiriman_id, s.urutan,
           min(r.kode) FILTER (r.tingkat = 'program') AS kode_program,
           min(r.kode) FILTER (r.tingkat = 'kegiatan') AS kode_kegiatan
    FROM silsilah AS s JOIN realisasi_anggaran AS r ON r.kiriman_id = s.kiriman_id AND r.urutan = s.leluhur
    GROUP BY s.kiriman_id, s.urutan
)
SELECT r.kiriman_id, r.urutan, n.induk_urutan, r.tingkat, r.kode,
       CASE WHEN r.tingkat = 'program' THEN r.kode ELSE coalesce(a.kode_program, left(r.kode, 7)) END AS kode_program,
       CASE WHEN r.tingkat = 'kegiatan' THEN r.kode
            WHEN r.tingkat IN ('sub_kegiatan', 'lain')
            THEN coalesce(a.kode_kegiatan, CASE WHEN length(r.kode) >= 12 THEN left(r.kode, 12) END)
       END AS kode_kegiatan,
       concat_ws(' ', r.kode, r.uraian) AS objek,
       d.urutan IS NOT NULL AS daun,
       coalesce(j.jumlah_daun, 0)::INTEGER AS jumlah_daun,
       rp(j.plafon) AS plafon_dihitung,
       rp(j.realisasi) AS realisasi_dihitung,
       rp(j.sisa) AS sisa_dihitung,
       coalesce(j.kosong_plafon, 0)::INTEGER AS kosong_plafon,
       coalesce(j.kosong_realisasi, 0)::INTEGER AS kosong_realisasi,
       coalesce(j.kosong_sisa, 0)::INTEGER AS kosong_sisa
FROM realisasi_anggaran AS r
JOIN induk_anggaran AS n USING (kiriman_id, urutan)
LEFT JOIN daun AS d USING (kiriman_id, urutan)
LEFT JOIN jumlah AS j USING (kiriman_id, urutan)
LEFT JOIN kode_atas AS a USING (kiriman_id, urutan)
ORDER BY r.kiriman_id, r.urutan;
COMMENT ON TABLE anggaran_dihitung IS 'Nilai tiap baris anggaran yang dihitung ulang dari rincian terbawahnya (daun)';
COMMENT ON COLUMN anggaran_dihitung.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN anggaran_dihitung.urutan IS 'Baris anggaran';
COMMENT ON COLUMN anggaran_dihitung.induk_urutan IS 'urutan baris induk';
COMMENT ON COLUMN anggaran_dihitung.tingkat IS 'total, program, kegiatan, sub_kegiatan atau lain';
COMMENT ON COLUMN anggaran_dihitung.kode IS 'Kode kanonik';
COMMENT ON COLUMN anggaran_dihitung.kode_program IS 'Kode program yang membawahi, menurut baris di atasnya atau menurut kodenya';
COMMENT ON COLUMN anggaran_dihitung.kode_kegiatan IS 'Kode kegiatan yang membawahi, menurut baris di atasnya atau menurut kodenya';
COMMENT ON COLUMN anggaran_dihitung.objek IS 'Kode dan uraian, untuk kalimat temuan';
COMMENT ON COLUMN anggaran_dihitung.daun IS 'TRUE untuk baris terbawah: nilainya dipakai menghitung semua baris di atasnya';
COMMENT ON COLUMN anggaran_dihitung.jumlah_daun IS 'Banyaknya baris terbawah di bawah baris ini (termasuk dirinya bila daun)';
COMMENT ON COLUMN anggaran_dihitung.plafon_dihitung IS 'Jumlah plafon baris terbawah, rupiah';
COMMENT ON COLUMN anggaran_dihitung.realisasi_dihitung IS 'Jumlah realisasi baris terbawah, rupiah';
COMMENT ON COLUMN anggaran_dihitung.sisa_dihitung IS 'Jumlah sisa tertulis baris terbawah, rupiah';
COMMENT ON COLUMN anggaran_dihitung.kosong_plafon IS 'Banyaknya baris terbawah tanpa plafon; bila lebih dari 0 jumlahnya tidak lengkap';
COMMENT ON COLUMN anggaran_dihitung.kosong_realisasi IS 'Banyaknya baris terbawah tanpa realisasi';
COMMENT ON COLUMN anggaran_dihitung.kosong_sisa IS 'Banyaknya baris terbawah tanpa sisa';
