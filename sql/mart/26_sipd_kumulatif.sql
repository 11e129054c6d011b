-- Satu baris = satu kecamatan, satu bulan, satu kode, dengan realisasi sampai dengan bulan itu
-- Kunci: kode_kecamatan, tahun, bulan, kode
CREATE OR REPLACE TABLE sipd_kumulatif AS
WITH lengkap AS (
    -- deret arus hanya dapat dijumlahkan bila semua bulannya ada
    SELECT * FROM sipd_deret WHERE dipakai
    QUALIFY sifat = 'kumulatif' OR row_number() OVER (PARTITION BY kode_kecamatan, tahun ORDER BY bulan) = bulan
),
kode AS (
    -- pada deret arus sebuah kode dapat tidak ada pada bulan tertentu
    SELECT d.kode_kecamatan, d.tahun, d.bulan, d.sifat, d.kiriman_id, k.kode
    FROM lengkap AS d
    JOIN (SELECT kode_kecamatan, tahun, kode, min(bulan) AS awal FROM sipd_bulan GROUP BY ALL) AS k
        ON k.kode_kecamatan = d.kode_kecamatan AND k.tahun = d.tahun AND k.awal <= d.bulan
)
SELECT k.kode_kecamatan, k.tahun, k.bulan, k.kode,
       max_by(b.tingkat, b.bulan) AS tingkat,
       max_by(b.uraian, b.bulan) AS uraian,
       max_by(b.anggaran, b.bulan) AS anggaran,
       max_by(b.anggaran_induk, b.bulan) AS anggaran_induk,
       rp(CASE k.sifat WHEN 'bulanan' THEN sum(b.realisasi)
                       ELSE coalesce(sum(b.realisasi) FILTER (b.bulan = k.bulan), 0) END) AS realisasi,
       rp(CASE k.sifat WHEN 'bulanan' THEN sum(b.realisasi_induk)
                       ELSE coalesce(sum(b.realisasi_induk) FILTER (b.bulan = k.bulan), 0) END) AS realisasi_induk,
       k.sifat, k.kiriman_id
FROM kode AS k
JOIN sipd_bulan AS b ON b.kode_kecamatan = k.kode_kecamatan AND b.tahun = k.tahun AND b.kode = k.kode
                    AND b.bulan <= k.bulan
GROUP BY k.kode_kecamatan, k.tahun, k.bulan, k.kode, k.sifat, k.kiriman_id
HAVING k.sifat = 'bulanan' OR count(*) FILTER (b.bulan = k.bulan) > 0
ORDER BY k.tahun, k.bulan, k.kode_kecamatan, k.kode;
COMMENT ON TABLE sipd_kumulatif IS 'Realisasi SIPD sampai dengan tiap bulan, apa pun sifat ekspornya';
COMMENT ON COLUMN sipd_kumulatif.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN sipd_kumulatif.tahun IS 'Tahun anggaran';
COMMENT ON COLUMN sipd_kumulatif.bulan IS 'Bulan 1 sampai 12';
COMMENT ON COLUMN sipd_kumulatif.kode IS 'Kode kanonik';
COMMENT ON COLUMN sipd_kumulatif.tingkat IS 'program, kegiatan atau sub_kegiatan';
COMMENT ON COLUMN sipd_kumulatif.uraian IS 'Uraian';
COMMENT ON COLUMN sipd_kumulatif.anggaran IS 'Anggaran, rupiah';
COMMENT ON COLUMN sipd_kumulatif.anggaran_induk IS 'Anggaran tanpa kelurahan, rupiah';
COMMENT ON COLUMN sipd_kumulatif.realisasi IS 'Realisasi sampai dengan bulan itu, rupiah';
COMMENT ON COLUMN sipd_kumulatif.realisasi_induk IS 'Realisasi tanpa kelurahan, rupiah';
COMMENT ON COLUMN sipd_kumulatif.sifat IS 'Sifat deret asalnya';
COMMENT ON COLUMN sipd_kumulatif.kiriman_id IS 'Kiriman SIPD bulan itu';
