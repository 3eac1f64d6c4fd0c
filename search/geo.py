"""Small geometry on GeoJSON in WGS84: bounding boxes, centres, distances. Pure functions."""

from collections.abc import Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

EARTH_RADIUS_M = 6_371_008.8
GEOMETRY_TYPES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
}


class Box(NamedTuple):
    """A bounding box in degrees."""

    west: float
    south: float
    east: float
    north: float


def positions(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield every `(lng, lat)` of a GeoJSON geometry; raise ValueError when it is not one."""
    if geometry.get("type") not in GEOMETRY_TYPES:
        raise ValueError(f"unknown geometry type {geometry.get('type')!r}")
    yield from _positions(geometry.get("coordinates"))


def _positions(value: Any) -> Iterator[tuple[float, float]]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        raise ValueError("coordinates must be numbers in lists")
    if isinstance(value[0], int | float) and not isinstance(value[0], bool):
        if len(value) < 2 or not isinstance(value[1], int | float):
            raise ValueError("a position needs a longitude and a latitude")
        lng, lat = float(value[0]), float(value[1])
        if not (-180 <= lng <= 180 and -90 <= lat <= 90):
            raise ValueError(f"[{lng}, {lat}] is not on earth")
        yield lng, lat
        return
    for item in value:
        yield from _positions(item)


def bounding_box(geometry: Mapping[str, Any]) -> Box:
    """Return the smallest box around a geometry."""
    lngs, lats = zip(*positions(geometry), strict=True)
    return Box(min(lngs), min(lats), max(lngs), max(lats))


def centre(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """Return `(lng, lat)` of the middle of the bounding box; the point itself for a Point."""
    box = bounding_box(geometry)
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def distance_m(lng1: float, lat1: float, lng2: float, lat2: float) -> float:
    """Return the great-circle distance in metres (haversine formula)."""
    half_lat = sin(radians(lat2 - lat1) / 2) ** 2
    half_lng = sin(radians(lng2 - lng1) / 2) ** 2
    a = half_lat + cos(radians(lat1)) * cos(radians(lat2)) * half_lng
    return 2 * EARTH_RADIUS_M * asin(sqrt(a))


def box_around(lng: float, lat: float, radius_m: float) -> Box:
    """Return a box that holds the circle of `radius_m` metres around a point."""
    d_lat = radius_m / 111_320
    d_lng = radius_m / (111_320 * max(cos(radians(lat)), 0.01))
    return Box(lng - d_lng, lat - d_lat, lng + d_lng, lat + d_lat)
