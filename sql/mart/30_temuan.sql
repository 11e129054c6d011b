-- Satu baris = satu temuan
-- Kunci: kiriman_id, tahun, triwulan, urutan
CREATE OR REPLACE TABLE temuan AS
WITH akui AS (
    SELECT kiriman_id, kode_temuan, arg_max(concat_ws(' – ', alasan, oleh), nomor) AS pengakuan
    FROM pengakuan GROUP BY kiriman_id, kode_temuan
),
lengkap AS (
    SELECT m.*, n.nomor, n.kode_kecamatan, n.kecamatan, p.nama_berkas,
           coalesce(r.judul, m.kode_temuan) AS judul, r.tindakan,
           coalesce(r.pesan, m.kode_temuan || ' pada {tempat}.{sebab}') AS templat,
           -- galat tidak dapat diakui: berkasnya harus diperbaiki
           a.kiriman_id IS NOT NULL AND m.tingkat <> 'galat' AS diakui,
           CASE WHEN m.tingkat <> 'galat' THEN a.pengakuan END AS pengakuan,
           CASE WHEN m.sel LIKE 'tabel %' OR m.sel LIKE 'paragraf %' THEN upper(m.sel[1]) || m.sel[2:] -- dokumen Word
                WHEN m.lembar IS NOT NULL AND m.sel IS NOT NULL THEN 'Lembar "' || m.lembar || '" sel ' || m.sel
                WHEN m.lembar IS NOT NULL THEN 'Lembar "' || m.lembar || '"'
                WHEN m.sel IS NOT NULL THEN 'Sel ' || m.sel
                ELSE 'Berkas' END AS tempat
    FROM temuan_mentah AS m
    LEFT JOIN penilaian AS n USING (kiriman_id)
    LEFT JOIN penerimaan AS p USING (kiriman_id)
    LEFT JOIN ref_temuan AS r USING (kode_temuan)
    LEFT JOIN akui AS a ON a.kiriman_id = m.kiriman_id AND a.kode_temuan = m.kode_temuan
)
SELECT kode_temuan, tingkat, kiriman_id, kode_kecamatan, kecamatan, tahun, triwulan, nama_berkas,
       tabel, lembar, sel, sel_terkait, kolom, objek, nilai_mentah, nilai_seharusnya, selisih, sebab, judul,
       replace(replace(replace(replace(replace(replace(replace(templat,
           '{tempat}', tempat),
           '{objek}', coalesce(ringkas(objek), 'baris ini')),
           '{kolom}', coalesce(replace(kolom, '_', ' '), 'nilai')),
           '{nilai_seharusnya}', coalesce(ringkas(angka_id(nilai_seharusnya)), '(tidak diketahui)')),
           '{selisih}', coalesce(angka_id(selisih::VARCHAR), '(tidak diketahui)')),
           '{sebab}', coalesce(' Keterangan: ' || rtrim(sebab, '.') || '.', '')),
           '{nilai_mentah}', coalesce(ringkas(nilai_mentah), '(kosong)')) AS pesan,
       tindakan, diakui, pengakuan,
       row_number() OVER (
           PARTITION BY kiriman_id, tahun, triwulan
           ORDER BY kode_temuan, lembar,
                    TRY_CAST(regexp_extract(sel, '(?:baris |paragraf |[A-Z])([0-9]+)', 1) AS INTEGER),
                    sel, kolom, objek, nilai_mentah, nilai_seharusnya, sebab
       )::INTEGER AS urutan
FROM lengkap
ORDER BY nomor NULLS LAST, tahun, triwulan, urutan;
COMMENT ON TABLE temuan IS 'Semua temuan dari semua kiriman, dengan sel dan kalimatnya';
COMMENT ON COLUMN temuan.kode_temuan IS 'Kode temuan, lihat ref_temuan';
COMMENT ON COLUMN temuan.tingkat IS 'galat, peringatan atau info';
COMMENT ON COLUMN temuan.kiriman_id IS 'Kiriman; kosong untuk temuan tingkat periode';
COMMENT ON COLUMN temuan.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN temuan.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN temuan.tahun IS 'Tahun laporan';
COMMENT ON COLUMN temuan.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN temuan.nama_berkas IS 'Nama berkas';
COMMENT ON COLUMN temuan.tabel IS 'Tabel yang diperiksa; kosong untuk temuan pembaca';
COMMENT ON COLUMN temuan.lembar IS 'Lembar';
COMMENT ON COLUMN temuan.sel IS 'Sel yang dimaksud';
COMMENT ON COLUMN temuan.sel_terkait IS 'Sel lain yang dipakai menghitung, dipisah "; "';
COMMENT ON COLUMN temuan.kolom IS 'Kolom yang diperiksa';
COMMENT ON COLUMN temuan.objek IS 'Baris yang dimaksud';
COMMENT ON COLUMN temuan.nilai_mentah IS 'Nilai seperti tertulis';
COMMENT ON COLUMN temuan.nilai_seharusnya IS 'Nilai yang diharapkan, bentuk baku';
COMMENT ON COLUMN temuan.selisih IS 'Tertulis dikurangi seharusnya';
COMMENT ON COLUMN temuan.sebab IS 'Sebab yang mungkin';
COMMENT ON COLUMN temuan.judul IS 'Judul singkat';
COMMENT ON COLUMN temuan.pesan IS 'Kalimat lengkap';
COMMENT ON COLUMN temuan.tindakan IS 'Yang perlu dilakukan';
COMMENT ON COLUMN temuan.diakui IS 'TRUE bila temuan ini sudah diakui dengan alasan';
COMMENT ON COLUMN temuan.pengakuan IS 'Alasan dan siapa yang mengakui';
COMMENT ON COLUMN temuan.urutan IS 'Nomor urut temuan dalam kirimannya';
