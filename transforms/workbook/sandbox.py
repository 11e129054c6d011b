"""Reading many files in child processes with limits of memory and time: one poisoned file costs one file.

A child (`python -m transforms.workbook.child`) reads file after file; while it reads one, the next waits in
its pipe. When it hangs, the file it was reading is rejected by name; when it dies, that file is tried once
more in a child of its own, and rejected if that dies too. A new child goes on with the rest.
"""

import dataclasses
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transforms.settings import ROOT, Settings
from transforms.workbook import wire
from transforms.workbook.read import MEMORI_HABIS, refused

_MULAI = 60  # seconds a child may take to start (a cold disk, a virus scanner)
_GANTI = 500  # files after which a child is replaced, so that nothing accumulates
_PIPA = 1 << 16  # bytes taken from a child's pipe at once: a whole result, not a tenth of it
_ANTRE = 2  # jobs in a child's pipe: the one being read and the next

Tugas = tuple[Path, str]


def read_batch(jobs: list[Tugas], settings: Settings, workers: int = 1) -> list[dict]:
    """READ RESULTs (see read.read_file) of (path, display name) jobs, in their order."""
    hasil: list[dict | None] = [None] * len(jobs)
    for i, isi in read_stream(jobs, settings, workers):
        hasil[i] = isi
    return hasil  # type: ignore[return-value]


def read_stream(jobs: list[Tugas], settings: Settings, workers: int = 1) -> Iterator[tuple[int, dict]]:
    """(index of the job, READ RESULT) as files are done, in no fixed order; nothing is kept here.

    Raises ReaderError when a child cannot even start: that is a fault of the installation, not of a file.
    """
    if not jobs:
        return
    sumber = iter(enumerate(jobs))
    selesai: queue.Queue = queue.Queue(maxsize=64)
    kunci = threading.Lock()

    def take() -> tuple[int, Tugas] | None:
        with kunci:
            return next(sumber, None)

    pekerja = [_Pekerja(settings, take, selesai) for _ in range(min(workers, len(jobs)))]
    try:
        for p in pekerja:
            p.start()
        sisa = len(jobs)
        while sisa:
            for p in pekerja:
                p.stop_if_late()
            try:
                i, hasil = selesai.get(timeout=0.1)
            except queue.Empty:
                continue
            if isinstance(hasil, BaseException):
                raise ReaderError(f"proses pembaca tidak dapat dijalankan: {hasil}") from hasil
            sisa -= 1
            yield i, hasil
    finally:
        for p in pekerja:
            p.abandon()
        for p in pekerja:
            p.join()


class ReaderError(RuntimeError):
    """A child process cannot be started; the message (Indonesian) says why."""


