"""The gate's small parts; what hostile files meet is in tests/faults."""

import struct

import pytest

from transforms.settings import CONTOH, Limits
from transforms.workbook import gate, package

XLSX = CONTOH / "2023-TW2" / "LKj TW II 2023 Kec. Rowokangkung.xlsx"
XLS = CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Pasrujambe (sintetis).xls"
ODS = CONTOH / "2022-TW2" / "LKj TW II 2022 Kec. Senduro (sintetis).ods"


@pytest.mark.parametrize(("berkas", "jenis"), [(XLSX, "xlsx"), (XLS, "xls"), (ODS, "ods")])
def test_the_kind_comes_from_the_content(berkas, jenis, tmp_path):
    tanpa_nama = tmp_path / "0a1b2c"
    tanpa_nama.write_bytes(berkas.read_bytes())
    assert gate.check_file(tanpa_nama, Limits()) == {"jenis": jenis, "temuan": []}


def test_a_refusal_has_a_code_and_says_what_was_seen(tmp_path):
    berkas = tmp_path / "a.xlsx"
    berkas.write_text("Kode,Uraian\n1,2\n", encoding="utf-8")
    with pytest.raises(gate.Refused) as tolak:
        gate.check_file(berkas, Limits())
    assert (tolak.value.kode_temuan, tolak.value.detail) == (
        "FORMAT_TEKS",
        "isi berkas adalah teks berpemisah koma (CSV)",
    )


def test_a_missing_file_is_no_refusal(tmp_path):
    with pytest.raises(FileNotFoundError):
        gate.check_file(tmp_path / "tidak-ada.xlsx", Limits())


@pytest.mark.parametrize(
    ("batas", "kode"),
    [
        ({"ukuran_maks": 1000}, "BERKAS_TERLALU_BESAR"),
        ({"entri_maks": 5}, "BERKAS_BOM_ZIP"),
        ({"isi_maks": 20_000}, "BERKAS_BOM_ZIP"),
        ({"rasio_maks": 5, "rasio_mulai": 1000}, "BERKAS_BOM_ZIP"),
        ({"baris_maks": 40}, "LEMBAR_TERLALU_BESAR"),
        ({"kolom_maks": 4}, "LEMBAR_TERLALU_BESAR"),
        ({"sel_maks": 100}, "LEMBAR_TERLALU_BESAR"),
    ],
)
def test_every_limit_holds(batas, kode):
    with pytest.raises(gate.Refused) as tolak:
        gate.check_file(XLSX, Limits(**batas))
    assert tolak.value.kode_temuan == kode


def test_limits_are_inclusive():
    gate.check_file(XLSX, Limits(baris_maks=54, kolom_maks=6, ukuran_maks=XLSX.stat().st_size, entri_maks=13))


def test_a_too_large_sheet_is_named_as_people_know_it():
    with pytest.raises(gate.Refused, match="lembar 'Realisasi Anggaran': ada isi sampai baris 54 kolom F"):
        gate.check_file(XLSX, Limits(baris_maks=40))


@pytest.mark.parametrize(
    ("nama", "kunci"),
    [
        ("~$LKj.xlsx", True),
        (".~lock.LKj.xlsx#", True),
        ("LKj.xlsx", False),
        ("~LKj.xlsx", False),
        (".~lock.LKj", False),
    ],
)
def test_lock_files(nama, kunci):
    assert gate.is_lock_file(nama) is kunci


@pytest.mark.parametrize("berkas", [XLSX, XLS, ODS], ids=["xlsx", "xls", "ods"])
def test_only_a_whole_file_is_complete(berkas, tmp_path):
    isi = berkas.read_bytes()
    assert gate.is_complete(berkas)
    sebagian = tmp_path / "sebagian"
    for n in range(20):
        sebagian.write_bytes(isi[: len(isi) * n // 20])
        assert not gate.is_complete(sebagian), n
    sebagian.write_bytes(isi[:-40] + b"\0" * 40)  # space reserved by a network copy that is still running
    assert gate.is_complete(sebagian) is (berkas == XLS)


def test_other_kinds_are_complete_when_they_hold_something(tmp_path):
    berkas = tmp_path / "a"
    for isi, lengkap in ((b"<html>", True), (b"a,b", True), (b"\0" * 100, False), (b"", False)):
        berkas.write_bytes(isi)
        assert gate.is_complete(berkas) is lengkap


def test_repack_keeps_every_part():
    bagian = package.read_parts(XLSX.read_bytes(), Limits())
    assert package.read_parts(package.repack(bagian), Limits()) == bagian


def test_names_with_backslashes_are_the_same_parts():
    bagian = package.read_parts(XLSX.read_bytes(), Limits())
    terbalik = package.repack({n.replace("/", "\\"): isi for n, isi in bagian.items()})
    assert package.read_parts(terbalik, Limits()) == bagian


def test_many_instructions_before_the_root_are_no_trap(tmp_path):
    bagian = package.read_parts(XLSX.read_bytes(), Limits())
    bagian["xl/theme/theme1.xml"] = b"<?a?><!--b-->" * 20_000
    berkas = tmp_path / "a"
    berkas.write_bytes(package.repack(bagian))
    assert gate.check_file(berkas, Limits())["jenis"] == "xlsx"


def test_sizes_in_a_zip64_field_are_read():
    """Some programs write 64-bit sizes also for small files."""
    isi = b"abc"
    arsip = package.repack({"a": isi})
    letak = arsip.index(b"PK\1\2")
    tengah = bytearray(arsip[letak : letak + 47])
    tengah[20:28] = b"\xff" * 8  # both sizes: see the extra field
    tengah[30:32] = struct.pack("<H", 20)
    ekstra = struct.pack("<2H2Q", 1, 16, len(isi), len(isi))
    akhir = bytearray(arsip[letak + 47 :])
    akhir[12:16] = struct.pack("<L", len(tengah) + len(ekstra))
    assert package.read_parts(arsip[:letak] + bytes(tengah) + ekstra + bytes(akhir), Limits()) == {"a": isi}
