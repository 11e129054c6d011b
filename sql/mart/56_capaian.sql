-- Makro: capaian(2023, 2) = tabel capaian_kecamatan untuk satu triwulan
-- Satu baris = satu kecamatan, satu indikator
CREATE OR REPLACE MACRO capaian(tahun_dipilih, triwulan_dipilih) AS TABLE
    SELECT c.kode_kecamatan, c.kecamatan, c.indikator_id, c.indikator, c.target, c.realisasi_triwulan,
           c.realisasi_kumulatif, c.capaian_dilaporkan, c.capaian_persen, c.kategori, c.alasan_kosong, c.status_data
    FROM capaian_kecamatan AS c
    WHERE c.tahun = tahun_dipilih AND c.triwulan = triwulan_dipilih
    ORDER BY c.kode_kecamatan, c.indikator_id;
COMMENT ON MACRO TABLE capaian IS 'FROM capaian(2023, 2): capaian tiap indikator tiap kecamatan pada satu triwulan';
