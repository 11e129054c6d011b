"""Disturbances set up inside a child: a failing system call of our own writing, a file size limit, deaf os.replace."""

import builtins
import errno
import io
import os
import shutil
from functools import partial
from pathlib import Path

from transforms import storage

# What fails, and with what; PermissionError at a replacement is Windows' "in use" and has a test of its own.
GALAT = {
    "buka": (errno.EACCES, errno.ENOSPC, errno.EROFS),
    "tulis": (errno.ENOSPC, errno.EIO),
    "fsync": (errno.EIO, errno.ENOSPC),
    "ganti": (errno.EIO, errno.EROFS),
}
KATA = {
    errno.EACCES: "tidak ada izin", errno.ENOSPC: "ruang disk habis", errno.EROFS: "hanya dapat dibaca",
    errno.EIO: "disk gagal",
}


def category(jenis: str, path: str, data: str) -> str:
    """An operation by its kind, the folder it works in and the kind of file: 'ganti terbit/laporan/*/*.xlsx'."""
    p = Path(os.path.relpath(path, data))
    folder = [b if b.isalpha() and len(b) > 2 else "*" for b in p.parent.parts]
    return f"{jenis} {'/'.join(folder)}/{'*' + p.suffix if p.suffix else '*'}"


class Pencatat:
    """Counts the operations on files below `data` and lets one of them fail, as often as it is tried again.

    `kunci`: category of which the first operation fails; `ke`: or the number of the operation, counted from 1.
    `jejak`: file to which every category is written as it happens.
    """

    def __init__(self, data: str, kunci: str | None = None, ke: int = 0, kode: int = 0, jejak: str | None = None):
        self.data, self.kunci, self.ke, self.kode = data, kunci, ke, kode
        self.jumlah, self.gagal = 0, None
        self.jejak = os.open(jejak, os.O_WRONLY | os.O_CREAT) if jejak else None

    def happens(self, jenis: str, path) -> None:
        path = os.fspath(path)
        if not isinstance(path, str) or not path.startswith(self.data):
            return
        self.jumlah += 1
        ini = category(jenis, path, self.data)
        if self.jejak is not None:
            os.write(self.jejak, f"{ini}\n".encode())
        if self.gagal is None and (self.jumlah == self.ke or ini == self.kunci):
            self.gagal = jenis, path
        if self.gagal == (jenis, path):
            raise OSError(self.kode, os.strerror(self.kode), path)

    def install(self) -> None:
        """Put ourselves between the program and the system."""
        buka, fsync, ganti = io.open, os.fsync, os.replace

        def open_(file, mode="r", *sisa, **lain):
            if isinstance(file, int) or not set(mode) & set("wax+"):
                return buka(file, mode, *sisa, **lain)
            if mode != "rb+":  # opened so for fsync only
                self.happens("buka", file)
            return Berkas(buka(file, mode, *sisa, **lain), partial(self.happens, "tulis", file))

        def sync(fd):
            self.happens("fsync", os.readlink(f"/proc/self/fd/{fd}"))
            fsync(fd)

        def replace(asal, tujuan):
            self.happens("ganti", tujuan)
            ganti(asal, tujuan)

        builtins.open = io.open = open_
        os.fsync = sync
        os.replace = replace
        shutil._USE_CP_SENDFILE = False  # copies go through write(), which is ours


class Berkas:
    """A file open for writing that asks before every write."""

    def __init__(self, berkas, sebelum):
        self._berkas, self._sebelum = berkas, sebelum

    def write(self, isi):
        self._sebelum()
        return self._berkas.write(isi)

    def __getattr__(self, nama):
        return getattr(self._berkas, nama)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._berkas.close()


def break_io(**pilihan) -> None:
    """Install a Pencatat in this process."""
    storage.JEDA_GANTI = 0
    Pencatat(**pilihan).install()


def limit_file_size(besar: int) -> None:
    """No file of this process may grow beyond `besar` bytes: writes fail inside DuckDB and SQLite too."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (besar, besar))


def ignore_space(tempat: str | None = None) -> None:
    """Begin a run however little space there is."""
    storage.RUANG_MIN = -(10**12)


def little_space(bebas: int) -> None:
    """The disk says that only `bebas` bytes are free."""
    asli = shutil.disk_usage
    shutil.disk_usage = lambda p: asli(p)._replace(free=bebas)


def deaf_replace(nama: tuple[str, ...], kali: int) -> None:
    """As on Windows: replacing a file of one of these names is refused `kali` times (open in another program)."""
    storage.JEDA_GANTI = 0
    asli, sisa = os.replace, {}

    def replace(asal, tujuan):
        dasar = os.path.basename(tujuan)
        if dasar in nama and sisa.setdefault(dasar, kali) > 0:
            sisa[dasar] -= 1
            raise PermissionError(errno.EACCES, "being used by another process", str(asal), 32, str(tujuan))
        asli(asal, tujuan)

    os.replace = replace
