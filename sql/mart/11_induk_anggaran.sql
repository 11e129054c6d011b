-- Satu baris = satu baris anggaran dan induk yang dipakai untuk menjumlahkan
-- Kunci: kiriman_id, urutan
CREATE OR REPLACE TABLE induk_anggaran AS
WITH letak AS (
    SELECT r.kiriman_id, r.urutan, r.induk_urutan, r.tingkat, r.kode, r.kode_gaya, r.uraian,
           -- baris program, kegiatan atau total terdekat di atasnya
           last_value(CASE WHEN r.tingkat IN ('program', 'kegiatan', 'total') THEN r.urutan END IGNORE NULLS) OVER (
               PARTITION BY r.kiriman_id ORDER BY r.urutan ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS di_atas
    FROM realisasi_anggaran AS r
),
program AS (
    SELECT l.kiriman_id, l.urutan,
           coalesce(max(p.urutan) FILTER (p.urutan < l.urutan), min(p.urutan)) AS urutan_program
    FROM letak AS l
    JOIN realisasi_anggaran AS p
        ON p.kiriman_id = l.kiriman_id AND p.tingkat = 'program' AND p.kode = left(l.kode, 7)
    WHERE l.tingkat = 'sub_kegiatan' AND l.induk_urutan IS NULL
    GROUP BY l.kiriman_id, l.urutan
)
SELECT l.kiriman_id, l.urutan,
       CASE WHEN l.induk_urutan IS NOT NULL THEN l.induk_urutan
            -- sub kegiatan yang baris kegiatannya tidak ada: langsung di bawah programnya
            WHEN l.tingkat = 'sub_kegiatan' THEN p.urutan_program
            -- baris tanpa kode yang dikenal: menurut letaknya
            WHEN l.tingkat = 'lain' AND a.tingkat <> 'total' AND NOT penjelas(l.kode_gaya, l.uraian) THEN l.di_atas
       END AS induk_urutan
FROM letak AS l
LEFT JOIN program AS p USING (kiriman_id, urutan)
LEFT JOIN realisasi_anggaran AS a ON a.kiriman_id = l.kiriman_id AND a.urutan = l.di_atas
ORDER BY l.kiriman_id, l.urutan;
COMMENT ON TABLE induk_anggaran IS 'Induk tiap baris anggaran; dilengkapi untuk baris yang induknya tidak ada supaya jumlahnya tidak hilang';
COMMENT ON COLUMN induk_anggaran.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN induk_anggaran.urutan IS 'Baris anggaran';
COMMENT ON COLUMN induk_anggaran.induk_urutan IS 'urutan baris induk; kosong bila tidak ada';
