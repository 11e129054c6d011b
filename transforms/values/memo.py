"""Pure functions of a text, with a memory: names, codes, titles and units come again in every report."""

from collections.abc import Callable

PENDEK = 250
"""Longer texts do not come again, and would only fill the memory."""


class Memo(dict):
    """Text → what a pure function says of it; asked once per short text, forgotten when there are too many."""

    def __init__(self, fungsi: Callable[[str], object], banyak: int = 1 << 14) -> None:
        super().__init__()
        self.fungsi, self.banyak = fungsi, banyak

    def __missing__(self, teks: str) -> object:
        hasil = self.fungsi(teks)
        if len(teks) <= PENDEK:
            if len(self) >= self.banyak:
                self.clear()
            self[teks] = hasil
        return hasil


def memo(fungsi: Callable[[str], object]) -> Callable[[str], object]:
    """The same function of one text, remembering. A call that is remembered costs no Python frame."""
    return Memo(fungsi).__getitem__
