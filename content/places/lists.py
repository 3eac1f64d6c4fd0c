"""The city guide's list: by category, neighbourhood, name, accessibility; a map beside it."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.lists import ALPHABET, ListSpec, Results, Sort
from content.places.queries import category_labels, groups
from content.reference.queries import NEIGHBOURHOOD
from search.generation import watch
from search.kinds import Facet
from search.queries import facet_counts

CATEGORY = Facet(name="category", param="tur", label=_("Category"), labels=category_labels)


def _step_free(locale: str) -> Mapping[str, str]:
    return {"yes": _now("Step-free entrance"), "no": _now("Entrance with steps")}


STEP_FREE = Facet(name="step_free", param="engelsiz", label=_("Entrance"), labels=_step_free)
VERIFIED = Sort(
    value="dogrulanan",
    label=_("Recently verified first"),
    order=("-payload__verified_on", "sort_key", "page_id"),
)
MAX_MARKERS = 500


def features(documents: list[Any]) -> str:
    """Return GeoJSON for the map, made from the list's own documents."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": item.data["geometry"],
                    "properties": {
                        "title": item.title,
                        "url": item.path,
                        "text": item.data.get("address", "") or item.data.get("summary", ""),
                    },
                }
                for item in documents
                if item.data.get("geometry")
            ],
        },
        ensure_ascii=False,
    )


def guide_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    """Return the groups for the first look, and the map's features."""
    overview: list[dict[str, Any]] = []
    if not results.active and results.page == 1:
        counts = facet_counts(results.spec.kinds, results.locale, results.now, watch.current())
        overview = groups(results.locale, counts)
    return {"overview": overview, "geojson": features(results.documents)}


PLACES = ListSpec(
    kinds=("place",),
    facets=(CATEGORY, NEIGHBOURHOOD, STEP_FREE),
    sorts=(ALPHABET, VERIFIED),
    word_param="ad",
    word_label=_("Name or word"),
    word_hint=_("E.g. eczane, Lale Parkı"),
    template="pages/place_list.jinja",
    map=True,
    context=guide_context,
)
