"""Reading a ZIP container (.xlsx .xlsb .ods .docx) so strictly that there is only one way to understand it.

Every entry is inflated once, within limits, and its CRC is verified. Sizes are those actually produced,
never those a header claims. What one reader could see differently from another (overlapping or repeated
entries, two directories, trailing data) is refused. `repack` gives a plain archive of the parts that were
checked, so the cell reader behind it cannot see anything else.
"""

import struct
import zlib
from dataclasses import dataclass

from transforms.settings import Limits

_EOCD = b"PK\x05\x06"
_TENGAH = struct.Struct("<4s6H3L5H2L")  # central directory record
_LOKAL = struct.Struct("<4s5H3L2H")  # local header
_AKHIR = struct.Struct("<4s4H2LH")  # end of central directory
_AKHIR64 = struct.Struct("<4sQ2H2L4Q")
_PENUH = 0xFFFFFFFF
_BERSANDI = 0x41  # flag bits: encrypted, strongly encrypted


class Refused(Exception):
    """A file that is not read. `kode_temuan` names the rule, `detail` (Indonesian) what exactly was seen."""

    def __init__(self, kode_temuan: str, detail: str = ""):
        super().__init__(f"{kode_temuan}: {detail}")
        self.kode_temuan = kode_temuan
        self.detail = detail


@dataclass(slots=True)
class Entri:
    """One entry of the central directory; `awal` is the offset of its local header."""

    nama: str
    penanda: int
    metode: int
    crc: int
    padat: int
    ukuran: int
    awal: int


def read_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """All entries of a ZIP container: name → inflated bytes.

    Raises Refused: BERKAS_RUSAK (structure, CRC), BERKAS_BOM_ZIP (number, sizes, ratio, overlap),
    BERKAS_ENTRI_GANDA, BERKAS_BERSANDI.
    """
    daftar, batas = _directory(data, limits)
    _check_sizes(daftar, limits)
    bagian: dict[str, bytes] = {}
    habis = 0
    for e in sorted(daftar, key=lambda e: e.awal):
        mulai = _data_start(data, e, habis, batas)
        habis = mulai + e.padat
        bagian[e.nama] = _inflate(data[mulai:habis], e)
    return bagian


def end_of_directory(data: bytes) -> tuple[int, int, int, int] | None:
    """(position of the end record, entries, offset and size of the directory); None when incomplete."""
    letak = data.rfind(_EOCD, max(0, len(data) - 65_557))
    if letak < 0 or letak + _AKHIR.size > len(data):
        return None
    _, _, _, _, jumlah, ukuran, awal, komentar = _AKHIR.unpack_from(data, letak)
    if letak + _AKHIR.size + komentar != len(data) or awal + ukuran > letak:
        return None
    if data[letak - 20 : letak - 16] == b"PK\x06\x07":  # a second, 64-bit directory must say the same
        letak64 = int.from_bytes(data[letak - 12 : letak - 4], "little")
        if letak64 + _AKHIR64.size > letak:
            return None
        isi = _AKHIR64.unpack_from(data, letak64)
        if isi[0] != b"PK\x06\x06" or isi[7:] != (jumlah, ukuran, awal):
            return None
    return letak, jumlah, awal, ukuran


def _directory(data: bytes, limits: Limits) -> tuple[list[Entri], int]:
    akhir = end_of_directory(data)
    if akhir is None:
        raise Refused(
            "BERKAS_RUSAK", "akhir arsip ZIP tidak ditemukan: berkas terpotong atau tidak tersalin utuh"
        )
    _, jumlah, batas, ukuran = akhir
    if jumlah > limits.entri_maks:
        raise Refused("BERKAS_BOM_ZIP", f"{jumlah} bagian di dalam berkas, batasnya {limits.entri_maks}")
    daftar: list[Entri] = []
    dikenal: set[str] = set()
    p, habis = batas, batas + ukuran
    try:
        for _ in range(jumlah):
            rekaman = _TENGAH.unpack_from(data, p)
            tanda, penanda, metode, crc, padat, besar = (rekaman[i] for i in (0, 3, 4, 7, 8, 9))
            n_nama, n_ekstra, n_ulas, awal = (rekaman[i] for i in (10, 11, 12, 16))
            mulai = p + _TENGAH.size
            nama_asli = data[mulai : mulai + n_nama]
            if tanda != b"PK\x01\x02" or len(nama_asli) != n_nama:
                raise Refused("BERKAS_RUSAK", "daftar isi arsip ZIP rusak")
            if _PENUH in (padat, besar, awal):
                ekstra = data[mulai + n_nama : mulai + n_nama + n_ekstra]
                besar, padat, awal = _zip64(ekstra, besar, padat, awal)
            nama = _name(nama_asli, penanda)
            if nama.casefold() in dikenal:
                raise Refused("BERKAS_ENTRI_GANDA", f"bagian '{nama}' ada lebih dari sekali di dalam berkas")
            dikenal.add(nama.casefold())
            daftar.append(Entri(nama, penanda, metode, crc, padat, besar, awal))
            p = mulai + n_nama + n_ekstra + n_ulas
    except struct.error as galat:
        raise Refused("BERKAS_RUSAK", "daftar isi arsip ZIP terpotong") from galat
    if p != habis:
        raise Refused("BERKAS_RUSAK", "daftar isi arsip ZIP tidak sesuai jumlahnya")
    return daftar, batas


