"""Open data: every mart as CSV (RFC 4180, UTF-8) with a Data Package that describes it.

The descriptor follows Frictionless Data Package v1: https://specs.frictionlessdata.io/data-package/
"""

import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from transforms import findings, storage, warehouse
from transforms.reports.format import clean_text
from transforms.settings import Settings

DESKRIPTOR = "datapackage.json"
AWALAN_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets may run (OWASP)
_ANGKA_POLOS = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?", re.ASCII)  # a number kept as text is harmless
_JENIS = {"INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}
_SATUAN = (  # words of a column's comment → unit
    ("poin persen", "poin persen"),
    ("persen", "persen"),
    ("x 100", "persen"),
    ("rupiah", "rupiah"),
)


def guard_text(teks: object) -> str:
    """Clean text of a CSV field, with a leading apostrophe where a spreadsheet would take it for a formula."""
    isi = clean_text(teks)
    bahaya = isi.startswith(AWALAN_RUMUS) and not _ANGKA_POLOS.fullmatch(isi)
    return f"'{isi}" if bahaya else isi


def write_open_data(con, settings: Settings, folder: Path | None = None) -> Path:
    """Write all marts and the descriptor from the published database open in `con`; returns the descriptor's path.

    Default folder: `data-terbuka` beside the published database. The descriptor is written last; CSV files that it
    does not name are removed. Equal data give equal bytes.
    """
    folder = folder or settings.terbit / "data-terbuka"
    sumber = []
    for tabel in warehouse.TABEL_MART:
        isi = csv_bytes(con, tabel)
        storage.write_atomic(folder / f"{tabel}.csv", isi)
        sumber.append(_resource(con, tabel, isi))
    storage.write_atomic(
        folder / DESKRIPTOR,
        json.dumps(_package(con, settings, sumber), ensure_ascii=False, indent=1).encode() + b"\n",
    )
    for lama in folder.glob("*.csv"):
        if lama.stem not in warehouse.TABEL_MART:
            lama.unlink()
    return folder / DESKRIPTOR


def csv_bytes(con, tabel: str) -> bytes:
    """A published table as CSV, in the order of its key.

    DuckDB writes the lines, since a nation has hundreds of thousands; only texts that could need it are guarded here.
    """
    kolom = _columns(con, tabel)
    kepala = ",".join(k["nama"] for k in kolom)
    isian = " || ',' || ".join(f"coalesce({_field(k['nama'], k['jenis'])}, '')" for k in kolom)
    con.create_function("amankan", lru_cache(maxsize=100_000)(guard_text), ["VARCHAR"], "VARCHAR")
    try:
        isi = con.execute(
            f"SELECT {isian} FROM {tabel} ORDER BY {', '.join(findings.primary_key(tabel))}"
        ).fetchall()
    finally:
        con.remove_function("amankan")
    return "".join(f"{baris}\r\n" for baris in [kepala, *(b for (b,) in isi)]).encode()


def _field(nama: str, jenis: str) -> str:
    """SQL of one field: quoted where RFC 4180 asks for it."""
    if jenis != "VARCHAR":
        return f"{nama}::VARCHAR"
    # texts that guard_text surely leaves alone: printable, no formula, not enough digits for a personnel number
    aman = (
        f"CASE WHEN regexp_full_match({nama}, '[ -*,./0-9:;<>?A-~][ -~]*') "
        f"AND NOT regexp_matches({nama}, '(?i)nip|([0-9][ ._/-]{{0,2}}){{15}}') THEN {nama} ELSE amankan({nama}) END"
    )
    return f"""list_transform([{aman}], lambda t: CASE WHEN regexp_matches(t, '[",\r\n]')
        THEN '"' || replace(t, '"', '""') || '"' ELSE t END)[1]"""


def _columns(con, tabel: str) -> list[dict[str, str]]:
    """nama, jenis (type of the database) and uraian (comment) of a table's columns in order."""
    hasil = con.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? AND NOT internal "
        "ORDER BY column_index", [tabel],
    ).fetchall()  # fmt: skip
    return [{"nama": n, "jenis": j, "uraian": u or ""} for n, j, u in hasil]


