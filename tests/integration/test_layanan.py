"""`lkj layani` for real: schedules, the event that starts a sweep, review before publication, security, stopping.

One server serves the whole module (starting one takes 11 seconds); the tests run in the order they are written.
"""

import asyncio
import re
import shutil
import signal
import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from layanan_uji import Layanan, example, installation, lkj, published, wait_for

from flows import server
from transforms import ledger, receive
from transforms.settings import CONTOH

pytestmark = pytest.mark.lambat
WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture(scope="module")
def layanan(tmp_path_factory):
    """A running service on an empty installation."""
    hasil = Layanan(installation(tmp_path_factory.mktemp("layanan") / "data"))
    hasil.start()
    yield hasil
    if hasil.proses.poll() is None:
        hasil.stop()


def test_schedules_are_in_jakarta_time(layanan):
    from prefect.server.schemas.schedules import CronSchedule

    ada = layanan.api.deployments()
    assert set(ada) == {"konsolidasi-terjadwal", "kiriman-ulang", "pengingat"}
    assert not any(d["paused"] for d in ada.values())

    def due(nama: str) -> list[str]:
        """Everything due in 2027, local time."""
        awal, akhir = datetime(2027, 1, 1, tzinfo=WIB), datetime(2027, 12, 31, tzinfo=WIB)
        hasil = []
        for j in ada[nama]["schedules"]:
            assert j["active"]
            cron = CronSchedule(**j["schedule"])
            hasil += asyncio.run(cron.get_dates(500, start=awal, end=akhir))
        return sorted(f"{t.astimezone(WIB):%m-%d %H:%M}" for t in hasil)

    assert [t for t in due("konsolidasi-terjadwal") if t.endswith("07:00")] == [
        "01-16 07:00", "04-16 07:00", "07-16 07:00", "10-16 07:00"]
    harian = [t for t in due("konsolidasi-terjadwal") if t.endswith("06:00")]
    assert len(harian) == 4 * 30 and (harian[0], harian[-1]) == ("01-01 06:00", "10-30 06:00")
    assert due("pengingat") == [f"{b}-{h} 08:00" for b in ("01", "04", "07", "10") for h in ("10", "14")]
    assert ada["kiriman-ulang"]["schedules"] == []


def test_scheduler_plans_the_next_runs(layanan):
    """The server really creates them; it cannot with SQLAlchemy 2.1."""
    for nama, jam in (("konsolidasi-terjadwal", ("06:00", "07:00")), ("pengingat", ("08:00",))):
        rencana = wait_for(lambda n=nama: layanan.api.runs(n, "SCHEDULED"), 60, f"jadwal {nama}")
        for r in rencana:
            saat = datetime.fromisoformat(r["expected_start_time"]).astimezone(WIB)
            assert saat > datetime.now(WIB) and f"{saat:%H:%M}" in jam


def test_api_is_closed(layanan):
    alamat = server.url(layanan.layanan)
    assert httpx.get(alamat + "/api/health").status_code == 200
    for jalur in ("/api/admin/settings", "/api/admin/version", "/api/csrf-token?client=x"):
        assert httpx.get(alamat + jalur).status_code == 401, jalur
    for jalur in ("/api/flows/filter", "/api/deployments/filter", "/api/flow_runs/"):
        assert httpx.post(alamat + jalur, json={}).status_code in (401, 403), jalur  # 403: no CSRF token
    assert httpx.get(alamat + "/api/admin/version", auth=("lkj", "salah")).status_code == 401
    sandi = server.password_file(layanan.settings)
    assert stat.S_IMODE(sandi.stat().st_mode) == 0o600
    assert sandi.read_text().strip() not in layanan.said()


def test_other_sites_cannot_use_the_api(layanan):
    k = layanan.api.klien
    asing = {"Origin": "http://situs-lain.example"}
    assert k.get("/admin/version", headers=asing).headers.get("access-control-allow-origin") is None
    sendiri = {"Origin": server.url(layanan.layanan)}
    assert k.get("/admin/version", headers=sendiri).headers["access-control-allow-origin"] == sendiri["Origin"]
    tanpa_token = httpx.Client(base_url=k.base_url, auth=k.auth)
    assert tanpa_token.post("/flows/", json={"name": "x"}).status_code == 403


def test_nothing_is_sent_outside(layanan):
    isi = layanan.api.klien.get("/admin/settings").json()
    assert isi["server"]["analytics_enabled"] is False
    assert set(isi["server"]["services"]["db_vacuum"]["enabled"]) == {"events", "flow_runs"}


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="Linux")
def test_listens_only_on_loopback(layanan):
    baris = [b.split() for f in ("tcp", "tcp6") for b in Path(f"/proc/net/{f}").read_text().splitlines()[1:]]
    mendengar = [b[1].split(":") for b in baris if b[3] == "0A"]
    assert [host for host, port in mendengar if int(port, 16) == layanan.layanan.port] == ["0100007F"]


