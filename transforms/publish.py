"""The analysts' copy: built beside the old one from the warehouse, then put in its place in one step."""

import contextlib
import json
import shutil
from pathlib import Path

from transforms import database, findings, incremental, storage, warehouse
from transforms.settings import Settings

SIMPAN_VERSI = 3  # versioned copies kept where the fixed name cannot be replaced (Windows, open readers)


def database_path(settings: Settings) -> Path:
    """The published database's fixed name."""
    return settings.terbit / "konsolidasi.duckdb"


def current_path(settings: Settings) -> Path | None:
    """The newest published database: what the pointer names, else the fixed name; None before the first publication."""
    tetap = database_path(settings)
    with contextlib.suppress(OSError, ValueError, KeyError):  # no pointer, or one that somebody damaged
        calon = settings.terbit / Path(json.loads(_pointer(settings).read_text(encoding="utf-8"))["berkas"]).name
        if calon.exists():
            return calon
    return tetap if tetap.exists() else None


def _pointer(settings: Settings) -> Path:
    return settings.terbit / "konsolidasi.json"


def publish(con, settings: Settings) -> dict:
    """Publish the warehouse open in `con`: a DuckDB file, and Parquet of each mart.

    Returns {"berkas": path that readers open, "tetap": whether the fixed name holds the new content, "catatan":
    notices}. The old file stays until the new one is complete; a reader that has it open keeps reading it
    undisturbed. The database comes last: it names the state it shows, so an interrupted publication is done again.
    Where only some kiriman changed, their rows are replaced in a copy of the last published file.
    """
    tujuan = database_path(settings)
    sementara = settings.terbit / f"{storage.SEMENTARA}konsolidasi.duckdb"
    settings.terbit.mkdir(parents=True, exist_ok=True)
    sementara.unlink(missing_ok=True)
    try:
        berubah = incremental.changed_rows(con)
        if berubah is not None and (dasar := _last_published(con, settings)):
            shutil.copyfile(dasar, sementara)
            database.update_published(con, sementara, warehouse.TABEL_TERBIT, berubah)
        else:
            database.copy_published(con, sementara, warehouse.TABEL_TERBIT)
        storage.fsync_file(sementara)
        sidik = storage.sha256_file(sementara)
        catatan = _write_parquet(con, settings)
        try:
            storage.replace(sementara, tujuan)
            berkas = tujuan
        except storage.InUseError:
            berkas = _new_version(settings)
            storage.replace(sementara, berkas)
    finally:
        with contextlib.suppress(OSError):
            sementara.unlink(missing_ok=True)
    _point_to(settings, berkas)
    incremental.note_published(con, sidik)
    return {"berkas": berkas, "tetap": berkas == tujuan, "catatan": catatan + stale_name(settings)}


def _last_published(con, settings: Settings) -> Path | None:
    """The published database, if it is byte for byte what this warehouse published last."""
    berkas = current_path(settings)
    sidik = incremental.last_published(con)
    return berkas if berkas and sidik and storage.sha256_file(berkas) == sidik else None


def renew_fixed_name(settings: Settings) -> None:
    """Give the fixed name the newest content once the program that had it open is gone."""
    berkas, tetap = current_path(settings), database_path(settings)
    if berkas and berkas != tetap:
        with contextlib.suppress(storage.InUseError):
            storage.copy_atomic(berkas, tetap)
            _point_to(settings, tetap)


def stale_name(settings: Settings) -> list[str]:
    """A notice (Indonesian) when the fixed name is older than what the pointer names, else nothing."""
    berkas, tetap = current_path(settings), database_path(settings)
    if berkas in (None, tetap):
        return []
    return [
        f"{tetap.name} sedang dibuka program lain dan isinya masih yang lama; isi terbaru ada di {berkas.name}. "
        "Tutup program itu, lalu jalankan lagi"
    ]


def _write_parquet(con, settings: Settings) -> list[str]:
    """One Parquet file per mart; returns notices about those that another program holds open (Windows)."""
    catatan = []
    for tabel in warehouse.TABEL_MART:
        path = settings.terbit / "parquet" / f"{tabel}.parquet"
        try:
            with storage.atomic_path(path) as sementara:
                database.write_parquet(con, tabel, sementara, findings.primary_key(tabel))
        except storage.InUseError:
            catatan.append(
                f"parquet/{path.name} sedang dibuka program lain dan isinya masih yang lama; tutup program itu, "
                "lalu jalankan lagi dengan --ulang"
            )
    return catatan


def _new_version(settings: Settings) -> Path:
    """A name that no publication has had, in order of the publications."""
    ada = [int(p.stem.rpartition("-")[2]) for p in _versions(settings)]
    return settings.terbit / f"konsolidasi-{max(ada, default=0) + 1:06d}.duckdb"


def _versions(settings: Settings) -> list[Path]:
    return sorted(settings.terbit.glob("konsolidasi-[0-9]*.duckdb"))


def _point_to(settings: Settings, berkas: Path) -> None:
    storage.write_atomic(_pointer(settings), json.dumps({"berkas": berkas.name}).encode())
    _remove_old_versions(settings, berkas)


def _remove_old_versions(settings: Settings, dipakai: Path) -> None:
    simpan = SIMPAN_VERSI if dipakai in _versions(settings) else 0
    for lama in _versions(settings)[: -simpan or None]:
        if lama != dipakai:
            with contextlib.suppress(PermissionError):  # still open somewhere (Windows); the next run tries again
                lama.unlink()
