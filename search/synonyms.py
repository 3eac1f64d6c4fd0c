"""The synonyms in use: the shipped ones as a start, then what editors made of them."""

import csv
from collections.abc import Iterator

from search.generation import watch
from search.memory import remembered
from search.models import Synonym
from search.turkish import SynonymRow, SynonymTable
from search.turkish.lexicon import data_lines

_RELATIONS = {"eq": (False, 60), "narrow": (True, 50)}
_RELATED = 30


def current() -> SynonymTable:
    """Return the active synonyms; read from the database once for each generation."""
    return _table(watch.current())


@remembered(maxsize=2)
def _table(generation: int) -> SynonymTable:
    rows = Synonym.objects.filter(active=True).values_list("terms", "one_way", "weight")
    return SynonymTable(
        SynonymRow(tuple(terms.split("|")), one_way, weight / 100)
        for terms, one_way, weight in rows
    )


def shipped_rows() -> Iterator[tuple[tuple[str, ...], bool, int]]:
    """Yield words, one-way and weight of the municipal set that comes with the product."""
    for record in csv.DictReader(data_lines("synonyms.csv")):
        canonical, variants = record["canonical"], record["variants"].split("|")
        if record["relation"] in _RELATIONS:
            one_way, weight = _RELATIONS[record["relation"]]
            yield (canonical, *variants), one_way, weight
        else:
            # Each is related to the canonical word, not the variants to one another.
            for variant in variants:
                yield (canonical, variant), False, _RELATED
