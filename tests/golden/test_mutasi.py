"""One wrong amount in the cells of a clean workbook file is always found: a finding names the cell or its row.

The cell itself is changed with openpyxl and the file read again. "Names": the finding's own address lies on the row,
or it points to the cell alone, or its likely cause does; to be one of many cells of a sum is not enough.
"""

import io
import json
import random
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_from_string

from transforms import findings, warehouse
from transforms.settings import CONTOH, REFERENSI, Limits
from transforms.workbook.read import read_file

PERIODE = "2023-TW2"
CEPAT = 40
SEKALI = 150  # mutations that are loaded and derived together, each in a year of its own
KOLOM = {"realisasi_anggaran": ("plafon", "realisasi", "sisa"), "perjanjian_anggaran": ("anggaran",)}
ANGKA = re.compile(r"\d{1,3}(?:(?P<pemisah>[.,])\d{3}(?:(?P=pemisah)\d{3})*)?(?!\d)|\d+", re.ASCII)
SEL = re.compile(r"(?:'?([^!;'\"]+)'?!)?\$?([A-Z]{1,3})\$?(\d{1,5})\b", re.ASCII)
KOSONG, TEKS = "kosong", "teks"


def _another_digit(n: int, acak: random.Random) -> int:
    angka = list(str(n))
    i = acak.randrange(len(angka))
    angka[i] = acak.choice([d for d in "0123456789" if d != angka[i]])
    return int("".join(angka))


def _swapped(n: int, acak: random.Random) -> int:
    angka = list(str(n))
    beda = [i for i in range(len(angka) - 1) if angka[i] != angka[i + 1]]
    if beda:
        i = acak.choice(beda)
        angka[i], angka[i + 1] = angka[i + 1], angka[i]
    return int("".join(angka))


RAGAM = {
    "tambah 1": lambda n, _: n + 1,
    "kurang 1": lambda n, _: n - 1,
    "tanda": lambda n, _: -n,
    "kali 10": lambda n, _: n * 10,
    "bagi 10": lambda n, _: n // 10,
    "tukar angka": _swapped,
    "satu angka lain": _another_digit,
    "nilai lain": lambda n, acak: acak.randrange(10**10),
    "selisih kecil": lambda n, acak: n + acak.choice((-1, 1)) * acak.randrange(1, 100_000),
    KOSONG: lambda n, _: None,
    TEKS: lambda n, acak: acak.choice(("lihat lampiran", "1.2.3,4,5", "12O.000", "?")),
}


class Buku:
    """A workbook of the example whose manifest expects no finding, and the cells of its amounts."""

    def __init__(self, berkas: Path):
        self.nama = berkas.name
        self.isi = openpyxl.load_workbook(berkas)
        self.baca = read_file(berkas, berkas.name, REFERENSI, Limits())
        self.sel = [
            (b["lembar"], b[f"{kolom}_sel"], int(b[kolom].partition(".")[0]))
            for tabel, daftar in KOLOM.items() for b in self.baca["tabel"][tabel] for kolom in daftar
            if b.get(kolom) is not None
        ]

    def changed(self, lembar: str, sel: str, baru: int | str | None, folder: Path) -> dict:
        """Read result of the file with another content in one cell."""
        kotak = self.isi[lembar][sel]
        lama = kotak.value
        try:
            kotak.value = _as_typed(lama, baru)
            aliran = io.BytesIO()
            self.isi.save(aliran)
        finally:
            kotak.value = lama
        tujuan = folder / self.nama
        tujuan.write_bytes(aliran.getvalue())
        return read_file(tujuan, self.nama, REFERENSI, Limits())


def _as_typed(lama, baru: int | str | None):
    """A new amount in the manner of the old cell: a number, or a text with the same separators and signs."""
    if not isinstance(lama, str) or not isinstance(baru, int):
        return baru
    bentuk = ANGKA.search(lama) or re.search(".*", lama)  # "-" stands for 0
    pemisah = bentuk.groupdict().get("pemisah") or ("." if len(bentuk[0]) <= 3 else "")
    utuh = f"{abs(baru):,}".replace(",", pemisah)
    return f"{lama[: bentuk.start()]}{'-' if baru < 0 else ''}{utuh}{lama[bentuk.end() :]}"


def clean_books(banyak: int | None = None) -> list[Buku]:
    manifes = json.loads((CONTOH / "manifes.json").read_text(encoding="utf-8"))["kiriman"]
    bersih = [CONTOH / k["berkas"] for k in manifes
              if k.get("periode") == PERIODE and not k["temuan"] and k["berkas"].endswith(".xlsx")]
    return [Buku(b) for b in bersih[:banyak]]


