"""What the kecamatan's own Formulir E.81 adds to ours: Renstra, performance of kegiatan and sub kegiatan, triwulan
without an LKj. The LKj comes first; a figure from the form fills only what the LKj leaves open, and says so."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from transforms.reports.e81_rows import KOLOM_TRIWULAN, RENSTRA, TAHUN_INI, TARGET, BarisE81
from transforms.reports.tables import Data

NOMOR = {"target_renstra": 5, "realisasi_lalu": 6, "target": TARGET, "realisasi_tahun": TAHUN_INI,
         "realisasi_renstra": 13}  # fmt: skip
GAYA = ("sasaran", "program", "indikator", "kegiatan", "sub_kegiatan", "total")
Nilai = dict[str, dict[int, Decimal]]
"""'k' and 'rp' → official column number → figure"""


@dataclass(slots=True)
class Formulir:
    """The form in force of one kecamatan and year: its figures by code and by indicator, its rows in order."""

    kiriman_id: str
    sampai: int
    kode: dict[str, Nilai] = field(default_factory=dict)
    indikator: dict[str, Nilai] = field(default_factory=dict)
    baris: list[tuple[dict, Nilai]] = field(default_factory=list)


def load_forms(data: Data) -> dict[str, Formulir]:
    """kode_kecamatan → form in force for the year of the report."""
    hasil = {
        e["kode_kecamatan"]: Formulir(e["kiriman_id"], e["sampai_triwulan"])
        for e in data.all("e81_berlaku") if e["tahun"] == data.tahun
    }  # fmt: skip
    if not hasil:
        return {}
    milik = {(f.kiriman_id, kode): f for kode, f in hasil.items()}
    nilai: dict[tuple[str, int], Nilai] = {}
    for v in data.all("evaluasi_renja_nilai"):
        nomor = NOMOR.get(v["kolom"])
        if v["kolom"] == "triwulan":
            nomor = next(n for n, tw in KOLOM_TRIWULAN.items() if tw == v["triwulan"])
        if nomor is not None:
            isi = nilai.setdefault((v["kiriman_id"], v["urutan_baris"]), {"k": {}, "rp": {}})
            for jenis in ("k", "rp"):
                if v[jenis] is not None:
                    isi[jenis][nomor] = v[jenis]
    for r in sorted(data.all("evaluasi_renja"), key=lambda r: (r["kiriman_id"], r["urutan"])):
        f = milik.get((r["kiriman_id"], r["kode_kecamatan"]))
        if f is None:
            continue
        isi = nilai.get((r["kiriman_id"], r["urutan"]), {"k": {}, "rp": {}})
        f.baris.append((r, isi))
        if r["tingkat"] in ("program", "kegiatan", "sub_kegiatan") and r["kode"]:
            f.kode.setdefault(r["kode"], isi)
        elif r["tingkat"] == "total":
            f.kode.setdefault("TOTAL", isi)
        if r["indikator_id"]:
            f.indikator.setdefault(r["indikator_id"], isi)
    return hasil


def fill(b: BarisE81, f: Formulir | None, nilai: Nilai | None, jenis: tuple[str, ...], triwulan: int) -> BarisE81:
    """Put the form's figures where the row has none; the row's note names the columns and the file they are from.

    The year so far (12) is taken from a form of the very triwulan only; 13 and 14 follow from the others.
    """
    if f is None or not nilai:
        return b
    for j in jenis:
        isi = dict(getattr(b, j) or {})
        for nomor, angka in nilai[j].items():
            belum = KOLOM_TRIWULAN.get(nomor, 0) > triwulan or (nomor >= TAHUN_INI and f.sampai != triwulan)
            if not belum and isi.get(nomor) is None and (nomor != 13 or j == "k"):
                isi[nomor] = angka
                b.luar.add((nomor, j))
        _compute(b, isi, j)
        if isi or getattr(b, j) is not None:
            setattr(b, j, isi)
    if b.luar:
        b.keterangan.append(f"menurut E.81 {f.kiriman_id}: {_columns(b)}")
    return b


def _compute(b: BarisE81, isi: dict[int, Decimal | None], j: str) -> None:
    """13 = 6 + 12 for amounts, 14 = 13 / 5 × 100, where what they need is known."""
    lalu, tahun_ini = isi.get(6), isi.get(TAHUN_INI)
    if j == "rp" and lalu is not None and tahun_ini is not None:
        isi[13] = lalu + tahun_ini
        b.luar.add((13, j))
    target, sampai = isi.get(5), isi.get(13)
    if target and sampai is not None:
        isi[14] = (sampai * 100 / target).quantize(Decimal("0.01"), ROUND_HALF_UP)
        b.luar.add((14, j))


def _columns(b: BarisE81) -> str:
    """Which columns came from the form: 'kolom 5 dan 6, K kolom 7 dan 8'."""
    rp, k = ({n for n, j in b.luar if j == jenis and n < 13} for jenis in ("rp", "k"))
    bagian = [(f"{nama}kolom", isi) for nama, isi in (("", rp & k), ("Rp ", rp - k), ("K ", k - rp)) if isi]
    return ", ".join(f"{kata} {_list(sorted(isi))}" for kata, isi in bagian)


def _list(isi: list[int]) -> str:
    return " dan ".join(filter(None, (", ".join(map(str, isi[:-1])), str(isi[-1]))))


def form_rows(f: Formulir | None, triwulan: int) -> list[BarisE81]:
    """All rows of a kecamatan that sent its form but no LKj, in the form's own order."""
    hasil = []
    for r, nilai in f.baris if f else ():
        if r["tingkat"] not in GAYA:
            continue
        nama = "JUMLAH" if r["tingkat"] == "total" else r["uraian"] or ""
        kode = r["kode"] if r["tingkat"] != "indikator" and nama else ""
        b = BarisE81(
            r["tingkat"], sasaran=r["sasaran"] or "", uraian=f"{kode or ''} {nama}".strip(),
            indikator=r["indikator"], satuan=r["satuan"] or "",
        )  # fmt: skip
        hasil.append(fill(b, f, nilai, ("k", "rp"), triwulan))
    return hasil


def renstra_sums(forms: list[Formulir | None], kode: str, rp: dict[int, Decimal | None]) -> set[tuple[int, str]]:
    """Add the Renstra amounts of a consolidated row where every one of its kecamatan gave them; returns which."""
    ada = set()
    for nomor in RENSTRA[:2]:
        isi = [f.kode.get(kode, {"rp": {}})["rp"].get(nomor) if f else None for f in forms]
        if isi and all(n is not None for n in isi):
            rp[nomor] = sum(isi, Decimal(0))
            ada.add((nomor, "rp"))
    return ada
