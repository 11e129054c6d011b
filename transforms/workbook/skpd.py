"""Which SIPD unit is which kecamatan: the reference table skpd.csv, by code, else by name.

SIPD numbers its units in an order of its own, which is not that of the Kemendagri codes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from transforms.values.names import kunci_nama

BERKAS = "skpd.csv"


@dataclass(frozen=True, slots=True)
class Skpd:
    """A unit of SIPD; `kode_kecamatan` None when it is no kecamatan, `sub_unit` for a kelurahan of one."""

    kode_skpd: str
    nama_skpd: str
    kode_kecamatan: str | None = None
    sub_unit: bool = False


@dataclass(frozen=True)
class DaftarSkpd:
    """The units of a regency that are kecamatan or belong to one."""

    kode: dict[str, Skpd]
    nama: dict[str, Skpd]

    def find(self, kode: str, nama: str) -> Skpd:
        """The unit with this code, else with this very name; a unit without kecamatan when neither is known.

        A code of one kecamatan with the name of another is not resolved: that unit has no kecamatan.
        """
        menurut_kode, menurut_nama = self.kode.get(kode), self.nama.get(kunci_nama(nama)) if nama else None
        hasil = menurut_kode or menurut_nama
        if hasil is None or (
            menurut_kode and menurut_nama and menurut_kode.kode_kecamatan != menurut_nama.kode_kecamatan
        ):
            return Skpd(kode, nama)
        return Skpd(kode, nama or hasil.nama_skpd, hasil.kode_kecamatan, hasil.sub_unit)


def load_skpd(folder: Path) -> DaftarSkpd:
    """The table of a reference folder; an empty one when the folder has none."""
    berkas = folder / BERKAS
    return _load(berkas, berkas.stat().st_mtime_ns) if berkas.exists() else DaftarSkpd({}, {})


@lru_cache(maxsize=4)
def _load(berkas: Path, waktu: int) -> DaftarSkpd:
    with berkas.open(encoding="utf-8-sig", newline="") as f:
        daftar = [
            Skpd(b["kode_skpd"], b["nama_skpd"], b["kode_kecamatan"], b["sub_unit"] == "ya")
            for b in csv.DictReader(f)
        ]
    return DaftarSkpd({s.kode_skpd: s for s in daftar}, {kunci_nama(s.nama_skpd): s for s in daftar})
