"""A file that cannot be read at all is named in the report of the open period, with its receipt."""

import openpyxl
import pytest

from flows import pipeline
from transforms.settings import CONTOH


@pytest.mark.lambat
def test_broken_file_is_named_in_the_reports(settings):
    asli = next((CONTOH / "2023-TW2").glob("*Rowokangkung.xlsx"))
    settings.masuk.mkdir(parents=True)
    (settings.masuk / asli.name).write_bytes(asli.read_bytes())
    (settings.masuk / "surat.xlsx").write_bytes(b"<html><table></table></html>")
    keluaran = pipeline.run("2023-TW2", settings, tenang=0)
    buku = openpyxl.load_workbook(keluaran["laporan"][0])["Ringkasan"]
    sel = {c.value: c for r in buku.iter_rows() for c in r if c.value}
    assert "surat.xlsx" in sel
    tautan = [c.hyperlink.target for c in sel.values() if c.hyperlink and "tanpa-periode" in c.hyperlink.target]
    assert [(keluaran["laporan"][0].parent / t).resolve().exists() for t in tautan] == [True]
    assert "surat.xlsx" in keluaran["laporan"][1].read_text(encoding="utf-8")
