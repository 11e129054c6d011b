-- Satu baris = satu nilai satu baris laporan yang boleh dikoreksi, dengan selnya
-- Tanpa kunci: hanya hidup selama sambungan, tidak ikut terbit
CREATE OR REPLACE TEMP VIEW sel_koreksi AS
WITH semua AS (
    SELECT kiriman_id, 'realisasi_anggaran' AS tabel, urutan, 'plafon' AS kolom, lembar, plafon_sel AS sel,
           concat_ws(' ', kode, uraian) AS objek, plafon_mentah AS mentah, plafon::DECIMAL(18,4) AS nilai, TRUE AS uang
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', urutan, 'realisasi', lembar, realisasi_sel,
           concat_ws(' ', kode, uraian), realisasi_mentah, realisasi::DECIMAL(18,4), TRUE
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'realisasi_anggaran', urutan, 'sisa', lembar, sisa_sel,
           concat_ws(' ', kode, uraian), sisa_mentah, sisa::DECIMAL(18,4), TRUE
    FROM realisasi_anggaran
    UNION ALL
    SELECT kiriman_id, 'perjanjian_anggaran', urutan, 'anggaran', lembar, anggaran_sel,
           concat_ws(' ', kode, uraian), anggaran_mentah, anggaran::DECIMAL(18,4), TRUE
    FROM perjanjian_anggaran
    UNION ALL
    SELECT kiriman_id, 'perjanjian_kinerja', urutan, 'target', lembar, target_sel,
           indikator_mentah, target_mentah, target::DECIMAL(18,4), FALSE
    FROM perjanjian_kinerja
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', urutan, 'target', lembar, target_sel,
           indikator_mentah, target_mentah, target::DECIMAL(18,4), FALSE
    FROM capaian_indikator
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', urutan, 'realisasi_triwulan', lembar, realisasi_triwulan_sel,
           indikator_mentah, realisasi_triwulan_mentah, realisasi_triwulan::DECIMAL(18,4), FALSE
    FROM capaian_indikator
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', urutan, 'realisasi_kumulatif', coalesce(kumulatif_lembar, lembar),
           realisasi_kumulatif_sel, indikator_mentah, realisasi_kumulatif_mentah, realisasi_kumulatif::DECIMAL(18,4),
           FALSE
    FROM capaian_indikator
    UNION ALL
    SELECT kiriman_id, 'capaian_indikator', urutan, 'capaian_dilaporkan', lembar, capaian_dilaporkan_sel,
           indikator_mentah, capaian_dilaporkan_mentah, capaian_dilaporkan::DECIMAL(18,4), FALSE
    FROM capaian_indikator
)
SELECT kiriman_id, tabel, urutan, kolom, lembar, sel, objek, nullif(trim(mentah), '') AS mentah, nilai, uang
FROM semua;
COMMENT ON VIEW sel_koreksi IS 'Nilai yang boleh dikoreksi dari empat tabel isi laporan';
COMMENT ON COLUMN sel_koreksi.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN sel_koreksi.tabel IS 'Tabel';
COMMENT ON COLUMN sel_koreksi.urutan IS 'Baris pada tabel itu';
COMMENT ON COLUMN sel_koreksi.kolom IS 'Kolom';
COMMENT ON COLUMN sel_koreksi.lembar IS 'Lembar';
COMMENT ON COLUMN sel_koreksi.sel IS 'Sel';
COMMENT ON COLUMN sel_koreksi.objek IS 'Baris yang dimaksud';
COMMENT ON COLUMN sel_koreksi.mentah IS 'Isi sel seperti tertulis, tanpa spasi tepi';
COMMENT ON COLUMN sel_koreksi.nilai IS 'Nilai yang dipakai';
COMMENT ON COLUMN sel_koreksi.uang IS 'TRUE untuk rupiah, FALSE untuk nilai indikator';
