-- Satu baris = satu jumlah rupiah pada E.81 yang tidak sama dengan rinciannya: induk, total, atau realisasi tahun ini
WITH nilai AS (
    SELECT r.kiriman_id, r.kode_kecamatan, r.lembar, r.urutan, r.tingkat, r.kode,
           concat_ws(' ', r.kode, coalesce(r.uraian, r.indikator, 'JUMLAH')) AS objek,
           max(r.urutan) FILTER (r.tingkat = 'total') OVER (PARTITION BY r.kiriman_id, r.kode_kecamatan) AS total_akhir,
           v.kolom, v.triwulan, v.rp, v.rp_sel, contains(coalesce(v.rp_tanda, ''), 'RIBUAN') AS ribuan
    FROM evaluasi_renja AS r
    JOIN evaluasi_renja_nilai AS v ON v.kiriman_id = r.kiriman_id AND v.urutan_baris = r.urutan
    WHERE r.tingkat IN ('program', 'kegiatan', 'sub_kegiatan', 'total') AND v.rp IS NOT NULL
),
silsilah AS (
    -- induk: kode terdekat di atasnya yang ada di formulir itu; formulir dapat melewati kegiatan
    SELECT DISTINCT a.kiriman_id, a.kode_kecamatan, a.kode, i.kode AS kode_induk
    FROM nilai AS a
    JOIN nilai AS i ON i.kiriman_id = a.kiriman_id AND i.kode_kecamatan = a.kode_kecamatan
                   AND starts_with(a.kode, i.kode || '.')
    QUALIFY length(i.kode) = max(length(i.kode)) OVER (PARTITION BY a.kiriman_id, a.kode_kecamatan, a.kode)
),
jumlah AS (
    SELECT i.kiriman_id, i.lembar, i.objek, i.kolom, i.triwulan, i.rp, i.rp_sel, i.ribuan, count(*) AS banyak,
           rp(sum(a.rp)) AS seharusnya, string_agg(a.rp_sel, '; ' ORDER BY a.urutan) AS sel_terkait,
           list({'kode': a.kode, 'rp': a.rp}) AS isi
    FROM nilai AS i
    JOIN silsilah AS s ON s.kiriman_id = i.kiriman_id AND s.kode_kecamatan = i.kode_kecamatan AND s.kode_induk = i.kode
    JOIN nilai AS a ON a.kiriman_id = s.kiriman_id AND a.kode_kecamatan = s.kode_kecamatan AND a.kode = s.kode
                   AND a.kolom = i.kolom AND a.triwulan IS NOT DISTINCT FROM i.triwulan
    WHERE i.kolom IN ('target', 'triwulan')
    GROUP BY i.kiriman_id, i.lembar, i.urutan, i.objek, i.kolom, i.triwulan, i.rp, i.rp_sel, i.ribuan
    UNION ALL
    SELECT i.kiriman_id, i.lembar, i.objek, i.kolom, i.triwulan, i.rp, i.rp_sel, i.ribuan, count(*), rp(sum(a.rp)),
           string_agg(a.rp_sel, '; ' ORDER BY a.urutan), list({'kode': coalesce(a.kode, a.objek), 'rp': a.rp})
    FROM nilai AS i
    JOIN nilai AS a ON a.kiriman_id = i.kiriman_id AND a.kode_kecamatan = i.kode_kecamatan AND a.tingkat = 'program'
                   AND a.kolom = i.kolom AND a.triwulan IS NOT DISTINCT FROM i.triwulan
    WHERE i.urutan = i.total_akhir AND i.kolom IN ('target', 'triwulan')
    GROUP BY i.kiriman_id, i.lembar, i.urutan, i.objek, i.kolom, i.triwulan, i.rp, i.rp_sel, i.ribuan
    UNION ALL
    -- kolom 12 = 8 + 9 + 10 + 11
    SELECT i.kiriman_id, i.lembar, i.objek, i.kolom, NULL, i.rp, i.rp_sel, i.ribuan, count(*), rp(sum(a.rp)),
           string_agg(a.rp_sel, '; ' ORDER BY a.triwulan), list({'kode': 'triwulan ' || a.triwulan, 'rp': a.rp})
    FROM nilai AS i
    JOIN nilai AS a ON a.kiriman_id = i.kiriman_id AND a.urutan = i.urutan AND a.kolom = 'triwulan'
    WHERE i.kolom = 'realisasi_tahun'
    GROUP BY i.kiriman_id, i.lembar, i.urutan, i.objek, i.kolom, i.rp, i.rp_sel, i.ribuan
)
SELECT kiriman_id, 'evaluasi_renja_nilai' AS tabel, lembar, rp_sel AS sel, sel_terkait,
       replace(kolom, '_', ' ') || coalesce(' ' || triwulan, '') || ' (Rp)' AS kolom, objek,
       angka_id(rp::VARCHAR) AS nilai_mentah, angka_id(seharusnya::VARCHAR) AS nilai_seharusnya,
       rp(rp - seharusnya) AS selisih,
       coalesce(list_filter(isi, LAMBDA x: x.rp <> 0 AND x.rp = rp - seharusnya)[1].kode || ' terhitung dua kali',
                list_filter(isi, LAMBDA x: x.rp <> 0 AND x.rp = seharusnya - rp)[1].kode || ' tidak ikut dijumlahkan',
                salah_ketik(rp, seharusnya)) AS sebab
FROM jumlah
WHERE abs(rp - seharusnya) > CASE WHEN ribuan THEN 1000 * banyak ELSE toleransi('EVALUASI_JUMLAH') END
