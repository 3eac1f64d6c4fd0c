"""Obituaries as kinds of documents."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.obituaries.lists import OBITUARIES
from content.obituaries.schemas import ObituaryFields
from content.reference.queries import NEIGHBOURHOOD
from search.kinds import Kind, register
from search.queries import Shown


def json_ld(document: Shown) -> dict[str, Any] | None:
    """Return the funeral as a schema.org event while it is to come and may be indexed."""
    data = document.data
    if document.noindex or not data["burial_date"] or not data["mosque"]:
        return None
    if data["burial_date"] < timezone.localdate().isoformat():
        return None
    clock = f"T{data['prayer_time']}:00+03:00" if data["prayer_time"] else ""
    return {
        "@type": "Event",
        "name": document.title,
        "startDate": f"{data['burial_date']}{clock}",
        "location": {"@type": "Place", "name": data["mosque"], "address": "Kayseri"},
    }


OBITUARY = register(
    Kind(
        name="obituary",
        label=_("Obituary"),
        plural=_("Obituaries"),
        template="pages/obituary.jinja",
        card="pages/cards/obituary.jinja",
        facets=(NEIGHBOURHOOD,),
        json_ld=json_ld,
        schema=ObituaryFields,
        icon="heart",
    )
)
INDEX = register(
    Kind(
        name="obituary_index",
        label=_("Obituaries list"),
        plural=_("Obituaries lists"),
        template="pages/obituary_list.jinja",
        listed=False,
        view=list_view(OBITUARIES),
        icon="heart",
    )
)
