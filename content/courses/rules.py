"""What a course must say, and what it cannot say; messages name the way out.

Sources: the house's rules for courses (a cancellation has its reason, a teacher is named with a
written consent only: Law 6698, art. 5; nobody can open with more people than there are places).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.courses.choices import Standing

YEARS = range(2000, 2101)
LONGEST = timedelta(days=3 * 366)
Problem = tuple[str, str]


def contradictions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what cannot be true, in drafts neither."""
    for name in ("starts_on", "ends_on", "applications_open", "applications_close"):
        value = getattr(page, name)
        if value is not None and not _reasonable(value):
            yield name, _("This year is not possible; dates look like 24.11.2026 09.00.")
            return
    starts, ends = page.starts_on, page.ends_on
    if starts and ends and ends < starts:
        yield "ends_on", _("The last day is before the first.")
    elif starts and ends and ends - starts > LONGEST:
        yield "ends_on", _("A course takes three years at most; is the year right?")
    opens, closes = page.applications_open, page.applications_close
    if opens and closes and closes <= opens:
        yield "applications_close", _("Applications end before they begin.")
    elif closes and ends and timezone.localdate(closes) > ends:
        yield "applications_close", _("Applications end after the last day of the course.")
    if page.teacher.strip() and not page.teacher_consents:
        yield (
            "teacher_consents",
            _("A name is published with the teacher's consent only; tick it or empty the name."),
        )
    if _less(page.max_age, page.min_age):
        yield "max_age", _("The highest age is below the lowest.")
    if _less(page.capacity, page.min_participants):
        yield "min_participants", _("It cannot open with more people than it has places.")
    if (page.lat is None) != (page.lng is None):
        yield "lng" if page.lng is None else "lat", _("A point needs both numbers, or neither.")


def omissions(page: Any) -> Iterator[Problem]:
    """Yield `(field, message)` for what must be said before the course is public."""
    if not (page.place_id or page.address.strip()):
        yield "address", _("Say where it is: a place of the city guide, or an address.")
    if page.standing == Standing.CANCELLED and not page.status_reason.strip():
        yield "status_reason", _("Say why, e.g. “Yeterli başvuru olmadı”.")


def _less(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


def _reasonable(value: date | datetime) -> bool:
    try:
        return (timezone.localtime(value) if isinstance(value, datetime) else value).year in YEARS
    except (OverflowError, ValueError):
        return False
