"""The audit log is verified: what was tampered with by SQL, with the triggers off, is found.

The chain grows when transactions end, so these tests commit.
"""

import re
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import checks, kinds
from accounts.audit.actions import record, seal_chain
from accounts.audit.models import Entry, Link, Seal, SealKind
from accounts.audit.retention import purge
from accounts.audit.verification import verify
from accounts.keys import new_key
from tests.factories.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty():
    """Forget what making the test database recorded."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry, audit_link, audit_seal RESTART IDENTITY")


@pytest.fixture
def log():
    """Five entries, a seal after the third."""
    for number in range(1, 6):
        record(kinds.SIGN_IN_FAILED if number % 2 else kinds.RIGHTS_CHANGED, about=f"e {number}")
        if number == 3:
            seal_chain()
    assert verify().findings == []
    return list(Link.objects.order_by("number"))


@contextmanager
def tampering():
    """Give a cursor to which the triggers do not apply, as somebody who owns the database has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor


def whats(expected=""):
    return [str(finding) for finding in verify(expected).findings]


def test_an_untouched_log_is_verified_and_tells_its_head(log):
    out = StringIO()
    call_command("verify_audit_log", stdout=out)
    assert "5 entries, 0 forgotten by rule" in out.getvalue()
    assert f"head 5:{log[-1].hash}" in out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'başka'",
        "about = 'e 9'",
        "at = at + interval '1 microsecond'",
        "kind = 'sign_out'",
        "keep = 'audit'",
        "actor = gen_random_uuid()",
        "subject = gen_random_uuid()",
        "address = '192.0.2.9'",
        "details = '{\"a\": 1}'",
        "seen_number = 0",
        "mac = repeat('a', 64)",
    ],
)
def test_any_changed_column_is_found_and_the_command_fails(log, change):
    with tampering() as cursor:
        cursor.execute(f"UPDATE audit_entry SET {change} WHERE id = %s", [log[2].entry_id])
    errors = StringIO()
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("verify_audit_log", stdout=StringIO(), stderr=errors)
    assert errors.getvalue().startswith("3: ")


def test_a_deleted_entry_is_found(log):
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [log[1].entry_id])
    assert whats() == ["2: its entry is missing"]


def test_an_entry_deleted_with_its_link_is_found(log):
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [log[1].entry_id])
        cursor.execute("DELETE FROM audit_link WHERE number = 2")
    assert "3: links before it are missing: 2–2" in whats()


def write_chain_anew(cursor, links):
    """Number and hash the links anew, as somebody may who knows how but has no key."""
    cursor.execute("DELETE FROM audit_link")
    previous = "0" * 64
    for number, link in enumerate(links, 1):
        text = (
            "%s || '|' || %s || '|' || %s || '|' || %s || '|' ||"
            " (extract(epoch FROM %s::timestamptz) * 1000000)::bigint"
        )
        values = [previous, link.mac, str(link.entry_id), link.keep, link.at]
        cursor.execute(f"SELECT encode(sha256(convert_to({text}, 'UTF8')), 'hex')", values)
        made = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO audit_link VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [number, link.entry_id, link.at, link.keep, link.mac, previous, made],
        )
        previous = made


def test_deleting_and_writing_the_whole_chain_anew_is_found_by_seal_and_by_later_entries(log):
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [log[1].entry_id])
        write_chain_anew(cursor, [log[0], *log[2:]])
    found = whats()
    assert "3: the chain was written anew: another hash was signed or noted" in found
    assert any("what it saw at" in what or "came after" in what for what in found)


def test_it_is_found_without_a_seal_too_because_later_entries_saw_what_was_there(log):
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_seal")
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [log[1].entry_id])
        write_chain_anew(cursor, [log[0], *log[2:]])
    assert any("what it saw at" in what or "came after" in what for what in whats())


def test_entries_in_another_order_are_found(log):
    with tampering() as cursor:
        write_chain_anew(cursor, [log[0], log[2], log[1], *log[3:]])
    assert whats() != []


def test_contents_exchanged_between_two_entries_are_found(log):
    one, two = log[1].entry_id, log[3].entry_id
    with tampering() as cursor:
        cursor.execute("UPDATE audit_entry SET id = -1 WHERE id = %s", [one])
        cursor.execute("UPDATE audit_entry SET id = %s WHERE id = %s", [one, two])
        cursor.execute("UPDATE audit_entry SET id = %s WHERE id = -1", [two])
    assert "2: the entry was exchanged for another one" in whats()


def test_an_entry_added_beside_the_chain_is_found(log):
    with tampering() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (at, kind, keep, address, reason, about, details, seen_number,"
            " seen_hash, key_id, mac) SELECT at, kind, keep, address, reason, about, details,"
            " seen_number, seen_hash, key_id, mac FROM audit_entry WHERE id = %s",
            [log[4].entry_id],
        )
    assert any("stands outside of the chain" in what for what in whats())


def test_an_entry_forged_without_the_key_is_found(log):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (at, kind, keep, address, reason, about, details, seen_number,"
            " seen_hash, key_id, mac) VALUES (now(), 'sign_in', 'traffic', '', '', '', '{}', 5, %s,"
            " 'tests', repeat('b', 64))",
            [log[4].hash],
        )
    assert whats() == ["6: the entry was changed"]


def test_an_end_that_was_cut_off_is_found_by_the_seal_or_by_a_head_noted_outside(log):
    head = verify().head
    with tampering() as cursor:
        cursor.execute(
            "DELETE FROM audit_entry WHERE id IN (%s, %s)", [log[3].entry_id, log[4].entry_id]
        )
        cursor.execute("DELETE FROM audit_link WHERE number > 3")
    assert whats() == []
    assert any("end of the chain is missing" in what for what in whats(head))
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_entry")
        cursor.execute("DELETE FROM audit_link")
    assert any("end of the chain is missing" in what for what in whats())
    with pytest.raises(CommandError, match="NUMBER:HASH"):
        call_command("verify_audit_log", head="saçma", stdout=StringIO())


