"""The gate: what a received file is, and whether it may be read, before any spreadsheet library opens it.

Decides by content, never by name. Every refusal is a `Refused` with the code of its rule and what was seen.
"""

import errno
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from transforms.settings import Limits
from transforms.workbook import biff, diagnose, ole, prescan
from transforms.workbook.package import Refused, end_of_directory, read_parts

__all__ = ["Paket", "Refused", "check_file", "is_complete", "is_lock_file", "open_file"]

_BUKA = os.O_RDONLY | sum(getattr(os, n, 0) for n in ("O_BINARY", "O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC"))
_SANDI = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
# How XML can begin (also with a byte order mark), and what may stand before its root without a document type.
_AWAL_XML = tuple(bytes([n]) for n in b"<\xef\xff\xfe\0 \t\r\n")
_PROLOG = re.compile(rb"\s*+(?:(?><\?.*?\?>)\s*+|(?><!--.*?-->)\s*+)*+<[A-Za-z_]", re.S)
_TIDAK_DIPERIKSA = 64 * 2**20  # far above any size that is read: not worth loading to see whether it is whole
_LAIN = (
    (b"%PDF", "dokumen PDF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"\x09\x00\x04\x00", "buku kerja Excel sangat lama"),
    (b"\x09\x02\x06\x00", "buku kerja Excel sangat lama"),
    (b"\x09\x04\x06\x00", "buku kerja Excel sangat lama"),
    (b"\x09\x08", "buku kerja Excel sangat lama"),
)
_ZIP_LAIN = (
    ("ppt/presentation.xml", "presentasi PowerPoint"),
    ("content.xml", "dokumen OpenDocument yang bukan lembar kerja"),
    ("index/document.iwa", "dokumen Apple Numbers atau Pages"),
    ("visio/document.xml", "gambar Visio"),
)


@dataclass
class Paket:
    """A file that passed the gate, opened only as far as the gate had to."""

    jenis: str
    data: bytes
    bagian: dict[str, bytes] = field(default_factory=dict)
    """ZIP formats: name → inflated bytes of every part."""
    lembar: dict[str, bytes] = field(default_factory=dict)
    """.xlsx: name of the part → worksheet XML in plain notation (see prescan)."""
    rincian: dict[str, prescan.Rincian] = field(default_factory=dict)
    """.xls, .xlsb: sheet name → what its records say beyond the values."""
    temuan: list[dict] = field(default_factory=list)


def check_file(path: Path, limits: Limits) -> dict:
    """{'jenis': 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'docx', 'temuan': [...]}; else raises Refused."""
    paket = open_file(path, limits)
    return {"jenis": paket.jenis, "temuan": paket.temuan}


def open_file(path: Path, limits: Limits) -> Paket:
    """Read a file through the gate. Raises Refused with the code of the rule it breaks, or OSError.

    The size of the tables in an .ods or .docx shows only while they are read (see cells).
    """
    data = _read_regular(Path(path), limits)
    if not data:
        raise Refused("BERKAS_KOSONG", "berkas 0 byte")
    if data.startswith(b"PK\x03\x04"):
        return _open_zip(data, limits)
    if data.startswith(ole.TANDA):
        return _open_ole(data, limits)
    raise _describe(data)


def note(kode_temuan: str, sebab: str | None = None, **isi: object) -> dict:
    """One finding of the reader, with all its fields."""
    kosong = dict.fromkeys(("lembar", "sel", "kolom", "objek", "nilai_mentah", "nilai_seharusnya", "selisih"))
    return {"kode_temuan": kode_temuan, **kosong, "sebab": sebab, **isi}


def outside_note(target: list[str]) -> dict:
    """The finding for sources outside the file."""
    sebab = f"mengacu ke {len(target)} sumber di luar berkas ini"
    return note("TAUTAN_LUAR", sebab, nilai_mentah="; ".join(target)[:500])


def _read_regular(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file; a link, folder, pipe or device is refused without opening it for long."""
    try:
        fd = os.open(path, _BUKA)
    except OSError as galat:
        if galat.errno != errno.ELOOP:
            raise  # missing, or not ours to read: no fault of the file
        raise Refused("BERKAS_RUSAK", "tautan (pintasan), bukan berkas") from galat
    try:
        keadaan = os.fstat(fd)
        if not stat.S_ISREG(keadaan.st_mode):
            raise Refused("BERKAS_RUSAK", "bukan berkas biasa (folder, pipa, atau perangkat)")
        if keadaan.st_size > limits.ukuran_maks:
            besar, batas = keadaan.st_size / 2**20, limits.ukuran_maks / 2**20
            raise Refused("BERKAS_TERLALU_BESAR", f"ukuran {besar:.1f} MB, batasnya {batas:.0f} MB")
        with open(fd, "rb", closefd=False) as berkas:
            return berkas.read(keadaan.st_size)  # as measured: no room is made for the largest file allowed
    finally:
        os.close(fd)


def _open_zip(data: bytes, limits: Limits) -> Paket:
    bagian = read_parts(data, limits)
    kecil = {nama.lower() for nama in bagian}
    _refuse_dtd(bagian)
    if "xl/workbook.xml" in bagian:
        jenis = "xlsx"
    elif "xl/workbook.bin" in bagian:
        jenis = "xlsb"
    elif "word/document.xml" in bagian:
        jenis = "docx"
    elif bagian.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        jenis = "ods"
    else:
        sebab = next((s for nama, s in _ZIP_LAIN if nama in kecil), "arsip ZIP, bukan buku kerja")
        raise Refused("FORMAT_TIDAK_DIKENAL", f"isi berkas adalah {sebab}")
    if b"encryption-data" in bagian.get("META-INF/manifest.xml", b""):
        raise Refused("BERKAS_BERSANDI", "buku kerja OpenDocument dikunci kata sandi")
    _refuse_macro(kecil)
    paket = Paket(jenis, data, bagian)
    if jenis == "xlsx":
        _measure_xlsx(paket, limits)
    elif jenis == "xlsb":
        paket.rincian = biff.detail_xlsb(bagian, limits)
    if luar := diagnose.outside_targets(bagian):
        paket.temuan.append(outside_note(luar))
    return paket


def _measure_xlsx(paket: Paket, limits: Limits) -> None:
    jumlah = 0
    for nama, isi in paket.bagian.items():
        if b"sheetData" in isi and nama.lower().startswith("xl/"):
            try:
                paket.lembar[nama], n = prescan.measure_sheet(isi, limits, nama)
            except Refused as tolak:  # people know sheets, not parts
                letak = diagnose.workbook_structure(paket.bagian).letak
                lembar = next((f"lembar '{k}'" for k, v in letak.items() if v == nama), nama)
                raise Refused(tolak.kode_temuan, tolak.detail.replace(nama, lembar, 1)) from tolak
            jumlah += n
    if jumlah > limits.sel_maks:
        raise prescan.too_many_cells(jumlah, limits, "buku kerja")


def _refuse_dtd(bagian: dict[str, bytes]) -> None:
    """No part may declare a document type, in any encoding; parts that are read must be UTF-8."""
    for nama, isi in bagian.items():
        if isi[:1] not in _AWAL_XML:
            continue
        awal = 3 if isi.startswith(b"\xef\xbb\xbf") else 0
        lebar = b"\0" in isi[:4] or isi.startswith((b"\xff\xfe", b"\xfe\xff"))
        if not _PROLOG.match(isi, awal) and b"<!DOCTYPE" in (isi.replace(b"\0", b"") if lebar else isi):
            raise Refused("BERKAS_DTD", f"bagian '{nama}' memuat DOCTYPE")
        if not nama.endswith((".xml", ".rels")) or nama.startswith(("customXml/", "docProps/")):
            continue
        sandi = _SANDI.match(isi[awal : awal + 200])
        if lebar or (sandi and sandi[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")):
            raise Refused("BERKAS_RUSAK", f"bagian '{nama}' tidak ditulis dalam UTF-8")


def _refuse_macro(kecil: set[str]) -> None:
    for nama in sorted(kecil):
        # Basic/…-lb.xml and …-lc.xml only list libraries, also empty ones.
        basic = (
            nama.startswith("basic/") and nama.endswith(".xml") and nama[-7:] not in ("-lb.xml", "-lc.xml")
        )
        if basic or nama.startswith("scripts/") or nama.endswith("vbaproject.bin") or "/macrosheets/" in nama:
            raise Refused("BERKAS_MAKRO", f"berisi makro ({nama})")


def _open_ole(data: bytes, limits: Limits) -> Paket:
    isi = ole.read_directory(data)
    nama = {n.casefold() for n in isi.entri}
    if nama & {"encryptioninfo", "encryptedpackage"}:
        raise Refused("BERKAS_BERSANDI", "buku kerja dikunci kata sandi")
    aliran = next((n for n in ("workbook", "book") if n in nama), None)
    if aliran is None:
        jenis = "berkas Office lama yang bukan buku kerja"
        if "worddocument" in nama:
            jenis = "dokumen Word lama (.doc)"
        raise Refused("FORMAT_TIDAK_DIKENAL", f"isi berkas adalah {jenis}")
    if nama & {"_vba_project_cur", "_vba_project", "vba"}:
        raise Refused("BERKAS_MAKRO", "berisi makro (proyek VBA)")
    rincian, luar = biff.detail_xls(isi.stream(aliran), limits)
    return Paket("xls", data, rincian=rincian, temuan=[outside_note(luar)] if luar else [])


def _describe(data: bytes) -> Refused:
    """The refusal for something that is neither ZIP nor OLE: says what it is."""
    if not data.strip(b"\0"):
        return Refused("BERKAS_RUSAK", "isinya nol semua: salinan terputus")
    for tanda, sebab in _LAIN:
        if data.startswith(tanda):
            return Refused("FORMAT_TIDAK_DIKENAL", f"isi berkas adalah {sebab}")
    awal = data[:4096]
    lebar = awal.startswith((b"\xff\xfe", b"\xfe\xff"))
    teks = awal.decode("utf-16" if lebar else "utf-8-sig", "replace")
    if not teks.strip():
        return Refused("BERKAS_KOSONG", "isinya hanya spasi")
    if teks.lstrip().startswith("<") or teks.startswith("MIME-Version:"):
        xml = teks.lstrip().startswith("<?xml") and "<html" not in teks.lower()
        jenis = "XML" if xml else "halaman web (HTML)"
        return Refused("FORMAT_HTML", f"isi berkas adalah {jenis}, hanya namanya yang seperti buku kerja")
    aneh = sum(not (c.isprintable() or c in "\t\r\n") or c == "\ufffd" for c in teks)
    if aneh * 50 <= len(teks):
        pisah = next((n for p, n in (("\t", "tab"), (";", "titik koma"), (",", "koma")) if p in teks), None)
        return Refused(
            "FORMAT_TEKS", f"isi berkas adalah teks{f' berpemisah {pisah} (CSV)' if pisah else ''}"
        )
    return Refused("FORMAT_TIDAK_DIKENAL", "isi berkas tidak dikenal sebagai buku kerja")


def is_lock_file(nama: str) -> bool:
    """Whether a name is the lock file that Office (`~$…`) or LibreOffice (`.~lock.…#`) puts beside a file."""
    return nama.startswith("~$") or (nama.startswith(".~lock.") and nama.endswith("#"))


def is_complete(path: Path) -> bool:
    """Whether a file looks completely written: a ZIP has its end record, an OLE file all its sectors.

    Anything else counts as complete (the gate names what it is), except nothing at all or only zeros.
    """
    with open(path, "rb") as berkas:
        awal = berkas.read(512)
        if berkas.seek(0, os.SEEK_END) > _TIDAK_DIPERIKSA:
            return True
        if awal.startswith(b"PK"):
            berkas.seek(0)
            return end_of_directory(berkas.read()) is not None
        if awal.startswith(ole.TANDA):
            berkas.seek(0)
            return ole.is_whole(berkas.read())
    return bool(awal.strip(b"\0"))
