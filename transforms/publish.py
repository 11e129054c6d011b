"""The analysts' copy: built beside the old one from the warehouse, then put in its place in one step."""

import json
from pathlib import Path

from transforms import storage, warehouse
from transforms.settings import Settings

SIMPAN_VERSI = 3  # versioned copies kept where the fixed name cannot be replaced (Windows, open readers)
VERSI_SIMPAN = "v1.2.0"  # storage format readable by duckdb >= 1.2, for older clients


def database_path(settings: Settings) -> Path:
    """The published database's fixed name."""
    return settings.terbit / "konsolidasi.duckdb"


def current_path(settings: Settings) -> Path | None:
    """The newest published database: what the pointer names, else the fixed name; None before the first publication."""
    penunjuk = settings.terbit / "konsolidasi.json"
    if penunjuk.exists():
        calon = settings.terbit / json.loads(penunjuk.read_text(encoding="utf-8"))["berkas"]
        if calon.exists():
            return calon
    tetap = database_path(settings)
    return tetap if tetap.exists() else None


def publish(con, settings: Settings) -> dict:
    """Publish the warehouse open in `con`: DuckDB file and Parquet of each published table.

    Returns {"berkas": path opened by readers, "tetap": whether the fixed name holds the new content}. The old
    file stays in place until the new one is complete; a reader that has it open keeps reading it undisturbed.
    """
    tujuan = database_path(settings)
    with _build(con, settings) as sementara:
        try:
            storage.replace(sementara, tujuan)
            berkas = tujuan
        except PermissionError:
            nomor = con.execute("SELECT nilai FROM meta WHERE kunci = 'nomor_buku'").fetchone()[0]
            berkas = settings.terbit / f"konsolidasi-{int(nomor):06d}.duckdb"
            storage.replace(sementara, berkas)
    storage.write_atomic(settings.terbit / "konsolidasi.json", json.dumps({"berkas": berkas.name}).encode())
    _remove_old_versions(settings, berkas)
    _write_parquet(con, settings)
    return {"berkas": berkas, "tetap": berkas == tujuan}


class _build:
    """A complete published database under a temporary name; removed on exit when nobody took it."""

    def __init__(self, con, settings: Settings):
        self.con = con
        self.sementara = settings.terbit / f"{storage.SEMENTARA}konsolidasi.duckdb"

    def __enter__(self) -> Path:
        self.sementara.parent.mkdir(parents=True, exist_ok=True)
        self.sementara.unlink(missing_ok=True)
        warehouse.copy_published(self.con, self.sementara, VERSI_SIMPAN)
        if self.sementara.with_name(self.sementara.name + ".wal").exists():
            raise RuntimeError("basis data terbit belum tuntas ditulis (masih ada .wal)")
        storage.fsync_file(self.sementara)
        return self.sementara

    def __exit__(self, *_):
        self.sementara.unlink(missing_ok=True)


def _remove_old_versions(settings: Settings, dipakai: Path) -> None:
    for lama in sorted(settings.terbit.glob("konsolidasi-*.duckdb"))[:-SIMPAN_VERSI]:
        if lama != dipakai:
            try:
                lama.unlink()
            except PermissionError:  # still open somewhere (Windows); the next run tries again
                continue


def _write_parquet(con, settings: Settings) -> None:
    for tabel in warehouse.TABEL_MART:
        with storage.atomic_path(settings.terbit / "parquet" / f"{tabel}.parquet") as sementara:
            con.execute(f"COPY {tabel} TO '{sementara.as_posix().replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
