"""What opening hours are made of, and their form in the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MIDNIGHT = "24:00"
DAY_MINUTES = 24 * 60


class HoursError(ValueError):
    """The text is not of the part of the syntax that is understood; it is quoted."""


class HolidayRule(StrEnum):
    """What holds on holidays."""

    UNKNOWN = "unknown"
    USUAL = "usual"
    CLOSED = "closed"
    FIRST_DAY = "first_day"


class Span(NamedTuple):
    """Open on a weekday (0 is Monday) between two clock times, "HH:MM".

    The end may be 24:00; an end before the beginning lies on the next day.
    """

    weekday: int
    opens: str
    closes: str

    @property
    def minutes(self) -> tuple[int, int]:
        """Return beginning and end in minutes of the day; beyond 1440 on the next one."""
        return minutes_between(self.opens, self.closes)


class Special(NamedTuple):
    """Other hours from a day to a day, both included; without `opens` it is closed.

    `every_day` False leaves out the weekdays on which it is always closed, so that summer hours
    do not open an office on Sundays.
    """

    first: date
    last: date
    opens: str = ""
    closes: str = ""
    every_day: bool = False
    note: str = ""


class Rows(NamedTuple):
    """Neighbouring weekdays with the same hours: a row of the editor's form."""

    first: int
    last: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The opening hours of a place. Without spans and not always open, they are not known.

    `ramadan` takes the place of `spans` in the month of Ramadan; empty: the same hours as ever.
    """

    spans: tuple[Span, ...] = ()
    always_open: bool = False
    public_holidays: HolidayRule = HolidayRule.UNKNOWN
    religious_holidays: HolidayRule = HolidayRule.UNKNOWN
    specials: tuple[Special, ...] = ()
    ramadan: tuple[Span, ...] = ()

    @property
    def known(self) -> bool:
        """Tell whether anything is known of ordinary weeks."""
        return self.always_open or bool(self.spans)


def minutes_of(clock: str) -> int:
    """Return a clock time in minutes of the day."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def minutes_between(opens: str, closes: str) -> tuple[int, int]:
    """Return two clock times in minutes; an end not after the beginning is on the next day."""
    start, end = minutes_of(opens), minutes_of(closes)
    return start, end if end > start else end + DAY_MINUTES


def table(hours: Hours) -> list[dict[str, Any]]:
    """Return seven rows, Monday first: `{"weekday": 0, "hours": ["08:30-17:00"]}`.

    An empty list of hours means closed; no rows at all, that nobody has told.
    """
    if hours.always_open:
        return [{"weekday": day, "hours": [f"00:00-{MIDNIGHT}"]} for day in range(7)]
    return _rows(hours.spans)


def _rows(spans: Iterable[Span]) -> list[dict[str, Any]]:
    rows: list[list[str]] = [[] for _day in range(7)]
    for span in sorted(spans):
        rows[span.weekday].append(f"{span.opens}-{span.closes}")
    if not any(rows):
        return []
    return [{"weekday": day, "hours": found} for day, found in enumerate(rows)]


def _spans(rows: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(row["weekday"], *text.split("-")) for row in rows for text in row["hours"])


def rows_of(spans: Iterable[Span]) -> list[Rows]:
    """Return the rows of the editor's form: equal hours of neighbouring days in one row."""
    days: dict[tuple[str, str], set[int]] = {}
    for span in spans:
        days.setdefault((span.opens, span.closes), set()).add(span.weekday)
    found = []
    for (opens, closes), weekdays in days.items():
        for first, last in runs(weekdays):
            found.append(Rows(first, last, opens, closes))
    return sorted(found)


def runs(weekdays: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of neighbouring numbers."""
    found: list[tuple[int, int]] = []
    for day in sorted(weekdays):
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def payload(hours: Hours) -> dict[str, Any]:
    """Return the fields of the API that `from_payload` reads back."""
    return {
        "week": table(hours),
        "ramadan_week": _rows(hours.ramadan),
        "always_open": hours.always_open,
        "public_holidays": hours.public_holidays.value,
        "religious_holidays": hours.religious_holidays.value,
        "exceptions": [
            {
                "from": special.first.isoformat(),
                "to": special.last.isoformat(),
                "hours": f"{special.opens}-{special.closes}" if special.opens else None,
                "every_day": special.every_day,
                "note": special.note,
            }
            for special in hours.specials
        ],
    }


def from_payload(data: Mapping[str, Any]) -> Hours:
    """Return the hours of a document's payload."""
    spans = () if data["always_open"] else _spans(data["week"])
    specials = []
    for item in data["exceptions"]:
        opens, _dash, closes = (item["hours"] or "").partition("-")
        first, last = date.fromisoformat(item["from"]), date.fromisoformat(item["to"])
        specials.append(Special(first, last, opens, closes, item["every_day"], item["note"]))
    return Hours(
        spans,
        data["always_open"],
        HolidayRule(data["public_holidays"]),
        HolidayRule(data["religious_holidays"]),
        tuple(specials),
        _spans(data.get("ramadan_week") or ()),  # rows described before there was such a thing
    )
