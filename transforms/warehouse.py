"""The private database: runs the files of sql/ against DuckDB, loads kiriman, derives everything from them.

sql/skema makes the tables. `derive` then runs, by the two digits that begin a file's name: sql/mart 10-19; the rules
of sql/temuan whose tingkat is galat; sql/mart 20-29 (who is accepted, what is in force); the other rules; the rest
of sql/mart. The database is disposable: archive, ledger and reference files rebuild it.
"""

import contextlib
import csv
import hashlib
import json
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from transforms import database
from transforms.settings import SQL, Settings

TABEL_NORMAL = (
    "realisasi_anggaran", "perjanjian_kinerja", "perjanjian_anggaran", "capaian_indikator", "realisasi_tahunan", "narasi",
)  # fmt: skip
TABEL_REFERENSI = {
    "ref_kecamatan": "kecamatan", "ref_nomenklatur": "nomenklatur", "ref_indikator": "indikator",
    "ref_alias_indikator": "alias_indikator", "ref_alias_kecamatan": "alias_kecamatan", "ref_skala": "skala",
    "ref_tenggat": "tenggat", "ref_temuan": "temuan",
}  # fmt: skip
TABEL_MART = (
    "serapan_sub_kegiatan", "serapan_kegiatan", "serapan_program", "serapan_kecamatan", "capaian_kecamatan",
    "ringkasan_kecamatan", "konsolidasi_indikator", "konsolidasi_program", "konsolidasi_kabupaten", "kepatuhan", "tren",
    "perubahan_kiriman",
)  # fmt: skip
TABEL_TERBIT = (
    *TABEL_MART, *TABEL_NORMAL, *TABEL_REFERENSI, "kiriman", "kiriman_berlaku", "temuan", "temuan_baca", "penerimaan",
    "pengakuan", "penutupan", "mutu", "meta",
)  # fmt: skip
SABAR = 60  # seconds to wait for a client that holds the private database open
_BELUM_DITERIMA = "PERIKSA"  # kiriman_id of a file that is only checked
_ACUAN_PERIKSA = ("ref_kecamatan", "ref_nomenklatur", "ref_indikator", "ref_tenggat", "ref_temuan")
_TANPA_RIWAYAT = ("BELUM_LENGKAP", "PLAFON_BERUBAH", "REALISASI_TURUN")  # rules that need other kiriman


class OccupiedError(Exception):
    """Another program holds the private database open; the message (Indonesian) names it as far as DuckDB does."""


