"""Office files (XLSX, DOCX) of equal content as equal bytes, and without an author."""

import re
import zipfile
from pathlib import Path

WAKTU_TETAP = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip entry can carry
_WAKTU_DOKUMEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)")
_PEMBUAT = re.compile(rb"<(dc:creator|cp:lastModifiedBy)\b[^>]*?(/>|>.*?</\1>)", re.DOTALL)


def normalize_zip(path: Path) -> None:
    """Rewrite an Office file so that equal content gives equal bytes: fixed times, no author."""
    with zipfile.ZipFile(path) as arsip:
        isi = [(nama, arsip.read(nama)) for nama in arsip.namelist()]
    with zipfile.ZipFile(path, "w") as arsip:
        for nama, data in isi:
            if nama == "docProps/core.xml":
                data = _PEMBUAT.sub(b"", _WAKTU_DOKUMEN.sub(rb"\g<1>1980-01-01T00:00:00Z", data))
            info = zipfile.ZipInfo(nama, WAKTU_TETAP)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            arsip.writestr(info, data, compresslevel=6)
