"""Search while typing: `suggest()`. The last word may be unfinished, and any may be misspelt.

First the words are taken as they are typed, by one statement. Only where that gives too few answers
the vocabulary is asked what odd words resemble (at most one edit in words of four to seven letters,
two beyond, none below; the unfinished word by its beginning), and what has these is added below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from search import engines, languages, ranking, unfinished, vocabulary
from search.engines.base import Engine, Ladder, Plan, Popular, Test, Word
from search.kinds import suggested_kinds
from search.query import clean, popular_pages, replaced
from search.turkish import QueryWord
from search.vocabulary import Known

FEW = 3
"""Fewer answers than this are too few: then typing errors are forgiven too."""
MOST_SUGGESTABLE = 100
MOST_SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document that may be meant; `url` is its path."""

    page_id: int
    title: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a person may be typing.

    Attributes:
        items: The likeliest first; those that have the words as typed before those that resemble.
        did_you_mean: The words with their typing errors corrected, the last one completed; empty
            unless nothing has them as they were typed.
    """

    items: list[Suggestion] = field(default_factory=list)
    did_you_mean: str = ""


def suggest(
    text: str, *, locale: str = "tr", limit: int = 8, engine: Engine | None = None
) -> Suggestions:
    """Return what a person may be typing: one SQL query, at most three where it finds few.

    Words before the last are taken as finished, the last one as the beginning of a word.
    """
    cleaned = clean(text)
    tokens = languages.tokens(cleaned, locale)
    if not tokens or (len(tokens) == 1 and len(tokens[0].folded) < 2):
        return Suggestions()
    limit = max(0, min(limit, MOST_SUGGESTIONS))
    finished = languages.parse(cleaned[: tokens[-1].start], locale)
    asking = _Asking(locale, limit, timezone.now(), engine, popular_pages(None, engine))
    typed = unfinished.typing(finished, tokens[-1].folded)
    found = asking.ask(typed)
    if len(found) >= min(FEW, limit):
        return Suggestions(found)
    last = languages.parse(cleaned[tokens[-1].start :], locale).words[-1]
    words = (*finished.words[: ranking.MOST_WORDS], last._replace(token=tokens[-1]))
    if found and not any(word.near for word in words):
        return Suggestions(found)
    known = vocabulary.ask(words, locale, unfinished=True, together=_together(words))
    meant = unfinished.typing(finished, tokens[-1].folded, known)
    if meant == typed:
        return Suggestions(found)
    pages = {one.page_id for one in found}
    more = [one for one in asking.ask(meant) if one.page_id not in pages]
    corrected = "" if found or not more else _corrected(cleaned, words, known)
    return Suggestions([*found, *more][:limit], corrected)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What all plans of one suggestion have in common."""

    locale: str
    limit: int
    now: datetime
    engine: Engine | None
    popular: tuple[Popular, ...]

    def ask(
        self, tests: tuple[tuple[Word, ...], tuple[Ladder, ...], tuple[Test, ...]]
    ) -> list[Suggestion]:
        """Return the best of what `unfinished.typing` describes."""
        words, ladders, beginnings = tests
        every = tuple(suggested_kinds())
        plan = Plan(
            words=words,
            ladders=ladders,
            locale=self.locale,
            kinds=every,
            wanted=every,
            now=self.now,
            fresh=ranking.freshness(self.now),
            limit=self.limit,
            count_facets=False,
            parts_will_do=False,
            most=MOST_SUGGESTABLE,
            title=beginnings,
            popular=self.popular,
        )
        answer, _name = engines.run(plan, self.engine)
        rows: list[Any] = [answer.rows[match.page_id] for match in answer.matches]
        return [
            Suggestion(page, title, kind, path)
            for page, kind, _locale, path, title, *_texts in rows
        ]


def _together(words: Sequence[QueryWord]) -> str:
    """Return the last two words written as one."""
    folded = [word.token.folded for word in words[-2:]]
    return "".join(folded) if len(folded) == 2 and all(map(str.isalpha, folded)) else ""


def _corrected(text: str, words: Sequence[QueryWord], known: Mapping[int, Known]) -> str:
    """Return the words typed with those that stand nowhere replaced by the likeliest."""
    changes = []
    for at, one in known.items():
        likely = one.resembling()
        is_beginning = at == len(words) - 1 and one.beginnings
        if at < len(words) and likely and not one.own and not is_beginning:
            changes.append((words[at].token, vocabulary.as_written(likely)))
    return replaced(text, changes) if changes else ""
