"""Reads of the guide: categories from memory, neighbours from the index."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from content.places import access
from content.places.models import PlaceCategory
from search import geo
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, shown

NEARBY_METRES = 1500
NEARBY_COUNT = 5
NEARBY_READ = 80


@remembered(maxsize=8)
def _categories(generation: int) -> list[PlaceCategory]:
    return list(PlaceCategory.objects.select_related("parent"))


def categories() -> list[PlaceCategory]:
    """Return all categories with their groups, in the guide's order."""
    return _categories(watch.current())


def category_named(slug: str) -> PlaceCategory | None:
    """Return a category by its short address; None when there is none."""
    return next((category for category in categories() if category.slug == slug), None)


def _below() -> dict[int, list[PlaceCategory]]:
    below: dict[int, list[PlaceCategory]] = {}
    for category in categories():
        if category.parent_id:
            below.setdefault(category.parent_id, []).append(category)
    return below


def group_slugs() -> set[str]:
    """Return the slugs of the first level."""
    return {category.slug for category in categories() if category.parent_id is None}


def category_labels(locale: str, short: bool = False) -> dict[str, str]:
    """Return slug -> label: each group, then its categories as “Group: Category”."""
    below = _below()
    labels: dict[str, str] = {}
    for group in categories():
        if group.parent_id is None:
            labels[group.slug] = group.label(locale)
            for category in below.get(group.pk, []):
                before = "" if short else f"{group.label(locale)}: "
                labels[category.slug] = f"{before}{category.label(locale)}"
    return labels


def overview(locale: str, counts: dict[str, int], chosen: str = "") -> list[dict[str, Any]]:
    """Return the groups that have places, or the categories of the chosen group.

    Each has slug, name, icon, the number of places; nothing below a category of the second level.
    """
    listed = [category for category in categories() if category.parent_id is None]
    if chosen:
        group = next((category for category in listed if category.slug == chosen), None)
        listed = _below().get(group.pk, []) if group else []
    return [
        {
            "slug": category.slug,
            "name": category.label(locale),
            "icon": category.icon,
            "count": counts[f"category:{category.slug}"],
        }
        for category in listed
        if counts.get(f"category:{category.slug}")
    ]


def place_by_id(page_id: int) -> Shown | None:
    """Return a public place in the language of the request; None when there is none."""
    locale = get_language() or settings.LANGUAGE_CODE
    found = PublishedDocument.objects.public().of_kind("place").in_locale(locale)
    return next(iter(shown(found.filter(page_id=page_id))), None)


def surroundings(document: Shown) -> dict[str, Any]:
    """Return what a place's page shows besides its own fields. One query."""
    return {
        "nearby": nearby(document),
        "judgements": access.judgements(document.data["accessibility"]),
    }


def nearby(document: Shown) -> list[dict[str, Any]]:
    """Return the nearest places around a place. One query, by bounding box."""
    lat, lng = document.data["lat"], document.data["lng"]
    if lat is None:
        return []
    box = geo.box_around(lng, lat, NEARBY_METRES)
    found = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("place")
        .in_locale(document.locale)
        .touching(box)
        .exclude(page_id=document.id)[:NEARBY_READ]
    )
    measured = sorted(
        (geo.distance_m(lng, lat, item.data["lng"], item.data["lat"]), item.id, item)
        for item in shown(found)
    )
    return [
        {"document": item, "metres": int(round(metres, -1)), "km": round(metres / 1000, 1)}
        for metres, _id, item in measured[:NEARBY_COUNT]
        if metres <= NEARBY_METRES
    ]
