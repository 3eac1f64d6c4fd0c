"""When a pharmacy is on duty: from the evening's closing to the next morning's opening.

On Sundays and holidays the duty lasts the whole day. A duty bears the date of the day it begins
on, so at two in the night it is yesterday's that holds. Pure functions.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from content.places.hours import Holiday, turkish_holiday
from content.places.hours.holidays import HALF_DAY_FROM

ISTANBUL = ZoneInfo("Europe/Istanbul")
SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)
Calendar = Callable[[date], Holiday | None]


class Rules(NamedTuple):
    """When the pharmacies close in the evening and open in the morning; local clock times."""

    weekday_from: time = time(19)
    saturday_from: time = time(19)
    until: time = time(8, 30)


class Duty(NamedTuple):
    """The duty of a day: from when until when, both aware and in Istanbul's time."""

    day: date
    starts: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        """Tell whether it holds at a moment."""
        return self.starts <= moment < self.ends

    @property
    def whole_day(self) -> bool:
        """Tell whether it lasts from a morning to the next one."""
        return self.ends - self.starts == DAY


def duty_of(day: date, rules: Rules, calendar: Calendar = turkish_holiday) -> Duty:
    """Return the duty that begins on a day."""
    return Duty(day, _at(day, _begins(day, rules, calendar(day))), _at(day + DAY, rules.until))


def duty_at(moment: datetime, rules: Rules, calendar: Calendar = turkish_holiday) -> Duty:
    """Return the duty that holds at an aware moment; by day, when none does, the coming one."""
    today = moment.astimezone(ISTANBUL).date()
    yesterday = duty_of(today - DAY, rules, calendar)
    return yesterday if yesterday.holds(moment) else duty_of(today, rules, calendar)


def rules_from(data: Any) -> Rules:
    """Return the rules of the duty page's payload."""
    names = ("weekday_from", "saturday_from", "until")
    return Rules(*(time.fromisoformat(data[name]) for name in names))


def _begins(day: date, rules: Rules, holiday: Holiday | None) -> time:
    if day.weekday() == SUNDAY or (holiday and not holiday.half_day):
        return rules.until
    usual = rules.saturday_from if day.weekday() == SATURDAY else rules.weekday_from
    return min(usual, time.fromisoformat(HALF_DAY_FROM)) if holiday else usual


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=ISTANBUL)
