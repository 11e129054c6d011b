"""What the XML of an .xlsx says before any library reads it: how large its sheets are, and what cells hide.

The cell reader gives neither error cells nor formulas that were never calculated (both look blank), neither
hidden rows nor number formats, and it reserves memory for the rectangle between the first and the last
cell. Both are answered here from the bytes, in a few searches per sheet. The searches rely on the plain
notation every spreadsheet program writes; anything else (prefixed names, single quotes, cells without an
address) is first rewritten by expat into that notation, so there is one scanner and not two.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from transforms.settings import Limits
from transforms.workbook.grid import column_letters
from transforms.workbook.package import Refused

Letak = tuple[int, int]

_AKAR_POLOS = re.compile(rb"<worksheet(?:\s[^>']*)?>")
# A cell outside columns A to FZ or rows 1 to 4999, or one not written as <c r="A1" …: needs the exact look.
_SEL_LAIN = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z])(?:[0-9]{1,3}|[1-4][0-9]{3})"|[a-zA-Z])')
_KOLOM_TERJAUH = 1024  # hidden columns further right hold nothing that is read
_BARIS_BIASA, _KOLOM_BIASA = 4999, 182
_SEL = re.compile(rb'<c r="([A-Z]{1,7})([0-9]{1,9})"[^>]*?(/?)>')
_SEL_KOSONG = re.compile(rb"(<c [^>]*)></c>")
_AWAL_SEL = re.compile(rb"<c[\s/>]")
_ATRIBUT = re.compile(rb'([\w:]+)="([^"]*)"')
_RUMUS = re.compile(rb'<c r="([A-Z0-9]+)"([^>]*)>\s*<f([^>]*?)(?:/>|>([^<]*)</f>)(.*?)</c>', re.S)
# Formulas followed by no stored value, and references to other workbooks: the first search tells most
# files apart.
_RUMUS_TANPA_NILAI = (re.compile(rb"</f>(?!<v>[^<])"), re.compile(rb"<f [^>]*/>(?!<v>[^<])"))
_GALAT = re.compile(rb' t="e"')
_NILAI = re.compile(rb"<v[^>]*>([^<]+)</v>|<t[ >]")
_BARIS_SEMBUNYI = re.compile(rb'<row ([^>]*\bhidden="(?:1|true)"[^>]*)>')
_KOLOM_SEMBUNYI = re.compile(rb'<col ([^>]*\bhidden="(?:1|true)"[^>]*)>')
# [1]Lembar!A1 or '[1]Lembar satu'!A1, but not the column [2023] of a table.
_ACUAN_LUAR = re.compile(rb"(?<![\w\]\[@:])\[\d+\](?![\]),:]|$)")
_ALAMAT = re.compile(r"([A-Za-z]+)([0-9]+)")


@dataclass(slots=True)
class Rincian:
    """What a sheet's XML says about its cells beyond their values; positions are 1-based (row, column)."""

    galat: dict[Letak, str] = field(default_factory=dict)
    rumus_kosong: list[Letak] = field(default_factory=list)
    rumus_luar: list[Letak] = field(default_factory=list)
    terhitung: bool = False
    """.xls: some formula has a result that only a program that calculates can have stored"""
    persen: set[Letak] = field(default_factory=set)
    baris_tersembunyi: frozenset[int] = frozenset()
    kolom_tersembunyi: frozenset[int] = frozenset()


def measure_sheet(data: bytes, limits: Limits, nama: str) -> tuple[bytes, int]:
    """Check a worksheet's size; (its XML in plain notation, number of cells with content).

    Raises Refused LEMBAR_TERLALU_BESAR for a row, column or number of cells above the limits (cells that
    only carry a format do not count), BERKAS_RUSAK for XML that is not well-formed.
    """
    polos = _AKAR_POLOS.search(data, 0, 8192) is not None
    if not polos:
        data = plain_xml(data, nama)
    if _SEL_LAIN.search(data) or limits.baris_maks < _BARIS_BIASA or limits.kolom_maks < _KOLOM_BIASA:
        letak = _SEL.findall(data)
        if polos and len(letak) != len(_AWAL_SEL.findall(data)):
            data = plain_xml(data, nama)
            letak = _SEL.findall(data)
        if len(letak) != len(_AWAL_SEL.findall(data)):
            raise Refused("BERKAS_RUSAK", f"{nama}: ada alamat sel yang tidak sah")
        _check_extent(letak, limits, nama)
    jumlah = data.count(b"</c>")
    if jumlah > limits.sel_maks:
        raise too_many_cells(jumlah, limits, nama)
    return data, jumlah


def _check_extent(letak: list[tuple[bytes, bytes, bytes]], limits: Limits, nama: str) -> None:
    isi = [(huruf, angka) for huruf, angka, kosong in letak if not kosong]
    if not isi:
        return
    baris = max(int(angka) for _, angka in set(isi))
    kolom = max(column_number(huruf.decode()) for huruf in {huruf for huruf, _ in isi})
    check_extent(baris, kolom, limits, nama)


def check_extent(baris: int, kolom: int, limits: Limits, nama: str) -> None:
    """Refuse (LEMBAR_TERLALU_BESAR) a last row or column above the limits."""
    if baris > limits.baris_maks or kolom > limits.kolom_maks:
        raise Refused(
            "LEMBAR_TERLALU_BESAR",
            f"{nama}: ada isi sampai baris {baris} kolom {column_letters(kolom)}; "
            f"batasnya baris {limits.baris_maks} kolom {column_letters(limits.kolom_maks)}",
        )


def too_many_cells(jumlah: int, limits: Limits, nama: str) -> Refused:
    """The refusal for more cells with content than the limit."""
    return Refused("LEMBAR_TERLALU_BESAR", f"{nama}: {jumlah} sel berisi; batasnya {limits.sel_maks}")