def _findings(hasil: list[dict]) -> dict[int, list[dict]]:
    """Findings that need action of each read result, by its place in the list; all are derived at once."""
    temuan: dict[int, list[dict]] = {i: [] for i in range(len(hasil))}
    for awal in range(0, len(hasil), SEKALI):
        paket = [
            ({"kiriman_id": f"K{i:06d}", "nomor": i + 1, "nama_berkas": str(i), "terbaca": h["status"] == "TERBACA",
              "sha256": str(i), "diterima_pada": f"{1950 + i - awal}-07-10T09:00:00+07:00", "tahun": 1950 + i - awal,
              "triwulan": 2, "kode_kecamatan": h["identitas"]["kode_kecamatan"]}, h)
            for i, h in enumerate(hasil[awal : awal + SEKALI], awal)
        ]
        con = warehouse.open_warehouse(None)
        try:
            warehouse.load_referensi_tables(con, REFERENSI)
            warehouse.load_batch(con, paket)
            findings.derive_all(con, 30, tanpa=("REALISASI_TURUN", "PLAFON_BERUBAH"))
            for kid, *isi in con.execute(
                "SELECT kiriman_id, kode_temuan, lembar, sel, sel_terkait, sebab FROM temuan "
                "WHERE tingkat <> 'info' AND kiriman_id IS NOT NULL ORDER BY ALL"
            ).fetchall():
                temuan[int(kid[1:])].append(
                    dict(zip(("kode", "lembar", "sel", "sel_terkait", "sebab"), isi, strict=True)))
        finally:
            con.close()
    return temuan


def names(t: dict, lembar: str, sel: str) -> bool:
    """Whether a finding points to this cell or its row, on this sheet."""
    baris = coordinate_from_string(sel)[1]
    if t["lembar"] == lembar and t["sel"] and coordinate_from_string(t["sel"])[1] == baris:
        return True
    tunjuk = SEL.findall(t["sebab"] or "")
    terkait = SEL.findall(t["sel_terkait"] or "")
    tunjuk += terkait if len(terkait) == 1 else []
    return any((di or t["lembar"]) == lembar and int(n) == baris for di, _, n in tunjuk)


def survey(kasus: list[tuple[Buku, tuple[str, str, int], str]], acak: random.Random, folder: Path) -> str:
    """Carry out the mutations; the share found per kind, and which were missed, as text that says 100 % or not."""
    hasil, apa = [], []
    for buku, (lembar, sel, lama), ragam in kasus:
        baru = RAGAM[ragam](lama, acak)
        if baru == lama:  # 0 with its sign changed, 7 with its digits swapped
            ragam, baru = "tambah 1", lama + 1
        hasil.append(buku.changed(lembar, sel, baru, folder))
        apa.append((ragam, lembar, sel, f"{buku.nama}: {lembar}!{sel} {lama} → {baru} ({ragam})"))
    ada, luput = Counter(r for r, *_ in apa), []
    for i, temuan in _findings(hasil).items():
        ragam, lembar, sel, sebut = apa[i]
        if not any(names(t, lembar, sel) for t in temuan):
            luput.append(f"{sebut}: {[(t['kode'], t['sel'], t['sebab']) for t in temuan]}")
    jumlah = len(apa)
    bagian = f"{100 * (jumlah - len(luput)) / jumlah:g} % dari {jumlah} ditemukan ({dict(ada)})"
    return bagian if not luput else bagian + "\n" + "\n".join(luput)


def test_saving_a_clean_workbook_again_adds_no_finding(tmp_path):
    buku = clean_books()
    assert {b.nama for b in buku} and all(len(b.sel) > 100 for b in buku)
    assert {type(b.isi[s[0]][s[1]].value) for b in buku for s in b.sel} == {int, str}
    sama = [b.changed(*b.sel[0], tmp_path) for b in buku]
    assert _findings(sama) == {i: [] for i in range(len(buku))}


def test_wrong_amounts_are_found(tmp_path, record_property):
    acak = random.Random(20230630)
    semua = [(b, s) for b in clean_books(3) for s in b.sel]
    ragam = list(RAGAM)
    kasus = [(*x, ragam[i % len(ragam)]) for i, x in enumerate(acak.sample(semua, CEPAT))]
    hasil = survey(kasus, acak, tmp_path)
    record_property("ditemukan", hasil)
    assert hasil.startswith("100 %"), hasil


@pytest.mark.lambat
def test_every_amount_of_every_clean_workbook_is_found_when_wrong(tmp_path, record_property):
    """Each with a mistake of a kind drawn at random."""
    acak = random.Random(4)
    kasus = [(b, s, r) for b in clean_books() for s in b.sel for r in acak.sample(list(RAGAM), 1)]
    hasil = survey(kasus, acak, tmp_path)
    record_property("ditemukan", hasil)
    assert hasil.startswith("100 %"), hasil
