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
nilai AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, lembar, urutan, coalesce(kode, upper(uraian), tingkat) AS pokok,
           unnest([
               {'kolom': 'kode', 'nilai': kode_mentah, 'sel': kode_sel},
               {'kolom': 'uraian', 'nilai': uraian, 'sel': uraian_sel},
               {'kolom': 'plafon', 'nilai': plafon::VARCHAR, 'sel': plafon_sel},
               {'kolom': 'realisasi', 'nilai': realisasi::VARCHAR, 'sel': realisasi_sel},
               {'kolom': 'sisa', 'nilai': sisa::VARCHAR, 'sel': sisa_sel},
               {'kolom': 'sumber_dana', 'nilai': sumber_dana, 'sel': uraian_sel}
           ], recursive := TRUE)
    FROM realisasi_anggaran SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', lembar, urutan, coalesce(kode, upper(uraian), tingkat),
           unnest([
               {'kolom': 'anggaran', 'nilai': anggaran::VARCHAR, 'sel': anggaran_sel},
               {'kolom': 'nomor', 'nilai': nomor_mentah, 'sel': nomor_sel}
           ], recursive := TRUE)
    FROM perjanjian_anggaran SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'perjanjian_kinerja', lembar, urutan, indikator_id,
           unnest([
               {'kolom': 'target', 'nilai': target::VARCHAR, 'sel': target_sel},
               {'kolom': 'indikator', 'nilai': indikator_mentah, 'sel': indikator_sel}
           ], recursive := TRUE)
    FROM perjanjian_kinerja SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', lembar, urutan, indikator_id,
           unnest([
               {'kolom': 'target', 'nilai': target::VARCHAR, 'sel': target_sel},
               {'kolom': 'realisasi_triwulan', 'nilai': realisasi_triwulan::VARCHAR, 'sel': realisasi_triwulan_sel},
               {'kolom': 'capaian_dilaporkan', 'nilai': capaian_dilaporkan::VARCHAR, 'sel': capaian_dilaporkan_sel}
           ], recursive := TRUE)
    FROM capaian_indikator SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', coalesce(kumulatif_lembar, lembar), urutan, indikator_id,
           'realisasi_kumulatif', realisasi_kumulatif::VARCHAR, realisasi_kumulatif_sel
    FROM capaian_indikator SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'realisasi_tahunan', lembar, urutan, indikator_id || ' ' || tahun_realisasi,
           'realisasi', realisasi::VARCHAR, realisasi_sel
    FROM realisasi_tahunan SEMI JOIN terlibat USING (kiriman_id)
    UNION ALL
    SELECT kiriman_id, 'narasi', lembar, urutan, bagian, 'teks', teks, sel
    FROM narasi SEMI JOIN terlibat USING (kiriman_id)
),
berkunci AS (
    SELECT kiriman_id, tabel, kolom, nilai, sel, lembar,
           pokok || CASE WHEN ke > 1 THEN ' #' || ke ELSE '' END AS kunci
    FROM (
        SELECT *, row_number() OVER (PARTITION BY kiriman_id, tabel, kolom, pokok ORDER BY urutan) AS ke FROM nilai
    )
    WHERE nilai IS NOT NULL
),
baru AS (SELECT n.* FROM pasangan AS p JOIN berkunci AS n ON n.kiriman_id = p.kiriman_id),
lama AS (
    SELECT n.* REPLACE (p.kiriman_id AS kiriman_id)
    FROM pasangan AS p JOIN berkunci AS n ON n.kiriman_id = p.menggantikan
),
beda AS (
    SELECT coalesce(b.kiriman_id, l.kiriman_id) AS kiriman_id, coalesce(b.tabel, l.tabel) AS tabel,
           coalesce(b.kunci, l.kunci) AS kunci, coalesce(b.kolom, l.kolom) AS kolom,
           l.nilai AS nilai_lama, b.nilai AS nilai_baru, l.sel AS sel_lama, b.sel AS sel_baru,
           coalesce(b.lembar, l.lembar) AS lembar
    FROM baru AS b
    FULL JOIN lama AS l
        ON l.kiriman_id = b.kiriman_id AND l.tabel = b.tabel AND l.kunci = b.kunci AND l.kolom = b.kolom
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
