"""Places as kinds of documents."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.places.hours import DAYS
from content.places.lists import CATEGORY, PLACES, STEP_FREE
from content.places.queries import nearby
from content.places.schemas import PlaceFields
from content.reference.queries import NEIGHBOURHOOD
from search.kinds import Kind, register
from search.queries import Shown


def json_ld(document: Shown) -> dict[str, Any]:
    """Return a schema.org CivicStructure with address, point and hours."""
    data = document.data
    found: dict[str, Any] = {
        "@type": "CivicStructure",
        "name": document.title,
        "description": data["description"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": data["address"],
            "addressLocality": "Kocasinan",
            "addressRegion": "Kayseri",
            "addressCountry": "TR",
        },
    }
    if data["lat"] is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": data["lat"],
            "longitude": data["lng"],
        }
    if data["phones"]:
        found["telephone"] = data["phones"][0]
    if data["week"]:
        found["openingHours"] = [
            f"{DAYS[row['weekday']]} {hours}" for row in data["week"] for hours in row["hours"]
        ]
    return found


PLACE = register(
    Kind(
        name="place",
        label=_("Place"),
        plural=_("Places"),
        template="pages/place.jinja",
        card="pages/cards/place.jinja",
        facets=(CATEGORY, NEIGHBOURHOOD, STEP_FREE),
        json_ld=json_ld,
        context=nearby,
        schema=PlaceFields,
        icon="map-pin",
    )
)
INDEX = register(
    Kind(
        name="place_index",
        label=_("City guide"),
        plural=_("City guides"),
        template="pages/place_list.jinja",
        listed=False,
        view=list_view(PLACES),
        icon="map-pin",
    )
)
