"""Loads the reference folder of one regency: kecamatan, nomenklatur, indicators, scale, deadlines.

Everything regional is in these CSV files; another regency is another folder with the same file names.
"""

from __future__ import annotations

import csv
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from transforms.values.names import kunci_kecamatan, kunci_nama, kunci_nomenklatur

# File -> columns that must be there; further columns are kept.
BERKAS = {
    "kecamatan": ("kode_kecamatan", "kode_bps", "kecamatan", "jumlah_desa", "jumlah_kelurahan", "lat", "lon",
                  "petak_kolom", "petak_baris"),
    "desa_kelurahan": ("kode_desa", "kode_kecamatan", "nama", "jenis"),
    "alias_kecamatan": ("alias", "kode_kecamatan", "sumber"),
    "nomenklatur": ("kode", "kode_empat_digit", "induk", "tingkat", "nama", "nama_lain", "indikator_baku",
                    "satuan_baku", "wilayah", "berlaku", "catatan"),
    "indikator": ("indikator_id", "indikator", "tingkat", "sasaran", "kode_program", "satuan", "arah",
                  "sifat", "rumus", "urutan"),
    "alias_indikator": ("alias", "indikator_id", "sumber"),
    "skala": ("urutan", "batas_bawah", "batas_atas", "kategori", "warna"),
    "tenggat": ("triwulan", "bulan_akhir", "tanggal_akhir", "hari_tenggat", "berlaku_mulai", "dasar_hukum"),
}  # fmt: skip


class ReferensiError(ValueError):
    """A reference file is missing or incomplete; the message is for the user, in Bahasa Indonesia."""


@dataclass(frozen=True, eq=False)
class Referensi:
    """Reference data of one regency. Rows are dicts of text as in the CSV files.

    Compared and hashed by identity, so that lookups can be cached per loaded folder.
    """

    folder: Path
    kecamatan: dict[str, dict[str, str]]  # by kode_kecamatan
    kecamatan_nama: dict[str, str]  # comparison key of the name -> kode_kecamatan
    alias_kecamatan: dict[str, str]  # comparison key of the alias -> kode_kecamatan
    desa: dict[str, list[dict[str, str]]]  # comparison key of the name -> rows (names repeat)
    nomenklatur: dict[str, dict[str, str]]  # by canonical kode
    nomenklatur_nama: dict[tuple[str, str], list[str]]  # (tingkat, comparison key) -> kode
    indikator: dict[str, dict[str, str]]  # by indikator_id, in printed order
    indikator_nama: dict[str, str]  # comparison key of the name -> indikator_id
    alias_indikator: dict[str, str]  # comparison key of the alias -> indikator_id
    skala: list[dict[str, str]]
    tenggat: list[dict[str, str]]
    alias_tertulis: dict[str, list[dict[str, str]]] = field(default_factory=dict)  # alias rows as written


def load_referensi(folder: Path) -> Referensi:
    """Reads the reference folder; cached until a file in it changes.

    Raises ReferensiError naming the file and column that is missing, double or points nowhere.
    """
    folder = Path(folder)
    waktu = []
    for nama in BERKAS:
        berkas = folder / f"{nama}.csv"
        try:
            waktu.append(berkas.stat().st_mtime_ns)
        except OSError as galat:
            pesan = f"Berkas referensi {berkas} tidak dapat dibaca: {galat.strerror}."
            raise ReferensiError(pesan) from galat
    return _load(folder, tuple(waktu))


@lru_cache(maxsize=4)
def _load(folder: Path, waktu: tuple[int, ...]) -> Referensi:
    isi = {nama: _read_csv(folder / f"{nama}.csv", kolom) for nama, kolom in BERKAS.items()}
    kecamatan = _index(isi["kecamatan"], "kode_kecamatan", "kecamatan")
    nomenklatur = _index(isi["nomenklatur"], "kode", "nomenklatur")
    indikator = _index(sorted(isi["indikator"], key=lambda b: int(b["urutan"])), "indikator_id", "indikator")
    _check_targets(isi["alias_kecamatan"], "kode_kecamatan", kecamatan, "alias_kecamatan")
    _check_targets(isi["desa_kelurahan"], "kode_kecamatan", kecamatan, "desa_kelurahan")
    _check_targets(isi["alias_indikator"], "indikator_id", indikator, "alias_indikator")

    desa: dict[str, list[dict[str, str]]] = {}
    for baris in isi["desa_kelurahan"]:
        desa.setdefault(kunci_kecamatan(baris["nama"]), []).append(baris)
    nama_kode: dict[tuple[str, str], list[str]] = {}
    for baris in isi["nomenklatur"]:
        if baris["wilayah"]:  # names repeated for Aceh must not compete with the ordinary ones
            continue
        for nama in filter(None, {baris["nama"], baris["nama_lain"]}):
            nama_kode.setdefault((baris["tingkat"], kunci_nomenklatur(nama)), []).append(baris["kode"])
    return Referensi(
        folder=folder,
        kecamatan=kecamatan,
        kecamatan_nama={kunci_kecamatan(b["kecamatan"]): k for k, b in kecamatan.items()},
        alias_kecamatan={kunci_kecamatan(b["alias"]): b["kode_kecamatan"] for b in isi["alias_kecamatan"]},
        desa=desa,
        nomenklatur=nomenklatur,
        nomenklatur_nama=nama_kode,
        indikator=indikator,
        indikator_nama={kunci_nama(b["indikator"]): k for k, b in indikator.items()},
        alias_indikator={kunci_nama(b["alias"]): b["indikator_id"] for b in isi["alias_indikator"]},
        skala=sorted(isi["skala"], key=lambda b: int(b["urutan"])),
        tenggat=isi["tenggat"],
        alias_tertulis={n: isi[n] for n in ("alias_kecamatan", "alias_indikator")},
    )


def _read_csv(berkas: Path, kolom: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with berkas.open(encoding="utf-8-sig", newline="") as isi:
            pembaca = csv.DictReader(isi)
            hilang = [k for k in kolom if k not in (pembaca.fieldnames or ())]
            if hilang:
                raise ReferensiError(f"Berkas referensi {berkas}: kolom {', '.join(hilang)} tidak ada.")
            baris = list(pembaca)
    except UnicodeDecodeError as galat:
        raise ReferensiError(f"Berkas referensi {berkas}: simpan ulang sebagai CSV UTF-8.") from galat
    for nomor, b in enumerate(baris, 2):
        if None in b or any(b[k] is None for k in kolom):
            raise ReferensiError(f"Berkas referensi {berkas}: jumlah kolom baris {nomor} tidak sesuai judul.")
    return baris


def _index(baris: list[dict[str, str]], kunci: str, nama: str) -> dict[str, dict[str, str]]:
    hasil = {b[kunci]: b for b in baris}
    if len(hasil) != len(baris):
        ganda = next(k for k in hasil if sum(b[kunci] == k for b in baris) > 1)
        raise ReferensiError(f"Berkas referensi {nama}.csv: {kunci} {ganda} ditulis lebih dari sekali.")
    if not hasil:
        raise ReferensiError(f"Berkas referensi {nama}.csv: tidak ada isinya.")
    return hasil


def _check_targets(baris: list[dict[str, str]], kunci: str, sah: Container[str], nama: str) -> None:
    for b in baris:
        if b[kunci] not in sah:
            raise ReferensiError(f"Berkas referensi {nama}.csv: {kunci} {b[kunci]} tidak dikenal.")
