"""Lists around a position, and inside the part of the map one looks at.

A position comes from a press of “use my position” (`?konum=38.740,35.479`) or from a place typed by
its name (`?yer=Sahabiye`). It is rounded to a thousandth of a degree (some 100 m) by the page and
again here, and stands nowhere but in the address: answers to it are never cached or logged by us.
"""

from math import isfinite
from typing import Any

from django.conf import settings
from django.db.models import F, FloatField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.list_specs import PLACE_PARAM, POSITION_PARAM, Sort
from content.lists import Results
from content.places.gazetteer import look_up
from content.places.maps import BOX_PARAM
from search import areas, geo
from search.models import DocumentQuerySet

POSITION_DIGITS, BOX_DIGITS = 3, 4
BY_DISTANCE = Sort(
    value="uzaklik",
    label=gettext_lazy("Nearest first"),
    order=(F("metres").asc(nulls_last=True), "sort_key", "page_id"),
    near=True,
)


def by_box(results: Results, documents: DocumentQuerySet) -> DocumentQuerySet:
    """Keep what lies in `?kutu=west,south,east,north`, the part of the map that is looked at."""
    text = results.params.get(BOX_PARAM, "")
    box = _box(text) if text else None
    if text and box is None:
        results.errors.append(_("We do not understand that part of the map; all of it is shown."))
        results.params.pop(BOX_PARAM)
    results.filters.append(
        {
            "type": "hidden",
            "param": BOX_PARAM,
            "label": _("Part of the map"),
            "value": text if box else "",
            "text": "",
            "chip": _("In the chosen part of the map"),
        }
    )
    if box is None:
        return documents
    return documents.touching(box)


def by_position(results: Results, documents: DocumentQuerySet) -> DocumentQuerySet:
    """Measure from `?konum=lat,lng`, else from the place typed as `?yer=`; keep everything."""
    text = results.params.get(POSITION_PARAM, "")
    typed = results.params.get(PLACE_PARAM, "").strip()
    if text:
        results.position = _position(text)
        if results.position is None:
            results.errors.append(_("That position is not in or near the municipality."))
            results.params.pop(POSITION_PARAM)
        else:
            results.place = _("your position")
            results.params.pop(PLACE_PARAM, None)
    elif typed:
        _resolve(results, typed)
    if results.position is None:
        return documents
    lat, lng = results.position
    # The SQL is a constant; the numbers go as parameters.
    metres = RawSQL(areas.distance(), (lat, lat, lng), output_field=FloatField())  # noqa: S611
    return documents.annotate(metres=metres)


def _resolve(results: Results, typed: str) -> None:
    spots = look_up(typed)
    if len(spots) == 1:
        results.position = (spots[0].lat, spots[0].lng)
        results.place = spots[0].name
    elif spots:
        results.places = [spot.name for spot in spots]
    else:
        results.errors.append(
            _("We do not know “%(place)s”. Write a neighbourhood or a street.") % {"place": typed}
        )


def metres_to(document: Any, position: tuple[float, float] | None) -> int | None:
    """Return the distance of a document to the middle of its place, in metres."""
    geometry = document.data.get("geometry")
    if position is None or not geometry:
        return None
    lng, lat = geo.centre(geometry)
    return round(geo.distance_m(position[1], position[0], lng, lat))


def _position(text: str) -> tuple[float, float] | None:
    found = _numbers(text, 2)
    if not found:
        return None
    west, south, east, north = settings.MAP_BOUNDS
    lat, lng = (round(number, POSITION_DIGITS) for number in found)
    return (lat, lng) if south <= lat <= north and west <= lng <= east else None


def _box(text: str) -> geo.Box | None:
    found = _numbers(text, 4)
    if not found:
        return None
    box = geo.Box(*(round(number, BOX_DIGITS) for number in found))
    whole = -180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90
    return box if whole else None


def _numbers(text: str, count: int) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        return []
    return found if len(found) == count and all(isfinite(number) for number in found) else []
