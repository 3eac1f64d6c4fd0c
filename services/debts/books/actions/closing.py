"""Closes days."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.audit.actions import record
from services.debts.books.audited import DAY_CLOSED
from services.debts.books.models import ClosedDay
from services.debts.books.queries.figures import figures_of
from services.debts.days import span_of

LOCK = 7_310_012  # one closing at a time
# By what is committed now: an entry that commits later belongs to the next day, whatever its id.
_TAKE = """
    INSERT INTO debtbooks_closedentry (entry_id, closed_id)
    SELECT e.id, %(closed)s FROM debts_ledgerentry e
    WHERE e.at < %(end)s
      AND NOT EXISTS (SELECT 1 FROM debtbooks_closedentry c WHERE c.entry_id = e.id)
"""


class CannotClose(ValueError):
    """A day that is not closed.

    Attributes:
        why: `future` (it has not begun), `earlier` (a later day is closed already).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def close_day(*, day: date, by: Any = None) -> ClosedDay:
    """Close a day and freeze its figures; a closed one is returned as it is.

    All that is booked until the day's end and belongs to no closed day yet belongs to it: days
    that were skipped as well. What is booked later belongs to the next day that is closed.

    Raises:
        CannotClose: Nothing was changed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    known = ClosedDay.objects.filter(day=day).first()
    if known is not None:
        return known
    if day > timezone.localdate():
        raise CannotClose("future")
    before = ClosedDay.objects.order_by("-day").first()
    if before is not None and before.day > day:
        raise CannotClose("earlier")
    closed = ClosedDay(day=day, closed_by=by, entries=0, figures={}, digest="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('debtbooks_closedday', 'id'))")
        closed.pk = cursor.fetchone()[0]
        # The day is written once, when its figures are known; its entries are assigned before.
        cursor.execute(_TAKE, {"closed": closed.pk, "end": span_of(day, day)[1]})
        closed.entries = cursor.rowcount
    closed.figures = figures_of(closed, before)
    closed.digest = digest_of(closed.figures, before)
    closed.save(force_insert=True)
    record(
        DAY_CLOSED, actor=by, about=f"debtbooks.closedday:{closed.pk}", details={"day": str(day)}
    )
    return closed


def digest_of(figures: Mapping[str, Any], before: ClosedDay | None) -> str:
    """Return the digest of a day's figures, chained to the day before."""
    text = json.dumps(figures, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{before.digest if before else ''}\n{text}".encode()).hexdigest()
