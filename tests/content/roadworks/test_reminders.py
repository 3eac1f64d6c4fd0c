"""Stale works: flagged, and their people reminded by at most one mail a day."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content.roadworks import actions, reminders
from outbox.models import Message
from tests.factories.roadworks import day, draft, finished, index, paused, planned, work
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    index()
    user = staff("roadworks", "sahibi")
    user.email = "sahibi@example.org"
    user.save()
    return user


@pytest.fixture(autouse=True)
def morning():
    reminders._done.clear()
    with time_machine.travel(day(0, 9), tick=False):
        yield


def stale(title="Eskiyen", **fields):
    """Return a work whose planned end has passed without news."""
    fields.setdefault("planned_start", day(-9))
    return work(title, planned_end=day(-1), **fields)


def mails():
    return list(Message.objects.order_by("recipient").values_list("recipient", flat=True))


def text():
    return Message.objects.get().content.text


def test_the_owner_gets_one_mail_for_all_stale_works(owner):
    stale("Bir", owner=owner)
    stale("İki", owner=owner)
    assert reminders.remind() == 1
    assert mails() == ["sahibi@example.org"]
    assert "- Bir: Planlanan bitiş" in text()
    assert "- İki" in text()
    assert "/yonetim/saha/" in text()
    assert Message.objects.get().content.subject.startswith("Yol çalışmaları: 2 çalışmada")


def test_once_a_day_however_often_the_clock_ticks_or_a_worker_starts_anew(owner):
    stale(owner=owner)
    for _ in range(3):
        reminders._done.clear()
        reminders.tick()
    assert len(mails()) == 1
    with time_machine.travel(day(1, 9), tick=False):
        reminders.tick()
        reminders.tick()
    assert len(mails()) == 2


def test_nobody_is_woken_at_night(owner):
    stale(owner=owner)
    with time_machine.travel(day(0, 5), tick=False):
        reminders.tick()
    assert mails() == []


def test_the_crew_lead_is_reminded_too_and_nobody_twice_for_one_work(owner):
    lead = staff("crew", "saha")
    lead.email = "saha@example.org"
    lead.save()
    stale("Bir", owner=owner, crew_lead=lead)
    stale("İki", owner=lead, crew_lead=lead)
    assert reminders.remind() == 2
    assert mails() == ["saha@example.org", "sahibi@example.org"]


def test_silence_of_two_weeks_and_a_late_start_count_too(owner):
    work("Sessiz", owner=owner, last_confirmed_on=timezone.localdate() - timedelta(days=20))
    planned("Başlamadı", owner=owner, planned_start=day(-1), planned_end=day(4))
    assert {page.title for page in reminders.stale_works(timezone.now())} == {
        "Sessiz",
        "Başlamadı",
    }


def test_what_is_in_order_finished_or_a_draft_reminds_nobody(owner):
    work("Düzenli", owner=owner)
    paused("Durdu", owner=owner)
    finished("Bitti", owner=owner)
    draft("Taslak", owner=owner, planned_start=day(-9), planned_end=day(-1))
    assert reminders.remind() == 0


def test_who_has_left_gets_no_mail(owner):
    stale(owner=owner)
    owner.is_active = False
    owner.save()
    assert reminders.remind() == 0


def test_a_report_ends_the_reminders(owner):
    page = stale(owner=owner)
    actions.report_from_site(page_id=page.pk, user=owner, planned_end=day(5), reason="Yağış")
    assert reminders.remind() == 0


def test_the_dashboard_and_the_list_say_what_is_wrong(owner):
    stale("Geciken iş", owner=owner)
    client: Client = signed_in(owner)
    html = client.get("/yonetim/").content.decode()
    assert "Sorulacak yol çalışmaları" in html
    assert "Geciken iş" in html
    assert "Planlanan bitiş geçti" in html
    assert "Planlanan bitiş geçti" in client.get("/yonetim/yol-calismalari/").content.decode()
