"""Watching the inbox by looking at it: which files have arrived completely and are worth a sweep.

Looking again and again works on network shares too, where file system notifications do not.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path

from transforms import storage
from transforms.receive import SABAR, not_receivable
from transforms.settings import Limits
from transforms.workbook import gate

TAHAN = 20  # seconds for which complete files wait for others that are still being copied
ULANG = 60  # seconds after which a file that no sweep has taken is reported again; doubled each time

Ciri = tuple[int, int]  # size and mtime_ns


@dataclass
class Pantauan:
    """What the watch remembers between two looks; paths are keys."""

    terlihat: dict[Path, tuple[Ciri, float]] = field(default_factory=dict)
    """File → what it looked like, and since when it looks so (seconds, monotonic)."""
    dilaporkan: dict[Path, tuple[Ciri, float, float]] = field(default_factory=dict)
    """File → what it looked like when reported, when to report it again, and the pause after that."""
    siap_sejak: float | None = None


def look(folder: Path, ingatan: Pantauan, limits: Limits, saat: float | None = None) -> list[Path]:
    """Look at the inbox once; returns the files to report now, in order of path.

    A file is ready when its size and time of change were the same at the previous look and it opens as what it is;
    one that never opens counts as ready after SABAR seconds, so that the sweep rejects it by name. Ready files wait
    up to TAHAN seconds while others are still changing: files dropped together are reported together. A ready file
    is reported once, and again only when it changes or is still there much later.
    """
    saat = time.monotonic() if saat is None else saat
    ada = {p: ciri for p in sorted(folder.rglob("*")) if (ciri := _traits(p, limits))}
    lama = ingatan.terlihat
    ingatan.terlihat = {p: lama[p] if p in lama and lama[p][0] == c else (c, saat) for p, c in ada.items()}
    ingatan.dilaporkan = {p: v for p, v in ingatan.dilaporkan.items() if ada.get(p) == v[0]}
    baru = [p for p in ada if p not in ingatan.dilaporkan]
    siap = [p for p in baru if p in lama and lama[p][0] == ada[p] and _complete(p, saat - lama[p][1])]
    if not siap:
        ingatan.siap_sejak = None
    elif ingatan.siap_sejak is None:
        ingatan.siap_sejak = saat
    lapor = siap if siap and (len(siap) == len(baru) or saat - ingatan.siap_sejak >= TAHAN) else []
    lapor += [p for p, (_, nanti, _) in ingatan.dilaporkan.items() if saat >= nanti]
    for p in lapor:
        jeda = ingatan.dilaporkan[p][2] * 2 if p in ingatan.dilaporkan else ULANG
        ingatan.dilaporkan[p] = (ada[p], saat + jeda, jeda)
    if lapor:
        ingatan.siap_sejak = None
    return sorted(lapor)


def _traits(p: Path, limits: Limits) -> Ciri | None:
    """Size and time of change of a file that a sweep would receive; None for anything else."""
    try:
        if p.name.startswith(storage.SEMENTARA) or not_receivable(p, limits):
            return None
        st = p.stat()
    except OSError:  # taken away between two looks, or not ours to read
        return None
    return st.st_size, st.st_mtime_ns


def _complete(p: Path, tenang: float) -> bool:
    try:
        return gate.is_complete(p) or tenang >= SABAR
    except OSError:
        return False
