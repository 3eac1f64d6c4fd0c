"""An officer looks a citizen up and serves them: found, masked, recorded, done."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.audit import kinds
from accounts.audit.models import Entry
from accounts.desk.queries import SEARCHED, find
from accounts.mandates import actions as mandates
from accounts.mandates import scopes
from accounts.mandates.scopes import Scope
from accounts.profiles.models import CitizenProfile
from accounts.profiles.queries import reference_of
from accounts.recovery.models import Recovery
from accounts.recovery.states import State
from accounts.signin.queries import is_locked
from outbox.channels import letter_of
from outbox.models import Message
from tests.factories.citizens import invented_number
from tests.factories.desk import NUMBER, in_hours, officer, opened, registered, verified
from tests.factories.people import PASSWORD, letters, password_step
from tests.factories.site import home_page
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db
DESK = "/yonetim/vezne/"
CHILD = invented_number(900_002)


@pytest.fixture(autouse=True)
def _site(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


@pytest.fixture
def user():
    return registered()


@pytest.fixture
def desk():
    return signed_in(officer())


@pytest.fixture
def second():
    return signed_in(officer("vezne"))


def html(answer):
    return answer.content.decode()


def look_up(client, who=NUMBER, reason="question", note=""):
    return client.post(DESK, {"who": who, "reason": reason, "note": note})


def page(client, name, user, *more):
    return reverse(f"desk_{name}", args=[user.public_id, *more])


@pytest.mark.parametrize(
    "who",
    [NUMBER, f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}", "ayse@example.org", "AYSE@example.org",
     "0532 123 45 67", "+90 (532) 123-45-67", "reference", "reference small"],
)  # fmt: skip
def test_a_citizen_is_found_by_number_address_phone_and_reference_and_shown_masked(desk, user, who):
    if who.startswith("reference"):
        who = reference_of(user) if who == "reference" else f" {reference_of(user).lower()} "
    answer = look_up(desk, who, note="Soruyor")
    assert answer["Location"] == page(desk, "record", user)
    shown = html(desk.get(answer["Location"]))
    for text in ("A*** Ö****", f"{NUMBER[:3]}******{NUMBER[-2:]}", "a***@example.org",
                 "0532 *** ** 67", reference_of(user)):  # fmt: skip
        assert text in shown
    for text in (NUMBER, "ayse@", "123 45", "Ayşe", "Örnek<"):
        assert text not in shown.replace("Derya", "")


def test_looking_is_in_the_audit_log_with_its_reason_and_without_what_was_typed(desk, user):
    look_up(desk, NUMBER, "recovery", f"Kartı {NUMBER}")
    searched = Entry.objects.get(kind=SEARCHED)
    assert (searched.subject, searched.actor) == (user.public_id, officer().public_id)
    assert searched.details == {"by": "identity_number", "count": 1}
    assert searched.reason.startswith("Hesap kurtarma. Kartı")
    desk.get(page(desk, "record", user))
    desk.get(page(desk, "recover", user))
    views = Entry.objects.filter(kind=kinds.PERSONAL_DATA_VIEWED, subject=user.public_id)
    assert sorted(row.about for row in views) == ["desk:record", "desk:recovery"]
    assert all(row.reason == searched.reason for row in views)
    assert NUMBER not in str(list(Entry.objects.values()))


def test_who_is_not_found_is_told_so_and_what_was_typed_stays_and_is_recorded(desk):
    for who in (
        "yok@example.org",
        "0533 000 00 00",
        "V-0000-0000-0000",
        "Ayşe Örnek",
        "'; --",
        "٣",
    ):
        shown = html(look_up(desk, who))
        assert "Vatandaş hesabı bulunamadı" in shown
        assert f'value="{who}"'.replace("'", "&#x27;") in shown
    assert Entry.objects.filter(kind=SEARCHED, subject=None).count() == 6


def test_several_people_with_one_phone_are_told_apart_masked(desk, user):
    other = registered("fatma@example.org", invented_number(31))
    shown = html(look_up(desk, "0532 123 45 67"))
    assert (reference_of(user) in shown, reference_of(other) in shown) == (True, True)
    assert desk.get(page(desk, "record", other)).status_code == 200


def test_the_leave_to_look_ends_after_a_quarter_of_an_hour(desk, user):
    look_up(desk)
    with time_machine.travel(in_hours(0.3)):
        assert desk.get(page(desk, "record", user))["Location"] == DESK


def test_the_identity_is_confirmed_as_the_card_says(desk, user):
    look_up(desk)
    data = {"identity_number": NUMBER, "first_name": " Ayşe  Nur", "last_name": "Örnek",
            "birth_date": "17.05.1980", "document": "card"}  # fmt: skip
    wrong = desk.post(page(desk, "identity", user), data | {"birth_date": "x"})
    assert 'value=" Ayşe  Nur"' in html(wrong)
    assert NUMBER not in html(wrong)
    desk.post(page(desk, "identity", user), data)
    profile = CitizenProfile.objects.get(pk=user.pk)
    assert (profile.identity_verified_by, profile.birth_date) == ("desk", date(1980, 5, 17))
    assert profile.user.get_full_name() == "Ayşe Nur Örnek"
    entry = Entry.objects.get(kind=kinds.IDENTITY_VERIFIED)
    assert (entry.reason, entry.actor) == ("Çipli kimlik kartı", officer().public_id)


def test_an_account_without_a_number_does_not_get_that_of_whoever_comes(desk):
    user = registered("bos@example.org", None)
    look_up(desk, "bos@example.org")
    data = {"identity_number": NUMBER, "first_name": "A", "last_name": "B",
            "birth_date": "17.05.1980", "document": "card"}  # fmt: skip
    shown = html(desk.post(page(desk, "identity", user), data))
    assert "Vatandaş önce" in shown
    assert not CitizenProfile.objects.get(pk=user.pk).identity_digest


def test_a_recovery_is_opened_by_one_confirmed_by_another_and_stopped(desk, second, user):
    look_up(desk)
    data = {"identity_number": NUMBER, "document": "card", "resets": ["factors", "email"],
            "new_email": "Yeni@Example.org", "note": "Telefonu kayıp"}  # fmt: skip
    answer = desk.post(page(desk, "recover", user), data)
    found = Recovery.objects.get()
    here = reverse("desk_recovery", args=[found.public_id])
    assert (answer["Location"], found.new_email) == (here, "yeni@example.org")
    shown = html(desk.get(here))
    assert "Yeni adrese kod gönder" in shown
    desk.post(here, {"do": "code_email"})
    text = letter_of(Message.objects.get(recipient="yeni@example.org")).text
    code = re.search(r"^\d{6}$", text, re.M)[0]
    assert "kod yanlış" in html(desk.post(here, {"do": "verify", "verify-code": "12"}, follow=True))
    desk.post(here, {"do": "verify", "verify-code": code})
    assert "Kendi açtığınızı onaylayamazsınız" in html(desk.get(here))
    confirm = {"do": "confirm", "confirm-identity_number": NUMBER, "confirm-document": "passport"}
    assert "Başka bir görevli" in html(desk.post(here, confirm, follow=True))
    assert "A*** Ö****" in html(second.get(DESK))
    assert "İkinci görevli sizsiniz" in html(second.get(here))
    other = {**confirm, "confirm-identity_number": invented_number(9)}
    shown = html(second.post(here, other))
    assert "hesaptaki numara değil" in shown
    assert other["confirm-identity_number"] not in shown
    second.post(here, confirm)
    found.refresh_from_db()
    assert (found.state, found.confirmed_by) == (State.WAITING, officer("vezne"))
    assert "Bekleme süresinde" in html(desk.get(here))
    assert "zorunlu" in html(desk.post(here, {"do": "stop"}))
    desk.post(here, {"do": "stop", "stop-reason": "Kart sahte"})
    found.refresh_from_db()
    assert (found.state, found.stop_reason) == (State.STOPPED, "Kart sahte")
    assert "Kart sahte" in html(second.get(here))


def test_a_form_that_does_not_hang_together_comes_back_with_what_was_typed(desk, user):
    look_up(desk)
    for data, word in (
        ({"resets": ["email"]}, "Yeni adresi yazın"),
        ({"resets": ["factors"], "new_email": "x@example.org"}, "e-posta adresini işaretleyin"),
        ({"resets": ["factors"], "new_phone": "0532 000 00 01"}, "telefonu işaretleyin"),
        ({"resets": ["phone"], "new_phone": "12"}, "Örnek: 0532 123 45 67"),
        ({"resets": ["nothing"]}, "nothing"),
    ):
        full = {"identity_number": NUMBER, "document": "card", "note": "kalsın", **data}
        shown = html(desk.post(page(desk, "recover", user), full))
        assert word in shown
        assert 'value="kalsın"' in shown
        assert NUMBER not in shown
    assert not Recovery.objects.exists()


def test_an_account_is_locked_on_the_phone_and_its_owner_is_told(desk, user):
    look_up(desk, "ayse@example.org", "lock")
    desk.post(page(desk, "lock", user), {"note": "Ankara'dan giriş bildirimi almış"})
    assert is_locked(user)
    assert letters(user.email)[-1] == "Hesabınız kilitlendi"
    entry = Entry.objects.get(kind=kinds.ACCOUNT_LOCKED)
    assert (entry.actor, entry.reason[:8]) == (officer().public_id, "Ankara'd")
    password_step(Client(), user.email, PASSWORD)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert "Kilitli" in html(desk.get(page(desk, "record", user)))


@pytest.fixture
def child(monkeypatch):
    monkeypatch.setattr(scopes, "_scopes", {})
    scopes.register(Scope("test_courses", "Kurs kaydı"))
    parent = verified("anne@example.org", invented_number(77))
    return mandates.declare_child(
        parent=parent, name="Deniz ÖRNEK", number=CHILD, birth_date=date(2020, 3, 1),
        scopes=["test_courses"],
    )  # fmt: skip


def test_a_child_is_confirmed_by_the_number_on_the_document(desk, child):
    look_up(desk, "anne@example.org", "child")
    here = page(desk, "child", child.holder, child.public_id)
    assert here in html(desk.get(page(desk, "record", child.holder)))
    shown = html(desk.get(here))
    assert ("D**** Ö****" in shown, "Kurs kaydı" in shown, CHILD in shown) == (True, True, False)
    data = {"identity_number": invented_number(3), "document": "register"}
    assert "hesaptaki numara değil" in html(desk.post(here, data))
    desk.post(here, data | {"identity_number": CHILD})
    child.refresh_from_db()
    assert child.confirmed_at
    assert Entry.objects.filter(reason="Nüfus kayıt örneği").exists()
    assert desk.get(here).status_code == 404


def test_a_child_the_document_does_not_bear_out_is_refused_with_a_reason(desk, child):
    look_up(desk, "anne@example.org", "child")
    here = page(desk, "child", child.holder, child.public_id)
    assert "Neden reddedildiğini yazın" in html(desk.post(here, {"refuse": "1"}))
    desk.post(here, {"refuse": "1", "note": "Belge başka kişiyi gösteriyor"})
    child.refresh_from_db()
    assert child.ended_at
    assert not child.confirmed_at


def test_the_desk_costs_as_many_queries_for_many_recoveries_as_for_one(desk, user):
    opened(user)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as one:
        desk.get(DESK)
    for seed in range(40, 44):
        number = invented_number(seed)
        opened(registered(f"v{seed}@example.org", number), number=number)
    with CaptureQueriesContext(connection) as many:
        desk.get(DESK)
    assert len(many) <= len(one)


def test_looking_somebody_up_takes_two_queries(user, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert find(NUMBER)[1][0].user == user
    with django_assert_num_queries(0):
        assert find("Ayşe Örnek") == ("", [])
