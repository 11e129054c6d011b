"""Where things are and what the limits are: the only module that knows the folders of an installation."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SQL = ROOT / "sql"
REFERENSI = ROOT / "data" / "referensi"
CONTOH = ROOT / "data" / "contoh"
ZONA_WAKTU = "Asia/Jakarta"


class SettingsError(Exception):
    """The installation is not usable; the message (Indonesian) says what to do."""


@dataclass(frozen=True)
class Limits:
    """What one received file may cost. Sizes in bytes, `detik` in seconds of wall time per file."""

    ukuran_maks: int = 20 * 2**20
    entri_maks: int = 300
    isi_maks: int = 200 * 2**20
    rasio_maks: int = 100
    rasio_mulai: int = 2**20
    baris_maks: int = 5_000
    kolom_maks: int = 200
    sel_maks: int = 100_000
    memori: int = 2**30
    detik: int = 30
    pekerja: int = 2


@dataclass(frozen=True)
class Settings:
    """One installation: the data folder, the regency's reference folder and the limits."""

    data: Path
    referensi: Path
    kabupaten: str = ""
    kode_kabupaten: str = ""
    instansi: str = "Bappeda"
    kota: str = ""
    jabatan_penanda_tangan: str = ""
    nama_penanda_tangan: str = ""
    dask: str = ""
    folder_bersama: str = ""
    limits: Limits = field(default_factory=Limits)

    @property
    def masuk(self) -> Path:
        """Inbox: what offices drop here is received by the next run."""
        return self.data / "masuk"

    @property
    def arsip(self) -> Path:
        """Original bytes under their sha256, and the ledger."""
        return self.data / "arsip"

    @property
    def gudang(self) -> Path:
        """Private working database; one writer."""
        return self.data / "gudang"

    @property
    def terbit(self) -> Path:
        """What analysts and readers open."""
        return self.data / "terbit"

    def laporan(self, periode: str) -> Path:
        """Folder of the reports of a period such as `2023-TW2`."""
        return self.terbit / "laporan" / periode


def load_settings(data: Path | None = None) -> Settings:
    """Settings of the installation at `data` (else `LKJ_DATA`, else `./data`).

    The regency is the folder `referensi` inside the data folder, or the bundled one. Its
    `pengaturan.toml` names the regency and may override limits under `[batas]`.
    `[dask]` there, or LKJ_DASK, names the scheduler that reading is handed to; empty: this process reads.
    Raises SettingsError for an unreadable file or an unknown limit.
    """
    root = Path(data or os.environ.get("LKJ_DATA") or "data").resolve()
    referensi = root / "referensi" if (root / "referensi").is_dir() else REFERENSI
    berkas = referensi / "pengaturan.toml"
    try:
        isi = tomllib.loads(berkas.read_text(encoding="utf-8")) if berkas.exists() else {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as galat:
        raise SettingsError(f"Pengaturan tidak terbaca: {berkas} – {galat}") from galat
    batas = isi.get("batas", {})
    dikenal = {f.name for f in fields(Limits)}
    if asing := sorted(set(batas) - dikenal):
        raise SettingsError(
            f"Pengaturan {berkas}: batas tidak dikenal {', '.join(asing)}; yang dikenal: {', '.join(sorted(dikenal))}"
        )
    kab = isi.get("kabupaten", {})
    ttd = isi.get("tanda_tangan", {})
    dask = isi.get("dask", {})
    return Settings(
        data=root,
        referensi=referensi,
        kabupaten=kab.get("nama", ""),
        kode_kabupaten=kab.get("kode", ""),
        instansi=kab.get("instansi", "Bappeda"),
        kota=ttd.get("kota", ""),
        jabatan_penanda_tangan=ttd.get("jabatan", ""),
        nama_penanda_tangan=ttd.get("nama", ""),
        dask=os.environ.get("LKJ_DASK", dask.get("alamat", "")),
        folder_bersama=dask.get("folder_bersama", "") or str(root / "gudang" / "bersama"),
        limits=Limits(**batas),
    )
