"""Who follows a list hears of what is new in it: once, at once, and of nothing old."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from content.obituaries.family.actions import override
from outbox.models import Message
from search.models import PublishedDocument
from search.rebuild import rebuild
from subscriptions.models import Event, Frequency, What
from tests.factories import obituaries, roadworks
from tests.factories.site import neighbourhood
from tests.factories.subscriptions import follower, follows, subscriber

pytestmark = pytest.mark.django_db
NOW = date(2026, 3, 2), time(10)


@pytest.fixture(autouse=True)
def clock(lists):
    with obituaries.on(*NOW):
        yield


def publish(name="Hatice ÖRNEK", **fields):
    """Publish an obituary now, as the desk does."""
    is_draft = fields.pop("live", True) is False
    page = obituaries.unsaved_obituary(name, live=False, **fields)
    obituaries.obituary_index().add_child(instance=page)
    return page if is_draft else edit(page)


def edit(page, **fields):
    for field, value in fields.items():
        setattr(page, field, value)
    if not page.live:
        override(page=page, reason="Aile telefonda onayladı")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def letters():
    return sorted((item.to[0], item.subject) for item in mail.outbox)


def test_a_new_notice_is_told_to_who_follows_the_list(tell):
    follower("ayse")
    publish()
    tell()
    [letter] = mail.outbox
    assert letter.to == ["ayse@example.org"]
    assert letter.subject == "Vefat ilanı: Hatice ÖRNEK"
    assert "/vefat-ilanlari/hatice-ornek-020326/" in letter.body
    assert "Argıncık Merkez Camii" in letter.body
    assert "Vefat ilanları" in letter.body  # why it comes
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter.extra_headers["List-Unsubscribe"]
    assert link.startswith("<http://localhost:8000/bildirimler/ayril/")
    html = letter.alternatives[0][0]
    assert "[[" not in letter.body + html + link
    assert "<script" not in html


@pytest.mark.parametrize(
    ("query", "hears"),
    [
        ("ad=ornek", True),
        ("ad=baska", False),
        ("mahalle=argincik", True),
        ("mahalle=sahabiye", False),
        ("donem=arsiv&sirala=yeni&sayfa=3", True),  # what is looked at, not what concerns
    ],
)
def test_the_filters_of_the_list_decide(tell, query, hears):
    area = neighbourhood("Argıncık")
    neighbourhood("Sahabiye")
    follower("ayse", f"/vefat-ilanlari/?{query}")
    publish(neighbourhood=area)
    tell()
    assert bool(mail.outbox) is hears


def test_several_subscriptions_that_match_make_one_message(tell):
    area = neighbourhood("Argıncık")
    person = follower("ayse", "/vefat-ilanlari/?ad=ornek")
    follows(person, "/vefat-ilanlari/", frequency=Frequency.WEEKLY)
    follows(person, "/vefat-ilanlari/?mahalle=argincik", frequency=Frequency.DAILY)
    publish(neighbourhood=area)
    tell()
    tell()
    [letter] = mail.outbox
    assert "Ad veya soyad: ornek" in letter.body or "ornek" in letter.body
    assert Message.objects.count() == 1


def test_a_street_is_followed_by_the_list_of_road_works(tell):
    roadworks.index()
    follower("ayse", "/asfalt-calismalari/?sokak=oymak")
    follower("ali", "/asfalt-calismalari/?sokak=sivas")
    roadworks.planned("Oymak Caddesi asfalt")
    tell()
    assert [to for to, _subject in letters()] == ["ayse@example.org"]


def test_what_is_described_anew_or_indexed_again_is_not_told(tell):
    follower("ayse")
    page = publish()
    tell()
    mail.outbox.clear()
    PublishedDocument.objects.all().delete()
    rebuild()
    tell()
    assert mail.outbox == []
    edit(page, notes="Yemek verilecektir.")  # nothing that concerns who was told
    tell()
    assert mail.outbox == []


def test_an_index_filled_anew_tells_nobody_of_what_was_published_before(tell):
    publish()
    Event.objects.all().delete()
    PublishedDocument.objects.all().delete()
    rebuild()
    follower("ayse")
    PublishedDocument.objects.filter(kind="obituary").delete()
    rebuild()
    tell()
    assert mail.outbox == []


def test_a_notice_published_long_ago_is_not_told_when_it_appears_again(tell):
    follower("ayse")
    publish(first_published_at=timezone.now() - timedelta(days=30))
    tell()
    assert mail.outbox == []


def test_drafts_private_notices_and_what_is_over_are_not_told(tell):
    follower("ayse")
    publish("Taslak KİŞİ", live=False)
    publish("Eski KİŞİ", death_date=date(2026, 1, 2), burial_date=date(2026, 1, 3))
    tell()
    assert mail.outbox == []


def test_unconfirmed_and_stopped_addresses_hear_nothing(tell):
    waiting = subscriber("bekleyen", state="waiting", confirmed_at=None)
    stopped = subscriber("durmus", state="stopped", stopped_at=timezone.now())
    for person in (waiting, stopped):
        follows(person, "/vefat-ilanlari/")
    half = subscriber("yarim")
    wish = follows(half, "/vefat-ilanlari/")
    wish.confirmed_at = None
    wish.save()
    publish()
    tell()
    assert mail.outbox == []


def test_a_change_of_the_time_is_told_to_who_was_told_with_old_beside_new(tell):
    follower("ayse")
    page = publish()
    tell()
    mail.outbox.clear()
    follower("sonradan", "/vefat-ilanlari/")
    edit(page, prayer_time=time(13, 15), mosque="Deneme Camii")
    tell()
    [letter] = mail.outbox
    assert letter.to == ["ayse@example.org"]
    assert letter.subject == "Değişti: Hatice ÖRNEK"
    assert "13.15 (önce: 12.45)" in letter.body
    assert "Deneme Camii (önce: Argıncık Merkez Camii)" in letter.body


def test_a_withdrawn_notice_is_told_to_who_was_told(tell):
    follower("ayse")
    page = publish()
    tell()
    mail.outbox.clear()
    follower("sonradan")
    page.unpublish()
    tell()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (
        ["ayse@example.org"],
        "Kaldırıldı: Hatice ÖRNEK",
    )
    mail.outbox.clear()
    edit(page)
    tell()
    assert [item.subject for item in mail.outbox] == ["Yeniden yayımlandı: Hatice ÖRNEK"]


def test_what_is_over_or_hidden_from_some_is_not_called_off(tell):
    follower("ayse")
    page = publish()
    tell()
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        page.unpublish()
        tell()
    assert mail.outbox == []


def test_a_cancelled_road_work_is_told_as_cancelled(tell):
    roadworks.index()
    follower("ayse", "/asfalt-calismalari/")
    work = roadworks.planned()
    tell()
    mail.outbox.clear()
    work.status, work.status_reason = "cancelled", "Hava"
    work.save_revision().publish()
    tell()
    [letter] = mail.outbox
    assert letter.subject.startswith("İptal")


def test_one_notice_is_followed_by_itself(tell):
    page = publish()
    person = subscriber("ayse")
    follows(person, page_id=page.pk)
    edit(page, prayer_time=time(13, 15))
    tell()
    assert [item.subject for item in mail.outbox] == ["Değişti: Hatice ÖRNEK"]


def test_a_notice_moved_to_another_neighbourhood_is_new_to_its_followers(tell):
    old, new = neighbourhood("Argıncık"), neighbourhood("Sahabiye")
    follower("eski", "/vefat-ilanlari/?mahalle=argincik")
    follower("yeni", "/vefat-ilanlari/?mahalle=sahabiye")
    page = publish(neighbourhood=old)
    tell()
    assert [to for to, _subject in letters()] == ["eski@example.org"]
    mail.outbox.clear()
    edit(page, neighbourhood=new)
    tell()
    assert letters() == [("yeni@example.org", "Hatice ÖRNEK")]


def test_what_is_put_right_in_the_first_minute_is_told_once_and_right(tell, settings):
    settings.SUBSCRIPTIONS_WAIT_SECONDS = 60
    follower("ayse")
    page = publish()
    edit(page, prayer_time=time(13, 15))
    withdrawn = publish("Yanlış KİŞİ")
    withdrawn.unpublish()
    tell()
    assert mail.outbox == []
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        tell()
    [letter] = mail.outbox
    assert letter.subject == "Vefat ilanı: Hatice ÖRNEK"
    assert "Zaman: 13.15" in letter.body
    assert "12.45)" not in letter.body


def test_what_is_still_on_its_way_is_taken_back_when_it_is_no_longer_true(lists):
    from subscriptions import tasks

    follower("ayse")
    page = publish()
    tasks.write_due.call()
    Message.objects.filter(state="sent").update(state="waiting", done_at=None)
    page.unpublish()
    tasks.write_due.call()
    assert set(Message.objects.values_list("state", flat=True)) == {"stopped"}
    assert Event.objects.filter(what=What.CANCELLED).exists()


def test_messages_are_written_in_parts_that_survive_a_dead_worker(monkeypatch, tell):
    from subscriptions import writing

    monkeypatch.setattr(writing, "PART", 2)
    for number in range(5):
        follower(f"kisi{number}")
    monkeypatch.setattr("subscriptions.tasks.wake", lambda: None)
    publish()
    [event_id] = writing.due_events()
    assert writing.write(event_id)  # a worker writes two and dies
    assert Message.objects.count() == 2
    tell()
    assert len(mail.outbox) == 5
    event = Event.objects.get()
    assert (event.people, event.state) == (5, "done")
    assert event.batch.is_written


def test_messages_are_in_the_language_of_the_reader(tell):
    follower("john", "/vefat-ilanlari/", locale="en")
    follower("amira", "/vefat-ilanlari/", locale="ar")
    publish()
    tell()
    by_name = {item.to[0]: item for item in mail.outbox}
    assert "You get this because you follow" in by_name["john@example.org"].body
    assert "/en/bildirimler/ayarlar/" in by_name["john@example.org"].body
    assert 'dir="rtl"' in by_name["amira@example.org"].alternatives[0][0]
    assert "You get this" not in by_name["amira@example.org"].body


def test_nothing_is_written_while_nobody_follows(tell):
    publish()
    tell()
    assert not Event.objects.exists()
