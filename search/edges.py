"""The moments at which what is public changes with time alone: something begins, ends, or leaves.

Between two of them, and within one generation, the public set stands still. So equal lists are
equal byte for byte however often they are asked for, and a reader's If-None-Match holds for days.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from search.documents import ALWAYS, FOREVER
from search.memory import forget_with

TABLE = "published_publisheddocument"
_ALWAYS, _FOREVER = (f"'{moment.isoformat()}'::timestamptz" for moment in (ALWAYS, FOREVER))
# Each has an index of the rows whose moment is a real one; the conditions say so.
_COLUMNS = {
    "valid_from": f"valid_from > {_ALWAYS}",
    "valid_until": f"valid_until < {_FOREVER}",
    "listed_until": f"listed_until < {_FOREVER}",
}
LAST = "greatest({}, {})".format(
    ", ".join(
        f"(SELECT max({column}) FROM {TABLE} WHERE {real} AND {column} <= %(now)s)"
        for column, real in _COLUMNS.items()
    ),
    _ALWAYS,
)
"""SQL of the last such moment that is not after the value named `now`."""
_NEXT = "least({}, {})".format(
    ", ".join(
        f"(SELECT min({column}) FROM {TABLE} WHERE {real} AND {column} > %(now)s)"
        for column, real in _COLUMNS.items()
    ),
    _FOREVER,
)


@dataclass(frozen=True, slots=True)
class _Span:
    generation: int
    begins: datetime
    ends: datetime


_known: list[_Span] = []
forget_with(_known.clear)


def last_edge(generation: int, now: datetime) -> datetime:
    """Return the last moment, up to now, at which the clock changed what is public.

    Asked of the database once for each generation and each such moment. What a publish in between
    adds is told by its generation, so a moment read beside a newer one is never too late.
    """
    for span in _known:
        if span.generation == generation and span.begins <= now < span.ends:
            return span.begins
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {LAST}, {_NEXT}", {"now": now})
        begins, ends = cursor.fetchone()
    _known[:] = [_Span(generation, begins, ends)]
    found: datetime = begins
    return found
