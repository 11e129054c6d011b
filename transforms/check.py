"""Checking one file without loading it: the reader in its sandbox, then the rules in memory."""

from pathlib import Path

from transforms.settings import Settings

_URUTAN = {"galat": 0, "peringatan": 1, "info": 2}
_PUTUSAN = {"galat": "DITOLAK", "peringatan": "DITERIMA_DENGAN_CATATAN", "info": "DITERIMA"}


def check_file(path: Path, settings: Settings) -> dict:
    """Verdict of one file: {"status", "identitas", "tabel", "letak", "temuan"}, as described in the user guide.

    `temuan` is ordered by tingkat and place; rules that compare with earlier triwulan are not run, since nothing
    is loaded.
    """
    from transforms import warehouse
    from transforms.workbook import sandbox

    hasil = sandbox.read_batch([(path, path.name)], settings)[0]
    temuan = warehouse.check_rows(hasil, path.name, settings.referensi)
    temuan.sort(key=lambda t: _URUTAN[t["tingkat"]])
    terburuk = temuan[0]["tingkat"] if temuan else "info"
    if hasil["status"] == "DITOLAK":
        terburuk = "galat"
    return {
        "status": _PUTUSAN[terburuk],
        "identitas": hasil["identitas"],
        "tabel": hasil["tabel"],
        "letak": hasil["letak"],
        "temuan": temuan,
    }