def _name(isi: bytes, penanda: int) -> str:
    """Name of an entry with '/' between folders, whatever its writer used."""
    nama = isi.decode("utf-8" if penanda & 0x800 or isi.isascii() else "cp437", "replace")
    return nama.replace("\\", "/").lstrip("/")


def _zip64(ekstra: bytes, besar: int, padat: int, awal: int) -> tuple[int, int, int]:
    """The three numbers, those that are 0xFFFFFFFF taken from the ZIP64 extra field in its fixed order."""
    p = 0
    while p + 4 <= len(ekstra):
        jenis, panjang = struct.unpack_from("<2H", ekstra, p)
        if jenis == 1:
            angka = iter(struct.unpack_from(f"<{panjang // 8}Q", ekstra, p + 4))
            return tuple(next(angka, x) if x == _PENUH else x for x in (besar, padat, awal))  # type: ignore
        p += 4 + panjang
    return besar, padat, awal


def _check_sizes(daftar: list[Entri], limits: Limits) -> None:
    """Refuse by the claimed sizes, before anything is inflated; the claims are enforced while inflating."""
    jumlah = sum(e.ukuran for e in daftar)
    if jumlah > limits.isi_maks:
        raise Refused(
            "BERKAS_BOM_ZIP", f"isi berkas mengembang menjadi {_mb(jumlah)}, batasnya {_mb(limits.isi_maks)}"
        )
    for e in daftar:
        if e.penanda & _BERSANDI:
            raise Refused("BERKAS_BERSANDI", "arsip ZIP dikunci kata sandi")
        if e.ukuran > limits.rasio_mulai and e.ukuran > limits.rasio_maks * e.padat:
            kali = e.ukuran // max(e.padat, 1)
            raise Refused(
                "BERKAS_BOM_ZIP",
                f"bagian '{e.nama}' mengembang {kali} kali, batasnya {limits.rasio_maks} kali",
            )


def _data_start(data: bytes, e: Entri, habis: int, batas: int) -> int:
    """Where the entry's bytes begin. Its local header must agree with the directory and not overlap."""
    if e.awal < habis:
        raise Refused("BERKAS_BOM_ZIP", f"bagian '{e.nama}' bertumpuk dengan bagian lain")
    try:
        tanda, _, penanda, metode, _, _, _, _, _, n_nama, n_ekstra = _LOKAL.unpack_from(data, e.awal)
    except struct.error as galat:
        raise Refused("BERKAS_RUSAK", f"bagian '{e.nama}' terpotong") from galat
    mulai = e.awal + _LOKAL.size
    nama = _name(data[mulai : mulai + n_nama], penanda)
    if tanda != b"PK\x03\x04" or nama != e.nama or metode != e.metode or penanda & _BERSANDI:
        raise Refused("BERKAS_RUSAK", f"bagian '{e.nama}' tidak cocok dengan daftar isi arsip")
    mulai += n_nama + n_ekstra
    if mulai + e.padat > batas:
        raise Refused("BERKAS_RUSAK", f"bagian '{e.nama}' melewati batas berkas")
    return mulai


def _inflate(padat: bytes, e: Entri) -> bytes:
    if e.metode == 8:
        pengembang = zlib.decompressobj(-15)
        try:
            isi = pengembang.decompress(padat, e.ukuran + 1)
        except zlib.error as galat:
            raise Refused("BERKAS_RUSAK", f"bagian '{e.nama}' tidak dapat dikembangkan") from galat
        if len(isi) > e.ukuran:
            raise Refused("BERKAS_BOM_ZIP", f"isi bagian '{e.nama}' lebih besar dari ukuran yang dicatatnya")
        utuh = pengembang.eof and not pengembang.unused_data
    elif e.metode == 0:
        isi, utuh = padat, True
    else:
        raise Refused("BERKAS_RUSAK", f"cara pemampatan bagian '{e.nama}' tidak dikenal ({e.metode})")
    if not utuh or len(isi) != e.ukuran or zlib.crc32(isi) != e.crc:
        raise Refused("BERKAS_RUSAK", f"isi bagian '{e.nama}' tidak cocok dengan sidiknya (CRC)")
    return isi


def repack(bagian: dict[str, bytes]) -> bytes:
    """A plain ZIP archive (stored, not compressed) of the given parts, in their order."""
    potongan, tengah, letak = [], [], 0
    for nama, isi in bagian.items():
        sandi = nama.encode()
        crc, n = zlib.crc32(isi), len(isi)
        kepala = _LOKAL.pack(b"PK\x03\x04", 20, 0x800, 0, 0, 0, crc, n, n, len(sandi), 0)
        potongan += (kepala, sandi, isi)
        tengah.append(
            _TENGAH.pack(b"PK\x01\x02", 20, 20, 0x800, 0, 0, 0, crc, n, n, len(sandi), 0, 0, 0, 0, 0, letak)
            + sandi
        )
        letak += len(kepala) + len(sandi) + n
    isi_tengah = b"".join(tengah)
    akhir = _AKHIR.pack(_EOCD, 0, 0, len(tengah), len(tengah), len(isi_tengah), letak, 0)
    return b"".join((*potongan, isi_tengah, akhir))


def _mb(n: int) -> str:
    return f"{n / 2**20:.0f} MB"
