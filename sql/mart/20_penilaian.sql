-- Satu baris = satu berkas yang diterima, dengan putusan menurut galat dan urutan penerimaan
-- Kunci: kiriman_id
CREATE OR REPLACE TABLE penilaian AS
WITH galat AS (
    SELECT m.kiriman_id, count(*) AS jumlah,
           string_agg(DISTINCT coalesce(r.judul, m.kode_temuan), '; '
                      ORDER BY coalesce(r.judul, m.kode_temuan)) AS judul
    FROM temuan_mentah AS m LEFT JOIN ref_temuan AS r USING (kode_temuan)
    WHERE m.tingkat = 'galat'
    GROUP BY m.kiriman_id
),
tutup AS (
    -- menunggu: diterima saat periode tertutup, dan sejak itu belum dibuka kembali (urutan buku besar yang menentukan)
    SELECT p.kiriman_id,
           arg_max(t.jenis, t.nomor) FILTER (t.nomor < p.nomor) = 'tutup'
               AND NOT coalesce(bool_or(t.jenis = 'buka' AND t.nomor > p.nomor), FALSE) AS menunggu
    FROM penerimaan AS p JOIN penutupan AS t USING (tahun, triwulan)
    GROUP BY p.kiriman_id
),
putusan AS (
    SELECT p.kiriman_id, p.nomor, p.kode_kecamatan, k.kecamatan, p.tahun, p.triwulan, p.diterima_pada, p.duplikat_dari,
           p.jenis,
           -- ekspor SIPD dapat memuat banyak kecamatan; pembacanya yang menolak bila tidak ada satu pun
           p.jenis <> 'lkj'
               OR (k.kode_kecamatan IS NOT NULL AND p.tahun IS NOT NULL AND p.triwulan IS NOT NULL) AS beridentitas,
           coalesce(g.jumlah, 0) AS jumlah_galat, g.judul AS judul_galat,
           CASE WHEN p.duplikat_dari IS NOT NULL THEN 'DUPLIKAT'
                WHEN NOT coalesce(p.terbaca, FALSE) OR NOT beridentitas OR g.jumlah > 0 THEN 'DITOLAK'
                WHEN t.menunggu AND p.jenis = 'lkj' THEN 'MENUNGGU'
                ELSE 'DITERIMA' END AS putusan
    FROM penerimaan AS p
    LEFT JOIN ref_kecamatan AS k USING (kode_kecamatan)
    LEFT JOIN galat AS g USING (kiriman_id)
    LEFT JOIN tutup AS t USING (kiriman_id)
),
versi AS (
    SELECT kiriman_id, row_number() OVER (PARTITION BY kode_kecamatan, tahun, triwulan ORDER BY nomor)::INTEGER AS versi
    FROM putusan WHERE jenis = 'lkj' AND beridentitas AND putusan <> 'DUPLIKAT'
),
diterima AS (
    SELECT kiriman_id,
           lag(kiriman_id) OVER urut AS menggantikan,
           lead(kiriman_id) OVER urut IS NULL AS berlaku
    FROM putusan WHERE jenis = 'lkj' AND putusan = 'DITERIMA'
    WINDOW urut AS (PARTITION BY kode_kecamatan, tahun, triwulan ORDER BY nomor)
)
SELECT p.kiriman_id, p.nomor, p.jenis, p.kode_kecamatan, p.kecamatan, p.tahun, p.triwulan, v.versi, p.putusan,
       coalesce(d.berlaku, FALSE) AS berlaku,
       d.menggantikan,
       d2.tenggat,
       (p.diterima_pada AT TIME ZONE 'Asia/Jakarta')::DATE AS tanggal,
       CASE WHEN p.jenis = 'lkj'
            THEN greatest((p.diterima_pada AT TIME ZONE 'Asia/Jakarta')::DATE - d2.tenggat, 0)::INTEGER
       END AS hari_terlambat,
       CASE p.putusan
           WHEN 'DUPLIKAT' THEN 'Isinya sama dengan ' || p.duplikat_dari
           WHEN 'MENUNGGU' THEN 'Periode ' || d2.periode || ' sudah ditutup; menunggu dibuka kembali'
           WHEN 'DITOLAK' THEN coalesce(p.judul_galat, 'Berkas tidak dapat dikenali')
       END AS alasan
FROM putusan AS p
LEFT JOIN versi AS v USING (kiriman_id)
LEFT JOIN diterima AS d USING (kiriman_id)
LEFT JOIN periode AS d2 ON d2.tahun = p.tahun AND d2.triwulan = p.triwulan
ORDER BY p.nomor;
COMMENT ON TABLE penilaian IS 'Putusan tiap berkas sebelum peringatan dilihat; dasar tabel kiriman dan kiriman_berlaku';
COMMENT ON COLUMN penilaian.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN penilaian.nomor IS 'Nomor urut penerimaan';
COMMENT ON COLUMN penilaian.jenis IS 'lkj, sipd-lra, sipd-rak atau e81; hanya lkj yang berversi, berlaku dan dihitung kepatuhannya';
COMMENT ON COLUMN penilaian.kode_kecamatan IS 'Kode kecamatan; kosong bila tidak dikenali';
COMMENT ON COLUMN penilaian.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN penilaian.tahun IS 'Tahun laporan';
COMMENT ON COLUMN penilaian.triwulan IS 'Triwulan laporan';
COMMENT ON COLUMN penilaian.versi IS 'Kiriman keberapa untuk kecamatan dan triwulan itu, duplikat tidak dihitung';
COMMENT ON COLUMN penilaian.putusan IS 'DITERIMA, DITOLAK, DUPLIKAT atau MENUNGGU';
COMMENT ON COLUMN penilaian.berlaku IS 'TRUE bila inilah kiriman diterima yang terbaru untuk kecamatan dan triwulan itu';
COMMENT ON COLUMN penilaian.menggantikan IS 'Kiriman diterima sebelumnya untuk kecamatan dan triwulan yang sama';
COMMENT ON COLUMN penilaian.tenggat IS 'Hari terakhir yang masih tepat waktu';
COMMENT ON COLUMN penilaian.tanggal IS 'Tanggal diterima menurut WIB';
COMMENT ON COLUMN penilaian.hari_terlambat IS 'Hari kalender setelah tenggat; 0 bila tepat waktu';
COMMENT ON COLUMN penilaian.alasan IS 'Mengapa ditolak, duplikat atau menunggu';
