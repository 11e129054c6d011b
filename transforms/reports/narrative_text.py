"""Sentences made from the figures, and what the kecamatan wrote themselves, for the Word report and E.81.

Plain text only. A kecamatan whose data is synthetic carries an asterisk.
"""

import re
from decimal import Decimal

from transforms.reports.format import (
    ROMAWI,
    clean_text,
    format_number,
    format_persen,
    format_rupiah,
    period_label,
)
from transforms.reports.tables import Data, difference

STATUS_DATA = {"sementara": "SEMENTARA (periode belum ditutup)", "final": "FINAL (periode sudah ditutup)"}
SINTETIS_SINGKAT = "*"  # behind a name, where "(sintetis)" would take too much room
BANYAK = 12  # quoted entries of one kind
PANJANG = 400  # characters of a quoted entry
_SINTETIS = re.compile(r" \((?:sebagian )?sintetis\)")
_BUTIR = re.compile(r"^\s*(?:[-•*·–—]+|\(?(?:\d{1,2}|[a-z])[.)])\s+")


def join_names(nama: list[str]) -> str:
    """`A, B, dan C`."""
    if len(nama) < 3:
        return " dan ".join(nama)
    return ", ".join(nama[:-1]) + f", dan {nama[-1]}"


def mark(data: Data, kode: str, *periode: tuple[int, int]) -> str:
    """A kecamatan's name, with an asterisk when its data (of any of the periods) is synthetic."""
    return short_mark(data.name(kode, *periode))


def short_mark(teks: str) -> str:
    """Text whose names carry an asterisk instead of the words "(sintetis)" or "(sebagian sintetis)"."""
    return _SINTETIS.sub(SINTETIS_SINGKAT, teks)


def quotes(data: Data, bagian: str, kode_kecamatan: str | None = None) -> list[tuple[str, list[str]]]:
    """What the kecamatan in force wrote under a heading (`bagian` of table narasi): (text, codes of its authors).

    Equal texts are one entry; the most shared comes first.
    """
    berlaku = {
        r["kiriman_id"]: k for k, r in data.by_kecamatan("ringkasan_kecamatan").items() if kode_kecamatan in (None, k)
    }
    kumpul: dict[str, tuple[str, list[str]]] = {}
    milik = [n for n in data.in_force("narasi") if n["kiriman_id"] in berlaku and n["bagian"] == bagian and n["teks"]]
    for n in sorted(milik, key=lambda n: (berlaku[n["kiriman_id"]], n["urutan"])):
        teks = " ".join(_BUTIR.sub("", clean_text(n["teks"])).split())
        teks = teks if len(teks) <= PANJANG else teks[: PANJANG - 1].rstrip() + "…"
        if teks:
            _, penulis = kumpul.setdefault(teks.casefold().rstrip(".;"), (teks, []))
            if berlaku[n["kiriman_id"]] not in penulis:
                penulis.append(berlaku[n["kiriman_id"]])
    return sorted(kumpul.values(), key=lambda k: -len(k[1]))


def gather_notes(
    data: Data, bagian: tuple[str, ...], kode_kecamatan: str | None = None, judul: bool = True
) -> list[str]:
    """Entries of some headings, at most BANYAK: of one kecamatan, or of all with the names of those who wrote them.

    `judul`: entries on problems say that they are.
    """
    hasil = []
    for b in bagian:
        for teks, penulis in quotes(data, b, kode_kecamatan):
            awal = "Permasalahan: " if judul and b == "permasalahan" else ""
            oleh = "" if kode_kecamatan else f" ({', '.join(mark(data, k) for k in penulis)})"
            hasil.append(f"{awal}{teks.rstrip('.;')}{oleh}")
    if len(hasil) > BANYAK:
        hasil = [*hasil[:BANYAK], f"dan {len(hasil) - BANYAK} catatan lain"]
    return hasil


def moved(baru: Decimal | None, lama: Decimal | None, kapan: str) -> str:
    """`naik 23,08 poin dari 16,06 persen pada …`; empty when either is unknown."""
    beda = difference(baru, lama)
    if beda is None:
        return ""
    if not beda:
        return f"sama dengan {kapan}"
    arah = "naik" if beda > 0 else "turun"
    return f"{arah} {format_persen(abs(beda))} poin dari {format_persen(lama)} persen pada {kapan}"


