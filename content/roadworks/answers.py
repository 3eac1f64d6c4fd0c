"""The answer card of road works: what goes on in the neighbourhood a query names."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.reference.answers import named_neighbourhood
from content.reference.queries import NEIGHBOURHOOD
from content.roadworks.lists import now_going_on
from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, shown

MOST = 3
_PHRASES = ("yol çalışması", "asfalt", "yol kapalı", "kapalı yol", "kapanan yol", "kazı çalışması")


@remembered(maxsize=4)
def _going_on(generation: int, minute: int) -> tuple[list[Shown], str]:
    """Return the works going on, those that end first before the others, and the list's path."""
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    works = PublishedDocument.objects.listed(now).of_kind("roadwork")
    works = now_going_on(works.in_locale(settings.LANGUAGE_CODE), now)
    index = PublishedDocument.objects.public(now).of_kind("roadwork_index").order_by("path")
    return shown(works.order_by("ends_at", "page_id")[:500]), (
        index.values_list("path", flat=True).first() or ""
    )


def works(asked: Asked) -> Card | None:
    """Return the works of the named neighbourhood, or of the town when none is named.

    A query that is a neighbourhood and nothing else gets the card only where there are works.
    """
    area = named_neighbourhood(asked)
    asks_for_works = asked.mentions(*_PHRASES)
    if not asks_for_works and (area is None or asked.rest(area[0])):
        return None
    going_on, path = _going_on(watch.current(), int(asked.now.timestamp() // 60))
    if not path:
        return None
    found = [work for work in going_on if area is None or _is_in(work, area[1])]
    if not found and not asks_for_works:
        return None
    data: dict[str, Any] = {"documents": found[:MOST], "total": len(found), "path": path}
    if area:
        data |= {"area": area[2], "path": f"{path}?{NEIGHBOURHOOD.param}={area[1]}"}
    return Card(template="answers/roadworks.jinja", data=data)


def _is_in(work: Shown, slug: str) -> bool:
    return any(area["slug"] == slug for area in work.data["neighbourhoods"])


register(Provider(name="roadworks", answer=works, order=30))
