"""Turns the parameters of a list into SQL conditions; wrong values are refused, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.api.problems import Problem
from content.api.schemas import ListQuery
from search import areas, geo

DEFAULT_RADIUS_M = 2_000
MAX_VALUES = 20
DISTANCE = areas.distance()
_RANGES = (
    ("starts_after", "starts_at", ">="),
    ("starts_before", "starts_at", "<"),
    ("ends_after", "ends_at", ">="),
    ("ends_before", "ends_at", "<"),
)


@dataclass(slots=True)
class Where:
    """Conditions and their parameters."""

    conditions: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    def add(self, condition: str, *params: Any) -> None:
        """Add a condition with the values of its placeholders."""
        self.conditions.append(condition)
        self.params.extend(params)

    def __str__(self) -> str:
        """Return the SQL."""
        return " AND ".join(self.conditions)


def conditions(query: ListQuery, facets: Sequence[str], now: datetime) -> Where:
    """Return what a document must fulfil to stand in the list at `now`; the kind is not in it.

    Raises:
        Problem: When a value makes no sense.
    """
    locale = checked_locale(query.locale)
    where = Where()
    where.add(
        "NOT gone AND valid_from <= %s AND valid_until > %s AND listed_until > %s", *[now] * 3
    )
    where.add("locale = %s", locale)
    for name in facets:
        wanted = [f"{name}:{value}" for value in values(getattr(query, name, None), name)]
        if len(wanted) == 1:
            where.add("facets @> %s::varchar[]", wanted)
        elif wanted:
            where.add("facets && %s::varchar[]", wanted)
    for name, column, sign in _RANGES:
        moment = getattr(query, name)
        if moment is not None:
            where.add(f"{column} {sign} %s", _aware(moment, name))
    box = _box(query)
    if box:
        where.add(areas.touching(box), *box)
    centre = near(query)
    if centre:
        lat, lng = centre
        radius = query.radius or DEFAULT_RADIUS_M
        around = geo.box_around(lng, lat, radius)
        where.add(areas.touching(around), *around)
        where.add(f"{DISTANCE} <= %s", lat, lat, lng, radius)
    elif query.radius is not None:
        raise Problem("invalid_combination", "radius needs near=lat,lng")
    return where


def checked_locale(locale: str) -> str:
    """Return the language code; refuse one the site does not have."""
    codes = [code for code, _name in settings.LANGUAGES]
    if locale not in codes:
        raise Problem("invalid_parameter", f"locale must be one of {', '.join(codes)}")
    return locale


def values(text: str | None, name: str) -> list[str]:
    """Return the parts of a comma separated parameter."""
    found = [part.strip() for part in (text or "").split(",") if part.strip()]
    if len(found) > MAX_VALUES:
        raise Problem("invalid_parameter", f"{name}: at most {MAX_VALUES} values")
    return found


def near(query: ListQuery) -> tuple[float, float] | None:
    """Return `(lat, lng)` of the point to measure from."""
    return None if query.near is None else point(query.near, "near")


def point(text: str, name: str) -> tuple[float, float]:
    """Return `(lat, lng)` of a parameter; refuse what is not on earth."""
    lat, lng = _numbers(text, 2, name)
    if not (-90 <= lat <= 90 and -180 <= lng <= 180):
        raise Problem("invalid_parameter", f"{name} must be lat,lng in degrees")
    return lat, lng


def _box(query: ListQuery) -> geo.Box | None:
    if query.bbox is None:
        return None
    box = geo.Box(*_numbers(query.bbox, 4, "bbox"))
    if not (-180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90):
        raise Problem("invalid_parameter", "bbox must be west,south,east,north in degrees")
    return box


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
