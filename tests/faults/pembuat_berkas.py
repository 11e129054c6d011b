"""Making broken and hostile files from good ones: archives with lying headers, changed cells, OLE edits."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable

import xlwt

from transforms.settings import CONTOH

ASLI = (CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx").read_bytes()
XLS = (CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Pasrujambe (sintetis).xls").read_bytes()
ODS = (CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Senduro (sintetis).ods").read_bytes()
ANGGARAN = "xl/worksheets/sheet4.xml"  # 'Realisasi Anggaran'
SAMPUL = "xl/worksheets/sheet1.xml"

Ubah = Callable[[bytes], bytes]


def parts(isi: bytes) -> dict[str, bytes]:
    """Name → bytes of every part of an archive."""
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        return {n: z.read(n) for n in z.namelist()}


def pack(bagian: dict[str, bytes] | Iterable[tuple[str, bytes]], metode: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of parts, also with repeated names when given as pairs."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", metode) as z, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # repeated names are what some cases are about
        for nama, isi in bagian.items() if isinstance(bagian, dict) else bagian:
            z.writestr(zipfile.ZipInfo(nama, (2023, 7, 14, 8, 0, 0)), isi, metode)
    return keluar.getvalue()


def patch(ubah: dict[str, Ubah | bytes], asli: bytes = ASLI) -> bytes:
    """A workbook with some parts changed (a function of the old bytes) or added (bytes)."""
    bagian = parts(asli)
    for nama, f in ubah.items():
        bagian[nama] = f(bagian.get(nama, b"")) if callable(f) else f
    return pack(bagian)


def replaced(lama: bytes, baru: bytes) -> Ubah:
    """Replace bytes that must be there."""

    def ubah(isi: bytes) -> bytes:
        assert lama in isi
        return isi.replace(lama, baru)

    return ubah


def cell(alamat: str, isi: bytes, atribut: bytes = b"", gaya: int = 4) -> Ubah:
    """Replace one cell of a sheet: its attributes beside address and style, and its content."""
    pola = re.compile(rb'<c r="%b"[^>]*?(?:/>|>.*?</c>)' % alamat.encode(), re.S)
    baru = b'<c r="%b" s="%d"%b>%b</c>' % (alamat.encode(), gaya, atribut, isi)

    def ubah(lembar: bytes) -> bytes:
        assert pola.search(lembar), alamat
        return pola.sub(lambda _: baru, lembar, count=1)

    return ubah


def chain(*langkah: Ubah) -> Ubah:
    """Several changes, one after the other."""

    def ubah(isi: bytes) -> bytes:
        for f in langkah:
            isi = f(isi)
        return isi

    return ubah


def sheet(isi_lembar: bytes, sebelum: bytes = b"", akar: bytes = b"") -> bytes:
    """The base workbook whose budget sheet has these rows and nothing else."""
    return patch({ANGGARAN: lambda _: worksheet(isi_lembar, sebelum, akar)})


def worksheet(isi_lembar: bytes, sebelum: bytes = b"", akar: bytes = b"") -> bytes:
    """Worksheet XML around rows."""
    ns = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return (
        akar
        + b"<worksheet "
        + ns
        + b">"
        + sebelum
        + b"<sheetData>"
        + isi_lembar
        + b"</sheetData></worksheet>"
    )


def add_style(kode_format: str) -> Ubah:
    """Give styles.xml one more cell style (index 8) with a number format."""
    tambahan = f'<numFmts count="1"><numFmt numFmtId="190" formatCode="{kode_format}"/></numFmts>'.encode()
    return chain(
        replaced(b'<numFmts count="0" />', tambahan),
        replaced(
            b"</cellXfs>", b'<xf numFmtId="190" fontId="0" fillId="0" borderId="4" xfId="0"/></cellXfs>'
        ),
    )


def zeros_deflated(mebi: int) -> tuple[bytes, int, int]:
    """(deflate stream of `mebi` MiB of spaces, length and CRC of its content)."""
    pemampat = zlib.compressobj(9, zlib.DEFLATED, -15)
    potongan = b" " * 2**20
    awal = pemampat.compress(potongan) + pemampat.flush(zlib.Z_FULL_FLUSH)
    ulang = pemampat.compress(potongan) + pemampat.flush(zlib.Z_FULL_FLUSH)
    isi = awal + ulang * (mebi - 1) + pemampat.flush(zlib.Z_FINISH)
    crc = 0
    for _ in range(mebi):
        crc = zlib.crc32(potongan, crc)
    return isi, mebi * 2**20, crc


class Arsip:
    """A ZIP archive written by hand, so that its headers can say anything."""

    def __init__(self) -> None:
        self.isi = bytearray()
        self.tengah: list[bytes] = []

    def add(self, nama: str, data: bytes, **palsu: int) -> "Arsip":
        """Add a part, compressed here; `palsu` overrides what the directory says of it."""
        pemampat = zlib.compressobj(9, zlib.DEFLATED, -15)
        padat = pemampat.compress(data) + pemampat.flush()
        return self.add_raw(nama, padat, **{"ukuran": len(data), "crc": zlib.crc32(data)} | palsu)

    def add_raw(self, nama: str, padat: bytes, ukuran: int, crc: int, **palsu: int) -> "Arsip":
        """Add a part whose compressed bytes are given."""
        penanda, metode = palsu.get("penanda", 0), palsu.get("metode", 8)
        awal = palsu.get("awal", len(self.isi))
        kepala = struct.pack(
            "<4s5H3L2H", b"PK\3\4", 20, penanda, metode, 0, 0, crc, len(padat), ukuran, len(nama), 0
        )
        self.isi += kepala + nama.encode() + padat
        self.tengah.append(
            struct.pack(
                "<4s6H3L5H2L",
                b"PK\1\2",
                20,
                20,
                penanda,
                metode,
                0,
                0,
                crc,
                palsu.get("padat", len(padat)),
                ukuran,
                len(nama),
                0,
                0,
                0,
                0,
                0,
                awal,
            )
            + nama.encode()
        )
        return self

    def bytes(self, sisip: bytes = b"") -> bytes:
        """The archive; `sisip` stands between the directory and the end record."""
        tengah = b"".join(self.tengah)
        n = len(self.tengah)
        akhir = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, len(tengah), len(self.isi), 0)
        return bytes(self.isi) + tengah + sisip + akhir


def with_raw(nama: str, padat: bytes, ukuran: int, crc: int, **palsu: int) -> bytes:
    """The base workbook and one more part whose bytes and headers are given."""
    arsip = Arsip()
    for n, isi in parts(ASLI).items():
        arsip.add(n, isi)
    return arsip.add_raw(nama, padat, ukuran, crc, **palsu).bytes()


def rename_stream(isi: bytes, lama: str, baru: str) -> bytes:
    """An OLE file in whose directory one entry has another name."""
    letak = isi.index(lama.encode("utf-16-le") + b"\0\0")
    sandi = baru.encode("utf-16-le")
    return isi[:letak] + sandi.ljust(64, b"\0") + struct.pack("<H", len(sandi) + 2) + isi[letak + 66 :]


def add_storage(isi: bytes, nama: str) -> bytes:
    """An OLE file with one more (empty) storage, in a free entry of its directory."""
    letak = isi.index("Root Entry".encode("utf-16-le"))
    while isi[letak + 66]:
        letak += 128
    sandi = nama.encode("utf-16-le")
    entri = sandi.ljust(64, b"\0") + struct.pack("<HBB3L", len(sandi) + 2, 1, 1, *[0xFFFFFFFF] * 3)
    return isi[:letak] + entri.ljust(116, b"\0") + struct.pack("<LQ", 0xFFFFFFFE, 0)[:12] + isi[letak + 128 :]


def xls(isi: Callable[[xlwt.Worksheet], None]) -> bytes:
    """An .xls whose only sheet is filled by `isi`."""
    buku = xlwt.Workbook()
    isi(buku.add_sheet("Lembar"))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def docx(isi_badan: bytes, tambahan: dict[str, bytes] | None = None) -> bytes:
    """A minimal .docx around the XML of its body."""
    ns = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return pack(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": b"<w:document " + ns + b"><w:body>" + isi_badan + b"</w:body></w:document>",
        }
        | (tambahan or {})
    )


def ods(isi_tabel: bytes, tambahan: dict[str, bytes] | None = None) -> bytes:
    """A minimal .ods around the XML of its only table."""
    ns = b" ".join(
        b'xmlns:%b="urn:oasis:names:tc:opendocument:xmlns:%b:1.0"' % (n, n)
        for n in (b"office", b"table", b"text", b"style")
    )
    return pack(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"<office:document-content " + ns + b"><office:body><office:spreadsheet>"
            b'<table:table table:name="Satu">' + isi_tabel + b"</table:table>"
            b"</office:spreadsheet></office:body></office:document-content>",
        }
        | (tambahan or {})
    )
