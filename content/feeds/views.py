"""The view of feeds: the same reading of the address as the list page has, written differently."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.api.output import finish
from content.feeds.entries import entries
from content.feeds.formats import FEED_NAME, FORMATS, Feed, Format, formats_of
from content.lists import ListSpec, Results, narrowed
from search.queries import Found, find

_ADDRESS = re.compile(rf"(?P<path>/(?:.*/)?){FEED_NAME}\.(?P<suffix>[a-z]+)")
MAX_PAGE = 1000


def feed_answer(request: HttpRequest, path: str) -> HttpResponse | None:
    """Return the feed at a path; None when the path is no feed of a list.

    What the list page only warns of (an unknown filter value) is refused here with 400: a feed that
    silently shows everything would be followed for months.
    """
    match = _ADDRESS.fullmatch(path)
    written = FORMATS.get(match["suffix"]) if match else None
    if match is None or written is None:
        return None
    found = find(match["path"])
    spec: ListSpec | None = getattr(found.document.type.view, "spec", None) if found else None
    if found is None or spec is None or written not in formats_of(spec.kinds):
        return None
    params = request.GET.dict()
    if written.period:
        params.setdefault("donem", written.period)
    results = narrowed(
        spec,
        params,
        path=found.document.path,
        locale=found.document.locale,
        now=timezone.localtime(),
    )
    page = _page(request.GET.get("sayfa", "1"))
    if page is None:
        results.errors.append(_("sayfa must be a number from 1 on."))
    if results.errors or page is None:
        return HttpResponse(
            "\n".join(results.errors), status=400, content_type="text/plain; charset=utf-8"
        )
    return _written(request, found, results, written, page)


def _page(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_number and 0 < int(text) <= MAX_PAGE else None


def _written(
    request: HttpRequest, found: Found, results: Results, written: Format, page: int
) -> HttpResponse:
    assert results.query is not None
    start = (page - 1) * written.page_size
    newest = results.query.order_by("-sort_at", "-page_id")
    rows = entries(newest[start : start + written.page_size + 1])
    base = request.build_absolute_uri("/")[:-1]
    own = _feed_address(results, written, page)
    following = len(rows) > written.page_size and _feed_address(results, written, page + 1)
    narrowed_by = ", ".join(item["text"] for item in results.active)
    title = found.document.title
    feed = Feed(
        title=f"{title} ({narrowed_by})" if narrowed_by else title,
        description=str(found.document.data.get("summary") or ""),
        locale=found.document.locale,
        site_name=found.ancestors[0][1] if found.ancestors else title,
        list_url=base + results.address(),
        own_url=base + own,
        next_url=base + following if following else "",
        kinds=results.spec.kinds,
        base=base,
    )
    body = written.write(feed, rows[: written.page_size])
    response = finish(body, f"{written.content_type}; charset=utf-8", found.document.locale)
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    if feed.next_url:
        response["Link"] = f'<{feed.next_url}>; rel="next"'
    if written.suffix in {"csv", "ics"}:
        name = found.document.path.strip("/").replace("/", "-") or "liste"
        disposition = "attachment" if written.suffix == "csv" else "inline"
        response["Content-Disposition"] = f'{disposition}; filename="{name}.{written.suffix}"'
    return response


def _feed_address(results: Results, written: Format, page: int) -> str:
    path, _sign, query = results.address(sayfa=str(page) if page > 1 else None).partition("?")
    end = f"?{query}" if query else ""
    return f"{path}{FEED_NAME}.{written.suffix}{end}"
