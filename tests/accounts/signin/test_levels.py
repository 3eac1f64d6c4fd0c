"""What a page may ask for, and that stepping up loses nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories.people import (
    app_code,
    citizen,
    code_in,
    last_letter,
    password_step,
    sign_in,
    with_app,
)
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
FACTOR = "/e-belediye/giris/ikinci-adim/"
TYPED = {"konu": "Çukur", "metin": "Sokağın başında\nbir çukur var."}


@pytest.fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = "tests.accounts.signin.urls"
    home_page()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as found:
        yield found


def signed_in(**data):
    client = Client()
    sign_in(client, data=data)
    return client


def test_a_page_for_everybody_asks_nothing():
    assert Client().get("/deneme/acik/").json() == {}


def test_an_anonymous_reader_is_led_to_the_door_and_back():
    citizen()
    client = Client()
    answer = client.get("/deneme/?sayfa=2")
    assert answer["Location"] == "/e-belediye/giris/?next=%2Fdeneme%2F%3Fsayfa%3D2"
    password_step(client, data={"next": "/deneme/?sayfa=2"})
    code = {"code": code_in(last_letter("ayse@example.org"))}
    assert client.post("/e-belediye/giris/kod/", code)["Location"] == "/deneme/?sayfa=2"


def test_a_form_sent_without_a_session_comes_back_filled_in_and_is_not_sent_by_itself():
    citizen()
    client = Client()
    client.post("/deneme/", TYPED)
    back = sign_in(client, data={"next": "/deneme/"})
    assert back["Location"] == "/deneme/"
    assert client.get("/deneme/").json() == TYPED
    assert client.get("/deneme/").json() == {}  # given out once


def test_secrets_are_never_kept():
    citizen()
    client = Client()
    client.post("/deneme/", {**TYPED, "password": "x", "code": "1", "csrfmiddlewaretoken": "y"})
    sign_in(client)
    assert client.get("/deneme/").json() == TYPED


def test_what_is_kept_has_bounds(settings, clock):
    settings.KEPT_FORM_BYTES = 100
    client = Client()
    client.post("/deneme/", {"metin": "x" * 101})
    assert "kept_forms" not in client.session
    for number in range(5):
        client.post(f"/deneme/{number}/", {"metin": number})
        clock.shift(timedelta(seconds=1))
    assert list(client.session["kept_forms"]) == ["/deneme/2/", "/deneme/3/", "/deneme/4/"]


def test_what_was_kept_too_long_is_gone(clock):
    citizen()
    client = Client()
    client.post("/deneme/", TYPED)
    clock.shift(timedelta(minutes=31))
    sign_in(client)
    assert client.get("/deneme/").json() == {}


def test_a_session_with_both_steps_may_do_what_asks_for_two():
    citizen()
    client = signed_in()
    for path in ("/deneme/parola/", "/deneme/", "/deneme/yeni/"):
        assert client.get(path).json() == {}


def test_a_password_alone_opens_level_one_and_not_two():
    user = citizen()
    client = Client()
    client.force_login(user)
    assert client.get("/deneme/parola/").json() == {}
    assert client.get("/deneme/")["Location"].startswith("/e-belediye/hesabim/dogrula/kod/?next=")
    with_app(user)
    answer = client.get("/deneme/")
    assert answer["Location"].startswith("/e-belediye/hesabim/dogrula/ikinci-adim/?next=")


def test_a_proof_is_recent_for_a_quarter_of_an_hour_then_a_form_waits_for_a_new_one(clock):
    user = citizen()
    client = signed_in()
    with_app(user)
    clock.shift(timedelta(minutes=10))
    assert client.get("/deneme/yeni/").json() == {}
    clock.shift(timedelta(minutes=6))
    answer = client.post("/deneme/yeni/", TYPED)
    assert answer["Location"].startswith("/e-belediye/hesabim/dogrula/ikinci-adim/")
    assert client.get("/deneme/").status_code == 200  # level two it still is
    back = client.post(answer["Location"], {"code": app_code(), "next": "/deneme/yeni/"})
    assert back["Location"] == "/deneme/yeni/"
    assert client.get("/deneme/yeni/").json() == TYPED
    assert client.post("/deneme/yeni/", TYPED).json() == {"sent": TYPED}


def test_stepping_up_by_a_code_by_mail_works_for_whoever_has_no_app(clock):
    citizen()
    client = signed_in()
    clock.shift(timedelta(minutes=14))
    client.post("/e-belediye/oturum/")
    clock.shift(timedelta(minutes=2))
    ask = client.get("/deneme/yeni/")["Location"]
    client.get(ask)
    sent = client.post(ask, {"recipient": "0", "next": "/deneme/yeni/"})
    code = code_in(last_letter("ayse@example.org"))
    back = client.post(sent["Location"], {"code": code, "next": "/deneme/yeni/"})
    assert back["Location"] == "/deneme/yeni/"
    assert client.get("/deneme/yeni/").json() == {}


def test_a_trusted_browser_is_level_two_but_never_recent(clock):
    user = citizen()
    with_app(user)
    client = Client()
    password_step(client)
    client.post(FACTOR, {"code": app_code(), "trust": "on"})
    client.post("/e-belediye/cikis/")
    clock.shift(timedelta(days=1))
    password_step(client)
    assert client.get("/deneme/").json() == {}
    assert client.get("/deneme/yeni/").status_code == 302


def test_pages_for_one_person_are_stored_nowhere():
    citizen()
    client = signed_in()
    for path in ("/deneme/", "/e-belediye/hesabim/", "/"):
        assert "no-store" in client.get(path)["Cache-Control"]
        assert "private" in client.get(path)["Cache-Control"]
