"""The search page: one box over all kinds, tabs with counts, plain GET."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from search import analysis
from search.kinds import kind_of
from search.models import PublishedDocument
from search.queries import shown

PAGE_SIZE = 20
MAX_PAGES = 50


def search_page(request: HttpRequest, kinds: Sequence[str]) -> HttpResponse:
    """Answer `?q=&tur=&sayfa=`; two queries at most."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    wanted = request.GET.get("tur", "")
    raw = request.GET.get("sayfa", "1")
    page = min(int(raw), MAX_PAGES) if raw.isascii() and raw.isdigit() and raw != "0" else 1
    context: dict[str, Any] = {
        "search_query": words,
        "page": {"title": _("Search"), "robots": "noindex", "breadcrumbs": []},
        "documents": [],
        "tabs": [],
        "total": 0,
        "current": page,
        "pages": 1,
        "now": timezone.localtime(),
    }
    query = analysis.word_query(words)
    if query:
        context |= _results(words, query, kinds, wanted if wanted in kinds else "", page)
    return render(request, "pages/search.jinja", context)


def _results(
    words: str, query: str, kinds: Sequence[str], wanted: str, page: int
) -> dict[str, Any]:
    locale = translation.get_language() or settings.LANGUAGE_CODE
    parsed = SearchQuery(query, config="simple", search_type="raw")
    found = (
        PublishedDocument.objects.listed().in_locale(locale).of_kind(*kinds).filter(vector=parsed)
    )
    by_kind = found.order_by().values("kind").annotate(number=Count("pk"))
    counts = dict(by_kind.values_list("kind", "number"))
    total = counts.get(wanted, 0) if wanted else sum(counts.values())
    pages = max(1, min(MAX_PAGES, -(-total // PAGE_SIZE)))
    page = min(page, pages)
    if wanted:
        found = found.of_kind(wanted)
    ranked = found.annotate(rank=SearchRank(F("vector"), parsed)).order_by("-rank", "-sort_at")
    start = (page - 1) * PAGE_SIZE
    tabs = [("", _("All"), sum(counts.values()))] + [
        (kind, str(kind_of(kind).plural), counts[kind]) for kind in kinds if counts.get(kind)
    ]
    kept = {"q": words, **({"tur": wanted} if wanted else {})}
    return {
        "documents": shown(ranked[start : start + PAGE_SIZE]) if total else [],
        "total": total,
        "pages": pages,
        "current": page,
        "base": f"?{urlencode(kept)}&",
        "tabs": [
            {
                "title": title,
                "count": number,
                "current": kind == wanted,
                "url": "?" + urlencode({"q": words, **({"tur": kind} if kind else {})}),
            }
            for kind, title, number in tabs
        ],
    }
