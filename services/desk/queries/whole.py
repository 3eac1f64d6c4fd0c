"""The queue as officers see it: reports and cases of all other kinds in one list.

Each kind of rows is asked of its own table in its own order, by its own indexes, and both are
merged: so a hundred thousand reports stay as fast as they are alone (docs/requests.md), and a new
kind stands in the list without a word of its own. Where no other case is wanted or seen, nothing
is merged and one query more is asked than for reports alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from services.cases.models import Case
from services.desk.clock import TARGET
from services.desk.queries.others import rows_of_others
from services.desk.queries.queue import Row, rows_of
from services.requests.models import Report
from services.requests.models.report import Priority

PER_PAGE = 50
# Nobody leafs so far; further in, the database would read all pages before.
MOST_PAGES = 200

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int

    @property
    def is_cut(self) -> bool:
        """Tell whether there is more than can be leafed through."""
        return self.total > MOST_PAGES * PER_PAGE


def page_of(
    reports: QuerySet[Report], others: QuerySet[Case], order: str, number: int, size: int = PER_PAGE
) -> Page:
    """Return a page of both. Three queries where there is no other case, else six."""
    count = others.order_by().count()
    total = reports.order_by().count() + count
    pages = max(1, min(-(-total // size), MOST_PAGES))
    number = min(max(number, 1), pages)
    begin = (number - 1) * size
    return Page(
        rows_between(reports, others if count else None, order, begin, begin + size),
        total,
        number,
        pages,
    )


def rows_between(
    reports: QuerySet[Report], others: QuerySet[Case] | None, order: str, begin: int, end: int
) -> list[Row]:
    """Return the rows of the merged list from one place up to another."""
    if others is None:
        return rows_of(reports[begin:end])
    firsts = merge(
        _keys(reports.annotate(target=TARGET), order, end, is_report=True),
        _keys(others, order, end, is_report=False),
        key=lambda one: one[0],
    )
    chosen = [(is_report, key) for _place, is_report, key in islice(firsts, begin, end)]
    mine = [key for is_report, key in chosen if is_report]
    theirs = [key for is_report, key in chosen if not is_report]
    found: dict[tuple[bool, int], Row] = {}
    if mine:
        rows = rows_of(reports.model.objects.filter(pk__in=mine))
        found |= {(True, row.report.pk): row for row in rows if row.report}
    if theirs:
        rows = rows_of_others(Case.objects.filter(pk__in=theirs))
        found |= {(False, row.case.pk): row for row in rows}
    # What went between the two questions is left out.
    return [found[one] for one in chosen if one in found]


def _keys(
    rows: QuerySet[Any], order: str, end: int, *, is_report: bool
) -> Iterator[tuple[Key, bool, int]]:
    """Return places in the list with the row's number, in the order the database gives them."""
    day, priority = ("target", "priority") if is_report else ("due_on", None)
    names = ["pk", "received_at", day, *([priority] if priority else [])]
    for pk, received, last, *rest in rows.values_list(*names)[:end]:
        yield _place(order, received, last, rest[0] if rest else Priority.NORMAL), is_report, pk


def _place(order: str, received: datetime, last: date | None, priority: int) -> Key:
    """Return what is compared; a case without a day stands last, as in the database."""
    if order == "yeni":
        return (-received.timestamp(),)
    if order == "eski":
        return (received.timestamp(),)
    day = last or date.max
    return (-priority, day) if order == "oncelik" else (day,)
