"""Reading on other machines: a batch becomes normalized Parquet in a shared folder, which one loader takes in.

The folder is a path that all machines see, or an address that fsspec knows (s3://…, with its package installed).
"""

from dataclasses import replace

from transforms import database, intake, warehouse
from transforms.settings import Settings

TABEL = ("penerimaan", "temuan_baca", *warehouse.TABEL_NORMAL)


def read_to_parquet(settings: Settings, entri: list[dict], pertama: dict[tuple, int], folder: str) -> str:
    """Read ledger entries as intake.read_entries does and write one Parquet file per normalized table.

    Written again, the files are the same: a batch whose worker died is simply repeated. Returns `folder`.
    """
    settings = replace(settings, limits=replace(settings.limits, pekerja=1))  # the engine has one worker per core
    hasil = intake.read_entries(settings, entri, pertama)
    con = warehouse.open_warehouse(None)
    try:
        _reach(con, folder)
        warehouse.load_batch(con, [(intake.penerimaan(e, r), r) for e, r in zip(entri, hasil, strict=True)])
        for tabel in TABEL:
            con.execute(f"COPY {tabel} TO '{_file(folder, tabel)}' (FORMAT parquet)")
    finally:
        con.close()
    return folder


def ingest(con, entri: list[dict], folder: str) -> None:
    """Load what read_to_parquet wrote for these entries, duplicates marked, in one transaction."""
    _reach(con, folder)
    baris = database.rows(con, f"(FROM '{_file(folder, 'penerimaan')}')", urut="nomor")
    saat = {e["nomor"]: e["diterima_pada"] for e in entri}
    baris = intake.mark_duplicates(con, [b | {"diterima_pada": saat[b["nomor"]]} for b in baris])
    warehouse.load_files(con, baris, {t: _file(folder, t) for t in TABEL})


def _file(folder: str, tabel: str) -> str:
    return f"{folder.rstrip('/')}/{tabel}.parquet".replace("'", "''")


def remove(folder: str) -> None:
    """Remove a folder of such files."""
    from fsspec.core import url_to_fs

    toko, jalur = url_to_fs(folder)
    if toko.exists(jalur):
        toko.rm(jalur, recursive=True)


def _reach(con, folder: str) -> None:
    """Make the folder, and let DuckDB reach the store it is in."""
    from fsspec.core import url_to_fs

    toko, jalur = url_to_fs(folder)
    toko.makedirs(jalur, exist_ok=True)
    if "://" in folder and folder.partition("://")[0] not in con.list_filesystems():
        con.register_filesystem(toko)
