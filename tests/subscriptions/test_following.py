"""Following without an account: asked, confirmed, changed, ended; nobody learns who is known."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from outbox import sending
from outbox.models import Content, Message
from subscriptions.models import Frequency, Subscriber, SubscriberState, Subscription, Target
from tests.factories.site import neighbourhood
from tests.factories.subscriptions import follower, follows

pytestmark = pytest.mark.django_db
FORM = {"adres": "/vefat-ilanlari/", "email": "ayse@example.org", "frequency": "0"}


@pytest.fixture(autouse=True)
def _lists(lists):
    pass


def post(client, **data):
    return client.post("/bildirimler/yeni/", {**FORM, **data})


def last_link():
    sending.send_due(5)
    return re.search(r"http://localhost:8000(/\S+)", mail.outbox[-1].body)[1]


def test_the_way_from_the_form_to_ones_own_page(client):
    answer = post(client)
    assert answer["Location"] == "/bildirimler/gonderildi/"
    link = last_link()
    assert Subscriber.objects.get().state == SubscriberState.WAITING
    page = client.get(link)
    assert "Vefat ilanları" in page.content.decode()
    assert Subscriber.objects.get().state == SubscriberState.WAITING  # programs open links
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    answer = client.post(link)
    person = Subscriber.objects.get()
    assert person.state == SubscriberState.ACTIVE
    assert answer["Location"] == f"/bildirimler/ayarlar/{person.token}/?yeni=1"
    assert "Bildirimler başladı" in client.get(answer["Location"]).content.decode()


def test_the_lists_filters_are_carried_over_and_can_be_changed(client):
    neighbourhood("Argıncık")
    page = client.get("/bildirimler/yeni/", {"adres": "/vefat-ilanlari/?mahalle=argincik&ad=oz"})
    text = page.content.decode()
    assert 'name="s-mahalle"' in text
    assert 'value="oz"' in text
    post(client, **{"s-mahalle": "argincik", "s-ad": "örnek", "frequency": "2"})
    target = Target.objects.get()
    assert target.params == {"ad": "örnek", "mahalle": "argincik"}
    assert target.path == "/vefat-ilanlari/"
    assert Subscription.objects.get().frequency == Frequency.WEEKLY


def test_a_neighbourhood_offers_its_lists(client):
    neighbourhood("Argıncık")
    page = client.get("/bildirimler/yeni/", {"mahalle": "argincik"}).content.decode()
    assert "Vefat ilanları (Mahalle: Argıncık)" in page
    address = "/vefat-ilanlari/?mahalle=argincik"
    post(client, mahalle="argincik", adres=address)
    assert Target.objects.get().params == {"mahalle": "argincik"}
    answer = client.post(
        "/bildirimler/yeni/", {"mahalle": "argincik", "email": "a@example.org", "frequency": "0"}
    )
    assert "en az biri" in answer.content.decode()


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "E-posta adresinizi yazın"),
        ("ayse", "bir e-posta adresi değil"),
        ("a@b\x00", "e-posta"),
    ],
)
def test_a_wrong_address_is_explained_and_nothing_typed_is_lost(client, email, words):
    answer = post(client, email=email, **{"s-ad": "örnek"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert words in text
    assert 'value="örnek"' in text
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"adres": "https://example.org/"},
        {"adres": "/yok/"},
        {"adres": "/"},
        {"adres": "//example.org/x/"},
        {"ilan": "x"},
        {"ilan": "999999999999999999999"},
        {"mahalle": "yok"},
        {},
    ],
)
def test_what_cannot_be_followed_is_not_found(client, data):
    assert client.get("/bildirimler/yeni/", data).status_code == 404


def test_the_trap_and_forms_of_other_sites_write_nothing(client):
    assert post(client, website="http://spam").status_code == 400
    other = client.post("/bildirimler/yeni/", FORM, headers={"Origin": "https://evil.example"})
    assert other.status_code == 403
    assert not Subscriber.objects.exists()


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client):
    known = follower("bilinen")
    answers = []
    for address in (known.address, "yeni@example.org"):
        answer = post(client, email=address)
        answers.append((answer.status_code, answer["Location"], answer.content))
        link = client.post("/bildirimler/sayfam/", {"email": address})
        answers.append((link.status_code, link["Location"], link.content))
    assert answers[:2] == answers[2:]
    # What somebody has chosen stays until its owner confirms something else.
    assert known.subscriptions.get().frequency == Frequency.AT_ONCE


def test_an_address_is_not_flooded_by_strangers(client):
    for _ in range(8):
        assert post(client).status_code == 302
    assert Message.objects.count() == 4


def test_a_network_that_asks_too_often_is_told_so(client, settings):
    from accounts.limits import Limit

    settings.SUBSCRIPTION_NETWORK_LIMITS = (Limit("subscribe", ("network",), 2, 60),)
    cache.clear()
    for number in range(2):
        assert post(client, email=f"kisi{number}@example.org").status_code == 302
    answer = post(client, email="son@example.org")
    assert answer.status_code == 429
    assert "son@example.org" in answer.content.decode()


def test_a_confirmation_runs_out_and_cannot_be_forged(client, settings):
    post(client)
    link = last_link()
    settings.SUBSCRIPTIONS_CONFIRM_HOURS = 0
    assert client.post(link).status_code == 404
    assert client.get("/bildirimler/onay/uydurma/").status_code == 404
    assert Subscriber.objects.get().state == SubscriberState.WAITING


def test_one_changes_how_soon_and_ends_one(client):
    person = follower("ayse")
    second = follows(person, "/vefat-ilanlari/?ad=ornek")
    first = person.subscriptions.exclude(pk=second.pk).get()
    here = f"/bildirimler/ayarlar/{person.token}/"
    client.post(
        here, {f"frequency-{first.pk}": "1", f"frequency-{second.pk}": "2", "language": "en"}
    )
    person.refresh_from_db()
    first.refresh_from_db()
    assert (first.frequency, person.is_quiet, person.locale) == (Frequency.DAILY, False, "en")
    wrong = client.post(here, {f"frequency-{first.pk}": "9", "language": "xx"})
    assert wrong.status_code == 400
    client.post(here, {"birak": "9" * 5_000})
    assert person.subscriptions.count() == 2
    client.post(here, {"birak": str(second.pk)})
    assert list(person.subscriptions.all()) == [first]
    page = client.post(here, {"birak": str(first.pk)})
    assert "Artık bildirim almayacaksınız" in page.content.decode()
    assert not Subscriber.objects.exists()


def test_a_mail_program_unsubscribes_with_one_post_and_a_look_changes_nothing(client):
    person = follower("ayse")
    link = f"/bildirimler/ayril/{person.token}/"
    assert "Hepsini bitir" in client.get(link).content.decode()
    assert Subscriber.objects.exists()
    answer = client.post(
        link,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://mail.example"},
    )
    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert client.post(link).status_code == 200  # pressed twice: the same answer
    assert client.get(f"/bildirimler/ayarlar/{person.token}/").status_code == 404


def test_who_leaves_leaves_no_trace(client):
    post(client, **{"s-ad": "nadirsoyad"})
    client.post(last_link())
    person = Subscriber.objects.get()
    client.post(f"/bildirimler/ayril/{person.token}/")
    assert not Target.objects.exists()  # a surname was its filter
    rows = str(list(Message.objects.values())) + str(list(Content.objects.values()))
    assert "ayse@example.org" not in rows
    assert person.token not in rows


def test_who_never_confirms_is_forgotten(client):
    from datetime import timedelta

    from django.utils import timezone

    from subscriptions.leaving import forget_old

    post(client)
    person = follower("kalan")
    old = timezone.now() - timedelta(hours=49)
    Subscriber.objects.update(created_at=old)
    Subscription.objects.update(created_at=old)
    forget_old()
    assert list(Subscriber.objects.all()) == [person]


def test_the_hub_and_the_forms_of_languages(client):
    assert "Vefat ilanları" in client.get("/bildirimler/").content.decode()
    assert "Notifications" in client.get("/en/bildirimler/").content.decode()
    arabic = client.get("/ar/bildirimler/yeni/", {"adres": "/vefat-ilanlari/"}).content.decode()
    assert 'dir="rtl"' in arabic


def test_each_list_leads_to_the_form_with_its_filters(client):
    neighbourhood("Argıncık")
    page = client.get("/vefat-ilanlari/?mahalle=argincik&donem=bugun").content.decode()
    [link] = re.findall(r"/bildirimler/yeni/\?adres=[^\"]*", page)
    assert link == "/bildirimler/yeni/?adres=%2Fvefat-ilanlari%2F%3Fmahalle%3Dargincik"
