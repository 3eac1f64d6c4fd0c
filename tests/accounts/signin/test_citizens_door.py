"""Registering, signing in, a forgotten password: what citizens do, and what a stranger learns."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client

from accounts.audit.models import Entry
from accounts.signin import views
from tests.factories.people import (
    CODE,
    LOGIN,
    PASSWORD,
    citizen,
    code_in,
    last_letter,
    letters,
    link_in,
    password_step,
    sign_in,
)
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
REGISTER = "/e-belediye/kayit/"
VERIFY = "/e-belediye/kayit/dogrulama/"
FORGOT = "/e-belediye/parola-unuttum/"
ACCOUNT = "/e-belediye/hesabim/"
FORM = {
    "first_name": "Ayşe",
    "last_name": "Örnek",
    "email": "ayse@example.org",
    "password1": PASSWORD,
}


@pytest.fixture(autouse=True)
def _site():
    home_page()


def bare(response) -> str:
    """Return an answer without what differs for everybody."""
    html = response.content.decode()
    return re.sub(r"[A-Za-z0-9]{64}|[a-z]+@example\.org", "", html)


def test_whoever_registers_is_signed_in_after_the_code_and_not_before():
    client = Client()
    assert client.post(REGISTER, FORM)["Location"] == VERIFY
    assert client.get(ACCOUNT).status_code == 302
    answer = client.post(VERIFY, {"code": code_in(last_letter("ayse@example.org"))})
    assert answer["Location"] == ACCOUNT
    html = client.get(ACCOUNT).content.decode()
    assert "Ayşe Örnek" in html
    assert EmailAddress.objects.get(email="ayse@example.org").verified
    user = get_user_model().objects.get(email="ayse@example.org")
    assert user.username.startswith("v-")
    assert user.citizen.email_verified_at is not None


def test_an_address_is_changed_by_its_code_and_the_old_one_is_told():
    user = citizen()
    client = Client()
    sign_in(client)
    client.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    page = f"{ACCOUNT}e-posta/"
    answer = client.post(page, {"email": "yeni@example.org", "action_add": "1"})
    assert answer["Location"] == VERIFY
    user.refresh_from_db()
    assert user.email == "ayse@example.org"  # not before the code
    client.post(VERIFY, {"code": code_in(last_letter("yeni@example.org"))})
    user.refresh_from_db()
    assert user.email == "yeni@example.org"
    assert letters("ayse@example.org")[-1] == "Bizdeki e-posta adresiniz değişti"
    assert password_step(Client()).status_code == 200
    assert password_step(Client(), "yeni@example.org").status_code == 302


def test_an_address_of_somebody_else_is_answered_like_any_other():
    citizen()
    other = citizen("veli@example.org")
    client = Client()
    sign_in(client)
    client.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    page = f"{ACCOUNT}e-posta/"
    answer = client.post(page, {"email": other.email, "action_add": "1"})
    assert answer["Location"] == VERIFY
    client.post(VERIFY, {"code": code_in(last_letter(other.email))})
    assert get_user_model().objects.filter(email=other.email).get() == other


def test_the_code_of_an_address_can_be_missed_five_times_only():
    client = Client()
    client.post(REGISTER, FORM)
    for _number in range(5):
        client.post(VERIFY, {"code": "000000"})
    client.post(VERIFY, {"code": code_in(last_letter("ayse@example.org"))})
    assert client.get(ACCOUNT).status_code == 302


def test_an_address_that_has_an_account_is_answered_like_any_other_and_told_by_mail():
    citizen()
    known = Client().post(REGISTER, FORM, follow=True)
    unknown = Client().post(REGISTER, {**FORM, "email": "yeni@example.org"}, follow=True)
    assert bare(known) == bare(unknown)
    assert letters("ayse@example.org") == ["Zaten bir hesabınız var"]
    assert letters("yeni@example.org") == ["E-posta adresinizi doğrulayın"]


@pytest.mark.parametrize(
    "password",
    ["123456789012", "kocasinan2026!", "qwertyuiopas", "ayseornek1984", "galatasaray1905", "a1b2"],
)
def test_a_password_that_can_be_guessed_is_refused_with_advice_and_nothing_typed_is_lost(password):
    answer = Client().post(REGISTER, {**FORM, "password1": password})
    html = answer.content.decode()
    assert not get_user_model().objects.filter(email="ayse@example.org").exists()
    assert 'value="ayse@example.org"' in html
    assert password not in html
    assert "kolay tahmin edilir" in html or "kısa" in html or "yaygın" in html


def test_password_and_the_code_by_mail_sign_a_citizen_in():
    citizen()
    client = Client()
    assert password_step(client)["Location"].startswith(CODE)
    assert client.get(ACCOUNT).status_code == 302
    answer = client.post(CODE, {"code": code_in(last_letter("ayse@example.org"))})
    assert answer["Location"] == ACCOUNT
    assert client.get(ACCOUNT).status_code == 200


def test_the_page_somebody_wanted_is_reached_after_both_steps():
    citizen()
    client = Client()
    password_step(client, data={"next": "/e-belediye/hesabim/oturumlar/"})
    answer = client.post(CODE, {"code": code_in(last_letter("ayse@example.org"))})
    assert answer["Location"] == "/e-belediye/hesabim/oturumlar/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_no_link_leads_to_another_site_after_signing_in(target):
    citizen()
    client = Client()
    password_step(client, data={"next": target})
    answer = client.post(CODE, {"code": code_in(last_letter("ayse@example.org"))})
    assert answer["Location"] == ACCOUNT


def test_a_wrong_password_is_answered_alike_for_known_and_unknown_addresses():
    citizen()
    for expected in (*[200] * 5, 429):
        known = password_step(Client(), password="yanlış")
        unknown = password_step(Client(), "yok@example.org", "yanlış")
        assert known.status_code == unknown.status_code == expected
        assert bare(known) == bare(unknown)
    assert known["Retry-After"] == "900"


def test_attempts_are_recorded_without_what_was_typed():
    user = citizen()
    password_step(Client(), password="yanlış")
    password_step(Client(), "yok@example.org", "yanlış")
    sign_in(Client())
    rows = Entry.objects.filter(kind="sign_in_failed").order_by("pk").values_list("kind", "subject")
    assert list(rows) == [("sign_in_failed", user.public_id), ("sign_in_failed", None)]
    assert "yok@" not in str(list(Entry.objects.values()))


def test_a_forgotten_password_is_set_anew_by_the_link_once():
    user = citizen()
    client = Client()
    assert client.post(FORGOT, {"email": user.email})["Location"] == f"{FORGOT}gonderildi/"
    link = link_in(last_letter(user.email))
    form = client.get(link)["Location"]
    new = {"password1": "dort-kirmizi-balik-uyur", "password2": "dort-kirmizi-balik-uyur"}
    assert client.post(form, new)["Location"] == f"{FORGOT}tamam/"
    assert "Parolanız değişti" in letters(user.email)
    again = Client().get(link)
    assert "bir saat boyunca" in again.content.decode()
    answer = password_step(Client(), password="dort-kirmizi-balik-uyur")
    assert answer["Location"].startswith(CODE)


def test_asking_for_a_new_password_is_answered_alike_for_known_and_unknown_addresses():
    user = citizen()
    known = Client().post(FORGOT, {"email": user.email}, follow=True)
    unknown = Client().post(FORGOT, {"email": "yok@example.org"}, follow=True)
    assert bare(known) == bare(unknown)
    assert letters("yok@example.org") == ["Bu adresle bir hesap yok"]


def test_links_in_letters_lead_to_the_site_whatever_host_the_request_named(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.kocasinan.example"
    user = citizen()
    Client().post(FORGOT, {"email": user.email}, HTTP_HOST="evil.example")
    text = last_letter(user.email)
    assert "https://www.kocasinan.example/e-belediye/parola-unuttum/yeni/" in text
    assert "evil.example" not in text


def test_asking_again_and_again_for_one_address_is_refused():
    user = citizen()
    answers = [Client().post(FORGOT, {"email": user.email}).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert len(letters(user.email)) == 3


def test_a_closed_account_says_so_only_to_whoever_knows_its_password():
    user = citizen()
    user.is_active = False
    user.save()
    assert password_step(Client(), password="yanlış").status_code == 200
    answer = password_step(Client())
    assert answer["Location"] == "/e-belediye/hesap-kapali/"
    assert "Bu hesap kapalı" in Client().get(answer["Location"]).content.decode()


@pytest.mark.parametrize("path", [LOGIN, REGISTER, FORGOT])
@pytest.mark.parametrize("odd", ["\x00", "x" * 3000, "a@b", "'; --", "🙂@🙂.tr"])
def test_odd_input_is_no_error(path, odd):
    data = dict.fromkeys(("login", "email", "password", "password1", "first_name", "code"), odd)
    assert Client().post(path, data).status_code in {200, 302}


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "Giriş yap"), ("/en", "E-mail address"), ("/ar", "عنوان البريد الإلكتروني")],
)
def test_the_door_speaks_the_language_of_its_address(prefix, words):
    assert words in Client().get(f"{prefix}{LOGIN}").content.decode()


def test_none_of_allauths_own_templates_is_seen():
    citizen()
    client = Client()
    sign_in(client)
    for path in (LOGIN, REGISTER, FORGOT, VERIFY):
        html = Client().get(path, follow=True).content.decode()
        assert "site-header" in html
        assert "data-allauth" not in html


@pytest.mark.parametrize(
    ("path", "data", "name"), [(REGISTER, FORM, "register"), (FORGOT, {}, "forgot")]
)
def test_answers_take_their_time_whether_or_not_there_is_an_account(
    path, data, name, settings, monkeypatch
):
    """What is waited is the rest of the time set, whatever the machine is busy with."""
    settings.SIGN_IN_EVEN_SECONDS = {name: 600}
    waited = []
    clock = SimpleNamespace(monotonic=time.monotonic, sleep=waited.append)
    monkeypatch.setattr(views, "time", clock)
    citizen()
    for email in ("ayse@example.org", "yok@example.org"):
        started = time.monotonic()
        Client().post(path, {**data, "email": email})
        assert 600 - (time.monotonic() - started) <= waited.pop() < 600, (name, email)
    assert not waited


def test_known_and_unknown_addresses_cost_one_check_of_the_password_each(monkeypatch):
    """What allauth does with both names and addresses costs a known one two."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    citizen()
    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: made.append(password) or encode(self, password, salt),
    )
    counts = []
    for email in ("ayse@example.org", "yok@example.org"):
        made.clear()
        password_step(Client(), email, "yanlış")
        counts.append(len(made))
    assert counts == [1, 1]
