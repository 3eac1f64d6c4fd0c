"""The change feed: what changed, and what went, since a reader last asked.

A reader who takes the whole list once and then applies every answer in order holds exactly what
is listed. Two things change a list: editors (each publish is a new generation) and the clock (a
document's span, or its time in the lists, begins or ends), so a cursor holds both a generation
and a moment. What falls on the edge is told twice rather than missed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from content.api import filters
from content.api.cursors import ChangeCursor, Seen, read_change_cursor
from content.api.listing import GENERATION, Page
from content.api.problems import Problem
from content.api.schemas import Format, ListQuery, Sort
from search import edges
from search.edges import TABLE


def changes(
    query: ListQuery, kinds: Sequence[str], facets: Sequence[str], now: datetime | None = None
) -> Page:
    """Return what changed since a cursor: documents as they are, tombstones of what went.

    Two queries. A document that no longer fits the filters is told as gone, whether or not the
    reader ever had it.

    Raises:
        Problem: When the cursor is not ours, or a parameter does not go with `since`.
    """
    _refuse_others(query)
    now = now or timezone.now()
    cursor = read_change_cursor(query.since or "")
    state = filters.conditions(query, facets, now)
    begun = cursor.begun
    if begun is None:
        # Read before the changes: what is published in between is told now and again next time.
        begun = _seen(now)
        if cursor.since.generation > begun.generation:
            raise Problem("invalid_cursor", "newer than our data; take the whole list anew")
    rows = _changed(query, kinds, cursor, state, now)
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    following = ChangeCursor(cursor.since, begun, rows[-1][0]) if more else ChangeCursor(begun)
    alive = [row[1] for row in rows if row[1] is not None]
    return Page(
        payloads=alive,
        distances=[None] * len(alive),
        deleted=[
            {"id": row[0], "kind": row[2], "locale": row[3], "url": row[4], "deleted": True}
            for row in rows
            if row[1] is None
        ],
        since=str(following),
        more=more,
    )


def _refuse_others(query: ListQuery) -> None:
    others = {
        "cursor": query.cursor is not None,
        "sort": query.sort is not Sort.NEWEST,
        "near": query.near is not None,
        "total": query.total,
        "format=csv": query.format is Format.CSV,
    }
    given = [name for name, is_given in others.items() if is_given]
    if given:
        raise Problem("invalid_combination", f"since does not go with {', '.join(given)}")


def _seen(now: datetime) -> Seen:
    with connection.cursor() as database:
        database.execute(f"SELECT {GENERATION}, {edges.LAST}", {"now": now})
        generation, moment = database.fetchone()
    return Seen(generation, moment)


def _changed(
    query: ListQuery,
    kinds: Sequence[str],
    cursor: ChangeCursor,
    state: filters.Where,
    now: datetime,
) -> list[tuple[Any, ...]]:
    """Return `(page_id, payload or None, kind, locale, path)`, one row more than the limit."""
    since = cursor.since
    begun_or_ended = " UNION ".join(
        f"SELECT page_id FROM {TABLE} WHERE {column} > %s AND {column} <= %s"
        for column in ("valid_from", "valid_until", "listed_until")
    )
    # A document that went is named by its latest row that has begun. One whose every row begins
    # later is not public yet: it went (if it ever was there), and its address is nobody's business.
    sql = f"""
        WITH touched AS (
            SELECT page_id FROM {TABLE} WHERE version > %s UNION {begun_or_ended}
        ), changed AS (
            SELECT DISTINCT page_id FROM touched JOIN {TABLE} AS doc USING (page_id)
            WHERE doc.kind = ANY(%s) AND doc.locale = %s AND page_id > %s
            ORDER BY page_id LIMIT %s)
        SELECT changed.page_id, state.payload::text, known.kind, known.locale, known.path
        FROM changed
        LEFT JOIN (SELECT * FROM {TABLE} WHERE kind = ANY(%s) AND {state}) AS state
            USING (page_id)
        CROSS JOIN LATERAL (
            SELECT kind, locale, CASE WHEN valid_from <= %s THEN path END AS path
            FROM {TABLE} AS last WHERE last.page_id = changed.page_id
            ORDER BY valid_from <= %s DESC, valid_from DESC LIMIT 1) AS known
        ORDER BY changed.page_id"""
    params = [
        *(since.generation, *[since.moment, now] * 3),
        *(list(kinds), query.locale, cursor.after_id, query.limit + 1),
        *(list(kinds), *state.params, now, now),
    ]
    with connection.cursor() as database:
        database.execute(sql, params)
        return database.fetchall()