def field_descriptor(kolom: dict[str, str], kunci: list[str]) -> dict:
    """A field of the schema: name, type, what it is, its unit; columns of the key are required."""
    jenis = _JENIS.get(kolom["jenis"], "number" if kolom["jenis"].startswith(("DECIMAL", "DOUBLE")) else "string")
    hasil = {"name": kolom["nama"], "type": jenis, "description": kolom["uraian"]}
    if jenis == "date":
        hasil["format"] = "%Y-%m-%d"
    elif jenis == "boolean":
        hasil |= {"trueValues": ["true"], "falseValues": ["false"]}
    elif satuan := _unit(kolom, jenis):
        hasil["unit"] = satuan
    if kolom["nama"] in kunci:
        hasil["constraints"] = {"required": True}
    return hasil


def _unit(kolom: dict[str, str], jenis: str) -> str | None:
    """Unit of a number, from the comment on its column, else from its type; None for counts and texts."""
    if jenis == "integer":
        return "hari" if kolom["uraian"].startswith("Hari kalender") else None
    if jenis != "number":
        return None
    menurut_jenis = {"DECIMAL(18,2)": "rupiah", "DECIMAL(18,4)": "satuan indikator"}
    return next((s for kata, s in _SATUAN if kata in kolom["uraian"]), menurut_jenis.get(kolom["jenis"]))


def _resource(con, tabel: str, isi: bytes) -> dict:
    kunci = findings.primary_key(tabel)
    uraian = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = ? AND NOT internal", [tabel]
    ).fetchone()[0]
    return {
        "name": tabel.replace("_", "-"),
        "path": f"{tabel}.csv",
        "profile": "tabular-data-resource",
        "title": tabel.replace("_", " ").capitalize(),
        "description": uraian or "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(isi),
        "hash": f"sha256:{hashlib.sha256(isi).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [field_descriptor(k, kunci) for k in _columns(con, tabel)],
            "missingValues": [""],
            "primaryKey": kunci,
        },
    }


def _package(con, settings: Settings, sumber: list[dict]) -> dict:
    periode = con.execute("SELECT tahun, triwulan FROM konsolidasi_kabupaten ORDER BY ALL").fetchall()
    sintetis = con.execute(
        "SELECT count(*) FROM kiriman_berlaku JOIN kiriman USING (kiriman_id) WHERE sintetis"
    ).fetchone()[0]
    uraian = [
        f"Konsolidasi Laporan Kinerja (LKj) triwulanan kecamatan di Kabupaten {settings.kabupaten}.",
        "Periode: " + (", ".join(f"{t}-TW{w}" for t, w in periode) or "belum ada") + ".",
        "Angka dihitung berasal dari rincian paling bawah; angka dilaporkan adalah yang ditulis kecamatan.",
        "Sel kosong berarti tidak diketahui, bukan nol. Anggaran dan capaian kumulatif dalam satu tahun.",
        "status_data: sementara sampai periode ditutup, sesudah itu final.",
        "Teks yang diawali = + - @ diberi tanda petik tunggal di depannya agar tidak dijalankan sebagai rumus.",
        "Berkas Parquet dengan isi yang sama ada pada folder parquet di samping folder ini.",
        "Lisensi belum ditetapkan.",
    ]
    if sintetis:
        uraian.insert(1, f"MEMUAT DATA SINTETIS: {sintetis} laporan adalah contoh buatan; lihat kolom sintetis pada "
                         "ringkasan_kecamatan.")  # fmt: skip
    return {
        "profile": "tabular-data-package",
        "name": f"konsolidasi-lkj-{_slug(settings.kabupaten)}",
        "title": f"Konsolidasi LKj Kecamatan Kabupaten {settings.kabupaten}",
        "description": "\n\n".join(uraian),
        "sources": [{"title": f"LKj triwulanan kecamatan, dihimpun oleh {settings.instansi}"}],
        "contributors": [{"title": settings.instansi, "role": "publisher"}],
        "keywords": ["kinerja", "anggaran", "kecamatan", "triwulan"],
        "resources": sumber,
    }


def _slug(teks: str) -> str:
    """A name in lower-case letters, digits and hyphens."""
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", polos).strip("-") or "kabupaten"
