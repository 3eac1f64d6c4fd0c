import pytest

from services.cases.actions import change_status
from services.cases.kinds import By
from services.requests.actions import (
    EvidenceMissing,
    MergeRefused,
    ModerationRefused,
    close_report,
    join_report,
    leave_report,
    merge_reports,
    moderate_report,
    move_report,
    separate_report,
)
from services.requests.models import Join, Moderation
from tests.factories import reports
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return staff("administrator")


def test_joining_counts_a_person_once_and_raises_the_priority():
    made = reports.report()
    phones = [f"+9050000000{number}" for number in range(10, 20)]
    assert [join_report(report=made, phone=phone) for phone in phones[:2]] == [True, True]
    assert not join_report(report=made, phone=phones[0])
    made.refresh_from_db()
    assert (made.joined, made.priority) == (2, 2)
    for phone in phones[2:]:
        join_report(report=made, phone=phone)
    made.refresh_from_db()
    assert (made.joined, made.priority) == (10, 4)


def test_who_reported_it_does_not_join_and_nobody_joins_what_is_closed():
    made = reports.report(contact_phone="+905000000001")
    assert not join_report(report=made, phone="+905000000001")
    change_status(case=made.case, after="withdrawn", by=By.CITIZEN)
    assert not join_report(report=made, phone="+905000000002")


def test_leaving_takes_everything_of_the_person_away():
    made = reports.report()
    join_report(report=made, email="ayse@example.org")
    leave_report(join=Join.objects.get())
    made.refresh_from_db()
    assert (made.joined, Join.objects.count()) == (0, 0)


def test_two_reports_become_one_and_who_joined_either_follows_the_first(officer):
    first, second = reports.report(), reports.report()
    join_report(report=first, phone="+905000000010")
    join_report(report=second, phone="+905000000010")
    join_report(report=second, phone="+905000000011")
    merge_reports(report=second, into=first, author=officer)
    first.refresh_from_db()
    second.refresh_from_db()
    assert second.status == "duplicate"
    assert second.merged_into == first
    # the one who joined both, the one who joined the second, and who sent the second
    assert first.joined == Join.objects.filter(report=first).count() == 3
    assert second.joined == 0
    assert str(first.case.reference) in second.case.timeline.last().text


def test_what_is_merged_is_joined_where_it_is_followed(officer):
    first, second = reports.report(), reports.report()
    merge_reports(report=second, into=first, author=officer)
    assert join_report(report=second, phone="+905000000012")
    assert Join.objects.filter(report=first, told_entry__gt=0).count() == 2


def test_merging_makes_no_ring_and_separating_opens_the_report_again(officer):
    first, second = reports.report(), reports.report()
    with pytest.raises(MergeRefused):
        merge_reports(report=first, into=first, author=officer)
    merge_reports(report=second, into=first, author=officer)
    with pytest.raises(MergeRefused) as refused:
        merge_reports(report=first, into=second, author=officer)
    assert refused.value.why == "ring"
    separate_report(report=second, author=officer, text="Başka bir çukurmuş.")
    second.refresh_from_db()
    assert (second.status, second.merged_into) == ("in_review", None)


def test_an_officer_publishes_other_words_and_the_timeline_notes_it_inside(officer):
    made = reports.report()
    moderate_report(report=made, state="public", author=officer, public_text="Yolda çukur var.")
    made.refresh_from_db()
    assert made.public_at
    assert made.public_text == "Yolda çukur var."
    note = made.case.timeline.last()
    assert (note.kind, note.is_public) == ("note", False)
    moderate_report(report=made, state="refused", author=officer)
    made.refresh_from_db()
    assert made.public_at is None


def test_what_the_citizen_keeps_private_is_made_public_by_nobody(officer):
    made = reports.report(public_text="")
    with pytest.raises(ModerationRefused) as refused:
        moderate_report(report=made, state="public", author=officer, public_text="Çukur")
    assert refused.value.why == "unwanted"


def test_a_topic_whose_reports_are_never_public_takes_them_out_of_sight(officer):
    made = reports.public_report()
    private = reports.topic("sosyal", "Sosyal destek", moderation=Moderation.NEVER)
    move_report(report=made, category=private, author=officer)
    made.refresh_from_db()
    assert (made.public_state, made.public_at) == ("refused", None)
    with pytest.raises(ModerationRefused):
        moderate_report(report=made, state="public", author=officer)


def test_closing_asks_for_a_reason_that_fits_and_for_evidence_where_the_topic_does(officer):
    topic = reports.topic("kaldirim", "Kaldırım", evidence_needed=True)
    made = reports.report(category=topic)
    values = {"report": made, "after": "solved", "author": officer, "text": "Onarıldı."}
    with pytest.raises(ValueError):
        close_report(**values, reason="abuse")
    with pytest.raises(EvidenceMissing):
        close_report(**values, reason="fixed")
    closed = close_report(**values, reason="fixed", evidence="Yerinde görüldü.")
    assert (closed.status, closed.reason) == ("solved", "fixed")
    change_status(case=closed.case, after="reopened", by=By.CITIZEN, text="Yine bozuldu.")
    closed.refresh_from_db()
    assert (closed.status, closed.reason) == ("reopened", "")
