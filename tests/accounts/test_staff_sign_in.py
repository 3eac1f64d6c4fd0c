"""Staff sign in: limits, identical answers, a fresh session, and the record of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.limits import Limit, network_of, sign_in_limits
from accounts.queries import account_named
from tests.factories.staff import PASSWORD, signed_in, staff

pytestmark = pytest.mark.django_db
LOGIN = "/yonetim/login/"


def attempt(name: str, password: str, address: str = "192.0.2.1", client: Client | None = None):
    return (client or Client()).post(
        LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address
    )


def fail(times: int, name: str = "editor", **kwargs):
    for number in range(times):
        response = attempt(name, f"yanlış {number}", **kwargs)
    return response


def test_the_right_password_opens_the_dashboard():
    staff("editor")
    response = attempt("editor", PASSWORD)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_the_sixth_attempt_at_an_account_from_a_network_is_refused_even_with_the_right_password():
    staff("editor")
    assert fail(5).status_code == 200
    response = attempt("editor", PASSWORD)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "sessionid" not in response.cookies


def test_the_wait_ends():
    staff("editor")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(5)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert attempt("editor", PASSWORD).status_code == 302


def test_writing_the_name_differently_does_not_begin_a_new_count():
    staff("editor")
    fail(3, "Editor ")
    fail(2, "\uff45\uff44\uff49\uff54\uff4f\uff52")  # full-width letters
    assert attempt("editor", PASSWORD).status_code == 429


def test_a_stranger_elsewhere_does_not_lock_the_editor_out():
    staff("editor")
    fail(10, address="198.51.100.7")
    assert attempt("editor", PASSWORD, address="192.0.2.1").status_code == 302


def test_one_network_that_tries_many_accounts_is_stopped():
    staff("editor")
    for number in range(30):
        attempt(f"kisi{number}", "parola")
    assert attempt("editor", PASSWORD).status_code == 429


def test_many_networks_that_try_one_account_are_stopped():
    staff("editor")
    for number in range(50):
        attempt("editor", "parola", address=f"198.51.100.{number}")
    assert attempt("editor", "parola", address="203.0.113.9").status_code == 429


def test_an_ipv6_line_counts_as_one_network():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1")
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("saçma") == ""


def test_known_and_unknown_accounts_are_answered_alike_before_and_after_the_limit():
    staff("editor")
    for expected in (*[200] * 5, 429):
        known, unknown = attempt("editor", "yanlış"), attempt("olmayan", "yanlış")
        assert known.status_code == unknown.status_code == expected
        assert bare(known, "editor") == bare(unknown, "olmayan")


def bare(response, name: str) -> str:
    """Return an answer without what differs for everybody: the name typed and the form's tokens."""
    html = response.content.decode().replace(name, "")
    return re.sub(r"[A-Za-z0-9]{64}", "", html)


def test_success_forgets_the_failures_of_that_account_there():
    staff("editor")
    fail(4)
    attempt("editor", PASSWORD)
    fail(4)
    assert attempt("editor", PASSWORD).status_code == 302


def test_the_limits_are_data(settings):
    settings.SIGN_IN_LIMITS = (Limit("pair", ("account", "network"), 1, 60),)
    staff("editor")
    fail(1)
    assert attempt("editor", PASSWORD).status_code == 429
    assert sign_in_limits() == settings.SIGN_IN_LIMITS


def test_signing_in_makes_a_new_session_so_that_a_planted_one_is_worthless():
    staff("editor")
    client = Client()
    session = client.session
    session["ekilen"] = "değer"
    session.save()
    planted = session.session_key
    attempt("editor", PASSWORD, client=client)
    assert client.session.session_key != planted


def test_every_attempt_is_recorded_without_what_was_typed():
    user = staff("editor")
    attempt("editor", "yanlış")
    attempt("parolamı-buraya-yazdım", "x")
    attempt("editor", PASSWORD)
    kept = Entry.objects.filter(kind__startswith="sign_in").order_by("pk")
    assert list(kept.values_list("kind", "subject", "address")) == [
        ("sign_in_failed", user.public_id, "192.0.2.1"),
        ("sign_in_failed", None, "192.0.2.1"),
        ("sign_in", user.public_id, "192.0.2.1"),
    ]
    assert "parolamı" not in str(list(Entry.objects.values()))


def test_only_administrators_read_the_record():
    attempt("olmayan", "x")
    page = reverse("audit_log") + "?kind=sign_in_failed"
    assert "192.0.2.1" in signed_in(staff("administrator")).get(page).content.decode()
    assert signed_in(staff("approver")).get(page).status_code == 302


def test_a_name_is_one_in_whatever_case_it_is_typed():
    user = staff("editor")
    assert account_named("EDITOR") == account_named("Editor@Example.Org") == user
    assert account_named("") is account_named("olmayan") is None
    with pytest.raises(IntegrityError), transaction.atomic():
        get_user_model().objects.create_user("Editor", "baska@example.org")


def test_an_account_is_looked_up_by_indexes_however_many_there_are():
    """Reading all of them takes longer for unknown names, which tells the known ones."""
    wanted = Q(username__iexact="olmayan") | Q(email__iexact="olmayan")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = get_user_model().objects.filter(wanted).order_by()[:1].explain()
    assert "accounts_username_in_any_case" in plan
    assert "accounts_email_in_any_case" in plan


def test_a_citizen_with_the_right_password_stays_outside_the_admin():
    get_user_model().objects.create_user("vatandas", "v@example.org", PASSWORD)
    client = Client()
    attempt("vatandas", PASSWORD, client=client)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_forgotten_password_leads_to_the_one_way_of_setting_a_new_one():
    assert "/e-belediye/parola-unuttum/" in Client().get(LOGIN).content.decode()
    for address in ("", "confirm/MQ/set-password/", "done/", "complete/"):
        answer = Client().get(f"/yonetim/password_reset/{address}")
        assert answer["Location"] == "/e-belediye/parola-unuttum/"


def test_odd_input_is_no_error():
    assert attempt("\x00", "\x00").status_code == 200
    assert attempt("x" * 5000, "y").status_code == 200
    assert Client().post(LOGIN, {}).status_code == 200
