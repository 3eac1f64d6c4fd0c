"""Reads of guides."""

from django.conf import settings

from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument


@remembered(maxsize=4)
def _guides(generation: int) -> dict[tuple[str, str], tuple[str, str]]:
    rows = PublishedDocument.objects.public().of_kind("life_event").order_by("-path")
    return {
        (payload["event"], locale): (path, title)
        for locale, path, title, payload in rows.values_list("locale", "path", "title", "payload")
    }


def guide_to(event: str, locale: str = "") -> tuple[str, str] | None:
    """Return address and title of the guide through a life event, in the language or in Turkish."""
    found = _guides(watch.current())
    return found.get((event, locale)) or found.get((event, settings.LANGUAGE_CODE))
