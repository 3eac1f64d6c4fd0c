"""The admin opens to a second factor only, by whichever door somebody comes."""

import pytest
from allauth.account.models import EmailAddress
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from tests.factories.people import (
    PASSWORD as CITIZENS_PASSWORD,
)
from tests.factories.people import app_code, citizen, code_in, last_letter, with_app
from tests.factories.staff import PASSWORD, staff

pytestmark = pytest.mark.django_db
DOOR, HOME = "/yonetim/login/", "/yonetim/"
FACTOR = "/e-belediye/giris/ikinci-adim/"


@pytest.fixture(autouse=True)
def _compulsory(settings):
    settings.STAFF_SECOND_FACTOR = True


def password(client, name="editor", door=DOOR, field="username"):
    return client.post(door, {field: name, "password": PASSWORD})


def test_a_password_alone_opens_nothing_for_whoever_has_an_app():
    with_app(staff("editor"))
    client = Client()
    assert password(client)["Location"] == FACTOR
    assert client.get(HOME)["Location"].startswith(DOOR)


def test_password_and_app_open_the_dashboard():
    with_app(staff("editor"))
    client = Client()
    password(client)
    assert client.post(FACTOR, {"code": app_code()})["Location"] == reverse("wagtailadmin_home")
    assert client.get(HOME).status_code == 200


def test_a_code_works_once_so_that_whoever_looked_over_a_shoulder_is_late():
    with_app(staff("editor"))
    code = app_code()
    for expected in (302, 200):
        client = Client()
        password(client)
        assert client.post(FACTOR, {"code": code}).status_code == expected
    assert client.get(HOME).status_code == 302


def test_staff_without_a_factor_prove_their_address_and_then_must_set_one_up():
    editor = staff("editor")
    client = Client()
    assert password(client)["Location"].startswith("/e-belediye/giris/kod/")
    client.post("/e-belediye/giris/kod/", {"code": code_in(last_letter(editor.email))})
    answer = client.get(HOME)
    assert answer["Location"] == reverse("mfa_index")
    html = client.get(answer["Location"]).content.decode()
    assert "Göreviniz ikinci bir adım gerektirir" in html
    assert "Doğrulama uygulaması" in html


def test_the_citizens_door_is_no_way_around():
    editor = staff("editor")
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    with_app(editor)
    client = Client()
    answer = password(client, editor.email, "/e-belediye/giris/", "login")
    assert answer["Location"] == FACTOR
    assert client.get(HOME).status_code == 302


def test_wagtails_own_sign_in_for_private_pages_is_no_way_around():
    with_app(staff("editor"))
    client = Client()
    answer = client.post("/_util/login/", {"username": "editor", "password": PASSWORD})
    assert answer["Location"] == "/e-belediye/giris/"
    assert client.get(HOME).status_code == 302


def test_a_session_made_without_the_factor_is_sent_to_it():
    editor = staff("editor")
    with_app(editor)
    client = Client()
    client.force_login(editor)
    answer = client.get("/yonetim/pages/")
    assert (
        answer["Location"] == "/e-belediye/hesabim/dogrula/ikinci-adim/?next=%2Fyonetim%2Fpages%2F"
    )
    again = client.post(answer["Location"], {"code": app_code(), "next": "/yonetim/pages/"})
    assert again["Location"] == "/yonetim/pages/"
    assert client.get("/yonetim/").status_code == 200


def test_no_browser_is_trusted_for_staff():
    with_app(staff("editor"))
    client = Client()
    password(client)
    answer = client.post(FACTOR, {"code": app_code()})
    assert answer["Location"] == reverse("wagtailadmin_home")  # not: "do you trust this browser?"
    assert "guvenilen_tarayici" not in client.cookies


def test_staff_cannot_put_down_their_last_factor():
    editor = staff("editor")
    with_app(editor)
    client = Client()
    password(client)
    client.post(FACTOR, {"code": app_code()})
    page = "/e-belediye/hesabim/guvenlik/uygulama/kaldir/"
    client.post("/e-belediye/hesabim/dogrula/", {"password": PASSWORD})
    answer = client.post(page)
    assert "Bunu kaldırmadan önce başka birini ekleyin" in answer.content.decode()
    assert editor.authenticator_set.filter(type="totp").exists()


def test_a_citizen_at_the_staff_door_reads_that_there_is_no_right_and_runs_in_no_circle():
    citizen()
    client = Client()
    client.force_login(citizen("veli@example.org"))
    answer = client.get(HOME, follow=True)
    assert answer.redirect_chain == [("/yonetim/login/?next=/yonetim/", 302)]
    assert "buraya girme yetkisi yok" in answer.content.decode()
    assert CITIZENS_PASSWORD != PASSWORD


def test_signing_out_of_the_admin_ends_the_session():
    editor = staff("editor")
    with_app(editor)
    client = Client()
    password(client)
    client.post(FACTOR, {"code": app_code()})
    assert client.post("/yonetim/logout/")["Location"] == DOOR
    assert client.get(HOME).status_code == 302


def test_production_refuses_to_run_with_the_rule_relaxed(settings):
    settings.STAFF_SECOND_FACTOR = False
    settings.DEBUG = False
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert "signin.E001" in found
    settings.STAFF_SECOND_FACTOR = True
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert "signin.E001" not in found


def test_the_demos_relaxed_door_says_so(settings):
    settings.STAFF_SECOND_FACTOR = False
    assert "Gerçek kurulumda ikinci adım zorunludur" in Client().get(DOOR).content.decode()
    settings.STAFF_SECOND_FACTOR = True
    assert "Gerçek kurulumda" not in Client().get(DOOR).content.decode()
