"""Receipts: the same as JSON and as a page, safe against typed text, stable when nothing changed."""

import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from transforms import database
from transforms.reports import receipt

KIRIMAN = {
    "kiriman_id": "K000003",
    "nomor": 3,
    "kode_kecamatan": "35.08.08",
    "kecamatan": "Rowokangkung",
    "tahun": 2023,
    "triwulan": 2,
    "versi": 2,
    "sha256": "ab" * 32,
    "nama_berkas": "LKj TW II.xlsx",
    "diterima_pada": "2023-07-14T10:00:00+07",
    "tanggal_laporan": None,
    "status": "DITERIMA_DENGAN_CATATAN",
    "alasan": None,
    "menggantikan": "K000001",
    "hari_terlambat": 0,
    "sintetis": True,
    "duplikat_dari": None,
}
TEMUAN = {
    "kode_temuan": "SISA_TIDAK_COCOK",
    "tingkat": "peringatan",
    "kiriman_id": "K000003",
    "tahun": 2023,
    "triwulan": 2,
    "lembar": "Realisasi Anggaran",
    "sel": "E16",
    "sel_terkait": None,
    "kolom": "sisa",
    "objek": "7.01.01.2.02.01",
    "nilai_mentah": "678.191.950",
    "nilai_seharusnya": "679191950.00",
    "selisih": Decimal("-1000000.00"),
    "judul": "Sisa tidak cocok",
    "pesan": "Sisa bukan plafon dikurangi realisasi.",
    "tindakan": "Hitung ulang.",
    "diakui": False,
    "pengakuan": None,
}
PERUBAHAN = {
    "kiriman_id": "K000003",
    "tahun": 2023,
    "triwulan": 2,
    "tabel": "realisasi_anggaran",
    "kunci": "7.01.02",
    "kolom": "realisasi",
    "nilai_lama": "1000000.00",
    "nilai_baru": "1500000.00",
    "lembar": "Realisasi Anggaran",
    "sel_lama": "D34",
    "sel_baru": "D35",
}
DAMPAK = {
    "kiriman_id": "K000003",
    "tahun": 2023,
    "triwulan": 2,
    "sel_berubah": 1,
    "plafon_sebelum": Decimal("10000000.00"),
    "plafon_sesudah": Decimal("10000000.00"),
    "realisasi_sebelum": Decimal("1000000.00"),
    "realisasi_sesudah": Decimal("1500000.00"),
    "serapan_sebelum": Decimal("10.00"),
    "serapan_sesudah": Decimal("15.00"),
    "serapan_selisih": Decimal("5.00"),
    "capaian_sebelum": None,
    "capaian_sesudah": Decimal("52.42"),
    "capaian_selisih": None,
}
TIPE = {
    **dict.fromkeys((k for k in DAMPAK if k.startswith(("plafon", "realisasi"))), "decimal(18,2)"),
    **dict.fromkeys((k for k in DAMPAK if k.startswith(("serapan", "capaian"))), "decimal(9,2)"),
    **dict.fromkeys(("nomor", "tahun", "triwulan", "versi", "hari_terlambat", "sel_berubah"), "integer"),
    **dict.fromkeys(("sintetis", "diakui"), "boolean"),
    "diterima_pada": "timestamptz",
    "tanggal_laporan": "date",
    "selisih": "decimal(18,2)",
}
JAHAT = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "a\x0bb",
]


