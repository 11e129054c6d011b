-- Satu baris = satu nilai program atau kegiatan yang bukan jumlah rincian terbawahnya
WITH induk AS (
    SELECT r.*, h.objek, h.plafon_dihitung, h.realisasi_dihitung, h.sisa_dihitung,
           h.kosong_plafon, h.kosong_realisasi, h.kosong_sisa
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE r.tingkat IN ('program', 'kegiatan') AND NOT h.daun
),
banding AS (
    SELECT kiriman_id, urutan, induk_urutan, lembar, objek, coalesce(kode, uraian) AS sebutan,
           plafon IS NULL OR realisasi IS NULL OR kosong_plafon > 0 OR kosong_realisasi > 0 AS berlubang,
           unnest([
               {'kolom': 'plafon', 'mentah': plafon_mentah, 'sel': plafon_sel, 'tertulis': plafon,
                'dihitung': plafon_dihitung, 'kosong': kosong_plafon},
               {'kolom': 'realisasi', 'mentah': realisasi_mentah, 'sel': realisasi_sel, 'tertulis': realisasi,
                'dihitung': realisasi_dihitung, 'kosong': kosong_realisasi},
               {'kolom': 'sisa', 'mentah': sisa_mentah, 'sel': sisa_sel, 'tertulis': sisa,
                'dihitung': sisa_dihitung, 'kosong': kosong_sisa}
           ], recursive := TRUE)
    FROM induk
),
beda AS (
    SELECT *, tertulis - dihitung AS selisih, salah_ketik(tertulis, dihitung) AS dugaan
    FROM banding
    WHERE kosong = 0 AND abs(tertulis - dihitung) > toleransi('JUMLAH_TIDAK_COCOK')
      -- bila semua plafon dan realisasi terisi, selisih sisa hanyalah akibat temuan lain
      AND (kolom <> 'sisa' OR berlubang)
),
rincian AS (
    SELECT b.kiriman_id, b.urutan, b.kolom, b.selisih, h.daun, r.urutan AS urutan_rinci,
           coalesce(r.kode, r.uraian, 'baris ' || r.baris) AS sebutan,
           CASE b.kolom WHEN 'plafon' THEN r.plafon_sel WHEN 'realisasi' THEN r.realisasi_sel
                        ELSE r.sisa_sel END AS sel,
           CASE b.kolom WHEN 'plafon' THEN r.plafon WHEN 'realisasi' THEN r.realisasi ELSE r.sisa END AS nilai,
           CASE abs(b.selisih) WHEN r.plafon THEN 'plafon' WHEN r.realisasi THEN 'realisasi'
                               WHEN r.sisa THEN 'sisa' END AS kolom_lain,
           CASE abs(b.selisih) WHEN r.plafon THEN r.plafon_sel WHEN r.realisasi THEN r.realisasi_sel
                               WHEN r.sisa THEN r.sisa_sel END AS sel_lain
    FROM beda AS b
    JOIN silsilah AS s ON s.kiriman_id = b.kiriman_id AND s.leluhur = b.urutan
    JOIN realisasi_anggaran AS r ON r.kiriman_id = s.kiriman_id AND r.urutan = s.urutan
    JOIN anggaran_dihitung AS h ON h.kiriman_id = s.kiriman_id AND h.urutan = s.urutan
),
asal AS (
    SELECT kiriman_id, urutan, kolom,
           string_agg(sel, '; ' ORDER BY urutan_rinci) FILTER (daun) AS sel_rincian,
           first(sebutan || ' di ' || sel ORDER BY daun DESC, urutan_rinci)
               FILTER (nilai = abs(selisih)) AS baris_sama,
           first(kolom_lain || ' ' || sebutan || ' di ' || sel_lain ORDER BY daun DESC, urutan_rinci)
               FILTER (kolom_lain IS NOT NULL) AS nilai_sama
    FROM rincian GROUP BY kiriman_id, urutan, kolom
),
rambatan AS (
    -- kegiatan di bawahnya yang juga tidak cocok
    SELECT b.kiriman_id, b.urutan, b.kolom, sum(k.selisih) AS jumlah,
           string_agg(k.sebutan || ' (' || k.sel || ')', ', ' ORDER BY k.urutan) AS sebutan
    FROM beda AS b
    JOIN beda AS k ON k.kiriman_id = b.kiriman_id AND k.induk_urutan = b.urutan AND k.kolom = b.kolom
    GROUP BY b.kiriman_id, b.urutan, b.kolom
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, b.sel, a.sel_rincian AS sel_terkait,
       b.kolom, b.objek, b.mentah AS nilai_mentah, b.dihitung::VARCHAR AS nilai_seharusnya, b.selisih,
       CASE WHEN m.jumlah = b.selisih THEN 'merambat dari ' || m.sebutan
            WHEN a.baris_sama IS NOT NULL THEN 'selisih = ' || a.baris_sama
                || CASE WHEN b.selisih < 0 THEN ' (belum ikut dijumlahkan)' ELSE ' (mungkin terhitung dua kali)' END
            WHEN a.nilai_sama IS NOT NULL THEN 'selisih = ' || a.nilai_sama
            WHEN b.dugaan IS NOT NULL THEN b.dugaan
            -- program di atasnya memakai jumlah rincian: berarti baris ini yang keliru
            WHEN p.tertulis = p.dihitung AND p.kosong = 0
                THEN p.sebutan || ' (' || p.sel || ') sudah memakai jumlah rincian, jadi baris ini yang keliru'
            WHEN b.selisih > 0 THEN angka_id(b.selisih::VARCHAR) || ' tanpa rincian'
       END AS sebab
FROM beda AS b
LEFT JOIN asal AS a USING (kiriman_id, urutan, kolom)
LEFT JOIN rambatan AS m USING (kiriman_id, urutan, kolom)
LEFT JOIN banding AS p ON p.kiriman_id = b.kiriman_id AND p.urutan = b.induk_urutan AND p.kolom = b.kolom
