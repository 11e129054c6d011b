-- Satu baris = satu sel yang berubah antara satu kiriman dan kiriman yang digantikannya
-- Kunci: kiriman_id, tabel, kunci, kolom
CREATE OR REPLACE TABLE perubahan_kiriman AS
WITH pasangan AS (
    SELECT n.kiriman_id, n.menggantikan, n.kode_kecamatan, n.kecamatan, n.tahun, n.triwulan, p.status_data
    FROM penilaian AS n JOIN periode AS p USING (tahun, triwulan)
    WHERE n.menggantikan IS NOT NULL
),
terlibat AS (SELECT kiriman_id FROM pasangan UNION SELECT menggantikan FROM pasangan),
-- kunci yang muncul lebih dari sekali dibedakan dengan nomor kemunculannya: 7.01.02.2.04.03 #2
anggaran AS (
    SELECT r.*, coalesce(r.kode, upper(r.uraian), r.tingkat) AS pokok,
           row_number() OVER (PARTITION BY r.kiriman_id, coalesce(r.kode, upper(r.uraian), r.tingkat) ORDER BY r.urutan) AS ke
    FROM realisasi_anggaran AS r SEMI JOIN terlibat AS t USING (kiriman_id)
),
perjanjian AS (
    SELECT r.*, coalesce(r.kode, upper(r.uraian), r.tingkat) AS pokok,
           row_number() OVER (PARTITION BY r.kiriman_id, coalesce(r.kode, upper(r.uraian), r.tingkat) ORDER BY r.urutan) AS ke
    FROM perjanjian_anggaran AS r SEMI JOIN terlibat AS t USING (kiriman_id)
),
cerita AS (
    SELECT r.*, r.bagian AS pokok, row_number() OVER (PARTITION BY r.kiriman_id, r.bagian ORDER BY r.urutan) AS ke
    FROM narasi AS r SEMI JOIN terlibat AS t USING (kiriman_id)
),
target AS (SELECT r.* FROM perjanjian_kinerja AS r SEMI JOIN terlibat AS t USING (kiriman_id)),
capaian AS (SELECT r.* FROM capaian_indikator AS r SEMI JOIN terlibat AS t USING (kiriman_id)),
tahunan AS (SELECT r.* FROM realisasi_tahunan AS r SEMI JOIN terlibat AS t USING (kiriman_id)),
nilai AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, pokok, ke, 'kode' AS kolom, kode_mentah AS nilai, kode_sel AS sel, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'realisasi_anggaran', pokok, ke, 'uraian', uraian, uraian_sel, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'realisasi_anggaran', pokok, ke, 'plafon', plafon::VARCHAR, plafon_sel, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'realisasi_anggaran', pokok, ke, 'realisasi', realisasi::VARCHAR, realisasi_sel, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'realisasi_anggaran', pokok, ke, 'sisa', sisa::VARCHAR, sisa_sel, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'realisasi_anggaran', pokok, ke, 'sumber_dana', sumber_dana, NULL, lembar FROM anggaran
    UNION ALL SELECT kiriman_id, 'perjanjian_anggaran', pokok, ke, 'anggaran', anggaran::VARCHAR, anggaran_sel, lembar FROM perjanjian
    UNION ALL SELECT kiriman_id, 'perjanjian_anggaran', pokok, ke, 'nomor', nomor_mentah, nomor_sel, lembar FROM perjanjian
    UNION ALL SELECT kiriman_id, 'perjanjian_kinerja', indikator_id, 1, 'target', target::VARCHAR, target_sel, lembar FROM target
    UNION ALL SELECT kiriman_id, 'perjanjian_kinerja', indikator_id, 1, 'indikator', indikator_mentah, indikator_sel, lembar FROM target
    UNION ALL SELECT kiriman_id, 'capaian_indikator', indikator_id, 1, 'target', target::VARCHAR, target_sel, lembar FROM capaian
    UNION ALL SELECT kiriman_id, 'capaian_indikator', indikator_id, 1, 'realisasi_triwulan', realisasi_triwulan::VARCHAR, realisasi_triwulan_sel, lembar FROM capaian
    UNION ALL SELECT kiriman_id, 'capaian_indikator', indikator_id, 1, 'realisasi_kumulatif', realisasi_kumulatif::VARCHAR, realisasi_kumulatif_sel, coalesce(kumulatif_lembar, lembar) FROM capaian
    UNION ALL SELECT kiriman_id, 'capaian_indikator', indikator_id, 1, 'capaian_dilaporkan', capaian_dilaporkan::VARCHAR, capaian_dilaporkan_sel, lembar FROM capaian
    UNION ALL SELECT kiriman_id, 'realisasi_tahunan', indikator_id || ' ' || tahun_realisasi, 1, 'realisasi', realisasi::VARCHAR, realisasi_sel, lembar FROM tahunan
    UNION ALL SELECT kiriman_id, 'narasi', pokok, ke, 'teks', teks, sel, lembar FROM cerita
),
berkunci AS (
    SELECT kiriman_id, tabel, pokok || CASE WHEN ke > 1 THEN ' #' || ke ELSE '' END AS kunci, kolom, nilai, sel, lembar
    FROM nilai WHERE nilai IS NOT NULL
),
baru AS (SELECT p.kiriman_id, n.tabel, n.kunci, n.kolom, n.nilai, n.sel, n.lembar FROM pasangan AS p JOIN berkunci AS n ON n.kiriman_id = p.kiriman_id),
lama AS (SELECT p.kiriman_id, n.tabel, n.kunci, n.kolom, n.nilai, n.sel, n.lembar FROM pasangan AS p JOIN berkunci AS n ON n.kiriman_id = p.menggantikan),
beda AS (
    SELECT coalesce(b.kiriman_id, l.kiriman_id) AS kiriman_id, coalesce(b.tabel, l.tabel) AS tabel,
           coalesce(b.kunci, l.kunci) AS kunci, coalesce(b.kolom, l.kolom) AS kolom,
           l.nilai AS nilai_lama, b.nilai AS nilai_baru, l.sel AS sel_lama, b.sel AS sel_baru,
           coalesce(b.lembar, l.lembar) AS lembar
    FROM baru AS b
    FULL JOIN lama AS l ON l.kiriman_id = b.kiriman_id AND l.tabel = b.tabel AND l.kunci = b.kunci AND l.kolom = b.kolom
    WHERE b.nilai IS DISTINCT FROM l.nilai
)
SELECT p.kode_kecamatan, p.kecamatan, p.tahun, p.triwulan, p.kiriman_id, p.menggantikan,
       d.tabel, d.kunci, d.kolom, d.nilai_lama, d.nilai_baru, d.sel_lama, d.sel_baru, d.lembar, p.status_data
