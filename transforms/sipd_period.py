"""The month of a SIPD export, and what the regency settled about exports.

An LRA of SIPD prints its year only. Its month is declared when the file is received: by `lkj terima --periode`, or
by the inbox folder it was put in (`masuk/sipd/2023-06/`). What is declared must agree with what the file says.
"""

import re
import tomllib
from pathlib import Path

from transforms.settings import SettingsError

JENIS = ("sipd-lra", "sipd-rak")
SIFAT = ("kumulatif", "bulanan")
FOLDER = "sipd"

_BULAN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def parse_bulan(teks: str) -> tuple[int, int]:
    """'2023-06' → (2023, 6); ValueError (Indonesian) for anything else."""
    if m := _BULAN.fullmatch(teks):
        return int(m[1]), int(m[2])
    raise ValueError(f"{teks!r} bukan bulan; contoh: 2023-06")


def declared_by_folder(sumber: str) -> str | None:
    """The month that an inbox path declares ('sipd/2023-06/LRA.xlsx' → '2023-06'), or None."""
    bagian = sumber.split("/")
    return bagian[1] if len(bagian) > 2 and bagian[0].casefold() == FOLDER and _BULAN.fullmatch(bagian[1]) else None


def declare(entri: dict, hasil: dict) -> dict:
    """A read result with the declared period of its ledger entry filled in, and into its rows.

    Declared and printed must agree: another year or kind than the file's own, and an LRA without a declared
    month, are rejected with the reason. The result of a file of another kind comes back as it is.
    """
    identitas = dict(hasil.get("identitas") or {})
    jenis, dinyatakan = identitas.get("jenis", "lkj"), entri.get("periode_dinyatakan")
    if hasil["status"] != "TERBACA":
        return hasil if jenis == "lkj" else hasil | {"tabel": {}}  # its rows have no month
    sebut = entri.get("jenis_dinyatakan")
    if sebut and sebut != jenis:
        return _reject(hasil, "IDENTITAS_BERTENTANGAN", "jenis", jenis, sebut,
                       f"Berkas dinyatakan {sebut}, isinya {jenis}.")
    if jenis not in JENIS:
        return hasil
    tahun = identitas["tahun"]
    bulan = None
    if dinyatakan:
        tahun_nyata, bulan = parse_bulan(dinyatakan)
        if tahun_nyata != tahun:
            return _reject(hasil, "IDENTITAS_BERTENTANGAN", "tahun", str(tahun), str(tahun_nyata),
                           f"Berkas dinyatakan untuk {dinyatakan}, judulnya menyebut tahun {tahun}.")
    elif jenis == "sipd-lra":
        return _reject(hasil, "IDENTITAS_TIDAK_ADA", "bulan", None, None,
                       "Ekspor LRA SIPD tidak mencetak bulannya; nyatakan saat menerima: "
                       "lkj terima BERKAS --jenis sipd-lra --periode 2023-06, atau folder masuk/sipd/2023-06/.")
    isi = {"tahun": tahun}
    if jenis == "sipd-lra":
        isi["bulan"] = bulan
        identitas |= {"bulan": bulan, "triwulan": (bulan + 2) // 3}
    tabel = {nama: [{**r, **isi} for r in daftar] for nama, daftar in hasil["tabel"].items()}
    return hasil | {"identitas": identitas, "tabel": tabel}


def _reject(hasil: dict, kode: str, kolom: str, mentah: str | None, seharusnya: str | None, sebab: str) -> dict:
    temuan = {"kode_temuan": kode, "lembar": None, "sel": None, "kolom": kolom, "objek": kolom,
              "nilai_mentah": mentah, "nilai_seharusnya": seharusnya, "selisih": None, "sebab": sebab}
    return hasil | {"status": "DITOLAK", "tabel": {}, "temuan": [temuan, *hasil["temuan"]]}


def series_settings(referensi: Path) -> list[dict]:
    """What a reference folder's pengaturan.toml settles: whether LRA exports are flows or cumulative.

    Rows of `pengaturan_sipd`: `[sipd] sifat_lra` for all (kode_kecamatan None), `[sipd.sifat_lra_kecamatan]` for
    single kecamatan; empty when it is left to the series. Raises SettingsError for another word.
    """
    berkas = referensi / "pengaturan.toml"
    isi = tomllib.loads(berkas.read_text(encoding="utf-8")) if berkas.exists() else {}
    sipd = isi.get("sipd", {})
    tertulis = {None: sipd.get("sifat_lra"), **sipd.get("sifat_lra_kecamatan", {})}
    for kode, sifat in tertulis.items():
        if sifat not in (None, *SIFAT):
            nama = f"sifat_lra_kecamatan {kode}" if kode else "sifat_lra"
            raise SettingsError(f"Pengaturan {berkas}: [sipd] {nama} {sifat!r} bukan kumulatif atau bulanan")
    return [{"kode_kecamatan": kode, "sifat_lra": sifat} for kode, sifat in tertulis.items() if sifat]
