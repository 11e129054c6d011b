"""What the records of .xls and .xlsb say beyond the values: size, error cells, hidden rows, percent formats.

The cell reader shows an error cell as blank and neither formats nor hidden rows, as for .xlsx. What formulas refer to
is in `biff_formula`.
"""

import struct
from collections.abc import Iterator

from transforms.settings import Limits
from transforms.workbook.biff_formula import Tautan, links_xls, links_xlsb, refers_outside
from transforms.workbook.diagnose import is_percent, relations
from transforms.workbook.package import Refused
from transforms.workbook.prescan import Rincian, check_extent, too_many_cells

GALAT = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_PERSEN_BAKU = frozenset((9, 10))

# .xls (BIFF8) record numbers
_EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_ROW, _COLINFO, _FORMULA, _BOOLERR, _MULRK = 0x208, 0x7D, 0x06, 0x205, 0xBD
_SATU_SEL = frozenset((0xFD, 0x203, 0x27E, 0x204, 0xD6, _BOOLERR, _FORMULA))


def detail_xls(data: bytes, limits: Limits) -> tuple[dict[str, Rincian], list[str]]:
    """(sheet name → what its records say, names of the workbooks it refers to) of the workbook stream of an .xls.

    Raises Refused: BERKAS_BERSANDI, LEMBAR_TERLALU_BESAR, BERKAS_RUSAK (records cut off).
    """
    awal_lembar: dict[int, str] = {}
    format_angka: dict[int, str] = {}
    format_gaya: list[int] = []
    lama = data[4:6] == b"\0\x05"  # Excel 5/95: strings without flags
    try:
        for nomor, isi in _records_xls(data, 0):
            if nomor == _FILEPASS:
                raise Refused("BERKAS_BERSANDI", "buku kerja dikunci kata sandi")
            if nomor == _BOUNDSHEET:
                awal_lembar[struct.unpack_from("<L", isi)[0]] = _text_xls(isi[6:], 1, lama)
            elif nomor == _FORMAT:
                format_angka[struct.unpack_from("<H", isi)[0]] = _text_xls(isi[2:], 1 if lama else 2, lama)
            elif nomor == _XF:
                format_gaya.append(struct.unpack_from("<H", isi, 2)[0])
        persen = _percent_styles(format_angka, format_gaya)
        tautan = Tautan() if lama else links_xls(_records_xls(data, 0))
        hasil = {n: _sheet_xls(data, awal, persen, tautan.indeks, limits, n) for awal, n in awal_lembar.items()}
        _keep_uncalculated(hasil)
        return hasil, tautan.buku
    except (struct.error, IndexError) as galat:
        raise Refused("BERKAS_RUSAK", "isi buku kerja .xls terpotong atau rusak") from galat


def _percent_styles(format_angka: dict[int, str], format_gaya: list[int]) -> frozenset[int]:
    persen = _PERSEN_BAKU - format_angka.keys() | {n for n, teks in format_angka.items() if is_percent(teks)}
    return frozenset(i for i, n in enumerate(format_gaya) if n in persen)


def _records_xls(data: bytes, p: int) -> Iterator[tuple[int, bytes]]:
    """(record number, content) from `p` to the end of that substream."""
    while p + 4 <= len(data):
        nomor, panjang = struct.unpack_from("<HH", data, p)
        if nomor == _EOF:
            return
        yield nomor, data[p + 4 : p + 4 + panjang]
        p += 4 + panjang


def _text_xls(isi: bytes, lebar: int, lama: bool) -> str:
    """A string: length (`lebar` bytes), flags (not in old files), characters (1 or 2 bytes each)."""
    n = int.from_bytes(isi[:lebar], "little")
    if lama:
        return isi[lebar : lebar + n].decode("latin-1")
    if isi[lebar] & 1:
        return isi[lebar + 1 : lebar + 1 + 2 * n].decode("utf-16-le", "replace")
    return isi[lebar + 1 : lebar + 1 + n].decode("latin-1")


def _keep_uncalculated(rincian: dict[str, Rincian]) -> None:
    """Formulas with an empty text as result count as never calculated only when all of the workbook have one.

    Beside calculated ones it is a real result: `=IF(A1="";"";…)`.
    """
    if any(r.terhitung for r in rincian.values()):
        for r in rincian.values():
            r.rumus_kosong.clear()


