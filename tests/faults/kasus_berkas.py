"""The catalogue of broken and hostile files: how each is made, and what must be said about it.

Cases about what cells say stand in kasus_sel.py."""

import io
import os
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msoffcrypto.format.ooxml
from pembuat_berkas import (
    ANGGARAN,
    ASLI,
    ODS,
    SAMPUL,
    XLS,
    Arsip,
    add_storage,
    docx,
    ods,
    pack,
    parts,
    patch,
    rename_stream,
    sheet,
    with_raw,
    worksheet,
    xls,
    zeros_deflated,
)  # fmt: skip

from transforms.settings import CONTOH

TERBACA = "TERBACA"
BAIK = [
    *sorted((CONTOH / "2022-TW2").glob("*.xlsx"))[:18],
    CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Pasrujambe (sintetis).xls",
    CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Senduro (sintetis).ods",
]
"""Twenty good workbooks that travel with the bad ones."""


@dataclass(frozen=True)
class Kasus:
    """One file: its name, its bytes (or how to make it in a folder), and the expected verdict.

    harapan: the finding that must be there, at `sel` if given. ditolak: whether nothing of the file may be
    used. sama: whether it must give what the undamaged workbook gives.
    """

    nama: str
    berkas: str
    buat: Callable[[], bytes] | Callable[[Path], None]
    harapan: str
    ditolak: bool = True
    sama: bool = False
    sel: str | None = None


def accepted(nama: str, berkas: str, buat, kode: str, sel: str | None = None) -> Kasus:
    """A file that is read, with a finding."""
    return Kasus(nama, berkas, buat, kode, ditolak=False, sel=sel)


def unchanged(nama: str, berkas: str, buat) -> Kasus:
    """A file that only looks wrong: it must give what the good workbook gives."""
    return Kasus(nama, berkas, buat, TERBACA, ditolak=False, sama=True)


def _encrypted() -> bytes:
    keluar = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(ASLI)).encrypt("rahasia", keluar)
    return keluar.getvalue()


def _bomb(**palsu: int) -> bytes:
    padat, ukuran, crc = zeros_deflated(1024)
    return with_raw("xl/worksheets/sheet9.xml", padat, palsu.pop("ukuran", ukuran), crc, **palsu)


def _many_small_bombs() -> bytes:
    padat, ukuran, crc = zeros_deflated(1)
    arsip = Arsip()
    for n, isi in parts(ASLI).items():
        arsip.add(n, isi)
    for n in range(250):
        arsip.add_raw(f"xl/media/gambar{n}.xml", padat, ukuran, crc)
    return arsip.bytes()


def _overlapping() -> bytes:
    arsip = Arsip()
    arsip.add("xl/workbook.xml", b"<workbook/>" * 2000)
    for n in range(200):
        arsip.tengah.append(arsip.tengah[0].replace(b"xl/workbook.xml", f"xl/workbook{n:03}l".encode()))
    return arsip.bytes()


def _second_directory() -> bytes:
    """A 64-bit directory that lists fewer parts than the plain one."""
    akhir64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 60, 0)
    arsip = Arsip()
    for n, isi in parts(ASLI).items():
        arsip.add(n, isi)
    letak = len(arsip.isi) + sum(map(len, arsip.tengah))
    return arsip.bytes(akhir64 + struct.pack("<4sLQL", b"PK\6\7", 0, letak, 1))


def _duplicate(nama_kedua: str) -> bytes:
    bagian = parts(ASLI)
    lain = bagian[ANGGARAN].replace(b"889.930.882,00", b"999.930.882,00")
    return pack([*bagian.items(), (nama_kedua, lain)])


def _dtd(isi: bytes, sandi: str = "utf-8") -> bytes:
    return patch({SAMPUL: lambda lama: (isi.decode() + lama.decode()).encode(sandi)})


