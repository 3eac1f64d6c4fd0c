"""Sealed fields: what the database holds, what opens, what is found, how keys are exchanged."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.keys import new_key
from accounts.profiles.models import CitizenProfile
from accounts.secrets import checks
from accounts.secrets.keys import DERIVED, Key, UnknownKey, read_ring, ring
from accounts.secrets.sealing import CannotOpen, Sealed, digest, digests, seal, unseal
from tests.factories.citizens import account, citizen

NUMBER = "17291716060"
PLACE = ("table", "column", "1", "purpose")
RINGS = ("IDENTITY_KEYS", "IDENTITY_DIGEST_KEYS", "AUDIT_KEYS")


def stored(profile):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT identity_number, identity_digest FROM profiles_citizenprofile WHERE user_id=%s",
            [profile.pk],
        )
        return cursor.fetchone()


@pytest.mark.django_db
def test_the_database_holds_neither_the_number_nor_anything_made_of_it_without_a_key():
    profile = citizen(number=NUMBER)
    sealed, found_by = stored(profile)
    assert NUMBER not in sealed
    assert NUMBER not in found_by
    assert sealed.startswith("sealed:1:tests:")
    assert re.fullmatch(r"tests:[0-9a-f]{64}", found_by)
    assert profile.identity_number == NUMBER


@pytest.mark.django_db
def test_the_same_number_is_sealed_differently_each_time():
    profile = citizen(number=NUMBER)
    before = stored(profile)
    profile.identity_number = NUMBER
    profile.save()
    after = stored(profile)
    assert before[0] != after[0]
    assert before[1] == after[1]


@pytest.mark.django_db
def test_saving_something_else_does_not_seal_anew():
    profile = citizen(number=NUMBER)
    before = stored(profile)
    profile.street = "Mithatpaşa Caddesi"
    profile.save()
    assert stored(profile) == before


@pytest.mark.django_db
def test_what_is_copied_to_another_row_does_not_open():
    one, two = citizen(number=NUMBER), citizen()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE profiles_citizenprofile SET identity_number=%s WHERE user_id=%s",
            [stored(one)[0], two.pk],
        )
    with pytest.raises(CannotOpen):
        _ = CitizenProfile.objects.get(pk=two.pk).identity_number


@pytest.mark.django_db
def test_the_database_refuses_a_readable_number_whoever_writes_it():
    profile = citizen(number="")
    with (
        pytest.raises(IntegrityError, match="citizen_number_is_sealed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE profiles_citizenprofile SET identity_number=%s, identity_digest=%s"
            " WHERE user_id=%s",
            [NUMBER, "tests:" + "0" * 64, profile.pk],
        )
    with pytest.raises(TypeError, match=r"save\(\) only"):
        CitizenProfile.objects.filter(pk=profile.pk).update(identity_number=NUMBER)
    profile.identity_number = "sealed:1:tests:AAAA"
    with pytest.raises(ValueError, match="looks sealed"):
        profile.save()


@pytest.mark.django_db
def test_loading_a_list_opens_nothing_and_looking_by_the_sealed_column_is_refused(monkeypatch):
    citizen(number=NUMBER)
    citizen(number="")
    from accounts.secrets import fields

    monkeypatch.setattr(fields, "unseal", lambda *_args: pytest.fail("opened"))
    assert len(list(CitizenProfile.objects.all())) == 2
    assert CitizenProfile.objects.filter(identity_number__isnull=True).count() == 1
    for lookup in ("identity_number", "identity_number__startswith", "identity_number__in"):
        with pytest.raises(FieldError):
            CitizenProfile.objects.filter(**{lookup: NUMBER})


@pytest.mark.django_db
def test_a_deferred_number_is_loaded_and_opened_when_it_is_asked_for():
    profile = citizen(number=NUMBER)
    assert CitizenProfile.objects.defer("identity_number").get(pk=profile.pk).identity_number == (
        NUMBER
    )


@pytest.mark.django_db
def test_a_citizen_is_found_by_the_digest_and_by_that_alone():
    profile = citizen(number=NUMBER)
    citizen()
    found = CitizenProfile.objects.filter(identity_digest__in=CitizenProfile.digests_of(NUMBER))
    assert list(found) == [profile]


@pytest.mark.django_db
def test_two_accounts_cannot_have_one_number():
    citizen(number=NUMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(number=NUMBER)


@pytest.mark.django_db
def test_dumps_and_names_of_rows_do_not_tell_the_number():
    profile = citizen(number=NUMBER)
    assert NUMBER not in serialize("json", [profile])
    assert NUMBER not in f"{profile} {profile!r} {stored(profile)}"


@pytest.mark.django_db
def test_validating_a_profile_sends_no_number_to_the_database():
    profile = citizen(number=NUMBER)
    profile.identity_number = NUMBER
    with connection.execute_wrapper(_no_number):
        profile.full_clean()
        profile.save()


def _no_number(execute, sql, params, many, context):
    assert NUMBER not in f"{sql} {params}"
    return execute(sql, params, many, context)


@given(st.text(min_size=1))
def test_what_is_sealed_opens_at_its_place(text):
    sealed = seal(text, PLACE)
    assert isinstance(sealed, Sealed)
    assert sealed.key_id == "tests"
    assert unseal(sealed, PLACE) == text


@given(st.integers(0, 3), st.text(min_size=1, max_size=8))
def test_it_opens_nowhere_else(part, other):
    place = list(PLACE)
    place[part] += other
    with pytest.raises(CannotOpen):
        unseal(seal(NUMBER, PLACE), tuple(place))


def test_parts_of_a_place_cannot_slide_into_each_other():
    with pytest.raises(CannotOpen):
        unseal(seal(NUMBER, ("ab", "c")), ("a", "bc"))
    assert digest("bc", "a") != digest("c", "ab")


@given(st.data())
def test_a_changed_letter_is_noticed(data):
    sealed = seal(NUMBER, PLACE)
    begin = len("sealed:1:tests:")
    place = data.draw(st.integers(begin, len(sealed) - 1))
    letter = data.draw(st.sampled_from("ABCabc019-_="))
    changed = sealed[:place] + letter + sealed[place + 1 :]
    if changed != sealed:
        with pytest.raises(CannotOpen):
            unseal(changed, PLACE)


@pytest.mark.parametrize("text", ["", NUMBER, "sealed:1:", "sealed:1:tests:", "sealed:1:tests:%"])
def test_what_is_not_sealed_does_not_open(text):
    with pytest.raises(CannotOpen):
        unseal(text, PLACE)


def test_the_newest_key_writes_and_older_ones_read():
    old, new = (read_ring([new_key()]) for _ in "ab")
    both = type(old)((*new.keys, *old.keys))
    sealed = seal(NUMBER, PLACE, old)
    assert unseal(sealed, PLACE, both) == NUMBER
    assert seal(NUMBER, PLACE, both).key_id == new.newest.id
    with pytest.raises(CannotOpen, match=old.newest.id):
        unseal(sealed, PLACE, new)
    assert digests(NUMBER, "p", both) == [digest(NUMBER, "p", new), digest(NUMBER, "p", old)]


def test_a_key_shows_its_id_and_never_its_secret():
    keys = ring("IDENTITY_KEYS")
    assert repr(keys.newest) == "Key('tests')"
    assert "AQEB" not in repr(keys)
    assert "\\x01" not in repr(keys)
    with pytest.raises(UnknownKey, match="older"):
        keys.find("older")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "no key"),
        (["abc"], "an id"),
        (["A:AAAA"], "an id"),
        (["a:AAAA"], "3 bytes instead of 32"),
        (["a:gizli anahtar"], "not base64url"),
        (["a:" + "A" * 43 + "=", "a:" + "B" * 43 + "="], "two keys a"),
    ],
)
def test_a_ring_that_cannot_be_read_says_why_without_the_secret(lines, why):
    with pytest.raises(ValueError, match=why) as caught:
        read_ring(lines)
    assert "gizli" not in str(caught.value)


def test_derived_keys_exist_in_development_only(settings):
    settings.IDENTITY_KEYS = []
    with pytest.raises(ImproperlyConfigured, match=r"accounts\.keys"):
        ring("IDENTITY_KEYS")
    settings.DEBUG = True
    derived = ring("IDENTITY_KEYS").newest
    assert derived.id == DERIVED
    assert derived != ring("AUDIT_KEYS").newest
    settings.SECRET_KEY = "another"
    assert ring("IDENTITY_KEYS").newest != derived


def test_the_check_stops_an_installation_without_keys_of_its_own(settings):
    assert checks.key_rings_can_be_read(None) == []
    for name in RINGS:
        setattr(settings, name, [])
    assert [item.id for item in checks.key_rings_can_be_read(None)] == ["secrets.E001"] * 3
    settings.DEBUG = True
    assert checks.key_rings_can_be_read(None) == []
    settings.DEBUG = False
    settings.IDENTITY_KEYS = ["development:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]
    settings.IDENTITY_DIGEST_KEYS = settings.AUDIT_KEYS = [new_key()]
    assert [item.id for item in checks.key_rings_can_be_read(None)] == [
        "secrets.E002",
        "secrets.E003",
    ]


def test_the_program_that_makes_keys_prints_a_line_for_each_ring_that_can_be_read():
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "accounts.keys"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(line.split("=", 1) for line in done.stdout.splitlines())
    assert tuple(found) == RINGS
    assert len({read_ring([line]).newest.secret for line in found.values()}) == 3
    assert all(isinstance(read_ring([line]).newest, Key) for line in found.values())


@pytest.mark.django_db
def test_rotation_seals_everything_anew_in_batches_and_is_done_when_run_again(settings):
    people = [citizen() for _ in range(5)] + [citizen(number="")]
    numbers = {profile.pk: profile.identity_number for profile in people}
    for name in ("IDENTITY_KEYS", "IDENTITY_DIGEST_KEYS"):
        setattr(settings, name, [new_key(), *getattr(settings, name)])
    with pytest.raises(CommandError, match="5 rows"):
        call_command("rotate_identity_keys", check=True, stdout=StringIO())
    out = StringIO()
    call_command("rotate_identity_keys", batch=2, stdout=out)
    assert "profiles.CitizenProfile: 5 written anew" in out.getvalue()
    for name in ("IDENTITY_KEYS", "IDENTITY_DIGEST_KEYS"):
        setattr(settings, name, getattr(settings, name)[:1])
    assert numbers == {row.pk: row.identity_number for row in CitizenProfile.objects.all()}
    digests = CitizenProfile.digests_of(numbers[people[0].pk])
    assert CitizenProfile.objects.get(identity_digest__in=digests) == people[0]
    before = [stored(profile) for profile in people]
    out = StringIO()
    call_command("rotate_identity_keys", stdout=out)
    assert "0 written anew" in out.getvalue()
    assert before == [stored(profile) for profile in people]


@pytest.mark.django_db
def test_while_keys_are_exchanged_a_number_is_found_under_the_older_digest(settings):
    profile = citizen(number=NUMBER)
    settings.IDENTITY_DIGEST_KEYS = [new_key(), *settings.IDENTITY_DIGEST_KEYS]
    digests = CitizenProfile.digests_of(NUMBER)
    assert CitizenProfile.objects.get(identity_digest__in=digests) == profile


@pytest.mark.django_db
def test_a_row_that_does_not_open_is_told_and_stops_nothing(settings):
    broken, whole = citizen(), citizen()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE profiles_citizenprofile SET identity_number=%s WHERE user_id=%s",
            ["sealed:1:lost:" + "A" * 60, broken.pk],
        )
    settings.IDENTITY_KEYS = [new_key(), *settings.IDENTITY_KEYS]
    errors = StringIO()
    with pytest.raises(CommandError, match="1 rows still need an older key"):
        call_command("rotate_identity_keys", batch=1, stdout=StringIO(), stderr=errors)
    assert str(broken.pk) in errors.getvalue()
    newest = settings.IDENTITY_KEYS[0].split(":")[0]
    assert stored(whole)[0].startswith(f"sealed:1:{newest}:")


@pytest.mark.django_db
def test_rotation_reaches_sealed_texts_inside_of_documents_too(settings):
    from allauth.mfa.models import Authenticator

    from accounts.signin.factors import PLACE as FACTORS

    def factor(**data):
        return Authenticator.objects.create(user=account(), type="totp", data=data)

    app = factor(secret=seal("GIZLI", FACTORS), more=[{"seed": seal("tohum", FACTORS)}], n=1)
    lost = factor(secret="sealed:1:lost:" + "A" * 60)
    plain = factor(secret="none")
    settings.IDENTITY_KEYS = [new_key(), *settings.IDENTITY_KEYS]
    with pytest.raises(CommandError, match="2 rows"):
        call_command("rotate_identity_keys", check=True, stdout=StringIO())
    out, errors = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 rows still"):
        call_command("rotate_identity_keys", batch=1, stdout=out, stderr=errors)
    assert "mfa.Authenticator.data: 1 written anew" in out.getvalue()
    assert f"mfa.Authenticator.data: 1 do not open: {lost.pk}" in errors.getvalue()
    settings.IDENTITY_KEYS = settings.IDENTITY_KEYS[:1]
    app.refresh_from_db()
    assert unseal(app.data["secret"], FACTORS) == "GIZLI"
    assert unseal(app.data["more"][0]["seed"], FACTORS) == "tohum"
    assert app.data["n"] == 1
    plain.refresh_from_db()
    assert plain.data == {"secret": "none"}
