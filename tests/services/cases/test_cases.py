import threading
import uuid
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from services.cases.actions import (
    ChangeRefused,
    Filing,
    assign,
    change_status,
    file_case,
    write_message,
    write_note,
)
from services.cases.kinds import By, Phase
from services.cases.models import AllowedChange, Case, Entry, EntryKind, Series
from services.cases.reference import read
from services.cases.verification import findings
from tests.factories.citizens import account
from tests.factories.site import directorate

FRIDAY = datetime(2026, 3, 13, 10, tzinfo=ZoneInfo("Europe/Istanbul"))


def filed(now=FRIDAY, **fields):
    fields = {"kind": "DN", "key": uuid.uuid4(), "title": "Sokak lambası"} | fields
    return file_case(filing=Filing(**fields), now=now)


def moved(case, *steps, now=FRIDAY):
    for after, by in steps:
        case = change_status(case=case, after=after, by=by, text="Gerekçe", now=now)
    return case


WORKING = ("working", By.STAFF)


def test_a_case_has_a_reference_a_first_status_and_a_due_date_with_its_rule(trial):
    case = filed(contact_email="deneme@example.org")
    assert read(str(case)) == case.reference
    assert str(case).startswith("DN-26-00001-")
    assert (case.status, case.phase) == ("received", Phase.OPEN)
    assert (case.due_on, case.due_source) == (date(2026, 4, 6), "4982 s.K. m.11")
    assert str(filed()).startswith("DN-26-00002-")
    assert str(filed(now=FRIDAY + timedelta(days=300))).startswith("DN-27-00001-")


def test_what_reaches_a_person_is_stored_sealed(trial):
    case = filed(contact_email="deneme@example.org", contact_phone="+905320000000")
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_email, contact_phone FROM cases_case")
        stored = " ".join(cursor.fetchone())
    assert "deneme" not in stored
    assert "532" not in stored
    assert Case.objects.get(pk=case.pk).contact_email == "deneme@example.org"


def test_the_same_form_sent_again_is_the_same_case(trial):
    key = uuid.uuid4()
    assert filed(key=key) == filed(key=key, title="Başka bir şey")
    assert Case.objects.count() == Entry.objects.count() == Series.objects.get().last == 1


def test_what_an_officer_writes_down_for_somebody_is_the_officers_entry(trial):
    citizen, officer = account("arayan"), account("santral")
    case = filed(owner=citizen, officer=officer, channel="phone")
    entry = case.timeline.get()
    assert (case.owner, entry.by, entry.author) == (citizen, By.STAFF, officer.public_id)


def test_a_case_goes_only_where_its_kind_lets_that_side_bring_it(trial):
    case = filed()
    for after, by in (("solved", By.STAFF), ("working", By.CITIZEN), ("nowhere", By.STAFF)):
        with pytest.raises(ChangeRefused) as caught:
            change_status(case=case, after=after, by=by, text="Gerekçe")
        assert caught.value.why == "unknown"
    assert moved(case, WORKING).status == "working"


def test_a_change_that_needs_a_reason_is_refused_without_one(trial):
    case = moved(filed(), WORKING)
    with pytest.raises(ChangeRefused) as caught:
        change_status(case=case, after="solved", by=By.STAFF, text="  ")
    assert caught.value.why == "reason"


def test_while_the_citizen_is_asked_the_clock_stands_still(trial):
    case = moved(filed(), WORKING, ("asked", By.STAFF))
    assert case.waiting_since == FRIDAY.date()
    # Five working days later; the feast of 20 to 22 March costs one of them (Friday the 20th).
    later = datetime(2026, 3, 23, 9, tzinfo=ZoneInfo("Europe/Istanbul"))
    case = change_status(case=case, after="working", by=By.CITIZEN, now=later)
    assert case.waiting_since is None
    assert case.due_on == date(2026, 4, 13)


def test_a_closed_case_says_whether_it_was_answered_in_time_and_until_when_it_is_kept(trial):
    in_time = moved(filed(), WORKING, ("solved", By.STAFF), now=FRIDAY + timedelta(days=24))
    late = moved(filed(), WORKING, ("solved", By.STAFF), now=FRIDAY + timedelta(days=25))
    withdrawn = moved(filed(), ("withdrawn", By.CITIZEN))
    assert [case.was_in_time for case in (in_time, late, withdrawn)] == [True, False, None]
    assert in_time.keep_until == date(2026, 4, 6) + timedelta(days=3650)


def test_a_case_is_opened_again_within_its_days_only(trial):
    case = moved(filed(), WORKING, ("solved", By.STAFF))
    with pytest.raises(ChangeRefused) as caught:
        moved(case, ("working", By.CITIZEN), now=FRIDAY + timedelta(days=14, seconds=1))
    assert caught.value.why == "late"
    opened = moved(case, ("working", By.CITIZEN), now=FRIDAY + timedelta(days=14))
    assert (opened.closed_at, opened.was_in_time, opened.keep_until) == (None, None, None)


