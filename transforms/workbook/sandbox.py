"""Reading many files in child processes with limits of memory and time: one poisoned file costs one file.

A child (`python -m transforms.workbook.child`) reads file after file; while it reads one, the next waits in its
pipe. When it dies or hangs, the file it was reading is rejected by name and a new child goes on with the rest.
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
from collections.abc import Iterator
from pathlib import Path

from transforms.settings import ROOT, Settings
from transforms.workbook.read import refused

_MULAI = 60  # seconds a child may take to start (a cold disk, a virus scanner)
_GANTI = 500  # files after which a child is replaced, so that nothing accumulates
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

    Raises RuntimeError when a child cannot even start: that is a fault of the installation, not of a file.
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
                raise RuntimeError(f"proses pembaca tidak dapat dijalankan: {hasil}") from hasil
            sisa -= 1
            yield i, hasil
    finally:
        for p in pekerja:
            p.abandon()
        for p in pekerja:
            p.join()


class _Pekerja(threading.Thread):
    """Keeps one child busy: hands out jobs, collects results, replaces the child when it is gone."""

    def __init__(self, settings: Settings, take, selesai: queue.Queue) -> None:
        super().__init__(daemon=True)
        self.settings, self.take, self.selesai = settings, take, selesai
        self.proses: subprocess.Popen | None = None
        self.batas: float | None = None  # monotonic time at which the child is killed
        self.terlambat = False
        self.berhenti = False

    def run(self) -> None:
        tunggu: list[tuple[int, Tugas]] = []
        try:
            while not self.berhenti:
                if not tunggu and (baru := self.take()) is None:
                    return
                elif not tunggu:
                    tunggu.append(baru)
                tunggu = self._serve(tunggu)
        except BaseException as galat:
            self._put(-1, galat)

    def _serve(self, tunggu: list[tuple[int, Tugas]]) -> list[tuple[int, Tugas]]:
        """Run one child until it ends; returns the jobs that were handed to it and are still to be read."""
        with tempfile.TemporaryFile() as catatan:
            anak = self._start(catatan)
            try:
                for _, tugas in tunggu:
                    self._send(anak, tugas)
                for _ in range(_GANTI):
                    while len(tunggu) < _ANTRE and (baru := self.take()) is not None:
                        tunggu.append(baru)
                        self._send(anak, baru[1])
                    if not tunggu or self.berhenti:
                        return []
                    baris = self._receive(anak, self.settings.limits.detik)
                    i, _ = tunggu.pop(0)
                    if not baris.endswith(b"\n"):
                        self._put(i, self._verdict(anak, catatan))
                        return tunggu
                    self._put(i, json.loads(baris))
                return tunggu
            finally:
                self._end(anak)

    def _start(self, catatan) -> subprocess.Popen:
        lingkungan = dict(os.environ)
        lingkungan["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [lingkungan.get("PYTHONPATH")])])
        anak = subprocess.Popen(
            [sys.executable, "-m", "transforms.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=catatan,
            env=lingkungan,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.proses = anak
        awal = {"limits": dataclasses.asdict(self.settings.limits), "referensi": str(self.settings.referensi)}
        self._write(anak, awal)
        if self._receive(anak, _MULAI) != b"{}\n":
            self._end(anak)
            catatan.seek(0)
            raise RuntimeError(catatan.read().decode("utf-8", "replace").strip()[-500:] or "berhenti saat mulai")
        return anak

    def _send(self, anak: subprocess.Popen, tugas: Tugas) -> None:
        path, nama = tugas
        self._write(anak, {"path": os.fsencode(path).hex(), "nama": nama})

    def _write(self, anak: subprocess.Popen, isi: dict) -> None:
        try:
            anak.stdin.write(json.dumps(isi).encode() + b"\n")
            anak.stdin.flush()
        except OSError:
            pass  # a dead child shows when its answer is awaited

    def _receive(self, anak: subprocess.Popen, detik: float) -> bytes:
        self.batas = time.monotonic() + detik
        try:
            return anak.stdout.readline()
        finally:
            self.batas = None

    def _verdict(self, anak: subprocess.Popen, catatan) -> dict:
        """Why the child gave no answer for the file it was reading."""
        anak.kill()
        anak.wait()
        limits = self.settings.limits
        if self.terlambat:
            self.terlambat = False
            return refused("BACA_TERLALU_LAMA", f"pembacaan dihentikan setelah {limits.detik} detik")
        catatan.seek(0)
        akhir = catatan.read()[-4000:]
        if b"memory allocation" in akhir or b"MemoryError" in akhir:
            return refused("LEMBAR_TERLALU_BESAR", f"isi berkas tidak muat dalam {limits.memori // 2**20} MB memori")
        return refused("BACA_GAGAL", f"proses pembaca berhenti mendadak (kode {anak.returncode})")

    def _end(self, anak: subprocess.Popen) -> None:
        for ujung in (anak.stdin, anak.stdout):
            try:
                ujung.close()
            except OSError:
                pass
        anak.kill()
        anak.wait()
        self.proses = None

    def _put(self, i: int, hasil) -> None:
        while not self.berhenti:
            try:
                return self.selesai.put((i, hasil), timeout=0.2)
            except queue.Full:
                continue

    def stop_if_late(self) -> None:
        """Kill the child when the file it reads has used up its time; called from the main thread."""
        batas, anak = self.batas, self.proses
        if batas is not None and anak is not None and time.monotonic() > batas:
            self.terlambat = True
            anak.kill()

    def abandon(self) -> None:
        """Stop now: the consumer is gone or everything is done."""
        self.berhenti = True
        if (anak := self.proses) is not None:
            anak.kill()
