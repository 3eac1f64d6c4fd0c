"""What an attacker tries at the doors: forged forms, framed pages, other hosts, loose cookies."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.signin.devices import not_me_token
from tests.factories.people import (
    CODE,
    LOGIN,
    PASSWORD,
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
ACCOUNT = "/e-belediye/hesabim/"


@pytest.fixture(autouse=True)
def _site():
    home_page()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_logout",
        "usersessions_list",
        "account_change_password",
        "account_email",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "session_state",
        "profile_contact",
        "wagtailadmin_login",
    ],
)
def test_a_form_from_another_site_is_refused_and_changes_nothing(name):
    """CSRF: the browser sends the cookie along, the page of the attacker has no token."""
    user = citizen()
    client = Client(enforce_csrf_checks=True)
    password_step(other := Client())
    other.post(CODE, {"code": code_in(last_letter(user.email))})
    client.cookies = other.cookies
    answer = client.post(reverse(name), {"login": user.email, "password": PASSWORD, "session": ""})
    assert answer.status_code == 403
    assert client.get(ACCOUNT).status_code == 200


def test_the_link_of_a_notice_does_nothing_when_a_strangers_page_posts_to_it():
    user = citizen()
    client = Client(enforce_csrf_checks=True)
    path = reverse("account_not_me", args=[not_me_token(user, user.date_joined)])
    assert client.post(path).status_code == 403
    user.refresh_from_db()
    assert user.has_usable_password()


@pytest.mark.parametrize("path", [LOGIN, "/e-belediye/kayit/", "/yonetim/login/", "/"])
def test_no_other_site_frames_a_page(path):
    answer = Client().get(path)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_another_host_gets_no_page(settings):
    settings.ALLOWED_HOSTS = ["www.kocasinan.example"]
    assert Client(HTTP_HOST="evil.example").get(LOGIN).status_code == 400
    assert Client(HTTP_HOST="www.kocasinan.example").get(LOGIN).status_code == 200


def test_cookies_of_a_session_are_for_this_site_over_tls_and_out_of_reach_of_scripts(settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    with_app(citizen())
    client = Client()
    client.get(LOGIN, secure=True)
    password_step(client, secure=True)
    client.post("/e-belediye/giris/ikinci-adim/", {"code": app_code(), "trust": "on"}, secure=True)
    for name in ("sessionid", "cihaz", "guvenilen_tarayici"):
        cookie = client.cookies[name]
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert not cookie["domain"], name
    assert client.cookies["sessionid"]["max-age"] == ""  # it ends with the browser
    assert client.cookies["csrftoken"]["secure"]


def test_an_error_page_shows_nothing_that_was_typed_or_kept(settings, monkeypatch):
    settings.DEBUG = False
    client = Client(raise_request_exception=False)

    def broken(*args, **kwargs):
        raise RuntimeError("gizli-deger-42")

    monkeypatch.setattr("accounts.signin.adapter.SignInAdapter.pre_authenticate", broken)
    citizen()
    answer = password_step(client, password="cok-gizli-bir-parola")
    html = answer.content.decode()
    assert answer.status_code == 500
    for secret in (
        "gizli-deger-42",
        "cok-gizli-bir-parola",
        "ayse@example.org",
        settings.SECRET_KEY,
    ):
        assert secret not in html


def test_what_a_reporter_of_errors_keeps_of_a_request_holds_no_secret(rf):
    """Reports of errors are mailed: passwords, codes and identity numbers stay out of them."""
    from django.views.debug import get_exception_reporter_filter

    typed = {"password": "cok-gizli", "code": "123456", "identity_number": "11100011162"}
    request = rf.post(LOGIN, {**typed, "konu": "çukur"})
    kept = get_exception_reporter_filter(request).get_post_parameters(request)
    for name, value in typed.items():
        assert kept[name] != value
    assert kept["konu"] == "çukur"


def test_signing_in_somewhere_else_does_not_take_a_form_to_another_person():
    citizen()
    citizen("veli@example.org")
    mine, theirs = Client(), Client()
    sign_in(mine)
    sign_in(theirs, "veli@example.org")
    assert mine.session.session_key != theirs.session.session_key
    theirs.cookies["sessionid"] = "x" * 32  # made up
    assert theirs.get(ACCOUNT).status_code == 302
