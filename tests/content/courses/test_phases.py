"""Where a course stands at each moment: pure, from its dates and the editor's mark."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.courses.choices import Standing, Status
from content.courses.phases import Dates, phases, status_at
from search.documents import ALWAYS, FOREVER

FIRST = datetime(2026, 9, 14, 6, tzinfo=UTC)
DAY = timedelta(days=1)
DATES = Dates(opens=FIRST, closes=FIRST + 16 * DAY, starts=FIRST + 21 * DAY, ends=FIRST + 90 * DAY)


@pytest.mark.parametrize(
    ("days", "standing", "expected"),
    [
        (-1, "as_planned", "soon"),
        (0, "as_planned", "open"),
        (15, "as_planned", "open"),
        (16, "as_planned", "closed"),
        (21, "as_planned", "running"),
        (90, "as_planned", "ended"),
        (-1, "full", "full"),
        (5, "full", "full"),
        (25, "full", "running"),
        (95, "full", "ended"),
        (-1, "cancelled", "cancelled"),
        (95, "cancelled", "cancelled"),
    ],
)
def test_the_status_follows_from_the_dates_and_the_mark(days, standing, expected):
    assert status_at(DATES, standing, FIRST + days * DAY) == expected


def test_a_course_that_still_takes_people_is_open_though_it_runs():
    late = Dates(
        opens=FIRST, closes=FIRST + 30 * DAY, starts=FIRST + 21 * DAY, ends=FIRST + 90 * DAY
    )
    assert [phase.status for phase in phases(late, "as_planned")] == [
        Status.SOON,
        Status.OPEN,
        Status.RUNNING,
        Status.ENDED,
    ]


moments = st.integers(0, 400).map(lambda hours: FIRST + timedelta(hours=hours))


@given(st.lists(moments, min_size=4, max_size=4), st.sampled_from(Standing.values), moments)
def test_the_phases_cover_all_time_without_gap_and_say_what_the_moment_says(marks, standing, at):
    dates = Dates(opens=marks[0], closes=marks[1], starts=marks[2], ends=marks[3])
    found = list(phases(dates, standing))
    assert found[0].begins == ALWAYS
    assert found[-1].ends == FOREVER
    for one, other in pairwise(found):
        assert one.ends == other.begins
        assert one.status != other.status
    [now] = [phase for phase in found if phase.begins <= at < phase.ends]
    assert now.status == status_at(dates, standing, at)
