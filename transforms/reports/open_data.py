"""Open data: every mart as CSV (RFC 4180, UTF-8) with a Data Package that describes it.

The descriptor follows Frictionless Data Package v1: https://specs.frictionlessdata.io/data-package/
"""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

from transforms import findings, storage, warehouse
from transforms.insert import as_json
from transforms.reports.format import clean_text
from transforms.settings import Settings

DESKRIPTOR = "datapackage.json"
AWALAN_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets may run (OWASP)
_ANGKA_POLOS = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?", re.ASCII)  # a number kept as text is harmless
_JENIS = {"INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}
_PERLU_DIPERIKSA = (  # SQL: texts that may need a guard or a quote: formulas, other than ASCII, personnel numbers
    "NOT regexp_full_match(asli, '[ -*,./0-9:;<>?A-~][ -~]*') "
    "OR regexp_matches(asli, '(?i)[\",]|nip|([0-9][ ._/-]{0,2}){15}')"
)
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
    uraian, kolom = _comments(con)
    sumber = []
    for tabel in warehouse.TABEL_MART:
        isi = csv_bytes(con, tabel)
        storage.write_atomic(folder / f"{tabel}.csv", isi)
        sumber.append(_resource(tabel, uraian[tabel], kolom[tabel], isi))
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

    DuckDB writes the lines, since a nation has hundreds of thousands; the few texts that a CSV writes otherwise than
    they stand are joined to them.
    """
    bentuk = con.sql(f"FROM {tabel}")
    isian, sumber = [], tabel
    for kolom, jenis in zip(bentuk.columns, bentuk.types, strict=True):
        nilai = f"{tabel}.{kolom}::VARCHAR"
        if jenis == "VARCHAR" and (lain := _rewritten(con, tabel, kolom)):
            sumber += f" LEFT JOIN {as_json(lain, ['asli', 'tulis'])} AS t_{kolom} ON {nilai} = t_{kolom}.asli"
            nilai = f"t_{kolom}.tulis, {nilai}"
        isian.append(f"coalesce({nilai}, '')")
    kunci = ", ".join(f"{tabel}.{k}" for k in findings.primary_key(tabel))
    baris = con.execute(f"SELECT concat_ws(',', {', '.join(isian)}) FROM {sumber} ORDER BY {kunci}").fetchall()
    return "\r\n".join([",".join(bentuk.columns), *(b for (b,) in baris), ""]).encode()


def _rewritten(con, tabel: str, kolom: str) -> list[dict[str, str]]:
    """The texts of a column that a field of RFC 4180 writes otherwise: `asli`, `tulis`."""
    teks = con.execute(f"SELECT asli FROM (SELECT DISTINCT {kolom} AS asli FROM {tabel}) WHERE {_PERLU_DIPERIKSA}")
    pasangan = [(asli, _field(asli)) for (asli,) in teks.fetchall()]
    return [{"asli": asli, "tulis": tulis} for asli, tulis in pasangan if tulis != asli]


def _field(teks: str) -> str:
    """A text as a field: guarded, and quoted where RFC 4180 asks for it."""
    isi = guard_text(teks)
    return '"' + isi.replace('"', '""') + '"' if any(h in isi for h in '",\r\n') else isi


def _comments(con) -> tuple[dict[str, str], dict[str, list[dict[str, str]]]]:
    """Per table what it is, and its columns in order: nama, jenis (type of the database), uraian (comment)."""
    uraian = dict(con.execute("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal").fetchall())
    kolom: dict[str, list[dict[str, str]]] = {}
    for tabel, nama, jenis, arti in con.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_name, column_index"
    ).fetchall():
        kolom.setdefault(tabel, []).append({"nama": nama, "jenis": jenis, "uraian": arti or ""})
    return uraian, kolom


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


def _resource(tabel: str, uraian: str | None, kolom: list[dict[str, str]], isi: bytes) -> dict:
    kunci = findings.primary_key(tabel)
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
            "fields": [field_descriptor(k, kunci) for k in kolom],
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
