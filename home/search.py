"""The search page: one box over all kinds, tabs with counts, plain GET."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from search.kinds import kind_of
from search.query import Results, clean, search

PAGE_SIZE = 20
MAX_PAGES = 50


def search_page(request: HttpRequest, kinds: Sequence[str]) -> HttpResponse:
    """Answer `?q=&tur=&sayfa=`; two queries at most."""
    words = clean(request.GET.get("q", ""))
    asked = request.GET.get("tur", "")
    wanted = asked if asked in kinds else ""
    raw = request.GET.get("sayfa", "1")
    page = min(int(raw[:4]), MAX_PAGES) if raw.isascii() and raw.isdigit() and raw != "0" else 1
    context: dict[str, Any] = {
        "search_query": words,
        "page": {"title": _("Search"), "robots": "noindex", "breadcrumbs": []},
        "results": None,
        "documents": [],
        "tabs": [],
        "total": 0,
        "current": page,
        "pages": 1,
        "now": timezone.localtime(),
    }
    if words:
        found = search(
            words,
            kinds=[wanted] if wanted else kinds,
            locale=translation.get_language() or settings.LANGUAGE_CODE,
            limit=PAGE_SIZE,
            offset=(page - 1) * PAGE_SIZE,
        )
        context |= _shown(found, kinds, wanted, page)
    return render(request, "pages/search.jinja", context)


def _shown(found: Results, kinds: Sequence[str], wanted: str, page: int) -> dict[str, Any]:
    counts = found.counts_by_kind
    tabs = [("", _("All"), sum(counts.values()))] + [
        (kind, str(kind_of(kind).plural), counts[kind]) for kind in kinds if counts.get(kind)
    ]
    kept = {"q": found.query, **({"tur": wanted} if wanted else {})}
    corrected = found.did_you_mean
    return {
        "results": found,
        "documents": [hit.document for hit in found.hits],
        "total": found.total,
        "pages": max(1, min(MAX_PAGES, -(-found.total // PAGE_SIZE)), page),
        "current": page,
        "base": f"?{urlencode(kept)}&",
        "did_you_mean": {"text": corrected, "url": "?" + urlencode({"q": corrected})}
        if corrected
        else None,
        "tabs": [
            {
                "title": title,
                "count": number,
                "current": kind == wanted,
                "url": "?" + urlencode({"q": found.query, **({"tur": kind} if kind else {})}),
            }
            for kind, title, number in tabs
        ],
    }
