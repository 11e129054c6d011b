"""Open data: every mart as CSV (RFC 4180, UTF-8) with a Data Package that describes it.

The descriptor follows Frictionless Data Package v1: https://specs.frictionlessdata.io/data-package/
"""

import hashlib
import json
import re
import unicodedata
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from transforms import findings, storage, warehouse
from transforms.database import literal
from transforms.insert import as_json
from transforms.reports.format import clean_text
from transforms.settings import Settings

DESKRIPTOR = "datapackage.json"
INGATAN = "data-terbuka.json"  # beside the working database: which lines of the files come from which rows
VERSI = 1  # part of every hash of rows: another way to write a text rewrites the files
AKHIR = b"\r\n"
Parts = dict[str, tuple[str, bytes]]  # value of the key's first column (mostly a kecamatan) → hash of its rows, lines
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


def write_open_data(con, settings: Settings, folder: Path | None = None, paksa: bool = False) -> Path:
    """Write all marts and the descriptor from the published database open in `con`; returns the descriptor's path.

    Default folder: `data-terbuka` beside the published database. The descriptor is written last; CSV files that it
    does not name are removed. Equal data give equal bytes. Lines whose rows have not changed are taken from the files
    as they are, unless somebody touched them or `paksa`.
    """
    folder = folder or settings.terbit / "data-terbuka"
    ingatan = settings.gudang / INGATAN
    dulu = {} if paksa else _remembered(ingatan)
    uraian, kolom = _comments(con)
    sumber, kini = [], {}
    for tabel in warehouse.TABEL_MART:
        path = folder / f"{tabel}.csv"
        bagian = _parts(con, tabel, _old_parts(path, dulu.get(tabel, {})))
        isi = b"".join([",".join(k["nama"] for k in kolom[tabel]).encode() + AKHIR, *(b for _, b in bagian.values())])
        storage.write_atomic(path, isi)
        sumber.append(_resource(tabel, uraian[tabel], kolom[tabel], isi))
        kini[tabel] = {"hash": sumber[-1]["hash"], "bagian": {k: [s, len(b)] for k, (s, b) in bagian.items()}}
    storage.write_atomic(
        folder / DESKRIPTOR,
        json.dumps(_package(con, settings, sumber), ensure_ascii=False, indent=1).encode() + b"\n",
    )
    for lama in folder.glob("*.csv"):
        if lama.stem not in warehouse.TABEL_MART:
            lama.unlink()
    storage.write_atomic(ingatan, json.dumps(kini).encode())
    return folder / DESKRIPTOR


def _parts(con, tabel: str, lama: Parts) -> Parts:
    """A published table as lines of CSV in the order of its key, parted by the key's first column.

    What has the same hash in `lama` is taken from there.
    """
    bagi = findings.primary_key(tabel)[0]
    sidik = dict(con.execute(
        f"SELECT {bagi}::VARCHAR, '{VERSI} ' || count(*) || ' ' || sum(hash(t)::HUGEINT) FROM {tabel} AS t "
        f"GROUP BY {bagi} ORDER BY {bagi}"
    ).fetchall())  # fmt: skip
    hasil = {k: lama[k] if k in lama and lama[k][0] == s else (s, b"") for k, s in sidik.items()}
    baru = [k for k, (_, isi) in hasil.items() if not isi]
    asal = f"(FROM {tabel} WHERE {bagi} IN ({', '.join(map(literal, baru))}))" if len(baru) < len(hasil) else tabel
    for k, baris in groupby(_lines(con, tabel, asal) if baru else (), itemgetter(0)):
        hasil[k] = sidik[k], b"".join(b.encode() + AKHIR for _, b in baris)
    return hasil


def _lines(con, tabel: str, asal: str) -> list[tuple[str, str]]:
    """Part and line of every row of the table, or of some of its parts: `asal` (SQL).

    DuckDB writes the lines, since a nation has hundreds of thousands; the few texts that a CSV writes otherwise than
    they stand are joined to them.
    """
    bentuk = con.sql(f"FROM {tabel}")
    lain = _rewritten(con, asal, [k for k, j in zip(bentuk.columns, bentuk.types, strict=True) if j == "VARCHAR"])
    isian, sumber = [], f"{asal} AS a"
    for kolom in bentuk.columns:
        nilai = f"a.{kolom}::VARCHAR"
        if kolom in lain:
            sumber += f" LEFT JOIN {as_json(lain[kolom], ['asli', 'tulis'])} AS t_{kolom} ON {nilai} = t_{kolom}.asli"
            nilai = f"t_{kolom}.tulis, {nilai}"
        isian.append(f"coalesce({nilai}, '')")
    kunci = [f"a.{k}" for k in findings.primary_key(tabel)]
    return con.execute(
        f"SELECT {kunci[0]}::VARCHAR, concat_ws(',', {', '.join(isian)}) FROM {sumber} ORDER BY {', '.join(kunci)}"
    ).fetchall()


def _old_parts(path: Path, dulu: dict) -> Parts:
    """The parts of a file that is as it was written; none when it is not."""
    isi = path.read_bytes() if dulu and path.exists() else b""
    if not isi or dulu["hash"] != _hash(isi):
        return {}
    hasil, awal = {}, isi.index(AKHIR) + len(AKHIR)
    for k, (sidik, panjang) in dulu["bagian"].items():
        hasil[k] = sidik, isi[awal : awal + panjang]
        awal += panjang
    return hasil


def _remembered(path: Path) -> dict:
    """What was written last: table → hash of its file, and per part the hash of its rows and the bytes it takes."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _hash(isi: bytes) -> str:
    return f"sha256:{hashlib.sha256(isi).hexdigest()}"


def _rewritten(con, asal: str, kolom: list[str]) -> dict[str, list[dict[str, str]]]:
    """The texts that a field of RFC 4180 writes otherwise: column → `asli`, `tulis`; columns without are left out."""
    teks = " UNION ALL ".join(f"(SELECT DISTINCT '{k}' AS kolom, {k} AS asli FROM {asal})" for k in kolom)
    hasil: dict[str, list[dict[str, str]]] = {}
    for k, asli in con.execute(f"SELECT kolom, asli FROM ({teks}) WHERE {_PERLU_DIPERIKSA}").fetchall():
        if (tulis := _field(asli)) != asli:
            hasil.setdefault(k, []).append({"asli": asli, "tulis": tulis})
    return hasil


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
        "hash": _hash(isi),
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
