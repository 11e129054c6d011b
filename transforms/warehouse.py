"""The private database: makes it from sql/skema, loads kiriman and notes into it, rebuilds what is derived.

The database is disposable: archive, ledger and reference files rebuild it.
"""

import contextlib
import csv
import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from transforms import database, declared, incremental, sipd_period
from transforms.database import literal
from transforms.findings import check_rows, derive_all, read_sql, sql_files
from transforms.insert import columns
from transforms.insert import insert_rows as _insert
from transforms.settings import Settings

__all__ = ["check_rows"]  # checking one file is asked here, like everything else about the tables

TABEL_NORMAL = (
    "realisasi_anggaran", "perjanjian_kinerja", "perjanjian_anggaran", "capaian_indikator",
    "realisasi_tahunan", "narasi", "ejaan", "sipd_lra", "sipd_rak", "evaluasi_renja", "evaluasi_renja_nilai",
)  # fmt: skip
TABEL_REFERENSI = {
    "ref_kecamatan": "kecamatan", "ref_nomenklatur": "nomenklatur", "ref_indikator": "indikator",
    "ref_alias_indikator": "alias_indikator", "ref_alias_kecamatan": "alias_kecamatan", "ref_skala": "skala",
    "ref_tenggat": "tenggat", "ref_temuan": "temuan", "ref_skpd": "skpd",
}  # fmt: skip
TABEL_MART = (
    "serapan_sub_kegiatan", "serapan_kegiatan", "serapan_program", "serapan_kecamatan", "capaian_kecamatan",
    "ringkasan_kecamatan", "konsolidasi_indikator", "konsolidasi_program", "konsolidasi_kabupaten",
    "kepatuhan", "tren", "perubahan_kiriman", "perubahan_dampak", "rekonsiliasi_sipd", "deviasi_rak",
    "rekonsiliasi_e81", "rekonsiliasi_e81_indikator",
)  # fmt: skip
TABEL_TERBIT = (
    *TABEL_MART, *TABEL_NORMAL, *TABEL_REFERENSI, "kiriman", "kiriman_berlaku", "temuan", "temuan_baca",
    "riwayat_anggaran", "riwayat_capaian", "sipd_deret", "penerimaan", "pengakuan", "penutupan", "mutu", "meta",
    "koreksi", "koreksi_terpakai", "pemetaan_nama", "e81_berlaku",
)  # fmt: skip
SABAR = 60  # seconds to wait for a client that holds the private database open
_TERKUNCI = "Conflicting lock|set lock on file|used by another process"  # on Linux, on Windows
SEDIKIT = 1000  # kiriman below which one thread derives faster than several: the time goes into planning


class OccupiedError(Exception):
    """Another program holds the private database open; the message (Indonesian) names it as DuckDB does."""


@contextlib.contextmanager
def session(settings: Settings) -> Iterator:
    """The private database of an installation, open for writing, with the current skema.

    Waits up to SABAR seconds for a client that has it open, then raises OccupiedError. A file that DuckDB
    cannot read is set aside and begun anew: what it held comes back from archive and ledger.
    """
    import duckdb

    path = database.warehouse_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    batas = time.monotonic() + SABAR
    while True:
        try:
            con = open_warehouse(path)
            break
        except duckdb.Error as galat:
            if re.search(_TERKUNCI, str(galat)):
                if time.monotonic() > batas:
                    raise OccupiedError(f"Gudang data sedang dibuka program lain. {galat}") from galat
                time.sleep(0.5)
            elif path.exists():
                path.replace(path.with_suffix(".rusak"))
                Path(f"{path}.wal").unlink(missing_ok=True)
            else:
                raise
    try:
        yield con
    finally:
        con.close()


