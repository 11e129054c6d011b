-- Satu baris = satu nilai baris TOTAL yang bukan jumlah baris program yang tertulis
WITH program AS (
    SELECT r.kiriman_id, r.urutan, coalesce(r.kode, r.uraian) AS sebutan,
           unnest([
               {'kolom': 'plafon', 'sel': r.plafon_sel, 'nilai': r.plafon, 'dihitung': h.plafon_dihitung},
               {'kolom': 'realisasi', 'sel': r.realisasi_sel, 'nilai': r.realisasi, 'dihitung': h.realisasi_dihitung},
               {'kolom': 'sisa', 'sel': r.sisa_sel, 'nilai': r.sisa, 'dihitung': h.sisa_dihitung}
           ], recursive := TRUE)
    FROM realisasi_anggaran AS r JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE r.tingkat = 'program'
),
jumlah AS (
    SELECT kiriman_id, kolom, sum(nilai) AS jumlah, count(*) - count(nilai) AS kosong,
           string_agg(sel, '; ' ORDER BY urutan) AS sel
    FROM program GROUP BY kiriman_id, kolom
),
lubang AS (
    SELECT kiriman_id, bool_or(plafon IS NULL OR realisasi IS NULL) AS berlubang
    FROM realisasi_anggaran WHERE tingkat IN ('total', 'program')
    GROUP BY kiriman_id
),
daun AS (
    SELECT kiriman_id, sum(plafon_dihitung) AS plafon, sum(realisasi_dihitung) AS realisasi
    FROM anggaran_dihitung WHERE daun GROUP BY kiriman_id
),
yatim AS (
    -- rincian yang baris programnya tidak ada
    SELECT h.kiriman_id, sum(h.plafon_dihitung) AS plafon, sum(h.realisasi_dihitung) AS realisasi,
           string_agg(DISTINCT h.kode_program, ', ' ORDER BY h.kode_program) AS kode
    FROM anggaran_dihitung AS h
    ANTI JOIN realisasi_anggaran AS p
        ON p.kiriman_id = h.kiriman_id AND p.tingkat = 'program' AND p.kode = h.kode_program
    WHERE h.daun AND h.tingkat <> 'program'
    GROUP BY h.kiriman_id
),
total AS (
    SELECT t.kiriman_id, t.urutan, t.lembar, t.uraian,
           unnest([
               {'kolom': 'plafon', 'mentah': t.plafon_mentah, 'sel': t.plafon_sel, 'tertulis': t.plafon},
               {'kolom': 'realisasi', 'mentah': t.realisasi_mentah, 'sel': t.realisasi_sel, 'tertulis': t.realisasi},
               {'kolom': 'sisa', 'mentah': t.sisa_mentah, 'sel': t.sisa_sel, 'tertulis': t.sisa}
           ], recursive := TRUE)
    FROM realisasi_anggaran AS t WHERE t.tingkat = 'total'
),
beda AS (
    SELECT t.*, j.jumlah, j.sel AS sel_program, t.tertulis - j.jumlah AS selisih
    FROM total AS t
    JOIN jumlah AS j USING (kiriman_id, kolom)
    JOIN lubang AS l USING (kiriman_id)
    WHERE j.kosong = 0 AND abs(t.tertulis - j.jumlah) > toleransi('TOTAL_TIDAK_COCOK')
      -- bila semua plafon dan realisasi terisi, selisih sisa hanyalah akibat temuan lain
      AND (t.kolom <> 'sisa' OR l.berlubang)
),
asal AS (
    SELECT b.kiriman_id, b.urutan, b.kolom,
           first(p.sebutan || ' (' || p.sel || ')' ORDER BY p.urutan)
               FILTER (p.nilai - p.dihitung = -b.selisih) AS selisih_sama,
           first(p.sebutan || ' di ' || p.sel ORDER BY p.urutan) FILTER (p.nilai = abs(b.selisih)) AS nilai_sama
    FROM beda AS b JOIN program AS p USING (kiriman_id, kolom)
    GROUP BY b.kiriman_id, b.urutan, b.kolom
)
SELECT b.kiriman_id, 'realisasi_anggaran' AS tabel, b.lembar, b.sel, b.sel_program AS sel_terkait,
       b.kolom, coalesce(b.uraian, 'TOTAL') AS objek, b.mentah AS nilai_mentah,
       b.jumlah::VARCHAR AS nilai_seharusnya, b.selisih,
       CASE WHEN a.selisih_sama IS NOT NULL THEN 'sama dengan selisih program ' || a.selisih_sama
            WHEN b.selisih = CASE b.kolom WHEN 'plafon' THEN y.plafon WHEN 'realisasi' THEN y.realisasi END
                THEN 'baris program ' || y.kode || ' tidak ada'
            WHEN b.tertulis = CASE b.kolom WHEN 'plafon' THEN d.plafon WHEN 'realisasi' THEN d.realisasi END
                THEN 'TOTAL sama dengan jumlah rincian; baris program yang perlu diperiksa'
            WHEN a.nilai_sama IS NOT NULL THEN 'selisih = ' || a.nilai_sama
                || CASE WHEN b.selisih < 0 THEN ' (belum ikut dijumlahkan)' ELSE ' (mungkin terhitung dua kali)' END
            ELSE salah_ketik(b.tertulis, b.jumlah) END AS sebab
FROM beda AS b
LEFT JOIN asal AS a USING (kiriman_id, urutan, kolom)
LEFT JOIN daun AS d USING (kiriman_id)
LEFT JOIN yatim AS y USING (kiriman_id)
