-- Makro: serapan(2023, 2) = tabel serapan_kecamatan untuk satu triwulan, dari yang tertinggi
-- Satu baris = satu kecamatan
CREATE OR REPLACE MACRO serapan(tahun_dipilih, triwulan_dipilih) AS TABLE
    SELECT s.peringkat, s.kode_kecamatan, s.kecamatan, s.plafon_dihitung AS plafon, s.realisasi_dihitung AS realisasi,
           s.sisa, s.serapan_persen, s.serapan_dilaporkan_persen, s.status_data
    FROM serapan_kecamatan AS s
    WHERE s.tahun = tahun_dipilih AND s.triwulan = triwulan_dipilih
    ORDER BY s.peringkat, s.kode_kecamatan;
COMMENT ON MACRO TABLE serapan IS 'FROM serapan(2023, 2): serapan anggaran tiap kecamatan pada satu triwulan, menurut peringkat';
