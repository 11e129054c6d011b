-- Satu baris = satu kecamatan, satu triwulan, satu kegiatan
-- Kunci: kode_kecamatan, tahun, triwulan, kode
CREATE OR REPLACE TABLE serapan_kegiatan AS
WITH tertulis AS (
    SELECT b.kiriman_id, coalesce(r.kode, 'tanpa-kode.' || r.urutan) AS kode,
           arg_min(r.uraian, r.urutan) AS uraian,
           sum(r.plafon) AS plafon, sum(r.realisasi) AS realisasi,
           arg_min(r.lembar, r.urutan) AS lembar,
           string_agg(r.plafon_sel, '; ' ORDER BY r.urutan) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS realisasi_sel
    FROM kiriman_berlaku AS b JOIN realisasi_anggaran AS r USING (kiriman_id)
    WHERE r.tingkat = 'kegiatan'
    GROUP BY ALL
),
dihitung AS (
    -- rincian yang baris kegiatan-nya hilang tetap masuk, menurut kodenya
    SELECT b.kiriman_id,
           coalesce(CASE WHEN h.tingkat = 'kegiatan' THEN coalesce(h.kode, 'tanpa-kode.' || h.urutan)
                         ELSE h.kode_kegiatan END,
                    'tanpa-kode') AS kode,
           sum(h.plafon_dihitung) AS plafon, sum(h.realisasi_dihitung) AS realisasi,
           sum(h.kosong_plafon + h.kosong_realisasi) AS kosong
    FROM kiriman_berlaku AS b JOIN anggaran_dihitung AS h USING (kiriman_id)
    WHERE h.daun AND h.tingkat <> 'program'
    GROUP BY ALL
)
SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan,
       coalesce(t.kode, d.kode) AS kode,
       coalesce(t.uraian, n.nama, 'Baris kegiatan tidak ada') AS uraian,
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
COMMENT ON TABLE serapan_kegiatan IS 'Serapan anggaran per kegiatan; yang dilaporkan dan yang dihitung berdampingan';
COMMENT ON COLUMN serapan_kegiatan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN serapan_kegiatan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN serapan_kegiatan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN serapan_kegiatan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN serapan_kegiatan.kode IS 'Kode kanonik';
COMMENT ON COLUMN serapan_kegiatan.uraian IS 'Nama seperti tertulis';
COMMENT ON COLUMN serapan_kegiatan.plafon_dilaporkan IS 'Plafon seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_kegiatan.plafon_dihitung IS 'Plafon dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_kegiatan.realisasi_dilaporkan IS 'Realisasi kumulatif seperti tertulis, rupiah';
COMMENT ON COLUMN serapan_kegiatan.realisasi_dihitung IS 'Realisasi kumulatif dari rincian terbawah, rupiah';
COMMENT ON COLUMN serapan_kegiatan.sisa IS 'plafon_dihitung dikurangi realisasi_dihitung, rupiah';
COMMENT ON COLUMN serapan_kegiatan.serapan_persen IS 'realisasi_dihitung / plafon_dihitung x 100; kosong bila plafon 0 atau kosong';
COMMENT ON COLUMN serapan_kegiatan.selisih_plafon IS 'plafon_dilaporkan dikurangi plafon_dihitung';
COMMENT ON COLUMN serapan_kegiatan.selisih_realisasi IS 'realisasi_dilaporkan dikurangi realisasi_dihitung';
COMMENT ON COLUMN serapan_kegiatan.jumlah_kosong IS 'Banyaknya sel plafon atau realisasi rincian yang kosong; bila lebih dari 0, angka dihitung tidak lengkap';
COMMENT ON COLUMN serapan_kegiatan.lembar IS 'Lembar asal';
COMMENT ON COLUMN serapan_kegiatan.plafon_sel IS 'Sel plafon, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_kegiatan.realisasi_sel IS 'Sel realisasi, beberapa dipisah "; "';
COMMENT ON COLUMN serapan_kegiatan.kiriman_id IS 'Kiriman yang menjadi sumber baris ini';
COMMENT ON COLUMN serapan_kegiatan.status_data IS 'sementara, atau final setelah periode ditutup';
