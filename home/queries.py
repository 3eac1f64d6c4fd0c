"""Reads for the home page."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, latest_of_each

FUNERALS, WORKS, NEWS = 5, 5, 6
BEGUN = timedelta(hours=2)  # so long a funeral that has begun is still of use to who is on the way
_LISTS = {
    "obituaries": "obituary_index",
    "roadworks": "roadwork_index",
    "news": "news_index",
    "places": "place_index",
}


def notices(now: datetime, locale: str) -> dict[str, list[Shown]]:
    """Return the next `funerals`, `works` under way and the latest `news`. One query.

    Funerals and works are written in Turkish only; `news` are those of the language, and the
    Turkish ones where it has none. A funeral whose hour is not known begins at midnight.
    """
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    listed = PublishedDocument.objects.listed(now)
    turkish = listed.in_locale(settings.LANGUAGE_CODE)
    parts = [
        (
            "funerals",
            turkish.ending()
            .of_kind("obituary")
            .filter(Q(starts_at=today) | Q(starts_at__gte=now - BEGUN))
            .filter(starts_at__lt=today + timedelta(days=2))
            .order_by("sort_at", "page_id")[:FUNERALS],
        ),
        (
            "works",
            turkish.of_kind("roadwork")
            .with_facet("status", ["in_progress", "paused"])
            .order_by("ends_at", "page_id")[:WORKS],
        ),
        ("news", listed.in_locale(locale).of_kind("news").order_by("-sort_at", "-page_id")[:NEWS]),
    ]
    if locale != settings.LANGUAGE_CODE:
        parts.append(("news_tr", turkish.of_kind("news").order_by("-sort_at", "-page_id")[:NEWS]))
    found = latest_of_each(parts)
    found["news"] = found["news"] or found.pop("news_tr", [])
    return found


@remembered(maxsize=4)
def _list_paths(generation: int) -> dict[tuple[str, str], str]:
    rows = PublishedDocument.objects.public().of_kind(*_LISTS.values()).order_by("-path")
    found = rows.values_list("kind", "locale", "path")
    return {(kind, locale): path for kind, locale, path in found}


def list_paths(locale: str) -> dict[str, str]:
    """Return where the lists of notices and places stand, in this language or in Turkish.

    What a site does not have has no entry. From memory for each generation.
    """
    paths = _list_paths(watch.current())
    found = {
        name: paths.get((kind, locale)) or paths.get((kind, settings.LANGUAGE_CODE), "")
        for name, kind in _LISTS.items()
    }
    return {name: path for name, path in found.items() if path}
