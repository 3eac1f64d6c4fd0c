"""The list of neighbourhoods and a page for each."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.addresses import in_every_language
from content.errors import not_found
from content.pages import alternates, languages
from content.places.areas.queries import area_of, matching, neighbours, place_counts
from content.reference.queries import neighbourhoods

MOST_LETTERS = 80


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List all neighbourhoods by letter; `?ad=` narrows. At most one query."""
    words = request.GET.get("ad", "").replace("\x00", "")[:MOST_LETTERS].strip()
    found = matching(words)
    counts = place_counts(_locale(), timezone.localtime())
    entries: list[dict[str, Any]] = [
        {"area": area, "count": counts.get(area.slug, 0)} for area in found
    ]
    context = {
        **_frame(request, _("Neighbourhoods"), reverse("areas")),
        "words": words,
        "total": len(entries),
        "letters": [(letter, list(group)) for letter, group in groupby(entries, key=_letter)],
    }
    if words:
        context["page"]["robots"] = "noindex"
    return render(request, "pages/area_list.jinja", context)


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a neighbourhood has. One query."""
    found = neighbourhoods().get(slug)
    if found is None:
        return not_found(request)
    now = timezone.localtime()
    title = _("%(name)s neighbourhood") % {"name": found.name}
    frame = _frame(request, title, reverse("area", args=[slug]))
    frame["page"]["breadcrumbs"].insert(0, {"title": _("Neighbourhoods"), "url": reverse("areas")})
    frame["page"]["description"] = _(
        "Places, road works, announcements, assembly areas and the headman's office in %(name)s."
    ) % {"name": found.name}
    context = {
        **frame,
        "area": found,
        "shown": area_of(slug, _locale(), now),
        "neighbours": neighbours(found),
        "now": now,
    }
    return render(request, "pages/area.jinja", context)


def _letter(entry: dict[str, Any]) -> str:
    return str(entry["area"].name)[:1]


def _locale() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


def _frame(request: HttpRequest, title: str, path: str) -> dict[str, Any]:
    paths = in_every_language(path)
    return {
        "page": {
            "title": title,
            "canonical": request.build_absolute_uri(path),
            "alternates": alternates(request, paths),
            "breadcrumbs": [{"title": title, "url": path}],
            "kind": "area",
        },
        "languages": languages(_locale(), paths, path),
    }


def addresses() -> list[dict[str, str]]:
    """Return the addresses of all these pages by language, for the sitemap."""
    known = neighbourhoods()
    if not known:
        return []
    with translation.override(settings.LANGUAGE_CODE):
        paths = [reverse("areas"), *(reverse("area", args=[slug]) for slug in known)]
    return [in_every_language(path) for path in paths]
