"""The due dates of somebody's instalments as a calendar file (RFC 5545).

Amounts are left out: calendars are copied to phones and to other people's servers.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from services.debts.reckoning import Debt, Part
from services.debts.states import STATES

REMIND = timedelta(days=-5)


def calendar_of(debts: Iterable[Debt], today: date, made_at: datetime, host: str) -> bytes:
    """Return a calendar with a day for each instalment to come, and a reminder before it."""
    found = Calendar()
    found.add("prodid", f"-//{host}//e-Belediye//TR")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    for debt in debts:
        if not STATES[debt.row.status].owed:
            continue
        for part in debt.parts:
            if part.row.open_amount and part.row.due_on >= today:
                found.add_component(_event(debt, part, made_at, host))
    return bytes(found.to_ical())


def _event(debt: Debt, part: Part, made_at: datetime, host: str) -> Event:
    title = _("Last day: %(what)s %(year)d, instalment %(number)d") % {
        "what": debt.row.get_revenue_type_display(),
        "year": debt.row.year,
        "number": part.row.number,
    }
    item = Event()
    item.add("uid", f"borc-{part.row.pk}@{host}")
    item.add("dtstamp", made_at)
    item.add("dtstart", part.row.due_on)
    item.add("dtend", part.row.due_on + timedelta(days=1))
    item.add("summary", title)
    item.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("trigger", REMIND)
    reminder.add("description", title)
    item.add_component(reminder)
    return item
