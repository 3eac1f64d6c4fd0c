"""Many users at once in the admin: the staff and nobody else, and all of it in the audit log."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from accounts.audit import kinds
from accounts.audit.models import Entry
from content.editing.grants import group_of
from tests.factories.citizens import citizen
from tests.factories.staff import PASSWORD, signed_in, staff

pytestmark = pytest.mark.django_db
REASON = {"reason": "Telefonu kayboldu"}
DATA = {
    "assign_role": lambda: {"role": group_of("editor").pk},
    "delete": dict,
    "set_active_state": lambda: {"mark_as_active": "False"},
}


@pytest.fixture
def boss():
    return staff("administrator")


@pytest.fixture
def client(boss):
    return signed_in(boss)


def through_the_door(user):
    """A browser whose owner signed in as people do: such sessions are listed and can be ended."""
    found = Client()
    found.post("/yonetim/login/", {"username": user.username, "password": PASSWORD})
    return found


def address(action, *ids, **more):
    query = "&".join([f"id={pk}" for pk in ids] + [f"{name}={text}" for name, text in more.items()])
    return reverse("wagtail_bulk_action", args=["accounts", "user", action]) + f"?{query}"


def state(user):
    """What these actions could have changed."""
    found = get_user_model().objects.filter(pk=user.pk).first()
    return found and (found.is_active, list(found.groups.values_list("pk", flat=True)))


@pytest.mark.parametrize("action", DATA)
def test_a_citizens_account_is_neither_shown_nor_touched(client, action):
    user = citizen("profilli.vatandas").user
    before = state(user)
    url = address(action, user.pk)
    shown = client.get(url)
    done = client.post(url, DATA[action]())
    assert (shown.status_code, done.status_code) == (404, 404)
    assert user.email not in shown.content.decode()
    assert state(user) == before


@pytest.mark.parametrize("action", DATA)
def test_among_chosen_staff_a_citizen_is_passed_over(client, action):
    user, worker = citizen("profilli.vatandas").user, staff("guide")
    before, worked = state(user), state(worker)
    url = address(action, user.pk, worker.pk)
    assert user.email not in client.get(url).content.decode()
    client.post(url, DATA[action]())
    assert state(user) == before
    assert state(worker) != worked


@pytest.mark.parametrize("more", [{}, {"q": "a"}])
@pytest.mark.parametrize("action", DATA)
def test_all_means_everybody_of_the_list(client, boss, action, more):
    user, worker = citizen("ayse.vatandas").user, staff("guide", "ayla")
    before, worked = state(user), state(worker)
    client.post(address(action, "all", **more), DATA[action]())
    assert state(user) == before
    assert state(worker) != worked
    assert state(boss)[0]


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 40, "٣", "1e3", ""])
def test_an_odd_number_is_nobodys(client, chosen):
    assert client.get(address("delete", chosen)).status_code == 404


def test_closing_many_accounts_is_in_the_audit_log(client):
    worker = staff("guide")
    client.post(address("set_active_state", worker.pk), {"mark_as_active": "False"})
    assert not get_user_model().objects.get(pk=worker.pk).is_active
    entry = Entry.objects.filter(kind=kinds.ACCOUNT_CHANGED, subject=worker.public_id).latest("pk")
    assert "is_active" in entry.details["changed"]


def test_nobody_closes_their_own_account_among_others(client, boss):
    client.post(
        address("set_active_state", boss.pk, staff("guide").pk), {"mark_as_active": "False"}
    )
    assert state(boss)[0]


def test_colleagues_are_signed_out_everywhere_and_the_log_says_why(client, boss):
    worker, other = staff("guide"), staff("guide", "ayla")
    phone, desk, untouched = (through_the_door(one) for one in (worker, worker, other))
    url = address("end_sessions", worker.pk, boss.pk)
    assert "you yourself" not in client.get(url).content.decode()
    client.post(url, REASON)
    home = reverse("wagtailadmin_home")
    assert [one.get(home).status_code for one in (phone, desk, untouched, client)] == [
        *(302, 302),
        *(200, 200),
    ]
    assert get_user_model().objects.get(pk=worker.pk).is_active
    entry = Entry.objects.get(kind=kinds.SESSIONS_ENDED)
    assert (entry.subject, entry.reason) == (worker.public_id, REASON["reason"])
    assert entry.actor == boss.public_id


def test_a_citizens_sessions_are_not_ended_from_the_list_of_staff(client):
    user = citizen("profilli.vatandas").user
    key = signed_in(user).session.session_key
    UserSession.objects.create(user=user, ip="192.0.2.1", user_agent="", session_key=key)
    assert client.post(address("end_sessions", user.pk), REASON).status_code == 404
    assert UserSession.objects.filter(user=user, session_key=key).exists()


def test_sessions_are_not_ended_without_a_reason(client):
    worker = staff("guide")
    session = through_the_door(worker)
    answer = client.post(address("end_sessions", worker.pk), {"reason": " "})
    assert "Bu alan zorunludur" in answer.content.decode()
    assert session.get(reverse("wagtailadmin_home")).status_code == 200
    assert not Entry.objects.filter(kind=kinds.SESSIONS_ENDED).exists()
