"""Files and locks: every write of the project goes through here, so that a kill leaves the old file or the new one."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

SEMENTARA = ".sementara-"  # prefix of our temporary files; `clean_temporary` removes leftovers by it
JEDA_GANTI = 0.2  # seconds between attempts when Windows refuses to replace an open file
KALI_GANTI = 10
RUANG_MIN = 200 * 2**20  # bytes that must be free before a run begins
NAMA_TUNGGU = 20  # looks, 0.1 seconds apart, at the name of a holder that is just writing it


class LockedError(Exception):
    """Another process is at work; `.pemegang` says which (pid, host, since when)."""

    def __init__(self, pemegang: dict):
        super().__init__(f"sedang berjalan oleh proses {pemegang.get('pid', '?')} di {pemegang.get('host', '?')}")
        self.pemegang = pemegang


class InUseError(PermissionError):
    """The file to be replaced is open in another program (Windows); `filename` is that file."""


class SpaceError(Exception):
    """Too little free space to begin; the message (Indonesian) says where and how much."""


def sha256_file(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; when the block succeeds it is fsynced and takes the name `path`.

    The temporary keeps the suffix, since writers such as openpyxl and LibreOffice look at it.
    On an exception the temporary is removed and the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sementara = path.with_name(f"{SEMENTARA}{os.getpid()}-{path.name}")
    try:
        yield sementara
        fsync_file(sementara)
        replace(sementara, path)
        fsync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            sementara.unlink(missing_ok=True)


def write_atomic(path: Path, isi: bytes) -> bool:
    """Write bytes atomically; returns False (and writes nothing) when the file already holds exactly these."""
    if path.exists() and path.stat().st_size == len(isi) and path.read_bytes() == isi:
        return False
    with atomic_path(path) as sementara:
        sementara.write_bytes(isi)
    return True


def copy_atomic(asal: Path, tujuan: Path, sha256: str | None = None) -> None:
    """Copy a file's bytes to `tujuan` atomically; OSError when they are not those of `sha256`."""
    with atomic_path(tujuan) as sementara:
        shutil.copyfile(asal, sementara)
        if sha256 and sha256_file(sementara) != sha256:
            raise OSError(errno.EIO, "isi berkas berubah saat disalin", str(asal))


def fsync_file(path: Path) -> None:
    """Flush a closed file to the disk."""
    with path.open("rb+") as f:
        os.fsync(f.fileno())


def fsync_folder(path: Path) -> None:
    """Flush a folder's entries; without meaning (and possible) on Windows."""
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def replace(asal: Path, tujuan: Path) -> None:
    """os.replace, patient with Windows, where a reader that has the file open makes it fail for a moment.

    Raises InUseError when it still fails after KALI_GANTI attempts.
    """
    for kali in range(KALI_GANTI):
        try:
            os.replace(asal, tujuan)
            return
        except PermissionError as galat:
            if kali == KALI_GANTI - 1:
                raise InUseError(galat.errno, galat.strerror, str(tujuan)) from galat
            time.sleep(JEDA_GANTI)


def require_space(folder: list[Path], perlu: int) -> None:
    """Raise SpaceError unless the disk of each (existing) folder has `perlu` bytes free."""
    for f in folder:
        bebas = shutil.disk_usage(f).free
        if bebas < perlu:
            raise SpaceError(
                f"ruang disk untuk {f} tinggal {bebas // 2**20} MB, perlu sedikitnya {perlu // 2**20} MB; "
                "kosongkan dahulu, lalu jalankan lagi"
            )


def clean_temporary(folder: Path) -> int:
    """Remove our leftover temporaries below `folder`; call only while holding the lock. Returns how many.

    What another living process writes just now stays: `lkj terima` archives a file beside a run.
    """
    ada = [p for p in folder.rglob(f"{SEMENTARA}*") if p.is_file()] if folder.is_dir() else []
    sisa = [p for p in ada if not _at_work(p.name.removeprefix(SEMENTARA).partition("-")[0])]
    for p in sisa:
        with contextlib.suppress(PermissionError):  # held open by somebody (Windows): the next run tries again
            p.unlink(missing_ok=True)
    return len(sisa)


def _at_work(pid: str) -> bool:
    """Whether the process that named a temporary still lives. Not asked on Windows: there an open file stays anyway."""
    if os.name == "nt" or not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)  # asks, and sends nothing
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it lives, under another user
        return True
    return True


@contextlib.contextmanager
def exclusive(folder: Path, tunggu: float = 0) -> Iterator[None]:
    """Hold the installation's single-writer lock (an OS lock: the kernel frees it when the process dies).

    `tunggu`: seconds to wait for it. Raises LockedError naming the holder.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    info = folder / "kunci.json"
    kunci = FileLock(folder / "kunci", timeout=tunggu)
    try:
        kunci.acquire()
    except Timeout:
        raise LockedError(_holder(info)) from None
    try:
        with contextlib.suppress(OSError):
            info.unlink()  # of a holder that was killed
        isi = {"pid": os.getpid(), "host": socket.gethostname(), "sejak": time.strftime("%Y-%m-%dT%H:%M:%S%z")}
        write_atomic(info, json.dumps(isi).encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            info.unlink()
        kunci.release()


def _holder(info: Path) -> dict:
    """Who holds the lock; one that has just taken it gets a moment to write its name. Empty when it does not."""
    for _ in range(NAMA_TUNGGU):
        with contextlib.suppress(OSError, ValueError):
            return json.loads(info.read_text(encoding="utf-8"))
        time.sleep(0.1)
    return {}
