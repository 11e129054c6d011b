"""Deriving only what changed gives, row for row, what deriving everything gives; whatever came in whatever order."""

import random
from decimal import Decimal

import pytest
from bantu import anggaran, capaian, hasil, pk_anggaran, pk_kinerja, terima
from test_rekonsiliasi_sipd import ARUS, SUB, lra

from transforms import incremental, warehouse
from transforms.settings import REFERENSI

KECAMATAN = ("35.08.03", "35.08.05", "35.08.08", None)  # the last: nobody knows whose file it is
PERIODE = [(t, w) for t in (2022, 2023) for w in (1, 2, 3, 4)]


def report(acak: random.Random) -> dict:
    """A read result with any of the defects that the rules look for."""
    a, b, c = (acak.randrange(0, 900) * 1000 for _ in range(3))
    salah = acak.choice([0, 0, 1000, 500000])
    lebih = f"S 7.01.01.2.01.03 {c} {a} {c - a}" if acak.random() < 0.3 else ""
    teks = f"""
T _ {900000 + salah} {a + b} {900000 - a - b}
P 7.01.01 900000 {a + b} {900000 - a - b + salah}
K 7.01.01.2.01 900000 {a + b} {900000 - a - b}
S 7.01.01.2.01.01 500000 {a} {500000 - a}
S {acak.choice(["7.01.01.2.01.02", "7.01.01.2.01.01", "_"])} 400000 {b} {400000 - b}
{lebih}
"""
    kumulatif = [None, f"{acak.randrange(1, 90)}"]
    tabel = {
        "perjanjian_anggaran": pk_anggaran(("1", "7.01.01", f"{900000 + acak.choice([0, 7000])}")),
        "perjanjian_kinerja": pk_kinerja(("1", "S1", "90"), ("2", "S2", acak.choice([None, "80"]))),
        "capaian_indikator": capaian(("S1", "90", f"{acak.randrange(1, 60)}", acak.choice(kumulatif), "52,42 %"),
                                     ("S2", "80", f"{acak.randrange(1, 60)}", acak.choice(kumulatif), "9 %")),
    }  # fmt: skip
    temuan = acak.choice([[], [], [{"kode_temuan": "SEL_GALAT", "lembar": "Anggaran", "sel": "C9"}],
                          [{"kode_temuan": "NAMA_MIRIP", "lembar": "PK", "sel": "B4"}]])  # fmt: skip
    return hasil(anggaran(teks), temuan=temuan, **tabel)


