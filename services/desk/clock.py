"""How long there is still, as a colour and always in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Least
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.cases.kinds import Phase

SOON = timedelta(days=2)
# The earlier of our promise and the law's date; the database leaves out the one that is not there.
TARGET = Least(F("promised_on"), F("due_on"))


@dataclass(frozen=True, slots=True)
class Left:
    """How long there is.

    Attributes:
        tone: `late`, `soon`, `fine`, `still` (the clock stands), `done`, `none`.
        words: What people read.
        day: The day that counts.
    """

    tone: str
    words: str
    day: date | None = None


def target_of(promised: date | None, due: date | None) -> date | None:
    """Return the day that counts: the earlier of promise and law."""
    return min((day for day in (promised, due) if day is not None), default=None)


def left_of(one: Any, today: date) -> Left:
    """Return how long there is for a report, or a case of another kind."""
    day = target_of(getattr(one, "promised_on", None), one.due_on)
    if one.phase == Phase.CLOSED:
        return Left("done", _("closed"), day)
    if one.phase == Phase.WAITING:
        return Left("still", _("the citizen’s turn"), day)
    if day is None:
        return Left("none", _("no date"), None)
    days = (day - today).days
    if days < 0:
        words = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Left("late", words, day)
    if days == 0:
        return Left("soon", _("today is the last day"), day)
    words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return Left("soon" if day - today <= SOON else "fine", words, day)
