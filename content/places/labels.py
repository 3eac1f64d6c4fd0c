"""What is said of a place's hours at this moment, in the reader's language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext

from content.places import hours
from content.suffixes import clock_dative

NIGHT_ENDS_HOUR = 12


class Label(NamedTuple):
    """Words and their tone: success, neutral or warning."""

    text: str
    tone: str


def open_label(data: Mapping[str, Any], now: datetime) -> Label | None:
    """Return the label of a place's payload at a moment of local time; None when nothing is known.

    Pages are kept for a minute at most, so it is right at every minute.
    """
    opening = hours.from_payload(data)
    if not opening.known and not opening.specials:
        return None
    state = hours.state(opening, now)
    if state.open is None:
        if not state.holiday:
            return None
        words = gettext("Today is %(holiday)s: it may be closed, please call first")
        return Label(words % {"holiday": state.holiday}, "warning")
    if state.open:
        return Label(_open_until(state.until, now), "success")
    return Label(_closed_until(state.opens, now), "neutral")


def _open_until(until: datetime | None, now: datetime) -> str:
    if until is None:
        return gettext("Open now, 24 hours")
    clock = {"time": clock_dative(until.time()) if get_language() == "tr" else f"{until:%H:%M}"}
    midnight = until.hour == until.minute == 0 and until.date() - now.date() == timedelta(days=1)
    if until.date() == now.date() or midnight:
        return gettext("Open today until %(time)s") % clock
    if until.date() - now.date() == timedelta(days=1) and until.hour < NIGHT_ENDS_HOUR:
        return gettext("Open through the night until %(time)s") % clock
    day = {"day": _weekday(until), **clock}
    return gettext("Open until %(day)s %(time)s") % day


def _closed_until(opens: datetime | None, now: datetime) -> str:
    if opens is None:
        return gettext("Closed now")
    clock = f"{opens:%H.%M}" if get_language() == "tr" else f"{opens:%H:%M}"
    days = (opens.date() - now.date()).days
    if days == 0:
        return gettext("Closed now, opens today at %(time)s") % {"time": clock}
    if days == 1:
        return gettext("Closed now, opens tomorrow at %(time)s") % {"time": clock}
    return gettext("Closed now, opens on %(day)s at %(time)s") % {
        "day": _weekday(opens),
        "time": clock,
    }


def _weekday(moment: datetime) -> str:
    return str(WEEKDAYS[moment.weekday()])