def test_a_changed_and_a_missing_seal_are_found(log):
    seal_chain()
    record(kinds.SIGN_IN_FAILED)
    seal_chain()
    assert whats() == []
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_seal WHERE place = 2")
    assert whats() == ["6: a seal before it is missing or was changed"]
    with tampering() as cursor:
        cursor.execute("UPDATE audit_seal SET at = at + interval '1 day' WHERE place = 1")
    assert "3: a seal was changed" in whats()


def test_nothing_new_is_not_sealed_again(log):
    out = StringIO()
    call_command("seal_audit_log", stdout=out)
    call_command("seal_audit_log", stdout=out)
    assert re.match(r"sealed 5:[0-9a-f]{64}\nnothing new to seal", out.getvalue())


def test_keys_are_exchanged_and_old_entries_stay_verifiable_as_long_as_their_key_is_kept(
    log, settings
):
    settings.AUDIT_KEYS = [new_key(), *settings.AUDIT_KEYS]
    record(kinds.SIGN_IN_FAILED)
    assert whats() == []
    settings.AUDIT_KEYS = settings.AUDIT_KEYS[:1]
    assert "1: the key tests is not in AUDIT_KEYS" in whats()


# Retention ----------------------------------------------------------------------------------------


def at(days_ago, kind, about):
    with time_machine.travel(timezone.now() - timedelta(days=days_ago), tick=False):
        record(kind, about=about)


@pytest.fixture
def old_log():
    for days, kind in (
        (4_000, kinds.SIGN_IN_FAILED),
        (3_990, kinds.RIGHTS_CHANGED),
        (800, kinds.SIGN_IN_FAILED),
        (800, kinds.RIGHTS_CHANGED),
        (10, kinds.SIGN_IN_FAILED),
    ):
        at(days, kind, f"{days}")


def test_old_traffic_goes_the_rest_stays_longer_and_the_chain_is_verifiable(old_log):
    assert purge() == {"traffic": 2, "audit": 1}
    left = Entry.objects.exclude(kind=kinds.AUDIT_PURGED).order_by("pk")
    assert [(entry.about, entry.kind) for entry in left] == [
        ("800", kinds.RIGHTS_CHANGED),
        ("10", kinds.SIGN_IN_FAILED),
    ]
    assert Seal.objects.get().kind == SealKind.ANCHOR
    assert Link.objects.order_by("number").first().number == 3
    found = verify()
    assert found.findings == []
    assert found.forgotten == 1
    out = StringIO()
    call_command("purge_audit_log", stdout=out)
    assert out.getvalue() == "traffic: 0 deleted\naudit: 0 deleted\n"
    assert verify().findings == []


def test_what_was_deleted_is_told_in_the_log_itself(old_log):
    purge()
    told = [entry.details for entry in Entry.objects.filter(kind=kinds.AUDIT_PURGED).order_by("pk")]
    assert [(item["keep"], item["count"]) for item in told] == [("traffic", 2), ("audit", 1)]


def test_after_deleting_by_rule_a_deletion_by_hand_is_still_found(old_log):
    purge()
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE about = '10'")
    assert whats() == ["5: its entry is missing"]
    with tampering() as cursor:
        cursor.execute("DELETE FROM audit_link WHERE number <= 3")
    assert "4: links before it are missing: 3–3" in whats()


def test_a_log_that_is_old_throughout_keeps_its_last_link():
    at(5_000, kinds.SIGN_IN_FAILED, "a")
    at(5_000, kinds.RIGHTS_CHANGED, "b")
    purge()
    assert verify().findings == []
    record(kinds.SIGN_IN_FAILED)
    assert verify().findings == []


@pytest.mark.parametrize(("traffic", "rest"), [(364, 3_650), (731, 3_650), (730, 700)])
def test_a_setting_against_the_law_deletes_nothing_and_is_refused_at_the_start(
    old_log, settings, traffic, rest
):
    settings.AUDIT_TRAFFIC_DAYS, settings.AUDIT_KEEP_DAYS = traffic, rest
    with pytest.raises(ImproperlyConfigured):
        purge()
    assert Entry.objects.count() == 5
    assert [item.id for item in checks.kept_as_long_as_the_law_says(None)] == ["audit.E001"]


# Several at once ----------------------------------------------------------------------------------


def test_the_chain_stays_one_line_when_many_write_at_once():
    def write():
        for _ in range(25):
            with transaction.atomic():
                record(kinds.SIGN_IN_FAILED)
                record(kinds.RIGHTS_CHANGED)

    assert in_threads(*[write] * 6, *[seal_chain] * 3) == []
    found = verify()
    assert found.findings == []
    assert found.number == found.entries == 300


def test_who_has_recorded_and_goes_on_working_keeps_nobody_waiting():
    recorded, finished = threading.Event(), threading.Event()
    waited = []

    def slow():
        with transaction.atomic():
            record(kinds.RIGHTS_CHANGED, about="slow")
            recorded.set()
            finished.wait(10)

    def quick():
        recorded.wait(10)
        begun = time.monotonic()
        record(kinds.SIGN_IN_FAILED, about="quick")
        waited.append(time.monotonic() - begun)
        finished.set()

    assert in_threads(slow, quick) == []
    assert waited[0] < 5
    order = [Entry.objects.get(pk=link.entry_id).about for link in Link.objects.order_by("number")]
    assert order == ["quick", "slow"]
    assert verify().findings == []
