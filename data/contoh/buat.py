"""Make the bundled example: `python -m data.contoh.buat [FOLDER]` writes the same bytes on every run.

Everything is synthetic and says so in its title block, except the Rowokangkung report of triwulan II 2023,
which is the real one and is never written here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from data.contoh.buat_cacat_kinerja import CACAT
from data.contoh.buat_dokumen import susun_dokumen
from data.contoh.buat_e81 import buat_e81
from data.contoh.buat_lembar import susun_buku
from data.contoh.buat_model import BENIH, model
from data.contoh.buat_nilai import ROMAWI
from data.contoh.buat_rencana import NYATA, rencana
from data.contoh.buat_sipd import BEDA_LKJ, JAUH_DARI_RENCANA, buat_sipd
from data.contoh.buat_tata_letak import TATA_LETAK, TataLetak
from data.contoh.buat_tulis import tulis_buku


def write_workbook(
    isi: dict, tata_letak: str | TataLetak, path: Path, tanggal_laporan: str = "", cacat: Iterable[str] = ()
) -> list[dict]:
    """Write `isi` (from `model`) in a layout to `path`; returns the findings its defects must give.

    `cacat` names defects of `buat_cacat_kinerja.CACAT`. Each finding: kode_temuan, tingkat, lembar, sel and,
    where the rule has them, sel_terkait, kolom and selisih.
    """
    letak = TATA_LETAK[tata_letak] if isinstance(tata_letak, str) else tata_letak
    dokumen = susun_dokumen(isi, letak, tanggal_laporan or f"{isi['tahun']}-{isi['triwulan'] * 3:02}-28")
    harapan = [h for nama in cacat for h in CACAT[nama](dokumen)]
    buku = susun_buku(dokumen, letak)
    tulis_buku(buku, letak.jenis, path)
    hasil = []
    for kode_temuan, tingkat, kunci, lain in harapan:
        lembar, sel = buku.alamat[kunci]
        terkait = {"sel_terkait": buku.alamat[lain["terkait"]][1]} if "terkait" in lain else {}
        sisa = {k: v for k, v in lain.items() if k != "terkait"}
        hasil.append(
            {"kode_temuan": kode_temuan, "tingkat": tingkat, "lembar": lembar, "sel": sel, **terkait, **sisa}
        )
    return hasil


def nama_berkas(kiriman: dict, kecamatan: str, jenis: str) -> str:
    """File name as an office would send it, with the synthetic mark."""
    tahun, triwulan = kiriman["periode"].split("-TW")
    versi = "" if kiriman["versi"] == 1 else f" rev{kiriman['versi'] - 1}"
    return f"LKj TW {ROMAWI[int(triwulan)]} {tahun} Kec. {kecamatan} (sintetis){versi}.{jenis}"


def buat(folder: Path, seed: int = BENIH) -> None:
    """Write every workbook and `manifes.json` into `folder`."""
    daftar = []
    for kiriman in rencana():
        tahun, triwulan = (int(x) for x in kiriman["periode"].split("-TW"))
        umum = {
            "diterima_pada": kiriman["diterima_pada"],
            "kode_kecamatan": kiriman["kode_kecamatan"],
            "periode": kiriman["periode"],
        }
        if kiriman["nyata"]:
            daftar.append(
                {
                    "berkas": NYATA["berkas"],
                    **umum,
                    "sintetis": False,
                    "tata_letak": NYATA["tata_letak"],
                    "status": "DITERIMA_DENGAN_CATATAN",
                    "temuan": NYATA["temuan"],
                    "info": NYATA["info"],
                }
            )
            continue
        isi = model(kiriman["kode_kecamatan"], tahun, triwulan, seed)
        letak = TATA_LETAK[kiriman["tata_letak"]]
        berkas = f"{kiriman['periode']}/{nama_berkas(kiriman, isi['kecamatan'], letak.jenis)}"
        temuan = write_workbook(isi, letak, folder / berkas, kiriman["tanggal_laporan"], kiriman["cacat"])
        temuan += kiriman["temuan_kiriman"]
        if kiriman["periode"] == "2023-TW2":
            temuan += BEDA_LKJ.get(kiriman["kode_kecamatan"], [])
            if kiriman["kode_kecamatan"] in JAUH_DARI_RENCANA:
                temuan.append({"kode_temuan": "RAK_DEVIASI", "tingkat": "info", "lembar": None, "sel": None})
        galat = any(t["tingkat"] == "galat" for t in temuan)
        catatan = [t for t in temuan if t["tingkat"] != "info"]
        daftar.append(
            {
                "berkas": berkas,
                **umum,
                "sintetis": True,
                "tata_letak": letak.nama,
                "status": "DITOLAK" if galat else "DITERIMA_DENGAN_CATATAN" if catatan else "DITERIMA",
                "temuan": catatan,
                "info": [t for t in temuan if t["tingkat"] == "info"],
            }
        )
    daftar += buat_sipd(folder) + buat_e81(folder)
    manifes = {
        "keterangan": "Berkas contoh menurut urutan diterima, dengan seluruh temuan yang harus muncul.",
        "tata_letak": {nama: letak.keterangan for nama, letak in TATA_LETAK.items()},
        "kiriman": daftar,
    }
    (folder / "manifes.json").write_text(
        json.dumps(manifes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    buat(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
