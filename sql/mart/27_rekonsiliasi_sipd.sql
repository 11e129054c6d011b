-- Satu baris = satu kecamatan, satu triwulan, satu kode terbawah, pada LKj yang berlaku atau pada SIPD
-- Kunci: kode_kecamatan, tahun, triwulan, kode
CREATE OR REPLACE TABLE rekonsiliasi_sipd AS
WITH pasangan AS (
    -- triwulan yang LKj-nya berlaku dan yang ada ekspor SIPD-nya
    SELECT b.kode_kecamatan, b.kecamatan, b.tahun, b.triwulan, b.kiriman_id, b.status_data,
           max(d.bulan) AS bulan_sipd, arg_max(d.sifat, d.bulan) AS sifat, bool_and(d.dipakai) AS dipakai
    FROM kiriman_berlaku AS b
    JOIN sipd_deret AS d ON d.kode_kecamatan = b.kode_kecamatan AND d.tahun = b.tahun
                        AND d.bulan BETWEEN 3 * b.triwulan - 2 AND 3 * b.triwulan
    GROUP BY ALL
),
lkj AS MATERIALIZED (
    SELECT p.kode_kecamatan, p.tahun, p.triwulan, r.kode,
           arg_min(r.uraian, r.urutan) AS uraian,
           CASE WHEN count(*) = count(r.plafon) THEN rp(sum(r.plafon)) END AS plafon,
           CASE WHEN count(*) = count(r.realisasi) THEN rp(sum(r.realisasi)) END AS realisasi,
           arg_min(r.lembar, r.urutan) AS lembar, arg_min(r.kode_sel, r.urutan) AS kode_sel,
           string_agg(r.plafon_sel, '; ' ORDER BY r.urutan) AS plafon_sel,
           string_agg(r.realisasi_sel, '; ' ORDER BY r.urutan) AS realisasi_sel
    FROM pasangan AS p
    JOIN realisasi_anggaran AS r USING (kiriman_id)
    JOIN anggaran_dihitung AS h USING (kiriman_id, urutan)
    WHERE h.daun AND r.kode IS NOT NULL
    GROUP BY p.kode_kecamatan, p.tahun, p.triwulan, r.kode
),
sipd AS MATERIALIZED (
    -- kode pada tingkat yang dipakai LKj; sub kegiatan yang tidak ada di LKj tetap ikut
    SELECT p.kode_kecamatan, p.tahun, p.triwulan, k.kode, k.uraian, k.anggaran, k.realisasi,
           k.anggaran_induk, k.realisasi_induk, k.kiriman_id
    FROM pasangan AS p
    JOIN sipd_kumulatif AS k ON k.kode_kecamatan = p.kode_kecamatan AND k.tahun = p.tahun
                            AND k.bulan = 3 * p.triwulan
    LEFT JOIN lkj AS l ON l.kode_kecamatan = p.kode_kecamatan AND l.tahun = p.tahun AND l.triwulan = p.triwulan
                      AND (l.kode = k.kode OR starts_with(k.kode, l.kode || '.'))
    WHERE l.kode = k.kode OR (k.tingkat = 'sub_kegiatan' AND l.kode IS NULL)
),
unit_hilang AS (
    SELECT p.kode_kecamatan, p.tahun, p.triwulan, string_agg(u.nama_skpd, ', ' ORDER BY u.kode_skpd) AS nama
    FROM pasangan AS p JOIN ref_skpd AS u ON u.kode_kecamatan = p.kode_kecamatan AND u.sub_unit = 'ya'
    WHERE NOT EXISTS (
        SELECT 1 FROM sipd_lra AS s JOIN penilaian AS n USING (kiriman_id)
        WHERE n.putusan = 'DITERIMA' AND s.kode_kecamatan = p.kode_kecamatan AND s.tahun = p.tahun
          AND s.bulan = 3 * p.triwulan AND (s.kode_skpd = u.kode_skpd OR s.nama_skpd = u.nama_skpd))
    GROUP BY ALL
),
banding AS (
    SELECT p.*, coalesce(l.kode, s.kode) AS kode, coalesce(l.uraian, s.uraian) AS uraian,
           l.kode IS NOT NULL AS ada_lkj, s.kode IS NOT NULL AS ada_sipd,
           l.plafon AS plafon_lkj, s.anggaran AS plafon_sipd, l.plafon - s.anggaran AS selisih_plafon,
           l.realisasi AS realisasi_lkj, s.realisasi AS realisasi_sipd,
           l.realisasi - s.realisasi AS selisih_realisasi,
           s.anggaran_induk, s.realisasi_induk, u.nama AS unit_hilang,
           l.lembar, l.kode_sel, l.plafon_sel, l.realisasi_sel, s.kiriman_id AS kiriman_sipd
    FROM lkj AS l
    FULL JOIN sipd AS s USING (kode_kecamatan, tahun, triwulan, kode)
    JOIN pasangan AS p USING (kode_kecamatan, tahun, triwulan)
    LEFT JOIN unit_hilang AS u USING (kode_kecamatan, tahun, triwulan)
),
lebih_awal AS (
    -- bulan yang realisasinya sama persis dengan LKj, padahal bulan terakhir triwulan itu tidak
    SELECT b.kode_kecamatan, b.tahun, b.triwulan, b.kode, max(k.bulan) AS bulan
    FROM banding AS b
    JOIN sipd_kumulatif AS k ON k.kode_kecamatan = b.kode_kecamatan AND k.tahun = b.tahun AND k.kode = b.kode
                            AND k.bulan < 3 * b.triwulan AND k.realisasi = b.realisasi_lkj
    WHERE b.realisasi_lkj > 0 AND b.selisih_realisasi <> 0
    GROUP BY ALL
),
dapat AS (
    SELECT b.*, a.bulan AS bulan_sama,
           CASE WHEN b.sifat IS NULL THEN 'sifat deret SIPD belum dapat dikenali (baru satu bulan)'
                WHEN NOT b.dipakai THEN 'deret SIPD mencampur arus bulanan dan kumulatif'
                WHEN b.bulan_sipd < 3 * b.triwulan THEN 'SIPD baru sampai bulan ' || b.bulan_sipd
                WHEN NOT bool_or(b.ada_sipd) OVER (PARTITION BY b.kode_kecamatan, b.tahun, b.triwulan)
                    THEN 'deret arus bulanan SIPD belum lengkap'
           END AS belum
    FROM banding AS b LEFT JOIN lebih_awal AS a USING (kode_kecamatan, tahun, triwulan, kode)
)
SELECT kode_kecamatan, kecamatan, tahun, triwulan, kode, uraian,
       plafon_lkj, plafon_sipd, selisih_plafon, realisasi_lkj, realisasi_sipd, selisih_realisasi,
       CASE WHEN belum IS NOT NULL OR NOT (ada_lkj AND ada_sipd) OR selisih_plafon = 0 THEN NULL
            WHEN abs(selisih_plafon) < 1 THEN 'sen tidak ditulis di LKj'
            WHEN plafon_lkj = anggaran_induk THEN 'kelurahan belum dijumlahkan di LKj'
            WHEN plafon_lkj > plafon_sipd AND unit_hilang IS NOT NULL THEN 'tidak ada di SIPD: ' || unit_hilang
            ELSE coalesce(salah_ketik(plafon_lkj, plafon_sipd), 'belum diketahui') END AS sebab_plafon,
       CASE WHEN belum IS NOT NULL OR NOT (ada_lkj AND ada_sipd) OR selisih_realisasi = 0 THEN NULL
            WHEN abs(selisih_realisasi) < 1 THEN 'sen tidak ditulis di LKj'
            WHEN realisasi_lkj = realisasi_induk THEN 'kelurahan belum dijumlahkan di LKj'
            WHEN bulan_sama IS NOT NULL
                THEN 'LKj sama dengan SIPD sampai bulan ' || bulan_sama || '; bulan sesudahnya belum dimasukkan'
            WHEN realisasi_lkj > realisasi_sipd AND unit_hilang IS NOT NULL
                THEN 'tidak ada di SIPD: ' || unit_hilang
            ELSE coalesce(salah_ketik(realisasi_lkj, realisasi_sipd), 'belum diketahui') END AS sebab_realisasi,
       CASE WHEN belum IS NOT NULL THEN belum
            WHEN NOT ada_sipd THEN 'sub kegiatan ini tidak ada di SIPD'
            WHEN NOT ada_lkj THEN 'sub kegiatan ini tidak ada di LKj'
            WHEN plafon_lkj IS NULL OR realisasi_lkj IS NULL THEN 'nilai di LKj kosong'
            WHEN selisih_plafon = 0 AND selisih_realisasi = 0 THEN 'cocok'
            ELSE 'berbeda' END AS hasil,
       bulan_sipd, sifat AS sifat_sipd, lembar, kode_sel, plafon_sel, realisasi_sel,
       kiriman_id, kiriman_sipd, status_data
