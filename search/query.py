"""The one way to search for finished queries: `search()`; while typing see `suggesting`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from markupsafe import Markup

from search import engines, languages, opening, ranking, synonyms, vocabulary
from search.engines.base import Answer, Engine, Plan, Popular
from search.highlight import extract, mark
from search.kinds import listed_kinds
from search.queries import Shown
from search.turkish import Query, Token
from search.usage import popularity
from search.vocabulary import Known

LONGEST_QUERY = 200
MOST_HITS = 100
MOST_OFFSET = 2_000
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found.

    Attributes:
        title: Its title with the words found in `<mark>`; safe to print.
        highlight: An extract of its text, marked the same way.
        distance_m: Metres from the position asked about, or None.
        terms: The folded forms and stems that count as found.
    """

    document: Shown
    score: float
    title: Markup = _NOTHING
    highlight: Markup = _NOTHING
    distance_m: float | None = None
    terms: Collection[str] = ()

    def marked(self, text: str) -> Markup:
        """Return another text of the document with the words found in `<mark>`."""
        return mark(text, self.terms, self.document.locale)


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
        partial: True when no document has all the words, and these have the most of them.
        capped: True when there are more than `total`: nobody reads so far, so counting stopped.
            The counts of facets may be more then, too.
        counts_capped: True when some of the counts by kind may be more.
        reachable: How many of them can be had, page by page: the best.
        engine: Which engine answered.
    """

    query: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    counts_by_kind: Mapping[str, int] = field(default_factory=dict)
    facet_counts: Mapping[str, int] = field(default_factory=dict)
    did_you_mean: str = ""
    partial: bool = False
    capped: bool = False
    counts_capped: bool = False
    reachable: int = 0
    engine: str = ""


def search(
    text: str,
    *,
    kinds: Sequence[str] = (),
    locale: str = "tr",
    facets: Mapping[str, Sequence[str]] | None = None,
    near: tuple[float, float] | None = None,
    radius_m: float | None = None,
    open_now: bool = False,
    since: datetime | None = None,
    limit: int = 20,
    offset: int = 0,
    now: datetime | None = None,
    engine: Engine | None = None,
    popular: Sequence[Popular] | None = None,
) -> Results:
    """Find listed documents, best first; two SQL queries at most.

    Args:
        text: What a person typed; anything goes.
        kinds: Kinds wanted; all listed ones by default.
        locale: The language of the documents.
        facets: Facet to the values of which a document must have one.
        near: `(lng, lat)` of the person, or None.
        radius_m: With `near`, only what lies within so many metres.
        open_now: Only what is known to be open at this moment.
        since: Only what is dated this moment or later.
        limit: How many hits, at most 100.
        offset: How many to leave out before, at most 2,000.
        now: The moment whose documents are searched.
        engine: The engine to ask; the configured one by default.
        popular: What pages score for being popular; by default what their clicks earned, and
            nothing where an engine is given, so that judgements measure the words alone.
    """
    cleaned = clean(text)
    table = synonyms.current() if locale == "tr" else None
    query = languages.parse(cleaned, locale, table)
    if not query.words:
        return Results(cleaned)
    known = vocabulary.ask(query.words[: ranking.MOST_WORDS], locale)
    corrected = _by_synonyms(cleaned, query, known) if table else cleaned
    if corrected != cleaned:
        # Those words stand in no document: the vocabulary has nothing more to say about them.
        query = languages.parse(corrected, locale, table)
        known = {at: one for at, one in known.items() if not one.is_lost}
    moment = now or timezone.now()
    every = tuple(listed_kinds())
    plan = Plan(
        words=tuple(word for word in ranking.words_of(query, known) if not word.optional),
        ladders=ranking.ladders_of(query, known, languages.tokens(corrected, locale)),
        locale=locale,
        kinds=every,
        wanted=tuple(kind for kind in every if kind in kinds) if kinds else every,
        now=moment,
        facets=(*_facets(facets or {}), *([opening.open_at(moment)] if open_now else [])),
        fresh=ranking.freshness(moment),
        nearness=ranking.nearness(near, radius_m),
        title=ranking.title_of(languages.tokens(corrected, locale)),
        limit=max(0, min(limit, MOST_HITS)),
        offset=max(0, min(offset, MOST_OFFSET)),
        since=since,
        popular=popular_pages(popular, engine),
    )
    answer, name = engines.run(plan, engine)
    return Results(
        cleaned,
        _hits(answer, _marked(query, known), locale),
        answer.total,
        answer.counts_by_kind,
        answer.facet_counts,
        _correction(corrected, cleaned, query, known) if answer.total else "",
        answer.partial,
        answer.capped,
        answer.counts_capped,
        _reachable(answer),
        name,
    )


def _reachable(answer: Answer) -> int:
    return answer.total if answer.ranked is None else min(answer.total, answer.ranked)


def popular_pages(given: Sequence[Popular] | None, engine: Engine | None) -> tuple[Popular, ...]:
    """Return what pages score for being popular: what is given, or what their clicks earned."""
    if given is not None:
        return tuple(given)
    return popularity.current() if engine is None else ()


def clean(text: str) -> str:
    """Return what a person typed without control characters, in one line, not too long."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST_QUERY * 5])
    return " ".join(kept.split())[:LONGEST_QUERY]


def _facets(facets: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(f"{name}:{value}"[:120] for value in values)
        for name, values in facets.items()
        if values
    )


def _hits(answer: Answer, terms: Collection[str], locale: str) -> list[Hit]:
    found = []
    for match in answer.matches:
        row: Any = answer.rows.get(match.page_id)
        if row is None:
            continue
        *fields, search_text = row
        document = Shown(*fields)
        found.append(
            Hit(
                document,
                match.score,
                mark(document.title, terms, locale),
                extract(search_text.get("text", ""), terms, locale),
                match.distance_m,
                terms,
            )
        )
    return found


def _marked(query: Query, known: Mapping[int, Known]) -> frozenset[str]:
    """Return the folded forms and stems that count as found in an extract."""
    found = {
        term.value
        for word in query.words
        for option in word.options
        for term in option.terms
        if term.field in {"folded", "stems"}
    }
    for one in known.values():
        found |= {term for _form, term, *_rest in one.near}
        if not one.own:
            found |= {term for term, _spelling in one.beginnings}
        if one.is_lost:
            found |= {term for _form, term, *_rest in one.farther}
    return frozenset(found)


def _by_synonyms(text: str, query: Query, known: Mapping[int, Known]) -> str:
    """Return the query with words that are lost replaced by those of the synonyms they resemble."""
    changes = []
    for at, one in known.items():
        word = query.words[at]
        if one.is_lost and word.near:
            near = word.near[0]
            meant = synonyms.likeliest(near.value, near.distance)
            if meant:
                changes.append((word.token, meant))
    return replaced(text, changes)


def _correction(text: str, typed: str, query: Query, known: Mapping[int, Known]) -> str:
    """Return the query with words nobody wrote replaced by the likeliest that somebody did."""
    changes = []
    for at, one in known.items():
        likely = [*one.near, *(one.farther if one.is_lost else ())]
        if likely and not one.own:
            changes.append((query.words[at].token, vocabulary.as_written(likely)))
    corrected = replaced(text, changes)
    return corrected if corrected != typed else ""


def replaced(text: str, changes: list[tuple[Token, str]]) -> str:
    """Return a text with some of its words replaced."""
    parts = []
    last = 0
    for token, word in sorted(changes, key=lambda change: change[0].start):
        parts += [text[last : token.start], word]
        last = token.end
    return "".join([*parts, text[last:]])
