"""What went wrong, in words for the office: Indonesian sentences for faults of disk, files and databases."""

import errno
import sqlite3

from transforms.storage import InUseError, LockedError, SpaceError
from transforms.warehouse import OccupiedError
from transforms.workbook.sandbox import ReaderError

_PENUH = "ruang disk habis; kosongkan dahulu, lalu jalankan lagi"
_TAK_BOLEH = "tidak ada izin menulis atau membaca di sini; periksa hak akses foldernya"
_HANYA_BACA = "tempat ini hanya dapat dibaca"
_DISK = "disk gagal membaca atau menulis; periksa disk atau sambungan jaringannya"
_SEBAB = {
    errno.ENOSPC: _PENUH,
    errno.EDQUOT: "kuota penyimpanan habis; kosongkan dahulu, lalu jalankan lagi",
    errno.EFBIG: "berkas melampaui ukuran yang diizinkan sistem",
    errno.EACCES: _TAK_BOLEH,
    errno.EPERM: _TAK_BOLEH,
    errno.EROFS: _HANYA_BACA,
    errno.EIO: _DISK,
    errno.ENOENT: "berkas atau folder tidak ada",
    errno.ENOTDIR: "ada berkas di tempat yang seharusnya folder",
    errno.EISDIR: "ada folder di tempat yang seharusnya berkas",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENAMETOOLONG: "nama berkas atau folder terlalu panjang",
}
_SQLITE = {
    "FULL": _PENUH,
    "READONLY": _HANYA_BACA,
    "CANTOPEN": _TAK_BOLEH,
    "IOERR": _DISK,
    "BUSY": "buku sedang dipakai proses lain; coba lagi sebentar lagi",
    "LOCKED": "buku sedang dipakai proses lain; coba lagi sebentar lagi",
    "CORRUPT": "buku rusak; kembalikan folder arsip dari cadangan",
    "NOTADB": "buku rusak; kembalikan folder arsip dari cadangan",
}
# DuckDB reports errors of the system as text, with the system's own words.
_DUCKDB = {
    "No space left": _PENUH,
    "not enough space": _PENUH,
    "File too large": _SEBAB[errno.EFBIG],
    "Permission denied": _TAK_BOLEH,
    "Access is denied": _TAK_BOLEH,
    "Read-only file system": _HANYA_BACA,
    "Input/output error": _DISK,
    "set lock on file": "basis data sedang dibuka program lain; tutup program itu, lalu coba lagi",
    "not a valid DuckDB database": "basis data rusak; bangun lagi dengan: lkj bangun-ulang",
    "Corrupt": "basis data rusak; bangun lagi dengan: lkj bangun-ulang",
    "Out of Memory": "memori komputer tidak cukup",
}


def explain(galat: Exception) -> str | None:
    """One Indonesian sentence about an error that is not a fault of the program; None for any other."""
    if isinstance(galat, LockedError):
        return f"konsolidasi lain {galat}; tidak ada yang diubah, coba lagi setelah selesai"
    if isinstance(galat, SpaceError | OccupiedError | ReaderError):
        return str(galat)
    if isinstance(galat, InUseError):
        return f"{galat.filename} sedang dibuka program lain; tutup berkas itu, lalu coba lagi"
    if isinstance(galat, OSError):
        tempat = galat.filename2 or galat.filename
        sebab = _SEBAB.get(galat.errno or 0, galat.strerror or str(galat))
        return f"tidak dapat menulis atau membaca {tempat}: {sebab}" if tempat else sebab
    if isinstance(galat, sqlite3.Error) and (nama := getattr(galat, "sqlite_errorname", "")):
        kunci = nama.removeprefix("SQLITE_").split("_")[0]
        return f"buku (arsip/buku.sqlite): {_SQLITE[kunci]}" if kunci in _SQLITE else None
    if type(galat).__module__.split(".")[0] in ("duckdb", "_duckdb"):
        return next((f"basis data: {kalimat}" for kata, kalimat in _DUCKDB.items() if kata in str(galat)), None)
    return None
