"""From a ledger entry and what the reader found to the facts of a received file (`penerimaan`)."""

import hashlib
import json
from pathlib import Path

from transforms import ledger, storage
from transforms.receive import archive_path
from transforms.settings import Settings

# What says where a value stood, not what it is: the same content in other cells is not a new version.
_LETAK = ("lembar", "baris", "urutan", "induk_urutan", "sel", "sel_lain", "nomor_sel", "kumulatif_lembar")


def refused(kode_temuan: str, sebab: str | None = None) -> dict:
    """A read result for a file that could not be read at all."""
    return {
        "status": "DITOLAK", "jenis_berkas": None, "identitas": {}, "tabel": {}, "letak": [],
        "temuan": [{"kode_temuan": kode_temuan, "sebab": sebab}],
    }


def fingerprint(hasil: dict) -> str:
    """sha256 of the content of a read result: identity, values and the reader's findings, not their places."""
    isi = {
        "identitas": hasil.get("identitas"),
        "tabel": {
            nama: [{k: v for k, v in baris.items() if not _is_place(k)} for baris in daftar]
            for nama, daftar in sorted(hasil.get("tabel", {}).items())
        },
        "temuan": sorted((t["kode_temuan"], t.get("objek") or "", t.get("kolom") or "") for t in hasil["temuan"]),
    }
    return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _is_place(kolom: str) -> bool:
    return kolom in _LETAK or kolom.endswith(("_sel", "_mentah"))


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
    }


def mark_duplicate(baris: dict, terdahulu: list[dict]) -> dict:
    """Fill `duplikat_dari`: the oldest file with the same bytes, else the office's newest version of the same content.

    `terdahulu`: earlier penerimaan rows in ledger order. A duplicate takes the identity of what it repeats.
    """
    for lama in terdahulu:
        if lama["sha256"] == baris["sha256"]:
            return baris | _identity(lama) | {"duplikat_dari": lama["duplikat_dari"] or lama["kiriman_id"]}
    if baris["sidik_isi"]:
        sama = [p for p in terdahulu if _key(p) == _key(baris) and not p["duplikat_dari"]]
        if sama and sama[-1]["sidik_isi"] == baris["sidik_isi"]:
            return baris | {"duplikat_dari": sama[-1]["kiriman_id"]}
    return baris


def _key(baris: dict) -> tuple:
    return baris["kode_kecamatan"], baris["tahun"], baris["triwulan"]


def _identity(lama: dict) -> dict:
    kolom = ("jenis_berkas", "kode_kecamatan", "tahun", "triwulan", "tanggal_laporan", "sintetis", "terbaca",
             "sidik_isi")
    return {k: lama[k] for k in kolom}
