"""Search in Elasticsearch: the same plan, compiled to constant scores over keyword fields.

Elasticsearch finds and ranks; what is shown is then read from the published index by page and
moment. So nothing that has run out or was withdrawn is shown, however far the mirror is behind.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search import geo, opening
from search.analysis import Term
from search.engines import documents
from search.engines.base import Answer, Clause, EngineError, Fresh, Ladder, Match, Plan, Test, Word
from search.models import PublishedDocument

SEARCH_SECONDS = 1.5
MOST_KINDS, MOST_FACETS = 100, 500
# Scored for each word met when no document meets all.
_MET = 1024
_ROW = ("page_id", "kind", "locale", "path", "title", "payload", "search_text")
_BOX = ("west", "south", "east", "north")
Body = dict[str, Any]


@lru_cache(maxsize=2)
def client(url: str) -> Elasticsearch:
    """Return this process's client: connections are kept, refused calls tried once more."""
    return Elasticsearch(
        url,
        request_timeout=SEARCH_SECONDS,
        max_retries=1,
        retry_on_status=(502, 503, 504),
        retry_on_timeout=False,
    )


class ElasticsearchEngine:
    """Asks one index or alias."""

    name = "elasticsearch"

    def __init__(self, index: str | None = None) -> None:
        """Ask `index`; the alias of this version of the mapping by default."""
        self.index = index or documents.alias()

    def run(self, plan: Plan) -> Answer:
        """Answer a plan: one request, up to three when no document has all words."""
        try:
            return self._run(plan)
        except (ApiError, TransportError) as error:
            raise EngineError(f"{type(error).__name__}: {error}"[:300]) from error

    def _run(self, plan: Plan) -> Answer:
        found = self._ask(plan, len(plan.words))
        partial = False
        if plan.parts_will_do and not _found_any(found) and len(plan.words) > 1:
            best = self._most_met(plan)
            if best:
                found, partial = self._ask(plan, best), True
        wanted = found["aggregations"]["wanted"]
        matches, rows = _matches(found["hits"]["hits"], plan)
        return Answer(
            matches=matches,
            total=wanted["doc_count"],
            counts_by_kind=_buckets(found["aggregations"]["kinds"]),
            facet_counts=_facet_counts(wanted),
            partial=partial and bool(wanted["doc_count"]),
            rows=rows,
        )

    def _ask(self, plan: Plan, least: int) -> Any:
        wanted: Body = {"filter": {"terms": {"kind": list(plan.wanted)}}}
        if plan.count_facets:
            facets = {"field": "facets", "size": MOST_FACETS, "exclude": f"{opening.FACET}:.*"}
            wanted["aggs"] = {"facets": {"terms": facets}}
        return client(settings.ELASTICSEARCH_URL).search(
            index=self.index,
            query={
                "bool": {
                    "filter": [*_visible(plan), _words(plan.words, least)],
                    "should": _scores(plan),
                }
            },
            post_filter={"terms": {"kind": list(plan.wanted)}},
            aggs={"kinds": {"terms": {"field": "kind", "size": MOST_KINDS}}, "wanted": wanted},
            sort=[{"_score": "desc"}, {"sort_at": "desc"}, {"page_id": "asc"}],
            size=plan.limit,
            from_=plan.offset,
            source_includes=["page_id"],
            track_scores=True,
        )

    def _most_met(self, plan: Plan) -> int:
        """Return the most words any document meets."""
        met = [_constant(_any_test(word.tests), _MET) for word in plan.words]
        found = client(settings.ELASTICSEARCH_URL).search(
            index=self.index,
            query={"bool": {"filter": _visible(plan), "should": met, "minimum_should_match": 1}},
            size=1,
            source=False,
        )
        hits = found["hits"]["hits"]
        return round(hits[0]["_score"] / _MET) if hits else 0


def _matches(hits: list[Any], plan: Plan) -> tuple[list[Match], dict[int, tuple[Any, ...]]]:
    pages = [hit["_source"]["page_id"] for hit in hits]
    stored = PublishedDocument.objects.listed(plan.now).filter(page_id__in=pages)
    rows: dict[int, tuple[Any, ...]] = {}
    distances: dict[int, float | None] = {}
    for row in stored.values_list(*_ROW, *_BOX):
        rows[row[0]] = row[: len(_ROW)]
        distances[row[0]] = _distance(row[len(_ROW) :], plan)
    return [
        Match(page, float(hit["_score"] or 0), distances[page])
        for page, hit in zip(pages, hits, strict=True)
        if page in rows
    ], rows


