"""Who may: a citizen gets no right of the staff by being one, and staff none of a citizen."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.urls import reverse

from accounts.models import User
from accounts.profiles.queries import citizen_of
from tests.factories.citizens import account, citizen
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


def test_a_verified_citizen_has_no_permission_and_stays_outside_the_admin():
    profile = citizen()
    user = User.objects.get(pk=profile.pk)
    assert user.get_all_permissions() == set()
    assert not user.is_staff
    assert not user.groups.exists()
    response = signed_in(user).get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert "login" in response.url


def test_no_role_and_no_permission_makes_a_citizen():
    everything = account(is_superuser=True)
    everything.user_permissions.set(Permission.objects.all())
    for user in (staff("administrator"), everything, account(), AnonymousUser(), None):
        assert citizen_of(user) is None


def test_a_citizen_who_also_works_here_keeps_both_apart():
    user = staff("editor")
    before = user.get_all_permissions()
    citizen_profile = citizen()
    assert citizen_of(citizen_profile.user) == citizen_profile
    citizen_profile.user.groups.set(user.groups.all())
    assert User.objects.get(pk=citizen_profile.pk).get_all_permissions() == before
    citizen_profile.user.groups.clear()
    assert citizen_of(citizen_profile.user) == citizen_profile


def test_a_locked_account_is_nobodys_citizen():
    profile = citizen()
    profile.user.is_active = False
    profile.user.save()
    assert citizen_of(profile.user) is None


def test_a_closed_account_has_no_session_left():
    profile = citizen()
    client = signed_in(profile.user)
    assert client.get(reverse("account_home")).status_code == 200
    User.objects.filter(pk=profile.pk).update(is_active=False)
    response = client.get(reverse("account_home"))
    assert response.status_code == 302
    assert reverse("account_login") in response.url
