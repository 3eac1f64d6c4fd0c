"""Lists of the API: one SQL query made from the parameters, payloads passed on as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from content.api import filters
from content.api.cursors import ChangeCursor, ListCursor, Seen, read_list_cursor
from content.api.problems import Problem
from content.api.schemas import ListQuery, Sort
from search.edges import TABLE, last_edge
from search.prepared import prepared

GENERATION = "coalesce((SELECT generation FROM published_publicationstate WHERE id = 1), 0)"
_FAR, _LONG_AGO = "'9999-12-31'::timestamptz", "'1970-01-01'::timestamptz"
_ORDERS = {
    Sort.NEWEST: ("sort_at", "DESC", "timestamptz"),
    Sort.OLDEST: ("sort_at", "ASC", "timestamptz"),
    Sort.TITLE: ("sort_key", "ASC", "text"),
    # What has no such date comes last rather than vanishing from the list.
    Sort.STARTS: (f"coalesce(starts_at, {_FAR})", "ASC", "timestamptz"),
    Sort.STARTS_LAST: (f"coalesce(starts_at, {_LONG_AGO})", "DESC", "timestamptz"),
    Sort.ENDS: (f"coalesce(ends_at, {_FAR})", "ASC", "timestamptz"),
    Sort.ENDS_LAST: (f"coalesce(ends_at, {_LONG_AGO})", "DESC", "timestamptz"),
    Sort.DISTANCE: (filters.DISTANCE, "ASC", "float8"),
}


@dataclass(slots=True)
class Page:
    """One page of a list: payloads as JSON text, distances, and where to go on."""

    payloads: list[str]
    distances: list[float | None]
    since: str
    next: str | None = None
    more: bool = False
    deleted: list[dict[str, Any]] = field(default_factory=list)
    total: int | None = None


def list_page(
    query: ListQuery, kinds: Sequence[str], facets: Sequence[str], now: datetime | None = None
) -> Page:
    """Return a page of what is listed now: one query, two for an empty list or after a publish.

    Raises:
        Problem: When a parameter makes no sense.
    """
    now = now or timezone.now()
    where = filters.conditions(query, facets, now)
    counted, counted_params = str(where), list(where.params)
    centre = filters.near(query)
    if query.sort is Sort.DISTANCE and centre is None:
        raise Problem("invalid_combination", "sort=distance needs near=lat,lng")
    point = [centre[0], centre[0], centre[1]] if centre else []
    distance = filters.DISTANCE if centre else "NULL::float8"
    order, direction, kind = _ORDERS[query.sort]
    order_params = point if query.sort is Sort.DISTANCE else []
    cursor = read_list_cursor(query.cursor, query.sort.value, kind) if query.cursor else None
    if cursor:
        sign = "<" if direction == "DESC" else ">"
        where.add(
            f"({order}, page_id) {sign} (%s::{kind}, %s)",
            *(*order_params, cursor.value, cursor.page_id),
        )
    total = "NULL"
    total_params: list[Any] = []
    if query.total:
        total = f"(SELECT count(*) FROM {TABLE} WHERE kind = ANY(%s) AND {counted})"
        total_params = [list(kinds), *counted_params]
    # A number in the text, not a value: how many rows are wanted decides on the plan.
    more_than = int(query.limit) + 1
    first = f"""
        SELECT page_id, payload, {distance} AS distance, {order} AS place
        FROM {TABLE} WHERE kind = {"%s" if len(kinds) == 1 else "wanted.kind"} AND {where}
        ORDER BY {order} {direction}, page_id {direction} LIMIT {more_than}"""
    params = [*total_params, *point, *order_params, *where.params, *order_params]
    if len(kinds) == 1:
        params.insert(len(total_params) + len(point) + len(order_params), kinds[0])
    else:
        # One index range for each kind, merged: as fast for all kinds together as for one.
        first = f"""
            SELECT one.* FROM unnest(%s::varchar[]) AS wanted(kind) CROSS JOIN LATERAL ({first})
            AS one ORDER BY place {direction}, page_id {direction} LIMIT {more_than}"""
        params.insert(len(total_params), list(kinds))
    meta = f"{GENERATION} AS generation, {total} AS total"
    with prepared() as database:
        database.execute(
            f"""SELECT {meta}, page_id, payload::text, distance, place::text AS shown
            FROM ({first}) AS found ORDER BY place {direction}, page_id {direction}""",
            params,
        )
        rows = database.fetchall()
        if not rows:
            database.execute(f"SELECT {meta}", total_params)
            rows = [(*database.fetchone(), None)]
    generation, counted_rows = rows[0][:2]
    seen = cursor.seen if cursor else Seen(generation, last_edge(generation, now))
    found = [row[2:] for row in rows if row[2] is not None]
    shown = found[: query.limit]
    following = None
    if len(found) > query.limit:
        following = str(ListCursor(query.sort.value, shown[-1][3], shown[-1][0], seen))
    return Page(
        payloads=[row[1] for row in shown],
        distances=[row[2] for row in shown],
        next=following,
        since=str(ChangeCursor(seen)),
        total=counted_rows,
    )
