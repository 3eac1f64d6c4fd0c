"""Synonyms: words and phrases that may stand for each other, found by stem."""

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, Self

from .lexicon import data_lines
from .tokenizer import scan

EQUAL, NARROWER, RELATED = 0.6, 0.5, 0.3
"""Weights of synonyms proper, of kinds of the thing, and of things merely connected with it."""


class SynonymRow(NamedTuple):
    """One row of an editor's list.

    Two-way: every term finds every other. One-way: the first term finds the others, not they it.
    """

    terms: tuple[str, ...]
    one_way: bool = False
    weight: float = EQUAL


class Expansion(NamedTuple):
    """What a stretch of a query may be replaced by: stems that must all be in the text."""

    start: int
    end: int
    stems: tuple[str, ...]
    weight: float


Phrase = tuple[str, ...]


class SynonymTable:
    """An immutable synonym list, looked up by the stems of a query's words."""

    def __init__(self, rows: Iterable[SynonymRow]) -> None:
        """Analyse the rows' terms; of two rows with the same pair the heavier weight holds."""
        self._found: dict[str, dict[Phrase, dict[Phrase, float]]] = {}
        for row in rows:
            phrases = [phrase for phrase in map(phrase_stems, row.terms) if phrase]
            for place, phrase in enumerate(phrases):
                if place == 0 or not row.one_way:
                    self._add(phrase, [*phrases[:place], *phrases[place + 1 :]], row.weight)

    def _add(self, phrase: Phrase, others: Iterable[Phrase], weight: float) -> None:
        known = self._found.setdefault(phrase[0], {}).setdefault(phrase, {})
        for other in others:
            if other != phrase:
                known[other] = max(weight, known.get(other, 0.0))

    @classmethod
    def from_shipped(cls, lines: Iterable[str]) -> Self:
        """Build a table from CSV lines: canonical, variants split by "|", relation.

        Relations: eq (two-way among all), narrow (the canonical term finds the variants),
        rel (canonical term and each variant find each other, at a low weight).
        """
        rows: list[SynonymRow] = []
        for record in csv.DictReader(lines):
            canonical, variants = record["canonical"], record["variants"].split("|")
            if record["relation"] == "rel":
                rows += [SynonymRow((canonical, other), weight=RELATED) for other in variants]
            else:
                narrow = record["relation"] == "narrow"
                weight = NARROWER if narrow else EQUAL
                rows.append(SynonymRow((canonical, *variants), one_way=narrow, weight=weight))
        return cls(rows)

    def __len__(self) -> int:
        """Count the phrases that have synonyms."""
        return sum(map(len, self._found.values()))

    def expansions(self, words: Sequence[Sequence[str]]) -> list[Expansion]:
        """Find the synonyms of every stretch of a query.

        Args:
            words: For each word the stems it may have.
        """
        found = []
        for start, stems in enumerate(words):
            for first in stems:
                for phrase, others in self._found.get(first, {}).items():
                    end = start + len(phrase)
                    rest = words[start + 1 : end]
                    if len(rest) != len(phrase) - 1:
                        continue
                    if all(part in word for part, word in zip(phrase[1:], rest, strict=True)):
                        found += [Expansion(start, end, other, w) for other, w in others.items()]
        return found


def phrase_stems(text: str) -> Phrase:
    """Return a phrase's stems without its small words."""
    words = [word for word, _, _ in scan(text)]
    content = [word for word in words if word.folded not in _small_words()] or words
    return tuple(word.stems[0] for word in content)


@cache
def _small_words() -> frozenset[str]:
    return frozenset({"ve", "ile", "veya"})


@cache
def shipped_synonyms() -> SynonymTable:
    """Return the municipal synonyms that come with the product."""
    return SynonymTable.from_shipped(data_lines("synonyms.csv"))
