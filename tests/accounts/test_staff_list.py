"""The admin's list of users: the staff and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.staff.users import staff_accounts
from tests.factories.citizens import account, citizen
from tests.factories.people import citizen as registered
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
INDEX = "wagtailusers_users:index"


@pytest.fixture
def client():
    return signed_in(staff("administrator"))


def test_the_list_shows_the_staff_and_no_citizen(client):
    staff("editor")
    citizen("profilli.vatandas")
    registered("kayitli@example.org")
    html = client.get(reverse(INDEX)).content.decode()
    assert "editor" in html
    assert "profilli.vatandas" not in html
    assert "kayitli@example.org" not in html


def test_searching_finds_no_citizen_either(client):
    citizen("profilli.vatandas", number="")
    for name in (INDEX, "wagtailusers_users:index_results"):
        html = client.get(reverse(name), {"q": "profilli"}).content.decode()
        assert "profilli.vatandas@example.org" not in html


@pytest.mark.parametrize("view", ["edit", "delete", "history", "history_results", "usage"])
def test_a_citizens_account_is_not_opened_by_its_number(client, view):
    profile = citizen()
    address = reverse(f"wagtailusers_users:{view}", args=[profile.pk])
    assert client.get(address).status_code == 404
    client.post(address, {"username": "x", "email": "x@example.org", "is_active": "on"})
    profile.user.refresh_from_db()
    assert profile.user.username != "x"
    own = reverse(f"wagtailusers_users:{view}", args=[staff("editor").pk])
    assert client.get(own).status_code == 200


def test_no_account_fills_the_form_of_a_new_one(client):
    profile = citizen()
    html = client.get(f"{reverse(INDEX)}copy/{profile.pk}/", follow=True).content.decode()
    assert profile.user.email not in html


def test_who_works_here_is_listed_whatever_else_they_are():
    worker = staff("editor")
    EmailAddress.objects.create(user=worker, email=worker.email, verified=True, primary=True)
    closed = staff("guide")
    closed.is_active = False
    closed.save()
    boss = account(is_superuser=True)
    special = citizen().user
    special.user_permissions.add(Permission.objects.get(codename="view_group"))
    new = account()
    assert set(staff_accounts()) == {worker, closed, boss, special, new}


def test_the_list_costs_as_many_queries_for_many_as_for_one(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(reverse(INDEX))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(INDEX))
    for number in range(5):
        staff("editor", f"editor{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(INDEX))
    assert len(many) <= len(one) + 1
