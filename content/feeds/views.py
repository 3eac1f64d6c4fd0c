"""Feeds of lists: a list's own view reads the address, and writes it differently.

`content.views` finds out that an address is a feed's, and asks the page above for it with
`request.feed` set; `content.lists.list_view` answers with `feed_response`. So whatever has a list
has its feeds: pages, and what pages make below themselves.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from content.api.output import finish
from content.feeds.entries import Grave, entries, graves
from content.feeds.formats import FEED_NAME, FORMATS, Feed, Format, feed_address
from content.list_specs import POSITION_PARAMS
from search.models import PublishedDocument
from search.queries import Found

if TYPE_CHECKING:
    from content.lists import Results

_ADDRESS = re.compile(rf"(?P<path>/(?:.*/)?){FEED_NAME}\.(?P<suffix>[a-z]+)")
MAX_PAGE = 1000


def feed_of(path: str) -> tuple[str, Format] | None:
    """Return the list's path and the format an address names; None when it is no feed's."""
    match = _ADDRESS.fullmatch(path)
    written = FORMATS.get(match["suffix"]) if match else None
    return (match["path"], written) if match and written else None


def feed_params(params: Mapping[str, str], written: Format) -> dict[str, str]:
    """Return the parameters a feed is narrowed by: never by where somebody stands."""
    kept = {name: value for name, value in params.items() if name not in POSITION_PARAMS}
    if written.period:
        kept.setdefault("donem", written.period)
    return kept


def feed_response(
    request: HttpRequest, found: Found, results: "Results", written: Format
) -> HttpResponse:
    """Return the feed of a narrowed list.

    What the list page only warns of (an unknown filter value) is refused here with 400: a feed that
    silently shows everything would be followed for months.
    """
    page = _page(request.GET.get("sayfa", "1"))
    if page is None:
        results.errors.append(_("sayfa must be a number from 1 on."))
    if results.errors or page is None:
        response = HttpResponse(
            "\n".join(results.errors), status=400, content_type="text/plain; charset=utf-8"
        )
    else:
        response = _written(request, found, results, written, page)
    response.is_feed = True  # type: ignore[attr-defined]
    return response


def own_calendar(request: HttpRequest, found: Found, written: Format) -> HttpResponse | None:
    """Return the calendar of one document: what somebody puts into their own. One query.

    None where it has no time, or where another format is asked for: these are lists' only.
    """
    document = found.document
    has_time = document.type.event is not None and document.type.event(document) is not None
    if written.suffix != "ics" or not has_time:
        return None
    base = request.build_absolute_uri("/")[:-1]
    rows = PublishedDocument.objects.public().filter(page_id=document.id)
    feed = Feed(
        title=document.title,
        description=str(document.data.get("summary") or ""),
        locale=document.locale,
        site_name=found.ancestors[0][1] if found.ancestors else document.title,
        list_url=base + document.path,
        own_url=base + request.path,
        next_url="",
        kinds=(document.kind,),
        base=base,
    )
    body = written.write(feed, entries(rows[:1]))
    response = finish(body, f"{written.content_type}; charset=utf-8", document.locale)
    response["X-Robots-Tag"] = "noindex"
    name = document.path.strip("/").rpartition("/")[2] or "takvim"
    response["Content-Disposition"] = f'attachment; filename="{name}.{written.suffix}"'
    response.is_feed = True  # type: ignore[attr-defined]
    return response


def _graves(results: "Results") -> list[Grave]:
    chosen = [
        f"{item['facet']}:{item['value']}"
        for item in results.filters
        if item.get("facet") and item["value"] and not item.get("always")
    ]
    within = [results.spec.within] if results.spec.within else []
    return graves(results.spec.kinds, results.locale, [*chosen, *within], results.now)


def _page(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_number and 0 < int(text) <= MAX_PAGE else None


def _written(
    request: HttpRequest, found: Found, results: "Results", written: Format, page: int
) -> HttpResponse:
    assert results.query is not None
    start = (page - 1) * written.page_size
    documents = results.query
    if not (written.own_order or written.is_file):
        documents = documents.order_by("-sort_at", "-page_id")
    rows = written.fetch(documents[start : start + written.page_size + 1])
    base = request.build_absolute_uri("/")[:-1]
    following = len(rows) > written.page_size
    narrowed_by = ", ".join(item["text"] for item in results.active)
    title = found.document.title
    feed = Feed(
        title=f"{title} ({narrowed_by})" if narrowed_by else title,
        description=str(found.document.data.get("summary") or ""),
        locale=found.document.locale,
        site_name=found.ancestors[0][1] if found.ancestors else title,
        list_url=base + results.address(),
        own_url=base + _own(results, written, page),
        next_url=base + _own(results, written, page + 1) if following else "",
        kinds=results.spec.kinds,
        base=base,
        graves=_graves(results) if written.tells_graves and page == 1 else (),
    )
    body = written.write(feed, rows[: written.page_size])
    response = finish(body, f"{written.content_type}; charset=utf-8", found.document.locale)
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    if feed.next_url:
        response["Link"] = f'<{feed.next_url}>; rel="next"'
    if written.is_file:
        name = found.document.path.strip("/").replace("/", "-") or "liste"
        response["Content-Disposition"] = f'attachment; filename="{name}.{written.suffix}"'
    return response


def _own(results: "Results", written: Format, page: int) -> str:
    return feed_address(results.address(sayfa=str(page) if page > 1 else None), written.suffix)
