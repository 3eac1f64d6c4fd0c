"""Everything a list of the guide holds, as points for its map: one answer, without pages."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.lists import POSITION_PARAM, ListSpec, narrowed
from content.nearby import BOX_PARAM, PLACE_PARAM
from content.reference.models import Neighbourhood
from search.generation import watch
from search.memory import remembered
from search.queries import Found

FORMAT_PARAM, MAP_FORMAT = "bicim", "harita"
MOST_POINTS = 5000
_NOT_FOR_MAPS = {FORMAT_PARAM, BOX_PARAM, PLACE_PARAM, POSITION_PARAM, "sayfa", "sirala"}


def is_asked(request: HttpRequest) -> bool:
    """Tell whether the address asks for the map's points instead of the page."""
    return request.GET.get(FORMAT_PARAM) == MAP_FORMAT


def address(params: dict[str, str], path: str) -> str:
    """Return the address of the points that belong to a list; one for all parts of the map."""
    kept = {key: value for key, value in params.items() if key not in _NOT_FOR_MAPS}
    return f"{path}?{urlencode({**kept, FORMAT_PARAM: MAP_FORMAT})}"


def points(spec: ListSpec, request: HttpRequest, found: Found) -> HttpResponse:
    """Answer GeoJSON: a point for each place the filters leave, and the neighbourhoods' names.

    The names give the map its ground where no tiles are served.
    """
    params = {key: value for key, value in request.GET.dict().items() if key not in _NOT_FOR_MAPS}
    results = narrowed(
        spec,
        params,
        path=found.document.path,
        locale=found.document.locale,
        now=timezone.localtime(),
    )
    assert results.query is not None
    rows: Any = (
        results.query.exclude(south=None)
        .order_by("sort_key", "page_id")
        .values_list("path", "title", "payload__address", "west", "south")[:MOST_POINTS]
    )
    value = {
        "type": "FeatureCollection",
        "features": [_feature(*row) for row in rows],
        "areas": _areas(watch.current()),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/geo+json")


def _feature(path: str, title: str, text: str, lng: float, lat: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lng, lat]},
        "properties": {"title": title, "url": path, "text": text or ""},
    }


@remembered(maxsize=2)
def _areas(generation: int) -> list[tuple[str, float, float]]:
    known: Any = Neighbourhood.objects.exclude(lat=None).exclude(lng=None)
    return list(known.values_list("name", "lng", "lat"))
