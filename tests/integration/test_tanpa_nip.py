"""A personnel number (NIP) that an office wrote anywhere in its workbook reaches no file that leaves the system."""

import io
import re
import shutil
import zipfile

import duckdb
import openpyxl
import pytest
from openpyxl.comments import Comment

from flows import pipeline
from transforms import ledger, publish
from transforms.settings import CONTOH, load_settings

pytestmark = pytest.mark.lambat

NIP = ("19810203 200604 1 005", "198102032006041006", "19810203.200604.1.007", "1981 0203 2006 04 1 008")
JEJAK = re.compile(r"1981\W?0203\W{0,2}2006\W?04")


def plant(asal, tujuan) -> None:
    """A copy of an LKj with NIP in titles, names, headers, amounts, notes, signatures, and in what Excel hides."""
    buku = openpyxl.load_workbook(asal)
    uang = next(ws for ws in buku if any("Plafon" in str(s.value) for b in ws.iter_rows() for s in b))
    kepala = next(s for b in uang.iter_rows() for s in b if "Plafon" in str(s.value))
    kosong = uang.max_column + 1
    uang.cell(kepala.row, kosong, f"Penanggung jawab NIP {NIP[0]}")
    for n, baris in enumerate(range(kepala.row + 2, kepala.row + 8)):
        uang.cell(baris, kosong, f"Budi, NIP. {NIP[n % 4]}")
    isi = [
        s for b in uang.iter_rows(min_row=kepala.row + 2) for s in b if isinstance(s.value, str) and len(s.value) > 20
    ]
    isi[0].value += f" (PPTK {NIP[1]})"
    isi[1].value += f" NIP. {NIP[2]}"
    uang.cell(kepala.row + 4, kepala.column).value = NIP[3]  # an amount that is none: quoted in a finding
    uang.cell(kepala.row + 5, kepala.column).value = int(NIP[1])
    uang.cell(kepala.row + 6, kosong + 1).value = f'="NIP {NIP[1]}"'
    uang.cell(kepala.row + 6, 1).comment = Comment(f"Tanya {NIP[0]}", "Budi")
    uang.oddFooter.left.text = f"NIP {NIP[0]}"
    bawah = uang.max_row + 2
    for n, teks in enumerate(("Permasalahan", f"Bendahara {NIP[0]} pindah tugas", "Tindak lanjut",
                              f"Menunggu SK untuk NIP {NIP[3]}", "CAMAT", "BUDI SANTOSO", f"NIP. {NIP[2]}"
                              )):  # fmt: skip
        uang.cell(bawah + n, 2, teks)
    uang.title = f"Anggaran {NIP[1]}"
    buku.worksheets[0]["A1"].value = f"{buku.worksheets[0]['A1'].value or ''} NIP {NIP[0]}"
    buku.properties.creator = f"Budi {NIP[1]}"
    buku.save(tujuan)


def texts(path) -> str:
    """Everything a file holds as text: members of a package, columns of a database or Parquet file, else its bytes."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as arsip:
            isi = [arsip.read(n).decode("utf-8", "replace") for n in arsip.namelist() if n.endswith((".xml", ".rels"))]
        return "\n".join(re.sub(r"</?[a-z:]*(?:t|r|rPr)\b[^>]*>", "", x) for x in isi)
    if path.suffix in (".duckdb", ".parquet"):
        with duckdb.connect() as con:
            if path.suffix == ".parquet":
                return str(con.execute("FROM read_parquet(?)", [str(path)]).fetchall())
            con.execute(f"ATTACH '{path}' AS d (READ_ONLY)")
            tabel = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'd'").fetchall()
            return "\n".join(str(con.execute(f'FROM d."{t}"').fetchall()) for (t,) in tabel)
    return path.read_bytes().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nip")
    settings = load_settings(folder / "data")
    settings.masuk.mkdir(parents=True)
    asal = next(CONTOH.rglob("LKj TW II 2023 Kec. Rowokangkung.xlsx"))
    plant(asal, settings.masuk / f"LKj TW II Rowokangkung {NIP[1]}.xlsx")
    shutil.copy(settings.masuk / f"LKj TW II Rowokangkung {NIP[1]}.xlsx", folder / "asli.xlsx")
    pipeline.run("2023-TW2", settings)
    with ledger.open_ledger(settings) as buku:
        ledger.append(buku, "akui", [{
            "kiriman_id": "K000001", "kode_temuan": "KODE_KOSONG", "alasan": f"kata NIP {NIP[0]}", "oleh": NIP[1],
        }])  # fmt: skip
    pipeline.run("2023-TW2", settings)
    return settings


def test_the_office_wrote_them_in_many_places(settings):
    assert len(JEJAK.findall(texts(settings.data.parent / "asli.xlsx"))) > 15


def test_no_published_file_holds_one(settings):
    berkas = [p for p in settings.terbit.rglob("*") if p.is_file()]
    akhiran = {p.suffix for p in berkas}
    assert akhiran >= {".xlsx", ".docx", ".html", ".json", ".csv", ".parquet", ".duckdb"}
    bocor = {str(p.relative_to(settings.terbit)): m[0] for p in berkas if (m := JEJAK.search(texts(p) + p.name))}
    assert not bocor


def test_what_was_written_around_them_stays(settings):
    """The texts themselves arrive, so the search above looked at the right files."""
    with duckdb.connect(str(publish.current_path(settings)), read_only=True) as con:
        narasi = con.execute("SELECT string_agg(teks, ' ') FROM narasi").fetchone()[0]
        assert "Bendahara (NIP dihapus) pindah tugas" in narasi
        assert con.execute("SELECT DISTINCT lembar FROM realisasi_anggaran").fetchall() == [("Anggaran (NIP dihapus)",)]
        assert con.execute("SELECT count(*) FROM temuan WHERE nilai_mentah = '(NIP dihapus)'").fetchone()[0] > 0
        assert (
            con.execute("SELECT nama_berkas FROM kiriman").fetchone()[0] == "LKj TW II Rowokangkung (NIP dihapus).xlsx"
        )
    koreksi = next((settings.laporan("2023-TW2") / "lembar-koreksi").iterdir())
    buku = openpyxl.load_workbook(io.BytesIO(koreksi.read_bytes()))
    assert any(s.value == "BUDI SANTOSO" for b in buku["Anggaran (NIP dihapus)"].iter_rows() for s in b)
