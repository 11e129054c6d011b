"""From a ledger entry and what the reader found to the facts of a received file (`penerimaan`)."""

import hashlib
import json
from functools import cache
from pathlib import Path

from transforms import ledger, sipd_period, storage
from transforms.receive import archive_path
from transforms.settings import Settings
from transforms.workbook.read import refused

# What says where a value stood, not what it is: the same content in other cells is not a new version.
_LETAK = ("lembar", "baris", "urutan", "induk_urutan", "sel", "sel_lain", "nomor_sel", "kumulatif_lembar")


def fingerprint(hasil: dict) -> str:
    """sha256 of the content of a read result: identity, values and the reader's findings, not their places."""
    isi = {
        "identitas": hasil.get("identitas"),
        "tabel": {nama: [_content(baris) for baris in daftar] for nama, daftar in hasil.get("tabel", {}).items()},
        "kolom": sorted({(nama, *_content_columns(tuple(b))) for nama, d in hasil.get("tabel", {}).items() for b in d}),
        "temuan": sorted((t["kode_temuan"], t.get("objek") or "", t.get("kolom") or "") for t in hasil["temuan"]),
    }
    return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _content(baris: dict) -> list:
    """Values of a row without their places, in the order of the columns' names."""
    return [baris[k] for k in _content_columns(tuple(baris))]


@cache
def _content_columns(kolom: tuple[str, ...]) -> list[str]:
    return sorted(k for k in kolom if k not in _LETAK and not k.endswith(("_sel", "_mentah")))


def job(settings: Settings, entri: dict) -> tuple[Path, str] | None:
    """(archived file, display name) for the reader; None when the archived bytes are gone or changed."""
    berkas = archive_path(settings, entri["sha256"])
    if not berkas.exists() or storage.sha256_file(berkas) != entri["sha256"]:
        return None
    return berkas, entri["nama_berkas"]


def penerimaan(entri: dict, hasil: dict) -> dict:
    """The row of table `penerimaan` for a ledger entry and its read result."""
    identitas = hasil.get("identitas") or {}
    return {
        "kiriman_id": ledger.kiriman_id(entri["nomor"]),
        "nomor": entri["nomor"],
        "sha256": entri["sha256"],
        "nama_berkas": entri["nama_berkas"],
        "jenis_berkas": hasil.get("jenis_berkas"),
        "ukuran": entri["ukuran"],
        "diterima_pada": entri["diterima_pada"],
        "kode_kecamatan": identitas.get("kode_kecamatan"),
        "tahun": identitas.get("tahun"),
        "triwulan": identitas.get("triwulan"),
        "tanggal_laporan": identitas.get("tanggal_laporan"),
        "sintetis": bool(identitas.get("sintetis")),
        "terbaca": hasil["status"] == "TERBACA",
        "sidik_isi": fingerprint(hasil) if hasil["status"] == "TERBACA" else None,
        "duplikat_dari": None,
        "letak": json.dumps(hasil.get("letak", []), ensure_ascii=False),
        "jenis": identitas.get("jenis") or entri.get("jenis_dinyatakan") or "lkj",
        "periode_dinyatakan": entri.get("periode_dinyatakan"),
        "bulan": identitas.get("bulan"),
        "jenis_dinyatakan": entri.get("jenis_dinyatakan"),
    }


def mark_duplicate(baris: dict, per_sidik: dict, per_kunci: dict) -> dict:
    """Fill `duplikat_dari`: the oldest file with the same bytes, else the office's newest version of the same content.

    `per_sidik`: bytes and what was declared → their first row; `per_kunci`: kind, office and period → newest row that
    is no duplicate; both are brought up to date. A duplicate of bytes takes the identity of what it repeats.
    """
    if lama := per_sidik.get(_bytes_key(baris)):
        return baris | _identity(lama) | {"duplikat_dari": lama["duplikat_dari"] or lama["kiriman_id"]}
    sama = per_kunci.get(_key(baris))
    if sama and baris["sidik_isi"] and sama["sidik_isi"] == baris["sidik_isi"]:
        baris = baris | {"duplikat_dari": sama["kiriman_id"]}
    else:
        per_kunci[_key(baris)] = baris
    per_sidik[_bytes_key(baris)] = baris
    return baris


