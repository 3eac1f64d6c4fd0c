import dataclasses
import io
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry as AuditEntry
from outbox.models import Message
from services.cases import kinds
from services.cases.actions import ErasureRefused, assign, erase_case, write_message
from services.cases.actions.erasing import ERASED, due_for_erasing, erase_due
from services.cases.kinds import By, Retention
from services.cases.models import Attachment, Case, EntryKind, private_storage
from services.cases.notices.links import token_of
from services.cases.reference import Reference
from services.cases.verification import files_changed, findings
from tests.factories.cases import filed, kept, solved
from tests.factories.citizens import account
from tests.factories.site import directorate, home_page
from tests.services.cases.test_cases import tamper

LONG_AGO = timezone.now() - timedelta(days=3_700)


def full(**fields):
    """Return a case that holds everything a case can hold, closed so long ago that it goes."""
    key, message = uuid.uuid4(), uuid.uuid4()
    kept(key)
    given = {
        "key": key,
        "owner": account(),
        "title": "Ayşe Hanım'ın lambası",
        "text": "Ayşe",
        "data": {"ad": "Ayşe"},
        "contact_email": "ayse@example.org",
        "now": LONG_AGO,
    }
    case = filed(**given | fields)
    case = assign(case=case, directorate=directorate("Fen İşleri Müdürlüğü"))
    kept(message)
    write_message(case=case, by=By.CITIZEN, text="Ben Ayşe", files=message)
    return solved(case, now=LONG_AGO)


def everything_stored():
    tables = ("cases_case", "cases_entry", "cases_attachment", "outbox_message", "outbox_content")
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT {table}::text FROM {table}")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_leads_to_nobody_and_verification_still_holds(transactional_db, trial):
    case, other = full(), filed()
    names = list(Attachment.objects.values_list("content", flat=True))
    before = case.entries
    assert "Ayşe" in everything_stored()
    assert erase_due() == 1
    stored = everything_stored()
    assert "Ayşe" not in stored
    assert "ayse" not in stored
    assert str(case.filing_key) not in stored
    assert not any(private_storage().exists(name) for name in names)
    assert not Message.objects.filter(owner=f"case:{case.pk}").exists()
    left = Case.objects.get(pk=case.pk)
    assert str(left) == str(case)
    assert (left.status, left.was_in_time, left.directorate) == (
        "solved",
        case.was_in_time,
        case.directorate,
    )
    entry = left.timeline.get()
    assert (entry.kind, entry.data["entries"]) == (EntryKind.ERASED, before)
    assert entry.data["source"] == trial.retention.source
    assert list(findings()) == list(files_changed()) == []
    assert Case.objects.get(pk=other.pk).erased_at is None


def test_a_kind_that_does_not_anonymise_keeps_the_number_alone(trial, monkeypatch):
    hard = dataclasses.replace(
        trial, retention=Retention(days=30, source="6698 s.K. m.7", anonymises=False)
    )
    monkeypatch.setattr(kinds, "_kinds", {"DN": hard})
    case = erase_case(case=full(), source="6698 s.K. m.7")
    assert (case.directorate, case.was_in_time) == (None, None)
    assert list(findings()) == []


def test_the_kind_forgets_what_its_own_tables_hold_in_the_same_transaction(trial, monkeypatch):
    forgotten = []
    kind = dataclasses.replace(trial, forget=forgotten.append)
    monkeypatch.setattr(kinds, "_kinds", {"DN": kind})
    case = full()
    erase_case(case=case, source="x")
    assert forgotten == [case]


def test_only_what_is_closed_and_over_is_erased_and_only_once(trial):
    recent, open_one = solved(filed()), filed(now=LONG_AGO)
    assert erase_due() == 0
    for case in (open_one, erase_case(case=recent, source="Başvuranın talebi")):
        with pytest.raises(ErasureRefused):
            erase_case(case=case, source="x")
    assert list(due_for_erasing()) == []


def test_an_erased_case_opens_to_nobody(trial):
    home_page()
    case = full()
    client = Client()
    link = f"/e-belediye/talep-sorgulama/b/{token_of(case)}/"
    client.get(link)
    erase_case(case=case, source="x")
    assert client.get(f"/e-belediye/basvurularim/{case}/").status_code == 302
    assert client.get(link).status_code == 404


def test_who_takes_a_timeline_away_without_the_key_is_found(trial):
    case = full()
    tamper(
        "UPDATE cases_attachment SET case_id = NULL, entry_id = NULL WHERE case_id = %s;"
        "DELETE FROM cases_entry WHERE case_id = %s;"
        "UPDATE cases_case SET entries = 0, head = repeat('0', 64), owner_id = NULL,"
        " contact_email = NULL, text = '', erased_at = now() WHERE id = %s",
        *(case.pk, case.pk, case.pk),
    )
    assert [finding.what for finding in findings()] == [
        "the status is solved, the timeline says None"
    ]


def test_the_database_deletes_entries_only_in_a_transaction_that_says_so(trial):
    case = full()
    Attachment.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        case.timeline.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(erased_at=timezone.now())


def test_each_destruction_is_recorded_without_personal_data(trial):
    full()
    full()
    erase_due()
    entry = AuditEntry.objects.get(kind=ERASED)
    assert entry.details == {"counts": {"DN": 2}}


def test_the_command_counts_before_it_erases(trial):
    full()
    out = io.StringIO()
    call_command("erase_cases", dry_run=True, stdout=out)
    assert Case.objects.filter(erased_at=None).count() == 1
    call_command("erase_cases", stdout=out)
    assert out.getvalue().splitlines() == ["1 cases are due.", "1 cases erased."]


def test_one_case_is_erased_at_its_citizens_request_and_with_a_reason(trial):
    case, open_one = solved(filed()), filed()
    unknown = Reference("DN", 2026, 9_999)
    for reference, source in ((case, ""), (unknown, "x"), (open_one, "x")):
        with pytest.raises(CommandError):
            call_command("erase_cases", reference=str(reference), source=source)
    call_command(
        "erase_cases", reference=str(case), source="KVKK m.11 talebi", stdout=io.StringIO()
    )
    assert Case.objects.get(pk=case.pk).timeline.get().data["source"] == "KVKK m.11 talebi"