def test_second_service_is_refused(layanan):
    hasil = lkj(layanan.settings, "layani")
    assert hasil.returncode == 2
    assert f"sedang berjalan oleh proses {layanan.proses.pid}" in hasil.stdout


def test_files_dropped_together_make_one_sweep_or_two(layanan):
    for p in example("2023-TW2"):
        shutil.copy(p, layanan.settings.masuk)
    jumlah = len(example("2023-TW2"))
    wait_for(lambda: len(published(layanan.settings, "kiriman")) == jumlah, 120, "semua kiriman terbit")
    wait_for(lambda: not layanan.api.runs("kiriman-ulang", "RUNNING", "PENDING", "SCHEDULED"), 60, "sapuan selesai")
    sapuan = layanan.api.runs("kiriman-ulang")
    assert 1 <= len(sapuan) <= 2
    assert {s["state"]["type"] for s in sapuan} == {"COMPLETED"}
    assert "kiriman-ulang-2023-TW2-" in sapuan[0]["name"], sapuan[0]["name"]
    assert not list(layanan.settings.masuk.iterdir())


def test_resubmission_is_published_within_seconds(layanan, record_property):
    revisi = next((CONTOH / "2023-TW2").glob("*rev1*"))
    mulai = time.monotonic()
    shutil.copy(revisi, layanan.settings.masuk)
    wait_for(lambda: published(layanan.settings, "kiriman", nama_berkas=revisi.name), 60, "revisi terbit")
    lama = time.monotonic() - mulai
    record_property("detik_dari_berkas_ke_terbit", round(lama, 1))
    assert lama < 60  # about 12 on an idle machine of 2 cores
    k = published(layanan.settings, "kiriman", nama_berkas=revisi.name)[0]
    assert k["menggantikan"] and k["versi"] == 2


def test_artifacts_carry_the_summary_progress_and_links(layanan):
    wait_for(lambda: not layanan.api.runs("kiriman-ulang", "RUNNING", "PENDING", "SCHEDULED"), 120, "sapuan selesai")
    ada = {a["key"]: a for a in layanan.api.post("/artifacts/latest/filter")}
    isi = ada["konsolidasi-2023-tw2"]["data"]
    assert re.search(r"\| Kelengkapan \| (19|20) dari 21 \|", isi) and "| 2 | DITERIMA" in isi
    assert f"{layanan.settings.laporan('2023-TW2').resolve().as_uri()}/index.html" in isi
    assert ada["kemajuan"]["data"] == 100


def test_the_page_shows_the_artifact(layanan, butuh_chromium):
    """Behind the login, in a real browser."""
    from playwright.sync_api import expect, sync_playwright

    alamat = server.url(layanan.layanan)
    (catatan,) = layanan.api.post("/artifacts/latest/filter", artifacts={"key": {"any_": ["konsolidasi-2023-tw2"]}})
    with sync_playwright() as p:
        peramban = p.chromium.launch(executable_path=butuh_chromium, args=["--no-sandbox"])
        halaman = peramban.new_page()
        halaman.goto(f"{alamat}/artifacts")
        halaman.locator("input[type=password]").fill(server.read_password(layanan.settings))
        halaman.get_by_role("button", name="Login").click()
        halaman.wait_for_url(f"{alamat}/artifacts")
        halaman.goto(f"{alamat}/artifacts/artifact/{catatan['latest_id']}")
        expect(halaman.get_by_text(re.compile("(19|20) dari 21")).first).to_be_visible(timeout=30_000)
        peramban.close()


def test_event_names_the_kecamatan(layanan):
    isi = layanan.api.post("/events/filter", filter={"event": {"name": ["lkj.kiriman.diterima"]}}, limit=50)
    sumber = {e["resource"]["prefect.resource.id"] for e in isi["events"]}
    assert len(sumber) > 15 and all(s.startswith("lkj.kecamatan.35.08.") for s in sumber)


def test_rerun_of_one_kecamatan_by_hand(layanan):
    wait_for(lambda: not layanan.api.runs("kiriman-ulang", "RUNNING", "PENDING", "SCHEDULED"), 60, "sapuan selesai")
    sebelum = published(layanan.settings, "kiriman", urut="nomor")
    jalan = layanan.api.run("kiriman-ulang", parameters={"periode": "2023-TW2", "kecamatan": "Klakah"})
    assert layanan.api.wait(jalan)["type"] == "COMPLETED"
    assert published(layanan.settings, "kiriman", urut="nomor") == sebelum
    nama = layanan.api.klien.get(f"/flow_runs/{jalan['id']}").json()["name"]
    assert nama == "kiriman-ulang-2023-TW2-Klakah"


