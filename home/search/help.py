"""What the search page offers where it found nothing."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from content.places.queries import overview
from home.queries import list_paths
from home.search.parameters import Parameters
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import facet_counts

MOST_SERVICES = 6


def ways(asked: Parameters, locale: str, now: datetime) -> dict[str, Any]:
    """Return ways on: the guide's categories, the services, and the search in Turkish."""
    guide = list_paths(locale).get("places", "")
    return {
        "without_filters": asked.without_filters() if asked.is_narrowed else "",
        "all_kinds": asked.tab("") if asked.kind else "",
        "guide": guide,
        "categories": _categories(locale, now) if guide else [],
        "services": _services(locale, watch.current()),
        "in_turkish": _in_turkish(asked.words) if locale != settings.LANGUAGE_CODE else "",
    }


def _categories(locale: str, now: datetime) -> list[dict[str, Any]]:
    counts = facet_counts(("place",), locale, now, watch.current())
    return overview(locale, counts)


@remembered(maxsize=4)
def _services(locale: str, generation: int) -> list[dict[str, str]]:
    rows = PublishedDocument.objects.listed().of_kind("service").in_locale(locale)
    rows = rows.order_by("sort_key", "page_id")[:MOST_SERVICES]
    return [{"title": title, "url": path} for title, path in rows.values_list("title", "path")]


def _in_turkish(words: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return f"{reverse('search')}?{urlencode({'q': words})}"