def open_warehouse(path: Path | None):
    """A DuckDB connection with the skema in place; `path` None: in memory, without the comments.

    A database file made by another version of sql/skema is removed and begun anew.
    """
    sidik = hashlib.sha256("\0".join(read_sql(b) for b in sql_files("skema")).encode()).hexdigest()
    con = database.connect(path)
    if path and not _is_current(con, sidik):
        con.close()
        path.unlink()
        Path(f"{path}.wal").unlink(missing_ok=True)
        con = database.connect(path)
    baru = not columns(con)
    with _transaction(con):
        for berkas in sql_files("skema"):
            teks = read_sql(berkas)
            if baru or "TEMP VIEW" in teks:  # temporary objects live as long as the connection
                con.execute(teks if path else re.sub(r"(?m)^COMMENT ON .*;$", "", teks))
        if baru:
            con.execute(f"INSERT INTO skema_info VALUES ('sidik', '{sidik}')")
    return con


def _is_current(con, sidik: str) -> bool:
    """Whether a database is empty, or made by this sql/skema."""
    tabel = columns(con)
    return not tabel or (
        "skema_info" in tabel
        and con.execute("SELECT nilai FROM skema_info WHERE kunci = 'sidik'").fetchall() == [(sidik,)]
    )


def load_referensi_tables(con, referensi: Path, tabel: Iterable[str] = tuple(TABEL_REFERENSI)) -> None:
    """Replace ref_* tables by the CSV files of a reference folder; FileNotFoundError for a missing one.

    Only skpd.csv and koreksi.csv may be missing. The setting about SIPD exports comes along.
    """
    koreksi = declared.read_declared(referensi)
    with _transaction(con):
        con.execute("DELETE FROM koreksi")
        _insert(con, "koreksi", koreksi)
        con.execute("DELETE FROM pengaturan_sipd")
        _insert(con, "pengaturan_sipd", sipd_period.series_settings(referensi))
        for nama in tabel:
            if nama == "ref_skpd" and not (referensi / "skpd.csv").exists():
                con.execute("DELETE FROM ref_skpd")
                continue
            with (referensi / f"{TABEL_REFERENSI[nama]}.csv").open(encoding="utf-8-sig", newline="") as f:
                isi = [{k: v or None for k, v in baris.items()} for baris in csv.DictReader(f)]
            con.execute(f"DELETE FROM {nama}")
            _insert(con, nama, isi)


def load_kiriman(con, penerimaan: dict, result: dict) -> None:
    """Load one read result in one transaction, replacing what its kiriman_id had in every table."""
    load_batch(con, [(penerimaan, result)])


def load_batch(con, paket: Iterable[tuple[dict, dict]]) -> None:
    """Load (row of penerimaan, read result) pairs in one transaction.

    When the database refuses the batch they are loaded one by one; one that is refused again is loaded
    without its rows, with the finding BACA_GAGAL: a poisoned file costs itself only. Faults of the disk, of memory
    or of the database itself are raised: no file is to blame for them.
    """
    import duckdb

    paket = list(paket)
    if not paket:
        return
    isi_buruk = (duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError, duckdb.NotSupportedError,
                 UnicodeError)
    try:
        _load(con, paket)
    except isi_buruk:
        for penerimaan, result in paket:
            try:
                _load(con, [(penerimaan, result)])
            except isi_buruk as galat:
                sebab = "isi berkas tidak dapat dimuat: " + str(galat).splitlines()[0][:200]
                kosong = {"tabel": {}, "temuan": [{"kode_temuan": "BACA_GAGAL", "sebab": sebab}]}
                _load(con, [(penerimaan | {"terbaca": False}, kosong)])


def _load(con, paket: list[tuple[dict, dict]]) -> None:
    rows: dict[str, list[dict]] = {t: [] for t in (*TABEL_NORMAL, "temuan_baca", "penerimaan")}
    for penerimaan, result in paket:
        kiriman = {"kiriman_id": penerimaan["kiriman_id"]}
        rows["penerimaan"].append(_with_valid_period({"jenis": "lkj", **penerimaan}))
        isi = {**result.get("tabel", {}), "temuan_baca": result.get("temuan", [])}
        for tabel in (*TABEL_NORMAL, "temuan_baca"):
            for i, baris in enumerate(isi.get(tabel, []), 1):
                rows[tabel].append({"urutan": i, **baris, **kiriman})
    nomor = ", ".join(literal(p["kiriman_id"]) for p, _ in paket)
    with _transaction(con):
        if con.execute(f"SELECT count(*) FROM penerimaan WHERE kiriman_id IN ({nomor})").fetchone()[0]:  # read again
            for tabel in (*rows, "koreksi_terpakai"):
                con.execute(f"DELETE FROM {tabel} WHERE kiriman_id IN ({nomor})")
        for tabel, isi in rows.items():
            _insert(con, tabel, isi)
        _insert(con, "antre_turunan", [{"kiriman_id": p["kiriman_id"]} for p, _ in paket])


