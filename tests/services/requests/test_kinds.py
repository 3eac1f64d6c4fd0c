"""What citizens and the house may do with a report, read off the kind and tried."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from services.cases.actions import ChangeRefused, change_status
from services.cases.kinds import By, Phase, problems_of
from services.requests.kinds import BE, CM, STATUSES
from tests.factories import reports

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [CM, BE], ids=["CM", "BE"])
def test_the_kinds_fit_together(kind):
    assert list(problems_of(kind)) == []


def test_a_citizen_can_take_an_open_report_back_and_nothing_else_of_an_open_one_but_answer():
    by_citizen = {(c.before, c.after) for c in CM.changes if By.CITIZEN in c.by}
    is_open = {s.name for s in STATUSES if s.phase is not Phase.CLOSED}
    assert {pair for pair in by_citizen if pair[0] in is_open} == {
        *((name, "withdrawn") for name in is_open),
        ("waiting", "in_progress"),
    }


def test_every_ending_by_the_house_comes_with_words_for_the_citizen():
    closed = {s.name for s in STATUSES if s.phase is Phase.CLOSED} - {"withdrawn"}
    assert [c for c in CM.changes if c.after in closed and not c.needs_reason] == []


def test_a_solved_report_is_opened_again_within_fourteen_days_and_not_later():
    now = timezone.now()
    made = reports.report(now - timedelta(days=30))
    closed = now - timedelta(days=15)
    change_status(case=made.case, after="solved", by=By.STAFF, text="Bitti.", now=closed)
    with pytest.raises(ChangeRefused) as refused:
        change_status(case=made.case, after="reopened", by=By.CITIZEN, text="Bitmedi.", now=now)
    assert refused.value.why == "late"
    earlier = closed + timedelta(days=13)
    case = change_status(
        case=made.case, after="reopened", by=By.CITIZEN, text="Bitmedi.", now=earlier
    )
    assert case.phase == Phase.OPEN


def test_while_the_citizen_is_asked_the_clock_of_the_law_stands_still():
    now = timezone.now()
    made = reports.report(now - timedelta(days=10))
    due = made.case.due_on
    asked = now - timedelta(days=6)
    change_status(case=made.case, after="waiting", by=By.STAFF, text="Nerede?", now=asked)
    case = change_status(case=made.case, after="in_progress", by=By.CITIZEN, now=now)
    assert case.due_on == due + timedelta(days=6)


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_citizens_read_every_status_in_their_language(language):
    with translation.override("en"):
        english = [(str(s.label), str(s.told)) for s in STATUSES]
    with translation.override(language):
        words = [(str(s.label), str(s.told)) for s in STATUSES]
    assert [
        pair for pair, other in zip(words, english, strict=True) if set(pair) & set(other)
    ] == []
