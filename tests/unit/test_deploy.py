"""The office service's settings and environment, and that docs/prefect.yaml says what `lkj layani` serves."""

import shutil
import stat
from datetime import date

import pytest

from flows import server
from transforms.settings import REFERENSI, ROOT, SettingsError, load_settings


@pytest.fixture
def with_service(tmp_path):
    """with_service(text) → settings of an installation whose pengaturan.toml has that [layanan] table."""

    def make(isi: str):
        shutil.copytree(REFERENSI, tmp_path / "data" / "referensi")
        with (tmp_path / "data" / "referensi" / "pengaturan.toml").open("a", encoding="utf-8") as f:
            f.write(f"\n[layanan]\n{isi}\n")
        return load_settings(tmp_path / "data")

    return make


def test_service_settings(settings, with_service):
    assert server.read_service(settings) == server.Layanan()
    assert server.read_service(with_service("port = 4300\ntinjau = true")) == server.Layanan(port=4300, tinjau=True)


@pytest.mark.parametrize("isi", [
    "pintu = 1", "port = 0", "jeda_periksa = 0", 'basis_data = "mysql://x"', 'surel_kepada = ["bukan alamat"]'])
def test_unusable_service_settings_are_refused(with_service, isi):
    with pytest.raises(SettingsError):
        server.read_service(with_service(isi))


def test_every_field_of_the_forms_is_described(settings):
    from flows import deploy

    for d in deploy.deployments(settings, server.Layanan(), date(2026, 11, 24)):
        isian = d._parameter_openapi_schema.properties
        assert isian and all(i.get("description") for i in isian.values()), (d.name, isian)


def test_environment_is_closed_and_its_own(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_API_KEY", "milik-orang-lain")
    monkeypatch.setenv("PREFECT_PROFILE", "awan")
    env = server.environment(settings, server.Layanan(port=4300))
    assert "PREFECT_API_KEY" not in env and "PREFECT_PROFILE" not in env
    assert env["PREFECT_HOME"].startswith(str(settings.data))
    assert env["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert "*" not in env["PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS"]
    assert env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false" and env["DO_NOT_TRACK"] == "1"


def test_password_is_made_once_and_private(settings):
    sandi = server.read_password(settings)
    berkas = server.password_file(settings)
    assert sandi.startswith("lkj:") and len(sandi) > 30
    berkas.chmod(0o644)
    assert server.read_password(settings) == sandi
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600


def test_prefect_yaml_says_what_the_service_serves(settings):
    import yaml

    from flows import deploy

    ditulis = yaml.safe_load((ROOT / "docs" / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    dibuat = deploy.deployments(settings, server.Layanan(), date(2026, 11, 24))
    assert [d["name"] for d in ditulis] == [d.name for d in dibuat]
    for tulis, buat in zip(ditulis, dibuat, strict=True):
        assert tulis["entrypoint"] == buat.entrypoint
        assert tulis.get("parameters", {}) == buat.parameters
        jadwal = [{"cron": j.schedule.cron, "timezone": j.schedule.timezone} for j in buat.schedules or []]
        assert sorted(tulis.get("schedules", []), key=str) == sorted(jadwal, key=str)
        assert len(tulis.get("triggers", [])) == len(buat.triggers)
        for kata, pemicu in zip(tulis.get("triggers", []), buat.triggers, strict=True):
            assert kata["name"] == pemicu.name and set(kata["expect"]) == pemicu.expect
            assert kata["within"] == pemicu.within.total_seconds() == kata["schedule_after"]
