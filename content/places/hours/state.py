"""What a door would say at a moment: open until when, or closed until when."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from content.places.hours.holidays import turkish_holiday
from content.places.hours.opening import Calendar, hours_on, may_run_until
from content.places.hours.week import DAY_MINUTES, Hours

LOOK_AHEAD_DAYS = 8
_Span = tuple[datetime, datetime]


class State(NamedTuple):
    """Open or not at a moment; `open` None when nobody knows.

    Attributes:
        open: True or False; None where the hours, or what holds on this holiday, are not known.
        until: When it closes; None while closed, or when it does not close within a week.
        opens: When it opens next; None while open, or when nobody knows.
        holiday: Name of the day's holiday, "" on ordinary days.
    """

    open: bool | None
    until: datetime | None = None
    opens: datetime | None = None
    holiday: str = ""


def state(hours: Hours, moment: datetime, calendar: Calendar = turkish_holiday) -> State:
    """Return the state at a moment of local time (Istanbul's, which knows no summer time)."""
    today = moment.date()
    holiday = calendar(today)
    name = holiday.name if holiday else ""
    spans: list[_Span] = []
    end_of_knowledge: date | None = None
    night_unknown = False
    for offset in range(-1, LOOK_AHEAD_DAYS + 1):
        day = today + timedelta(days=offset)
        found = hours_on(hours, day, calendar)
        if found is None:
            if offset == -1:
                minute = DAY_MINUTES + moment.hour * 60 + moment.minute
                night_unknown = may_run_until(hours, day, minute)
                continue
            end_of_knowledge = day
            break
        _add(spans, day, found, moment)
    for start, end in spans:
        if start <= moment < end:
            far = end > datetime.combine(
                today + timedelta(days=LOOK_AHEAD_DAYS - 1), time(), tzinfo=moment.tzinfo
            )
            return State(True, None if far else end, None, name)
    if end_of_knowledge == today or night_unknown:
        return State(None, None, None, name)
    following = next((start for start, _end in spans if start > moment), None)
    return State(False, None, following, name)


def _add(spans: list[_Span], day: date, found: list[tuple[int, int]], moment: datetime) -> None:
    """Add a day's spans; one that begins where the last ends is the same opening."""
    midnight = datetime.combine(day, time(), tzinfo=moment.tzinfo)
    for start, end in found:
        begin, finish = midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], finish))
        else:
            spans.append((begin, finish))