class _Pekerja(threading.Thread):
    """Keeps one child busy: hands out jobs, collects results, replaces the child when it is gone."""

    def __init__(self, settings: Settings, take, selesai: queue.Queue) -> None:
        super().__init__(daemon=True)
        self.settings, self.take, self.selesai = settings, take, selesai
        self.kunci = threading.Lock()  # guards the next three: the main thread kills, this one reads
        self.anak: subprocess.Popen | None = None
        self.batas: float | None = None  # monotonic time at which the child is killed
        self.terlambat = False
        self.berhenti = False

    def run(self) -> None:
        tunggu: deque[tuple[int, Tugas]] = deque()  # jobs taken and not answered, in order
        try:
            while not self.berhenti:
                if not tunggu:
                    if (baru := self.take()) is None:
                        return
                    tunggu.append(baru)
                self._serve(tunggu)
        except BaseException as galat:
            self._put(-1, galat)

    def _serve(self, tunggu: deque[tuple[int, Tugas]]) -> None:
        """Run one child until it has read enough, has nothing left to read, or dies."""
        with tempfile.TemporaryFile() as catatan, self._child(catatan) as anak:
            for _, tugas in tunggu:
                _send(anak, tugas)
            for dibaca in range(_GANTI):
                while len(tunggu) < _ANTRE and (baru := self.take()) is not None:
                    tunggu.append(baru)
                    _send(anak, baru[1])
                if not tunggu or self.berhenti:
                    return
                baris = self._receive(anak, self.settings.limits.detik)
                if baris.endswith(b"\n"):
                    self._put(tunggu.popleft()[0], wire.decode(baris))
                elif self.terlambat or not dibaca:
                    self._put(tunggu.popleft()[0], self._verdict(anak, catatan))
                    return
                else:  # the files before may be to blame (memory): this one gets a child of its own
                    return
                if self.terlambat:  # killed just after it had answered
                    return

    @contextmanager
    def _child(self, catatan) -> Iterator[subprocess.Popen]:
        """A started child; it is gone afterwards. Raises RuntimeError when it does not come up."""
        lingkungan = dict(os.environ)
        lingkungan["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [lingkungan.get("PYTHONPATH")])])
        anak = subprocess.Popen(
            [sys.executable, "-m", "transforms.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=catatan,
            bufsize=_PIPA,
            env=lingkungan,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with self.kunci:
            self.anak, self.terlambat = anak, False
        try:
            awal = {
                "limits": dataclasses.asdict(self.settings.limits),
                "referensi": str(self.settings.referensi),
            }
            _write(anak, awal)
            if self._receive(anak, _MULAI) != b"{}\n" and not self.berhenti:
                anak.kill()
                anak.wait()
                catatan.seek(0)
                raise RuntimeError(
                    catatan.read().decode("utf-8", "replace").strip()[-500:] or "berhenti saat mulai"
                )
            yield anak
        finally:
            with self.kunci:
                self.anak = None
            anak.kill()
            for ujung in (anak.stdin, anak.stdout):
                with suppress(OSError):
                    ujung.close()
            anak.wait()

    def _receive(self, anak: subprocess.Popen, detik: float) -> bytes:
        with self.kunci:
            self.batas = time.monotonic() + detik
        try:
            return anak.stdout.readline()
        finally:
            with self.kunci:
                self.batas = None

    def _verdict(self, anak: subprocess.Popen, catatan) -> dict:
        """Why the child gave no answer for the file it was reading."""
        anak.kill()
        anak.wait()
        limits = self.settings.limits
        if self.terlambat:
            return refused("BACA_TERLALU_LAMA", f"pembacaan dihentikan setelah {limits.detik} detik")
        catatan.seek(0)
        akhir = catatan.read()[-4000:]
        if b"memory allocation" in akhir or MEMORI_HABIS.encode() in akhir:
            return refused("LEMBAR_TERLALU_BESAR", f"{MEMORI_HABIS} ({limits.memori // 2**20} MB)")
        return refused("BACA_GAGAL", f"proses pembaca berhenti mendadak (kode {anak.returncode})")

    def _put(self, i: int, hasil: dict | BaseException) -> None:
        while not self.berhenti:
            with suppress(queue.Full):
                return self.selesai.put((i, hasil), timeout=0.2)

    def stop_if_late(self) -> None:
        """Kill the child when the file it reads has used up its time; called from the consumer's thread."""
        with self.kunci:
            if self.anak is not None and self.batas is not None and time.monotonic() > self.batas:
                self.terlambat = True
                self.anak.kill()

    def abandon(self) -> None:
        """Stop now: the consumer is gone or everything is done."""
        self.berhenti = True
        with self.kunci:
            if self.anak is not None:
                self.anak.kill()


def _send(anak: subprocess.Popen, tugas: Tugas) -> None:
    path, nama = tugas
    _write(anak, {"path": os.fsencode(path).hex(), "nama": nama})


def _write(anak: subprocess.Popen, isi: dict) -> None:
    with suppress(OSError):  # a dead child shows when its answer is awaited
        anak.stdin.write(json.dumps(isi).encode() + b"\n")
        anak.stdin.flush()
