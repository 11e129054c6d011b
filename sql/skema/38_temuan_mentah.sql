-- Satu baris = satu temuan, dari pembaca maupun aturan, yang berlaku untuk periode kirimannya
-- Tanpa kunci: urutan baru diberikan di tabel temuan. Hanya hidup selama sambungan, tidak ikut terbit
CREATE OR REPLACE TEMP VIEW temuan_mentah AS
WITH semua AS (
    SELECT kode_temuan, kiriman_id, NULL::VARCHAR AS tabel, lembar, sel, NULL::VARCHAR AS sel_terkait, kolom, objek,
           nilai_mentah, nilai_seharusnya, selisih, sebab
    FROM temuan_baca
    UNION ALL
    SELECT kode_temuan, kiriman_id, tabel, lembar, sel, sel_terkait, kolom, objek,
           nilai_mentah, nilai_seharusnya, selisih, sebab
    FROM temuan_aturan
)
SELECT s.*,
       -- kolom sisa, capaian dan keterangan boleh tidak ada: angkanya dihitung dari kolom lain
       CASE WHEN s.kode_temuan = 'KOLOM_TIDAK_ADA' AND s.kolom IN ('sisa', 'capaian', 'sumber_dana', 'ket')
                THEN 'peringatan'
            ELSE coalesce(r.tingkat, 'peringatan') END AS tingkat,
       coalesce(p.tahun, TRY_CAST(regexp_extract(s.objek, '^([0-9]{4})-TW[1-4]$', 1) AS INTEGER)) AS tahun,
       coalesce(p.triwulan, TRY_CAST(regexp_extract(s.objek, '^[0-9]{4}-TW([1-4])$', 1) AS INTEGER)) AS triwulan
FROM semua AS s
LEFT JOIN penerimaan AS p ON p.kiriman_id = s.kiriman_id
LEFT JOIN ref_temuan AS r ON r.kode_temuan = s.kode_temuan
WHERE p.duplikat_dari IS NULL
  AND (r.berlaku_mulai IS NULL
       -- temuan tingkat periode tidak berkiriman: periodenya tertulis di objek
       OR coalesce(last_day(make_date(p.tahun, 3 * p.triwulan, 1)),
                   last_day(TRY_CAST(
                       regexp_extract(s.objek, '^([0-9]{4})-TW[1-4]$', 1) || '-'
                       || 3 * TRY_CAST(regexp_extract(s.objek, '^[0-9]{4}-TW([1-4])$', 1) AS INTEGER) || '-01'
                       AS DATE)),
                   r.berlaku_mulai) >= r.berlaku_mulai);
COMMENT ON VIEW temuan_mentah IS 'Gabungan temuan_baca dan temuan_aturan yang berlaku untuk periodenya, tanpa kiriman duplikat';
COMMENT ON COLUMN temuan_mentah.kode_temuan IS 'Kode temuan';
COMMENT ON COLUMN temuan_mentah.kiriman_id IS 'Kiriman; kosong untuk temuan tingkat periode';
COMMENT ON COLUMN temuan_mentah.tabel IS 'Tabel yang diperiksa; kosong untuk temuan pembaca';
COMMENT ON COLUMN temuan_mentah.lembar IS 'Lembar';
COMMENT ON COLUMN temuan_mentah.sel IS 'Sel yang dimaksud';
COMMENT ON COLUMN temuan_mentah.sel_terkait IS 'Sel lain yang dipakai menghitung';
COMMENT ON COLUMN temuan_mentah.kolom IS 'Kolom yang diperiksa';
COMMENT ON COLUMN temuan_mentah.objek IS 'Baris yang dimaksud';
COMMENT ON COLUMN temuan_mentah.nilai_mentah IS 'Nilai seperti tertulis';
COMMENT ON COLUMN temuan_mentah.nilai_seharusnya IS 'Nilai yang diharapkan';
COMMENT ON COLUMN temuan_mentah.selisih IS 'Tertulis dikurangi seharusnya';
COMMENT ON COLUMN temuan_mentah.sebab IS 'Sebab yang mungkin';
COMMENT ON COLUMN temuan_mentah.tingkat IS 'Tingkat menurut katalog';
COMMENT ON COLUMN temuan_mentah.tahun IS 'Tahun laporan';
COMMENT ON COLUMN temuan_mentah.triwulan IS 'Triwulan laporan';
