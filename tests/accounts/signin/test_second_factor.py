"""Apps, recovery codes, trusted browsers."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry
from tests.factories.people import (
    CODE,
    PASSWORD,
    app_code,
    citizen,
    letters,
    password_step,
    sign_in,
    with_app,
)
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
FACTOR = "/e-belediye/giris/ikinci-adim/"
SECURITY = "/e-belediye/hesabim/guvenlik/"
ACCOUNT = "/e-belediye/hesabim/"


@pytest.fixture(autouse=True)
def _site():
    home_page()


def proved(client):
    """Give the password once more, as before something important."""
    client.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    return client


def test_an_app_is_connected_with_a_code_it_shows_and_recovery_codes_come_with_it(
    django_capture_on_commit_callbacks,
):
    user = citizen()
    client = Client()
    sign_in(client)
    page = f"{SECURITY}uygulama/"
    assert client.get(page)["Location"].startswith("/e-belediye/hesabim/dogrula/")
    html = proved(client).get(page).content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    secret = client.session["mfa.totp.secret"]
    assert secret in html
    answer = client.post(page, {"code": "000000"})
    assert "Kod yanlış" in answer.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"code": app_code(secret)}, follow=True)
    codes = re.findall(r"<code>(\d{10})</code>", answer.content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get(answer.request["PATH_INFO"]).content.decode()  # shown once
    assert Authenticator.objects.filter(user=user).count() == 2
    assert "İki adımlı giriş: bir ekleme yapıldı" in letters(user.email)
    assert [entry.kind for entry in Entry.objects.filter(subject=user.public_id)].count(
        "factor_added"
    ) == 2


def test_secrets_of_apps_are_sealed_in_the_table():
    user = citizen()
    secret = with_app(user)
    row = Authenticator.objects.get(user=user)
    assert secret not in str(row.data)
    assert row.wrap().validate_code(app_code(secret))


def test_an_app_takes_the_place_of_the_code_by_mail():
    user = citizen()
    with_app(user)
    client = Client()
    assert password_step(client)["Location"] == FACTOR
    assert client.get(CODE)["Location"] != CODE
    assert letters(user.email) == []
    assert client.post(FACTOR, {"code": app_code()})["Location"] == ACCOUNT


def test_a_recovery_code_works_once():
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = citizen()
    with_app(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        password_step(client)
        assert client.post(FACTOR, {"code": code}).status_code == expected


def test_five_wrong_codes_stop_a_guesser_who_has_the_password():
    user = citizen()
    with_app(user)
    client = Client()
    password_step(client)
    for number in range(5):
        client.post(FACTOR, {"code": f"00000{number}"})
    answer = client.post(FACTOR, {"code": app_code()})
    assert "Çok fazla deneme" in answer.content.decode()
    assert client.get(ACCOUNT).status_code == 302
    assert Entry.objects.filter(kind="factor_failed", subject=user.public_id).count() == 5


def test_a_trusted_browser_is_not_asked_for_thirty_days_and_another_one_is():
    with_app(citizen())
    client = Client()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        password_step(client)
        assert "30 gün" in client.get(FACTOR).content.decode()
        client.post(FACTOR, {"code": app_code(), "trust": "on"})
        trusted = client.cookies["guvenilen_tarayici"]
        assert trusted["httponly"]
        assert trusted["max-age"] == 30 * 24 * 3600
        for days, asked in ((29, False), (2, True)):
            clock.shift(timedelta(days=days))
            again = Client()
            again.cookies["guvenilen_tarayici"] = trusted.value
            assert (password_step(again)["Location"] == FACTOR) is asked
        assert password_step(Client())["Location"] == FACTOR


def test_a_new_password_ends_the_trust_in_browsers():
    user = citizen()
    with_app(user)
    client = Client()
    password_step(client)
    client.post(FACTOR, {"code": app_code(), "trust": "on"})
    user.set_password("bes-yesil-vapur-bekler")
    user.save()
    again = Client()
    again.cookies["guvenilen_tarayici"] = client.cookies["guvenilen_tarayici"].value
    assert password_step(again, password="bes-yesil-vapur-bekler")["Location"] == FACTOR


def test_a_made_up_cookie_of_trust_is_worth_nothing():
    with_app(citizen())
    client = Client()
    client.cookies["guvenilen_tarayici"] = "W1siYWJjIiwgMTczMDAwMDAwMF1d:abc"
    assert password_step(client)["Location"] == FACTOR


def test_the_last_factor_can_be_put_down_by_a_citizen_who_is_told_by_mail():
    user = citizen()
    with_app(user)
    client = Client()
    password_step(client)
    client.post(FACTOR, {"code": app_code()})
    page = f"{SECURITY}uygulama/kaldir/"
    assert proved(client).post(page)["Location"] == SECURITY
    assert not Authenticator.objects.filter(user=user).exists()
    assert "İki adımlı giriş: bir kaldırma yapıldı" in letters(user.email)


def test_passkey_pages_answer_odd_credentials_without_an_error():
    user = citizen()
    client = Client()
    sign_in(client)
    proved(client)
    page = f"{SECURITY}gecis-anahtari/ekle/"
    assert "data-passkey" in client.get(page).content.decode()
    for odd in ("", "x", "{}", "[]", "null", '{"id": 1}', '{"response": {"userHandle": "x"}}'):
        assert client.post(page, {"name": "a", "credential": odd}).status_code == 200
        answer = Client().post("/e-belediye/giris/gecis-anahtari/", {"credential": odd})
        assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
