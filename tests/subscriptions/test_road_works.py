"""Who was told of a road work hears that it is late, stopped, going on, finished: each once."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from content.roadworks.actions import change_status, report_from_site
from subscriptions.models import Event, Frequency
from tests.factories import obituaries, roadworks
from tests.factories.staff import staff
from tests.factories.subscriptions import follower, follows, subscriber

pytestmark = pytest.mark.django_db
LIST = "/asfalt-calismalari/"


@pytest.fixture(autouse=True)
def clock(lists):
    roadworks.index()
    with obituaries.on(date(2026, 3, 2), time(10)):
        yield


@pytest.fixture
def told(tell):
    """A work under way that Ayşe, who follows the list, was told of."""
    follower("ayse", LIST)
    page = roadworks.work("Oymak Caddesi")
    tell()
    mail.outbox.clear()
    return page


@pytest.fixture
def boss():
    return staff("roadworks")


def subjects():
    return [letter.subject for letter in mail.outbox]


def test_a_later_end_is_told_at_once_with_the_old_one_and_the_reason(tell, told, boss):
    report_from_site(
        page_id=told.pk,
        user=boss,
        planned_end=roadworks.day(9, 18),
        reason="Yağış nedeniyle asfalt serilemedi",
    )
    tell()
    [letter] = mail.outbox
    assert letter.subject == "Bitişi ertelendi: Oymak Caddesi"
    assert "duyurulandan uzun sürecek" in letter.body
    assert "11 Mart 2026 Çarşamba, 18.00 (önce: 7 Mart 2026 Cumartesi, 18.00)" in letter.body
    assert "Neden: Yağış nedeniyle asfalt serilemedi" in letter.body


def test_a_sooner_end_says_so(tell, told):
    told.planned_end = roadworks.day(2, 18)
    told.save_revision().publish()
    tell()
    assert subjects() == ["Daha erken bitecek: Oymak Caddesi"]


def test_stopped_and_going_on_are_told_each_once(tell, told, boss):
    change_status(page_id=told.pk, status="paused", user=boss, reason="Hava koşulları")
    tell()
    tell()
    [letter] = mail.outbox
    assert letter.subject == "Durdu: Oymak Caddesi"
    assert "Neden: Hava koşulları" in letter.body
    change_status(page_id=told.pk, status="in_progress", user=boss)
    tell()
    assert subjects() == ["Durdu: Oymak Caddesi", "Yeniden başladı: Oymak Caddesi"]


def test_stopped_with_a_new_end_is_one_letter_that_says_both(tell, told, boss):
    report_from_site(
        page_id=told.pk,
        user=boss,
        status="paused",
        planned_end=roadworks.day(9, 18),
        reason="Malzeme bekleniyor",
    )
    tell()
    [letter] = mail.outbox
    assert letter.subject == "Durdu: Oymak Caddesi"
    assert "Planlanan bitiş: 11 Mart" in letter.body


def test_stopped_and_taken_back_within_the_minute_is_not_told(tell, told, boss, settings):
    settings.SUBSCRIPTIONS_WAIT_SECONDS = 60
    change_status(page_id=told.pk, status="paused", user=boss, reason="Yanlış basıldı")
    change_status(page_id=told.pk, status="in_progress", user=boss)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        tell()
    assert mail.outbox == []


def test_that_it_began_as_announced_is_not_told(tell, boss):
    follower("ayse", LIST)
    page = roadworks.planned("Oymak Caddesi", planned_start=roadworks.day(0, 9))
    tell()
    mail.outbox.clear()
    change_status(page_id=page.pk, status="in_progress", user=boss)
    report_from_site(page_id=page.pk, user=boss, progress=40)
    tell()
    assert mail.outbox == []


def test_finished_comes_with_the_next_mornings_digest_whatever_was_chosen(tell, told, boss):
    weekly = subscriber("haftalik")
    follows(weekly, page_id=told.pk, frequency=Frequency.WEEKLY)
    change_status(page_id=told.pk, status="finished", user=boss)
    tell()
    assert mail.outbox == []
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
        tell()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["ayse@example.org"], "Size 1 bildirim var")
    assert "Bitti: Oymak Caddesi" in letter.body
    with obituaries.on(date(2026, 3, 9), time(9, 1)):
        tell()
    assert [item.to for item in mail.outbox[1:]] == [["haftalik@example.org"]]


def test_finished_and_found_unfinished_before_the_digest_tells_nothing(tell, told, boss):
    change_status(page_id=told.pk, status="finished", user=boss)
    tell()
    change_status(page_id=told.pk, status="in_progress", user=boss)
    tell()
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
    assert mail.outbox == []


def test_finished_is_told_some_days_later_too_and_an_old_end_is_not(tell, told, boss):
    change_status(page_id=told.pk, status="finished", user=boss, at=roadworks.day(-1, 15))
    tell()
    assert Event.objects.count() == 2
    other = roadworks.work("Eski Cadde", planned_start=roadworks.day(-30))
    tell()
    count = Event.objects.count()
    change_status(page_id=other.pk, status="finished", user=boss, at=roadworks.day(-9))
    tell()
    assert Event.objects.count() == count


def test_a_digest_of_what_is_new_says_that_it_stands_still_already(tell, boss):
    follower("ayse", LIST, frequency=Frequency.DAILY)
    page = roadworks.work("Oymak Caddesi")
    tell()
    change_status(page_id=page.pk, status="paused", user=boss, reason="Hava koşulları")
    tell()
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
    [letter] = mail.outbox
    assert "Durdu: Oymak Caddesi" in letter.body


def test_stopped_at_night_and_going_on_before_the_morning_tells_nobody(tell, told, boss, settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    follower("gececi", LIST, is_quiet=False)
    with obituaries.on(date(2026, 3, 2), time(22, 30)):
        roadworks.planned("Başka Cadde")
        told.refresh_from_db()
        change_status(page_id=told.pk, status="paused", user=boss, reason="Arıza")
        tell()
    with obituaries.on(date(2026, 3, 2), time(23, 30)):
        change_status(page_id=told.pk, status="in_progress", user=boss)
        tell()
    mail.outbox.clear()
    with obituaries.on(date(2026, 3, 3), time(8, 1)):
        tell()
    assert [item.to for item in mail.outbox if "Oymak" in item.subject] == []


def test_stopped_at_night_and_later_still_is_told_in_the_morning_once(tell, told, boss, settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    with obituaries.on(date(2026, 3, 2), time(22, 30)):
        change_status(page_id=told.pk, status="paused", user=boss, reason="Arıza")
        tell()
    with obituaries.on(date(2026, 3, 2), time(23, 30)):
        report_from_site(
            page_id=told.pk, user=boss, planned_end=roadworks.day(9, 18), reason="Arıza"
        )
        tell()
    with obituaries.on(date(2026, 3, 3), time(8, 1)):
        tell()
    assert len(mail.outbox) == 1
