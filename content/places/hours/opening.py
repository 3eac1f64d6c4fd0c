"""Open or not: exceptions before holidays before the week, nights running over midnight."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from content.places.hours.holidays import HALF_DAY_FROM, Holiday, turkish_holiday
from content.places.hours.ramadan import in_ramadan
from content.places.hours.week import (
    DAY_MINUTES,
    HolidayRule,
    Hours,
    Special,
    minutes_between,
    minutes_of,
)

Calendar = Callable[[date], Holiday | None]
Minutes = tuple[int, int]


def is_open(hours: Hours, moment: datetime, calendar: Calendar = turkish_holiday) -> bool | None:
    """Tell whether it is open at a moment of local time; None when nobody knows."""
    minute = moment.hour * 60 + moment.minute
    unknown = False
    for day, shift in ((moment.date(), 0), (moment.date() - timedelta(days=1), DAY_MINUTES)):
        spans = hours_on(hours, day, calendar)
        if spans is None:
            unknown = unknown or shift == 0 or may_run_until(hours, day, minute + shift)
        elif any(start <= minute + shift < end for start, end in spans):
            return True
    return None if unknown else False


def hours_on(hours: Hours, day: date, calendar: Calendar = turkish_holiday) -> list[Minutes] | None:
    """Return when it is open on a day, in minutes of it (beyond 1440 on the next day).

    An empty list means closed, None that nobody knows. An exception wins over a holiday, of
    two exceptions the one of fewer days.
    """
    usual = _usual(hours, day)
    special = [item for item in hours.specials if item.first <= day <= item.last]
    if special:
        return _special(special, bool(usual) or not hours.known)
    if not hours.known:
        return None
    holiday = None if hours.always_open else calendar(day)
    if holiday is None or not usual:
        return usual
    rule = hours.religious_holidays if holiday.religious else hours.public_holidays
    if rule is HolidayRule.UNKNOWN:
        return None
    if rule is HolidayRule.USUAL:
        return usual
    if rule is HolidayRule.FIRST_DAY:
        return [] if holiday.first_day else usual
    return _before(minutes_of(HALF_DAY_FROM), usual) if holiday.half_day else []


def _usual(hours: Hours, day: date) -> list[Minutes]:
    if hours.always_open:
        return [(0, DAY_MINUTES)]
    spans = hours.ramadan if hours.ramadan and in_ramadan(day) else hours.spans
    return sorted(span.minutes for span in spans if span.weekday == day.weekday())


def _special(found: list[Special], usually_open: bool) -> list[Minutes]:
    shortest = min(item.last - item.first for item in found)
    chosen = [item for item in found if item.last - item.first == shortest]
    if any(not item.opens for item in chosen):
        return []
    return sorted(
        minutes_between(item.opens, item.closes)
        for item in chosen
        if item.every_day or usually_open
    )


def _before(end: int, spans: list[Minutes]) -> list[Minutes]:
    return [(start, min(stop, end)) for start, stop in spans if start < end]


def may_run_until(hours: Hours, day: date, minute: int) -> bool:
    """Tell whether a day's usual hours last beyond a minute, counted on into the next day."""
    return any(end > minute for _start, end in _usual(hours, day))