FROM beda AS d JOIN pasangan AS p USING (kiriman_id)
ORDER BY p.tahun, p.triwulan, p.kode_kecamatan, p.kiriman_id, d.tabel, d.kunci, d.kolom;
COMMENT ON TABLE perubahan_kiriman IS 'Apa yang berubah, sel demi sel, ketika kecamatan mengirim ulang';
COMMENT ON COLUMN perubahan_kiriman.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN perubahan_kiriman.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN perubahan_kiriman.tahun IS 'Tahun laporan';
COMMENT ON COLUMN perubahan_kiriman.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN perubahan_kiriman.kiriman_id IS 'Kiriman baru';
COMMENT ON COLUMN perubahan_kiriman.menggantikan IS 'Kiriman yang digantikan';
COMMENT ON COLUMN perubahan_kiriman.tabel IS 'Tabel';
COMMENT ON COLUMN perubahan_kiriman.kunci IS 'Kode, indikator atau uraian baris; #2 untuk kemunculan kedua';
COMMENT ON COLUMN perubahan_kiriman.kolom IS 'Kolom';
COMMENT ON COLUMN perubahan_kiriman.nilai_lama IS 'Nilai pada kiriman lama; kosong bila baru diisi';
COMMENT ON COLUMN perubahan_kiriman.nilai_baru IS 'Nilai pada kiriman baru; kosong bila dihapus';
COMMENT ON COLUMN perubahan_kiriman.sel_lama IS 'Sel pada kiriman lama';
COMMENT ON COLUMN perubahan_kiriman.sel_baru IS 'Sel pada kiriman baru';
COMMENT ON COLUMN perubahan_kiriman.lembar IS 'Lembar';
COMMENT ON COLUMN perubahan_kiriman.status_data IS 'sementara, atau final setelah periode ditutup';
