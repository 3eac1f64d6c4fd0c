"""Places as kinds of documents."""

from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.places import hours
from content.places.guide import below
from content.places.json_ld import json_ld
from content.places.lists import CATEGORY, FACTS, PLACES, SUITS
from content.places.queries import surroundings
from content.places.schemas import PlaceFields
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from search.kinds import Kind, register

PLACE = register(
    Kind(
        name="place",
        label=_("Place"),
        plural=_("Places"),
        template="pages/place.jinja",
        card="pages/cards/place.jinja",
        facets=(CATEGORY, NEIGHBOURHOOD, SUITS, *FACTS, DIRECTORATE),
        json_ld=json_ld,
        context=surroundings,
        schema=PlaceFields,
        is_open=lambda data, moment: hours.is_open(hours.from_payload(data), moment),
        icon="map-pin",
        extras={"offline": True},
    )
)
INDEX = register(
    Kind(
        name="place_index",
        label=_("City guide"),
        plural=_("City guides"),
        template="pages/place_list.jinja",
        listed=False,
        landing=True,
        view=list_view(PLACES),
        below=below,
        icon="map-pin",
        extras={"offline": True},
    )
)
