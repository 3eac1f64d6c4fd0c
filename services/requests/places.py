"""Where a report is: from words, lists, a point; and what else happens there."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.geometry.nearness import is_within
from content.geometry.shapes import checked
from content.reference.models import Neighbourhood
from content.reference.queries import neighbourhoods, spellings
from content.roadworks.states import OPEN_STATES
from search import geo, turkish
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument

MOST_STREETS = 600
FARTHEST_CENTRE_M = 3_000
LONGEST_ADDRESS = 500
ROAD_WORK_M = 60
_STREET = re.compile(
    r"((?:[\w.’']+\s+){1,4}(?:sokak|sokağı|sok\.?|sk\.?|cadde|caddesi|cad\.?|cd\.?|bulvarı|bulvar|blv\.?))"
    r"(?!\w)",
    re.IGNORECASE,
)
_DOOR = re.compile(r"\b(?:no|numara|kapı)\s*[:.]?\s*(\d+\s?[\w/-]{0,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What an address in words says."""

    neighbourhood: Neighbourhood | None
    street: str
    door: str


@dataclass(frozen=True, slots=True)
class RoadWork:
    """A public road work at a place."""

    title: str
    path: str
    until: date | None


def read_address(text: str) -> Words:
    """Read neighbourhood, street and door number from words; what is not there stays empty.

    No address is longer than `LONGEST_ADDRESS`; the time that patterns take grows with the square.
    """
    text = text[:LONGEST_ADDRESS]
    folded = f" {turkish.fold(text)} "
    area = None
    longest = 0
    for one in neighbourhoods().values():
        for spelling in spellings(one):
            name = turkish.fold(spelling)
            if len(name) > longest and re.search(rf"\W{re.escape(name)}\W", folded):
                area, longest = one, len(name)
    rest = text
    if area is not None:
        rest = re.sub(r"(?i)\b\S*\s*mah(?:allesi|alle)?\b\.?", " ", text)
    street = _STREET.search(rest)
    door = _DOOR.search(text)
    return Words(
        area, " ".join(street[1].split()) if street else "", door[1].strip() if door else ""
    )


def read_point(lng: str, lat: str) -> tuple[float, float] | None:
    """Return a point near the municipality, or None where nothing was sent.

    Raises:
        ValidationError: It is no point, or it is far away.
    """
    if not lng and not lat:
        return None
    try:
        position = [float(lng), float(lat)]
    except ValueError:
        raise ValidationError("no point") from None
    if any(value != value or abs(value) > 180 for value in position):
        raise ValidationError("no point")
    found = checked({"type": "Point", "coordinates": position}, ("point",))
    return float(found["coordinates"][0]), float(found["coordinates"][1])


def nearest_area(point: tuple[float, float]) -> Neighbourhood | None:
    """Return the neighbourhood whose middle is nearest: a guess, which the citizen can correct."""
    found = [
        (geo.distance_m(*point, area.lng, area.lat), area.pk, area)
        for area in neighbourhoods().values()
        if area.lng is not None and area.lat is not None
    ]
    distance, _, area = min(found, default=(0.0, 0, None), key=lambda row: row[:2])
    return area if area is not None and distance <= FARTHEST_CENTRE_M else None


def middle() -> tuple[float, float]:
    """Return `(lat, lng)` of the middle of the neighbourhoods, where a map may begin."""
    points = [
        (area.lat, area.lng)
        for area in neighbourhoods().values()
        if area.lat is not None and area.lng is not None
    ]
    if not points:
        west, south, east, north = settings.MAP_BOUNDS
        return (south + north) / 2, (west + east) / 2
    lats, lngs = zip(*points, strict=True)
    return sum(lats) / len(lats), sum(lngs) / len(lngs)


@remembered(maxsize=2)
def _streets(generation: int) -> list[str]:
    places = (
        PublishedDocument.objects.public()
        .of_kind("place")
        .exclude(payload__street="")
        .order_by()
        .values_list("payload__street", flat=True)
        .distinct()
    )
    names = {str(name) for name in places[: 4 * MOST_STREETS] if name}
    works = PublishedDocument.objects.public().of_kind("roadwork")
    for streets in works.values_list("payload__streets", flat=True)[:MOST_STREETS]:
        names |= {street["name"] for street in streets or []}
    return sorted(names, key=turkish.sort_key)[:MOST_STREETS]


def known_streets() -> list[str]:
    """Return the streets that pages of ours name, in Turkish order; from memory."""
    return _streets(watch.current())


def road_works_at(
    *, point: tuple[float, float] | None, street: str = "", area: str = "", locale: str = "tr"
) -> list[RoadWork]:
    """Return public road works that are planned or under way at a place. One query."""
    if point is None and not street:
        return []
    here = {"type": "Point", "coordinates": list(point)} if point else None
    name = turkish.fold(street)
    rows = (
        PublishedDocument.objects.public()
        .of_kind("roadwork")
        .in_locale(locale)
        .with_facet("status", list(OPEN_STATES))
        .filter(ends_at__gte=timezone.now())
        .order_by("ends_at")
        .values_list("title", "path", "payload", "geometry")[:200]
    )
    return [
        RoadWork(title, path, _day(data.get("planned_end")))
        for title, path, data, geometry in rows
        if is_within(here, geometry, ROAD_WORK_M) or _on_street(data, name, area)
    ][:3]


def _on_street(data: dict[str, Any], name: str, area: str) -> bool:
    if not name or not area:
        return False
    areas = {one["slug"] for one in data["neighbourhoods"]}
    return area in areas and name in {turkish.fold(one["name"]) for one in data["streets"]}


def _day(text: str | None) -> date | None:
    return timezone.localtime(datetime.fromisoformat(text)).date() if text else None
