"""One file → READ RESULT: gate, cells, tables. Whatever happens inside, a result comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.settings import Limits
from transforms.values.nip import hide_nip
from transforms.workbook.gate import note, open_file
from transforms.workbook.package import Refused

if TYPE_CHECKING:
    from transforms.referensi import Referensi

MEMORI_HABIS = "isi berkas tidak muat dalam batas memori"


def read_file(path: Path, nama_berkas: str, referensi: Path | Referensi, limits: Limits) -> dict:
    """Read one received file in this process. `referensi`: the folder, or what was loaded from it.

    Returns {"status": 'TERBACA'|'DITOLAK', "jenis_berkas", "identitas", "tabel": {name: rows}, "letak",
    "temuan"}; amounts are strings. Never raises for anything a file contains: a refusal of the gate keeps
    its code, what fails after the gate is BERKAS_RUSAK (the file) or BACA_GAGAL (unexpected).
    """
    jenis = None
    temuan: list[dict] = []
    try:
        paket = open_file(path, limits)
        jenis, temuan = paket.jenis, paket.temuan
        buku = _grid(paket, limits)
        temuan = buku.temuan
        for lembar in buku.lembar:  # sheet names go everywhere with the addresses
            lembar.nama = hide_nip(lembar.nama)
        if not buku.teks and not any(lembar.sel for lembar in buku.lembar):
            raise Refused("BERKAS_KOSONG", "tidak ada satu pun sel yang berisi")
        hasil = _normalize(buku, nama_berkas, referensi)
        for lembar in buku.lembar:
            lembar.forget()
        return hasil
    except Refused as tolak:
        return refused(tolak.kode_temuan, tolak.detail, jenis, temuan)
    except OSError as galat:
        return refused("BACA_GAGAL", f"berkas tidak dapat dibuka ({galat.strerror})", jenis, temuan)
    except MemoryError:
        return refused("LEMBAR_TERLALU_BESAR", MEMORI_HABIS, jenis, temuan)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as galat:  # a panic of the cell reader is no Exception
        return refused("BACA_GAGAL", f"{type(galat).__name__}: {galat}"[:300], jenis, temuan)


def refused(kode_temuan: str, sebab: str, jenis: str | None = None, temuan: list[dict] | None = None) -> dict:
    """The READ RESULT of a file of which nothing is used."""
    return {
        "status": "DITOLAK",
        "jenis_berkas": jenis,
        "identitas": {},
        "tabel": {},
        "letak": [],
        "temuan": [note(kode_temuan, sebab), *(temuan or [])],
    }


def _grid(paket, limits: Limits):
    """The grid of a file that passed the gate; what a library cannot read in it is BERKAS_RUSAK."""
    from python_calamine import CalamineError, PasswordError

    from transforms.workbook.cells import grid

    try:
        return grid(paket, limits)
    except PasswordError as galat:
        raise Refused("BERKAS_BERSANDI", "buku kerja dikunci kata sandi") from galat
    except (CalamineError, ValueError, KeyError) as galat:
        raise Refused("BERKAS_RUSAK", f"isi berkas tidak terbaca ({str(galat)[:200]})") from galat


def _normalize(buku, nama_berkas: str, referensi: Path | Referensi) -> dict:
    from transforms.referensi import load_referensi
    from transforms.workbook import e81
    from transforms.workbook.normalize import normalize
    from transforms.workbook.sipd import read_sipd, recognise

    ref = load_referensi(referensi) if isinstance(referensi, Path) else referensi
    if ekspor := recognise(buku):
        hasil = read_sipd(buku, ekspor, nama_berkas, ref)
    elif formulir := e81.recognise(buku):
        hasil = _with_forms(buku, formulir, nama_berkas, ref)
    else:
        hasil = normalize(buku, nama_berkas, ref)
    lama = hasil["temuan"]
    hasil["temuan"] = [t for t in buku.temuan if t not in lama] + lama
    return hasil


def _with_forms(buku, formulir: list, nama_berkas: str, ref) -> dict:
    """A workbook with sheets of Formulir E.81: an LKj when it holds one beside them, else the form itself.

    In an LKj those sheets are left alone, with a finding: a report and its form are two files.
    """
    from transforms.workbook import e81
    from transforms.workbook.normalize import normalize

    milik = {id(b.indeks.lembar) for b in formulir}
    lain = [lembar for lembar in buku.lembar if id(lembar) not in milik]
    if any(lembar.sel and not lembar.tersembunyi for lembar in lain):
        hasil = normalize(replace(buku, lembar=lain), nama_berkas, ref)
        if hasil["tabel"]["realisasi_anggaran"]:
            nama = list(dict.fromkeys(b.indeks.lembar.nama for b in formulir))
            for lembar in nama:
                sebab = "Formulir E.81 di dalam LKj tidak dibaca."
                hasil["temuan"].append(note("EVALUASI_DALAM_LKJ", sebab, lembar=lembar, objek=lembar))
            return hasil
    return e81.read_e81(buku, formulir, nama_berkas, ref)
