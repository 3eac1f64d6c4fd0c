"""Everything a list of the guide holds, as points for its map: one answer, without pages."""

import json
from collections.abc import Sequence
from typing import Any

from content.feeds.formats import WHOLE, Feed, Format, feed_address, register
from content.list_specs import POSITION_PARAMS
from content.reference.queries import neighbourhoods
from search.models import DocumentQuerySet

SUFFIX = "harita"
BOX_PARAM = "kutu"


def address(results: Any) -> str:
    """Return the address of the points that belong to a list; one for all parts of the map."""
    everywhere = dict.fromkeys((*POSITION_PARAMS, BOX_PARAM, "sirala"))
    return feed_address(results.address(**everywhere), SUFFIX)


def _rows(documents: DocumentQuerySet) -> Sequence[Any]:
    """Fetch what a point says and no more: a map has thousands of them."""
    fields = ("path", "title", "payload__address", "west", "south")
    return list(documents.values_list(*fields))


def points(feed: Feed, rows: Sequence[Any]) -> str:
    """Return GeoJSON: a point for each place the filters leave, and the neighbourhoods' names.

    The names give the map its ground where no tiles are served.
    """
    value = {
        "type": "FeatureCollection",
        "features": [_feature(*row) for row in rows if row[-1] is not None],
        "areas": [
            (area.name, area.lng, area.lat)
            for area in neighbourhoods().values()
            if area.lat is not None and area.lng is not None
        ],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _feature(path: str, title: str, text: str, lng: float, lat: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lng, lat]},
        "properties": {"title": title, "url": path, "text": text or ""},
    }


def register_format() -> None:
    """Give lists of places this format; it is the map's own and offered to nobody."""
    register(
        Format(
            SUFFIX,
            "",
            "application/geo+json",
            WHOLE,
            points,
            kinds=("place",),
            own_order=True,
            is_offered=False,
            fetch=_rows,
        )
    )
