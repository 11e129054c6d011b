"""The surroundings misbehave: a disk that is really full, a folder that cannot be written, odd clocks and locales."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys

import gangguan
import pelaku
import pytest

from transforms import database, ledger, publish, receive
from transforms.settings import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")
JALANKAN = ("jalankan", "--periode", pelaku.PERIODE)


@pytest.fixture
def disk_kecil(tmp_path):
    """A function size → folder on a disk of that many MiB; mounting needs root."""
    tempat = tmp_path / "disk"
    tempat.mkdir()

    def pasang(besar: int):
        pilihan = f"size={besar}m" + (",remount" if tempat.is_mount() else "")
        hasil = subprocess.run(["mount", "-t", "tmpfs", "-o", pilihan, "tmpfs", tempat], capture_output=True)
        if hasil.returncode:
            pytest.skip("mounting is not allowed here")
        return tempat

    yield pasang
    if tempat.is_mount():
        subprocess.run(["umount", "-l", tempat], check=True)


def fill_up(folder, sisa: int) -> None:
    """Leave `sisa` bytes on the disk of a folder."""
    pengisi = folder / "pengisi"
    pengisi.unlink(missing_ok=True)
    with pengisi.open("wb") as f:
        os.posix_fallocate(f.fileno(), 0, shutil.disk_usage(folder).free - sisa)


def check_full_disk(sisa_ruang: list[int], dasar, pasang) -> None:
    disk = pasang(64)
    settings = pelaku.copy(dasar.awal, disk / "data")
    penuh = 0
    for sisa in sisa_ruang:
        fill_up(disk, sisa)
        hasil = pelaku.command(settings, *JALANKAN, siapkan=gangguan.ignore_space)
        if hasil.kode == 2:
            penuh += 1
            assert "ruang disk habis" in hasil.galat, hasil.galat
        (disk / "pengisi").unlink()
        assert pelaku.content(settings) in (dasar.lama, dasar.baru)
        pelaku.workbooks_open(settings)
        pelaku.check_truth(settings)
    assert penuh
    assert pelaku.command(settings, *JALANKAN, siapkan=gangguan.ignore_space).kode == 1
    assert pelaku.outputs(settings) == dasar.keluaran
    assert pelaku.leftovers(settings) == []


@pytest.mark.lambat
@pytest.mark.gangguan
def test_disk_full_at_any_moment(dasar, disk_kecil):
    check_full_disk([0, *(int(8192 * 3**n) for n in range(7))], dasar, disk_kecil)


@pytest.mark.lambat
@pytest.mark.gangguan
def test_read_only_disk(dasar, disk_kecil):
    disk = disk_kecil(64)
    settings = pelaku.copy(dasar.awal, disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    hasil = pelaku.command(settings, *JALANKAN, siapkan=gangguan.ignore_space)
    assert hasil.kode == 2
    assert "hanya dapat dibaca" in hasil.galat
    assert pelaku.content(settings) == dasar.lama
    status = pelaku.command(settings, "status")
    assert (status.kode, "1 dari 21" in status.keluar or "3 dari 21" in status.keluar) == (0, True)


@contextlib.contextmanager
def unwritable(folder):
    """Nobody may write in a folder meanwhile; root could, so for root it is mounted read-only on itself."""
    if os.getuid():
        for p in [folder, *folder.rglob("*")]:
            p.chmod(0o555 if p.is_dir() else 0o444)
        kembali = ["chmod", "-R", "u+rwX", folder]
    elif subprocess.run(["mount", "--bind", folder, folder], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    else:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        kembali = ["umount", "-l", folder]
    try:
        yield
    finally:
        subprocess.run(kembali, check=True)


@pytest.mark.lambat
@pytest.mark.gangguan
@pytest.mark.parametrize("folder", ["terbit", "gudang", "arsip", "masuk"])
def test_folder_that_cannot_be_written(dasar, tempat, folder):
    settings = pelaku.copy(dasar.awal, tempat / "data")
    with unwritable(getattr(settings, folder)):
        hasil = pelaku.command(settings, *JALANKAN)
        assert pelaku.content(settings) == (dasar.baru if folder == "masuk" else dasar.lama)
    if folder == "masuk":  # received all the same, only not removed
        assert hasil.kode == 1
        assert "belum dapat dihapus" in hasil.keluar
    else:
        assert hasil.kode == 2
        assert "tidak ada izin" in hasil.galat or "hanya dapat dibaca" in hasil.galat, hasil.galat
    assert pelaku.command(settings, *JALANKAN).kode == 1
    assert pelaku.outputs(settings) == dasar.keluaran
    assert list(settings.masuk.iterdir()) == []


@pytest.mark.lambat
@pytest.mark.gangguan
@pytest.mark.parametrize("mtime", [0, 4_070_908_800], ids=["1970", "2099"])
def test_times_of_files_do_not_decide(dasar, tempat, mtime):
    """A resubmission that looks older, or from the future, is still the newest: the ledger's order counts."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    for p in settings.masuk.iterdir():
        os.utime(p, (mtime, mtime))
    pelaku.run(settings)
    assert pelaku.content(settings) == dasar.baru


