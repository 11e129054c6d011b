"""The ledger: an append-only list of what happened, in order. With the archive it is the truth.

One SQLite file in the archive folder. `buku` holds the events (a file received, a note acknowledged, a period
closed or reopened); triggers refuse to change or remove them. `jalan` holds the runs. Everything else in the
data folder can be rebuilt from this file and the archived bytes.
"""

import contextlib
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from transforms.settings import ZONA_WAKTU, Settings
from transforms.values.nip import hide_nip

_SKEMA = """
CREATE TABLE IF NOT EXISTS buku (
    nomor INTEGER PRIMARY KEY AUTOINCREMENT,
    jenis TEXT NOT NULL CHECK (jenis IN ('diterima', 'akui', 'tutup', 'buka')),
    dicatat_pada TEXT NOT NULL,
    isi TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS buku_sha ON buku (json_extract(isi, '$.sha256'));
CREATE TRIGGER IF NOT EXISTS buku_tak_berubah BEFORE UPDATE ON buku
BEGIN SELECT raise(ABORT, 'buku hanya boleh ditambah'); END;
CREATE TRIGGER IF NOT EXISTS buku_tak_terhapus BEFORE DELETE ON buku
BEGIN SELECT raise(ABORT, 'buku hanya boleh ditambah'); END;
CREATE TABLE IF NOT EXISTS jalan (
    nomor INTEGER PRIMARY KEY AUTOINCREMENT,
    mulai TEXT NOT NULL, selesai TEXT, pid INTEGER, host TEXT, alasan TEXT NOT NULL, hasil TEXT
);
"""


def now() -> datetime:
    """The moment, in the regency's time zone."""
    return datetime.now(ZoneInfo(ZONA_WAKTU))


def path(settings: Settings) -> Path:
    """Where the ledger of an installation is."""
    return settings.arsip / "buku.sqlite"


@contextlib.contextmanager
def open_ledger(settings: Settings) -> Iterator[sqlite3.Connection]:
    """Open (and create when absent) the ledger; each `with con:` block inside is one durable transaction."""
    berkas = path(settings)
    berkas.parent.mkdir(parents=True, exist_ok=True)
    con = sqlite3.connect(berkas, timeout=30)
    con.row_factory = sqlite3.Row
    try:
        con.execute("PRAGMA synchronous = FULL")
        con.executescript(_SKEMA)
        yield con
    finally:
        con.close()


def append(con: sqlite3.Connection, jenis: str, daftar: list[dict]) -> list[int]:
    """Append events of one kind in one transaction; returns their numbers, in order. Reasons lose their NIP."""
    saat = now().isoformat(timespec="seconds")
    daftar = [{k: hide_nip(v) if k in ("alasan", "oleh") and v else v for k, v in isi.items()} for isi in daftar]
    with con:
        return [
            con.execute(
                "INSERT INTO buku (jenis, dicatat_pada, isi) VALUES (?, ?, ?)",
                (jenis, saat, json.dumps(isi, ensure_ascii=False, sort_keys=True)),
            ).lastrowid
            for isi in daftar
        ]


def events(con: sqlite3.Connection, *jenis: str, setelah: int = 0) -> list[dict]:
    """Events of the given kinds with a number above `setelah`, in order: nomor, jenis, dicatat_pada and the content."""
    tanda = ",".join("?" * len(jenis))
    rows = con.execute(
        f"SELECT * FROM buku WHERE nomor > ? AND jenis IN ({tanda}) ORDER BY nomor", (setelah, *jenis)
    ).fetchall()
    return [
        {"nomor": r["nomor"], "jenis": r["jenis"], "dicatat_pada": r["dicatat_pada"], **json.loads(r["isi"])}
        for r in rows
    ]


def find_sha(con: sqlite3.Connection, sha256: str) -> list[dict]:
    """Received files with exactly these bytes, oldest first."""
    rows = con.execute(
        "SELECT nomor, isi FROM buku WHERE json_extract(isi, '$.sha256') = ? ORDER BY nomor", (sha256,)
    ).fetchall()
    return [{"nomor": r["nomor"], **json.loads(r["isi"])} for r in rows]


def last_number(con: sqlite3.Connection) -> int:
    """Number of the newest event; 0 in an empty ledger."""
    return con.execute("SELECT coalesce(max(nomor), 0) FROM buku").fetchone()[0]


def kiriman_id(nomor: int) -> str:
    """Public name of a received file, from its ledger number."""
    return f"K{nomor:06d}"


def start_run(con: sqlite3.Connection, alasan: str) -> int:
    """Record that a run begins (call while holding the lock); runs that never ended are marked TERPUTUS."""
    saat = now().isoformat(timespec="seconds")
    with con:
        con.execute("UPDATE jalan SET selesai = ?, hasil = 'TERPUTUS' WHERE selesai IS NULL", (saat,))
        return con.execute(
            "INSERT INTO jalan (mulai, pid, host, alasan) VALUES (?, ?, ?, ?)",
            (saat, os.getpid(), socket.gethostname(), alasan),
        ).lastrowid


def explain_run(con: sqlite3.Connection, nomor: int, alasan: str) -> None:
    """Say more exactly why a run works: which files it found."""
    with con:
        con.execute("UPDATE jalan SET alasan = ? WHERE nomor = ?", (alasan, nomor))


def end_run(con: sqlite3.Connection, nomor: int, hasil: str) -> None:
    """Record how a run ended."""
    with con:
        con.execute(
            "UPDATE jalan SET selesai = ?, hasil = ? WHERE nomor = ?",
            (now().isoformat(timespec="seconds"), hasil, nomor),
        )


def runs(con: sqlite3.Connection, banyak: int = 10) -> list[dict]:
    """The newest runs, newest first."""
    rows = con.execute("SELECT * FROM jalan ORDER BY nomor DESC LIMIT ?", (banyak,)).fetchall()
    return [dict(r) for r in rows]
