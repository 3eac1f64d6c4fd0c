"""What the clock asks for."""

from itertools import count

from outbox.quiet import is_quiet
from services.debts.actions.reminders import BATCH, remind_some
from services.debts.queries.reminders import anybody_waits
from services.debts.queries.source import freshness
from services.debts.ticks import within


def tick() -> None:
    """Remind who is to be looked at today: by day, and only by figures one could pay by."""
    if is_quiet() or not anybody_waits():
        return
    fresh = freshness()
    if fresh.why_not or fresh.as_of is None:
        return
    for _turn in within(count()):
        if remind_some(as_of=fresh.as_of) < BATCH:
            return
