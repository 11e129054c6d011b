-- Makro: selisih yang masih dianggap cocok untuk satu kode temuan; 0 bila tidak diatur
CREATE OR REPLACE MACRO toleransi(kode) AS
    coalesce((SELECT max(r.toleransi) FROM ref_temuan AS r WHERE r.kode_temuan = kode), 0);
COMMENT ON MACRO toleransi IS 'Toleransi satu kode temuan dari katalog; 0 bila tidak diatur';
