"""Reads of the assembly areas: all of a category, by neighbourhood. One query."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from search import turkish
from search.models import PublishedDocument
from search.queries import FIELDS, Shown

MOST = 1000


@dataclass(slots=True)
class Area:
    """A neighbourhood with its assembly areas; `slug` is empty for those without one."""

    slug: str
    name: str
    places: list[Shown] = field(default_factory=list)

    @property
    def capacity(self) -> int:
        """Return how many people they hold together, as far as it is known."""
        return sum(place.data["capacity"] or 0 for place in self.places)


def by_neighbourhood(category: str, locale: str, now: datetime) -> list[Area]:
    """Return the neighbourhoods in Turkish alphabetical order, each with its areas by name.

    What has no translation is shown in Turkish: somebody looking for safety needs every place.
    """
    if not category:
        return []
    rows = (
        PublishedDocument.objects.listed(now)
        .of_kind("place")
        .filter(locale__in={locale, settings.LANGUAGE_CODE})
        .with_facet("category", [category])
        .values_list("translation_key", *FIELDS)[: 2 * MOST]
    )
    places: dict[Any, Shown] = {}
    for key, *row in rows:
        item = Shown(*row)
        if key not in places or item.locale == locale:
            places[key] = item
    areas: dict[str, Area] = {}
    for place in sorted(places.values(), key=lambda item: turkish.sort_key(item.title)):
        found = place.data["neighbourhood"] or {"slug": "", "name": ""}
        areas.setdefault(found["slug"], Area(found["slug"], found["name"])).places.append(place)
    return sorted(areas.values(), key=lambda area: (not area.slug, turkish.sort_key(area.name)))
