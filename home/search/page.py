"""The search page: one box over all kinds; tabs, filters, answer cards; plain GET."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.search import help as helping
from home.search.controls import active, controls, tabs
from home.search.counting import count_search
from home.search.parameters import MOST_PAGES, Parameters, read
from search.answers import Asked, Card, cards
from search.promotions import promoted
from search.queries import Shown
from search.query import Results, search

PAGE_SIZE = 20


def search_page(request: HttpRequest, kinds: Sequence[str]) -> HttpResponse:
    """Answer the search page; two queries at most while memory is warm."""
    locale = translation.get_language() or settings.LANGUAGE_CODE
    asked = read(request.GET, kinds, locale)
    context: dict[str, Any] = {
        "search_query": asked.words,
        "page": {"title": _title(asked), "robots": "noindex", "kind": "search", "breadcrumbs": []},
        "now": timezone.localtime(),
        "asked": asked,
        "results": None,
        "languages": _languages(asked.words, locale),
    }
    if asked.words:
        context |= _found(asked, kinds, locale)
        if asked.page > context["pages"]:
            last = context["pages"]
            return HttpResponseRedirect(asked.address(sayfa=str(last) if last > 1 else None))
    response = render(request, "search/page.jinja", context)
    if asked.is_first:
        count_search(response, asked.words, locale, context)
    return response


def _title(asked: Parameters) -> str:
    if not asked.words:
        return _("Search")
    return _("Search: %(words)s") % {"words": asked.words}


def _languages(words: str, current: str) -> list[dict[str, Any]]:
    """Return the language switcher: the same words in the other languages."""
    query = f"?{urlencode({'q': words})}" if words else ""
    found = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("search") + query
        is_current = code == current
        found.append(
            {"code": code, "name": name, "url": url, "current": is_current, "available": True}
        )
    return found


def _found(asked: Parameters, kinds: Sequence[str], locale: str) -> dict[str, Any]:
    now = timezone.localtime()
    results = search(
        asked.words,
        kinds=[asked.kind] if asked.kind else kinds,
        locale=locale,
        facets={name: [value] for name, value in asked.facets.items()},
        since=asked.since(now),
        open_now=asked.open_now,
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )
    answers, chosen = _above(asked, results, locale)
    above = {path for card in answers for path in card.paths}
    above |= {document.path for document in chosen}
    shown = min(results.reachable, MOST_PAGES * PAGE_SIZE)
    found = {
        "results": results,
        "answers": answers,
        "promoted": [document for document in chosen if not _stands_in(document, answers)],
        "hits": [hit for hit in results.hits if hit.document.path not in above],
        "first": (asked.page - 1) * PAGE_SIZE + 1,
        "pages": max(1, -(-shown // PAGE_SIZE)),
        "most_shown": shown if results.capped or shown < results.total else None,
        "tabs": tabs(asked, results, kinds),
        "filters": controls(asked, results, locale, now),
        "active": active(asked, locale),
    }
    found["is_answered"] = any(card.complete for card in answers) and (
        results.partial or not results.total
    )
    if not results.total:
        found["help"] = helping.ways(asked, locale, now)
    return found


def _above(asked: Parameters, results: Results, locale: str) -> tuple[list[Card], list[Shown]]:
    """Return what stands above the results: answer cards, and what editors promote."""
    if not asked.is_first:
        return [], []
    named = Asked(results.query, locale, timezone.localtime(), results.hits)
    return cards(named), promoted(named)


def _stands_in(document: Shown, answers: Sequence[Card]) -> bool:
    return any(document.path in card.paths for card in answers)
