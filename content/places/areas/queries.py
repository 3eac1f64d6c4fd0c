"""What a neighbourhood's page shows: one query of the published index, the rest from memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q

from content.places.models.category import AreaRole
from content.places.queries import categories
from content.reference.models import Neighbourhood
from content.reference.queries import neighbourhoods
from search import geo, turkish
from search.generation import watch
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Shown, facet_counts, latest_of_each

MOST_PLACES, MOST_WORKS, MOST_NEWS, MOST_FUNERALS = 300, 20, 6, 20
NEIGHBOURS = 6
FUNERAL_DAYS = 7
KINDS = ("place", "roadwork", "news", "obituary")


def matching(words: str) -> list[Neighbourhood]:
    """Return the neighbourhoods whose name or other spelling has a word beginning so.

    Capital letters, dots and apostrophes make no difference: “cirgalan” finds Cırgalan.
    """
    asked = turkish.fold(words).split()
    if not asked:
        return list(neighbourhoods().values())
    found = []
    for area in neighbourhoods().values():
        known = turkish.fold(f"{area.name} {area.aliases}").replace(",", " ").split()
        joined = "".join(known)
        if all(any(name.startswith(word) for name in known) for word in asked) or (
            "".join(asked) in joined
        ):
            found.append(area)
    return found


def place_counts(locale: str, now: datetime) -> dict[str, int]:
    """Return slug -> number of places listed in a language; kept a minute."""
    counts = facet_counts(("place",), locale, now, watch.current())
    prefix = "neighbourhood:"
    return {
        name.removeprefix(prefix): count
        for name, count in counts.items()
        if name.startswith(prefix)
    }


@dataclass(slots=True)
class Area:
    """What is known of a neighbourhood now; documents in the reader's language, else Turkish."""

    places: list[Shown] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    assembly: list[Shown] = field(default_factory=list)
    headmen: list[Shown] = field(default_factory=list)
    works: list[Shown] = field(default_factory=list)
    news: list[Shown] = field(default_factory=list)
    funerals: list[Shown] = field(default_factory=list)


def area_of(slug: str, locale: str, now: datetime) -> Area:
    """Return what a neighbourhood has. One query whatever the language.

    Works and funerals are written in Turkish only, most places too: what has no translation is
    shown in Turkish rather than kept from the reader.
    """
    listed = _here(slug, locale, now)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = latest_of_each(
        [
            ("places", listed.of_kind("place").order_by("sort_key", "page_id")[:MOST_PLACES]),
            (
                "works",
                listed.of_kind("roadwork")
                .with_facet("status", ["planned", "in_progress", "paused"])
                .order_by("ends_at", "page_id")[:MOST_WORKS],
            ),
            ("news", listed.of_kind("news").order_by("-sort_at", "-page_id")[:MOST_NEWS]),
            (
                "funerals",
                listed.ending()
                .of_kind("obituary")
                .filter(starts_at__gte=today - timedelta(days=FUNERAL_DAYS - 1))
                .order_by("sort_at", "page_id")[:MOST_FUNERALS],
            ),
        ]
    )
    by_role: dict[str, set[str]] = {}
    for category in categories():
        if category.area_role:
            by_role.setdefault(category.area_role, set()).add(category.slug)
    special = by_role.get(AreaRole.ASSEMBLY, set()), by_role.get(AreaRole.HEADMAN, set())
    assembly, headmen = (
        [item for item in found["places"] if _in(item, slugs)] for slugs in special
    )
    others = [item for item in found["places"] if not _in(item, special[0] | special[1])]
    return Area(
        places=found["places"],
        groups=_by_group(others, locale),
        assembly=assembly,
        headmen=headmen,
        works=found["works"],
        news=found["news"],
        funerals=found["funerals"],
    )


def _here(slug: str, locale: str, now: datetime) -> DocumentQuerySet:
    listed: DocumentQuerySet = PublishedDocument.objects.listed(now).with_facet(
        "neighbourhood", [slug]
    )
    if locale == settings.LANGUAGE_CODE:
        return listed.in_locale(locale)
    translated = listed.in_locale(locale).values("translation_key")
    return listed.filter(
        Q(locale=locale) | (Q(locale=settings.LANGUAGE_CODE) & ~Q(translation_key__in=translated))
    )


def _in(document: Shown, slugs: set[str]) -> bool:
    category = document.data["category"]
    return bool(category) and category["slug"] in slugs


def _by_group(places: Iterable[Shown], locale: str) -> list[dict[str, Any]]:
    """Return the places below their groups, in the guide's own order."""
    below: dict[str, list[Shown]] = {}
    for place in places:
        group = place.data["group"] or place.data["category"]
        below.setdefault(group["slug"] if group else "", []).append(place)
    return [
        {"slug": group.slug, "name": group.label(locale), "icon": group.icon, "places": found}
        for group in categories()
        if (found := below.get(group.slug))
    ]


def neighbours(area: Neighbourhood) -> list[Neighbourhood]:
    """Return the nearest neighbourhoods by their centres; none where the centre is not known."""
    if area.lat is None or area.lng is None:
        return []
    measured = sorted(
        (geo.distance_m(area.lng, area.lat, other.lng, other.lat), other.slug)
        for other in neighbourhoods().values()
        if other.pk != area.pk and other.lat is not None and other.lng is not None
    )
    return [neighbourhoods()[slug] for _metres, slug in measured[:NEIGHBOURS]]
