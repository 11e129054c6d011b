-- Satu baris = satu baris anggaran yang mengulang baris sebelumnya: kode, induk, nama dan jumlahnya sama
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, coalesce(r.kode_sel, r.uraian_sel) AS sel,
       first_value(coalesce(r.kode_sel, r.uraian_sel)) OVER sama AS sel_terkait,
       'kode' AS kolom, concat_ws(' ', r.kode, r.uraian) AS objek, r.kode_mentah AS nilai_mentah,
       NULL::VARCHAR AS nilai_seharusnya, NULL::DECIMAL(18,2) AS selisih,
       'sama dengan baris ' || first_value(r.baris) OVER sama AS sebab
FROM realisasi_anggaran AS r
WHERE r.kode IS NOT NULL AND r.tingkat <> 'total'
WINDOW sama AS (
    PARTITION BY r.kiriman_id, r.kode, r.induk_urutan, lower(trim(r.uraian)), r.plafon, r.realisasi, r.sisa, r.sumber_dana
    ORDER BY r.urutan
)
QUALIFY row_number() OVER sama > 1
