"""How long sessions last, which there are, and what happens when one was not the owner's."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.signin.devices import describe, not_me_token, read_not_me
from accounts.signin.models import KnownDevice, Lock
from tests.factories.people import (
    PASSWORD,
    citizen,
    last_letter,
    letters,
    link_in,
    password_step,
    sign_in,
    with_app,
)
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
ACCOUNT, LIST = "/e-belediye/hesabim/", "/e-belediye/hesabim/oturumlar/"
STATE = "/e-belediye/oturum/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _site():
    home_page()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as found:
        yield found


def signed_in(email="ayse@example.org", **extra):
    client = Client(**extra)
    sign_in(client, email)
    return client


def is_in(client):
    return client.get(ACCOUNT).status_code == 200


def test_a_session_ends_after_a_quarter_of_an_hour_without_a_sign_of_life(clock):
    citizen()
    client = signed_in()
    clock.shift(timedelta(minutes=14))
    assert is_in(client)
    clock.shift(timedelta(minutes=14))
    assert is_in(client)
    clock.shift(timedelta(minutes=15, seconds=1))
    answer = client.get(ACCOUNT)
    assert answer["Location"] == "/e-belediye/giris/?next=%2Fe-belediye%2Fhesabim%2F"
    assert "Bir süre işlem yapılmadığı için" in client.get(answer["Location"]).content.decode()


def test_a_session_ends_after_twelve_hours_however_busy_it_was(clock):
    citizen()
    client = signed_in()
    for _number in range(12 * 6 - 1):
        clock.shift(timedelta(minutes=10))
        assert client.post(STATE).json()["seconds"] > 0
    assert is_in(client)
    clock.shift(timedelta(minutes=11))
    assert not is_in(client)


def test_asking_for_the_time_left_is_no_sign_of_life_and_the_button_is(clock):
    citizen()
    client = signed_in()
    clock.shift(timedelta(minutes=10))
    assert client.get(STATE).json()["seconds"] == 5 * 60
    assert client.post(STATE).json()["seconds"] == 15 * 60
    clock.shift(timedelta(minutes=16))
    assert client.get(STATE).json() == {"seconds": 0}


def test_a_page_says_when_its_session_ends_in_words_a_script_shows():
    citizen()
    html = signed_in().get(ACCOUNT).content.decode()
    assert "<dialog" in html
    assert 'data-warn="120"' in html
    assert "Hâlâ orada mısınız?" in html
    assert "<dialog" not in Client().get("/").content.decode()


def test_what_somebody_sends_after_the_end_is_kept_and_given_back(clock, settings):
    settings.ROOT_URLCONF = "tests.accounts.signin.urls"
    citizen()
    client = signed_in()
    clock.shift(timedelta(minutes=20))
    answer = client.post("/deneme/", {"konu": "Çukur var", "metin": "Uzun bir yazı"})
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == ["/deneme/"]
    assert "Doldurduklarınız duruyor" in client.get(answer["Location"]).content.decode()
    sign_in(client)
    assert client.get("/deneme/").json() == {"konu": "Çukur var", "metin": "Uzun bir yazı"}


def test_the_next_person_on_that_browser_does_not_get_it(clock, settings):
    settings.ROOT_URLCONF = "tests.accounts.signin.urls"
    citizen()
    citizen("veli@example.org")
    client = signed_in()
    clock.shift(timedelta(minutes=20))
    client.post("/deneme/", {"konu": "Gizli"})
    sign_in(client, "veli@example.org")
    assert client.get("/deneme/").json() == {}


def test_the_list_names_devices_and_one_of_them_can_be_signed_out():
    citizen()
    here = signed_in()
    there = signed_in(HTTP_USER_AGENT=FIREFOX)
    html = here.get(LIST).content.decode()
    assert "Firefox, Linux" in html
    assert "Bu cihaz" in html
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(LIST, {"session": other.pk})
    assert not is_in(there)
    assert is_in(here)


def test_all_others_are_signed_out_at_once():
    citizen()
    here, first, second = signed_in(), signed_in(), signed_in()
    here.post(LIST)
    assert is_in(here)
    assert not is_in(first)
    assert not is_in(second)


def test_nobody_ends_the_session_of_somebody_else():
    citizen()
    citizen("veli@example.org")
    mine, theirs = signed_in(), signed_in("veli@example.org")
    other = UserSession.objects.get(session_key=theirs.session.session_key)
    for odd in (other.pk, "x", "-1", "9" * 30, "\x00"):
        mine.post(LIST, {"session": odd})
    assert is_in(theirs)


def test_a_new_password_signs_every_other_device_out():
    citizen()
    here, there = signed_in(), signed_in()
    here.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    new = "alti-beyaz-kedi-kosar"
    here.post(
        "/e-belediye/hesabim/guvenlik/parola/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert is_in(here)
    assert not is_in(there)


def test_a_browser_we_do_not_know_is_announced_and_one_we_know_is_not():
    citizen()
    first = signed_in()
    assert "Hesabınıza yeni bir cihazdan girildi" not in letters("ayse@example.org")
    first.post("/e-belediye/cikis/")
    sign_in(first)
    assert "Hesabınıza yeni bir cihazdan girildi" not in letters("ayse@example.org")
    signed_in(HTTP_USER_AGENT=FIREFOX)
    assert letters("ayse@example.org")[-1] == "Hesabınıza yeni bir cihazdan girildi"
    text = last_letter("ayse@example.org")
    assert "Firefox, Linux" in text
    assert "/e-belediye/ben-degildim/" in text


def test_it_was_not_me_locks_the_account_and_a_new_password_opens_it():
    user = citizen()
    signed_in()
    intruder = signed_in(HTTP_USER_AGENT=FIREFOX)
    link = link_in(last_letter(user.email))
    with_app(user)  # the intruder's
    assert "Hesabımı kilitle" in Client().get(link).content.decode()
    assert is_in(intruder)  # a mail program that follows links locks nobody out
    html = Client().post(link).content.decode()
    assert "Hesabınız kilitlendi" in html
    assert "Yeni parola belirle" in html
    assert not is_in(intruder)
    assert not Authenticator.objects.filter(user=user).exists()
    assert password_step(Client()).status_code == 200
    client = Client()
    client.post("/e-belediye/parola-unuttum/", {"email": user.email})
    new = "alti-beyaz-kedi-kosar"
    form = client.get(link_in(last_letter(user.email)))["Location"]
    client.post(form, {"password1": new, "password2": new})
    assert not Lock.objects.exists()
    answer = password_step(Client(), password=new)
    assert answer["Location"].startswith("/e-belediye/giris/kod/")


def test_what_protected_the_account_before_stays_when_it_is_locked():
    user = citizen()
    with_app(user)
    since = timezone.now()
    Client().post(f"/e-belediye/ben-degildim/{not_me_token(user, since + timedelta(seconds=2))}/")
    assert Authenticator.objects.filter(user=user).exists()


def test_a_locked_account_lets_nobody_in_even_with_a_password_an_officer_set():
    user = citizen()
    Client().post(f"/e-belediye/ben-degildim/{not_me_token(user, timezone.now())}/")
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    assert password_step(Client())["Location"] == "/e-belediye/hesap-kilitli/"


def test_links_that_were_made_up_or_are_old_lock_nobody(clock):
    user = citizen()
    token = not_me_token(user, timezone.now())
    clock.shift(timedelta(days=15))
    for odd in (token, token[:-1] + "x", "abc", "x" * 500):
        answer = Client().post(f"/e-belediye/ben-degildim/{odd}/")
        assert answer.status_code == 410
        assert "artık geçerli değil" in answer.content.decode()
    assert not Lock.objects.exists()


def test_a_token_says_who_and_when():
    user = citizen()
    now = timezone.now().replace(microsecond=0)
    assert read_not_me(not_me_token(user, now)) == (user.pk, now)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141 Safari/537.36 Edg/141.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_devices_are_named_in_words_people_know(agent, words):
    assert describe(agent) == words


def test_the_number_of_a_browser_is_kept_as_a_digest_only():
    citizen()
    client = signed_in()
    number = client.cookies["cihaz"].value
    assert client.cookies["cihaz"]["httponly"]
    assert KnownDevice.objects.get().digest != number
    client.cookies["cihaz"] = "<script>"
    client.post("/e-belediye/cikis/")
    sign_in(client)
    assert len(client.cookies["cihaz"].value) == 32


def test_browsers_nobody_uses_any_more_are_forgotten(clock):
    citizen()
    citizen("veli@example.org")
    signed_in()
    clock.shift(timedelta(days=401))
    signed_in("veli@example.org")
    assert KnownDevice.objects.get().user.email == "veli@example.org"


def test_a_locked_account_opens_to_no_passkey_either():
    from allauth.account.models import Login
    from allauth.core import context
    from django.test import RequestFactory

    from accounts.signin.actions import lock
    from accounts.signin.adapter import SignInAdapter

    user = citizen()
    lock(user=user, since=timezone.now())
    request = RequestFactory().get("/")
    with context.request_context(request):
        answer = SignInAdapter(request).pre_login(
            request, user, **vars_of(Login(user=user, redirect_url=None))
        )
    assert answer["Location"] == "/e-belediye/hesap-kilitli/"


def vars_of(login):
    names = ("email_verification", "redirect_url", "signal_kwargs", "signup", "email")
    return {name: getattr(login, name) for name in names}
