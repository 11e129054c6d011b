-- Satu baris = satu kecamatan, satu bulan, satu kode program, kegiatan atau sub kegiatan menurut ekspor LRA SIPD
-- Kunci: kode_kecamatan, tahun, bulan, kode
CREATE OR REPLACE TABLE sipd_bulan AS
WITH berlaku AS (
    -- tiap unit memakai ekspor terbarunya: kelurahan dapat dikirim dalam berkas tersendiri
    SELECT l.kode_skpd, l.tahun, l.bulan, arg_max(l.kiriman_id, n.nomor) AS kiriman_id
    FROM sipd_lra AS l JOIN penilaian AS n USING (kiriman_id)
    WHERE n.putusan = 'DITERIMA' AND l.bulan IS NOT NULL
    GROUP BY l.kode_skpd, l.tahun, l.bulan
)
SELECT l.kode_kecamatan, l.tahun, l.bulan, l.kode,
       min(l.tingkat) AS tingkat,
       min(l.uraian) AS uraian,
       rp(sum(l.anggaran)) AS anggaran,
       rp(sum(l.realisasi)) AS realisasi,
       rp(coalesce(sum(l.anggaran) FILTER (NOT l.sub_unit), 0)) AS anggaran_induk,
       rp(coalesce(sum(l.realisasi) FILTER (NOT l.sub_unit), 0)) AS realisasi_induk,
       min(l.lembar) AS lembar,
       string_agg(l.anggaran_sel, '; ' ORDER BY l.kiriman_id, l.urutan) AS anggaran_sel,
       string_agg(l.realisasi_sel, '; ' ORDER BY l.kiriman_id, l.urutan) AS realisasi_sel,
       min(l.kiriman_id) AS kiriman_id
FROM sipd_lra AS l JOIN berlaku AS b USING (kiriman_id, kode_skpd, tahun, bulan)
WHERE l.tingkat IN ('program', 'kegiatan', 'sub_kegiatan') AND l.kode IS NOT NULL
GROUP BY l.kode_kecamatan, l.tahun, l.bulan, l.kode
ORDER BY l.tahun, l.bulan, l.kode_kecamatan, l.kode;
COMMENT ON TABLE sipd_bulan IS 'LRA SIPD yang berlaku, kecamatan beserta kelurahannya';
COMMENT ON COLUMN sipd_bulan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN sipd_bulan.tahun IS 'Tahun anggaran';
COMMENT ON COLUMN sipd_bulan.bulan IS 'Bulan 1 sampai 12';
COMMENT ON COLUMN sipd_bulan.kode IS 'Kode kanonik';
COMMENT ON COLUMN sipd_bulan.tingkat IS 'program, kegiatan atau sub_kegiatan';
COMMENT ON COLUMN sipd_bulan.uraian IS 'Uraian';
COMMENT ON COLUMN sipd_bulan.anggaran IS 'Anggaran, rupiah';
COMMENT ON COLUMN sipd_bulan.realisasi IS 'Realisasi seperti tertulis (arus atau kumulatif, lihat sipd_deret), rupiah';
COMMENT ON COLUMN sipd_bulan.anggaran_induk IS 'Anggaran tanpa kelurahan, rupiah';
COMMENT ON COLUMN sipd_bulan.realisasi_induk IS 'Realisasi tanpa kelurahan, rupiah';
COMMENT ON COLUMN sipd_bulan.lembar IS 'Lembar asal';
COMMENT ON COLUMN sipd_bulan.anggaran_sel IS 'Sel anggaran';
COMMENT ON COLUMN sipd_bulan.realisasi_sel IS 'Sel realisasi';
COMMENT ON COLUMN sipd_bulan.kiriman_id IS 'Kiriman SIPD asal';
