"""Codes by mail or SMS: where they go, what may be seen of it, how often, how many guesses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.profiles.actions import change_phone
from accounts.profiles.models import CitizenProfile
from outbox.models import LocalMessage, Message
from outbox.sending import send_due
from tests.factories.people import (
    CODE,
    citizen,
    code_in,
    last_letter,
    letters,
    password_step,
    sign_in,
    sms_code,
    with_app,
    with_phone,
)
from tests.factories.site import home_page
from tests.factories.staff import PASSWORD as STAFF_PASSWORD
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db
ACCOUNT = "/e-belediye/hesabim/"
MAIL, PHONE = "ayse@example.org", "+905321234567"
ASK = f"{ACCOUNT}dogrula/kod/"


@pytest.fixture(autouse=True)
def _site(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


@pytest.fixture
def user():
    found = citizen()
    with_phone(found)
    return found


def texts():
    return Message.objects.filter(recipient=PHONE).count()


def page(client, path=CODE):
    return client.get(path).content.decode()


def test_the_code_goes_by_mail_and_the_page_offers_the_phone_without_telling_it(user):
    client = Client()
    password_step(client)
    html = page(client)
    assert "a***@example.org" in html
    assert "0532 *** ** 67" in html
    assert "532123" not in html.replace(" ", "")
    assert "ayse@" not in html
    assert texts() == 0


def test_a_code_by_sms_opens_the_account_and_the_next_one_goes_there_at_once(user):
    client = Client()
    password_step(client)
    by_mail = code_in(last_letter(MAIL))
    client.post(CODE, {"action": "sms"})
    assert "0532 *** ** 67" in page(client)
    assert client.post(CODE, {"code": by_mail}).status_code == 200  # the first one is worth nothing
    assert client.post(CODE, {"code": sms_code()})["Location"] == ACCOUNT
    other = Client()
    sent = len(letters(MAIL))
    password_step(other)
    assert texts() == 2
    assert not [text for text in letters(MAIL)[sent:] if "kod" in text]
    assert "a***@example.org" in page(other)
    other.post(CODE, {"action": "mail"})
    assert other.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT
    password_step(Client())
    assert texts() == 2  # the citizen has gone back to mail


@pytest.mark.parametrize(
    ("number", "verified"), [("+905321234567", False), ("+903522227000", True), ("", False)]
)
def test_a_phone_that_is_unverified_or_takes_no_sms_is_never_a_place(number, verified):
    user = citizen()
    with_phone(user, number, phone_verified_at=timezone.now() if verified else None)
    client = Client()
    password_step(client)
    assert "SMS" not in page(client)
    client.post(CODE, {"action": "sms"})
    assert not Message.objects.filter(channel="sms").exists()
    assert client.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT


def test_without_a_provider_of_sms_nothing_speaks_of_it(user, settings):
    settings.SMS_ADAPTER = ""
    CitizenProfile.objects.update(codes_by_sms=True)
    client = Client()
    password_step(client)
    assert "SMS" not in page(client)
    assert client.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT


def test_another_phone_takes_the_codes_away_from_the_old_one_until_it_is_verified(user):
    CitizenProfile.objects.update(codes_by_sms=True)
    change_phone(user=user, phone="+905559998877")
    client = Client()
    password_step(client)
    assert not Message.objects.filter(channel="sms", is_secret=True).exists()
    assert "SMS" not in page(client)


def test_a_code_is_not_held_back_in_quiet_hours(user, settings):
    settings.OUTBOX_QUIET_HOURS = "21:00-08:00"
    night = timezone.localtime().replace(hour=3, minute=12) + timedelta(days=1)
    with time_machine.travel(night, tick=True):
        client = Client()
        password_step(client)
        client.post(CODE, {"action": "sms"})
        send_due(5)
        text = LocalMessage.objects.get(recipient=PHONE).text
        assert client.post(CODE, {"code": sms_code()})["Location"] == ACCOUNT
    assert "Kimseye vermeyin" in text
    row = Message.objects.get(recipient=PHONE)
    assert row.values == {}  # a code that has left is kept nowhere


def test_nobody_gets_a_message_before_the_password_was_right(user):
    for email in (MAIL, "yok@example.org"):
        client = Client()
        password_step(client, email, "yanlış")
        for action in ("sms", "mail", "resend"):
            client.post(CODE, {"action": action})
    assert not Message.objects.exists()


def test_an_account_with_a_phone_costs_a_guesser_the_queries_of_an_unknown_one(user):
    counts = []
    for email in ("yok@example.org", MAIL):
        password_step(Client(), email, "yanlış")  # what is asked once for each process
        with CaptureQueriesContext(
            connection,
        ) as found:
            password_step(Client(), email, "yanlış")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_five_sms_in_an_hour_are_enough_then_the_mail_is_left(user):
    CitizenProfile.objects.update(codes_by_sms=True)
    for _number in range(7):
        password_step(Client())
    assert texts() == 5
    client = Client()
    password_step(client)
    assert "a***@example.org" in page(client)
    answer = client.post(CODE, {"action": "sms"}, follow=True)
    assert "Şu anda başka kod gönderilemiyor" in answer.content.decode()
    assert client.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT


def test_three_more_codes_can_be_asked_for_in_one_attempt(user):
    client = Client()
    password_step(client)
    for action in ("resend", "sms", "resend", "resend", "mail"):
        client.post(CODE, {"action": action})
    assert len(letters(MAIL)) + texts() == 4
    assert 'name="action"' not in page(client)


def test_whoever_knows_the_password_cannot_fill_the_mailbox(user):
    for _number in range(12):
        answer = password_step(Client())
    assert len(letters(MAIL)) == 10
    assert answer["Location"] == "/e-belediye/giris/"
    client = Client(REMOTE_ADDR="203.0.113.77")  # the owner elsewhere
    password_step(client)
    assert client.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT


def test_twenty_wrong_codes_in_an_hour_end_the_guessing_from_wherever(user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(4):
            client = Client(REMOTE_ADDR=f"203.0.113.{number}")
            password_step(client)
            for _try in range(5):
                client.post(CODE, {"code": "abcdef"})
        waiting = Client()
        assert password_step(waiting)["Location"] == "/e-belediye/giris/"
        assert "Çok fazla kod" in page(waiting, "/e-belediye/giris/")
        clock.shift(timedelta(hours=1, seconds=1))
        client = Client()
        password_step(client)
        assert client.post(CODE, {"code": code_in(last_letter(MAIL))})["Location"] == ACCOUNT
    assert Entry.objects.filter(kind="factor_failed", subject=user.public_id).count() == 20


def test_a_code_that_waits_is_not_looked_at_after_twenty_wrong_ones_elsewhere(user):
    patient = Client(REMOTE_ADDR="203.0.113.99")
    password_step(patient)
    code = code_in(last_letter(MAIL))
    for number in range(4):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        password_step(client)
        for _try in range(5):
            client.post(CODE, {"code": "abcdef"})
    assert patient.post(CODE, {"code": code})["Location"] == "/e-belediye/giris/"
    assert patient.get(ACCOUNT).status_code == 302


def test_an_app_is_not_gone_around_by_sms(user):
    with_app(user)
    client = Client()
    assert password_step(client)["Location"] == "/e-belediye/giris/ikinci-adim/"
    client.post(CODE, {"action": "sms"})
    assert not Message.objects.filter(channel="sms").exists()


def test_staff_are_sent_no_sms_and_offered_no_trust(settings):
    settings.STAFF_SECOND_FACTOR = True
    user = staff("editor")
    with_phone(user)
    client = Client()
    client.post("/yonetim/login/", {"username": "editor", "password": STAFF_PASSWORD})
    html = page(client)
    assert "SMS" not in html
    assert "trust" not in html
    client.post(CODE, {"action": "sms"})
    assert not Message.objects.filter(channel="sms").exists()
    client.post(CODE, {"code": code_in(last_letter(user.email)), "trust": "on"})
    assert "guvenilen_tarayici" not in client.cookies


def test_a_browser_is_trusted_after_a_code_only_where_the_box_was_ticked(user):
    for ticked in ({}, {"trust": "on"}):
        client = Client()
        password_step(client)
        client.post(CODE, {"code": "000000", "trust": "on"})
        assert "guvenilen_tarayici" not in client.cookies  # a wrong code buys nothing
        client.post(CODE, {"code": code_in(last_letter(MAIL)), **ticked})
        client.post("/e-belediye/cikis/")
        assert (password_step(client)["Location"] == ACCOUNT) is bool(ticked)


def test_before_something_important_the_citizen_chooses_where_the_code_goes(user):
    client = Client()
    sign_in(client)
    html = page(client, ASK)
    assert "a***@example.org" in html
    assert "0532 *** ** 67" in html
    assert PHONE not in html
    for odd in ("7", "-1", "x", "", MAIL):
        assert client.post(ASK, {"recipient": odd}).status_code == 200
    sent = client.post(ASK, {"recipient": "1", "next": ACCOUNT})
    assert "0532 *** ** 67" in page(client, sent["Location"])
    back = client.post(sent["Location"], {"code": sms_code(), "next": ACCOUNT})
    assert back["Location"] == ACCOUNT


def test_before_something_important_too_many_sms_are_refused_and_mail_is_named(user):
    client = Client()
    sign_in(client)
    for _number in range(5):
        password_step(other := Client())
        other.post(CODE, {"action": "sms"})
    html = client.post(ASK, {"recipient": "1"}).content.decode()
    assert "Şu anda SMS gönderilemiyor" in html
    assert texts() == 5
