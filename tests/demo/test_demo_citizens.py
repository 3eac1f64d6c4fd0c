"""The demo's citizens: obviously invented, valid, in all states a profile can be in."""

import pytest
from django.core.management import CommandError, call_command

from accounts.audit.models import Entry
from accounts.identity import is_valid
from accounts.profiles.models import CitizenProfile
from accounts.profiles.queries import citizen_of, find_by_identity_number
from accounts.registry.fake import invented_people
from content.reference.models import Neighbourhood
from demo import catalogue
from demo.loading.citizens import PROFILES, load_citizens
from demo.loading.context import Loading
from demo.people import SURNAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizens():
    for row in catalogue.load("neighbourhoods"):
        if row["slug"] in {profile[1] for profile in PROFILES}:
            centre = row["centre"]
            Neighbourhood.objects.create(
                slug=row["slug"], name=row["name"], lat=centre["lat"], lng=centre["lng"]
            )
    load_citizens(Loading())
    return list(CitizenProfile.objects.select_related("user").order_by("pk"))


def test_six_of_the_ten_invented_people_have_an_account(citizens):
    assert [profile.user.username for profile in citizens] == [item[0] for item in PROFILES]
    found = [find_by_identity_number(person.number) for person in invented_people()]
    assert [profile is not None for profile in found] == [True] * 6 + [False] * 4


def test_their_names_and_numbers_are_obviously_nobodys(citizens):
    for profile in citizens:
        assert profile.user.last_name in SURNAMES
        assert profile.user.email.endswith("@example.org")
        assert profile.phone.startswith("+90500000")
        assert is_valid(profile.identity_number)
        assert len(set(profile.identity_number[:9])) == 2


def test_they_are_verified_in_each_way_and_not_at_all(citizens):
    assert {profile.identity_verified_by for profile in citizens} == {
        *("edevlet", "desk", "registry", "")
    }
    assert [bool(profile.neighbourhood) for profile in citizens] == [*[True] * 4, False, True]


def test_they_are_citizens_and_nothing_else(citizens):
    for profile in citizens:
        assert citizen_of(profile.user) == profile
        assert profile.user.get_all_permissions() == set()
        assert profile.user.check_password("kocasinan-demo")


def test_loading_them_is_in_the_log_without_their_numbers(citizens):
    text = str(list(Entry.objects.values_list("reason", "about", "details")))
    assert not any(person.number in text for person in invented_people())


def test_the_demo_is_not_loaded_where_it_would_open_a_door(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="password"):
        call_command("load_demo")
    assert not CitizenProfile.objects.exists()
