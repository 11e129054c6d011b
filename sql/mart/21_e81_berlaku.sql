-- Satu baris = satu kecamatan, satu tahun: Formulir E.81 yang berlaku
-- Kunci: kode_kecamatan, tahun
CREATE OR REPLACE TABLE e81_berlaku AS
SELECT e.kode_kecamatan, k.kecamatan, e.tahun, arg_max(e.kiriman_id, n.nomor) AS kiriman_id,
       arg_max(coalesce(n.triwulan, 0), n.nomor)::INTEGER AS sampai_triwulan
FROM (SELECT DISTINCT kiriman_id, kode_kecamatan, tahun FROM evaluasi_renja) AS e
JOIN penilaian AS n USING (kiriman_id)
JOIN ref_kecamatan AS k ON k.kode_kecamatan = e.kode_kecamatan
WHERE n.putusan = 'DITERIMA'
GROUP BY e.kode_kecamatan, k.kecamatan, e.tahun
ORDER BY e.tahun, e.kode_kecamatan;
COMMENT ON TABLE e81_berlaku IS 'Formulir E.81 diterima yang terbaru dari tiap kecamatan dan tahun';
COMMENT ON COLUMN e81_berlaku.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN e81_berlaku.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN e81_berlaku.tahun IS 'Tahun Renja';
COMMENT ON COLUMN e81_berlaku.kiriman_id IS 'Kiriman yang berlaku';
COMMENT ON COLUMN e81_berlaku.sampai_triwulan IS 'Triwulan terakhir yang dimuat formulir itu; 0 bila belum ada';