def test_wrong_parameters_are_refused_with_a_reason(layanan):
    with pytest.raises(httpx.HTTPStatusError) as galat:
        layanan.api.run("kiriman-ulang", parameters={"periode": "triwulan dua"})
    assert "periode" in galat.value.response.text.lower() or "pattern" in galat.value.response.text
    jalan = layanan.api.run("kiriman-ulang", parameters={"periode": "2023-TW2", "kecamatan": "Atlantis"})
    keadaan = layanan.api.wait(jalan)
    assert keadaan["type"] == "FAILED" and "Atlantis" in keadaan["message"]


def test_five_late_runs_make_one_consolidation_and_four_no_ops(layanan):
    with ledger.open_ledger(layanan.settings) as buku:
        receive.receive_files(layanan.settings, buku, [example("2023-TW1")[0]])
    lewat = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    keadaan = {"type": "SCHEDULED", "state_details": {"scheduled_time": lewat}}
    jalan = [
        layanan.api.run("konsolidasi-terjadwal", parameters={"periode": "2023-TW1"}, state=keadaan) for _ in range(5)
    ]
    nama = [layanan.api.wait(j)["name"] for j in jalan]
    assert nama.count("Tidak ada perubahan") == 4
    assert len(published(layanan.settings, "kiriman", triwulan=1)) == 1


def test_review_holds_new_rejections_until_resumed(layanan):
    rusak = layanan.settings.data / "LKj rusak.xlsx"
    rusak.write_bytes(example("2023-TW1", "*.xlsx")[0].read_bytes()[:2000])
    with ledger.open_ledger(layanan.settings) as buku:
        receive.receive_files(layanan.settings, buku, [rusak])
    jalan = layanan.api.run("kiriman-ulang", parameters={"periode": "2023-TW2", "tinjau": True})
    assert layanan.api.wait(jalan)["name"] == "Suspended"
    assert not published(layanan.settings, "kiriman", nama_berkas=rusak.name)
    catatan = layanan.api.post("/artifacts/latest/filter", artifacts={"key": {"any_": ["tinjau-2023-tw2"]}})
    assert "BERKAS\\_RUSAK" in catatan[0]["data"]
    layanan.api.post(f"/flow_runs/{jalan['id']}/resume")
    wait_for(lambda: layanan.api.state(jalan)["type"] == "COMPLETED", 180, "jalan dilanjutkan")
    assert published(layanan.settings, "kiriman", nama_berkas=rusak.name)[0]["status"] == "DITOLAK"


def test_reminder_by_hand(layanan):
    jalan = layanan.api.run("pengingat", parameters={"periode": "2023-TW2"})
    assert layanan.api.wait(jalan)["name"] == "Ada yang ditunggu"
    teks = (layanan.settings.terbit / "pengingat" / "2023-TW2.txt").read_text(encoding="utf-8")
    assert "Belum kami terima (1 dari 21 kecamatan)" in teks


def test_stops_without_orphans_and_starts_again_with_its_schedules(layanan):
    sebelum = {n: sorted(j["id"] for j in d["schedules"]) for n, d in layanan.api.deployments().items()}
    berjalan = layanan.api.run("kiriman-ulang", parameters={"periode": "2023-TW2"})
    wait_for(lambda: layanan.api.state(berjalan)["type"] in ("PENDING", "RUNNING"), 30, "jalan dimulai")
    assert layanan.stop(signal.SIGTERM) == 0
    assert layanan.processes() == []
    assert "Layanan berhenti; jadwal tetap tersimpan" in layanan.said()
    assert not server.port_taken(layanan.layanan)

    layanan.start()
    ada = layanan.api.deployments()
    assert {n: len(d["schedules"]) for n, d in ada.items()} == {n: len(j) for n, j in sebelum.items()}
    assert all(j["active"] for d in ada.values() for j in d["schedules"])
    assert layanan.api.state(berjalan)["type"] in ("CRASHED", "COMPLETED")
    otomasi = layanan.api.post("/automations/filter")
    assert [o["name"] for o in otomasi] == ["kiriman diterima → kiriman-ulang"]
    rencana = [r["expected_start_time"] for r in layanan.api.runs("konsolidasi-terjadwal", "SCHEDULED")]
    assert len(set(rencana)) == len(rencana)

    assert layanan.stop(signal.SIGINT) == 0  # Ctrl-C
    assert layanan.processes() == []
    layanan.start()
    layanan.proses.kill()  # what the service started ends with it
    layanan.proses.wait()
    wait_for(lambda: layanan.processes() == [], 30, "proses anak berhenti")
