"""The one way to search: `search()` for finished queries, `suggest()` while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F
from django.utils import timezone
from markupsafe import Markup

from search import analysis
from search.kinds import listed_kinds
from search.models import PublishedDocument
from search.queries import Shown, shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found.

    Attributes:
        highlight: An extract of its text with the words found in `<mark>`; safe to print.
        distance_m: Metres from the position asked about, or None.
    """

    document: Shown
    score: float
    highlight: Markup = field(default_factory=Markup)
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found.

    Attributes:
        query: What was searched for, cleaned of what is no text.
        hits: One page of it, best first.
        total: How many of the wanted kinds there are.
        counts_by_kind: How many there are of each kind, whatever kinds were wanted.
        facet_counts: `"facet:value"` to how many of the wanted kinds have it.
        did_you_mean: The query with its misspelt words corrected; empty when there is nothing
            to correct.
    """

    query: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    counts_by_kind: Mapping[str, int] = field(default_factory=dict)
    facet_counts: Mapping[str, int] = field(default_factory=dict)
    did_you_mean: str = ""


LONGEST_QUERY = 200


def search(
    text: str,
    *,
    kinds: Sequence[str] = (),
    locale: str = "tr",
    facets: Mapping[str, Sequence[str]] | None = None,
    near: tuple[float, float] | None = None,
    radius_m: float | None = None,
    limit: int = 20,
    offset: int = 0,
    now: datetime | None = None,
) -> Results:
    """Find listed documents, best first; two SQL queries at most.

    Args:
        text: What a person typed; anything goes.
        kinds: Kinds wanted; all listed ones by default.
        locale: The language of the documents.
        facets: Facet to the values of which a document must have one.
        near: `(lng, lat)` of the person, or None.
        radius_m: With `near`, only what lies within so many metres.
        limit: How many hits, at most 100.
        offset: How many to leave out before.
        now: The moment whose documents are searched.
    """
    words = text.replace("\x00", "").strip()[:LONGEST_QUERY]
    query = analysis.word_query(words)
    if not query:
        return Results(words)
    parsed = SearchQuery(query, config="simple", search_type="raw")
    found = (
        PublishedDocument.objects.listed(now or timezone.now())
        .in_locale(locale)
        .of_kind(*listed_kinds())
        .filter(vector=parsed)
    )
    for name, values in (facets or {}).items():
        found = found.with_facet(name, values)
    by_kind = found.order_by().values("kind").annotate(number=Count("pk"))
    counts: dict[str, int] = dict(by_kind.values_list("kind", "number"))
    wanted = [kind for kind in kinds if kind in counts] if kinds else list(counts)
    total = sum(counts[kind] for kind in wanted)
    if not total:
        return Results(words, counts_by_kind=counts)
    ranked = (
        found.of_kind(*wanted)
        .annotate(rank=SearchRank(F("vector"), parsed))
        .order_by("-rank", "-sort_at")
    )
    hits = [Hit(document, 0.0) for document in shown(ranked[offset : offset + min(limit, 100)])]
    return Results(words, hits, total, counts)


def suggest(text: str, *, locale: str = "tr", limit: int = 8) -> list[dict[str, Any]]:
    """Return what a person may be typing: title, kind and url of documents; one SQL query."""
    query = analysis.prefix_query(text.replace("\x00", "").strip()[:LONGEST_QUERY])
    if not query:
        return []
    parsed = SearchQuery(query, config="simple", search_type="raw")
    found = PublishedDocument.objects.listed().in_locale(locale).of_kind(*listed_kinds())
    rows = found.filter(vector=parsed).order_by("sort_key")[:limit]
    return [{"title": one.title, "kind": one.kind, "url": one.path} for one in shown(rows)]
