-- Satu baris = satu kecamatan, satu triwulan, satu program
-- Kunci: kode_kecamatan, tahun, triwulan, kode
CREATE OR REPLACE TABLE serapan_program AS
WITH tertulis AS (
    SELECT b.kiriman_id, coalesce(r.kode, 'tanpa-kode.' || r.urutan) AS kode,
           arg_min(r.uraian, r.urutan) AS uraian,
           sum(r.plafon) AS plafon, sum(r.realisasi) AS realisasi,
           arg_min(r.lembar, r.urutan) AS lembar,
           string_agg(r.plafon_sel, '; ' ORDER BY r.urutan) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS realisasi_sel
    FROM kiriman_berlaku AS b JOIN realisasi_anggaran AS r USING (kiriman_id)
    WHERE r.tingkat = 'program'
    GROUP BY ALL
),
dihitung AS (
    -- rincian yang baris program-nya hilang tetap masuk, menurut kodenya
    SELECT b.kiriman_id,
           coalesce(CASE WHEN h.tingkat = 'program' THEN coalesce(h.kode, 'tanpa-kode.' || h.urutan)
                         ELSE h.kode_program END,
                    'tanpa-kode') AS kode,
           sum(h.plafon_dihitung) AS plafon, sum(h.realisasi_dihitung) AS realisasi,
           sum(h.kosong_plafon + h.kosong_realisasi) AS kosong
    FROM kiriman_berlaku AS b JOIN anggaran_dihitung AS h USING (kiriman_id)
    WHERE h.daun
    GROUP BY ALL
)
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan,
       coalesce(t.kode, d.kode) AS kode,
       coalesce(t.uraian, n.nama, 'Baris program tidak ada') AS uraian,
       rp(t.plafon) AS plafon_dilaporkan,
       rp(d.plafon) AS plafon_dihitung,
       rp(t.realisasi) AS realisasi_dilaporkan,
       rp(d.realisasi) AS realisasi_dihitung,
       rp(d.plafon - d.realisasi) AS sisa,
       persen(d.realisasi, d.plafon) AS serapan_persen,
       rp(t.plafon - d.plafon) AS selisih_plafon,
       rp(t.realisasi - d.realisasi) AS selisih_realisasi,
       coalesce(d.kosong, 0)::INTEGER AS jumlah_kosong,
       t.lembar, t.plafon_sel, t.realisasi_sel,
       b.kiriman_id, b.status_data
FROM tertulis AS t
FULL JOIN dihitung AS d ON d.kiriman_id = t.kiriman_id AND d.kode = t.kode
JOIN kiriman_berlaku AS b ON b.kiriman_id = coalesce(t.kiriman_id, d.kiriman_id)
LEFT JOIN ref_nomenklatur AS n ON n.kode = coalesce(t.kode, d.kode)
ORDER BY b.tahun, b.triwulan, b.kode_kecamatan, kode;
COMMENT ON TABLE serapan_program IS 'Serapan anggaran per program; yang dilaporkan dan yang dihitung berdampingan';
COMMENT ON COLUMN serapan_program.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN serapan_program.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN serapan_program.tahun IS 'Tahun laporan';
COMMENT ON COLUMN serapan_program.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN serapan_program.kode IS 'Kode kanonik';
COMMENT ON COLUMN serapan_program.uraian IS 'Nama seperti tertulis';
COMMENT ON COLUMN serapan_program.plafon_dilaporkan IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_program.plafon_dihitung IS 'Plafon dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_program.realisasi_dilaporkan IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_program.realisasi_dihitung IS 'Realisasi kumulatif dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_program.sisa IS 'plafon_dihitung dikurangi realisasi_dihitung, rupiah';
COMMENT ON COLUMN serapan_program.serapan_persen IS 'realisasi_dihitung / plafon_dihitung x 100; kosong bila plafon 0 atau kosong';
COMMENT ON COLUMN serapan_program.selisih_plafon IS 'plafon_dilaporkan dikurangi plafon_dihitung';
COMMENT ON COLUMN serapan_program.selisih_realisasi IS 'realisasi_dilaporkan dikurangi realisasi_dihitung';
COMMENT ON COLUMN serapan_program.jumlah_kosong IS 'Banyaknya sel plafon atau realisasi rincian yang kosong; bila lebih dari 0, angka dihitung tidak lengkap';
COMMENT ON COLUMN serapan_program.lembar IS 'Lembar asal';
COMMENT ON COLUMN serapan_program.plafon_sel IS 'Sel plafon, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_program.realisasi_sel IS 'Sel realisasi, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_program.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN serapan_program.status_data IS 'sementara, atau final setelah periode ditutup';
