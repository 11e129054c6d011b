"""Employee numbers (NIP, 18 digits) are personal data: no text that leaves a workbook keeps one."""

import re

PENGGANTI = "(NIP dihapus)"
_S = r"[\s.\-_/]{0,2}"  # what people put between the groups
# birth date, month of appointment (21 and above: PPPK), sex, serial number; or any run of 18 digits and more. Not
# inside a hexadecimal hash
_NIP = re.compile(
    rf"(?:\bNIP\b[\s.:]*)?(?<![0-9A-Fa-f])(?:(?:19|20)\d\d{_S}[01]\d{_S}[0-3]\d{_S}(?:19|20)\d\d{_S}\d\d{_S}\d{_S}\d{{3}}"
    rf"|\d{{8}}[\s.\-]{{0,2}}\d{{6}}[\s.\-]{{0,2}}\d[\s.\-]{{0,2}}\d{{3}}|\d{{18,}})(?![0-9A-Fa-f])"
    r"|\bNIP\b[ .:]*\d[\d .\-]{6,26}\d",
    re.IGNORECASE,
)
_BANYAK_ANGKA = re.compile(r"(?:\d[\s.\-_/]{0,2}){9}")  # most texts have fewer digits in a row


def hide_nip(teks: str) -> str:
    """The text with every NIP, however it is grouped and with the word NIP before it, replaced by PENGGANTI."""
    return _NIP.sub(PENGGANTI, teks) if _BANYAK_ANGKA.search(teks) else teks
