"""The container of .xls (OLE compound file), as far as the gate needs it: directory names and one stream."""

import struct
from dataclasses import dataclass

from transforms.workbook.package import Refused

TANDA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEBAS = 0xFFFFFFFA  # this and above: markers, not sectors


@dataclass
class Direktori:
    """Entries of a compound file: name → (first sector, size); `stream` gives the bytes of one."""

    data: bytes
    sektor: int
    fat: list[int]
    entri: dict[str, tuple[int, int]]
    mini: tuple[int, int]
    mini_fat: int

    def stream(self, nama: str) -> bytes:
        """The bytes of the stream called `nama` (any case)."""
        awal, ukuran = next(v for k, v in self.entri.items() if k.casefold() == nama.casefold())
        if ukuran >= 4096:
            return _chain(self.data, self.fat, awal, self.sektor)[:ukuran]
        wadah = _chain(self.data, self.fat, self.mini[0], self.sektor)
        tabel = _longs(_chain(self.data, self.fat, self.mini_fat, self.sektor))
        return b"".join(wadah[n * 64 : n * 64 + 64] for n in _numbers(tabel, awal))[:ukuran]


def read_directory(data: bytes) -> Direktori:
    """Open a compound file. Raises Refused BERKAS_RUSAK when its structure does not hold."""
    try:
        return _read_directory(data)
    except (struct.error, IndexError) as galat:
        raise Refused("BERKAS_RUSAK", "berkas Office lama terpotong atau rusak") from galat


def _read_directory(data: bytes) -> Direktori:
    sektor, fat = _fat(data)
    awal_direktori = struct.unpack_from("<L", data, 0x30)[0]
    mini_fat = struct.unpack_from("<L", data, 0x3C)[0]
    isi = _chain(data, fat, awal_direktori, sektor)
    entri, mini = {}, (0xFFFFFFFE, 0)
    for p in range(0, len(isi) - 127, 128):
        panjang, jenis = struct.unpack_from("<HB", isi, p + 64)
        if jenis not in (1, 2, 5):
            continue
        awal, ukuran = struct.unpack_from("<LL", isi, p + 116)
        if jenis == 5:
            mini = (awal, ukuran)
        else:
            entri[isi[p : p + max(0, min(panjang, 64) - 2)].decode("utf-16-le", "replace")] = (awal, ukuran)
    return Direktori(data, sektor, fat, entri, mini, mini_fat)


def _fat(data: bytes) -> tuple[int, list[int]]:
    """(sector size, allocation table)."""
    geser = struct.unpack_from("<H", data, 0x1E)[0]
    if geser not in (9, 12):
        raise Refused("BERKAS_RUSAK", "kepala berkas Office lama rusak")
    sektor = 1 << geser
    jumlah, difat = struct.unpack_from("<L", data, 0x2C)[0], struct.unpack_from("<L", data, 0x44)[0]
    letak = [n for n in struct.unpack_from("<109L", data, 0x4C) if n < _BEBAS]
    dilihat = set()
    while difat < _BEBAS and len(letak) < jumlah:
        if difat in dilihat:
            raise Refused("BERKAS_RUSAK", "tabel sektor berkas Office lama berputar")
        dilihat.add(difat)
        *isi, difat = _longs(_sector(data, difat, sektor, utuh=True))
        letak += [n for n in isi if n < _BEBAS]
    return sektor, _longs(b"".join(_sector(data, n, sektor, utuh=True) for n in letak[:jumlah]))


def _sector(data: bytes, nomor: int, sektor: int, utuh: bool = False) -> bytes:
    isi = data[(nomor + 1) * sektor : (nomor + 2) * sektor]
    if len(isi) < (sektor if utuh else 1):
        raise Refused("BERKAS_RUSAK", "berkas Office lama terpotong")
    return isi


def _chain(data: bytes, fat: list[int], awal: int, sektor: int) -> bytes:
    return b"".join(_sector(data, n, sektor) for n in _numbers(fat, awal))


def _numbers(tabel: list[int], awal: int) -> list[int]:
    nomor, n = [], awal
    while n < _BEBAS:
        nomor.append(n)
        if len(nomor) > len(tabel):
            raise Refused("BERKAS_RUSAK", "rantai sektor berkas Office lama berputar")
        n = tabel[n]
    return nomor


def _longs(isi: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(isi) // 4}L", isi[: len(isi) // 4 * 4]))


def is_whole(data: bytes) -> bool:
    """Whether every sector that the allocation table calls used lies within the file."""
    try:
        sektor, fat = _fat(data)
    except (Refused, struct.error):
        return False
    terpakai = max((i for i, isi in enumerate(fat) if isi != 0xFFFFFFFF), default=0)
    return len(data) > (terpakai + 1) * sektor