def load_files(con, penerimaan: list[dict], berkas: dict[str, str]) -> None:
    """Load rows of penerimaan, and of the other tables from the Parquet files `berkas` (table → path), which have
    the columns of the tables, in one transaction. Of duplicates only the row of penerimaan."""
    semua = ", ".join(literal(p["kiriman_id"]) for p in penerimaan)
    isi = ", ".join(literal(p["kiriman_id"]) for p in penerimaan if not p["duplikat_dari"]) or "NULL"
    with _transaction(con):
        for tabel, path in berkas.items():
            con.execute(f"DELETE FROM {tabel} WHERE kiriman_id IN ({semua})")
            if tabel != "penerimaan":
                con.execute(f"INSERT INTO {tabel} BY NAME FROM '{path}' WHERE kiriman_id IN ({isi})")
        _insert(con, "penerimaan", [_with_valid_period({"jenis": "lkj", **p}) for p in penerimaan])
        con.execute(f"DELETE FROM koreksi_terpakai WHERE kiriman_id IN ({semua})")
        _insert(con, "antre_turunan", [{"kiriman_id": p["kiriman_id"]} for p in penerimaan])


def _with_valid_period(penerimaan: dict) -> dict:
    """A period that cannot be one (triwulan 7) counts as absent: dates are computed from it."""
    tahun, triwulan = penerimaan.get("tahun"), penerimaan.get("triwulan")
    if tahun and triwulan and 1945 <= int(tahun) <= 2200 and 1 <= int(triwulan) <= 4:
        return penerimaan
    return penerimaan | {"tahun": None, "triwulan": None}


def load_catatan(con, pengakuan: list[dict], penutupan: list[dict]) -> None:
    """Replace the acknowledgements and the closings; `pada` falls back to the ledger's `dicatat_pada`."""
    diakui = "SELECT nomor, kiriman_id FROM pengakuan"
    with _transaction(con):
        lama = set(con.execute(diakui).fetchall())
        for tabel, isi in (("pengakuan", pengakuan), ("penutupan", penutupan)):
            con.execute(f"DELETE FROM {tabel}")
            _insert(con, tabel, [{**b, "pada": b.get("pada") or b.get("dicatat_pada")} for b in isi])
        berubah = {kiriman for _, kiriman in lama ^ set(con.execute(diakui).fetchall())}
        _insert(con, "antre_turunan", [{"kiriman_id": k} for k in sorted(berubah)])


def load_mutu(con, mutu: list[dict]) -> None:
    """Replace the results of the quality gate."""
    with _transaction(con):
        con.execute("DELETE FROM mutu")
        _insert(con, "mutu", mutu)


def last_loaded(con) -> int:
    """Ledger number of the newest loaded file; 0 when there is none."""
    return con.execute("SELECT coalesce(max(nomor), 0) FROM penerimaan").fetchone()[0]


def derive(con) -> None:
    """Apply the declared corrections and bring every derived table up to date, in one transaction.

    Only what changed since the last time is derived again (transforms/incremental.py), as far as that is possible.
    """
    banyak = con.execute("SELECT count(*) FROM penerimaan").fetchone()[0]
    try:
        with _transaction(con):
            tanpa = declared.apply_declared(con)
            dasar = incremental.basis(con)
            con.execute("SET threads = 1")
            if not incremental.derive_changed(con, dasar, tanpa):
                if banyak >= SEDIKIT:
                    con.execute("RESET threads")
                derive_all(con, tanpa=tanpa)
                incremental.note_all_changed(con)
            incremental.remember(con, dasar)
    finally:
        con.execute("SET search_path = 'main'")
        con.execute("RESET threads")


@contextlib.contextmanager
def _transaction(con) -> Iterator[None]:
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
