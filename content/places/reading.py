"""Values out of a row of an import file, with messages that name the column."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from content.imports import RowError
from content.imports.values import text
from content.places import hours
from content.places.models import Known

MOST_DIGITS = 7
WORDS = {"evet": "yes", "hayır": "no", "bilinmiyor": "unknown", "": "unknown"}


def several(values: Mapping[str, Any], name: str) -> str:
    """Return texts separated by `|`; a list of GeoJSON is joined."""
    value = values.get(name)
    if isinstance(value, list):
        return "|".join(str(part).strip() for part in value if str(part).strip())
    return text(values, name)


def whole(values: Mapping[str, Any], name: str) -> int | None:
    """Return a whole number from 0; None when empty."""
    found = text(values, name).removesuffix(".0")
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and len(found) <= MOST_DIGITS):
        raise RowError(_("%(name)s must be a whole number.") % {"name": name})
    return int(found)


def day(values: Mapping[str, Any], name: str) -> date | None:
    """Return a day; None when empty."""
    found = text(values, name)
    try:
        return date.fromisoformat(found[:10]) if found else None
    except ValueError:
        message = _("%(name)s must be a date such as 2026-11-24.")
        raise RowError(message % {"name": name}) from None


def known(values: Mapping[str, Any], name: str) -> str:
    """Return yes, no or unknown; the Turkish words are understood."""
    if isinstance(values.get(name), bool):
        return Known.YES if values[name] else Known.NO
    found = text(values, name).lower()
    found = WORDS.get(found, found)
    if found not in Known.values:
        raise RowError(_("%(name)s must be yes, no or unknown.") % {"name": name})
    return found


def opening_hours(values: Mapping[str, Any], name: str) -> hours.Hours:
    """Return opening hours in OpenStreetMap's syntax."""
    try:
        return hours.parse(text(values, name))
    except hours.HoursError as error:
        message = _("These opening hours are not understood: %(rule)s")
        raise RowError(message % {"rule": error}) from None


def point(values: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return latitude and longitude from the geometry or the columns `lat` and `lng`."""
    geometry = values.get("geometry")
    if geometry:
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if isinstance(coordinates, list) and geometry.get("type") == "Point":
            numbers = [item for item in coordinates[:2] if type(item) in (int, float)]
            if len(numbers) == len(coordinates[:2]) == 2:
                return float(numbers[1]), float(numbers[0])
        raise RowError(_("The geometry must be a point of two numbers, longitude first."))
    lat, lng = text(values, "lat"), text(values, "lng")
    if not lat and not lng:
        return None, None
    try:
        return float(lat), float(lng)
    except ValueError:
        raise RowError(_("lat and lng must be numbers with a point, e.g. 38.7402.")) from None