FROM dapat
ORDER BY tahun, triwulan, kode_kecamatan, kode;
COMMENT ON TABLE rekonsiliasi_sipd IS 'LKj yang berlaku disandingkan dengan realisasi SIPD pada bulan terakhir triwulannya';
COMMENT ON COLUMN rekonsiliasi_sipd.kode_kecamatan IS 'Kode kecamatan';
COMMENT ON COLUMN rekonsiliasi_sipd.kecamatan IS 'Nama kecamatan';
COMMENT ON COLUMN rekonsiliasi_sipd.tahun IS 'Tahun laporan';
COMMENT ON COLUMN rekonsiliasi_sipd.triwulan IS 'Triwulan laporan, 1 sampai 4';
COMMENT ON COLUMN rekonsiliasi_sipd.kode IS 'Kode kanonik';
COMMENT ON COLUMN rekonsiliasi_sipd.uraian IS 'Nama menurut LKj, atau SIPD bila tidak ada di LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.plafon_lkj IS 'Plafon menurut LKj, rupiah';
COMMENT ON COLUMN rekonsiliasi_sipd.plafon_sipd IS 'Anggaran menurut SIPD, termasuk kelurahan, rupiah';
COMMENT ON COLUMN rekonsiliasi_sipd.selisih_plafon IS 'plafon_lkj dikurangi plafon_sipd';
COMMENT ON COLUMN rekonsiliasi_sipd.realisasi_lkj IS 'Realisasi kumulatif menurut LKj, rupiah';
COMMENT ON COLUMN rekonsiliasi_sipd.realisasi_sipd IS 'Realisasi kumulatif menurut SIPD, termasuk kelurahan, rupiah';
COMMENT ON COLUMN rekonsiliasi_sipd.selisih_realisasi IS 'realisasi_lkj dikurangi realisasi_sipd';
COMMENT ON COLUMN rekonsiliasi_sipd.sebab_plafon IS 'Dugaan sebab selisih plafon';
COMMENT ON COLUMN rekonsiliasi_sipd.sebab_realisasi IS 'Dugaan sebab selisih realisasi';
COMMENT ON COLUMN rekonsiliasi_sipd.hasil IS 'cocok, berbeda, tidak ada di salah satu, atau mengapa belum dapat dibandingkan';
COMMENT ON COLUMN rekonsiliasi_sipd.bulan_sipd IS 'Bulan terakhir ekspor SIPD pada triwulan itu';
COMMENT ON COLUMN rekonsiliasi_sipd.sifat_sipd IS 'kumulatif atau bulanan';
COMMENT ON COLUMN rekonsiliasi_sipd.lembar IS 'Lembar LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.kode_sel IS 'Sel kode di LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.plafon_sel IS 'Sel plafon di LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.realisasi_sel IS 'Sel realisasi di LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.kiriman_id IS 'Kiriman LKj';
COMMENT ON COLUMN rekonsiliasi_sipd.kiriman_sipd IS 'Kiriman SIPD';
COMMENT ON COLUMN rekonsiliasi_sipd.status_data IS 'sementara, atau final setelah periode ditutup';
