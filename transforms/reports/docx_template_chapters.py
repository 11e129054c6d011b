"""Chapters III and IV, the signatures and the appendices of the Word template."""

from transforms.reports.docx_template_style import TENGAH, Mm, Templat, set_grid


def signature(t: Templat) -> None:
    """Place and date, office, room to sign, name."""
    for teks in ("", "{{ kota }}, {{ titik }}", "{{ jabatan }}", "", "", "", "{{ nama_penanda_tangan }}"):
        p = t.text(teks, "Normal")
        p.alignment = TENGAH
        p.paragraph_format.left_indent = Mm(75)
        p.paragraph_format.keep_with_next = teks != "{{ nama_penanda_tangan }}"


def chapter_3a(t: Templat) -> None:
    """Bab III, part A: how capaian is measured, and what came out."""
    t.heading("BAB III\nAKUNTABILITAS KINERJA", 1, "bab3")
    t.heading("A. Capaian Kinerja", 2, "b3a")
    t.heading("1. Cara Pengukuran", 3)
    t.text(
        "Capaian dihitung dengan membandingkan realisasi kumulatif dengan target tahunan setiap indikator. Hasilnya "
        "dibulatkan ke persen bulat, lalu digolongkan menurut skala Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010."
    )
    t.table(
        "Tabel 3.1 Skala Penilaian",
        [
            ("Capaian", "{{ b.batas }}", 45, "tengah"),
            ("Kategori", "{% cellbg b.latar %}{{ b.kategori }}", 55, "tengah"),
        ],
        "tabel.skala",
    )
    t.heading("2. Capaian Sasaran", 3)
    t.text("{{ kalimat.capaian }} {{ kalimat.cakupan }}")
    kolom = [
        ("Target", "{{ b.target }}", 15, "tengah"),
        ("Realisasi kumulatif", "{{ b.realisasi }}", 17, "tengah"),
        ("Capaian (%)", "{{ b.capaian }}", 16, "angka"),
        ("Terendah", "{{ b.terendah }}", 26, "teks"),
        ("Tertinggi", "{{ b.tertinggi }}", 26, "teks"),
        ("Kec.", "{{ b.jumlah }}", 10, "tengah"),
    ]
    t.table(
        "Tabel 3.2 Perbandingan Target dan Realisasi Indikator Sasaran",
        [("Indikator Kinerja", "{{ b.indikator }}", 50, "teks"), *kolom],
        "tabel.capaian_sasaran",
        catatan="Rata-rata sederhana kecamatan. Kec. = jumlah kecamatan yang capaiannya dapat dihitung.",
    )
    t.heading("3. Capaian Program", 3)
    t.table(
        "Tabel 3.3 Capaian Indikator Program",
        [("Indikator Kinerja", "{{ b.indikator }}", 50, "teks"), *kolom],
        "tabel.capaian_program",
        catatan="Hanya kecamatan yang melaporkan realisasi indikator program.",
    )
    t.heading("4. Perbandingan Antarwaktu", 3)
    p = "{{ periode_singkat."
    t.table(
        "Tabel 3.4 Perbandingan Capaian dengan Periode Sebelumnya (persen)",
        [
            ("Indikator", "{{ b.indikator }}", 58, "teks"),
            (p + "ini }}", "{{ b.ini }}", 20, "angka"),
            (p + "lalu }}", "{{ b.lalu }}", 20, "angka"),
            ("Perubahan (poin)", "{{ b.ubah_lalu }}", 20, "angka"),
            (p + "tahun_lalu }}", "{{ b.tahun_lalu }}", 20, "angka"),
            ("Perubahan (poin)", "{{ b.ubah_tahun }}", 20, "angka"),
        ],
        "tabel.perbandingan",
        catatan="Capaian kumulatif mulai dari nol setiap tahun.",
    )
    t.bullets("kalimat.gerak_capaian", "Isi")
    t.heading("5. Capaian per Kecamatan", 3)
    t.text("{{ kalimat.ujung_capaian }}")
    t.text("{{ gambar.capaian }}", "Gambar")
    t.text("Gambar 3.1 Rata-rata Capaian Indikator Sasaran per Kecamatan", "Judul Tabel")


