"""A recovery from the desk to a new password: what happens, and what it leaves."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.models import Entry
from accounts.profiles.models import CitizenProfile
from accounts.recovery import actions, contacts
from accounts.recovery.models import Recovery
from accounts.recovery.states import State
from accounts.recovery.steps import CHANGED, Refused
from accounts.signin.models import KnownDevice
from outbox.channels import letter_of
from outbox.models import Message
from outbox.models import State as Sending
from tests.factories.desk import (
    NUMBER,
    addresses,
    confirmed,
    in_hours,
    officer,
    opened,
    registered,
)
from tests.factories.people import (
    PASSWORD,
    app_code,
    code_in,
    last_letter,
    letters,
    link_in,
    password_step,
)
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
NEW = "yedi-mor-erik-agaci-48"


@pytest.fixture(autouse=True)
def _site(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


def texts(recipient):
    rows = Message.objects.filter(recipient=recipient).order_by("created_at")
    return [letter_of(row) for row in rows]


def link_to(user, email=""):
    """Return the path of the newest link that completes a recovery."""
    row = Message.objects.filter(
        key__startswith="recovery-link:", recipient=email or user.email, state=Sending.WAITING
    ).latest("created_at")
    return link_in(letter_of(row).text)


def signed_in(user):
    client = Client()
    password_step(client, user.email)
    client.post("/e-belediye/giris/ikinci-adim/", {"code": app_code()})
    assert client.get("/e-belediye/hesabim/").status_code == 200
    return client


def test_after_the_waiting_time_the_link_removes_factors_sessions_and_password_and_sets_a_new_one():
    user = registered()
    thief = signed_in(user)
    confirmed(user)
    path = link_to(user)
    with time_machine.travel(in_hours(49)):
        client = Client()
        page = client.get(path).content.decode()
        assert "kurtarma kodları kaldırılır" in page
        assert Authenticator.objects.filter(user=user).exists()
        page = client.post(path, follow=True)
        assert page.redirect_chain[-1][0].startswith("/e-belediye/parola-unuttum/yeni/")
        assert not Authenticator.objects.filter(user=user).exists()
        assert not KnownDevice.objects.filter(user=user).exists()
        assert thief.get("/e-belediye/hesabim/").status_code == 302
        user.refresh_from_db()
        assert not user.check_password(PASSWORD)
        client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
        assert client.get("/e-belediye/hesabim/").status_code == 302  # nobody is signed in by it
        password_step(client, user.email, NEW)
        client.post("/e-belediye/giris/kod/", {"code": code_in(last_letter(user.email))})
        assert client.get("/e-belediye/hesabim/").status_code == 200
        assert client.get(path).status_code == 410
    found = Recovery.objects.get()
    assert (found.state, found.link_digest) == (State.COMPLETED, None)


def test_before_its_time_the_link_does_nothing():
    user = registered()
    confirmed(user)
    path = link_to(user)
    for hours in (0, 47.9):
        with time_machine.travel(in_hours(hours)):
            assert "Henüz değil" in Client().get(path).content.decode()
            assert Client().post(path).status_code == 409
    assert Authenticator.objects.filter(user=user).exists()


def test_the_link_is_sent_when_the_time_has_passed_and_not_kept_readable():
    user = registered()
    found = confirmed(user)
    row = Message.objects.get(key__startswith="recovery-link:")
    assert row.due_at == found.ready_at
    assert row.is_secret
    token = link_to(user).split("/")[-2]
    assert token not in str(Message.objects.values_list("values", "content__text"))
    assert token not in str(Recovery.objects.values())


def test_every_old_contact_is_told_now_and_at_half_time_with_a_link_that_stops_it():
    user = registered()
    found = confirmed(user, resets=["factors"])
    rows = Message.objects.filter(owner=f"recovery:{found.public_id}", is_secret=True)
    told = rows.exclude(key__startswith="recovery-link:").order_by("due_at")
    assert [row.recipient for row in told].count(user.email) == 2
    assert [row.recipient for row in told].count("+905321234567") == 2
    half = found.confirmed_at + timedelta(hours=24)
    assert {row.due_at for row in told if row.due_at > timezone.now()} == {half}
    for row in told:
        assert "/e-belediye/kurtarma/durdur/" in letter_of(row).text


def test_whoever_is_told_stops_it_without_signing_in_and_nothing_changes():
    user = registered()
    found = confirmed(user)
    path = link_in(last_letter_of(found, user.email))
    client = Client()
    assert client.get(path).status_code == 200
    found.refresh_from_db()
    assert found.state == State.WAITING  # mail programs follow links
    link = link_to(user)
    page = client.post(path).content.decode()
    assert "Durduruldu" in page
    found.refresh_from_db()
    assert (found.state, found.stopped_by) == (State.STOPPED, "citizen")
    with time_machine.travel(in_hours(49)):
        assert client.post(link).status_code == 410
    assert Authenticator.objects.filter(user=user).exists()
    assert user.check_password(PASSWORD)
    waiting = Message.objects.filter(owner=f"recovery:{found.public_id}", state=Sending.WAITING)
    assert {letter_of(row).text.count("/kurtarma/") for row in waiting} == {0}
    assert letters(user.email)[-1] == "Hesabınızın kurtarılması durduruldu"
    assert "Durduruldu" in client.get(path).content.decode()


def last_letter_of(found, email):
    rows = Message.objects.filter(owner=f"recovery:{found.public_id}", recipient=email)
    return letter_of(rows.filter(due_at__lte=timezone.now()).latest("created_at")).text


def test_a_new_address_is_proved_at_the_desk_gets_the_link_and_takes_the_old_ones_place():
    user = registered()
    first, second = officer(), officer("vezne")
    found = opened(
        user,
        first,
        resets=["email", "phone"],
        new_email="yeni@example.org",
        new_phone="+905339998877",
    )
    confirm = {"officer": second, "number": NUMBER, "document": "card"}
    with pytest.raises(Refused, match="unverified"):
        actions.confirm_recovery(recovery=found, **confirm)
    for channel, recipient in (("email", "yeni@example.org"), ("phone", "+905339998877")):
        contacts.send_contact_code(recovery=found, channel=channel, officer=first)
        text = texts(recipient)[-1].text
        code = next(
            word for word in text.replace(".", " ").split() if word.isdigit() and len(word) == 6
        )
        wrong = f"{(int(code) + 1) % 10**6:06}"
        assert not contacts.verify_contact(recovery=found, code=wrong, officer=first)
        assert contacts.verify_contact(
            recovery=found, code=f" {code[:3]} {code[3:]}", officer=first
        )
    actions.confirm_recovery(recovery=found, **confirm)
    old = Message.objects.filter(recipient="ayse@example.org", is_secret=True)
    assert old.exists()
    path = link_to(user, "yeni@example.org")
    with time_machine.travel(in_hours(50)):
        Client().post(path)
    user.refresh_from_db()
    profile = CitizenProfile.objects.get(pk=user.pk)
    assert (user.email, addresses(user)) == ("yeni@example.org", ["yeni@example.org"])
    assert profile.phone == "+905339998877"
    assert profile.phone_verified_at
    assert Authenticator.objects.filter(user=user).exists()  # it was not lost
    row = Recovery.objects.get()
    assert (row.new_email, row.new_phone) == ("", "")


def test_guessing_the_code_of_a_new_address_ends_after_five_tries():
    user, first = registered(), officer()
    found = opened(user, first, resets=["email"], new_email="yeni@example.org")
    contacts.send_contact_code(recovery=found, channel="email", officer=first)
    code = code_in(texts("yeni@example.org")[-1].text)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _try in range(contacts.CODE_TRIES):
        assert not contacts.verify_contact(recovery=found, code=wrong, officer=first)
    with pytest.raises(Refused, match="code_over"):
        contacts.verify_contact(recovery=found, code=code, officer=first)
    contacts.send_contact_code(recovery=found, channel="email", officer=first)
    with time_machine.travel(in_hours(0.3)), pytest.raises(Refused, match="code_over"):
        contacts.verify_contact(recovery=found, code=code, officer=first)


def test_a_link_sent_again_works_and_the_one_before_does_not():
    user = registered()
    found = confirmed(user)
    old = link_to(user)
    actions.send_link_again(recovery=found, officer=officer("vezne"))
    new = link_to(user)
    assert new != old
    with time_machine.travel(in_hours(49)):
        assert Client().get(old).status_code == 410
        assert Client().post(new).status_code == 302


def test_what_nobody_confirms_or_completes_runs_out_and_makes_room():
    user = registered()
    opened(user)
    with time_machine.travel(in_hours(25)):
        second = opened(user)
        states = list(Recovery.objects.order_by("pk").values_list("state", flat=True))
        assert states == [State.EXPIRED, State.OPENED]
        actions.confirm_recovery(
            recovery=second, officer=officer("vezne"), number=NUMBER, document="card"
        )
        path = link_to(user)
    with time_machine.travel(in_hours(25 + 48 + 73)):
        assert Client().post(path).status_code == 410
        assert actions.close_expired() == 1
    assert Authenticator.objects.filter(user=user).exists()


def test_the_audit_log_tells_each_step_and_holds_neither_number_nor_contact():
    user = registered()
    note = f"Kart {NUMBER} görüldü, telefonu çalınmış"
    found = confirmed(user, note=note)
    path = link_to(user)
    with time_machine.travel(in_hours(49)):
        Client().post(path)
    entries = Entry.objects.filter(about=f"recovery:{found.public_id}").order_by("pk")
    steps = [row.details.get("change") for row in entries.filter(kind=CHANGED)]
    assert steps == ["opened", "confirmed", "completed"]
    assert {str(row.actor) for row in entries.filter(kind=CHANGED)[:2]} == {
        str(officer().public_id),
        str(officer("vezne").public_id),
    }
    assert entries.filter(kind=kinds.ACCOUNT_RECOVERED, subject=user.public_id).count() == 1
    everything = str(list(Entry.objects.values())) + str(list(Recovery.objects.values()))
    assert NUMBER not in everything
    assert "telefonu çalınmış" in everything


def test_letters_and_the_pages_behind_their_links_speak_the_owners_language():
    user = registered(language="ar")
    found = confirmed(user)
    assert "/ar/e-belediye/kurtarma/durdur/" in last_letter_of(found, user.email)
    assert link_to(user).startswith("/ar/e-belediye/kurtarma/tamamla/")
    assert "الخطوة الثانية" in last_letter_of(found, user.email)