def column_number(huruf: str) -> int:
    """Column letters → number: 'A' → 1, 'AA' → 27."""
    nomor = 0
    for h in huruf.upper():
        nomor = nomor * 26 + ord(h) - 64
    return nomor


def position(alamat: str) -> Letak:
    """'D17' → (17, 4)."""
    huruf, angka = _ALAMAT.match(alamat).groups()
    return int(angka), column_number(huruf)


def needs_detail(data: bytes) -> bool:
    """Whether a sheet (plain notation) has error cells, formulas, or anything hidden."""
    return b' t="e"' in data or b"</f>" in data or b'hidden="' in data


def sheet_detail(
    data: bytes, persen: frozenset[bytes], nama_luar: list[bytes], hitung_ulang: bool
) -> Rincian:
    """Look at a sheet in plain notation for what its values do not show.

    persen: style indexes with a percent format. nama_luar: defined names that refer to other workbooks.
    hitung_ulang: the program that wrote the file asks for a full calculation on opening, so a stored 0 is a
    placeholder and not a result.
    """
    hasil = Rincian()
    if b' t="e"' in data:
        for m in _GALAT.finditer(data):
            nilai = _NILAI.search(data, m.end(), max(m.end(), data.find(b"</c>", m.end())))
            if nilai and nilai[1] and (letak := _cell_around(data, m.start())):
                hasil.galat[letak] = nilai[1].decode()
    if b"</f>" in data:
        _look_at_formulas(data, hasil, nama_luar, hitung_ulang)
    if b'hidden="' in data:
        baris = (dict(_ATRIBUT.findall(a)) for a in _BARIS_SEMBUNYI.findall(data))
        hasil.baris_tersembunyi = frozenset(int(b[b"r"]) for b in baris if b"r" in b)
        kolom = (dict(_ATRIBUT.findall(a)) for a in _KOLOM_SEMBUNYI.findall(data))
        rentang = [
            (int(k[b"min"]), min(int(k[b"max"]), _KOLOM_TERJAUH))
            for k in kolom
            if b"min" in k and b"max" in k
        ]
        hasil.kolom_tersembunyi = frozenset(n for awal, akhir in rentang for n in range(awal, akhir + 1))
    if persen:
        for m in _style_pattern(persen).finditer(data):
            if letak := _cell_around(data, m.start()):
                hasil.persen.add(letak)
    return hasil


@lru_cache(maxsize=256)
def _style_pattern(gaya: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb' s="(?:%s)"' % b"|".join(map(re.escape, sorted(gaya))))


def _cell_around(data: bytes, p: int) -> Letak | None:
    """Position of the cell whose tag has an attribute at `p`; None when it is the tag of something else."""
    awal = data.rfind(b"<", 0, p)
    if not data.startswith(b'<c r="', awal):
        return None
    return position(data[awal + 6 : data.index(b'"', awal + 6)].decode())


def _look_at_formulas(data: bytes, hasil: Rincian, nama_luar: list[bytes], hitung_ulang: bool) -> None:
    luar = re.compile(rb"|".join([_ACUAN_LUAR.pattern, *(rb"\b" + re.escape(n) + rb"\b" for n in nama_luar)]))
    ada_luar = bool(nama_luar) or (b"[" in data and luar.search(data) is not None)
    if not (hitung_ulang or ada_luar or any(p.search(data) for p in _RUMUS_TANPA_NILAI)):
        return
    bersama_luar = set()  # groups of shared formulas whose first cell carries the text
    for alamat, atribut, sifat, rumus, sisa in _RUMUS.findall(data):
        kelompok = dict(_ATRIBUT.findall(sifat)).get(b"si")
        if luar.search(rumus):
            bersama_luar.add(kelompok)
        if luar.search(rumus) or (kelompok and not rumus and kelompok in bersama_luar):
            hasil.rumus_luar.append(position(alamat.decode()))
        nilai = _NILAI.search(sisa)
        if b't="str"' in atribut:
            continue  # a text result may be empty
        if nilai is None or (hitung_ulang and nilai[1] == b"0"):
            hasil.rumus_kosong.append(position(alamat.decode()))


def plain_xml(data: bytes, nama: str) -> bytes:
    """The same XML without prefixes, comments and CDATA, in double quotes, rows and cells with addresses.

    Raises Refused BERKAS_RUSAK when it is not well-formed.
    """
    keluar: list[str] = []
    baris, kolom = 0, 0

    def start(tag: str, atribut: dict[str, str]) -> None:
        nonlocal baris, kolom
        tag = tag.rpartition(":")[2]
        if tag == "row":
            baris = int(atribut.setdefault("r", str(baris + 1)))
            kolom = 0
        elif tag == "c":
            sel = atribut.pop("r", None) or f"{column_letters(kolom + 1)}{baris}"
            kolom = position(sel)[1]
            atribut = {"r": sel.upper(), **atribut}
        keluar.append(f"<{tag}{''.join(f' {k}={_quoted(v)}' for k, v in atribut.items())}>")

    def text(isi: str) -> None:
        keluar.append(isi.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler = start
    pengurai.EndElementHandler = lambda tag: keluar.append(f"</{tag.rpartition(':')[2]}>")
    pengurai.CharacterDataHandler = text
    try:
        pengurai.Parse(data, True)
    except (expat.ExpatError, ValueError, AttributeError, TypeError) as galat:
        raise Refused("BERKAS_RUSAK", f"{nama}: XML tidak terbaca ({galat})") from galat
    return _SEL_KOSONG.sub(rb"\1/>", "".join(keluar).encode())


def _quoted(nilai: str) -> str:
    return (
        '"'
        + nilai.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        + '"'
    )
