"""The analysts' copy: built beside the old one from the warehouse, then put in its place in one step."""

import json
from pathlib import Path

from transforms import database, storage, warehouse
from transforms.settings import Settings

SIMPAN_VERSI = 3  # versioned copies kept where the fixed name cannot be replaced (Windows, open readers)


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
    """Publish the warehouse open in `con`: a DuckDB file, and Parquet of each mart.

    Returns {"berkas": path that readers open, "tetap": whether the fixed name holds the new content}. The old
    file stays until the new one is complete; a reader that has it open keeps reading it undisturbed.
    """
    tujuan = database_path(settings)
    sementara = settings.terbit / f"{storage.SEMENTARA}konsolidasi.duckdb"
    settings.terbit.mkdir(parents=True, exist_ok=True)
    sementara.unlink(missing_ok=True)
    try:
        database.copy_published(con, sementara, warehouse.TABEL_TERBIT)
        storage.fsync_file(sementara)
        try:
            storage.replace(sementara, tujuan)
            berkas = tujuan
        except PermissionError:  # Windows, while a client has the file open
            berkas = settings.terbit / f"konsolidasi-{int(database.read_meta(con)['nomor_buku']):06d}.duckdb"
            storage.replace(sementara, berkas)
    finally:
        sementara.unlink(missing_ok=True)
    storage.write_atomic(settings.terbit / "konsolidasi.json", json.dumps({"berkas": berkas.name}).encode())
    _remove_old_versions(settings, berkas)
    for tabel in warehouse.TABEL_MART:
        with storage.atomic_path(settings.terbit / "parquet" / f"{tabel}.parquet") as berkas_parquet:
            database.write_parquet(con, tabel, berkas_parquet)
    return {"berkas": berkas, "tetap": berkas == tujuan}


def _remove_old_versions(settings: Settings, dipakai: Path) -> None:
    for lama in sorted(settings.terbit.glob("konsolidasi-*.duckdb"))[:-SIMPAN_VERSI]:
        if lama != dipakai:
            try:
                lama.unlink()
            except PermissionError:  # still open somewhere (Windows); the next run tries again
                continue
