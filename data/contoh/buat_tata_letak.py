"""The layouts offices use for the same report, as data; `buat_lembar` turns one and a model into sheets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

SINTETIS = "DATA SINTETIS – bukan laporan resmi"

ISTILAH = {
    "no": "No.",
    "kode": "Kode",
    "uraian": "Program/Kegiatan/Sub Kegiatan",
    "plafon": "Plafon Anggaran",
    "realisasi": "Realisasi",
    "persen": "%",
    "sisa": "Sisa Anggaran",
    "lokasi": "Lokasi",
    "bobot": "Bobot (%)",
    "ket": "Ket.",
    "capaian": "Capaian (%)",
    "total": "TOTAL",
}


@dataclass(frozen=True)
class TataLetak:
    """One layout.

    Amounts (`uang`) are typed as angka, id, id_sen, en, campur or rp; percentages as teks_id, teks_en, persen
    (a number with a percent format) or polos (a bare number).
    """

    nama: str
    keterangan: str
    jenis: str = "xlsx"
    # Sheets in order: name and the blocks on it.
    lembar: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("Sampul", ("sampul",)),
        ("Perjanjian Kinerja", ("pk",)),
        ("Capaian Kinerja", ("capaian", "tahunan")),
        ("Realisasi Anggaran", ("anggaran",)),
        ("Lampiran PK", ("lampiran", "pk_anggaran")),
    )
    istilah: dict = field(default_factory=dict)
    kolom: tuple[str, ...] = ("kode", "uraian", "plafon", "realisasi", "sisa", "ket")
    judul: str = "satuan"  # satuan (second line '(Rp.)'), tunggal, gabung (two rows with merged cells)
    nomor_kolom: str = "1"  # the numbering row below the header: '1', '(1)' or ''
    ulang: int = 0  # repeat the header block after so many rows (page breaks)
    uang: str = "id"
    persen: str = "teks_id"
    kode: str = "lkj"  # lkj, lkj_spasi, kanonik, empat_digit
    total: str = "atas"
    geser: tuple[int, int] = (0, 0)  # rows and columns the tables are moved by
    baris_kosong: bool = False  # a blank row before each program
    tanda_tangan: bool = False
    lengkap: bool = False  # Tabel 3.1 and 3.2 list all ten indicators, not only the two of the sasaran
    nomor_kinerja: bool = False  # Tabel 3.1 and 3.2 begin with a number column
    lebar: tuple[int, ...] = ()  # fixed column widths where many tables share a sheet
    gabung_sasaran: bool = False  # the sasaran cell is merged over its indicators
    huruf: str = "Calibri"

    def kata(self, kunci: str) -> str:
        """Header word of a column in this layout."""
        return self.istilah.get(kunci, ISTILAH[kunci])


_BAKU = TataLetak(
    "lkj-baku", "Lima lembar seperti laporan cetak; angka teks id-ID; kode gaya LKj; baris nomor kolom."
)
_NARASI = (("Analisis", ("narasi",)),)
_DEPAN = (("Kata Pengantar", ("pengantar",)),)

TATA_LETAK: dict[str, TataLetak] = {
    t.nama: t
    for t in (
        _BAKU,
        replace(
            _BAKU,
            nama="lkj-narasi",
            keterangan="Seperti lkj-baku, ditambah lembar kata pengantar dan analisis; teks Rp …,-",
            lembar=_BAKU.lembar[:1] + _DEPAN + _BAKU.lembar[1:] + _NARASI,
            uang="rp",
            persen="teks_en",
            tanda_tangan=True,
            huruf="Times New Roman",
        ),
        replace(
            _BAKU,
            nama="satu-lembar",
            keterangan="Semua tabel berurutan pada satu lembar; angka numerik; total di bawah.",
            lembar=(("LKj", ("judul", "pk", "pk_anggaran", "capaian", "tahunan", "anggaran")),),
            judul="tunggal",
            nomor_kolom="",
            uang="angka",
            persen="persen",
            total="bawah",
            tanda_tangan=True,
            lengkap=True,
            nomor_kinerja=True,
            lebar=(18, 46, 42, 19, 19, 14),
            huruf="Arial",
        ),
        replace(
            _BAKU,
            nama="judul-gabung",
            keterangan="Judul kolom dua baris dengan sel gabungan; Pagu, bukan Plafon; numerik.",
            judul="gabung",
            nomor_kolom="(1)",
            uang="angka",
            persen="persen",
            gabung_sasaran=True,
            lengkap=True,
            istilah={"plafon": "Pagu", "sisa": "Sisa", "ket": "Keterangan"},
            kode="kanonik",
            huruf="Arial Narrow",
        ),
        replace(
            _BAKU,
            nama="judul-berulang",
            keterangan="Judul kolom berulang di tengah tabel (bekas ganti halaman); teks id-ID.",
            ulang=12,
            uang="id_sen",
            kode="lkj_spasi",
            persen="teks_en",
            huruf="Times New Roman",
        ),
        replace(
            _BAKU,
            nama="pagu-angka",
            keterangan="Pagu/Realisasi Keuangan/Sisa Pagu; numerik; nama dan urutan lembar lain.",
            lembar=(
                ("KEUANGAN", ("anggaran",)),
                ("KINERJA", ("capaian", "tahunan")),
                ("PK 2023", ("pk", "pk_anggaran")),
                ("Identitas", ("identitas",)),
            ),
            istilah={
                "kode": "Kode Rekening",
                "uraian": "Uraian",
                "plafon": "Pagu Anggaran",
                "ket": "Sumber Dana",
                "realisasi": "Realisasi Keuangan",
                "sisa": "Sisa Pagu",
                "capaian": "% Capaian",
            },
            judul="tunggal",
            uang="angka",
            persen="polos",
            kode="kanonik",
            lengkap=True,
        ),
        replace(
            _BAKU,
            nama="teks-en",
            keterangan="Angka teks en-US (1,234,567); persen bertitik; tabel digeser dari A1.",
            uang="en",
            persen="teks_en",
            geser=(3, 2),
            tanda_tangan=True,
            huruf="Tahoma",
        ),
        replace(
            _BAKU,
            nama="campuran",
            keterangan="Pemisah ribuan campur dalam satu tabel, '-' untuk nol, spasi di dalam kode.",
            uang="campur",
            persen="teks_en",
            kode="lkj_spasi",
            ulang=15,
            baris_kosong=True,
            huruf="Times New Roman",
        ),
        replace(
            _BAKU,
            nama="kolom-tambahan",
            keterangan="Kolom tambahan No., %, Lokasi, Bobot; numerik; total di bawah; tanda tangan.",
            kolom=("no", "kode", "uraian", "lokasi", "bobot", "plafon", "realisasi", "persen", "sisa", "ket"),
            judul="tunggal",
            uang="angka",
            persen="polos",
            total="bawah",
            tanda_tangan=True,
            kode="kanonik",
            lembar=_BAKU.lembar + _NARASI,
            istilah={"total": "JUMLAH"},
        ),
        replace(
            _BAKU,
            nama="xls-lama",
            keterangan="Berkas .xls (Excel 97–2003); numerik; dua lembar.",
            jenis="xls",
            lembar=(
                ("Laporan Kinerja", ("judul", "pk", "pk_anggaran", "capaian", "tahunan")),
                ("Laporan Keuangan", ("anggaran",)),
            ),
            uang="angka",
            persen="persen",
            nomor_kinerja=True,
            judul="tunggal",
            total="bawah",
            tanda_tangan=True,
            huruf="Arial",
            istilah={"plafon": "Anggaran (DPA)", "realisasi": "Realisasi Anggaran"},
        ),
        replace(
            _BAKU,
            nama="ods-libre",
            keterangan="Berkas .ods (LibreOffice); numerik; sel gabungan; baris kosong antar program.",
            jenis="ods",
            uang="angka",
            persen="persen",
            judul="gabung",
            nomor_kolom="",
            baris_kosong=True,
            kode="kanonik",
            lengkap=True,
            lembar=_BAKU.lembar + _NARASI,
            huruf="Liberation Sans",
        ),
        replace(
            _BAKU,
            nama="empat-digit",
            keterangan="Kode sub kegiatan empat digit; teks id-ID; tabel digeser; total di bawah.",
            kode="empat_digit",
            geser=(2, 1),
            total="bawah",
            judul="tunggal",
            nomor_kolom="(1)",
            istilah={"plafon": "Pagu (Rp)", "realisasi": "Realisasi (Rp)", "sisa": "Sisa (Rp)", "ket": "Ket"},
        ),
    )
}

# An office keeps its form from period to period.
TATA_LETAK_KECAMATAN = {
    "35.08.01": "lkj-baku",
    "35.08.02": "teks-en",
    "35.08.03": "judul-gabung",
    "35.08.04": "pagu-angka",
    "35.08.05": "lkj-narasi",
    "35.08.06": "campuran",
    "35.08.07": "satu-lembar",
    "35.08.08": "lkj-baku",
    "35.08.09": "judul-berulang",
    "35.08.10": "kolom-tambahan",
    "35.08.11": "xls-lama",
    "35.08.12": "ods-libre",
    "35.08.13": "empat-digit",
    "35.08.14": "lkj-narasi",
    "35.08.15": "judul-gabung",
    "35.08.16": "campuran",
    "35.08.17": "teks-en",
    "35.08.18": "pagu-angka",
    "35.08.19": "satu-lembar",
    "35.08.20": "xls-lama",
    "35.08.21": "judul-berulang",
}