@contextlib.contextmanager
def session(settings: Settings) -> Iterator:
    """The private database of an installation, open for writing, brought to the current skema.

    Waits up to SABAR seconds for a client that has it open, then raises OccupiedError. A file that DuckDB cannot read
    is set aside and begun anew: what it held comes back from archive and ledger.
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
            if "lock" in str(galat).lower():
                if time.monotonic() > batas:
                    raise OccupiedError(f"Gudang data sedang dibuka program lain; tutup dahulu. {galat}") from galat
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
    sidik = _skema_fingerprint()
    con = database.connect(path)
    if path and not _is_current(con, sidik):
        con.close()
        path.unlink()
        Path(f"{path}.wal").unlink(missing_ok=True)
        con = database.connect(path)
    if _tables(con):
        for berkas in _files("skema"):
            if "TEMP VIEW" in _read(berkas):
                con.execute(_read(berkas))
        return con
    con.execute("BEGIN")
    for berkas in _files("skema"):
        con.execute(_read(berkas) if path else _without_comments(_read(berkas)))
    con.execute(f"INSERT INTO skema_info VALUES ('sidik', '{sidik}')")
    con.execute("COMMIT")
    return con


def load_referensi_tables(con, referensi: Path, tabel: Iterable[str] = tuple(TABEL_REFERENSI)) -> None:
    """Replace the ref_* tables by the CSV files of a reference folder. Raises FileNotFoundError for a missing one."""
    for nama in tabel:
        con.execute(f"DELETE FROM {nama}")
        with (referensi / f"{TABEL_REFERENSI[nama]}.csv").open(encoding="utf-8-sig", newline="") as f:
            _insert(con, nama, [{k: v or None for k, v in baris.items()} for baris in csv.DictReader(f)])


def load_kiriman(con, penerimaan: dict, result: dict) -> None:
    """Load one read result in one transaction, replacing what its kiriman_id had in every table."""
    load_batch(con, [(penerimaan, result)])


def load_batch(con, paket: Iterable[tuple[dict, dict]]) -> None:
    """Load (row of penerimaan, read result) pairs in one transaction.

    When the database refuses the batch, they are loaded one by one; one that is refused again is loaded without its
    rows, with the finding BACA_GAGAL: a poisoned file costs itself only.
    """
    import duckdb

    paket = list(paket)
    if not paket:
        return
    try:
        _load(con, paket)
    except duckdb.Error:
        for penerimaan, result in paket:
            try:
                _load(con, [(penerimaan, result)])
            except duckdb.Error as galat:
                temuan = [{"kode_temuan": "BACA_GAGAL", "sebab": "isi berkas tidak dapat dimuat: " + str(galat)[:200]}]
                _load(con, [(penerimaan | {"terbaca": False}, {"tabel": {}, "temuan": temuan})])


def _load(con, paket: list[tuple[dict, dict]]) -> None:
    rows: dict[str, list[dict]] = {t: [] for t in (*TABEL_NORMAL, "temuan_baca", "penerimaan")}
    for penerimaan, result in paket:
        kiriman = {"kiriman_id": penerimaan["kiriman_id"]}
        rows["penerimaan"].append(_valid_period(penerimaan))
        for tabel in TABEL_NORMAL:
            rows[tabel] += [
                {"urutan": i, **baris, **kiriman} for i, baris in enumerate(result.get("tabel", {}).get(tabel, []), 1)
            ]
        rows["temuan_baca"] += [{**t, "urutan": i, **kiriman} for i, t in enumerate(result.get("temuan", []), 1)]
    with _transaction(con):
        nomor = ", ".join(_literal(p["kiriman_id"]) for p, _ in paket)
        for tabel, isi in rows.items():
            con.execute(f"DELETE FROM {tabel} WHERE kiriman_id IN ({nomor})")
            _insert(con, tabel, isi)


def _valid_period(penerimaan: dict) -> dict:
    """A period that cannot be one (triwulan 7) counts as absent: dates are computed from it."""
    tahun, triwulan = penerimaan.get("tahun"), penerimaan.get("triwulan")
    if tahun and triwulan and 1945 <= int(tahun) <= 2200 and 1 <= int(triwulan) <= 4:
        return penerimaan
    return penerimaan | {"tahun": None, "triwulan": None}


def load_catatan(con, pengakuan: list[dict], penutupan: list[dict]) -> None:
    """Replace the acknowledgements and the closings; `pada` falls back to the ledger's `dicatat_pada`."""
    with _transaction(con):
        for tabel, isi in (("pengakuan", pengakuan), ("penutupan", penutupan)):
            con.execute(f"DELETE FROM {tabel}")
            _insert(con, tabel, [{**b, "pada": b.get("pada") or b.get("dicatat_pada")} for b in isi])


def load_mutu(con, mutu: list[dict]) -> None:
    """Replace the results of the quality gate."""
    with _transaction(con):
        con.execute("DELETE FROM mutu")
        _insert(con, "mutu", mutu)


def last_loaded(con) -> int:
    """Ledger number of the newest loaded file; 0 when there is none."""
    return con.execute("SELECT coalesce(max(nomor), 0) FROM penerimaan").fetchone()[0]


def derive(con) -> None:
    """Rebuild every derived table, of all periods, in one transaction."""
    with _transaction(con):
        _run_rules_and_marts(con, akhir=99)


def check_rows(result: dict, nama_berkas: str, referensi: Path) -> list[dict]:
    """All findings of one read result, by reader and rules, without loading it anywhere.

    Keys as in table `temuan`, amounts as text. Lateness counts from the report's own date (else today); rules that
    compare with earlier triwulan are not run.
    """
    identitas = result.get("identitas") or {}
    tanggal = identitas.get("tanggal_laporan") or time.strftime("%Y-%m-%d")
    penerimaan = {
        "kiriman_id": _BELUM_DITERIMA, "nomor": 0, "nama_berkas": nama_berkas, "terbaca": result["status"] == "TERBACA",
        "diterima_pada": f"{tanggal}T12:00:00+07:00",
        **{k: identitas.get(k) for k in ("kode_kecamatan", "tahun", "triwulan", "tanggal_laporan")},
    }  # fmt: skip
    con = open_warehouse(None)
    try:
        con.execute("SET threads = 1")
        con.execute("PRAGMA disable_optimizer")  # the time goes into planning: forty queries over forty rows
        load_referensi_tables(con, referensi, _ACUAN_PERIKSA)
        load_kiriman(con, penerimaan, result)
        with _transaction(con):
            _run_rules_and_marts(con, akhir=30, lewati=_TANPA_RIWAYAT)
        kolom = [
            "kode_temuan", "tingkat", "tabel", "lembar", "sel", "sel_terkait", "kolom", "objek", "nilai_mentah",
            "nilai_seharusnya", "selisih", "sebab", "judul", "pesan", "tindakan",
        ]  # fmt: skip
        temuan = con.execute(
            f"SELECT {', '.join(kolom)} FROM temuan ORDER BY urutan".replace("selisih,", "selisih::VARCHAR,")
        ).fetchall()
    finally:
        con.close()
    return [dict(zip(kolom, t, strict=True)) for t in temuan]


