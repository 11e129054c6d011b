"""Makes templates/laporan.docx, the template of the Word report: `python -m transforms.reports.docx_template`.

Everything between {{ }} and {% %} is filled in by docx_report; all other words and the look may be changed in Word.
An office's own copy, named laporan.docx in its reference folder, is used instead of the bundled one.
"""

from pathlib import Path

from transforms.reports.docx_template_chapters import (
    appendices,
    chapter_3a,
    chapter_3b,
    chapter_3c,
    chapter_4,
    signature,
)
from transforms.reports.docx_template_style import Templat
from transforms.reports.office_zip import normalize_zip

BERKAS = Path(__file__).with_name("templates") / "laporan.docx"
ISI = (
    ("Kata Pengantar", "pengantar", 0),
    ("Ikhtisar", "ikhtisar", 0),
    ("Bab I Pendahuluan", "bab1", 0),
    ("A. Latar Belakang", "b1a", 1),
    ("B. Maksud dan Tujuan", "b1b", 1),
    ("C. Gambaran Umum", "b1c", 1),
    ("D. Aspek Strategis", "b1d", 1),
    ("E. Permasalahan Utama", "b1e", 1),
    ("F. Sumber dan Pengolahan Data", "b1f", 1),
    ("G. Sistematika", "b1g", 1),
    ("Bab II Perencanaan Kinerja", "bab2", 0),
    ("A. Sasaran, Indikator, dan Target", "b2a", 1),
    ("B. Anggaran menurut Perjanjian Kinerja", "b2b", 1),
    ("Bab III Akuntabilitas Kinerja", "bab3", 0),
    ("A. Capaian Kinerja", "b3a", 1),
    ("B. Realisasi Anggaran", "b3b", 1),
    ("C. Kepatuhan Penyampaian Laporan", "b3c", 1),
    ("Bab IV Penutup", "bab4", 0),
    ("A. Simpulan", "b4a", 1),
    ("B. Langkah Perbaikan", "b4b", 1),
    ("Lampiran", "lampiran", 0),
)


def make_template(path: Path = BERKAS) -> Path:
    """Write the template; equal bytes every time."""
    t = Templat()
    t.dok.core_properties.title = "Laporan Konsolidasi Kinerja Kecamatan {{ periode }} Kabupaten {{ kabupaten }}"
    t.frame(
        "Laporan Konsolidasi Kinerja Kecamatan {{ periode }} · Kabupaten {{ kabupaten }} · data {{ status_singkat }}",
        "{{ instansi }} · ",
    )
    for isi in (_cover, _foreword, _contents, _summary, _chapter_1, _chapter_2, chapter_3a, chapter_3b, chapter_3c,
                chapter_4, appendices):  # fmt: skip
        isi(t)
    t.dok.save(path)
    normalize_zip(path)
    return path


def _cover(t: Templat) -> None:
    for _ in range(5):
        t.text("", "Sampul Isi")
    t.text("LAPORAN KONSOLIDASI\nKINERJA KECAMATAN", "Sampul Judul")
    t.text("{{ periode | upper }}", "Sampul Judul")
    t.text("", "Sampul Isi")
    t.text("KABUPATEN {{ kabupaten | upper }}", "Sampul Isi", tebal=True)
    t.text("{{ kelengkapan }} kecamatan", "Sampul Isi")
    t.text("", "Sampul Isi")
    t.text("Data {{ status }}", "Sampul Isi", tebal=True)
    t.text("{%p if spanduk %}")
    t.text("{{ spanduk }}", "Spanduk")
    t.text("{%p endif %}")
    for _ in range(11):
        t.text("", "Sampul Isi")
    t.text("{{ instansi | upper | replace('KABUPATEN ', 'KABUPATEN\u00a0') }}", "Sampul Isi", tebal=True)
    t.text("TAHUN {{ tahun }}", "Sampul Isi", tebal=True)


