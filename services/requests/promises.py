"""Our own promise of days for a topic, which is not the term of the law."""

from datetime import date

from services.cases.actions import is_holiday
from services.cases.deadlines import Counting, Term, due_date, working_days_between

SOURCE = "Hizmet standardı"


def promised_on(received: date, days: int) -> date:
    """Return the last day of a promise of so many working days."""
    return due_date(received, Term(days, Counting.WORKING, SOURCE), is_holiday)


def worked_days(received: date, closed: date) -> int:
    """Return how many working days an answer took; the day of receipt does not count."""
    return working_days_between(received, closed, is_holiday)