_TAWA = (
    b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
_KUADRAT = b'<!DOCTYPE q [<!ENTITY a "' + b"a" * 50_000 + b'">]>'
_XXE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _implicit_positions() -> bytes:
    """No addresses on cells or rows: position by order, as the format allows."""

    def ubah(_: bytes) -> bytes:
        sel = b"<c><v>1</v></c>"
        return worksheet(b"<row>" + sel * 3 + b"</row>" + b"<row>" + sel * 300 + b"</row>")

    return patch({ANGGARAN: ubah})


def _docx_bomb() -> bytes:
    acak = random.Random(2)
    sel = (b"<w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc>" % acak.getrandbits(64) for _ in range(5001))
    return docx(b"<w:tbl>" + b"".join(b"<w:tr>" + s + b"</w:tr>" for s in sel) + b"</w:tbl>")


def _huge_xls(lembar) -> None:
    lembar.write(0, 0, "a")
    lembar.write(65_535, 255, "z")


def _isi_ods(ulang: bytes) -> bytes:
    return b'<table:table-cell office:value-type="float" office:value="1" %b/>' % ulang


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipa.xlsx")


def _folder(folder: Path) -> None:
    (folder / "folder.xlsx").mkdir()


def _symlink(folder: Path) -> None:
    (folder / "tautan.xlsx").symlink_to("/etc/passwd")


_X = "LKj.xlsx"
KASUS_BERKAS: tuple[Kasus, ...] = (
    # what it is
    Kasus("kosong", _X, lambda: b"", "BERKAS_KOSONG"),
    Kasus("spasi saja", _X, lambda: b" \r\n" * 50, "BERKAS_KOSONG"),
    Kasus(
        "tanpa sel",
        _X,
        lambda: patch({f"xl/worksheets/sheet{n}.xml": worksheet(b"") for n in range(1, 6)}),
        "BERKAS_KOSONG",
    ),
    Kasus("nol semua", _X, lambda: b"\0" * 40_000, "BERKAS_RUSAK"),
    Kasus("21 MB", _X, lambda: ASLI + b"\0" * 21 * 2**20, "BERKAS_TERLALU_BESAR"),
    Kasus("html", "LKj.xls", lambda: b"\r\n<html><table><tr><td>1</td></tr></table></html>", "FORMAT_HTML"),
    Kasus(
        "mhtml", "LKj.xls", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "FORMAT_HTML"
    ),
    Kasus("xml 2003", "LKj.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "FORMAT_HTML"),
    Kasus("csv", _X, lambda: b"Kode;Uraian;Plafon\n7.01.01;Kegiatan;1000\n", "FORMAT_TEKS"),
    Kasus("teks utf-16", "LKj.xls", lambda: "Kode\tUraian\n7.01\tKegiatan\n".encode("utf-16"), "FORMAT_TEKS"),
    Kasus("pdf", _X, lambda: b"%PDF-1.7\n" + b"x" * 500, "FORMAT_TIDAK_DIKENAL"),
    Kasus("acak", _X, lambda: random.Random(1).randbytes(5000), "FORMAT_TIDAK_DIKENAL"),
    Kasus("zip biasa", _X, lambda: pack({"a.xlsx": ASLI, "b.xlsx": ASLI}), "FORMAT_TIDAK_DIKENAL"),
    Kasus("presentasi", _X, lambda: pack({"ppt/presentation.xml": b"<p/>"}), "FORMAT_TIDAK_DIKENAL"),
    Kasus(
        "odt",
        "LKj.ods",
        lambda: pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "FORMAT_TIDAK_DIKENAL",
    ),
    Kasus(
        "word lama", "LKj.doc", lambda: rename_stream(XLS, "Workbook", "WordDocument"), "FORMAT_TIDAK_DIKENAL"
    ),
    accepted("xls bernama xlsx", _X, lambda: XLS, TERBACA),
    unchanged("xlsx bernama xls", "LKj.xls", lambda: ASLI),
    accepted("ods bernama xlsx", _X, lambda: ODS, TERBACA),
    Kasus("pipa", "pipa.xlsx", _fifo, "BERKAS_RUSAK"),
    Kasus("folder", "folder.xlsx", _folder, "BERKAS_RUSAK"),
    Kasus("tautan", "tautan.xlsx", _symlink, "BERKAS_RUSAK"),
    # locked
    Kasus("bersandi xlsx", _X, _encrypted, "BERKAS_BERSANDI"),
    Kasus("bersandi xls", "LKj.xls", lambda: XLS.replace(b"\xe1\0\2\0", b"\x2f\0\2\0", 1), "BERKAS_BERSANDI"),
    Kasus(
        "bersandi ods",
        "LKj.ods",
        lambda: ods(b"", {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "BERKAS_BERSANDI",
    ),
    Kasus("bersandi zip", _X, lambda: with_raw("xl/a.xml", b"x", 1, 1, penanda=1), "BERKAS_BERSANDI"),
    # broken
    Kasus("separuh", _X, lambda: ASLI[: len(ASLI) // 2], "BERKAS_RUSAK"),
    Kasus("kurang satu byte", _X, lambda: ASLI[:-1], "BERKAS_RUSAK"),
    Kasus("ekor tambahan", _X, lambda: ASLI + b"\0" * 100, "BERKAS_RUSAK"),
    Kasus("dua arsip", _X, lambda: ASLI + pack({"x": b"y"}), "BERKAS_RUSAK"),
    Kasus("dua daftar isi", _X, _second_directory, "BERKAS_RUSAK"),
    Kasus("CRC salah", _X, lambda: with_raw("xl/a.xml", b"\3\0", 0, 5), "BERKAS_RUSAK"),
    Kasus("deflate rusak", _X, lambda: with_raw("xl/a.xml", b"\xff\xff\xff", 9, 5), "BERKAS_RUSAK"),
    Kasus("pemampatan asing", _X, lambda: with_raw("xl/a.xml", b"abc", 3, 5, metode=14), "BERKAS_RUSAK"),
    Kasus("nama berbeda", _X, lambda: ASLI.replace(b"xl/styles.xml", b"xl/stylez.xml", 1), "BERKAS_RUSAK"),
    Kasus("xml terputus", _X, lambda: patch({ANGGARAN: lambda isi: isi[:-300]}), "BERKAS_RUSAK"),
    Kasus(
        "lembar hilang",
        _X,
        lambda: pack({n: i for n, i in parts(ASLI).items() if n != ANGGARAN}),
        "BERKAS_RUSAK",
    ),
    Kasus(
        "lembar utf-16",
        _X,
        lambda: patch({ANGGARAN: lambda isi: isi.decode().encode("utf-16")}),
        "BERKAS_RUSAK",
    ),
    Kasus("xls terpotong", "LKj.xls", lambda: XLS[: len(XLS) // 2], "BERKAS_RUSAK"),
    Kasus("xls kepala saja", "LKj.xls", lambda: XLS[:512], "BERKAS_RUSAK"),
    Kasus("ods terputus", "LKj.ods", lambda: ods(b"<table:table-row>"), "BERKAS_RUSAK"),
    # bombs
    Kasus("bom zip", _X, lambda: _bomb(), "BERKAS_BOM_ZIP"),
    Kasus("bom zip, ukuran dipalsukan", _X, lambda: _bomb(ukuran=1000), "BERKAS_BOM_ZIP"),
    Kasus("bom zip, banyak kecil", _X, _many_small_bombs, "BERKAS_BOM_ZIP"),
    Kasus("bom zip, bertumpuk", _X, _overlapping, "BERKAS_BOM_ZIP"),
    Kasus(
        "400 bagian",
        _X,
        lambda: pack(parts(ASLI) | {f"xl/media/{n}.png": b"x" for n in range(400)}),
        "BERKAS_BOM_ZIP",
    ),
    Kasus(
        "sudut jauh",
        _X,
        lambda: sheet(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus(
        "baris jauh",
        _X,
        lambda: sheet(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
        ),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus(
        "kolom jauh, atribut lain dulu",
        _X,
        lambda: sheet(b'<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>'),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus("tanpa alamat, terlalu lebar", _X, _implicit_positions, "LEMBAR_TERLALU_BESAR"),
    Kasus(
        "100.001 sel",
        _X,
        lambda: sheet(
            b"".join(
                b'<row r="%d">' % r
                + b"".join(b'<c r="%c%d"><v>1</v></c>' % (65 + k, r) for k in range(21))
                + b"</row>"
                for r in range(1, 4764)
            )
        ),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus(
        "ods berulang ke bawah",
        "LKj.ods",
        lambda: ods(
            b'<table:table-row table:number-rows-repeated="1000000000">'
            + _isi_ods(b"")
            + b"</table:table-row>"
        ),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus(
        "ods berulang ke kanan",
        "LKj.ods",
        lambda: ods(
            b"<table:table-row>" + _isi_ods(b'table:number-columns-repeated="16384"') + b"</table:table-row>"
        ),
        "LEMBAR_TERLALU_BESAR",
    ),
    Kasus("xls sudut jauh", "LKj.xls", lambda: xls(_huge_xls), "LEMBAR_TERLALU_BESAR"),
    Kasus("docx raksasa", "LKj.docx", _docx_bomb, "LEMBAR_TERLALU_BESAR"),
    # document types, repeated parts, programs
    Kasus("tawa", _X, lambda: _dtd(_TAWA), "BERKAS_DTD"),
    Kasus("kuadrat", _X, lambda: _dtd(_KUADRAT), "BERKAS_DTD"),
    Kasus("xxe", _X, lambda: _dtd(_XXE), "BERKAS_DTD"),
    Kasus("dtd utf-16", _X, lambda: _dtd(_XXE, "utf-16"), "BERKAS_DTD"),
    Kasus(
        "dtd di gaya",
        _X,
        lambda: patch({"xl/styles.xml": lambda isi: b"<?a b?><!-- c -->" + _XXE + isi}),
        "BERKAS_DTD",
    ),
    Kasus("dtd docx", "LKj.docx", lambda: docx(b"", {"word/styles.xml": _XXE + b"<x/>"}), "BERKAS_DTD"),
    Kasus("bagian ganda", _X, lambda: _duplicate(ANGGARAN), "BERKAS_ENTRI_GANDA"),
    Kasus(
        "bagian ganda beda huruf", _X, lambda: _duplicate("xl\\Worksheets\\Sheet4.xml"), "BERKAS_ENTRI_GANDA"
    ),
    Kasus("makro", "LKj.xlsm", lambda: patch({"xl/vbaProject.bin": b"x"}), "BERKAS_MAKRO"),
    Kasus("makro excel 4", _X, lambda: patch({"xl/macrosheets/sheet1.xml": b"<x/>"}), "BERKAS_MAKRO"),
    Kasus("makro xls", "LKj.xls", lambda: add_storage(XLS, "_VBA_PROJECT_CUR"), "BERKAS_MAKRO"),
    Kasus("makro ods", "LKj.ods", lambda: ods(b"", {"Basic/Standard/Module1.xml": b"<x/>"}), "BERKAS_MAKRO"),
    Kasus("makro docx", "LKj.docx", lambda: docx(b"", {"word/vbaProject.bin": b"x"}), "BERKAS_MAKRO"),
)
