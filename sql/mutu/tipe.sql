-- Satu baris = satu tabel; setiap kolom selain kunci adalah banyaknya kolom yang tipenya salah, harus 0
-- Kunci: tabel
-- Tingkat: critical
-- uang: Kolom rupiah bertipe DECIMAL(18,2)
-- persen: Kolom persen bertipe DECIMAL(9,2)
-- bilangan: Tahun, triwulan, urutan, versi dan jumlah bertipe INTEGER
-- teks: Kode, sel dan isi mentah bertipe VARCHAR
-- saat: Saat penerimaan dan pencatatan bertipe TIMESTAMP WITH TIME ZONE
-- biner: Tidak ada pecahan biner (DOUBLE atau FLOAT), kecuali letak kecamatan di peta
SELECT table_name AS tabel,
       count(*) FILTER (regexp_full_match(column_name, '(plafon|realisasi)_(dilaporkan|dihitung|lkj|sipd)|plafon|sisa'
                                                       '|anggaran|selisih(_plafon|_realisasi)?|total_rak|bulan_\d+')
                        AND data_type <> 'DECIMAL(18,2)') AS uang,
       count(*) FILTER (regexp_full_match(column_name, '(target_)?(serapan|capaian)(_dilaporkan)?_persen'
                                                       '|rata_capaian|efisiensi|(serapan|capaian)_selisih'
                                                       '|(serapan|capaian)_perubahan_.*')
                        AND data_type <> 'DECIMAL(9,2)') AS persen,
       count(*) FILTER (regexp_full_match(column_name, 'tahun|triwulan|bulan|urutan|baris|versi|nomor|hari_terlambat'
                                                       '|jumlah_.*')
                        AND data_type <> 'INTEGER') AS bilangan,
       count(*) FILTER (regexp_full_match(column_name, '.*_(sel|mentah|tanda|id)|sel|lembar|kode(_.*)?|sha256|status')
                        AND data_type <> 'VARCHAR') AS teks,
       count(*) FILTER (column_name IN ('diterima_pada', 'pada') AND data_type <> 'TIMESTAMP WITH TIME ZONE') AS saat,
       count(*) FILTER (data_type IN ('DOUBLE', 'FLOAT') AND table_name || '.' || column_name
                        NOT IN ('ref_kecamatan.lat', 'ref_kecamatan.lon')) AS biner
FROM duckdb_columns()
WHERE NOT internal AND database_name = current_database()
GROUP BY table_name
ORDER BY table_name;
