-- Satu baris = satu tahun, satu triwulan; setiap kolom selain kunci adalah selisih rupiah yang harus 0
-- Kunci: tahun, triwulan
-- Tingkat: critical
-- plafon_sub_kegiatan: Jumlah plafon pada serapan_sub_kegiatan sama dengan jumlah baris terbawah
-- realisasi_sub_kegiatan: Jumlah realisasi pada serapan_sub_kegiatan sama dengan jumlah baris terbawah
-- plafon_kegiatan: Jumlah plafon pada serapan_kegiatan sama dengan jumlah baris terbawah di bawah kegiatan
-- realisasi_kegiatan: Jumlah realisasi pada serapan_kegiatan sama dengan jumlah baris terbawah di bawah kegiatan
-- plafon_program: Jumlah plafon pada serapan_program sama dengan jumlah baris terbawah
-- realisasi_program: Jumlah realisasi pada serapan_program sama dengan jumlah baris terbawah
-- plafon_kecamatan: Jumlah plafon pada serapan_kecamatan sama dengan jumlah baris terbawah
-- realisasi_kecamatan: Jumlah realisasi pada serapan_kecamatan sama dengan jumlah baris terbawah
-- plafon_konsolidasi_program: Jumlah plafon pada konsolidasi_program sama dengan jumlah baris terbawah
-- realisasi_konsolidasi_program: Jumlah realisasi pada konsolidasi_program sama dengan jumlah baris terbawah
-- plafon_kabupaten: Plafon kabupaten sama dengan jumlah baris terbawah
-- realisasi_kabupaten: Realisasi kabupaten sama dengan jumlah baris terbawah
-- plafon_dilaporkan_kabupaten: Plafon dilaporkan kabupaten sama dengan jumlah yang dilaporkan kecamatan
-- realisasi_dilaporkan_kabupaten: Realisasi dilaporkan kabupaten sama dengan jumlah yang dilaporkan kecamatan
WITH uang AS (
    -- baris terbawah dicari sekali lagi di sini, dari baris seperti dibaca, tanpa lewat tabel yang dipakai mart
    SELECT b.tahun, b.triwulan, r.kiriman_id, r.urutan, n.induk_urutan, r.tingkat, r.plafon, r.realisasi
    FROM kiriman_berlaku AS b
    JOIN realisasi_anggaran AS r USING (kiriman_id)
    JOIN induk_anggaran AS n USING (kiriman_id, urutan)
    LEFT JOIN realisasi_anggaran AS i ON i.kiriman_id = r.kiriman_id AND i.urutan = n.induk_urutan
    WHERE r.tingkat IN ('program', 'kegiatan', 'sub_kegiatan')
       OR (r.tingkat = 'lain' AND i.tingkat IN ('program', 'kegiatan') AND coalesce(r.plafon, r.realisasi) IS NOT NULL)
),
daun AS (
    SELECT u.tahun, u.triwulan, sum(u.plafon) AS plafon, sum(u.realisasi) AS realisasi,
           coalesce(sum(u.plafon) FILTER (u.tingkat = 'program'), 0) AS plafon_atas,
           coalesce(sum(u.realisasi) FILTER (u.tingkat = 'program'), 0) AS realisasi_atas
    FROM uang AS u
    ANTI JOIN uang AS a ON a.kiriman_id = u.kiriman_id AND a.induk_urutan = u.urutan
    GROUP BY u.tahun, u.triwulan
),
mart AS (
    SELECT 'sub_kegiatan' AS tabel, tahun, triwulan, plafon_dihitung AS plafon, realisasi_dihitung AS realisasi
    FROM serapan_sub_kegiatan
    UNION ALL SELECT 'kegiatan', tahun, triwulan, plafon_dihitung, realisasi_dihitung FROM serapan_kegiatan
    UNION ALL SELECT 'program', tahun, triwulan, plafon_dihitung, realisasi_dihitung FROM serapan_program
    UNION ALL SELECT 'kecamatan', tahun, triwulan, plafon_dihitung, realisasi_dihitung FROM serapan_kecamatan
    UNION ALL SELECT 'dilaporkan', tahun, triwulan, plafon_dilaporkan, realisasi_dilaporkan FROM serapan_kecamatan
    UNION ALL SELECT 'konsolidasi_program', tahun, triwulan, plafon, realisasi FROM konsolidasi_program
    UNION ALL SELECT 'kabupaten', tahun, triwulan, plafon_dihitung, realisasi_dihitung FROM konsolidasi_kabupaten
    UNION ALL SELECT 'dilaporkan_kabupaten', tahun, triwulan, plafon_dilaporkan, realisasi_dilaporkan
    FROM konsolidasi_kabupaten
),
jumlah AS (
    SELECT m.tahun, m.triwulan,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'sub_kegiatan'), 0) AS plafon_sub_kegiatan,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'sub_kegiatan'), 0) AS realisasi_sub_kegiatan,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'kegiatan'), 0) AS plafon_kegiatan,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'kegiatan'), 0) AS realisasi_kegiatan,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'program'), 0) AS plafon_program,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'program'), 0) AS realisasi_program,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'kecamatan'), 0) AS plafon_kecamatan,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'kecamatan'), 0) AS realisasi_kecamatan,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'konsolidasi_program'), 0) AS plafon_konsolidasi_program,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'konsolidasi_program'), 0) AS realisasi_konsolidasi_program,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'kabupaten'), 0) AS plafon_kabupaten,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'kabupaten'), 0) AS realisasi_kabupaten,
           coalesce(sum(m.plafon) FILTER (m.tabel = 'dilaporkan_kabupaten'), 0)
               - coalesce(sum(m.plafon) FILTER (m.tabel = 'dilaporkan'), 0) AS plafon_dilaporkan_kabupaten,
           coalesce(sum(m.realisasi) FILTER (m.tabel = 'dilaporkan_kabupaten'), 0)
               - coalesce(sum(m.realisasi) FILTER (m.tabel = 'dilaporkan'), 0) AS realisasi_dilaporkan_kabupaten
    FROM mart AS m
    GROUP BY m.tahun, m.triwulan
),
acuan AS (
    SELECT j.*, coalesce(d.plafon, 0) AS plafon, coalesce(d.realisasi, 0) AS realisasi,
           coalesce(d.plafon_atas, 0) AS plafon_atas, coalesce(d.realisasi_atas, 0) AS realisasi_atas
    FROM jumlah AS j
    FULL JOIN daun AS d USING (tahun, triwulan)
)
SELECT tahun, triwulan,
       plafon_sub_kegiatan - plafon AS plafon_sub_kegiatan,
       realisasi_sub_kegiatan - realisasi AS realisasi_sub_kegiatan,
       plafon_kegiatan + plafon_atas - plafon AS plafon_kegiatan,
       realisasi_kegiatan + realisasi_atas - realisasi AS realisasi_kegiatan,
       plafon_program - plafon AS plafon_program,
       realisasi_program - realisasi AS realisasi_program,
       plafon_kecamatan - plafon AS plafon_kecamatan,
       realisasi_kecamatan - realisasi AS realisasi_kecamatan,
       plafon_konsolidasi_program - plafon AS plafon_konsolidasi_program,
       realisasi_konsolidasi_program - realisasi AS realisasi_konsolidasi_program,
       plafon_kabupaten - plafon AS plafon_kabupaten,
       realisasi_kabupaten - realisasi AS realisasi_kabupaten,
       plafon_dilaporkan_kabupaten,
       realisasi_dilaporkan_kabupaten
FROM acuan
ORDER BY tahun, triwulan;