def _sheet_xls(
    data: bytes, awal: int, persen: frozenset[int], luar: frozenset[int], limits: Limits, nama: str
) -> Rincian:
    hasil = Rincian()
    tersembunyi, kolom_tersembunyi = set(), set()
    baris_akhir = kolom_akhir = jumlah = 0
    for nomor, isi in _records_xls(data, awal):
        if nomor in _SATU_SEL or nomor == _MULRK:
            baris, kolom, gaya = struct.unpack_from("<3H", isi)
            letak = (baris + 1, kolom + 1)
            n = 1 if nomor != _MULRK else (len(isi) - 6) // 6
            jumlah += n
            baris_akhir, kolom_akhir = max(baris_akhir, baris + 1), max(kolom_akhir, kolom + n)
            if nomor == _MULRK:
                gaya_sel = (struct.unpack_from("<H", isi, 4 + 6 * i)[0] for i in range(n))
                hasil.persen.update((baris + 1, kolom + 1 + i) for i, g in enumerate(gaya_sel) if g in persen)
            elif gaya in persen:
                hasil.persen.add(letak)
            if nomor == _BOOLERR and isi[7]:
                hasil.galat[letak] = GALAT.get(isi[6], "#GALAT")
            elif nomor == _FORMULA:
                _formula_xls(hasil, letak, isi, luar)
        elif nomor == _ROW and struct.unpack_from("<H", isi, 12)[0] & 0x20:
            tersembunyi.add(struct.unpack_from("<H", isi)[0] + 1)
        elif nomor == _COLINFO and struct.unpack_from("<H", isi, 8)[0] & 1:
            pertama, terakhir = struct.unpack_from("<HH", isi)
            kolom_tersembunyi.update(range(pertama + 1, min(terakhir, 255) + 2))
    check_extent(baris_akhir, kolom_akhir, limits, nama)
    if jumlah > limits.sel_maks:
        raise too_many_cells(jumlah, limits, nama)
    hasil.baris_tersembunyi, hasil.kolom_tersembunyi = frozenset(tersembunyi), frozenset(kolom_tersembunyi)
    return hasil


def _formula_xls(hasil: Rincian, letak: tuple[int, int], isi: bytes, luar: frozenset[int]) -> None:
    """A formula's result where it is no number (error, empty text), and whether it points into another workbook."""
    jenis = isi[6] if isi[12:14] == b"\xff\xff" else None
    if jenis == 2:
        hasil.galat[letak] = GALAT.get(isi[8], "#GALAT")
    if jenis == 3:
        hasil.rumus_kosong.append(letak)
    else:
        hasil.terhitung = True
    if luar and refers_outside(isi[22 : 22 + struct.unpack_from("<H", isi, 20)[0]], luar):
        hasil.rumus_luar.append(letak)


# .xlsb (BIFF12) record numbers
_BRT_ROW, _BRT_COL, _BRT_XF, _BRT_FMT, _BRT_CELLXFS, _BRT_SHEET = 0, 60, 47, 44, 617, 156
_BRT_ERROR, _BRT_FMLA_ERROR = 3, 11


def detail_xlsb(bagian: dict[str, bytes], limits: Limits) -> dict[str, Rincian]:
    """Sheet name → what its records say, of the parts of an .xlsb. Raises Refused as `detail_xls` does."""
    target = {r.get("Id"): r.get("Target", "") for r in relations(bagian, "xl/_rels/workbook.bin.rels")}
    hasil = {}
    try:
        persen = _percent_styles_xlsb(bagian.get("xl/styles.bin", b""))
        luar = links_xlsb(_records_xlsb(bagian["xl/workbook.bin"]))
        for nomor, isi in _records_xlsb(bagian["xl/workbook.bin"]):
            if nomor == _BRT_SHEET:
                hubungan, lanjut = _text_xlsb(isi, 8)
                nama, _ = _text_xlsb(isi, lanjut)
                t = target.get(hubungan, "")
                data = bagian.get(t.lstrip("/") if t.startswith("/") else f"xl/{t}", b"")
                hasil[nama] = _sheet_xlsb(data, persen, luar, limits, nama)
    except (struct.error, IndexError) as galat:
        raise Refused("BERKAS_RUSAK", "isi buku kerja .xlsb terpotong atau rusak") from galat
    return hasil


