-- Satu baris = satu berkas yang diterima
-- Kunci: kiriman_id
CREATE TABLE IF NOT EXISTS penerimaan (
    kiriman_id      VARCHAR,
    nomor           INTEGER,
    sha256          VARCHAR,
    nama_berkas     VARCHAR,
    jenis_berkas    VARCHAR,
    ukuran          BIGINT,
    diterima_pada   TIMESTAMPTZ,
    kode_kecamatan  VARCHAR,
    tahun           INTEGER,
    triwulan        INTEGER,
    tanggal_laporan DATE,
    sintetis        BOOLEAN,
    terbaca         BOOLEAN,
    sidik_isi       VARCHAR,
    duplikat_dari   VARCHAR,
    letak           VARCHAR,
    jenis           VARCHAR,
    periode_dinyatakan VARCHAR,
    bulan           INTEGER,
    jenis_dinyatakan VARCHAR
);
COMMENT ON TABLE penerimaan IS 'Buku terima: fakta tiap berkas yang masuk, disalin dari buku besar';
COMMENT ON COLUMN penerimaan.kiriman_id IS 'Nomor kiriman, mis. K000001';
COMMENT ON COLUMN penerimaan.nomor IS 'Nomor urut penerimaan';
COMMENT ON COLUMN penerimaan.sha256 IS 'Sidik isi berkas asli';
COMMENT ON COLUMN penerimaan.nama_berkas IS 'Nama berkas saat diterima';
COMMENT ON COLUMN penerimaan.jenis_berkas IS 'xlsx, xls, xlsb, ods atau docx menurut isinya';
COMMENT ON COLUMN penerimaan.ukuran IS 'Ukuran berkas, byte';
COMMENT ON COLUMN penerimaan.diterima_pada IS 'Waktu diterima; penentu tepat waktu';
COMMENT ON COLUMN penerimaan.kode_kecamatan IS 'Kecamatan menurut isi berkas; kosong bila tidak dikenali';
COMMENT ON COLUMN penerimaan.tahun IS 'Tahun laporan menurut isi berkas';
COMMENT ON COLUMN penerimaan.triwulan IS 'Triwulan laporan menurut isi berkas';
COMMENT ON COLUMN penerimaan.tanggal_laporan IS 'Tanggal yang tertulis pada laporan';
COMMENT ON COLUMN penerimaan.sintetis IS 'TRUE bila berkas menyatakan diri DATA SINTETIS';
COMMENT ON COLUMN penerimaan.terbaca IS 'FALSE bila berkas tidak dapat dibaca atau tidak beridentitas';
COMMENT ON COLUMN penerimaan.sidik_isi IS 'Sidik dari baris yang terbaca; sama bila isinya sama walau berkasnya disimpan ulang';
COMMENT ON COLUMN penerimaan.duplikat_dari IS 'Kiriman dengan isi yang sama';
COMMENT ON COLUMN penerimaan.letak IS 'JSON: tabel yang ditemukan dan letaknya';
COMMENT ON COLUMN penerimaan.jenis IS 'lkj, sipd-lra, sipd-rak atau e81 menurut isinya';
COMMENT ON COLUMN penerimaan.periode_dinyatakan IS 'Bulan yang dinyatakan saat diterima, mis. 2023-06; ekspor SIPD tidak mencetaknya';
COMMENT ON COLUMN penerimaan.bulan IS 'Bulan ekspor LRA SIPD';
COMMENT ON COLUMN penerimaan.jenis_dinyatakan IS 'Jenis yang dinyatakan saat diterima; kosong bila tidak dinyatakan';
