"""Reads of the guide: categories from memory, neighbours from the index."""

from typing import Any

from django.utils import timezone

from content.places.models import PlaceCategory
from search import geo
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, shown

NEARBY_METRES = 1500
NEARBY_COUNT = 4


@remembered(maxsize=8)
def _categories(generation: int) -> list[PlaceCategory]:
    return list(PlaceCategory.objects.select_related("parent"))


def categories() -> list[PlaceCategory]:
    """Return all categories with their groups, in the guide's order."""
    return _categories(watch.current())


def category_labels(locale: str) -> dict[str, str]:
    """Return slug -> label: each group, then its categories as “Group: Category”."""
    below: dict[int, list[PlaceCategory]] = {}
    for category in categories():
        if category.parent_id:
            below.setdefault(category.parent_id, []).append(category)
    labels: dict[str, str] = {}
    for group in categories():
        if group.parent_id is None:
            labels[group.slug] = group.label(locale)
            for category in below.get(group.pk, []):
                labels[category.slug] = f"{group.label(locale)}: {category.label(locale)}"
    return labels


def groups(locale: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the groups that have places: slug, name, icon, number of places."""
    return [
        {
            "slug": group.slug,
            "name": group.label(locale),
            "icon": group.icon,
            "count": counts[f"category:{group.slug}"],
        }
        for group in categories()
        if group.parent_id is None and counts.get(f"category:{group.slug}")
    ]


def nearby(document: Shown) -> dict[str, Any]:
    """Return the nearest places around a place. One query, by bounding box."""
    lat, lng = document.data["lat"], document.data["lng"]
    if lat is None:
        return {"nearby": []}
    box = geo.box_around(lng, lat, NEARBY_METRES)
    found = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("place")
        .in_locale(document.locale)
        .filter(west__gte=box.west, east__lte=box.east, south__gte=box.south, north__lte=box.north)
        .exclude(page_id=document.id)[:60]
    )
    measured = sorted(
        (geo.distance_m(lng, lat, item.data["lng"], item.data["lat"]), item.id, item)
        for item in shown(found)
    )
    return {
        "nearby": [
            {"document": item, "metres": round(metres, -1)}
            for metres, _id, item in measured[:NEARBY_COUNT]
        ]
    }
