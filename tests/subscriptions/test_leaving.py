"""Ending what a letter told of, and nothing else, with one press in a mail program."""

from datetime import date, time

import pytest
from django.core import mail

from outbox.models import Message, State
from subscriptions.models import Frequency, Subscriber, Telling
from tests.factories import obituaries, roadworks
from tests.factories.site import neighbourhood
from tests.factories.subscriptions import follower, follows
from tests.subscriptions.test_telling import publish

pytestmark = pytest.mark.django_db
WORKS = "/asfalt-calismalari/"


@pytest.fixture(autouse=True)
def clock(lists):
    roadworks.index()
    with obituaries.on(date(2026, 3, 2), time(10)):
        yield


def link(letter):
    return letter.extra_headers["List-Unsubscribe"].strip("<>").replace("http://localhost:8000", "")


def one_click(client, address):
    return client.post(
        address,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://mail.example"},
    )


def followed(person):
    return sorted(person.subscriptions.values_list("target__title", flat=True))


def test_one_click_ends_what_the_letter_told_of_and_leaves_the_rest(client, tell):
    person = follower("ayse")
    follows(person, WORKS)
    publish()
    tell()
    [letter] = mail.outbox
    assert link(letter) in letter.body
    assert "Bunları tek tıkla bitirin" in letter.body
    answer = one_click(client, link(letter)).content.decode()
    assert followed(person) == ["Asfalt çalışmaları"]
    ended, going_on = answer.split("Takip etmeyi sürdürdükleriniz")
    assert "Artık şunlar için bildirim almayacaksınız" in ended
    assert "Vefat ilanları" in ended
    assert "Asfalt çalışmaları" in going_on
    publish("Mehmet DENEME")
    tell()
    assert len(mail.outbox) == 1


def test_a_letter_for_two_reasons_ends_both_so_that_it_cannot_come_again(client, tell):
    area = neighbourhood("Argıncık")
    person = follower("ayse")
    follows(person, "/vefat-ilanlari/?mahalle=argincik")
    follows(person, WORKS)
    publish(neighbourhood=area)
    tell()
    one_click(client, link(mail.outbox[0]))
    assert followed(person) == ["Asfalt çalışmaları"]


def test_the_page_behind_the_link_offers_these_and_everything(client, tell):
    person = follower("ayse")
    follows(person, WORKS)
    publish()
    tell()
    address = link(mail.outbox[0])
    page = client.get(address).content.decode()
    assert "Bunları bitir" in page
    assert "Hepsini bitir" in page
    assert len(followed(person)) == 2  # a look changes nothing
    assert "Artık bildirim almayacaksınız" in client.post(address, {"hepsi": "1"}).content.decode()
    assert not Subscriber.objects.exists()
    assert not Message.objects.exclude(recipient="").exists()


def test_the_last_one_ends_with_everything_that_was_kept(client, tell):
    follower("ayse")
    publish()
    tell()
    address = link(mail.outbox[0])
    assert "Adresiniz de silinir" in client.get(address).content.decode()
    assert "Artık bildirim almayacaksınız" in one_click(client, address).content.decode()
    assert not Subscriber.objects.exists()
    assert one_click(client, address).status_code == 200  # pressed again


def test_pressed_twice_it_says_that_it_has_ended_and_what_goes_on(client, tell):
    person = follower("ayse")
    follows(person, WORKS)
    publish()
    tell()
    address = link(mail.outbox[0])
    one_click(client, address)
    again = one_click(client, address).content.decode()
    assert "Bunlar zaten bitmişti" in again
    assert "Bunlar zaten bitmiş" in client.get(address).content.decode()
    assert followed(person) == ["Asfalt çalışmaları"]


@pytest.mark.parametrize("which", ["yok", "0", "-", "9" * 30, "1-2-3x", "1" * 500])
def test_numbers_that_are_none_of_theirs_end_nothing(client, which):
    person = follower("ayse")
    answer = one_click(client, f"/bildirimler/ayril/{person.token}/{which}/")
    assert "Vefat ilanları" in answer.content.decode()
    assert followed(person) == ["Vefat ilanları"]


def test_a_digest_ends_what_it_tells_of_and_names_only_that(client, tell):
    person = follower("ayse", frequency=Frequency.DAILY)
    follows(person, WORKS, frequency=Frequency.DAILY)
    follows(person, "/vefat-ilanlari/?ad=baska", frequency=Frequency.DAILY)
    publish()
    tell()
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
    [letter] = mail.outbox
    assert "baska" not in letter.body
    one_click(client, link(letter))
    assert len(followed(person)) == 2
    assert "Vefat ilanları" not in followed(person)


def test_what_was_ended_is_left_out_of_the_digest_that_waits(client, tell):
    person = follower("ayse", frequency=Frequency.DAILY)
    follows(person, WORKS, frequency=Frequency.DAILY)
    publish()
    roadworks.planned("Oymak Caddesi asfalt")
    tell()
    obituary_list = person.subscriptions.get(target__path="/vefat-ilanlari/")
    client.post(f"/bildirimler/ayarlar/{person.token}/", {"birak": str(obituary_list.pk)})
    with obituaries.on(date(2026, 3, 3), time(9, 1)):
        tell()
    [letter] = mail.outbox
    assert "Oymak Caddesi" in letter.body
    assert "Hatice" not in letter.body
    assert not Telling.objects.filter(due_at__isnull=False).exists()


def test_what_waits_for_the_morning_is_taken_back_with_its_subscription(client, tell, settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    person = follower("ayse")
    follows(person, WORKS)
    with obituaries.on(date(2026, 3, 2), time(23)):
        publish()
        roadworks.planned("Oymak Caddesi asfalt")
        tell()
        assert mail.outbox == []
        obituary_list = person.subscriptions.get(target__path="/vefat-ilanlari/")
        client.post(f"/bildirimler/ayarlar/{person.token}/", {"birak": str(obituary_list.pk)})
    assert Message.objects.filter(state=State.STOPPED).count() == 1
    with obituaries.on(date(2026, 3, 3), time(8, 1)):
        tell()
    [letter] = mail.outbox
    assert "Oymak" in letter.subject


def test_an_address_of_an_older_letter_still_ends_everything(client):
    person = follower("ayse")
    follows(person, WORKS)
    one_click(client, f"/bildirimler/ayril/{person.token}/")
    assert not Subscriber.objects.exists()
