"""What is counted of searches and of the results people open: words and pages, never people."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from search.kinds import kind_of
from search.usage.recording import record_click, record_search

_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|python|curl|wget|headless", re.I)
CLICKS_AN_HOUR = 200


def count_search(
    response: HttpResponse, words: str, locale: str, context: Mapping[str, Any]
) -> None:
    """Let the search be counted each time this page is given, from the page cache too."""
    results = context["results"]
    kinds = results.counts_by_kind
    # Whoever finds nothing but people has typed a name.
    if kinds and all(kind_of(kind).personal for kind in kinds):
        return
    outcome = {
        "empty": not results.total,
        "partial": results.partial,
        "answered": bool(context["answers"]),
    }

    def count(request: HttpRequest) -> None:
        if not _is_robot(request):
            record_search(words, locale, **outcome)

    response.on_answer = count  # type: ignore[attr-defined]


def count_click(*, words: str, locale: str, page_id: int, network: str) -> None:
    """Count that a result was opened: each page once an hour for one network.

    Stops one script from lifting a page. Only a digest of the address is used, in a cache that
    forgets it.
    """
    digest = hashlib.sha256(network.encode()).hexdigest()[:16]
    if not cache.add(f"search-click:{digest}:{page_id}", 1, timeout=3600):
        return
    total = f"search-clicks:{digest}"
    cache.add(total, 0, timeout=3600)
    try:
        clicks = cache.incr(total)
    except ValueError:  # it has just run out
        clicks = 1
    if clicks <= CLICKS_AN_HOUR:
        record_click(words, locale, page_id)


def _is_robot(request: HttpRequest) -> bool:
    """Tell whether a program asks, or a browser that looks ahead."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return ahead or not agent or bool(_ROBOT.search(agent))