def chapter_3b(t: Templat) -> None:
    """Bab III, part B: budget, capaian against it, and where written figures differ from their detail."""
    t.heading("B. Realisasi Anggaran", 2, "b3b")
    t.heading("1. Realisasi per Program", 3)
    t.text("{{ kalimat.serapan }} {{ kalimat.beda }}")
    t.table(
        "Tabel 3.5 Realisasi Anggaran per Program",
        [
            ("Kode", "{{ b.kode }}", 15, "teks"),
            ("Program", "{{ b.uraian }}", 45, "teks"),
            ("Plafon (Rp)", "{{ b.plafon_dihitung }}", 26, "angka"),
            ("Realisasi (Rp)", "{{ b.realisasi_dihitung }}", 29, "angka"),
            ("Sisa (Rp)", "{{ b.sisa }}", 29, "angka"),
            ("Serapan (%)", "{{ b.serapan }}", 16, "angka"),
        ],
        "tabel.anggaran",
        tebal="b.gaya == 'total'",
        catatan="Dihitung dari rincian paling bawah.",
    )
    t.heading("2. Serapan per Kecamatan", 3)
    t.text("{{ kalimat.ujung_serapan }}")
    t.bullets("kalimat.gerak_serapan", "Isi")
    t.text("{{ gambar.serapan }}", "Gambar")
    t.text("Gambar 3.2 Serapan Anggaran per Kecamatan", "Judul Tabel")
    t.heading("3. Capaian terhadap Serapan", 3)
    t.bullets("kalimat.kuadran", "Isi")
    t.text("{{ gambar.efisiensi }}", "Gambar")
    t.text("Gambar 3.3 Capaian Kinerja terhadap Serapan Anggaran", "Judul Tabel")
    t.heading("4. Perbedaan Angka Tertulis dan Rincian", 3)
    t.text("{{ kalimat.temuan }}")
    t.text("{%p if tabel.perbedaan %}")
    t.table(
        "Tabel 3.6 Perbedaan Terbesar antara Angka Tertulis dan Rinciannya",
        [
            ("No", "{{ b.no }}", 8, "tengah"),
            ("Kecamatan", "{{ b.kecamatan }}", 24, "teks"),
            ("Baris", "{{ b.baris }}", 40, "teks"),
            ("Kolom", "{{ b.kolom }}", 16, "teks"),
            ("Tertulis", "{{ b.tertulis }}", 27, "angka"),
            ("Seharusnya", "{{ b.seharusnya }}", 23, "angka"),
            ("Selisih (Rp)", "{{ b.selisih }}", 22, "angka"),
        ],
        "tabel.perbedaan",
    )
    t.text("Tempat dan sebab tiap perbedaan:").paragraph_format.keep_with_next = True
    t.bullets("tabel.perbedaan", teks="No. {{ k.no }} ({{ k.tempat }}): {{ k.sebab }}.")
    t.text("{%p else %}")
    t.text("Tidak ada perbedaan antara angka yang ditulis kecamatan dan jumlah rinciannya.")
    t.text("{%p endif %}")


def chapter_3c(t: Templat) -> None:
    """Bab III, part C: who sent the report in time."""
    t.heading("C. Kepatuhan Penyampaian Laporan", 2, "b3c")
    t.text("{{ kalimat.kelengkapan }} {{ kalimat.terlambat }} {{ kalimat.belum }} {{ kalimat.ditolak }}")
    t.text("{{ kalimat.catatan }}")
    t.text("{%p if tabel.masalah_kepatuhan %}")
    _compliance(t, "Tabel 3.7 Laporan yang Belum Masuk, Ditolak, atau Terlambat", "tabel.masalah_kepatuhan", 1.0)
    t.text("{%p endif %}")


def _compliance(t: Templat, judul: str, daftar: str, lebar: float) -> None:
    t.table(
        judul,
        [
            ("Kecamatan", "{{ b.kecamatan }}", round(45 * lebar), "teks"),
            ("Status", "{{ b.status }}", round(40 * lebar), "teks"),
            ("Diterima", "{{ b.tanggal }}", round(28 * lebar), "tengah"),
            ("Tenggat", "{{ b.tenggat }}", round(28 * lebar), "tengah"),
            ("Hari terlambat", "{{ b.hari }}", round(19 * lebar), "tengah"),
        ],
        daftar,
    )


def chapter_4(t: Templat) -> None:
    """Bab IV: conclusions and next steps."""
    t.heading("BAB IV\nPENUTUP", 1, "bab4")
    t.heading("A. Simpulan", 2, "b4a")
    t.bullets("kalimat.simpulan", "Isi")
    t.heading("B. Langkah Perbaikan", 2, "b4b")
    t.text("Langkah yang perlu dilakukan pada triwulan berikutnya:")
    t.bullets("kalimat.langkah")
    t.text("{%p if kalimat.tindak_lanjut %}")
    t.text("Tindak lanjut yang direncanakan kecamatan:")
    t.bullets("kalimat.tindak_lanjut")
    t.text("{%p endif %}")
    signature(t)


