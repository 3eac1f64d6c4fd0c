"""GeoJSON geometries as people paste them: read, checked, put in order."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search import geo

POINT, LINE = "point", "line"
MODES = (POINT, LINE)
TYPES = {POINT: ("Point",), LINE: ("LineString", "MultiLineString")}
MAX_POSITIONS = 5000
MAX_CHARACTERS = 500_000
DECIMALS = 6  # about ten centimetres


def parsed(text: str, modes: Iterable[str] = MODES) -> dict[str, Any] | None:
    """Return the geometry in pasted GeoJSON: a geometry, a Feature, or a collection of them.

    Raises:
        ValidationError: With what to do about it.
    """
    if not text.strip():
        return None
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(_("The text is too long; simplify the line."))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("This is not GeoJSON. Paste the whole text, or draw on the map.")
        raise ValidationError(message) from error
    return checked(_geometry_of(value), modes)


def _geometry_of(value: Any) -> Any:
    """Take the geometry out of a Feature; join those of a collection."""
    if not isinstance(value, dict):
        return value
    if value.get("type") == "Feature":
        return value.get("geometry")
    if value.get("type") == "FeatureCollection":
        features = value.get("features")
        inside = [_geometry_of(one) for one in features] if isinstance(features, list) else []
        return combined([checked(one) for one in inside if one])
    return value


def checked(value: Any, modes: Iterable[str] = MODES) -> dict[str, Any]:
    """Return a line or point near the municipality, heights and needless digits left out.

    Raises:
        ValidationError: When it is no such geometry, or stands elsewhere on earth.
    """
    wanted = [name for mode in modes for name in TYPES[mode]]
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in wanted:
        words = {POINT: _("A point is needed."), LINE: _("A line is needed.")}
        chosen = list(modes)
        message = words[chosen[0]] if len(chosen) == 1 else _("A line or a point is needed.")
        raise ValidationError(message)
    coordinates = value.get("coordinates")
    if kind == "Point":
        tidy: Any = _position(coordinates)
    elif kind == "LineString":
        tidy = _line(coordinates)
    else:
        tidy = [_line(line) for line in _listed(coordinates)]
    geometry = {"type": kind, "coordinates": tidy}
    if len(list(geo.positions(geometry))) > MAX_POSITIONS:
        raise ValidationError(_("The line has too many points; simplify it."))
    _near_the_municipality(geometry)
    return geometry


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValidationError(
            _("The coordinates are not as GeoJSON writes them: [[35.48, 38.74], [35.49, 38.74]].")
        )
    return value


def _line(value: Any) -> list[list[float]]:
    line = [_position(one) for one in _listed(value)]
    if len(line) < 2:
        raise ValidationError(_("A line needs two points or more."))
    return line


def _position(value: Any) -> list[float]:
    numbers = value[:2] if isinstance(value, list) else []
    if len(numbers) < 2 or any(
        isinstance(number, bool) or not isinstance(number, int | float) for number in numbers
    ):
        raise ValidationError(
            _("A point is written as longitude and latitude, e.g. [35.4872, 38.7354].")
        )
    lng, lat = numbers
    if not (-180 <= lng <= 180 and -90 <= lat <= 90):
        raise ValidationError(
            _("[%(lng)s, %(lat)s] is not a place on earth.")
            % {"lng": str(lng)[:20], "lat": str(lat)[:20]}
        )
    return [round(float(lng), DECIMALS), round(float(lat), DECIMALS)]


def _near_the_municipality(geometry: dict[str, Any]) -> None:
    west, south, east, north = settings.MAP_BOUNDS
    box = geo.bounding_box(geometry)
    if west <= box.west and box.east <= east and south <= box.south and box.north <= north:
        return
    if west <= box.south and box.north <= east and south <= box.west and box.east <= north:
        raise ValidationError(
            _("Longitude and latitude are swapped: GeoJSON writes the longitude (35.…) first.")
        )
    raise ValidationError(
        _("This is far from the municipality: longitude %(lng)s, latitude %(lat)s.")
        % {"lng": f"{box.west:.4f}", "lat": f"{box.south:.4f}"}
    )


def combined(geometries: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return one geometry for several: the lines together, else the first point."""
    lines: list[Any] = []
    points: list[Any] = []
    for geometry in geometries:
        if not geometry:
            continue
        if geometry["type"] == "Point":
            points.append(geometry["coordinates"])
        elif geometry["type"] == "LineString":
            lines.append(geometry["coordinates"])
        else:
            lines.extend(geometry["coordinates"])
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    if lines:
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "Point", "coordinates": points[0]} if points else None
