"""The reader's child process: jobs as JSON lines on standard input, results as JSON lines on standard output.

Started by `sandbox` with limits of memory and time; opens nothing but the files it is given, and writes
nothing.
"""

import gc
import json
import os
import sys
from pathlib import Path

from transforms.settings import Limits
from transforms.workbook import wire


def main() -> None:
    """Serve jobs until standard input ends. First line in: {"limits", "referensi"}; then one job per line."""
    # Results have their own descriptor: nothing a library prints can mix with them.
    keluar = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    masuk = sys.stdin.buffer
    awal = json.loads(masuk.readline())
    limits, referensi = Limits(**awal["limits"]), Path(awal["referensi"])
    _confine(limits)
    from transforms.workbook.read import MEMORI_HABIS, read_file

    ref = _warm_up(referensi)
    keluar.write(b"{}\n")
    gc.disable()  # grids are large and have no cycles; collecting between files is enough
    gc.freeze()  # and what stays for good (modules, references, remembered texts) need not be looked at again
    for n, baris in enumerate(masuk, 1):
        tugas = json.loads(baris)
        _limit_cpu(limits)
        hasil = read_file(Path(os.fsdecode(bytes.fromhex(tugas["path"]))), tugas["nama"], ref, limits)
        if n > 1 and hasil["temuan"] and hasil["temuan"][0].get("sebab") == MEMORI_HABIS:
            sys.exit(MEMORI_HABIS)  # the files before may be to blame: the parent tries it in a new process
        keluar.write(wire.encode(hasil))
        if n % 32 == 0:
            gc.collect()
            gc.freeze()


def _confine(limits: Limits) -> None:
    """Limits of the operating system, where it has them: memory, no file written, no core dump."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit is what remains
        return
    for apa, batas in (
        (resource.RLIMIT_AS, limits.memori),
        (resource.RLIMIT_FSIZE, 2**20),  # room for error messages only
        (resource.RLIMIT_CORE, 0),
    ):
        _, atas = resource.getrlimit(apa)
        resource.setrlimit(apa, (batas if atas < 0 else min(batas, atas), atas))


def _limit_cpu(limits: Limits) -> None:
    """A child whose parent was killed must not spin for ever: at most twice the limit of a file."""
    try:
        import resource
    except ImportError:
        return
    pakai = resource.getrusage(resource.RUSAGE_SELF)
    _, atas = resource.getrlimit(resource.RLIMIT_CPU)
    batas = int(pakai.ru_utime + pakai.ru_stime) + 2 * limits.detik + 1
    resource.setrlimit(resource.RLIMIT_CPU, (batas, atas))


def _warm_up(referensi: Path):
    """Import and load what every file needs, before the first file's clock starts; the reference of all files."""
    import transforms.workbook.cells  # noqa: F401
    from transforms.referensi import load_referensi
    from transforms.workbook import normalize  # noqa: F401

    return load_referensi(referensi)


if __name__ == "__main__":
    main()
