"""Citizens' profiles: what is stored, what is refused, what is recorded."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.models import Entry
from accounts.keys import new_key
from accounts.profiles import actions
from accounts.profiles.actions import IdentityFixed, IdentityTaken
from accounts.profiles.models import CitizenProfile, VerifiedBy
from accounts.profiles.queries import find_by_identity_number
from accounts.profiles.signals import contact_changed
from tests.factories.citizens import account, citizen

pytestmark = pytest.mark.django_db
NUMBER = "17291716060"


def opened(**fields):
    user = account(**fields)
    return actions.open_profile(user=user, birth_date=date(1980, 5, 17)).user


def again(user):
    return CitizenProfile.objects.select_related("user").get(pk=user.pk)


def recorded(user):
    return list(
        Entry.objects.filter(subject=user.public_id)
        .exclude(kind=kinds.ACCOUNT_MADE)
        .order_by("pk")
        .values_list("kind", "details")
    )


def test_opening_a_profile_twice_keeps_the_first():
    user = opened()
    actions.open_profile(user=user, birth_date=date(1999, 1, 1))
    assert again(user).birth_date == date(1980, 5, 17)
    assert len(recorded(user)) == 1


def test_a_number_is_given_with_spaces_found_and_shown_masked():
    user = opened()
    profile = actions.give_identity_number(user=user, number="172 917 160 60")
    assert profile.masked_identity_number == "172******60"
    assert find_by_identity_number(" 17291716060 ") == profile
    assert find_by_identity_number("10000000146") is None
    assert find_by_identity_number("saçma") is None
    assert not profile.is_verified


def test_a_number_of_another_account_is_refused_and_nothing_changes():
    citizen(number=NUMBER)
    user = opened()
    with pytest.raises(IdentityTaken):
        actions.give_identity_number(user=user, number=NUMBER)
    assert again(user).identity_number is None


def test_a_number_of_another_account_is_known_under_the_older_digest_too(settings):
    citizen(number=NUMBER)
    user = opened()
    settings.IDENTITY_DIGEST_KEYS = [new_key(), *settings.IDENTITY_DIGEST_KEYS]
    with pytest.raises(IdentityTaken):
        actions.give_identity_number(user=user, number=NUMBER)


def test_giving_ones_own_number_again_changes_nothing():
    user = opened()
    for _ in range(2):
        actions.give_identity_number(user=user, number=NUMBER)
    assert [kind for kind, _details in recorded(user)].count(kinds.IDENTITY_SET) == 1


def test_a_wrong_number_is_refused():
    with pytest.raises(ValueError):
        actions.give_identity_number(user=opened(), number="17291716061")


def test_confirming_takes_the_names_of_the_source_and_fixes_them():
    user = opened()
    actions.give_identity_number(user=user, number=NUMBER)
    actions.confirm_identity(
        user=user, by=VerifiedBy.EDEVLET, first_name="AYŞE NUR", last_name="ÖRNEK"
    )
    profile = again(user)
    assert profile.user.get_full_name() == "AYŞE NUR ÖRNEK"
    assert profile.is_verified
    assert profile.identity_verified_at is not None
    with pytest.raises(IdentityFixed):
        actions.change_person(user=user, first_name="Başka", last_name="Biri", birth_date=None)
    with pytest.raises(IdentityFixed):
        actions.give_identity_number(user=user, number="10000000146")


def test_the_desk_says_which_document_it_saw_and_the_officer_is_recorded():
    user, officer = opened(), account()
    actions.give_identity_number(user=user, number=NUMBER)
    with pytest.raises(ValueError, match="document"):
        actions.confirm_identity(user=user, by=VerifiedBy.DESK)
    from accounts.audit.context import acting

    with acting(officer):
        actions.confirm_identity(user=user, by=VerifiedBy.DESK, reason="Kimlik kartı görüldü")
    entry = Entry.objects.get(kind=kinds.IDENTITY_VERIFIED)
    assert (entry.actor, entry.subject) == (officer.public_id, user.public_id)
    assert (entry.reason, entry.details) == ("Kimlik kartı görüldü", {"by": "desk"})


def test_a_confirmation_is_taken_back_with_a_reason():
    user = opened()
    actions.give_identity_number(user=user, number=NUMBER)
    actions.confirm_identity(user=user, by=VerifiedBy.REGISTRY)
    with pytest.raises(ValueError, match="reason"):
        actions.withdraw_confirmation(user=user, reason=" ")
    actions.withdraw_confirmation(user=user, reason="Yanlış kişi")
    assert not again(user).is_verified
    actions.change_person(
        user=user, first_name=" Ayşe  Nur ", last_name="ÖRNEK", birth_date=date(1980, 5, 18)
    )
    assert again(user).user.first_name == "Ayşe Nur"


def test_without_a_number_there_is_nothing_to_confirm():
    with pytest.raises(ValueError, match="no identity number"):
        actions.confirm_identity(user=opened(), by=VerifiedBy.REGISTRY)


@pytest.mark.parametrize("day", [date(1899, 12, 31), timezone.localdate() + timedelta(days=1)])
def test_nobody_was_born_then(day):
    with pytest.raises(ValueError):
        actions.open_profile(user=account(), birth_date=day)


def test_a_changed_phone_is_unverified_until_its_own_code_comes_back():
    user = opened()
    actions.change_phone(user=user, phone="+905321234567")
    assert actions.confirm_phone(user=user, phone="+905321234567")
    assert again(user).phone_verified_at is not None
    actions.change_phone(user=user, phone="+905321234568")
    assert again(user).phone_verified_at is None
    assert not actions.confirm_phone(user=user, phone="+905321234567")
    assert not actions.confirm_phone(user=user, phone="")


def test_contact_changes_are_told_after_the_commit_with_the_old_value(
    django_capture_on_commit_callbacks,
):
    told = []

    def listen(user, channel, old, new, **kwargs):
        told.append((user.pk, channel, old, new))

    user = opened(email="eski@example.org")
    contact_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            actions.change_phone(user=user, phone="+905321234567")
            actions.change_email(user=user, email="yeni@example.org")
            actions.change_email(user=user, email="yeni@example.org")
            assert told == []
    finally:
        contact_changed.disconnect(listen)
    assert told == [
        (user.pk, "phone", "", "+905321234567"),
        (user.pk, "email", "eski@example.org", "yeni@example.org"),
    ]
    assert again(user).email_verified_at is not None


def test_an_address_of_another_account_is_refused():
    account(email="dolu@example.org")
    user = opened()
    with pytest.raises(ValidationError):
        actions.change_email(user=user, email="dolu@example.org")


def test_sms_needs_a_mobile_phone_and_ends_with_it():
    user = opened()
    with pytest.raises(ValidationError):
        actions.choose_notifications(user=user, by_email=True, by_sms=True, language="tr")
    actions.change_phone(user=user, phone="+905321234567")
    actions.choose_notifications(user=user, by_email=False, by_sms=True, language="ar")
    assert (again(user).is_told_by_sms, again(user).language) == (True, "ar")
    actions.change_phone(user=user, phone="+903522227000")
    assert not again(user).is_told_by_sms


def test_the_address_is_kept_as_the_neighbourhoods_slug_street_and_door():
    user = opened()
    actions.change_address(
        user=user, neighbourhood="sumer", street=" Mithatpaşa Caddesi ", door="12/4"
    )
    profile = again(user)
    assert (profile.neighbourhood, profile.street, profile.door) == (
        "sumer",
        "Mithatpaşa Caddesi",
        "12/4",
    )
    with pytest.raises(ValidationError):
        actions.change_address(user=user, neighbourhood="Sümer Mah.", street="", door="")


def test_what_changed_is_recorded_without_the_values():
    user = opened()
    actions.give_identity_number(user=user, number=NUMBER)
    actions.change_phone(user=user, phone="+905321234567")
    actions.change_address(user=user, neighbourhood="sumer", street="Lale Sokak", door="1")
    found = recorded(user)
    assert [kind for kind, _details in found] == [
        kinds.PERSONAL_DATA_CHANGED,
        kinds.IDENTITY_SET,
        kinds.CONTACT_CHANGED,
        kinds.CONTACT_CHANGED,
    ]
    everything = json.dumps(found, ensure_ascii=False)
    assert not any(value in everything for value in (NUMBER, "5321234567", "Lale", "sumer"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"phone": "0532 123 45 67"}, "citizen_phone_is_e164"),
        ({"phone_verified_at": timezone.now()}, "citizen_verified_phone_exists"),
        ({"is_told_by_sms": True}, "citizen_sms_needs_a_phone"),
        ({"identity_verified_by": "desk"}, "citizen_verified_by_whom_and_when"),
        ({"identity_verified_at": timezone.now()}, "citizen_verified_by_whom_and_when"),
        (
            {"identity_verified_by": "desk", "identity_verified_at": timezone.now()},
            "citizen_verified_by_whom_and_when",
        ),
        ({"identity_digest": "tests:" + "0" * 64}, "citizen_number_has_digest"),
        ({"birth_date": date(1890, 1, 1)}, "citizen_birth_date"),
        ({"language": "de"}, "citizen_language"),
    ],
)
def test_the_database_holds_what_must_always_hold(fields, constraint):
    profile = citizen(number="")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CitizenProfile.objects.filter(pk=profile.pk).update(**fields)


def test_with_the_account_everything_goes():
    profile = citizen(number=NUMBER)
    profile.user.delete()
    assert find_by_identity_number(NUMBER) is None


def test_finding_costs_one_query(django_assert_num_queries):
    citizen(number=NUMBER)
    with django_assert_num_queries(1):
        assert find_by_identity_number(NUMBER).user.first_name == "Ayşe"