def _records_xlsb(data: bytes) -> Iterator[tuple[int, bytes]]:
    p, n = 0, len(data)
    while p < n:
        nomor = data[p]
        p += 1
        if nomor & 0x80:
            nomor = (nomor & 0x7F) | (data[p] & 0x7F) << 7
            p += 1
        panjang = geser = 0
        while True:
            b = data[p]
            p += 1
            panjang |= (b & 0x7F) << geser
            geser += 7
            if not b & 0x80 or geser >= 28:
                break
        yield nomor, data[p : p + panjang]
        p += panjang


def _text_xlsb(isi: bytes, p: int) -> tuple[str, int]:
    n = struct.unpack_from("<L", isi, p)[0]
    return isi[p + 4 : p + 4 + 2 * n].decode("utf-16-le", "replace"), p + 4 + 2 * n


def _percent_styles_xlsb(data: bytes) -> frozenset[int]:
    format_angka: dict[int, str] = {}
    format_gaya: list[int] = []
    di_sel = False
    for nomor, isi in _records_xlsb(data):
        if nomor == _BRT_FMT:
            format_angka[struct.unpack_from("<H", isi)[0]] = _text_xlsb(isi, 2)[0]
        elif nomor in (_BRT_CELLXFS, _BRT_CELLXFS + 1):
            di_sel = nomor == _BRT_CELLXFS
        elif nomor == _BRT_XF and di_sel:
            format_gaya.append(struct.unpack_from("<H", isi, 2)[0])
    return _percent_styles(format_angka, format_gaya)


def _formula_xlsb(nomor: int, isi: bytes) -> bytes:
    """The tokens of a formula's cell record: behind its result and two bytes of flags."""
    hasil = {8: 4 + 2 * struct.unpack_from("<L", isi, 8)[0], 9: 8, 10: 1, 11: 1}[nomor]
    awal = 8 + hasil + 2
    return isi[awal + 4 : awal + 4 + struct.unpack_from("<L", isi, awal)[0]]


def _sheet_xlsb(data: bytes, persen: frozenset[int], luar: frozenset[int], limits: Limits, nama: str) -> Rincian:
    hasil = Rincian()
    tersembunyi, kolom_tersembunyi = set(), set()
    baris = baris_akhir = kolom_akhir = jumlah = 0
    for nomor, isi in _records_xlsb(data):
        if nomor == _BRT_ROW:
            baris = struct.unpack_from("<L", isi)[0] + 1
            if isi[11] & 0x10:
                tersembunyi.add(baris)
        elif 2 <= nomor <= 11:  # cells with content; 1 is a cell that only carries a format
            kolom, gaya = struct.unpack_from("<LL", isi)
            letak = (baris, kolom + 1)
            jumlah += 1
            baris_akhir, kolom_akhir = max(baris_akhir, baris), max(kolom_akhir, kolom + 1)
            if gaya & 0xFFFFFF in persen:
                hasil.persen.add(letak)
            if nomor in (_BRT_ERROR, _BRT_FMLA_ERROR):
                hasil.galat[letak] = GALAT.get(isi[8], "#GALAT")
            if luar and nomor >= 8 and refers_outside(_formula_xlsb(nomor, isi), luar, xlsb=True):
                hasil.rumus_luar.append(letak)
        elif nomor == _BRT_COL and struct.unpack_from("<H", isi, 16)[0] & 1:
            pertama, terakhir = struct.unpack_from("<LL", isi)
            kolom_tersembunyi.update(range(pertama + 1, min(terakhir, 16_383) + 2))
    check_extent(baris_akhir, kolom_akhir, limits, nama)
    if jumlah > limits.sel_maks:
        raise too_many_cells(jumlah, limits, nama)
    hasil.baris_tersembunyi, hasil.kolom_tersembunyi = frozenset(tersembunyi), frozenset(kolom_tersembunyi)
    return hasil
