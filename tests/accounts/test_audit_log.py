"""The audit log: what is recorded, what never is, who cannot change it."""

import base64
import json
import random
import uuid
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.audit import kinds
from accounts.audit.actions import record, record_view, seal_chain
from accounts.audit.context import acting
from accounts.audit.models import Entry, Link, Seal
from accounts.audit.redaction import REMOVED, redacted, redacted_text
from accounts.identity import completed, normalised
from content.editing.grants import group_of
from home.models import MunicipalitySettings
from tests.factories.citizens import PASSWORD, account
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
nine = st.integers(100_000_000, 999_999_999).map(str)


def chained():
    """Let the triggers of the end of the transaction run now; return the links."""
    connection.check_constraints()
    return list(Link.objects.order_by("number"))


def of_kind(kind):
    return list(Entry.objects.filter(kind=kind).order_by("pk"))


def test_an_entry_says_who_whose_from_where_why_and_what():
    officer, person = account(), account()
    entry = record(
        kinds.PERSONAL_DATA_VIEWED,
        actor=officer,
        subject=person,
        address="2001:db8::1",
        reason="Borç itirazı 2026/14",
        about="profil",
        details={"fields": ["telefon", "adres"]},
    )
    entry.refresh_from_db()
    assert (entry.actor, entry.subject) == (officer.public_id, person.public_id)
    assert (entry.address, entry.about) == ("2001:db8::1", "profil")
    assert entry.reason == "Borç itirazı 2026/14"
    assert entry.details == {"fields": ["telefon", "adres"]}


def test_recording_takes_two_queries_and_no_lock(django_assert_num_queries):
    person = account()
    with django_assert_num_queries(2) as queries:
        record(kinds.SIGN_IN, actor=person, subject=person, address="192.0.2.1")
    assert "lock" not in " ".join(query["sql"] for query in queries).lower()


def test_the_chain_continues_from_link_to_link():
    for _ in range(3):
        record(kinds.SIGN_IN_FAILED)
    links = chained()
    assert [link.number for link in links] == list(range(1, len(links) + 1))
    assert [link.previous for link in links[1:]] == [link.hash for link in links[:-1]]
    assert links[0].previous == "0" * 64


def test_what_is_rolled_back_was_not_recorded():
    before = Entry.objects.count()
    with transaction.atomic():
        record(kinds.SIGN_IN_FAILED)
        transaction.set_rollback(True)
    assert Entry.objects.count() == before


def test_a_view_of_personal_data_needs_a_reason_and_a_person():
    person = account()
    for reason in ("", "   ", "\x00"):
        with pytest.raises(ValueError, match="reason"):
            record_view(subject=person, reason=reason)
    with pytest.raises(ValueError, match="subject"):
        record_view(subject=None, reason="Vatandaş masada")
    assert record_view(subject=person, reason="Vatandaş masada").subject == person.public_id