def test_the_timeline_tells_everything_in_order_and_keeps_notes_inside(trial):
    citizen, officer = account("vatandas"), account("gorevli")
    case = filed(owner=citizen)
    assign(case=case, directorate=directorate("Fen İşleri"), author=officer)
    write_note(case=case, text="Ekip cuma günü gider.", author=officer)
    write_message(case=case, by=By.STAFF, text=" Fotoğraf ekleyebilir misiniz? ", author=officer)
    moved(case, WORKING)
    timeline = list(case.timeline.all())
    assert [entry.number for entry in timeline] == [1, 2, 3, 4, 5]
    assert [entry.kind for entry in timeline] == [
        EntryKind.FILED,
        EntryKind.ASSIGNED,
        EntryKind.NOTE,
        EntryKind.MESSAGE,
        EntryKind.STATUS,
    ]
    assert [entry.is_public for entry in timeline] == [True, True, False, True, True]
    assert timeline[0].author == citizen.public_id
    assert timeline[3].text == "Fotoğraf ekleyebilir misiniz?"
    assert list(findings()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET status = 'solved', phase = 'closed', closed_at = now()",
        "UPDATE cases_case SET number = 7",
        "UPDATE cases_entry SET text = 'x'",
        "DELETE FROM cases_entry",
        "UPDATE cases_case SET phase = 'closed'",
        "UPDATE cases_case SET due_source = ''",
    ],
)
def test_the_database_refuses_what_the_actions_never_do(trial, sql):
    filed()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_case_cannot_be_stored_in_the_middle_of_its_way(trial):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            kind="DN",
            year=2026,
            number=1,
            status="working",
            phase=Phase.OPEN,
            title="x",
            filing_key=uuid.uuid4(),
        )


def test_the_table_of_allowed_changes_follows_the_code(trial):
    AllowedChange.objects.create(kind="DN", before="received", after="solved")
    AllowedChange.objects.filter(kind="DN", after="working").delete()
    call_command("migrate", verbosity=0)
    stored = set(AllowedChange.objects.filter(kind="DN").values_list("before", "after"))
    assert stored == {("", "received")} | {(c.before, c.after) for c in trial.changes}


def tamper(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # as who owns the server
        cursor.execute(sql, params)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE cases_entry SET text = 'Uydurma' WHERE number = 2", "was changed"),
        ("UPDATE cases_entry SET is_public = false WHERE number = 1", "was changed"),
        ("UPDATE cases_entry SET at = at - interval '1 day' WHERE number = 2", "was changed"),
        ("DELETE FROM cases_entry WHERE number = 2", "is missing: 2 was expected"),
        ("DELETE FROM cases_entry WHERE number = 3", "end of the timeline is missing"),
        ("UPDATE cases_case SET status = 'received'", "the timeline says solved"),
        (
            "DELETE FROM cases_entry; DELETE FROM cases_case",
            "1 numbers, 0 cases",
        ),
    ],
)
def test_verification_finds_what_was_written_past_the_application(trial, sql, what):
    case = moved(filed(), WORKING, ("solved", By.STAFF))
    assert list(findings()) == []
    tamper(sql)
    found = list(findings())
    assert any(what in finding.what for finding in found), found
    assert all(finding.where.startswith("DN") for finding in found)
    with pytest.raises(CommandError, match="somebody wrote past"):
        call_command("verify_cases", stderr=StringIO())
    assert case.entries == 3


def test_entries_of_two_cases_cannot_change_places(trial):
    first, second = filed(title="Bir"), filed(title="İki")
    tamper(
        "UPDATE cases_entry SET number = number + 10 WHERE case_id = %s;"
        "UPDATE cases_entry SET case_id = %s WHERE case_id = %s;"
        "UPDATE cases_entry SET case_id = %s, number = 1 WHERE number = 11",
        *(first.pk, first.pk, second.pk, second.pk),
    )
    assert {finding.what for finding in findings()} == {
        "the entry, or the one before it, was changed"
    }


def test_verification_reads_batches_not_rows(trial, django_assert_num_queries):
    for _ in range(6):
        filed()
    out = StringIO()
    with django_assert_num_queries(6):  # counts, series, cases, their entries and files; the total
        call_command("verify_cases", stdout=out)
    assert "6 cases" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_make_one_change_and_number_without_gaps(transactional_db, trial):
    case = moved(filed(now=timezone.now()), WORKING, now=timezone.now())
    key = uuid.uuid4()
    refused, failed = [], []

    def press(number):
        try:
            filed(now=timezone.now(), key=key if number % 2 else uuid.uuid4())
            change_status(case=case, after="solved", by=By.STAFF, text=f"{number}")
        except ChangeRefused as error:
            refused.append(error.why)
        except Exception as error:  # whatever else there is fails the test
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert refused == ["unknown"] * 19
    assert case.timeline.filter(kind=EntryKind.STATUS, data__after="solved").count() == 1
    # The case before, one for each of ten keys, and one for the key that ten threads shared.
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert list(findings()) == []
