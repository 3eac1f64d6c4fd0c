"""The synonyms in use: the shipped ones as a start, then what editors made of them."""

import csv
from collections.abc import Iterator

from search.generation import watch
from search.memory import remembered
from search.models import Synonym
from search.turkish import SynonymRow, SynonymTable, edit_distance, tokens
from search.turkish.lexicon import data_lines

_RELATIONS = {"eq": (False, 60), "narrow": (True, 50)}
_RELATED = 30
_SHORTEST = 4


def current() -> SynonymTable:
    """Return the active synonyms; read from the database once for each generation."""
    return _table(watch.current())


def likeliest(word: str, distance: int) -> str:
    """Return the word of the synonym list that a misspelt one (folded) may mean; else nothing.

    No document need contain it: "postahne" means postahane, which finds the PTT.
    """
    found = min(
        (
            (far, known)
            for known in _words(watch.current())
            if (far := edit_distance(word, known, distance)) <= distance
        ),
        default=(0, ""),
    )
    return found[1]


@remembered(maxsize=2)
def _words(generation: int) -> tuple[str, ...]:
    rows = Synonym.objects.filter(active=True).values_list("terms", flat=True)
    folded = (token.folded for terms in rows for token in tokens(terms))
    return tuple(sorted({word for word in folded if len(word) >= _SHORTEST and word.isalpha()}))


@remembered(maxsize=2)
def _table(generation: int) -> SynonymTable:
    rows = Synonym.objects.filter(active=True).values_list("terms", "one_way", "weight")
    return SynonymTable(
        SynonymRow(tuple(terms.split("|")), one_way, weight / 100)
        for terms, one_way, weight in rows
    )


def shipped_rows() -> Iterator[tuple[tuple[str, ...], bool, int]]:
    """Yield words, one-way and weight of the municipal set that comes with the product."""
    seen = set()
    for row in _shipped():
        key = frozenset(word.casefold() for word in row[0])
        if key not in seen:
            seen.add(key)
            yield row


def _shipped() -> Iterator[tuple[tuple[str, ...], bool, int]]:
    for record in csv.DictReader(data_lines("synonyms.csv")):
        canonical, variants = record["canonical"], record["variants"].split("|")
        if record["relation"] in _RELATIONS:
            one_way, weight = _RELATIONS[record["relation"]]
            yield (canonical, *variants), one_way, weight
        else:
            # Each is related to the canonical word, not the variants to one another.
            for variant in variants:
                yield (canonical, variant), False, _RELATED
