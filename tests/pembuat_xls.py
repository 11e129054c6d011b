"""Workbook streams of .xls files, made by xlwt and changed record by record."""

import io
import struct
from collections.abc import Callable

import xlwt

from transforms.workbook.ole import read_directory


def stream_of(isi: Callable[[xlwt.Workbook], None]) -> bytes:
    """The workbook stream of an .xls that `isi` fills."""
    buku, keluar = xlwt.Workbook(), io.BytesIO()
    isi(buku)
    buku.save(keluar)
    return read_directory(keluar.getvalue()).stream("workbook")


def insert_records(aliran: bytes, sebelum: int, rekaman: list[tuple[int, bytes]]) -> bytes:
    """The same stream with records before the first one numbered `sebelum`; the sheets' positions move along."""
    sisip = b"".join(struct.pack("<HH", n, len(i)) + i for n, i in rekaman)
    hasil, p, geser = bytearray(), 0, len(sisip)
    while p + 4 <= len(aliran):
        nomor, panjang = struct.unpack_from("<HH", aliran, p)
        isi = aliran[p + 4 : p + 4 + panjang]
        if nomor == 0x85:
            isi = struct.pack("<L", struct.unpack_from("<L", isi)[0] + geser) + isi[4:]
        if nomor == sebelum and sisip:
            hasil += sisip
            sisip = b""
        hasil += aliran[p : p + 4] + isi
        p += 4 + panjang
    return bytes(hasil)