def period_fingerprint(con, tahun: int, triwulan: int) -> str:
    """Fingerprint of everything published that reports of a period show: it, the year before it, the reference tables."""
    sidik = hashlib.sha256()
    kolom = con.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE NOT internal GROUP BY table_name"
    ).fetchall()
    for tabel, isi in sorted(kolom):
        if tabel not in TABEL_TERBIT or tabel == "meta":
            continue
        if {"tahun", "triwulan"} <= set(isi):
            syarat = f"WHERE tahun * 10 + triwulan BETWEEN {tahun * 10 - 10 + triwulan} AND {tahun * 10 + triwulan}"
        elif tabel.startswith("ref_") or tabel == "mutu":
            syarat = ""
        else:
            continue
        angka = con.execute(f"SELECT count(*), sum(hash(t)::HUGEINT)::VARCHAR FROM {tabel} AS t {syarat}").fetchone()
        sidik.update(f"{tabel} {angka}\n".encode())
    return sidik.hexdigest()


def _run_rules_and_marts(con, akhir: int, lewati: tuple[str, ...] = ()) -> None:
    """The derivation up to sql/mart file number `akhir`."""
    con.execute("DELETE FROM temuan_aturan")
    galat = {r[0] for r in con.execute("SELECT kode_temuan FROM ref_temuan WHERE tingkat = 'galat'").fetchall()}
    aturan = [b for b in _files("temuan") if b.stem.upper() not in lewati]
    _run_marts(con, 10, 19)
    _run_rules(con, [b for b in aturan if b.stem.upper() in galat])
    _run_marts(con, 20, 29)
    _run_rules(con, [b for b in aturan if b.stem.upper() not in galat])
    _run_marts(con, 30, akhir)


def _run_marts(con, awal: int, akhir: int) -> None:
    for berkas in _files("mart"):
        if awal <= int(berkas.name[:2]) <= akhir:
            con.execute(_read(berkas))


def _run_rules(con, berkas: list[Path]) -> None:
    for b in berkas:
        con.execute(
            f"INSERT INTO temuan_aturan BY NAME SELECT '{b.stem.upper()}' AS kode_temuan, * FROM (\n{_read(b)}\n)"
        )


def _insert(con, tabel: str, rows: list[dict]) -> None:
    """Insert dicts through one JSON text. Every value travels as text and is cast to its column's type.

    Keys that are no column are left out, absent ones are NULL; a value that its type cannot hold becomes NULL.
    """
    if not rows:
        return
    kolom = _columns(con)[tabel]
    bentuk = json.dumps([{nama: "VARCHAR" for nama, _ in kolom}])
    nilai = ", ".join(f"x.{n}" if jenis == "VARCHAR" else f"TRY_CAST(x.{n} AS {jenis})" for n, jenis in kolom)
    nama = {n for n, _ in kolom}
    isi = _literal(json.dumps([{k: _text(v) for k, v in r.items() if k in nama} for r in rows]))
    con.execute(f"INSERT INTO {tabel} SELECT {nilai} FROM (SELECT unnest(from_json({isi}::JSON, '{bentuk}')) AS x)")


def _literal(teks: str) -> str:
    """A SQL string. Query parameters would do, but the first one makes duckdb import pandas: 0.5 s in `lkj periksa`."""
    return "'" + teks.replace("'", "''") + "'"


def _text(nilai):
    if nilai is None or isinstance(nilai, str):
        return nilai
    return json.dumps(nilai, default=database.jsonable).strip('"')


def _columns(con) -> dict[str, list[tuple[str, str]]]:
    """Table → its columns and types, in order."""
    hasil: dict[str, list[tuple[str, str]]] = {}
    for tabel, nama, jenis in con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall():
        hasil.setdefault(tabel, []).append((nama, jenis))
    return hasil


@contextlib.contextmanager
def _transaction(con) -> Iterator[None]:
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def _tables(con) -> set[str]:
    return {r[0] for r in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def _is_current(con, sidik: str) -> bool:
    """Whether the database is new, or made by this sql/skema."""
    tabel = _tables(con)
    return not tabel or (
        "skema_info" in tabel and con.execute("SELECT nilai FROM skema_info WHERE kunci = 'sidik'").fetchall() == [(sidik,)]
    )


def _files(folder: str) -> list[Path]:
    return sorted((SQL / folder).glob("*.sql"))


@cache
def _read(berkas: Path) -> str:
    return berkas.read_text(encoding="utf-8")


def _without_comments(teks: str) -> str:
    return re.sub(r"(?m)^COMMENT ON .*;$", "", teks)


def _skema_fingerprint() -> str:
    return hashlib.sha256("\0".join(_read(b) for b in _files("skema")).encode()).hexdigest()
