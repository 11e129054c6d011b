"""What the parts of an .xlsx around the sheets say: names of sheets, percent styles, links to other files."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.workbook.package import Refused
from transforms.workbook.prescan import plain_xml

_ATRIBUT = re.compile(r'([\w:]+)="([^"]*)"')
_LEMBAR = re.compile(r"<sheet (?P<a>[^>]*)>")
_HUBUNGAN = re.compile(r"<Relationship (?P<a>[^>]*)>")
_NAMA_LUAR = re.compile(r'<definedName [^>]*?name="([^"]*)"[^>]*>([^<]*\[\d+\][^<]*)<')
_FORMAT = re.compile(r"<numFmt (?P<a>[^>]*)>")
_XF = re.compile(r"<xf (?P<a>[^>]*)>")
_BUKAN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')  # quoted, escaped, bracketed, padding
_ENTITAS = (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#10;", "\n"), ("&amp;", "&"))
_PERSEN_BAKU = frozenset(("9", "10"))  # built-in formats 0% and 0.00%


def _plain(bagian: dict[str, bytes], nama: str, akar: bytes) -> str:
    """A small part as text in plain notation ('' when it is absent)."""
    isi = bagian.get(nama, b"")
    if isi and (akar not in isi[:4096] or b"='" in isi or b"<!" in isi):
        isi = plain_xml(isi, nama)
    try:
        return isi.decode()
    except UnicodeDecodeError as galat:
        raise Refused("BERKAS_RUSAK", f"{nama}: bukan UTF-8") from galat


def _attributes(teks: str) -> dict[str, str]:
    return {k.rpartition(":")[2]: _unescape(v) for k, v in _ATRIBUT.findall(teks)}


def _unescape(teks: str) -> str:
    if "&" in teks:
        for sandi, huruf in _ENTITAS:
            teks = teks.replace(sandi, huruf)
    return teks


def relations(bagian: dict[str, bytes], bagian_rel: str) -> list[dict[str, str]]:
    """Relationships of a part: Id, Type, Target, TargetMode."""
    return [_attributes(m["a"]) for m in _HUBUNGAN.finditer(_plain(bagian, bagian_rel, b"<Relationships "))]


@dataclass(frozen=True)
class SusunanBuku:
    """What workbook.xml says. `letak`: sheet name → its part. `nama_luar`: defined names that refer to other
    workbooks. `hitung_ulang`: a full calculation is asked for on opening.
    """

    letak: dict[str, str]
    nama_luar: list[bytes]
    hitung_ulang: bool


def workbook_structure(bagian: dict[str, bytes]) -> SusunanBuku:
    """The structure of an .xlsx. A sheet without a part has '' in `letak`."""
    target = {}
    for r in relations(bagian, "xl/_rels/workbook.xml.rels"):
        t = r.get("Target", "")
        target[r.get("Id")] = t.lstrip("/") if t.startswith("/") else f"xl/{t}"
    isi = _plain(bagian, "xl/workbook.xml", b"<workbook ")
    lembar = (_attributes(m["a"]) for m in _LEMBAR.finditer(isi))
    return SusunanBuku(
        letak={s.get("name", ""): target.get(s.get("id"), "") for s in lembar},
        nama_luar=[m[1].encode() for m in _NAMA_LUAR.finditer(isi)],
        hitung_ulang='fullCalcOnLoad="1"' in isi or 'fullCalcOnLoad="true"' in isi,
    )


def percent_styles(bagian: dict[str, bytes]) -> frozenset[bytes]:
    """Indexes (as written in a cell) of the cell styles whose number format shows a percentage."""
    return _percent_styles(bagian.get("xl/styles.xml", b""))


@lru_cache(maxsize=32)
def _percent_styles(gaya_xml: bytes) -> frozenset[bytes]:
    """Programs write the same few style sheets again and again."""
    isi = _plain({"xl/styles.xml": gaya_xml}, "xl/styles.xml", b"<styleSheet ")
    if "%" not in isi and not any(f'numFmtId="{kode}"' in isi for kode in _PERSEN_BAKU):
        return frozenset()
    kode = set(_PERSEN_BAKU)
    for m in _FORMAT.finditer(isi):
        a = _attributes(m["a"])
        (kode.add if is_percent(a.get("formatCode", "")) else kode.discard)(a.get("numFmtId", ""))
    awal = isi.find("<cellXfs")
    gaya = isi[awal : isi.find("</cellXfs>", awal)] if awal >= 0 else ""
    return frozenset(
        b"%d" % i
        for i, m in enumerate(_XF.finditer(gaya))
        if _attributes(m["a"]).get("numFmtId", "0") in kode
    )


def is_percent(format_angka: str) -> bool:
    """Whether a number format multiplies by 100 and shows '%' (not merely a quoted or escaped sign)."""
    return "%" in _BUKAN_FORMAT.sub("", format_angka)


def outside_targets(bagian: dict[str, bytes]) -> list[str]:
    """What a file takes from elsewhere: linked workbooks, data connections, remote templates.

    Hyperlinks and pictures do not count: no value comes from them. Nor does a template on the sender's disk.
    """
    target = set()
    for nama in bagian:
        kecil = nama.lower()
        if kecil.startswith("xl/externallinks/"):
            if kecil.endswith(".rels"):
                target |= {r.get("Target", "") for r in relations(bagian, nama)}
            elif b"<ddeLink" in bagian[nama]:
                target.add(f"tautan DDE ({nama})")
        elif kecil == "word/_rels/settings.xml.rels":
            acuan = (r for r in relations(bagian, nama) if r.get("Type", "").endswith("/attachedTemplate"))
            target |= {r["Target"] for r in acuan if not r.get("Target", "file:").startswith("file:///")}
        elif kecil == "xl/connections.xml":
            target.add("koneksi data (xl/connections.xml)")
    return sorted(target)