def _key(baris: dict) -> tuple:
    return tuple(baris.get(k) for k in ("jenis", "kode_kecamatan", "tahun", "triwulan", "bulan"))


def _bytes_key(isi: dict) -> tuple:
    """What makes a file the same again: its bytes, and for a SIPD export what was declared of it."""
    return isi["sha256"], isi.get("jenis_dinyatakan"), isi.get("periode_dinyatakan")


def _identity(lama: dict) -> dict:
    kolom = ("jenis_berkas", "kode_kecamatan", "tahun", "triwulan", "tanggal_laporan", "sintetis", "terbaca",
             "sidik_isi", "jenis", "bulan")
    return {k: lama[k] for k in kolom}


def known_hashes(buku, entri: list[dict]) -> dict[tuple, int]:
    """(sha256, what was declared) → ledger number of the first arrival, for the given entries."""
    hasil: dict[tuple, int] = {}
    for e in entri:
        sama = (x["nomor"] for x in ledger.find_sha(buku, e["sha256"]) if _bytes_key(x) == _bytes_key(e))
        hasil[_bytes_key(e)] = next(sama)
    return hasil


def read_entries(settings: Settings, entri: list[dict], pertama: dict[tuple, int], kabar=lambda n: None) -> list[dict]:
    """Read results of ledger entries, in order; a repetition of earlier bytes is not read again.

    An archived file that is gone, or whose bytes no longer have their hash, gives ARSIP_BERUBAH.
    """
    from transforms.workbook import sandbox

    hasil: list[dict | None] = [None] * len(entri)
    kerja, tempat = [], []
    for i, e in enumerate(entri):
        if pertama[_bytes_key(e)] != e["nomor"]:
            hasil[i] = _repetition()
        elif tugas := job(settings, e):
            kerja.append(tugas)
            tempat.append(i)
        else:
            hasil[i] = refused("ARSIP_BERUBAH", "berkas di arsip hilang atau tidak lagi sesuai sidik sha256-nya")
    bacaan = sandbox.read_stream(kerja, settings, workers=settings.limits.pekerja)
    for selesai, (i, r) in enumerate(bacaan, 1):
        hasil[tempat[i]] = sipd_period.declare(entri[tempat[i]], r)
        kabar(selesai)
    return hasil


def _related(con, baru: list[dict]) -> list[dict]:
    """Rows of penerimaan that new ones could repeat: with their bytes, or of their offices."""
    from transforms import database

    sidik = ", ".join(database.literal(b["sha256"]) for b in baru)
    kode = ", ".join(sorted({database.literal(b["kode_kecamatan"] or "") for b in baru}))
    syarat = f"sha256 IN ({sidik}) OR coalesce(kode_kecamatan, '') IN ({kode})"
    return database.rows(con, f"(FROM penerimaan WHERE {syarat})", urut="nomor")


def _repetition() -> dict:
    """Stands for the content of a file that repeats another: its rows are there already."""
    return {"status": "TERBACA", "identitas": {}, "tabel": {}, "letak": [], "temuan": []}


def mark_duplicates(con, baru: list[dict]) -> list[dict]:
    """Rows of penerimaan, in ledger order, with `duplikat_dari` filled from the warehouse and from one another."""
    per_sidik, per_kunci = {}, {}
    lagi = {b["nomor"] for b in baru}  # read again: their old rows are replaced, not repeated
    for lama in _related(con, baru):
        if lama["nomor"] in lagi:
            continue
        per_sidik.setdefault(_bytes_key(lama), lama)
        if not lama["duplikat_dari"]:
            per_kunci[_key(lama)] = lama
    return [mark_duplicate(b, per_sidik, per_kunci) for b in baru]


def load(con, entri: list[dict], hasil: list[dict]) -> None:
    """Load read results into the warehouse in one transaction, duplicates marked."""
    from transforms import warehouse

    baris = mark_duplicates(con, [penerimaan(e, r) for e, r in zip(entri, hasil, strict=True)])
    warehouse.load_batch(con, [
        (b, _repetition() if b["duplikat_dari"] else r) for b, r in zip(baris, hasil, strict=True)
    ])
