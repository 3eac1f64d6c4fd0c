"""Lists of the API: one SQL query made from the parameters, payloads passed on as text."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from content.api.problems import Problem
from content.api.schemas import ListQuery, Sort
from search import geo

TABLE = "published_publisheddocument"
FACETS = ("neighbourhood", "category", "status", "directorate", "type")
_DISTANCE = (
    "(2 * 6371008.8 * asin(least(1, sqrt(sin(radians((south + north) / 2 - %s) / 2) ^ 2 + "
    "cos(radians(%s)) * cos(radians((south + north) / 2)) * "
    "sin(radians((west + east) / 2 - %s) / 2) ^ 2))))"
)
_ORDERS = {
    Sort.NEWEST: ("sort_at", "DESC", "timestamptz"),
    Sort.OLDEST: ("sort_at", "ASC", "timestamptz"),
    Sort.TITLE: ("sort_key", "ASC", "text"),
    Sort.STARTS: ("starts_at", "ASC", "timestamptz"),
    Sort.STARTS_LAST: ("starts_at", "DESC", "timestamptz"),
    Sort.DISTANCE: ("distance", "ASC", "float8"),
}


@dataclass(slots=True)
class Page:
    """One page of a list: payloads as JSON text, distances, and where to go on."""

    payloads: list[str]
    distances: list[float | None]
    next: str | None = None
    since: str | None = None
    deleted: list[dict[str, Any]] = field(default_factory=list)
    total: int | None = None


@dataclass(slots=True)
class _Where:
    """Conditions and their parameters."""

    conditions: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    def add(self, condition: str, *params: Any) -> None:
        self.conditions.append(condition)
        self.params.extend(params)

    def __str__(self) -> str:
        return " AND ".join(self.conditions)


def list_page(query: ListQuery, kinds: Sequence[str], now: datetime | None = None) -> Page:
    """Return a page of what is listed now. One query; two with `total`.

    Raises:
        Problem: When a parameter makes no sense.
    """
    now = now or timezone.now()
    where = _conditions(query, kinds, now)
    near = _near(query)
    distance, distance_params = ("NULL::float8", [])
    if near:
        distance, distance_params = _DISTANCE, [near[0], near[0], near[1]]
        where.add(f"{_DISTANCE} <= %s", *distance_params, query.radius)
    elif query.sort is Sort.DISTANCE:
        raise Problem("invalid_parameter", "sort=distance needs near=lat,lng")
    column, direction, kind = _ORDERS[query.sort]
    order = distance if column == "distance" else column
    order_params = distance_params if column == "distance" else []
    if column == "starts_at":
        where.add("starts_at IS NOT NULL")
    total = _total(where) if query.total else None
    if query.cursor:
        value, page_id = _read_cursor(query.cursor, query.sort)
        sign = "<" if direction == "DESC" else ">"
        where.add(f"({order}, page_id) {sign} (%s::{kind}, %s)", *order_params, value, page_id)
    sql = (
        f"SELECT page_id, payload::text, {distance}, ({order})::text, "
        f"(SELECT generation FROM published_publicationstate WHERE id = 1) "
        f"FROM {TABLE} WHERE {where} ORDER BY {order} {direction}, page_id {direction} LIMIT %s"
    )
    params = [*distance_params, *order_params, *where.params, *order_params, query.limit + 1]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    generation = rows[0][4] if rows else _generation()
    return Page(
        payloads=[row[1] for row in rows],
        distances=[row[2] for row in rows],
        next=_cursor([query.sort.value, rows[-1][3], rows[-1][0]]) if more else None,
        since=_cursor([generation or 0, now.astimezone(UTC).isoformat()]),
        total=total,
    )


def changes(query: ListQuery, kinds: Sequence[str], now: datetime | None = None) -> Page:
    """Return what changed since a cursor: documents as they are, tombstones of what went.

    A document changed when its row is of a newer generation, or when its span or its time in the
    lists began or ended since. Applying the answers in order leaves a reader with exactly the
    public set.
    """
    now = now or timezone.now()
    generation, moment, new_generation, new_moment, last = _read_since(query.since or "")
    state = _conditions(query, kinds, now)
    # A first page fixes where the next round begins; later pages carry it along.
    if new_moment is None:
        new_generation, new_moment = _generation(), now
    sql = f"""
        WITH changed AS (
            SELECT DISTINCT page_id FROM {TABLE}
            WHERE kind = ANY(%s) AND locale = %s AND page_id > %s AND (
                version > %s OR (valid_from > %s AND valid_from <= %s)
                OR (valid_until > %s AND valid_until <= %s)
                OR (listed_until > %s AND listed_until <= %s))
            ORDER BY page_id LIMIT %s)
        SELECT changed.page_id, state.payload::text, known.kind, known.locale, known.path
        FROM changed
        LEFT JOIN (SELECT * FROM {TABLE} WHERE {state}) AS state USING (page_id)
        JOIN LATERAL (SELECT kind, locale, path FROM {TABLE} t
                      WHERE t.page_id = changed.page_id ORDER BY version DESC LIMIT 1) known ON true
        ORDER BY changed.page_id"""
    between = [moment, now] * 3
    params = [
        *(list(kinds), query.locale, last, generation, *between, query.limit + 1),
        *state.params,
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    begun = [generation, moment.isoformat(), new_generation, new_moment.isoformat()]
    return Page(
        payloads=[row[1] for row in rows if row[1] is not None],
        distances=[None for row in rows if row[1] is not None],
        deleted=[
            {"id": row[0], "kind": row[2], "locale": row[3], "url": row[4], "deleted": True}
            for row in rows
            if row[1] is None
        ],
        next=_cursor([*begun, rows[-1][0]]) if more else None,
        since=None if more else _cursor([new_generation, new_moment.isoformat()]),
    )


def _conditions(query: ListQuery, kinds: Sequence[str], now: datetime) -> _Where:
    if query.locale not in dict(settings.LANGUAGES):
        raise Problem("invalid_parameter", "locale must be tr, en or ar")
    where = _Where()
    where.add(
        "NOT gone AND valid_from <= %s AND valid_until > %s AND listed_until > %s", *[now] * 3
    )
    where.add("locale = %s", query.locale)
    if len(kinds) == 1:
        where.add("kind = %s", kinds[0])
    else:
        where.add("kind = ANY(%s)", list(kinds))
    wanted = [f"{name}:{value}" for name in FACETS if (value := getattr(query, name))]
    if any("\x00" in value for value in wanted):
        raise Problem("invalid_parameter", "a value holds a NUL character")
    if wanted:
        where.add("facets @> %s::varchar[]", wanted)
    for name, column, sign in (
        ("starts_after", "starts_at", ">="),
        ("starts_before", "starts_at", "<"),
        ("ends_after", "ends_at", ">="),
        ("ends_before", "ends_at", "<"),
    ):
        moment = getattr(query, name)
        if moment is not None:
            where.add(f"{column} {sign} %s", _aware(moment, name))
    box = _box(query)
    near = _near(query)
    if near:
        around = geo.box_around(near[1], near[0], query.radius)
        where.add(
            "west <= %s AND east >= %s AND south <= %s AND north >= %s",
            *(around.east, around.west, around.north, around.south),
        )
    if box:
        where.add(
            "west <= %s AND east >= %s AND south <= %s AND north >= %s",
            *(box.east, box.west, box.north, box.south),
        )
    return where


def _aware(moment: datetime, name: str) -> datetime:
    try:
        found = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        return found.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise Problem("invalid_parameter", f"{name} is out of range") from error


def _numbers(text: str, count: int, name: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(isfinite(number) for number in found):
        raise Problem("invalid_parameter", f"{name} must be {count} numbers with commas between")
    return found


def _box(query: ListQuery) -> geo.Box | None:
    if not query.bbox:
        return None
    box = geo.Box(*_numbers(query.bbox, 4, "bbox"))
    if not (-180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90):
        raise Problem("invalid_parameter", "bbox must be west,south,east,north in degrees")
    return box


def _near(query: ListQuery) -> tuple[float, float] | None:
    if not query.near:
        return None
    lat, lng = _numbers(query.near, 2, "near")
    if not (-90 <= lat <= 90 and -180 <= lng <= 180):
        raise Problem("invalid_parameter", "near must be lat,lng in degrees")
    return lat, lng


def _total(where: _Where) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE} WHERE {where}", where.params)
        return int(cursor.fetchone()[0])


def _generation() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT generation FROM published_publicationstate WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _cursor(values: list[Any]) -> str:
    text = json.dumps(values, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(text: str) -> list[Any]:
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        value = json.loads(raw)
    except (ValueError, binascii.Error, UnicodeError, RecursionError) as error:
        raise Problem("invalid_cursor") from error
    if not isinstance(value, list):
        raise Problem("invalid_cursor")
    return value


def _read_cursor(text: str, sort: Sort) -> tuple[Any, int]:
    match _decode(text):
        case [str(name), str(value), int(page_id)] if name == sort.value and _fits(page_id):
            if "\x00" in value:
                raise Problem("invalid_cursor")
            if _ORDERS[sort][2] == "timestamptz":
                return _moment(value), page_id
            if _ORDERS[sort][2] == "float8":
                return _numbers(value, 1, "cursor")[0], page_id
            return value, page_id
    raise Problem("invalid_cursor", "a cursor belongs to the order it was made with")


def _read_since(text: str) -> tuple[int, datetime, int, datetime | None, int]:
    match _decode(text):
        case [int(generation), str(moment)] if _fits(generation):
            return generation, _moment(moment), 0, None, 0
        case [int(generation), str(moment), int(new), str(new_moment), int(last)] if (
            _fits(generation) and _fits(new) and _fits(last)
        ):
            return generation, _moment(moment), new, _moment(new_moment), last
    raise Problem("invalid_cursor")


def _fits(number: int) -> bool:
    return not isinstance(number, bool) and 0 <= number < 2**63 - 1


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.replace(" ", "T", 1))
        return (found if timezone.is_aware(found) else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Problem("invalid_cursor") from error
