"""Open data: the marts, whole and unchanged, described by a valid Data Package; harmless to spreadsheets."""

import csv
import datetime as dt
import hashlib
import json
import re
import shutil
from decimal import Decimal

import pytest
from laporan_uji import MUATAN, poison

from transforms import database, publish, warehouse
from transforms.reports import open_data
from transforms.settings import load_settings


@pytest.fixture(scope="module")
def mart(contoh):
    return publish.current_path(contoh[0])


def write(mart, folder):
    with database.open_published(mart) as con:
        return open_data.write_open_data(con, load_settings(folder), folder / "data-terbuka")


@pytest.fixture(scope="module")
def paket(mart, tmp_path_factory):
    return write(mart, tmp_path_factory.mktemp("terbuka"))


@pytest.fixture(scope="module")
def deskriptor(paket):
    return json.loads(paket.read_text(encoding="utf-8"))


def read(berkas):
    with berkas.open(encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def test_descriptor_follows_the_specification(deskriptor):
    """The rules of Frictionless Data Package v1 that apply here."""
    nama = re.compile(r"^[a-z0-9._/-]+$")
    assert nama.match(deskriptor["name"]) and deskriptor["profile"] == "tabular-data-package"
    assert "licenses" not in deskriptor and "Lisensi belum ditetapkan" in deskriptor["description"]
    assert "SINTETIS" in deskriptor["description"]
    assert all(s["title"] for s in deskriptor["sources"])
    jenis = {"string", "number", "integer", "boolean", "date"}
    sumber = deskriptor["resources"]
    assert [r["path"] for r in sumber] == [f"{t}.csv" for t in warehouse.TABEL_MART]
    assert len({r["name"] for r in sumber}) == len(sumber)
    for r in sumber:
        assert nama.match(r["name"]) and r["profile"] == "tabular-data-resource" and r["encoding"] == "utf-8"
        assert not r["path"].startswith(("/", ".")) and r["description"]
        medan = r["schema"]["fields"]
        assert {f["type"] for f in medan} <= jenis and all(f["description"] for f in medan)
        assert len({f["name"] for f in medan}) == len(medan)
        assert set(r["schema"]["primaryKey"]) <= {f["name"] for f in medan}
        for f in medan:
            uang = f["name"].startswith(("plafon", "realisasi", "sisa")) and f["type"] == "number"
            assert not uang or f["unit"] in ("rupiah", "satuan indikator"), f
            assert not f["name"].endswith("_persen") or f["unit"] == "persen"


def test_files_are_those_described(paket, deskriptor):
    assert {b.name for b in paket.parent.iterdir()} == {r["path"] for r in deskriptor["resources"]} | {paket.name}
    for r in deskriptor["resources"]:
        isi = (paket.parent / r["path"]).read_bytes()
        assert (len(isi), f"sha256:{hashlib.sha256(isi).hexdigest()}") == (r["bytes"], r["hash"])
        assert isi.endswith(b"\r\n") and not isi.startswith(b"\xef\xbb\xbf")


BACA = {
    "integer": int,
    "number": Decimal,
    "date": dt.date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string": lambda t: t.removeprefix("'"),
}


def test_every_value_equals_the_mart(paket, deskriptor, mart):
    """Read back by the descriptor's types; keys are unique and never blank."""
    with database.open_published(mart) as con:
        for r in deskriptor["resources"]:
            kepala, *baris = read(paket.parent / r["path"])
            medan = r["schema"]["fields"]
            assert kepala == [f["name"] for f in medan]
            isi = [
                {f["name"]: BACA[f["type"]](x) if x else None for f, x in zip(medan, b, strict=True)} for b in baris
            ]
            asal = database.rows(con, r["path"].removesuffix(".csv"), urut=", ".join(r["schema"]["primaryKey"]))
            assert isi == [{k: v or None if isinstance(v, str) else v for k, v in a.items()} for a in asal]
            kunci = [tuple(b[k] for k in r["schema"]["primaryKey"]) for b in isi]
            assert len(set(kunci)) == len(kunci) and None not in {x for k in kunci for x in k}


def test_hostile_texts_and_negative_amounts(mart, tmp_path):
    racun = poison(mart, tmp_path / "racun.duckdb")
    con = database.connect(racun)
    con.execute("UPDATE serapan_program SET sisa = -1500000 WHERE kode = '7.01.01'")
    con.close()
    paket = write(racun, tmp_path)
    kepala, *baris = read(paket.parent / "serapan_program.csv")
    uraian, sisa = (kepala.index(k) for k in ("uraian", "sisa"))
    assert {b[sisa] for b in baris if b[kepala.index("kode")] == "7.01.01"} == {"-1500000.00"}
    assert {"'=1+1", "'+1+1", "'-1+1", "'@SUM(1)"} <= {b[uraian] for b in baris}
    assert len({b[uraian] for b in baris}) <= len(MUATAN)
    for berkas in paket.parent.glob("*.csv"):
        for b in read(berkas)[1:]:
            for sel in b:
                assert not sel.startswith(("=", "@", "\t", "\r")), (berkas.name, sel)
                assert not re.match(r"[-+](?![0-9.]+$)", sel), (berkas.name, sel)
                assert not re.search(r"(?<![0-9a-f])\d{18,}", sel) and "199311 1 001" not in sel and "\x07" not in sel


def test_equal_bytes_and_stale_files_removed(paket, mart, tmp_path):
    (tmp_path / "data-terbuka").mkdir()
    (tmp_path / "data-terbuka" / "mart_lama.csv").write_text("a\r\n")
    lagi = write(mart, tmp_path)
    sidik = {b.name: hashlib.sha256(b.read_bytes()).hexdigest() for b in paket.parent.iterdir()}
    assert sidik == {b.name: hashlib.sha256(b.read_bytes()).hexdigest() for b in lagi.parent.iterdir()}


def test_only_changed_kecamatan_are_written_again(mart, tmp_path, monkeypatch):
    salinan, lama, baru = (tmp_path / n for n in ("salinan.duckdb", "lama", "baru"))
    shutil.copyfile(mart, salinan)
    berkas = write(salinan, lama).with_name("serapan_program.csv")
    con = database.connect(salinan)
    con.execute("UPDATE serapan_program SET uraian = '=1, \"dua\"' WHERE kode_kecamatan = '35.08.08'")
    con.execute("DELETE FROM serapan_program WHERE kode_kecamatan = '35.08.09'")
    con.close()
    ditulis = []
    lines = open_data._lines
    monkeypatch.setattr(open_data, "_lines", lambda *a: ditulis.append(a[-1]) or lines(*a))
    write(salinan, lama)
    assert ditulis == ["(FROM serapan_program WHERE kode_kecamatan IN ('35.08.08'))"]
    write(salinan, lama)
    assert len(ditulis) == 1
    berkas.write_bytes(berkas.read_bytes().replace(b"35.08.08", b"35.08.80", 1))  # somebody edited it
    write(salinan, lama)
    assert ditulis[1:] == ["serapan_program"]
    utuh = write(salinan, baru).parent
    assert {b.name: b.read_bytes() for b in (lama / "data-terbuka").iterdir()} == {
        b.name: b.read_bytes() for b in utuh.iterdir()
    }


@pytest.mark.lambat
def test_frictionless_accepts_it(paket):
    frictionless = pytest.importorskip("frictionless")
    frictionless.system.trusted = True
    laporan = frictionless.Package(str(paket)).validate()
    assert laporan.valid, laporan.flatten(["type", "note"])
