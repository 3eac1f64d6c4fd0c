"""By when a case must be answered: statutory clocks and the municipality's own promises.

The day of receipt does not count. Calendar days run through holidays; working days leave out
Saturdays, Sundays and whole public holidays (law 2429), while an eve that is free from 13.00 on
is a working day still. Dates of coming religious feasts are estimates until they are announced, so
a due date is stored with its case, and set anew with a note when a feast moves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
SATURDAY = 5
MAX_DAYS = 3_650
IsHoliday = Callable[[date], bool]
"""Tells whether a day is a public holiday as a whole."""


class Counting(StrEnum):
    """How days are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Term:
    """How long an answer may take.

    Attributes:
        days: How many, from the day after receipt on.
        counting: All days, or working days.
        source: The rule of law, or whose promise it is; stored with the due date.
        moves: Whether a last day without office moves to the next working day. Of the laws named
            below none says so for the authority's own duty to answer; of a tax's due date law 213
            art. 18 does.
    """

    days: int
    counting: Counting
    source: str
    moves: bool = False

    def __post_init__(self) -> None:
        """Refuse a term of no days, or of so many that the calendar ends."""
        if not 1 <= self.days <= MAX_DAYS:
            raise ValueError(f"a term has 1 to {MAX_DAYS} days, not {self.days}")


PETITION = Term(30, Counting.CALENDAR, "3071 s.K. m.7")
INFORMATION = Term(15, Counting.WORKING, "4982 s.K. m.11")
INFORMATION_EXTENDED = Term(30, Counting.WORKING, "4982 s.K. m.11")
PRIVACY = Term(30, Counting.CALENDAR, "6698 s.K. m.13")


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Tell whether offices are open on a day, if only until noon."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def due_date(received: date, term: Term, is_holiday: IsHoliday) -> date:
    """Return the last day on which an answer is in time."""
    day = received
    if term.counting is Counting.CALENDAR:
        day += term.days * DAY
    else:
        left = term.days
        while left:
            day += DAY
            left -= is_working_day(day, is_holiday)
    while term.moves and not is_working_day(day, is_holiday):
        day += DAY
    return day


def paused(due: date, since: date, until: date, term: Term, is_holiday: IsHoliday) -> date:
    """Return the due date after a wait for the citizen's answer, asked `since`, come `until`.

    As many days are added as the wait took, counted as the term counts them. An answer on the day
    of the question costs nothing.

    Raises:
        ValueError: When the answer would have come before the question.
    """
    if until < since:
        raise ValueError("the answer comes before the question")
    days = (until - since).days
    if term.counting is Counting.WORKING:
        days = sum(is_working_day(since + step * DAY, is_holiday) for step in range(1, days + 1))
    if not days:
        return due
    return due_date(due, Term(days, term.counting, term.source, term.moves), is_holiday)


def working_days_between(first: date, last: date, is_holiday: IsHoliday) -> int:
    """Return how many working days an answer took; the day of receipt does not count."""
    steps = range(1, (last - first).days + 1)
    return sum(is_working_day(first + step * DAY, is_holiday) for step in steps)
