"""Reads of the audit log for the people it is about."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.models import Entry

DAYS = 365
MOST = 500


@dataclass(slots=True)
class Look:
    """Looks at somebody's data on a day for one reason."""

    day: date
    reason: str
    times: int


def looks_at(user: Any) -> list[Look]:
    """Return when and why staff looked at somebody's data in the last year, newest first.

    Who looked stands in the log and is told by the municipality on application (law 6698 art. 11);
    here it stays out, so that nobody is waited for at the door.
    """
    since = timezone.now() - timedelta(days=DAYS)
    rows = Entry.objects.filter(
        subject=user.public_id, kind=kinds.PERSONAL_DATA_VIEWED, at__gte=since
    )
    found: list[Look] = []
    for at, reason in rows.order_by("-at").values_list("at", "reason")[:MOST]:
        day = timezone.localtime(at).date()
        last = found[-1] if found else None
        if last is not None and (last.day, last.reason) == (day, reason):
            last.times += 1
        else:
            found.append(Look(day, reason, 1))
    return found
