"""What a request asks for: dates, lists, pages. Pure functions but for the time that is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from services.open311.faults import Fault

SPAN = timedelta(days=90)
"""The longest range of dates, and the one that is taken when none is asked (GeoReport v2)."""
MOST = 1000
"""So many requests are given at once at most, and when nothing is said (GeoReport v2)."""
MOST_PAGES = 1_000
STATUSES = ("open", "closed")
_SPACE_FOR_PLUS = re.compile(r" (\d\d:?\d\d)$")
_WHOLE = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is looked for.

    Attributes:
        ids: Numbers of reports; overrides all the rest. None: not asked.
        start, end: Of receipt; None: not limited on that side.
        updated_after: Reports of which something was told since.
        status: `open`, `closed`, or "" for both.
        page, page_size: From 1 on.
    """

    ids: tuple[int, ...] | None = None
    codes: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    updated_after: datetime | None = None
    status: str = ""
    page: int = 1
    page_size: int = MOST

    @property
    def offset(self) -> int:
        """Return how many come before this page."""
        return (self.page - 1) * self.page_size


def asked_of(given: Mapping[str, str], now: datetime) -> Asked:
    """Return what a query asks for.

    Raises:
        Fault: 400 with everything that is wrong.
    """
    wrong: list[str] = []
    start = _moment(given, "start_date", wrong)
    end = _moment(given, "end_date", wrong)
    updated = _moment(given, "updated_after", wrong)
    statuses = _several(given, "status")
    if set(statuses) - set(STATUSES):
        wrong.append(_("status is open or closed."))
    page = _number(given, "page", 1, MOST_PAGES, wrong)
    size = _number(given, "page_size", MOST, MOST, wrong)
    ids = _ids(given, wrong)
    if not wrong and ids is None:
        start, end = _range(start, end, updated, now, wrong)
    if wrong:
        raise Fault(400, *wrong)
    return Asked(
        ids=ids,
        codes=tuple(_several(given, "service_code")),
        start=start,
        end=end,
        updated_after=updated,
        status=statuses[0] if len(set(statuses)) == 1 else "",
        page=page,
        page_size=size,
    )


def _range(
    start: datetime | None,
    end: datetime | None,
    updated: datetime | None,
    now: datetime,
    wrong: list[str],
) -> tuple[datetime | None, datetime | None]:
    """Return the range; what is missing of it is filled up to 90 days."""
    if updated is not None:
        if now - updated > SPAN:
            wrong.append(_("updated_after lies at most 90 days back."))
        if start is None and end is None:
            return None, None
    if start is None and end is None:
        return now - SPAN, None
    if start is not None and end is None:
        end = start + SPAN
    elif end is not None and start is None:
        start = end - SPAN
    if start is not None and end is not None:
        if start > end:
            wrong.append(_("start_date is later than end_date."))
        elif end - start > SPAN:
            wrong.append(_("start_date and end_date lie at most 90 days apart."))
    return start, end


def _moment(given: Mapping[str, str], name: str, wrong: list[str]) -> datetime | None:
    """Read a moment as W3C's note writes it; a day alone is its beginning here.

    A plus sign that came as a space, as forms write spaces, is one again.
    """
    text = _SPACE_FOR_PLUS.sub(r"+\1", given.get(name, "").strip())
    if not text:
        return None
    try:
        day = parse_date(text) if len(text) == 10 else None
        found = datetime(day.year, day.month, day.day) if day else parse_datetime(text)
        if found is not None and day:
            found = timezone.make_aware(found)
        # Dates near the ends of the calendar cannot be moved to another zone or by 90 days.
        if found is not None and found.tzinfo is not None and 1900 <= found.year <= 2200:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    wrong.append(
        _("%(name)s is a date with its time zone, e.g. 2026-11-24T00:00:00Z.") % {"name": name}
    )
    return None


def _several(given: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split(",") if part.strip()][:MOST]


def _ids(given: Mapping[str, str], wrong: list[str]) -> tuple[int, ...] | None:
    """Return the numbers that were asked; what is no number of ours is not there, and no error."""
    if not given.get("service_request_id", "").strip():
        return None
    parts = [part.strip() for part in given["service_request_id"].split(",") if part.strip()]
    if len(parts) > MOST:
        wrong.append(_("At most %(most)d can be asked at once.") % {"most": MOST})
    return tuple(found for part in parts[:MOST] if (found := number_of(part)) is not None)


def number_of(text: str) -> int | None:
    """Return the number of a report, or None for what can be none."""
    return int(text) if text.isascii() and _WHOLE.fullmatch(text) else None


def _number(given: Mapping[str, str], name: str, usual: int, most: int, wrong: list[str]) -> int:
    text = given.get(name, "").strip()
    if not text:
        return usual
    found = number_of(text)
    if found is None or not 1 <= found <= most:
        wrong.append(_("%(name)s is a number from 1 to %(most)d.") % {"name": name, "most": most})
        return usual
    return found
