from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from services.cases.actions import change_status
from services.cases.kinds import By
from services.cases.models import Case
from services.requests.actions import file_report
from services.requests.models import Moderation, Report
from tests.factories import reports
from tests.factories.site import directorate

pytestmark = pytest.mark.django_db


def test_a_report_is_a_case_with_topic_place_and_directorate():
    made = reports.report()
    case = made.case
    assert case.kind == "CM"
    assert case.directorate == directorate() == made.directorate
    assert case.title == "Çukur ve bozuk yol – Sahabiye, Örnek Sokak"
    assert case.due_source == "3071 s.K. m.7"
    assert [entry.kind for entry in case.timeline.all()] == ["filed", "assigned"]
    assert (made.lng, made.lat) == reports.HERE
    assert made.status == "received"


def test_a_request_for_information_has_the_clock_of_its_own_law():
    made = reports.report(type="information")
    assert made.case.kind == "BE"
    assert made.case.due_source == "4982 s.K. m.11"
    assert made.promised_on is None


def test_the_promise_of_the_topic_is_counted_in_working_days_beside_the_law():
    monday = timezone.make_aware(timezone.datetime(2026, 6, 1, 10))
    made = reports.report(monday)
    assert made.promised_on.isoformat() == "2026-06-15"
    assert made.case.due_on.isoformat() == "2026-07-01"


def test_the_same_form_sent_twice_is_one_report():
    form = reports.filing()
    assert file_report(filing=form).pk == file_report(filing=form).pk
    assert Case.objects.count() == Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_many_threads_at_once_is_one_report(transactional_db):
    from services.cases.actions import copy_allowed_changes

    copy_allowed_changes()
    form = reports.filing()
    barrier, found, wrong = Barrier(8), [], []

    def send():
        try:
            barrier.wait()
            found.append(file_report(filing=form).pk)
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert wrong == []
    assert len(set(found)) == 1
    assert Report.objects.count() == Case.objects.count() == 1


def test_what_the_same_person_reports_again_is_closed_as_a_duplicate_of_the_first():
    first = reports.report(contact_phone="+905000000001")
    second = reports.report(contact_phone="+905000000001")
    assert second.status == "duplicate"
    assert second.merged_into == first
    assert second.case.timeline.last().text == str(first.case.reference)


def test_the_same_words_of_somebody_else_stay_a_report_of_their_own():
    reports.report(contact_phone="+905000000001")
    assert reports.report(contact_phone="+905000000002").status == "received"


@pytest.mark.parametrize(
    ("moderation", "public_text", "state"),
    [
        (Moderation.FIRST, "Çukur var", "waiting"),
        (Moderation.AT_ONCE, "Çukur var", "public"),
        (Moderation.NEVER, "Çukur var", "private"),
        (Moderation.AT_ONCE, "", "private"),
    ],
)
def test_what_is_public_follows_the_topic_and_the_citizens_wish(moderation, public_text, state):
    topic = reports.topic("deneme", "Deneme", moderation=moderation)
    assert reports.report(category=topic, public_text=public_text).public_state == state


def test_names_and_addresses_are_sealed_in_the_table():
    made = reports.report(applicant_name="Ayşe ÖRNEK", applicant_address="Örnek Sokak 5")
    with connection.cursor() as cursor:
        cursor.execute("SELECT applicant_name, applicant_address FROM requests_report")
        row = cursor.fetchone()
    assert all(value.startswith("sealed:1:") for value in row)
    assert made.applicant_name == "Ayşe ÖRNEK"


def test_a_change_of_the_case_is_copied_into_its_report_whoever_makes_it():
    made = reports.report()
    change_status(case=made.case, after="in_progress", by=By.STAFF)
    made.refresh_from_db()
    assert (made.status, made.phase) == ("in_progress", "open")
    change_status(case=made.case, after="solved", by=By.STAFF, text="Yapıldı.")
    made.refresh_from_db()
    assert (made.status, made.phase) == ("solved", "closed")
    assert made.closed_at == Case.objects.get(pk=made.case_id).closed_at
    Case.objects.filter(pk=made.case_id).update(due_on=timezone.localdate() + timedelta(days=3))
    made.refresh_from_db()
    assert made.due_on == timezone.localdate() + timedelta(days=3)
