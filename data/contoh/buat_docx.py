"""The real LKj of Rowokangkung, triwulan II 2023, as a Word document, from the text copy next to it.

Run once: python -m data.contoh.buat_docx. Blocks of the text are parted by empty lines; a block with tabs is
a table, its first line the header.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import docx

from transforms.reports.office_zip import normalize_zip

FOLDER = Path(__file__).parent / "docx"
TEKS = FOLDER / "lkj-rowokangkung.txt"
BERKAS = FOLDER / "LKj TW II 2023 Kec. Rowokangkung.docx"
_JUDUL = ((re.compile(r"(BAB [IV]+\b(?! :)|KATA PENGANTAR$|LAMPIRAN$)"), 1), (re.compile(r"[A-F]\. [A-Z]"), 2))


def make_docx(path: Path) -> None:
    """Write the document; equal text gives equal bytes."""
    dokumen = docx.Document()
    dokumen.core_properties.created = dokumen.core_properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    blok = TEKS.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    for isi in blok[1:]:  # the first names the source
        if "\t" in isi:
            _table(dokumen, [baris.split("\t") for baris in isi.split("\n")])
        else:
            dokumen.add_paragraph(isi, style=_style(isi))
    dokumen.save(path)
    normalize_zip(path)


def _style(isi: str) -> str:
    tingkat = next((n for pola, n in _JUDUL if pola.match(isi)), None)
    return f"Heading {tingkat}" if tingkat else "Normal"


def _table(dokumen, isi: list[list[str]]) -> None:
    tabel = dokumen.add_table(len(isi), max(map(len, isi)), style="Table Grid")
    for baris, sel in zip(tabel.rows, isi, strict=True):
        kotak = baris.cells
        for i, teks in enumerate(sel):
            kotak[i].text = teks
    if len(isi) > 1 and isi[1][-1].isdigit() and not isi[0][-1]:  # years under one heading
        awal = isi[0].index("Realisasi")
        tabel.cell(0, awal).merge(tabel.cell(0, len(isi[0]) - 1)).text = "Realisasi"
        for kolom in range(awal):
            tabel.cell(0, kolom).merge(tabel.cell(1, kolom)).text = isi[0][kolom]


if __name__ == "__main__":
    make_docx(BERKAS)