def _foreword(t: Templat) -> None:
    t.heading("KATA PENGANTAR", 1, "pengantar")
    for teks in (
        "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena atas rahmat-Nya Laporan Konsolidasi Kinerja "
        "Kecamatan {{ periode }} Kabupaten {{ kabupaten }} dapat diselesaikan.",
        "Laporan ini menghimpun Laporan Kinerja (LKj) triwulanan yang disampaikan kecamatan dan menggambarkan capaian "
        "kinerja serta penggunaan anggaran kecamatan pada masa {{ masa }}. Laporan memuat keberhasilan maupun hal yang "
        "belum tercapai dalam pelaksanaan program, kegiatan, dan sub kegiatan, serta perbedaan antara angka yang "
        "ditulis kecamatan dan angka yang dihitung kembali dari rinciannya.",
        "Laporan ini disusun mengikuti sistematika Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi "
        "Birokrasi Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja, dan Tata Cara "
        "Reviu atas Laporan Kinerja Instansi Pemerintah.",
        "Kami berharap laporan ini bermanfaat sebagai bahan evaluasi dan perbaikan kinerja kecamatan pada triwulan "
        "berikutnya. Masukan yang membangun sangat kami harapkan.",
    ):
        t.text(teks)
    signature(t)


def _contents(t: Templat) -> None:
    t.heading("DAFTAR ISI", 1)
    t.contents(list(ISI))


def _summary(t: Templat) -> None:
    t.heading("IKHTISAR", 1, "ikhtisar")
    t.bullets("kalimat.ikhtisar")
    p, angka = "{{ periode_singkat.", "angka"
    t.table(
        "Ringkasan Kabupaten",
        [
            ("Uraian", "{{ b.uraian }}", 60, "teks"),
            (p + "ini }}", "{{ b.ini }}", 32, angka),
            (p + "lalu }}", "{{ b.lalu }}", 32, angka),
            (p + "tahun_lalu }}", "{{ b.tahun_lalu }}", 32, angka),
        ],
        "tabel.ringkasan",
        tebal="b.gaya == 'total'",
        catatan="– = belum ada data. Angka anggaran dan capaian kumulatif sejak awal tahun.",
    )


def _chapter_1(t: Templat) -> None:
    t.heading("BAB I\nPENDAHULUAN", 1, "bab1")
    t.heading("A. Latar Belakang", 2, "b1a")
    t.text(
        "{{ dasar_tenggat }} mengamanatkan camat menyampaikan Laporan Kinerja triwulanan paling lambat {{ "
        "hari_tenggat }} hari kalender setelah triwulan berakhir. Pelaporan kinerja merupakan wujud akuntabilitas "
        "kecamatan dalam mengenali hal yang telah dan belum dicapai, serta memberi gambaran efisiensi dan "
        "efektivitas antara perencanaan dan pelaksanaan kegiatan maupun anggaran."
    )
    t.text(
        "Laporan konsolidasi ini menggabungkan laporan kinerja seluruh kecamatan sehingga capaian kinerja dan "
        "penggunaan anggaran dapat dibandingkan antarkecamatan dan antarwaktu, serta menjadi bahan evaluasi hasil "
        "Renja Perangkat Daerah sebagaimana diatur dalam Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017."
    )
    t.heading("B. Maksud dan Tujuan", 2, "b1b")
    t.text(
        "Laporan ini dimaksudkan untuk menyajikan capaian kinerja dan realisasi anggaran kecamatan {{ periode }} "
        "secara utuh, menunjukkan kecamatan yang memerlukan perhatian, dan menjadi dasar tindak lanjut pada "
        "triwulan berikutnya."
    )
    t.heading("C. Gambaran Umum", 2, "b1c")
    t.text(
        "Kabupaten {{ kabupaten }} terdiri atas {{ jumlah_kecamatan }} kecamatan yang membawahi {{ jumlah_desa }} "
        "desa dan {{ jumlah_kelurahan }} kelurahan. {{ kalimat.kelengkapan }} {{ kalimat.belum }} {{ "
        "kalimat.ditolak }}"
    )
    t.heading("D. Aspek Strategis", 2, "b1d")
    t.text("Kinerja kecamatan diukur melalui sasaran strategis dan indikator berikut.")
    t.bullets("tabel.sasaran", teks="{{ k.sasaran }}, dengan indikator {{ k.indikator }}.")
    t.heading("E. Permasalahan Utama", 2, "b1e")
    t.text("{%p if kalimat.permasalahan %}")
    t.text("Permasalahan yang ditulis kecamatan dalam laporannya:")
    t.bullets("kalimat.permasalahan", "List Bullet")
    t.text("{%p else %}")
    t.text("Laporan yang berlaku tidak memuat uraian permasalahan.")
    t.text("{%p endif %}")
    t.heading("F. Sumber dan Pengolahan Data", 2, "b1f")
    for teks in (
        "Data berasal dari LKj kecamatan yang berlaku, yaitu kiriman terakhir yang diterima.",
        "Angka anggaran yang utama dihitung dari rincian paling bawah; angka yang ditulis kecamatan pada baris induk "
        "ditampilkan di sampingnya dan selisihnya dijelaskan.",
        "Capaian dihitung dari realisasi kumulatif terhadap target tahunan. Target yang kosong tidak ikut "
        "dirata-ratakan.",
        "Tanda – berarti data belum ada; nilai tersebut tidak dianggap nol.",
        "Seluruh angka dapat ditelusuri sampai ke sel asalnya pada buku kerja konsolidasi dan basis data terbitan.",
    ):
        t.text(teks, "List Bullet")
    t.text("{%p if spanduk %}")
    t.text("{{ spanduk }}", "List Bullet")
    t.text("{%p endif %}")
    t.heading("G. Sistematika", 2, "b1g")
    t.text(
        "Bab I memuat pendahuluan; Bab II memuat ringkasan perjanjian kinerja; Bab III memuat capaian kinerja, "
        "realisasi anggaran, dan kepatuhan penyampaian laporan; Bab IV memuat simpulan dan langkah perbaikan; "
        "rincian per kecamatan terdapat pada lampiran."
    )