def _against_before(data: Data, kolom: str) -> str:
    """How a rate of the regency moved since the triwulan before and since a year before; ends without a stop."""
    ini, bagian = data.kabupaten.get(kolom), []
    for periode in ([data.sebelumnya] if data.triwulan > 1 else []) + [data.tahun_lalu]:
        lalu = next(iter(data.rows("konsolidasi_kabupaten", periode)), {})
        if teks := moved(ini, lalu.get(kolom), period_label(*periode)):
            bagian.append(teks)
    return " dan ".join(bagian)


def headline(data: Data) -> dict[str, str]:
    """Sentences on the regency: kelengkapan, capaian, serapan, beda, cakupan, temuan; '' where nothing is known."""
    kab, jumlah = data.kabupaten, len(data.kecamatan)
    if not kab:
        return dict.fromkeys(("kelengkapan", "capaian", "serapan", "beda", "cakupan", "temuan"), "")
    kalimat = {
        "kelengkapan": f"Sebanyak {kab['jumlah_masuk']} dari {jumlah} kecamatan telah menyampaikan laporan yang dapat "
        f"diterima, yaitu {kab['jumlah_tepat_waktu'] or 0} kecamatan tepat waktu dan "
        f"{kab['jumlah_terlambat'] or 0} kecamatan melewati tenggat.",
        "capaian": "", "serapan": "", "beda": "", "cakupan": "",
        "temuan": f"Pemeriksaan otomatis mencatat {format_number(kab['jumlah_temuan'])} temuan pada laporan yang "
        "berlaku.",
    }  # fmt: skip
    if kab["rata_capaian"] is not None:
        ubah = _against_before(data, "rata_capaian")
        kalimat["capaian"] = (
            f"Rata-rata capaian indikator sasaran sebesar {format_persen(kab['rata_capaian'])} persen atau berada pada "
            f"kategori {kab['kategori']}{f', {ubah}' if ubah else ''}."
        )
    if kab["serapan_persen"] is not None:
        ubah = _against_before(data, "serapan_persen")
        kalimat["serapan"] = (
            f"Serapan anggaran sebesar {format_persen(kab['serapan_persen'])} persen, yaitu realisasi "
            f"Rp{format_rupiah(kab['realisasi_dihitung'])} dari plafon Rp{format_rupiah(kab['plafon_dihitung'])}"
            f"{f', {ubah}' if ubah else ''}."
        )
    beda = difference(kab["serapan_dilaporkan_persen"], kab["serapan_persen"])
    if beda is not None:
        kalimat["beda"] = (
            f"Menurut baris TOTAL yang ditulis kecamatan, serapan sebesar "
            f"{format_persen(kab['serapan_dilaporkan_persen'])} persen; "
            + (
                f"berbeda {format_persen(abs(beda))} poin dari angka yang dihitung dari rincian."
                if beda
                else "sama dengan angka yang dihitung dari rincian."
            )
        )
    kalimat["cakupan"] = _coverage(data)
    return kalimat


def _coverage(data: Data) -> str:
    """A warning when the periods compared do not cover equally many kecamatan."""
    jumlah = {}
    for periode in ((data.tahun, data.triwulan), data.sebelumnya, data.tahun_lalu):
        if lalu := next(iter(data.rows("konsolidasi_kabupaten", periode)), None):
            jumlah[period_label(*periode)] = lalu["jumlah_masuk"]
    if len(set(jumlah.values())) < 2:
        return ""
    rinci = join_names([f"{n} kecamatan pada {p}" for p, n in jumlah.items()])
    return f"Perbandingan antarperiode mencakup jumlah laporan yang berbeda: {rinci}."


def compliance(data: Data) -> dict[str, str]:
    """Who is late, missing or refused, as sentences: terlambat, belum, ditolak, catatan; '' for nobody."""
    patuh = sorted(data.rows("kepatuhan"), key=lambda p: p["kode_kecamatan"])

    def names(syarat, ekor=lambda p: "") -> str:
        return join_names([mark(data, p["kode_kecamatan"]) + ekor(p) for p in patuh if syarat(p)])

    telat = names(lambda p: p["diterima"] and p["hari_terlambat"], lambda p: f" ({p['hari_terlambat']} hari)")
    belum = names(lambda p: p["status"] == "BELUM_ADA")
    tolak = names(lambda p: p["status"] in ("DITOLAK", "MENUNGGU") and not p["diterima"])
    catatan = names(lambda p: p["status"] == "DITERIMA_DENGAN_CATATAN")
    return {
        "terlambat": f"Kecamatan yang terlambat menyampaikan laporan: {telat}." if telat else "",
        "belum": f"Kecamatan yang belum menyampaikan laporan: {belum}." if belum else "",
        "ditolak": f"Kecamatan yang laporannya belum dapat diterima dan perlu dikirim ulang: {tolak}." if tolak else "",
        "catatan": f"Laporan yang diterima dengan catatan dan perlu diperbaiki atau dijelaskan: {catatan}."
        if catatan
        else "",
    }


