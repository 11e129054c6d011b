-- Satu baris = satu plafon atau realisasi LKj yang berbeda dari SIPD, atau sub kegiatan yang hanya ada di salah satu
SELECT r.kiriman_id, 'realisasi_anggaran' AS tabel, r.lembar, u.sel, NULL::VARCHAR AS sel_terkait, u.kolom,
       concat_ws(' ', r.kode, r.uraian) AS objek, angka_id(u.tertulis::VARCHAR) AS nilai_mentah,
       u.menurut_sipd::VARCHAR AS nilai_seharusnya, rp(u.tertulis - u.menurut_sipd) AS selisih, u.sebab
FROM rekonsiliasi_sipd AS r
CROSS JOIN LATERAL (
    SELECT 'plafon' AS kolom, r.plafon_sel AS sel, r.plafon_lkj AS tertulis, r.plafon_sipd AS menurut_sipd,
           r.sebab_plafon AS sebab
    UNION ALL
    SELECT 'realisasi', r.realisasi_sel, r.realisasi_lkj, r.realisasi_sipd, r.sebab_realisasi
) AS u
WHERE r.hasil = 'berbeda' AND abs(u.tertulis - u.menurut_sipd) > toleransi('SIPD_BEDA')
UNION ALL
SELECT r.kiriman_id, 'realisasi_anggaran', coalesce(r.lembar, t.lembar), coalesce(r.kode_sel, t.sel),
       NULL, 'plafon', concat_ws(' ', r.kode, r.uraian), angka_id(r.plafon_lkj::VARCHAR), r.plafon_sipd::VARCHAR,
       rp(coalesce(r.plafon_lkj, 0) - coalesce(r.plafon_sipd, 0)),
       r.hasil || coalesce('; nilainya sama dengan ' || s.kode || ', mungkin kodenya keliru', '')
FROM rekonsiliasi_sipd AS r
LEFT JOIN (
    -- kode yang hanya ada di LKj dan kode yang hanya ada di SIPD, dengan nilai yang sama
    SELECT a.kiriman_id, a.kode AS kode_asal, min(b.kode) AS kode
    FROM rekonsiliasi_sipd AS a
    JOIN rekonsiliasi_sipd AS b ON b.kiriman_id = a.kiriman_id AND b.hasil <> a.hasil
         AND (b.plafon_lkj = a.plafon_sipd AND b.realisasi_lkj = a.realisasi_sipd AND b.plafon_sipd IS NULL
              OR b.plafon_sipd = a.plafon_lkj AND b.realisasi_sipd = a.realisasi_lkj AND b.plafon_lkj IS NULL)
    WHERE a.hasil LIKE 'sub kegiatan ini tidak ada%' AND b.hasil LIKE 'sub kegiatan ini tidak ada%'
    GROUP BY a.kiriman_id, a.kode
) AS s ON s.kiriman_id = r.kiriman_id AND s.kode_asal = r.kode
LEFT JOIN (
    -- baris induknya di LKj: program bila kegiatannya juga tidak ada
    SELECT x.kiriman_id, x.kode, arg_max(i.lembar, length(i.kode)) AS lembar, arg_max(i.kode_sel, length(i.kode)) AS sel
    FROM rekonsiliasi_sipd AS x
    JOIN realisasi_anggaran AS i ON i.kiriman_id = x.kiriman_id AND starts_with(x.kode, i.kode || '.')
    GROUP BY x.kiriman_id, x.kode
) AS t ON t.kiriman_id = r.kiriman_id AND t.kode = r.kode
WHERE r.hasil IN ('sub kegiatan ini tidak ada di SIPD', 'sub kegiatan ini tidak ada di LKj')
  AND (coalesce(r.plafon_lkj, r.plafon_sipd) <> 0 OR coalesce(r.realisasi_lkj, r.realisasi_sipd) <> 0)
