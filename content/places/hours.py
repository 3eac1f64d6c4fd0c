"""Opening hours: the common part of the OpenStreetMap syntax to weekly rows and back.

Editors never type the syntax; imports and the API use it. Specification of the syntax:
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Pure functions.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS_OPEN = "24/7"
_RULE = re.compile(r"(?P<days>[A-Za-z,\- ]+?)\s+(?P<times>off|closed|[\d:,\-\s]+)$")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")


class HoursError(ValueError):
    """The text is not of the part of the syntax that is understood."""


class Span(NamedTuple):
    """Open on a weekday (0 is Monday) between two clock times, "HH:MM"; the end may be 24:00."""

    weekday: int
    opens: str
    closes: str


class Week(NamedTuple):
    """A week: its spans, whether it never closes, and what holds on public holidays."""

    spans: tuple[Span, ...] = ()
    always_open: bool = False
    closed_on_holidays: bool = False


def parse(text: str) -> Week:
    """Read opening hours such as `Mo-Fr 08:30-17:00; Sa 09:00-12:30; PH off`.

    Raises:
        HoursError: When a rule is not understood; the message quotes it.
    """
    text = text.strip()
    if not text:
        return Week()
    if text == ALWAYS_OPEN:
        return Week(always_open=True)
    by_day: dict[int, list[Span]] = {}
    closed_on_holidays = False
    for rule in text.split(";"):
        found = _RULE.match(rule.strip())
        if not found:
            raise HoursError(rule.strip())
        times = found["times"].strip()
        names = found["days"].replace(" ", "")
        if names == "PH":
            closed_on_holidays = times in {"off", "closed"}
            continue
        days = list(_days(names, rule))
        for day in days:
            # A later rule replaces an earlier one for the same day, as the specification says.
            by_day[day] = [] if times in {"off", "closed"} else list(_spans(day, times, rule))
    spans = tuple(span for day in sorted(by_day) for span in by_day[day])
    return Week(spans, closed_on_holidays=closed_on_holidays)


def _days(names: str, rule: str) -> Iterable[int]:
    for part in names.split(","):
        if part == "PH":
            continue
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise HoursError(rule.strip())
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            end += 7
        yield from (day % 7 for day in range(start, end + 1))


def _spans(day: int, times: str, rule: str) -> Iterable[Span]:
    for part in times.split(","):
        found = _SPAN.match(part.strip())
        if not found:
            raise HoursError(rule.strip())
        numbers = [int(number) for number in found.groups()]
        if numbers[0] > 23 or numbers[2] > 24 or numbers[1] > 59 or numbers[3] > 59:
            raise HoursError(rule.strip())
        if numbers[2] == 24 and numbers[3]:
            raise HoursError(rule.strip())
        opens, closes = f"{numbers[0]:02d}:{numbers[1]:02d}", f"{numbers[2]:02d}:{numbers[3]:02d}"
        if opens == closes:
            raise HoursError(rule.strip())
        yield Span(day, opens, closes)


def compose(week: Week) -> str:
    """Write a week in the syntax, neighbouring days with equal hours together."""
    if week.always_open:
        return ALWAYS_OPEN
    times: dict[int, str] = {}
    for span in sorted(week.spans):
        before = f"{times[span.weekday]}," if span.weekday in times else ""
        times[span.weekday] = f"{before}{span.opens}-{span.closes}"
    rules = []
    day = 0
    while day < 7:
        if day not in times:
            day += 1
            continue
        end = day
        while end + 1 < 7 and times.get(end + 1) == times[day]:
            end += 1
        name = DAYS[day] if end == day else f"{DAYS[day]}-{DAYS[end]}"
        rules.append(f"{name} {times[day]}")
        day = end + 1
    if week.closed_on_holidays and rules:
        rules.append("PH off")
    return "; ".join(rules)


def table(week: Week) -> list[Mapping[str, object]]:
    """Return seven rows, Monday first: `{"weekday": 0, "hours": ["08:30-17:00"]}`."""
    if week.always_open:
        return [{"weekday": day, "hours": ["00:00-24:00"]} for day in range(7)]
    rows: list[list[str]] = [[] for _day in range(7)]
    for span in sorted(week.spans):
        rows[span.weekday].append(f"{span.opens}-{span.closes}")
    return [{"weekday": day, "hours": hours} for day, hours in enumerate(rows)]
