-- Satu baris = satu baris jumlah Perjanjian Kinerja yang bukan jumlah anggaran programnya
WITH program AS (
    SELECT kiriman_id, sum(anggaran) AS jumlah, count(*) - count(anggaran) AS kosong,
           string_agg(anggaran_sel, '; ' ORDER BY urutan) AS sel
    FROM perjanjian_anggaran WHERE tingkat = 'program'
    GROUP BY kiriman_id
)
SELECT t.kiriman_id, 'perjanjian_anggaran' AS tabel, t.lembar, t.anggaran_sel AS sel, p.sel AS sel_terkait,
       'anggaran' AS kolom, coalesce(t.uraian, 'JUMLAH') AS objek, t.anggaran_mentah AS nilai_mentah,
       p.jumlah::VARCHAR AS nilai_seharusnya, t.anggaran - p.jumlah AS selisih,
       salah_ketik(t.anggaran, p.jumlah) AS sebab
FROM perjanjian_anggaran AS t JOIN program AS p USING (kiriman_id)
WHERE t.tingkat = 'total' AND p.kosong = 0 AND abs(t.anggaran - p.jumlah) > toleransi('PK_TIDAK_COCOK')
