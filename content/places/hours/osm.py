"""Opening hours in the syntax of OpenStreetMap: the common part of it, to and fro.

Specification: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

import re
from collections.abc import Iterator
from datetime import date

from content.places.hours.week import (
    DAYS,
    MIDNIGHT,
    HolidayRule,
    Hours,
    HoursError,
    Span,
    Special,
    runs,
)

ALWAYS_OPEN = "24/7"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFF = frozenset({"off", "closed"})
_RULE = re.compile(
    r"(?P<dates>\d{4} [A-Z][a-z]{2} \d{1,2}(?:-(?:(?:\d{4} )?[A-Z][a-z]{2} )?\d{1,2})?)?\s*"
    r"(?P<days>(?:[A-Z][A-Za-z](?:-[A-Z][a-z])?)(?:\s*,\s*[A-Z][A-Za-z](?:-[A-Z][a-z])?)*)?\s*"
    r"(?P<times>off|closed|open|\d{1,2}:\d{2}[\d:,\-\s]*)$"
)
_DATES = re.compile(
    r"(\d{4}) ([A-Z][a-z]{2}) (\d{1,2})(?:-(?:(?:(\d{4}) )?([A-Z][a-z]{2}) )?(\d{1,2}))?$"
)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")


def parse(text: str) -> Hours:
    """Read opening hours such as `Mo-Fr 08:30-17:00; Sa 09:00-12:30; PH off`.

    Raises:
        HoursError: When a rule is not understood; the message quotes it.
    """
    text = text.strip()
    if not text:
        return Hours()
    if text == ALWAYS_OPEN:
        return Hours(always_open=True)
    by_day: dict[int, list[Span]] = {}
    specials: list[Special] = []
    holidays = HolidayRule.UNKNOWN
    rules = [rule.strip() for rule in text.split(";")]
    for rule in rules[:-1] if rules[-1] == "" else rules:
        found = _RULE.match(rule.replace(ALWAYS_OPEN, f"00:00-{MIDNIGHT}"))
        if not found:
            raise HoursError(rule)
        days, on_holidays = _days(found["days"] or "", rule)
        times = [] if found["times"] in _OFF else list(_times(found["times"], rule))
        if found["dates"]:
            specials += _specials(found["dates"], days, times, rule)
            continue
        if on_holidays:
            holidays = _holiday_rule(bool(times), alone=not days, rule=rule)
        elif not days:
            days = list(range(7))
        for day in days:
            # A later rule replaces an earlier one for the same day, as the specification says.
            by_day[day] = [Span(day, opens, closes) for opens, closes in times]
    spans = tuple(span for day in sorted(by_day) for span in by_day[day])
    return Hours(spans, False, holidays, holidays, tuple(specials))


def _holiday_rule(opens: bool, *, alone: bool, rule: str) -> HolidayRule:
    if not opens:
        return HolidayRule.CLOSED
    if alone:  # hours of their own on holidays have no place in the form
        raise HoursError(rule)
    return HolidayRule.USUAL


def _days(names: str, rule: str) -> tuple[list[int], bool]:
    days: list[int] = []
    on_holidays = False
    for part in (name.strip() for name in names.split(",") if name.strip()):
        if part == "PH":
            on_holidays = True
            continue
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise HoursError(rule)
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            end += 7
        days += [day % 7 for day in range(start, end + 1)]
    return days, on_holidays


def _times(times: str, rule: str) -> Iterator[tuple[str, str]]:
    if times == "open":
        yield "00:00", MIDNIGHT
        return
    for part in times.split(","):
        found = _SPAN.match(part.strip())
        if not found:
            raise HoursError(rule)
        numbers = [int(number) for number in found.groups()]
        if numbers[0] > 23 or numbers[2] > 24 or numbers[1] > 59 or numbers[3] > 59:
            raise HoursError(rule)
        if numbers[2] == 24 and numbers[3]:
            raise HoursError(rule)
        opens, closes = f"{numbers[0]:02d}:{numbers[1]:02d}", f"{numbers[2]:02d}:{numbers[3]:02d}"
        closes = MIDNIGHT if closes == "00:00" else closes
        if opens == closes:
            raise HoursError(rule)
        yield opens, closes


def _specials(
    dates: str, days: list[int], times: list[tuple[str, str]], rule: str
) -> Iterator[Special]:
    found = _DATES.match(dates)
    if not found:
        raise HoursError(rule)
    year, month, day, last_year, last_month, last_day = found.groups()
    try:
        first = date(int(year), MONTHS.index(month) + 1, int(day))
        last = first
        if last_day:
            last_number = MONTHS.index(last_month or month) + 1
            last = date(int(last_year or year), last_number, int(last_day))
    except ValueError:
        raise HoursError(rule) from None
    if last < first:
        raise HoursError(rule)
    for opens, closes in times or [("", "")]:
        yield Special(first, last, opens, closes, every_day=not days)


def compose(hours: Hours) -> str:
    """Write hours in the syntax, neighbouring days with equal hours together.

    The syntax has no word for religious holidays alone, so `PH off` is written only when both
    kinds are days off.
    """
    if hours.always_open and not hours.specials:
        return ALWAYS_OPEN
    rules = [ALWAYS_OPEN] if hours.always_open else _weekly(hours)
    both = {hours.public_holidays, hours.religious_holidays}
    if rules and not hours.always_open and both == {HolidayRule.CLOSED}:
        rules.append("PH off")
    return "; ".join([*rules, *_dated(hours)]) if rules else ""


def _weekly(hours: Hours) -> list[str]:
    times: dict[int, str] = {}
    for span in sorted(hours.spans):
        before = f"{times[span.weekday]}," if span.weekday in times else ""
        times[span.weekday] = f"{before}{span.opens}-{span.closes}"
    by_times: dict[str, set[int]] = {}
    for day, text in times.items():
        by_times.setdefault(text, set()).add(day)
    parts = [(first, last, text) for text, days in by_times.items() for first, last in runs(days)]
    return [f"{_name(first, last)} {text}" for first, last, text in sorted(parts)]


def _name(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"


def _dated(hours: Hours) -> Iterator[str]:
    """Yield the exceptions, the longest first: a later rule wins, as the shorter one does here."""
    usual = sorted({span.weekday for span in hours.spans})
    days = ",".join(_name(first, last) for first, last in runs(usual))
    grouped: dict[tuple[date, date, bool], list[Special]] = {}
    for special in hours.specials:
        key = (special.first, special.last, special.every_day or hours.always_open)
        grouped.setdefault(key, []).append(special)
    for (first, last, every_day), found in sorted(
        grouped.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])
    ):
        name = _date(first) if first == last else f"{_date(first)}-{_date(last)}"
        closed = any(not special.opens for special in found)
        times = ",".join(f"{special.opens}-{special.closes}" for special in found)
        which = "" if every_day or closed else f" {days}"
        yield f"{name}{which} {'off' if closed else times}"


def _date(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"
