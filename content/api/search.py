"""Search in the API: what a person may be typing, and what finished words find."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import create_model

from content.api import cursors
from content.api.filters import checked_locale, values
from content.api.kinds import any_item, asked_kinds, facet_names, with_facets
from content.api.output import as_json
from content.api.problems import Problem
from content.api.routes import known_only
from content.api.schemas import LOCALE_PATTERN, LOCALE_WORDS
from content.api.schemas import Problem as ProblemOut
from content.api.search_schemas import (
    TYPED_WORDS,
    SearchItemOut,
    SearchPageOut,
    SearchQuery,
    SuggestionsOut,
)
from search.kinds import kind_of, listed_kinds
from search.query import LONGEST_QUERY, MOST_OFFSET, Hit, Results, search
from search.suggesting import MOST_SUGGESTIONS, suggest

router = Router()
Words = Query(..., max_length=LONGEST_QUERY, description=TYPED_WORDS, examples=["örnek ecz"])
Locale = Query("tr", pattern=LOCALE_PATTERN, description=LOCALE_WORDS, examples=["tr"])


@router.get(
    "/suggest",
    response={200: SuggestionsOut, 400: ProblemOut},
    summary="Suggestions while typing / Yazarken öneriler",
    operation_id="suggest",
    tags=["search"],
)
def suggestions(
    request: HttpRequest,
    q: str = Words,
    locale: str = Locale,
    limit: int = Query(
        8,
        ge=1,
        le=MOST_SUGGESTIONS,
        description="Suggestions at most. / En çok öneri sayısı.",
        examples=[8],
    ),
) -> HttpResponse:
    """Titles and other names that have the words typed; the last one may be unfinished.

    Where few have them, those that have what the words resemble follow.

    Yazılan sözcükleri taşıyan başlıklar ve diğer adlar; son sözcük yarım olabilir. Az bulunursa
    yazım yanlışı düzeltilerek bulunanlar eklenir.
    """
    known_only(request, "q", "locale", "limit")
    code = checked_locale(locale)
    found = suggest(q, locale=code, limit=limit)
    with translation.override(code):
        items = [
            {
                "text": one.title,
                "kind": one.kind,
                "kind_label": _label(one.kind),
                "url": one.url,
            }
            for one in found.items
        ]
    return as_json({"items": items, "did_you_mean": found.did_you_mean or None}, code)


def _label(kind: str) -> str:
    """Return what a suggestion is: a landing page is called by its title, so just a page."""
    return str(kind_of("page" if kind_of(kind).landing else kind).label)


@cache
def page_schema() -> type[Schema]:
    """Return the schema of an answer; `payload` is what lists give of the kind."""
    item = create_model("SearchItem", __base__=SearchItemOut, payload=(any_item(), ...))
    item.__doc__ = SearchItemOut.__doc__
    page = create_model("SearchPage", __base__=SearchPageOut, items=(list[item], ...))  # type: ignore[valid-type]
    page.__doc__ = SearchPageOut.__doc__
    return page


def build() -> Router:
    """Return the router, with a parameter for each facet of the kinds."""
    listed = listed_kinds()
    schema = with_facets(SearchQuery, "SearchParameters", listed)

    @router.get(
        "/search",
        response={200: page_schema(), 400: ProblemOut},
        summary="Search over all kinds / Bütün türlerde arama",
        by_alias=True,
        operation_id="search",
        tags=["search"],
    )
    def searched(
        request: HttpRequest,
        query: Query[schema],  # type: ignore[valid-type]
    ) -> HttpResponse:
        """What the site's own search finds, in the same order, with facets to narrow it.

        Sitedeki aramanın bulduğu, aynı sırayla; daraltmak için süzgeç sayılarıyla.
        """
        known_only(request, *schema.model_fields)
        return _answer(request, cast(SearchQuery, query))

    return router


def _answer(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    locale = checked_locale(query.locale)
    kinds = asked_kinds(query.kind)
    facets = {name: values(getattr(query, name), name) for name in facet_names(listed_kinds())}
    near = _position(query)
    question = _fingerprint(request.GET)
    offset = cursors.read_offset(query.cursor, question, MOST_OFFSET) if query.cursor else 0
    found = search(
        query.q,
        kinds=kinds,
        locale=locale,
        facets=facets,
        near=near,
        radius_m=query.radius,
        open_now=query.open_now,
        limit=query.limit,
        offset=offset,
    )
    following = None
    if offset + query.limit < found.reachable and offset + query.limit <= MOST_OFFSET:
        following = cursors.offset_cursor(question, offset + query.limit)
    response = as_json(_page(found, following), locale)
    if following:
        params = {**request.GET.dict(), "cursor": following}
        response["Link"] = f'<{request.path}?{urlencode(params)}>; rel="next"'
    return response


def _position(query: SearchQuery) -> tuple[float, float] | None:
    """Return `(lng, lat)`."""
    if query.lat is not None and query.lng is not None:
        return query.lng, query.lat
    if query.lat is not None or query.lng is not None:
        raise Problem("invalid_combination", "lat and lng go together")
    if query.radius is not None:
        raise Problem("invalid_combination", "radius needs lat and lng")
    return None


def _fingerprint(params: Mapping[str, str]) -> str:
    """Return what a cursor belongs to: everything asked but for the page."""
    asked = sorted((name, params[name]) for name in params if name not in {"cursor", "limit"})
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]


def _page(found: Results, following: str | None) -> dict[str, Any]:
    return {
        "items": [_item(hit) for hit in found.hits],
        "next": following,
        "total": found.total,
        "capped": found.capped,
        "counts_capped": found.counts_capped,
        "reachable": found.reachable,
        "partial": found.partial,
        "did_you_mean": found.did_you_mean or None,
        "kinds": dict(found.counts_by_kind),
        "facets": _facets(found.facet_counts, facet_names(listed_kinds())),
    }


def _item(hit: Hit) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.id,
        "external_id": document.data.get("external_id") or None,
        "kind": document.kind,
        "title": document.title,
        "url": document.path,
        "score": round(hit.score, 4),
        # The text where it has the words, else the title, which then has them.
        "highlight": str(hit.highlight if "<mark>" in hit.highlight else hit.title),
        "distance_m": None if hit.distance_m is None else round(hit.distance_m),
        "payload": document.data,
    }


def _facets(counts: Mapping[str, int], names: Iterable[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for one, number in sorted(counts.items()):
        name, _colon, value = one.partition(":")
        if name in found:
            found[name][value] = number
    return {name: values for name, values in found.items() if values}