def test_an_unknown_kind_is_refused_and_a_name_is_taken_once():
    with pytest.raises(KeyError):
        record("olmayan")
    with pytest.raises(ValueError, match="sign_in already"):
        kinds.register(kinds.Kind(kinds.SIGN_IN, "another"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_link SET hash = previous",
        "DELETE FROM audit_link",
        "UPDATE audit_seal SET number = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_to_change_or_delete(statement):
    record(kinds.SIGN_IN_FAILED)
    chained()
    seal_chain()
    with (
        pytest.raises(Error, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.exists()


def test_the_database_refuses_to_empty_the_tables():
    for table in ("audit_entry", "audit_link", "audit_seal"):
        with (
            pytest.raises(Error, match="TRUNCATE refused"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SET LOCAL audit.emptying = 'off'; TRUNCATE {table}")


def test_the_models_do_not_change_or_delete_either():
    entry = record(kinds.SIGN_IN_FAILED)
    with pytest.raises(Error, match="only added to"), transaction.atomic():
        entry.save()
    with pytest.raises(Error, match="only added to"), transaction.atomic():
        entry.delete()


# What never stands in the log ---------------------------------------------------------------------


@given(
    nine,
    st.sampled_from(["{}", "TC {} için", "no={}", "/x/{}/", "{0} {0}"]),
    st.sampled_from(["reason", "about", "details"]),
    st.booleans(),
)
def test_no_identity_number_reaches_an_entry(first, form, where, spaced):
    number = completed(first)
    written = f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}" if spaced else number
    text = form.format(written)
    value = {"note": text, text: [int(number), {"x": (text,)}]} if where == "details" else text
    entry = record(kinds.SIGN_IN_FAILED, **{where: value})
    stored = Entry.objects.values_list("reason", "about", "details").get(pk=entry.pk)
    assert number not in normalised(json.dumps(stored, ensure_ascii=False))


@given(
    st.sampled_from(
        [
            "password",
            "newPassword1",
            "parola",
            "Şifre",
            "access_token",
            "csrfmiddlewaretoken",
            "sessionid",
            "otp",
            "client_secret",
            "recovery_codes",
            "code",
            "kod",
            "api-key",
            "PIN",
        ]
    ),
    st.text(min_size=1) | st.lists(st.text(min_size=1)) | st.integers(),
)
def test_nothing_under_a_secret_name_is_kept(name, value):
    assert redacted({"form": {name: value, "city": "Kayseri"}}) == {
        "form": {name: REMOVED, "city": "Kayseri"}
    }


@given(st.integers(), st.integers(16, 64), st.sampled_from(["{}", "jeton {} idi", "/x/{}/"]))
def test_no_random_token_is_kept(seed, size, form):
    raw = random.Random(seed).randbytes(size)
    for token in (raw.hex(), base64.urlsafe_b64encode(raw).decode()):
        assert token not in redacted_text(form.format(token))


def test_well_known_forms_of_secrets_are_not_kept():
    for secret, text in (
        ("abc", "Authorization: Bearer abc"),
        ("geheim", "/giris/?next=/x&token=geheim&dil=tr"),
        ("123456", "otp: 123456"),
        ("x9", "parola=x9"),
        ("argon2id$v=19", "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA"),
        ("QUJDREVG", "sealed:1:tests:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="),
    ):
        assert secret not in redacted_text(text)


def test_ordinary_words_are_kept():
    person = uuid.uuid4()
    for text in (
        "Vatandaş, 2026/14 sayılı dilekçesi için masaya geldi.",
        "wagtailcore.grouppagepermission:group 3",
        f"hesap {person}",
        "https://www.example.org/hizmetler/emlak/",
        "+905321234567",
    ):
        assert redacted_text(text) == text


@given(st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists, max_leaves=20))
def test_any_detail_can_be_stored(value):
    entry = record(kinds.SIGN_IN_FAILED, details={"x": value})
    entry.refresh_from_db()
    assert "x" in entry.details


def test_odd_text_is_shortened_and_stored():
    entry = record(kinds.SIGN_IN_FAILED, reason="\ud800\x00" + "uzun " * 500, address="saçma")
    entry.refresh_from_db()
    assert len(entry.reason) == 300
    assert entry.address == ""


# What is recorded without being asked -------------------------------------------------------------


def test_signing_in_failing_and_out_is_recorded_with_address_and_without_what_was_typed():
    user = staff("editor")
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post("/yonetim/login/", {"username": "editor", "password": "yanlış-parola"})
    client.post("/yonetim/login/", {"username": "parolamı-buraya-yazdım", "password": "x"})
    client.post("/yonetim/login/", {"username": "editor", "password": PASSWORD})
    client.post("/yonetim/logout/")
    found = Entry.objects.filter(kind__startswith="sign_").order_by("pk")
    assert list(found.values_list("kind", "actor", "subject", "address")) == [
        ("sign_in_failed", None, user.public_id, "192.0.2.7"),
        ("sign_in_failed", None, None, "192.0.2.7"),
        ("sign_in", user.public_id, user.public_id, "192.0.2.7"),
        ("sign_out", user.public_id, user.public_id, "192.0.2.7"),
    ]
    everything = json.dumps(list(found.values("reason", "about", "details")), ensure_ascii=False)
    assert "parola" not in everything


def test_rights_given_and_taken_in_the_admin_are_recorded_with_who_did_it():
    administrator, person = staff("administrator"), staff("editor")
    group = group_of("approver")
    client = signed_in(administrator)
    begin = Entry.objects.count()
    response = client.post(
        f"/yonetim/users/edit/{person.pk}/",
        {
            "username": person.username,
            "email": "yeni@example.org",
            "first_name": "Elif",
            "last_name": "ÖRNEK",
            "is_active": "on",
            "groups": [group.pk],
        },
    )
    assert response.status_code == 302
    new = list(Entry.objects.order_by("pk")[begin:])
    rights = [entry for entry in new if entry.kind == kinds.RIGHTS_CHANGED]
    assert {entry.actor for entry in new} == {administrator.public_id}
    assert {entry.subject for entry in rights} == {person.public_id}
    assert {entry.details["change"] for entry in rights} == {"added", "removed"}
    changed = next(entry for entry in new if entry.kind == kinds.ACCOUNT_CHANGED)
    assert changed.details == {"changed": ["email"]}
    assert "yeni@example.org" not in json.dumps(changed.details)


def test_permissions_of_groups_and_rights_in_the_tree_are_recorded():
    from tests.factories.staff import obituaries

    group = Group.objects.create(name="Deneme")
    permission = Permission.objects.get(codename="view_group")
    group.permissions.set([permission])
    group.permissions.clear()
    right = group.page_permissions.create(page=obituaries(), permission=permission)
    right.delete()
    found = [entry for entry in of_kind(kinds.RIGHTS_CHANGED) if f"{group.pk}" in entry.about]
    assert [entry.details["change"] for entry in found] == ["added", "cleared", "added", "removed"]


def test_a_changed_password_is_recorded_and_a_stronger_hash_of_it_is_not(settings):
    person = account()
    person.set_password("başka-uzun-parola")
    person.save()
    assert len(of_kind(kinds.PASSWORD_CHANGED)) == 1
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert person.check_password("başka-uzun-parola")
    assert person.password.startswith("pbkdf2")
    assert len(of_kind(kinds.PASSWORD_CHANGED)) == 1


def test_settings_and_new_accounts_are_recorded_and_ordinary_saves_are_not():
    administrator = staff("administrator")
    with acting(administrator):
        person = account()
        MunicipalitySettings.objects.create(name="Örnek Belediyesi")
    begin = Entry.objects.count()
    person.first_name = "Fatma"
    person.save()
    person.save(update_fields=["last_login"])
    assert Entry.objects.count() == begin
    assert of_kind(kinds.ACCOUNT_MADE)[-1].actor == administrator.public_id
    setting = of_kind(kinds.SETTING_CHANGED)[-1]
    assert setting.actor == administrator.public_id
    assert setting.about.startswith("home.municipalitysettings:")


def test_an_account_may_go_and_the_log_stays():
    person = account()
    record(kinds.SIGN_IN, actor=person, subject=person)
    public_id = person.public_id
    person.delete()
    assert Entry.objects.filter(subject=public_id).exists()


# Export -------------------------------------------------------------------------------------------


def test_the_export_gives_whole_local_days_as_lines_of_json_and_is_recorded():
    for moment in (
        "2026-03-01T20:59Z",
        "2026-03-01T21:00Z",
        "2026-03-02T20:59Z",
        "2026-03-02T21:00Z",
    ):
        with time_machine.travel(moment, tick=False):
            record(kinds.SIGN_IN_FAILED, about=moment)
    chained()
    out = StringIO()
    call_command("export_audit_log", "--from", "2026-03-02", "--to", "2026-03-02", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["about"] for row in rows] == ["2026-03-01T21:00Z", "2026-03-02T20:59Z"]
    assert rows[1]["previous"] == rows[0]["hash"]
    assert of_kind(kinds.AUDIT_EXPORTED)[0].details == {"first": "2026-03-02", "last": "2026-03-02"}


def test_the_worker_seals_once_a_day():
    from accounts.audit.retention import tick

    record(kinds.SIGN_IN_FAILED)
    chained()
    tick()
    record(kinds.SIGN_IN_FAILED)
    chained()
    tick()
    assert Seal.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        tick()
    assert Seal.objects.count() == 2
