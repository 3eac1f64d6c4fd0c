"""Daily and weekly letters: one message, grouped, as things are now."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from subscriptions.digests import next_digest
from subscriptions.models import Frequency, Telling
from tests.factories import obituaries, roadworks
from tests.factories.subscriptions import follower, follows
from tests.subscriptions.test_telling import edit, publish

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def clock(lists):
    with obituaries.on(MONDAY, time(10)):
        yield


def test_digests_go_at_nine_and_weekly_ones_on_mondays():
    monday = datetime(2026, 3, 2, 10, tzinfo=ISTANBUL)
    assert next_digest(Frequency.DAILY, monday) == datetime(2026, 3, 3, 9, tzinfo=ISTANBUL)
    assert next_digest(Frequency.WEEKLY, monday) == datetime(2026, 3, 9, 9, tzinfo=ISTANBUL)
    early = datetime(2026, 3, 2, 8, tzinfo=ISTANBUL)
    assert next_digest(Frequency.WEEKLY, early) == datetime(2026, 3, 2, 9, tzinfo=ISTANBUL)


def test_a_digest_groups_by_kind_and_comes_once(tell):
    roadworks.index()
    person = follower("ayse", frequency=Frequency.DAILY)
    follows(person, "/asfalt-calismalari/", frequency=Frequency.DAILY)
    publish("Hatice ÖRNEK")
    publish("Mehmet DENEME")
    roadworks.planned("Oymak Caddesi asfalt")
    tell()
    assert mail.outbox == []
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
        tell()
    [letter] = mail.outbox
    assert letter.subject == "Size 3 bildirim var"
    body = letter.body
    assert body.index("Vefat ilanları") < body.index("Hatice ÖRNEK") < body.index("Yol çalışmaları")
    assert body.count("/vefat-ilanlari/mehmet-deneme-020326/") == 1
    assert not Telling.objects.filter(due_at__isnull=False).exists()


def test_a_digest_tells_how_things_are_when_it_is_written(tell):
    follower("ayse", frequency=Frequency.DAILY)
    page = publish("Hatice ÖRNEK")
    gone = publish("Yanlış KİŞİ")
    tell()
    edit(page, prayer_time=time(13, 15))
    gone.unpublish()
    tell()
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
    [letter] = mail.outbox
    assert letter.subject == "Size 1 bildirim var"
    assert "Zaman: 13.15" in letter.body
    assert "Yanlış KİŞİ" not in letter.body


def test_what_a_digest_has_told_is_put_right_at_once(tell):
    follower("ayse", frequency=Frequency.WEEKLY)
    page = publish(burial_date=date(2026, 3, 12))
    tell()
    with obituaries.on(date(2026, 3, 9), time(9, 1)):
        tell()
        mail.outbox.clear()
        edit(page, prayer_time=time(13, 15))
        tell()
    assert [letter.subject for letter in mail.outbox] == ["Değişti: Hatice ÖRNEK"]


def test_nothing_comes_at_night_but_what_people_wait_for(tell, settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    follower("uyuyan")
    follower("gececi", is_quiet=False)
    with obituaries.on(MONDAY, time(23)):
        publish()
        tell()
        assert [letter.to for letter in mail.outbox] == [["gececi@example.org"]]
    with obituaries.on(date(2026, 3, 3), time(8)):
        tell()
    assert [letter.to for letter in mail.outbox][1:] == [["uyuyan@example.org"]]