class Tags(HTMLParser):
    """Collects every tag and attribute of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.atribut = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.atribut += [nama for nama, _ in attrs]


@pytest.fixture
def con():
    """The five tables a receipt reads, with one kiriman of a period and one without."""
    con = database.connect(None)
    con.execute("""create table penerimaan
        (kiriman_id varchar, jenis_berkas varchar, ukuran bigint, tahun integer, triwulan integer)""")
    con.execute("insert into penerimaan values ('K000003', 'xlsx', 12799, 2023, 2), ('K000004', null, 5, null, null)")
    teks = "varchar"
    tabel_isi = {"kiriman": KIRIMAN, "temuan": TEMUAN, "perubahan_kiriman": PERUBAHAN, "perubahan_dampak": DAMPAK}
    for tabel, baris in tabel_isi.items():
        con.execute(f"create table {tabel} ({', '.join(f'{k} {TIPE.get(k, teks)}' for k in baris)})")
    rusak = KIRIMAN | dict.fromkeys(
        ("kode_kecamatan", "kecamatan", "tahun", "triwulan", "versi", "menggantikan", "hari_terlambat")
    )
    rusak |= {
        "kiriman_id": "K000004",
        "nomor": 4,
        "status": "DITOLAK",
        "alasan": "Berkas rusak",
        "sintetis": False,
    }
    galat = dict.fromkeys(TEMUAN) | {
        "kode_temuan": "BERKAS_RUSAK",
        "tingkat": "galat",
        "kiriman_id": "K000004",
        "judul": "Berkas rusak",
        "pesan": "Berkas tidak dapat dibuka.",
        "tindakan": "Simpan ulang lalu kirim lagi.",
        "diakui": False,
    }
    insert(con, "kiriman", KIRIMAN, rusak)
    insert(con, "temuan", TEMUAN, TEMUAN | {"tingkat": "info", "sel": "E4"}, galat)
    insert(con, "perubahan_kiriman", PERUBAHAN)
    insert(con, "perubahan_dampak", DAMPAK)
    yield con
    con.close()


def insert(con, tabel, *baris):
    for b in baris:
        con.execute(
            f"insert into {tabel} ({', '.join(b)}) values ({', '.join('?' for _ in b)})", list(b.values())
        )


def test_every_file_of_the_period_gets_json_and_page(con, tmp_path):
    ditulis = receipt.write_receipts(con, 2023, 2, tmp_path, "Bappeda")
    assert [p.name for p in ditulis] == ["K000003.json", "K000003.html"]
    isi = json.loads(ditulis[0].read_text(encoding="utf-8"))
    assert (
        isi["status"] == "DITERIMA_DENGAN_CATATAN" and isi["versi"] == 2 and isi["menggantikan"] == "K000001"
    )
    assert isi["diterima_pada"] == "2023-07-14T10:00:00+07:00"
    assert isi["jumlah_temuan"] == {"galat": 0, "peringatan": 1, "info": 1}
    assert isi["temuan"][0]["sel"] == "E16" and isi["temuan"][0]["selisih"] == "-1000000.00"
    assert isi["perubahan"][0]["nilai_baru"] == "1500000.00"
    assert isi["dampak"]["serapan_selisih"] == "5.00" and isi["dampak"]["capaian_sebelum"] is None
    assert isi["penerbitan"] == {"ditahan": False, "keterangan": None, "sebab": []}
    html = ditulis[1].read_text(encoding="utf-8")
    for teks in (
        "14 Juli 2023",
        "679.191.950",
        "-1.000.000",
        "1.500.000",
        "DATA SINTETIS",
        "ab" * 32,
        "sel E16",
        "10,00",
        "+5,00 poin",
        "+500.000",
    ):
        assert teks in html
    assert "Penerbitan ditahan" not in html


def test_an_unreadable_file_gets_a_receipt_of_its_own(con, tmp_path):
    ditulis = receipt.write_receipts(con, None, None, tmp_path)
    assert [p.name for p in ditulis] == ["K000004.json", "K000004.html"]
    html = ditulis[1].read_text(encoding="utf-8")
    assert "Ditolak" in html and "periode tidak diketahui" in html and "Simpan ulang lalu kirim lagi." in html


def test_unchanged_receipts_are_not_written_again(con, tmp_path):
    receipt.write_receipts(con, 2023, 2, tmp_path)
    waktu = [p.stat().st_mtime_ns for p in sorted(tmp_path.iterdir())]
    assert receipt.write_receipts(con, 2023, 2, tmp_path) == []
    assert [p.stat().st_mtime_ns for p in sorted(tmp_path.iterdir())] == waktu
    con.execute("update temuan set diakui = true, pengakuan = 'Sesuai DPPA' where sel = 'E16'")
    assert len(receipt.write_receipts(con, 2023, 2, tmp_path)) == 2
    assert "Sudah dijelaskan: Sesuai DPPA" in (tmp_path / "K000003.html").read_text(encoding="utf-8")


def test_withheld_publication_is_said_until_it_is_published(con, tmp_path):
    sebab = ["tren: Kolom <b>hilang</b>"]
    receipt.write_receipts(con, 2023, 2, tmp_path, hanya=["K000003"], ditahan=sebab)
    isi = json.loads((tmp_path / "K000003.json").read_text(encoding="utf-8"))
    assert isi["penerbitan"] == {"ditahan": True, "keterangan": receipt.DITAHAN, "sebab": sebab}
    html = (tmp_path / "K000003.html").read_text(encoding="utf-8")
    assert "Penerbitan ditahan" in html and "Kolom &lt;b&gt;hilang" in html
    assert len(receipt.write_receipts(con, 2023, 2, tmp_path)) == 2
    assert "Penerbitan ditahan" not in (tmp_path / "K000003.html").read_text(encoding="utf-8")


def test_only_some(con, tmp_path):
    assert receipt.write_receipts(con, 2023, 2, tmp_path, hanya=["K000009"]) == []


@pytest.mark.parametrize("teks", JAHAT)
def test_typed_text_never_becomes_markup(teks):
    kotor = KIRIMAN | {"nama_berkas": teks, "kecamatan": teks, "alasan": teks}
    temuan = TEMUAN | {k: teks for k in ("lembar", "sel", "objek", "nilai_mentah", "pesan", "tindakan")}
    bersih = Tags(receipt.render_receipt(receipt.compose_receipt(KIRIMAN, {}, [TEMUAN], [PERUBAHAN])))
    html = receipt.render_receipt(receipt.compose_receipt(kotor, {}, [temuan], [PERUBAHAN | {"kunci": teks}]))
    tags = Tags(html)
    assert "script" not in tags.tags and "img" not in tags.tags and "a" not in tags.tags
    assert not any(a.startswith("on") for a in tags.atribut)
    assert set(tags.tags) <= set(bersih.tags)


def test_the_page_loads_nothing_from_outside():
    html = receipt.render_receipt(receipt.compose_receipt(KIRIMAN, {}, [TEMUAN], [PERUBAHAN]))
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"(src|href)=|url\(|@import|https?:", html)
