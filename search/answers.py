"""Answer cards: what stands above the results because the query names it.

A subject registers a `Provider` from its `apps.py`; the search page asks those whose phrases the
query mentions, by the same Turkish analysis as search (other forms, typing without Turkish letters,
typing errors). docs/search.md has an example.

A provider answers from memory (`search.memory.remembered`, keyed by the generation): a search
costs two SQL queries, cards or not.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from search import languages, turkish
from search.turkish import Query, QueryWord

logger = logging.getLogger(__name__)

MOST_CARDS = 2


@dataclass(frozen=True)
class Asked:
    """What a provider may know: the query, the language, the moment, and what was found.

    Attributes:
        text: The query, cleaned.
        hits: The first page of results (`search.query.Hit`), best first.
    """

    text: str
    locale: str
    now: datetime
    hits: Sequence[Any] = ()

    @cached_property
    def _query(self) -> Query:
        return languages.parse(self.text, self.locale)

    def edits(self, phrase: str) -> int | None:
        """Return how many typing errors stand between the query and a phrase it mentions.

        None when a word of the phrase is in the query in no form.
        """
        covered = self._covered(phrase)
        return None if covered is None else covered.edits

    def mentions(self, *phrases: str) -> bool:
        """Tell whether all words of any of the phrases are in the query, in whatever form."""
        return any(self._covered(phrase) is not None for phrase in phrases)

    def rest(self, *phrases: str) -> list[str]:
        """Return the query's words that belong to none of the phrases, folded, in order."""
        taken: set[int] = set()
        for phrase in phrases:
            covered = self._covered(phrase)
            taken |= covered.words if covered else set()
        words = self._query.words
        return [word.token.folded for at, word in enumerate(words) if at not in taken]

    def _covered(self, phrase: str) -> "_Covered | None":
        words: set[int] = set()
        edits = 0
        needed = _words(phrase, self.locale)
        for one in needed:
            at, far = min(
                ((at, _distance(word, one)) for at, word in enumerate(self._query.words)),
                key=lambda found: found[1],
                default=(0, _FAR),
            )
            if far >= _FAR:
                return None
            words.add(at)
            edits += far
        return _Covered(words, edits) if needed else None


class _Covered(NamedTuple):
    words: set[int]
    edits: int


class _Word(NamedTuple):
    """A word of a phrase: the terms that are it."""

    folded: str
    stems: frozenset[str]
    joins: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An answer.

    Attributes:
        template: Jinja2 template; gets `card` (this), `now` and the page's context.
        data: What it shows; JSON-ready.
        paths: Addresses of results the card stands for: they are not listed once more below it.
        complete: True where results that have only some of the words would be mere noise.
    """

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    complete: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """Somebody who may have the answer.

    Attributes:
        name: Stable identifier.
        answer: Returns the card, or None where there is nothing to say.
        phrases: It is asked when the query mentions one of these; always if there are none.
        order: Cards stand in this order; the page shows at most `MOST_CARDS`.
        alone: It is asked only where no other has answered.
    """

    name: str
    answer: Callable[[Asked], Card | None]
    phrases: tuple[str, ...] = ()
    order: int = 50
    alone: bool = False


_PROVIDERS: dict[str, Provider] = {}
_FAR = 99


def register(provider: Provider) -> Provider:
    """Add a provider; called once, when its app is ready."""
    if provider.name in _PROVIDERS and _PROVIDERS[provider.name] is not provider:
        raise ValueError(f"answer provider {provider.name} is registered twice")
    _PROVIDERS[provider.name] = provider
    return provider


def cards(asked: Asked) -> list[Card]:
    """Return the cards for a query, in order; a provider that fails is left out and logged."""
    found: list[Card] = []
    for provider in sorted(_PROVIDERS.values(), key=lambda one: (one.order, one.name)):
        if provider.phrases and not asked.mentions(*provider.phrases):
            continue
        if provider.alone and found:
            continue
        try:
            card = provider.answer(asked)
        except Exception:  # a search must not fail for an ornament of it
            logger.exception("Answer provider %s failed", provider.name)
            continue
        if card is not None:
            found.append(card)
        if len(found) == MOST_CARDS:
            break
    return found


@lru_cache(maxsize=2048)
def _words(phrase: str, locale: str) -> tuple[_Word, ...]:
    tokens = languages.tokens(phrase, locale)
    found = []
    for at, token in enumerate(tokens):
        joins = set()
        for first, second in pairwise(tokens[max(0, at - 1) : at + 2]):
            joins |= {first.folded + second.folded, first.folded + second.stem}
        stems = frozenset(languages.analyse(token.exact, locale).stems) | {token.stem}
        found.append(_Word(token.folded, stems, frozenset(joins)))
    return tuple(found)


def _distance(word: QueryWord, wanted: _Word) -> int:
    """Return the edits between a word of the query and one of a phrase; `_FAR` when too many."""
    for option in word.options:
        if len(option.terms) != 1:
            continue
        term = option.terms[0]
        if term.field == "folded" and term.value == wanted.folded:
            return 0
        if term.field == "stems" and term.value in wanted.stems:
            return 0
        if term.field == "joins" and term.value in wanted.joins:
            return 0
    return min(
        (
            far
            for near in word.near
            for form in {wanted.folded, *wanted.stems}
            if len(form) > 3
            and (far := turkish.edit_distance(near.value, form, near.distance)) <= near.distance
        ),
        default=_FAR,
    )
