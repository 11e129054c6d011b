"""Child processes of the office service: their log, when they are ready, and how they end with the service.

A child lives as long as its standard input stays open: closing it is how the service asks a child to stop, and how
a child notices that the service was killed. That works alike on Linux and Windows.
"""

import contextlib
import logging
import logging.handlers
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

SIAP = "LKJ-SIAP"  # a child prints this line once it is ready
BATAS_MULAI = 180  # seconds a child may take to become ready
BATAS_HENTI = 20  # seconds a child may take to stop before it is killed
LOG_MAKS = 5 * 2**20


class Anak:
    """A child process of the service, its log file, and how to stop it with everything it started."""

    def __init__(self, nama: str, perintah: list[str], env: dict[str, str], folder: Path):
        self.nama = nama
        self.siap = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)
        kelompok = (
            {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {"start_new_session": True}
        )
        self.proses = subprocess.Popen(
            perintah, env=env, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace", **kelompok,
        )
        threading.Thread(target=self._write_log, args=(folder / f"{nama}.log",), daemon=True).start()

    def _write_log(self, berkas: Path) -> None:
        tulis = logging.handlers.RotatingFileHandler(berkas, maxBytes=LOG_MAKS, backupCount=3, encoding="utf-8")
        for baris in self.proses.stdout:
            if baris.startswith(SIAP):
                self.siap.set()
            tulis.emit(logging.makeLogRecord({"msg": "%s", "args": (baris.rstrip(),)}))
        tulis.close()

    def alive(self) -> bool:
        """Whether the process runs."""
        return self.proses.poll() is None

    def stop(self) -> None:
        """Ask the process to stop, wait, then end whatever is left of it and its children."""
        with contextlib.suppress(OSError):
            self.proses.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.proses.wait(BATAS_HENTI)
        if os.name == "nt":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(self.proses.pid)], capture_output=True, check=False)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.proses.pid, signal.SIGKILL)
        self.proses.wait()


def wait_until(siap: Callable[[], bool], anak: Anak, henti: threading.Event, batas: float = BATAS_MULAI) -> bool:
    """Wait for a child to become ready; False when it died, took too long, or the service is to stop."""
    akhir = time.monotonic() + batas
    while anak.alive() and not henti.is_set() and time.monotonic() < akhir:
        if siap():
            return True
        henti.wait(0.5)
    return False


def stop_with_parent() -> None:
    """In a child: raise SIGINT here when the parent closes our standard input, or dies."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        signal.raise_signal(signal.SIGINT)

    threading.Thread(target=watch, daemon=True).start()