def appendices(t: Templat) -> None:
    """Appendices on landscape pages: the figures of every kecamatan."""
    t.landscape()
    t.heading("LAMPIRAN", 1, "lampiran")
    t.dok.paragraphs[-1].paragraph_format.page_break_before = False
    _matrix(t)
    t.table(
        "Lampiran 2 Serapan Anggaran per Kecamatan",
        [
            ("Kecamatan", "{{ b.kecamatan }}", 36, "teks"),
            ("Plafon (Rp)", "{{ b.plafon_dihitung }}", 30, "angka"),
            ("Realisasi (Rp)", "{{ b.realisasi_dihitung }}", 30, "angka"),
            ("Sisa (Rp)", "{{ b.sisa }}", 30, "angka"),
            ("Serapan (%)", "{{ b.serapan_persen }}", 17, "angka"),
            ("Peringkat", "{{ b.peringkat }}", 18, "angka"),
            ("Plafon menurut laporan (Rp)", "{{ b.plafon_dilaporkan }}", 30, "angka"),
            ("Realisasi menurut laporan (Rp)", "{{ b.realisasi_dilaporkan }}", 30, "angka"),
            ("Serapan menurut laporan (%)", "{{ b.serapan_dilaporkan_persen }}", 22, "angka"),
        ],
        "tabel.serapan",
        tebal="b.gaya == 'total'",
        catatan="Plafon dan realisasi dihitung dari rincian; menurut laporan = baris TOTAL yang ditulis kecamatan.",
    )
    t.table(
        "Lampiran 3 Realisasi Anggaran per Program dan Kegiatan",
        [
            ("Kode", "{{ b.kode }}", 25, "teks"),
            ("Program / Kegiatan", "{{ b.uraian }}", 106, "teks"),
            ("Plafon (Rp)", "{{ b.plafon_dihitung }}", 30, "angka"),
            ("Realisasi (Rp)", "{{ b.realisasi_dihitung }}", 30, "angka"),
            ("Sisa (Rp)", "{{ b.sisa }}", 30, "angka"),
            ("Serapan (%)", "{{ b.serapan }}", 18, "angka"),
            ("Kec.", "{{ b.jumlah }}", 12, "tengah"),
        ],
        "tabel.anggaran_rinci",
        tebal="b.gaya in ('program', 'total')",
        catatan="Kec. = jumlah kecamatan yang memiliki program atau kegiatan itu.",
    )
    _compliance(t, "Lampiran 4 Kepatuhan Penyampaian Laporan", "tabel.kepatuhan", 1.5)


def _matrix(t: Templat) -> None:
    """Capaian per kecamatan and indicator: as many columns as there are indicators."""
    t.text("Lampiran 1 Capaian Indikator per Kecamatan (persen)", "Judul Tabel")
    lebar = [36, 17, 17, 17, 20, 29]  # the middle one repeats, its neighbours hold the tags and disappear
    tabel = t.dok.add_table(rows=0, cols=len(lebar))
    set_grid(tabel, lebar)

    def row(teks: tuple[str, ...], jenis: tuple[str, ...], kepala: bool = False) -> None:
        t.row(tabel, list(zip(teks, lebar, jenis, strict=True)), kepala=kepala)

    kolom = ("{%tc for k in tabel.matriks.kolom %}", "{{ k.kode }}", "{%tc endfor %}")
    row(("Kecamatan", *kolom, "Rata-rata", "Kategori"), ("judul",) * 6, kepala=True)
    t.tag(tabel, "{%tr for b in tabel.matriks.baris %}")
    sel = ("{%tc for s in b.sel %}", "{% cellbg s.latar %}{{ s.teks }}", "{%tc endfor %}")
    akhir = ("{{ b.rata }}", "{% cellbg b.latar_kategori %}{{ b.kategori }}")
    row(("{{ b.kecamatan }}", *sel, *akhir), ("teks", *("angka",) * 4, "tengah"))
    t.tag(tabel, "{%tr endfor %}")
    t.text("{% for k in tabel.matriks.kolom %}{{ k.kode }} = {{ k.nama }}. {% endfor %}", "Catatan Tabel")
