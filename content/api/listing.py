"""Lists of the API: one SQL query made from the parameters, payloads passed on as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from content.api import filters
from content.api.cursors import ChangeCursor, ListCursor, Seen, read_list_cursor
from content.api.problems import Problem
from content.api.schemas import ListQuery, Sort
from search.documents import ALWAYS

TABLE = "published_publisheddocument"
# The last moment at which anything began, ended or left the lists. It stands still while nothing
# changes, so equal lists are equal byte for byte and a reader's If-None-Match holds for days.
LAST_EDGE = f"""greatest(
    (SELECT max(valid_from) FROM {TABLE} WHERE valid_from > %s AND valid_from <= %s),
    (SELECT max(valid_until) FROM {TABLE} WHERE valid_until <= %s),
    (SELECT max(listed_until) FROM {TABLE} WHERE listed_until <= %s),
    %s)"""
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


def edge_params(now: datetime) -> list[Any]:
    """Return the values of the placeholders of `LAST_EDGE`."""
    return [ALWAYS, now, now, now, ALWAYS]


def list_page(
    query: ListQuery, kinds: Sequence[str], facets: Sequence[str], now: datetime | None = None
) -> Page:
    """Return a page of what is listed now. One query.

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
    # One index range for each kind, merged: as fast for all kinds together as for one.
    sql = f"""
        WITH meta AS (
            SELECT {GENERATION} AS generation, {LAST_EDGE} AS moment, {total} AS total
        ), found AS (
            SELECT one.* FROM unnest(%s::varchar[]) AS wanted(kind) CROSS JOIN LATERAL (
                SELECT page_id, payload, {distance} AS distance, {order} AS place
                FROM {TABLE} WHERE kind = wanted.kind AND {where}
                ORDER BY {order} {direction}, page_id {direction} LIMIT %s
            ) AS one ORDER BY place {direction}, page_id {direction} LIMIT %s
        )
        SELECT generation, moment::text, total, page_id, payload::text, distance,
               place::text AS shown
        FROM meta LEFT JOIN found ON true ORDER BY place {direction}, page_id {direction}"""
    more_than = query.limit + 1
    params = [
        *(*edge_params(now), *total_params, list(kinds)),
        *(*point, *order_params, *where.params, *order_params, more_than, more_than),
    ]
    with connection.cursor() as database:
        database.execute(sql, params)
        rows = database.fetchall()
    seen = cursor.seen if cursor else Seen(rows[0][0], datetime.fromisoformat(rows[0][1]))
    found = [row[3:] for row in rows if row[3] is not None]
    shown = found[: query.limit]
    following = None
    if len(found) > query.limit:
        following = str(ListCursor(query.sort.value, shown[-1][3], shown[-1][0], seen))
    return Page(
        payloads=[row[1] for row in shown],
        distances=[row[2] for row in shown],
        next=following,
        since=str(ChangeCursor(seen)),
        total=rows[0][2],
    )