def movements(data: Data, apa: str, kolom: str) -> list[str]:
    """Which kecamatan rose and fell most since a year before; `apa` names the rate, `kolom` its change in tren."""
    lalu = data.tahun_lalu
    ubah = [(t[kolom], t["kode_kecamatan"]) for t in data.rows("tren") if t[kolom] is not None]
    if not ubah:
        return []
    naik = sorted((u for u in ubah if u[0] > 0), key=lambda u: (-u[0], u[1]))
    turun = sorted((u for u in ubah if u[0] < 0), key=lambda u: (u[0], u[1]))
    hasil = [
        f"Dibandingkan dengan {period_label(*lalu)}, {apa} naik pada {len(naik)} kecamatan dan turun pada "
        f"{len(turun)} kecamatan."
    ]
    for kata, daftar in (("Kenaikan", naik), ("Penurunan", turun)):
        if daftar:
            rinci = [
                f"{mark(data, k, (data.tahun, data.triwulan), lalu)} ({format_persen(abs(n))} poin)"
                for n, k in daftar[:3]
            ]
            hasil.append(f"{kata} terbesar terjadi pada Kecamatan {join_names(rinci)}.")
    return hasil


def extremes(data: Data, tabel: str, kolom: str, apa: str) -> str:
    """The three highest and the three lowest kecamatan of a rate, as one sentence; '' below two values."""
    nilai = [(b[kolom], b["kode_kecamatan"]) for b in data.rows(tabel) if b[kolom] is not None]
    if len(nilai) < 2:
        return ""
    nilai.sort(key=lambda n: (-n[0], n[1]))
    banyak = min(3, len(nilai) // 2)

    def names(daftar: list) -> str:
        return join_names([f"{mark(data, k)} ({format_persen(n)} persen)" for n, k in daftar])

    return (
        f"{apa} tertinggi dicapai Kecamatan {names(nilai[:banyak])}, sedangkan yang terendah Kecamatan "
        f"{names(nilai[::-1][:banyak])}."
    )


def quadrants(data: Data) -> list[str]:
    """How many kecamatan stand in which quadrant of capaian and serapan, and who they are."""
    kelompok: dict[str, list[str]] = {}
    for r in sorted(data.rows("ringkasan_kecamatan"), key=lambda r: r["kode_kecamatan"]):
        if r["kuadran"]:
            kelompok.setdefault(r["kuadran"], []).append(mark(data, r["kode_kecamatan"]))
    if not kelompok:
        return []
    hasil = [
        f"Batas tinggi dan rendah adalah bagian tahun yang telah berjalan, yaitu {25 * data.triwulan} persen pada "
        f"Triwulan {ROMAWI[data.triwulan]}."
    ]
    for kuadran, nama in sorted(kelompok.items(), key=lambda k: (-len(k[1]), k[0])):
        hasil.append(f"{kuadran[:1].upper()}{kuadran[1:]}: {len(nama)} kecamatan ({join_names(nama)}).")
    return hasil


def next_steps(data: Data) -> list[str]:
    """What has to be done next, from who is missing, refused, noted, low in capaian or behind in serapan."""
    patuh = compliance(data)
    langkah = [patuh[k] for k in ("belum", "ditolak", "catatan") if patuh[k]]
    ringkasan = sorted(data.rows("ringkasan_kecamatan"), key=lambda r: r["kode_kecamatan"])
    rendah = [s["kategori"] for s in data.scale()[-2:]]
    nama = [mark(data, r["kode_kecamatan"]) for r in ringkasan if r["kategori"] in rendah]
    if nama:
        langkah.append(
            f"Pendampingan bagi {len(nama)} kecamatan yang capaiannya berkategori {' atau '.join(rendah)}: "
            f"{join_names(nama)}."
        )
    batas = 25 * data.triwulan
    nama = [
        mark(data, r["kode_kecamatan"])
        for r in ringkasan
        if r["serapan_persen"] is not None and r["serapan_persen"] < batas
    ]
    if nama:
        semua = len(nama) == len(ringkasan)
        siapa = "seluruh kecamatan yang melapor" if semua else f"{len(nama)} kecamatan: {join_names(nama)}"
        langkah.append(f"Percepatan pelaksanaan anggaran: serapan masih di bawah {batas} persen pada {siapa}.")
    return langkah or ["Mempertahankan capaian dan ketepatan waktu penyampaian laporan."]
