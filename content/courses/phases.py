"""Where a course stands at each moment, from its dates and the editor's mark. Pure.

The mark wins over the window of applications, the end of the course over everything but a
cancellation: who reads a year later learns that it did not take place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from content.courses.choices import Standing, Status
from search.documents import ALWAYS, FOREVER


@dataclass(frozen=True, slots=True)
class Phase:
    """A status and the span of time it holds; the end is not included."""

    status: Status
    begins: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """The moments of a course, all aware: of applications, and of the course itself.

    `starts` is the midnight of the first day, `ends` the midnight after the last.
    """

    opens: datetime
    closes: datetime
    starts: datetime
    ends: datetime


def status_at(dates: Dates, standing: str, moment: datetime) -> Status:
    """Return the status at a moment."""
    if standing == Standing.CANCELLED:
        return Status.CANCELLED
    if moment >= dates.ends:
        return Status.ENDED
    if standing == Standing.AS_PLANNED and dates.opens <= moment < dates.closes:
        return Status.OPEN
    if moment >= dates.starts:
        return Status.RUNNING
    if standing == Standing.FULL:
        return Status.FULL
    return Status.SOON if moment < dates.opens else Status.CLOSED


def phases(dates: Dates, standing: str) -> Iterator[Phase]:
    """Yield the statuses one after the other; together they cover all time."""
    marks = sorted({dates.opens, dates.closes, dates.starts, dates.ends})
    begins = ALWAYS
    status = status_at(dates, standing, ALWAYS)
    for mark in marks:
        following = status_at(dates, standing, mark)
        if following != status:
            yield Phase(status, begins, mark)
            begins, status = mark, following
    yield Phase(status, begins, FOREVER)