@pytest.mark.lambat
@pytest.mark.gangguan
def test_new_year_in_the_regency_is_not_yet_new_year_in_utc(settings, monkeypatch):
    """31 December 17:30 UTC is 1 January 00:30 in the regency: the day, and so the lateness, are the regency's."""
    from datetime import UTC, datetime

    class Jam(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2023, 12, 31, 17, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(ledger, "datetime", Jam)
    pelaku.put(settings, pelaku.contoh("Rowokangkung"))
    with ledger.open_ledger(settings) as buku:
        entri = receive.receive_inbox(settings, buku).diterima[0]
    assert entri["diterima_pada"] == "2024-01-01T00:30:00+07:00"
    pelaku.run(settings)
    with database.open_published(publish.current_path(settings)) as con:
        patuh = database.rows(con, "kepatuhan", tahun=2023, triwulan=2, kecamatan="Rowokangkung")[0]
    assert str(patuh["tanggal"]) == "2024-01-01"
    assert patuh["hari_terlambat"] == 170  # from 15 July 2023


LINGKUNGAN = {
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "id_ID": {"LC_ALL": "id_ID.UTF-8", "LANG": "id_ID.UTF-8"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "New York": {"TZ": "America/New_York"},
}


@pytest.mark.lambat
@pytest.mark.gangguan
@pytest.mark.parametrize("nama", LINGKUNGAN)
def test_locale_and_time_zone_change_nothing(dasar, tempat, nama):
    """Published content, and what `lkj` says, do not depend on the user's locale, character set or time zone."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    kode = "import pelaku; pelaku.quick(); from flows import cli; import sys; sys.exit(cli.main())"
    jalur = os.pathsep.join([str(ROOT), os.path.dirname(__file__)])
    lingkungan = os.environ | LINGKUNGAN[nama] | {"PYTHONPATH": jalur}
    hasil = subprocess.run(
        [sys.executable, "-c", kode, "--data", settings.data, *JALANKAN, "--json"], env=lingkungan, capture_output=True
    )
    assert hasil.returncode == 1, hasil.stderr.decode("utf-8", "replace")
    assert pelaku.content(settings) == dasar.baru
    teks = hasil.stdout.decode(LINGKUNGAN[nama].get("PYTHONIOENCODING", "utf-8"))
    assert json.loads(teks)["ringkasan"]["kelengkapan"] == "4 dari 21"


def test_narrow_character_set_does_not_end_a_run(monkeypatch):
    from flows import cli

    aliran = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", aliran)
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    cli._speak_everywhere()
    print("selesai → 3 ≥ 2", file=aliran, flush=True)
    assert aliran.buffer.getvalue().decode("cp1252").strip() == "selesai ? 3 ? 2"


@pytest.mark.lambat
@pytest.mark.gangguan
def test_clock_that_runs_backwards(dasar, tempat):
    """Received 'earlier' than what it replaces: still the later version, since the ledger numbers say so."""
    settings = pelaku.copy(dasar.awal, tempat / "data")
    shutil.rmtree(settings.masuk)
    hasil = pelaku.command(settings, "terima", "--diterima-pada", "2001-01-01", *map(str, pelaku.contoh("rev1")))
    assert hasil.kode == 0
    assert pelaku.command(settings, *JALANKAN).kode == 1
    with database.open_published(publish.current_path(settings)) as con:
        berlaku = database.rows(con, "kiriman_berlaku", tahun=2023, triwulan=2, kode_kecamatan="35.08.05")
    assert [b["kiriman_id"] for b in berlaku] == ["K000004"]
