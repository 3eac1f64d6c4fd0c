"""Reads of the guide: categories from memory, neighbours from the index."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import F, FloatField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import get_language

from content.places import access
from content.places.models import PlaceCategory
from search import areas, geo
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, shown

NEARBY_METRES = 1500
NEARBY_COUNT = 5


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
    return _labels(locale, short, watch.current())


@remembered(maxsize=16)
def _labels(locale: str, short: bool, generation: int) -> dict[str, str]:
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
    """Return what a place's page shows besides its own fields, each asked for when it is drawn."""
    return {
        "nearby": partial(nearby, document),
        "judgements": partial(access.judgements, document.data["accessibility"]),
    }


def nearby(document: Shown) -> list[dict[str, Any]]:
    """Return the nearest places around a place: title, url, category, metres, km. One query."""
    lat, lng = document.data["lat"], document.data["lng"]
    if lat is None:
        return []
    # The SQL is a constant; the numbers go as parameters.
    metres = RawSQL(areas.distance(), (lat, lat, lng), output_field=FloatField())  # noqa: S611
    found = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("place")
        .in_locale(document.locale)
        .touching(geo.box_around(lng, lat, NEARBY_METRES))
        .exclude(page_id=document.id)
        .annotate(metres=metres, category=F("payload__category__name"))
        .filter(metres__lte=NEARBY_METRES)
        .order_by("metres", "page_id")
        .values_list("title", "path", "category", "metres")[:NEARBY_COUNT]
    )
    return [
        {
            "title": title,
            "url": path,
            "category": category or "",
            "metres": int(round(metres, -1)),
            "km": round(metres / 1000, 1),
        }
        for title, path, category, metres in found
    ]
