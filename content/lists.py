"""Lists of published documents: filters as plain GET parameters, sort, pages, counts.

A list is described by a `ListSpec`; one view serves them all from the published index. Wrong
values in the address never fail: the list says what was not understood and shows the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.feeds.formats import Format, feed_links, formats_of
from content.feeds.views import feed_params, feed_response
from content.list_questions import ListQuestion
from content.list_results import Results
from content.list_specs import (
    ALPHABET,
    NEWEST,
    POSITION_PARAM,
    POSITION_PARAMS,
    ListSpec,
    Period,
    Sort,
)
from content.numbers import whole_number
from content.offline import KEPT_HEADER
from content.pages import render_found
from search import analysis
from search.bounded import StateStore
from search.generation import watch
from search.kinds import Facet, kind_of
from search.memory import forget_with
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Found, Shown, facet_counts, shown
from search.term_query import TermQuery

__all__ = [
    "ALPHABET",
    "NEWEST",
    "ListSpec",
    "Period",
    "Results",
    "Sort",
    "fetch_page",
    "hide_empty_options",
    "list_view",
    "narrowed",
]
MAX_PAGE = 10_000


def narrowed(
    spec: ListSpec, params: Mapping[str, str], *, path: str, locale: str, now: datetime
) -> Results:
    """Read the parameters and narrow the list; no page is fetched yet."""
    clean = {key: str(value).replace("\x00", "")[:200] for key, value in params.items() if value}
    results = Results(spec=spec, path=path, locale=locale, now=now, params=clean)
    documents: DocumentQuerySet = PublishedDocument.objects.all()
    documents = spec.base(documents, now) if spec.base else documents.listed(now)
    documents = documents.of_kind(*spec.kinds).in_locale(locale)
    if spec.within:
        documents = documents.filter(facets__contains=[spec.within])
    if spec.periods:
        wanted = clean.get("donem", "")
        by_value = {period.value: period for period in spec.periods}
        if wanted and wanted not in by_value:
            results.errors.append(_("We do not know that period; the first one is shown."))
            clean.pop("donem", None)
        results.period = by_value.get(wanted, spec.periods[0])
        documents = results.period.narrow(documents, now)
    if spec.word_param:
        documents = _by_words(results, documents)
    for facet in spec.facets:
        documents = _by_facet(results, documents, facet)
    for narrower in spec.narrowers:
        documents = narrower(results, documents)
    sorts = results.usable_sorts
    by_name = {sort.value: sort for sort in sorts}
    wanted = clean.get("sirala", "")
    if wanted and wanted not in by_name:
        results.errors.append(_("We do not know that order; the usual one is used."))
        clean.pop("sirala", None)
    results.sort = by_name.get(wanted, sorts[0])
    order: tuple[str | OrderBy, ...] = results.sort.order
    if not wanted and results.period and results.period.order:
        order = results.period.order
    results.query = documents.order_by(*order)
    return results


def _by_words(results: Results, documents: DocumentQuerySet) -> DocumentQuerySet:
    spec = results.spec
    words = results.params.get(spec.word_param or "", "").strip()
    results.filters.append(
        {
            "type": "text",
            "param": spec.word_param,
            "label": spec.word_label,
            "hint": spec.word_hint,
            "value": words,
            "text": words,
        }
    )
    if spec.words and words:
        return spec.words(results, documents, words)
    query = analysis.prefix_query(words, spec.word_weights)
    if not query:
        return documents
    return documents.filter(vector=TermQuery(query))


def _by_facet(results: Results, documents: DocumentQuerySet, facet: Facet) -> DocumentQuerySet:
    labels = facet.labels(results.locale)
    value = results.params.get(facet.param, "")
    if value and value not in labels:
        results.errors.append(
            _("“%(value)s” is not known as %(field)s, so it was left out.")
            % {"value": value, "field": facet.label}
        )
        results.params.pop(facet.param, None)
        value = ""
    results.filters.append(
        {
            "type": "select",
            "facet": facet.name,
            "param": facet.param,
            "label": facet.label,
            "value": value,
            "text": labels.get(value, ""),
            "options": list(labels.items()),
            "always": facet.resolve is not None,
        }
    )
    if value and facet.resolve:
        return documents.filter(facets__overlap=list(facet.resolve(value, results.now)))
    return documents.with_facet(facet.name, [value]) if value else documents


@dataclass(frozen=True, slots=True)
class _Fetched:
    """One page of a list as the database gave it."""

    total: int
    page: int
    documents: list[Shown]

    def weight(self) -> int:
        return 500 + sum(2 * len(str(item.payload)) for item in self.documents)


_fetched: StateStore[tuple[Any, ...], _Fetched] = StateStore(16_000_000, _Fetched.weight)
forget_with(_fetched.clear)


def fetch_page(results: Results) -> None:
    """Fetch the asked page and the total: two queries.

    Both are kept for the minute and the generation, as the counts of facets are; what is near
    somebody is not.
    """
    raw = results.params.get("sayfa", "1")
    page = whole_number(raw) or 0
    if not 0 < page <= MAX_PAGE:
        results.errors.append(_("There is no such page; the first one is shown."))
        page = 1
    if results.position:
        found = _fetch(results, page)
    else:
        key = (results.path, results.spec.kinds, results.spec.within, page, *results.chosen)
        state = (watch.current(), int(results.now.timestamp() // 60))
        found, _kept = _fetched.get(key, state, lambda: _fetch(results, page))
    if page > found.page:
        results.errors.append(_("There is no such page; the last one is shown."))
    results.total, results.page, results.documents = found.total, found.page, found.documents


def _fetch(results: Results, page: int) -> _Fetched:
    assert results.query is not None
    total, size = results.query.order_by().count(), results.spec.page_size
    page = min(page, max(1, -(-total // size)))
    documents = shown(results.query[(page - 1) * size : page * size]) if total else []
    return _Fetched(total, page, documents)


def hide_empty_options(results: Results) -> None:
    """Leave out the options nothing is listed under, and filters without any.

    Counts are kept a minute in memory.
    """
    spec = results.spec
    counts = facet_counts(
        spec.kinds,
        results.locale,
        results.now,
        watch.current(),
        spec.within,
        unlisted=results.period is not None and results.period.unlisted,
    )
    for item in results.filters:
        if item["type"] == "select" and not item["always"]:
            item["options"] = [
                (value, label)
                for value, label in item["options"]
                if counts.get(f"{item['facet']}:{value}") or value == item["value"]
            ]
    results.filters = [
        item for item in results.filters if item["type"] != "select" or item["options"]
    ]


def list_view(spec: ListSpec) -> Callable[[HttpRequest, Found], HttpResponse]:
    """Return the view of a page that lists by `spec`, and writes its feeds (`content.feeds`)."""

    def view(request: HttpRequest, found: Found) -> HttpResponse:
        if isinstance(request, ListQuestion):
            return request.take(spec, found)
        feed: Format | None = getattr(request, "feed", None)
        if feed is not None and feed not in formats_of(spec.kinds):
            feed = None
        params = request.GET.dict()
        results = narrowed(
            spec,
            feed_params(params, feed) if feed else params,
            path=found.document.path,
            locale=found.document.locale,
            now=timezone.localtime(),
        )
        if feed:
            return feed_response(request, found, results, feed)
        fetch_page(results)
        hide_empty_options(results)
        context = {
            "results": results,
            "kind": kind_of(spec.kinds[0]),
            "feeds": feed_links(
                spec.kinds, results.address(**dict.fromkeys((*POSITION_PARAMS, "sirala")))
            ),
            "position": results.position,
        }
        if spec.context:
            context |= spec.context(request, results)
        response = render_found(request, found, spec.template, context)
        if POSITION_PARAM in request.GET:
            _forget(response)
        return response

    view.is_list = True  # type: ignore[attr-defined]
    return view


def _forget(response: HttpResponse) -> None:
    """Keep a person's position out of caches, other sites' logs and search engines."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    del response[KEPT_HEADER]
    response["X-Robots-Tag"] = "noindex"
