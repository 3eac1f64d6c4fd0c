"""What engines are asked and what they answer: tests of terms with scores, in no one's dialect.

A `Plan` says which documents are wanted and how they score. Every score is a sum of `Ladder`s; a
ladder gives the score of its first rung that holds. Engines only compile this, so they answer
alike. Scores are multiples of 1/1024, exact in single and in double precision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from search.analysis import Term

Clause = frozenset[Term]
"""Any of these."""
Test = tuple[Clause, ...]
"""All of these clauses."""


class Rung(NamedTuple):
    """A score and the tests of which one must hold."""

    score: float
    tests: tuple[Test, ...]


Ladder = tuple[Rung, ...]
"""Best first; the first that holds counts."""


class Word(NamedTuple):
    """A word of the query: the tests of which one must hold for it to be met.

    An optional word only adds to the score.
    """

    tests: tuple[Test, ...]
    optional: bool = False


class Fresh(NamedTuple):
    """A score for documents of some kinds that are new, and for what has not ended.

    Attributes:
        kinds: Whom it concerns; others get the score always. Empty concerns all.
        since: Those of the kinds that sort before this moment do not get it, if given.
        not_ended_at: Those that ended before this moment do not get it, if given.
    """

    score: float
    kinds: tuple[str, ...]
    since: datetime | None = None
    not_ended_at: datetime | None = None


class Nearness(NamedTuple):
    """Scores by distance: `(metres, score)`, nearest first."""

    lng: float
    lat: float
    steps: tuple[tuple[float, float], ...]
    radius_m: float | None


class Popular(NamedTuple):
    """A score for pages that are often opened."""

    score: float
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, ready for any engine.

    Attributes:
        words: Each must be met. When no document meets all, those that meet the most are taken.
        ladders: What documents score.
        kinds: The kinds searched in and counted.
        wanted: The kinds of the hits; a part of `kinds`.
        facets: Groups of `"facet:value"`; of each group a document must have one.
        since: Only what sorts at this moment or later, if given.
        popular: What pages score for being popular; a page is in one of them at most.
        title: The tests of the query being a title: where so many match that not all are ranked,
            these are never left out.
        most: How many documents are ranked at most, where the engine's own limit is too many.
        parts_will_do: False where a document that lacks a word is of no use.
    """

    words: tuple[Word, ...]
    ladders: tuple[Ladder, ...]
    locale: str
    kinds: tuple[str, ...]
    wanted: tuple[str, ...]
    now: datetime
    facets: tuple[tuple[str, ...], ...] = ()
    fresh: tuple[Fresh, ...] = ()
    nearness: Nearness | None = None
    limit: int = 20
    offset: int = 0
    count_facets: bool = True
    title: tuple[Test, ...] = ()
    parts_will_do: bool = True
    most: int | None = None
    since: datetime | None = None
    popular: tuple[Popular, ...] = ()


class Match(NamedTuple):
    """A document found: its page, score, and metres away if a position is known."""

    page_id: int
    score: float
    distance_m: float | None


@dataclass(slots=True)
class Answer:
    """What an engine found.

    Attributes:
        partial: True when no document meets all words.
        capped: True when there are more than `total`: counting stopped.
        counts_capped: True when some of `counts_by_kind` may be more.
        ranked: How many can be had by `limit` and `offset` at most; None: all.
        rows: What the engine has read along of the matches, by page, if it reads the table anyway.
    """

    matches: list[Match] = field(default_factory=list)
    total: int = 0
    counts_by_kind: Mapping[str, int] = field(default_factory=dict)
    facet_counts: Mapping[str, int] = field(default_factory=dict)
    partial: bool = False
    capped: bool = False
    counts_capped: bool = False
    ranked: int | None = None
    rows: Mapping[int, Sequence[object]] = field(default_factory=dict)


class EngineError(Exception):
    """The engine cannot answer now."""


class Engine(Protocol):
    """A search engine."""

    name: str

    def run(self, plan: Plan) -> Answer:
        """Answer a plan; raise `EngineError` when that is impossible now."""
        ...
