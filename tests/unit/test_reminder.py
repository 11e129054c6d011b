"""Due dates as cron lines, the triwulan that just ended, and the text of the reminder."""

import sys
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from flows import cli, server, timetable
from transforms.referensi import load_referensi
from transforms.reports import reminder
from transforms.settings import REFERENSI, ZONA_WAKTU


@pytest.mark.parametrize(("hari", "periode"), [
    (date(2023, 7, 16), "2023-TW2"), (date(2023, 6, 30), "2023-TW1"), (date(2023, 7, 1), "2023-TW2"),
    (date(2024, 1, 1), "2023-TW4"), (date(2023, 12, 31), "2023-TW3"), (date(2023, 3, 31), "2022-TW4"),
])
def test_triwulan_that_ended_last(hari, periode):
    assert timetable.ended_periode(hari) == periode


def test_new_year_in_jakarta_is_still_last_year_in_utc():
    saat = datetime(2023, 12, 31, 17, 30, tzinfo=ZoneInfo("UTC"))
    assert timetable.ended_periode(saat.astimezone(ZoneInfo(ZONA_WAKTU)).date()) == "2023-TW4"


def test_schedules_follow_from_the_deadlines():
    ref = load_referensi(REFERENSI)
    assert sorted(timetable.consolidation_crons(ref, date(2026, 11, 24))) == [
        "0 6 1-30 1,4,7,10 *", "0 7 16 1,4,7,10 *"]
    assert timetable.reminder_crons(ref, date(2026, 11, 24)) == ["0 8 10,14 1,4,7,10 *"]


def test_another_deadline_gives_other_schedules():
    ref = load_referensi(REFERENSI)
    aturan = [b | {"hari_tenggat": "30" if b["triwulan"] == "4" else "10"} for b in ref.tenggat]
    lain = type("Ref", (), {"tenggat": aturan})
    assert timetable.consolidation_crons(lain, date(2026, 1, 1))[:2] == ["0 7 31 1 *", "0 7 11 4,7,10 *"]


def test_reminder_before_anything_was_sent_names_everyone(settings):
    berkas, teks = reminder.write_reminder(settings, 2023, 2, date(2023, 7, 10))
    assert teks.startswith("*Pengingat LKj Triwulan II Tahun 2023*\n\n")
    assert "Batas penyampaian: Sabtu, 15 Juli 2023 (5 hari lagi)." in teks
    assert "Belum kami terima (21 dari 21 kecamatan):\n1. Tempursari\n" in teks
    assert teks.rstrip().endswith(settings.instansi)
    assert (settings.terbit / "pengingat" / "2023-TW2.txt").read_text(encoding="utf-8") == teks
    assert berkas.endswith("2023-TW2.txt")


def test_reminder_tells_missing_from_rejected_and_thanks_when_complete(settings, monkeypatch):
    status = dict.fromkeys(load_referensi(settings.referensi).kecamatan, "DITERIMA")
    monkeypatch.setattr(reminder, "_statuses", lambda *_: status)
    assert "Seluruh 21 kecamatan sudah mengirim" in reminder.reminder_text(settings, 2023, 2, date(2023, 7, 14))
    status |= {"35.08.01": "DITOLAK", "35.08.02": "BELUM_ADA"}
    teks = reminder.reminder_text(settings, 2023, 2, date(2023, 7, 16))
    assert "(sudah lewat 1 hari)" in teks
    assert "Belum kami terima (1 dari 21 kecamatan):\n1. Pronojiwo\n" in teks
    assert "Perlu diperbaiki dan dikirim lagi (1 dari 21 kecamatan):\n1. Tempursari\n" in teks


@pytest.mark.parametrize(("selisih", "ucapan"), [(5, "5 hari lagi"), (0, "hari ini"), (-3, "sudah lewat 3 hari")])
def test_remaining_days(settings, selisih, ucapan):
    assert ucapan in reminder.reminder_text(settings, 2023, 2, date(2023, 7, 15) - timedelta(days=selisih))


def test_command_prints_it(tmp_path, capsys):
    assert cli.main(["--data", str(tmp_path), "pengingat", "--periode", "2023-TW2"]) == 0
    teks = capsys.readouterr().out
    assert "*Pengingat LKj Triwulan II Tahun 2023*" in teks and "21. Sumbersuko" in teks
    assert (tmp_path / "terbit" / "pengingat" / "2023-TW2.txt").read_text(encoding="utf-8").strip() == teks.strip()


def test_mail_only_where_it_is_set(monkeypatch):
    from flows import reminder as flow

    terkirim = []

    async def send(**isi):
        terkirim.append(isi)

    def load(nama):
        assert nama == "lkj-surel"
        return "kredensial"

    teks = "*Pengingat LKj Triwulan II Tahun 2023*\n\nBelum kami terima …\n"
    dipasang = server.Layanan(surel_kepada=("a@contoh.go.id", "b@contoh.go.id"))
    monkeypatch.setitem(sys.modules, "prefect_email", None)
    assert flow.send_mail(server.Layanan(), teks) == ""
    assert flow.send_mail(dipasang, teks) == "; surel TIDAK terkirim: paket prefect-email belum terpasang"
    kredensial = SimpleNamespace(load=load)
    paket = SimpleNamespace(EmailServerCredentials=kredensial, email_send_message=SimpleNamespace(fn=send))
    monkeypatch.setitem(sys.modules, "prefect_email", paket)
    assert flow.send_mail(dipasang, teks) == "; surel terkirim ke a@contoh.go.id, b@contoh.go.id"
    (isi,) = terkirim
    assert isi["subject"] == "Pengingat LKj Triwulan II Tahun 2023" and "*" not in isi["msg_plain"]
    assert isi["email_to"] == ["a@contoh.go.id", "b@contoh.go.id"]
    kredensial.load = lambda nama: 1 / 0
    assert flow.send_mail(dipasang, teks) == "; surel TIDAK terkirim: division by zero"
