-- Satu baris = satu nomor urut Perjanjian Kinerja yang sudah dipakai baris sebelumnya
WITH nomor AS (
    SELECT 'perjanjian_anggaran' AS tabel, kiriman_id, lembar, tingkat, nomor_mentah, nomor_sel, uraian AS objek, urutan
    FROM perjanjian_anggaran WHERE tingkat = 'program'
    UNION ALL
    -- sasaran dengan beberapa indikator memakai satu nomor: dihitung sekali menurut selnya
    SELECT 'perjanjian_kinerja', kiriman_id, lembar, tingkat, nomor_mentah, nomor_sel,
           coalesce(arg_min(sasaran, urutan), arg_min(indikator_mentah, urutan)), min(urutan)
    FROM perjanjian_kinerja
    GROUP BY kiriman_id, lembar, tingkat, nomor_mentah, nomor_sel
),
baku AS (SELECT *, regexp_replace(nomor_mentah, '[^0-9A-Za-z]', '', 'g') AS angka FROM nomor)
SELECT kiriman_id, tabel, lembar, nomor_sel AS sel,
       first_value(nomor_sel) OVER sama AS sel_terkait,
       'nomor' AS kolom, objek, nomor_mentah AS nilai_mentah, NULL::VARCHAR AS nilai_seharusnya,
       NULL::DECIMAL(18,2) AS selisih, 'nomor yang sama pada "' || first_value(objek) OVER sama || '"' AS sebab
FROM baku
WHERE angka <> ''
WINDOW sama AS (PARTITION BY kiriman_id, tabel, lembar, tingkat, angka ORDER BY urutan)
QUALIFY row_number() OVER sama > 1