class Keadaan:
    """What has happened so far, told to two databases: one derives what changed, the other always everything."""

    def __init__(self, acak: random.Random):
        self.acak, self.nomor, self.terima, self.akui, self.tutup, self.koreksi = acak, 0, [], [], [], []
        self.con = [warehouse.open_warehouse(None) for _ in range(2)]
        for c in self.con:
            warehouse.load_referensi_tables(c, REFERENSI)

    def next(self) -> int:
        self.nomor += 1
        return self.nomor

    def load(self, *paket) -> None:
        for c in self.con:
            warehouse.load_batch(c, paket)

    def kirim(self, periode: tuple[int, int] | None = None) -> None:
        """A first report, a new version, or one that repeats an earlier file."""
        a = self.acak
        tahun, triwulan = periode or a.choice(PERIODE)
        baru = terima(self.next(), a.choice(KECAMATAN), tahun, triwulan, f"{tahun}-{3 * triwulan:02}-28T09:00:00+07:00")
        isi = report(a)
        if self.terima and a.random() < 0.15:
            lama = a.choice(self.terima)
            baru |= {k: lama[k] for k in ("kode_kecamatan", "tahun", "triwulan", "sha256")}
            baru["duplikat_dari"], isi = lama["kiriman_id"], hasil([])
        else:
            self.terima.append(baru)
        self.load((baru, isi))

    def baca_ulang(self) -> None:
        """The same file read again, perhaps now under another kecamatan."""
        lama = self.acak.choice(self.terima)
        lama["kode_kecamatan"] = self.acak.choice(KECAMATAN)
        self.load((dict(lama), report(self.acak)))

    def akui_catatan(self) -> None:
        kode = self.acak.choice(["SISA_TIDAK_COCOK", "CAPAIAN_SALAH", "KODE_KOSONG", "NAMA_MIRIP"])
        self.akui.append({"nomor": self.next(), "kiriman_id": self.acak.choice(self.terima)["kiriman_id"],
                          "kode_temuan": kode, "alasan": "sudah ditanyakan", "oleh": "A"})  # fmt: skip

    def tutup_buka(self) -> None:
        tahun, triwulan = self.acak.choice(PERIODE)
        self.tutup.append({"nomor": self.next(), "tahun": tahun, "triwulan": triwulan,
                           "jenis": self.acak.choice(["tutup", "buka"]), "oleh": "A"})  # fmt: skip

    def koreksi_dinyatakan(self) -> None:
        """One entry more, fitting or not; now and then all are withdrawn."""
        pilih = self.acak.choice(self.terima)["kiriman_id"] if self.acak.random() < 0.8 else "K999999"
        self.koreksi = [k for k in self.koreksi if k["kiriman_id"] != pilih]
        nilai = Decimal(self.acak.randrange(1, 500)) * 1000
        self.koreksi.append({"kiriman_id": pilih, "lembar": "Anggaran", "sel": "C9", "nilai_tertulis": "500000",
                             "nilai_koreksi": str(nilai), "nilai_rupiah": nilai, "alasan": "x", "oleh": "A",
                             "tanggal": "2023-07-25", "baris": self.next()})  # fmt: skip
        if self.acak.random() < 0.2:
            self.koreksi = []
        for c in self.con:
            c.execute("DELETE FROM koreksi")
            warehouse._insert(c, "koreksi", self.koreksi)

    def sipd(self) -> None:
        bulan = self.acak.randrange(1, 7)
        isi = lra(dict(zip(SUB, ARUS[bulan], strict=True)), bulan, kecamatan=self.acak.choice(KECAMATAN[:3]))
        self.load((terima(self.next(), None, triwulan=(bulan + 2) // 3, jenis="sipd-lra", bulan=bulan), isi))

    def derive(self) -> tuple[dict, dict]:
        """Content of every table of the two databases after deriving: name → sorted rows."""
        for c in self.con:
            warehouse.load_catatan(c, self.akui, self.tutup)
        self.con[1].execute("DELETE FROM skema_info WHERE kunci = 'dasar_turunan'")
        for c in self.con:
            warehouse.derive(c)
        return tuple(map(content, self.con))


def content(con) -> dict[str, list[str]]:
    """Every table but the list of what is to be published, which is shorter after a partial derivation: its purpose."""
    tabel = [t for (t,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall() if t != "antre_terbit"]
    return {t: sorted(map(str, con.execute(f"FROM {t}").fetchall())) for t in tabel}


def check_sequence(benih: int, langkah: int, monkeypatch) -> int:
    """Random events, compared after each; returns how many derivations were partial."""
    hitung, asli = [], incremental.derive_changed
    monkeypatch.setattr(incremental, "derive_changed", lambda *a: hitung.append(asli(*a)) or hitung[-1])
    monkeypatch.setattr(incremental, "BAGIAN_MAKS", 1)
    k = Keadaan(random.Random(benih))
    for periode in PERIODE * 2:
        k.kirim(periode)
    k.derive()
    jenis = [k.kirim] * 8 + [k.baca_ulang] * 2 + [k.akui_catatan] * 3 + [k.tutup_buka, k.koreksi_dinyatakan, k.sipd]
    for n in range(langkah):
        apa = k.acak.choice(jenis)
        apa()
        bertahap, penuh = k.derive()
        for tabel in penuh:
            assert bertahap[tabel] == penuh[tabel], (benih, n, apa.__name__, tabel)
    return sum(hitung)


def test_partial_equals_full(monkeypatch):
    assert check_sequence(3, 2, monkeypatch) >= 1


@pytest.mark.lambat
@pytest.mark.parametrize("benih", range(10, 12))
def test_partial_equals_full_in_many_sequences(benih, monkeypatch):
    assert check_sequence(benih, 12, monkeypatch) >= 6


def test_files_that_are_derived_in_part_exist():
    from transforms.findings import object_name, sql_files

    ada = {object_name(b) for b in sql_files("mart")}
    assert ada >= incremental.LOKAL | incremental.TETAP
    assert set(incremental.ATURAN_BERSAMA) <= {b.stem.upper() for b in sql_files("temuan")}