def _distance(box: tuple[Any, ...], plan: Plan) -> float | None:
    if plan.nearness is None or box[0] is None:
        return None
    west, south, east, north = box
    return geo.distance_m(
        plan.nearness.lng, plan.nearness.lat, (west + east) / 2, (south + north) / 2
    )


def _found_any(found: Any) -> bool:
    return bool(found["aggregations"]["kinds"]["buckets"])


def _facet_counts(wanted: Any) -> dict[str, int]:
    found = _buckets(wanted.get("facets", {"buckets": []}))
    # Not every server that speaks the API heeds `exclude`.
    return {name: n for name, n in found.items() if not name.startswith(f"{opening.FACET}:")}


def _buckets(aggregation: Any) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _visible(plan: Plan) -> list[Body]:
    now = documents.micros(plan.now)
    parts: list[Body] = [
        {"range": {"valid_from": {"lte": now}}},
        {"range": {"valid_until": {"gt": now}}},
        {"range": {"listed_until": {"gt": now}}},
        {"term": {"locale": plan.locale}},
        {"terms": {"kind": list(plan.kinds)}},
        *({"terms": {"facets": list(values)}} for values in plan.facets),
    ]
    if plan.since:
        parts.append({"range": {"sort_at": {"gte": documents.micros(plan.since)}}})
    if plan.nearness and plan.nearness.radius_m is not None:
        parts.append(_within(plan, plan.nearness.radius_m))
    return parts


def _within(plan: Plan, metres: float) -> Body:
    assert plan.nearness is not None
    point = {"lat": plan.nearness.lat, "lon": plan.nearness.lng}
    return {"geo_distance": {"distance": f"{metres}m", "point": point}}


def _words(words: Iterable[Word], least: int) -> Body:
    parts = [_any_test(word.tests) for word in words]
    if least == len(parts):
        return {"bool": {"filter": parts}}
    return {"bool": {"should": parts, "minimum_should_match": least}}


def _scores(plan: Plan) -> list[Body]:
    found = [_ladder(one) for one in plan.ladders]
    found += [_constant(_is_fresh(one), one.score) for one in plan.fresh]
    found += [_constant({"terms": {"page_id": list(one.pages)}}, one.score) for one in plan.popular]
    if plan.nearness:
        steps = plan.nearness.steps
        found.append(_best([_constant(_within(plan, metres), score) for metres, score in steps]))
    return found


def _ladder(rungs: Ladder) -> Body:
    return _best([_constant(_any_test(rung.tests), rung.score) for rung in rungs])


def _best(choices: list[Body]) -> Body:
    return {"dis_max": {"queries": choices}}


def _constant(condition: Body, score: float) -> Body:
    return {"constant_score": {"filter": condition, "boost": score}}


def _is_fresh(one: Fresh) -> Body:
    old: list[Body] = []
    if one.since:
        old.append({"range": {"sort_at": {"lt": documents.micros(one.since)}}})
    if one.not_ended_at:
        old.append({"range": {"ends_at": {"lt": documents.micros(one.not_ended_at)}}})
    sunk: list[Body] = [_any(old)]
    if one.kinds:
        sunk.append({"terms": {"kind": list(one.kinds)}})
    return {"bool": {"must_not": [{"bool": {"filter": sunk}}]}}


def _any_test(tests: Iterable[Test]) -> Body:
    """Return one condition for all tests; those of a single clause become one list of terms."""
    single: set[Term] = set()
    parts: list[Body] = []
    for test in tests:
        if len(test) == 1:
            single |= test[0]
        else:
            parts.append({"bool": {"filter": [_any_term(clause) for clause in test]}})
    if single:
        parts.append(_any_term(frozenset(single)))
    return _any(parts)


def _any_term(clause: Clause) -> Body:
    fields: dict[str, list[str]] = {}
    parts: list[Body] = []
    for term in sorted(clause):
        field = documents.field(term.place, term.form)
        if term.prefix:
            parts.append({"prefix": {field: {"value": term.value}}})
        else:
            fields.setdefault(field, []).append(term.value)
    parts += [{"terms": {field: values}} for field, values in fields.items()]
    return _any(parts)


def _any(parts: list[Body]) -> Body:
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}