def _chapter_2(t: Templat) -> None:
    t.heading("BAB II\nPERENCANAAN KINERJA", 1, "bab2")
    t.text(
        "Perjanjian kinerja merupakan komitmen antara pemberi dan penerima amanah untuk meningkatkan akuntabilitas, "
        "transparansi, dan kinerja aparatur. Bab ini merangkum perjanjian kinerja camat tahun {{ tahun }} sebagaimana "
        "tertulis dalam laporan yang berlaku."
    )
    t.heading("A. Sasaran, Indikator, dan Target", 2, "b2a")
    for nama, daftar, sasaran in (
        ("Tabel 2.1 Sasaran Strategis", "tabel.sasaran", "Sasaran Strategis"),
        ("Tabel 2.2 Sasaran Program", "tabel.indikator_program", "Sasaran Program"),
    ):
        t.table(
            nama,
            [
                ("No", "{{ b.no }}", 8, "tengah"),
                (sasaran, "{{ b.sasaran }}", 67, "teks"),
                ("Indikator Kinerja", "{{ b.indikator }}", 52, "teks"),
                ("Target rata-rata", "{{ b.target }}", 16, "tengah"),
                ("Rentang", "{{ b.rentang }}", 17, "tengah"),
            ],
            daftar,
        )
    t.heading("B. Anggaran menurut Perjanjian Kinerja", 2, "b2b")
    t.table(
        "Tabel 2.3 Anggaran per Program Kecamatan yang Laporannya Berlaku",
        [
            ("Kode", "{{ b.kode }}", 17, "teks"),
            ("Program", "{{ b.program }}", 60, "teks"),
            ("Perjanjian Kinerja (Rp)", "{{ b.anggaran }}", 29, "angka"),
            ("Plafon dihitung (Rp)", "{{ b.plafon }}", 29, "angka"),
            ("Perjanjian − plafon (Rp)", "{{ b.selisih }}", 25, "angka"),
        ],
        "tabel.perjanjian",
        tebal="b.gaya == 'total'",
        akhir=True,
    )


if __name__ == "__main__":
    make_template()
