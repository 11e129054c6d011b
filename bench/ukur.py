"""Timing, and tables on the screen."""

import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable


def seconds(fn: Callable) -> float:
    """How long one call takes."""
    mulai = time.perf_counter()
    fn()
    return time.perf_counter() - mulai


def side_by_side(cara: dict[str, Callable], kali: int) -> dict[str, float]:
    """Median seconds of each way, measured in turns so that all see the same load of the machine."""
    hasil: dict[str, list[float]] = {nama: [] for nama in cara}
    for _ in range(kali):
        for nama, fn in cara.items():
            hasil[nama].append(seconds(fn))
    return {nama: statistics.median(nilai) for nama, nilai in hasil.items()}


def exponent(titik: dict[int, float]) -> float | None:
    """Slope of log(seconds) over log(n): 1 is linear. None for fewer than two points."""
    if len(titik) < 2:
        return None
    x, y = [math.log(n) for n in titik], [math.log(t) for t in titik.values()]
    return statistics.linear_regression(x, y).slope


def machine() -> dict:
    """Where and under what load this was measured."""
    prosesor = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            prosesor = next((b.split(":")[1].strip() for b in f if b.startswith("model name")), prosesor)
    except OSError:
        pass
    return {
        "prosesor": prosesor, "inti": os.cpu_count(), "python": platform.python_version(),
        "sistem": f"{platform.system()} {platform.release()}",
        "beban": [round(x, 2) for x in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }


def show(judul: str, kepala: list[str], baris: list[list]) -> None:
    """One table on the screen."""
    from rich.console import Console
    from rich.table import Table

    t = Table(*kepala, title=judul, title_justify="left")
    for r in baris:
        t.add_row(*[f"{x:,.3g}" if isinstance(x, float) else "–" if x is None else str(x) for x in r])
    Console(width=160 if not sys.stdout.isatty() else None).print(t)
