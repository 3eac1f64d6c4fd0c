"""Open now: documents with the same timetable share a facet, and few timetables are looked at.

The index never reads the clock, so a row cannot say that it is open. It names its timetable; which
timetables are open at a minute is worked out once for all by the kind's own `is_open`, and a search
then filters by facets, alike in every engine.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from search.generation import watch
from search.kinds import all_kinds, kind_of
from search.memory import remembered

FACET = "hours"
NOTHING = f"{FACET}:none"
"""No document has it: what is filtered by when no timetable is open."""

_TIMETABLES = f"""
SELECT timetable.value, document.kind, document.payload::text
FROM (SELECT value, min(id) AS id FROM published_publisheddocument, unnest(facets) AS value
      WHERE NOT gone AND kind = ANY(%s) AND value LIKE '{FACET}:%%' GROUP BY value) AS timetable
JOIN published_publisheddocument AS document USING (id)
"""


def timetable(hours: Mapping[str, Any]) -> str:
    """Return the value of the facet for the hours of a document, as its payload has them."""
    canonical = json.dumps(hours, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def open_at(moment: datetime) -> tuple[str, ...]:
    """Return the facets (`hours:…`) of the timetables that are open; never empty.

    Costs a query after each publish, and nothing else: what was found is kept for the minute.
    """
    minute = timezone.localtime(moment).replace(second=0, microsecond=0)
    return _open_at(watch.current(), minute) or (NOTHING,)


@remembered(maxsize=8)
def _open_at(generation: int, minute: datetime) -> tuple[str, ...]:
    return tuple(
        facet
        for facet, kind, payload in _timetables(generation)
        if (is_open := kind_of(kind).is_open) and is_open(payload, minute)
    )


@remembered(maxsize=2)
def _timetables(generation: int) -> list[tuple[str, str, Mapping[str, Any]]]:
    kinds = [kind.name for kind in all_kinds() if kind.is_open]
    with connection.cursor() as cursor:
        cursor.execute(_TIMETABLES, [kinds])
        return [(facet, kind, json.loads(payload)) for facet, kind, payload in cursor.fetchall()]
